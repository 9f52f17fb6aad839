import threading
import time

import pytest
from msgspec import structs
from speech_support import QUICK, said

from voicecoach.errors import SpeechError
from voicecoach.speech.engines import choose
from voicecoach.speech.engines.espeak_engine import ESPEAK
from voicecoach.speech.session import open_speech


@pytest.fixture
def automatic(odd_choice):
    """The choice of `--engine auto` where the first engine is the odd one."""
    return structs.replace(odd_choice, automatic=True, others=(ESPEAK,))


def test_another_engine_takes_over_from_the_cue_that_fails(automatic, cache):
    notes = []
    with open_speech(automatic, cache=cache, limits=QUICK, note=notes.append) as speech:
        before, failing, after = said("bar hang", "refuse this", "bar hang again")
        first = speech.lengths([before])
        mixed = speech.lengths([before, failing, after])
        assert mixed[before] == first[before]
        assert speech._own._speaker_of(before).engine == "odd"
        assert {speech._own._speaker_of(one).engine for one in (failing, after)} == {"espeak"}
        assert [speech.clip(one).frames // 48 for one in mixed] == list(mixed.values())
        assert [word.text for word in speech.words(failing)] == ["refuse", "this"]
    assert notes == ["odd cannot say `refuse this`: no such sound; espeak takes over"]


def test_no_other_engine_takes_over_when_the_session_ends_in_the_middle_of_a_cue(automatic, cache):
    notes, errors = [], []

    def speak(speech):
        try:
            speech.lengths(said("slow one", "slow two", "slow three", "slow four"))
        except SpeechError as stopped:
            errors.append(stopped)

    with open_speech(automatic, cache=cache, limits=QUICK, note=notes.append) as speech:
        speaking = threading.Thread(target=speak, args=(speech,))
        speaking.start()
        while not speech._own.worker_pids:
            time.sleep(0.01)
    speaking.join()
    assert (notes, len(errors)) == ([], 1)


def test_the_same_session_sounds_the_same_from_the_cache(automatic, cache):
    texts = said("bar hang", "refuse this", "well done")
    lengths = []
    for _ in range(2):
        with open_speech(automatic, cache=cache, limits=QUICK) as speech:
            lengths.append(speech.lengths(texts))
    assert lengths[0] == lengths[1]


def test_an_engine_that_was_asked_for_is_not_replaced(odd_choice, cache):
    with (
        open_speech(odd_choice, cache=cache, limits=QUICK) as speech,
        pytest.raises(SpeechError, match="odd cannot say"),
    ):
        speech.lengths(said("refuse this"))


def test_with_a_voice_that_was_asked_for_no_other_engine_takes_over(automatic, cache):
    with (
        open_speech(automatic, cache=cache, limits=QUICK, voice="tone") as speech,
        pytest.raises(SpeechError, match="odd cannot say"),
    ):
        speech.lengths(said("refuse this"))
    with (
        open_speech(automatic, cache=cache, limits=QUICK) as speech,
        pytest.raises(SpeechError, match="odd cannot say"),
    ):
        speech.lengths(said("refuse this", voice="tone"))


def test_what_nobody_can_say_is_an_error_at_once(automatic, cache):
    notes = []
    with (
        open_speech(automatic, cache=cache, limits=QUICK, note=notes.append) as speech,
        pytest.raises(SpeechError, match="nothing in the text") as caught,
    ):
        speech.lengths(said("bar hang", "..."))
    assert caught.value.text == "..."
    assert notes == []


def test_after_the_last_engine_the_error_stays(automatic, cache):
    no_voice = structs.replace(ESPEAK, voice="Nobody")
    choice = structs.replace(automatic, others=(no_voice,))
    with (
        open_speech(choice, cache=cache, limits=QUICK) as speech,
        pytest.raises(SpeechError, match=r"^the engine espeak has no voice `Nobody`$"),
    ):
        speech.lengths(said("refuse this"))


@pytest.mark.parametrize(("language", "others"), [("en", ["pyttsx3", "espeak"]), ("de", ["espeak"])])
def test_auto_knows_who_takes_over(language, others):
    assert [spec.name for spec in choose("auto", language).others] == others


def test_hibari_gives_over_what_it_has_no_sound_for(cache):
    notes = []
    with open_speech(choose("auto", "en"), cache=cache, note=notes.append) as speech:
        assert speech.lengths(said("健康"))
    assert notes == ["hibari cannot say `健康`: no sound came back; pyttsx3 takes over"]
