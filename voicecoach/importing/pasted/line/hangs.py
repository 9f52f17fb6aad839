"""The notations of hangboards that are a language of their own: `2x 4x Hang @18mm W+5kg 7:3:60s`, `MAXHang @20mm 8(3):180s`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.items import Doubt, Exercise, PastedItem, RangeTaken, RestItem
from voicecoach.importing.pasted.words.tokens import thousandths
from voicecoach.language.durations import MAX_DURATION_MS
from voicecoach.language.words import UNIT_WORDS
from voicecoach.units import MS_PER_MIN, MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Iterator

_N: Final = r"[0-9]{1,4}(?:[.,][0-9]{1,3})?(?:-[0-9]{1,4}(?:[.,][0-9]{1,3})?)?"
_UNIT: Final = r"(?: ?(?:sec|min|s|m|\"|''|'))?"
_COUNTS: Final = rf"(?:(?:(?P<sets>{_N}) ?[xX] ?)?(?P<count>{_N}) ?[xX] ?)?"
# name count x on / rest: single hangs
_SINGLE: Final = re.compile(
    r"(?:(?P<name>[^\W\d_].{0,200}?)[ :-]+)?(?P<count>[0-9]{1,3}) ?[xX] ?(?P<on>[0-9]{1,2} ?s?) ?/ ?(?P<rest>[0-9]{2,4} ?s?|[0-9]{1,2} ?(?:m|min|'))"
)
_COUNTED: Final = re.compile(r"[0-9] ?[xX]")
_HANGING: Final = re.compile(r"hang|@|crimp|edge", re.IGNORECASE)
# [sets x] reps x name on:off[:rest]
_TRIPLE: Final = re.compile(
    rf"{_COUNTS}(?P<name>[^\W\d_].{{0,200}}?) (?P<on>{_N}{_UNIT}|[0-9]{{1,3}}[xX]):(?P<off>{_N}{_UNIT})(?::(?P<rest>{_N}{_UNIT}))?"
)
# [sets x] reps x name on(in reserve):rest
_RESERVE: Final = re.compile(
    rf"{_COUNTS}(?P<name>[^\W\d_].{{0,200}}?)(?: ?[xX])? (?P<on>{_N}{_UNIT}) ?\((?P<reserve>{_N}){_UNIT}\){_UNIT} ?:? ?(?P<rest>{_N}{_UNIT})"
)
_REST: Final = re.compile(
    rf"(?:[0-9]{{1,3}} ?[xX] ?)?(?:rest|pause) ?:? ?(?P<rest>{_N}{_UNIT})", re.IGNORECASE
)
_TIMES_NAME: Final = re.compile(r"(?P<reps>[0-9]{1,3}) ?[xX] ?(?P<name>[^\W\d_].*)")


def read_hang(text: str) -> tuple[PastedItem, ...] | None:
    """Return what a line of these notations says, or None where it is another."""
    line = text.strip().lstrip("+ ")
    doubts: list[Doubt] = []
    found = _RESERVE.fullmatch(line)
    if found and _is_one(found):
        exercise = _exercise(found, doubts, name=f"{found['name']}, {found['reserve']} in reserve")
        rest_ms = _ms(found["rest"], doubts)
        sets = exercise.sets * exercise.reps
        exercise = Exercise(
            is_hang=True,
            name=exercise.name,
            sets=sets,
            time_ms=exercise.time_ms,
            rest_ms=rest_ms if sets > 1 else None,
            doubts=tuple(doubts),
        )
        return tuple(_with_rest(exercise, rest_ms)) if exercise.time_ms else None
    found = _TRIPLE.fullmatch(line)
    if found and _is_one(found):
        return _triple(found, doubts)
    found = _SINGLE.fullmatch(line)
    if found:
        on_ms, rest_ms = _ms(found["on"], doubts), _ms(found["rest"], doubts)
        name = found["name"] or ""
        if on_ms < rest_ms and not _COUNTED.search(name):
            one = Exercise(
                is_hang=True,
                name=name or "Hang",
                sets=_count(found["count"], doubts),
                time_ms=on_ms,
                rest_ms=rest_ms,
            )
            return tuple(_with_rest(one, rest_ms))
    found = _REST.fullmatch(line)
    if found and re.match(r"[0-9]+ ?[xX]", line):
        rest_ms = _ms(found["rest"], doubts)
        return (RestItem(length_ms=rest_ms, doubts=tuple(doubts)),) if rest_ms else None
    return None


def _is_one(found: re.Match[str]) -> bool:
    """Tell whether it says how many, or else that it is about hanging."""
    if found["count"]:
        return True
    return bool(found["rest"]) and _HANGING.search(found["name"]) is not None and "rest" not in found["name"]


def _triple(found: re.Match[str], doubts: list[Doubt]) -> tuple[PastedItem, ...] | None:
    name, on = found["name"], found["on"]
    off_ms = _ms(found["off"], doubts)
    rest_ms = _ms(found["rest"], doubts) if found["rest"] else None
    exercise = _exercise(found, doubts, name=name)
    inner = _TIMES_NAME.fullmatch(name)
    counted = int(on[:-1]) if on[-1] in "xX" else int(inner["reps"]) if inner else 0
    if not exercise.time_ms or on[-1] in "xX":
        # No time of hanging: pull-ups, counted, with the off time between their sets.
        sets = exercise.sets * exercise.reps
        if not counted and exercise.reps > 1:
            counted, sets = exercise.reps, exercise.sets  # `5x 4x Pullup 0:20:60s`
        if not counted:
            return None
        name = inner["name"] if inner else name
        pulls = Exercise(
            name=name,
            reps=counted,
            least_reps=counted,
            sets=sets,
            rest_ms=off_ms,
            doubts=tuple(doubts),
        )
        return tuple(_with_rest(pulls, rest_ms))
    hangs = Exercise(
        is_hang=True,
        name=name,
        sets=exercise.sets,
        reps=exercise.reps,
        least_reps=exercise.reps,
        time_ms=exercise.time_ms,
        off_ms=off_ms,
        rest_ms=rest_ms,
        doubts=tuple(doubts),
    )
    return tuple(_with_rest(hangs, rest_ms))


def _with_rest(exercise: Exercise, rest_ms: int | None) -> Iterator[PastedItem]:
    """Yield an exercise and the rest behind it, which these notations have before the next line."""
    yield exercise
    if rest_ms:
        yield RestItem(length_ms=rest_ms, is_implied=True)


def _exercise(found: re.Match[str], doubts: list[Doubt], *, name: str) -> Exercise:
    on_ms = 0 if found["on"][-1] in "xX" else _ms(found["on"], doubts)
    sets = _count(found["sets"], doubts) if found["sets"] else 1
    return Exercise(
        is_hang=True, name=name, sets=sets, reps=_count(found["count"] or "1", doubts), time_ms=on_ms
    )


def _count(written: str, doubts: list[Doubt]) -> int:
    low, _, high = written.partition("-")
    if high:
        doubts.append(RangeTaken(written, high))
    value = thousandths(high or low) or 0
    return max(1, value // 1000)


def _ms(written: str, doubts: list[Doubt]) -> int:
    """Return a time in ms; without a unit it is seconds. Of a range, the larger."""
    number = re.match(_N, written)
    assert number is not None, "the pattern that found the text begins with a number"
    unit = UNIT_WORDS.get(written[number.end() :].strip(), "s")
    low, _, high = number[0].partition("-")
    length_ms = (thousandths(high or low) or 0) * (MS_PER_MIN if unit == "m" else MS_PER_S) // 1000
    length_ms = min(length_ms, MAX_DURATION_MS)  # the whole will be refused as too long
    if high:
        doubts.append(RangeTaken(written, format_duration_ms(length_ms)))
    return length_ms
