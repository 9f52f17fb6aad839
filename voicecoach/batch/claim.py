"""Whether what a run would replace in its folder is what runs have made there."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, Final

from voicecoach.batch.begun import AWAY, BEGUN
from voicecoach.batch.journal import JOURNAL
from voicecoach.batch.manifest import WRITTEN_BESIDE
from voicecoach.errors import OutputError
from voicecoach.opening import open_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from pathlib import Path

# How a line of the journal begins. After a kill, nothing else may be in the file.
_ENTRY: Final = re.compile(rb'\{"id":"[A-Za-z0-9._-]{1,64}(?:","key":"|\Z)')
_BEGINNING_BYTES: Final = 200


def check_folder(folder: Path, names: Iterable[str]) -> bool:
    """Return whether runs have written to a folder: it has their journal.

    Raises OutputError where the journal is another program's. Raises it, too, where files of these names are there without a
    journal: no run has made them, as a run makes its journal first. The names are read only if needed.
    """
    journal = folder / JOURNAL
    if journal.is_symlink():
        raise OutputError(f"`{journal}` is a link, and no journal", hint=AWAY)
    try:
        with open_file(journal) as file:
            beginning = file.read(_BEGINNING_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        if not _is_empty(folder):
            check_files(folder, (BEGUN, *WRITTEN_BESIDE, *names), frozenset())
        return False
    except OSError as refused:
        raise OutputError(f"cannot read `{journal}`: {refused.strerror}", hint=AWAY) from refused
    if beginning and not _ENTRY.match(beginning):
        raise OutputError(f"`{journal}` is not what voicecoach writes there", hint=AWAY)
    return True


def check_files(folder: Path, names: Iterable[str], ours: AbstractSet[str]) -> None:
    """Raise OutputError where one of these files is not ours: its name is not among `ours`, or it is a link or no regular file.

    Any other obstacle is reported when the file is made.
    """
    below = str(folder)
    for name in names:
        try:
            status = os.lstat(f"{below}/{name}")
        except (OSError, ValueError):
            continue
        if name not in ours:
            raise OutputError(f"`{folder / name}` is there, and no run has made it", hint=AWAY)
        if not stat.S_ISREG(status.st_mode):
            raise OutputError(f"`{folder / name}` is no longer the file that a run has made", hint=AWAY)


def _is_empty(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is None
    except OSError:  # not there, or an obstacle that is reported when a file is made
        return True
