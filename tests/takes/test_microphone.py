"""The system's microphones, on a PortAudio that does what a test says."""

from types import SimpleNamespace

import numpy as np
import pytest

from voicecoach.errors import DeviceError, DeviceHungError
from voicecoach.player.inputs.sounddevice_input import SoundDeviceMicrophones


class PortAudioError(Exception):
    pass


class FakeStream:
    def __init__(self, made, **settings):
        if settings["samplerate"] not in made.rates:
            raise PortAudioError("Invalid sample rate", -9997)
        self.settings = settings
        self.active = False
        self.is_closed = False
        made.streams.append(self)

    def start(self):
        self.active = True

    def close(self):
        self.is_closed = True

    def give(self, samples, *, overflow=False):
        block = samples.astype(np.float32)
        self.settings["callback"](block, len(block), None, SimpleNamespace(input_overflow=overflow))
        block[:] = 9  # PortAudio uses its buffer again


class FakePortAudio:
    """Both the library and what is in front of it. `hangs` is how many calls come while another one is inside."""

    PortAudioError = PortAudioError

    def __init__(self, *, channels=2, rates=(48_000,), default_rate=48_000, hangs=0):
        self.channels = channels
        self.rates = rates
        self.default_rate = default_rate
        self.hangs = hangs
        self.streams = []
        self.restarts = 0

    def call(self, function, *, limit_s, discard=None):  # noqa: ARG002 - as the real one
        assert limit_s > 0
        if self.hangs:
            self.hangs -= 1
            raise DeviceHungError("The sound system did not answer.")
        try:
            return function(self)
        except PortAudioError as error:
            raise DeviceError(str(error)) from error

    def guard(self, function):
        return function()

    def leave(self, stream):
        stream.close()

    def settle(self, *, limit_s):
        pass

    def start_anew(self, *, limit_s):  # noqa: ARG002 - as the real one
        self.restarts += 1

    def query_hostapis(self):
        return [{"name": "ALSA"}]

    def query_devices(self, index=None, kind=None):
        device = {
            "index": 3,
            "name": "USB Audio",
            "hostapi": 0,
            "max_input_channels": self.channels,
            "default_samplerate": self.default_rate,
        }
        if kind is not None and not self.channels:
            raise PortAudioError("no device")
        return (
            device if index is not None or kind is not None else [{**device, "max_input_channels": 0}, device]
        )

    def InputStream(self, **settings):  # noqa: N802 - as sounddevice calls it
        return FakeStream(self, **settings)


def opened(portaudio, **options):
    return SoundDeviceMicrophones(portaudio=portaudio).open("", longest_s=options.get("longest_s", 2))


def test_what_comes_in_is_kept_and_the_buffer_of_the_library_is_not():
    portaudio = FakePortAudio()
    microphone = opened(portaudio)
    (stream,) = portaudio.streams
    first, second = np.full((480, 2), 0.1), np.full((240, 2), -0.2)
    stream.give(first)
    before = microphone.heard()
    stream.give(second)
    assert np.allclose(before, 0.1)
    assert np.allclose(microphone.heard(), np.concatenate([first, second]))
    assert microphone.overflows == 0


def test_after_the_longest_time_nothing_more_is_kept():
    portaudio = FakePortAudio()
    microphone = opened(portaudio, longest_s=1)
    for _ in range(11):
        portaudio.streams[0].give(np.zeros((4_800, 2)))
    assert len(microphone.heard()) == 48_000


def test_lost_frames_are_counted():
    portaudio = FakePortAudio()
    microphone = opened(portaudio)
    portaudio.streams[0].give(np.zeros((480, 2)), overflow=True)
    assert microphone.overflows == 1


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100])
def test_a_device_that_refuses_48_khz_is_opened_at_its_own_rate(rate):
    portaudio = FakePortAudio(rates=(rate,), default_rate=float(rate), channels=1)
    microphone = opened(portaudio)
    assert microphone.sample_rate == rate
    assert microphone.heard().shape == (0, 1)


def test_of_many_channels_two_are_recorded():
    portaudio = FakePortAudio(channels=32)
    opened(portaudio)
    assert portaudio.streams[0].settings["channels"] == 2
    assert portaudio.streams[0].settings["device"] == 3


def test_a_device_that_is_gone_is_an_error():
    portaudio = FakePortAudio()
    microphone = opened(portaudio)
    portaudio.streams[0].active = False
    with pytest.raises(DeviceError, match="no sound any more"):
        microphone.heard()
    microphone.close()
    assert portaudio.streams[0].is_closed


def test_without_a_microphone_the_next_step_is_said():
    with pytest.raises(DeviceError, match="No microphone was found") as refused:
        opened(FakePortAudio(channels=0))
    assert "--list" in refused.value.hint


def test_a_call_that_another_one_keeps_out_is_made_again():
    """The player's thread may still be closing what it played."""
    portaudio = FakePortAudio(hangs=2)
    opened(portaudio)
    assert len(portaudio.streams) == 1


def test_a_system_that_does_not_answer_is_given_up():
    portaudio = FakePortAudio(hangs=10**9)
    with pytest.raises(DeviceHungError):
        SoundDeviceMicrophones(portaudio=portaudio, limit_s=0.05).open("", longest_s=1)


def test_after_a_failure_devices_are_looked_for_anew():
    portaudio = FakePortAudio(rates=())
    microphones = SoundDeviceMicrophones(portaudio=portaudio)
    with pytest.raises(DeviceError):
        microphones.open("", longest_s=1)
    portaudio.rates = (48_000,)
    microphones.open("", longest_s=1)
    microphones.open("", longest_s=1)
    assert portaudio.restarts == 1
