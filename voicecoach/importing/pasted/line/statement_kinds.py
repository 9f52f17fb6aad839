"""Lines of one kind: advice, `Week 1`, a total, `repeat 3 times`, death by what; and the cap in a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.items import (
    Again,
    BlockOpening,
    DeathByItem,
    Exercise,
    Guess,
    Heading,
    Left,
    PastedItem,
    RoundsOf,
    Stated,
)
from voicecoach.importing.pasted.words.facts import (
    Break,
    Cross,
    Distance,
    Fact,
    Keyword,
    NumberPair,
    OnOff,
    PlainNumber,
    PlainWord,
    Rungs,
    Time,
    words_between,
)
from voicecoach.importing.pasted.words.vocabulary import HEADERS, HELD, PARTS, REMARKS, Meaning, plain
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.text.lines import PastedLine

# Of a number beside one of these nobody does reps: `stop if the pain is above 4/10`.
_ADVICE: Final = re.compile(
    r"(?<!\w)(?:pain|schmerz(?:en)?|douleurs?|dolor|stop (?:if|when)|abbrechen|arrêtez|consult|see your)(?!\w)",
    re.IGNORECASE,
)
_AS_NEEDED: Final = re.compile(
    r"^[^()]* (?:as needed|if needed|nach bedarf|según necesidad|au besoin)\W*$", re.IGNORECASE
)
_NUMBER: Final = r"[1-9][0-9]?"
_GROWTH: Final = re.compile(
    rf"[,;(-]? ?(?:(?:start|begin)(?:n?ing)?(?: (?:at|with|from))? (?P<start>{_NUMBER})(?: reps?)?)?"
    rf"[,; ]*(?:(?:and )?(?:add(?:ing)?|increase by) (?P<add>{_NUMBER})|\+ ?(?P<more>{_NUMBER}))?(?: (?:reps? )?(?:each|every|a|per|/) ?min(?:ute)?)?\)?$",
    re.IGNORECASE,
)
_USUAL_DEATH_MS: Final = 10 * MS_PER_MIN


def _means(fact: Fact, *meanings: Meaning) -> bool:
    return isinstance(fact, Keyword) and fact.meaning in meanings


def advice(line: PastedLine, facts: Sequence[Fact]) -> PastedItem | None:
    """Leave a line such as `stop if the pain is above 4/10`."""
    is_advice = _ADVICE.search(line.text) is not None and not line.level
    has_number = any(isinstance(fact, PlainNumber | NumberPair) for fact in facts)
    return Left(line=line.number, text=line.written) if is_advice and has_number else None


def remark(line: PastedLine, facts: Sequence[Fact]) -> PastedItem | None:
    """Leave a line such as `Post time to comments`, `Add 2.5 kg each session`."""
    first = facts[0]
    is_labelled = len(facts) > 2 and isinstance(facts[1], Break) and facts[1].sign == ":"  # noqa: PLR2004
    if is_labelled and isinstance(first, PlainWord) and plain(first.text) in HEADERS:
        return Left(line=line.number, text=line.written, is_label=True)
    is_remark = isinstance(first, PlainWord) and plain(first.text) in REMARKS and not line.ends_in_colon
    if _AS_NEEDED.search(line.text) and not any(isinstance(fact, PlainNumber | Time) for fact in facts):
        return Left(line=line.number, text=line.written)
    labelled = any(isinstance(fact, Break) and fact.sign == ":" for fact in facts[1:3])  # `Goal: 25:00-35:00`
    work = (OnOff, Cross) if labelled else (Time, OnOff, Cross)
    says_work = any(isinstance(fact, work) or _means(fact, Meaning.REPS) for fact in facts)
    return Left(line=line.number, text=line.written) if is_remark and not says_work else None


def label_end(facts: Sequence[Fact]) -> int:
    """Return how many facts of a line are the name of a part before what is done in it, or 0: `Round 1: 30 s each`, `Run 2: …`."""
    words = (fact for fact in facts[:2])
    first, second = next(words, None), next(words, None)
    is_part = isinstance(first, PlainWord) and plain(first.text) in PARTS
    is_turn = isinstance(first, Keyword) and first.meaning in {Meaning.ROUNDS, Meaning.SETS}
    if not (is_part or is_turn) or not isinstance(second, PlainNumber) or second.low != second.high:
        return 0
    sign = facts[2] if len(facts) > 2 else None  # noqa: PLR2004 - behind the word and its number
    parts = isinstance(sign, Break) and (sign.sign in ":)" or (sign.sign in "-." and is_turn))
    amounts = (Time, OnOff, PlainNumber, NumberPair, Distance, Rungs)
    return 3 if parts and any(isinstance(fact, amounts) for fact in facts[3:]) else 0


def numbered(line: PastedLine, facts: Sequence[Fact]) -> PastedItem | None:
    """Read `Week 1` and `Tag 3: Beine` as headings: nothing is done once or three times."""
    first, *others = facts
    second = others[0] if others else None
    if not (isinstance(first, PlainWord) and plain(first.text) in PARTS and isinstance(second, PlainNumber)):
        return None
    count = _in_brackets(others[1:])
    if count:  # `Block 1 (3x):`
        name = line.text[: second.end]
        return BlockOpening(line=line.number, kind=RoundsOf(count=count), name=name)
    small = (Meaning.AND, Meaning.FILLER, Meaning.TO)
    if any(not isinstance(fact, PlainWord | Break) and not _means(fact, *small) for fact in others[1:]):
        return None
    return Heading(line=line.number, text=line.text)


def _in_brackets(facts: Sequence[Fact]) -> int:
    """Return how often, where there is nothing but `(3x)`, `x3` or `3 rounds`; else 0."""
    said = [fact for fact in facts if not isinstance(fact, Break)]
    numbers = [fact for fact in said if isinstance(fact, PlainNumber)]
    others = [fact for fact in said if not isinstance(fact, PlainNumber)]
    counts = len(others) == 1 and (
        isinstance(others[0], Cross) or _means(others[0], Meaning.ROUNDS, Meaning.SETS)
    )
    if len(numbers) != 1 or not counts or numbers[0].high % 1000 or not 0 < numbers[0].high <= 99_000:  # noqa: PLR2004
        return 0
    return numbers[0].high // 1000


def total(line: PastedLine, facts: Sequence[Fact]) -> PastedItem | None:
    """Read `Total: 24 min`, `Total time 30:00`, `24 min total`."""
    said = _total_with_parts(facts)
    if said is not None:
        return Stated(line=line.number, length_ms=said.high_ms)
    times = [fact for fact in facts if isinstance(fact, Time)]
    says = [fact for fact in facts if _means(fact, Meaning.TOTAL)]
    others = [
        fact
        for fact in facts
        if not isinstance(fact, Time | Break) and not _means(fact, Meaning.TOTAL, Meaning.FILLER)
    ]
    if (
        len(times) == 1
        and says
        and len(others) <= 1
        and not any(isinstance(one, PlainNumber) for one in others)
    ):
        if others and _is_held(others[0]):  # `3 min plank total`
            name = line.text[others[0].start : others[0].end]
            doubts = (Guess("one hold, not how long all takes"),)
            return Exercise(line=line.number, name=name, time_ms=times[0].high_ms, doubts=doubts)
        return Stated(line=line.number, length_ms=times[0].high_ms)
    return None


def _is_held(fact: Fact) -> bool:
    """Tell whether it is the name of what one holds."""
    return isinstance(fact, PlainWord) and plain(fact.text) in HELD


def _total_with_parts(facts: Sequence[Fact]) -> Time | None:
    """Return the time of `Total duration: 25 min (5 min warm-up + 20 min intervals)`."""
    after = next((at for at, fact in enumerate(facts[1:], start=1) if not isinstance(fact, Break)), 0)
    time, bracket = (facts[at] if at < len(facts) else None for at in (after, after + 1))
    opens = isinstance(bracket, Break) and bracket.sign in "(["
    return time if _means(facts[0], Meaning.TOTAL) and isinstance(time, Time) and opens else None


def again(line: PastedLine, facts: Sequence[Fact]) -> PastedItem | None:
    crossed = bool(facts) and isinstance(facts[0], Cross) and _is_only_count(facts[1:])  # `x 8 rounds`
    label = next(
        (at for at, fact in enumerate(facts[:-1]) if isinstance(fact, Break) and fact.sign == ":"), -1
    )
    facts = facts[label + 1 :] if all(isinstance(fact, PlainWord) for fact in facts[:label]) else facts
    if not facts or not (crossed or _means(facts[0], Meaning.REPEAT)):
        return None
    if len(facts) > 1 and isinstance(facts[1], PlainWord) and plain(facts[1].text) in _STEPS:
        return Left(line=line.number, text=line.written)  # `Repeat steps 3 and 4`
    count = _times(facts)
    if not count:
        return None
    if line.ends_in_colon:  # `Repeat 3 times:`, above what is done
        return BlockOpening(line=line.number, kind=RoundsOf(count=count))
    return Again(line=line.number, count=count, doubts=(Guess(f"{count} times in all"),))


_STEPS: Final = frozenset(
    {"step", "steps", "exercise", "exercises", "schritt", "schritte", "übungen", "étapes", "pasos"}
)
_IN_A_WORD: Final = {"twice": 2, "thrice": 3, "zweimal": 2, "dreimal": 3}


def _times(facts: Sequence[Fact]) -> int:
    """Return how often all is done, or 0."""
    number = next((fact for fact in facts if isinstance(fact, PlainNumber)), None)
    if number is None:
        return next((_IN_A_WORD.get(plain(fact.text), 0) for fact in facts if isinstance(fact, PlainWord)), 0)
    whole = not number.high % 1000 and 1000 < number.high <= 99_000  # noqa: PLR2004 - two digits
    return number.high // 1000 if whole else 0


def _is_only_count(facts: Sequence[Fact]) -> bool:
    number, *others = facts or (None,)
    counted = all(_means(fact, Meaning.ROUNDS, Meaning.SETS, Meaning.FILLER) for fact in others)
    return isinstance(number, PlainNumber) and counted


def death_by(line: PastedLine, facts: Sequence[Fact]) -> PastedItem | None:
    at = next((index for index, fact in enumerate(facts) if _means(fact, Meaning.DEATH_BY)), None)
    if at is None or at > 2:  # noqa: PLR2004 - `WOD: Death by burpees`
        return None
    rest, cap_ms = without_cap(facts[at + 1 :])
    time = next((fact for fact in rest if isinstance(fact, Time)), None)
    growth = _GROWTH.search(line.text)
    if growth:
        rest = tuple(fact for fact in rest if fact.start < growth.start())
    kept = [
        isinstance(fact, PlainWord) or (isinstance(fact, Keyword) and fact.meaning is not Meaning.FILLER)
        for fact in rest
    ]
    name = words_between(line.text, rest, kept)
    if not name:
        return None
    length_ms = cap_ms or (time.high_ms if time else 0)
    return DeathByItem(
        line=line.number,
        name=name,
        length_ms=length_ms or _USUAL_DEATH_MS,
        every_ms=MS_PER_MIN,
        start=int((growth and growth["start"]) or 1),
        add=int((growth and (growth["add"] or growth["more"])) or 1),
        doubts=() if length_ms else (Guess("10 minutes at most"),),
    )


def without_cap(facts: Sequence[Fact]) -> tuple[tuple[Fact, ...], int]:
    """Take `time cap 20 min` or `20 min cap` out of a line; return the rest and the cap in ms, or 0."""
    for at, fact in enumerate(facts):
        if not _means(fact, Meaning.CAP):
            continue
        for step in (1, -1):
            beside = at + step
            while 0 <= beside < len(facts) and (
                isinstance(facts[beside], Break) or _means(facts[beside], Meaning.FILLER)
            ):
                beside += step
            found = facts[beside] if 0 <= beside < len(facts) else None
            length_ms = found.high_ms if isinstance(found, Time) else 0
            if isinstance(found, PlainNumber) and step > 0:
                length_ms = found.high * MS_PER_MIN // 1000  # a cap is in minutes
            if length_ms:
                low, high = min(at, beside), max(at, beside)
                return (*facts[:low], *facts[high + 1 :]), length_ms
    return tuple(facts), 0
