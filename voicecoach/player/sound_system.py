"""Sound output: the devices of the system, and an open one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.sound.clip import Samples


class Device(Struct, frozen=True, kw_only=True):
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

    drops_at_once: bool
    """Whether `drop` is so quick that nobody hears a gap."""

    @property
    def underflows(self) -> int:
        """How often the device has run out of data since it was opened."""
        ...

    def room(self) -> int:
        """Return how many frames `write` accepts without waiting."""
        ...

    def write(self, samples: Samples) -> None:
        """Queue frames; the array is copied. Raises DeviceError when the device is gone."""
        ...

    def drop(self) -> None:
        """Discard what is queued but not yet heard."""
        ...

    def close(self) -> None: ...


class Devices(Protocol):
    """The sound system. Every method raises DeviceError with what to install or to do."""

    def list(self) -> Sequence[Device]: ...

    def open(self, device: str, *, channels: int) -> Output:
        """Open the device of this name or number; empty is the default one.

        Only one output is open at a time: opening another may restart the sound system. Raises DeviceBusyError for
        what may go by, DeviceHungError where nothing answers.
        """
        ...
