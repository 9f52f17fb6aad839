"""ERG and MRC files: a ride as points of minutes and power, with its texts. Two points at the same minute are a step, others are joined by a line."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.ride import Ride
from voicecoach.importing.words import clean
from voicecoach.importing.writer import RoutineHead, Writer, lines_of
from voicecoach.language.layout import MAX_TOTAL_MS
from voicecoach.language.spoken_in import language_of
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from voicecoach.importing.model import Imported
    from voicecoach.source import SourceText

_SECTION: Final = re.compile(r"\[ *(END +)?(COURSE +(?:HEADER|DATA|TEXT)) *\]", re.IGNORECASE)
_HEADER, _DATA, _TEXT = "COURSE HEADER", "COURSE DATA", "COURSE TEXT"
_COLUMNS: Final = re.compile(r"(MINUTES|DISTANCE|KM|MILES)\s+(\S+).*", re.IGNORECASE)
_NUMBER: Final = r"[0-9]{1,9}(?:[.,][0-9]{0,9})?|[.,][0-9]{1,9}"
_POINT: Final = re.compile(rf"({_NUMBER})[\s;]+({_NUMBER}) ?%?(?:[\s;]+(\S.*))?")
_LAP: Final = re.compile(rf"({_NUMBER})[\s;]+LAP\b\s*(.*)", re.IGNORECASE)
_SAID: Final = re.compile(rf"({_NUMBER})[\t ;]+(.*?)(?:\t+ *({_NUMBER}) *)?")
_OF_NO_USE: Final = frozenset({"version", "units", "file name"})
_LONGEST_LINE: Final = 2_000


class _Point(Struct, frozen=True, kw_only=True):
    at_ms: int
    power: Decimal
    line: int


def is_erg(text: str) -> bool:
    return any(found[2].upper().split() == ["COURSE", "DATA"] for found in _SECTION.finditer(text))


def import_erg(source: SourceText) -> Imported:
    course = _Course(Writer(source, kind="an ERG or MRC workout"))
    for number, line in enumerate(lines_of(source), start=1):
        course.take(line.strip(" "), number)
    return course.routine()


class _Course:
    """Collects the lines; `writer` takes what is lost."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._section = ""
        self._about = ""
        self._unit = "%"
        self._points: list[_Point] = []
        self._texts: list[tuple[int, str, int]] = []  # onset, text, line

    def take(self, line: str, number: int) -> None:
        if not line.strip():
            return
        if len(line) > _LONGEST_LINE:
            self._leave(line[:_LONGEST_LINE], number)
            return
        if section := _SECTION.fullmatch(line.strip()):
            self._section = "" if section[1] else " ".join(section[2].upper().split())
            return
        match self._section:
            case "COURSE HEADER":
                self._fact(line.strip(), number)
            case "COURSE DATA":
                self._point(line.strip(), number)
            case "COURSE TEXT":
                self._message(line, number)
            case _:
                self._leave(line, number)

    def _fact(self, line: str, number: int) -> None:
        if columns := _COLUMNS.fullmatch(line):
            if columns[1].upper() != "MINUTES" or not columns[2].upper().startswith(("WATT", "PERC")):
                raise self._writer.failure(
                    number,
                    f"`{clean(line).text[:40]}`: only minutes and watts, or minutes and percent, are imported",
                    hint="export it by time, as ERG, MRC or ZWO",
                )
            self._unit = "watts" if columns[2].upper().startswith("WATT") else "%"
            return
        key, _, value = line.partition("=")
        name = " ".join(key.casefold().split())
        if name == "description":
            self._about = self._writer.words(value, number, "the description", spoken=False)
        elif name == "ftp":
            self._writer.note(number, "the threshold power is not carried over: powers are said as they are")
        elif name not in _OF_NO_USE and (value.strip() or "=" not in line):
            self._leave(line, number)

    def _point(self, line: str, number: int) -> None:
        if lap := _LAP.fullmatch(line):
            if name := self._writer.words(lap[2], number, "the name of a lap"):
                self._texts.append((_minutes_ms(lap[1]), name, number))
            else:
                self._writer.note(number, "the marks of laps are not carried over")
            return
        found = _POINT.fullmatch(line)
        if not found:
            self._leave(line, number)
            return
        if found[3]:
            self._leave(found[3], number)
        point = _Point(at_ms=_minutes_ms(found[1]), power=_number(found[2]), line=number)
        if point.at_ms > MAX_TOTAL_MS:
            raise self._writer.too_long(number)
        if self._points and point.at_ms < self._points[-1].at_ms:
            raise self._writer.failure(
                number, "this minute is before that of the line above", hint="put the lines in order"
            )
        self._points.append(point)

    def _message(self, line: str, number: int) -> None:
        found = _SAID.fullmatch(line.strip())
        text = self._writer.words(found[2], number, "a text") if found else ""
        if not found:
            self._leave(line, number)
        elif text:
            at_ms = _whole_seconds_ms(_number(found[1]))
            self._texts.append((at_ms, text, number))
            if found[3]:
                self._writer.note(number, "how long a text is shown is not carried over")

    def _leave(self, line: str, number: int) -> None:
        self._writer.note(number, f"`{clean(line).text[:60]}` is not carried over")

    def routine(self) -> Imported:
        ride = Ride(self._writer)
        for name, length_ms, line in _named(self._points, self._unit):
            ride.add([(name, length_ms)], line=line)
        begin_ms = self._points[0].at_ms if self._points else 0
        for at_ms, text, line in self._texts:
            ride.say(text, max(0, at_ms - begin_ms), line=line)
        language = language_of(" ".join((self._about, *ride.said())))
        return self._writer.routine(ride.steps(), RoutineHead(about=self._about, language=language))


def _named(points: list[_Point], unit: str) -> list[tuple[str, int, int]]:
    """Return (name, length in ms, line) of each interval: those that go on at the same power are one."""
    found: list[tuple[str, int, int]] = []
    for before, after in pairwise(points):
        length_ms = after.at_ms - before.at_ms
        if not length_ms:
            continue
        low, high = (str(power.to_integral_value(ROUND_HALF_UP)) for power in (before.power, after.power))
        name = f"Steady at {low} {unit}" if low == high else f"Ramp from {low} to {high} {unit}"
        name = "" if low == high == "0" else name
        if found and found[-1][0] == name and low == high:
            found[-1] = (name, found[-1][1] + length_ms, found[-1][2])
        else:
            found.append((name, length_ms, before.line))
    return found


def _number(words: str) -> Decimal:
    return Decimal(words.replace(",", "."))


def _minutes_ms(words: str) -> int:
    """Return minutes in whole seconds: with two decimals they are up to 0.3 s off."""
    return _whole_seconds_ms(_number(words) * (MS_PER_MIN // MS_PER_S))


def _whole_seconds_ms(seconds: Decimal) -> int:
    return int(seconds.to_integral_value(ROUND_HALF_UP)) * MS_PER_S
