"""`$elapsed` and `$total_elapsed`: the time since the start of the step and of the session, at the moment in which it is said."""

import pytest

from tests.programs import codes, compiled, in_language, spoken


def said(steps, **options):
    return {text: onset_ms for onset_ms, text in spoken(compiled(steps, **options))}


def test_at_the_onset_of_the_cue():
    texts = said(
        "- rest: 15s\n- hold: Plank\n  for: 1m\n  cues: {40s: $elapsed of $duration., 5s: $total_elapsed in all.}\n"
    )
    assert texts["Forty seconds of one minute."] == 55_000
    assert texts["Twenty seconds in all."] == 20_000


@pytest.mark.parametrize("round_", [1, 2])
def test_of_each_round_its_own_step_and_the_whole_session(round_):
    steps = '- rounds: 2\n  announce: off\n  steps:\n    - work: Row\n      for: 30s\n      tones: off\n      cues: {10s: "$elapsed, $total_elapsed."}\n'
    total = {1: "ten seconds", 2: "forty seconds"}[round_]
    assert f"Ten seconds, {total}." in said(steps)


def test_in_a_passage_and_in_the_words_of_a_rest():
    steps = "- hold: Plank\n  for: 30s\n- say: $total_elapsed done.\n- rest: 20s\n  say: $total_elapsed gone.\n- hold: Plank\n  for: 10s\n"
    texts = said(steps)
    assert "Thirty seconds done." in texts
    assert any(text.endswith("gone.") and text.startswith("Thirty") for text in texts)


def test_it_is_not_moved():
    """Two cues at once: one that names no time goes elsewhere, one that names a time is left out."""
    steps = "- hold: Plank\n  for: 1m\n  cues:\n    20s: {say: This takes two seconds. $remaining left., priority: safety}\n    21s: WORDS\n"
    moved = compiled(steps.replace("WORDS", "Breathe in."))
    firm = compiled(steps.replace("WORDS", "Breathe in. $elapsed."))
    assert "cue-moved" in codes(moved)
    assert "cue-left-out" in codes(firm)
    assert "cue-moved" not in codes(firm)


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Zwanzig Sekunden."), ("fr", "Vingt secondes."), ("es", "Veinte segundos.")],
)
def test_in_every_language(language, words):
    result = in_language("- hold: Planche\n  for: 1m\n  cues: {20s: $elapsed.}\n", language)
    assert words in [text for _, text in spoken(result)]


def test_with_a_parameter_of_the_same_name_a_text_says_the_time():
    texts = said("- hold: Plank\n  for: 1m\n  cues: {20s: $elapsed.}\n", head="parameters: {elapsed: 5s}\n")
    assert "Twenty seconds." in texts
