"""Versions of installed packages."""

from __future__ import annotations

from functools import cache
from typing import Final

UNKNOWN: Final = "unknown"


@cache
def package_version(name: str) -> str:
    """Return the version of the package that Python would import, or `unknown` where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return UNKNOWN
