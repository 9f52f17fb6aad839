"""Findings about cues that gave way: the text, the time needed, the room available, and what was in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.findings.session import CueFaster, CueLeftOut, CueMoved, CueShortened
from voicecoach.findings.terms import Obstacle, OtherCue
from voicecoach.language.model import Priority
from voicecoach.timeline.audible import Utterance

if TYPE_CHECKING:
    from voicecoach.timeline.audible import Audible
    from voicecoach.timeline.events import ScheduledCue
    from voicecoach.timeline.lineup import Lineup, Trial

_USUAL_PERCENT = 100


def words(audible: Audible) -> str:
    return audible.text if isinstance(audible, Utterance) else audible.path


def changed(
    cue: ScheduledCue, full: Audible, audible: Audible, *, need_ms: int, room_ms: int, by: Trial | None
) -> CueShortened | CueFaster:
    """Return that a shorter wording is said than `full`, or the same one faster."""
    room_ms = max(0, room_ms)
    if isinstance(audible, Utterance) and audible.speed_percent > _USUAL_PERCENT:
        return CueFaster(
            span=cue.span,
            text=words(full),
            need_ms=need_ms,
            room_ms=room_ms,
            by=obstacle(by),
            is_automatic=cue.automatic,
            wording=words(audible),
            percent=audible.speed_percent,
        )
    return CueShortened(
        span=cue.span,
        text=words(full),
        need_ms=need_ms,
        room_ms=room_ms,
        by=obstacle(by),
        is_automatic=cue.automatic,
        wording=words(audible),
    )


def moved(trial: Trial, moved_ms: int, *, need_ms: int, room_ms: int, by: Trial | None) -> CueMoved:
    return CueMoved(
        span=trial.cue.span,
        text=words(trial.audible),
        need_ms=need_ms,
        room_ms=room_ms,
        by=obstacle(by),
        is_automatic=trial.cue.automatic,
        moved_ms=moved_ms,
    )


def report_left_out(lineup: Lineup, trial: Trial, *, need_ms: int, room_ms: int, by: Trial | None) -> None:
    """Report a cue that is not heard. Of an announcement, `untold` does: it may still come at the exercise's start."""
    if trial.cue.telling:
        return
    lineup.report(
        CueLeftOut(
            span=trial.cue.span,
            text=words(trial.audible),
            need_ms=need_ms,
            room_ms=room_ms,
            by=obstacle(by),
            is_automatic=trial.cue.automatic,
        )
    )


def obstacle(trial: Trial | None) -> Obstacle | OtherCue:
    if trial is None:
        return Obstacle.STEP_END
    if trial.cue.is_countdown:
        return Obstacle.COUNTDOWN
    if trial.cue.priority is Priority.COUNT:
        return Obstacle.REP_COUNT
    return OtherCue(text=words(trial.audible))
