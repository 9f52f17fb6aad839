"""Versions of installed packages, without the library for it where a look at the folders is enough: it takes 20 ms to load."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Final

_SUFFIX: Final = ".dist-info"
UNKNOWN: Final = "unknown"


@cache
def package_version(name: str) -> str:
    """Return the version of the package that Python would import, or `unknown` where it is not installed."""
    beginning = name.replace("-", "_").lower() + "-"
    for folder in sys.path:
        found = [entry for entry in _entries(folder) if entry.lower().startswith(beginning)]
        if len(found) == 1:
            return found[0][len(beginning) : -len(_SUFFIX)]
        if found:
            break  # what was left behind by an update: the library knows which one counts
    return _asked(name)


@cache
def _entries(folder: str) -> tuple[str, ...]:
    try:
        return tuple(entry for entry in os.listdir(folder or ".") if entry.endswith(_SUFFIX))  # noqa: PTH208
    except OSError:
        return ()


def _asked(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return UNKNOWN
