"""A folder of recordings as the voice: what it lacks is named."""

import numpy as np
import pytest
import soundfile

from voicecoach.findings.base import Severity
from voicecoach.findings.session import NotRecorded
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.source import SourceText
from voicecoach.studio.studios import Studios, VoiceChoice

ROUTINE = """\
title: Short
steps:
  - lead-in: 7s
  - hold: Hang
    for: 12s
    cues: {50%: "Halfway.", 2s: {say: "Los.", voice: de}}
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "my-voice"
    made.mkdir()
    for name in ("get-ready", "hang-twelve-seconds", "halfway", "3", "2"):
        soundfile.write(made / f"{name}.wav", 0.1 * np.sin(np.arange(16_000) / 20), 48_000)
    return made


def findings(voice):
    with Studios(VoiceChoice(engine="none", voice=voice)) as studios:
        result = compile_routine(SourceText(name="short.yaml", text=ROUTINE), {}, studios.open_for)
    assert isinstance(result, Compiled)
    return [found for found in result.diagnostics if isinstance(found, NotRecorded)]


def test_what_is_not_recorded_is_named_once_at_its_line(folder):
    (found,) = findings(str(folder))
    assert found.texts == ("One.",)
    assert found.folder == str(folder)
    assert found.severity is Severity.NOTE
    soundfile.write(folder / "one.wav", 0.1 * np.sin(np.arange(16_000) / 20), 48_000)
    assert findings(str(folder)) == []


def test_they_are_named_in_the_order_in_which_they_are_heard(folder):
    (folder / "halfway.wav").unlink()
    (folder / "get-ready.wav").unlink()
    (found,) = findings(str(folder))
    assert found.texts == ("Get ready.", "One.", "Halfway.")


def test_any_other_voice_has_nothing_to_record():
    assert findings("") == []
