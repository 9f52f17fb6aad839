"""Where the log lies."""

from __future__ import annotations

import os
from pathlib import Path


def log_folder() -> Path:
    """Return the folder of the log: `VOICECOACH_DATA_DIR`, else the platform's data folder."""
    own = os.environ.get("VOICECOACH_DATA_DIR", "")
    if own:
        return Path(own).absolute()
    import platformdirs

    return platformdirs.user_data_path("voicecoach", appauthor=False)
