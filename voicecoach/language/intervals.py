"""Leaves with their times: a session, without what is heard in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from voicecoach.language.leaves import Leaf


class Interval(Struct, frozen=True, kw_only=True):
    """A leaf with its time, in absolute ms."""

    leaf: Leaf
    start_ms: int
    duration_ms: int

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms


class Minute(Struct, frozen=True, kw_only=True):
    """One period of an interval block, which is a minute unless the block says otherwise: its steps and the rest that they leave."""

    start_ms: int
    end_ms: int


class SessionIntervals(Struct, frozen=True, kw_only=True):
    """All intervals, without gaps from 0 to `total_ms`."""

    intervals: tuple[Interval, ...]
    total_ms: int
    minutes: tuple[Minute, ...] = ()  # by their ends

    @property
    def gates(self) -> tuple[Interval, ...]:
        """The intervals before which a live session waits for the listener's go."""
        return tuple(interval for interval in self.intervals if interval.leaf.is_gate)
