"""A sound system without sound, for tests to play on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voicecoach.errors import DeviceError
from voicecoach.player.choice import choose_device
from voicecoach.player.outputs.null_output import LATENCY_FRAMES, NullOutput
from voicecoach.player.playback import PlayerState, Snapshot
from voicecoach.player.sound_system import Device

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.player.clock import Clock
    from voicecoach.player.playback import Order
    from voicecoach.sound.clip import Samples

_NEVER_S = float("inf")
_NEVER_FRAMES = 2**62


class FakeClock:
    """Time that passes only while somebody waits; it can ask to stop at an instant."""

    def __init__(self, *, stop_at_s: float = _NEVER_S) -> None:
        self._now_s = 0.0
        self._stop_at_s = stop_at_s

    def monotonic_s(self) -> float:
        return self._now_s

    def wait(self, seconds: float) -> bool:
        self._now_s += seconds
        return self._now_s >= self._stop_at_s


class FakeOutput:
    """Keeps what was written, at the pace of a clock.

    After `frames_until_gone` frames the device is gone and every call raises DeviceError; after `frames_until_stall`
    it takes no more.
    """

    drops_at_once = True

    def __init__(
        self,
        clock: Clock,
        *,
        paced: bool = True,
        latency_frames: int = LATENCY_FRAMES,
        frames_until_gone: int = _NEVER_FRAMES,
        frames_until_stall: int = _NEVER_FRAMES,
    ) -> None:
        self._queue = NullOutput(clock, paced=paced, latency_frames=latency_frames)
        self._frames_until_gone = frames_until_gone
        self._frames_until_stall = frames_until_stall
        self._blocks: list[Samples] = []
        self.latency_frames = latency_frames
        self.written_frames = 0
        self.drops = 0
        self.is_closed = False

    @property
    def underflows(self) -> int:
        return self._queue.underflows

    @property
    def written(self) -> Samples:
        """All frames so far, in the order of writing."""
        return np.concatenate(self._blocks)

    def room(self) -> int:
        self._check()
        return 0 if self.written_frames >= self._frames_until_stall else self._queue.room()

    def write(self, samples: Samples) -> None:
        self._check()
        self._queue.write(samples)
        self._blocks.append(samples.copy())
        self.written_frames += len(samples)

    def drop(self) -> None:
        self.drops += 1
        self._check()
        self._queue.drop()

    def close(self) -> None:
        self.is_closed = True

    def _check(self) -> None:
        assert not self.is_closed, "a closed output is used"
        if self.written_frames >= self._frames_until_gone:
            raise DeviceError("The sound device failed.", hint="Connect it again.")


class FakeDevices:
    """A list of devices that all open the given output, or refuse."""

    def __init__(self, output: FakeOutput, *, names: Sequence[str] = ("Fake",), refuse: str = "") -> None:
        self._output = output
        self._names = names
        self._refuse = refuse
        self.opened: tuple[tuple[str, int], ...] = ()

    def list(self) -> Sequence[Device]:
        return tuple(
            Device(index=index, name=name, host="Fake", channels=2, is_default=index == 0)
            for index, name in enumerate(self._names)
        )

    def open(self, device: str, *, channels: int) -> FakeOutput:
        chosen = choose_device(self.list(), device)
        if self._refuse:
            raise DeviceError(self._refuse)
        self.opened += ((chosen.name, channels),)
        return self._output


class FakePlayer:
    """A player without sound: it shows the snapshot that a test sets, and keeps what it is asked."""

    def __init__(self, shown: Snapshot | None = None) -> None:
        self.shown = shown or Snapshot(state=PlayerState.PLAYING, position_frame=0)
        self.orders: tuple[Order, ...] = ()

    def send(self, order: Order) -> None:
        self.orders += (order,)

    def snapshot(self) -> Snapshot:
        return self.shown
