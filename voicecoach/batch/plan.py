"""Which rows have to be made, and in which chunks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.batch.copies import without_name
from voicecoach.batch.key import Keys, file_digest
from voicecoach.batch.outcomes import RowFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from voicecoach.batch.orders import Desk, Order
    from voicecoach.batch.outcomes import Made
    from voicecoach.batch.table import Row

CHUNK_ROWS: Final = 50  # of MP3s: a second of work
CHUNKS_PER_WORKER: Final = 4  # at least, so that all workers end at about the same time
_QUICK: Final = frozenset({"mp3", "vtt", "srt", "lrc", "json", "svg"})


class Due(Struct, frozen=True, kw_only=True):
    """The rows of a table, by what has to be done. Rows to make are given by their number in the table."""

    make: tuple[tuple[int, str], ...]  # with their keys
    kept: Mapping[str, Made]
    failed: tuple[RowFailed, ...]


def due_rows(rows: Sequence[Row], desk: Desk, before: Mapping[str, Made], out: Path, *, verify: bool) -> Due:
    """Compare each row's order with its journal entry. Orders are not kept in memory, because a table may have many rows."""
    keys = Keys()
    make: list[tuple[int, str]] = []
    kept: dict[str, Made] = {}
    failed: list[RowFailed] = []
    folder = str(out)
    for number, row in enumerate(rows):
        order = desk.order(row)
        if isinstance(order, RowFailed):
            failed.append(order)
            continue
        key = keys.key(order)
        made = before.get(row.id)
        if (
            made is not None
            and _is_current(made, order, key, keys)
            and _is_there(made, folder, verify=verify)
        ):
            kept[row.id] = made
        else:
            make.append((number, key))
    return Due(make=tuple(make), kept=kept, failed=tuple(failed))


def _is_current(made: Made, order: Order, key: str, keys: Keys) -> bool:
    return (
        made.key == key
        and tuple(file.name for file in made.files) == order.file_names
        and keys.are_unchanged(order.root, made.read)
    )


def _is_there(made: Made, folder: str, *, verify: bool) -> bool:
    import os

    for file in made.files:
        path = f"{folder}/{file.name}"
        try:
            if os.stat(path).st_size != file.size_bytes:  # noqa: PTH116 - strings, for 100,000 files
                return False
        except OSError:
            return False
        if verify and file_digest(path) != file.sha256:
            return False
    return True


def chunked(
    make: Iterable[tuple[int, str]], order_of: Callable[[int], Order], *, workers: int, total: int
) -> Iterator[tuple[tuple[int, str], ...]]:
    """Yield rows in chunks. The first chunk has the first row of each routine and voice: it goes ahead, and fills the caches.

    Rows that are alike but for their names are in one chunk, as far as it is not full: one is made, the others are copied.
    """
    most = max(1, min(CHUNK_ROWS, total // (workers * CHUNKS_PER_WORKER)))
    ahead: list[tuple[int, str]] = []
    alike: dict[
        int, list[tuple[int, str]]
    ] = {}  # by a hash, as orders of a large table would take much memory
    seen: set[object] = set()
    for row in make:
        order = order_of(row[0])
        first_of = (order.routine, order.voice)
        if first_of in seen:
            alike.setdefault(hash(without_name(order)), []).append(row)
        else:
            ahead.append(row)
        seen.add(first_of)
    others = [row for rows in alike.values() for row in rows]
    short = max(0, most - len(ahead))
    yield (*ahead, *others[:short])
    chunk: list[tuple[int, str]] = []
    last: Order | None = None
    for row in others[short:]:
        order = order_of(row[0])
        what = without_name(order)
        is_quick = what == last or (set(order.formats) <= _QUICK and not order.mix.beds)
        last = what
        if chunk and not (is_quick and len(chunk) < most):
            yield tuple(chunk)
            chunk = []
        chunk.append(row)
    if chunk:
        yield tuple(chunk)
