import tracemalloc
from hashlib import sha256
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.clip import FloatClip, PcmClip, PlacedClip
from voicecoach.sound.limiter import CEILING, REACH_FRAMES
from voicecoach.sound.mix import Mix, blocks, to_int16, to_pcm

TOTAL_FRAMES = 6_000


def noise(frames, *, seed=0, peak=0.4, channels=1):
    samples = np.random.default_rng(seed).uniform(-peak, peak, (frames, channels))
    return FloatClip(samples=samples.astype(np.float32))


def mix_of(placed, clips, total_frames=TOTAL_FRAMES, **options):
    return Mix(placed, total_frames=total_frames, load=clips.__getitem__, **options)


@st.composite
def loud_mixes(draw):
    """A mix of up to twelve clips that overlap, some of them far too loud."""
    clips = {
        key: noise(draw(st.integers(1, 2_000)), seed=key, peak=draw(st.sampled_from([0.1, 0.5, 1.0])))
        for key in range(4)
    }
    placed = []
    for _ in range(draw(st.integers(0, 12))):
        key = draw(st.integers(0, 3))
        onset_frame = draw(st.integers(0, TOTAL_FRAMES - clips[key].frames))
        gain_db = draw(st.sampled_from([0.0, -6.0, 12.0]))
        placed.append(PlacedClip(onset_frame=onset_frame, frames=clips[key].frames, key=key, gain_db=gain_db))
    return mix_of(sorted(placed, key=lambda clip: clip.onset_frame), clips, clips_bytes=4_000)


def test_a_clip_sounds_from_its_onset_to_its_end_and_nowhere_else():
    clip = noise(480)
    mix = mix_of([PlacedClip(onset_frame=1_000, frames=480, key="a")], {"a": clip})
    whole = mix.read(0, TOTAL_FRAMES)
    assert np.array_equal(whole[1_000:1_480], clip.samples)
    assert not whole[:1_000].any()
    assert not whole[1_480:].any()


def test_overlapping_clips_add_up_with_their_gains():
    clips = {"a": noise(100, seed=1), "b": noise(100, seed=2)}
    mix = mix_of(
        [
            PlacedClip(onset_frame=0, frames=100, key="a"),
            PlacedClip(onset_frame=50, frames=100, key="b", gain_db=-6.0),
        ],
        clips,
    )
    both = mix.read(50, 50)
    expected = clips["a"].samples[50:] + clips["b"].samples[:50] * np.float32(10 ** (-6 / 20))
    assert np.array_equal(both, expected)


def test_a_long_clip_is_heard_behind_many_short_ones():
    clips = {"long": noise(5_000, seed=1), "short": noise(10, seed=2)}
    shorts = [PlacedClip(onset_frame=100 * i, frames=10, key="short") for i in range(1, 40)]
    mix = mix_of([PlacedClip(onset_frame=0, frames=5_000, key="long"), *shorts], clips)
    assert np.array_equal(mix.read(4_950, 50), clips["long"].samples[4_950:])


def test_beyond_either_end_is_silence():
    mix = mix_of([PlacedClip(onset_frame=0, frames=TOTAL_FRAMES, key="a")], {"a": noise(TOTAL_FRAMES)})
    around = mix.read(-10, TOTAL_FRAMES + 20)
    assert around.shape == (TOTAL_FRAMES + 20, 1)
    assert around.dtype == np.float32
    assert not around[:10].any()
    assert not around[-10:].any()
    assert np.array_equal(around[10:-10], mix.read(0, TOTAL_FRAMES))


@given(mix=loud_mixes(), cuts=st.lists(st.integers(0, TOTAL_FRAMES), max_size=8))
def test_any_partition_into_blocks_gives_the_same_bits(mix, cuts):
    whole = mix.read(0, TOTAL_FRAMES)
    edges = [0, *sorted(cuts), TOTAL_FRAMES]
    parts = [mix.read(low, high - low) for low, high in pairwise(edges)]
    assert np.concatenate(parts).tobytes() == whole.tobytes()
    assert np.abs(whole).max() <= CEILING


def test_blocks_cover_the_whole_and_only_the_last_is_shorter():
    mix = mix_of([PlacedClip(onset_frame=10, frames=480, key="a")], {"a": noise(480)}, total_frames=1_000)
    parts = list(blocks(mix, 300))
    assert [len(part) for part in parts] == [300, 300, 300, 100]
    assert np.array_equal(np.concatenate(parts), mix.read(0, 1_000))


def test_a_stereo_clip_becomes_the_mean_of_its_channels():
    clip = noise(480, channels=2)
    mix = mix_of([PlacedClip(onset_frame=0, frames=480, key="a")], {"a": clip})
    assert np.allclose(mix.read(0, 480)[:, 0], clip.samples.mean(axis=1))


def test_what_is_read_can_be_written_to():
    clip = noise(480)
    mix = mix_of([PlacedClip(onset_frame=0, frames=480, key="a")], {"a": clip})
    mix.read(0, 480)[:] = 0
    assert mix.read(0, 480).any()


@pytest.mark.parametrize(
    "placed",
    [
        [PlacedClip(onset_frame=-1, frames=480, key="a")],
        [PlacedClip(onset_frame=TOTAL_FRAMES - 479, frames=480, key="a")],
        [PlacedClip(onset_frame=9, frames=480, key="a"), PlacedClip(onset_frame=8, frames=480, key="a")],
    ],
    ids=["before the mix", "after the mix", "not sorted"],
)
def test_clips_that_cannot_be_placed_are_a_bug(placed):
    with pytest.raises(AssertionError):
        mix_of(placed, {"a": noise(480)})


def test_a_clip_of_another_length_than_planned_is_a_bug():
    mix = mix_of([PlacedClip(onset_frame=0, frames=479, key="a")], {"a": noise(480)})
    with pytest.raises(AssertionError, match="480 frames, not 479"):
        mix.read(0, 480)


def test_memory_does_not_grow_with_the_length():
    clip_frames, clip_count = 48_000, 120  # two hours, a clip each minute, none alike

    def load(key):
        return FloatClip(samples=np.full((clip_frames, 1), key / 1_000, dtype=np.float32))

    placed = [PlacedClip(onset_frame=60 * 48_000 * i, frames=clip_frames, key=i) for i in range(clip_count)]
    mix = Mix(placed, total_frames=clip_count * 60 * 48_000, load=load, clips_bytes=1_000_000)
    tracemalloc.start()
    try:
        for block in blocks(mix, 480_000):
            assert len(block) == 480_000
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak_bytes < 12_000_000  # a few blocks; all clips together are 23 MB, the mix 1.4 GB


def test_sixteen_bits_come_back_exactly():
    steps = np.arange(-32_768, 32_768).astype(np.int16)
    samples = steps.astype(np.float32)[:, np.newaxis] / np.float32(32_768)
    assert np.array_equal(to_int16(samples)[:, 0], steps)


def test_sixteen_bits_round_half_to_even_and_never_wrap():
    samples = np.array([[0.0], [0.5], [1.5], [-0.5], [40_000.0], [-40_000.0]], dtype=np.float32) / 32_768
    assert to_int16(samples)[:, 0].tolist() == [0, 0, 2, 0, 32_767, -32_768]


def test_the_same_clips_are_always_the_same_samples():
    """Whoever changes the mix or the limiter changes the bytes of every export."""
    ramp = np.linspace(-1, 1, 960, dtype=np.float32)
    clips = {
        key: FloatClip(samples=(ramp * factor)[:, np.newaxis]) for key, factor in (("a", 0.7), ("b", 0.9))
    }
    placed = [
        PlacedClip(onset_frame=0, frames=960, key="a", gain_db=-1.5),
        PlacedClip(onset_frame=480, frames=960, key="b"),
    ]
    digests = []
    for boosted in (False, True):
        mix = Mix(placed, total_frames=2_000, load=clips.__getitem__, boosted=boosted)
        digests.append(sha256(to_pcm(mix, 0, 2_000)).hexdigest()[:12])
    assert digests == ["b67df13072c6", "2ce6dca85a38"]


def pcm_clip(steps):
    pcm = np.asarray(steps, dtype="<i2").tobytes()
    return PcmClip(pcm=pcm)


@given(data=st.data())
def test_clips_in_16_bits_are_mixed_as_floats_are(data):
    """Whether they overlap, are turned down or are limited."""
    in_16_bits = {
        "soft": pcm_clip(np.arange(-900, 900)),
        "in the middle": pcm_clip([13_000, -12_000] * 100),
        "at the ceiling": pcm_clip([26_329, -26_329, 7, -8] * 50),
        "loud": pcm_clip([32_767, -32_768, 3] * 40),
    }
    as_floats = {key: FloatClip(samples=clip.samples) for key, clip in in_16_bits.items()}
    placed, at = [], 0
    for key in data.draw(st.lists(st.sampled_from(sorted(in_16_bits)), max_size=4)):
        at += data.draw(st.integers(-200 if at > 200 else 0, 1_500))
        gain_db = data.draw(st.sampled_from([0.0, 0.0, -3.0]))
        placed.append(PlacedClip(onset_frame=at, frames=in_16_bits[key].frames, key=key, gain_db=gain_db))
        at += in_16_bits[key].frames
    placed.sort(key=lambda clip: clip.onset_frame)
    total_frames = max((clip.onset_frame + clip.frames for clip in placed), default=0) + 700
    one, other = (
        Mix(placed, total_frames=total_frames, load=clips.__getitem__) for clips in (in_16_bits, as_floats)
    )
    start, frames = data.draw(st.integers(0, total_frames - 1)), data.draw(st.integers(1, total_frames))
    assert to_pcm(one, start, frames) == to_pcm(other, start, frames)


def test_a_limited_neighbour_reaches_into_a_stretch():
    clips = {"soft": pcm_clip([9_000] * 960), "loud": pcm_clip([32_000] * 960)}
    placed = [
        PlacedClip(onset_frame=0, frames=960, key="soft"),
        PlacedClip(onset_frame=960, frames=960, key="loud"),
    ]
    mix = Mix(placed, total_frames=2_000, load=clips.__getitem__)
    soft = np.frombuffer(clips["soft"].pcm, dtype="<i2")
    heard = np.frombuffer(to_pcm(mix, 0, 960), dtype="<i2")
    assert np.array_equal(heard[:-REACH_FRAMES], soft[:-REACH_FRAMES])
    assert (heard[-48:] < soft[-48:]).all()
