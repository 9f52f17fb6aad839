"""What the rest of the program knows of playing: a source of frames, a device, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from voicecoach.sound.source import FrameSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.sound.clip import Samples

__all__ = ["Clock", "Device", "Devices", "FrameSource", "Output"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A sound device as the system lists it."""

    index: int
    name: str
    host: str
    channels: int
    is_default: bool


class Output(Protocol):
    """An open, running device stream: 48 kHz float32."""

    latency_frames: int
    """Frames from being written to being heard when the queue is full: `latency_frames - room()` are queued."""

    @property
    def underflows(self) -> int:
        """How often the device has run out of data since it was opened."""
        ...

    def room(self) -> int:
        """Return how many frames `write` takes without waiting."""
        ...

    def write(self, samples: Samples) -> None:
        """Queue frames; the array is copied. Raises DeviceError when the device is gone."""
        ...

    def drop(self) -> None:
        """Throw away what is queued but not yet heard."""
        ...

    def close(self) -> None: ...


class Devices(Protocol):
    """The sound system. Every method raises DeviceError with what to install or to do."""

    def list(self) -> Sequence[Device]: ...

    def open(self, device: str, *, channels: int) -> Output:
        """Open the device of this name or number; empty is the default one."""
        ...


class Clock(Protocol):
    def monotonic_s(self) -> float: ...

    def wait(self, seconds: float) -> bool:
        """Wait; return True when playing should stop (Ctrl-C, a signal)."""
        ...
