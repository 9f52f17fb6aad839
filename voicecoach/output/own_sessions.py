"""The sessions of a programme in a folder: what lies at one of their places is replaced only if it was exported from here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from voicecoach.errors import InputError, UsageError
from voicecoach.opening import open_file
from voicecoach.output.sound_file import ARTIST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def check_own(paths: Iterable[Path]) -> None:
    """Raise UsageError where something lies at one of these places whose tag does not say that it is an export of ours."""
    for path in paths:
        if path.is_symlink() or (path.exists() and not _is_own(path)):
            raise UsageError(
                f"`{path}` was not exported by voicecoach, so it is not replaced",
                hint="move it away, or choose another folder",
            )


def _is_own(path: Path) -> bool:
    id3: Any = import_module("mutagen.id3")  # only partly typed
    try:
        with open_file(path) as file:
            artist = id3.ID3(file).get("TPE1")
    except (InputError, OSError, id3.ID3NoHeaderError, id3.error):
        return False
    return artist is not None and artist.text == [ARTIST]
