"""The system's sound devices, through PortAudio."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from voicecoach.errors import DeviceError
from voicecoach.player.choice import choose_device
from voicecoach.player.model import Device
from voicecoach.player.portaudio import PORTAUDIO, PortAudio
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.sound.clip import Samples

LATENCY_S: Final = 0.5
LEAST_LATENCY_S: Final = 0.3
"""Below this, underflows made everything after them late (half a second in ten minutes, with the default 35 ms)."""

_CALL_LIMIT_S: Final = 8.0
_LEAVE_LIMIT_S: Final = 0.4
_STEREO: Final = 2


class SoundDeviceSystem:
    """The devices that PortAudio knows. It lists them once, when it starts."""

    def __init__(
        self,
        *,
        latency_s: float = LATENCY_S,
        limit_s: float = _CALL_LIMIT_S,
        portaudio: PortAudio = PORTAUDIO,
    ) -> None:
        self._latency_s = max(latency_s, LEAST_LATENCY_S)
        self._limit_s = limit_s
        self._portaudio = portaudio

    def version(self) -> str:
        """Return PortAudio's own name and version."""
        return str(
            self._portaudio.call(
                lambda sounddevice: sounddevice.get_portaudio_version()[1], limit_s=self._limit_s
            )
        )

    def list(self) -> Sequence[Device]:
        """Return the devices that can play; empty when there is none."""
        return self._portaudio.call(_list, limit_s=self._limit_s)

    def open(self, device: str, *, channels: int) -> SoundDeviceOutput:
        """Open a device for a source of this many channels and start it.

        A mono source is played on both channels of a stereo device.
        """
        chosen = choose_device(self.list(), device)
        width = max(min(chosen.channels, _STEREO), 1)

        def start(sounddevice: Any) -> Any:
            stream = sounddevice.OutputStream(
                samplerate=SAMPLE_RATE,
                device=chosen.index,
                channels=width,
                dtype="float32",
                latency=self._latency_s,
                dither_off=True,  # what is heard on a 16-bit device is what the export holds
            )
            stream.start()
            return stream

        try:
            stream = self._portaudio.call(start, limit_s=self._limit_s)
        except DeviceError as error:
            raise DeviceError(f"`{chosen.name}`: {error.message}", hint=error.hint) from error
        return SoundDeviceOutput(stream, self._portaudio, source_channels=channels, device_channels=width)


class SoundDeviceOutput:
    """One running stream of the blocking API, polled: it reports a lost device at once, where callbacks only end.

    Opening, dropping and closing can hang and go through the helper thread; `room` and `write` do not, as long as no
    more is written than there is room for.
    """

    def __init__(
        self, stream: Any, portaudio: PortAudio, *, source_channels: int, device_channels: int
    ) -> None:
        self._stream = stream
        self._portaudio = portaudio
        self._source_channels = source_channels
        self._device_channels = device_channels
        self._is_closed = False
        self.underflows = 0
        self.latency_frames = max(round(stream.latency * SAMPLE_RATE), self.room())

    def room(self) -> int:
        return int(self._portaudio.guard(lambda: self._stream.write_available))

    def write(self, samples: Samples) -> None:
        shaped = _fit_channels(samples, self._device_channels)
        if self._portaudio.guard(lambda: self._stream.write(shaped)):
            self.underflows += 1

    def drop(self) -> None:
        def restart(_sounddevice: Any) -> None:
            self._stream.abort()
            self._stream.start()

        self._portaudio.call(restart, limit_s=_LEAVE_LIMIT_S)

    def close(self) -> None:
        """Close the stream; what is queued is not heard. A sound system that does not answer is left behind."""
        if self._is_closed:
            return
        self._is_closed = True
        with suppress(DeviceError):
            self._portaudio.call(lambda _sounddevice: self._stream.close(), limit_s=_LEAVE_LIMIT_S)


def _list(sounddevice: Any) -> tuple[Device, ...]:
    hosts = sounddevice.query_hostapis()
    try:
        default = sounddevice.query_devices(kind="output")["index"]
    except sounddevice.PortAudioError:  # there is none
        default = -1
    return tuple(
        Device(
            index=device["index"],
            name=device["name"],
            host=hosts[device["hostapi"]]["name"],
            channels=device["max_output_channels"],
            is_default=device["index"] == default,
        )
        for device in sounddevice.query_devices()
        if device["max_output_channels"] > 0
    )


def _fit_channels(samples: Samples, channels: int) -> Samples:
    """Return C-contiguous float32 with this many channels: mono is copied to each, stereo is averaged for one."""
    if samples.shape[1] == channels:
        return np.ascontiguousarray(samples)
    if samples.shape[1] == 1:
        return np.ascontiguousarray(np.broadcast_to(samples, (len(samples), channels)))
    mono: Samples = samples.mean(axis=1, keepdims=True, dtype=np.float32)
    return np.ascontiguousarray(np.broadcast_to(mono, (len(samples), channels)))
