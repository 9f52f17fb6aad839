from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.crc16 import crc16, crc16_joined, crc16_repeated


def bit_by_bit(data):
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def test_the_check_value_of_the_catalogue():
    assert crc16(b"123456789") == 0xBB3D


@given(data=st.binary(max_size=1_500))
def test_it_is_the_plain_algorithm(data):
    assert crc16(data) == bit_by_bit(data)


@given(first=st.binary(max_size=900), second=st.binary(max_size=900))
def test_the_whole_follows_from_its_parts(first, second):
    assert crc16_joined(crc16(first), crc16(second), len(second)) == bit_by_bit(first + second)


@given(data=st.binary(max_size=40), times=st.integers(0, 50))
def test_what_repeats_is_counted_without_repeating_it(data, times):
    assert crc16_repeated(crc16(data), len(data), times) == bit_by_bit(data * times)
