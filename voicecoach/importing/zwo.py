"""Zwift workouts (ZWO): what happens when, how hard, and the texts of the ride. Cadence and pace have no place in a routine."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from voicecoach.importing.ride import Ride
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

if TYPE_CHECKING:
    from voicecoach.importing.model import Imported
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


def import_zwo(source: SourceText) -> Imported:
    workout = _Workout(Writer(source, kind="a Zwift workout"))
    for element in read_elements(source, workout.writer):
        workout.take(element)
    return workout.routine()


class _Workout:
    """Collects the elements; `writer` takes what is lost."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self._facts: dict[str, str] = {}
        self._tags: list[str] = []
        self._ride = Ride(writer)

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
        parts = [(name, length_ms) for name, length_ms in named if length_ms]
        if not parts:
            self.writer.note(element.line, f"`<{element.written}>` of no length is left out")
            return
        self._ride.add(parts, times=times, line=element.line)

    # --- texts ----------------------------------------------------------------------------------

    def _within(self, element: Element) -> None:
        if element.name in TEXTS and len(element.path) == len((_ROOT, _WORKOUT, "an interval")):
            block = self._ride.last
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
            self._ride.say(text, start_ms + offset_ms, line=element.line)

    # --- the routine ----------------------------------------------------------------------------

    def routine(self) -> Imported:
        steps = self._ride.steps()
        about = self._facts.get("description", "")
        if author := self._facts.get("author"):
            about = f"{about} By {author}.".strip()
        tags = (("sport", (self._facts["sporttype"],)),) if self._facts.get("sporttype") else ()
        if self._tags:
            tags = (*tags, ("topic", tuple(self._tags)))
        title = self._facts.get("name", "")
        language = language_of(" ".join((title, about, *self._ride.said())))
        return self.writer.routine(steps, RoutineHead(title=title, about=about, language=language, tags=tags))
