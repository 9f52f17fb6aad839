"""pyttsx3 as it is on macOS and Windows, with a stand-in that misbehaves as their drivers do."""

import sys
from types import SimpleNamespace

import pytest
import pyttsx3_fake

from voicecoach.errors import SpeechError
from voicecoach.speech.engines import pyttsx3_engine


@pytest.fixture(params=["darwin", "win32"])
def engine(request, tmp_path, monkeypatch):
    as_there = SimpleNamespace(platform=request.param, executable=sys.executable)
    monkeypatch.setattr(pyttsx3_engine, "sys", as_there)  # for this module; libraries must know better
    return pyttsx3_fake.engine(tmp_path, request.param)


def say(engine, text, rate_wpm=200):
    return engine.synthesize(text, voice="en", rate_wpm=rate_wpm)


def test_each_cue_has_a_run_of_its_own_as_the_second_one_hangs(engine):
    """On macOS the file is AIFF whatever its name."""
    for text in ("bar hang", "good morning", "bar hang"):
        raw = say(engine, text)
        assert (raw.sample_rate, raw.samples.size) == (22050, 22050)


def test_the_rate_is_the_systems(engine):
    assert say(engine, "bar hang", rate_wpm=100).samples.size == 44100


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("the error is swallowed", "OSError: disk full"),
        ("no file comes", "no file"),
        ("no bytes come", "Error opening"),
        ("no frames come", "an empty file"),
    ],
)
def test_what_the_driver_does_not_tell_is_an_error(engine, text, problem):
    with pytest.raises(SpeechError, match="failed 2 times") as caught:
        say(engine, text)
    assert problem in caught.value.message


def test_an_empty_file_is_asked_for_again(engine):
    assert say(engine, "empty once").samples.size == 22050


def test_a_run_that_never_ends_is_given_up(engine, monkeypatch):
    monkeypatch.setattr(pyttsx3_engine, "LIMIT_S", 1.0)
    monkeypatch.setattr(pyttsx3_engine, "TRIES", 1)
    with pytest.raises(SpeechError, match="timed out"):
        say(engine, "it never ends")


def test_what_the_driver_prints_is_not_on_our_output(engine, capfd):
    say(engine, "bar hang")
    assert capfd.readouterr().out == ""


def test_the_voices_are_the_systems(engine):
    (voice,) = engine.voices()
    assert (voice.name, voice.languages, voice.about) == ("com.apple.voice.Sam", ("en-us",), "Sam")


def test_a_driver_that_does_not_start_is_an_error_at_once(tmp_path):
    broken = pyttsx3_fake.engine(tmp_path, "darwin", NO_VOICES="1")
    with pytest.raises(SpeechError, match="does not start: OSError: no speech framework") as caught:
        broken.voices()
    assert "pip install" in caught.value.hint
