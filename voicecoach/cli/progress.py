"""Progress on standard error: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from voicecoach.units import SAMPLE_RATE, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def _silent(*_: int) -> None:
    pass


@contextmanager
def speech_progress(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Yield what is told how many of how many new sentences have been spoken."""
    with _bar("speaking", "sentences", quiet=quiet) as update:
        yield update


@contextmanager
def sound_progress(total_frames: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Yield what is told how many frames have been written."""
    unit = f"of {format_duration_ms(total_frames // SAMPLE_RATE * 1000)}"
    with _bar("writing", unit, quiet=quiet) as update:
        yield lambda frames: update(frames // SAMPLE_RATE, total_frames // SAMPLE_RATE)


@contextmanager
def _bar(verb: str, unit: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    if quiet or not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn(unit))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(verb, total=None, visible=False)
        yield lambda done, total: progress.update(task, completed=done, total=total, visible=done < total)
