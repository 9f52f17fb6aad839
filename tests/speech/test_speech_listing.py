import pytest

from voicecoach.speech.engines import EngineSpec
from voicecoach.speech.listing import checks, list_voices


def test_every_engine_lists_its_voices():
    listed = {engine.engine: engine for engine in list_voices()}
    assert list(listed) == ["hibari", "kokoro", "piper", "pyttsx3", "espeak"]
    assert [voice.name for voice in listed["hibari"].voices] == ["heart"]
    assert len(listed["pyttsx3"].voices) > 1
    assert not listed["pyttsx3"].problem


def test_voices_can_be_those_of_a_language():
    listed = {engine.engine: engine for engine in list_voices(language="de")}
    assert listed["hibari"].problem == "no voice for `de`"
    for engine in ("pyttsx3", "espeak"):
        voices = listed[engine].voices
        assert voices
        assert all(language.startswith("de") for voice in voices for language in voice.languages)


@pytest.mark.usefixtures("own_cache_folder")
def test_the_doctor_names_what_is_missing_and_how_it_comes(monkeypatch):
    monkeypatch.setattr(EngineSpec, "installed", lambda spec: spec.name != "hibari")
    found = {check.name: check for check in checks("en")}
    assert not found["engine hibari"].good
    assert found["engine hibari"].remedy == "pip install 'voicecoach[natural]'"
    assert found["engine pyttsx3"].good
    assert found["engine auto"].found.startswith("pyttsx3")
    assert found["clip cache"].good
