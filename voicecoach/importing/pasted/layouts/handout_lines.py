"""The lines of a handout, by what they are for: the name of an exercise, how it is done, how often, or beside it all."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.importing.pasted.layouts.dose_words import (
    DO,
    HOLD,
    meaning,
    one_of,
    sentences_of,
    without_amounts,
)
from voicecoach.importing.pasted.layouts.doses import Dose, dose_of
from voicecoach.importing.pasted.words.vocabulary import HANDOUTS, Meaning, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.importing.pasted.text.lines import PastedLine

_MOST_WORDS: Final = 8  # of a name
_LEAST_WORDS: Final = 5  # of a sentence that tells how
_FEW: Final = 3  # the same where it addresses somebody
_SURELY: Final = 11  # the same of one with numbers
_LONGEST: Final = 1_600
_ADDRESSING: Final = re.compile(one_of(HANDOUTS["addressing"]), re.IGNORECASE)
_DOSE_WORD: Final = re.compile(
    one_of(
        [*HANDOUTS["hold"], *HANDOUTS["do"], *HANDOUTS["again"], *HANDOUTS["reps_keys"], *HANDOUTS["times"]]
    ),
    re.IGNORECASE,
)
_TELLING: Final = re.compile(
    one_of(HANDOUTS["telling"]) + r"(?!-| ?(?:ups?|downs?|outs?|overs?|throughs?|aparts?)(?!\w))",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(one_of(HANDOUTS["no_names"]), re.IGNORECASE)
_ASIDES: Final = frozenset(map(plain, HANDOUTS["asides"]))
_HINTS: Final = frozenset(HANDOUTS["hints"])
_PICTURE: Final = re.compile(one_of(HANDOUTS["pictures"]), re.IGNORECASE)
_ARTICLE: Final = re.compile(one_of(HANDOUTS["articles"]), re.IGNORECASE)
_PLACE: Final = re.compile(one_of(HANDOUTS["places"]) + r"s? ?[0-9]", re.IGNORECASE)
_KEY: Final = re.compile(r"[^:.]{1,40}(?=: |$)")
_GLUED: Final = re.compile(
    rf"[0-9]{{1,2}}(?:(?=[A-ZÄÖÜÉ][a-zäöüé])| ?- (?!(?:bis|to|à|a) )(?=[^\W\d_]))|(?i:(?:die|the) )?[0-9]{{1,2}}\. (?i:{one_of(HANDOUTS['exercises'])}) ?: "
)
_STEP: Final = re.compile(
    rf"{one_of(HANDOUTS['steps'])} [0-9]{{1,2}} ?[:.)-] ?(?=[^\W\d_])|[0-9]{{1,2}} (?={one_of([*HANDOUTS['telling'], *HANDOUTS['do']])} )",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"['\"«„](?P<name>[^'\"«»„]{3,60})['\"»]")
_NUMBERED_NAME: Final = re.compile(
    rf"{one_of(HANDOUTS['exercises'])} (?:#|no\. ?|nº ?|nr\. ?)?[0-9]{{1,2}}$", re.IGNORECASE
)
_EXERCISE_NUMBER: Final = re.compile(rf"{one_of(HANDOUTS['exercises'])} ?[0-9]", re.IGNORECASE)
_BLOCK_WORD: Final = re.compile(
    meaning(Meaning.ROUNDS, Meaning.AMRAP, Meaning.EMOM, Meaning.TABATA, Meaning.EVERY, Meaning.FOR_TIME),
    re.IGNORECASE,
)  # what no handout says of one exercise
_MEASURE: Final = re.compile(r"(?<![0-9.,])[0-9.,]{1,9} ?(?:kg|g|lbs?|cm|m|l)(?!\w)", re.IGNORECASE)
# `Setzen Sie sich`, `Asseyez-vous`: whoever reads it is told what to do.
_POLITE: Final = re.compile(r"[^\W\d_]+(?:en Sie|ez(?:-vous)?)(?!\w)")
_CAPITALS: Final = re.compile(r"[A-ZÄÖÜÉ][A-ZÄÖÜÉ/ -]{5,60}(?= [A-ZÄÖÜÉ][a-zäöüé])")
_OWN_NAME: Final = re.compile(
    r"(?P<name>[^\W\d_][^0-9:.;,]{1,50}?(?: (?i:#|no\. ?|nº ?|nr\. ?)?[0-9]{1,2}(?=: ))?)(?:: | - |\. (?=[A-ZÄÖÜÉ(])| \([^()0-9]{4,60}\) (?=[A-ZÄÖÜÉ]))(?=[^\W\d_(])"
)
_OPEN_END: Final = re.compile(
    r"(?:of|for|to|repeat|hold|at|the|a|and|,|jeweils|von|für|ca\.|etwa|de|pendant|durante|et|y|und)$",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile("[0-9]")
# Numbers of the table that was around, and how long all takes.
_BESIDE: Final = re.compile(
    rf"^[0-9]{{1,3}}(?:/[0-9]{{1,3}})?$|^sets,? reps|{meaning(Meaning.TOTAL)} ?[:=] ?[0-9]", re.IGNORECASE
)
_ENDS: Final = (".", "!", "?", ":", ";")


class Role(Enum):
    NAME = auto()
    NAMED = auto()  # a name with how often, or with all that is said of it
    TOLD = auto()  # how it is done
    DOSE = auto()
    ASIDE = auto()
    OTHER = auto()  # as in any list


class Unit(Struct, frozen=True, kw_only=True):
    """Lines that make one sentence or paragraph. `is_told`: it tells how, whatever else it says."""

    lines: tuple[PastedLine, ...]
    text: str
    role: Role
    dose: Dose
    name: str = ""
    is_told: bool = False


def units_of(lines: Sequence[PastedLine]) -> list[Unit]:
    """Return the lines in their roles."""
    paragraphs: list[list[PastedLine]] = []
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1], line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    read = [_unit(tuple(paragraph)) for paragraph in paragraphs]
    units = [*map(_with_stop, [None, *read], read, [*read[1:], None])]
    names = Counter(plain(unit.text) for unit in units if unit.role is Role.NAME)
    return [
        replace(unit, role=_listed_role(units, at) if _is_own(unit, names) else Role.ASIDE)
        if unit.role is Role.NAME
        else unit
        for at, unit in enumerate(units)
    ]


def _with_stop(before: Unit | None, unit: Unit, follows: Unit | None) -> Unit:
    """Take a line with a stop at its end, such as `Towel stretch.`, for a name: it begins a paragraph, and sentences below tell how."""
    name = unit.text.rstrip(".")
    begins = unit.role is Role.TOLD and not unit.is_told and (before is None or unit.lines[0].after_blank)
    is_above = follows is not None and follows.is_told and not follows.lines[0].after_blank
    if not (begins and is_above and unit.text.endswith(".") and "." not in name and _is_name(name)):
        return unit
    return replace(unit, role=Role.NAME, text=name, name=name)


def _is_own(unit: Unit, names: Mapping[str, int]) -> bool:
    """Tell whether a name is one of an exercise: what stands in each says something else, unless it has a number."""
    return names[plain(unit.text)] == 1 or unit.lines[0].ordinal > 0


def _goes_on(before: Sequence[PastedLine], line: PastedLine) -> bool:
    """Tell whether a line is in the midst of a sentence."""
    text = before[-1].text
    if line.is_listed or line.after_blank or before[-1].ends_in_colon or text.endswith(_ENDS):
        return False
    if sum(len(one.text) for one in before) > _LONGEST or not text.split():
        return False
    begin = line.text[:1]
    return (begin.islower() and (" " in text or _TELLING.match(text) is not None)) or (
        begin.isdigit() and _OPEN_END.search(text) is not None
    )


def _unit(lines: tuple[PastedLine, ...]) -> Unit:
    text = " ".join(line.text for line in lines)[:_LONGEST]
    text = text[found.end() :] if (found := _GLUED.match(text) or _STEP.match(text)) else text
    if _EXERCISE_NUMBER.match(lines[0].written.lstrip()):
        text = text[:1].upper() + text[1:]  # French `Exercice 1 : le pont`
    text = found["name"] if (found := _QUOTED.fullmatch(text)) else text
    dose = dose_of(text)
    own = _own_name(text)
    said = sentences_of(text[len(own) :].lstrip(" :.-"))
    is_told = any(_tells(sentence, ends="." in text) for sentence in said)
    one = Unit(lines=lines, text=text, role=Role.TOLD, dose=dose, is_told=is_told)
    key = _KEY.match(text)
    is_aside = (
        _BESIDE.search(text) is not None
        or plain(text) in _ASIDES
        or (key is not None and plain(key[0]).strip() in _HINTS)
    )
    is_picture = _PICTURE.match(text) and not (is_told and dose.says_amount)  # `Slide one arm under ...`
    if is_aside or is_picture or _PLACE.match(text):
        return replace(one, role=Role.ASIDE)
    is_keyed = dose.says_how_often and text[len(own) :].lstrip().startswith(
        ":"
    )  # `Circles: 10 times to the left`
    own = own if is_told or is_keyed else ""
    if is_keyed and DO.match(text[len(own) :].lstrip(" :")):
        one = replace(one, is_told=True)
    if dose.says_amount:
        own = own or ("" if is_told and _ARTICLE.match(text) else _name_before(text))
        return replace(one, role=Role.NAMED if own else Role.DOSE, name=own)
    if own:
        return replace(one, role=Role.NAMED, name=own)
    if not _is_name(text):
        return one
    is_other = _DIGIT.search(_MEASURE.sub("", text)) and not _NUMBERED_NAME.search(text)
    return replace(one, role=Role.OTHER if is_other else Role.NAME, name=text)


def _tells(sentence: str, *, ends: bool) -> bool:
    """Tell whether a sentence says how an exercise is done."""
    rest = without_amounts(sentence)
    plain_words = len(rest.split())
    if ends and _TELLING.match(sentence):
        return plain_words > _FEW
    if _ADDRESSING.search(sentence):
        return len(sentence.split()) >= _FEW
    is_long = plain_words >= (_LEAST_WORDS if ends else _MOST_WORDS + 1)
    is_of_block = _DIGIT.search(sentence) and (
        _BLOCK_WORD.search(sentence) or not (HOLD.search(sentence) or plain_words > _SURELY)
    )
    return is_long and not is_of_block and not _DIGIT.search(rest)


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and not text.endswith((".", "!", "?", ","))
        and text[:1].isalnum()
        and not text[:1].islower()
        and not _ADDRESSING.search(text)
        and not _NO_NAME.match(text)
        and not _POLITE.match(text)
        and not ("," in text and _TELLING.match(text))
    )


def _own_name(text: str) -> str:
    """Return the name before the sentences of the same paragraph: `Towel stretch: Sit on a hard surface ...`."""
    capitals = _CAPITALS.match(text)
    if capitals:
        return capitals[0].strip()
    found = _OWN_NAME.match(text)
    is_sentence = (
        found is not None
        and found[0].strip()[-1] != ":"
        and _TELLING.match(found["name"]) is not None
        and not found["name"].istitle()
    )
    if found is None or is_sentence or plain(found["name"]) in _ASIDES or _DOSE_WORD.search(found["name"]):
        return ""
    return (
        found["name"].strip()
        if _is_name(found["name"]) and len(found["name"].split()) <= _LEAST_WORDS + 1
        else ""
    )


def _name_before(text: str) -> str:
    """Return the name before the first number: `Ankle circles 2-3 sets of 10 reps each direction`."""
    name = re.split(r"[0-9]", text, maxsplit=1)[0].strip(" :-–,(=")  # noqa: RUF001 - the authors' signs
    is_name = _is_name(name) and "." not in name and len(name.split()) <= _LEAST_WORDS + 1
    return name if is_name and not _DOSE_WORD.search(name) else ""


def _listed_role(units: Sequence[Unit], at: int) -> Role:
    """Return the role of what looks like a name: within a list of instructions it is one of them."""
    mark = mark_of(units[at])
    if not mark:
        return Role.NAME
    before, after = (units[beside] if 0 <= beside < len(units) else None for beside in (at - 1, at + 1))
    number = units[at].lines[0].ordinal
    follows = after is not None and mark_of(after) == mark and (not number or after.lines[0].ordinal > number)
    if before is None or mark_of(before) != mark:
        return Role.TOLD if follows else Role.NAME
    is_behind_all = (
        before.role is Role.DOSE and before.dose.says_how_often and not _TELLING.match(units[at].text)
    )
    return Role.NAME if is_behind_all or (before.role is not Role.TOLD and not follows) else Role.TOLD


def mark_of(unit: Unit) -> str:
    line = unit.lines[0]
    return "" if not line.is_listed else "1" if line.ordinal else line.written.lstrip()[:1]
