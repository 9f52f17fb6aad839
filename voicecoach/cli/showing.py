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
    from collections.abc import Iterator

    from voicecoach.pipeline import Compiled
    from voicecoach.player.board import Boards
    from voicecoach.player.hands import Hands
    from voicecoach.player.model import Snapshot
    from voicecoach.player.screen import Screen
    from voicecoach.player.terminal import Suspension

_AHEAD_MS: Final = 40
"""Half of the time between two updates, and 15 ms that a snapshot, drawing and a terminal take (measured)."""

_KEYS: Final = "keys: space pause, left back, right next, r repeat, up and down volume, q quit"
_NO_KEYS: Final = "keys: there is no terminal to read them from; the session goes on by itself"
_NO_GO: Final = "ready: nothing here can say go, so the session does not wait"


@contextmanager
def session_view(
    compiled: Compiled, hands: Hands, *, start_ms: int, screen_is_wanted: bool, quiet: bool
) -> Iterator[SessionView]:
    """Yield what shows the session in the `with` block, and leaves the terminal as it was."""
    from voicecoach.player.terminal import Suspension, is_foreground

    if hands.keyboard is None:
        note(_NO_KEYS, quiet=quiet)
    if compiled.session.gates and not hands.can_say_go():
        tell(_NO_GO)
    session = compiled.session
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
        remarks = lines = None
        if screen is None:
            remarks = Remarks(tell)
            if not quiet:
                lines = Lines(compiled, start_ms=start_ms, show=tell)
            note(_KEYS, quiet=quiet or hands.keyboard is None)
        view = SessionView(compiled, hands, screen, lines, remarks)
        if terminal_fd is not None:
            view.suspension = Suspension(terminal_fd, leave=view.leave, enter=view.enter)
            stack.enter_context(view.suspension.on_signals())
        view.enter()
        yield view


class SessionView:
    """Shows every snapshot wherever it is to be shown; the terminal only while it is ours."""

    def __init__(
        self,
        compiled: Compiled,
        hands: Hands,
        screen: Screen | None,
        lines: Lines | None,
        remarks: Remarks | None,
    ) -> None:
        self.suspension: Suspension | None = None
        self._boards = _boards(compiled)
        self._hands = hands
        self._screen = screen
        self._lines = lines
        self._remarks = remarks

    @property
    def has_screen(self) -> bool:
        """Whether the terminal is taken, so that nothing else may be printed on it."""
        return self._screen is not None

    def grow(self, compiled: Compiled) -> None:
        """Go on with more of the same session."""
        self._boards = _boards(compiled)
        if self._lines is not None:
            self._lines.grow(compiled)

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
        position_ms = snapshot.position_frame // FRAMES_PER_MS
        if self._boards.has_any:
            track = self._boards.track(
                position_ms, state=snapshot.state, volume_percent=snapshot.volume_percent
            )
            self._hands.show(track)
        for observer in (self._remarks, self._lines):
            if observer is not None:
                observer.update(snapshot)
        if self._screen is not None and (self.suspension is None or self.suspension.is_ours):
            moves = snapshot.state is PlayerState.PLAYING and not snapshot.is_inserted
            waits = snapshot.state is not PlayerState.WAITING  # there, a reminder is inserted
            board = self._boards.at(
                position_ms + (_AHEAD_MS if moves else 0),
                state=snapshot.state,
                remark=snapshot.remark,
                volume_percent=snapshot.volume_percent,
                has_keys=self._hands.keyboard is not None,
                wait_ms=snapshot.inserted_left_frames // FRAMES_PER_MS if waits else 0,
            )
            self._screen.show(board)


def _boards(compiled: Compiled) -> Boards:
    from voicecoach.player.board import Boards

    return Boards(compiled.session, compiled.timeline, compiled.studio.phrases, title=compiled.routine.title)
