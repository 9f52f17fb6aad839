"""When a cue can be heard: the shapes of its keys, for the schema and for whoever lists them. `cues.parse_when` reads them."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

# Regular expressions that mean the same to Python and to JSON Schema (ECMA-262).
REFERENCE: Final = r"\$[A-Za-z_]"
_NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"
_UNITS: Final = rf"(?=[0-9])(?:{_NUMBER}h)?(?:{_NUMBER}m)?(?:{_NUMBER}s)?(?:{_NUMBER}ms)?"
_CLOCK: Final = r"(?:[0-9]+:(?=[0-5][0-9]:))?[0-9]+:[0-5][0-9](?:\.[0-9]+)?"
NUMBER: Final = _NUMBER
NUMBER_OR_UNITS: Final = f"(?:{_NUMBER}|{_UNITS})"
DURATION: Final = f"(?:{_NUMBER}|{_CLOCK}|{_UNITS})"


class CueTime(Struct, frozen=True, kw_only=True):
    """One shape of a cue's key; `example` is one of them."""

    example: str
    pattern: str
    about: str


CUE_TIMES: Final = (
    CueTime(example="5s", pattern=DURATION, about="This long after the start."),
    CueTime(example="-10s", pattern=f"-{DURATION}", about="This long before the end."),
    CueTime(example="50%", pattern=rf"{_NUMBER}\s*%", about="At this share of the time."),
    CueTime(example="start", pattern="start", about="Right after the start tone."),
    CueTime(
        example="end",
        pattern="end",
        about="Finished exactly at the end, in place of the last numbers of the countdown.",
    ),
    CueTime(
        example="every 15s",
        pattern=rf"every\s+{DURATION}",
        about="Again and again: this long before the end, twice as long before it, and so on.",
    ),
    CueTime(example="rep 3", pattern=r"rep\s+[0-9]+", about="Right after the count of this rep."),
    CueTime(
        example="last 3 reps", pattern=r"last\s+[0-9]*\s*reps?", about="Once, when this many reps are left."
    ),
    CueTime(example="round 2", pattern=r"round\s+[0-9]+", about="At the start, in this round only."),
    CueTime(example="side left", pattern=r"side\s+(?:left|right)", about="At the start, on this side only."),
)
