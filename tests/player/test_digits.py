"""Large numbers: each digit as it is drawn, and the largest size that fits."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.player.screen.digits import block_digits


def test_the_ten_digits_can_be_told_apart():
    drawn = [block_digits(digit, rows=5, columns=8) for digit in "0123456789-:"]
    assert len(set(drawn)) == 12
    assert all(len(rows) == 5 for rows in drawn)


def test_a_number_is_drawn_like_this():
    assert block_digits("1:30", rows=5, columns=40, block="#") == (
        "   ##       ######## ########",
        "   ##    ##       ## ##    ##",
        "   ##       ######## ##    ##",
        "   ##    ##       ## ##    ##",
        "   ##       ######## ########",
    )


@pytest.mark.parametrize(("rows", "thick"), [(9, 1), (10, 2), (13, 2), (17, 3), (24, 4), (45, 7)])
def test_bars_are_thick_where_there_is_room_and_both_holes_are_equally_high(rows, thick):
    drawn = block_digits("8", rows=rows, columns=200)
    across = [row.count("█") == len(row) for row in drawn]
    bars = [len(list(group)) for full, group in groupby(across) if full]
    holes = [len(list(group)) for full, group in groupby(across) if not full]
    assert bars == [thick] * 3
    assert holes[0] == holes[1]


@pytest.mark.parametrize("rows", [5, 12, 21])
def test_a_one_is_in_the_middle_of_its_place(rows):
    one = block_digits("1", rows=rows, columns=60)[0]
    left, right = len(one) - len(one.lstrip()), len(one) - len(one.rstrip())
    assert abs(left - right) <= 1


def test_three_rows_are_enough_where_half_blocks_can_be_drawn():
    assert block_digits("2", rows=3, columns=8) == ("▀▀▀▀▀▀██", "██▀▀▀▀▀▀", "▀▀▀▀▀▀▀▀")
    assert block_digits("2", rows=3, columns=8, block="#") == ()


@pytest.mark.parametrize("number", ["", "a", "12 s", "\u0661"])
def test_what_is_no_number_is_not_drawn(number):
    assert block_digits(number, rows=20, columns=80) == ()


NUMBERS = st.from_regex(r"\A\d{1,3}(:\d\d){0,2}\Z", fullmatch=True).filter(str.isascii)


@given(NUMBERS, st.integers(0, 50), st.integers(0, 200))
def test_a_number_fits_and_more_room_makes_it_no_smaller(number, rows, columns):
    drawn = block_digits(number, rows=rows, columns=columns)
    assert len(drawn) <= rows
    assert all(len(row) == len(drawn[0]) <= columns for row in drawn)
    larger = block_digits(number, rows=rows + 2, columns=columns + 10)
    assert len(larger) >= len(drawn)


@pytest.mark.parametrize(("rows", "columns"), [(13, 80), (21, 80), (45, 200), (7, 40)])
def test_a_number_of_two_digits_fills_the_height_or_the_width(rows, columns):
    drawn = block_digits("27", rows=rows, columns=columns)
    assert len(drawn) >= rows - 1 or len(drawn[0]) >= columns - 8
