"""How closely words follow each other."""

from __future__ import annotations

from typing import Final

GAP_MS: Final = 250  # between two spoken cues

ONSET_GRID_MS: Final = 24
"""The program's own words that follow other words begin on a multiple of this.

"Next: Bar hang." begins when "Round two of six." is over, and that takes another time in every round. A little silence more, which
nobody hears, and the words stand at the same place of an MP3 frame (24 ms) every time, so that they are encoded once for all rounds.
"""
