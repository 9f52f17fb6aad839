"""The player's states, the happenings that change them, and the actions that follow: closed sets of values.

    Playing, Paused, Waiting      the device takes sound
    Stalled                       it takes none, and may go on by itself
    FirstOpening, Lost, Hung      there is no device; one is opened again and again
    Finished, Stopped, Failed     over

What the listener wants (playing, paused, waiting at a gate) is kept while the device is in trouble.
"""

from __future__ import annotations

from typing import Final, TypeAlias, assert_never

from msgspec import Struct

from voicecoach.player.playback import Command, Notice, PlayerState

# --- states ---------------------------------------------------------------------------------------


class Link(Struct, frozen=True, kw_only=True):
    """What has happened with the device so far."""

    tries: int = 0  # consecutive openings that did not last
    opened_s: float = 0.0
    away_since_s: float = 0.0  # when the sound was lost before this opening


NEW_LINK: Final = Link()


class Playing(Struct, frozen=True, kw_only=True):
    link: Link = NEW_LINK


class Paused(Struct, frozen=True, kw_only=True):
    link: Link = NEW_LINK


class Waiting(Struct, frozen=True, kw_only=True):
    """At a gate, for the listener's go."""

    gate_frame: int
    remind_s: float
    link: Link = NEW_LINK


Wish: TypeAlias = Playing | Paused | Waiting


class Stalled(Struct, frozen=True, kw_only=True):
    wish: Wish
    since_s: float


class _Away(Struct, frozen=True, kw_only=True):
    wish: Wish
    since_s: float
    tries: int = 0
    retry_s: float = 0.0
    is_trying: bool = False
    why: str = ""


class FirstOpening(_Away, frozen=True, kw_only=True):
    """Nothing has sounded yet."""


class Lost(_Away, frozen=True, kw_only=True):
    """The device is gone."""


class Hung(_Away, frozen=True, kw_only=True):
    """The sound system does not answer."""


Away: TypeAlias = FirstOpening | Lost | Hung


class Finished(Struct, frozen=True, kw_only=True):
    pass


class Stopped(Struct, frozen=True, kw_only=True):
    pass


class Failed(Struct, frozen=True, kw_only=True):
    error: Exception


Over: TypeAlias = Finished | Stopped | Failed
State: TypeAlias = Playing | Paused | Waiting | Stalled | Away | Over


# --- what happens -----------------------------------------------------------------------------------


class Asked(Struct, frozen=True, kw_only=True):
    """By the listener."""

    command: Command


class Opened(Struct, frozen=True, kw_only=True):
    pass


class Refused(Struct, frozen=True, kw_only=True):
    """No device could be opened. If it `may_pass`, opening is tried again, even before anything has sounded."""

    error: Exception
    may_pass: bool
    is_hung: bool = False


class Gone(Struct, frozen=True, kw_only=True):
    """The device failed. The last `unheard_frames` of what seemed audible were not heard."""

    why: str
    is_hung: bool = False
    unheard_frames: int = 0


class Stuck(Struct, frozen=True, kw_only=True):
    """The device has accepted nothing for longer than its queue lasts."""


class Moved(Struct, frozen=True, kw_only=True):
    """The device accepts sound again."""


class AtGate(Struct, frozen=True, kw_only=True):
    gate_frame: int


class ReachedEnd(Struct, frozen=True, kw_only=True):
    pass


class Broke(Struct, frozen=True, kw_only=True):
    """A bug, or a source that cannot be read."""

    error: Exception


class Tick(Struct, frozen=True, kw_only=True):
    """Time has passed."""

    can_open: bool = True


Happening: TypeAlias = Asked | Opened | Refused | Gone | Stuck | Moved | AtGate | ReachedEnd | Broke | Tick


# --- what is to be done -----------------------------------------------------------------------------


class Open(Struct, frozen=True, kw_only=True):
    pass


class Close(Struct, frozen=True, kw_only=True):
    pass


class Requeue(Struct, frozen=True, kw_only=True):
    """Discard what is queued; go on from what is audible."""


class Seek(Struct, frozen=True, kw_only=True):
    """Discard what is queued; go on at a frame. After a jump, the gates from there on are closed again."""

    frame: int
    is_jump: bool


class PassGate(Struct, frozen=True, kw_only=True):
    gate_frame: int


class NoteDone(Struct, frozen=True, kw_only=True):
    """The listener is done with the step that begins at `start_frame`."""

    start_frame: int
    reached_frame: int


class Owe(Struct, frozen=True, kw_only=True):
    """Wait this long at `at_frame`: it is what the step that begins at `start_frame` left of its minute."""

    start_frame: int
    at_frame: int
    frames: int


class Announce(Struct, frozen=True, kw_only=True):
    """Announce the step before the sound goes on."""


class Remind(Struct, frozen=True, kw_only=True):
    gate_frame: int


class Tell(Struct, frozen=True, kw_only=True):
    """Say at once what the player is doing."""

    notice: Notice


Action: TypeAlias = Open | Close | Requeue | Seek | PassGate | NoteDone | Owe | Announce | Remind | Tell


# --- of a state ---------------------------------------------------------------------------------------


def shown(state: State) -> PlayerState:  # noqa: PLR0911 - one case a state
    """Return the state as a screen and a log see it."""
    match state:
        case Playing():
            return PlayerState.PLAYING
        case Paused():
            return PlayerState.PAUSED
        case Waiting():
            return PlayerState.WAITING
        case Stalled():
            return PlayerState.STALLED
        case FirstOpening():
            return PlayerState.OPENING
        case Lost():
            return PlayerState.LOST
        case Hung():
            return PlayerState.HUNG
        case Finished():
            return PlayerState.FINISHED
        case Stopped() | Failed():
            return PlayerState.STOPPED
        case _:
            assert_never(state)


def is_over(state: State) -> bool:
    return isinstance(state, Over)


def wish_of(state: State) -> Wish | None:
    """Return what the listener wants, or None when it is over."""
    match state:
        case Playing() | Paused() | Waiting():
            return state
        case Stalled() | FirstOpening() | Lost() | Hung():
            return state.wish
        case Finished() | Stopped() | Failed():
            return None
        case _:
            assert_never(state)
