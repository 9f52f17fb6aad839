"""A compiled routine as data, as a table and as a strip chart."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from voicecoach.escaping import json_text
from voicecoach.language.details import edge_written, load_written
from voicecoach.language.grammar import DONE
from voicecoach.language.leaves import (
    EXERCISE_KINDS,
    Circuit,
    CountedExercise,
    IntervalKind,
    RepeatedHold,
    SelfPacedExercise,
    SpokenPassage,
    details_of,
    is_until_done,
    items_of,
    shown_count,
)
from voicecoach.report.plan_schema import PLAN_VERSION
from voicecoach.report.tables import paragraph
from voicecoach.studio.shown import caution_of
from voicecoach.timeline.audible import Recording, Utterance
from voicecoach.timeline.detail_words import grip_words, shown_details, shown_items
from voicecoach.timeline.events import Event, EventKind
from voicecoach.timeline.moment import Narrator
from voicecoach.units import SAMPLE_RATE, format_clock_ms, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.language.details import Details
    from voicecoach.language.intervals import Interval
    from voicecoach.language.leaves import Leaf
    from voicecoach.pipeline import Compiled

_STRIP = {
    IntervalKind.LEAD_IN: ">",
    IntervalKind.HOLD: "#",
    IntervalKind.WORK: "#",
    IntervalKind.REPS: "=",
    IntervalKind.REST: ".",
    IntervalKind.SWITCH: "/",
    IntervalKind.SAY: '"',
}
_FOLLOWING: Final = frozenset({IntervalKind.REST, IntervalKind.SWITCH})
_PASSAGE: Final = 60  # letters of a spoken passage that are shown
_EVENT_COLUMNS: Final = 22  # before what is heard
_LEGEND: Final = ("# hold or work", "= reps", ". rest", "> lead-in", "/ switch", '" spoken')
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def plan_json(compiled: Compiled) -> dict[str, Any]:
    """Return the plan as `plan --json` prints it."""
    from voicecoach.report.snippets import as_json  # late: the lines of a live session need no findings

    return {
        "version": PLAN_VERSION,
        "title": compiled.routine.title,
        "language": compiled.routine.language,
        "caution": caution_of(compiled) or None,
        "total_ms": compiled.session.total_ms,
        "sample_rate": SAMPLE_RATE,
        "intervals": [_interval_json(index, compiled) for index in range(len(compiled.session.intervals))],
        "events": [_event_json(event) for event in compiled.timeline.events],
        "diagnostics": [as_json(found) for found in compiled.diagnostics],
    }


def plan_text(compiled: Compiled) -> str:
    """Return the plan as a file has it."""
    return json_text(plan_json(compiled)) + "\n"


def _interval_json(index: int, compiled: Compiled) -> dict[str, Any]:
    interval = compiled.session.intervals[index]
    leaf, place = interval.leaf, interval.leaf.place
    return {
        "kind": str(leaf.kind),
        "name": interval_name(index, compiled),
        "start_ms": interval.start_ms,
        "duration_ms": interval.duration_ms,
        "round": place.round,
        "rounds": place.rounds,
        "set": place.set,
        "sets": place.sets,
        "side": place.side,
        "line": leaf.span.line,
        **_only_here(index, compiled),
    }


def _only_here(index: int, compiled: Compiled) -> dict[str, Any]:
    """Return the keys that only some intervals have."""
    leaf = compiled.session.intervals[index].leaf
    found: dict[str, Any] = {"ready": True} if leaf.is_gate else {}
    found |= {"block": block} if (block := _narrator(compiled).block(index)) else {}
    found |= {"until": DONE} if is_until_done(leaf) else {}
    found |= _details_json(details_of(leaf), index, _narrator(compiled))
    match leaf:
        case CountedExercise():
            return {**found, **_reps(leaf.reps, leaf.reps_from), "beats_ms": list(leaf.beats_ms)}
        case SelfPacedExercise(also=()):
            return {**found, **_reps(leaf.reps, leaf.reps_from)}
        case SelfPacedExercise() | Circuit():
            return {**found, "items": _items(index, compiled)}
        case _:
            return found


def _details_json(details: Details, index: int, narrator: Narrator) -> dict[str, Any]:
    """Return what an exercise is done with, as it is written; only what there is."""
    return {
        **({"grip": grip_words(details, narrator, index)} if details.grip else {}),
        **({"edge": edge_written(details.edge)} if details.edge else {}),
        **({"load": load_written(details.load)} if details.load else {}),
        **({"effort": details.effort} if details.effort else {}),
        **({"tempo": details.tempo} if details.tempo else {}),
    }


def _narrator(compiled: Compiled) -> Narrator:
    return Narrator(session=compiled.session, phrases=compiled.studio.phrases)


def _reps(count: int, count_from: int) -> dict[str, int]:
    return {"reps": count, **({"reps_from": count_from} if count_from else {})}


def _items(index: int, compiled: Compiled) -> list[dict[str, Any]]:
    interval = compiled.session.intervals[index]
    narrator = _narrator(compiled)
    return [
        {
            "name": narrator.item_name(item, index),
            **({"kind": str(IntervalKind.REST)} if item.is_rest else {}),
            **(_reps(item.count, item.count_from) if item.count else {}),
            **({"duration_ms": item.duration_ms} if item.duration_ms else {}),
            **({"sets": item.sets} if item.sets > 1 else {}),
            **({"set_rest_ms": item.set_rest_ms} if item.set_rest_ms else {}),
            **({"sides": list(item.sides)} if item.sides else {}),
            **({"rounds": item.rounds} if item.rounds else {}),
            **_details_json(item.details, index, narrator),
        }
        for item in items_of(interval.leaf)
    ]


def interval_name(index: int, compiled: Compiled) -> str:
    """Return an exercise's name; other kinds have none."""
    narrator = _narrator(compiled)
    return narrator.exercise_name(index)


def _event_json(event: Event) -> dict[str, Any]:
    what = {EventKind.SPEECH: "text", EventKind.TONE: "tone", EventKind.SOUND: "path"}[event.kind]
    return {
        "kind": str(event.kind),
        "onset_ms": event.onset_ms,
        "duration_ms": event.duration_ms,
        what: _heard(event),
        "line": event.span.line,
        **({"author": True} if event.is_authors else {}),
    }


def _heard(event: Event) -> str:
    match event.audible:
        case Utterance():
            return event.audible.text
        case Recording():
            return event.audible.path
        case _:
            return event.audible


# --- for people ---------------------------------------------------------------------------------


def plan_rows(compiled: Compiled) -> list[tuple[str, ...]]:
    """Return a heading and a row an exercise, with the rest or the change of sides that follows it."""
    rows: list[tuple[str, ...]] = [("at", "length", "what", "where", "then")]
    intervals = compiled.session.intervals
    for index, interval in enumerate(intervals):
        leaf = interval.leaf
        if (
            index
            and leaf.kind in _FOLLOWING
            and intervals[index - 1].leaf.kind in EXERCISE_KINDS | _FOLLOWING
        ):
            *before, then = rows[-1]
            rows[-1] = (*before, ", ".join(filter(None, (then, _following(interval)))))
            continue
        rows.append(
            (
                format_clock_ms(interval.start_ms),
                format_duration_ms(interval.duration_ms),
                _what(index, compiled),
                _where(leaf, _narrator(compiled).block(index)),
                "",
            )
        )
    is_followed = any(row[-1] for row in rows[1:])
    return [row if is_followed else row[:-1] for row in rows]


def _what(index: int, compiled: Compiled) -> str:
    """Return what is done, and with what."""
    leaf, narrator = compiled.session.intervals[index].leaf, _narrator(compiled)
    details = shown_details(details_of(leaf), narrator, index)
    until = ("until done",) if is_until_done(leaf) else ()
    return ", ".join((_what_alone(index, compiled), *details, *until))


def _what_alone(index: int, compiled: Compiled) -> str:
    leaf, narrator = compiled.session.intervals[index].leaf, _narrator(compiled)
    match leaf:
        case SpokenPassage():
            words = narrator.render(leaf.words[0], index, compiled.session.intervals[index].start_ms)
            return f"“{textwrap.shorten(words, _PASSAGE, placeholder=' …')}”"
        case CountedExercise() | SelfPacedExercise(also=()):
            return f"{narrator.name(index)}, {shown_count(leaf.reps, leaf.reps_from)} rep{'' if leaf.reps == 1 else 's'}"
        case Circuit() | SelfPacedExercise():
            name = f"{narrator.name(index)}: " if isinstance(leaf, Circuit) else ""
            return f"{name}{shown_items(items_of(leaf), narrator, index)}"
        case _:
            return narrator.name(index) or str(leaf.kind)


def _where(leaf: Leaf, block: str) -> str:
    place = leaf.place
    parts = (
        f"hang {leaf.number}/{leaf.total}" if isinstance(leaf, RepeatedHold) else "",
        place.side or "",
        f"set {place.set}/{place.sets}" if place.set and place.sets else "",
        f"{block or 'round'} {place.round}/{place.rounds}" if place.round and place.rounds else "",
    )
    return ", ".join(part for part in parts if part)


def _following(interval: Interval) -> str:
    return f"{interval.leaf.kind} {format_duration_ms(interval.duration_ms)}"


def plan_chart(compiled: Compiled, *, width: int = 80) -> str:
    """Return the title, the length and a strip chart in this many columns."""
    total_ms = compiled.session.total_ms
    lines = [f"{compiled.routine.title}   {format_clock_ms(total_ms)}", ""]
    return "\n".join([*lines, *_strip(compiled.session.intervals, total_ms, width)])


def cue_lines(compiled: Compiled, *, width: int = 0) -> str:
    """Return every interval and all that is heard in it, in lines of at most this width; 0 is any."""
    lines: list[str] = []
    heard = _by_interval(compiled)
    for index in range(len(compiled.session.intervals)):
        lines.append(interval_line(index, compiled))
        lines += [
            paragraph(event_line(event), width, indent=_EVENT_COLUMNS) for event in heard.get(index, ())
        ]
    return "\n".join(lines)


def interval_line(index: int, compiled: Compiled) -> str:
    interval = compiled.session.intervals[index]
    leaf, place = interval.leaf, interval.leaf.place
    narrator = _narrator(compiled)
    word = narrator.block(index) or "round"
    where = [
        f"{word} {place.round}/{place.rounds}" if place.round and place.rounds else "",
        f"set {place.set}/{place.sets}" if place.set and place.sets else "",
        place.side or "",
    ]
    with_what = shown_details(details_of(leaf), narrator, index)
    parts = (interval_name(index, compiled), ", ".join(with_what), *where)
    details = "   ".join(part for part in parts if part)
    row = f"{format_clock_ms(interval.start_ms):>9}  {format_duration_ms(interval.duration_ms):>8}  {leaf.kind:8} {details}"
    return row.rstrip()


def _by_interval(compiled: Compiled) -> dict[int, list[Event]]:
    heard: dict[int, list[Event]] = {}
    for event in compiled.timeline.events:
        heard.setdefault(event.interval, []).append(event)
    return heard


def event_line(event: Event) -> str:
    shown = f"“{_heard(event)}”" if event.kind is EventKind.SPEECH else f"({_heard(event)})"
    return f"{'':9}{format_clock_ms(event.onset_ms):>11}  {shown}"


def _strip(intervals: Sequence[Interval], total_ms: int, width: int) -> Iterator[str]:
    if not total_ms:
        return
    columns = max(10, width - 2)
    cells = []
    position = 0
    for column in range(columns):
        middle_ms = (2 * column + 1) * total_ms // (2 * columns)
        while intervals[position].end_ms <= middle_ms:
            position += 1
        cells.append(_STRIP[intervals[position].leaf.kind])
    end = format_clock_ms(total_ms)
    yield "  " + "".join(cells)
    yield "  0:00" + end.rjust(columns - 4)
    legend = "   ".join(one.replace(" ", _NO_BREAK) for one in _LEGEND)  # no sign without its word
    yield paragraph(f"  {legend}", width).replace(_NO_BREAK, " ")
