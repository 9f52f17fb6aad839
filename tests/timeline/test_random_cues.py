"""`random 40s-80s`: moments so far apart, the same on every run."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.reading import found_in
from tests.programs import codes, compiled, result_of, spoken, tones
from voicecoach.language.cue_times import meant_when, parse_when
from voicecoach.language.durations import Problem
from voicecoach.language.model import AtRandom
from voicecoach.pipeline import Rejected
from voicecoach.units import format_duration_ms

SIT = "- work: Sit\n  for: 10m\n  tones: off\n  announce: off\n  cues: {random 40s-80s: {sound: bell}}\n"


def bells(steps=SIT, **options):
    return [onset_ms for onset_ms, tone in tones(compiled(steps, **options)) if tone == "bell"]


def gaps(start_ms, times_ms):
    return [after - before for before, after in pairwise([start_ms, *times_ms])]


def test_each_is_so_long_after_the_one_before():
    times_ms = bells()
    assert all(40_000 <= gap <= 80_000 for gap in gaps(0, times_ms))
    assert len(set(gaps(0, times_ms))) > 3
    assert 600_000 - times_ms[-1] <= 80_000


@given(
    least_ms=st.integers(1_000, 90_000),
    more_ms=st.integers(0, 60_000),
    length_ms=st.integers(20_000, 1_200_000),
)
def test_no_gap_is_out_of_its_range(least_ms, more_ms, length_ms):
    key = f"random {format_duration_ms(least_ms)}-{format_duration_ms(least_ms + more_ms)}"
    steps = f"- work: Sit\n  for: {format_duration_ms(length_ms)}\n  tones: off\n  cues: {{{key}: {{sound: bell}}}}\n"
    result = result_of(
        steps + "- rest: 10s\n"
    )  # a bell must not be the last sound of the session, which ends with it
    if isinstance(result, Rejected):
        assert least_ms >= length_ms
        return
    times_ms = [onset_ms for onset_ms, tone in tones(result) if tone == "bell"]
    assert times_ms
    assert all(least_ms <= gap <= least_ms + more_ms for gap in gaps(0, times_ms))
    assert times_ms[-1] < length_ms
    assert length_ms - times_ms[-1] <= max(least_ms + more_ms, 2 * least_ms)


def test_they_are_the_same_on_every_run_and_on_every_machine():
    assert bells() == bells()
    assert bells()[:3] == [72_391, 118_326, 197_906]


def test_an_edit_elsewhere_changes_none_and_its_own_words_do():
    elsewhere = f"- say: Sit down.\n  for: 5s\n{SIT}- rest: 10s\n"
    assert [time_ms - 5_000 for time_ms in bells(elsewhere)] == bells()
    other = [onset_ms for onset_ms, tone in tones(compiled(SIT.replace("bell", "tick"))) if tone == "tick"]
    assert other != bells()


def test_each_round_set_and_side_has_its_own():
    steps = SIT.replace("10m", "4m")
    rounds = bells("- rounds: 2\n  steps:\n" + "".join(f"    {line}\n" for line in steps.splitlines()))
    first, second = (
        [time_ms % 240_000 for time_ms in rounds if time_ms // 240_000 == number] for number in (0, 1)
    )
    assert first != second
    sides = bells(f"{steps}  sides: [left, right]\n  switch: 0\n")
    first, second = (
        [time_ms % 240_000 for time_ms in sides if time_ms // 240_000 == number] for number in (0, 1)
    )
    assert first != second


def test_words_at_random_moments_keep_clear_of_the_countdown():
    steps = "- lead-in: 10s\n- hold: Plank\n  for: 2m\n  cues: {random 10s-25s: Breathe out.}\n"
    result = compiled(steps)
    assert codes(result) == []
    times_ms = [onset_ms for onset_ms, text in spoken(result) if text == "Breathe out."]
    assert len(times_ms) >= 4
    assert max(times_ms) <= 120_000


def test_parameters_and_settings():
    head = "parameters: {least: 40s, most: 80s}\n"
    steps = SIT.replace("40s-80s", "$least-$most")
    assert bells(steps, head=head) == bells()
    closer = bells(steps, head=head, settings={"least": "5s", "most": "6s"})
    assert all(5_000 <= gap <= 6_000 for gap in gaps(0, closer))


@pytest.mark.parametrize(
    ("key", "expected", "meant"),
    [
        ("random 80s-40s", "bad-cue-key", "random 40s-1m20s"),
        ("random 0s-30s", "bad-cue-key", "random 1s-30s"),
        ("random 40s\N{EN DASH}80s", "bad-cue-key", "random 40s-1m20s"),
        ("random 40s \N{EM DASH} 80s", "bad-cue-key", "random 40s-1m20s"),
        ("random 40s to 80s", "bad-cue-key", "random 40s-1m20s"),
        ("random 40sec-80sec", "bad-cue-key", "random 40s-1m20s"),
        ("Random 40s-80s", "bad-cue-key", "random 40s-80s"),
        ("zuf\u00e4llig 40s-80s", "bad-cue-key", "random 40s-80s"),
        ("random 40s", "bad-cue-key", ""),
        ("random", "bad-cue-key", ""),
        ("random 0s-0s", "bad-cue-key", ""),
        ("random 10s-20s-30s", "bad-cue-key", ""),
        ("random 40s-25h", "out-of-range", ""),
        ("random 10m-20m", "cue-outside", ""),
    ],
)
def test_what_is_wrong_with_a_range(key, expected, meant):
    assert found_in(f"  - hold: Sit\n    for: 10m\n    cues:\n      {key}: Breathe.\n") == [f"{expected} 6:7"]
    if expected == "bad-cue-key":
        found = parse_when(key)
        assert isinstance(found, Problem)
        assert (found.suggestion or meant_when(key)) == meant


@pytest.mark.parametrize("key", ["random 40s-80s", "random 40-80", "random 40s - 1m20s", "random  0:40-1:20"])
def test_ways_to_write_it(key):
    assert parse_when(key) == AtRandom(least_ms=40_000, most_ms=80_000)
