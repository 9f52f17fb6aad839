"""Draws boards on a whole terminal, but only the rows that have changed."""

from __future__ import annotations

from contextlib import suppress
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final, Protocol, TextIO

from voicecoach.player.screen.console import terminal_size
from voicecoach.player.screen.layout import in_cells, lay_out_board
from voicecoach.player.screen.rows import ASCII_SIGNS, FULL_SIGNS, Ink, columns

if TYPE_CHECKING:
    from voicecoach.player.screen.board import Board
    from voicecoach.player.screen.rows import Row, Signs

# Of middling lightness: they can be read on a dark background and on a light one. rich takes the nearest where there are only 16.
_GREEN: Final = "color(28)"
_ORANGE: Final = "color(130)"
_BLUE: Final = "color(31)"
_GREY: Final = "color(243)"

STYLES: Final = {
    Ink.WORK: f"bold {_GREEN}",
    Ink.BETWEEN: f"bold {_ORANGE}",
    Ink.SPOKEN: f"bold {_BLUE}",
    Ink.IDLE: _GREY,
    Ink.NAME: "bold",
    Ink.PLAIN: "",
    Ink.CUE: f"bold {_BLUE}",
    Ink.FAINT: _GREY,
    Ink.LEFT: _GREY,
    Ink.ALERT: "bold reverse",
}

_WRAP_OFF: Final = "\x1b[?7l"  # a character that is wider than expected stays in its row
_WRAP_ON: Final = "\x1b[?7h"


class Canvas(Protocol):
    """Where rows are drawn."""

    signs: Signs

    def size(self) -> tuple[int, int]:
        """Return columns and rows."""
        ...

    def enter(self) -> None:
        """Take the whole terminal."""
        ...

    def leave(self) -> None:
        """Give the terminal back as it was."""
        ...

    def draw(self, rows: dict[int, Row], *, width: int, clear: bool) -> None:
        """Draw rows by their numbers, from 0 at the top, all at once; `clear` empties the others."""
        ...


class RowScreen:
    """Shows rows on a canvas, and draws what has changed. Only the main thread uses it."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._shown: tuple[Row, ...] = ()
        self._size = (0, 0)
        self._is_up = False

    def enter(self) -> None:
        self._size = (0, 0)  # whatever is there has to be drawn again
        self._is_up = True
        self._canvas.enter()

    def leave(self) -> None:
        """Give the terminal back; again and again does no harm."""
        if self._is_up:
            self._is_up = False
            self._canvas.leave()

    def _draw(self, rows: tuple[Row, ...], size: tuple[int, int]) -> None:
        """Draw rows that were laid out for a size; nothing is written if nothing has changed."""
        is_new = size != self._size
        changed = changed_rows(() if is_new else self._shown, rows, all_of_them=is_new)
        if changed or is_new:
            self._canvas.draw(changed, width=size[0], clear=is_new)
        self._shown, self._size = rows, size


class Screen(RowScreen):
    """Shows boards."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._board: Board | None = None

    def show(self, board: Board) -> None:
        size = self._canvas.size()
        board = in_cells(board, size[0])
        if not self._is_up or (board == self._board and size == self._size):
            return
        self._draw(lay_out_board(board, *size, self._canvas.signs), size)
        self._board = board


def changed_rows(before: tuple[Row, ...], rows: tuple[Row, ...], *, all_of_them: bool) -> dict[int, Row]:
    """Return the rows that are to be drawn, by their numbers."""
    pairs = zip_longest(before, rows, fillvalue=())
    return {number: new for number, (old, new) in enumerate(pairs) if old != new or all_of_them}


class TerminalCanvas:
    """A terminal that obeys escape sequences, through rich: it knows what colours there are, and whether any are wanted."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console
        from rich.style import Style

        self._stream = stream
        self._console = Console(
            file=stream,
            force_terminal=True,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            soft_wrap=True,  # else what is drawn into the last column would be folded
        )
        self._styles = {ink: Style.parse(style) for ink, style in STYLES.items()}
        self.signs = FULL_SIGNS if _can_draw(stream, FULL_SIGNS) else ASCII_SIGNS

    def size(self) -> tuple[int, int]:
        return terminal_size(self._stream.fileno())

    def enter(self) -> None:
        with suppress(OSError):  # the terminal has gone, here and below
            self._console.set_alt_screen(enable=True)
            self._console.show_cursor(show=False)
            self._write(_WRAP_OFF)

    def leave(self) -> None:
        with suppress(OSError):
            self._write(_WRAP_ON)
            self._console.show_cursor(show=True)
            self._console.set_alt_screen(enable=False)

    def draw(self, rows: dict[int, Row], *, width: int, clear: bool) -> None:
        from rich.control import Control
        from rich.segment import ControlType, Segment, Segments

        segments: list[Segment] = []

        def control(*codes: Any) -> None:
            segments.append(Control(*codes).segment)

        if clear:
            control(ControlType.HOME, ControlType.CLEAR)
        for number, row in rows.items():
            control((ControlType.CURSOR_MOVE_TO, 0, number))
            segments += [Segment(text, self._styles[ink]) for text, ink in row if text]
            if sum(columns(text) for text, _ in row) < width:  # else it would erase the last cell
                control((ControlType.ERASE_IN_LINE, 0))
        with suppress(OSError):
            self._console.print(Segments(segments), end="")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def _can_draw(stream: TextIO, signs: Signs) -> bool:
    text = "".join((signs.block, "▀▄", signs.done, signs.left, signs.ellipsis, *signs.arrows))
    try:
        text.encode(stream.encoding)
    except UnicodeEncodeError:
        return False
    return True
