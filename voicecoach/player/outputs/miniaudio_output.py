"""The default device through miniaudio, which needs no library of the system. An extra."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from voicecoach.errors import DeviceError, DeviceHungError
from voicecoach.player.helper_thread import HelperThread, OverdueError
from voicecoach.player.outputs.ring_output import Ring, RingOutput, Stream
from voicecoach.player.quiet import quiet_stderr
from voicecoach.units import MS_PER_S, SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from voicecoach.player.sound_system import Device

Result = TypeVar("Result")

_CHANNELS: Final = 2
_RING_MS: Final = 500
_PERIOD_MS: Final = 100  # it asks for so much at once, and keeps three of them
_CALL_LIMIT_S: Final = 8.0
_LEAVE_LIMIT_S: Final = 0.4


class MiniaudioDevices:
    """The default device. A device that goes is not reported; the ring is then no longer emptied."""

    def __init__(self) -> None:
        self._helper = HelperThread("miniaudio")

    def list(self) -> Sequence[Device]:
        return ()

    def open(self, device: str, *, channels: int) -> RingOutput:  # noqa: ARG002  (mono goes to both sides)
        if device:
            raise DeviceError(
                "miniaudio plays on the default device only.", hint="Leave out the device's name."
            )
        ring = Ring(frames=SAMPLE_RATE * _RING_MS // MS_PER_S, channels=_CHANNELS)
        made = self._call(lambda: _started(ring), limit_s=_CALL_LIMIT_S, discard=lambda late: late.close())
        return RingOutput(ring, self._stream(made, ring))

    def _stream(self, made: Any, ring: Ring) -> Stream:
        def close() -> None:
            with suppress(DeviceError):
                self._call(made.close, limit_s=_LEAVE_LIMIT_S)

        stream = Stream(
            latency_frames=ring.ahead_frames(),
            is_alive=lambda: bool(made.running),
            start=lambda: self._call(lambda: made.start(_feeding(ring)), limit_s=_LEAVE_LIMIT_S),
            stop=lambda: self._call(made.stop, limit_s=_LEAVE_LIMIT_S),
            close=close,
            stops_at_once=False,
        )
        stream.stop()  # it ran to be measured
        return stream

    def _call(
        self,
        function: Callable[[], Result],
        *,
        limit_s: float,
        discard: Callable[[Result], None] = lambda _late: None,
    ) -> Result:
        try:
            with quiet_stderr():
                return self._helper.call(function, limit_s=limit_s, discard=discard)
        except OverdueError as error:
            raise DeviceHungError(f"The sound system did not answer within {limit_s:g} s.") from error
        except ImportError as error:
            raise DeviceError(
                "miniaudio is not installed.", hint="Install it with `pip install 'voicecoach[miniaudio]'`."
            ) from error
        except Exception as error:
            if type(error).__name__ != "MiniaudioError":  # known by its name: the import can fail, too
                raise
            raise DeviceError(f"miniaudio: {error.args[0] if error.args else error}") from error


def _started(ring: Ring) -> Any:
    import miniaudio

    made = miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.FLOAT32,
        nchannels=_CHANNELS,
        sample_rate=SAMPLE_RATE,
        buffersize_msec=_PERIOD_MS,
        app_name="voicecoach",
    )
    made.start(_feeding(ring))
    return made


def _feeding(ring: Ring) -> Generator[memoryview, int, None]:
    """Return a generator that is sent how many frames are wanted, and gives their bytes."""

    def feed() -> Generator[memoryview, int, None]:
        out = np.zeros((SAMPLE_RATE, _CHANNELS), np.float32)
        given = memoryview(b"")
        while True:
            frames = yield given
            if frames > len(out):
                out = np.zeros((frames, _CHANNELS), np.float32)
            ring.pull(out[:frames])
            given = out[:frames].data.cast("B")

    generator = feed()
    next(generator)
    return generator
