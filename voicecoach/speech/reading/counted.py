"""What has its meaning behind a number only: `12e`, `100 fr`, Spanish `12 dom.`, German `25 S/25 R/25 B/25 K`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.pieces import ReplacedText

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
_SHORTEST_SWIM: Final = 25


def counted(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Return what a word behind a number stands for there."""
    if not line.is_digits(line.back(index)):
        return _NOTHING
    for read in (_several, _stroke, _behind_number):
        found, end = read(line, index)
        if found is not None:
            return found, end
    return _NOTHING


def _several(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read what is counted, written in capitals or not as in the table: Spanish `12 dom.`, French `50 DU`."""
    data = line.table.data.counted
    said = data.get(line.text(index)) or data.get(line.text(index).casefold())
    end = index + 1
    if said is None or line.text(line.back(index)) in ("0", "1"):
        return _NOTHING
    return ReplacedText(text=said), end + (line.is_sign(end, ".") and not line.ends_sentence(end + 1))


def _stroke(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    said = line.table.data.strokes.get(line.text(index))
    return (ReplacedText(text=said), index + 1) if said and index in line.strokes else _NOTHING


def _behind_number(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read a swimmer's stroke, or a single letter that stands against its number."""
    said = line.table.data.behind_number.get(line.folded(index))
    before = line.back(index)
    if said is None:
        return _NOTHING
    is_single = len(line.text(index)) == 1
    if (is_single and before < index - 1) or (not is_single and int(line.text(before)[:4]) < _SHORTEST_SWIM):
        return _NOTHING  # `5 br` are breaths
    ends = line.ends_word(index + 1) or line.is_sign(index + 1, ".+")
    if line.is_sign(index + 1, "/") or not ends or (line.is_sign(index + 1, ".") and line.is_word(index + 2)):
        return _NOTHING
    return ReplacedText(text=said), index + 1
