"""Where espeak-ng's library and data are: those of the wheel `espeakng-loader`."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from voicecoach.errors import SpeechError

LONGEST_DATA_PATH: Final = 150  # bytes; espeak-ng 1.51 and 1.52 fail from 160 on
# "165 words a minute" of espeak-ng are 191 on 40 coaching cues of 1 to 12 words, silence at the edges cut off
ESPEAK_RATE_OF_WPM: Final = 165 / 191


def short_data_path(path: str) -> str:
    """Return a path to the same data that espeak-ng can hold: it copies it to a buffer of 160 bytes."""
    if len(os.fsencode(path)) <= LONGEST_DATA_PATH:
        return path
    for parent in (tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm"):  # noqa: S108  # a fresh folder within
        if len(os.fsencode(parent)) > LONGEST_DATA_PATH - 40 or not os.access(parent, os.W_OK):
            continue
        short = Path(tempfile.mkdtemp(prefix="espeak-", dir=parent)) / "espeak-ng-data"
        try:
            short.symlink_to(path, target_is_directory=True)
        except OSError:
            shutil.copytree(path, short)
        return str(short)
    raise SpeechError(
        f"espeak-ng cannot use data at a path as long as {path}",
        hint="install voicecoach into a folder with a shorter path, or set TMPDIR to a short one",
    )
