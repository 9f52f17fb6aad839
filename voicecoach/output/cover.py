"""The cover that players show, from a file of the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.errors import InputError, UsageError
from voicecoach.opening import open_file
from voicecoach.output.sound_file import Cover

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES: Final = 5_000_000  # players on small devices give up on larger ones
_KINDS: Final = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))


def read_cover(path: Path) -> Cover:
    """Return a PNG or JPEG as it is. Raises InputError and UsageError."""
    try:
        with open_file(path) as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as refused:
        raise InputError(f"cannot read the cover `{path}`: {refused.strerror}") from refused
    mime = next((mime for magic, mime in _KINDS if content.startswith(magic)), "")
    if not mime:
        raise UsageError(
            f"the cover `{path}` is neither a PNG nor a JPEG", hint="export the picture as one of them"
        )
    if len(content) > MOST_BYTES:
        raise UsageError(
            f"the cover `{path}` is larger than {MOST_BYTES // 1_000_000} MB", hint="make the picture smaller"
        )
    return Cover(mime=mime, content=content)
