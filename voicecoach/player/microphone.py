"""Sound input: an open microphone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
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
