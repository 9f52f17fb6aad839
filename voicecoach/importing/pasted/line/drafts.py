"""One segment of a line as a draft of an exercise: its sets, reps, times and rest, wherever they stand in it; the other words are its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.items import KeptInName
from voicecoach.importing.pasted.line.segment_facts import SegmentFacts
from voicecoach.importing.pasted.line.segment_numbers import take_number, take_score
from voicecoach.importing.pasted.line.segment_sums import multiply
from voicecoach.importing.pasted.line.segment_times import take_time
from voicecoach.importing.pasted.words.facts import (
    Break,
    Cross,
    Distance,
    Fact,
    Keyword,
    Measure,
    NumberPair,
    OnOff,
    PlainNumber,
    PlainWord,
    Tempo,
    Time,
    words_between,
)
from voicecoach.importing.pasted.words.vocabulary import BARE_EACH, Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.line.draft import Draft

_WORDS_THAT_JOIN: Final = frozenset(
    {
        Meaning.FILLER,
        Meaning.AND,
        Meaning.TO,
        Meaning.BETWEEN,
        Meaning.THEN,
        Meaning.FOR_TIME,
        Meaning.REPEAT,
    }
)
_SIGNS: Final = r"[ \-/.,:;'\"@]"
_EDGES: Final = re.compile(rf"^(?:(?!-[0-9]){_SIGNS})+|{_SIGNS}+$")  # the minus of `-10 kg` stays
_BESIDE: Final = frozenset({"on", "with", "at", "w/", "in", "mit", "an", "avec", "con"})


def draft_of(line: str, facts: Sequence[Fact]) -> Draft:
    """Return what a segment says."""
    segment = SegmentFacts(line, facts)
    draft = segment.draft
    draft.is_hang = segment.hangs
    for index, fact in enumerate(segment.facts):
        if segment.kept[index]:
            _take(segment, index, fact)
    multiply(segment)
    draft.name = _EDGES.sub("", _name(segment))
    if draft.is_rest and draft.name and segment.rest_at is not None:
        segment.kept[segment.rest_at] = True
        draft.name = _EDGES.sub("", _name(segment))  # `jog recovery 2 min`: its own words
    draft.is_detail = all(isinstance(fact, Measure | Tempo | Break) for fact in segment.facts)
    draft.is_distance = bool(draft.metres) and all(
        isinstance(fact, Distance | Break | PlainNumber | Cross) or segment.means(at, Meaning.EACH_SIDE)
        for at, fact in enumerate(segment.facts)
    )
    draft.is_aside = _is_aside(segment)
    draft.is_on = any(segment.means(at, Meaning.ON) for at in range(len(segment.facts)))
    draft.is_repeat = any(segment.means(at, Meaning.REPEAT) for at in range(len(segment.facts)))
    draft.is_only_rest = all(
        isinstance(fact, Break) or (isinstance(fact, Keyword) and fact.meaning is Meaning.REST)
        for fact in segment.facts
    )
    draft.in_brackets = _is_in_brackets(segment)
    segment.doubts += [
        KeptInName(line[fact.start : fact.end])
        for fact, kept in zip(segment.facts, segment.kept, strict=True)
        if kept and isinstance(fact, Time | OnOff)
    ]
    draft.doubts = tuple(segment.doubts)
    return draft


def _is_in_brackets(segment: SegmentFacts) -> bool:
    """Tell whether all of its name stands in brackets: `4 sets of 2 (leg-assisted)`."""
    for fact, kept in zip(segment.facts, segment.kept, strict=True):
        before = segment.line[: fact.start]
        if kept and not isinstance(fact, Break) and before.count("(") <= before.count(")"):
            return False
    return bool(segment.draft.name)


def _is_aside(segment: SegmentFacts) -> bool:
    """Tell whether a segment only says on what or with what: `on 20mm half crimp with 10kg`."""
    begins = segment.means(0, Meaning.ON, Meaning.FILLER) and segment.said(0) in _BESIDE
    has_measure = any(isinstance(fact, Measure) for fact in segment.facts)
    return begins and has_measure and not (segment.draft.has_amount or segment.draft.sets)


def _take(segment: SegmentFacts, index: int, fact: Fact) -> None:
    match fact:
        case PlainNumber():
            take_number(segment, index, fact)
        case Time():
            take_time(segment, index, fact)
        case OnOff() if not segment.draft.time_ms:
            segment.draft.time_ms, segment.draft.off_ms = fact.on_ms, fact.off_ms
            segment.drop(index)
        case NumberPair():
            take_score(segment, index, fact)
        case Distance() if not segment.draft.metres:
            _take_distance(segment, index, fact)
        case Tempo():
            segment.draft.tempo = fact.counts
            segment.drop(index)
        case Measure():
            segment.draft.details += (segment.line[fact.start : fact.end],)
        case Cross() | Break():
            segment.drop(index) if isinstance(fact, Cross) else None
        case Keyword():
            _keyword(segment, index, fact)
        case _:
            pass


def _take_distance(segment: SegmentFacts, index: int, distance: Distance) -> None:
    segment.draft.metres = max(1, distance.metres)
    slash, other = segment.at(index + 1), segment.at(index + 2)
    same = isinstance(other, Distance) and other.metres == distance.metres
    if same and isinstance(slash, Break) and slash.sign == "/":
        segment.draft.both_sides = True  # `20 m/20 m`
        segment.drop(index + 1, index + 2)


def _keyword(segment: SegmentFacts, index: int, fact: Keyword) -> None:
    if (
        fact.meaning is Meaning.EACH_SIDE
        and segment.said(index) == "each"
        and (isinstance(segment.at(index + 1), PlainWord) or segment.means(index + 1, Meaning.REPS))
    ):
        return  # `each angle`
    if fact.meaning is Meaning.EACH_SIDE and segment.said(index) in BARE_EACH:
        if segment.means(index - 1, Meaning.ROUNDS, Meaning.SETS):
            segment.drop(index)
            return  # `8 rounds each`
        segment.draft.is_each = isinstance(segment.at(index - 1), Time)
    if fact.meaning is Meaning.EACH_SIDE:
        segment.draft.both_sides = True
        segment.drop(index)
    elif fact.meaning is Meaning.MAX:
        segment.draft.is_max = True
    elif fact.meaning is Meaning.REST and not any(isinstance(one, Time) for one in segment.facts):
        segment.draft.is_rest_first = index == 0


def _name(segment: SegmentFacts) -> str:
    """Return the words that are left, without signs and small words at their edges."""
    kept = [at for at, keep in enumerate(segment.kept) if keep]
    while kept and _is_edge(segment, kept[0]):
        segment.drop(kept.pop(0))
    while kept and _is_edge(segment, kept[-1]):
        segment.drop(kept.pop())
    return words_between(segment.line, segment.facts, segment.kept)


def _is_edge(segment: SegmentFacts, index: int) -> bool:
    fact = segment.facts[index]
    is_letter = index > 0 and segment.line[fact.start : fact.end] == "A"  # `Sun salutation A`
    is_on = (
        index > 0 and segment.means(index, Meaning.ON) and segment.said(index) == "on"
    )  # `max hang on 18 mm`
    return isinstance(fact, Break) or is_on or (segment.means(index, *_WORDS_THAT_JOIN) and not is_letter)
