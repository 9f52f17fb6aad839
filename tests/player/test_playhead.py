from hypothesis import given
from hypothesis import strategies as st

from voicecoach.player.engine.playhead import Playhead

LATENCY = 24_000


def test_between_two_steps_of_the_device_the_clock_goes_on():
    playhead = Playhead(latency_frames=LATENCY)
    assert playhead.move(now_s=5.0, written_frames=0, room_frames=LATENCY) == 0
    assert playhead.move(now_s=5.1, written_frames=LATENCY, room_frames=0) == 4_800
    assert playhead.gone_frames == 0
    assert playhead.move(now_s=5.16, written_frames=LATENCY, room_frames=7_200) == 7_200
    assert playhead.gone_frames == 7_200
    assert playhead.move(now_s=5.26, written_frames=LATENCY + 7_200, room_frames=0) == 12_000


def test_a_device_that_stalls_stops_the_playhead_after_a_quarter_of_a_second():
    playhead = Playhead(latency_frames=LATENCY)
    playhead.move(now_s=0.0, written_frames=0, room_frames=LATENCY)
    positions = [
        playhead.move(now_s=second, written_frames=LATENCY, room_frames=0) for second in (0.2, 1, 60)
    ]
    assert positions == [9_600, 12_000, 12_000]


def test_nothing_is_audible_before_it_is_written():
    playhead = Playhead(latency_frames=LATENCY)
    playhead.move(now_s=0.0, written_frames=0, room_frames=LATENCY)
    assert playhead.move(now_s=9.0, written_frames=0, room_frames=LATENCY) == 0
    assert playhead.move(now_s=9.2, written_frames=480, room_frames=LATENCY - 480) == 480


def test_a_clock_that_is_faster_than_the_device_is_put_right_at_each_step():
    playhead = Playhead(latency_frames=LATENCY)
    written = LATENCY
    playhead.move(now_s=0.0, written_frames=0, room_frames=LATENCY)
    for step in range(1, 1000):
        heard = playhead.move(now_s=step * 0.1001, written_frames=written, room_frames=4_800)
        written += 4_800
    assert abs(heard - 999 * 4_800) < 48


@given(st.lists(st.tuples(st.floats(0, 0.5), st.integers(0, LATENCY), st.integers(0, 9_600))))
def test_it_never_goes_back_and_never_passes_what_was_written(moves):
    playhead = Playhead(latency_frames=LATENCY)
    now_s, written, last = 0.0, 0, 0
    for waited_s, room, count in moves:
        now_s += waited_s
        heard = playhead.move(now_s=now_s, written_frames=written, room_frames=room)
        assert last <= heard <= written
        last = heard
        written += count
