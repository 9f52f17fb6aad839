"""What counts as heard, from the player's snapshots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session_plans import HANGS, at_s, listen, steps

from voicecoach.log.hearing import Hearing, is_completed


def told(hearing):
    progress = hearing.progress(is_whole=True)
    return progress.played_ms, progress.tension_ms, progress.completed_steps


def test_a_session_heard_from_start_to_end():
    hearing = Hearing(HANGS)
    listen(hearing, 0, 55)
    assert told(hearing) == (55_000, 40_000, 4)


def test_only_holds_work_and_reps_are_time_under_tension():
    kinds = steps(("say", "", 2), ("work", "", 3), ("switch", "", 4), ("reps", "", 5), ("rest", "", 6))
    hearing = Hearing(kinds)
    listen(hearing, 0, 20)
    assert told(hearing) == (20_000, 8_000, 5)


def test_a_pause_does_not_count():
    hearing = Hearing(HANGS)
    listen(hearing, 0, 15)
    for _ in range(1000):
        hearing.update(at_s(15))
    listen(hearing, 15, 30)
    assert told(hearing) == (30_000, 20_000, 2)


def test_what_is_skipped_is_neither_heard_nor_completed():
    hearing = Hearing(HANGS)
    listen(hearing, 0, 12)
    listen(hearing, 30, 55, jumps=1)  # `next`, in the first hang
    assert told(hearing) == (37_000, 22_000, 3)


def test_what_is_heard_again_counts_again_but_its_step_once():
    hearing = Hearing(HANGS)
    listen(hearing, 0, 30)
    listen(hearing, 10, 35, jumps=1)  # `back`
    assert told(hearing) == (55_000, 40_000, 3)


def test_a_jump_that_is_not_counted_shows_by_going_back():
    hearing = Hearing(HANGS)
    listen(hearing, 0, 30)
    listen(hearing, 29, 35)  # after a loss
    assert told(hearing) == (36_000, 21_000, 3)


def test_a_step_that_is_entered_in_its_middle_is_not_completed():
    hearing = Hearing(HANGS, start_ms=15_000)
    listen(hearing, 15, 35)
    assert told(hearing) == (20_000, 15_000, 1)


def test_a_sink_that_is_faster_than_time_counts_the_same():
    hearing = Hearing(HANGS)
    listen(hearing, 0, 55, every_s=11)
    assert told(hearing) == (55_000, 40_000, 4)


def test_the_last_second_of_a_step_may_be_missing():
    hearing = Hearing(HANGS)
    listen(hearing, 0, 29)
    assert hearing.progress().completed_steps == 2
    short = steps(("hold", "", 1))
    hearing = Hearing(short)
    listen(hearing, 0, 0.45)
    assert hearing.progress().completed_steps == 0


def test_a_session_that_goes_on_has_what_was_heard_before():
    first = Hearing(HANGS)
    listen(first, 0, 20)
    then = Hearing(HANGS, start_ms=19_500, before=first.progress(is_whole=True).changed)
    listen(then, 19.5, 30)
    assert told(then) == (30_500, 20_500, 2)


def test_the_step_at_the_position_is_there_before_any_of_it_is_heard():
    hearing = Hearing(HANGS)
    hearing.update(at_s(30, jumps=1))
    assert [heard.number for heard in hearing.progress().changed] == [0, 2]


def test_progress_tells_only_what_has_changed():
    hearing = Hearing(HANGS)
    listen(hearing, 0, 12)
    assert [heard.number for heard in hearing.progress().changed] == [0, 1]
    listen(hearing, 12, 13)
    assert [heard.number for heard in hearing.progress().changed] == [1]
    assert [heard.number for heard in hearing.progress(is_whole=True).changed] == [0, 1]


@given(st.lists(st.tuples(st.integers(0, 55_000), st.booleans()), max_size=40))
def test_sums_are_those_of_the_steps(moves):
    hearing, jumps = Hearing(HANGS), 0
    for position_ms, is_jump in moves:
        jumps += is_jump
        hearing.update(at_s(position_ms / 1000, jumps=jumps))
    progress = hearing.progress(is_whole=True)
    assert progress.played_ms == sum(heard.heard_ms for heard in progress.changed)
    assert progress.tension_ms == sum(
        heard.heard_ms for heard in progress.changed if HANGS[heard.number].is_tension
    )
    assert progress.completed_steps == sum(
        is_completed(HANGS[heard.number], heard) for heard in progress.changed
    )
    for heard in progress.changed:
        assert HANGS[heard.number].start_ms <= heard.reached_ms <= HANGS[heard.number].end_ms


@pytest.mark.parametrize("start_ms", [0, 10_000, 54_999])
def test_nothing_is_heard_at_first(start_ms):
    progress = Hearing(HANGS, start_ms=start_ms).progress()
    assert (progress.played_ms, progress.position_ms) == (0, start_ms)
