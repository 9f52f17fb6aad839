"""The program's own words that follow others begin on a grid of `ONSET_GRID_MS`, where there is room for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.timeline.spacing import GAP_MS, ONSET_GRID_MS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.timeline.lineup import Trial


def put_on_grid(placed: Sequence[Trial], *, previous_end_ms: int) -> None:
    """Let the program's own words that follow others begin on the grid; where that needs more room than there is, do nothing.

    `placed` are those of one interval, in the order in which they are heard. What has a time of its own stays there, and the author's
    words follow others as closely as before.
    """
    onsets_ms = []
    free_ms = previous_end_ms + GAP_MS
    for trial in placed:
        onset_ms = max(trial.onset_ms, free_ms) if trial.cue.flows else trial.onset_ms
        if trial.cue.flows and trial.cue.automatic and onset_ms > trial.cue.at_ms:
            onset_ms = -(-onset_ms // ONSET_GRID_MS) * ONSET_GRID_MS
        if not free_ms <= onset_ms <= trial.cue.latest_onset_ms:
            return
        if onset_ms > trial.onset_ms and onset_ms + trial.length_ms > trial.cue.latest_end_ms - GAP_MS:
            return
        onsets_ms.append(onset_ms)
        free_ms = onset_ms + trial.length_ms + GAP_MS
    for trial, onset_ms in zip(placed, onsets_ms, strict=True):
        trial.onset_ms = onset_ms
