from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.crc16 import crc16
from voicecoach.sound.islands import Island, PlacedIsland
from voicecoach.sound.linker import Linked, gaps, linked_size_bytes
from voicecoach.sound.mp3_frames import Mp3FrameHeader, info_header_size, mp3_frames_of, split_frames

HEADER = Mp3FrameHeader(bitrate_kbps=64)


def sound(mp3_frames, seed):
    """Return MP3 frames with something in them."""
    frame = HEADER.to_bytes() + bytes((seed + index) % 251 for index in range(HEADER.size_bytes - 4))
    return frame * mp3_frames


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 40), st.integers(0, 250)), max_size=20))
def test_the_facts_are_those_of_the_stream(parts):
    """Each part is silence, then sound; what is counted piece by piece is what the whole stream is."""
    linked = Linked(HEADER)
    stream = b""
    for silent, sounding, seed in parts:
        linked.add_silence(silent)
        content = sound(sounding, seed)
        linked.add(sounding, len(content), crc16(content))
        stream += linked.silence * silent + content
    linked.add_silence(1)
    stream += linked.silence
    frames = split_frames(stream)
    facts = linked.facts(1_000)
    assert (facts.mp3_frames, facts.stream_bytes) == (len(frames), len(stream))
    assert facts.stream_crc == crc16(stream)
    assert not facts.constant_bitrate
    info_bytes = info_header_size(HEADER)
    starts = [0, *accumulate(map(len, frames))]
    for point, place in enumerate(facts.seek_table):
        at = info_bytes + starts[point * len(frames) // 100]
        assert place == min(255, 256 * at // (info_bytes + len(stream)))


def test_without_silence_the_bitrate_is_constant():
    linked = Linked(HEADER)
    content = sound(10, 0)
    linked.add(10, len(content), crc16(content))
    assert linked.facts(1_000).constant_bitrate


@pytest.mark.parametrize("byte_count", [191, 193, 10, 384])
def test_a_piece_of_broken_frames_is_a_bug(byte_count):
    with pytest.raises(AssertionError):
        Linked(HEADER).add(1, byte_count, 0)


def test_the_silence_between_islands_fills_the_stream():
    islands = [
        PlacedIsland(first_mp3_frame=first, island=Island(mp3_frames=mp3_frames, clips=()))
        for first, mp3_frames in ((0, 5), (5, 2), (20, 10))
    ]
    assert list(gaps(islands, 40)) == [0, 0, 13, 10]
    assert list(gaps([], mp3_frames_of(0))) == [1]
    expected = info_header_size(HEADER) + 17 * 192 + 23 * 96
    assert linked_size_bytes(HEADER, 17, 40) == expected
