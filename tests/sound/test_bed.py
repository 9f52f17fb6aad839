import itertools

import numpy as np
import pytest

from voicecoach.sound.bed import Bedded, Loop
from voicecoach.sound.clip import FloatClip, PlacedClip
from voicecoach.sound.limiter import CEILING
from voicecoach.sound.mix import Mix
from voicecoach.sound.spans import FrameRange, Slopes, joined

SECOND = 48_000


class Level:
    """A track of one value."""

    def __init__(self, frames, value=0.1, channels=2):
        self.total_frames, self.channels, self.value = frames, channels, value

    def read(self, start_frame, frames):
        assert 0 <= start_frame <= start_frame + frames <= self.total_frames
        return np.full((frames, self.channels), self.value, dtype=np.float32)


class Noise(Level):
    def read(self, start_frame, frames):
        sound = np.sin(np.arange(self.total_frames) * 0.05) * self.value
        return np.repeat(sound[start_frame : start_frame + frames, np.newaxis], self.channels, axis=1).astype(
            np.float32
        )


def silence(frames):
    return Mix([], total_frames=frames, load=lambda _: None)


def bedded(track, frames=20 * SECOND, *, mix=None, cues=(), silent=(), duck_db=20.0):
    return Bedded(mix or silence(frames), Loop([track]), cues=cues, silent=silent, duck_db=duck_db)


def stretch(start_s, end_s):
    return FrameRange(start_frame=int(start_s * SECOND), end_frame=int(end_s * SECOND))


def test_it_fades_in_and_out_and_is_nothing_beyond_the_session():
    sound = bedded(Level(60 * SECOND)).read(-SECOND, 22 * SECOND)[:, 0]
    assert not sound[: SECOND + 1].any()
    assert not sound[21 * SECOND :].any()
    assert sound[12 * SECOND] == np.float32(0.1)
    assert (np.diff(sound[SECOND : 3 * SECOND]) >= 0).all()
    assert 0 < sound[20 * SECOND] < 0.05


def test_it_has_made_way_when_a_cue_begins_and_comes_back():
    sound = bedded(Level(60 * SECOND), cues=[stretch(8, 10)]).read(0, 20 * SECOND)[:, 0]
    np.testing.assert_allclose(sound[8 * SECOND : 10 * SECOND], 0.01, rtol=1e-5)
    assert sound[int(7.85 * SECOND)] == pytest.approx(0.1)
    assert sound[int(7.95 * SECOND)] < 0.06
    assert 0.02 < sound[int(10.25 * SECOND)] < 0.08
    assert sound[int(10.5 * SECOND)] == pytest.approx(0.1)


def test_it_stays_down_between_cues_that_are_near():
    sound = bedded(Level(60 * SECOND), cues=[stretch(8, 8.4), stretch(9, 9.4)]).read(0, 20 * SECOND)[:, 0]
    assert sound[8 * SECOND : int(9.4 * SECOND)].max() < 0.0101


def test_a_step_without_a_bed_is_silent_from_its_first_frame_to_its_last():
    sound = bedded(Level(60 * SECOND), silent=[stretch(8, 10), stretch(10, 12)]).read(0, 20 * SECOND)[:, 0]
    assert not sound[8 * SECOND : 12 * SECOND].any()
    assert sound[8 * SECOND - 4800] > 0
    assert sound[12 * SECOND + 4800] > 0


def test_the_loop_goes_on_without_a_hole_at_equal_power():
    loop = Loop([Level(10 * SECOND), Level(8 * SECOND)])
    power = loop.read(3 * SECOND, 60 * SECOND)[:, 0] ** 2
    assert power.min() > 0.9 * 0.01
    assert power.max() < 2.1 * 0.01  # two equal values add up in phase


def test_a_playlist_plays_its_tracks_in_turn():
    loop = Loop([Level(10 * SECOND, 0.1), Level(10 * SECOND, 0.2, channels=1)])
    at = [float(loop.read(second * SECOND, 1)[0, 1]) for second in (5, 12, 19, 26)]
    assert at == pytest.approx([0.1, 0.2, 0.1, 0.2])


def test_any_partition_gives_the_same_bits():
    clip = FloatClip(samples=np.full((SECOND, 1), 0.9, dtype=np.float32))
    mix = Mix(
        [PlacedClip(onset_frame=3 * SECOND, frames=SECOND, key="a")],
        total_frames=9 * SECOND,
        load=lambda _: clip,
    )
    source = bedded(
        Noise(4 * SECOND, 0.4), mix=mix, cues=[stretch(3, 4)], silent=[stretch(6, 7)], duck_db=3.0
    )
    whole = source.read(0, 9 * SECOND)
    for block_frames in (999, 4_801, 100_000):
        starts = range(0, 9 * SECOND, block_frames)
        blocks = [source.read(start, min(block_frames, 9 * SECOND - start)) for start in starts]
        np.testing.assert_array_equal(np.concatenate(blocks), whole)
    assert np.abs(whole).max() <= CEILING
    assert np.abs(whole).max() > 0.75


def test_the_limiter_turns_both_channels_down_alike():
    source = bedded(Level(60 * SECOND, 1.5))
    sound = source.read(8 * SECOND, SECOND)
    np.testing.assert_array_equal(sound[:, 0], sound[:, 1])
    assert sound.max() <= CEILING


def test_a_mono_bed_stays_mono_and_a_stereo_one_stereo():
    assert bedded(Level(60 * SECOND, channels=1)).channels == 1
    assert bedded(Level(60 * SECOND, channels=2)).read(0, 100).shape == (100, 2)


def test_slopes_do_not_depend_on_where_they_are_read():
    slopes = Slopes([stretch(1, 2), stretch(4, 5)], before_frames=4_800, after_frames=9_600)
    whole = slopes.at(0, 6 * SECOND)
    pieces = [slopes.at(start, 1_000) for start in range(0, 6 * SECOND, 1_000)]
    np.testing.assert_array_equal(np.concatenate(pieces), whole)
    assert whole[SECOND] == whole[2 * SECOND - 1] == 1.0
    assert whole[SECOND - 4_800] == whole[2 * SECOND + 9_600] == 0.0


def test_joined_stretches_are_in_order_and_apart():
    found = list(
        joined([stretch(5, 6), stretch(1, 4), stretch(2, 3), stretch(6.5, 7)], gap_frames=SECOND // 2)
    )
    assert found == [stretch(1, 4), stretch(5, 7)]
    assert all(one.end_frame < other.start_frame for one, other in itertools.pairwise(found))
