"""The sessions of a programme in a folder: what lies at one of their places is replaced only if it was exported from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import InputError, UsageError
from voicecoach.opening import open_file
from voicecoach.output.id3 import names_artist
from voicecoach.output.sound_file import ARTIST

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def check_own(paths: Collection[Path]) -> frozenset[Path]:
    """Return which of these places have nothing yet.

    Raises UsageError where something lies at one of them whose tag does not say that it is an export of ours.
    """
    new = frozenset(path for path in paths if not path.is_symlink() and not path.exists())
    for path in paths:
        if path not in new and not _is_own(path):
            raise not_own(path)
    return new


def not_own(path: Path) -> UsageError:
    return UsageError(
        f"`{path}` was not exported by voicecoach, so it is not replaced",
        hint="move it away, or choose another folder",
    )


def _is_own(path: Path) -> bool:
    if path.is_symlink():
        return False
    try:
        with open_file(path) as file:
            return names_artist(file, ARTIST)
    except (InputError, OSError):
        return False
