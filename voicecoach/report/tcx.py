"""Sessions of the log as a TCX file, which Strava, Garmin Connect and others read: a lap a set, and one for the time between.

The form is TrainingCenterDatabase v2: https://www8.garmin.com/xmlschemas/TrainingCenterDatabasev2.xsd. Strava takes no file without
a time at each track point, so each lap has two: its start and its end.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from voicecoach.escaping import plain
from voicecoach.log.model import Ending
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.log.model import LoggedSession, LoggedStep

_SPACE: Final = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA: Final = f"{_SPACE} http://www.garmin.com/xmlschemas/TrainingCenterDatabasev2.xsd"
_UNKNOWN: Final = "0"  # required by the form; nothing of it is measured, and nothing is made up


def log_tcx(sessions: Iterable[LoggedSession]) -> str:
    """Return an activity for each session of which something was heard, oldest first. No two begin at the same moment."""
    root = ET.Element(
        "TrainingCenterDatabase", {"xmlns": _SPACE, "xmlns:xsi": _INSTANCE, "xsi:schemaLocation": _SCHEMA}
    )
    activities = ET.SubElement(root, "Activities")
    last = datetime.min.replace(tzinfo=UTC)
    for session in sorted(sessions, key=lambda one: (one.started_utc, one.number)):
        if session.ended is Ending.PLAYING or not any(step.heard.heard_ms for step in session.begun):
            continue
        last = max(session.started_utc, last + timedelta(milliseconds=1))
        _add_activity(activities, session, last)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add_activity(activities: ET.Element, session: LoggedSession, started: datetime) -> None:
    activity = ET.SubElement(activities, "Activity", Sport="Other")
    _add(activity, "Id", _instant(started))
    heard = [step for step in session.begun if step.heard.heard_ms]
    now = started
    for steps in _laps(heard):
        heard_ms = sum(step.heard.heard_ms for step in steps)
        _add_lap(activity, steps, now, heard_ms)
        now += timedelta(milliseconds=heard_ms)
    _add(activity, "Notes", "\n".join(_notes(session)))


def _laps(heard: Iterable[LoggedStep]) -> Iterator[tuple[LoggedStep, ...]]:
    """Yield what makes a lap: an exercise by itself, or all that is between two of them."""
    for is_exercise, group in groupby(heard, key=lambda step: step.plan.is_tension):
        if is_exercise:
            yield from ((step,) for step in group)
        else:
            yield tuple(group)


def _add_lap(activity: ET.Element, steps: tuple[LoggedStep, ...], start: datetime, heard_ms: int) -> None:
    is_exercise = steps[0].plan.is_tension
    lap = ET.SubElement(activity, "Lap", StartTime=_instant(start))
    _add(lap, "TotalTimeSeconds", f"{heard_ms / MS_PER_S:.3f}")
    _add(lap, "DistanceMeters", _UNKNOWN)
    _add(lap, "Calories", _UNKNOWN)
    _add(lap, "Intensity", "Active" if is_exercise else "Resting")
    _add(lap, "TriggerMethod", "Manual")
    track = ET.SubElement(lap, "Track")
    for moment in (start, start + timedelta(milliseconds=heard_ms)):
        point = ET.SubElement(track, "Trackpoint")
        _add(point, "Time", _instant(moment))
        _add(point, "DistanceMeters", _UNKNOWN)
    if is_exercise:
        _add(lap, "Notes", _lap_note(steps[0]))


def _lap_note(step: LoggedStep) -> str:
    """Return what was done: its name, where it was, with what, and whether it was cut short."""
    step_plan = step.plan
    parts = (
        step_plan.name or str(step_plan.kind),
        "" if step_plan.round is None else f"round {step_plan.round}",
        "" if step_plan.set is None else f"set {step_plan.set}",
        step_plan.side,
        step_plan.load,
        step_plan.edge,
        step_plan.grip,
        f"planned effort {step_plan.effort}" if step_plan.effort else "",
        f"tempo {step_plan.tempo}" if step_plan.tempo else "",
        "" if step.is_completed else "not to its end",
    )
    return ", ".join(plain(part) for part in parts if part)


def _notes(session: LoggedSession) -> Iterator[str]:
    yield plain(session.title)
    settings = " ".join(f"{name}={value}" for name, value in session.settings.items())
    if settings:
        yield plain(settings)
    if session.place is not None:
        yield plain(f"{session.place.stage}, session {session.place.session}")
    report = session.report
    if report.effort is not None:
        yield f"effort {report.effort} of 10"
    if report.pain is not None:
        yield f"pain {report.pain} of 10"
    if report.note:
        yield plain(report.note)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _instant(moment: datetime) -> str:
    """Return a moment in UTC; with milliseconds only where it has some."""
    precision = "milliseconds" if moment.microsecond else "seconds"
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec=precision)}Z"
