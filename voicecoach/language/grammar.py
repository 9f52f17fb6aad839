"""The shapes of values, for the parser and for the schema: regular expressions that mean the same to Python and to ECMA-262."""

from __future__ import annotations

from typing import Final

REFERENCE: Final = r"\$[A-Za-z_]"
NAME: Final = "[A-Za-z_][A-Za-z0-9_]*"
LANGUAGE: Final = "[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*"
WHOLE_NUMBER: Final = "[0-9]+"
DASH: Final = r"[-\u2010-\u2015\u2212]"  # what phones and word processors make of one
RANGE: Final = rf"({WHOLE_NUMBER})\s*{DASH}\s*({WHOLE_NUMBER})"
NUMBER: Final = r"[0-9]+(?:\.[0-9]+)?"

CLOCK: Final = r"(?:([0-9]+):(?=[0-5][0-9]:))?([0-9]+):([0-5][0-9](?:\.[0-9]+)?)"
UNITS: Final = rf"(?=[0-9])(?:({NUMBER})h)?(?:({NUMBER})m)?(?:({NUMBER})s)?(?:({NUMBER})ms)?"
DURATION: Final = f"(?:{NUMBER}|{CLOCK}|{UNITS})"

TIME_RANGE: Final = rf"{DURATION}\s*-\s*{DURATION}"
SHARE: Final = rf"({NUMBER})\s*%"
_COUNT: Final = f"(?:{NUMBER}|[xX])"  # of a tempo; X is as fast as possible
TEMPO: Final = rf"{_COUNT}(?:\s*-\s*{_COUNT}){{3}}|(?=[0-9]*[xX])[0-9xX]{{4}}"
DETAIL_NUMBER: Final = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"  # of a load or an edge
NOT_ONLY_A_NUMBER: Final = r"[^\s0-9.,+\-]"
REPS_LEFT: Final = r"([0-9]*)\s*reps?"


def _repeaters(part: str) -> str:
    return rf"([0-9]+)\s*[xX\u00d7]\s*{part}\s*:\s*{part}"


REPEATERS: Final = _repeaters(f"(?:{NUMBER}|{UNITS})")
NEARLY_REPEATERS: Final = _repeaters(r"([^:\s]+)")  # whatever stands in place of the durations
DONE: Final = "done"  # of `until`
SIDE: Final = r"\S.*"  # whatever the author calls it
