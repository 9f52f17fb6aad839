"""A board laid out for a terminal of any size: rows of styled texts, ready to be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.escaping import one_line
from voicecoach.language.leaves import IntervalKind
from voicecoach.player.playback import FULL_PERCENT, PlayerState
from voicecoach.player.screen.board import WHOLE
from voicecoach.player.screen.digits import FULL_BLOCK, block_digits
from voicecoach.player.screen.letters import block_letters
from voicecoach.player.screen.rows import FULL_SIGNS, Ink, columns, cut, wrapped_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.player.screen.board import Board
    from voicecoach.player.screen.rows import Row, Signs


_STILL: Final = frozenset(PlayerState) - {PlayerState.PLAYING}
_SPACE: Final = {PlayerState.PAUSED: "key_play", PlayerState.WAITING: "key_go"}

_NUMBER_SHARE: Final = 60  # per cent of the rows that the number gets at least
_NUMBER_SHARE_OF_TALL: Final = 50  # where exercise and round are in large letters, too
_TALL: Final = 36
_LEAST_NUMBER_ROWS: Final = 3
_MOST_CUE_ROWS: Final = 3
_LEAST_HEIGHT: Final = 4  # below, only the most important lines


def lay_out_board(board: Board, width: int, height: int, signs: Signs = FULL_SIGNS) -> tuple[Row, ...]:
    """Return at most `height` rows of at most `width` columns.

    If there is not enough room, the least important is left out first, and the number last. Texts come out safe for a
    terminal.
    """
    if width < 1 or height < 1:
        return ()
    page = _Page(_cleaned(board), width, signs)
    if height < _LEAST_HEIGHT:
        return tuple(page.few(height))
    return tuple(page.full(height))


def in_cells(board: Board, width: int) -> Board:
    """Return the board with its bars at the start of a cell: until the next cell, it stays the same board."""
    if width < 1:
        return board
    step_cells, session_cells = board.step_done * width // WHOLE, board.session_done * width // WHOLE
    return replace(
        board, step_done=-(-step_cells * WHOLE // width), session_done=-(-session_cells * WHOLE // width)
    )


def _cleaned(board: Board) -> Board:
    return replace(
        board,
        number=one_line(board.number),
        step=one_line(board.step).strip(),
        place=one_line(board.place),
        cue=one_line(board.cue).strip(),
        following=one_line(board.following).strip(),
        title=one_line(board.title).strip(),
        clock=one_line(board.clock),
        remark=one_line(board.remark).strip(),
    )


class _Page:
    def __init__(self, board: Board, width: int, signs: Signs) -> None:
        self._board = board
        self._width = width
        self._signs = signs

    # --- how the rows are shared out --------------------------------------------------------------

    def few(self, height: int) -> Iterable[Row]:
        """Lay out one to three rows: number and name in the first one."""
        board = self._board
        head = board.number if columns(board.number) <= self._width else self._signs.ellipsis[: self._width]
        name = cut(board.step, self._width - columns(head) - 2, self._signs.ellipsis)
        yield ((head, self._ink), (f"  {name}" if name else "", Ink.NAME))
        others = [self._alert(), self._cue_rows(1), self._next(), self._step_bar()]
        yield from [rows[0] for rows in others if rows][: height - 1]

    def full(self, height: int) -> Iterable[Row]:
        if self._board.shows_keys:
            yield from self._with_keys(height)
            return
        share = _NUMBER_SHARE if height < _TALL else _NUMBER_SHARE_OF_TALL
        room = height - max(height * share // 100, _LEAST_NUMBER_ROWS)
        top: dict[str, list[Row]] = {}
        wanted = (
            ("alert", self._alert()),
            ("step", self._step()),
            ("cue", self._cue_rows(1) or [()]),
            ("next", self._next()),
            ("step bar", self._step_bar()),
            ("place", self._place() or [()]),
            ("help", self._help()),
            ("session bar", self._session_bar()),
            ("title", self._title()),
        )
        for name, rows in wanted:
            if rows and room > 0:
                top[name] = rows
                room -= 1
        for name, large in (("step", self._large_step()), ("place", self._large_place())):
            if large and name in top and len(large) - 1 <= room - (_MOST_CUE_ROWS - 1):
                room -= len(large) - 1
                top[name] = large
        while room > 0 and "cue" in top and len(top["cue"]) < _MOST_CUE_ROWS:
            top["cue"] = _padded(self._cue_rows(len(top["cue"]) + 1), len(top["cue"]) + 1)
            room -= 1
        above = _picked(top, "title", "alert", "step", "place")
        below = _picked(top, "cue", "step bar", "session bar", "next", "help")
        yield from above
        yield from self._number(height - len(above) - len(below))
        yield from below

    def _with_keys(self, height: int) -> Iterable[Row]:
        """Lay out the number, and below it what each key does, in place of all else."""
        above = [*self._alert(), *self._step()][: max(height - _LEAST_NUMBER_ROWS - 1, 0)]
        keys = self._keys()[: max(height - len(above) - _LEAST_NUMBER_ROWS, 1)]
        yield from above
        yield from self._number(height - len(above) - len(keys))
        yield from keys

    # --- the rows ---------------------------------------------------------------------------------

    @property
    def _ink(self) -> Ink:
        if self._board.state in _STILL:
            return Ink.IDLE
        match self._board.kind:
            case IntervalKind.HOLD | IntervalKind.WORK | IntervalKind.REPS:
                return Ink.WORK
            case IntervalKind.SAY:
                return Ink.SPOKEN
            case IntervalKind.LEAD_IN | IntervalKind.REST | IntervalKind.SWITCH:
                return Ink.BETWEEN

    def _number(self, rows: int) -> Iterable[Row]:
        """Draw the number in the middle of so many rows, with a blank row beside it where there is room."""
        air = 1 if rows > 2 * _LEAST_NUMBER_ROWS else 0
        number = self._board.number
        drawn = block_digits(number, rows=rows - air, columns=self._width, block=self._signs.block)
        if not drawn:
            drawn = (number if columns(number) <= self._width else self._signs.ellipsis[: self._width],)
        drawn = _ink_alone(drawn)  # a `1` is narrow, and would leave the number beside the middle
        above = (rows - len(drawn) + 1) // 2
        yield from [()] * above
        for line in drawn:
            yield self._centred(line, self._ink)
        yield from [()] * (rows - len(drawn) - above)

    def _title(self) -> list[Row]:
        board = self._board
        is_full = board.volume_percent == FULL_PERCENT
        volume = "" if is_full else board.phrases.on_screen("volume", percent=board.volume_percent)
        title = cut(
            board.title, self._width - columns(volume) - 2 if volume else self._width, self._signs.ellipsis
        )
        gap = self._width - columns(title) - columns(volume)
        if not volume or gap < 1:
            return [((title, Ink.FAINT),)] if title else []
        return [((title + " " * gap + volume, Ink.FAINT),)]

    def _alert(self) -> list[Row]:
        board = self._board
        said = board.remark[:1].upper() + board.remark[1:]
        if not said and board.state in _STILL:
            said = board.phrases.on_screen(board.state)
        if board.state is PlayerState.WAITING and board.has_keys:
            said = f"{board.phrases.on_screen(board.state)}: {board.phrases.on_screen('go_keys')}"
        text = cut(said, self._width, self._signs.ellipsis)
        if not text:
            return []
        ((line, ink),) = self._centred(text, Ink.ALERT)
        return [((line + " " * (self._width - columns(line)), ink),)]  # one bar over the whole row

    def _step(self) -> list[Row]:
        return [self._centred(cut(self._board.step, self._width, self._signs.ellipsis), Ink.NAME)]

    def _large_step(self) -> list[Row]:
        return self._large(self._board.step, Ink.NAME)

    def _large_place(self) -> list[Row]:
        """Return side, round and set in large letters: in one line, or in a line each."""
        place = self._board.place
        whole = self._large(place, Ink.PLAIN)
        if whole or not place:
            return whole
        lines = [self._large(part, Ink.PLAIN)[1:] for part in place.split(", ")]
        return [(), *(row for line in lines for row in line)] if all(lines) else []

    def _large(self, text: str, ink: Ink) -> list[Row]:
        """Return a blank row and a text in large letters, nothing where it is too wide or cannot be drawn."""
        if self._signs.block != FULL_BLOCK:
            return []
        lines = block_letters(text, columns=self._width - 2)
        return [(), *(self._centred(line, ink) for line in lines)] if lines else []

    def _place(self) -> list[Row]:
        text = cut(self._board.place, self._width, self._signs.ellipsis)
        return [self._centred(text, Ink.PLAIN)] if text else []

    def _cue_rows(self, most: int) -> list[Row]:
        lines = wrapped_in(self._board.cue, self._width, most, self._signs.ellipsis)
        return [self._centred(line, Ink.CUE) for line in lines]

    def _next(self) -> list[Row]:
        if not self._board.following:
            return []
        following = self._board.phrases.on_screen("next", what=self._board.following)
        text = cut(following, self._width, self._signs.ellipsis)
        return [self._centred(text, Ink.PLAIN)]

    def _step_bar(self) -> list[Row]:
        return [self._bar(self._board.step_done, self._width)]

    def _session_bar(self) -> list[Row]:
        clock = self._board.clock
        room = self._width - columns(clock) - 2
        if room < columns(clock):
            return [self._bar(self._board.session_done, self._width)]
        return [(*self._bar(self._board.session_done, room), (f"  {clock}", Ink.FAINT))]

    def _bar(self, done: int, width: int) -> Row:
        cells = done * width // WHOLE
        return ((self._signs.done * cells, self._ink), (self._signs.left * (width - cells), Ink.LEFT))

    def _help(self) -> list[Row]:
        words = self._board.phrases.on_screen
        if not self._board.has_keys:
            versions = [words("key_end")]
        else:
            long = self._key_words()
            play, back, following, _repeat, _volume, last, all_keys = long
            versions = [
                "   ".join(long),
                "  ".join(long),
                f"{play}   {back}   {following}   {last}   {all_keys}",
                f"{play}   {last}   {all_keys}",
                f"{play} {last}",
            ]
        for version in versions:
            if columns(version) <= self._width:
                return [self._centred(version, Ink.FAINT)]
        return []

    def _keys(self) -> list[Row]:
        """Return a row a key."""
        words = self._key_words() if self._board.has_keys else (self._board.phrases.on_screen("key_end"),)
        widest = max(columns(word) for word in words)
        blanks = " " * max((self._width - widest) // 2, 0)
        return [((blanks + cut(word, self._width, self._signs.ellipsis), Ink.PLAIN),) for word in words]

    def _key_words(self) -> tuple[str, ...]:
        words = self._board.phrases.on_screen
        back, following, volume = (
            words(f"key_{key}", key=sign)
            for key, sign in zip(("back", "next", "volume"), self._signs.arrows, strict=True)
        )
        is_done = self._board.ends_when_done and self._board.state is PlayerState.PLAYING
        play = words("key_done" if is_done else _SPACE.get(self._board.state, "key_pause"))
        return play, back, following, words("key_repeat"), volume, words("key_quit"), words("key_help")

    # --- texts ------------------------------------------------------------------------------------

    def _centred(self, text: str, ink: Ink) -> Row:
        blanks = " " * ((self._width - columns(text)) // 2)
        return ((f"{blanks}{text}", ink),)


def _ink_alone(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return lines without the columns that are blank in all of them, at either side."""
    first = min(len(line) - len(line.lstrip(" ")) for line in lines)
    last = max(len(line.rstrip(" ")) for line in lines)
    return tuple(line[first:last] for line in lines)


def _padded(rows: list[Row], count: int) -> list[Row]:
    return [*rows, *[()] * (count - len(rows))]


def _picked(rows: dict[str, list[Row]], *names: str) -> list[Row]:
    return [row for name in names for row in rows.get(name, ())]
