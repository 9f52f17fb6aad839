"""The rows of a table: what its columns are, and which names are possible. No value of a row is ever in a message."""

from __future__ import annotations

import re
import string
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from voicecoach.batch.sheets import NEEDED, NOTE, read_sheet, wrong
from voicecoach.errors import UsageError
from voicecoach.language.grammar import NAME
from voicecoach.language.suggest import closest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SET: Final = "set."
SHORT: Final = ("hold", "rest", "rounds")
COLUMNS: Final = (
    *(*NEEDED, *SHORT, "fit", "language", "engine", "voice", "rate", "noisy", "no-caution"),
    *("wake", "formats", "name"),
)
RESERVED: Final = frozenset({"journal.jsonl", "begun.jsonl", "manifest.csv", "sha256sums", "failures.csv"})
_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_PARAMETER: Final = re.compile(NAME)
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_NO_NAME: Final = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]')
_LONGEST_NAME: Final = 200
_FIELDS: Final = frozenset(NEEDED)


class Row(Struct, frozen=True, kw_only=True):
    """A row as it is written. What is empty, the options of the run decide."""

    line: int
    id: str
    is_whole: bool = True  # else it has more or fewer cells than the header, and no values
    routine: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    fit: str = ""
    language: str = ""
    engine: str = ""
    voice: str = ""
    rate: str = ""
    noisy: str = ""
    no_caution: str = ""
    wake: str = ""
    formats: str = ""
    name: str = ""  # of its files, without a suffix


def read_table(path: Path, *, name: str = "{id}") -> tuple[Row, ...]:
    """Return the rows. Raises UsageError, with the line, where the table is no table or a name is impossible: then nothing is made."""
    _check_template(name)
    sheet = read_sheet(path)
    columns = _columns(path, sheet.columns)
    rows = tuple(_row(path, line, cells, first, columns, name) for line, cells, first in sheet.rows)
    if not rows:
        raise wrong(path, 1, "the table has no rows", "write one below the header")
    _check_unique(path, rows)
    return rows


def _check_template(name: str) -> None:
    try:
        fields = {field for _, field, _, _ in string.Formatter().parse(name) if field is not None}
    except ValueError:
        fields = {""}
    if not fields <= _FIELDS or "id" not in fields:
        raise UsageError(
            "--name has to have `{id}` in it, and may have `{routine}`",
            hint="such as --name '{routine}/{id}'; a column `name` names each row by itself",
        )


def _columns(path: Path, written: Sequence[str]) -> Mapping[str, str]:
    """Return the column that each heading means."""
    meant: dict[str, str] = {}
    taken: set[str] = set()
    for heading in written:
        column = heading if heading.startswith((SET, NOTE)) else heading.casefold().replace("_", "-")
        if column in taken:
            raise wrong(path, 1, f"two columns are called `{column}`", "take one of them out")
        is_parameter = column.startswith(SET) and _PARAMETER.fullmatch(column.removeprefix(SET))
        if not (column in COLUMNS or is_parameter or column.startswith(NOTE)):
            near = closest(column, COLUMNS)
            hint = f"did you mean `{near}`? " if near else ""
            raise wrong(
                path,
                1,
                f"there is no column `{heading}`" if heading else "a column has no name",
                f"{hint}the columns are {', '.join(COLUMNS)}, `set.NAME` for any other parameter, and `note.…`, which is ignored",
            )
        meant[heading] = column
        taken.add(column)
    for needed in NEEDED:
        if needed not in taken:
            raise wrong(
                path,
                1,
                f"the column `{needed}` is missing",
                "the first line names the columns: `id,routine,hold`",
            )
    for short in SHORT:
        if short in taken and SET + short in taken:
            raise wrong(path, 1, f"`{short}` and `{SET}{short}` are the same", "take one of them out")
    return meant


def _row(
    path: Path,
    line: int,
    cells: Mapping[str, str] | None,
    first: str,
    columns: Mapping[str, str],
    template: str,
) -> Row:
    if cells is None:
        row_id = first if next(iter(columns.values())) == "id" else ""
        return Row(line=line, id=_checked_id(path, line, row_id), is_whole=False)
    values = {columns[heading]: value for heading, value in cells.items()}
    row_id = _checked_id(path, line, values.get("id", ""))
    routine = values.get("routine", "")
    name = values.get("name") or template.format(id=row_id, routine=_stem(routine))
    _check_name(path, line, name)
    settings = [(short, values[short]) for short in SHORT if values.get(short)]
    settings += [
        (column.removeprefix(SET), value)
        for column, value in values.items()
        if column.startswith(SET) and value
    ]
    own = {
        column.replace("-", "_"): values.get(column, "")
        for column in ("fit", "language", "engine", "voice", "rate", "noisy", "no-caution", "wake", "formats")
    }
    return msgspec.convert(
        {"line": line, "id": row_id, "routine": routine, "settings": settings, "name": name, **own}, Row
    )


def _checked_id(path: Path, line: int, row_id: str) -> str:
    if not _ID.fullmatch(row_id):
        raise wrong(
            path,
            line,
            "the row's `id` is no id",
            "an id is 1 to 64 of the signs A-Z a-z 0-9 . _ -, and a pseudonym",
        )
    return row_id


@lru_cache(maxsize=1_000)  # of a hundred thousand rows, few have a routine of their own
def _stem(routine: str) -> str:
    return re.sub(r"\.ya?ml$", "", re.split(r"[/\\]", routine)[-1])


def _check_name(path: Path, line: int, name: str) -> None:
    parts = name.split("/")
    possible = all(
        part not in {"", ".", ".."}
        and not part.endswith((".", " "))
        and not part.startswith((" ", ".voicecoach-"))
        and not _DEVICES.fullmatch(part)
        for part in parts
    )
    if not possible or _NO_NAME.search(name) or len(name) > _LONGEST_NAME or parts[0].casefold() in RESERVED:
        raise wrong(
            path,
            line,
            "the name of the row's files cannot be",
            "a name stays within the output folder, and has no `:` `\\` `*` `?` or the like in it",
        )


def _check_unique(path: Path, rows: Sequence[Row]) -> None:
    ids: dict[str, int] = {}
    names: dict[str, int] = {}
    for row in rows:
        if row.id in ids:
            raise wrong(
                path, row.line, f"line {ids[row.id]} has the same `id`", "give each row an id of its own"
            )
        ids[row.id] = row.line
        if row.is_whole:
            folded = row.name.casefold()
            if folded in names:
                raise wrong(
                    path,
                    row.line,
                    f"line {names[folded]} has files of the same name",
                    "give them different names",
                )
            names[folded] = row.line
