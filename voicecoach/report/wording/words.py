"""The words of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from voicecoach.source import Span


class OtherPlace(NamedTuple):
    """A second place that a finding points to, and the label after its marks."""

    span: Span
    label: str


class FindingWords(NamedTuple):
    """`message`: what is wrong, in one line. `label`: what stands after the carets. `hint`: what to do next.

    Where the label already says what to do, the hint is the label. Label and hint may be empty.
    """

    message: str
    label: str = ""
    hint: str = ""
    others: tuple[OtherPlace, ...] = ()
