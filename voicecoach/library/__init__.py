"""The built-in routines: YAML files beside this one."""

from __future__ import annotations

from pathlib import Path

from voicecoach.source import SourceText

_FOLDER = Path(__file__).parent
_SUFFIX = ".yaml"


def builtin_names() -> tuple[str, ...]:
    """Return the names of all built-in routines, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(_SUFFIX) for entry in _FOLDER.iterdir() if entry.name.endswith(_SUFFIX)
        )
    )


def read_builtin(name: str) -> SourceText:
    """Return a built-in routine's source; `name` is one of `builtin_names`."""
    return SourceText(name=name, text=(_FOLDER / (name + _SUFFIX)).read_text("utf-8"))
