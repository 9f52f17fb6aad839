"""Sound input: the microphones of the system, and an open one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.player.sound_system import Device
    from voicecoach.sound.clip import Samples


class Microphone(Protocol):
    """One that is open and records, into a buffer of its own."""

    sample_rate: int
    """The device's own, where it does not take 48 kHz."""

    @property
    def overflows(self) -> int:
        """How often frames were lost, because the computer was too busy."""
        ...

    def heard(self) -> Samples:
        """Return all frames since it was opened, float32 `(frames, channels)`: a view, of which the frames so far do not change.

        Raises DeviceError when the device is gone.
        """
        ...

    def close(self) -> None: ...


class Microphones(Protocol):
    """Every method raises DeviceError with what to install or to do."""

    def list(self) -> Sequence[Device]: ...

    def open(self, device: str, *, longest_s: int) -> Microphone:
        """Open the microphone of this name or number, empty for the default one. After `longest_s` it records no more."""
        ...
