"""Versions of installed packages."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from typing import Final

UNKNOWN: Final = "unknown"


@cache
def package_version(name: str) -> str:
    """Return the version of the package that Python would import, or `unknown` where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return UNKNOWN
