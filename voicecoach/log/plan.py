"""A session that is about to be played, as the log will store it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.language.details import edge_written, load_written
from voicecoach.language.leaves import (
    CountedExercise,
    SelfPacedExercise,
    count_of,
    details_of,
    items_of,
    reps_from,
)
from voicecoach.log.model import Origin, SessionPlan, StepPlan
from voicecoach.timeline.detail_words import grip_words
from voicecoach.timeline.moment import Narrator

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from voicecoach.language.details import Details
    from voicecoach.language.intervals import SessionIntervals
    from voicecoach.language.leaves import Leaf
    from voicecoach.language.model import Routine
    from voicecoach.log.model import PlaceInProgramme
    from voicecoach.timeline.phrases import Phrases

STANDARD_INPUT = "-"


def steps_of(session: SessionIntervals, phrases: Phrases) -> tuple[StepPlan, ...]:
    narrator = Narrator(session=session, phrases=phrases)
    return tuple(
        StepPlan(
            kind=interval.leaf.kind,
            name=narrator.exercise_name(index),
            round=interval.leaf.place.round,
            set=interval.leaf.place.set,
            side=interval.leaf.place.side or "",
            load=_load(interval.leaf),
            edge=_edge(interval.leaf),
            grip=_grip(interval.leaf, narrator, index),
            effort=max(one.effort for one in _details(interval.leaf)),
            reps=_reps(interval.leaf),
            reps_from=0 if items_of(interval.leaf) else reps_from(interval.leaf),
            tempo=", ".join(dict.fromkeys(one.tempo for one in _details(interval.leaf) if one.tempo)),
            start_ms=interval.start_ms,
            duration_ms=interval.duration_ms,
        )
        for index, interval in enumerate(session.intervals)
    )


def _load(leaf: Leaf) -> str:
    return ", ".join(dict.fromkeys(load_written(one.load) for one in _details(leaf) if one.load))


def _edge(leaf: Leaf) -> str:
    return ", ".join(dict.fromkeys(edge_written(one.edge) for one in _details(leaf) if one.edge))


def _grip(leaf: Leaf, narrator: Narrator, index: int) -> str:
    return ", ".join(dict.fromkeys(grip_words(one, narrator, index) for one in _details(leaf) if one.grip))


def _reps(leaf: Leaf) -> int:
    is_of_one = isinstance(leaf, CountedExercise | SelfPacedExercise) and not items_of(leaf)
    return count_of(leaf) if is_of_one else 0


def _details(leaf: Leaf) -> tuple[Details, ...]:
    return tuple(item.details for item in items_of(leaf)) or (details_of(leaf),)


def name_of(source_name: str, builtin_names: Collection[str], *, stdin: str) -> tuple[str, Origin]:
    """Return what a source is called on the command line, from any folder, and where it comes from."""
    if source_name in (stdin, STANDARD_INPUT):
        return STANDARD_INPUT, Origin.STANDARD_INPUT
    if source_name in builtin_names:
        return source_name, Origin.BUILT_IN
    return str(Path(source_name).absolute()), Origin.FILE


def fingerprint(routine: Routine, session: SessionIntervals, settings: Mapping[str, str]) -> str:
    """Return a digest of the texts of a routine and its includes, and of its settings."""
    sources = {routine.source.text: None} | {
        interval.leaf.span.source.text: None for interval in session.intervals
    }
    content = json.dumps([*sources, sorted(settings.items())])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def plan_of(
    routine: Routine,
    session: SessionIntervals,
    phrases: Phrases,
    *,
    name: tuple[str, Origin],
    settings: Mapping[str, str],
    options: Mapping[str, object],
    place: PlaceInProgramme | None = None,
) -> SessionPlan:
    return SessionPlan(
        routine=name[0],
        origin=name[1],
        title=routine.title,
        fingerprint=fingerprint(routine, session, settings),
        settings=settings,
        options=options,
        total_ms=session.total_ms,
        steps=steps_of(session, phrases),
        place=place,
    )
