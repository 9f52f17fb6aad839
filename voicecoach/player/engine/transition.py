"""State transitions: one pure function from a state and a happening to the next state and the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.player.engine.places import back_frame, next_frame, open_step, repeat_frame, resume_frame
from voicecoach.player.engine.states import (
    Action,
    Announce,
    Asked,
    AtGate,
    Away,
    Broke,
    Close,
    Failed,
    Finished,
    FirstOpening,
    Gone,
    Happening,
    Hung,
    Link,
    Lost,
    Moved,
    NoteDone,
    Open,
    Opened,
    Owe,
    PassGate,
    Paused,
    Playing,
    ReachedEnd,
    Refused,
    Remind,
    Requeue,
    Seek,
    Stalled,
    State,
    Stopped,
    Stuck,
    Tell,
    Tick,
    Waiting,
    Wish,
    wish_of,
)
from voicecoach.player.playback import Command, Notice

if TYPE_CHECKING:
    from voicecoach.player.playable import Landmarks

STALL_LIMIT_S: Final = 3.0
FIRST_RETRY_S: Final = 0.25
LONGEST_RETRY_S: Final = 2.0
LASTING_S: Final = 3.0  # a device that lasted this long is good: after its loss it is reopened at once
ANNOUNCE_AFTER_S: Final = 5.0
REMIND_EVERY_S: Final = 10.0

Transition: TypeAlias = tuple[State, tuple[Action, ...]]


class Situation(Struct, frozen=True, kw_only=True):
    """Where and when it happens."""

    now_s: float
    frame: int  # audible, or where the session goes on
    origin_frame: int  # where playing last began, by opening or by a jump: what is before was heard already, or is not wanted
    total_frames: int
    landmarks: Landmarks


def first(now_s: float) -> State:
    """Return the state before anything sounds; the first tick opens a device."""
    return FirstOpening(wish=Playing(), since_s=now_s, retry_s=now_s)


def transition(  # noqa: C901, PLR0911, PLR0912 - one case a state, one case a happening
    state: State, happening: Happening, place: Situation
) -> Transition:
    """Return the state after a happening, and the actions in their order."""
    match state:
        case Finished() | Stopped() | Failed():
            return state, ()
        case Playing() | Paused() | Waiting() | Stalled() | FirstOpening() | Lost() | Hung():
            pass
        case _:
            assert_never(state)
    match happening:
        case Asked(command=Command.STOP):
            return Stopped(), (Close(),)
        case Asked(command=command):
            return _asked(state, command, place)
        case Broke(error=error):
            return Failed(error=error), (Close(),)
        case Opened():
            return _opened(state, place)
        case Refused():
            return _refused(state, happening, place)
        case Gone():
            return _gone(state, happening, place)
        case Stuck():
            if isinstance(state, Playing | Paused | Waiting):
                return Stalled(wish=state, since_s=place.now_s), ()
            return state, ()
        case Moved():
            return (state.wish, ()) if isinstance(state, Stalled) else (state, ())
        case AtGate(gate_frame=gate_frame):
            return _at_gate(state, gate_frame, place)
        case ReachedEnd():
            return (Finished(), (Close(),)) if isinstance(state, Playing) else (state, ())
        case Tick(can_open=can_open):
            return _tick(state, place, can_open=can_open)
        case _:
            assert_never(happening)


_Alive: TypeAlias = Playing | Paused | Waiting | Stalled | FirstOpening | Lost | Hung


def _wish(state: _Alive) -> Wish:
    wish = wish_of(state)
    assert wish is not None, "only what is over has no wish"
    return wish


def _with_wish(state: _Alive, wish: Wish) -> _Alive:
    match state:
        case Playing() | Paused() | Waiting():
            return wish
        case Stalled() | FirstOpening() | Lost() | Hung():
            return replace(state, wish=wish)
        case _:
            assert_never(state)


def _asked(state: _Alive, command: Command, place: Situation) -> Transition:  # noqa: PLR0911 - one case a command
    wish = _wish(state)
    if isinstance(wish, Waiting) and command in _GO:
        return _with_wish(state, Playing(link=wish.link)), (PassGate(gate_frame=wish.gate_frame),)
    going, total = Playing(link=wish.link), place.total_frames
    start_frame = open_step(place.landmarks, place.frame)
    if start_frame is not None and command in (_GO if isinstance(wish, Playing) else {Command.NEXT}):
        return _done(state, wish, start_frame, place)
    match command:
        case Command.TOGGLE_PAUSE | Command.PLAY if isinstance(wish, Paused):
            return _with_wish(state, going), _turned(state, Notice.GOING_ON)
        case Command.TOGGLE_PAUSE | Command.PAUSE if isinstance(wish, Playing):
            return _with_wish(state, Paused(link=wish.link)), _turned(state, Notice.PAUSED)
        case Command.NEXT:
            frame = next_frame(place.landmarks, place.frame, total_frames=total)
            return _jump(state, wish, Seek(frame=frame, is_jump=True))
        case Command.BACK:
            return _jump(state, wish, Seek(frame=back_frame(place.landmarks, place.frame), is_jump=True))
        case Command.REPEAT:
            return _jump(state, wish, Seek(frame=repeat_frame(place.landmarks, place.frame), is_jump=False))
        case Command.TOGGLE_PAUSE | Command.PAUSE | Command.PLAY:
            return state, ()  # already so
        case Command.LOUDER | Command.SOFTER | Command.STOP:
            return state, ()  # the volume is not a state; stopping is handled earlier
        case _:
            assert_never(command)


def _done(state: _Alive, wish: Wish, start_frame: int, place: Situation) -> Transition:
    """Go on to the next step. What is left of a minute is its rest: no minute gets shorter."""
    frame = next_frame(place.landmarks, place.frame, total_frames=place.total_frames)
    after, actions = _jump(state, wish, Seek(frame=frame, is_jump=True))
    owed = tuple(
        Owe(start_frame=start_frame, at_frame=at_frame, frames=frame - place.frame)
        for start, at_frame in place.landmarks.waits
        if start == start_frame
    )
    return after, (NoteDone(start_frame=start_frame, reached_frame=place.frame), *actions, *owed)


def _turned(state: _Alive, notice: Notice) -> tuple[Action, ...]:
    """Return the actions when the listener pauses or goes on. A device in trouble makes no sound."""
    return (Requeue(), Tell(notice=notice)) if isinstance(state, Playing | Paused) else (Requeue(),)


_GO: Final = frozenset({Command.TOGGLE_PAUSE, Command.PLAY, Command.NEXT})


def _jump(state: _Alive, wish: Wish, seek: Seek) -> Transition:
    """Jump. A paused listener stays paused there; one who waited at a gate hears on."""
    return _with_wish(state, wish if isinstance(wish, Paused) else Playing(link=wish.link)), (seek,)


def _opened(state: _Alive, place: Situation) -> Transition:
    if not isinstance(state, Away):
        return state, ()
    link = Link(tries=state.tries, opened_s=place.now_s, away_since_s=state.since_s)
    wish: Wish = replace(state.wish, link=link)
    was_long = place.now_s - state.since_s > ANNOUNCE_AFTER_S
    if was_long and isinstance(wish, Playing) and not isinstance(state, FirstOpening):
        return wish, (Announce(),)
    return wish, ()


def _refused(state: _Alive, refused: Refused, place: Situation) -> Transition:
    if not isinstance(state, Away):
        return state, ()
    if isinstance(state, FirstOpening) and not refused.may_pass:
        return Failed(error=refused.error), (Close(),)
    kind = type(state) if isinstance(state, FirstOpening) else Hung if refused.is_hung else Lost
    return (
        kind(
            wish=state.wish,
            since_s=state.since_s,
            tries=state.tries + 1,
            retry_s=place.now_s + _retry_after_s(state.tries),
            why=_sentence(refused.error),
        ),
        (),
    )


def _gone(state: _Alive, gone: Gone, place: Situation) -> Transition:
    if isinstance(state, Away):
        return state, ()
    wish = _wish(state)
    link = wish.link
    lasted = place.now_s - link.opened_s >= LASTING_S
    nothing_new = link.tries and place.frame <= place.origin_frame and not lasted
    tries = 0 if lasted else link.tries
    kind = Hung if gone.is_hung else Lost
    away = kind(
        wish=wish,
        since_s=link.away_since_s if nothing_new else place.now_s,
        tries=tries + 1,
        retry_s=place.now_s + _retry_after_s(tries),
        why=gone.why,
    )
    if isinstance(wish, Waiting):
        return away, (Close(),)
    frame = place.frame - gone.unheard_frames
    if isinstance(wish, Playing):
        frame = resume_frame(place.landmarks, max(frame, 0))
    # Never before where playing last began: a device that keeps failing must not rewind the session.
    return away, (Close(), Seek(frame=max(frame, place.origin_frame), is_jump=False))


def _at_gate(state: _Alive, gate_frame: int, place: Situation) -> Transition:
    if not isinstance(state, Playing):
        return state, ()
    return Waiting(gate_frame=gate_frame, remind_s=place.now_s + REMIND_EVERY_S, link=state.link), ()


def _tick(state: _Alive, place: Situation, *, can_open: bool) -> Transition:
    match state:
        case Waiting() if place.now_s >= state.remind_s:
            later = replace(state, remind_s=place.now_s + REMIND_EVERY_S)
            return later, (Remind(gate_frame=state.gate_frame),)
        case Stalled() if place.now_s - state.since_s >= STALL_LIMIT_S:
            return _gone(state, Gone(why="the sound device takes nothing"), place)
        case FirstOpening() | Lost() | Hung() if (
            can_open and not state.is_trying and place.now_s >= state.retry_s
        ):
            return replace(state, is_trying=True), (Open(),)
        case _:
            return state, ()


def _retry_after_s(tries: int) -> float:
    return min(FIRST_RETRY_S * 2.0 ** min(tries, 10), LONGEST_RETRY_S)


def _sentence(error: Exception) -> str:
    return str(error).rstrip(".")
