"""Zwift workouts (ZWO): what happens when, how hard, and the texts of the ride. Cadence and pace have no place in a routine."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.steps import ImportedRest, ImportedRounds, ImportedTimed
from voicecoach.importing.words import clean
from voicecoach.importing.writer import RoutineHead, Writer
from voicecoach.importing.xml_events import Element, read_elements
from voicecoach.importing.zwo_amounts import (
    MOST_DIGITS,
    length_ms_of,
    note_targets,
    off_power,
    power_words,
    with_known_attributes,
)
from voicecoach.importing.zwo_texts import ON_THE_SCREEN, TEXTS, known_attributes, shown_text
from voicecoach.language.spoken_in import language_of
from voicecoach.language.texts import MAX_TEXT
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.importing.model import Imported
    from voicecoach.importing.steps import ImportedStep
    from voicecoach.source import SourceText

_NAMES: Final = {
    "warmup": "Warm-up",
    "cooldown": "Cool-down",
    "steadystate": "Steady",
    "solidstate": "Steady",
    "ramp": "Ramp",
    "freeride": "Free ride",
    "maxeffort": "Max effort",
}
_INTERVALS: Final = "intervalst"
_EFFORT: Final = "Effort"
_LIGHTER: Final = "Lighter effort"
_REST_UP_TO: Final = Decimal("0.75")  # of the threshold power; an off part above that is no rest
_ROOT, _WORKOUT, _TAGS = "workout_file", "workout", "tags"
_OF_THE_FILE: Final = frozenset({"name", "description", "author", "sporttype"})
_WITH_WORDS: Final = _OF_THE_FILE | {"durationtype", *TEXTS}


class _Part(Struct, frozen=True, kw_only=True):
    """An interval of the ride. Without a name it is a rest."""

    name: str
    start_ms: int
    duration_ms: int


class _Block(Struct, frozen=True, kw_only=True):
    """Intervals that are one element of the file, `times` times over."""

    parts: tuple[_Part, ...]
    times: int
    line: int

    @property
    def start_ms(self) -> int:
        return self.parts[0].start_ms

    @property
    def once_ms(self) -> int:
        return sum(part.duration_ms for part in self.parts)

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.times * self.once_ms


class _Message(Struct, frozen=True, kw_only=True):
    onset_ms: int  # from the start of the session
    text: str
    line: int


def import_zwo(source: SourceText) -> Imported:
    ride = _Ride(Writer(source, kind="a Zwift workout"))
    for element in read_elements(source, ride.writer):
        ride.take(element)
    return ride.routine()


class _Ride:
    """Collects the elements; `writer` takes what is lost."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self._facts: dict[str, str] = {}
        self._tags: list[str] = []
        self._blocks: list[_Block] = []
        self._messages: list[_Message] = []
        self._end_ms = 0

    def take(self, element: Element) -> None:
        if element.text.strip() and element.name.replace("_", "") not in _WITH_WORDS:
            words = clean(element.text).text[:60]
            self.writer.note(
                element.line, f"what stands in `<{element.written[:60]}>` is not carried over: `{words}`"
            )
        match element.path:
            case ():
                if element.name != _ROOT:
                    raise self.writer.failure(
                        element.line,
                        f"a Zwift workout begins with `<{_ROOT}>`, not with `<{element.written[:60]}>`",
                        hint="only Zwift's XML is imported",
                    )
            case (_,):
                self._fact(element)
            case (_, tags) if tags == _TAGS:
                tag = self.writer.words(element.attributes.get("name", ""), element.line, "a tag")
                if tag and tag not in self._tags:
                    self._tags.append(tag)
            case (_, workout) if workout == _WORKOUT:
                self._segment(element)
            case (_, workout, *_) if workout == _WORKOUT:
                self._within(element)
            case _:
                self.writer.note(element.line, f"`<{element.written[:60]}>` is not carried over")

    def _fact(self, element: Element) -> None:
        name = element.name.replace("_", "")  # `sport_type`
        if name in _OF_THE_FILE:
            words = self.writer.words(element.text, element.line, f"the {name}", spoken=False)
            if self._facts.setdefault(name, words) != words:
                self.writer.note(element.line, f"another {name} is left out")
        elif element.name == "durationtype" and "dist" in element.text.casefold():
            raise self.writer.failure(
                element.line,
                "this workout is measured in distances, not in times",
                hint="export it from its editor by time",
            )
        elif element.name not in {_WORKOUT, _TAGS, "durationtype"} and not element.text.strip():
            self.writer.note(element.line, f"`<{element.written[:60]}>` is not carried over")

    # --- intervals ------------------------------------------------------------------------------

    def _segment(self, element: Element) -> None:
        if element.name in TEXTS:
            self._message(element, 0, None)
            return
        element = with_known_attributes(self.writer, element, are_intervals=element.name == _INTERVALS)
        if element.name == _INTERVALS:
            self._intervals(element)
        elif element.name in _NAMES:
            name = f"{_NAMES[element.name]}{power_words(element.attributes, 'power')}"
            self._add(element, (name, length_ms_of(element.attributes, "duration")), times=1)
        else:
            self.writer.note(element.line, f"`<{element.written[:60]}>` is not carried over")
            return
        note_targets(self.writer, element)

    def _intervals(self, element: Element) -> None:
        repeat = element.attributes.get("repeat", "1").strip()
        times = int(repeat) if repeat.isascii() and repeat.isdigit() and len(repeat) < MOST_DIGITS else 0
        off_name = ""
        if off_power(element.attributes) > _REST_UP_TO:
            off_name = f"{_LIGHTER}{power_words(element.attributes, 'offpower', 'poweroff')}"
        on = (
            f"{_EFFORT}{power_words(element.attributes, 'onpower', 'poweron')}",
            length_ms_of(element.attributes, "onduration"),
        )
        self._add(element, on, (off_name, length_ms_of(element.attributes, "offduration")), times=times)

    def _add(self, element: Element, *named: tuple[str, int | None], times: int) -> None:
        if not times or any(length_ms is None for _, length_ms in named):
            self.writer.note(element.line, f"`<{element.written}>` without a whole length is left out")
            return
        parts: list[_Part] = []
        start_ms = self._end_ms
        for name, length_ms in named:
            if length_ms:
                parts.append(_Part(name=name, start_ms=start_ms, duration_ms=length_ms))
                start_ms += length_ms
        if not parts:
            self.writer.note(element.line, f"`<{element.written}>` of no length is left out")
            return
        block = _Block(parts=tuple(parts), times=times, line=element.line)
        # Counted here, so that nothing grows before the limits are known to hold.
        self.writer.count(element.line, duration_ms=block.once_ms, times=times)
        self.writer.count(element.line, times=times * (len(parts) - 1))
        self._blocks.append(block)
        self._end_ms = block.end_ms

    # --- texts ----------------------------------------------------------------------------------

    def _within(self, element: Element) -> None:
        if element.name in TEXTS and len(element.path) == len((_ROOT, _WORKOUT, "an interval")):
            block = self._blocks[-1] if self._blocks else None
            if block is not None and block.line == element.parent_line:
                self._message(element, block.start_ms, block.end_ms)
                return
            self.writer.note(element.line, "a text in an interval that is left out")
            return
        self.writer.note(element.line, f"`<{element.written[:60]}>` is not carried over")

    def _message(self, element: Element, start_ms: int, end_ms: int | None) -> None:
        attributes = known_attributes(self.writer, element)
        text = self.writer.words(shown_text(self.writer, element, attributes), element.line, "a text")
        if "distoffset" in attributes:
            self.writer.note(element.line, "a text at a distance, not at a time, is left out")
            return
        offset_ms = length_ms_of({"at": attributes.get("timeoffset", "0")}, "at")
        if offset_ms is None:
            self.writer.note(element.line, "a text at a time that is no number is left out")
            return
        if end_ms is not None and start_ms + offset_ms >= end_ms:
            self.writer.note(element.line, "a text after the end of its interval is left out")
            return
        if ON_THE_SCREEN & attributes.keys():
            self.writer.note(
                element.line, "how long, where and how large a text is shown is not carried over"
            )
        if text:
            self.writer.count(element.line)
            self._messages.append(_Message(onset_ms=start_ms + offset_ms, text=text, line=element.line))

    # --- the routine ----------------------------------------------------------------------------

    def routine(self) -> Imported:
        messages = sorted(self._messages, key=lambda message: message.onset_ms)
        for message in messages:
            if message.onset_ms >= self._end_ms:
                self.writer.note(message.line, "a text after the end of the ride is left out")
        steps: list[ImportedStep] = []
        taken = 0
        for block in self._blocks:
            until = taken
            while until < len(messages) and messages[until].onset_ms < block.end_ms:
                until += 1
            steps += _steps(self.writer, block, messages[taken:until])
            taken = until
        about = self._facts.get("description", "")
        if author := self._facts.get("author"):
            about = f"{about} By {author}.".strip()
        tags = (("sport", (self._facts["sporttype"],)),) if self._facts.get("sporttype") else ()
        if self._tags:
            tags = (*tags, ("topic", tuple(self._tags)))
        title = self._facts.get("name", "")
        language = language_of(" ".join((title, about, *(message.text for message in messages))))
        return self.writer.routine(steps, RoutineHead(title=title, about=about, language=language, tags=tags))


def _steps(writer: Writer, block: _Block, messages: list[_Message]) -> list[ImportedStep]:
    """Return a block's steps: as rounds, or written out where its texts are not the same in every round."""
    if block.times > 1 and not messages:
        steps_once = tuple(_step(part) for part in block.parts)
        return [ImportedRounds(count=block.times, steps=steps_once, keeps_last_rest=not block.parts[-1].name)]
    steps: list[ImportedStep] = []
    waiting = messages[::-1]
    for number in range(block.times):
        for part in block.parts:
            start_ms = part.start_ms + number * block.once_ms
            own: list[_Message] = []
            while waiting and waiting[-1].onset_ms < start_ms + part.duration_ms:
                own.append(waiting.pop())
            steps.append(_step(part, _cues(writer, own, start_ms)))
    return steps


def _step(part: _Part, cues: tuple[tuple[str, str], ...] = ()) -> ImportedStep:
    if not part.name:
        return ImportedRest(length_ms=part.duration_ms, cues=cues)
    return ImportedTimed(name=part.name, length_ms=part.duration_ms, cues=cues)


def _cues(writer: Writer, messages: list[_Message], start_ms: int) -> tuple[tuple[str, str], ...]:
    cues: dict[str, str] = {}
    for message in messages:
        offset_ms = message.onset_ms - start_ms
        when = format_duration_ms(offset_ms) if offset_ms else "start"
        before = cues.get(when, "")
        goes_on = message.text[:1].islower() or before[-1:] in ",;:-"  # two lines of one sentence
        stop = "" if not before or goes_on or before[-1] in ".!?…" else "."
        text = f"{before}{stop} {message.text}".strip()
        cues[when] = text
        if before and len(text) > MAX_TEXT:
            cues[when] = before
            writer.note(message.line, "a text at the same time as a long one is left out")
    return tuple(cues.items())
