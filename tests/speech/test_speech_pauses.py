"""Pauses inside a text: `[pause 2s]` is silence of that length in the clip."""

import numpy as np
import pytest
from speech_support import QUICK, said

from voicecoach.errors import SpeechError
from voicecoach.language.pauses import PauseProblem, pause_marks, pause_text, without_pauses
from voicecoach.speech.engines import choose
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.speech.parts import spoken_parts
from voicecoach.speech.session import open_speech
from voicecoach.speech.text import spoken_text


@pytest.mark.parametrize(
    ("written", "duration_ms"),
    [
        ("[pause 2s]", 2000),
        ("[pause 1.5s]", 1500),
        ("[pause 500ms]", 500),
        ("[Pause 10 s]", 10_000),
        ("[pause 0,5s]", 500),
    ],
)
def test_a_pause_has_the_length_that_is_written(written, duration_ms):
    (mark,) = pause_marks(f"In {written} and out.")
    assert (mark.duration_ms, mark.problem, mark.remedy) == (duration_ms, PauseProblem.NONE, "")
    assert without_pauses(f"In {written} and out.").split() == ["In", "and", "out."]


@pytest.mark.parametrize(
    ("written", "problem", "remedy"),
    [
        ("[pause 11s]", PauseProblem.TOO_LONG, "[pause 10s]"),
        ("[pause]", PauseProblem.MALFORMED, "[pause 2s]"),
        ("[pause 2]", PauseProblem.MALFORMED, "[pause 2s]"),
        ("[pause 3 sec]", PauseProblem.MALFORMED, "[pause 3s]"),
        ("[pause 0s]", PauseProblem.MALFORMED, "[pause 2s]"),
        ('<break time="2s"/>', PauseProblem.FOREIGN, "[pause 2s]"),
        ('<break time="500ms"/>', PauseProblem.FOREIGN, "[pause 0.5s]"),
        ('<break strength="weak"/>', PauseProblem.FOREIGN, "[pause 2s]"),
        ("[[slnc 3000]]", PauseProblem.FOREIGN, "[pause 3s]"),
        ("… /2s", PauseProblem.FOREIGN, "[pause 2s]"),
    ],
)
def test_what_is_no_pause_has_one_as_its_remedy(written, problem, remedy):
    (mark,) = pause_marks(f"In {written} and out.")
    assert (mark.problem, mark.remedy) == (problem, remedy)
    (mended,) = pause_marks(remedy)
    assert mended.problem is PauseProblem.NONE


@pytest.mark.parametrize("text", ["[pause", "pause 2s", "a [long pause] b", "2 / 3 s", "[[pause", "x < y"])
def test_other_words_are_no_pause(text):
    assert pause_marks(text) == ()


def test_a_voice_is_given_the_pause_apart_from_the_words():
    spoken = spoken_text("Breathe in [pause 2s] for 4s. [pause 500ms]", "en")
    assert spoken == "Breathe in [pause 2s] for four seconds. [pause 0.5s]"
    assert spoken_parts(spoken) == ("Breathe in", 2000, "for four seconds.", 500)


def test_markup_of_others_is_never_spoken():
    assert spoken_text('In <break time="2s"/> and [[slnc 300]] out … /2s now', "en") == "In and out now"


@pytest.mark.parametrize("text", ["[pause 2s]", "[pause 2s] [pause 3s]!"])
def test_pauses_alone_are_nothing_to_say(text):
    with pytest.raises(SpeechError, match="can be spoken"):
        spoken_text(text, "en")


def test_a_pause_that_is_none_is_refused_with_the_remedy():
    with pytest.raises(SpeechError, match="no pause") as caught:
        spoken_text("In [pause 30s] and out", "en")
    assert "[pause 10s]" in caught.value.hint


def test_a_pause_is_part_of_the_estimate():
    (plain,), (paused,) = said("Breathe in and out."), said("Breathe in [pause 2s] and out.")
    lengths_ms = EstimatedSpeech(language="en").lengths([plain, paused])
    assert lengths_ms[paused] - lengths_ms[plain] == 2000


@pytest.mark.parametrize("pause_ms", [700, 2000])
def test_a_pause_is_silence_of_its_length_in_the_clip(cache, pause_ms):
    utterances = said(
        "Breathe in.",
        f"Breathe in. {pause_text(pause_ms)} Breathe in.",
        f"Breathe in. {pause_text(pause_ms)}",
    )
    once, twice, trailing = utterances
    with open_speech(choose("espeak", "en"), cache=cache, limits=QUICK) as speech:
        lengths_ms = speech.lengths(utterances)
        samples = np.abs(speech.clip(twice).samples[:, 0])
        words = speech.words(twice)
    assert lengths_ms[twice] == pytest.approx(2 * lengths_ms[once] + pause_ms, abs=30)
    assert lengths_ms[trailing] == pytest.approx(lengths_ms[once] + pause_ms, abs=15)
    loud = np.flatnonzero(samples > 0.01 * samples.max()) // 48
    gap = int(np.diff(loud).max())
    assert gap == pytest.approx(pause_ms, abs=120)
    assert [word.text for word in words] == ["Breathe", "in.", "Breathe", "in."]
    assert words[2].onset_ms == pytest.approx(lengths_ms[once] + pause_ms, abs=60)
