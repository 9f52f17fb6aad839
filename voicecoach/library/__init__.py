"""The built-in routines: YAML files beside this one."""

from __future__ import annotations

from importlib.resources import files

from voicecoach.source import SourceText

_SUFFIX = ".yaml"


def builtin_names() -> tuple[str, ...]:
    """Return the names of all built-in routines, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(_SUFFIX)
            for entry in files(__name__).iterdir()
            if entry.name.endswith(_SUFFIX)
        )
    )


def read_builtin(name: str) -> SourceText:
    """Return a built-in routine's source; `name` is one of `builtin_names`."""
    return SourceText(name=name, text=files(__name__).joinpath(name + _SUFFIX).read_text("utf-8"))
