"""Fits the cues of one interval: in order of their onsets, each where it is due if it fits there.

If one does not fit, the rules are tried in turn; if none helps, the cue is left out.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.findings.session import CueLeftOut
from voicecoach.findings.terms import Obstacle
from voicecoach.timeline.events import Anchor
from voicecoach.timeline.giving_way import report_left_out, words
from voicecoach.timeline.lineup import Lengths, Lineup, Trial
from voicecoach.timeline.onset_grid import put_on_grid
from voicecoach.timeline.rules import RULES
from voicecoach.timeline.spacing import GAP_MS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from voicecoach.findings.session import GaveWay
    from voicecoach.timeline.audible import Audible
    from voicecoach.timeline.events import ScheduledCue


class Placed(Struct, frozen=True, kw_only=True):
    """A cue at its final place, or the name of the tone that sounds in its place."""

    cue: ScheduledCue
    audible: Audible | str
    onset_ms: int


def fit(
    cues: Sequence[ScheduledCue], previous_end_ms: int, until_ms: int | None, lengths: Lengths
) -> tuple[tuple[Placed, ...], tuple[GaveWay, ...]]:
    """Return the cues of one interval in their places, and what is found where one gives way.

    All of them are over 250 ms before `until_ms`. What was said before is over at `previous_end_ms`.
    """
    if until_ms is not None and cues and cues[0].latest_end_ms > until_ms - GAP_MS:
        cues = [replace(cue, latest_end_ms=until_ms - GAP_MS) for cue in cues]
    cues, found = _without_late_ends(cues, lengths)
    lineup = Lineup(
        lengths=lengths,
        begin_ms=previous_end_ms + GAP_MS,
        free_ms=previous_end_ms + GAP_MS,
        waiting=deque(_trials(cues, lengths)),
        found=dict.fromkeys(found),
    )
    while lineup.waiting:
        trial = lineup.waiting.popleft()
        if trial.cue.anchor is Anchor.START:
            trial.onset_ms = max(trial.onset_ms, lineup.free_ms)
        _settle(trial, lineup)
        lineup.free_ms = (lineup.placed[-1].end_ms if lineup.placed else previous_end_ms) + GAP_MS
    put_on_grid(lineup.placed, previous_end_ms=previous_end_ms)
    placed = [
        Placed(cue=trial.cue, audible=trial.audible, onset_ms=trial.onset_ms) for trial in lineup.placed
    ]
    placed += [
        Placed(cue=trial.cue, audible=trial.cue.fallback_tone, onset_ms=trial.cue.at_ms)
        for trial in lineup.dropped
        if trial.cue.fallback_tone
    ]
    return tuple(placed), tuple(lineup.found)


def _settle(trial: Trial, lineup: Lineup) -> None:
    """Place the cue, or the one that a rule puts before it; otherwise leave it out and report that."""
    while True:
        slot = lineup.slot(trial)
        if slot.fits:
            lineup.placed.append(trial)
            return
        is_late = trial.onset_ms > trial.cue.latest_onset_ms
        changed = () if is_late else (rule(slot, lineup) for rule in RULES)
        following = next((trial for trial in changed if trial is not None), None)
        if following is None:
            break
        trial = following
    room_ms, by = (0, slot.before) if is_late else (slot.room_ms, slot.obstacle)
    lineup.dropped.append(trial)
    report_left_out(lineup, trial, need_ms=slot.need_ms, room_ms=room_ms, by=by)


def _without_late_ends(
    cues: Sequence[ScheduledCue], lengths: Lengths
) -> tuple[list[ScheduledCue], list[CueLeftOut]]:
    """Leave out a cue that finishes exactly at an end where the next thing, which is firm, comes too soon after."""
    kept, found = [], []
    for cue in cues:
        if cue.anchor is Anchor.START or cue.at_ms <= cue.latest_end_ms:
            kept.append(cue)
            continue
        need_ms = lengths.of(cue.wordings[0]) or 0
        found.append(
            CueLeftOut(
                span=cue.span,
                text=words(cue.wordings[0]),
                need_ms=need_ms,
                room_ms=max(0, need_ms - (cue.at_ms - cue.latest_end_ms)),
                by=Obstacle.REP_COUNT,
                is_automatic=cue.automatic,
            )
        )
    return kept, found


def _trials(cues: Iterable[ScheduledCue], lengths: Lengths) -> list[Trial]:
    """Return the cues that are measured, in the order of their onsets, each in its first wording.

    A countdown yields to a cue that finishes at the end.
    """
    trials = []
    for cue in cues:
        length_ms = lengths.of(cue.wordings[0])
        if length_ms is None:
            continue
        onset_ms = cue.at_ms - length_ms if cue.anchor is Anchor.END else cue.at_ms
        trials.append(Trial(cue=cue, audible=cue.wordings[0], length_ms=length_ms, onset_ms=onset_ms))
    ends = [trial for trial in trials if trial.cue.anchor is Anchor.END]
    trials = [
        trial
        for trial in trials
        if not (trial.cue.is_countdown and any(trial.end_ms + GAP_MS > end.onset_ms for end in ends))
    ]
    trials.sort(key=lambda trial: (trial.cue.anchor is Anchor.END, trial.onset_ms, trial.cue.flows))
    return trials
