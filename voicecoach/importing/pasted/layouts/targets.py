"""Steps of rides and runs with targets, as platforms write them: `- 1km 3:55-4:00 Pace intensity=active`. A pace is no time of the step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.items import Exercise, Heading, Left
from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine

_INTENSITY: Final = re.compile(r" ?\bintensity ?= ?([a-z]+)\b", re.IGNORECASE)
_PACE: Final = re.compile(
    r"[0-9]{1,2}:[0-9]{2}(?:-[0-9]{1,2}:[0-9]{2})? ?(?:/ ?(?:km|mi|[0-9]{2,3}m)\b|(?:/ ?(?:km|mi) ?)?pace\b)",
    re.IGNORECASE,
)
_LENGTH: Final = re.compile(
    r"(?<![\w.:/-])(?:(?P<h>[0-9]{1,2})h)?(?:(?P<m>[0-9]{1,3})m(?P<ms>[0-9]{1,2})?)?(?:(?P<s>[0-9]{1,4})s)?(?![\w.:/%-])"
)
_DISTANCE: Final = re.compile(
    r"(?<![\w.:/-])(?P<number>[0-9]{1,5}(?:\.[0-9]{1,3})?) ?(?P<unit>km|mtrs?|mi)\b", re.IGNORECASE
)
_TARGET: Final = re.compile(r"[0-9] ?(?:%|w\b|rpm\b)|\bZ[0-9]\b|\b(?:HR|LTHR|pace)\b", re.IGNORECASE)
_METRES: Final = {"km": 1_000, "mtr": 1, "mtrs": 1, "mi": 1_609}
_NAMES: Final = {"warmup": "Warm-up", "cooldown": "Cool-down", "recovery": "Recovery", "rest": "Rest"}
_LABEL: Final = re.compile(r"\[[A-Z][A-Z_-]{1,20}:[^\[\]]*\]")  # `[PLAN-ID:2026-02-04-SST-3x8]`
_LEAST: Final = 2
_STEP_IN_M: Final = re.compile(r"(?P<before>\s*- (?:[0-9]{1,2} ?x )?)(?P<number>[0-9]{2,4})m(?= |$)")
_SWUM_OR_RUN: Final = re.compile(
    r"\b(?:pace|HR|LTHR|swim|free|freestyle|back|breast|fly|pull|kick|drill)\b", re.IGNORECASE
)
_ZONE_OF_HEART: Final = re.compile(r"\b(Z[0-9]) HR\b")
_LONG_M: Final = 200  # nobody runs or swims a step of so many minutes


def read_targets(lines: Sequence[PastedLine]) -> dict[int, tuple[PastedItem, ...]]:
    """Return the items of steps with a pace or an intensity, by the number of their line, and what such a text has above them."""
    found: dict[int, tuple[PastedItem, ...]] = {}
    for line in lines:
        if line.is_listed and (step := _step(line)):
            found[line.number] = (step,)
        elif _LABEL.fullmatch(line.written.strip()):
            found[line.number] = (Left(line=line.number, text=line.written),)
    if _has_title(lines):
        found[lines[0].number] = (Heading(line=lines[0].number, text=lines[0].text),)
    return found


def with_metres_of_steps(lines: Sequence[str]) -> list[str]:
    """Return lines in which the `m` of steps such as `- 400m 90% pace` are metres, where they can be no minutes."""
    steps = [found for line in lines if (found := _STEP_IN_M.match(line))]
    numbers = [int(step["number"]) for step in steps]
    are_far = any(number >= _LONG_M and number % 100 == 0 for number in numbers)
    if not are_far or not any(_SWUM_OR_RUN.search(step.string) for step in steps):
        return list(lines)
    # Where every number is one of a pool's lengths, all are; a runner has a warm-up of minutes.
    least = 25 if all(number % 25 == 0 for number in numbers) else 100
    return [_in_metres(line, least) for line in lines]


def _in_metres(line: str, least: int) -> str:
    found = _STEP_IN_M.match(line)
    if found is None or int(found["number"]) % least:
        return line
    rest = _ZONE_OF_HEART.sub(r"\1 heart rate", line[found.end() :])  # its `1 HR` is no hour
    return f"{found['before']}{found['number']} meters{rest}"


def _has_title(lines: Sequence[PastedLine]) -> bool:
    """Tell whether the first line is a name above a heading, as `Tabata` is above `Warmup` and its steps."""
    if len(lines) <= _LEAST:
        return False
    title, heading, step = lines[:3]
    without_numbers = not any(character.isdigit() for character in title.text + heading.text)
    is_apart = heading.after_blank and not title.is_listed and not heading.is_listed
    return without_numbers and is_apart and step.is_listed and _TARGET.search(step.text) is not None


def _step(line: PastedLine) -> Exercise | None:
    text = line.text
    intensity = _INTENSITY.search(text)
    if intensity is None and not _PACE.search(text):
        return None
    kind = intensity[1].casefold() if intensity else ""
    rest = _INTENSITY.sub("", text)
    length, distance = _first(_LENGTH, rest), _DISTANCE.search(rest)
    if distance and (length is None or distance.start() < length.start()):
        metres = round(float(distance["number"]) * _METRES[distance["unit"].casefold()])
        name = _name(f"{distance[0]} {_without(rest, distance)}", kind)
        return Exercise(line=line.number, name=name, metres=metres)
    if length is None:
        return None
    return Exercise(line=line.number, name=_name(_without(rest, length), kind), time_ms=_ms(length))


def _first(shape: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next((found for found in shape.finditer(text) if found[0]), None)


def _ms(length: re.Match[str]) -> int:
    hours, minutes, of_minute, seconds = (int(length[part] or 0) for part in ("h", "m", "ms", "s"))
    return hours * MS_PER_H + minutes * MS_PER_MIN + (of_minute + seconds) * MS_PER_S


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _name(text: str, kind: str) -> str:
    """Return what is said: the label and the targets, or else what kind of step it is."""
    words = " ".join(text.split())
    usual = _NAMES.get(kind, "")
    if not usual or usual.casefold() in words.casefold():
        return words or usual
    return f"{usual} {words}".strip()
