"""The system's sound devices, through PortAudio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from voicecoach.errors import DeviceBusyError, DeviceError
from voicecoach.player.choice import choose_device
from voicecoach.player.outputs.alsa import is_alsa_busy
from voicecoach.player.outputs.channels import fit_channels
from voicecoach.player.outputs.resampled_output import ResampledOutput
from voicecoach.player.outputs.ring_output import Ring, RingOutput, Stream
from voicecoach.player.portaudio import (
    CALL_LIMIT_S,
    CANNOT_WRITE,
    LEAVE_LIMIT_S,
    PORTAUDIO,
    PortAudio,
    error_code,
    list_devices,
    start_stream,
)
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voicecoach.player.sound_system import Device, Output
    from voicecoach.sound.clip import Samples

LATENCY_S: Final = 0.5
LEAST_LATENCY_S: Final = 0.3
"""Below this, underflows made everything after them late (half a second in ten minutes, with the default 35 ms)."""

_RING_S: Final = 0.5
_STEREO: Final = 2


class SoundDeviceSystem:
    """The devices that PortAudio knows. It lists them once, when it starts, so for a second output it is started anew."""

    def __init__(
        self,
        *,
        latency_s: float = LATENCY_S,
        limit_s: float = CALL_LIMIT_S,
        portaudio: PortAudio = PORTAUDIO,
        calls_back: bool = False,
    ) -> None:
        self._latency_s = max(latency_s, LEAST_LATENCY_S)
        self._limit_s = limit_s
        self._portaudio = portaudio
        self._calls_back = calls_back  # stays so when one stream could not be written to
        self._was_tried = False

    def version(self) -> str:
        """Return PortAudio's own name and version."""
        return str(
            self._portaudio.call(
                lambda sounddevice: sounddevice.get_portaudio_version()[1], limit_s=self._limit_s
            )
        )

    def list(self) -> Sequence[Device]:
        """Return the devices that can play; empty when there is none."""
        return self._portaudio.call(
            lambda sounddevice: list_devices(sounddevice, "output"), limit_s=self._limit_s
        )

    def open(self, device: str, *, channels: int) -> Output:
        """Open a device for a source of this many channels and start it.

        A mono source is played on both channels of a stereo device. A device that does not take 48 kHz is opened at its
        own rate, one that cannot be written to is fed by a callback.
        """
        if self._was_tried:
            self._portaudio.start_anew(limit_s=self._limit_s)
        self._was_tried = True
        devices = self.list()
        if not devices and self._portaudio.call(lambda _: is_alsa_busy(), limit_s=self._limit_s):
            raise DeviceBusyError(
                "The sound device is in use.", hint="Close the program that plays on it, or wait for it."
            )
        chosen = choose_device(devices, device)
        width = max(min(chosen.channels, _STEREO), 1)
        try:
            return self._open(chosen, width, channels)
        except DeviceError as error:
            raise type(error)(f"`{chosen.name}`: {error.message}", hint=error.hint) from error

    def _open(self, device: Device, width: int, channels: int) -> Output:
        ring = Ring(frames=round(_RING_S * SAMPLE_RATE), channels=width)

        def start(sounddevice: Any) -> tuple[Any, bool]:
            if not self._calls_back:
                stream = self._start(sounddevice, device, width, None)
                try:
                    _ = stream.write_available
                except sounddevice.PortAudioError as error:
                    stream.close()
                    if error_code(error) != CANNOT_WRITE:
                        raise
                else:
                    return stream, False
            ring_at = ring

            def fill(out: Samples, _frames: int, _time: object, _status: object) -> None:
                ring_at.pull(out)

            return self._start(sounddevice, device, width, fill), True

        stream, calls_back = self._portaudio.call(
            start, limit_s=self._limit_s, discard=lambda made: made[0].close()
        )
        rate = round(stream.samplerate)
        output: Output
        if calls_back:
            self._calls_back = True
            output = RingOutput(ring, self._ring_stream(stream, ring))
        else:
            output = SoundDeviceOutput(stream, self._portaudio, channels=width)
        return output if rate == SAMPLE_RATE else ResampledOutput(output, rate=rate, channels=channels)

    def _start(
        self, sounddevice: Any, device: Device, width: int, callback: Callable[..., None] | None
    ) -> Any:
        def start(rate: int) -> Any:
            stream = sounddevice.OutputStream(
                samplerate=rate,
                device=device.index,
                channels=width,
                dtype="float32",
                latency=self._latency_s,
                dither_off=True,  # what is heard on a 16-bit device is what the export holds
                callback=callback,
            )
            stream.start()
            return stream

        return start_stream(sounddevice, device, start)

    def _ring_stream(self, stream: Any, ring: Ring) -> Stream:
        made = Stream(
            latency_frames=ring.ahead_frames(),
            is_alive=lambda: bool(self._portaudio.guard(lambda: stream.active)),
            start=lambda: self._portaudio.call(lambda _: stream.start(), limit_s=LEAVE_LIMIT_S),
            stop=lambda: self._portaudio.call(lambda _: stream.abort(), limit_s=LEAVE_LIMIT_S),
            close=lambda: self._portaudio.leave(stream),
        )
        made.stop()  # it was run only to be measured
        return made


class SoundDeviceOutput:
    """One running stream of the blocking API, polled: it reports a lost device at once, where callbacks only end.

    Opening, dropping and closing can hang and go through the helper thread; `room` and `write` do not, as long as no
    more is written than there is room for. Frames are the device's.
    """

    drops_at_once = True

    def __init__(self, stream: Any, portaudio: PortAudio, *, channels: int) -> None:
        self._stream = stream
        self._portaudio = portaudio
        self._channels = channels
        self._is_closed = False
        self.underflows = 0
        self.latency_frames = max(round(stream.latency * stream.samplerate), self.room())

    def room(self) -> int:
        return int(self._portaudio.guard(lambda: self._stream.write_available))

    def write(self, samples: Samples) -> None:
        shaped = fit_channels(samples, self._channels)
        if self._portaudio.guard(lambda: self._stream.write(shaped)):
            self.underflows += 1

    def drop(self) -> None:
        def restart(_sounddevice: Any) -> None:
            self._stream.abort()
            self._stream.start()

        self._portaudio.call(restart, limit_s=LEAVE_LIMIT_S)

    def close(self) -> None:
        """Close the stream and discard what is queued. A sound system that does not answer is abandoned."""
        if not self._is_closed:
            self._is_closed = True
            self._portaudio.leave(self._stream)
