"""What people paste comes to the work that they meant; what is doubted and what is left is named."""

import re
from pathlib import Path

import pytest
from pasted_lines import ALL

from voicecoach.language.leaves import (
    Circuit,
    CountedExercise,
    OffTime,
    RepeatedHold,
    RestTime,
    SelfPacedExercise,
    TimedExercise,
)


def work_of(result):
    """Return the seconds of timed work, the reps, and the seconds of rest."""
    timed_ms = reps = rest_ms = 0
    for interval in result.session.intervals:
        match interval.leaf:
            case Circuit() if interval.leaf.until_done:
                reps += sum(item.count for item in interval.leaf.items if item.count)
            case TimedExercise() | RepeatedHold() | Circuit():
                timed_ms += interval.duration_ms
            case SelfPacedExercise():
                reps += sum(one.reps for one in interval.leaf.all)
            case CountedExercise():
                reps += interval.leaf.reps
            case RestTime() | OffTime():
                rest_ms += interval.duration_ms
            case _:
                pass
    return timed_ms / 1000, reps, rest_ms / 1000


@pytest.mark.parametrize(("text", "timed_s", "reps", "rest_s"), ALL)
def test_a_paste_comes_to_the_work_that_it_says(imported, text, timed_s, reps, rest_s):
    found = work_of(imported(text)[2])
    expected = (timed_s, reps, rest_s)
    assert [a for a, b in zip(found, expected, strict=True) if b is not None] == [
        b for b in expected if b is not None
    ]


DOCS = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")
CHAPTER = DOCS[DOCS.index("## From what you have") : DOCS.index("## Zwift workouts")]


@pytest.mark.parametrize("line", re.findall(r"^\| `([^`]+)` \|", CHAPTER, re.MULTILINE))
def test_each_line_of_the_chapter_is_read(imported, line):
    text = f"30s plank\n{line}" if line.startswith("Repeat") else line
    _, notes, _ = imported(text)
    assert not [note for _, note in notes if note.startswith("left")]


def test_there_are_lines_in_the_chapter():
    assert len(re.findall(r"^\| `([^`]+)` \|", CHAPTER, re.MULTILINE)) > 18
