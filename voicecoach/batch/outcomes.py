"""The possible outcomes of a row. They contain no value of the table except the row's id and the names of its files."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct

from voicecoach.errors import ExitCode
from voicecoach.findings.base import Severity
from voicecoach.language.settings import SETTINGS_SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.findings import Finding


class Reason(StrEnum):
    """Why a row was not made, besides the codes of findings."""

    ROW_LENGTH = "row-length"
    ROUTINE = "routine-missing"
    VALUE = "bad-value"
    VOICE = "voice"
    FORMAT = "format"
    FIT = "no-rounds"
    WORDS = "needs-with-words"
    SPEECH = "speech"
    INPUT = "input"
    DISK = "disk"
    TAKEN = "taken"
    ROOM = "no-room"
    KILLED = "killed"
    BUG = "bug"


class MadeFile(Struct, frozen=True, kw_only=True):
    name: str  # below the output folder, with `/`
    format: str
    sha256: str
    size_bytes: int


class Made(Struct, frozen=True, kw_only=True):
    """A row whose files were made. `read` has every file that it was made from, with its digest."""

    id: str
    key: str
    files: tuple[MadeFile, ...]
    duration_ms: int
    warnings: tuple[str, ...] = ()  # codes of findings
    read: tuple[tuple[str, str], ...] = ()


class HasPlace(Protocol):
    """A row of the table, or its order."""

    @property
    def id(self) -> str: ...

    @property
    def line(self) -> int: ...


class RowFailed(Struct, frozen=True, kw_only=True):
    """A row that was not made. `exit_code` is what it means for the run."""

    id: str
    line: int
    code: str
    message: str
    exit_code: ExitCode = ExitCode.ROUTINE_HAS_ERRORS
    taken: tuple[str, ...] = ()  # names that a file of somebody else has


Outcome: TypeAlias = Made | RowFailed

_OF_SETTINGS = {
    "setting-unknown": "the routine has no parameter `{name}`",
    "setting-type": "`{name}` is not of the parameter's type",
    "setting-out-of-range": "`{name}` is outside of the parameter's range",
    "setting-choice": "`{name}` is none of the parameter's choices",
}


def failed(
    row: HasPlace, reason: Reason, message: str, exit_code: ExitCode = ExitCode.ROUTINE_HAS_ERRORS
) -> RowFailed:
    """Return that a row, or its order, was not made, and why."""
    return RowFailed(id=row.id, line=row.line, code=reason.value, message=message, exit_code=exit_code)


def rejected(row_id: str, line: int, findings: Iterable[Finding]) -> RowFailed:
    """Return the failure of a row whose routine has errors: the first of them, without the values."""
    first = next(found for found in findings if found.severity is Severity.ERROR)
    code = first.code.value
    if first.span.source.name == SETTINGS_SOURCE:
        name = first.span.source.text.partition("=")[0]
        message = _OF_SETTINGS.get(code, "`{name}` cannot be").format(name=name)
    else:
        message = f"line {first.span.line} of the routine: {code}; `voicecoach check` shows it"
    return RowFailed(id=row_id, line=line, code=code, message=message)
