"""Tones: short sounds with a name, in packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.units import frames_to_ms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.sound.clip import Clip


class TonePack(Struct, frozen=True, kw_only=True, eq=False):
    """Tones by name. Each starts at its first frame and is a whole number of ms long.

    `tones` may decode a clip on first use; its length is known before.
    """

    name: str
    tones: Mapping[str, Clip]
    lengths_frames: Mapping[str, int]

    def __post_init__(self) -> None:
        for frames in self.lengths_frames.values():
            frames_to_ms(frames)  # asserts that it is whole

    def duration_ms(self, name: str) -> int:
        return frames_to_ms(self.lengths_frames[name])
