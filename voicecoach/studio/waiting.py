"""How long a live session would wait for a slow voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.speech.model import SlowSpeech
from voicecoach.timeline.audible import Utterance

if TYPE_CHECKING:
    from voicecoach.pipeline import Drafted

WORTH_TELLING_MS: Final = 15_000


class WaitingTime(Struct, frozen=True, kw_only=True):
    """About how long a session waits in all, and for how many new sentences. Empty if that is too little to mention."""

    total_ms: int = 0
    sentences: int = 0


def waiting_of(drafted: Drafted, *, from_ms: int) -> WaitingTime:
    """Return how far speech would fall behind a session that begins at `from_ms`. Nothing is spoken to find out."""
    speech = drafted.studio.speech
    if not isinstance(speech, SlowSpeech):
        return WaitingTime()
    cues = [
        (cue.at_ms, wording)
        for cue in sorted(drafted.schedule.cues, key=lambda cue: cue.at_ms)
        if cue.latest_end_ms > from_ms
        for wording in cue.wordings[:1]
        if isinstance(wording, Utterance)
    ]
    making_ms = dict(speech.making_ms(wording for _, wording in cues))
    sentences = len(making_ms)
    passed_ms = behind_ms = 0
    for at_ms, wording in cues:
        passed_ms += making_ms.pop(wording, 0)
        behind_ms = max(behind_ms, passed_ms - max(0, at_ms - from_ms))
    return (
        WaitingTime(total_ms=behind_ms, sentences=sentences)
        if behind_ms >= WORTH_TELLING_MS
        else WaitingTime()
    )
