"""What nothing fixes begins where the MP3 repeats; what the author or a second fixes stays."""

from itertools import pairwise

from tests.programs import compiled, spoken
from voicecoach.sound.mp3_frames import MP3_FRAME_FRAMES
from voicecoach.timeline.spacing import GAP_MS, ONSET_GRID_MS
from voicecoach.units import ms_to_frames

ROUNDS = """\
- rounds: 12
  steps:
    - {hold: Bar hang, for: 30s, cues: {7s: Breathe.}}
    - rest: 31s
"""


def test_the_grid_is_as_wide_as_an_mp3_frame():
    assert ms_to_frames(ONSET_GRID_MS) == MP3_FRAME_FRAMES


def test_what_follows_a_round_call_of_another_length_is_at_the_same_place_of_the_grid():
    said = spoken(compiled(ROUNDS))
    following = [onset_ms for onset_ms, text in said if text.startswith("Next: Bar hang")]
    assert len(following) == 11
    assert {onset_ms % ONSET_GRID_MS for onset_ms in following} == {0}


def test_nobody_waits_longer_than_a_frame_for_it():
    events = [event for event in compiled(ROUNDS).timeline.events if event.kind == "speech"]
    for before, after in pairwise(events):
        if after.audible.text.startswith("Next:"):
            gap_ms = after.onset_ms - before.onset_ms - before.duration_ms
            assert GAP_MS <= gap_ms < GAP_MS + ONSET_GRID_MS


def test_what_has_a_time_of_its_own_stays_there():
    said = spoken(compiled(ROUNDS))
    assert [onset_ms for onset_ms, text in said if text == "Breathe."] == [
        61_000 * round_ + 7_000 for round_ in range(12)
    ]
    assert [onset_ms for onset_ms, text in said if text == "Three."][:2] == [27_000, 58_000]


def test_without_the_room_for_it_words_follow_as_closely_as_they_can():
    """A rest of 4 s has room for the words, but not for waiting: they end just where the rest does."""
    lengths_ms = {"Rest.": 301, "Next: Plank. Thirty seconds.": 3_449}
    steps = "- {hold: Bar hang, for: 30s, tones: off}\n- {rest: 4s, countdown: off}\n- {hold: Plank, for: 30s, tones: off}\n"
    said = dict(map(reversed, spoken(compiled(steps, lengths_ms=lengths_ms))))
    start_ms = said["Rest."]
    assert said["Next: Plank. Thirty seconds."] == start_ms + 301 + GAP_MS
