"""Progress on standard error: a bar on a terminal, one line a stage in a pipe."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voicecoach.cli.terminal import tell
from voicecoach.escaping import visible
from voicecoach.units import SAMPLE_RATE, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID


@dataclass(slots=True)
class Tally:
    """What a run had to make; it counts up while the run goes on."""

    new_sentences: int = 0


@contextmanager
def speech_progress(*, quiet: bool, tally: Tally | None = None) -> Iterator[Callable[[int, int], None]]:
    """Yield what is told how many of how many new sentences have been spoken."""
    tally = tally or Tally()
    announced = False
    with _bar("speaking", "new sentences", quiet=quiet) as update:

        def told(done: int, total: int) -> None:
            nonlocal announced
            tally.new_sentences += done > 0
            if not announced and total:
                announced = True
                _stage(f"speaking: {total} new sentence{'' if total == 1 else 's'}", quiet=quiet)
            update(done, total)

        yield told


@contextmanager
def sound_progress(name: str, total_frames: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Yield what is told how many frames of a file have been written."""
    _stage(f"writing: {name}", quiet=quiet)
    unit = f"s of {format_duration_ms(total_frames // SAMPLE_RATE * 1000)}"
    with _bar(f"writing {name}", unit, quiet=quiet) as update:
        yield lambda frames: update(frames // SAMPLE_RATE, total_frames // SAMPLE_RATE)


def _stage(text: str, *, quiet: bool) -> None:
    if not quiet and not sys.stderr.isatty():
        tell(text)


def _silent(*_: int) -> None:
    pass


@contextmanager
def _bar(verb: str, unit: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    if quiet or not sys.stderr.isatty():
        yield _silent
        return
    bar = _Bar(verb, unit)
    try:
        yield bar.update
    finally:
        bar.end()


class _Bar:
    """A bar that is there while something is left to do. Two of them are never shown at once: not every rich can."""

    def __init__(self, verb: str, unit: str) -> None:
        self._verb = verb
        self._unit = unit
        self._shown: tuple[Progress, TaskID] | None = None

    def update(self, done: int, total: int) -> None:
        if done >= total:
            self.end()
            return
        if self._shown is None:
            self._shown = self._begin()
        progress, task = self._shown
        progress.update(task, completed=done, total=total)

    def end(self) -> None:
        if self._shown is not None:
            self._shown[0].stop()
            self._shown = None

    def _begin(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(self._unit),
        )
        progress = Progress(*columns, console=Console(stderr=True), transient=True)
        task = progress.add_task(escape(visible(self._verb)), total=None)
        progress.start()
        return progress, task
