"""Tones: short sounds with a name, in packs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from voicecoach.units import frames_to_ms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.sound.clip import Clip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TonePack:
    """Tones by name; each begins to sound at its first frame and is a whole number of ms long."""

    name: str
    tones: Mapping[str, Clip]

    def __post_init__(self) -> None:
        for clip in self.tones.values():
            frames_to_ms(clip.frames)  # asserts that it is whole

    def duration_ms(self, name: str) -> int:
        return frames_to_ms(self.tones[name].frames)
