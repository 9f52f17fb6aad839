"""Rides as lines of minutes and percent, `5 40` or `5 40 70`, with a text in quotation marks: what editors of ERG files have people type."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from voicecoach.importing.model import Certainty
from voicecoach.importing.ride import Ride
from voicecoach.importing.writer import RoutineHead, Writer, lines_of
from voicecoach.language.spoken_in import language_of
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from voicecoach.importing.model import Imported
    from voicecoach.source import SourceText

_LINE: Final = re.compile(
    r"(?P<minutes>[0-9]{1,3}(?:[.,][0-9]{1,5})?)[ \t]+(?P<low>[0-9]{2,3}) ?%?(?:[ \t]+(?P<high>[0-9]{2,3}) ?%?)?"
    r'(?:[ \t]+"(?P<text>[^"]{1,200})")?'
)
_LEAST_LINES: Final = 3
_MOST_LINES: Final = 300
_POWERS: Final = range(20, 251)  # percent of the threshold
_MOST_MINUTES: Final = 240


def is_minutes(source: SourceText) -> bool:
    lines = [line.strip() for line in lines_of(source) if line.strip()]
    return _LEAST_LINES <= len(lines) <= _MOST_LINES and all(map(_is_step, lines))


def _is_step(line: str) -> bool:
    found = _LINE.fullmatch(line)
    if not found:
        return False
    powers = [int(found[one]) for one in ("low", "high") if found[one]]
    return all(power in _POWERS for power in powers) and 0 < _number(found["minutes"]) <= _MOST_MINUTES


def import_minutes(source: SourceText) -> Imported:
    """Return such lines as a routine; `is_minutes` tells whether they are."""
    writer = Writer(source, kind="a ride in minutes and percent")
    ride = Ride(writer)
    at_ms = 0
    for number, line in enumerate(lines_of(source), start=1):
        if not (found := _LINE.fullmatch(line.strip())):
            continue
        if not at_ms:
            writer.note(number, "taken for minutes and percent of the threshold power", Certainty.DOUBTED)
        low, high = found["low"], found["high"] or found["low"]
        name = f"Steady at {low} %" if low == high else f"Ramp from {low} to {high} %"
        seconds = _number(found["minutes"]) * (MS_PER_MIN // MS_PER_S)
        length_ms = int(seconds.to_integral_value(ROUND_HALF_UP)) * MS_PER_S
        if not length_ms:
            writer.note(number, "a step of less than a second is left out")
            continue
        ride.add([(name, length_ms)], line=number)
        if text := writer.words(found["text"] or "", number, "a text"):
            ride.say(text, at_ms, line=number)
        at_ms += length_ms
    return writer.routine(ride.steps(), RoutineHead(language=language_of(" ".join(ride.said()))))


def _number(words: str) -> Decimal:
    return Decimal(words.replace(",", "."))
