"""A line that says what is done in turn, how often, and in how many sets: `3 sets of 5 x 40 s hard, 20 s easy, 1 min between sets`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import BlockOpening, Exercise, RestItem, RoundsOf
from voicecoach.importing.pasted.line.drafts import draft_of
from voicecoach.importing.pasted.line.line_parts import Role, length_ms_in, number_in
from voicecoach.importing.pasted.words.facts import PlainWord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.line.line_parts import Part

_LETTERS: Final = {
    Role.SETS: "S",
    Role.REPS: "C",
    Role.CROSSED: "C",
    Role.TIME: "T",
    Role.WORDS: "W",
    Role.REST: "Z",
    Role.SIGNS: ",",
}
_OTHER: Final = "!"
_SIGNS: Final = "[,()]*"
_TURNS: Final = rf"(?P<turns>(?:TW{_SIGNS})+TW|(?:WT{_SIGNS})+WT)"
# How often in a set stands on one side of what is done in turn, and the sets on either.
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?P<sets>[SC]){_SIGNS}(?P<count>C){_SIGNS}{_TURNS}{_SIGNS}(?P<rest>Z)?{_SIGNS}",
        rf"(?P<count>[SC]){_SIGNS}{_TURNS}{_SIGNS}(?P<sets>S){_SIGNS}(?P<rest>Z)?{_SIGNS}",
        rf"{_TURNS}{_SIGNS}(?P<count>C){_SIGNS}(?P<sets>[SC]){_SIGNS}(?P<rest>Z)?{_SIGNS}",
        rf"\({_TURNS}\)(?P<count>[SC]){_SIGNS}(?P<rest>Z)?{_SIGNS}",
    )
)
_MOST: Final = 999


def read_turns(line: str, parts: Sequence[Part], number: int) -> tuple[PastedItem, ...]:
    """Return sets of what is done in turn; nothing where a line says something else."""
    letters = "".join(_letter(part, line) for part in parts)
    found = next((found for form in _FORMS if (found := form.fullmatch(letters))), None)
    if found is None:
        return ()
    count = number_in(parts[found.start("count")])
    sets = number_in(parts[found.start("sets")]) if found.groupdict().get("sets") else 1
    turns = tuple(_turns(parts[found.start("turns") : found.end("turns")], line, number))
    if not turns or not 1 < sets * count <= _MOST or not all(one.time_ms and one.name for one in turns):
        return ()
    inner = BlockOpening(line=number, kind=RoundsOf(count=count), body=turns)
    rest_ms = length_ms_in(parts[found.start("rest")]) if found["rest"] else 0
    rest = (RestItem(line=number, length_ms=rest_ms),) if rest_ms else ()
    if sets == 1:
        return (replace(inner, body=(*turns, *rest)),)
    return (BlockOpening(line=number, kind=RoundsOf(count=sets, is_sets=True), body=(inner, *rest)),)


def _letter(part: Part, line: str) -> str:
    written = line[part.facts[0].start : part.facts[0].end]
    return written if written in {"(", ")"} else _LETTERS.get(part.role, _OTHER)


def _turns(parts: Sequence[Part], line: str, number: int) -> list[Exercise]:
    """Return what is done in turn: a time and the words beside it, each."""
    found: list[Exercise] = []
    said = [part for part in parts if part.role is not Role.SIGNS]
    for first, second in zip(said[::2], said[1::2], strict=True):
        words = first.facts if first.role is Role.WORDS else second.facts
        draft = draft_of(line, words)
        if any(isinstance(fact, PlainWord) for fact in words):
            one = Exercise(
                line=number,
                name=draft.name,
                details=draft.details,
                time_ms=length_ms_in(first, second),
                doubts=draft.doubts,
            )
            found.append(one)
    return found if 2 * len(found) == len(said) else []
