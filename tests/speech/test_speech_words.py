import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from speech_support import QUICK, said

from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engines import choose
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.speech.fake import FakeSpeech
from voicecoach.speech.model import Word
from voicecoach.speech.session import open_speech
from voicecoach.speech.words import as_written, timed_words
from voicecoach.timeline.audible import Utterance

TEXT = "Walk your feet forward, tuck the pelvis."


def spans(words):
    return [(word.text, word.onset_ms, word.onset_ms + word.duration_ms) for word in words]


def test_without_marks_words_share_the_time_by_their_letters():
    words = timed_words("One extraordinary thing", 1000)
    assert [word.text for word in words] == ["One", "extraordinary", "thing"]
    assert words[0].onset_ms == 0
    assert words[-1].onset_ms + words[-1].duration_ms == 1000
    assert words[1].duration_ms > 2 * words[2].duration_ms


def test_a_pause_follows_a_comma():
    _, forward, tuck = timed_words("feet forward, tuck", 1000)
    assert tuck.onset_ms - (forward.onset_ms + forward.duration_ms) > 100


def test_marks_fix_the_words_that_they_are_in():
    words = timed_words("Ten of twenty", 900, [(0, 12), (7, 400)])
    assert [word.onset_ms for word in words] == [0, words[1].onset_ms, 400]
    assert 0 < words[1].onset_ms < 400


@pytest.mark.parametrize("marks", [[(7, 900)], [(7, 5000)], [(7, -3)], [(99, 10)], [(0, 500), (4, 100)]])
def test_marks_that_cannot_be_do_no_harm(marks):
    ends = [0]
    for _, onset, end in spans(timed_words("Ten of twenty", 900, marks)):
        assert ends[-1] <= onset <= end <= 900
        ends.append(end)


def test_words_are_shown_as_they_are_written():
    written = as_written("3x10 push-ups, RDL.", timed_words("3 times 10 push-ups, Romanian deadlift.", 3000))
    spoken = timed_words("3 times 10 push-ups, Romanian deadlift.", 3000)
    assert [word.text for word in written] == ["3x10", "push-ups,", "RDL."]
    assert written[0].onset_ms == 0
    assert written[0].onset_ms + written[0].duration_ms == spoken[2].onset_ms + spoken[2].duration_ms
    assert written[1].onset_ms == spoken[3].onset_ms
    assert written[2].onset_ms + written[2].duration_ms == 3000


@given(st.text(max_size=60), st.text(max_size=60), st.integers(1, 10_000))
def test_words_never_overlap_and_stay_within_the_clip(written, spoken, duration_ms):
    for words in (timed_words(spoken, duration_ms), as_written(written, timed_words(spoken, duration_ms))):
        end = 0
        for word in words:
            assert word.onset_ms >= end
            assert word.duration_ms >= 0
            end = word.onset_ms + word.duration_ms
        assert end <= duration_ms


def test_a_clip_keeps_its_words_in_the_cache(cache):
    (utterance,) = said(TEXT)
    with open_speech(choose("espeak", "en"), cache=cache, limits=QUICK) as speech:
        length_ms = speech.lengths([utterance])[utterance]
        first = speech.words(utterance)
    with open_speech(choose("espeak", "en"), cache=ClipCache(cache.folder)) as warm:
        assert warm.words(utterance) == first
        assert warm.worker_pids == ()
    assert [word.text for word in first] == TEXT.split()
    assert first[0].onset_ms == 0
    assert first[-1].onset_ms + first[-1].duration_ms <= length_ms


def test_words_that_cannot_be_read_are_those_of_the_engine_again(cache, monkeypatch):
    """A disk that fails once must not put other times into captions."""
    (utterance,) = said("Halfway, breathe in and out.")
    with open_speech(choose("espeak", "en"), cache=cache, limits=QUICK) as speech:
        first = speech.words(utterance)
    with open_speech(choose("espeak", "en"), cache=ClipCache(cache.folder), limits=QUICK) as speech:
        speech.lengths([utterance])
        monkeypatch.setattr(speech._cache, "header", lambda _: {})
        assert speech.words(utterance) == first


def test_espeak_says_each_word_where_it_says_so(cache):
    """After a comma there is silence, then the word: its onset is heard within 40 ms of the time that is kept."""
    (utterance,) = said("Halfway, breathe.")
    with open_speech(choose("espeak", "en"), cache=cache, limits=QUICK) as speech:
        speech.lengths([utterance])
        breathe = speech.words(utterance)[1]
        samples = np.abs(speech.clip(utterance).samples[:, 0])
    loud = np.flatnonzero(samples > 0.02 * samples.max()) // 48
    gaps = np.flatnonzero(np.diff(loud) > 60)
    assert gaps.size == 1
    assert abs(int(loud[gaps[0] + 1]) - breathe.onset_ms) <= 40


def test_a_clip_without_words_gets_estimated_ones(odd_choice, cache):
    (utterance,) = said("bar hang 30s")
    with open_speech(odd_choice, cache=cache, limits=QUICK) as speech:
        speech.lengths([utterance])
        cache.store(speech._key(utterance), speech._cache.load(speech._key(utterance)))
    with open_speech(odd_choice, cache=ClipCache(cache.folder), limits=QUICK) as speech:
        assert [word.text for word in speech.words(utterance)] == ["bar", "hang", "30s"]


@pytest.mark.parametrize("speech", [FakeSpeech(), EstimatedSpeech(language="en")], ids=["fake", "estimated"])
def test_speech_without_an_engine_has_words_too(speech):
    utterance = Utterance(text=TEXT)
    words = speech.words(utterance)
    assert [word.text for word in words] == TEXT.split()
    assert words[0].onset_ms == 0
    assert words[-1].onset_ms + words[-1].duration_ms <= speech.lengths([utterance])[utterance]


def test_the_fake_times_words_by_their_letters():
    assert FakeSpeech(ms_per_letter=10).words(Utterance(text="go on")) == (
        Word(text="go", onset_ms=0, duration_ms=20),
        Word(text="on", onset_ms=30, duration_ms=20),
    )
