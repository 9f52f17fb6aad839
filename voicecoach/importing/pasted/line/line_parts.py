"""The parts of a line that says how one exercise is done: its sets, reps, times and rests, in whatever order and with whatever signs between them.

Each fact is a letter, and each part a pattern of letters: so the forms that people write stand in one table.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from msgspec import Struct

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
)
from voicecoach.importing.pasted.words.vocabulary import ARTICLES, COUNTED, TIMES, Meaning, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LETTERS: Final[dict[type[Fact], str]] = {
    Time: "T",
    OnOff: "O",
    NumberPair: "P",
    Distance: "D",
    Cross: "X",
    Measure: "M",
    Tempo: "m",
}
_KEYWORDS: Final = {
    Meaning.SETS: "S",
    Meaning.ROUNDS: "Q",
    Meaning.REPS: "R",
    Meaning.REST: "Z",
    Meaning.BETWEEN: "B",
    Meaning.ON: "A",
    Meaning.OFF: "F",
    Meaning.EACH_SIDE: "E",
    Meaning.REPEAT: "a",
    Meaning.TOTAL: "k",
    Meaning.AND: "&",
    Meaning.THEN: "t",
    Meaning.FILLER: "f",
    Meaning.MAX: "x",
}
_BETWEEN_NAMES: Final = frozenset("/+&")
_OTHER: Final = "!"  # what no such line has


class Role(Enum):
    SETS = auto()
    REPS = auto()
    CROSSED = auto()  # sets or reps: with a sign of times
    PAIR = auto()  # on and off
    TIME = auto()
    DISTANCE = auto()
    REST = auto()
    WHOLE = auto()  # how long all takes
    WORDS = auto()
    SIGNS = auto()


class Part(Struct, frozen=True, kw_only=True):
    """`facts` are all that it has, in their order."""

    role: Role
    facts: tuple[Fact, ...]
    at: int
    is_between: bool = False


# `between sets`, `after each`, `b/w rounds`
_BETWEEN: Final = r"[f&]*B[fE]*[SQRUV]*"
_WORD: Final = "(?:[WMmEAU]|x(?=[WUA]))"  # `max hangs`, but not `3 x max`
# In the order in which they are tried. A rest comes before a time, and what counts with its word before a bare number.
_FORMS: Final = tuple(
    (role, re.compile(form))
    for role, form in (
        (Role.REST, rf"[f@]*Z{_BETWEEN}[:=-]?f*T"),  # `rest between sets: 2 min`
        (Role.REST, rf"[f@]*Z[:=-]?f*T(?:{_BETWEEN})?"),  # `rest 2 min between sets`
        (Role.REST, rf"(?<!X)[f@]*Tf*[-]?Z(?![:=]?f*T)(?:{_BETWEEN})?"),  # `with 2 min rest`
        (Role.REST, rf"(?<!X)[f@]*TF?{_BETWEEN}"),  # `2 min between`
        (Role.WHOLE, r"(?<=[OP])[,;]?(?:(?:a|at|ta)f*|f+)T(?!f*[-ZFB])"),  # `7s on, 3s off for 5 min`
        (Role.WHOLE, r"Tf*k|kf*:?T"),
        (Role.WHOLE, r"Tf*:?(?=[(\[]?[OP])"),  # `10 min of 20 s on, 10 s off`
        (Role.SETS, r"(?:X|f)*N[SQ](?:f|X)*"),
        (Role.SETS, r"[SQ][:=]?N(?!R(?![:=]?N)|[SQUVX])"),
        (Role.REPS, r"f*N[RU](?:f|X)*"),
        (Role.REPS, r"(?<=[SQ]f)N(?![SQRUVXN])"),  # `3 rounds of 10 burpees`
        (Role.REPS, r"[RU][:=]?N(?![SQRUVX])"),
        (Role.CROSSED, r"(?:a|ta|at)?f*NV(?:f|X)*"),  # `repeat 8 times`
        (Role.CROSSED, r"aX?N"),
        (Role.CROSSED, r"XNX?(?![SQRUV])"),
        (Role.CROSSED, r"(?<=NX)N(?![SQRUVXN])"),  # `4 x 6, 7s on, 3s off`
        (Role.CROSSED, r"NXf*"),
        (Role.PAIR, r"[fX]*[OP]"),
        (Role.TIME, r"[fX@]*TA?"),
        (Role.DISTANCE, r"[fX]*D"),
        (Role.WORDS, rf"{_WORD}(?:[f&/-]*{_WORD})*"),
        (Role.SIGNS, r"[,;:/|+.()\[\]~=@*f&t-]+?"),
    )
)


def parts_of(facts: Sequence[Fact], line: str) -> tuple[Part, ...]:
    """Return the parts of a line, none left out; nothing where there is something that no such line has."""
    letters = "".join(_letter(fact, line) for fact in facts)
    if _OTHER in letters:
        return ()
    found = tuple(_parts(letters, facts))
    return found if sum(len(part.facts) for part in found) == len(facts) else ()


def names_in(part: Part) -> Iterator[tuple[Fact, ...]]:
    """Yield the names of a part of words: `squats / lunges / push-ups`."""
    name: list[Fact] = []
    for fact in part.facts:
        is_sign = isinstance(fact, Break) and fact.sign in _BETWEEN_NAMES and fact.spaced
        if is_sign or (isinstance(fact, Keyword) and fact.meaning is Meaning.AND):
            yield tuple(name)
            name = []
        else:
            name.append(fact)
    yield tuple(name)


def number_in(*parts: Part) -> int:
    """Return the larger end of the whole numbers in these parts."""
    return sum(fact.high // 1000 for part in parts for fact in part.facts if isinstance(fact, PlainNumber))


def length_ms_in(*parts: Part) -> int:
    """Return the larger end of the times in these parts."""
    return sum(fact.high_ms for part in parts for fact in part.facts if isinstance(fact, Time))


def _parts(letters: str, facts: Sequence[Fact]) -> Iterator[Part]:
    at = 0
    while at < len(letters):
        role, end = next(
            ((role, one.end()) for role, form in _FORMS if (one := form.match(letters, at))), (None, at)
        )
        if role is None:
            return
        yield Part(role=role, facts=tuple(facts[at:end]), at=at, is_between="B" in letters[at:end])
        at = end


def _letter(fact: Fact, line: str) -> str:
    word = plain(line[fact.start : fact.end])
    match fact:
        case Keyword():
            return "V" if word in TIMES else _KEYWORDS.get(fact.meaning, _OTHER)
        case Break():
            return fact.sign if fact.sign in ",;:/|+.()[]~=-" else _OTHER
        case PlainWord():
            return "f" if word in ARTICLES else "U" if word in COUNTED else "@" if word == "@" else "W"
        case PlainNumber():
            return _OTHER if fact.high % 1000 or fact.low <= 0 else "N"
        case _:
            return _LETTERS.get(type(fact), _OTHER)
