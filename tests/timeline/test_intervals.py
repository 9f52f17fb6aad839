"""What happens and for how long: the lengths of every kind of step."""

import pytest

from tests.programs import codes, compiled, intervals, result_of, spoken, tones


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("- hold: Hang\n  for: 30s", [("hold", 0, 30)]),
        ("- work: Row\n  for: 1:30", [("work", 0, 90)]),
        ("- lead-in: 10s\n- hold: Hang\n  for: 20s", [("lead-in", 0, 10), ("hold", 10, 20)]),
        ("- reps: Curl\n  count: 8\n  tempo: 3-1-1-0", [("reps", 0, 40)]),
        ("- reps: Curl\n  count: 8\n  tempo: 30X1", [("reps", 0, 40)]),
        ("- reps: Curl\n  count: 8\n  tempo: 2-0-x-0", [("reps", 0, 24)]),
        ("- reps: Curl\n  count: 3\n  every: 2.5s", [("reps", 0, 7.5)]),
        ("- rest: 45s", [("rest", 0, 45)]),
        ("- rest: 0s\n- hold: Hang\n  for: 5s", [("hold", 0, 5)]),
        ("- say: Hello there.\n  for: 4s", [("say", 0, 4)]),
        # 12 letters at 60 ms, and 500 ms, rounded up to a whole second
        ("- say: Hello there.", [("say", 0, 2)]),
        (
            "- hold: Plank\n  for: 20s\n  sides: [left, right]\n  switch: 5s",
            [("hold", 0, 20), ("switch", 20, 5), ("hold", 25, 20)],
        ),
        (
            "- hold: Plank\n  for: 20s\n  sides: [left, right]\n  switch: 0s",
            [("hold", 0, 20), ("hold", 20, 20)],
        ),
        (
            "- hold: Hang\n  for: 10s\n  sets: 2\n  rest: 30s",
            [("hold", 0, 10), ("rest", 10, 30), ("hold", 40, 10)],
        ),
        (
            "- hold: Plank\n  for: 10s\n  sides: [left, right]\n  switch: 3s\n  sets: 2\n  rest: 30s",
            [
                ("hold", 0, 10),
                ("switch", 10, 3),
                ("hold", 13, 10),
                ("rest", 23, 30),
                ("hold", 53, 10),
                ("switch", 63, 3),
                ("hold", 66, 10),
            ],
        ),
        (
            "- hangs: 3 x 7s:3s\n  sets: 2\n  rest: 60s",
            [
                ("hold", 0, 7),
                ("rest", 7, 3),
                ("hold", 10, 7),
                ("rest", 17, 3),
                ("hold", 20, 7),
                ("rest", 27, 60),
                ("hold", 87, 7),
                ("rest", 94, 3),
                ("hold", 97, 7),
                ("rest", 104, 3),
                ("hold", 107, 7),
            ],
        ),
        (
            "- rounds: 2\n  steps:\n    - hold: Hang\n      for: 10s\n    - rest: 20s",
            [("hold", 0, 10), ("rest", 10, 20), ("hold", 30, 10)],
        ),
        (
            "- rounds: 2\n  rest-after-last: true\n  steps:\n    - hold: Hang\n      for: 10s\n    - rest: 20s",
            [("hold", 0, 10), ("rest", 10, 20), ("hold", 30, 10), ("rest", 40, 20)],
        ),
        (
            "- emom: 2\n  steps:\n    - reps: Swing\n      count: 10\n      every: 2s",
            [("reps", 0, 20), ("rest", 20, 40), ("reps", 60, 20), ("rest", 80, 40)],
        ),
        (
            "- amrap: 5m\n  steps:\n    - reps: Burpee\n      count: 10",
            [("work", 0, 300)],
        ),
        (
            "- ladder: [3, 2, 1]\n  steps:\n    - reps: Pull-up\n      count: $rung\n      every: 3s",
            [("reps", 0, 9), ("reps", 9, 6), ("reps", 15, 3)],
        ),
    ],
)
def test_lengths(steps, expected):
    assert intervals(compiled(steps)) == expected


def test_there_are_no_gaps_and_the_total_is_the_sum():
    result = compiled("""
        - lead-in: 7s
        - rounds: 3
          steps:
            - hold: Hang
              for: 12345ms
            - say: Good.
            - rest: 10s
        """)
    end_ms = 0
    for interval in result.session.intervals:
        assert interval.start_ms == end_ms
        end_ms = interval.end_ms
    assert end_ms == result.session.total_ms


def test_the_innermost_block_gives_the_round():
    result = compiled("""
        - rounds: 2
          steps:
            - rounds: 3
              steps:
                - hold: Hang
                  for: 5s
        """)
    places = [
        (interval.leaf.place.round, interval.leaf.place.rounds) for interval in result.session.intervals
    ]
    assert places == [(1, 3), (2, 3), (3, 3)] * 2


def test_only_the_blocks_own_last_rest_is_left_out():
    result = compiled("""
        - rounds: 2
          steps:
            - rounds: 2
              steps:
                - hold: Hang
                  for: 5s
                - rest: 10s
        """)
    assert [kind for kind, _, _ in intervals(result)] == ["hold", "rest", "hold", "hold", "rest", "hold"]


def test_the_caution_comes_first_and_can_be_left_out():
    head = "caution: Stop if it hurts.\n"
    steps = "- hold: Hang\n  for: 5s"
    assert intervals(compiled(steps, head=head)) == [("say", 0, 2), ("hold", 2, 5)]
    assert intervals(compiled(steps, head=head, with_caution=False)) == [("hold", 0, 5)]


def test_a_minute_that_its_work_overruns_is_an_error():
    result = result_of("""
        - emom: 2
          steps:
            - hold: Plank
              for: 61s
        """)
    assert codes(result) == ["emom-overrun"]


def test_more_than_a_day_is_an_error():
    assert codes(result_of("- rounds: 25\n  steps:\n    - hold: Sleep\n      for: 1h")) == ["too-long"]


BILLION = """
- rounds: 1000
  steps:
    - rounds: 1000
      steps:
        - rounds: 1000
          steps:
            - {hold: Hang, for: 1ms}
"""


def test_a_billion_rounds_are_refused_at_once():
    assert codes(result_of(BILLION)) == ["too-many-events"]


def test_a_text_that_says_the_time_left_may_decide_it():
    result = compiled("- say: $total_remaining to go.\n- hold: Hang\n  for: 1m")
    (_, _, say_s), _ = intervals(result)
    spoken_text = next(
        event.audible.text for event in result.timeline.events if hasattr(event.audible, "text")
    )
    assert say_s * 1000 >= len(spoken_text) * 60 + 500


@pytest.mark.parametrize(
    ("steps", "gates_s"),
    [
        ("- hold: Hang\n  for: 30s", []),
        ("- lead-in: 5s\n- hold: Hang\n  for: 30s\n  ready: on", [5]),
        ("- lead-in: 5s\n- rest: 5s\n  ready: on\n- say: Now.\n  for: 3s\n  ready: on", [5, 10]),
        ("- reps: Curl\n  count: 2\n  every: 5s\n  sets: 2\n  rest: 10s\n  ready: on", [0, 20]),
        # The second side follows its switch, the other hangs of a set their rhythm.
        ("- hold: Plank\n  for: 10s\n  sides: [left, right]\n  switch: 5s\n  ready: on", [0]),
        ("- hangs: 2 x 7s:3s\n  sets: 2\n  rest: 60s\n  ready: on", [0, 77]),
        ("- rounds: 2\n  steps:\n    - work: Row\n      for: 10s\n      ready: on\n    - rest: 5s", [0, 15]),
        ("- amrap: 2m\n  ready: on\n  steps:\n    - reps: Curl\n      count: 5", [0]),
        ("- lead-in: 0s\n  ready: on\n- hold: Hang\n  for: 5s", []),
    ],
)
def test_a_step_that_is_ready_waits_at_its_start(steps, gates_s):
    assert [gate.start_ms / 1000 for gate in compiled(steps).session.gates] == gates_s


def test_waiting_changes_neither_the_plan_nor_what_is_found():
    steps = "- lead-in: 10s\n- hold: Hang\n  for: 20s\n  ready: {}\n"
    waiting, straight = compiled(steps.format("on")), compiled(steps.format("off"))
    for what in (intervals, spoken, tones, codes):
        assert what(waiting) == what(straight)
