"""The system's microphones, through PortAudio."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from voicecoach.errors import DeviceError, DeviceHungError
from voicecoach.player.choice import choose_device
from voicecoach.player.portaudio import CALL_LIMIT_S, PORTAUDIO, PortAudio, list_devices, start_stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.player.microphone import Microphone
    from voicecoach.player.sound_system import Device
    from voicecoach.sound.clip import Samples

_LATENCY_S: Final = 0.3  # nothing is played meanwhile, so late is better than gaps
_STALLED_AFTER_S: Final = 3.0
_MOST_CHANNELS: Final = 2
_NONE: Final = (
    "Connect one, or allow this program to use it; `voicecoach devices --microphones` lists the microphones. Or "
    "record with another device, and name the files as `--list` shows."
)


class SoundDeviceMicrophones:
    """The microphones that PortAudio knows. It looks for new ones only after one could not be opened."""

    def __init__(self, *, portaudio: PortAudio = PORTAUDIO, limit_s: float = CALL_LIMIT_S) -> None:
        self._portaudio = portaudio
        self._limit_s = limit_s
        self._has_failed = False

    def list(self) -> Sequence[Device]:
        return self._portaudio.call(
            lambda sounddevice: list_devices(sounddevice, "input"), limit_s=self._limit_s
        )

    def choose(self, device: str) -> Device:
        """Return the microphone of this name or number, or the default one. Raises DeviceError."""
        found = self.list()
        if not found:
            raise DeviceError("No microphone was found.", hint=_NONE)
        return choose_device(found, device)

    def open(self, device: str, *, longest_s: int) -> Microphone:
        """Open a microphone. Waits for an output that is still being opened or closed after it was given up."""
        until_s = time.monotonic() + self._limit_s
        while True:
            self._portaudio.settle(limit_s=self._limit_s)
            try:
                return self._open(device, longest_s)
            except DeviceHungError:
                if time.monotonic() >= until_s:
                    raise

    def _open(self, device: str, longest_s: int) -> Microphone:
        if self._has_failed:
            self._portaudio.start_anew(limit_s=self._limit_s)
        self._has_failed = True
        chosen = self.choose(device)
        channels = min(chosen.channels, _MOST_CHANNELS)
        try:
            made = self._portaudio.call(
                lambda sounddevice: _started(sounddevice, chosen, channels, longest_s),
                limit_s=self._limit_s,
                discard=lambda late: late.abandon(),
            )
        except DeviceError as error:
            raise type(error)(f"`{chosen.name}`: {error.message}", hint=error.hint) from error
        self._has_failed = False
        return SoundDeviceMicrophone(made, self._portaudio)


class _Recording:
    """A running stream and where it records to. The callback copies and returns; its state is one cursor."""

    def __init__(self, *, rate: int, channels: int, longest_s: int) -> None:
        self.rate = rate
        self.held = np.zeros((longest_s * rate, channels), dtype=np.float32)
        self.frames = 0
        self.overflows = 0
        self.stream: Any = None

    def take(self, block: Samples, frames: int, _time: object, status: Any) -> None:
        if status.input_overflow:
            self.overflows += 1
        kept = min(frames, len(self.held) - self.frames)
        self.held[self.frames : self.frames + kept] = block[:kept]
        self.frames += kept

    def abandon(self) -> None:
        self.stream.close()


def _started(sounddevice: Any, device: Device, channels: int, longest_s: int) -> _Recording:
    def start(rate: int) -> _Recording:
        made = _Recording(rate=rate, channels=channels, longest_s=longest_s)
        made.stream = sounddevice.InputStream(
            samplerate=rate,
            device=device.index,
            channels=channels,
            dtype="float32",
            latency=_LATENCY_S,
            callback=made.take,
        )
        made.stream.start()
        return made

    return start_stream(sounddevice, device, start)


class SoundDeviceMicrophone:
    """A microphone that is recording. A device that delivers no more frames is gone, even if the system does not say so."""

    def __init__(self, recording: _Recording, portaudio: PortAudio) -> None:
        self._recording = recording
        self._portaudio = portaudio
        self.sample_rate = recording.rate
        self._seen_frames = 0
        self._seen_s = time.monotonic()

    @property
    def overflows(self) -> int:
        return self._recording.overflows

    def heard(self) -> Samples:
        recording = self._recording
        now_s = time.monotonic()
        frames = recording.frames
        is_full = frames == len(recording.held)
        if frames != self._seen_frames or is_full:
            self._seen_frames, self._seen_s = frames, now_s
        is_alive = is_full or bool(self._portaudio.guard(lambda: recording.stream.active))
        if not is_alive or now_s - self._seen_s > _STALLED_AFTER_S:
            raise DeviceError(
                "The microphone gives no sound any more.",
                hint="Connect it again; what was recorded before is kept.",
            )
        return recording.held[:frames]

    def close(self) -> None:
        self._portaudio.leave(self._recording.stream)
