"""Interprets the YAML libraries' error messages. Only this module depends on their wording.

ruamel.yaml has one kind of error for most slips, and only its message says which one it was. So its version is pinned
exactly in pyproject.toml. Before another one is pinned, `tests/language/test_yaml_failures.py` has to pass: it has an
example of each row, and shows what the library says now.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, Final

TOO_DEEP: Final = "nesting depth"  # in libyaml's message, beyond a thousand levels


class Slip(Enum):
    """The kinds of error that stop the library."""

    COLON = "a colon in a text"
    FIRST_CHARACTER = "a character that begins nothing"
    INDICATOR = "a `-` or `?` where a value begins"
    DIRECTIVE = "a directive, or something after the document's end"
    PROPERTY = "an alias, an anchor or a tag"
    BLOCK_TEXT = "the head of a block text"
    NO_VALUE = "something else where a value could be"
    OPEN_QUOTE = "a quote that is never closed"
    IN_QUOTES = "an escape that means nothing"
    NO_KEY = "a line without a colon"
    AFTER_VALUE = "something after a value"
    IN_BRACKETS = "a list or a mapping in brackets"
    OTHER = "anything else"


# Patterns of a message's context and problem; the first row that matches both counts.
MESSAGES: Final = tuple(
    (slip, re.compile(context), re.compile(problem))
    for slip, context, problem in (
        (Slip.COLON, "", "mapping values are not allowed"),
        (Slip.FIRST_CHARACTER, "", "cannot start any token"),
        (Slip.INDICATOR, "", "are not allowed here"),
        (Slip.DIRECTIVE, "while scanning a directive", ""),
        (Slip.DIRECTIVE, "", "<document start>"),
        (Slip.PROPERTY, "while (?:scanning|parsing) an? (?:alias|anchor|tag)", ""),
        (Slip.PROPERTY, "", "undefined tag handle"),
        (Slip.BLOCK_TEXT, "block scalar", ""),
        (Slip.NO_VALUE, "", "expected the node content"),
        (Slip.OPEN_QUOTE, "quoted scalar", "end of stream|document separator"),
        (Slip.IN_QUOTES, "quoted scalar", ""),
        (Slip.NO_KEY, "simple key", ""),
        (Slip.AFTER_VALUE, "", "expected <block end>"),
        (Slip.IN_BRACKETS, "while parsing a flow", ""),
    )
)


class PatientFailureError(Exception):
    """ruamel.yaml cannot read on at `at`; what it was reading then begins at `begun`. Both are offsets. `problem`: its words."""

    def __init__(self, slip: Slip, at: int, begun: int, *, problem: str = "") -> None:
        super().__init__(slip.value)
        self.slip = slip
        self.problem = problem
        self.at = at
        self.begun = begun


def understood(failure: Any, end: int) -> PatientFailureError:
    """Return the meaning of an error of ruamel.yaml; without a position, it is at the end of the text."""
    context, problem = (str(getattr(failure, name, "") or "") for name in ("context", "problem"))
    slip = next(
        (slip for slip, before, after in MESSAGES if before.search(context) and after.search(problem)),
        Slip.OTHER,
    )
    at = _offset(getattr(failure, "problem_mark", None), end)
    begun = _offset(getattr(failure, "context_mark", None), at)
    return PatientFailureError(slip, at, begun, problem=problem)


def _offset(mark: Any, otherwise: int) -> int:
    return otherwise if mark is None else int(mark.index)
