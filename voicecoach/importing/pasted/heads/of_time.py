"""Heads of blocks that go by the clock: `EMOM 10`, `Every 2 min for 10 min`, `AMRAP 12`, `Tabata`, `Min 1:`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.heads.head import (
    LOOK,
    MAX_COUNT,
    Head,
    ends_head,
    fact_at,
    find_word,
    means,
    minutes_around,
    skip,
    whole_number_of,
    without_comma,
)
from voicecoach.importing.pasted.items import (
    TABATA,
    AmrapOf,
    Doubt,
    EmomOf,
    MinuteOf,
    NoCount,
    RoundsOf,
    TabataOf,
)
from voicecoach.importing.pasted.words.facts import (
    Break,
    Cross,
    Distance,
    Fact,
    NumberPair,
    OnOff,
    PlainNumber,
    PlainWord,
    Time,
    words_between,
)
from voicecoach.importing.pasted.words.vocabulary import Meaning, plain
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence


_USUAL_MINUTES: Final = 10
_LEAST_ON_MS: Final = 5 * MS_PER_S


def emom(line: str, facts: Sequence[Fact]) -> Head | None:
    key = find_word(facts, Meaning.EMOM)
    if key is None:
        return _every(line, facts)
    facts, key = without_comma(facts, key)
    every_ms = MS_PER_MIN
    named = plain(line[facts[key].start : facts[key].end])
    length_ms, begin, after = minutes_around(facts, key)
    if isinstance(fact_at(facts, key + 1), Time) and fact_at(facts, skip(facts, key + 2, colon=False)):
        # `EMOM 90s x 8`
        second = fact_at(facts, skip(facts, key + 2, colon=False))
        if whole_number_of(second) and isinstance(fact_at(facts, key + 2), Cross):
            every_ms, length_ms = length_ms, length_ms * whole_number_of(second)
            after = skip(facts, key + 2, colon=False) + 1
    doubts: tuple[Doubt, ...] = ()
    if not length_ms:
        if not named.startswith(("emom", "otm", "e1mom")) and begin == 0 and len(facts) < 3:  # noqa: PLR2004
            return None
        length_ms = _USUAL_MINUTES * MS_PER_MIN
        doubts = (NoCount("minutes", _USUAL_MINUTES),)
    return _emom_head(line, facts, begin, after, length_ms, every_ms, doubts)


def _every(line: str, facts: Sequence[Fact]) -> Head | None:
    """Read `Every 2 min for 10 min`, `Every 90 s x 8`, `5 sets every 2:00`, `E2MOM 10`."""
    key = find_word(facts, Meaning.EVERY)
    begin, at = key, (key or 0) + 1
    every = fact_at(facts, at) if key is not None else None
    if key is None:
        begin, at, every_ms = _with_number_inside(line, facts)
        if begin is None:
            return None
    elif isinstance(every, Time):
        every_ms = every.high_ms
    else:
        return None
    if not every_ms:
        return None
    after = at + 1
    ahead = skip(facts, after, colon=False)
    while means(fact_at(facts, ahead), Meaning.ON, Meaning.MINUTE, Meaning.EMOM):
        ahead = skip(facts, ahead + 1, colon=False)
    second = fact_at(facts, ahead)
    before = fact_at(facts, (begin or 0) - 1)
    doubts: tuple[Doubt, ...] = ()
    if isinstance(second, Time):
        length_ms, after = second.high_ms, ahead + 1
    elif whole_number_of(second) and (
        isinstance(fact_at(facts, ahead - 1), Cross)
        or ends_head(facts, ahead)
        or means(fact_at(facts, ahead + 1), Meaning.SETS)
    ):
        length_ms, after = whole_number_of(second) * every_ms, ahead + 1
        if key is None and not isinstance(fact_at(facts, ahead - 1), Cross):
            length_ms = whole_number_of(second) * MS_PER_MIN  # `E2MOM 10`
        after += means(fact_at(facts, after), Meaning.ROUNDS, Meaning.SETS, Meaning.MINUTE)
    elif means(before, Meaning.SETS, Meaning.ROUNDS) and whole_number_of(fact_at(facts, (begin or 0) - 2)):
        length_ms, begin = whole_number_of(fact_at(facts, (begin or 0) - 2)) * every_ms, (begin or 0) - 2
    else:
        length_ms, doubts = _USUAL_MINUTES * MS_PER_MIN, (NoCount("minutes", _USUAL_MINUTES),)
    return _emom_head(line, facts, begin or 0, after, length_ms, every_ms, doubts)


def _with_number_inside(line: str, facts: Sequence[Fact]) -> tuple[int | None, int, int]:
    """Return `E2MOM` or `E90S`: where it begins, where it ends, and its length in ms."""
    for at in range(min(len(facts) - 2, LOOK)):
        written = line[facts[at].start : facts[at + 2].end].casefold()
        number = whole_number_of(facts[at + 1])
        if number and written == f"e{number}mom":
            return at, at + 2, number * MS_PER_MIN
    return None, 0, 0


def _emom_head(
    line: str,
    facts: Sequence[Fact],
    begin: int,
    after: int,
    length_ms: int,
    every_ms: int,
    doubts: tuple[Doubt, ...],
) -> Head | None:
    count = max(1, length_ms // every_ms)
    if count > MAX_COUNT:
        return None
    before = facts[:begin]
    if any(isinstance(fact, PlainNumber | Time | Distance) for fact in before):
        colon = next(
            (at for at, fact in enumerate(before) if isinstance(fact, Break) and fact.sign == ":"), -1
        )
        name = words_between(line, before[: max(0, colon)], [True] * max(0, colon))
        rest = (*before[colon + 1 :], *facts[skip(facts, after) :])  # `10 swings every 30 s for 10 min`
    else:
        name = words_between(line, before, [isinstance(fact, PlainWord) for fact in before])
        rest = tuple(facts[skip(facts, after) :])
    return Head(
        kind=EmomOf(count=count, every_ms=every_ms),
        rest=rest,
        name=name,
        doubts=doubts,
    )


def amrap(line: str, facts: Sequence[Fact]) -> Head | None:
    key = find_word(facts, Meaning.AMRAP)
    if key is None:
        return None
    length_ms, begin, after = minutes_around(facts, key)
    doubts: tuple[Doubt, ...] = ()
    if not length_ms:
        later = next((at for at, fact in enumerate(facts[:LOOK]) if isinstance(fact, Time)), None)
        if later is not None and later > key:
            return None  # `3 x AMRAP push-ups, 60 s rest`
        if key > 0:
            return None
        length_ms, doubts = _USUAL_MINUTES * MS_PER_MIN, (NoCount("minutes", _USUAL_MINUTES),)
    name = words_between(line, facts[:begin], [isinstance(fact, PlainWord) for fact in facts[:begin]])
    return Head(
        kind=AmrapOf(length_ms=length_ms), rest=tuple(facts[skip(facts, after) :]), name=name, doubts=doubts
    )


def tabata(_: str, facts: Sequence[Fact]) -> Head | None:
    key = find_word(facts, Meaning.TABATA)
    if key is None or key > 2:  # noqa: PLR2004 - `Finisher: Tabata`
        return None
    kind, at = TABATA, key + 1
    before = [fact for fact in facts[:key] if isinstance(fact, PlainWord)]
    rest: list[Fact] = list(facts[at:])
    for index, fact in enumerate(rest[:LOOK]):
        follows = fact_at(rest, index + 1)
        if isinstance(fact, OnOff):
            kind = TabataOf(count=kind.count, on_ms=fact.on_ms, off_ms=fact.off_ms)
            rest[index] = Break(start=fact.start, end=fact.start, sign="(", spaced=False)
        elif isinstance(fact, NumberPair) and fact.first and fact.second:
            kind = TabataOf(count=kind.count, on_ms=fact.first, off_ms=fact.second)
            rest[index] = Break(start=fact.start, end=fact.start, sign="(", spaced=False)
        elif whole_number_of(fact) and (
            means(follows, Meaning.ROUNDS, Meaning.SETS) or isinstance(follows, Cross)
        ):
            kind = TabataOf(count=whole_number_of(fact), on_ms=kind.on_ms, off_ms=kind.off_ms)
            past = index + 2 + means(fact_at(rest, index + 2), Meaning.EACH_SIDE)  # `8 rounds each`
            blank = Break(start=fact.start, end=fact.start, sign="(", spaced=False)
            rest[index:past] = [blank] * (past - index)
        elif (
            isinstance(fact, Cross)
            and whole_number_of(follows)
            and not isinstance(fact_at(rest, index + 2), PlainWord)
        ):
            kind = replace(kind, count=whole_number_of(follows), is_crossed=True)
            rest[index : index + 2] = [Break(start=fact.start, end=fact.start, sign="(", spaced=False)] * 2
    colon = next((at for at, fact in enumerate(rest) if isinstance(fact, Break) and fact.sign == ":"), 0)
    named = rest[:colon] and all(isinstance(fact, PlainWord) for fact in rest[:colon])
    if named and any(isinstance(fact, PlainWord) for fact in rest[colon:]):
        rest = rest[colon:]  # `Tabata something else: pull-ups, push-ups`
    if not any(isinstance(fact, PlainWord) for fact in rest) and before and key <= 1:
        return Head(kind=kind, rest=tuple(before))  # `Squats tabata`
    return Head(kind=kind, rest=tuple(rest[skip(rest, 0) :]))


def minute_head(_: str, facts: Sequence[Fact]) -> Head | None:
    """Read `Min 1: …`, `Minute 2 - …`, `odd: …`, `Even minutes: …`."""
    first, second = fact_at(facts, 0), fact_at(facts, 1)
    if means(first, Meaning.ODD, Meaning.EVEN):
        after = 1 + means(second, Meaning.MINUTE)
        sign = fact_at(facts, after)
        if isinstance(sign, Break) and sign.sign in ":-=":
            index = 0 if means(first, Meaning.ODD) else 1
            return Head(kind=MinuteOf(index=index, of=2), rest=tuple(facts[after + 1 :]))
    is_label = isinstance(second, Break) and second.sign == ":" and facts[0].start == 0
    if is_label and 0 < whole_number_of(first) <= _USUAL_MINUTES:
        return (
            Head(kind=MinuteOf(index=whole_number_of(first) - 1), rest=tuple(facts[2:]))
            if facts[2:]
            else None
        )
    if means(first, Meaning.MINUTE) and whole_number_of(second):
        sign = fact_at(facts, 2)
        if (isinstance(sign, Break) and sign.sign in ":-=)") or isinstance(sign, PlainNumber):
            after = 3 if isinstance(sign, Break) else 2
            return Head(kind=MinuteOf(index=whole_number_of(second) - 1), rest=tuple(facts[after:]))
    return None


def each_head(_: str, facts: Sequence[Fact]) -> Head | None:
    """Read `20 s of work, 10 s of rest for eight rounds of each exercise`: what is on the lines below is done so, one after the other."""
    pair, counts = fact_at(facts, 0), [fact for fact in facts if isinstance(fact, PlainNumber)]
    others = (Time, NumberPair, Distance)
    if not isinstance(pair, OnOff) or len(counts) != 1 or any(isinstance(fact, others) for fact in facts):
        return None
    at = facts.index(counts[0])
    of_rounds = means(fact_at(facts, at + 1), Meaning.ROUNDS, Meaning.SETS)
    each = [index for index in range(at, len(facts)) if means(facts[index], Meaning.EACH_SIDE)]
    words = [fact for fact in facts if isinstance(fact, PlainWord)]
    if not (whole_number_of(counts[0]) and of_rounds and each) or facts[each[0] + 1 :] != tuple(words):
        return None
    return Head(
        kind=TabataOf(count=whole_number_of(counts[0]), on_ms=pair.on_ms, off_ms=pair.off_ms), rest=()
    )


def pairs_head(_: str, facts: Sequence[Fact]) -> Head | None:
    """Read `20 s on, 10 s off x 8: squats`, and `8 x 20/10: squats`: the names behind the colon are all done so; in `5 rounds`, in turn."""
    colon = next(
        (at for at, fact in enumerate(facts[:LOOK]) if isinstance(fact, Break) and fact.sign == ":"), None
    )
    head = [
        fact
        for fact in facts[:colon]
        if not isinstance(fact, Break | Cross) and not means(fact, Meaning.ROUNDS, Meaning.SETS)
    ]
    pair = next((fact for fact in head if isinstance(fact, OnOff)), None) or _score_pair(head)
    counts = [whole_number_of(fact) for fact in head if isinstance(fact, PlainNumber)]
    if colon is None or pair is None or len(head) != 2 or len(counts) != 1 or not counts[0]:  # noqa: PLR2004 - the pair and how often
        return None
    if any(means(fact, Meaning.ROUNDS) for fact in facts[:colon]):
        return Head(kind=RoundsOf(count=counts[0]), rest=(pair, *facts[colon:]))
    kind = TabataOf(count=counts[0], on_ms=pair.on_ms, off_ms=pair.off_ms)
    return Head(kind=kind, rest=tuple(facts[colon + 1 :]))


def _score_pair(head: Sequence[Fact]) -> OnOff | None:
    """Return `40/20` as seconds on and off, where it opens a line."""
    score = fact_at(head, 0)
    if not isinstance(score, NumberPair) or min(score.first, score.second) < _LEAST_ON_MS:
        return None
    return OnOff(start=score.start, end=score.end, on_ms=score.first, off_ms=score.second)
