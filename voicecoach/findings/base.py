"""What all findings have in common."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

if TYPE_CHECKING:
    from voicecoach.findings.codes import Code
    from voicecoach.source import Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Edit(Struct, frozen=True, kw_only=True):
    """A change that the author can accept: this text in place of what the span covers."""

    span: Span
    text: str


def instead(span: Span, text: str) -> tuple[Edit, ...]:
    """Return the edit that puts a text in the place of what the span covers; none for an empty text."""
    return (Edit(span=span, text=text),) if text else ()


class FindingBase(Struct, frozen=True, kw_only=True):
    """One finding: where it is, and what its wording shows. Each class has one code; several may share it.

    `edits` mend it together, where the program knows what to write; they do not overlap. Those of a class that does not
    keep the meaning (`keeps_meaning`) are proposals: they are shown, and `check --fix` leaves them alone. A
    suggestion is an empty text where nothing is close to what was written.
    """

    code: ClassVar[Code]
    usual_severity: ClassVar[Severity] = Severity.ERROR
    keeps_meaning: ClassVar[bool] = True

    span: Span
    edits: tuple[Edit, ...] = ()

    @property
    def severity(self) -> Severity:
        return self.usual_severity

    @property
    def edits_keep_meaning(self) -> bool:
        return self.keeps_meaning

    @property
    def subject(self) -> str:
        """Return what tells it from others of its code at the same place."""
        return ""
