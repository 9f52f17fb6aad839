"""Progress on standard error: a bar on a terminal, one line a stage in a pipe."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.cli.terminal import tell
from voicecoach.cli.terminal_guard import TerminalGuard
from voicecoach.escaping import visible
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID

    from voicecoach.output.sound_file import Done

_BAR_COLUMNS: Final = 20
_BYTES_PER_KB: Final = 1e3
_BYTES_PER_MB: Final = 1e6


class Tally(Struct):
    """What a run had to make; it counts up while the run goes on."""

    new_sentences: int = 0


@contextmanager
def speech_progress(
    *, quiet: bool, tally: Tally | None = None, guard: TerminalGuard | None = None
) -> Iterator[Callable[[int, int], None]]:
    """Yield what is told how many of how many new sentences have been spoken. A live session is not to be disturbed by it."""
    tally = tally or Tally()
    guard = guard or TerminalGuard()
    announced = False
    with bar("speaking", "new sentences", quiet=quiet) as shown:
        guard.end_when_live(shown.end)

        def show(done: int, total: int) -> None:
            nonlocal announced
            if not announced and total:
                announced = True
                _stage(f"speaking: {total} new sentence{'' if total == 1 else 's'}", quiet=quiet)
            shown.update(done, total)

        def told(done: int, total: int) -> None:
            tally.new_sentences += done > 0
            guard.show_progress(lambda: show(done, total))

        yield told


@contextmanager
def sound_progress(name: str, total_frames: int, *, quiet: bool) -> Iterator[Callable[[Done], None]]:
    """Yield what is told how much of a file has been written."""
    _stage(f"writing: {name}", quiet=quiet)
    with bar(f"writing {name}", "s", quiet=quiet) as shown:

        def told(done: Done) -> None:
            unit = f"s, {size_text(done.size_bytes)}" if done.size_bytes else "s"
            shown.update(done.frames // SAMPLE_RATE, total_frames // SAMPLE_RATE, unit)

        yield told


def counted(noun: str, total: int, new: int) -> str:
    """Return how many of something there are, and how many of them were in the cache."""
    return f"{total} {noun}{'' if total == 1 else 's'}, {new} new, {total - new} from the cache"


def size_text(size_bytes: int) -> str:
    if size_bytes < _BYTES_PER_MB:
        return f"{size_bytes / _BYTES_PER_KB:.0f} kB"
    return f"{size_bytes / _BYTES_PER_MB:.1f} MB"


def _stage(text: str, *, quiet: bool) -> None:
    if not quiet and not sys.stderr.isatty():
        tell(text)


@contextmanager
def bar(verb: str, unit: str, *, quiet: bool) -> Iterator[_Bar]:
    shown = _Bar(verb, unit, is_shown=not quiet and sys.stderr.isatty())
    try:
        yield shown
    finally:
        shown.end()


class _Bar:
    """A bar that is there while something is left to do. Two of them are never shown at once: not every rich can."""

    def __init__(self, verb: str, unit: str, *, is_shown: bool) -> None:
        self._verb = verb
        self._unit = unit
        self._is_shown = is_shown
        self._shown: tuple[Progress, TaskID] | None = None

    def update(self, done: int, total: int, unit: str = "") -> None:
        """Show how many of how many; `unit`, what is shown after the numbers, may change."""
        if not self._is_shown:
            return
        if done >= total:
            self.end()
            return
        if self._shown is None:
            self._shown = self._begin()
        progress, task = self._shown
        progress.update(task, completed=done, total=total, unit=unit or self._unit)

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
            BarColumn(bar_width=_BAR_COLUMNS),  # with a name and the numbers, a line of 80
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}", markup=False),
        )
        progress = Progress(*columns, console=Console(stderr=True), transient=True)
        task = progress.add_task(escape(visible(self._verb)), total=None, unit=self._unit)
        progress.start()
        return progress, task
