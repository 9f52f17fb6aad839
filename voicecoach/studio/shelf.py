"""Chooses among the built-in routines: by focus, equipment, level and time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.assets import load_tones
from voicecoach.errors import UsageError
from voicecoach.files import RoutineFiles
from voicecoach.language.suggest import closest
from voicecoach.library import builtin_names, read_builtin
from voicecoach.phrases import load_phrases
from voicecoach.pipeline import LaidOut, lay_out_routine
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.studio_setup import StudioSetup
from voicecoach.units import MS_PER_S, format_whole_seconds_ms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from voicecoach.language.model import Routine
    from voicecoach.sound.tones import TonePack

_LEVELS = ("easy", "medium", "hard")
_OTHER_WORDS = {  # for levels, as others name them
    "beginner": "easy",
    "simple": "easy",
    "light": "easy",
    "intermediate": "medium",
    "moderate": "medium",
    "advanced": "hard",
    "difficult": "hard",
    "expert": "hard",
}


class ShelfEntry(Struct, frozen=True, kw_only=True):
    """A built-in routine with its default parameters. The total is exact except for spoken steps, whose length is estimated."""

    name: str
    routine: Routine
    total_ms: int

    def values(self, tag: str) -> tuple[str, ...]:
        return self.routine.tag_values(tag)


class Filters(Struct, frozen=True, kw_only=True):
    """What a routine has to fulfil; an empty field asks for nothing."""

    focus: str = ""
    equipment: str = ""
    level: str = ""
    tags: tuple[str, ...] = ()
    max_time_ms: int = 0

    def any(self) -> bool:
        return self != Filters()

    def lacks(self, entry: ShelfEntry) -> tuple[str, ...]:
        """Return, in words, which filters an entry does not fulfil."""
        lacking = [
            f"{tag}: {', '.join(entry.values(tag)) or 'none named'}"
            for tag, wish in self._named()
            if wish.casefold() not in _folded(entry.values(tag))
        ]
        every_value = _folded(value for tag in entry.routine.tags for value in tag.values)
        lacking += [f"no tag {tag}" for tag in self.tags if tag.casefold() not in every_value]
        if too_long_ms := self.too_long_ms(entry):
            lacking.append(f"{format_whole_seconds_ms(too_long_ms + MS_PER_S - 1)} too long")
        return tuple(lacking)

    def too_long_ms(self, entry: ShelfEntry) -> int:
        return max(0, entry.total_ms - self.max_time_ms) if self.max_time_ms else 0

    def unknown(self, shelf: Sequence[ShelfEntry]) -> Iterator[str]:
        """Say of each filter that no entry can fulfil which value was probably meant, or else which there are."""
        for tag, wish in self._named():
            values = sorted({value for entry in shelf for value in entry.values(tag)}, key=_by_level)
            if wish.casefold() not in _folded(values):
                yield _unknown(f"{tag} `{wish}`", _meant(tag, wish, values), values)
        every_value = sorted({value for entry in shelf for tag in entry.routine.tags for value in tag.values})
        for wish in self.tags:
            if wish.casefold() not in _folded(every_value):
                yield _unknown(f"tag `{wish}`", closest(wish, every_value), every_value)

    def meant(self, shelf: Sequence[ShelfEntry]) -> Filters:
        """Return the filters with what is probably meant in place of what no entry has."""
        near: dict[str, str] = {}
        for tag, wish in self._named():
            values = sorted({value for entry in shelf for value in entry.values(tag)})
            if wish.casefold() not in _folded(values):
                near[tag] = _meant(tag, wish, values) or wish
        return replace(self, **near)

    def _named(self) -> Iterator[tuple[str, str]]:
        for tag, wish in (("focus", self.focus), ("equipment", self.equipment), ("level", self.level)):
            if wish:
                yield tag, wish


def entries() -> tuple[ShelfEntry, ...]:
    """Return all built-in routines by name."""
    return tuple(entry(name) for name in builtin_names())


def entry(name: str) -> ShelfEntry:
    laid_out = lay_out_routine(read_builtin(name), {}, silent_studio)
    assert isinstance(laid_out, LaidOut), f"the built-in routine {name} has errors"
    return ShelfEntry(name=name, routine=laid_out.routine, total_ms=laid_out.session.total_ms)


def silent_studio(routine: Routine) -> StudioSetup:
    """Return a studio whose speech is an estimate: it needs no engine."""
    return StudioSetup(
        speech=EstimatedSpeech(language=routine.language),
        phrases=load_phrases(routine.language),
        tones=_tones(),
        files=RoutineFiles(),
    )


@cache
def _tones() -> TonePack:
    return load_tones()


def choose(filters: Filters, shelf: Sequence[ShelfEntry]) -> ShelfEntry:
    """Return the best match: among those that fulfil all filters, the longest within the time, then the easiest.

    If none fulfils them all, raises UsageError with the nearest ones: those that miss the fewest filters, then those that
    are the least too long.
    """
    matching = [candidate for candidate in shelf if not filters.lacks(candidate)]
    if matching:
        return min(matching, key=lambda candidate: _rank(candidate, filters))
    raise UsageError("no built-in routine matches all filters", hint=nearest(filters, shelf))


def nearest(filters: Filters, shelf: Sequence[ShelfEntry]) -> str:
    """Return in lines what is wrong with filters that no entry fulfils, and which entries come nearest."""
    meant = filters.meant(shelf)
    near_ones = sorted(
        shelf,
        key=lambda near: (len(meant.lacks(near)), meant.too_long_ms(near), *_rank(near, meant)),
    )
    lines = [*filters.unknown(shelf), "the nearest are:"]
    lines += [
        f"  {near.name} ({format_whole_seconds_ms(near.total_ms)}; {'; '.join(filters.lacks(near))})"
        for near in near_ones[:3]
    ]
    return "\n".join(lines)


def _meant(tag: str, wish: str, values: Iterable[str]) -> str:
    return closest(wish, values, _OTHER_WORDS if tag == "level" else None)


def _unknown(what: str, meant: str, values: Iterable[str]) -> str:
    return f"there is no {what}; " + (
        f"did you mean `{meant}`?" if meant else f"there are: {', '.join(values)}"
    )


def _by_level(value: str) -> tuple[int, str]:
    """Return what levels are sorted by, and after them all else by name."""
    return (_LEVELS.index(value) if value in _LEVELS else len(_LEVELS), value)


def _rank(candidate: ShelfEntry, filters: Filters) -> tuple[int, int, str]:
    level = min(
        (_LEVELS.index(level) for level in candidate.values("level") if level in _LEVELS),
        default=len(_LEVELS),
    )
    return (-candidate.total_ms if filters.max_time_ms else 0, level, candidate.name)


def _folded(values: Iterable[str]) -> set[str]:
    return {value.casefold() for value in values}
