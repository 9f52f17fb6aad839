"""Every sound system, and what happens when it does not work."""

import os
import sys
import wave

import numpy as np
import pytest
import sound_server
from driving import Driven
from fake_player import FakeClock, FakeDevices, FakeOutput
from sources import RATE, TestPlayable, ramp, ticks
from watching import Watched, onsets, tick_numbers

from voicecoach.errors import DeviceBusyError, DeviceError
from voicecoach.player.outputs.auto import AutoDevices, other_ways
from voicecoach.player.outputs.file_output import FileOutput
from voicecoach.player.outputs.pipe_output import PipeDevices, PipeOutput
from voicecoach.player.outputs.resampled_output import ResampledOutput
from voicecoach.player.outputs.ring_output import Ring, RingOutput, Stream

WAYS = {
    "callback": ["--only-portaudio", "--callback"],
    "miniaudio": ["--device", "miniaudio"],
    "pacat": ["--device", "pacat"],
    "aplay": ["--device", "aplay"],
}


@pytest.mark.realtime
@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_exact_pauses_and_finds_its_sink_again(tmp_path, way):
    sound_server.require("pulseaudio", "pactl", "parec", "pacat", "aplay")
    server = sound_server.PulseServer(tmp_path)
    try:
        first = server.record()
        with Watched(server.environment, "scale:10", *WAYS[way]) as playing:
            playing.audible(3.1)
            playing.send("toggle-pause")
            playing.wait("paused")
            playing.send("toggle-pause")
            playing.audible(2)
            server.remove_sink()
            playing.wait("lost")
            before = tick_numbers(first.stop())
            server.add_sink("second")
            second = server.record("second")
            report = playing.report()
        after = tick_numbers(second.stop())
    finally:
        server.stop()
    seconds = np.array([second for second, number in before if number < 3])
    assert np.abs(np.diff(seconds) - 1).max() <= 0.001
    numbers = [number for _, number in before]
    assert numbers == sorted(numbers)
    assert sorted({*numbers, *(number for _, number in after)}) == list(range(10))
    assert (report["end"], report["noise"], report["losses"]) == ("finished", "", 1)


def test_without_portaudio_the_next_way_is_taken(pulse):
    with (
        pulse.recording() as recordings,
        Watched(pulse.environment, "ticks:2", "--without-portaudio") as playing,
    ):
        report = playing.report()
    assert (report["code"], report["end"]) == (0, "finished")
    assert report["output"] in {"RingOutput", "PipeOutput"}
    assert len(onsets(recordings[0])) == 2


@pytest.mark.realtime
def test_a_device_of_another_rate_is_played_at_its_own():
    sound_server.require("jackd", "jack_lsp")
    with (
        sound_server.jack_server(44_100) as environment,
        Watched(environment, "ticks:3", "--only-portaudio") as playing,
    ):
        report = playing.report()
    assert (report["code"], report["end"], report["output"]) == (0, "finished", "ResampledOutput")
    assert report["underflows"] == 0
    assert report["spent_s"] > 0.25 + 2.54


# --- the resampler -------------------------------------------------------------------------------------


class Slow:
    """An output whose frames pass at 44.1 kHz: a queue that is emptied by a clock."""

    drops_at_once = True
    underflows = 0
    rate = 44_100

    def __init__(self, clock):
        self.latency_frames = self.rate // 2
        self.blocks = []
        self.is_closed = False
        self._clock = clock
        self._written = 0
        self._began_s = None

    @property
    def written(self):
        return np.concatenate(self.blocks)

    def room(self):
        if self._began_s is None:
            return self.latency_frames
        gone = min(round((self._clock.monotonic_s() - self._began_s) * self.rate), self._written)
        return self.latency_frames - (self._written - gone)

    def write(self, samples):
        assert len(samples) <= self.room()
        self._began_s = self._clock.monotonic_s() if self._began_s is None else self._began_s
        self._written += len(samples)
        self.blocks.append(samples.copy())

    def drop(self):
        self._written, self._began_s = 0, None

    def close(self):
        self.is_closed = True


def test_resampled_sound_does_not_drift_and_its_position_is_right():
    clock = FakeClock()
    slow = Slow(clock)
    source = ticks(120)
    driven = Driven(TestPlayable(source), [ResampledOutput(slow, rate=44_100, channels=1)], clock=clock)
    driven.run()
    loud = np.abs(slow.written[:, 0]) > 0.25
    at, found = 0, []
    while loud[at:].any():
        found.append(at + int(np.argmax(loud[at:])))
        at = found[-1] + slow.rate // 2
    assert len(found) == 120
    assert np.abs(np.diff(found) - slow.rate).max() <= 2
    assert found[-1] - found[0] == pytest.approx(119 * slow.rate, abs=2)
    for now_s, snapshot in driven.seen[50:-100]:
        audible = (now_s - 0.25) * RATE
        assert snapshot.position_frame == pytest.approx(max(audible, 0), abs=0.02 * RATE)


# --- the ring --------------------------------------------------------------------------------------------


def test_a_ring_gives_what_it_got_in_order_and_silence_where_there_is_none():
    ring = Ring(frames=100, channels=1)
    out = np.ones((30, 1), np.float32)
    ring.pull(out)
    assert not out.any()
    assert ring.underflows == 0
    samples = ramp(70 * 9).samples
    given = []
    for start in range(0, len(samples), 70):
        ring.push(samples[start : start + 70])
        for _ in range(2):
            out = np.zeros((35, 1), np.float32)
            ring.pull(out)
            given.append(out)
    assert np.array_equal(np.concatenate(given), samples)
    ring.push(samples[:10])
    ring.pull(np.zeros((35, 1), np.float32))
    ring.pull(np.zeros((35, 1), np.float32))
    assert ring.underflows == 1
    assert ring.room() == 100


def test_a_ring_is_cleared_by_a_drop_and_a_stream_that_ended_is_a_lost_device():
    alive, calls = [True], []
    ring = Ring(frames=100, channels=2)
    stream = Stream(
        latency_frames=50,
        is_alive=lambda: alive[0],
        start=lambda: calls.append("start"),
        stop=lambda: calls.append("stop"),
        close=lambda: calls.append("close"),
    )
    output = RingOutput(ring, stream)
    assert output.latency_frames == 150
    output.write(np.ones((60, 1), np.float32))
    assert (output.room(), calls) == (40, [])
    output.write(np.ones((20, 1), np.float32))
    assert calls == ["start"]  # as soon as there is enough to pull
    output.drop()
    assert (output.room(), calls) == (100, ["start", "stop"])
    output.write(np.ones((90, 1), np.float32))
    alive[0] = False
    with pytest.raises(DeviceError):
        output.room()
    output.close()
    output.close()
    assert calls == ["start", "stop", "start", "close"]


# --- files and pipes ---------------------------------------------------------------------------------------


def test_a_file_has_exactly_what_would_be_heard_and_its_name_at_the_end(tmp_path):
    path = tmp_path / "session.wav"
    source = ramp(RATE * 2)
    driven = Driven(TestPlayable(source), [FileOutput(path, channels=1)])
    driven.run(until=lambda now: now.position_frame > RATE)
    assert not path.exists()
    driven.run()
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    assert np.array_equal(samples[12_000:][: len(source.samples)], np.rint(source.samples[:, 0] * 32_768))
    assert not samples[:12_000].any()
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_says_so(tmp_path):
    with pytest.raises(DeviceError, match="cannot be written"):
        FileOutput(tmp_path / "missing" / "session.wav", channels=1)


@pytest.mark.parametrize("kind", ["link", "file", "pipe"])
def test_what_lies_beside_a_file_is_not_written_to(tmp_path, kind):
    """`.part` is no name of ours."""
    beside, target = tmp_path / "session.wav.part", tmp_path / "target"
    target.write_text("mine")
    if kind == "link":
        beside.symlink_to(target)
    elif kind == "file":
        beside.write_text("mine")
    else:
        os.mkfifo(beside)
    output = FileOutput(tmp_path / "session.wav", channels=1)
    output.close()
    assert (tmp_path / "session.wav").read_bytes().startswith(b"RIFF")
    assert target.read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"session.wav", beside.name, "target"}
    assert kind != "file" or beside.read_text() == "mine"


def test_a_pipe_is_not_replaced_by_a_file(tmp_path):
    os.mkfifo(tmp_path / "session.wav")
    with pytest.raises(DeviceError, match="is no file"):
        FileOutput(tmp_path / "session.wav", channels=1)


READER = """
import sys, time
began = time.monotonic()
count = 0
while block := sys.stdin.buffer.read(8 * 480):
    sys.stdout.buffer.write(block)
    count += len(block)
    time.sleep(max(0, began + count / 8 / 48000 - time.monotonic()))
"""


def test_a_pipe_gets_everything_in_order(tmp_path):
    path = tmp_path / "got"
    command = ["sh", "-c", f"exec {sys.executable} -c '{READER}' > {path}"]
    output = PipeOutput(command)
    samples = ramp(RATE // 2).samples
    written = 0
    while written < len(samples):
        count = min(output.room(), 1000, len(samples) - written)
        assert count >= 0
        output.write(samples[written : written + count])
        written += count
    while output._in_pipe():
        assert output.room() <= output._pipe_frames
    output._process.stdin.close()
    output._process.wait(5)
    got = np.fromfile(path, "<f4").reshape(-1, 2)
    assert np.array_equal(got, np.broadcast_to(samples, (len(samples), 2)))


def test_a_program_that_ends_at_once_is_refused_and_one_that_ends_later_is_lost():
    with pytest.raises(DeviceError, match="`false` ended"):
        PipeOutput(["false"])
    output = PipeOutput(["sh", "-c", "sleep 0.5"])
    output._process.wait(5)
    with pytest.raises(DeviceError, match="ended"):
        output.room()
    output.close()


def test_a_program_that_is_not_there_says_so():
    with pytest.raises(DeviceError, match="`nothing-of-the-kind` is not installed"):
        PipeDevices("nothing-of-the-kind", []).open("", channels=1)
    with pytest.raises(DeviceError, match="default device only"):
        PipeDevices("cat", []).open("USB", channels=1)


# --- the order ---------------------------------------------------------------------------------------------


def fake(name, *, refuse=""):
    return FakeDevices(FakeOutput(FakeClock()), names=[name], refuse=refuse)


def test_what_is_installed_besides_portaudio_is_known():
    assert set(other_ways()) >= {"miniaudio", "pacat", "aplay"}


def test_the_first_way_that_works_is_taken_and_kept():
    first, second, third = fake("a", refuse="No library."), fake("b"), fake("c")
    devices = AutoDevices({"one": first, "two": second, "three": third})
    devices.open("", channels=1)
    first._refuse = ""
    devices.open("", channels=1)
    assert (first.opened, len(second.opened), third.opened) == ((), 2, ())


def test_where_nothing_works_the_first_refusal_is_told():
    devices = AutoDevices({"one": fake("a", refuse="Install it."), "two": fake("b", refuse="No server.")})
    with pytest.raises(DeviceError, match="Install it"):
        devices.open("", channels=1)


def test_a_named_device_is_one_of_the_preferred_way_and_a_way_can_be_named():
    first, second = fake("USB"), fake("b")
    AutoDevices({"one": first, "two": second}).open("usb", channels=1)
    AutoDevices({"one": first, "two": second}).open("two", channels=1)
    assert (first.opened, second.opened) == ((("USB", 1),), (("b", 1),))
    with pytest.raises(DeviceError, match="no sound device `toaster`"):
        AutoDevices({"one": first, "two": second}).open("toaster", channels=1)


def test_a_busy_device_is_not_gone_round():
    class Busy:
        def open(self, _device, *, channels):
            raise DeviceBusyError(f"{channels} channels")

    second = fake("b")
    with pytest.raises(DeviceBusyError):
        AutoDevices({"one": Busy(), "two": second}).open("", channels=1)
    assert second.opened == ()


def test_a_wav_file_can_stand_for_a_device(tmp_path):
    devices = AutoDevices({"one": fake("a")})
    devices.open(str(tmp_path / "x.wav"), channels=1).close()
    assert (tmp_path / "x.wav").exists()
