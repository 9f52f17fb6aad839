"""The numbers of a paste of which nothing came: what no step has, and no remark names, is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from voicecoach.importing.pasted.items import Heading, Left, Stated, Unused
from voicecoach.importing.pasted.tree.exercise_steps import PACE_MS
from voicecoach.importing.pasted.tree.lengths import length_of
from voicecoach.importing.pasted.words.fact_reader import read_facts
from voicecoach.importing.pasted.words.facts import Keyword, OnOff, Tempo, Time
from voicecoach.importing.pasted.words.rewording import reworded
from voicecoach.importing.pasted.words.vocabulary import BREATH_MS, NUMBERED, PARTS, Meaning
from voicecoach.importing.steps import (
    ImportedEmom,
    ImportedHangs,
    ImportedRest,
    ImportedTimed,
    every_step,
)
from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine
    from voicecoach.importing.pasted.tree.remarks import Remarks
    from voicecoach.importing.pasted.words.facts import Fact
    from voicecoach.importing.steps import ImportedStep

_NUMBER: Final = re.compile(r"[0-9]{1,12}")
# The number of a part, or of one of several in turn: `Set 2: 20 mm`, `Exercise 1: Heel slides`.
_LABEL: Final = re.compile(
    rf"^(?:{'|'.join(sorted(NUMBERED | PARTS))}|w|wod)?\.? ?[0-9]+(?=$|[^0-9])", re.IGNORECASE
)
_IN_LIST: Final = re.compile(r"(?<=[^\w.] )[1-9](?=\) )|(?<=\w )[1-9](?=\) )")  # `1) squats 2) lunges`


def name_unused(
    lines: Sequence[tuple[PastedLine, tuple[PastedItem, ...]]],
    steps: Sequence[ImportedStep],
    remarks: Remarks,
) -> None:
    """Name what is in no step. A row of a table, and a time by the clock, is looked at where it is read."""
    made = _Made(steps)
    for line, items in lines:
        if line.is_row or all(isinstance(item, Left | Heading | Stated) for item in items):
            continue
        said = remarks.said_of(line.number)
        label = _LABEL.match(line.text)
        labels = [label[0] if label else "", *_IN_LIST.findall(line.text)]
        named = _digits(" ".join((said, *labels)))
        named |= {item.length_ms for item in items if isinstance(item, Stated)}
        missing = made.missing(line.text, named)
        if missing and made.missing(reworded(line.text).text, named):
            remarks.doubt(line.number, tuple(Unused(written) for written in dict.fromkeys(missing)))


class _Made:
    """The numbers and the texts of the steps."""

    def __init__(self, steps: Sequence[ImportedStep]) -> None:
        exercises = sum(not isinstance(step, ImportedRest) for step in steps)
        lengths_ms = (length_of([step], PACE_MS).length_ms for step in steps)
        # What is done once needs no number.
        self._numbers = frozenset({1, exercises, *lengths_ms, *_numbers_of(steps)})
        self._texts = " ".join(_texts_of(steps)).casefold()

    def missing(self, text: str, named: Iterable[int]) -> list[str]:
        """Return the parts of a line with a number that is neither here nor in `named`."""
        numbers = self._numbers.union(*(_forms(number) for number in named))
        facts = read_facts(text)
        parts = [(fact, text[fact.start : fact.end]) for fact in facts]
        return [
            written
            for (fact, written), before in zip(parts, (None, *facts), strict=False)
            if not (_is_minute(before) or _is_used(fact, written, numbers) or self._says(written))
        ]

    def _says(self, written: str) -> bool:
        words = written.casefold()
        if words not in self._texts:
            return False  # a search for it would look at every place
        return re.search(rf"(?<![0-9]){re.escape(words)}(?!\w)", self._texts) is not None


def _is_minute(before: Fact | None) -> bool:
    """Tell whether the word before a number says that it is that of a minute: `min 2: 12 burpees`."""
    return isinstance(before, Keyword) and before.meaning is Meaning.MINUTE


def _is_used(fact: Fact, written: str, numbers: frozenset[int]) -> bool:
    match fact:
        case Time():
            pair = {MS_PER_S * number for number in _digits(written)}  # `(7:53)`
            is_pair = fact.is_clock and pair <= numbers
            return is_pair or not {fact.low_ms, fact.high_ms}.isdisjoint(numbers)
        case OnOff():
            return {fact.on_ms, fact.off_ms} <= numbers
        case Tempo():
            return True
        case _:
            return all(not _forms(number).isdisjoint(numbers) for number in _digits(written))


def _forms(number: int) -> frozenset[int]:
    """Return what a number without a unit can be: a count, seconds, minutes, hours or breaths."""
    return frozenset({number, *(number * unit_ms for unit_ms in (MS_PER_S, MS_PER_MIN, MS_PER_H, BREATH_MS))})


def _digits(text: str) -> frozenset[int]:
    return frozenset(int(digits) for digits in _NUMBER.findall(text))


def _numbers_of(steps: Sequence[ImportedStep]) -> Iterator[int]:
    """Yield all numbers of steps: counts, lengths in ms, the digits in their texts, and what they come to."""
    for step in every_step(steps):
        match step:
            case ImportedEmom():
                yield step.count * step.every_ms
            case ImportedTimed():
                yield step.sets * (step.length_ms + (step.set_rest_ms or 0))
            case ImportedHangs():
                yield step.count * (step.on_ms + step.off_ms)
            case _:
                pass
        yield from _numbers_in(step)


def _numbers_in(step: ImportedStep) -> Iterator[int]:
    once = getattr(step, "sets", 1) == 1  # no rest between its sets is written
    for field, value in msgspec.structs.asdict(step).items():
        if field == "set_rest_ms" and once:
            continue
        if isinstance(value, int):
            yield value
        elif isinstance(value, str):
            yield from (form for number in _digits(value) for form in (number, number * MS_PER_S))
        elif field == "rungs":
            yield from value
        elif field == "steps":
            yield len(value)


def _texts_of(steps: Sequence[ImportedStep]) -> Iterator[str]:
    for step in every_step(steps):
        yield from (value for value in msgspec.structs.asdict(step).values() if isinstance(value, str))
