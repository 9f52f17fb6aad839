"""Which pass through a block comes: by a word that says which one, and never "last" before the very last."""

import pytest
from hypothesis import given, settings

from tests.called_routines import called_routines, heard, written
from tests.programs import compiled, result_of, spoken
from tests.strategies import examples
from voicecoach.report.plan import cue_lines, plan_json, plan_rows

WORK = "- work: Climb\n  for: 9s\n- rest: 12s\n"


def block(steps, *, count=2, keys=""):
    inner = "".join(f"    {line}\n" for line in steps.splitlines())
    return f"- rounds: {count}\n{keys}  steps:\n{inner}"


def calls(steps):
    words = ("Round", "Set", "Block", "Last", "Climb one", "Climb two", "Climb three", "Hang")
    said = [text for _, text in spoken(compiled(f"- lead-in: 15s\n{steps}"))]
    return [text for text in said if text.startswith(words)]


def test_nested_blocks_are_rounds_inside_and_sets_outside():
    assert calls(block(block(WORK) + "- rest: 30s\n")) == [
        "Set one of two.",
        "Round two of two.",
        "Last set.",
        "Last round.",
    ]


def test_three_blocks_in_each_other_have_three_words():
    said = calls(block(block(block(WORK))))
    assert said[0] == "Block one of two."
    assert "Set two of two." in said
    assert said[-1] == "Last round."
    assert said.count("Last round.") == said.count("Last set.") == said.count("Last block.") == 1


def test_sets_of_an_exercise_take_the_word():
    steps = block("- work: Climb\n  for: 9s\n  sets: 2\n  rest: 12s\n- rest: 12s\n")
    assert calls(steps) == ["Round one of two.", "Set two of two.", "Last round.", "Last set."]


def test_a_block_has_the_name_that_the_author_gives_it():
    assert (
        calls(block(WORK, count=3, keys="  name: Climb\n"))
        == [
            "Climb one of three.",
            "Climb two of three.",
            "Climb three of three.",
            "Climb. Nine seconds.",
        ][:3]
    )


@pytest.mark.parametrize(
    "steps",
    [
        block(WORK, keys="  announce: off\n"),
        "- emom: 2\n  announce: off\n  steps:\n    - work: Climb\n      for: 9s\n",
        (
            "- ladder: [3, 2]\n  name: Set\n  announce: off\n  steps:\n"
            "    - reps: Climb\n      count: $rung\n      tempo: 1-1-1-0\n    - rest: 12s\n"
        ),
    ],
)
def test_a_block_can_be_silent(steps):
    assert calls(steps) == []


def test_a_silent_block_leaves_its_word_to_the_block_around():
    assert calls(block(block(WORK, keys="  announce: off\n"))) == ["Round one of two.", "Last round."]


def test_a_ladder_with_a_name_is_called():
    steps = (
        "- ladder: [3, 2]\n  name: Set\n  steps:\n"
        "    - reps: Climb\n      count: $rung\n      tempo: 1-1-1-0\n    - rest: 12s\n"
    )
    assert calls(steps) == ["Set one of two.", "Set two of two."]


def test_a_hang_is_the_last_only_in_the_last_set():
    said = calls("- hangs: 2 x 7s:4s\n  sets: 2\n  rest: 20s\n")
    assert said == [
        "Set one of two.",
        "Hang. Two hangs, seven seconds.",
        "Hang two.",
        "Last set.",
        "Hang. Two hangs, seven seconds.",
        "Last hang.",
    ]


def test_a_name_that_ends_in_a_mark_keeps_its_own():
    result = compiled(
        "- lead-in: 15s\n- work: Ready to jump?\n  for: 9s\n- rest: 20s\n"
        "- amrap: 2m\n  steps:\n    - work: Jump!\n      for: 10s\n    - work: Plank\n      for: 10s\n"
    )
    said = [text for _, text in spoken(result)]
    assert "Ready to jump? Nine seconds." in said
    assert "Two minutes. As many rounds as possible. Ten seconds Jump! Ten seconds Plank." in said


def test_an_end_sound_is_over_at_the_end():
    steps = "- work: Sit\n  for: 12s\n  tones: off\n  countdown: off\n  cues: {end: {sound: bell}}\n- say: Done.\n"
    bell = next(event for event in compiled(steps).timeline.events if event.audible == "bell")
    assert bell.onset_ms + bell.duration_ms == 12_000


def test_nested_blocks_are_read_once_each():
    steps = WORK
    for _ in range(5):
        steps = block(steps, count=3)
    assert result_of(f"- lead-in: 15s\n{steps}").session.intervals


def test_the_plan_has_the_name_of_a_block_in_place_of_round():
    result = compiled(
        "- ladder: [2, 1]\n  name: $word\n  steps:\n  - {reps: Squat, count: $rung, every: 3s}\n  - rest: 20s\n",
        head="parameters: {word: Rung}\n",
    )
    assert [row[3] for row in plan_rows(result)[1:]] == ["Rung 1/2", "Rung 2/2"]
    assert [one.get("block") for one in plan_json(result)["intervals"]] == ["Rung"] * 4
    assert "Squat   Rung 1/2" in cue_lines(result)


@settings(max_examples=examples(30), deadline=None)
@given(called_routines)
def test_last_is_said_of_the_very_last_alone_and_always(steps):
    """Every call is heard where there is time for it, and says "last" where no pass comes after, of any block around."""
    words = ("Round", "Set", "Block", "Lap", "Hang two", "Hang three", "Hang four", "Last ")
    said = [text for _, text in spoken(compiled(written(steps))) if text.startswith(words)]
    found = ["last" if text.startswith("Last") else "number" for text in said if text != "Last minute."]
    assert found == [
        call for before, within in heard(steps) for call in (*([before] if before else []), *within)
    ]
