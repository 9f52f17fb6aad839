from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.clip import PlacedClip
from voicecoach.sound.islands import LEAD_MP3_FRAMES, TAIL_MP3_FRAMES, find_islands
from voicecoach.sound.mp3_frames import MP3_FRAME_FRAMES, mp3_frames_of

SECOND = 48_000
TOTAL = 60 * SECOND


def clip(onset_frame, frames=4_800, key="a", **changes):
    return PlacedClip(onset_frame=onset_frame, frames=frames, key=key, **changes)


@st.composite
def placed_clips(draw):
    clips = draw(
        st.lists(
            st.builds(
                clip,
                st.integers(0, 50 * SECOND),
                st.integers(48, 9 * SECOND),
                st.sampled_from("abc"),
                gain_db=st.sampled_from([0.0, -3.0]),
            ),
            max_size=30,
        )
    )
    return sorted(clips, key=lambda each: each.onset_frame)


def sounding(clips):
    """Return the MP3 frames of the grid in which a clip sounds."""
    return {
        mp3_frame
        for each in clips
        for mp3_frame in range(
            each.onset_frame // MP3_FRAME_FRAMES, -(-(each.onset_frame + each.frames) // MP3_FRAME_FRAMES)
        )
    }


@given(placed_clips())
def test_islands_hold_every_clip_once_in_order_and_are_apart(clips):
    islands = tuple(find_islands(clips, total_frames=TOTAL))
    restored = [
        (each.key, each.onset_frame + placed.first_mp3_frame * MP3_FRAME_FRAMES, each.frames, each.gain_db)
        for placed in islands
        for each in placed.island.clips
    ]
    assert restored == [(each.key, each.onset_frame, each.frames, each.gain_db) for each in clips]
    ends = [0, *(placed.end_mp3_frame for placed in islands)]
    starts = [*(placed.first_mp3_frame for placed in islands), mp3_frames_of(TOTAL)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))


@given(placed_clips())
def test_around_all_that_sounds_there_is_encoded_silence(clips):
    islands = tuple(find_islands(clips, total_frames=TOTAL))
    covered = {
        mp3_frame for placed in islands for mp3_frame in range(placed.first_mp3_frame, placed.end_mp3_frame)
    }
    for mp3_frame in sounding(clips):
        around = range(max(0, mp3_frame - LEAD_MP3_FRAMES), mp3_frame + TAIL_MP3_FRAMES + 1)
        assert covered.issuperset(range(around.start, min(around.stop, mp3_frames_of(TOTAL))))


def test_whole_seconds_fall_on_three_phases():
    islands = tuple(find_islands([clip(second * SECOND) for second in range(1, 31)], total_frames=TOTAL))
    assert len(islands) == 30
    assert len({placed.island for placed in islands}) == 3
    for one, other in zip(islands, islands[3:], strict=False):
        assert one.island == other.island


def test_other_gains_clips_and_distances_are_other_islands():
    apart = 3 * SECOND
    clips = [
        clip(apart),
        clip(2 * apart, key="b"),
        clip(3 * apart, gain_db=-1.0),
        clip(4 * apart, frames=4_848),
    ]
    clips += [clip(5 * apart), clip(5 * apart + 6_000), clip(6 * apart), clip(6 * apart + 6_048)]
    islands = tuple(find_islands(clips, total_frames=TOTAL))
    assert len({placed.island for placed in islands}) == len(islands) == 6


def test_clips_too_near_for_silence_share_an_island():
    end = (LEAD_MP3_FRAMES + TAIL_MP3_FRAMES) * MP3_FRAME_FRAMES
    near = [clip(0, frames=1_152), clip(1_152 + end - 1)]
    assert len(tuple(find_islands(near, total_frames=TOTAL))) == 1
    apart = [clip(0, frames=1_152), clip(1_152 + end)]
    assert len(tuple(find_islands(apart, total_frames=TOTAL))) == 2


def test_an_island_at_either_end_stays_within_the_stream():
    first, last = find_islands([clip(0), clip(TOTAL - 4_800)], total_frames=TOTAL)
    assert first.first_mp3_frame == 0
    assert last.end_mp3_frame == mp3_frames_of(TOTAL)
