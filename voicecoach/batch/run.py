"""A run of a table: what has to be made is made by a crew, written down as it is, and summed up at the end."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.batch.claim import check_files, check_folder
from voicecoach.batch.crew import Chunk, LostChunk, Setup
from voicecoach.batch.journal import Journal
from voicecoach.batch.key import forget_files, versions
from voicecoach.batch.manifest import WRITTEN_BESIDE, write_manifest
from voicecoach.batch.orders import Desk, read_row_routine
from voicecoach.batch.outcomes import Made, Reason, RowFailed, failed, rejected
from voicecoach.batch.plan import chunked, due_rows
from voicecoach.batch.table import read_table
from voicecoach.errors import ExitCode, OutputError, VoicecoachError
from voicecoach.language.parse import parse
from voicecoach.unfinished import sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from voicecoach.batch.crew import Crew
    from voicecoach.batch.orders import Order, RunOptions
    from voicecoach.batch.outcomes import Outcome
    from voicecoach.batch.plan import Due
    from voicecoach.batch.table import Row

MOST_ATTEMPTS: Final = 3  # of a row that is being made when its worker dies
_AHEAD: Final = 2  # chunks given for each worker
_RUN_BYTES: Final = 4
_WORST_FIRST: Final = (ExitCode.BUG, ExitCode.ENVIRONMENT, ExitCode.ROUTINE_HAS_ERRORS)


class BatchRequest(Struct, frozen=True, kw_only=True):
    table: Path
    out: Path
    options: RunOptions
    name: str = "{id}"
    shared: str = ""
    verify: bool = False
    is_far: bool = False  # workers have a current folder of their own


class Watch(Protocol):
    """Is told how a run goes on."""

    def note(self, text: str) -> None: ...

    def done(self, rows: int, total: int, failed: int) -> None:
        """Take how many rows of those to be made are done, failed ones among them."""
        ...


class Summary(Struct, frozen=True, kw_only=True):
    made: int
    kept: int
    failed: tuple[RowFailed, ...]

    @property
    def exit_code(self) -> ExitCode:
        codes = {failure.exit_code for failure in self.failed}
        return next((code for code in _WORST_FIRST if code in codes), ExitCode.DONE)


class Preview(Struct, frozen=True, kw_only=True):
    """What a run would do: each row's id, and `make`, `keep`, or the failure."""

    rows: tuple[tuple[str, str | RowFailed], ...]


def preview(request: BatchRequest) -> Preview:
    """Return what `run` would do, and change nothing. Raises UsageError for a table that cannot be."""
    rows, desk = _opened(request)
    if check_folder(request.out, _names(desk, rows)):
        with Journal(request.out) as journal:
            due = _due(request, rows, desk, journal)
    else:
        due = due_rows(rows, desk, {}, request.out, verify=request.verify)
    failed = {failure.id: failure for failure in due.failed}
    known: dict[tuple[object, ...], RowFailed | None] = {}  # many rows have the same routine and settings
    for number, _ in due.make:
        order = desk.order(rows[number])
        assert not isinstance(order, RowFailed), "it could be ordered before"
        alike = order.routine, order.settings
        if alike not in known:
            known[alike] = _wrong_settings(order)
        if (failure := known[alike]) is not None:
            failed[order.id] = replace(failure, id=order.id, line=order.line)
    return Preview(
        rows=tuple((row.id, failed.get(row.id) or ("keep" if row.id in due.kept else "make")) for row in rows)
    )


def _wrong_settings(order: Order) -> RowFailed | None:
    """Return what is wrong with a row as far as that can be known without speaking."""
    source = read_row_routine(Path(order.root), order.routine)
    routine, findings = parse(source, dict(order.settings))
    return rejected(order.id, order.line, findings) if routine is None else None


def run(request: BatchRequest, crew_of: Callable[[int], Crew], watch: Watch) -> Summary:
    """Make what has to be made. `crew_of` is asked for a crew once it is known how many rows there are to make.

    Raises UsageError before anything is made; VoicecoachError where the run cannot go on: what was made until then is kept.
    """
    rows, desk = _opened(request)
    check_folder(request.out, _names(desk, rows))
    try:
        request.out.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        raise OutputError(
            f"cannot make the folder `{request.out}`: {refused.strerror}", hint="choose another folder"
        ) from refused
    with Journal(request.out) as journal, ExitStack() as stack:
        stack.callback(_sweep, request.out, rows)  # what killed processes leave, in this run or before
        due = _due(request, rows, desk, journal)
        made: dict[str, Made] = {}
        failed = list(due.failed)
        if due.make:
            shift = _Shift(request, rows, desk, due, journal, watch)
            with crew_of(len(due.make)) as crew:
                for outcomes in shift.outcomes(crew):
                    new = [one for one in outcomes if isinstance(one, Made)]
                    journal.add(new)
                    made.update((one.id, one) for one in new)
                    failed += [one for one in outcomes if isinstance(one, RowFailed)]
                    bad = len(failed) - len(due.failed)
                    watch.done(len(made) + bad, len(due.make), bad)
        there = [
            (made.get(row.id) or due.kept[row.id], row.id in made)
            for row in rows
            if row.id in made or row.id in due.kept
        ]
        failures = tuple(sorted(failed, key=lambda failure: failure.line))
        journal.begin(WRITTEN_BESIDE)
        write_manifest(request.out, there, failures)
        journal.end()
    return Summary(made=len(made), kept=len(due.kept), failed=failures)


def _opened(request: BatchRequest) -> tuple[tuple[Row, ...], Desk]:
    forget_files()
    rows = read_table(request.table, name=request.name)
    folder = request.table.parent  # as it is written: a plan names the routine's file, as `export` would
    root = folder.absolute() if request.is_far else folder
    return rows, Desk(request.options, root=root, out=request.out.absolute())


def _due(request: BatchRequest, rows: Sequence[Row], desk: Desk, journal: Journal) -> Due:
    """Return what has to be made. Raises OutputError where that would replace what no run has made."""
    due = due_rows(rows, desk, journal.read(), request.out, verify=request.verify)
    made = _names(desk, (rows[number] for number, _ in due.make))
    check_files(request.out, chain(WRITTEN_BESIDE, made), journal.names)
    return due


def _names(desk: Desk, rows: Iterable[Row]) -> Iterator[str]:
    orders = map(desk.order, rows)
    return (name for order in orders if not isinstance(order, RowFailed) for name in order.file_names)


def _sweep(out: Path, rows: Sequence[Row]) -> None:
    folders = {out, *((out / row.name).parent for row in rows if "/" in row.name)}
    for folder in folders:
        sweep(folder)


class _Shift:
    """Hands chunks to a crew, never more than it needs, and collects their outcomes."""

    def __init__(
        self,
        request: BatchRequest,
        rows: Sequence[Row],
        desk: Desk,
        due: Due,
        journal: Journal,
        watch: Watch,
    ) -> None:
        self._out = request.out
        self._journal = journal
        self._rows = rows
        self._desk = desk
        self._due = due
        self._watch = watch
        self._setup = Setup(run=os.urandom(_RUN_BYTES).hex(), versions=versions(), shared=request.shared)
        self._given: dict[int, tuple[tuple[int, str], ...]] = {}
        self._attempts: Counter[int] = Counter()
        self._told: set[str] = set()
        self._number = 0

    def outcomes(self, crew: Crew) -> Iterator[Sequence[Outcome]]:
        """Yield what became of the rows, chunk by chunk. Raises VoicecoachError where nothing more can be made."""
        chunks = chunked(self._due.make, self._order, workers=crew.size, total=len(self._due.make))
        first = next(chunks, ())
        self._give(crew, first)
        yield from self._take(crew)  # alone: what it speaks and encodes, no other has to
        while self._given:
            yield from self._take(crew)
        for chunk in chunks:
            self._give(crew, chunk)
            if len(self._given) >= _AHEAD * crew.size:
                yield from self._take(crew)
        while self._given:
            yield from self._take(crew)

    def _order(self, number: int) -> Order:
        order = self._desk.order(self._rows[number])
        assert not isinstance(order, RowFailed), "it could be ordered before"
        return order

    def _give(self, crew: Crew, rows: tuple[tuple[int, str], ...]) -> None:
        orders = tuple((self._order(number), key) for number, key in rows)
        names = tuple(name for order, _ in orders for name in order.file_names)
        check_files(self._out, names, self._journal.names)  # what was put there since the run began
        new = frozenset(names) - self._journal.names  # what is put there from now on is not replaced either
        self._journal.begin(names)
        self._number += 1
        self._given[self._number] = rows
        crew.give(Chunk(number=self._number, setup=self._setup, rows=orders, new=new))

    def _take(self, crew: Crew) -> Iterator[Sequence[Outcome]]:
        answer = crew.take()
        rows = self._given.pop(answer.number)
        if isinstance(answer, LostChunk):
            yield self._again(crew, rows, answer.workers)
            return
        if answer.refused:
            raise VoicecoachError(
                f"a worker has other versions: {answer.refused}",
                hint="install the same everywhere, and run it again",
            )
        for text in answer.notes:
            if text not in self._told:
                self._told.add(text)
                self._watch.note(text)
        self._journal.give_up(
            name for one in answer.outcomes if isinstance(one, RowFailed) for name in one.taken
        )
        yield answer.outcomes
        if any(isinstance(one, RowFailed) and one.code == Reason.DISK for one in answer.outcomes):
            raise OutputError(
                "a file cannot be written", hint="free some room or look at the folder, and run it again"
            )

    def _again(self, crew: Crew, rows: tuple[tuple[int, str], ...], workers: int) -> Sequence[Outcome]:
        """Have the rows of a lost chunk made one by one; give up those that were lost too often by themselves."""
        given_up = []
        for row in rows:
            number = row[0]
            self._attempts[number] += workers if len(rows) == 1 else 1  # else it may have been any of them
            if self._attempts[number] >= MOST_ATTEMPTS:
                message = f"the process that made it ended {MOST_ATTEMPTS} times"
                given_up.append(failed(self._rows[number], Reason.KILLED, message))
            else:
                self._give(crew, (row,))
        return given_up
