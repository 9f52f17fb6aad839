"""The facts of a line in segments: `10 burpees, 20 squats` are two. What stands in brackets stays together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.words.facts import (
    Break,
    Cross,
    Distance,
    Fact,
    Keyword,
    Measure,
    OnOff,
    PlainNumber,
    PlainWord,
    Time,
)
from voicecoach.importing.pasted.words.vocabulary import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALWAYS: Final = frozenset(",;|>{}")
_WHERE_SPACED: Final = frozenset("/+-*~=")
# A colon behind one of these belongs to it: `rest: 60s`.
_LABELS: Final = frozenset(
    {Meaning.REST, Meaning.SETS, Meaning.REPS, Meaning.ROUNDS, Meaning.TOTAL, Meaning.CAP, Meaning.TEMPO}
)
_STAYS_JOINED: Final = frozenset(["clean", "cleans", "catch", "up", "in", "rock", "over"])
_OPEN, _CLOSED = frozenset("(["), frozenset(")]")


def segments_of(facts: Sequence[Fact], *, of_names: bool = False) -> list[list[Fact]]:
    """Return the segments of a line; none is empty. Signs that part nothing are left out.

    `of_names`: it is a list of names, so that `and` parts them, too.
    """
    segments: list[list[Fact]] = [[]]
    depth = 0
    for index, fact in enumerate(facts):
        before = facts[index - 1] if index else None
        after = facts[index + 1] if index + 1 < len(facts) else None
        if isinstance(fact, Break):
            depth += (fact.sign in _OPEN) - (fact.sign in _CLOSED and depth > 0)
            names = (
                of_names
                and fact.sign in "/+"
                and isinstance(before, PlainWord)
                and isinstance(after, PlainWord)
            )
            if depth == 0 and (names or _parts(fact, before, after)):
                segments.append([])
            elif (fact.sign in "-/" and not fact.spaced) or _is_sign_of(fact, after):
                segments[-1].append(fact)
        elif depth == 0 and _means_again(fact, after):
            segments.append([fact])
        elif depth == 0 and (_joins(fact, after) or (of_names and _parts_names(fact, before, after))):
            segments.append([])
        else:
            segments[-1].append(fact)
    return [segment for segment in segments if segment]


def _says_more(fact: Fact) -> bool:
    """Tell whether it is a word that means something: not the `hang` of hang power cleans."""
    return isinstance(fact, Keyword) and fact.meaning not in {Meaning.ON, Meaning.AND, Meaning.FILLER}


def split_by_numbers(segment: Sequence[Fact]) -> list[list[Fact]]:
    """Return a segment in parts where it is a list without commas: `10 swings 10 squats 200m run`; else as it is."""
    if any(isinstance(fact, Cross | Time | OnOff | Break) or _says_more(fact) for fact in segment):
        return [list(segment)]
    parts: list[list[Fact]] = [[]]
    for index, fact in enumerate(segment):
        before = segment[index - 1] if index else None
        if isinstance(fact, PlainNumber | Distance) and isinstance(before, PlainWord):
            parts.append([])
        parts[-1].append(fact)
    counted = all(
        isinstance(part[0], PlainNumber | Distance) and isinstance(part[-1], PlainWord) for part in parts
    )
    return parts if counted and len(parts) > 1 else [list(segment)]


def _parts(sign: Break, before: Fact | None, after: Fact | None) -> bool:
    if sign.sign in _ALWAYS:
        return True
    if sign.sign == ":":
        is_label = isinstance(before, Keyword) and before.meaning in _LABELS
        return not is_label or isinstance(after, PlainWord)  # `60 s rest: rows`
    if sign.sign == "+":
        return before is not None and isinstance(after, PlainNumber | Time | Distance | OnOff)
    if sign.sign == ".":
        return before is not None and after is not None and after.start > sign.end
    if sign.sign == "-":
        return _dash_parts(sign, before, after)
    return sign.sign in _WHERE_SPACED and sign.spaced


def _dash_parts(sign: Break, before: Fact | None, after: Fact | None) -> bool:
    if isinstance(before, Keyword) and before.meaning is Meaning.REST and isinstance(after, Time):
        return before.start != 0  # `Rest - 30 s`
    is_left = before is not None and before.end < sign.start
    return sign.spaced or (is_left and after is not None)


def _is_sign_of(sign: Break, after: Fact | None) -> bool:
    """Tell whether it is the plus of a load: `+5kg`."""
    return sign.sign == "+" and isinstance(after, Measure) and after.start == sign.end


def _parts_names(fact: Fact, before: Fact | None, after: Fact | None) -> bool:
    """Tell whether an `and` stands between two exercises: not in `clean and jerk`."""
    if not isinstance(fact, Keyword) or fact.meaning is not Meaning.AND or not isinstance(after, PlainWord):
        return False
    return (
        not (isinstance(before, PlainWord) and before.text.casefold() in _STAYS_JOINED) and before is not None
    )


def _means_again(fact: Fact, after: Fact | None) -> bool:
    """Tell whether `repeat 8 times` begins here."""
    return isinstance(fact, Keyword) and fact.meaning is Meaning.REPEAT and isinstance(after, PlainNumber)


def _joins(fact: Fact, after: Fact | None) -> bool:
    """Tell whether a word such as `then` parts what stands around it."""
    if not isinstance(fact, Keyword):
        return False
    if fact.meaning is Meaning.THEN:
        return True
    return fact.meaning is Meaning.AND and isinstance(after, PlainNumber | Time | Distance | Cross)
