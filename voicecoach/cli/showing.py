"""How a live session is shown: on the whole terminal, in lines, or not at all."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from voicecoach.cli.lines import Lines, Remarks
from voicecoach.cli.terminal import tell
from voicecoach.cli.work import note
from voicecoach.player.model import PlayerState
from voicecoach.units import FRAMES_PER_MS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.pipeline import Compiled
    from voicecoach.player.board import Boards
    from voicecoach.player.hands import Hands
    from voicecoach.player.model import Observer, Snapshot
    from voicecoach.player.screen import Screen
    from voicecoach.player.terminal import Suspension

_AHEAD_MS: Final = 25
"""Half of the time between two updates: what is seen is at most that much early or late."""

_KEYS: Final = "keys: space pause, left back, right next, r repeat, up and down volume, q quit"
_NO_KEYS: Final = "keys: there is no terminal to read them from; the session goes on by itself"
_NO_GO: Final = "ready: nothing here can say go, so the session does not wait"


@contextmanager
def session_view(
    compiled: Compiled, hands: Hands, *, lead_ms: int, screen_is_wanted: bool, quiet: bool
) -> Iterator[Observer]:
    """Yield what shows the session in the `with` block, and leaves the terminal as it was."""
    from voicecoach.player.board import Boards
    from voicecoach.player.terminal import Suspension, is_foreground

    if hands.keyboard is None:
        note(_NO_KEYS, quiet=quiet)
    if compiled.session.gates and not hands.can_say_go():
        tell(_NO_GO)
    session = compiled.session
    boards = Boards(session, compiled.timeline, compiled.studio.phrases, title=compiled.routine.title)
    with ExitStack() as stack:
        screen = None
        terminal_fd = hands.keyboard.fd if hands.keyboard is not None else None
        if session.intervals and screen_is_wanted and not quiet:
            from voicecoach.player.console import open_terminal
            from voicecoach.player.screen import Screen, TerminalCanvas

            stream = stack.enter_context(open_terminal())
            if stream is not None:
                terminal_fd = stream.fileno() if terminal_fd is None else terminal_fd
                if is_foreground(stream.fileno()):  # a job in the background would draw over the shell
                    screen = Screen(TerminalCanvas(stream))
                    stack.callback(screen.leave)
        observers: list[Observer] = []
        if screen is None:
            observers.append(Remarks(tell))
            if not quiet:
                observers.append(Lines(compiled, lead_ms=lead_ms, show=tell))
            note(_KEYS, quiet=quiet or hands.keyboard is None)
        view = SessionView(boards, hands, screen, observers, lead_ms=lead_ms)
        if terminal_fd is not None:
            view.suspension = Suspension(terminal_fd, leave=view.leave, enter=view.enter)
            stack.enter_context(view.suspension.on_signals())
        view.enter()
        yield view


class SessionView:
    """Shows every snapshot wherever it is to be shown; the terminal only while it is ours."""

    def __init__(
        self,
        boards: Boards,
        hands: Hands,
        screen: Screen | None,
        observers: Sequence[Observer],
        *,
        lead_ms: int,
    ) -> None:
        self.suspension: Suspension | None = None
        self._boards = boards
        self._hands = hands
        self._screen = screen
        self._observers = observers
        self._lead_ms = lead_ms

    def enter(self) -> None:
        if self._hands.keyboard is not None:
            self._hands.keyboard.enter()
        if self._screen is not None:
            self._screen.enter()

    def leave(self) -> None:
        if self._screen is not None:
            self._screen.leave()
        if self._hands.keyboard is not None:
            self._hands.keyboard.leave()

    def update(self, snapshot: Snapshot) -> None:
        if self.suspension is not None:
            self.suspension.check()
        position_ms = snapshot.position_frame // FRAMES_PER_MS - self._lead_ms
        if self._boards.has_any:
            track = self._boards.track(
                position_ms, state=snapshot.state, volume_percent=snapshot.volume_percent
            )
            self._hands.show(track)
        for observer in self._observers:
            observer.update(snapshot)
        if self._screen is not None and (self.suspension is None or self.suspension.is_ours):
            moves = snapshot.state is PlayerState.PLAYING and not snapshot.is_inserted
            board = self._boards.at(
                position_ms + (_AHEAD_MS if moves else 0),
                state=snapshot.state,
                remark=snapshot.remark,
                volume_percent=snapshot.volume_percent,
                has_keys=self._hands.keyboard is not None,
            )
            self._screen.show(board)
