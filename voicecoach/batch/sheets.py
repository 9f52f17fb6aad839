"""Tables as they come: CSV from any spreadsheet, JSON Lines or Parquet, to rows of texts with their line numbers."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from voicecoach.batch.parquet import SUFFIX, parquet_rows
from voicecoach.errors import InputError, UsageError
from voicecoach.opening import open_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LARGEST_BYTES: Final = 1 << 29
SUFFIXES: Final = (".csv", ".tsv", ".txt", ".jsonl", SUFFIX)
NOTE: Final = "note."  # columns that are ignored begin with it
NEEDED: Final = ("id", "routine")  # columns of every table
_SEPARATORS: Final = (",", ";", "\t")
_LINE_END: Final = re.compile(r"\r\n?|\n")
# Excel's own first line, which names the separator of the others.
_SEPARATOR_LINE: Final = re.compile(r'"?sep=.?"?(?:\r\n?|\n)', re.IGNORECASE)
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS: Final = "save it as “CSV UTF-8”"


class Sheet(Struct, frozen=True, kw_only=True):
    """A table's header, and an iterator of its rows.

    A row is its line in the file, its cells by column (some may be missing; None where their number is wrong), and its first
    cell, which may name the row.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, Mapping[str, str] | None, str]]


def read_sheet(path: Path) -> Sheet:
    """Read a table's header. Raises UsageError with the line where it is no table, also later, while the rows are read."""
    try:
        with open_file(path) as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError as missing:
        raise UsageError(f"there is no table `{path}`", hint="name a .csv or .jsonl file") from missing
    except OSError as refused:
        raise InputError(
            f"cannot read the table `{path}`: {refused.strerror}", hint="name a .csv or .jsonl file"
        ) from refused
    if len(content) > LARGEST_BYTES:
        raise UsageError(f"the table `{path}` is larger than 512 MB", hint="split it")
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(
            f"`{path}` is no table", hint="a table's name ends in .csv, .tsv, .jsonl or .parquet"
        )
    if path.suffix.lower() == SUFFIX:
        return _parquet(path, content)
    text = _decoded(path, content)
    return _json_lines(path, text) if path.suffix.lower() == ".jsonl" else _csv(path, text)


def wrong(path: Path, line: int, what: str, hint: str) -> UsageError:
    return UsageError(f"{path}:{line}: {what}", hint=hint)


def _decoded(path: Path, content: bytes) -> str:
    encoding, called = ("utf-16", "UTF-16") if content.startswith(_UTF_16) else ("utf-8-sig", "UTF-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as failure:
        line = _line_after(content[: failure.start].decode(encoding, "replace"))
        raise wrong(path, line, f"this is no {called}", _SAVE_AS) from failure
    before, zero, _ = text.partition("\0")
    if zero:
        raise wrong(path, _line_after(before), "there is a zero byte: this is no text", _SAVE_AS)
    return text


def _line_after(text: str) -> int:
    return len(_LINE_END.findall(text)) + 1


def _csv(path: Path, text: str) -> Sheet:
    skipped = 0
    if own_line := _SEPARATOR_LINE.match(text):
        text, skipped = text[own_line.end() :], 1
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records = _records(path, reader, skipped)
    line, header = next(records, (1, []))
    if not header:
        raise wrong(path, line, "the table is empty", "its first line names the columns: `id,routine,hold`")
    columns = tuple(cell.strip() for cell in header)
    used = len(columns)
    while used and not columns[used - 1]:
        used -= 1  # a spreadsheet's empty columns at the end
    return Sheet(columns=columns[:used], rows=_by_column(columns[:used], records))


def _separator(text: str) -> str:
    """Return what separates the columns of the header: what makes the needed ones cells, or else divides it most often."""

    def cells(separator: str) -> tuple[int, int]:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            header = [cell.strip().casefold() for cell in next(records, ())]
        except csv.Error:
            return 0, 0
        return sum(name in header for name in NEEDED), len(header)

    return max(_SEPARATORS, key=cells)


def _records(path: Path, reader: Any, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that is not empty with the line where it begins."""
    while True:
        line = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as failure:
            what = f"this is no CSV: {failure}"
            if "unexpected end" in str(failure):
                what = "a quote is never closed"
            elif "field larger" in str(failure):
                most = csv.field_size_limit()
                what = f"a cell has more than {most:,} signs: perhaps a quote is never closed"
            raise wrong(
                path, line, what, "write a quote within a cell twice, or take it out, and look at this line"
            ) from failure
        if any(cell.strip() for cell in cells):
            yield line, cells


def _by_column(
    columns: Sequence[str], records: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, Mapping[str, str] | None, str]]:
    count = len(columns)
    for line, cells in records:
        if len(cells) < count or any(cell.strip() for cell in cells[count:]):
            yield line, None, cells[0].strip()
        else:
            yield line, dict(zip(columns, map(str.strip, cells), strict=False)), cells[0].strip()


def _parquet(path: Path, content: bytes) -> Sheet:
    columns, rows = parquet_rows(path, content, lambda name: not name.startswith(NOTE))
    return Sheet(columns=columns, rows=((line, row, row.get("id", "")) for line, row in rows))


# --- JSON Lines ----------------------------------------------------------------------------------


class _TwiceError(Exception):
    """A name stands twice in an object."""


def _json_lines(path: Path, text: str) -> Sheet:
    rows = [
        (line, _object(path, line, written))
        for line, written in enumerate(text.split("\n"), 1)
        if written.strip()
    ]
    columns = tuple(dict.fromkeys(name for _, row in rows for name in row))
    if not columns:
        raise wrong(path, 1, "the table is empty", 'each line is a row: {"id": "p1", "routine": "bar-hang"}')
    return Sheet(
        columns=columns,
        rows=((line, row, row.get("id", "")) for line, row in rows),
    )


def _object(path: Path, line: int, written: str) -> Mapping[str, str]:
    hint = 'write a row as {"id": "p1", "routine": "bar-hang", "set.reps": 8}'
    try:
        row = _DECODER.decode(written)
    except _TwiceError as twice:
        raise wrong(path, line, "a name stands twice in the object", hint) from twice
    except (ValueError, RecursionError) as failure:
        raise wrong(path, line, "this is no JSON", hint) from failure
    if not isinstance(row, dict):
        raise wrong(path, line, "this is no object", hint)
    if any(isinstance(value, dict | list | float) for value in row.values()):
        raise wrong(path, line, "a value is neither a text, a whole number, true, false nor null", hint)
    return {name.strip(): _cell(value) for name, value in row.items()}


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise _TwiceError
    return dict(pairs)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_without_twins
)  # one for all lines: making it takes longer


def _cell(value: str | int | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).strip()
