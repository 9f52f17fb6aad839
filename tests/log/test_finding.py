"""`--from`: a step by its name, or a time."""

import pytest
from session_plans import steps

from voicecoach.errors import UsageError
from voicecoach.log.finding import find_start_ms

STEPS = steps(
    ("lead-in", "", 10),
    ("hold", "Bar hang", 30, 1),
    ("rest", "", 20),
    ("hold", "Bar hang", 30, 2),
    ("reps", "Good morning", 30),
    ("hold", "Hängen mit Übergriff", 30),
    ("hold", "90", 10),
)
TOTAL_MS = STEPS[-1].end_ms


def found_s(wanted):
    return find_start_ms(wanted, STEPS, total_ms=TOTAL_MS) / 1000


@pytest.mark.parametrize(
    ("wanted", "start_s"),
    [
        ("Good morning", 90),
        ("good  MORNING ", 90),
        ("morning", 90),
        ("Bar hang", 10),  # the first of that name
        ("übergriff", 120),
        ("rest", 40),
        ("lead-in", 0),
        ("0", 0),
        ("1:20", 80),
        ("1m20s", 80),
        ("12.5s", 12.5),
        ("90", 150),  # a name is a name first
        ("159.999s", 159.999),
    ],
)
def test_a_step_or_a_time(wanted, start_s):
    assert found_s(wanted) == start_s


@pytest.mark.parametrize("wanted", ["2:40", "160s", "3h"])
def test_beyond_the_end(wanted):
    with pytest.raises(UsageError, match=r"beyond the end: the session takes 2:40"):
        found_s(wanted)


def test_a_part_of_several_names():
    with pytest.raises(UsageError, match="part of several steps: `Bar hang`, `Good morning`"):
        found_s("ng")


def test_what_was_probably_meant():
    with pytest.raises(UsageError, match="no step is called `god mornin`") as wrong:
        found_s("god mornin")
    assert wrong.value.hint.startswith("did you mean `Good morning`? its steps are `lead-in`, `Bar hang`")


@pytest.mark.parametrize("wanted", ["", "xyz", "-5s"])
def test_nothing_like_it(wanted):
    with pytest.raises(UsageError) as wrong:
        found_s(wanted)
    assert "its steps are" in wrong.value.hint
