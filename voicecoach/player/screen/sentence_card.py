"""What a coach sees who records a sentence, laid out for a terminal of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.escaping import one_line
from voicecoach.player.screen.digits import block_digits
from voicecoach.player.screen.rows import FULL_SIGNS, Ink, columns, wrapped
from voicecoach.player.screen.screen import RowScreen

if TYPE_CHECKING:
    from voicecoach.player.screen.rows import Row, Signs

WHOLE: Final = 1000
_LEAST_NUMBER_ROWS: Final = 3
_MOST_NUMBER_ROWS: Final = 9


class SentenceCard(Struct, frozen=True, kw_only=True):
    """What is to be seen; empty is left out."""

    place: str  # which sentence of how many
    room: str  # how long it may be
    text: str  # the sentence
    number: str = ""  # of the 3-2-1
    state: str = ""  # what goes on
    level: int = -1  # of the microphone, of 1000; -1 for none
    lines: tuple[str, ...] = ()  # what is said of the take
    is_good: bool = True
    alert: str = ""
    keys: tuple[str, ...] = ()
    done: int = 0  # of 1000


def lay_out_card(card: SentenceCard, width: int, height: int, signs: Signs = FULL_SIGNS) -> tuple[Row, ...]:
    """Return at most `height` rows of at most `width` columns. The sentence comes first; what there is no room for is left out."""
    if width < 1 or height < 1:
        return ()
    text = [_row(line, Ink.NAME) for line in wrapped(one_line(card.text), width)]
    head = [_row(line, Ink.FAINT) for line in wrapped(f"{card.place}: {card.room}", width)]
    alert = [_row(line, Ink.ALERT) for line in wrapped(one_line(card.alert), width)]
    said = [
        _row(line, Ink.WORK if card.is_good else Ink.ALERT)
        for about in card.lines
        for line in wrapped(one_line(about), width)
    ]
    state = [_row(card.state[:width], Ink.CUE)] if card.state else []
    meter = [_bar(card.level, width, signs)] if card.level >= 0 else []
    keys = [_row(line, Ink.FAINT) for line in _keys(card.keys, width)]
    progress = [_bar(card.done, width, signs)]
    rows: list[Row] = []
    left = height
    for part, air in (
        (text, 0),
        (alert, 1),
        (said, 1),
        (state, 1),
        (meter, 0),
        (keys, 1),
        (head, 1),
        (progress, 0),
    ):
        left -= len(part) + (air if part else 0)
    middle: list[Row] = [*_aired(alert), *_aired(said), *_aired(state), *meter]
    if card.number and left > _LEAST_NUMBER_ROWS:
        middle += [(), *_number(card.number, min(left - 1, _MOST_NUMBER_ROWS), width, signs)]
    rows = [*head, (), *text, *middle] if left >= 0 else [*text, *alert, *said, *state, *meter]
    foot = [*keys, *progress]
    if len(rows) + len(foot) > height:
        foot = keys[: max(0, height - len(rows))]
    blanks: list[Row] = [()] * (height - len(rows) - len(foot))
    return tuple([*rows, *blanks, *foot][:height])


class CardScreen(RowScreen):
    """Shows cards."""

    def show(self, card: SentenceCard) -> None:
        if self._is_up:
            size = self._canvas.size()
            self._draw(lay_out_card(card, *size, self._canvas.signs), size)


def _keys(keys: tuple[str, ...], width: int) -> list[str]:
    """Return the keys, as many in a line as fit."""
    lines: list[str] = []
    for key in keys:
        if lines and columns(lines[-1]) + 3 + columns(key) <= width:
            lines[-1] += f"   {key}"
        else:
            lines += wrapped(key, width)
    return lines


def _number(number: str, rows: int, width: int, signs: Signs) -> list[Row]:
    drawn = block_digits(number, rows=rows, columns=width, block=signs.block) or (number,)
    return [_row(" " * ((width - columns(line)) // 2) + line, Ink.BETWEEN) for line in drawn]


def _aired(rows: list[Row]) -> list[Row]:
    return [(), *rows] if rows else []


def _row(text: str, ink: Ink) -> Row:
    return ((text, ink),)


def _bar(share: int, width: int, signs: Signs) -> Row:
    cells = min(max(share, 0), WHOLE) * width // WHOLE
    return ((signs.done * cells, Ink.WORK), (signs.left * (width - cells), Ink.LEFT))
