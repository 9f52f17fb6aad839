"""The folder of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.store import data_folder

if TYPE_CHECKING:
    from pathlib import Path


def log_folder() -> Path:
    """Return the folder of the log: `VOICECOACH_DATA_DIR`, else the platform's data folder."""
    return data_folder()
