"""Amounts above names on lines of their own: `3 x 20s/20s` above `Jumping jacks`, `Hold each pose 1 minute:`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.beside.names_above import names_of
from voicecoach.importing.pasted.items import Exercise, Heading, Left, RestBetween, RestItem
from voicecoach.importing.pasted.line.details import details_of
from voicecoach.importing.pasted.words.fact_reader import read_facts
from voicecoach.importing.pasted.words.facts import Keyword
from voicecoach.importing.pasted.words.vocabulary import TITLES, Meaning, plain

if TYPE_CHECKING:
    from typing import TypeAlias

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]

_EACH: Final = re.compile(
    r"(?<!\w)(?:each|every|per|je|jeweils|jede[nrs]?|pro|chaque|chacune?|par|cada|por)(?!\w)(?! (?:side|leg|arm|hand|seite|bein|arm|côté|jambe|lado|pierna))",
    re.IGNORECASE,
)

_EACH_EXERCISE: Final = re.compile(
    r"(?<!\w)(?:(?:each|every|per) (?:exercise|movement|move|pose|stretch|station|one)|(?:jede[nr]?|pro|je) übung|(?:chaque|par) exercice|(?:cada|por) ejercicio)(?!\w)",
    re.IGNORECASE,
)


def with_names_below(found: Found) -> Found:
    """Give an amount that stands alone to each of the names below it: `3 x 20s/20s`, and then `Jumping jacks`."""
    read: Found = []
    at = 0
    while at < len(found):
        line, items = found[at]
        of_each = _amount_of_each_exercise(line, items)
        amount = of_each or _amount_alone(items) or _amount_of_each(line, items)
        end = at + 1
        while (
            amount is not None
            and end < len(found)
            and (not found[end][0].after_blank or (of_each is not None and not found[end][0].level))
            and _names_for(amount, found[end][1])
        ):
            end += 1
        follows = found[end] if end < len(found) else None
        takes = amount is not None and end > at + 1
        takes = takes and not (follows and not follows[0].after_blank and _amount_alone(follows[1]))
        if not takes or amount is None:
            read.append((line, items))
            at += 1
            continue
        read.append((line, (Heading(line=line.number, text=line.text),)))
        for below, names in found[at + 1 : end]:
            given = tuple(
                replace(
                    amount,
                    line=below.number,
                    name=_joined(one, amount),
                    reps=one.sets if one.sets > 1 else amount.reps,
                    is_hang=one.is_hang or amount.is_hang,
                )
                for one in _names_for(amount, names)
            )
            read.append((below, given))
        at = end
    return read


def _names_for(amount: Exercise, items: tuple[PastedItem, ...]) -> tuple[Exercise, ...]:
    """Return the names of a line; what is on and off can have a number of sets there: `Squats - 10 sets`."""
    if names_of(items) or amount.off_ms is None:
        return names_of(items)
    sets = tuple(item for item in items if isinstance(item, Exercise) and item.name and not item.has_amount)
    return sets if len(sets) == len(items) else ()


def _amount_of_each_exercise(line: PastedLine, items: tuple[PastedItem, ...]) -> Exercise | None:
    """Return how long the exercises below are done, and the rest behind each: `Do each exercise for 20 seconds, then rest for 40`."""
    work = [item for item in items if isinstance(item, Exercise) and item.has_amount]
    rests = [item.length_ms for item in items if isinstance(item, RestItem | RestBetween)]
    if not _EACH_EXERCISE.search(line.text) or len(work) != 1 or len(rests) > 1 or not work[0].time_ms:
        return None
    if len(work) + len(rests) != len(items) or work[0].sets > 1 or work[0].off_ms is not None:
        return None
    one = replace(work[0], name="", both_sides=_says_sides(line.text), reps=0, least_reps=0)
    return replace(one, off_ms=rests[0], reps=1, least_reps=1) if rests else one


def _amount_of_each(line: PastedLine, items: tuple[PastedItem, ...]) -> Exercise | None:
    """Return how long each of the names below is done: `Hold each pose 1 minute:`."""
    items = tuple(item for item in items if not isinstance(item, Left))
    if len(items) != 1 or not _EACH.search(line.text):
        return None
    one = items[0]
    if isinstance(one, Exercise) and one.has_amount and not one.name and one.both_sides:
        return replace(one, both_sides=_says_sides(line.text))  # `30 s each`
    is_title = (
        isinstance(one, Exercise) and one.both_sides and bool(TITLES.intersection(plain(one.name).split()))
    )
    if not (line.ends_in_colon or line.before_list or is_title):
        return None
    if isinstance(one, Heading) and one.length_ms:
        return Exercise(line=one.line, time_ms=one.length_ms, both_sides=_says_sides(line.text))
    if isinstance(one, Exercise) and one.has_amount:
        return replace(one, name="", both_sides=_says_sides(line.text))
    return None


def _says_sides(text: str) -> bool:
    """Tell whether a line says `per side` or the like, not only `each`."""
    said = (fact for fact in read_facts(text) if isinstance(fact, Keyword))
    return any(
        fact.meaning is Meaning.EACH_SIDE and text[fact.start : fact.end].casefold() not in {"each", "ea"}
        for fact in said
    )


def _joined(one: Exercise, amount: Exercise) -> str:
    return " ".join(part for part in (one.name, amount.name) if part)


def _amount_alone(items: tuple[PastedItem, ...]) -> Exercise | None:
    """Return what is done so often and so long, where a line says nothing of what it is."""
    items = tuple(item for item in items if not (isinstance(item, RestItem) and item.is_implied))
    if len(items) != 1 or not isinstance(items[0], Exercise):
        return None
    one = items[0]
    is_amount = one.off_ms is not None or (one.sets > 1 and (one.reps or one.time_ms))
    return one if is_amount and not details_of(one.name).name else None
