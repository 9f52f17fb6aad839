"""Several amounts of one exercise in a line: `plank: 30 s, 45 s, 60 s with 30 s rest`, `5 x 400 m, recoveries of 90, 60, 30, 15 s`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import Exercise, PastedItem, RestBetween, RestItem
from voicecoach.importing.pasted.line.details import details_of
from voicecoach.importing.pasted.line.recoveries import EASY
from voicecoach.importing.pasted.words.vocabulary import Meaning, phrases, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST: Final = 3  # of two times, the second may be a rest


def spread(items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    """Return the items of a line, with the name of the first for the times behind it, and the rest at the end between them."""
    once, often = _without_often(items)
    turns = _spread(once)
    if often is None:
        return turns
    last = turns[-1]
    return (*turns[:-1], replace(last, is_implied=False) if isinstance(last, RestItem) else last, often)


def _spread(items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    label = items[0] if len(items) > 1 and _is_name(items[0]) else None
    behind = items[1:] if label is not None else items
    rests = _rests_in_turn(behind)
    if rests:
        return (*items[: len(items) - len(behind)], *rests)
    last = behind[-1] if behind else None
    is_rest = isinstance(last, RestBetween) or (isinstance(last, RestItem) and not last.words)
    rest_ms = last.length_ms if is_rest and isinstance(last, RestItem | RestBetween) else None
    times = behind[:-1] if rest_ms is not None else behind
    exercises = [one for one in times if isinstance(one, Exercise)]
    if len(exercises) != len(times) or len(times) < _LEAST - (rest_ms is not None or label is not None):
        return items
    named = [one for one in exercises if details_of(one.name).name]
    easy = exercises[-1]
    if len(named) > 1 and _is_ladder(named[0].name) and named[-1] is easy and EASY.fullmatch(easy.name):
        turns = [replace(one, name=named[0].name) for one in times[:-1] if isinstance(one, Exercise)]
        if all(map(_is_time, turns)):
            return (*items[: len(items) - len(behind)], *(one for turn in turns for one in (turn, easy)))
    if len(named) > 1 and _is_ladder(named[0].name):
        del named[0]  # `Pyramid: 10-20-30 s plank`
    if not all(map(_is_time, exercises)) or any(one not in {exercises[0], exercises[-1]} for one in named):
        return items
    if len(named) > 1 or (label is not None and named == exercises[:1]) or not (label or named):
        return items  # each may have its own
    name = named[0].name if named else getattr(label, "name", "")
    ahead = items[:1] if label is not None and named else ()
    if rest_ms is None:
        rest_ms = exercises[-1].rest_ms
    turns = [replace(one, name=name, rest_ms=None) for one in exercises]
    return (*ahead, *_with_rests(turns, [rest_ms] * (len(turns) - 1), behind=rest_ms))


def _without_often(items: tuple[PastedItem, ...]) -> tuple[tuple[PastedItem, ...], PastedItem | None]:
    """Return the times of a list, and how often all of them are done: `hangs 3-6-9 s, 3 sets, 1 min rest`."""
    for at in (len(items) - 1, len(items) - 2):
        if at >= _LEAST and _is_often(items[at]):
            return (*items[:at], *items[at + 1 :]), items[at]
    if len(items) < _LEAST or not isinstance(last := items[-1], Exercise):
        return items, None
    once = (*items[:-1], replace(last, sets=1))
    if (
        last.sets == 1
        or last.name
        or last.rest_ms
        or not all(isinstance(one, Exercise) and _is_time(one) for one in once)
    ):
        return items, None  # `hangs 3-6-9 s x 3`
    return once, Exercise(line=last.line, sets=last.sets)


def _is_often(item: PastedItem) -> bool:
    """Tell whether an item says only how often: `3 sets`, and no more."""
    return isinstance(item, Exercise) and item.sets > 1 and not (item.name or item.has_amount or item.rest_ms)


def _is_name(item: PastedItem) -> bool:
    return isinstance(item, Exercise) and bool(item.name) and not item.has_amount and item.sets == 1


def _is_ladder(name: str) -> bool:
    return phrases().get(tuple(plain(name).split())) is Meaning.LADDER


def _is_time(one: Exercise) -> bool:
    return bool(one.time_ms) and not one.reps and one.sets == 1 and one.off_ms is None


def _rests_in_turn(items: Sequence[PastedItem]) -> tuple[PastedItem, ...]:
    """Return the sets of one exercise with a rest of its own behind each but the last."""
    first = items[0] if items else None
    if (
        not isinstance(first, Exercise)
        or first.sets < _LEAST
        or not first.rest_ms
        or len(items) != first.sets - 1
    ):
        return ()
    others = [
        one.time_ms for one in items[1:] if isinstance(one, Exercise) and _is_time(one) and not one.name
    ]
    if len(others) != len(items) - 1:
        return ()
    return _with_rests(
        [replace(first, sets=1, rest_ms=None)] * first.sets, [first.rest_ms, *others], behind=None
    )


def _with_rests(
    exercises: Sequence[Exercise], rests_ms: Sequence[int | None], *, behind: int | None
) -> tuple[PastedItem, ...]:
    found: list[PastedItem] = []
    for one, rest_ms in zip(exercises, (*rests_ms, None), strict=True):
        found.append(one)
        if rest_ms:
            found.append(RestItem(line=one.line, length_ms=rest_ms))
    if behind:
        found.append(RestItem(line=exercises[-1].line, length_ms=behind, is_implied=True))
    return tuple(found)
