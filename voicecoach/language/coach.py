"""What a coach would ask about a routine that can be heard: the one public function of this stage.

Only what is nearly certain is found here: a warning that is wrong teaches an author to read none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings import has_errors
from voicecoach.findings.base import Edit, Severity, instead
from voicecoach.findings.coaching import (
    BareNumber,
    CurlyQuotes,
    MinutesNeverReached,
    NoTimeToBegin,
    NoTimeToSwitch,
    OneSideOnly,
    SidesInName,
)
from voicecoach.language.coach_cues import coach_cues
from voicecoach.language.coach_language import missing_language
from voicecoach.language.coach_tags import coach_tags, missing_caution
from voicecoach.language.kinds import kind_of, walk
from voicecoach.language.kinds.lead_in import LeadIn
from voicecoach.language.kinds.reps import Reps
from voicecoach.language.kinds.rest import Rest
from voicecoach.language.kinds.say import Say
from voicecoach.language.kinds.work import Work
from voicecoach.language.model import LEFT, RIGHT
from voicecoach.language.places import instead_of_value, value_beside
from voicecoach.language.quoting import is_curly, quote, without_curly
from voicecoach.language.text_lines import text_lines
from voicecoach.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.findings import Finding
    from voicecoach.language.model import Routine, Step

_EACH_SIDE: Final = re.compile(
    r"(?P<name>[^\s'\"].*?)(?<![\s,])[\s,]++\(?(?:(?:on |for )?(?:each|per|every)\s+(?:sides?|legs?|arms?|feet|foot|hands?)|both sides|"
    r"(?:pro|je|jede)\s+(?:seite|bein|arm)|(?:par|chaque|de chaque)\s+(?:c\u00f4t\u00e9|jambe|bras)|(?:por|cada)\s+(?:lado|pierna|brazo))\)?",
    re.IGNORECASE,
)
_NEEDS_QUOTES: Final = re.compile(
    r"^\W|[:#,\[\]{}]|^(?:[\d.:]+|on|off|yes|no|true|false|null)$", re.IGNORECASE
)
_USUAL_SWITCH: Final = "5s"
_USUAL_LEAD_IN: Final = "10s"
_LEAST_BEFORE_MS: Final = 3_000  # nobody is at the bar sooner


def coach(routine: Routine, found: tuple[Finding, ...] = (), *, spoken_in: str = "") -> tuple[Finding, ...]:
    """Return what is probably not meant although it can be played, besides what is `found` already.

    `spoken_in` is the language of the voice, where it is known: a setting may name another than the file.
    """
    steps = tuple(walk(routine.steps))
    # A block that is done in several ways has its steps as often.
    return tuple(dict.fromkeys(_all(routine, steps, found, spoken_in)))


def _all(
    routine: Routine, steps: tuple[Step, ...], found: tuple[Finding, ...], spoken_in: str
) -> tuple[Finding, ...]:
    return (
        *_one_side(steps),
        *_switches(steps),
        *_sides_in_names(steps),
        *_bare_numbers(steps),
        *_curly_quotes(routine),
        *_beginning(routine, {one.span for one in found if one.severity is not Severity.NOTE}),
        *coach_cues(steps),
        *(found for step in steps for found in _turns(step)),
        *(
            () if has_errors(found) else missing_language(routine, spoken_in)
        ),  # a key that could not be read may give it
        *missing_caution(routine),
        *coach_tags(routine.source),
    )


def _one_side(steps: tuple[Step, ...]) -> Iterator[Finding]:
    sided = [step for step in steps if isinstance(step, Work | Reps) and step.sides]
    heard = {side for step in sided for side in step.sides}
    for step in sided:
        if len(step.sides) > 1:
            continue
        (side,) = step.sides
        other = RIGHT if side == LEFT else LEFT
        if other not in heard:
            at = value_beside(step.span, "sides")
            edits = instead(at, f"[{side}, {other}]") if at is not None else ()
            yield OneSideOnly(span=step.span, side=side, other=other, edits=edits)


def _sides_in_names(steps: tuple[Step, ...]) -> Iterator[Finding]:
    for step in steps:
        if not isinstance(step, Work | Reps) or step.sides:
            continue
        name = step.name.span
        match = _EACH_SIDE.fullmatch(name.text)
        if match is None:
            continue
        edits = instead_of_value(step.span, "sides", "[left, right]")
        if edits:
            edits = (replace(edits[0], span=name, text=f"{match['name']}{edits[0].text}"),)
        yield SidesInName(span=name, name=name.text, edits=edits)


def _bare_numbers(steps: tuple[Step, ...]) -> Iterator[Finding]:
    for step in steps:
        in_minutes = kind_of(step).in_minutes
        if in_minutes is None:
            continue
        key, most = in_minutes
        at = value_beside(step.span, key.name)
        if at is not None and at.text.isdecimal() and 0 < int(at.text) <= most:
            meant = f"{at.text}m"
            edits = instead(at, meant)
            yield BareNumber(span=at, key=key.name, written=at.text, suggestion=meant, edits=edits)


def _curly_quotes(routine: Routine) -> Iterator[Finding]:
    """Find values in curly quotes, with none within: those of a sentence in a text are meant."""
    if routine.source.text.isascii():
        return
    for line in text_lines(routine.source.text):
        value = line.value.strip()
        if not is_curly(value) or any(sign in value[1:-1] for sign in (value[0], value[-1])):
            continue
        start = line.start + line.column + line.words.rindex(value)
        place = Span(source=routine.source, start=start, end=start + len(value))
        inside = without_curly(value)
        meant = quote(inside) if _NEEDS_QUOTES.search(inside) else inside
        yield CurlyQuotes(span=place, written=value, edits=instead(place, meant))


def _switches(steps: tuple[Step, ...]) -> Iterator[Finding]:
    for step in steps:
        if isinstance(step, Work | Reps) and len(step.sides) > 1 and not step.switch_ms:
            at = value_beside(step.span, "switch")
            edits = instead(at, _USUAL_SWITCH) if at is not None else ()
            yield NoTimeToSwitch(span=step.span, edits=edits)


def _beginning(routine: Routine, told: set[Span]) -> Iterator[Finding]:
    equipment = {value.casefold() for value in routine.tag_values("equipment")} - {"none"}
    first, before = (None, ()) if routine.caution else _first(routine.steps)
    begins_ms = sum(step.duration_ms or 0 for step in before)
    if first is None or begins_ms >= _LEAST_BEFORE_MS or first.span in told:
        return
    begins_at_equipment = equipment and isinstance(first, Work | Reps) and not first.options.ready
    if begins_at_equipment or kind_of(first).begins_in_position(first):
        yield NoTimeToBegin(span=first.span, begins_ms=begins_ms, edits=_more_time(routine, before))


def _more_time(routine: Routine, before: tuple[LeadIn | Rest | Say, ...]) -> tuple[Edit, ...]:
    """Return the edit that lengthens the lead-in, or puts one before everything: in a block it would be there in each round."""
    for step in before:
        at = value_beside(step.span, kind_of(step).name) if isinstance(step, LeadIn) else None
        if at is not None:
            return instead(at, _USUAL_LEAD_IN)
    outer = routine.steps[0].span
    source = outer.source
    line_start = max(source.text.rfind("\n", 0, outer.start), source.text.rfind("\r", 0, outer.start)) + 1
    indent = source.text[line_start : outer.start]
    if indent.strip() != "-":
        return ()
    lead_in = f"{indent}lead-in: {_USUAL_LEAD_IN}\n"
    return (Edit(span=Span(source=source, start=line_start, end=line_start), text=lead_in),)


def _first(steps: tuple[Step, ...]) -> tuple[Step | None, tuple[LeadIn | Rest | Say, ...]]:
    """Return the exercise with which the session begins, however many blocks are around it, and what comes before it.

    None where that takes as long as its speech does, or where a list begins, whose exercises are announced by themselves.
    """
    before: list[LeadIn | Rest | Say] = []
    for step in steps:
        if isinstance(step, Work | Reps) or kind_of(step).begins_in_position(step):
            return step, tuple(before)
        if isinstance(step, LeadIn | Rest | Say) and step.duration_ms is not None:
            before.append(step)
            continue
        blocks = () if kind_of(step).is_list else kind_of(step).blocks(step)
        if not blocks or not blocks[0].steps:
            break
        first, more = _first(blocks[0].steps)
        return first, (*before, *more)
    return None, ()


def _turns(step: Step) -> Iterator[Finding]:
    """Yield the lists whose turn never comes."""
    kind = kind_of(step)
    count, turns = kind.turns(step)
    lists = len(turns)
    if count < lists:
        at = value_beside(step.span, kind.name)
        edits = instead(at, str(lists)) if at is not None else ()
        unreached = turns[count].span
        yield MinutesNeverReached(span=unreached, key=kind.name, minutes=count, lists=lists, edits=edits)
