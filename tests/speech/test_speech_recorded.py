import os

import numpy as np
import pytest
import soundfile
from references import loudness_lufs
from speech_support import QUICK, said

from voicecoach.errors import InputError, UsageError
from voicecoach.speech import recorded
from voicecoach.speech.engines import choose
from voicecoach.speech.session import open_speech
from voicecoach.suffixes import SOUND_SUFFIXES

RATE = 44_100


def record(folder, name, seconds=0.5, pitch_hz=300):
    time = np.arange(int(RATE * seconds)) / RATE
    sound = 0.1 * np.sin(2 * np.pi * pitch_hz * time)
    silence = np.zeros(RATE // 2)
    soundfile.write(folder / name, np.concatenate([silence, sound, silence]), RATE)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "my voice"
    made.mkdir()
    record(made, "halfway.wav", 0.5)
    record(made, "Don't stop.flac", 0.7)
    record(made, "3.wav", 0.3)
    record(made, "hold-for-30-seconds.wav", 1.0)
    return made


@pytest.fixture
def speech(folder, odd_choice, cache):
    with open_speech(odd_choice, cache=cache, limits=QUICK, voice=str(folder)) as made:
        yield made


@pytest.mark.parametrize(
    ("text", "length_ms"),
    [
        ("Halfway.", 500),
        ("halfway", 500),
        ("Don\N{RIGHT SINGLE QUOTATION MARK}t stop!", 700),
        ("Three.", 300),
        ("3", 300),
        ("Hold for 30s.", 1000),
    ],
)
def test_a_cue_is_heard_from_the_file_of_its_name(speech, text, length_ms):
    (utterance,) = said(text)
    assert speech.lengths([utterance])[utterance] == pytest.approx(length_ms, abs=15)
    clip = speech.clip(utterance)
    assert clip.frames == speech.lengths([utterance])[utterance] * 48
    assert loudness_lufs(clip.samples[:, 0].astype(np.float64)) == pytest.approx(-16, abs=0.5)
    assert speech._other.worker_pids == ()
    assert [word.text for word in speech.words(utterance)] == text.split()


def test_what_is_not_recorded_is_spoken_and_named(folder, odd_choice, cache):
    notes = []
    with open_speech(odd_choice, cache=cache, limits=QUICK, voice=str(folder), note=notes.append) as speech:
        lengths = speech.lengths(said("Halfway.", "Step down."))
        assert speech.clip(said("Step down.")[0]).frames == lengths[said("Step down.")[0]] * 48
    assert notes == [f"not recorded in {folder}, so an engine says them: `step-down`"]
    assert cache.summary().entries == 1


def test_a_recording_is_as_long_at_every_speed(speech):
    calm, quick = said("Halfway.") + said("Halfway.", speed_percent=115)
    lengths = speech.lengths([calm, quick])
    assert lengths[calm] == lengths[quick]


def test_a_cue_with_a_voice_of_its_own_is_not_the_recording(speech):
    (utterance,) = said("Halfway.", voice="tone")
    speech.lengths([utterance])
    assert len(speech._other.worker_pids) == 1


def test_numbers_are_known_in_the_languages_words(folder, cache):
    with open_speech(choose("none", "de"), cache=cache, voice=str(folder)) as speech:
        assert speech.lengths(said("Drei."))[said("Drei.")[0]] == pytest.approx(300, abs=15)


def test_a_broken_recording_is_an_error_that_names_it(folder, speech):
    (folder / "halfway.wav").write_bytes(b"no sound")
    with pytest.raises(InputError, match=r"halfway\.wav"):
        speech.lengths(said("Halfway."))


def test_recordings_that_are_many_or_long_do_not_fill_the_memory(folder, speech, monkeypatch):
    for number in range(4, 12):
        os.link(folder / "3.wav", folder / f"{number}.wav")
    monkeypatch.setattr(recorded, "MEMORY_BYTES", 200_000)  # three of them
    with_more = recorded.RecordedSpeech(str(folder), speech, language="en", note=print)
    numbers = [said(str(number))[0] for number in range(3, 12)]
    lengths_ms = with_more.lengths(numbers)
    for number in (*numbers, *reversed(numbers)):
        assert with_more.clip(number).frames == lengths_ms[number] * 48
        assert sum(clip.samples.nbytes for clip in with_more._clips.values()) <= 200_000


def test_a_recording_that_is_changed_while_it_is_needed_is_an_error(folder, speech, monkeypatch):
    monkeypatch.setattr(recorded, "MEMORY_BYTES", 0)
    three, halfway = said("3")[0], said("halfway")[0]
    assert speech.lengths([three, halfway])
    record(folder, "3.wav", 0.4)
    with pytest.raises(InputError, match=r"3\.wav was changed meanwhile") as changed:
        speech.clip(three)
    assert changed.value.hint


@pytest.mark.parametrize("voice", ["~nobody-of-that-name/", f"{'long' * 100}/", "no\0folder/"])
def test_a_folder_that_cannot_be_is_a_wrong_use(voice, odd_choice, cache):
    assert not recorded.is_folder_of_recordings(voice.rstrip("/"))
    with pytest.raises(UsageError, match="cannot be read: "):
        open_speech(odd_choice, cache=cache, voice=voice)


def test_a_folder_without_a_sound_is_a_wrong_use(tmp_path, odd_choice, cache):
    with pytest.raises(UsageError, match="there is no sound file in the folder"):
        open_speech(odd_choice, cache=cache, voice=str(tmp_path))
    with pytest.raises(UsageError, match="cannot be read"):
        open_speech(odd_choice, cache=cache, voice=str(tmp_path / "none") + "/")


@pytest.mark.parametrize("suffix", SOUND_SUFFIXES)
def test_a_recording_is_known_by_its_suffix(tmp_path, suffix, odd_choice, cache):
    (tmp_path / f"halfway{suffix}").touch()
    (tmp_path / "read me.txt").touch()
    with open_speech(odd_choice, cache=cache, voice=f"{tmp_path}/") as speech:
        assert speech._recorded.find("Halfway.") == tmp_path / f"halfway{suffix}"
