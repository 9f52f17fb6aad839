"""How many workers an engine has at most, where nobody says."""

from typing import Final

from voicecoach.cores import usable_cores

MOST_WORKERS: Final = 4


def usual_workers() -> int:
    return min(MOST_WORKERS, usable_cores())
