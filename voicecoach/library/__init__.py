"""The built-in routines: YAML files beside this one; and the built-in programmes, in a folder of their own."""

from __future__ import annotations

from pathlib import Path

from voicecoach.source import SourceText

_FOLDER = Path(__file__).parent
_PROGRAMMES = _FOLDER / "programmes"
_SUFFIX = ".yaml"


def builtin_names() -> tuple[str, ...]:
    """Return the names of all built-in routines, sorted."""
    return _names_in(_FOLDER)


def programme_names() -> tuple[str, ...]:
    """Return the names of all built-in programmes, sorted; none is also a routine's."""
    return _names_in(_PROGRAMMES)


def every_name() -> tuple[str, ...]:
    """Return the names of all built-in routines and programmes."""
    return builtin_names() + programme_names()


def read_builtin(name: str) -> SourceText:
    """Return a built-in's source; `name` is one of `every_name`."""
    path = _FOLDER / (name + _SUFFIX)
    if not path.is_file():
        path = _PROGRAMMES / (name + _SUFFIX)
    return SourceText(name=name, text=path.read_text("utf-8"))


def _names_in(folder: Path) -> tuple[str, ...]:
    return tuple(
        sorted(entry.name.removesuffix(_SUFFIX) for entry in folder.iterdir() if entry.name.endswith(_SUFFIX))
    )
