"""Which exercise is announced where: it can be told from the timeline."""

from tests.programs import compiled
from voicecoach.language.layout import lay_out
from voicecoach.language.leaves import Exercise, SelfPacedExercise
from voicecoach.language.model import TextTemplate
from voicecoach.source import SourceText, Span
from voicecoach.timeline.announcements import told_in

STEPS = """\
- lead-in: 8s
- hold: Bar hang
  for: 20s
- rest: 10s
- work: Side plank
  for: 10s
  sides: [left, right]
  switch: 5s
- reps: Good morning
  count: 3
  every: 5s
- work: Plank
  for: 10s
  announce: "And now $name."
- work: Squat
  for: 10s
  announce: off
- hangs: 2 x 7s:3s
  name: Half crimp
"""


def exercises(result):
    return [index for index, one in enumerate(result.session.intervals) if isinstance(one.leaf, Exercise)]


def announced(result):
    """Return (exercise, interval, words) of each announcement that is heard."""
    return [
        (event.announces, event.interval, event.audible.text)
        for event in result.timeline.events
        if event.announces is not None
    ]


def test_an_exercise_is_told_in_the_time_before_it_or_at_its_own_start():
    session = compiled(STEPS).session
    kinds = [str(one.leaf.kind) for one in session.intervals]
    assert kinds[:7] == ["lead-in", "hold", "rest", "work", "switch", "work", "reps"]
    assert [told_in(session, index) for index in range(7)] == [None, 0, None, 2, None, None, 6]


def test_the_timeline_knows_which_exercise_an_announcement_is_for():
    result = compiled(STEPS)
    assert announced(result) == [
        (1, 0, "Bar hang. Twenty seconds."),
        (3, 2, "Next: Side plank. Left side. Ten seconds."),
        (6, 6, "Good morning. Three reps."),
        (7, 7, "And now Plank."),
        (9, 9, "Half crimp. Two hangs, seven seconds."),
        (11, 10, "Last hang."),
    ]
    not_announced = set(exercises(result)) - {exercise for exercise, _, _ in announced(result)}
    assert not_announced == {5, 8}  # the switch says the other side; the author wants no announcement


def test_an_announcement_that_has_no_room_is_not_on_the_timeline():
    result = compiled("- hold: Hang\n  for: 30s\n- rest: 1s\n- hold: Seated backward walk\n  for: 30s\n")
    assert announced(result)[-1] == (2, 2, "Seated backward walk. Thirty seconds.")  # but at its start


def test_of_two_exercises_at_ones_own_pace_the_second_is_told_while_the_first_goes_on():
    span = Span(source=SourceText(name="test.yaml", text=""), start=0, end=0)
    one = SelfPacedExercise(
        name=TextTemplate(parts=("Burpee",), span=span), reps=3, duration_ms=60_000, span=span
    )
    session, _ = lay_out([one, one], {})
    assert [told_in(session, index) for index in (0, 1)] == [0, 0]
