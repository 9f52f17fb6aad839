"""The length of the whole in a line: `alternate 60 s jog and 90 s walk for 20 min`, `5 min: in 4 s, out 6 s`, `…, 4 minutes total`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeGuard

from msgspec.structs import replace

from voicecoach.importing.pasted.items import (
    BlockOpening,
    Exercise,
    Guess,
    KeptInName,
    PastedItem,
    RestItem,
    RoundsOf,
    Stated,
)
from voicecoach.importing.pasted.words.vocabulary import (
    BREATHED,
    BREATHING,
    HELD_BETWEEN,
    IN_AND_OUT,
    MOVING,
    WARM_UPS,
    plain,
)
from voicecoach.language.durations import MAX_DURATION_MS
from voicecoach.language.words import UNIT_WORDS
from voicecoach.units import MS_PER_MIN, MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_ROUNDS: Final = 999
_WHOLE: Final = frozenset(["", "total", "a total", "in total", "in all", "insgesamt", "en tout", "en total"])
_IN_TURN: Final = re.compile(
    r"(?:alternate|alternating|alternately|abwechselnd|im wechsel|alterner|alternez|alternar|alterna|alternando)"
    r"(?: (?:between|of|zwischen|entre))?\s+",
    re.IGNORECASE,
)
_IN_ALL: Final = re.compile(
    r"\s+(?:for|over|für|über|pendant|durante)(?: a total of)? (?P<count>[0-9]{1,3}) ?(?P<unit>[^\W\d_]+)\.?$",
    re.IGNORECASE,
)
_COLON_BEHIND: Final = re.compile(r"[^:]{1,40}[^\W\d_]\.? ?:(?! ?$)")


def count_of(item: PastedItem) -> int:
    """Return how often, where an item says only that: `5 rounds`, `x 3`, `repeat 8 times`."""
    if (
        not isinstance(item, Exercise)
        or item.name
        or item.details
        or item.time_ms
        or item.metres
        or item.is_max
    ):
        return 0
    if item.sets > 1 and item.reps:
        return 0
    count = item.reps or item.sets
    return count if 1 < count <= MAX_ROUNDS and item.least_reps in {0, count} else 0


def in_turn(items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    """Read `alternate 60 s jog and 90 s walk for 20 min`, or `…, 8 times`."""
    moved = _moved_in_turn(items)
    if moved is not None:
        return (moved,)
    at = next(
        (
            at
            for at, item in enumerate(items)
            if isinstance(item, Exercise) and _IN_TURN.match(item.name + " ")
        ),
        None,
    )
    if at is None or len(items) < at + 2:
        return items
    first, second, *after = items[at:]
    if not (
        isinstance(first, Exercise) and isinstance(second, Exercise) and first.time_ms and second.time_ms
    ):
        return items
    first = replace(first, name=_IN_TURN.sub("", first.name + " ").strip())
    whole_ms, name = _in_all(second.name)
    second = _named(second, name)
    count = 0
    doubts: tuple[Guess, ...] = ()
    once_ms = first.time_ms + second.time_ms
    if whole_ms >= once_ms:
        count = whole_ms // once_ms
        doubts = (Guess(f"{count} times"),) if whole_ms % once_ms else ()
    elif after and count_of(after[0]):
        count, after = count_of(after[0]), after[1:]
    elif after and (whole_ms := _whole_ms(after[0])) >= once_ms:  # `…, for a total of 20 minutes`
        count, after = whole_ms // once_ms, after[1:]
        doubts = (Guess(f"{count} times"),) if whole_ms % once_ms else ()
    if not 0 < count <= MAX_ROUNDS:
        return items
    rounds = BlockOpening(line=first.line, kind=RoundsOf(count=count), body=(first, second), doubts=doubts)
    return (*items[:at], rounds, *after)


def _moved_in_turn(items: tuple[PastedItem, ...]) -> BlockOpening | None:
    """Do both of `run 1 min, walk 2 min x 10` as often as the second says."""
    first, second = items if len(items) == 2 else (None, None)  # noqa: PLR2004 - the two
    if not (
        isinstance(first, Exercise) and isinstance(second, Exercise) and _moves(first) and _moves(second)
    ):
        return None
    if first.sets > 1 or second.sets <= 1 or second.rest_ms is not None:
        return None
    doubts = (Guess(f"{second.sets} times both"),)
    body = (first, replace(second, sets=1))
    return BlockOpening(line=first.line, kind=RoundsOf(count=second.sets), body=body, doubts=doubts)


def _moves(one: Exercise) -> bool:
    is_timed = one.time_ms and not one.reps and one.off_ms is None
    return bool(is_timed) and plain(one.name) in MOVING


def for_whole(items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    """Do what is timed as often as it goes into the time at the end: `in 4 s, hold 4 s, out 4 s for 5 minutes`."""
    *before, last = items or (None,)
    if not isinstance(last, Exercise) or len(before) < 1:
        return items
    whole_ms, name = _in_all(last.name)
    body = [*before, _named(last, name)]
    if not whole_ms and not last.name and len(before) > 1:
        body, whole_ms = before, _whole_ms(last)  # `in 4 s, out 6 s, 5 minutes`
    ahead = body[:1] if _is_label(body[0]) else []
    turn = body[len(ahead) :]
    breathes = all(isinstance(one, Exercise) and is_breath(one.name) for one in turn)
    if len(turn) < 2 or not _are_timed(turn) or not (name != last.name or breathes):  # noqa: PLR2004
        return items
    once_ms = sum(one.time_ms if isinstance(one, Exercise) else one.length_ms for one in turn)
    count, left_ms = divmod(whole_ms, once_ms)
    if not 1 < count <= MAX_ROUNDS:
        return items
    left, whole = format_duration_ms(left_ms), format_duration_ms(whole_ms)
    doubts = (Guess(f"{count} times, and {left} of {whole} are left"),) if left_ms else ()
    kind = RoundsOf(count=count)
    return (*ahead, BlockOpening(line=last.line, kind=kind, body=tuple(turn), doubts=doubts))


def is_breath(name: str) -> bool:
    """Tell whether a name is a phase of a breath: `Breathe in`, `hold`, `out`."""
    said = plain(name).split()
    return bool(said) and set(said) <= BREATHED | HELD_BETWEEN | IN_AND_OUT | BREATHING


def _is_label(item: PastedItem | None) -> bool:
    return isinstance(item, Exercise) and bool(item.name) and not item.has_amount and item.sets == 1


def _whole_ms(item: PastedItem) -> int:
    """Return the length of an item that says nothing but a length, or 0."""
    says_more = not isinstance(item, Exercise) or item.reps or item.sets > 1 or item.off_ms is not None
    if says_more or not isinstance(item, Exercise) or plain(item.name) not in _WHOLE:
        return 0
    return item.time_ms


def _in_all(name: str) -> tuple[int, str]:
    """Return the length of the whole that a name ends with, in ms, and the name without it."""
    found = _IN_ALL.search(name)
    unit = UNIT_WORDS.get(found["unit"].casefold(), "") if found else ""
    if found is None or unit not in {"m", "s"}:
        return 0, name
    length_ms = int(found["count"]) * (MS_PER_MIN if unit == "m" else MS_PER_S)
    return min(length_ms, MAX_DURATION_MS), name[: found.start()]


def _named(item: Exercise, name: str) -> Exercise:
    """Return an exercise with the name that is left of it once the length of the whole is taken out; nothing is only said then."""
    doubts = (
        item.doubts
        if name == item.name
        else tuple(doubt for doubt in item.doubts if not isinstance(doubt, KeptInName))
    )
    return replace(item, name=name, doubts=doubts)


def of_whole(items: tuple[PastedItem, ...], text: str) -> tuple[PastedItem, ...]:
    """Do what stands behind the length of the whole for so long: `5 minutes: breathe in 4 s, hold 4 s, out 4 s`."""
    items = _pairs_for_whole(items)
    named_ms = _named_whole_ms(items)
    if named_ms and text[:1].isdigit() and _COLON_BEHIND.match(text):
        return (Stated(line=items[0].line, length_ms=named_ms), *items[1:])
    whole_ms = _whole_ms(items[0]) if items else 0
    if not whole_ms or not _COLON_BEHIND.match(text) or not text[:1].isdigit():
        return items
    first, *body = items
    stated = Stated(line=first.line, length_ms=whole_ms)
    if len(body) < 2 or not _are_timed(body):  # noqa: PLR2004 - a turn has two parts
        return (stated, *body) if body and any(isinstance(item, Exercise) for item in body) else items
    once_ms = sum(one.time_ms if isinstance(one, Exercise) else one.length_ms for one in body)
    count = whole_ms // once_ms if once_ms else 0
    if not 1 < count <= MAX_ROUNDS:
        return (stated, *body)
    doubts = (Guess(f"{count} times"),) if whole_ms % once_ms else ()
    return (BlockOpening(line=first.line, kind=RoundsOf(count=count), body=tuple(body), doubts=doubts),)


def _pairs_for_whole(items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    """Do what is on and off as often as it goes into the length before it: `10 min, 10 s on, 50 s off`."""
    for at, (whole, pair) in enumerate(pairwise(items)):
        if not isinstance(pair, Exercise) or pair.off_ms is None:
            continue
        whole_ms, name = _whole_ms(whole), pair.name
        if not whole_ms and isinstance(whole, Exercise) and not (pair.name or whole.reps or whole.off_ms):
            whole_ms, name = whole.time_ms if plain(whole.name) not in WARM_UPS else 0, whole.name
        count, left_ms = divmod(whole_ms, pair.time_ms + pair.off_ms)
        if whole_ms and pair.sets == 1 and pair.reps <= 1 < count <= MAX_ROUNDS and not left_ms:
            stated = Stated(line=whole.line, length_ms=whole_ms)
            return (*items[:at], replace(pair, name=name, reps=count), stated, *items[at + 2 :])
    return items


def _named_whole_ms(items: Sequence[PastedItem]) -> int:
    """Return the length of the first item where it is that of a whole with a name, and its parts follow: `45-min ride: 10 min warm up, …`."""
    first, *parts = items or (None,)
    timed = [item for item in parts if isinstance(item, Exercise) and item.time_ms]
    is_whole = isinstance(first, Exercise) and first.name and first.sets == 1 and not first.reps
    is_whole = is_whole and isinstance(first, Exercise) and first.off_ms is None and not first.rest_ms
    enough = len(timed) > 1 and sum(item.time_ms for item in timed) >= MS_PER_MIN
    return first.time_ms if is_whole and enough and isinstance(first, Exercise) else 0


def _are_timed(items: Sequence[PastedItem]) -> TypeGuard[Sequence[Exercise | RestItem]]:
    """Tell whether all are done once, for a time."""
    return all(
        isinstance(item, RestItem)
        or (
            isinstance(item, Exercise)
            and item.time_ms
            and item.sets == 1
            and not item.reps
            and not item.both_sides
        )
        for item in items
    )


def with_total(items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    """Take the length of all that stands before it for no exercise: `2 min plank, 2 min rest, 4 minutes total`."""
    *before, last = items or (None,)
    says = isinstance(last, Exercise) and plain(last.name) in _WHOLE - {""}
    if (
        last is None
        or not says
        or not _whole_ms(last)
        or not any(isinstance(item, Exercise) for item in before)
    ):
        return items
    return (*items[:-1], Stated(line=last.line, length_ms=_whole_ms(last)))


def without_total(opening: BlockOpening) -> tuple[PastedItem, ...]:
    """Take the length of all out of a head: `3 rounds (12 minutes total):`."""
    first = opening.body[0] if opening.body else None
    says = isinstance(first, Exercise) and plain(first.name) in _WHOLE - {""}
    if first is None or not says or not _whole_ms(first):
        return (opening,)
    return Stated(line=first.line, length_ms=_whole_ms(first)), replace(opening, body=opening.body[1:])
