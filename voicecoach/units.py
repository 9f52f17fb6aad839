"""The one place where units are converted. Time is an exact integer everywhere.

Language and timeline count milliseconds; audio counts frames at 48,000 Hz, so one millisecond is
exactly 48 frames and no conversion ever rounds.
"""

from typing import Final

SAMPLE_RATE: Final = 48_000
FRAMES_PER_MS: Final = SAMPLE_RATE // 1000
MS_PER_S: Final = 1000
MS_PER_MIN: Final = 60 * MS_PER_S
MS_PER_H: Final = 60 * MS_PER_MIN


def ms_to_frames(time_ms: int) -> int:
    return time_ms * FRAMES_PER_MS


def frames_to_ms(frames: int) -> int:
    """Return the time in ms; asserts that it is a whole number of milliseconds."""
    time_ms, rest = divmod(frames, FRAMES_PER_MS)
    assert rest == 0, f"{frames} frames are not a whole number of milliseconds"
    return time_ms


def format_duration_ms(duration_ms: int) -> str:
    """Return a duration as the language writes it: `45s`, `1m30s`, `2.5s`, `0s`."""
    seconds, ms = divmod(duration_ms, MS_PER_S)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = f"{hours}h" if hours else ""
    parts += f"{minutes}m" if minutes else ""
    if ms:
        parts += f"{seconds}.{ms:03d}".rstrip("0") + "s"
    elif seconds or not parts:
        parts += f"{seconds}s"
    return parts


def format_whole_seconds_ms(time_ms: int) -> str:
    """Return a time as a clock shows it, without the second that is running: `0:02` for 2,500 ms."""
    return format_clock_ms(time_ms // MS_PER_S * MS_PER_S)


def format_clock_ms(time_ms: int) -> str:
    """Return a time as a clock shows it: `0:05`, `1:02:03`, or `0:02.500` if it is not a whole second."""
    seconds, ms = divmod(time_ms, MS_PER_S)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
    return f"{clock}.{ms:03d}" if ms else clock
