"""Commands to a player, and what can be seen of it. Positions are what is audible, not what was written."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Protocol, TypeAlias

from msgspec import Struct

FULL_PERCENT: Final = 100


class PlayerState(StrEnum):
    OPENING = "opening"  # no sound yet; also a device that is in use
    PLAYING = "playing"
    PAUSED = "paused"  # by the listener
    WAITING = "waiting"  # at a gate, for the listener's go
    STALLED = "stalled"  # the device accepts no data; it may recover by itself
    LOST = "lost"  # the device is gone; it is reopened when it comes back
    HUNG = "hung"  # the sound system does not answer
    FINISHED = "finished"
    STOPPED = "stopped"  # by the listener, or by a signal


class Command(StrEnum):
    """What the listener can ask for, from a key, a pedal or the headset."""

    TOGGLE_PAUSE = "toggle-pause"  # at a gate: go; in a step that goes on until done: done
    PAUSE = "pause"
    PLAY = "play"  # goes on; at a gate: go; until done: done
    NEXT = "next"  # the next step; at a gate: go; until done: done
    BACK = "back"  # the step's beginning, or the step before within its first 3 s
    REPEAT = "repeat"  # repeat the last cue, then go on from there
    LOUDER = "louder"
    SOFTER = "softer"
    STOP = "stop"


class Notice(StrEnum):
    """What the listener is told aloud about the player itself."""

    PAUSED = "paused"
    GOING_ON = "going-on"


class SetVolume(Struct, frozen=True, kw_only=True):
    percent: int  # 0 to 100


Order: TypeAlias = Command | SetVolume


class RemarkKind(StrEnum):
    OPENING = "opening"  # the device cannot be opened yet; why
    LOST = "lost"  # the device has gone; why
    HUNG = "hung"  # the sound system does not answer
    STALLED = "stalled"  # the device takes nothing
    UNSPOKEN = "unspoken"  # what comes next is still being spoken
    SLEPT = "slept"  # the computer slept


class Remark(Struct, frozen=True, kw_only=True):
    """Something the listener should know; the wording is up to whoever shows it."""

    kind: RemarkKind
    why: str = ""  # in the words of the sound system


class DoneStep(Struct, frozen=True, kw_only=True):
    """A step that goes on until the listener is done, and how far it went: frames of the session."""

    start_frame: int
    reached_frame: int


class Snapshot(Struct, frozen=True, kw_only=True):
    """The state at one instant: all that a screen and a log need."""

    state: PlayerState
    position_frame: (
        int  # audible now; while something is inserted (such as an announcement), where the session goes on
    )
    inserted_left_frames: int = 0  # time until the session goes on, while something is inserted
    is_inserted: bool = False  # what sounds is not part of the session: an announcement, a reminder
    volume_percent: int = 100
    underflows: int = 0
    jumps: int = 0  # how often the position has jumped: next, back, a rewind
    remark: Remark | None = None
    done: tuple[DoneStep, ...] = ()  # so far, each step once


class Player(Protocol):
    """A session that is being played. Both methods may be called from any thread at any time."""

    def send(self, order: Order) -> None:
        """Send a command; it takes effect within some 10 ms. A command that makes no sense now is ignored."""
        ...

    def snapshot(self) -> Snapshot: ...


class Observer(Protocol):
    """What follows a session: a screen, a log. The main thread calls it, about 20 times a second."""

    def update(self, snapshot: Snapshot) -> None:
        """Take in what is true now. The last call has a state that is over."""
        ...
