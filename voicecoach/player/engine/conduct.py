"""Runs a live session: the engine in its own thread, observers in the main thread, and the result at the end."""

from __future__ import annotations

import threading
from contextlib import suppress
from enum import StrEnum
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.player.engine.engine import PlayerEngine
from voicecoach.player.engine.states import Failed
from voicecoach.player.helper_thread import HelperThread
from voicecoach.player.playback import Command, PlayerState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voicecoach.player.clock import Clock
    from voicecoach.player.playable import Playable
    from voicecoach.player.playback import Observer, Order, Snapshot
    from voicecoach.player.sound_system import Output

UPDATE_S: Final = 0.05
LEAVE_LIMIT_S: Final = 0.45  # a sound system that does not answer is abandoned
OVER: Final = frozenset({PlayerState.FINISHED, PlayerState.STOPPED})


class PlayEnd(StrEnum):
    FINISHED = "finished"
    STOPPED = "stopped"  # by the listener
    INTERRUPTED = "interrupted"  # by a signal


class PlayResult(Struct, frozen=True, kw_only=True):
    """How a session ended.

    An underflow loses no sound, but delays everything after it. A loss is a device that disappeared while playing.
    """

    end: PlayEnd
    position_frame: int  # the last frame that was audible
    heard_frames: int  # of the session; what is heard twice counts twice
    underflows: int
    losses: int


class LivePlayer:
    """A Player: an engine and the thread that drives it. It plays from `start` on.

    `settings` are those of Engine: `volume_percent`, `start_frame`, `insert`, `gates_are_open`, `silent_since_s`.
    """

    def __init__(
        self, playable: Playable, open_output: Callable[[], Output], clock: Clock, **settings: Any
    ) -> None:
        self._clock = clock
        self._wake: SimpleQueue[None] = SimpleQueue()
        self._opener = HelperThread("opener")
        self._engine = PlayerEngine(
            playable, open_output, begin=self._opener.begin, now_s=clock.monotonic_s(), **settings
        )
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def send(self, order: Order) -> None:
        self._engine.send(order)
        self._wake.put(None)

    def snapshot(self) -> Snapshot:
        return self._engine.snapshot()

    def join(self, limit_s: float) -> None:
        """Wait for the end, at most this long if a sound system does not answer."""
        self._thread.join(limit_s)

    def result(self, end: PlayEnd) -> PlayResult:
        """Return the result. Raises what ended the engine, if it failed."""
        engine = self._engine
        if isinstance(engine.state, Failed):
            raise engine.state.error
        return PlayResult(
            end=end,
            position_frame=engine.snapshot().position_frame,
            heard_frames=engine.heard_frames,
            underflows=engine.underflows,
            losses=engine.losses,
        )

    def _run(self) -> None:
        while not self._engine.is_over:
            wait_s = self._engine.turn(self._clock.monotonic_s())
            with suppress(Empty):
                self._wake.get(timeout=wait_s) if wait_s else self._wake.get_nowait()


def conduct(player: LivePlayer, clock: Clock, observers: Sequence[Observer] = ()) -> PlayResult:
    """Play to the end, or until the clock says stop. Raises what the engine raises: DeviceError, or a bug.

    Observers are called in this thread, about every 50 ms. Whatever they raise ends the session.
    """
    was_interrupted = False
    player.start()
    try:
        while (now := player.snapshot()).state not in OVER:
            _show(observers, now)
            if clock.wait(UPDATE_S):
                was_interrupted = True
                break
    except KeyboardInterrupt:
        was_interrupted = True
    finally:
        player.send(Command.STOP)
        player.join(LEAVE_LIMIT_S)
    last = player.snapshot()
    if last.state not in OVER:  # stuck inside the sound system
        last = replace(last, state=PlayerState.STOPPED)
    _show(observers, last)
    end = PlayEnd.INTERRUPTED if was_interrupted else PlayEnd.STOPPED
    return player.result(PlayEnd.FINISHED if last.state is PlayerState.FINISHED else end)


def _show(observers: Sequence[Observer], snapshot: Snapshot) -> None:
    for observer in observers:
        observer.update(snapshot)


class Late:
    """Shows an observer what is audible in headphones that are this many frames late."""

    def __init__(self, observer: Observer, *, frames: int) -> None:
        self._observer = observer
        self._frames = frames

    def update(self, snapshot: Snapshot) -> None:
        if snapshot.state not in OVER:
            snapshot = replace(snapshot, position_frame=max(snapshot.position_frame - self._frames, 0))
        self._observer.update(snapshot)
