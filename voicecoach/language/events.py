"""A text as YAML events, from libyaml or from ruamel.

libyaml is about twenty times as fast; ruamel reports more exactly what is wrong, and where. Both give events of the same
names with `start_mark.index` and `end_mark.index` in code points, so that one builder reads both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from voicecoach.language.yaml_failures import TOO_DEEP, understood

if TYPE_CHECKING:
    from collections.abc import Iterator

SCALAR: Final = "ScalarEvent"
ALIAS: Final = "AliasEvent"
DOCUMENT_START: Final = "DocumentStartEvent"
MAPPING_START: Final = "MappingStartEvent"
MAPPING_END: Final = "MappingEndEvent"
SEQUENCE_START: Final = "SequenceStartEvent"
SEQUENCE_END: Final = "SequenceEndEvent"

# Where the two differ: tabs, rare line ends, byte order marks, directives, documents, a `#` where a block text begins
_DISPUTED: Final = re.compile(r"[\t\x85\u2028\u2029\ufeff]|^(?:%|---|\.\.\.)|[|>][-+0-9]*\s*#", re.MULTILINE)


class QuickFailureError(Exception):
    """libyaml cannot read on at this offset; `too_deep`: because of a thousand levels of nesting."""

    def __init__(self, at: int, *, too_deep: bool = False) -> None:
        super().__init__(at)
        self.at = at
        self.too_deep = too_deep


def is_undisputed(text: str) -> bool:
    """Tell whether both libraries read a text the same way, if both can read it."""
    return _DISPUTED.search(text) is None


def quick_events(text: str) -> Iterator[Any]:
    """Yield libyaml's events. Raises QuickFailureError, also if libyaml is not installed."""
    from yaml import YAMLError

    try:
        from yaml.cyaml import CParser
    except ImportError as missing:  # PyYAML can be built without it
        raise QuickFailureError(0) from missing
    try:
        parser = CParser(text)
        while parser.check_event():
            yield parser.get_event()
    except (YAMLError, UnicodeEncodeError) as failure:
        too_deep = TOO_DEEP in str(getattr(failure, "problem", ""))
        raise QuickFailureError(_place(failure, len(text)), too_deep=too_deep) from failure


def _place(failure: Exception, end: int) -> int:
    """Return where reading stopped; for something unclosed, where it was opened."""
    marks = (getattr(failure, "problem_mark", None), getattr(failure, "context_mark", None))
    at, begun = (end if mark is None else int(mark.index) for mark in marks)
    return begun if at >= end else at


def patient_events(text: str) -> Iterator[Any]:
    """Yield ruamel's events. Raises PatientFailureError."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except YAMLError as failure:
        raise understood(failure, len(text)) from failure
