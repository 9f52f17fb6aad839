"""What is said of a take: what is wrong with it, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from voicecoach.takes.judging import (
    Broken,
    Clipped,
    CutOff,
    Dull,
    Noisy,
    Silent,
    TakeTooLong,
    TooSoft,
)
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from voicecoach.takes.judging import Fault, Verdict
    from voicecoach.takes.sentences import Sentence


def verdict_lines(verdict: Verdict) -> tuple[str, ...]:
    """Return a line for each fault, or how long a good take is."""
    if not verdict.faults:
        return (f"Good: {seconds(verdict.length_ms)}.",)
    return tuple(_fault(fault) for fault in verdict.faults)


def room_of(sentence: Sentence) -> str:
    """Return how long a sentence may be, and how often it is heard."""
    times = "" if sentence.times == 1 else f", heard {sentence.times} times"
    if sentence.longest_ms is None:
        return f"as long as you like{times}"
    return f"at most {seconds(sentence.longest_ms)}{times}"


def seconds(length_ms: int) -> str:
    return f"{length_ms / MS_PER_S:.1f} s"


def _fault(fault: Fault) -> str:  # noqa: PLR0911  (a line a kind)
    match fault:
        case Silent():
            return "No words were heard: come nearer, and look whether the right microphone is chosen."
        case TakeTooLong():
            over_ms = max(fault.length_ms - fault.longest_ms, 100)
            return (
                f"Too long by {seconds(over_ms)}: {seconds(fault.length_ms)}, and there is room for "
                f"{seconds(fault.longest_ms)}. Speak faster."
            )
        case Clipped():
            return "Too loud, it is distorted: turn the microphone down, or go further away."
        case TooSoft():
            return "Too quiet: come nearer, or turn the microphone up."
        case Noisy():
            return (
                f"Noise: your words are only {max(fault.snr_db, 0):.0f} dB louder than the room. "
                "Come nearer, or find a quieter place."
            )
        case CutOff(at_start=True):
            return "The beginning is cut off: begin after the 1."
        case CutOff():
            return "The end is cut off: end the take a moment later, or let it end by itself."
        case Broken():
            return "A piece is missing, as the computer was too busy: close other programs."
        case Dull():
            return (
                f"Dull: nothing above {fault.highest_hz / 1000:.0f} kHz is there, as with wireless headsets in calls. "
                "Choose another with --microphone."
            )
        case _:
            assert_never(fault)
