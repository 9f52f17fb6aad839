"""A hunch about a table of Markdown below `steps:`: each row is a step, and each column one of its keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.findings.reading import Paste, YamlPasted
from voicecoach.language.hunches.common import LEVEL, edit
from voicecoach.language.keys import FOR, ROUTINE_KEYS
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.lines import lines_from
from voicecoach.language.quoting import quote
from voicecoach.language.slips.names_with_amounts import COUNT, LENGTH_ALONE, SETS
from voicecoach.language.slips.texts import rest_kind
from voicecoach.language.synonyms import SYNONYMS, SYNONYMS_BESIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.findings.reading import ReadingFinding
    from voicecoach.language.text_lines import TextLine
    from voicecoach.source import SourceText

_HEAD: Final = re.compile(r"(?P<indent>[ ]*)(?P<key>[\w-]+):[ ]*")
_RULE: Final = re.compile(r"[|:\s-]+")
_NAME: Final = "name"
_AMOUNT: Final = "amount"  # a length or a count, as each row says
_REST: Final = "rest"
_COLUMNS: Final = {
    **dict.fromkeys(
        ("what", "step", "steps", "movement", "activity", "position", "pose", "\u00fcbung"), _NAME
    ),
    **dict.fromkeys(("amount", "dose", "dosage", "umfang", "menge", "reps/time", "time/reps"), _AMOUNT),
    **dict.fromkeys(("#", "nr", "nr.", "no", "no.", "n°", ""), ""),
}
_NAMES: Final = frozenset(("work", "hold", "title", "steps"))
_NOTHING: Final = frozenset(("", "-", "\N{EN DASH}", "\N{EM DASH}", "/", "n/a"))
_PLAIN: Final = re.compile(r"[^\W\d_](?:[^:#\n]*[^:#\s])?")
_FEWEST_ROWS: Final = 2  # the head, and a step


def tables(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Write a table as steps, where every column is a key that is known."""
    del lines  # a row looks as if a block text began there
    written = [(start, line.rstrip("\r\n")) for start, line in lines_from(source.text, 0) if line.strip()]
    for at, (_, line) in enumerate(written):
        head = _HEAD.fullmatch(line)
        if head is None or _meant(head["key"]) != "steps":
            continue
        rows = []
        for row in written[at + 1 :]:
            if not row[1].lstrip(" ").startswith("|"):
                break
            rows.append(row)
        columns = [_column(cell) for cell in _cells(rows[0][1])] if rows else []
        if len(rows) < _FEWEST_ROWS or None in columns or _NAME not in columns:
            continue
        indent = " " * (len(head["indent"]) + LEVEL)
        steps = [
            _step(dict(zip(columns, _cells(row), strict=False)), indent)
            for _, row in rows[1:]
            if not _RULE.fullmatch(row)
        ]
        if not steps or not all(steps):
            continue
        start, (last, words) = rows[0][0], rows[-1]
        place = edit(source, start, start + len(rows[0][1]), "").span
        whole = edit(source, start, last + len(words), "\n".join(steps))
        yield YamlPasted(span=place, paste=Paste.TABLE, edits=(whole,))


def _cells(row: str) -> list[str]:
    return [cell.strip(" *`") for cell in row.strip().strip("|").split("|")]


def _meant(word: str) -> str:
    key = word.casefold()
    return key if key in ROUTINE_KEYS else SYNONYMS.get(key.replace(" ", "-"), "")


def _column(cell: str) -> str | None:
    """Return the key of a column, empty for one that says nothing; None for one that nobody knows."""
    word = cell.casefold().partition("(")[0].strip()
    key = SYNONYMS_BESIDE.get(word.replace(" ", "-"), word)
    if word in _COLUMNS:
        return _COLUMNS[word]
    if key in _NAMES:
        return _NAME
    return key if any(key in kind.keys for kind in STEP_KINDS.values()) else None


def _step(row: dict[str | None, str], indent: str) -> str:
    """Return the lines of one row's step, empty where it says no kind."""
    values = {key: cell for key, cell in row.items() if key and cell.casefold() not in _NOTHING}
    amount = values.pop(_AMOUNT, "")
    if amount:
        values[FOR.name if LENGTH_ALONE.fullmatch(amount) else COUNT] = amount
    name = values.pop(_NAME, "")
    if kind := rest_kind(name):
        return f"{indent}- {kind}: {values[FOR.name]}" if values.keys() == {FOR.name} else ""
    if not name or (COUNT not in values and FOR.name not in values):
        return ""
    after = "" if SETS in values else values.pop(_REST, "")
    said = name if _PLAIN.fullmatch(name) else quote(name)
    lines = [f"- {'reps' if COUNT in values else 'hold'}: {said}"]
    lines += [f"  {key}: {value}" for key, value in values.items()]
    lines += [f"- rest: {after}"] if after else []
    return "\n".join(f"{indent}{line}" for line in lines)
