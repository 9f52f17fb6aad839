"""Choosing among routines: what matches, or otherwise what comes nearest and why it does not match."""

import pytest

from voicecoach.errors import UsageError
from voicecoach.library.choosing import Filters, choose
from voicecoach.library.shelf import RoutineCard, shelf


def card(name, minutes, **tags):
    return RoutineCard(
        name=name,
        title=name,
        about="",
        language="en",
        tags={tag: (value,) for tag, value in tags.items()},
        total_ms=minutes * 60_000,
        parameters={},
    )


SHELF = (
    card("long", 20, focus="back", equipment="bar", level="easy"),
    card("short", 4, focus="back", equipment="bar", level="hard"),
    card("middle", 9, focus="hips", equipment="none", level="medium"),
)


@pytest.mark.parametrize(
    ("filters", "name"),
    [
        (Filters(focus="back"), "long"),
        (Filters(focus="back", max_time_ms=30 * 60_000), "long"),
        (Filters(focus="BACK", max_time_ms=5 * 60_000), "short"),
        (Filters(tags=("none",)), "middle"),
    ],
)
def test_the_best_match_is_chosen(filters, name):
    assert choose(filters, SHELF).name == name


def refused(filters):
    with pytest.raises(UsageError) as refusal:
        choose(filters, SHELF)
    return refusal.value.hint.splitlines()


def test_the_nearest_is_the_one_that_is_the_least_too_long():
    assert refused(Filters(max_time_ms=210_000)) == [
        "the nearest are:",
        "  short (4:00; 0:30 too long)",
        "  middle (9:00; 5:30 too long)",
        "  long (20:00; 16:30 too long)",
    ]


def test_what_fails_in_one_wish_is_nearer_than_what_fails_in_two():
    lines = refused(Filters(focus="hips", equipment="bar", max_time_ms=10 * 60_000))
    assert [line.split()[0] for line in lines[1:]] == ["middle", "short", "long"]
    assert lines[1] == "  middle (9:00; equipment: none)"
    assert lines[3] == "  long (20:00; focus: back; 10:00 too long)"


def test_a_value_that_no_routine_has_is_named_with_the_one_that_is_near():
    assert refused(Filters(focus="bakc", level="extreme"))[:2] == [
        "there is no focus `bakc`; did you mean `back`?",
        "there is no level `extreme`; there are: easy, medium, hard",
    ]


def test_a_level_is_known_by_another_word_and_of_what_nobody_knows_all_there_is_is_named():
    assert refused(Filters(level="Beginner"))[0] == "there is no level `Beginner`; did you mean `easy`?"
    assert refused(Filters(focus="knee"))[:1] == ["there is no focus `knee`; there are: back, hips"]


def test_the_nearest_are_those_of_what_was_meant():
    with pytest.raises(UsageError) as failure:
        choose(Filters(focus="finger"), shelf().routines)
    near = failure.value.hint.partition("the nearest are:\n")[2].splitlines()
    assert len(near) == 3
    assert all("focus: fingers" in line for line in near)
