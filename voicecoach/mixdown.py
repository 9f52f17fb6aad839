"""From a compiled routine to its sound: frames, read block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.timeline.audible import Recording, Utterance
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from voicecoach.pipeline import Compiled
    from voicecoach.sound.bed import Loop
    from voicecoach.sound.clip import Clip
    from voicecoach.sound.mix import Mix
    from voicecoach.sound.source import MixedSource
    from voicecoach.sound.spans import FrameRange


def mix_down(
    compiled: Compiled,
    *,
    voice_gain_db: float = 0.0,
    tone_gain_db: float = 0.0,
    wake_ms: int = 0,
) -> Mix:
    """Return the session as frames, read block by block: exactly `total_ms` of them.

    With `wake_ms`, a faint sound of that length is at the beginning and before each cue after a long silence. A mix that is
    turned up is limited lower, so that what is decoded of a file never exceeds -1 dBTP.
    """
    from voicecoach.sound.clip import PlacedClip
    from voicecoach.sound.mix import Mix
    from voicecoach.sound.wake import Wake, wake_spans

    total_frames = ms_to_frames(compiled.session.total_ms)
    boosted = max(voice_gain_db, tone_gain_db) > 0
    clips = [
        PlacedClip(
            onset_frame=ms_to_frames(event.onset_ms),
            frames=ms_to_frames(event.duration_ms),
            key=event.audible,
            gain_db=tone_gain_db if isinstance(event.audible, str) else voice_gain_db,
        )
        for event in compiled.timeline.events
    ]
    if wake_ms:
        sounds = _heard(compiled)
        spans = wake_spans(sounds, wake_frames=ms_to_frames(wake_ms), total_frames=total_frames)
        for span in spans:
            wake = Wake(frames=span.end_frame - span.start_frame)
            clips.append(PlacedClip(onset_frame=span.start_frame, frames=wake.frames, key=wake))
        clips.sort(key=lambda clip: clip.onset_frame)
    return Mix(clips, total_frames=total_frames, load=clip_loader(compiled), boosted=boosted)


def clip_loader(compiled: Compiled) -> Callable[[Hashable], Clip]:
    """Return a function that loads a clip by its key: speech, a recording, a wake sound, or a tone by its name."""
    from voicecoach.sound.wake import Wake, wake_clip

    studio = compiled.studio

    def load(key: Hashable) -> Clip:
        match key:
            case Utterance():
                return studio.speech.clip(key)
            case Recording():
                return compiled.recordings[key]
            case Wake():
                return wake_clip(key)
            case _:
                return studio.tones.tones[str(key)]

    return load


def settled_frames(compiled: Compiled, *, wake_ms: int = 0) -> int:
    """Return how much of the mix is final, with or without a bed: the frames that later compilation can no longer change."""
    if compiled.is_whole:
        return ms_to_frames(compiled.session.total_ms)
    from voicecoach.sound.bed import AHEAD_FRAMES

    until_frame = ms_to_frames(compiled.placed_until_ms - wake_ms)
    return max(0, until_frame - AHEAD_FRAMES)


def with_bed(compiled: Compiled, mix: Mix, bed: Loop, *, duck_db: float) -> MixedSource:
    """Return the mix over a bed that ducks under everything that is heard, and is silent where a step says so."""
    from voicecoach.sound.bed import Bedded
    from voicecoach.sound.spans import FrameRange

    silent = [
        FrameRange(
            start_frame=ms_to_frames(interval.start_ms),
            end_frame=ms_to_frames(interval.end_ms),
        )
        for interval in compiled.session.intervals
        if not interval.leaf.options.bed
    ]
    cues = _heard(compiled)
    return Bedded(mix, bed, cues=cues, silent=silent, duck_db=duck_db, boosted=mix.boosted)


def _heard(compiled: Compiled) -> list[FrameRange]:
    """Return the ranges where anything sounds, sorted by start."""
    from voicecoach.sound.spans import FrameRange

    return [
        FrameRange(
            start_frame=ms_to_frames(event.onset_ms),
            end_frame=ms_to_frames(event.onset_ms + event.duration_ms),
        )
        for event in compiled.timeline.events
    ]
