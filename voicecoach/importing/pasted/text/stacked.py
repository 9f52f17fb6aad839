"""A name, and below it on lines of their own how often and how long: `Straight leg raise`, `3 sets`, `10 reps`, `hold 3 seconds`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK: Final = r"\s*(?:[-*•·▪–]\s+)?"  # noqa: RUF001 - the authors' signs
_NUMBER: Final = r"[0-9][0-9:.]*(?: ?- ?[0-9]+)?"
_UNIT: Final = (
    r"(?:sets?|reps?|repetitions?|times|secs?|seconds?|s|mins?|minutes?|sätze|satz|wdh\.?|wiederholungen|sek\.?|sekunden|min\.|minuten|"
    r"séries?|répétitions?|secondes?|series?|repeticiones|segundos?|minutos?)"
)
_SIDES: Final = r"(?:each|per|pro|je|par|por|cada) (?:side|leg|arm|hand|seite|bein|côté|jambe|lado|pierna)|both sides|beide seiten"
_REST: Final = r"(?:rest|pause|repos|descanso)"
_AMOUNT: Final = re.compile(
    rf"{_MARK}(?P<what>(?:(?:hold|halten|tenir|mantener)(?: for)?:? )?{_NUMBER} ?{_UNIT}(?: (?:hold|halten|{_REST}|{_SIDES}|\({_SIDES}\)))?|"
    rf"{_REST}:? {_NUMBER} ?{_UNIT}?|{_SIDES})[.,;]?\s*",
    re.IGNORECASE,
)
# Below a name, what is on and off, and how often.
_LENGTH: Final = (
    rf"(?:[0-9]*:[0-9]{{2}}|{_NUMBER} ?(?:{_UNIT}|'|\"|''|m)(?: ?[0-9]{{1,2}} ?(?:{_UNIT}|\"|''))?)"
)
_ON: Final = r"(?:on|off|work|hang|an|aus|arbeit|travail|trabajo|effort)"
_TURN: Final = re.compile(
    rf"{_MARK}(?P<what>{_LENGTH}:? (?:{_ON}|{_REST})|(?:{_ON}|{_REST})[:=]? ?{_LENGTH})[.,;]?\s*",
    re.IGNORECASE,
)
_OFTEN: Final = re.compile(
    rf"{_MARK}(?P<what>(?:repeat:? )?(?:x ?[0-9]{{1,2}}|[0-9]{{1,2}} ?(?:x|times|rounds|sets|reps|mal|runden|fois|tours|veces|rondas))|"
    rf"(?:rounds|sets|runden|tours|rondas)[:=]? ?[0-9]{{1,2}}|(?:repeat )?for {_LENGTH})[.,;]?\s*",
    re.IGNORECASE,
)
# `20 s on, 10 s off`, and below it `Repeat for 4 min`
_WHOLE: Final = re.compile(
    rf"{_MARK}(?:repeat |continue |do this )?(?P<what>for {_LENGTH})[.,;]?\s*", re.IGNORECASE
)
_PAIR: Final = re.compile(
    rf"{_LENGTH} {_ON}\W+(?:then )?{_LENGTH} (?:off|aus|{_REST})[.,;]?\s*$", re.IGNORECASE
)
_NAME: Final = re.compile(rf"{_MARK}(?:[0-9]{{1,2}}[.)]\s+)?[^\W\d][^0-9:,;]{{2,50}}")
# `Squats - 3 sets`, and below it `Set 1: 10 reps`, `Set 2: 8 reps`, `Set 3: 6 reps`.
_HEAD_OF_SETS: Final = re.compile(
    rf"(?P<name>{_NAME.pattern}?)\s*+(?:[-–:,(]\s*+[0-9]{{1,2}} (?:sets|sätze|séries|series)\)?)?\s*+:?\s*+",  # noqa: RUF001
    re.IGNORECASE,
)
_ONE_OF_SETS: Final = re.compile(
    rf"{_MARK}(?:set|satz|série|serie) (?P<number>[0-9]{{1,2}}) ?[:.)-] ?(?P<what>[0-9].*)", re.IGNORECASE
)
_TAKEN: Final = ""
_LEAST_TURN: Final = 3  # on, off, and how often
_MOST_SETS: Final = 12
_LEAST: Final = 2  # amounts below a name; one may be anything


def with_stacked(lines: Sequence[str]) -> list[str]:
    """Return the lines with each name and the amounts below it in one; those that are taken are empty."""
    found = _with_turns(_with_sets_named(lines))
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and _AMOUNT.fullmatch(found[end]):
            end += 1
        if end - at > _LEAST and _NAME.fullmatch(found[at]) and not _AMOUNT.fullmatch(found[at]):
            amounts = [match["what"] for line in found[at + 1 : end] if (match := _AMOUNT.fullmatch(line))]
            found[at] = f"{found[at].rstrip(' :')}: {', '.join(amounts)}"
            found[at + 1 : end] = [_TAKEN] * (end - at - 1)
        at = end
    return found


def _with_turns(lines: Sequence[str]) -> list[str]:
    """Return the lines with a name, a time on and a time off below it, and how often or how long in all, in one: `Row`, `20 s on`, `10 s off`, `x 8`."""
    found = list(lines)
    for at, whole in enumerate(map(_WHOLE.fullmatch, found)):
        if whole and at and _PAIR.search(found[at - 1]):
            found[at - 1], found[at] = f"{found[at - 1].rstrip(' .,')}, {whole['what']}", _TAKEN
    for at in range(len(found) - _LEAST_TURN):
        below = found[at + 1 : at + 1 + _LEAST_TURN]
        turns = [match for line in below if (match := _TURN.fullmatch(line) or _OFTEN.fullmatch(line))]
        counts = sum(_OFTEN.fullmatch(line) is not None for line in below)
        follows = found[at + 1 + _LEAST_TURN] if at + 1 + _LEAST_TURN < len(found) else ""
        if len(turns) == _LEAST_TURN and counts == 1 and not follows.strip() and _NAME.fullmatch(found[at]):
            found[at] = f"{found[at].rstrip(' :')}: {', '.join(match['what'] for match in turns)}"
            found[at + 1 : at + 1 + _LEAST_TURN] = [_TAKEN] * _LEAST_TURN
    return found


def _with_sets_named(lines: Sequence[str]) -> list[str]:
    """Return the lines with each set of its own as one of the exercise above them."""
    found = list(lines)
    for at, line in enumerate(lines):
        head = _HEAD_OF_SETS.fullmatch(line)
        sets = _sets_below(lines, at + 1) if head else []
        if head and len(sets) >= _LEAST:
            found[at] = _TAKEN
            found[at + 1 : at + 1 + len(sets)] = [f"{head['name'].rstrip()}: {what}" for what in sets]
    return found


def _sets_below(lines: Sequence[str], at: int) -> list[str]:
    """Return what is done in each of the sets that are numbered from 1 on."""
    sets: list[str] = []
    for line in lines[at : at + _MOST_SETS]:
        one = _ONE_OF_SETS.fullmatch(line)
        if not one or int(one["number"]) != len(sets) + 1:
            break
        sets.append(one["what"])
    return sets
