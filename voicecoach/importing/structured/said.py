"""What a record says of its step in words: names, sides, loads, powers. What is read is remembered; the rest is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.structured.amounts import number_of, power_of
from voicecoach.importing.structured.keys import REST_WORDS, Role, words_of
from voicecoach.importing.structured.records import note_unread
from voicecoach.language.details import MAX_EFFORT, edge_of, load_of
from voicecoach.language.durations import Problem

if TYPE_CHECKING:
    from voicecoach.importing.structured.records import Entry, Record
    from voicecoach.importing.writer import Writer

UNNAMED: Final = "Work"
_LONGEST_CUE: Final = 200  # characters: what is longer does not fit an exercise
_NAME_WORDS: Final = 6
_USUAL: Final = {
    "warmup": "Warm-up",
    "warm": "Warm-up",
    "cooldown": "Cool-down",
    "cool": "Cool-down",
    "interval": UNNAMED,
    "exercise": UNNAMED,
    "active": UNNAMED,
    "iteration": UNNAMED,
}


class SaidValues:
    """The values of one record that are words, by their roles."""

    def __init__(self, record: Record, writer: Writer) -> None:
        self._record = record
        self._writer = writer
        self._read: set[Role] = set()

    def note_unread(self) -> None:
        note_unread(self._writer, self._record, self._read)

    def has(self, *roles: Role) -> bool:
        return any(role in self._record.entries for role in roles)

    def text(self, role: Role) -> str:
        return self._record.text(role)

    def use(self, role: Role) -> None:
        self._read.add(role)

    def words(self, role: Role, what: str) -> str:
        entry = self._take(role)
        return self._writer.words(entry.text, entry.line, what) if entry else ""

    def name(self, usual: str) -> str:
        """Return the name, else the usual one, else what kind of step it is."""
        name = self.words(Role.NAME, "a name") or usual or self._text_as_name()
        kind = self._record.text(Role.KIND)
        if name or not kind:
            return name
        self._read.add(Role.KIND)
        words = words_of(kind)
        if number_of(kind) is not None:
            self._read.discard(Role.KIND)
            return ""
        known = next((_USUAL[word] for word in _USUAL if word in words), "")
        return known or self._writer.words(
            " ".join(kind.replace("_", " ").split()).capitalize(), self._record.line, "a name"
        )

    def _text_as_name(self) -> str:
        """Return the text of a step that has no name, if it is no sentence."""
        entry = self._record.entries.get(Role.SAY)
        is_name = entry is not None and entry.words == {"text"} and len(entry.text.split()) <= _NAME_WORDS
        return self.words(Role.SAY, "a name") if is_name else ""

    def is_rest(self, name: str) -> bool:
        words, kind = words_of(name), words_of(self._record.text(Role.KIND))
        if self._record.text(Role.REST).casefold() == "true":  # `"isRest": true`
            self._read.add(Role.REST)
            return True
        if kind & REST_WORDS:
            self._read.add(Role.KIND)
            return True
        said = words - {"off"} or words  # no `Lock-off`
        return bool(said & REST_WORDS) and len(words) <= 2  # noqa: PLR2004 - `Active rest`

    def side(self) -> str:
        """Return `, left`, `, right`, `both` or nothing."""
        written = self._record.text(Role.SIDE).casefold()
        found = {"left": ", left", "right": ", right", "l": ", left", "r": ", right"}.get(written, "")
        if not found and written in {"both", "each", "2", "true", "bilateral", "left/right"}:
            found = "both"
        if found:
            self._read.add(Role.SIDE)
        return found

    def grip(self) -> str:
        parts = [self.words(Role.GRIP, "a grip")]
        left, right = self.words(Role.LEFT, "a hold"), self.words(Role.RIGHT, "a hold")
        if left == right:
            parts.append(left)
        else:
            parts += [f"{side} {hold}" for side, hold in (("left", left), ("right", right)) if hold]
        return ", ".join(part for part in parts if part)

    def load(self) -> str:
        """Return the load, where it is one: a number has no unit by itself."""
        entry = self._record.entries.get(Role.LOAD)
        if not entry:
            return ""
        unit = self._record.text(Role.UNIT).casefold()
        pounds = entry.words & {"lb", "lbs", "pounds"} or "lb" in unit
        kilos = entry.words & {"kg", "kgs", "kilograms"} or "kg" in unit
        number = number_of(entry.text)
        if number == 0:
            self._read.add(Role.LOAD)
            return ""
        said = (
            entry.text
            if number is None
            else f"{number.normalize():f}{' lb' if pounds else ' kg' if kilos else ''}"
        )
        if isinstance(load_of(said), Problem):
            return ""
        if number is not None and (pounds or kilos):
            self._read.add(Role.UNIT)
        words = self.words(Role.LOAD, "a load")
        return words if number is None else said

    def edge(self) -> str:
        entry = self._record.entries.get(Role.EDGE)
        return (
            self.words(Role.EDGE, "an edge") if entry and not isinstance(edge_of(entry.text), Problem) else ""
        )

    def effort(self) -> str:
        """Return the effort, where it is a whole number of 1 to 10."""
        number = number_of(self._record.text(Role.EFFORT))
        if number is None or number != int(number) or not 0 < number <= MAX_EFFORT:
            return ""
        self._read.add(Role.EFFORT)
        return str(int(number))

    def cues(self) -> tuple[tuple[str, str], ...]:
        entry = self._record.entries.get(Role.SAY)
        if not entry or Role.SAY in self._read or len(entry.text) > _LONGEST_CUE:
            return ()
        text = self.words(Role.SAY, "a text")
        return (("start", text),) if text else ()

    def power(self) -> str:
        """Return the power in words: ` at 75 %`, ` from 50 to 75 %`, ` at 150 watts`."""
        roles = (Role.POWER, Role.POWER_LOW, Role.POWER_HIGH)
        one, low, high = (self._one_power(role) for role in roles)
        cadence = self._take(Role.CADENCE)
        beats = self._writer.words(cadence.text, cadence.line, "a cadence") if cadence else ""
        turning = f", {beats} rpm" if beats and beats != "0" else ""
        if one or not (low and high) or low == high:
            found = one or low or high
            return (f" at {found}" if found else "") + turning
        start = low.rpartition(" ")[0]
        return f" from {start} to {high}{turning}"

    def _one_power(self, role: Role) -> str:
        entry = self._record.entries.get(role)
        unit = "watts" if entry and entry.words & {"watts", "watt"} else self._record.text(Role.POWER_UNIT)
        found = power_of(entry.text, unit.casefold()) if entry else ""
        if found:
            self._read |= {role, Role.POWER_UNIT}
        return found

    def _take(self, role: Role) -> Entry | None:
        entry = self._record.entries.get(role)
        if entry:
            self._read.add(role)
        return entry
