"""What an interval is called: the same in the plan, the log, the chapters, on the screen and when it is announced."""

from tests.programs import compiled
from voicecoach.language.leaves import Exercise
from voicecoach.log.plan import steps_of
from voicecoach.phrases import load_phrases
from voicecoach.player.screen.board import Boards
from voicecoach.report.plan import plan_json
from voicecoach.studio.marks import chapters_of
from voicecoach.timeline.moment import Narrator

STEPS = """\
- say: Stand under the bar.
- lead-in: 5s
- hold: Bar hang
  for: 20s
- rest: 10s
- work: Side plank
  for: 10s
  sides: [left, right]
  switch: 5s
- rest: 10s
- reps: Good morning
  count: 2
  every: 2s
- rest: 10s
- hangs: 2 x 7s:3s
- rest: 10s
- hangs: 1 x 7s:3s
  name: Half crimp
- rest: 10s
- amrap: 1m
  steps:
    - reps: Push-up
      count: 5
- emom: 1
  every: 30s
  steps:
    - hold: Plank
      for: 10s
"""
RESULT = compiled(STEPS)
NAMES = [
    ("say", ""),
    ("lead-in", "Get ready"),
    ("hold", "Bar hang"),
    ("rest", "Rest"),
    ("work", "Side plank"),
    ("switch", "Switch"),
    ("work", "Side plank"),
    ("rest", "Rest"),
    ("reps", "Good morning"),
    ("rest", "Rest"),
    ("hold", "Hang"),
    ("rest", "Rest"),
    ("hold", "Hang"),
    ("rest", "Rest"),
    ("hold", "Half crimp"),
    ("rest", "Rest"),
    ("work", "AMRAP"),
    ("hold", "Plank"),
    ("rest", "Rest"),
]


def narrator(language="en"):
    return Narrator(session=RESULT.session, phrases=load_phrases(language))


def exercise_names():
    return [
        name if isinstance(interval.leaf, Exercise) else ""
        for interval, (_, name) in zip(RESULT.session.intervals, NAMES, strict=True)
    ]


def test_an_exercise_is_called_by_its_name_and_what_is_between_by_the_word_for_it():
    kinds = [str(interval.leaf.kind) for interval in RESULT.session.intervals]
    names = [narrator().name(index) for index in range(len(kinds))]
    assert list(zip(kinds, names, strict=True)) == NAMES


def test_the_plan_and_the_log_have_the_names_of_exercises():
    assert [interval["name"] for interval in plan_json(RESULT)["intervals"]] == exercise_names()
    steps = steps_of(RESULT.session, load_phrases("en"))
    assert [step.name for step in steps] == exercise_names()


def test_the_screen_has_every_name():
    boards = Boards(RESULT.session, RESULT.timeline, load_phrases("en"), title="Test")
    shown = [boards.at(interval.start_ms).step for interval in RESULT.session.intervals]
    assert shown == [name or "Test" for _, name in NAMES]


def test_chapters_have_every_name_and_a_passage_is_called_by_what_it_says():
    titles = [chapter.title.split(",")[0] for chapter in chapters_of(RESULT)]
    names = [name for _, name in NAMES]
    assert titles == ["Stand under the bar", *names[1:11], *names[13:]]  # a set of repeaters is one chapter


def test_what_is_between_exercises_is_called_in_the_language_of_the_session():
    german = narrator("de")
    assert [german.name(index) for index in (1, 3, 5)] == ["Bereitmachen", "Pause", "Wechsel"]
    boards = Boards(RESULT.session, RESULT.timeline, load_phrases("de"), title="Test")
    assert boards.at(RESULT.session.intervals[3].start_ms).step == "Pause"
