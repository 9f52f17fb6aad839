"""The head of a block: `3 rounds:`, `EMOM 10`, `21-15-9`, `Every 2 min for 10 min`, `Tabata`, `For time`, and what it leaves of the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.importing.pasted.facts import (
    Break,
    Cross,
    Distance,
    Fact,
    Keyword,
    Measure,
    Number,
    Pair,
    Rungs,
    Score,
    Time,
    Word,
    words_between,
)
from voicecoach.importing.pasted.items import (
    AmrapOf,
    Doubt,
    EmomOf,
    ForTimeOf,
    Kind,
    LadderOf,
    MinuteOf,
    NoCount,
    RangeTaken,
    RoundsOf,
    TabataOf,
)
from voicecoach.importing.pasted.vocabulary import Meaning, plain
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_COUNT: Final = 999
_USUAL_MINUTES: Final = 10
_TABATA: Final = TabataOf(count=8, on_ms=20 * MS_PER_S, off_ms=10 * MS_PER_S)
_LOOK: Final = 12  # facts; the head of a block is at the beginning of its line
_LONGEST_LADDER: Final = 30
_MOST_NAME_WORDS: Final = 3
_LEAST_ON_MS: Final = 5 * MS_PER_S
_SECTIONS: Final = frozenset(
    [
        "main",
        "set",
        "sets",
        "block",
        "part",
        "finisher",
        "warm-up",
        "warmup",
        "cool-down",
        "cooldown",
        "circuit",
        "superset",
        "intervals",
    ]
)


class Head(Struct, frozen=True, kw_only=True):
    """What opens a block, and the facts of the line that are left for its items."""

    kind: Kind
    rest: tuple[Fact, ...]
    name: str = ""
    doubts: tuple[Doubt, ...] = ()


def read_head(line: str, facts: Sequence[Fact], *, before_list: bool = False) -> Head | None:
    """Return the head that a line begins with, or None where it opens no block.

    `before_list`: the lines below are a list, so that `Main set 5x` is the head of it.
    """
    facts = _without_brackets(facts)
    last = facts[-2:]
    if before_list and len(last) == 2 and _whole(last[0]) and isinstance(last[1], Cross):  # noqa: PLR2004 - `5x`
        name = words_between(line, facts[:-2], [True] * (len(facts) - 2))
        return _rounds_head(line, facts, len(facts), _whole(last[0]), name, last[0])
    for read in _READERS:
        head = read(line, facts)
        if head is not None:
            return head
    return None


def _without_brackets(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Leave out the brackets at the beginning of a line: `(5) 20 pull-ups`, `(21-15-9)`."""
    if facts and isinstance(facts[0], Break) and facts[0].sign in "([":
        closing = next(
            (at for at, fact in enumerate(facts) if isinstance(fact, Break) and fact.sign in ")]"), None
        )
        if closing is not None:
            return (*facts[1:closing], *facts[closing + 1 :])
    return tuple(facts)


def _means(fact: Fact | None, *meanings: Meaning) -> bool:
    return isinstance(fact, Keyword) and fact.meaning in meanings


def _skip(facts: Sequence[Fact], at: int, *, colon: bool = True) -> int:
    """Return the place behind small words and signs."""
    while at < len(facts):
        fact = facts[at]
        is_sign = isinstance(fact, Break) and (colon or fact.sign != ":")
        if not (is_sign or isinstance(fact, Cross) or _means(fact, Meaning.FILLER)):
            break
        at += 1
    return at


def _get(facts: Sequence[Fact], at: int) -> Fact | None:
    return facts[at] if 0 <= at < len(facts) else None


def _find(facts: Sequence[Fact], *meanings: Meaning) -> int | None:
    """Return where such a word stands, near the beginning and before the first colon that ends the head."""
    for at, fact in enumerate(facts[:_LOOK]):
        if _means(fact, *meanings):
            return at
        if isinstance(fact, Break) and fact.sign in ":,;" and at > 0 and not _is_label(facts, at):
            return None
    return None


def _is_label(facts: Sequence[Fact], at: int) -> bool:
    """Tell whether what stands before a sign is only a name, such as `WOD:` or `Finisher:`."""
    return all(isinstance(fact, Word | Break) for fact in facts[:at]) and at <= 4  # noqa: PLR2004 - a few words


def _whole(fact: Fact | None) -> int:
    if isinstance(fact, Number) and not fact.high % 1000 and 0 < fact.high <= MAX_COUNT * 1000:
        return fact.high // 1000
    return 0


def _ends(facts: Sequence[Fact], at: int) -> bool:
    """Tell whether a number here belongs to the head: nothing that it could count follows."""
    after = _get(facts, at + 1)
    return (
        after is None
        or isinstance(after, Break | Rungs)
        or _means(after, Meaning.FILLER, Meaning.ROUNDS, Meaning.MINUTE, Meaning.FOR_TIME)
    )


def _ranged(line: str, fact: Fact | None) -> tuple[Doubt, ...]:
    if isinstance(fact, Number) and fact.low != fact.high:
        return (RangeTaken(line[fact.start : fact.end], f"{fact.high // 1000}"),)
    return ()


# --- minutes ------------------------------------------------------------------------------------


def _minutes(facts: Sequence[Fact], key: int) -> tuple[int, int, int]:
    """Return the length that stands around a word such as EMOM in ms (0: none), where it begins and what follows."""
    at = _skip(facts, key + 1, colon=False)
    fact = _get(facts, at)
    if isinstance(fact, Time):
        return fact.high_ms, key, at + 1
    if _whole(fact) and _ends(facts, at):
        after = at + 1 + _means(_get(facts, at + 1), Meaning.MINUTE)
        return _whole(fact) * MS_PER_MIN, key, after
    before = key - 1
    while before >= 0 and (_means(facts[before], Meaning.FILLER) or isinstance(facts[before], Break)):
        before -= 1
    fact = _get(facts, before)
    if isinstance(fact, Time):
        return fact.high_ms, before, key + 1
    return (_whole(fact) * MS_PER_MIN, before, key + 1) if _whole(fact) else (0, key, key + 1)


def _emom(line: str, facts: Sequence[Fact]) -> Head | None:
    key = _find(facts, Meaning.EMOM)
    if key is None:
        return _every(line, facts)
    every_ms = MS_PER_MIN
    named = plain(line[facts[key].start : facts[key].end])
    length_ms, begin, after = _minutes(facts, key)
    if isinstance(_get(facts, key + 1), Time) and _get(facts, _skip(facts, key + 2, colon=False)):
        # `EMOM 90s x 8`
        second = _get(facts, _skip(facts, key + 2, colon=False))
        if _whole(second) and isinstance(_get(facts, key + 2), Cross):
            every_ms, length_ms = length_ms, length_ms * _whole(second)
            after = _skip(facts, key + 2, colon=False) + 1
    doubts: tuple[Doubt, ...] = ()
    if not length_ms:
        if not named.startswith(("emom", "otm", "e1mom")) and begin == 0 and len(facts) < 3:  # noqa: PLR2004
            return None
        length_ms = _USUAL_MINUTES * MS_PER_MIN
        doubts = (NoCount("minutes", _USUAL_MINUTES),)
    return _emom_head(line, facts, begin, after, length_ms, every_ms, doubts)


def _every(line: str, facts: Sequence[Fact]) -> Head | None:
    """Read `Every 2 min for 10 min`, `Every 90 s x 8`, `5 sets every 2:00`, `E2MOM 10`."""
    key = _find(facts, Meaning.EVERY)
    begin, at = key, (key or 0) + 1
    every = _get(facts, at) if key is not None else None
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
    ahead = _skip(facts, after, colon=False)
    while _means(_get(facts, ahead), Meaning.ON, Meaning.MINUTE, Meaning.EMOM):
        ahead = _skip(facts, ahead + 1, colon=False)
    second = _get(facts, ahead)
    before = _get(facts, (begin or 0) - 1)
    doubts: tuple[Doubt, ...] = ()
    if isinstance(second, Time):
        length_ms, after = second.high_ms, ahead + 1
    elif _whole(second) and (
        isinstance(_get(facts, ahead - 1), Cross)
        or _ends(facts, ahead)
        or _means(_get(facts, ahead + 1), Meaning.SETS)
    ):
        length_ms, after = _whole(second) * every_ms, ahead + 1
        if key is None and not isinstance(_get(facts, ahead - 1), Cross):
            length_ms = _whole(second) * MS_PER_MIN  # `E2MOM 10`
        after += _means(_get(facts, after), Meaning.ROUNDS, Meaning.SETS, Meaning.MINUTE)
    elif _means(before, Meaning.SETS, Meaning.ROUNDS) and _whole(_get(facts, (begin or 0) - 2)):
        length_ms, begin = _whole(_get(facts, (begin or 0) - 2)) * every_ms, (begin or 0) - 2
    else:
        length_ms, doubts = _USUAL_MINUTES * MS_PER_MIN, (NoCount("minutes", _USUAL_MINUTES),)
    return _emom_head(line, facts, begin or 0, after, length_ms, every_ms, doubts)


def _with_number_inside(line: str, facts: Sequence[Fact]) -> tuple[int | None, int, int]:
    """Return `E2MOM` or `E90S`: where it begins, where it ends, and its length in ms."""
    for at in range(min(len(facts) - 2, _LOOK)):
        written = line[facts[at].start : facts[at + 2].end].casefold()
        number = _whole(facts[at + 1])
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
    name = words_between(line, facts[:begin], [isinstance(fact, Word) for fact in facts[:begin]])
    return Head(
        kind=EmomOf(count=count, every_ms=every_ms),
        rest=tuple(facts[_skip(facts, after) :]),
        name=name,
        doubts=doubts,
    )


def _amrap(line: str, facts: Sequence[Fact]) -> Head | None:
    key = _find(facts, Meaning.AMRAP)
    if key is None:
        return None
    length_ms, begin, after = _minutes(facts, key)
    doubts: tuple[Doubt, ...] = ()
    if not length_ms:
        later = next((at for at, fact in enumerate(facts[:_LOOK]) if isinstance(fact, Time)), None)
        if later is not None and later > key:
            return None  # `3 x AMRAP push-ups, 60 s rest`
        if key > 0:
            return None
        length_ms, doubts = _USUAL_MINUTES * MS_PER_MIN, (NoCount("minutes", _USUAL_MINUTES),)
    name = words_between(line, facts[:begin], [isinstance(fact, Word) for fact in facts[:begin]])
    return Head(
        kind=AmrapOf(length_ms=length_ms), rest=tuple(facts[_skip(facts, after) :]), name=name, doubts=doubts
    )


def _tabata(_: str, facts: Sequence[Fact]) -> Head | None:
    key = _find(facts, Meaning.TABATA)
    if key is None or key > 2:  # noqa: PLR2004 - `Finisher: Tabata`
        return None
    kind, at = _TABATA, key + 1
    before = [fact for fact in facts[:key] if isinstance(fact, Word)]
    rest: list[Fact] = list(facts[_skip(facts, at) :])
    for index, fact in enumerate(rest[:_LOOK]):
        follows = _get(rest, index + 1)
        if isinstance(fact, Pair):
            kind = TabataOf(count=kind.count, on_ms=fact.on_ms, off_ms=fact.off_ms)
            rest[index] = Break(start=fact.start, end=fact.start, sign="(", spaced=False)
        elif isinstance(fact, Score) and fact.first and fact.second:
            kind = TabataOf(count=kind.count, on_ms=fact.first, off_ms=fact.second)
            rest[index] = Break(start=fact.start, end=fact.start, sign="(", spaced=False)
        elif _whole(fact) and (_means(follows, Meaning.ROUNDS, Meaning.SETS) or isinstance(follows, Cross)):
            kind = TabataOf(count=_whole(fact), on_ms=kind.on_ms, off_ms=kind.off_ms)
            rest[index : index + 2] = [Break(start=fact.start, end=fact.start, sign="(", spaced=False)] * 2
    if not any(isinstance(fact, Word) for fact in rest) and before and key <= 1:
        return Head(kind=kind, rest=tuple(before))  # `Squats tabata`
    return Head(kind=kind, rest=tuple(rest[_skip(rest, 0) :]))


# --- rounds -------------------------------------------------------------------------------------


def _ladder(line: str, facts: Sequence[Fact]) -> Head | None:
    """Read `21-15-9`, `10-9-8 … 1`, `Ladder 1-10`."""
    at = _skip(facts, 0)
    key = _find(facts, Meaning.LADDER)
    if key is not None:
        where = next(
            (index for index, fact in enumerate(facts[:_LOOK]) if isinstance(fact, Rungs | Number)), None
        )
        span = _get(facts, where) if where is not None else None
        if isinstance(span, Number) and span.low < span.high <= _LONGEST_LADDER * 1000 and span.low:
            rungs = tuple(range(span.low // 1000, span.high // 1000 + 1))
            return _ladder_head(facts, (where or 0) + 1, rungs)
        at = where if where is not None else at
    elif isinstance(_get(facts, at), Word) and any(
        isinstance(fact, Break) and fact.sign == ":" for fact in facts[:_LOOK]
    ):
        return _ladder_of_name(facts)
    at, found = _rungs_behind(facts, at) if key is None else (at, _get(facts, at))
    if not isinstance(found, Rungs):
        return _ladder_of_name(facts) if key is None else None
    rungs = found.numbers
    monotone = list(rungs) in (sorted(rungs), sorted(rungs, reverse=True))
    if not monotone and key is None and len(rungs) < 4:  # noqa: PLR2004 - `5-3-1`, `4-7-8` and wave loads
        return None
    after = at + 1
    dots, last = _get(facts, after), _get(facts, after + 1)
    if isinstance(dots, Break) and dots.sign in "~." and isinstance(last, Number):
        pass
    return _with_name_before(line, facts[:at], _ladder_head(facts, after, rungs), is_said=key is not None)


def _ladder_of_name(facts: Sequence[Fact]) -> Head | None:
    """Read `Back squat: 5-5-3-3-1-1, 2 min rest`, and `Bench 8-6-4-2`."""
    where = next((at for at, fact in enumerate(facts) if isinstance(fact, Rungs)), 0)
    words = list(facts[:where])
    has_colon = bool(words) and isinstance(words[-1], Break)
    if has_colon:
        words.pop()
    if not words or len(words) > _MOST_NAME_WORDS or not all(isinstance(fact, Word) for fact in words):
        return None
    rungs = facts[where]
    if not isinstance(rungs, Rungs) or (not has_colon and len(rungs.numbers) < 4):  # noqa: PLR2004 - `5-3-1`
        return None
    head = _ladder_head(facts, where + 1, rungs.numbers)
    if head is None or any(isinstance(fact, Word) for fact in head.rest):
        return None
    return replace(head, rest=(*words, *_after_name(head.rest)))


def _rungs_behind(facts: Sequence[Fact], at: int) -> tuple[int, Fact | None]:
    """Return the rungs behind a name of a few words, and where they stand: `Fran 21-15-9 thrusters`."""
    begin = at
    while isinstance(_get(facts, at), Word) and at - begin < _MOST_NAME_WORDS:
        at += 1
    return (at, _get(facts, at)) if at == begin or at + 1 < len(facts) else (at, None)


def _with_name_before(line: str, before: Sequence[Fact], head: Head | None, *, is_said: bool) -> Head | None:
    """Put the words before the rungs to a ladder: as its name, or where it has no exercise, as that: `Pull-up ladder 1-2-3, 1 min rest`."""
    words = [fact for fact in before if isinstance(fact, Word)]
    if head is None or not words:
        return head
    if is_said and not any(isinstance(fact, Word) for fact in head.rest):
        return replace(head, rest=(*words, *_after_name(head.rest)))
    return replace(head, name=words_between(line, words, [True] * len(words)))


def _after_name(rest: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return facts with a sign before them that parts them from a name."""
    if not rest or isinstance(rest[0], Break):
        return tuple(rest)
    return (Break(start=rest[0].start, end=rest[0].start, sign=",", spaced=False), *rest)


def _ladder_head(facts: Sequence[Fact], after: int, rungs: tuple[int, ...]) -> Head | None:
    after = _skip(facts, after)
    while _means(_get(facts, after), Meaning.REPS, Meaning.FOR_TIME, Meaning.ROUNDS, Meaning.LADDER):
        after = _skip(facts, after + 1)
    if not all(0 < rung <= MAX_COUNT for rung in rungs):
        return None
    return Head(kind=LadderOf(rungs=rungs), rest=tuple(facts[after:]))


def _rounds(  # noqa: C901, PLR0911 - one for each way to write rounds
    line: str, facts: Sequence[Fact]
) -> Head | None:
    """Read `3 rounds for time:`, `5 RFT`, `3 sets of:`, `Circuit x3`, `Main set 5x`, `4 rounds, 40s on 20s off`."""
    for at, fact in enumerate(facts[:_LOOK]):
        count, follows = _whole(fact), _get(facts, at + 1)
        if not count:
            if isinstance(fact, Time | Pair | Distance | Score | Rungs | Measure) and at:
                return None
            if isinstance(fact, Break) and fact.sign in ",;":
                return None
            continue
        words = [one for one in facts[:at] if isinstance(one, Word)]
        name = words_between(line, facts[:at], [not isinstance(one, Break | Cross) for one in facts[:at]])
        if _means(follows, Meaning.ROUNDS) or (
            _means(follows, Meaning.FOR_TIME) and line[follows.start : follows.end].casefold() == "rft"  # type: ignore[union-attr]
        ):
            return _rounds_head(line, facts, at + 2, count, name, fact)
        if _means(follows, Meaning.SETS) and _stands_alone(facts, at + 2) and not words:
            return _rounds_head(line, facts, at + 2, count, name, fact, is_sets=True)
        crossed = isinstance(follows, Cross) or isinstance(_get(facts, at - 1), Cross)
        past = at + 1 + isinstance(follows, Cross)
        only_circuit = bool(_SECTIONS.intersection(name.casefold().split())) or any(
            _means(one, Meaning.CIRCUIT, Meaning.SETS, Meaning.ROUNDS) for one in facts[:at]
        )
        if (
            crossed
            and past == len(facts)
            and (only_circuit or not facts[: at - (not isinstance(follows, Cross))])
        ):
            return _rounds_head(line, facts, past, count, name, fact)
        if crossed and isinstance(_get(facts, past), Break) and _get(facts, past).sign in ":(" and not words:  # type: ignore[union-attr]
            if isinstance(_get(facts, past + 1), Pair) or _get(facts, past).sign == "(":  # type: ignore[union-attr]
                return None
            return _rounds_head(line, facts, past, count, name, fact)
        if at == 0 and len(facts) == 1 and isinstance(facts[0], Number) and line.startswith("("):
            return _rounds_head(line, facts, 1, count, "", fact)  # `(5)`
        if at == 0 and line.startswith("(") and line[fact.end : fact.end + 1] == ")":
            return _rounds_head(line, facts, 1, count, "", fact)
        return None
    return None


def _stands_alone(facts: Sequence[Fact], at: int) -> bool:
    """Tell whether nothing but small words, a colon and what is said of a whole block follows."""
    ahead = _skip(facts, at, colon=False)
    fact = _get(facts, ahead)
    return fact is None or (isinstance(fact, Break) and fact.sign == ":") or _means(fact, Meaning.FOR_TIME)


def _rounds_head(
    line: str,
    facts: Sequence[Fact],
    after: int,
    count: int,
    name: str,
    fact: Fact,
    *,
    is_sets: bool = False,
) -> Head:
    after = _skip(facts, after)
    while _means(_get(facts, after), Meaning.FOR_TIME, Meaning.CIRCUIT):
        after = _skip(facts, after + 1)
    named = "" if name and any(plain(word) == "circuit" for word in name.split()) else name
    return Head(
        kind=RoundsOf(count=count, is_sets=is_sets),
        rest=tuple(facts[after:]),
        name=named,
        doubts=_ranged(line, fact),
    )


def _for_time(_: str, facts: Sequence[Fact]) -> Head | None:
    key = _find(facts, Meaning.FOR_TIME)
    if (
        key is not None
        and key == len(facts) - 1
        and any(isinstance(fact, Number | Distance) for fact in facts[:key])
    ):
        colon = next(
            (at for at, fact in enumerate(facts) if isinstance(fact, Break) and fact.sign == ":"), -1
        )
        return Head(kind=ForTimeOf(), rest=tuple(facts[colon + 1 : key]))  # `30 clean and jerks for time`
    if key is None or any(not isinstance(fact, Word | Break) for fact in facts[:key]) or key > 4:  # noqa: PLR2004
        return None
    before = facts[:key]
    is_named = not before or isinstance(before[-1], Break)
    after = _skip(facts, key + 1)
    if not is_named and after >= len(facts):
        return None  # `Thrusters for time` is an exercise
    return Head(kind=ForTimeOf(), rest=tuple(facts[after:]))


def _minute(_: str, facts: Sequence[Fact]) -> Head | None:
    """Read `Min 1: …`, `Minute 2 - …`, `odd: …`, `Even minutes: …`."""
    first, second = _get(facts, 0), _get(facts, 1)
    if _means(first, Meaning.ODD, Meaning.EVEN):
        after = 1 + _means(second, Meaning.MINUTE)
        sign = _get(facts, after)
        if isinstance(sign, Break) and sign.sign in ":-=":
            index = 0 if _means(first, Meaning.ODD) else 1
            return Head(kind=MinuteOf(index=index, of=2), rest=tuple(facts[after + 1 :]))
    is_label = isinstance(second, Break) and second.sign == ":" and facts[0].start == 0
    if is_label and 0 < _whole(first) <= _USUAL_MINUTES:
        return Head(kind=MinuteOf(index=_whole(first) - 1), rest=tuple(facts[2:])) if facts[2:] else None
    if _means(first, Meaning.MINUTE) and _whole(second):
        sign = _get(facts, 2)
        if (isinstance(sign, Break) and sign.sign in ":-=)") or isinstance(sign, Number):
            after = 3 if isinstance(sign, Break) else 2
            return Head(kind=MinuteOf(index=_whole(second) - 1), rest=tuple(facts[after:]))
    return None


def _pairs(_: str, facts: Sequence[Fact]) -> Head | None:
    """Read `20 s on, 10 s off x 8: squats`, and `8 x 20/10: squats`: the names behind the colon are all done so; in `5 rounds`, in turn."""
    colon = next(
        (at for at, fact in enumerate(facts[:_LOOK]) if isinstance(fact, Break) and fact.sign == ":"), None
    )
    head = [
        fact
        for fact in facts[:colon]
        if not isinstance(fact, Break | Cross) and not _means(fact, Meaning.ROUNDS, Meaning.SETS)
    ]
    pair = next((fact for fact in head if isinstance(fact, Pair)), None) or _score_pair(head)
    counts = [_whole(fact) for fact in head if isinstance(fact, Number)]
    if colon is None or pair is None or len(head) != 2 or len(counts) != 1 or not counts[0]:  # noqa: PLR2004 - the pair and how often
        return None
    if any(_means(fact, Meaning.ROUNDS) for fact in facts[:colon]):
        return Head(kind=RoundsOf(count=counts[0]), rest=(pair, *facts[colon:]))
    kind = TabataOf(count=counts[0], on_ms=pair.on_ms, off_ms=pair.off_ms)
    return Head(kind=kind, rest=tuple(facts[colon + 1 :]))


def _score_pair(head: Sequence[Fact]) -> Pair | None:
    """Return `40/20` as seconds on and off, where it opens a line."""
    score = _get(head, 0)
    if not isinstance(score, Score) or min(score.first, score.second) < _LEAST_ON_MS:
        return None
    return Pair(start=score.start, end=score.end, on_ms=score.first, off_ms=score.second)


def _bracketed(line: str, facts: Sequence[Fact]) -> Head | None:
    """Read `5 x (1 min fast, 1 min slow), 2 min rest`: several things in brackets, so many times."""
    opening = next(
        (at for at, fact in enumerate(facts[:_LOOK]) if isinstance(fact, Break) and fact.sign in "(["), None
    )
    if opening is None or opening not in {2, 3} or not isinstance(_get(facts, 1), Cross | Keyword):
        return None
    count = _whole(facts[0])
    closing = next(
        (at for at, fact in enumerate(facts) if isinstance(fact, Break) and fact.sign in ")]"), len(facts)
    )
    inside = facts[opening + 1 : closing]
    amounts = [fact for fact in inside if isinstance(fact, Time | Number | Distance)]
    if not count or len(amounts) < 2 or any(isinstance(fact, Pair | Score) for fact in inside):  # noqa: PLR2004
        return None
    comma = Break(start=facts[opening].start, end=facts[opening].end, sign=",", spaced=False)
    parts = tuple(comma if isinstance(fact, Break) and fact.sign in "/+" else fact for fact in inside)
    rest = (*parts, comma, *facts[closing + 1 :])
    return Head(kind=RoundsOf(count=count), rest=rest, doubts=_ranged(line, facts[0]))


_READERS: Final[tuple[Callable[[str, Sequence[Fact]], Head | None], ...]] = (
    _minute,
    _pairs,
    _bracketed,
    _emom,
    _tabata,
    _amrap,
    _ladder,
    _rounds,
    _for_time,
)
