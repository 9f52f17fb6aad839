"""Other programs: where they are. They are looked for in the absolute entries of PATH, and never run because they lie in the current folder.

An absolute entry can be the current folder, too, by its own name or by a link. It then counts only if it is one of the system's.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import Final

_OF_THE_SYSTEM: Final = frozenset((*os.defpath.split(os.pathsep), "/usr/local/bin", "/opt/homebrew/bin"))


def find_program(name: str) -> str | None:
    """Return where a program is, or None. An empty or relative entry of PATH would be the current folder."""
    return _found(name, os.pathsep.join(_trusted(os.environ.get("PATH", os.defpath))))


def keep_to_absolute_folders() -> None:
    """Take all other entries out of this process's PATH: libraries look for programs, too, and children inherit it."""
    path = os.environ.get("PATH")
    if path is not None:
        os.environ["PATH"] = os.pathsep.join(_trusted(path)) or _absolute_default()
    os.environ["NoDefaultCurrentDirectoryInExePath"] = "1"  # noqa: SIM112  # Windows looks there first otherwise


@cache
def _found(name: str, path: str) -> str | None:
    file = f"{name}.exe" if sys.platform == "win32" else name
    for folder in _absolute(path):
        program = str(Path(folder) / file)
        if os.path.isfile(program) and os.access(program, os.X_OK):  # noqa: PTH113  # a folder may be closed to us
            return program
    return None


def _trusted(path: str) -> list[str]:
    return [folder for folder in _absolute(path) if folder in _OF_THE_SYSTEM or not _is_current(folder)]


def _is_current(folder: str) -> bool:
    try:
        return Path(folder).samefile(os.curdir)
    except OSError:  # there is no such folder, or no current one any more
        return False


def _absolute(path: str) -> list[str]:
    return [folder for folder in path.split(os.pathsep) if Path(folder).is_absolute()]


def _absolute_default() -> str:
    """Return the system's own folders: an empty PATH means the current folder to some."""
    return os.pathsep.join(_absolute(os.defpath))
