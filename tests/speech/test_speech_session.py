import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from speech_support import QUICK, is_running, said

from voicecoach.errors import SpeechError, UsageError
from voicecoach.speech import engine_speech as engine_speech_module
from voicecoach.speech import pool as pool_module
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engines import choose
from voicecoach.speech.fake import FakeSpeech
from voicecoach.speech.session import open_speech
from voicecoach.timeline.audible import Utterance


class Lent:
    """A pool whose workers outlive the session that uses it."""

    def __init__(self, pool):
        self.run = pool.run

    def close(self):
        pass


@pytest.fixture
def lent(shared_pool, monkeypatch):
    monkeypatch.setattr(pool_module, "WorkerPool", lambda *_, **__: Lent(shared_pool))


@pytest.fixture
def speech(lent, odd_choice, cache):  # noqa: ARG001
    with open_speech(odd_choice, cache=cache, limits=QUICK, workers=1) as speech:
        yield speech


def test_a_clip_is_read_only_mono_of_the_promised_length(speech):
    hang = Utterance(text="bar hang")
    length_ms = speech.lengths([hang])[hang]
    clip = speech.clip(hang)
    assert (clip.frames, clip.channels) == (length_ms * 48, 1)
    assert speech.clip(hang) is clip
    with pytest.raises(ValueError, match="read-only"):
        clip.samples[0] = 1


def test_leaving_a_session_ends_its_workers_and_a_warm_one_starts_none(odd_choice, cache):
    texts = said("one by one", "two by two")
    with open_speech(odd_choice, cache=cache, limits=QUICK) as first:
        lengths = first.lengths(texts)
        samples = [first.clip(text).samples for text in texts]
        pids = first.worker_pids
        assert all(map(is_running, pids))
    assert pids
    assert not any(map(is_running, pids))
    with open_speech(odd_choice, cache=cache, limits=QUICK) as second:
        assert second.lengths(texts) == lengths
        assert all(
            np.array_equal(second.clip(text).samples, sound)
            for text, sound in zip(texts, samples, strict=True)
        )
        assert second.worker_pids == ()


def test_a_damaged_clip_is_made_anew(speech, cache):
    (text,) = said("one by one")
    speech.lengths([text])
    (path,) = cache.folder.glob("*/*.clip")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert speech.clip(text).frames == speech.lengths([text])[text] * 48
    assert path.read_bytes() == whole


def test_a_clip_that_was_deleted_meanwhile_is_made_anew(speech, cache):
    (text,) = said("one by one")
    length_ms = speech.lengths([text])[text]
    cache.clear()
    assert speech.clip(text).frames == length_ms * 48


@pytest.mark.usefixtures("lent")
def test_speed_voice_and_rate_are_different_clips(odd_choice, cache):
    with open_speech(odd_choice, cache=cache, limits=QUICK) as speech:
        speech.lengths(
            [*said("bar hang"), *said("bar hang", speed_percent=110), *said("bar hang", voice="other")]
        )
    with open_speech(odd_choice, cache=cache, limits=QUICK, rate_wpm=150) as slower:
        slower.lengths(said("bar hang"))
    assert cache.summary().entries == 4


def test_two_wordings_that_sound_alike_are_one_clip(speech, cache):
    speech.lengths(said("hold for 30s", "hold  for 30 s", "hold for 30 seconds"))
    assert cache.summary().entries == 1


@pytest.mark.usefixtures("lent")
def test_progress_is_told_for_new_clips_only(odd_choice, cache):
    seen = []
    with open_speech(odd_choice, cache=cache, limits=QUICK, progress=lambda *now: seen.append(now)) as speech:
        speech.lengths(said("one", "two"))
        speech.lengths(said("one", "two", "three"))
    assert seen == [(0, 2), (1, 2), (2, 2), (0, 1), (1, 1)]


def test_what_was_made_before_an_error_is_kept(speech, cache):
    with pytest.raises(SpeechError, match="refuse that"):
        speech.lengths(said("one", "two", "refuse that", "three"))
    assert cache.summary().entries == 2


@pytest.mark.usefixtures("lent")
def test_an_unwritable_cache_is_noted_once_and_done_without(odd_choice, tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    notes = []
    with open_speech(
        odd_choice, cache=ClipCache(blocked / "clips"), limits=QUICK, note=notes.append
    ) as speech:
        texts = said("one by one", "two by two")
        lengths = speech.lengths(texts)
        assert [speech.clip(text).frames for text in texts] == [lengths[text] * 48 for text in texts]
        private = speech._cache.folder
        assert private.exists()
    assert len(notes) == 1
    assert f"the clip cache {blocked / 'clips'} cannot be written" in notes[0]
    assert not private.exists()


@pytest.mark.usefixtures("lent")
def test_a_cache_folder_without_permission_is_done_without(odd_choice, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    notes = []
    with open_speech(
        odd_choice, cache=ClipCache(tmp_path / "clips"), limits=QUICK, note=notes.append
    ) as speech:
        monkeypatch.setattr(engine_speech_module.ClipCache, "store", refuse)  # not even a temporary folder
        (text,) = said("one by one")
        assert speech.clip(text).frames == speech.lengths([text])[text] * 48
    assert [note.split(" (")[0] for note in notes] == [
        f"the clip cache {tmp_path / 'clips'} cannot be written",
        "nor can a temporary folder; clips are made when they are needed",
    ]


def test_memory_is_bounded(speech, monkeypatch):
    texts = said(*(f"text for {name}" for name in ("north", "south", "night", "light", "right", "might")))
    lengths = speech.lengths(texts)
    monkeypatch.setattr(engine_speech_module, "MEMORY_BYTES", 3 * lengths[texts[0]] * 48 * 2)
    for text in texts * 2:
        assert speech.clip(text).frames == lengths[text] * 48
        assert speech._memory_bytes == sum(len(clip.pcm) for clip in speech._memory.values())
    assert len(speech._memory) == 3


@pytest.mark.parametrize("rate_wpm", [79, 401, -5])
def test_an_impossible_rate_is_a_wrong_use(odd_choice, rate_wpm):
    with pytest.raises(UsageError, match="words a minute"):
        open_speech(odd_choice, rate_wpm=rate_wpm)


def test_the_estimate_needs_no_engine_and_has_no_sound():
    with open_speech(choose("none", "en")) as speech:
        short, long = said("Halfway.", "Halfway. Let your ribs drop and breathe out.")
        lengths = speech.lengths([short, long])
        assert 500 < lengths[short] < 1000
        assert 2300 < lengths[long] < 3500
        with pytest.raises(UsageError, match="none only estimates"):
            speech.clip(short)
    with open_speech(choose("none", "en"), rate_wpm=103) as slower:
        assert slower.lengths([long])[long] == pytest.approx(2 * lengths[long], abs=2)


PROGRAM = """
import sys
from pathlib import Path
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engines import EngineChoice, EngineSpec
from voicecoach.speech.session import open_speech
from voicecoach.timeline.audible import Utterance
spec = EngineSpec(name="odd", about="", module="odd_engine", voice="tone", rate_wpm=180, remedy="")
choice = EngineChoice(spec=spec, language="en", why="", automatic=False)
texts = [Utterance(text=f"text {number}") for number in range(30)]
if sys.argv[2] == "backwards":
    texts.reverse()
with open_speech(choice, cache=ClipCache(Path(sys.argv[1])), workers=1) as speech:
    lengths = speech.lengths(texts)
    assert all(speech.clip(text).frames == lengths[text] * 48 for text in texts)
"""


def test_two_programs_may_share_the_cache_at_once(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    programs = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path), order], env=environment)
        for order in ("forwards", "backwards")
    ]
    assert [program.wait(timeout=60) for program in programs] == [0, 0]
    assert ClipCache(tmp_path).summary().entries == 30


def test_the_fake_is_a_speech_like_any_other():
    fake = FakeSpeech(lengths_ms={"Halfway.": 600})
    short, faster = said("Halfway.")[0], said("Hang.", speed_percent=110)[0]
    assert fake.lengths([short, faster]) == {short: 600, faster: 272}
    clip = fake.clip(short)
    assert (clip.frames, clip.channels) == (28_800, 1)
    assert np.abs(clip.samples[:2]).max() > 0.4
    assert fake.asked == [short, faster]
