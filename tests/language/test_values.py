import pytest

from voicecoach.language.durations import Fault, Problem, duration_ms
from voicecoach.language.values import Repeaters, repeaters, share_ppm, tempo_ms, whole_number


@pytest.mark.parametrize(
    ("text", "expected_ms"),
    [
        ("30s", 30_000),
        ("1m30s", 90_000),
        ("90", 90_000),
        ("1:30", 90_000),
        ("1:02:03", 3_723_000),
        ("0:05.250", 5_250),
        ("90:00", 5_400_000),
        ("2.5s", 2_500),
        ("2.5", 2_500),
        ("1.5m", 90_000),
        ("500ms", 500),
        ("1h", 3_600_000),
        ("24h", 86_400_000),
        ("1h30m10s500ms", 5_410_500),
        ("0", 0),
        ("0s", 0),
        ("007s", 7_000),
        ("2.500000s", 2_500),
    ],
)
def test_durations(text, expected_ms):
    assert duration_ms(text) == expected_ms


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("30sec", "30s"),
        ("30 s", "30s"),
        ("1 min 30 sec", "1m30s"),
        ("2hrs", "2h"),
        ("30S", "30s"),
        ("1,5s", "1.5s"),
        (".5s", "0.5s"),
        ("1:5", "1:05"),
        ("+5s", "5s"),
        ("30 seconds.", "30s"),
        ("abc", ""),
        ("", ""),
        ("-5s", ""),
        ("1e3", ""),
        ("1:75", ""),
        ("30s1m", ""),
        ("٣s", ""),
        ("x" * 100_000, ""),
    ],
)
def test_what_is_no_duration_and_what_it_may_stand_for(text, suggestion):
    assert duration_ms(text) == Problem(Fault.SHAPE, suggestion)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("1.0005s", "1s"), ("0.5ms", ""), ("1:30.0001", "1m30s"), ("0.00001m1s", "1.001s")],
)
def test_more_than_milliseconds_is_too_exact(text, suggestion):
    assert duration_ms(text) == Problem(Fault.TOO_EXACT, suggestion)


@pytest.mark.parametrize("text", ["25h", "86400001ms", "9" * 40])
def test_more_than_a_day_is_too_long(text):
    assert duration_ms(text) == Problem(Fault.TOO_LONG)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("8", 8),
        ("008", 8),
        ("999999999", 999_999_999),
        ("1000000000", Problem(Fault.TOO_LONG)),
        ("3x", Problem(Fault.SHAPE, "3")),
        ("3.0", Problem(Fault.SHAPE, "3")),
        ("1,000", Problem(Fault.SHAPE, "1000")),
        ("-3", Problem(Fault.SHAPE)),
        ("three", Problem(Fault.SHAPE, "3")),
        ("Drei", Problem(Fault.SHAPE, "3")),
        ("many", Problem(Fault.SHAPE)),
        ("٣", Problem(Fault.SHAPE)),
        ("²", Problem(Fault.SHAPE)),
        ("", Problem(Fault.SHAPE)),
    ],
)
def test_whole_numbers(text, expected):
    assert whole_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-1-1-0", (3_000, 1_000, 1_000, 0)),
        ("2.5-0-1-0.25", (2_500, 0, 1_000, 250)),
        ("10 - 0 - 10 - 0", (10_000, 0, 10_000, 0)),
        ("3-1-1", Problem(Fault.SHAPE, "3-1-1-0")),
        ("3110", Problem(Fault.SHAPE, "3-1-1-0")),
        ("30X1", (3_000, 0, 1_000, 1_000)),
        ("30x0", (3_000, 0, 1_000, 0)),
        ("3-0-X-1", (3_000, 0, 1_000, 1_000)),
        ("2.5 - x - 1 - X", (2_500, 1_000, 1_000, 1_000)),
        ("XXXX", (1_000, 1_000, 1_000, 1_000)),
        (" X010 ", (1_000, 0, 1_000, 0)),
        ("30X", Problem(Fault.SHAPE, "3-0-X-0")),
        ("3/0/x/1", Problem(Fault.SHAPE, "3-0-X-1")),
        ("3\N{EN DASH}0\N{EN DASH}X\N{EN DASH}1", Problem(Fault.SHAPE, "3-0-X-1")),
        ("3 0 X 1", Problem(Fault.SHAPE, "3-0-X-1")),
        ("30X10", Problem(Fault.SHAPE)),
        ("3.5X10", Problem(Fault.SHAPE)),
        ("3-0-XX-1", Problem(Fault.SHAPE)),
        ("explosive", Problem(Fault.SHAPE)),
        ("3/1/1/0", Problem(Fault.SHAPE, "3-1-1-0")),
        ("3-1-1-0-0", Problem(Fault.SHAPE)),
        ("3s-1s-1s-0s", Problem(Fault.SHAPE, "3-1-1-0")),
        ("slow", Problem(Fault.SHAPE)),
        ("0.0001-1-1-1", Problem(Fault.TOO_EXACT)),
    ],
)
def test_tempos(text, expected):
    assert tempo_ms(text) == expected


@pytest.mark.parametrize("text", ["6 x 7s:3s", "6x7s:3s", "6 × 7:3", "6 X 7:3s", "  6x7000ms:3"])  # noqa: RUF001
def test_repeaters(text):
    assert repeaters(text) == Repeaters(count=6, on_ms=7_000, off_ms=3_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6 x 7sec:3s", Problem(Fault.SHAPE, "6 x 7s:3s")),
        ("6 x 7s", Problem(Fault.SHAPE)),
        ("x 7s:3s", Problem(Fault.SHAPE)),
        ("6 x 7.0001s:3s", Problem(Fault.TOO_EXACT)),
    ],
)
def test_what_are_no_repeaters(text, expected):
    assert repeaters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50%", 500_000),
        ("12.5%", 125_000),
        ("33.3333 %", 333_333),
        ("0%", 0),
        ("150%", 1_500_000),
        ("33.33333%", Problem(Fault.TOO_EXACT)),
        ("half", Problem(Fault.SHAPE)),
    ],
)
def test_shares(text, expected):
    assert share_ppm(text) == expected
