"""A compiled session as the player gets it."""

import numpy as np

from tests.programs import compiled
from voicecoach.mixdown import mix_down
from voicecoach.player.playback import Notice
from voicecoach.session.playable import playable_of
from voicecoach.timeline.events import EventKind
from voicecoach.units import ms_to_frames

STEPS = """\
- lead-in: 10s
- rounds: 2
  steps:
    - hold: Bar hang
      for: 30s
      ready: on
    - rest: 20s
- hold: Seated walk
  for: 20s
  sides: [left, right]
  switch: 5s
- say: Well done.
"""


def seconds(frames):
    return frames / 48_000


def session():
    result = compiled(STEPS)
    return result, playable_of(result, mix_down(result))


def events_of(source):
    """Return (second, key) of all that an inserted piece says."""
    return [
        (seconds(clip.onset_frame), clip.key if isinstance(clip.key, str) else clip.key.text)
        for clip in source.clips
    ]


def test_the_landmarks_are_where_the_intervals_and_the_speech_are():
    result, playable = session()
    marks = playable.landmarks
    assert [seconds(frame) for frame in marks.step_frames] == [0, 10, 40, 60, 90, 110, 115, 135]
    assert [seconds(frame) for frame in marks.gate_frames] == [10, 60]
    speech = [event for event in result.timeline.events if event.kind is not EventKind.TONE]
    assert [cue.start_frame for cue in marks.cues] == [ms_to_frames(event.onset_ms) for event in speech]
    assert playable.source.total_frames == ms_to_frames(result.session.total_ms)


def test_a_greeting_is_said_before_a_session_begins_whatever_it_says():
    _, playable = session()
    said = playable.opening(0, greeting="Hold 25 s, 5 s more: Monday's session was finished.")
    assert [text for _, text in events_of(said)] == ["Hold 25 s, 5 s more: Monday's session was finished."]
    (clip,) = said.clips
    assert said.total_frames > clip.frames
    assert np.abs(said.read(0, said.total_frames)).max() > 0


def test_a_step_is_announced_by_its_name_and_a_countdown_on_its_seconds():
    _, playable = session()
    said = playable.announcement(ms_to_frames(25_000))
    events = events_of(said)
    assert [text for _, text in events] == ["Bar hang.", "Three.", "Two.", "One.", "start"]
    at = [second for second, _ in events]
    assert [later - at[1] for later in at[1:]] == [0, 1, 2, 3]
    length = playable.compiled.studio.tones.lengths_frames["start"]
    assert said.total_frames == ms_to_frames(round(at[4] * 1000)) + length
    assert np.abs(said.read(said.total_frames - length, length)).max() > 0.1


def test_where_the_step_begins_with_its_tone_no_second_one_is_added():
    _, playable = session()
    said = playable.announcement(ms_to_frames(10_000))
    assert [text for _, text in events_of(said)] == ["Bar hang.", "Three.", "Two.", "One."]
    assert said.total_frames == said.clips[1].onset_frame + ms_to_frames(3_000)


def test_every_kind_of_step_has_something_to_say_or_nothing():
    _, playable = session()
    names = [events_of(playable.announcement(frame))[0][1] for frame in playable.landmarks.step_frames]
    assert names == [
        *("Get ready.", "Bar hang.", "Rest.", "Bar hang.", "Seated walk."),
        *("Switch. Right side.", "Seated walk.", "Three."),
    ]


def test_the_reminder_is_softer_than_other_speech():
    _, playable = session()
    (clip,) = playable.reminder(ms_to_frames(10_000)).clips
    assert (clip.key.text, clip.gain_db) == ("Ready when you are.", -6.0)


def test_a_pause_and_going_on_have_their_words():
    _, playable = session()
    said = [[clip.key.text for clip in playable.notice(notice).clips] for notice in Notice]
    assert said == [["Paused."], ["Going on."]]


def test_without_gates_no_reminder_is_made():
    result = compiled("- hold: Plank\n  for: 30s\n")
    playable = playable_of(result, mix_down(result))
    assert not any("Ready" in utterance.text for utterance in playable.lengths_ms)
