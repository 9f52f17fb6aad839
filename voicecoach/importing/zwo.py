"""Zwift workouts (ZWO): what happens when, how hard, and the texts of the ride. Cadence and pace have no place in a routine."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.spoken_in import language_of
from voicecoach.importing.steps import ImportedRest, ImportedRounds, ImportedTimed
from voicecoach.importing.words import clean
from voicecoach.importing.writer import RoutineHead, Writer
from voicecoach.importing.xml_events import Element, read_elements
from voicecoach.language.suggest import closest
from voicecoach.language.texts import MAX_TEXT
from voicecoach.language.values import MAX_DURATION_MS
from voicecoach.units import MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Mapping

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
_MOST_POWER: Final = 20  # times the threshold; anything above is a mistake, or in watts
_POWERS: Final = frozenset(
    {
        "power",
        "powerlow",
        "powerhigh",
        "onpower",
        "offpower",
        "poweronlow",
        "poweronhigh",
        "powerofflow",
        "poweroffhigh",
    }
)
_TEXTS: Final = {"textevent": "message", "textnotification": "text"}
_ON_THE_SCREEN: Final = frozenset({"duration", "y", "x", "textscale", "font_size"})
_OF_A_TEXT: Final = _ON_THE_SCREEN | {"timeoffset", "distoffset"}
_TAKEN: Final = frozenset({"duration", "onduration", "offduration", "repeat"})
_ROOT, _WORKOUT, _TAGS = "workout_file", "workout", "tags"
_OF_THE_FILE: Final = frozenset({"name", "description", "author", "sporttype"})
_WITH_WORDS: Final = _OF_THE_FILE | {"durationtype", *_TEXTS}
_SECONDS_DIGITS: Final = 40


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
        if element.text.strip() and element.name not in _WITH_WORDS:
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
        if element.name in _OF_THE_FILE:
            words = self.writer.words(element.text, element.line, f"the {element.name}", spoken=False)
            if self._facts.setdefault(element.name, words) != words:
                self.writer.note(element.line, f"another {element.name} is left out")
        elif element.name == "durationtype" and "dist" in element.text.casefold():
            raise self.writer.failure(
                element.line,
                "this workout is measured in distances, not in times",
                hint="export it from its editor by time",
            )
        elif element.name not in {_WORKOUT, _TAGS, "durationtype"}:
            self.writer.note(element.line, f"`<{element.written[:60]}>` is not carried over")

    # --- intervals ------------------------------------------------------------------------------

    def _segment(self, element: Element) -> None:
        if element.name in _TEXTS:
            self._message(element, 0, None)
        elif element.name == _INTERVALS:
            self._intervals(element)
        elif element.name in _NAMES:
            name = f"{_NAMES[element.name]}{_power(element.attributes, 'power')}"
            self._add(element, (name, _ms(element.attributes, "duration")), times=1)
        else:
            self.writer.note(element.line, f"`<{element.written[:60]}>` is not carried over")
            return
        if element.name not in _TEXTS:
            _note_targets(self.writer, element)

    def _intervals(self, element: Element) -> None:
        repeat = element.attributes.get("repeat", "1").strip()
        times = int(repeat) if repeat.isascii() and repeat.isdigit() and len(repeat) < _SECONDS_DIGITS else 0
        off_name = ""
        if _off_power(element.attributes) > _REST_UP_TO:
            off_name = f"{_LIGHTER}{_power(element.attributes, 'offpower', 'poweroff')}"
        on = (
            f"{_EFFORT}{_power(element.attributes, 'onpower', 'poweron')}",
            _ms(element.attributes, "onduration"),
        )
        self._add(element, on, (off_name, _ms(element.attributes, "offduration")), times=times)

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
        if element.name in _TEXTS and len(element.path) == len((_ROOT, _WORKOUT, "an interval")):
            block = self._blocks[-1] if self._blocks else None
            if block is not None and block.line == element.parent_line:
                self._message(element, block.start_ms, block.end_ms)
                return
            self.writer.note(element.line, "a text in an interval that is left out")
            return
        self.writer.note(element.line, f"`<{element.written[:60]}>` is not carried over")

    def _message(self, element: Element, start_ms: int, end_ms: int | None) -> None:
        attributes = _known(self.writer, element)
        text = self.writer.words(_shown(self.writer, element, attributes), element.line, "a text")
        if "distoffset" in attributes:
            self.writer.note(element.line, "a text at a distance, not at a time, is left out")
            return
        offset_ms = _ms({"at": attributes.get("timeoffset", "0")}, "at")
        if offset_ms is None:
            self.writer.note(element.line, "a text at a time that is no number is left out")
            return
        if end_ms is not None and start_ms + offset_ms >= end_ms:
            self.writer.note(element.line, "a text after the end of its interval is left out")
            return
        if _ON_THE_SCREEN & attributes.keys():
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


def _known(writer: Writer, element: Element) -> dict[str, str]:
    """Return the attributes of a text by their right names; a misspelt one is read as what it is near to, and noted."""
    known = {_TEXTS[element.name], *_OF_A_TEXT}
    attributes: dict[str, str] = {}
    for attribute, value in element.attributes.items():
        near = attribute if attribute in known else closest(attribute, known - element.attributes.keys())
        if not near:
            writer.note(element.line, f"`{clean(attribute).text[:60]}` of a text is not carried over")
            continue
        if near != attribute:
            writer.note(element.line, f"`{clean(attribute).text[:60]}` is read as `{near}`")
        attributes[near] = value
    return attributes


def _shown(writer: Writer, element: Element, attributes: Mapping[str, str]) -> str:
    """Return what a text shows: its message, or else what stands in the element."""
    message, body = attributes.get(_TEXTS[element.name], ""), element.text
    if message.strip() and body.strip():
        writer.note(element.line, "what stands in a text that has a message is left out")
    if not message.strip() and not body.strip():
        writer.note(element.line, "a text without words is left out")
    return message if message.strip() else body


def _note_targets(writer: Writer, element: Element) -> None:
    for attribute in element.attributes:
        if attribute in _TAKEN:
            continue
        if attribute in _POWERS:
            continue  # said with the name; a rest has none
        if "power" in attribute or attribute in {"zone", "target", "slop", "overunder"}:
            writer.note(element.line, "power targets without a number are not carried over")
        elif "cadence" in attribute:
            writer.note(element.line, "cadence targets are not carried over")
        elif attribute in {"pace", "units"}:
            writer.note(element.line, "pace targets are not carried over")
        else:
            writer.note(element.line, "settings of the trainer and its screen are not carried over")


def _power(attributes: Mapping[str, str], *names: str) -> str:
    """Return the power in words, as a share of the threshold: ` at 75 %`, ` from 50 to 75 %`; empty where there is none."""
    for name in names:
        one = _percent(attributes.get(name, ""))
        low, high = _percent(attributes.get(f"{name}low", "")), _percent(attributes.get(f"{name}high", ""))
        if one:
            return f" at {one} %"
        if low and high:
            return f" from {low} to {high} %" if low != high else f" at {low} %"
    return ""


def _percent(words: str) -> str:
    share = _decimal(words)
    if share is None or not 0 < share <= _MOST_POWER:
        return ""
    return str(int((share * 100).to_integral_value(ROUND_HALF_UP)))


def _off_power(attributes: Mapping[str, str]) -> Decimal:
    for name in ("offpower", "poweroffhigh", "powerofflow"):
        power = _decimal(attributes.get(name, ""))
        if power is not None:
            return power
    return Decimal(0)


def _decimal(words: str) -> Decimal | None:
    if len(words) > _SECONDS_DIGITS:
        return None
    try:
        number = Decimal(words.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _ms(attributes: Mapping[str, str], name: str) -> int | None:
    """Return seconds as milliseconds, rounded, or None if they are not a length."""
    seconds = _decimal(attributes.get(name, ""))
    if seconds is None or not 0 <= seconds <= MAX_DURATION_MS // MS_PER_S:
        return None
    return int((seconds * MS_PER_S).to_integral_value(ROUND_HALF_UP))
