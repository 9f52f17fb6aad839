"""A ride that is being imported: intervals one after the other, and texts at their times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.importing.steps import ImportedRest, ImportedRounds, ImportedTimed
from voicecoach.language.texts import MAX_TEXT
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.steps import ImportedStep
    from voicecoach.importing.writer import Writer


class RidePart(Struct, frozen=True, kw_only=True):
    """An interval. Without a name it is a rest."""

    name: str
    start_ms: int
    duration_ms: int


class RideBlock(Struct, frozen=True, kw_only=True):
    """Intervals that stand together in the file, `times` times over."""

    parts: tuple[RidePart, ...]
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


class Ride:
    """Collects intervals and texts; `writer` takes what is lost."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._blocks: list[RideBlock] = []
        self._messages: list[_Message] = []

    @property
    def last(self) -> RideBlock | None:
        return self._blocks[-1] if self._blocks else None

    def add(self, named: Sequence[tuple[str, int]], *, times: int = 1, line: int) -> None:
        """Add intervals of some length, as (name, length in ms), to the end."""
        parts: list[RidePart] = []
        start_ms = self._end_ms
        for name, length_ms in named:
            parts.append(RidePart(name=name, start_ms=start_ms, duration_ms=length_ms))
            start_ms += length_ms
        block = RideBlock(parts=tuple(parts), times=times, line=line)
        # Counted here, so that nothing grows before the limits are known to hold.
        self._writer.count(line, duration_ms=block.once_ms, times=times)
        self._writer.count(line, times=times * (len(parts) - 1))
        self._blocks.append(block)

    def say(self, text: str, onset_ms: int, *, line: int) -> None:
        self._writer.count(line)
        self._messages.append(_Message(onset_ms=onset_ms, text=text, line=line))

    def said(self) -> list[str]:
        return [message.text for message in self._in_order()]

    def steps(self) -> list[ImportedStep]:
        messages = self._in_order()
        for message in messages:
            if message.onset_ms >= self._end_ms:
                self._writer.note(message.line, "a text after the end of the ride is left out")
        steps: list[ImportedStep] = []
        taken = 0
        for block in self._blocks:
            until = taken
            while until < len(messages) and messages[until].onset_ms < block.end_ms:
                until += 1
            steps += _steps(self._writer, block, messages[taken:until])
            taken = until
        return steps

    @property
    def _end_ms(self) -> int:
        return self._blocks[-1].end_ms if self._blocks else 0

    def _in_order(self) -> list[_Message]:
        return sorted(self._messages, key=lambda message: message.onset_ms)


def _steps(writer: Writer, block: RideBlock, messages: list[_Message]) -> list[ImportedStep]:
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


def _step(part: RidePart, cues: tuple[tuple[str, str], ...] = ()) -> ImportedStep:
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
