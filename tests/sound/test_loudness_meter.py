"""The loudness is that of ITU-R BS.1770, as others measure it."""

import numpy as np
import pytest
import references

from voicecoach.sound.loudness import ABSOLUTE_GATE_LUFS, Blocks, gated_lufs, loudness_lufs, power_lufs


def tone(frequency_hz, seconds, amplitude=1.0):
    return amplitude * np.sin(2 * np.pi * frequency_hz * np.arange(int(48_000 * seconds)) / 48_000)


def test_a_full_scale_tone_of_997_hz_has_the_loudness_of_the_recommendation():
    assert loudness_lufs(tone(997, 20)) == pytest.approx(-3.01, abs=0.01)


@pytest.mark.parametrize("seconds", [0.2, 0.9, 3, 5.37])
@pytest.mark.parametrize("colour", ["white", "brown"])
def test_noise_is_as_loud_as_pyloudnorm_finds_it(seconds, colour):
    """Its filters differ a little from the recommendation's, and it counts a block that the end breaks off, so it gets none."""
    noise = np.random.default_rng(1).standard_normal(int(48_000 * seconds))
    if colour == "brown":  # nearly all of it is rumble, which the filters take away
        noise = np.cumsum(noise) * 0.02
    noise *= 0.1
    noise[: noise.size // 3] *= 0.01
    whole = noise[: noise.size // 4_800 * 4_800] if seconds >= 3 else noise
    assert loudness_lufs(noise) == pytest.approx(references.loudness_lufs(whole), abs=0.06)


def test_soft_passages_do_not_count():
    loud, soft = tone(997, 10, amplitude=0.1), tone(997, 10, amplitude=0.01)
    assert loudness_lufs(np.concatenate([loud, soft])) == pytest.approx(-23, abs=0.1)


def test_silence_has_no_loudness():
    assert loudness_lufs(np.zeros(48_000)) == ABSOLUTE_GATE_LUFS
    assert gated_lufs(np.zeros(9)) is None


@pytest.mark.parametrize("piece_frames", [1, 4_799, 48_000, 200_000])
def test_it_does_not_matter_in_which_pieces_a_sound_comes(piece_frames):
    sound = np.random.default_rng(2).standard_normal(150_123 if piece_frames > 1 else 24_000)
    at_once, in_pieces = Blocks(), Blocks()
    at_once.add(sound)
    for start in range(0, sound.size, piece_frames):
        in_pieces.add(sound[start : start + piece_frames])
    assert at_once.powers().size == sound.size // 4_800 - 3
    assert power_lufs(in_pieces.powers()) == pytest.approx(power_lufs(at_once.powers()), abs=1e-9)


def test_less_than_a_block_has_no_blocks():
    blocks = Blocks()
    blocks.add(np.ones(19_199))
    assert blocks.powers().size == 0
