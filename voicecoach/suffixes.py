"""The suffixes of sound files and of routines."""

from __future__ import annotations

from typing import Final

SOUND_SUFFIXES: Final = (
    ".wav",
    ".flac",
    ".ogg",
    ".oga",
    ".opus",
    ".aiff",
    ".aif",
    ".mp3",
    ".m4a",
    ".aac",
    ".wma",
    ".webm",
)
ROUTINE_SUFFIXES: Final = (".yaml", ".yml")  # a new routine gets the first
