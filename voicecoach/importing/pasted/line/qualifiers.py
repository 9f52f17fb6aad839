"""What is said behind a comma of how an exercise is done belongs to its name: `bench press, close grip 5x5`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.importing.pasted.words.facts import Break, Keyword, PlainWord
from voicecoach.importing.pasted.words.vocabulary import QUALIFIERS, Meaning, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.words.facts import Fact


def with_qualifiers(facts: Sequence[Fact], line: str) -> tuple[Fact, ...]:
    """Return the facts of a line with the commas before such words, and an `and` between them, as parts of the name."""
    found = list(facts)
    for at, fact in enumerate(facts):
        is_comma = isinstance(fact, Break) and fact.sign == ","
        if not (is_comma and at and isinstance(found[at - 1], PlainWord)):
            continue
        end = at + 1
        while end < len(facts) and _goes_on(facts[end]):
            end += 1
        words = [
            plain(line[one.start : one.end]) for one in facts[at + 1 : end] if isinstance(one, PlainWord)
        ]
        if words and QUALIFIERS.issuperset(words):
            for joined in (at, *range(at + 1, end)):
                place = facts[joined]
                text = line[place.start : place.end]
                found[joined] = PlainWord(start=place.start, end=place.end, text=text)
    return tuple(found)


def _goes_on(fact: Fact) -> bool:
    return isinstance(fact, PlainWord) or (isinstance(fact, Keyword) and fact.meaning is Meaning.AND)
