"""What the API raises in addition to failures of the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import ExitCode, VoicecoachError

if TYPE_CHECKING:
    from voicecoach.api.values import Finding


class RoutineError(VoicecoachError):
    """A routine has errors. `findings` lists everything that was found, warnings included, in the order of the file."""

    exit_code = ExitCode.ROUTINE_HAS_ERRORS

    def __init__(self, message: str, *, hint: str = "", findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.findings = findings

    def __str__(self) -> str:
        return "\n".join((self.message, *map(str, self.findings)))
