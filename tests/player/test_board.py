"""What a screen says at an instant of a session."""

import pytest

from tests.programs import compiled
from voicecoach.language.leaves import IntervalKind
from voicecoach.phrases import load_phrases
from voicecoach.player.playback import PlayerState, Remark, RemarkKind
from voicecoach.player.screen.board import WHOLE, Boards
from voicecoach.player.screen.layout import lay_out_board

STEPS = """\
- lead-in: 10s
- rounds: 2
  steps:
    - hold: Bar hang
      for: 30s
      sides: [left, right]
      switch: 5s
      cues: {2s: "Walk your feet forward."}
    - rest: 100s
- reps: Curl
  count: 4
  tempo: 3-1-1-0
- say: Well done.
  for: 5s
"""


@pytest.fixture(scope="module")
def boards():
    session = compiled(STEPS)
    return Boards(session.session, session.timeline, session.studio.phrases, title="Test")


@pytest.mark.parametrize(
    ("position_ms", "number"),
    [
        (0, "10"),
        (1, "10"),
        (999, "10"),
        (1_000, "9"),
        (6_999, "4"),
        (7_000, "3"),  # the very instant in which "three" begins
        (9_999, "1"),
        (10_000, "30"),
        (75_000, "1:40"),
        (76_000, "99"),
    ],
)
def test_the_number_is_what_the_countdown_says(boards, position_ms, number):
    assert boards.at(position_ms).number == number


def test_the_spoken_countdown_begins_where_the_number_changes(boards):
    session = compiled(STEPS)
    onset_ms = next(
        event.onset_ms for event in session.timeline.events if getattr(event.audible, "text", "") == "Three."
    )
    assert (boards.at(onset_ms - 1).number, boards.at(onset_ms).number) == ("4", "3")


def test_reps_are_counted_and_the_rest_is_text(boards):
    assert [boards.at(240_000 + at_ms).number for at_ms in (0, 4_999, 5_000, 19_999)] == ["1", "1", "2", "4"]
    assert boards.at(245_000).place == "tempo 3-1-1-0, rep 2 of 4"


@pytest.mark.parametrize(
    ("position_ms", "step", "place", "following"),
    [
        (0, "Get ready", "", "Bar hang, left side, 30s"),
        (
            10_000,
            "Bar hang",
            "left side, round 1 of 2",
            "Switch, right side, 5s, then Bar hang, right side, 30s",
        ),
        (40_000, "Switch", "right side, round 1 of 2", "Bar hang, right side, 30s"),
        (45_000, "Bar hang", "right side, round 1 of 2", "Rest, 1m40s, then Bar hang, left side, 30s"),
        (75_000, "Rest", "round 1 of 2", "Bar hang, left side, 30s"),
        (210_000, "Bar hang", "right side, round 2 of 2", "Curl, tempo 3-1-1-0, 4 reps"),
        (240_000, "Curl", "tempo 3-1-1-0, rep 1 of 4", "a word from the coach"),
        (260_000, "Test", "", "the end"),
        (265_000, "Test", "", "the end"),
        (999_000, "Test", "", "the end"),
    ],
)
def test_the_step_its_place_and_what_comes_next(boards, position_ms, step, place, following):
    board = boards.at(position_ms)
    assert (board.step, board.place, board.following) == (step, place, following)


def test_a_named_block_has_its_name_in_place_of_round():
    session = compiled("- rounds: 2\n  name: Climb\n  steps:\n  - {work: Boulder, for: 20s}\n  - rest: 20s\n")
    boards = Boards(session.session, session.timeline, session.studio.phrases, title="Test")
    assert [boards.at(at_ms).place for at_ms in (0, 20_000, 40_000)] == [
        "Climb 1 of 2",
        "Climb 1 of 2",
        "Climb 2 of 2",
    ]


def test_a_cue_is_shown_from_its_first_word_and_stays_for_two_seconds(boards):
    cue = "Walk your feet forward."
    # It takes 23 letters of 60 ms.
    assert [boards.at(at_ms).cue == cue for at_ms in (11_999, 12_000, 15_379, 15_380)] == [
        False,
        True,
        True,
        False,
    ]


def test_the_bars_and_the_clock(boards):
    board = boards.at(25_000)
    assert (board.step_done, board.session_done, board.clock) == (WHOLE // 2, 94, "0:25 / 4:25")
    assert (boards.at(265_000).step_done, boards.at(265_000).session_done) == (WHOLE, WHOLE)


def test_before_the_session_goes_on_the_time_until_then_is_counted(boards):
    board = boards.at(0, wait_ms=2_500)
    assert (board.kind, board.number, board.step) == (IntervalKind.LEAD_IN, "3", "Get ready")
    assert (board.following, board.session_done) == ("Get ready, 10s", 0)
    board = boards.at(25_000, wait_ms=4_000)
    assert (board.number, board.step, board.following) == ("4", "Get ready", "Bar hang, left side, 30s")


def test_a_list_of_an_amrap_is_to_be_seen_while_nothing_is_said():
    session = compiled(
        "- amrap: 5m\n  steps:\n    - reps: pull-ups\n      count: 5\n    - work: plank\n      for: 30s\n"
    )
    boards = Boards(session.session, session.timeline, session.studio.phrases, title="T")
    assert boards.at(100_000).cue == "5 pull-ups, 30s plank"


def test_a_desktop_sees_the_step_as_a_track(boards):
    track = boards.now_playing(25_000, state=PlayerState.PAUSED, volume_percent=70)
    assert (track.index, track.name, track.session) == (1, "Bar hang", "Test")
    assert (track.length_ms, track.position_ms, track.status, track.volume_percent) == (
        30_000,
        15_000,
        "Paused",
        70,
    )
    assert boards.now_playing(-3_000, state=PlayerState.OPENING, volume_percent=100).position_ms == 0


@pytest.mark.parametrize(
    ("language", "place", "rep", "last"),
    [
        ("de", "linke Seite, Runde 1 von 2", "Tempo 3-1-1-0, Wiederholung 2 von 4", "Ende"),
        ("es", "lado izquierdo, ronda 1 de 2", "tempo 3-1-1-0, repetición 2 de 4", "el final"),
        ("fr", "côté gauche, tour 1 sur 2", "tempo 3-1-1-0, répétition 2 sur 4", "la fin"),
    ],
)
def test_the_screen_speaks_the_language_of_the_routine(language, place, rep, last):
    session = compiled(STEPS)
    boards = Boards(session.session, session.timeline, load_phrases(language), title="Test")
    assert boards.at(10_000).place == place
    assert boards.at(245_000).place == rep
    assert boards.at(10**7).following == last


def test_everything_on_a_german_screen_is_german():
    session = compiled(STEPS)
    boards = Boards(session.session, session.timeline, load_phrases("de"), title="Test")
    lost = Remark(kind=RemarkKind.LOST, why="unplugged")
    board = boards.at(11_000, state=PlayerState.LOST, remark=lost, volume_percent=80)
    assert board.remark == "kein Ton (unplugged): warte auf ein Gerät"
    shown = ["".join(text for text, _ in row).strip() for row in lay_out_board(board, 80, 24)]
    assert "Leertaste anhalten  ← zurück  → weiter  r noch einmal  ↑↓ laut  q Ende  ? Tasten" in shown
    assert any(row.endswith("Lautstärke 80 %") for row in shown)
    assert any(row.startswith("Danach: ") for row in shown)
    paused = lay_out_board(boards.at(11_000, state=PlayerState.PAUSED), 80, 24)
    assert "Angehalten" in ["".join(text for text, _ in row).strip() for row in paused]
