import hashlib
import subprocess
import sys

import pytest

from voicecoach.errors import SpeechError
from voicecoach.speech.engines.espeak_engine import EspeakEngine

TEXTS = ["Ten seconds.", "Walk your feet forward, tuck the pelvis.", "Halfway.", "Three."]


@pytest.fixture(scope="module")
def engine():
    made = EspeakEngine()
    made.load()
    return made


def samples(engine, text, voice="en"):
    return engine.synthesize(text, voice=voice, rate_wpm=190).samples.tobytes()


def test_the_same_text_gives_the_same_samples_whatever_came_before(engine):
    assert not engine.process_per_cue
    straight = [samples(engine, text) for text in TEXTS]
    assert [samples(engine, text) for text in reversed(TEXTS)] == straight[::-1]


def test_a_process_per_cue_gives_the_same_samples(engine):
    apart = EspeakEngine()
    apart.load()
    apart.process_per_cue = True
    assert samples(apart, TEXTS[0]) == samples(engine, TEXTS[0])
    raw = apart.synthesize(TEXTS[1], voice="en", rate_wpm=190)
    assert raw.marks == engine.synthesize(TEXTS[1], voice="en", rate_wpm=190).marks


STUCK = """
import hashlib, sys
from voicecoach.speech.engines import espeak_library
from voicecoach.speech.engines.espeak_engine import EspeakEngine
espeak_library._close = lambda _: None
engine = EspeakEngine()
engine.load()
assert engine.process_per_cue
samples = engine.synthesize(sys.argv[1], voice="en", rate_wpm=190).samples
print(hashlib.sha256(samples.tobytes()).hexdigest())
"""


def test_where_the_library_stays_loaded_every_cue_gets_a_process(engine):
    """As with musl, whose dlclose does nothing. In a process of its own: it stays loaded there."""
    result = subprocess.run(
        [sys.executable, "-c", STUCK, TEXTS[2]], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == hashlib.sha256(samples(engine, TEXTS[2])).hexdigest()


def test_words_have_their_places_in_the_text_and_in_the_samples(engine):
    text = "Étire-toi, fort, encore."
    raw = engine.synthesize(text, voice="fr", rate_wpm=190)
    assert [mark.position for mark in raw.marks] == [0, text.index("fort"), text.index("encore")]
    frames = [mark.frame for mark in raw.marks]
    assert frames == sorted(frames)
    assert 0 <= frames[0] < frames[-1] < raw.samples.size


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("en", "gmw/en"),
        ("en-US", "gmw/en-US"),
        ("de", "gmw/de"),
        ("fr", "roa/fr"),
        ("Spanish (Spain)", "roa/es"),
    ],
)
def test_a_language_has_its_usual_voice(engine, wanted, found):
    engine.synthesize("a", voice=wanted, rate_wpm=190)
    assert engine._ids[wanted] == found


def test_every_voice_is_listed_with_its_languages(engine):
    voices = engine.voices()
    assert len(voices) > 100
    assert all(voice.languages and voice.name for voice in voices)


def test_an_unknown_voice_is_an_error(engine):
    with pytest.raises(SpeechError, match="the engine espeak has no voice `Nobody`"):
        engine.synthesize("a", voice="Nobody", rate_wpm=190)


@pytest.mark.parametrize(
    ("library", "problem"), [("/no/such/library.so", "does not load"), ("", "does not start")]
)
def test_a_library_or_data_that_is_not_there_is_an_error_with_the_command(engine, tmp_path, library, problem):
    broken = EspeakEngine(library_path=library or engine._library_path, data_path=str(tmp_path))
    with pytest.raises(SpeechError, match=problem) as caught:
        broken.load()
    assert caught.value.hint == "pip install espeakng-loader"
