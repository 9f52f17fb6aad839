"""Whether the folder of a run is one that runs have written, so that what is replaced there is their own."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from voicecoach.batch.journal import JOURNAL
from voicecoach.batch.manifest import CHECKSUMS, FAILURES, MANIFEST
from voicecoach.errors import OutputError
from voicecoach.opening import open_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# How an entry of the journal begins; of a run that was killed, it may be all there is.
_ENTRY: Final = re.compile(rb'\{"id":"[A-Za-z0-9._-]{1,64}(?:","key":"|\Z)')
_BEGINNING_BYTES: Final = 200
_AWAY: Final = "move it away, or choose another folder"


def check_folder(folder: Path, names: Iterable[str]) -> None:
    """Raise OutputError where a run would replace what no run has made. `names` are those of the rows' files, asked for only if needed.

    A run makes its journal first. So where there is none, nothing in the folder is of a run; where there is one, what has
    the names of its files is.
    """
    journal = folder / JOURNAL
    if journal.is_symlink():
        raise OutputError(f"`{journal}` is a link, and no journal", hint=_AWAY)
    try:
        with open_file(journal) as file:
            beginning = file.read(_BEGINNING_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        _check_new(folder, names)
        return
    except OSError as refused:
        raise OutputError(f"cannot read `{journal}`: {refused.strerror}", hint=_AWAY) from refused
    if beginning and not _ENTRY.match(beginning):
        raise OutputError(f"`{journal}` is not what voicecoach writes there", hint=_AWAY)


def _check_new(folder: Path, names: Iterable[str]) -> None:
    try:
        with os.scandir(folder) as entries:
            is_empty = next(entries, None) is None
    except OSError:  # not there, or what making it will say
        return
    if is_empty:
        return
    for name in (MANIFEST, CHECKSUMS, FAILURES, *names):
        if os.path.lexists(folder / name):
            raise OutputError(f"`{folder / name}` is there, and no run has made it", hint=_AWAY)
