"""Recording sentence after sentence, turn by turn: no microphone, no clock, no terminal."""

import numpy as np
import pytest
import soundfile
from fake_microphone import Clock, FakeMicrophone
from msgspec.structs import replace
from references import loudness_lufs
from voices import room, words

from voicecoach.errors import DeviceError
from voicecoach.speech.recording import load_recording
from voicecoach.takes.booth import Booth, BoothOrder, Doing
from voicecoach.takes.folder import TakeFolder
from voicecoach.takes.judging import CutOff, Silent, TakeTooLong
from voicecoach.takes.sentences import Sentence

RATE = 48_000
SENTENCES = (
    Sentence(name="halfway", text="Halfway.", times=3, longest_ms=2000),
    Sentence(name="three", text="3", times=6, longest_ms=800),
    Sentence(name="well-done", text="Well done.", times=1, longest_ms=None),
)


def spoken(*, at_s=3.4, seconds=1.0, lasts_s=30):
    samples = room(RATE, lasts_s)
    said = words(RATE, seconds=seconds)
    samples[round(at_s * RATE) :][: said.size] += said
    return samples[:, None]


class Driven:
    def __init__(self, folder, *sounds, sentences=SENTENCES):
        self.clock = Clock()
        self.sounds = list(sounds)
        self.opened = []
        self.folder = TakeFolder(folder, "en")
        self.folder.make()
        self.booth = Booth(sentences, self.folder, self._open)

    def _open(self, longest_s):
        sound = self.sounds.pop(0)
        if isinstance(sound, Exception):
            raise sound
        self.opened.append(sound if hasattr(sound, "heard") else FakeMicrophone(self.clock, sound))
        assert longest_s > 60
        return self.opened[-1]

    def press(self, asked):
        self.booth.press(asked, self.clock.now_s)
        return self

    def run(self, seconds=30.0, until=None):
        end_s = self.clock.now_s + seconds
        while self.clock.now_s < end_s and self.booth.doing is not until:
            self.clock.now_s += 0.05
            self.booth.turn(self.clock.now_s)
        return self.booth


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_sentence_is_counted_in_taken_judged_and_kept(tmp_path):
    driven = Driven(tmp_path, spoken(), spoken())
    booth = driven.booth
    assert (booth.doing, booth.sentence.text) == (Doing.WAITING, "Halfway.")
    driven.press(BoothOrder.GO)
    shown = []
    while driven.run(0.05).doing is Doing.COUNTING:
        shown.append(booth.left_to_count(driven.clock.now_s))
    assert sorted(set(shown), reverse=True) == [3, 2, 1]
    assert shown == sorted(shown, reverse=True)
    assert driven.run(until=Doing.JUDGED).verdict.faults == ()
    assert driven.opened[0].is_closed
    # it ends by itself, soon after the words
    assert driven.clock.now_s - 100.0 == pytest.approx(3.4 + 0.95 + 1.2, abs=0.2)
    assert booth.to_play is booth.take
    assert files(tmp_path) == ["raw/halfway.1.wav"]  # until it is kept
    driven.press(BoothOrder.GO)
    assert files(tmp_path) == ["halfway.wav", "raw/halfway.1.wav"]
    assert (booth.doing, booth.sentence.text) == (Doing.COUNTING, "3")  # no key more
    assert booth.kept == {"halfway"}


def test_what_is_kept_is_as_loud_as_all_speech_and_the_raw_take_is_as_it_was(tmp_path):
    sound = spoken()
    driven = Driven(tmp_path, sound, spoken())
    driven.press(BoothOrder.GO).run(until=Doing.JUDGED)
    driven.press(BoothOrder.GO)
    clip = load_recording(tmp_path / "halfway.wav")
    assert loudness_lufs(clip.samples[:, 0].astype(np.float64)) == pytest.approx(-16, abs=0.5)
    assert clip.frames / 48 == pytest.approx(950, abs=40)
    raw, rate = soundfile.read(tmp_path / "raw" / "halfway.1.wav")
    assert rate == RATE
    assert len(raw) / rate == pytest.approx(0.95 + 0.6, abs=0.05)
    first = round(3.4 * RATE)
    at = int(np.argmax(np.correlate(sound[first - RATE : first + RATE, 0], raw[:RATE], "valid")))
    assert first - RATE + at == pytest.approx(first - 0.3 * RATE, abs=0.02 * RATE)


def test_a_take_can_be_done_again_and_the_first_one_stays_among_the_raw_ones(tmp_path):
    driven = Driven(tmp_path, spoken(seconds=2.5), spoken(), spoken())
    driven.press(BoothOrder.GO).run(until=Doing.JUDGED)
    assert [type(fault) for fault in driven.booth.verdict.faults] == [TakeTooLong]
    driven.press(BoothOrder.AGAIN).run(until=Doing.JUDGED)
    assert driven.booth.verdict.faults == ()
    driven.press(BoothOrder.GO)
    assert files(tmp_path) == ["halfway.wav", "raw/halfway.1.wav", "raw/halfway.2.wav"]


def test_a_key_ends_a_take_and_too_soon_is_seen(tmp_path):
    driven = Driven(tmp_path, spoken())
    driven.press(BoothOrder.GO).run(3.9)
    driven.press(BoothOrder.GO)
    assert driven.booth.doing is Doing.JUDGED
    assert driven.booth.verdict.faults == (CutOff(at_start=False),)


def test_silence_is_seen_within_a_second_and_ends_by_itself(tmp_path):
    driven = Driven(tmp_path, np.zeros((RATE * 60, 1)), spoken())
    driven.press(BoothOrder.GO).run(1.1)
    assert driven.booth.is_dead
    driven.run(until=Doing.JUDGED)
    assert driven.booth.verdict.faults == (Silent(),)
    assert driven.booth.take is None
    assert files(tmp_path) == []
    driven.press(BoothOrder.GO)  # there is nothing to keep: again
    assert (driven.booth.at, driven.booth.doing) == (0, Doing.COUNTING)


def test_a_room_without_a_word_is_told_within_a_second_of_the_count(tmp_path):
    driven = Driven(tmp_path, room(RATE, 60)[:, None])
    driven.press(BoothOrder.GO).run(until=Doing.TAKING)
    assert not driven.booth.hears_nothing
    driven.run(1.1)
    assert driven.booth.hears_nothing
    assert not driven.booth.is_dead


def test_a_written_pause_does_not_end_the_take(tmp_path):
    sentence = Sentence(name="x", text="Breathe in, [pause 3s] and out.", times=1, longest_ms=None)
    sound = spoken()
    sound[round(7.3 * RATE) :][: RATE // 2, 0] += words(RATE, seconds=0.5)
    driven = Driven(tmp_path, sound, sentences=(sentence,))
    assert driven.press(BoothOrder.GO).run(until=Doing.JUDGED).verdict.length_ms == pytest.approx(
        4420, abs=40
    )


@pytest.mark.parametrize("sound", [DeviceError("No microphone was found.", hint="Connect one."), None])
def test_a_microphone_that_fails_is_told_and_the_sentence_waits(tmp_path, sound):
    driven = Driven(tmp_path, sound, spoken())
    if sound is None:
        driven.sounds[0] = FakeMicrophone(driven.clock, spoken(), gone_after_s=2.0)
    driven.press(BoothOrder.GO).run(2.5)
    assert driven.booth.doing is Doing.WAITING
    assert "microphone" in driven.booth.remark
    driven.press(BoothOrder.GO)
    assert driven.booth.remark == ""
    assert driven.run(until=Doing.JUDGED).verdict.faults == ()


def test_leaving_keeps_a_good_take_and_no_bad_one(tmp_path):
    driven = Driven(tmp_path, spoken())
    driven.press(BoothOrder.GO).run(until=Doing.JUDGED)
    driven.press(BoothOrder.QUIT)
    assert (driven.booth.doing, driven.booth.was_quit) == (Doing.OVER, True)
    assert "halfway.wav" in files(tmp_path)
    other = Driven(tmp_path / "other", spoken(seconds=2.5))
    other.press(BoothOrder.GO).run(until=Doing.JUDGED)
    other.press(BoothOrder.QUIT)
    assert files(tmp_path / "other") == ["raw/halfway.1.wav"]


def test_leaving_in_the_middle_of_a_take_keeps_nothing_of_it(tmp_path):
    driven = Driven(tmp_path, spoken())
    driven.press(BoothOrder.GO).run(3.8)
    driven.press(BoothOrder.QUIT)
    assert driven.booth.doing is Doing.OVER
    assert driven.opened[0].is_closed
    assert files(tmp_path) == []


def test_a_sentence_can_be_left_for_later_and_gone_back_to(tmp_path):
    driven = Driven(tmp_path)
    driven.press(BoothOrder.SKIP)
    assert driven.booth.sentence.text == "3"
    driven.press(BoothOrder.BACK).press(BoothOrder.BACK)
    assert driven.booth.sentence.text == "Halfway."
    driven.press(BoothOrder.SKIP).press(BoothOrder.SKIP).press(BoothOrder.SKIP)
    assert driven.booth.doing is Doing.OVER
    assert not driven.booth.was_quit


def test_what_is_there_can_be_heard_before_it_is_replaced(tmp_path):
    driven = Driven(tmp_path, spoken())
    driven.press(BoothOrder.PLAY)
    assert driven.booth.to_play is None
    assert driven.booth.remark == "nothing is recorded yet"
    soundfile.write(tmp_path / "halfway.wav", words(RATE), RATE)
    driven.press(BoothOrder.PLAY)
    assert driven.booth.to_play.frames / 48 == pytest.approx(950, abs=30)


# --- the folder ----------------------------------------------------------------------------------


def take(driven):
    driven.press(BoothOrder.GO).run(until=Doing.JUDGED)
    driven.press(BoothOrder.QUIT)


@pytest.mark.parametrize("name", ["halfway.wav", "Halfway.flac"])
def test_a_file_of_somebody_elses_is_kept_when_it_is_replaced(tmp_path, name):
    own = words(RATE, seconds=0.6)
    soundfile.write(tmp_path / name, own, RATE)
    before = (tmp_path / name).read_bytes()
    take(Driven(tmp_path, spoken()))
    kept = [path for path in (tmp_path / "raw").iterdir() if path.read_bytes() == before]
    assert kept
    assert TakeFolder(tmp_path, "en").find("Halfway.") == tmp_path / "halfway.wav"
    assert load_recording(tmp_path / "halfway.wav").frames / 48 == pytest.approx(950, abs=40)


def test_a_file_that_is_not_even_played_is_kept(tmp_path):
    for name, seconds in (("halfway.flac", 0.6), ("halfway.wav", 0.7)):
        soundfile.write(tmp_path / name, words(RATE, seconds=seconds), RATE)
    before = {path.read_bytes() for path in tmp_path.iterdir()}
    take(Driven(tmp_path, spoken()))
    assert before <= {path.read_bytes() for path in (tmp_path / "raw").iterdir()}


def test_a_number_that_is_named_by_its_digit_is_the_same_sentence(tmp_path):
    soundfile.write(tmp_path / "3.wav", words(RATE, seconds=0.4), RATE)
    folder = TakeFolder(tmp_path, "en")
    assert folder.find("Three.") == folder.find("3") == tmp_path / "3.wav"
    short = replace(SENTENCES[1], longest_ms=None)
    take(Driven(tmp_path, spoken(seconds=0.6), sentences=(short,)))
    assert TakeFolder(tmp_path, "en").find("3") == tmp_path / "three.wav"
    assert not (tmp_path / "3.wav").exists()
    assert len(list((tmp_path / "raw").iterdir())) == 3  # a copy, the take, and what was moved


def test_nothing_else_in_the_folder_is_touched(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "holiday.wav").write_bytes(b"mine, too")
    take(Driven(tmp_path, spoken()))
    assert files(tmp_path) == ["halfway.wav", "notes.txt", "raw/halfway.1.wav", "raw/holiday.wav"]
    assert (tmp_path / "raw" / "holiday.wav").read_bytes() == b"mine, too"
