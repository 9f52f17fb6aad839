import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.crc16 import crc16
from voicecoach.sound.islands import Island, PlacedIsland
from voicecoach.sound.linker import Linked, gaps
from voicecoach.sound.mp3_frames import Mp3FrameHeader, mp3_frames_of, split_frames

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
    assert (facts.mp3_frames, facts.stream_crc) == (len(frames), crc16(stream))
    assert {len(frame) for frame in frames} == {192}


@pytest.mark.parametrize("byte_count", [96, 191, 193, 10, 384])
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
