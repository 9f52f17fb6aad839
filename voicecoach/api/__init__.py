"""The public API: compile a routine, inspect its plan, write it as files. docs/api.md describes it."""

from voicecoach.api.errors import RoutineError
from voicecoach.api.session import Session
from voicecoach.api.studio import Studio, check, compile  # noqa: A004 - it is asked for as `vc.compile`
from voicecoach.api.values import BuiltIn, Finding, Text, routines
from voicecoach.errors import VoicecoachError

__all__ = (
    "BuiltIn",
    "Finding",
    "RoutineError",
    "Session",
    "Studio",
    "Text",
    "VoicecoachError",
    "check",
    "compile",
    "routines",
)
