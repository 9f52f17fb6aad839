"""`death-by`: a rep more each minute, each number said before its minute."""

import pytest

from tests.language.reading import found_in, steps_of
from tests.programs import codes, compiled, intervals, spoken
from voicecoach.language.kinds import kind_of
from voicecoach.language.kinds.death_by import DeathBy


def step(more=""):
    (only,) = steps_of(f"  - death-by: Burpees\n{more}")
    return only


def minutes(result):
    return [(one.leaf.reps, one.duration_ms) for one in result.session.intervals if one.leaf.kind == "reps"]


def test_what_it_is_read_as():
    read = step("    for: 12m\n    start: 3\n    add: 2\n    every: 90s\n")
    assert isinstance(read, DeathBy)
    assert read.name.parts == ("Burpees",)
    assert (read.duration_ms, read.start, read.add, read.every_ms) == (720_000, 3, 2, 90_000)
    assert kind_of(read).outline(read) == "death by Burpees, 12m, 3 and 2 more every 1m30s"


def test_without_more_it_is_ten_minutes_from_one_rep_on():
    read = step()
    assert (read.duration_ms, read.start, read.add, read.every_ms) == (600_000, 1, 1, 60_000)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("    start: 0\n", ["out-of-range 4:12"]),
        ("    every: 0\n", ["out-of-range 4:12"]),
        ("    add: two\n", ["bad-count 4:10"]),
        ("    cues: {50s: a, 60s: b, rep 2: c}\n", ["cue-outside 4:20", "cue-not-here 4:28"]),
        ("    count: 5\n", ["misplaced-key 4:5"]),
    ],
)
def test_what_is_wrong_with_it(more, expected):
    assert found_in(f"  - death-by: Burpees\n{more}") == expected


def test_each_minute_has_more_reps_than_the_one_before():
    result = compiled("- lead-in: 10s\n- death-by: Burpees\n  for: 4m\n  start: 3\n  add: 2\n")
    assert minutes(result) == [(3, 60_000), (5, 60_000), (7, 60_000), (9, 60_000)]
    assert codes(result) == []


def test_a_last_minute_that_is_shorter():
    assert minutes(compiled("- death-by: Burpees\n  for: 90s\n")) == [(1, 60_000), (2, 30_000)]


def test_each_number_is_said_before_its_minute():
    result = compiled("- lead-in: 10s\n- death-by: Burpees\n  for: 3m\n")
    assert intervals(result)[0] == ("lead-in", 0, 10)
    told = [(onset_ms, text) for onset_ms, text in spoken(result) if "rep" in text]
    assert [text for _, text in told] == [
        "Burpees. One rep.",
        "Next: Burpees. Two reps.",
        "Next: Burpees. Three reps.",
    ]
    assert told[0][0] < 10_000
    assert [onset_ms for onset_ms, _ in told[1:]] == [60_000, 120_000]  # ten seconds before


def test_the_last_minute_has_its_ten_seconds_call():
    texts = spoken(compiled("- death-by: Burpees\n  for: 2m\n"))
    assert [onset_ms for onset_ms, text in texts if text == "Ten seconds."] == [110_000]
    assert [onset_ms for onset_ms, text in texts if text == "Halfway."] == [30_000, 90_000]


def test_nothing_is_counted_but_each_minute_ends_with_a_countdown():
    texts = [text for _, text in spoken(compiled("- death-by: Burpees\n  for: 2m\n  start: 5\n"))]
    assert [text for text in texts if text in {"One.", "Two.", "Three.", "Four.", "Five."}] == [
        "Three.",
        "Two.",
        "One.",
    ] * 2


def test_its_own_words_before_each_minute():
    result = compiled("- lead-in: 9s\n- death-by: Burpees\n  for: 2m\n  announce: Now $count of them.\n")
    assert [text for _, text in spoken(result) if "of them" in text] == [
        "Now one of them.",
        "Now two of them.",
    ]


def test_no_words_before_it():
    result = compiled("- death-by: Burpees\n  for: 2m\n  announce: off\n")
    assert not any("rep" in text for _, text in spoken(result))


def test_a_session_waits_before_the_first_minute_only():
    result = compiled("- death-by: Burpees\n  for: 3m\n  ready: on\n")
    assert [interval.start_ms for interval in result.session.gates] == [0]
