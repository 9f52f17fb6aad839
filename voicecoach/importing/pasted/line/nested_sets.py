"""Sets of sets in one line: `2 sets of 5 x 300 m, 1 min between reps, 4 min between sets`, `3 x (4 x 500 m / 1:00 rest), 5:00 rest`; and sets of reps that take a time each, `3 sets x 5 reps x 3 s`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.items import BlockOpening, Exercise, RestItem, RoundsOf
from voicecoach.importing.pasted.line.drafts import draft_of
from voicecoach.importing.pasted.line.line_parts import Part, Role, length_ms_in, number_in
from voicecoach.importing.pasted.words.facts import Cross, PlainNumber
from voicecoach.importing.pasted.words.vocabulary import HOLDS, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.items import PastedItem

_LETTERS: Final = {
    Role.SETS: "S",
    Role.CROSSED: "C",
    Role.TIME: "T",
    Role.DISTANCE: "D",
    Role.WORDS: "W",
    Role.REST: "Z",
    Role.SIGNS: "",
}
_REPS_OF_TIME: Final = "R"  # `5 reps x`
_OTHER: Final = "!"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        r"W?(?P<sets>[SC])(?P<reps>[CR])W?(?P<each>[TD])W?(?P<short>Z)(?P<long>Z)",
        r"W?(?P<sets>[SC])\((?P<reps>[CR])W?(?P<each>[TD])W?(?P<short>Z)?\)(?P<long>Z)?",
        r"W?(?P<sets>[SC])(?P<reps>R)(?P<each>T)W?(?P<long>Z)?",
        r"W?(?P<reps>R)(?P<each>T)(?P<sets>[SC])W?(?P<long>Z)?",
    )
)
_MOST: Final = 99


def read_nested(line: str, parts: Sequence[Part], number: int) -> tuple[PastedItem, ...]:
    """Return sets of what is done several times in each; nothing where a line says something else."""
    letters = [_letter(part, line) for part in parts]
    said = [part for part, letter in zip(parts, letters, strict=True) if letter]
    found = next((found for form in _FORMS if (found := form.fullmatch("".join(letters)))), None)
    if found is None:
        return ()
    if _REPS_OF_TIME in letters and any(
        plain(line[fact.start : fact.end]) in HOLDS for part in parts for fact in part.facts
    ):
        return ()  # `3 sets x 10 reps x 5 s hold`: reps that are held
    of = {name: said[found.start(name)] for name, letter in found.groupdict().items() if letter}
    sets, reps = number_in(of["sets"]), number_in(of["reps"])
    words = [fact for part in said if part.role in {Role.WORDS, Role.DISTANCE} for fact in part.facts]
    draft = draft_of(line, [fact for fact in words if not isinstance(fact, Cross | PlainNumber)])
    if not 0 < sets <= _MOST or not 0 < reps <= _MOST:
        return ()
    rests_ms = {name: length_ms_in(of[name]) if name in of else 0 for name in ("short", "long")}
    if rests_ms["short"] > rests_ms["long"] > 0:
        return ()
    each = Exercise(
        line=number,
        name=draft.name,
        details=draft.details,
        sets=reps,
        time_ms=length_ms_in(of["each"]) if of["each"].role is Role.TIME else 0,
        metres=draft.metres,
        rest_ms=rests_ms["short"] or None,
        rests_only_between=True,
        both_sides=draft.both_sides,
        is_hang=draft.is_hang,
        doubts=draft.doubts,
    )
    rest = (RestItem(line=number, length_ms=rests_ms["long"]),) if rests_ms["long"] else ()
    return (BlockOpening(line=number, kind=RoundsOf(count=sets, is_sets=True), body=(each, *rest)),)


def _letter(part: Part, line: str) -> str:
    written = line[part.facts[0].start : part.facts[0].end]
    if written in {"(", ")"}:
        return written
    if part.role is Role.REPS and isinstance(part.facts[-1], Cross):
        return _REPS_OF_TIME
    return _LETTERS.get(part.role, _OTHER)
