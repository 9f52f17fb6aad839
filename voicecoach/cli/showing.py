"""How a live session is shown: on the whole terminal, in lines, or not at all."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from voicecoach.cli.terminal import tell
from voicecoach.cli.work import note
from voicecoach.player.playback import PlayerState
from voicecoach.units import FRAMES_PER_MS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from voicecoach.cli.lines import Lines, RemarkLines
    from voicecoach.pipeline import Compiled
    from voicecoach.player.controls.controls import Controls
    from voicecoach.player.controls.terminal import Suspension
    from voicecoach.player.playback import Snapshot
    from voicecoach.player.screen.board import Board, Boards
    from voicecoach.player.screen.screen import Screen

_AHEAD_MS: Final = 40
"""Half of the time between two updates, and 15 ms that a snapshot, drawing and a terminal take (measured)."""

_PATIENCE: Final = 10
"""Updates in which a device may still be opening before that is to be seen, rather than the sound first."""

_OVER: Final = frozenset({PlayerState.FINISHED, PlayerState.STOPPED})

_KEYS: Final = "keys: space pause, left back, right next, r repeat, up and down volume, q quit"
_NO_KEYS: Final = "keys: there is no terminal to read them from; the session goes on by itself"
_NO_GO: Final = "ready: nothing here can say go, so the session does not wait"


@contextmanager
def session_view(
    compiled: Compiled, controls: Controls, *, start_ms: int, screen_is_wanted: bool, quiet: bool
) -> Iterator[SessionView]:
    """Yield what shows the session in the `with` block, and leaves the terminal as it was."""
    from voicecoach.player.controls.terminal import Suspension, is_foreground

    if controls.keyboard is None:
        note(_NO_KEYS, quiet=quiet)
    if compiled.session.gates and not controls.can_say_go():
        tell(_NO_GO)
    with ExitStack() as stack:
        stream = None
        terminal_fd = controls.keyboard.fd if controls.keyboard is not None else None
        if compiled.session.intervals and screen_is_wanted and not quiet:
            from voicecoach.player.screen.console import open_terminal

            stream = stack.enter_context(open_terminal())
            if stream is not None:
                terminal_fd = stream.fileno() if terminal_fd is None else terminal_fd
                if not is_foreground(stream.fileno()):  # a job in the background would draw over the shell
                    stream = None
        if stream is None:
            note(_KEYS, quiet=quiet or controls.keyboard is None)
        view = SessionView(compiled, controls, stream, start_ms=start_ms, quiet=quiet)
        stack.callback(view.leave)
        if terminal_fd is not None:
            view.suspension = Suspension(terminal_fd, leave=view.leave, enter=view.enter)
            stack.enter_context(view.suspension.on_signals())
        yield view


class SessionView:
    """Shows every snapshot wherever it is to be shown; the terminal only while it is ours.

    What it needs for that is imported and made when the sound has begun: until then, it would make the sound late.
    """

    def __init__(
        self, compiled: Compiled, controls: Controls, stream: TextIO | None, *, start_ms: int, quiet: bool
    ) -> None:
        self.suspension: Suspension | None = None
        self._compiled = compiled
        self._controls = controls
        self._stream = stream
        self._start_ms = start_ms
        self._quiet = quiet
        self._updates_until_begun = _PATIENCE
        self._boards: Boards | None = None
        self._screen: Screen | None = None
        self._lines: Lines | None = None
        self._remarks: RemarkLines | None = None

    @property
    def has_screen(self) -> bool:
        """Whether the terminal is taken, so that nothing else may be printed on it."""
        return self._stream is not None

    def grow(self, compiled: Compiled) -> None:
        """Go on with more of the same session."""
        self._compiled = compiled
        if self._boards is not None:
            self._boards = _boards(compiled)
        if self._lines is not None:
            self._lines.grow(compiled)

    def enter(self) -> None:
        """Take the terminal again, after the shell had it."""
        if self._controls.keyboard is not None:
            self._controls.keyboard.enter()
        if self._screen is not None:
            self._screen.enter()

    def leave(self) -> None:
        """Give the terminal back as it was."""
        if self._screen is not None:
            self._screen.leave()
        if self._controls.keyboard is not None:
            self._controls.keyboard.leave()

    def update(self, snapshot: Snapshot) -> None:
        if self.suspension is not None:
            self.suspension.check()
        boards = self._boards
        if boards is None:
            self._updates_until_begun -= 1
            was_heard = snapshot.position_frame // FRAMES_PER_MS > self._start_ms
            if snapshot.state in _OVER and (self.has_screen or not was_heard):  # too late to be seen
                return
            if snapshot.state is PlayerState.OPENING and self._updates_until_begun > 0:
                return
            boards = self._begin()
        position_ms = snapshot.position_frame // FRAMES_PER_MS
        if boards.has_any and self._controls.can_show:
            self._controls.show(
                boards.now_playing(position_ms, state=snapshot.state, volume_percent=snapshot.volume_percent)
            )
        for observer in (self._remarks, self._lines):
            if observer is not None:
                observer.update(snapshot)
        if self._screen is not None and (self.suspension is None or self.suspension.is_ours):
            moves = snapshot.state is PlayerState.PLAYING and not snapshot.is_inserted
            waits = snapshot.state is not PlayerState.WAITING  # there, a reminder is inserted
            board = boards.at(
                position_ms + (_AHEAD_MS if moves else 0),
                state=snapshot.state,
                remark=snapshot.remark,
                volume_percent=snapshot.volume_percent,
                has_keys=self._controls.keyboard is not None,
                shows_keys=self._controls.shows_keys,
                wait_ms=snapshot.inserted_left_frames // FRAMES_PER_MS if waits else 0,
            )
            self._draw(self._screen, board)

    def _draw(self, screen: Screen, board: Board) -> None:
        if self.suspension is None:
            screen.show(board)
            return
        self.suspension.is_drawing = True
        try:
            screen.show(board)
        finally:
            self.suspension.is_drawing = False
        self.suspension.check()

    def _begin(self) -> Boards:
        self._boards = _boards(self._compiled)
        if self._stream is not None:
            from voicecoach.player.screen.screen import Screen, TerminalCanvas

            self._screen = Screen(TerminalCanvas(self._stream))
            if self.suspension is None or self.suspension.is_ours:
                self._screen.enter()
            return self._boards

        from voicecoach.cli.lines import Lines, RemarkLines

        self._remarks = RemarkLines(tell)
        if not self._quiet:
            self._lines = Lines(self._compiled, start_ms=self._start_ms, show=tell)
        return self._boards


def _boards(compiled: Compiled) -> Boards:
    from voicecoach.player.screen.board import Boards

    return Boards(compiled.session, compiled.timeline, compiled.studio.phrases, title=compiled.routine.title)
