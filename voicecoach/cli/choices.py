"""Turns options into the values that the studio takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from voicecoach.cli.durations import option_duration_ms
from voicecoach.cli.state import state
from voicecoach.errors import UsageError
from voicecoach.studio.mixing import MixChoice
from voicecoach.studio.studios import VoiceChoice
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from voicecoach.cli.options import Gains, Surroundings, VoiceOptions

_NO_BED: Final = "off"
_LONGEST_WAKE_MS: Final = MS_PER_MIN


def voice_choice(options: VoiceOptions) -> VoiceChoice:
    return VoiceChoice(
        engine=options.engine,
        voice=options.voice,
        rate_wpm=options.rate,
        language=options.language,
        noisy=options.noisy,
        pronounce=state().pronounce,
    )


def mix_choice(gains: Gains, around: Surroundings) -> MixChoice:
    """Return how a session should sound. Raises UsageError."""
    has_bed = _NO_BED not in around.bed
    if not has_bed and len(around.bed) > 1:
        raise UsageError("`--bed off` and a bed", hint="leave one of them out")
    return MixChoice(
        voice_gain_db=gains.voice_gain,
        tone_gain_db=gains.tone_gain,
        wake_ms=_wake_ms(around.wake),
        beds=tuple(Path(name) for name in around.bed) if has_bed else (),
        has_bed=has_bed,
        duck_db=around.duck,
    )


def _wake_ms(wake: str) -> int:
    wake_ms = option_duration_ms("--wake", wake) if wake else 0
    if wake_ms > _LONGEST_WAKE_MS:
        raise UsageError(
            f"{state().label('--wake')} is at most a minute",
            hint="two or three seconds wake every headset: `--wake 2s`",
        )
    return wake_ms
