import pytest

from voicecoach.sound.crc16 import crc16
from voicecoach.sound.mp3_frames import (
    BITRATES_KBPS,
    Mp3FrameHeader,
    StreamFacts,
    info_header,
    mp3_frames_of,
    parse_header,
    silent_frame,
    split_frames,
)

FACTS = StreamFacts(frames=48_000, mp3_frames=43, stream_crc=0xABCD)


@pytest.mark.parametrize("bitrate_kbps", BITRATES_KBPS[1:])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_header_is_read_as_it_was_written(bitrate_kbps, channels):
    header = Mp3FrameHeader(bitrate_kbps=bitrate_kbps, channels=channels)
    assert parse_header(header.to_bytes()) == header


def test_sizes_at_48_khz():
    assert Mp3FrameHeader(bitrate_kbps=32).size_bytes == 96
    assert Mp3FrameHeader(bitrate_kbps=64).size_bytes == 192
    assert Mp3FrameHeader(bitrate_kbps=128, sample_rate=44_100, padding=True).size_bytes == 418


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfb\x54", b"ID3\x03", b"\xff\xf3\x54\xc4", b"\xff\xfd\x54\xc4", b"\xff\xfb\x04\xc4", b"\xff\xfb\xf4\xc4", b"\xff\xfb\x5c\xc4"],
    ids=["nothing", "too short", "a tag", "MPEG-2", "layer II", "free bitrate", "bad bitrate", "bad rate"],
)  # fmt: skip
def test_what_is_no_header_of_layer_three(data):
    assert parse_header(data) is None


def test_a_silent_frame_is_a_header_and_zeros():
    frame = silent_frame(Mp3FrameHeader(bitrate_kbps=32))
    assert len(frame) == 96
    assert not any(frame[4:])


def test_a_stream_is_split_where_its_frames_begin():
    frames = tuple(silent_frame(Mp3FrameHeader(bitrate_kbps=bitrate)) for bitrate in (32, 64, 32, 128))
    assert split_frames(b"".join(frames)) == frames
    with pytest.raises(AssertionError):
        split_frames(frames[0] + b"\0\0")


@pytest.mark.parametrize(("frames", "mp3_frames"), [(0, 1), (1, 2), (1_152, 2), (1_153, 3), (48_000, 43)])
def test_lame_makes_this_many_frames(frames, mp3_frames):
    assert mp3_frames_of(frames) == mp3_frames


@pytest.mark.parametrize(("bitrate_kbps", "channels"), [(32, 1), (64, 1), (64, 2), (128, 2), (320, 2)])
def test_the_info_header_is_one_frame_with_everything_in_its_place(bitrate_kbps, channels):
    """Offsets as in the description of the LAME tag, revision 1."""
    header = Mp3FrameHeader(bitrate_kbps=bitrate_kbps, channels=channels)
    frame = info_header(header, FACTS)
    assert split_frames(frame) == (frame,)
    tag = frame[4 + header.side_info_bytes :]
    assert tag[:4] == b"Info"
    assert tag[4:8] == b"\0\0\0\x0f"
    total_bytes = len(frame) + 43 * header.size_bytes
    assert int.from_bytes(tag[8:12], "big") == 43
    assert int.from_bytes(tag[12:16], "big") == total_bytes
    for point, place in enumerate(tag[16:116]):
        assert place == 256 * (len(frame) + point * 43 // 100 * header.size_bytes) // total_bytes
    assert tag[120:129] == b"LAME3.100"
    delay_padding = int.from_bytes(tag[141:144], "big")
    assert delay_padding >> 12 == 576
    assert 43 * 1_152 - 576 - (delay_padding & 0xFFF) == 48_000
    assert int.from_bytes(tag[148:152], "big") == total_bytes
    assert tag[152:154] == b"\xab\xcd"
    before_crc = 4 + header.side_info_bytes + 154
    assert int.from_bytes(tag[154:156], "big") == crc16(frame[:before_crc])
    assert not any(frame[before_crc + 2 :])


def test_a_length_that_the_header_cannot_say_is_a_bug():
    with pytest.raises(AssertionError, match="padding"):
        info_header(
            Mp3FrameHeader(bitrate_kbps=64),
            StreamFacts(frames=100, mp3_frames=43, stream_crc=0),
        )
