"""How many workers an engine has at most, where nobody says."""

import os
from typing import Final

MOST_WORKERS: Final = 4


def usual_workers() -> int:
    return min(MOST_WORKERS, os.cpu_count() or 1)
