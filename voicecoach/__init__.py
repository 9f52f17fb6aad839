"""voicecoach compiles a routine into spoken coaching with exact timing.

The public API is here, and stays compatible (docs/api.md): `import voicecoach as vc`. It is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

__version__ = "0.1.0"

if TYPE_CHECKING:
    from voicecoach.api import (
        BuiltIn,
        Finding,
        RoutineError,
        Session,
        Studio,
        Text,
        VoicecoachError,
        check,
        compile,  # noqa: A004 - it is asked for as `vc.compile`
        routines,
    )

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

_OF_THE_API: Final = frozenset(__all__)


def __getattr__(name: str) -> object:
    if name not in _OF_THE_API:
        raise AttributeError(f"module `voicecoach` has no `{name}`")
    import importlib

    api = importlib.import_module("voicecoach.api")
    return globals().setdefault(name, getattr(api, name))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
