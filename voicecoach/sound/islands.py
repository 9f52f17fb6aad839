"""Islands: where the mix sounds, on the grid of the MP3 frames. Equal islands are the same samples, so one encoding does for all.

At 48,000 Hz whole seconds fall on three phases of the grid, so what repeats every so many seconds repeats bit for bit
after at most three encodings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.sound.clip import PlacedClip
from voicecoach.sound.mp3_frames import MP3_FRAME_FRAMES, mp3_frames_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Silence that is encoded along, in MP3 frames. An encoder begins from nothing, and makes 0.2 dB more of a sound after two of them than
# after one. What it says of a frame is said within one MP3 frame (576 frames of its delay, 528 of a decoder's, 48 of its
# transform's), so of those that begin after the sound the first may have something to say, and any other is silent.
LEAD_MP3_FRAMES: Final = 2
TAIL_MP3_FRAMES: Final = 1


class Island(Struct, frozen=True, kw_only=True, cache_hash=True):
    """What sounds, from the first MP3 frame that it needs to its last: content and phase. Equal ones are the same samples.

    The onsets of `clips` count from the island's own first frame.
    """

    mp3_frames: int
    clips: tuple[PlacedClip, ...]


class PlacedIsland(Struct, frozen=True, kw_only=True):
    """An island on the grid; between one and the next there is silence."""

    first_mp3_frame: int
    island: Island

    @property
    def end_mp3_frame(self) -> int:
        return self.first_mp3_frame + self.island.mp3_frames


def find_islands(clips: Iterable[PlacedClip], *, total_frames: int) -> Iterator[PlacedIsland]:
    """Yield the islands of clips sorted by onset, in order and apart: clips that come too near to one another share one."""
    for first, end, together in _groups(clips, mp3_frames_of(total_frames)):
        begin_frame = first * MP3_FRAME_FRAMES
        placed = tuple(_moved(clip, clip.onset_frame - begin_frame) for clip in together)
        yield PlacedIsland(first_mp3_frame=first, island=Island(mp3_frames=end - first, clips=placed))


def _groups(
    clips: Iterable[PlacedClip], stream_mp3_frames: int
) -> Iterator[tuple[int, int, Sequence[PlacedClip]]]:
    """Yield the first MP3 frame of each island, the one after its last, and its clips."""
    together: list[PlacedClip] = []
    first = end = 0
    for clip in clips:
        clip_first = max(0, clip.onset_frame // MP3_FRAME_FRAMES - LEAD_MP3_FRAMES)
        clip_end = -(-(clip.onset_frame + clip.frames) // MP3_FRAME_FRAMES) + TAIL_MP3_FRAMES
        if clip_first >= end:
            if together:
                yield first, end, together
            first, together = clip_first, []
        end = min(max(end, clip_end), stream_mp3_frames)
        together.append(clip)
    if together:
        yield first, end, together


def _moved(clip: PlacedClip, onset_frame: int) -> PlacedClip:
    """Return the clip with another onset, in a tenth of the time of `replace`: a session has thousands."""
    return PlacedClip(onset_frame=onset_frame, frames=clip.frames, key=clip.key, gain_db=clip.gain_db)
