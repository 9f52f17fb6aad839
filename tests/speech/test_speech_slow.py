"""A slow voice: it gets more workers and more time, and says so before it begins."""

import msgspec
import pytest
from odd_engine import OddEngine
from speech_support import said

from tests.programs import studio
from voicecoach.pipeline import draft_routine
from voicecoach.source import SourceText
from voicecoach.speech.pool import CUES_PER_WORKER, WorkerPool
from voicecoach.speech.session import open_speech
from voicecoach.speech.worker_process import Limits
from voicecoach.studio.waiting import WaitingTime, waiting_of

HANGS = "title: T\nsteps:\n  - lead-in: 10s\n  - rounds: 3\n    steps:\n      - hold: Bar hang\n        for: 20s\n        cues: {5s: Walk your feet forward and let go of your lower back.}\n"


@pytest.fixture
def slow_choice(odd_choice):
    """Half a minute of a core for a second of speech."""
    spec = msgspec.structs.replace(odd_choice.spec, cpu_ms_per_speech_s=30_000)
    return msgspec.structs.replace(odd_choice, spec=spec)


def test_it_is_said_once_how_long_new_sentences_take(slow_choice, cache):
    notes = []
    texts = said("one by one", "two by two")
    with open_speech(slow_choice, cache=cache, workers=1, note=notes.append) as speech:
        expected_s = sum(speech.making_ms(texts).values()) / 1000
        speech.lengths(texts)
        speech.lengths(said("three by three"))
        assert speech.making_ms(texts) == {}
    assert notes == [
        f"{OddEngine.name} takes about {expected_s:.0f} s for 2 new sentences; then they are in the cache"
    ]
    assert 20 < expected_s < 100
    with open_speech(slow_choice, cache=cache, workers=1, note=notes.append) as speech:
        speech.lengths(texts)
    assert len(notes) == 1


def test_a_quick_voice_says_nothing(odd_choice, cache):
    notes = []
    with open_speech(odd_choice, cache=cache, workers=1, note=notes.append) as speech:
        assert speech.making_ms(said("one by one")) == {}
        speech.lengths(said("one by one"))
    assert notes == []


def test_equal_sentences_are_made_once_and_more_workers_are_quicker(slow_choice, cache):
    with (
        open_speech(slow_choice, cache=cache, workers=1) as one,
        open_speech(slow_choice, cache=cache, workers=2) as two,
    ):
        texts = said("one by one", "one  by one", "two by two")
        alone = one.making_ms(texts)
        assert len(alone) == 2
        assert sum(two.making_ms(texts).values()) == pytest.approx(sum(alone.values()) / 2, rel=0.01)


def test_a_slow_voice_gets_a_worker_for_each_sentence_and_more_time(slow_choice, odd_choice):
    quick, slow = WorkerPool(odd_choice.spec), WorkerPool(slow_choice.spec)
    assert (quick._cues_per_worker, slow._cues_per_worker) == (CUES_PER_WORKER, 1)
    assert quick._limits == Limits()
    assert slow._limits.of_cue("Hang.") > 100 * quick._limits.of_cue("Hang.")
    assert slow._limits.start_s == quick._limits.start_s


def drafted(speech):
    return draft_routine(SourceText(name="a.yaml", text=HANGS), {}, lambda _: studio(speech))


def test_a_session_that_would_wait_says_how_long_until_all_is_made(slow_choice, cache):
    with open_speech(slow_choice, cache=cache, workers=1) as speech:
        routine = drafted(speech)
        waiting = waiting_of(routine, from_ms=0)
        assert waiting.sentences > 3
        assert waiting.total_ms > 60_000
        later = waiting_of(routine, from_ms=40_000)
        assert 0 < later.sentences < waiting.sentences
        wordings = [wording for cue in routine.schedule.cues for wording in cue.wordings[:1]]
        speech.lengths(wordings)
        assert waiting_of(routine, from_ms=0) == WaitingTime()


def test_a_session_whose_voice_keeps_up_says_nothing(odd_choice, cache):
    """A tenth of a second of a core for a second of speech: a wait that is not worth telling."""
    spec = msgspec.structs.replace(odd_choice.spec, cpu_ms_per_speech_s=100)
    choice = msgspec.structs.replace(odd_choice, spec=spec)
    with open_speech(choice, cache=cache, workers=1) as speech:
        assert waiting_of(drafted(speech), from_ms=0) == WaitingTime()
    assert waiting_of(drafted(None), from_ms=0) == WaitingTime()
