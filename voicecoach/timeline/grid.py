"""Cues whose time nothing fixes, put on the grid of MP3 frames: what returns there is the same MP3 frames again.

"Next: Bar hang." begins when "Round two of six." is over, and that takes another time in every round. Waiting for the next
point of the grid, which nobody hears, it is encoded once instead of once a round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.timeline.fitting import Trial

GRID_MS: Final = 24  # an MP3 frame's 1,152 frames at 48,000 Hz


def put_on_grid(placed: Sequence[Trial], *, previous_end_ms: int, gap_ms: int) -> None:
    """Let the program's own words that follow others begin on the grid; where that needs more room than there is, do nothing.

    `placed` are those of one interval, in the order in which they are heard. What has a time of its own stays there, and the author's
    words follow others as closely as before.
    """
    onsets_ms = []
    free_ms = previous_end_ms + gap_ms
    for trial in placed:
        onset_ms = max(trial.onset_ms, free_ms) if trial.cue.flows else trial.onset_ms
        if trial.cue.flows and trial.cue.automatic and onset_ms > trial.cue.at_ms:
            onset_ms = -(-onset_ms // GRID_MS) * GRID_MS
        if not free_ms <= onset_ms <= trial.cue.latest_onset_ms:
            return
        if onset_ms > trial.onset_ms and onset_ms + trial.length_ms > trial.cue.latest_end_ms - gap_ms:
            return
        onsets_ms.append(onset_ms)
        free_ms = onset_ms + trial.length_ms + gap_ms
    for trial, onset_ms in zip(placed, onsets_ms, strict=True):
        trial.onset_ms = onset_ms
