"""The arguments of the API: each is what its signature says, or TypeError or UsageError says what it takes."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from numbers import Integral, Real
from typing import TYPE_CHECKING

from voicecoach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence


def text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(name, value, "a text")
    return value


def flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong(name, value, "`True` or `False`")
    return value


def whole(name: str, value: object, *, least: int | None = None, most: int | None = None) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise _wrong(name, value, "a whole number")
    _check_range(name, int(value), least, most)
    return int(value)


def number(name: str, value: object, *, least: int | None = None, most: int | None = None) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise _wrong(name, value, "a number")
    if not math.isfinite(value):
        raise UsageError(f"`{name}` cannot be {value}", hint="write a number")
    _check_range(name, float(value), least, most)
    return float(value)


def path(name: str, value: object, *, takes: str = "a path: a text, or what `pathlib` makes") -> str:
    written = os.fspath(value) if isinstance(value, os.PathLike) else value
    if not isinstance(written, str):
        raise _wrong(name, value, takes)
    return written


def paths(name: str, value: object) -> tuple[str, ...]:
    """Return one path or several."""
    if isinstance(value, str | bytes | os.PathLike):
        return (path(name, value),)
    if not isinstance(value, list | tuple):
        raise _wrong(name, value, "a path, or a list of paths")
    entries: Sequence[object] = value
    return tuple(path(name, entry) for entry in entries)


def settings(value: object) -> dict[str, str]:
    """Return the values of parameters as they are written after `--set`."""
    found: dict[str, str] = {}
    for name, setting in _named("settings", value, '{"hold": "45s", "rounds": 3}').items():
        if isinstance(setting, bool) or not isinstance(setting, str | Real):
            raise _wrong(f'settings["{name}"]', setting, "a text or a number")
        found[name] = str(setting)
    return found


def pronounced(value: object) -> tuple[tuple[str, str], ...]:
    names = _named("pronounce", value, '{"Zoë": "zoh-ee"}')
    return tuple((name, text(f'pronounce["{name}"]', sound)) for name, sound in names.items())


def _named(name: str, value: object, such_as: str) -> dict[str, object]:
    if not isinstance(value, Mapping):
        raise _wrong(name, value, f"a dictionary such as `{such_as}`")
    for key in value:
        if not isinstance(key, str):
            raise _wrong(f"{name} by name", key, "a text as each name")
    return dict(value)


def _check_range(name: str, value: float, least: int | None, most: int | None) -> None:
    if least is not None and value < least:
        raise UsageError(f"`{name}` cannot be {value:g}", hint=f"{least} at least")
    if most is not None and value > most:
        raise UsageError(f"`{name}` cannot be {value:g}", hint=f"{most} at most")


def _wrong(name: str, value: object, takes: str) -> TypeError:
    return TypeError(f"`{name}` takes {takes}, and got {type(value).__name__}")
