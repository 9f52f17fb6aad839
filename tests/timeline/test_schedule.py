"""What is heard and when, where everything fits."""

import pytest

from tests.programs import compiled, spoken, spoken_texts, tones


def onset(result, words):
    (found,) = (onset_ms for onset_ms, text in spoken(result) if text == words)
    return found


HANG = """
- lead-in: 10s
- hold: Bar hang
  for: 30s
- rest: 20s
"""


def test_a_hold_is_announced_before_it_starts_and_counted_down():
    result = compiled(HANG)
    assert spoken(result)[:2] == [(0, "Get ready."), (864, "Bar hang. Thirty seconds.")]
    assert onset(result, "Halfway.") == 25_000
    assert onset(result, "Ten seconds.") == 30_000
    assert [onset_ms for onset_ms, text in spoken(result) if text == "Three."] == [7_000, 37_000, 57_000]
    assert [onset_ms for onset_ms, text in spoken(result) if text == "One."] == [9_000, 39_000, 59_000]


def test_tones_mark_start_end_and_zero():
    result = compiled(HANG)
    zero_ms = 60_000 - result.studio.tone_ms["zero"]
    assert tones(result) == [(10_000, "start"), (40_000, "end"), (zero_ms, "zero")]


def test_an_end_tone_at_the_sessions_end_finishes_exactly_there():
    result = compiled("- hold: Hang\n  for: 10s")
    onset_ms, tone = tones(result)[-1]
    assert tone == "end"
    assert onset_ms + result.studio.tone_ms["end"] == 10_000


def test_start_beats_end_where_they_coincide():
    result = compiled("- hold: A\n  for: 5s\n- hold: B\n  for: 5s")
    assert [tone for onset_ms, tone in tones(result) if onset_ms == 5_000] == ["start"]


def test_without_a_rest_before_it_a_hold_is_announced_at_its_start():
    result = compiled("- hold: Hang\n  for: 30s")
    assert spoken(result)[0] == (result.studio.tone_ms["start"] + 50, "Hang. Thirty seconds.")


def test_short_steps_tick():
    result = compiled("- rest: 5s\n- hold: Hang\n  for: 5s\n- rest: 5s")
    ticks = [onset_ms for onset_ms, tone in tones(result) if tone == "tick"]
    assert ticks == [2_000, 3_000, 4_000, 7_000, 8_000, 9_000, 12_000, 13_000, 14_000]
    assert "Three." not in spoken_texts(result)


@pytest.mark.parametrize(("duration", "is_called"), [("19999ms", False), ("20s", True)])
def test_halfway_and_ten_seconds_come_from_twenty_seconds_on(duration, is_called):
    result = compiled(f"- lead-in: 10s\n- hold: Hang\n  for: {duration}")
    assert ("Ten seconds." in spoken_texts(result)) is is_called


@pytest.mark.parametrize(
    ("key", "is_replaced"), [("14s", True), ("17s", True), ("17001ms", False), ("12s", False)]
)
def test_an_authors_cue_near_halfway_replaces_it(key, is_replaced):
    result = compiled(f"- lead-in: 10s\n- hold: Hang\n  for: 30s\n  cues: {{{key}: Hips.}}")
    assert ("Halfway." not in spoken_texts(result)) is is_replaced


def test_rounds_are_called_in_the_rest_before_them():
    result = compiled("""
        - lead-in: 15s
        - rounds: 3
          steps:
            - hold: Hang
              for: 10s
            - rest: 20s
        """)
    said = spoken_texts(result)
    assert said[:3] == ["Get ready.", "Round one of three.", "Hang. Ten seconds."]
    assert "Round two of three." in said
    assert "Last round." in said
    assert 25_000 < onset(result, "Round two of three.") < 45_000


def test_a_switch_says_the_other_side():
    result = compiled("- lead-in: 10s\n- hold: Walk\n  for: 40s\n  sides: [left, right]\n  switch: 7s")
    assert spoken(result)[1][1] == "Walk. Left side. Forty seconds."
    assert onset(result, "Switch. Right side.") >= 50_000
    assert (57_000, "start") in tones(result)


def test_a_switch_of_nothing_is_said_at_the_other_sides_start():
    result = compiled("- lead-in: 10s\n- hold: Walk\n  for: 40s\n  sides: [left, right]\n  switch: 0s")
    assert 50_000 < onset(result, "Switch. Right side.") < 51_000


def test_reps_are_counted_on_their_first_beat_with_ticks_for_the_others():
    result = compiled("- lead-in: 10s\n- reps: Curl\n  count: 3\n  tempo: 3-1-1-0")
    assert [(onset_ms, text) for onset_ms, text in spoken(result) if onset_ms >= 10_000] == [
        (10_000, "One."),
        (15_000, "Two."),
        (20_000, "Three."),
    ]
    ticks = [onset_ms for onset_ms, tone in tones(result) if tone == "tick"]
    assert ticks == [13_000, 14_000, 18_000, 19_000, 23_000, 24_000]


def test_a_beat_that_is_as_fast_as_possible_takes_a_second_and_ticks_like_any_other():
    result = compiled("- lead-in: 10s\n- reps: Squat\n  count: 2\n  tempo: 30X1\n  cues: {rep 2: Up.}")
    ticks = [at_ms - 10_000 for at_ms, tone in tones(result) if tone == "tick" and at_ms >= 10_000]
    assert ticks == [3_000, 4_000, 8_000, 9_000]
    assert [text for _, text in spoken(result) if "Up" in text] == ["Up."]


def test_a_cue_at_a_rep_follows_its_count_by_250_ms():
    result = compiled("- lead-in: 10s\n- reps: Curl\n  count: 3\n  every: 5s\n  cues: {rep 2: Slow.}")
    assert onset(result, "Slow.") == 15_000 + 4 * 60 + 250


@pytest.mark.parametrize(
    ("key", "expected_ms"),
    [("5s", 15_000), ("-12s", 28_000), ("20%", 16_000), ("start", 10_000 + 150 + 50)],
)
def test_cues_are_heard_where_their_key_says(key, expected_ms):
    result = compiled(f"- lead-in: 10s\n- hold: Hang\n  for: 30s\n  cues: {{{key}: Hips.}}")
    assert onset(result, "Hips.") == expected_ms


def test_an_end_cue_is_finished_exactly_at_the_end_and_replaces_the_countdown_that_it_touches():
    result = compiled("- lead-in: 10s\n- hold: Hang\n  for: 30s\n  cues: {end: Step down.}\n- rest: 10s")
    assert onset(result, "Step down.") == 40_000 - 600
    in_hold = [text for onset_ms, text in spoken(result) if 36_000 < onset_ms < 40_000]
    assert in_hold == ["Three.", "Two.", "Step down."]


def test_every_counts_from_the_end():
    result = compiled(
        "- lead-in: 10s\n- hold: Hang\n  for: 40s\n  halfway: off\n  cues: {every 15s: Breathe.}"
    )
    assert [onset_ms for onset_ms, text in spoken(result) if text == "Breathe."] == [20_000, 35_000]


def test_cues_for_one_round_and_one_side():
    result = compiled("""
        - rounds: 2
          steps:
            - lead-in: 10s
            - hold: Walk
              for: 15s
              sides: [left, right]
              cues: {round 2: Again., side right: Other leg.}
        """)
    again = [onset_ms for onset_ms, text in spoken(result) if text == "Again."]
    other = [onset_ms for onset_ms, text in spoken(result) if text == "Other leg."]
    assert len(again) == 2
    assert min(again) > 45_000
    assert len(other) == 2


def test_variables_are_spoken_as_a_person_would():
    result = compiled(
        """
        - rounds: $rounds
          steps:
            - lead-in: 10s
            - hold: Bar hang
              for: $hold
              announce: off
              cues:
                5s: "$name, $duration, round $round of $rounds."
                -40s: "$remaining left, of $total_remaining. $$5."
        """,
        head="parameters: {hold: 1m30s, rounds: 2}\n",
    )
    assert "Bar hang, one minute thirty, round one of two." in spoken_texts(result)
    assert "Forty seconds left, of two minutes twenty. $5." in spoken_texts(result)


def test_next_names_what_comes():
    result = compiled(
        "- hold: Hang\n  for: 20s\n  cues: {5s: 'Then $next.'}\n- rest: 10s\n- hold: Plank\n  for: 10s"
    )
    assert "Then Plank." in spoken_texts(result)


def test_what_is_turned_off_is_not_heard():
    result = compiled("""
        - rest: 10s
          countdown: off
        - hold: Hang
          for: 30s
          announce: off
          countdown: off
          halfway: off
          time-left: off
          tones: off
        - rest: 10s
          countdown: off
        """)
    assert spoken_texts(result) == ["Rest.", "Rest."]
    assert tones(result) == []


def test_repeaters_count_the_hangs():
    result = compiled("- lead-in: 10s\n- hangs: 3 x 7s:3s\n  name: Half crimp")
    said = spoken_texts(result)
    assert "Half crimp. Three hangs, seven seconds." in said
    assert "Hang two." in said
    assert "Last hang." in said
    assert "Rest." not in said


def test_an_amrap_names_its_list_and_calls_the_time():
    result = compiled("""
        - lead-in: 15s
        - amrap: 12m
          steps:
            - {reps: Burpees, count: 10}
            - {reps: Push-ups, count: 20}
        """)
    said = spoken_texts(result)
    assert any("Ten Burpees. Twenty Push-ups." in text for text in said)
    assert "Last minute." in said
    assert "Five minutes left." in said


def test_a_sound_of_the_pack_is_a_tone():
    result = compiled("- hold: Hang\n  for: 30s\n  cues: {5s: {sound: bell}}")
    assert (5_000, "bell") in tones(result)
