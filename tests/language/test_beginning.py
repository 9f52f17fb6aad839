"""Of which routines `check` says that nobody can be in place when they begin."""

import pytest
from programs import compiled

from voicecoach.findings.coaching import NoTimeToBegin
from voicecoach.language.coach import coach
from voicecoach.language.mending import applied

MAT = "tags: {equipment: [mat]}\n"
HOLD = "- hold: Plank\n  for: 30s\n  announce: off\n"
REPS = "- reps: Squat\n  count: 5\n  tempo: 2-0-2-0\n  announce: off\n"


def found(steps, head=MAT):
    result = compiled(steps, head=head)
    return [one for one in coach(result.routine, result.diagnostics) if isinstance(one, NoTimeToBegin)]


@pytest.mark.parametrize(
    ("steps", "begins_ms"),
    [
        (HOLD, 0),
        (REPS, 0),
        (
            "- rounds: 3\n  steps:\n    - hold: Plank\n      for: 30s\n      announce: off\n    - rest: 10s\n",
            0,
        ),
        ("- hangs: 6 x 7s:3s\n  announce: off\n", 0),
        (f"- lead-in: 1s\n{HOLD}", 1_000),
        (f"- rest: 2s\n{REPS}", 2_000),
        (f"- say: Go.\n  for: 1s\n{HOLD}", 1_000),
        (f"- lead-in: 1s\n- rest: 1s\n{HOLD}", 2_000),
    ],
)
def test_nobody_can_be_in_place(steps, begins_ms):
    assert [one.begins_ms for one in found(steps)] == [begins_ms]


@pytest.mark.parametrize(
    ("steps", "head"),
    [
        (f"- lead-in: 10s\n{HOLD}", MAT),
        (f"- lead-in: 3s\n{HOLD}", MAT),
        (f"- lead-in: 1s\n- rest: 2s\n{HOLD}", MAT),
        (f"- say: Stand under the bar.\n{HOLD}", MAT),
        (HOLD, "tags: {equipment: [none], focus: [breathing]}\n"),
        (HOLD, ""),
        (HOLD, f"{MAT}caution: Stop if it hurts.\n"),
        (f"{HOLD}  ready: on\n", MAT),
        ("- rounds: 2\n  steps:\n    - lead-in: 10s\n    - hold: Plank\n      for: 30s\n", MAT),
        ("- hold: Plank\n  for: 30s\n", MAT),  # it is announced late, which says the same
    ],
)
def test_there_is_time_or_none_is_needed(steps, head):
    assert found(steps, head) == []


def test_a_short_lead_in_is_lengthened():
    (one,) = found(f"- lead-in: 1s\n{HOLD}")
    assert applied(one.span.source.text, one.edits).count("lead-in: 10s") == 1
    assert "lead-in: 1s\n" not in applied(one.span.source.text, one.edits)
