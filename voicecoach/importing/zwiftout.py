"""Rides as zwiftout has people write them: `Interval: 2:30 115% 105rpm`, and below it texts at their times, `@ 1:00 Half way`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.ride import Ride
from voicecoach.importing.words import clean
from voicecoach.importing.writer import RoutineHead, Writer, lines_of
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.spoken_in import language_of

if TYPE_CHECKING:
    from voicecoach.importing.model import Imported
    from voicecoach.source import SourceText

_NAMES: Final = {
    "warmup": "Warm-up",
    "interval": "Effort",
    "rest": "",
    "cooldown": "Cool-down",
    "freeride": "Free ride",
    "ramp": "Ramp",
}
_STEP: Final = re.compile(
    rf"({'|'.join(_NAMES)}) ?: ?([0-9]{{1,2}}(?::[0-9]{{2}}){{1,2}})((?: .*)?)", re.IGNORECASE
)
_TEXT: Final = re.compile(r"@ ?([0-9]{1,2}(?::[0-9]{2}){1,2}) (.+)")
_FACT: Final = re.compile(r"(name|author|description|tags) ?: ?(.*)", re.IGNORECASE)
_POWER: Final = re.compile(r"([0-9]{1,3})% ?\.\. ?([0-9]{1,3})%|([0-9]{1,3})%")
_CADENCE: Final = re.compile(r"([0-9]{2,3}) ?rpm", re.IGNORECASE)
_REST_UP_TO: Final = 75  # percent of the threshold, as for ZWO
_MOST_LINES: Final = 3_000
_LONGEST_LINE: Final = 1_000


def is_zwiftout(source: SourceText) -> bool:
    """Tell whether there are steps with texts of their own below them, or with powers that change."""
    lines = [line.strip() for line in lines_of(source)[:_MOST_LINES] if len(line) <= _LONGEST_LINE]
    steps = [found for line in lines if (found := _STEP.fullmatch(line))]
    return bool(steps) and any(
        _TEXT.fullmatch(line) or (".." in line and _STEP.fullmatch(line)) for line in lines
    )


def import_zwiftout(source: SourceText) -> Imported:
    ride = _Written(Writer(source, kind="a ride in zwiftout's words"))
    for number, line in enumerate(lines_of(source), start=1):
        ride.take(line[:_LONGEST_LINE], number)
    return ride.routine()


class _Written:
    """Collects the lines; `writer` takes what is lost."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._ride = Ride(writer)
        self._facts: dict[str, str] = {}
        self._fact = ""  # of the lines that go on

    def take(self, line: str, number: int) -> None:
        text = line.strip()
        if not text or text.startswith("#"):
            return
        if step := _STEP.fullmatch(text):
            self._fact = ""
            self._step(step, number)
        elif said := _TEXT.fullmatch(text):
            self._text(said, number)
        elif fact := _FACT.fullmatch(text):
            self._fact = fact[1].casefold()
            self._facts[self._fact] = self._writer.words(fact[2], number, f"the {self._fact}", spoken=False)
        elif self._fact and line[:1].isspace():
            more = self._writer.words(text, number, f"the {self._fact}", spoken=False)
            self._facts[self._fact] = f"{self._facts[self._fact]} {more}".strip()
        else:
            self._writer.note(number, f"`{clean(text).text[:60]}` is not carried over")

    def _step(self, step: re.Match[str], number: int) -> None:
        length_ms = duration_ms(step[2])
        if isinstance(length_ms, Problem) or not length_ms:
            self._writer.note(number, "a step of no length is left out")
            return
        rest = step[3]
        power, cadence = _POWER.search(rest), _CADENCE.search(rest)
        name = _NAMES[step[1].casefold()]
        if not name and power and int(power[3] or power[1]) > _REST_UP_TO:
            name = "Lighter effort"
        if name and power:
            name += f" at {power[3]} %" if power[3] else f" from {power[1]} to {power[2]} %"
        if name and cadence:
            name += f", {cadence[1]} rpm"
        if cadence and not name:
            self._writer.note(number, "the cadence of a rest is not carried over")
        if lost := " ".join(_CADENCE.sub("", _POWER.sub("", rest)).split()):
            self._writer.note(number, f"`{clean(lost).text[:60]}` is not carried over")
        self._ride.add([(name, length_ms)], line=number)

    def _text(self, said: re.Match[str], number: int) -> None:
        onset_ms = duration_ms(said[1])
        block = self._ride.last
        text = self._writer.words(said[2], number, "a text")
        if block is None or isinstance(onset_ms, Problem) or block.start_ms + onset_ms >= block.end_ms:
            self._writer.note(number, "a text after the end of its interval is left out")
        elif text:
            self._ride.say(text, block.start_ms + onset_ms, line=number)

    def routine(self) -> Imported:
        about = self._facts.get("description", "")
        if author := self._facts.get("author"):
            about = f"{about} By {author}.".strip()
        tags = tuple(tag.strip() for tag in self._facts.get("tags", "").split(",") if tag.strip())
        title = self._facts.get("name", "")
        head = RoutineHead(
            title=title,
            about=about,
            language=language_of(" ".join((title, about, *self._ride.said()))),
            tags=(("topic", tuple(dict.fromkeys(tags))),) if tags else (),
        )
        return self._writer.routine(self._ride.steps(), head)
