"""Tables as data frames write them: Parquet, read by pyarrow, which is large and therefore an extra."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any, Final

from voicecoach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

SUFFIX: Final = ".parquet"
_ROWS_AT_ONCE: Final = 10_000
_WHOLE: Final = 2.0**53  # beyond it a float is not exact


def parquet_rows(
    path: Path, content: bytes, is_read: Callable[[str], bool]
) -> tuple[tuple[str, ...], Iterator[tuple[int, Mapping[str, str]]]]:
    """Return a file's columns and what yields its rows, the first of them as 1; a column that is not read is empty.

    Raises UsageError where the file is no Parquet or has values that no cell can have, also while the rows are taken.
    """
    try:
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError as missing:
        raise UsageError(
            f"`{path}` needs the extra `parquet`",
            hint="pip install 'voicecoach[parquet]', or save it as .csv or .jsonl",
        ) from missing
    try:
        file = ParquetFile(io.BytesIO(content))
    except (ValueError, OSError) as failure:  # of both kinds are the library's own
        raise _no_parquet(path) from failure
    columns = tuple(file.schema_arrow.names)
    return columns, _rows(path, file, columns, [name for name in columns if is_read(name)])


def _no_parquet(path: Path) -> UsageError:
    return UsageError(f"{path}:1: this is no Parquet file", hint="write the table again")


def _rows(
    path: Path, file: Any, columns: Sequence[str], read: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    empty = dict.fromkeys(columns, "")
    line = 0
    try:
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=list(read)):
            for row in batch.to_pylist():
                line += 1
                yield line, empty | {name: _cell(path, line, row[name]) for name in read}
    except (ValueError, OSError) as failure:
        raise _no_parquet(path) from failure


def _cell(path: Path, line: int, value: object) -> str:
    """Return a value as it would be written in a CSV. Whole floats are whole numbers: that is what gaps make of them in a data frame."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str() | int():
            return str(value).strip()
        case float() if math.isnan(value):
            return ""
        case float() if value.is_integer() and abs(value) < _WHOLE:
            return str(int(value))
        case _:
            raise UsageError(
                f"{path}:{line}: a value is neither a text, a whole number, true, false nor null",
                hint="write lengths as texts, such as `45s`",
            )
