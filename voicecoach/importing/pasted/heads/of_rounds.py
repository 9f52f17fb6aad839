"""Heads of blocks that are counted: `3 rounds:`, `5 RFT`, `21-15-9`, `For time`, `5 x (…)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.heads.head import (
    LOOK,
    Head,
    closing_of,
    fact_at,
    find_word,
    is_label,
    means,
    ranged,
    skip,
    whole_number_of,
)
from voicecoach.importing.pasted.items import (
    ForTimeOf,
    RoundsOf,
)
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
    Rungs,
    Time,
    words_between,
)
from voicecoach.importing.pasted.words.vocabulary import Meaning, plain

if TYPE_CHECKING:
    from collections.abc import Sequence


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
        "complex",
        "superset",
        "intervals",
    ]
)


def rounds(  # noqa: C901, PLR0911 - one for each way to write rounds
    line: str, facts: Sequence[Fact]
) -> Head | None:
    """Read `3 rounds for time:`, `5 RFT`, `3 sets of:`, `Circuit x3`, `Main set 5x`, `4 rounds, 40s on 20s off`."""
    for at, fact in enumerate(facts[:LOOK]):
        count, follows = whole_number_of(fact), fact_at(facts, at + 1)
        if not count:
            if isinstance(fact, Time | OnOff | Distance | NumberPair | Rungs | Measure) and at:
                return None
            if isinstance(fact, Break) and fact.sign in ",;":
                return None
            continue
        words = [one for one in facts[:at] if isinstance(one, PlainWord)]
        name = words_between(line, facts[:at], [not isinstance(one, Break | Cross) for one in facts[:at]])
        if means(follows, Meaning.ROUNDS) or (
            means(follows, Meaning.FOR_TIME) and line[follows.start : follows.end].casefold() == "rft"  # type: ignore[union-attr]
        ):
            return rounds_head(line, facts, at + 2, count, name, fact)
        if (
            means(follows, Meaning.SETS)
            and (not words or _is_labelled(facts, at))
            and (_stands_alone(facts, at + 2) or _is_rest_alone(facts[at + 2 :]))
        ):
            return rounds_head(line, facts, at + 2, count, name, fact, is_sets=True)
        crossed = isinstance(follows, Cross) or isinstance(fact_at(facts, at - 1), Cross)
        past = at + 1 + isinstance(follows, Cross)
        only_circuit = bool(_SECTIONS.intersection(name.casefold().split())) or any(
            means(one, Meaning.CIRCUIT, Meaning.SETS, Meaning.ROUNDS) for one in facts[:at]
        )
        if (
            crossed
            and past == len(facts)
            and (only_circuit or not facts[: at - (not isinstance(follows, Cross))])
        ):
            return rounds_head(line, facts, past, count, name, fact)
        sign = fact_at(facts, past)
        if crossed and only_circuit and isinstance(sign, Break) and _is_rest_alone(facts[past:]):
            return rounds_head(line, facts, past, count, name, fact)  # `Superset x 3, 90 s rest`
        if crossed and isinstance(sign, Break) and sign.sign in ":(" and (not words or only_circuit):
            if isinstance(fact_at(facts, past + 1), OnOff) or sign.sign == "(":
                return None
            return rounds_head(line, facts, past, count, name, fact)
        if at == 0 and len(facts) == 1 and isinstance(facts[0], PlainNumber) and line.startswith("("):
            return rounds_head(line, facts, 1, count, "", fact)  # `(5)`
        if at == 0 and line.startswith("(") and line[fact.end : fact.end + 1] == ")":
            return rounds_head(line, facts, 1, count, "", fact)
        return None
    return None


def _is_rest_alone(facts: Sequence[Fact]) -> bool:
    """Tell whether these facts say a rest, and nothing else."""
    small = (Meaning.REST, Meaning.BETWEEN, Meaning.ROUNDS, Meaning.SETS, Meaning.FILLER, Meaning.EACH_SIDE)
    rests = any(means(fact, Meaning.REST) for fact in facts)
    return rests and all(isinstance(fact, Time | Break) or means(fact, *small) for fact in facts)


def _is_labelled(facts: Sequence[Fact], at: int) -> bool:
    """Tell whether a label with its colon stands before: `Accessory: 3 sets: …`."""
    sign = fact_at(facts, at - 1)
    return isinstance(sign, Break) and sign.sign == ":" and is_label(facts, at)


def _stands_alone(facts: Sequence[Fact], at: int) -> bool:
    """Tell whether nothing but small words, a colon and what is said of a whole block follows."""
    ahead = skip(facts, at, colon=False)
    fact = fact_at(facts, ahead)
    return fact is None or (isinstance(fact, Break) and fact.sign == ":") or means(fact, Meaning.FOR_TIME)


def rounds_head(
    line: str,
    facts: Sequence[Fact],
    after: int,
    count: int,
    name: str,
    fact: Fact,
    *,
    is_sets: bool = False,
) -> Head:
    after = skip(facts, after)
    while means(fact_at(facts, after), Meaning.FOR_TIME, Meaning.CIRCUIT):
        after = skip(facts, after + 1)
    named = "" if name and any(plain(word) == "circuit" for word in name.split()) else name
    return Head(
        kind=RoundsOf(count=count, is_sets=is_sets),
        rest=tuple(facts[after:]),
        name=named,
        doubts=ranged(line, fact),
    )


def for_time(line: str, facts: Sequence[Fact]) -> Head | None:
    key = find_word(facts, Meaning.FOR_TIME)
    if (
        key is not None
        and key == len(facts) - 1
        and any(isinstance(fact, PlainNumber | Distance) for fact in facts[:key])
    ):
        colon = next(
            (at for at, fact in enumerate(facts) if isinstance(fact, Break) and fact.sign == ":"), -1
        )
        body = list(facts[colon + 1 : key])
        at = next((at for at, fact in enumerate(body) if not isinstance(fact, PlainWord)), 0)
        is_titled = at and isinstance(body[at], PlainNumber) and isinstance(fact_at(body, at + 1), PlainWord)
        name = (
            words_between(line, body[:at], [True] * at) if is_titled else ""
        )  # `Double Grace 60 clean & jerks`
        return Head(kind=ForTimeOf(), rest=tuple(body[at:] if is_titled else body), name=name)
    if key is None or any(not isinstance(fact, PlainWord | Break) for fact in facts[:key]) or key > 4:  # noqa: PLR2004
        return None
    before = facts[:key]
    is_named = not before or isinstance(before[-1], Break)
    after = skip(facts, key + 1)
    if not is_named and after >= len(facts):
        return None  # `Thrusters for time` is an exercise
    return Head(kind=ForTimeOf(), rest=tuple(facts[after:]))


def bracketed(line: str, facts: Sequence[Fact]) -> Head | None:
    """Read `5 x (1 min fast, 1 min slow), 2 min rest`: several things in brackets, so many times."""
    opening = next(
        (at for at, fact in enumerate(facts[:LOOK]) if isinstance(fact, Break) and fact.sign in "(["), None
    )
    if opening is None or opening not in {2, 3} or not isinstance(fact_at(facts, 1), Cross | Keyword):
        return None
    count = whole_number_of(facts[0])
    closing = closing_of(facts, opening)
    inside = facts[opening + 1 : closing]
    amounts = [fact for fact in inside if isinstance(fact, Time | PlainNumber | Distance)]
    if not count or len(amounts) < 2 or any(isinstance(fact, OnOff | NumberPair) for fact in inside):  # noqa: PLR2004
        return None
    comma = Break(start=facts[opening].start, end=facts[opening].end, sign=",", spaced=False)
    nested = any(isinstance(fact, Break) and fact.sign in "([" for fact in inside)
    parts = (
        tuple(inside)
        if nested
        else tuple(comma if isinstance(fact, Break) and fact.sign in "/+" else fact for fact in inside)
    )
    rest = (*parts, comma, *facts[closing + 1 :])
    return Head(kind=RoundsOf(count=count), rest=rest, doubts=ranged(line, facts[0]))
