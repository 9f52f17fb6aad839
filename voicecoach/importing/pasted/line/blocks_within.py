"""Blocks amid a line: `5 min walk, 8 x (60 s jog / 90 s walk), 5 min walk`, and the minutes of `EMOM 12: odd 10 squats, even 30 s plank`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from voicecoach.importing.pasted.heads.head import closing_of
from voicecoach.importing.pasted.words.facts import (
    Break,
    Cross,
    Distance,
    Fact,
    Keyword,
    PlainNumber,
    PlainWord,
    Time,
)
from voicecoach.importing.pasted.words.vocabulary import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

Facts: TypeAlias = tuple[Fact, ...]
_LETTERS: Final = "abcdefgh"
_MOST_MINUTES: Final = 20


def block_within(facts: Sequence[Fact]) -> tuple[Facts, Facts, Facts] | None:
    """Return what stands before `8 x (…)`, the block, and what stands behind it; None where there is none, or it comes first."""
    for at in range(3, len(facts)):
        bracket = facts[at]
        if not (isinstance(bracket, Break) and bracket.sign in "(["):
            continue
        if not (isinstance(facts[at - 1], Cross) and isinstance(facts[at - 2], PlainNumber)):
            continue
        if not _parts(facts[at - 3]):
            continue
        closing = next(
            (
                end
                for end in range(at, len(facts))
                if isinstance(end_sign := facts[end], Break) and end_sign.sign in ")]"
            ),
            len(facts) - 1,
        )
        before = list(facts[: at - 2])
        while before and _parts(before[-1]):
            before.pop()
        after = list(facts[closing + 1 :])
        while after and _parts(after[0]):
            after.pop(0)
        return (tuple(before), tuple(facts[at - 2 : closing + 1]), tuple(after)) if before else None
    return None


def with_brackets(facts: Sequence[Fact]) -> Facts:
    """Return `two repetitions of 90 s running, 90 s walking` as `2 x (…)`."""
    for at, fact in enumerate(facts[:-3]):
        said, of = facts[at + 1], facts[at + 2]
        is_head = isinstance(fact, PlainNumber) and isinstance(said, Keyword) and said.meaning is Meaning.REPS
        if not (is_head and isinstance(of, Keyword) and of.meaning is Meaning.FILLER):
            continue
        inside = facts[at + 3 :]
        if isinstance(inside[0], Time) and sum(isinstance(one, Time) for one in inside) > 1:
            cross = Cross(start=said.start, end=said.end)
            opens = Break(start=of.start, end=of.end, sign="(", spaced=False)
            closes = Break(start=inside[-1].end, end=inside[-1].end, sign=")", spaced=False)
            return (*facts[:at], fact, cross, opens, *inside, closes)
    return tuple(facts)


def with_repeats(facts: Sequence[Fact]) -> Facts:
    """Return `(repeat x8)` as `repeat 8`."""
    found: list[Fact] = []
    closes = False
    for at, fact in enumerate(facts):
        follows = facts[at + 1] if at + 1 < len(facts) else None
        if isinstance(fact, Break) and fact.sign in "([" and _is_repeat(follows):
            closes = True
        elif isinstance(fact, Break) and fact.sign in ")]" and closes:
            closes = False
        elif not (
            isinstance(fact, Cross) and found and _is_repeat(found[-1]) and isinstance(follows, PlainNumber)
        ):
            found.append(fact)
    return tuple(found)


def _is_repeat(fact: Fact | None) -> bool:
    return isinstance(fact, Keyword) and fact.meaning is Meaning.REPEAT


def block_first(facts: Sequence[Fact]) -> tuple[Facts, Facts]:
    """Return the block `6 x (…)` that these facts begin with, and what stands behind it; else all of them and nothing."""
    bracket = facts[2] if len(facts) > 2 else None  # noqa: PLR2004 - `6 x (`
    opens = isinstance(bracket, Break) and bracket.sign in "(["
    if not (opens and isinstance(facts[0], PlainNumber) and isinstance(facts[1], Cross)):
        return tuple(facts), ()
    end = closing_of(facts, 2) + 1
    after = list(facts[end:])
    while after and _parts(after[0]):
        after.pop(0)
    return tuple(facts[:end]), tuple(after)


def block_first_of_line(facts: Sequence[Fact]) -> tuple[Facts, Facts]:
    """Return the block that a line begins with, and what is done once behind it: `3 x (…) + 5 min`; a rest behind it is that of the rounds."""
    block, behind = block_first(facts)
    small = {Meaning.FILLER, Meaning.AND, Meaning.THEN, Meaning.EACH_SIDE}
    says_more = any(isinstance(fact, Keyword) and fact.meaning not in small for fact in behind)
    is_done = any(isinstance(fact, Time | Distance | PlainNumber) for fact in behind)
    return (block, behind) if is_done and not says_more else (tuple(facts), ())


def _parts(fact: Fact) -> bool:
    if isinstance(fact, Keyword):
        return fact.meaning in {Meaning.THEN, Meaning.AND}
    return isinstance(fact, Break) and fact.sign in ",;:+>|.-"


def minutes_within(facts: Sequence[Fact]) -> tuple[tuple[int, int, Facts], ...]:
    """Return the minutes that are named in one line: the index from 0, of how many in turn (0: of all that there are), and what is done in it.

    Empty where fewer than two are named, or something else stands before the first. The mark of the first may be gone: `A` is a small word, too.
    """
    marks = [(at, *mark) for at in range(len(facts)) if (mark := _mark(facts, at)) is not None]
    if marks and marks[0][0] and [index for _, _, index, _ in marks] == list(range(1, len(marks) + 1)):
        marks.insert(0, (0, 0, 0, marks[0][3]))
    if not 1 < len(marks) <= _MOST_MINUTES or marks[0][0] != 0:
        return ()
    if sorted(index for _, _, index, _ in marks) != list(range(len(marks))):
        return ()
    ends = [*(at for at, *_ in marks[1:]), len(facts)]
    return tuple(
        (index, of, tuple(facts[after:end])) for (_, after, index, of), end in zip(marks, ends, strict=True)
    )


def _mark(facts: Sequence[Fact], at: int) -> tuple[int, int, int] | None:
    """Return where a minute's list begins, its index, and of how many: `odd:`, `min 2 -`, `A)`, `1)`."""
    fact = facts[at]
    if isinstance(fact, Keyword) and fact.meaning in {Meaning.ODD, Meaning.EVEN}:
        after = at + 1
        if after < len(facts) and isinstance(one := facts[after], Keyword) and one.meaning is Meaning.MINUTE:
            after += 1
        after += after < len(facts) and isinstance(facts[after], Break)
        return after, int(fact.meaning is Meaning.EVEN), 2
    follows = facts[at + 1] if at + 1 < len(facts) else None
    if isinstance(fact, Keyword) and fact.meaning is Meaning.MINUTE and isinstance(follows, PlainNumber):
        sign = facts[at + 2] if at + 2 < len(facts) else None
        return (
            (at + 3, follows.high // 1000 - 1, 0) if isinstance(sign, Break) and sign.sign in ":-=)" else None
        )
    if not (isinstance(follows, Break) and follows.sign == ")"):
        return None
    if isinstance(fact, PlainWord) and fact.text.casefold() in _LETTERS and len(fact.text) == 1:
        return at + 2, _LETTERS.index(fact.text.casefold()), 0
    if isinstance(fact, PlainNumber) and not fact.high % 1000 and fact.low == fact.high:
        return at + 2, fact.high // 1000 - 1, 0
    return None
