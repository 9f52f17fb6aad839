"""The built-in routines as a person chooses among them: by focus, equipment, level and time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.assets import load_tones
from voicecoach.errors import UsageError
from voicecoach.files import RoutineFiles
from voicecoach.library import builtin_names, read_builtin
from voicecoach.phrases import load_phrases
from voicecoach.pipeline import LaidOut, Studio, lay_out_routine
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.units import format_clock_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.language.model import Routine
    from voicecoach.sound.tones import TonePack

_LEVELS = ("easy", "medium", "hard")


class Entry(Struct, frozen=True, kw_only=True):
    """A built-in routine with its default parameters. The total is exact but for the length of spoken steps, which is estimated."""

    name: str
    routine: Routine
    total_ms: int

    def values(self, tag: str) -> tuple[str, ...]:
        return self.routine.tag_values(tag)


class Filters(Struct, frozen=True, kw_only=True):
    """What the command line asks of a routine; empty asks nothing."""

    focus: str = ""
    equipment: str = ""
    level: str = ""
    tags: tuple[str, ...] = ()
    max_time_ms: int = 0

    def any(self) -> bool:
        return self != Filters()

    def missed(self, entry: Entry) -> int:
        """Return how many of the wishes an entry does not fulfil."""
        missed = [
            bool(wish) and wish.casefold() not in (value.casefold() for value in entry.values(tag))
            for tag, wish in (("focus", self.focus), ("equipment", self.equipment), ("level", self.level))
        ]
        every_value = {value.casefold() for tag in entry.routine.tags for value in tag.values}
        missed += [tag.casefold() not in every_value for tag in self.tags]
        missed.append(bool(self.max_time_ms) and entry.total_ms > self.max_time_ms)
        return sum(missed)


def entries() -> tuple[Entry, ...]:
    """Return all built-in routines by name."""
    return tuple(entry(name) for name in builtin_names())


def entry(name: str) -> Entry:
    laid_out = lay_out_routine(read_builtin(name), {}, silent_studio)
    assert isinstance(laid_out, LaidOut), f"the built-in routine {name} has errors"
    return Entry(name=name, routine=laid_out.routine, total_ms=laid_out.session.total_ms)


def silent_studio(routine: Routine) -> Studio:
    """Return a studio whose speech is an estimate: it needs no engine."""
    return Studio(
        speech=EstimatedSpeech(language=routine.language),
        phrases=load_phrases(routine.language),
        tones=_tones(),
        files=RoutineFiles(),
    )


@cache
def _tones() -> TonePack:
    return load_tones()


def choose(filters: Filters, shelf: Sequence[Entry]) -> Entry:
    """Return the best match: all wishes fulfilled, then the longest within the time, then the easiest.

    Raises UsageError that lists the nearest ones where none fulfils them all.
    """
    ranked = sorted(shelf, key=lambda candidate: (filters.missed(candidate), *_rank(candidate, filters)))
    if filters.missed(ranked[0]) == 0:
        return ranked[0]
    nearest = "\n".join(
        f"  {near.name} ({format_clock_ms(near.total_ms // 1000 * 1000)}; {_tags(near)})"
        for near in ranked[:3]
    )
    raise UsageError("no built-in routine matches all filters", hint=f"the nearest are:\n{nearest}")


def _rank(candidate: Entry, filters: Filters) -> tuple[int, int, str]:
    level = min(
        (_LEVELS.index(level) for level in candidate.values("level") if level in _LEVELS),
        default=len(_LEVELS),
    )
    return (-candidate.total_ms if filters.max_time_ms else 0, level, candidate.name)


def _tags(candidate: Entry) -> str:
    return ", ".join(value for tag in candidate.routine.tags for value in tag.values)
