"""Chooses among the built-in routines: by focus, equipment, level and time."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.errors import UsageError
from voicecoach.language.suggest import closest
from voicecoach.units import MS_PER_S, format_whole_seconds_ms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from voicecoach.library.shelf import Card, RoutineCard

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


class Filters(Struct, frozen=True, kw_only=True):
    """What a routine has to fulfil; an empty field asks for nothing."""

    focus: str = ""
    equipment: str = ""
    level: str = ""
    tags: tuple[str, ...] = ()
    max_time_ms: int = 0

    def any(self) -> bool:
        return self != Filters()

    def lacks(self, card: RoutineCard) -> tuple[str, ...]:
        """Return, in words, which filters a routine does not fulfil."""
        lacking = self.lacks_tags(card)
        if too_long_ms := self.too_long_ms(card):
            lacking.append(f"{format_whole_seconds_ms(too_long_ms + MS_PER_S - 1)} too long")
        return tuple(lacking)

    def lacks_tags(self, card: Card) -> list[str]:
        """Return, in words, which filters a routine or programme does not fulfil, its length aside."""
        lacking = [
            f"{tag}: {', '.join(card.values(tag)) or 'none named'}"
            for tag, wish in self._named()
            if wish.casefold() not in _folded(card.values(tag))
        ]
        lacking += [f"no tag {tag}" for tag in self.tags if tag.casefold() not in _folded(_every_value(card))]
        return lacking

    def too_long_ms(self, card: RoutineCard) -> int:
        return max(0, card.total_ms - self.max_time_ms) if self.max_time_ms else 0

    def unknown(self, shelf: Sequence[RoutineCard]) -> Iterator[str]:
        """Say of each filter that no card can fulfil which value was probably meant, or else which there are."""
        for tag, wish in self._named():
            values = sorted({value for card in shelf for value in card.values(tag)}, key=_by_level)
            if wish.casefold() not in _folded(values):
                yield _unknown(f"{tag} `{wish}`", _meant(tag, wish, values), values)
        every_value = sorted({value for card in shelf for value in _every_value(card)})
        for wish in self.tags:
            if wish.casefold() not in _folded(every_value):
                yield _unknown(f"tag `{wish}`", closest(wish, every_value), every_value)

    def meant(self, shelf: Sequence[RoutineCard]) -> Filters:
        """Return the filters with what is probably meant in place of what no card has."""
        near: dict[str, str] = {}
        for tag, wish in self._named():
            values = sorted({value for card in shelf for value in card.values(tag)})
            if wish.casefold() not in _folded(values):
                near[tag] = _meant(tag, wish, values) or wish
        return replace(self, **near)

    def _named(self) -> Iterator[tuple[str, str]]:
        for tag, wish in (("focus", self.focus), ("equipment", self.equipment), ("level", self.level)):
            if wish:
                yield tag, wish


def choose(filters: Filters, shelf: Sequence[RoutineCard]) -> RoutineCard:
    """Return the best match: among those that fulfil all filters, the longest within the time, then the easiest.

    If none fulfils them all, raises UsageError with the nearest ones: those that miss the fewest filters, then those that
    are the least too long.
    """
    matching = [candidate for candidate in shelf if not filters.lacks(candidate)]
    if matching:
        return min(matching, key=lambda candidate: _rank(candidate, filters))
    raise UsageError("no built-in routine matches all filters", hint=nearest(filters, shelf))


def nearest(filters: Filters, shelf: Sequence[RoutineCard]) -> str:
    """Return in lines what is wrong with filters that no card fulfils, and which entries come nearest."""
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


def _rank(candidate: RoutineCard, filters: Filters) -> tuple[int, int, str]:
    level = min(
        (_LEVELS.index(level) for level in candidate.values("level") if level in _LEVELS),
        default=len(_LEVELS),
    )
    return (-candidate.total_ms if filters.max_time_ms else 0, level, candidate.name)


def _every_value(card: Card) -> Iterator[str]:
    return chain.from_iterable(card.tags.values())


def _folded(values: Iterable[str]) -> set[str]:
    return {value.casefold() for value in values}
