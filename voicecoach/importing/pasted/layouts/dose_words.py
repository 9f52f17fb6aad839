"""What tells how often and how long in the sentences of a handout, as patterns, and the sentences in the form that these read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.words.rewording import KEPT_TEXTS, how_often
from voicecoach.importing.pasted.words.tokens import same_signs
from voicecoach.importing.pasted.words.vocabulary import BREATHS, HANDOUTS, SO_OFTEN, Meaning, phrases
from voicecoach.language.words import UNIT_WORDS, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of these words or phrases, whole."""
    listed = sorted((re.escape(word) for word in words), key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)"


def meaning(*meanings: Meaning, without: Iterable[str] = ()) -> str:
    said = (" ".join(words) for words, meaning in phrases().items() if meaning in meanings)
    return one_of(word for word in said if word not in without and len(word) > 1)


UNITS: Final = {word: unit for word, unit in UNIT_WORDS.items() if unit in {"s", "m"}}
_UNIT: Final = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_BREATH: Final = rf"(?:{one_of(HANDOUTS['deep'])} )?{one_of(BREATHS)}"
_UP_TO: Final = f"(?:-|{'|'.join(HANDOUTS['up_to'])})"  # `10à12`
_AMOUNT: Final = rf"(?P<low>[0-9]{{1,3}})(?:-? ?{_UP_TO} ?(?P<high>[0-9]{{1,3}}))?"  # `10- bis 20-mal`
_TO: Final = rf"(?: {one_of(HANDOUTS['more'])})?"
TIME: Final = re.compile(rf"(?<![\w.]){_AMOUNT}[ -]?(?P<unit>{_UNIT}|counts?|{_BREATH})(?!\w)", re.IGNORECASE)
COUNT_OF: Final = re.compile(rf"(?<!\w)counts? (?:of|to) {_AMOUNT}(?![\w.])", re.IGNORECASE)
SETS: Final = re.compile(
    rf"(?:(?P<another>{one_of(HANDOUTS['another'])}) )?(?<![\w.]){_AMOUNT}(?P<more> more)?(?: working)? (?:{meaning(Meaning.SETS)}|{one_of(HANDOUTS['sets'])})"
    rf"(?:,? ?(?:{'|'.join(HANDOUTS['of'])})? ?(?P<reps>[0-9]{{1,3}}(?: ?{_UP_TO} ?[0-9]{{1,3}})?)(?![0-9]|[ -]?(?:{_UNIT})(?!\w)))?",
    re.IGNORECASE,
)
_OFTEN: Final = f"(?:{'|'.join(HANDOUTS['crossed'])})"
CROSSED: Final = re.compile(
    rf"(?<![\w.])(?P<sets>[0-9]{{1,2}}) ?{_OFTEN} ?(?P<reps>[0-9]{{1,3}}(?:-[0-9]{{1,3}})?)(?![0-9]|[ -]?(?:{_UNIT})(?!\w))",
    re.IGNORECASE,
)
REPS: Final = re.compile(
    rf"(?<![\w.]){_AMOUNT}{_TO} ?{meaning(Meaning.REPS, without=HANDOUTS['times'])}(?: ?x ?(?P<sets>[0-9]{{1,2}})(?!\w))?",
    re.IGNORECASE,
)
TIMES: Final = re.compile(
    rf"(?<![\w.]){_AMOUNT}{_TO}[ -]?{one_of([*HANDOUTS['times'], *HANDOUTS['turns']])}", re.IGNORECASE
)
KEY: Final = re.compile(
    rf"(?<!sets ){one_of(HANDOUTS['reps_keys'])} ?[:=]? ?{_AMOUNT}(?![\w.]| ?[x%])", re.IGNORECASE
)
HOLD: Final = re.compile(one_of(HANDOUTS["hold"]), re.IGNORECASE)
DO: Final = re.compile(one_of(HANDOUTS["do"]), re.IGNORECASE)
REST: Final = re.compile(
    f"{meaning(Meaning.REST, without=HANDOUTS['no_rest'])}|{one_of(HANDOUTS['rest'])}", re.IGNORECASE
)
SIDES: Final = re.compile(
    f"{meaning(Meaning.EACH_SIDE, without=HANDOUTS['no_sides'])}|{one_of(HANDOUTS['every'])} {one_of(HANDOUTS['limbs'])}",
    re.IGNORECASE,
)
_OTHER_LIMB: Final = (
    rf"(?:{one_of([*HANDOUTS['other'], *HANDOUTS['left'], *HANDOUTS['right']])}"
    rf"(?:(?<=gegenseite)|[^.]{{0,12}} {one_of(HANDOUTS['limbs'])})|{one_of(HANDOUTS['to_a_side'])})"
)
OTHER: Final = re.compile(
    rf"{one_of(HANDOUTS['again'])}.{{0,60}}{_OTHER_LIMB}|{_OTHER_LIMB}.{{0,20}}{one_of(HANDOUTS['again_behind'])}|{one_of(HANDOUTS['switch'])}|{one_of(HANDOUTS['to_switch'])} (?:\w+ ){{0,3}}{one_of(HANDOUTS['limbs'])}",
    re.IGNORECASE,
)
EACH: Final = re.compile(  # `5-7 on each side`
    rf"(?<![\w.]){_AMOUNT} (?:{'|'.join(HANDOUTS['on'])})? ?(?={SIDES.pattern})", re.IGNORECASE
)
AGAIN: Final = re.compile(one_of(HANDOUTS["again"]), re.IGNORECASE)
BOTH_IN_TURN: Final = re.compile(
    rf"{one_of(HANDOUTS['left'])}.{{1,40}}{one_of(HANDOUTS['right'])}|{one_of(HANDOUTS['right'])}.{{1,40}}{one_of(HANDOUTS['left'])}",
    re.IGNORECASE,
)
OPTIONAL: Final = re.compile(one_of(HANDOUTS["optional"]), re.IGNORECASE)
# `rest for a minute`, `another set of 10`: articles are no numbers elsewhere
_AN_AMOUNT: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(HANDOUTS['one'])}) (?={one_of(HANDOUTS['minutes'])})|{'(?P<more>' + one_of(HANDOUTS['another']) + ')'} (?={meaning(Meaning.SETS)})",
    re.IGNORECASE,
)
_REPS_KEY: Final = re.compile(rf"({one_of(HANDOUTS['reps_keys'])}) ?[:=] ?(?=[0-9])", re.IGNORECASE)
_SETS_KEY: Final = re.compile(
    rf"({meaning(Meaning.SETS)}|{one_of(HANDOUTS['sets'])}) ?[:=] ?([0-9]{{1,2}}(?:-[0-9]{{1,2}})?)(?![\w.:])",
    re.IGNORECASE,
)
ONCE_MORE: Final = re.compile(one_of(HANDOUTS["once_more"]), re.IGNORECASE)
_ON_FOURS: Final = re.compile(rf" {one_of(HANDOUTS['on_fours'])}", re.IGNORECASE)
_BACK: Final = re.compile(rf"{one_of(HANDOUTS['backs'])}$", re.IGNORECASE)
_NO_NUMBERS: Final = frozenset(HANDOUTS["no_numbers"])
_DIGIT: Final = re.compile("[0-9]")
WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_ABBREVIATED: Final = re.compile(rf"({one_of(HANDOUTS['abbreviated'])})\.(?= ?[a-zäöü0-9,;)])", re.IGNORECASE)
CLAUSE: Final = re.compile(rf"[,;:()]+ |{one_of(HANDOUTS['next'])}", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[^\W\d_])[.!?](?=[A-ZÄÖÜ])|[.!?](?:\s+|$)| \*\* | / ")
_ABOUT: Final = re.compile(rf"{one_of(HANDOUTS['about'])} ?(?=[0-9])", re.IGNORECASE)


@lru_cache(maxsize=KEPT_TEXTS)  # each is asked for what it tells, and for how often
def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, in the readers' signs, with numbers in digits and without how often a day."""
    text = _ABBREVIATED.sub(r"\1", same_signs(text))
    text = _AN_AMOUNT.sub(lambda found: "1 " if found["more"] is None else f"{found['more']} 1 ", text)
    text = WORD.sub(_in_digits, text)
    text = _SETS_KEY.sub(r"\2 \1", _REPS_KEY.sub(r"\1 ", text))
    for pattern in how_often(text):
        text = pattern.sub(lambda found: ". " if found[0].startswith((".", ";")) else " ", text)
    text = _ABOUT.sub("", text)
    return tuple(part.strip() for part in _SENTENCE.split(text) if part.strip())


def _in_digits(found: re.Match[str]) -> str:
    word = found[0].casefold()
    is_body = _ON_FOURS.match(found.string, found.end()) or _BACK.search(found.string, 0, found.end())
    if word in _NO_NUMBERS or is_body:
        return found[0]
    so_often = number_of(word.removesuffix("mal")) if word.endswith("mal") else ""
    return f"{so_often} mal" if so_often else SO_OFTEN.get(word) or number_of(word) or found[0]


def without_amounts(sentence: str) -> str:
    """Return a sentence without what it says of how often and how long."""
    if not _DIGIT.search(sentence):
        return sentence
    for pattern in (SETS, REPS, TIMES, TIME, COUNT_OF):
        sentence = pattern.sub("", sentence)
    return " ".join(sentence.split())
