"""`until: done` and `for-time`: they count up to their limit, and no end is told before it."""

import pytest

from tests.language.reading import found_in, steps_of
from tests.programs import codes, compiled, in_language, intervals, spoken, tones
from voicecoach.language.kinds import kind_of
from voicecoach.language.kinds.for_time import ForTime
from voicecoach.player.playback import PlayerState
from voicecoach.player.screen.board import Boards
from voicecoach.player.screen.layout import lay_out_board
from voicecoach.report.plan import plan_json, plan_rows
from voicecoach.studio.shown import shown_session

PLANK = "- lead-in: 10s\n- hold: Plank\n  for: 45s\n  until: done\n"
WORKOUT = "- lead-in: 20s\n- for-time: 12m\n  steps:\n    - {reps: thrusters, count: 21}\n    - {reps: pull-ups, count: 9}\n"


def said_in_it(result, start_ms=10_000):
    return [(onset_ms - start_ms, text) for onset_ms, text in spoken(result) if onset_ms >= start_ms]


def test_what_it_is_read_as():
    (step,) = steps_of("  - hold: Plank\n    for: 2m\n    until: done\n")
    assert (step.until_done, step.duration_ms) == (True, 120_000)
    assert kind_of(step).outline(step) == "hold Plank, until done, at most 2m"
    (plain,) = steps_of("  - work: Row\n    for: 2m\n")
    assert not plain.until_done


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("    until: done\n", ["missing-key 3:5"]),
        ("    for: 2m\n    until: failure\n", ["bad-choice 5:12"]),
        ("    for: 2m\n    until:\n", ["missing-value 5:5"]),
        ("    for: 2m\n    until: [done]\n", ["wrong-type 5:12"]),
        ("    for: 2m\n    until: done\n    countdown: 5\n", ["conflicting-keys 6:5"]),
        ("    for: 2m\n    until: done\n    countdown: off\n", []),
        ("    for: 2m\n    until: done\n    cues: {3m: Up.}\n", ["cue-outside 6:12"]),
    ],
)
def test_what_is_wrong_with_it(more, expected):
    assert found_in(f"  - hold: Plank\n{more}") == expected


@pytest.mark.parametrize("step", ["reps: X\n    count: 5\n    every: 3s", "rest: 30s", "amrap: 5m"])
def test_only_holds_and_work_have_it(step):
    assert "misplaced-key" in " ".join(found_in(f"  - {step}\n    until: done\n"))


def test_it_says_every_ten_seconds_how_long_it_has_gone_on_and_counts_nothing_down():
    result = compiled(PLANK)
    assert said_in_it(result) == [
        (10_000, "Ten seconds."),
        (20_000, "Twenty seconds."),
        (30_000, "Thirty seconds."),
        (40_000, "Forty seconds."),
    ]
    assert codes(result) == []


def test_its_limit_is_said_before_and_it_takes_all_of_it():
    result = compiled(PLANK)
    assert (864, "Plank. Up to forty five seconds.") in spoken(result)
    assert intervals(result) == [("lead-in", 0, 10), ("hold", 10, 45)]
    assert [tone for _, tone in tones(result)] == ["start", "end"]


def test_a_minute_and_more():
    texts = [text for _, text in said_in_it(compiled(PLANK.replace("45s", "95s")))]
    assert texts[-4:] == ["One minute.", "One minute ten.", "One minute twenty.", "One minute thirty."]


def test_an_authors_cue_takes_the_place_of_a_call():
    result = compiled(f"{PLANK}  cues: {{21s: Breathe.}}\n")
    assert [text for _, text in said_in_it(result)] == [
        "Ten seconds.",
        "Breathe.",
        "Thirty seconds.",
        "Forty seconds.",
    ]


def test_calls_can_be_off_and_others_in_their_place():
    assert said_in_it(compiled(f"{PLANK}  time-left: off\n")) == []
    result = compiled(f"{PLANK}  time-left: [15s]\n  halfway: on\n")
    assert [text for _, text in said_in_it(result)] == ["Halfway.", "Fifteen seconds."]


def test_with_sets_sides_and_defaults():
    steps = "- lead-in: 10s\n- hold: Plank\n  until: done\n  sets: 2\n  rest: 20s\n  sides: [left, right]\n  switch: 6s\n"
    result = compiled(
        steps,
        head="parameters: {limit: 30s}\ndefaults: {for: $limit, countdown: 5}\n",
        settings={"limit": "25s"},
    )
    holds = [one for one in plan_json(result)["intervals"] if one["kind"] == "hold"]
    assert [(one["set"], one["side"], one["duration_ms"], one["until"]) for one in holds] == [
        (1, "left", 25_000, "done"),
        (1, "right", 25_000, "done"),
        (2, "left", 25_000, "done"),
        (2, "right", 25_000, "done"),
    ]
    assert [text for _, text in spoken(result)].count("Twenty seconds.") == 4


@pytest.mark.parametrize(
    ("language", "announced", "called"),
    [
        ("en", "Plank. Up to forty five seconds.", "Ten seconds."),
        ("de", "Plank. Höchstens fünfundvierzig Sekunden.", "Zehn Sekunden."),
        ("fr", "Plank. Quarante-cinq secondes au plus.", "Dix secondes."),
        ("es", "Plank. Hasta cuarenta y cinco segundos.", "Diez segundos."),
    ],
)
def test_in_every_language(language, announced, called):
    texts = [text for _, text in spoken(in_language(PLANK, language))]
    assert announced in texts
    assert called in texts


def keys_shown(board):
    return "".join(text for text, _ in lay_out_board(board, 100, 30)[-1])


def test_it_is_shown_counting_up():
    result = compiled(PLANK)
    boards = Boards(result.session, result.timeline, result.studio.phrases, title="T")
    assert [boards.at(10_000 + at_ms).number for at_ms in (0, 999, 1_000, 44_999)] == ["0", "0", "1", "44"]
    assert boards.at(0).following == "Plank, up to 45s"
    assert "space pause" in keys_shown(boards.at(5_000))
    assert "space done" in keys_shown(boards.at(15_000))
    assert "space goes on" in keys_shown(boards.at(15_000, state=PlayerState.PAUSED))
    assert plan_rows(result)[-1][1:3] == ("45s", "Plank, until done")
    shown = shown_session(result)
    assert [step.counts_up for step in shown.steps] == [False, True]
    assert shown.rows[0].length == "up to 45s"


def test_a_page_knows_where_to_wait_for_the_end_of_a_minute():
    minutes = "- lead-in: 10s\n- emom: 2\n  steps:\n    - work: Row\n      for: 40s\n      until: done\n"
    result = compiled(minutes)
    waits_ms = [step.wait_ms for step in shown_session(result).steps]
    quiet_ms = waits_ms[1]
    assert waits_ms[:3] == [0, quiet_ms, 0]
    assert 50_000 < quiet_ms <= 70_000
    assert quiet_ms in {event.onset_ms + event.duration_ms for event in result.timeline.events}


# --- for time ---------------------------------------------------------------------------------------


def test_what_for_time_is_read_as():
    (step,) = steps_of("  - for-time: 20m\n    steps:\n      - {reps: pull-ups, count: 5}\n")
    assert isinstance(step, ForTime)
    assert step.limit_ms == 1_200_000
    assert kind_of(step).outline(step) == "for time, at most 20m"


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("for-time: 20m\n", ["missing-key 3:5"]),
        ("for-time: 0\n    steps: [{reps: X, count: 5}]\n", ["out-of-range 3:15"]),
        ("for-time: soon\n    steps: [{reps: X, count: 5}]\n", ["bad-duration 3:15"]),
        ("for-time: 20m\n    steps: [{emom: 3, steps: [{rest: 5s}]}]\n", ["step-not-here 4:14"]),
        (
            "for-time: 20m\n    steps: [{rounds: 3, steps: [{rounds: 2, steps: [{rest: 5s}]}]}]\n",
            ["step-not-here 4:34"],
        ),
        ("for-time: 20m\n    countdown: 3\n    steps: [{reps: X, count: 5}]\n", ["conflicting-keys 4:5"]),
        ("fortime: 20m\n    steps: [{reps: X, count: 5}]\n", ["unknown-key 3:5"]),
    ],
)
def test_what_is_wrong_with_for_time(step, expected):
    assert found_in(f"  - {step}") == expected


def test_for_time_reads_its_list_once_and_calls_every_five_minutes_and_the_last_one():
    result = compiled(WORKOUT)
    texts = [text for _, text in spoken(result)]
    assert texts.count("For time, up to twelve minutes. Twenty one thrusters. Nine pull-ups.") == 1
    assert said_in_it(result, 20_000) == [
        (300_000, "Five minutes."),
        (600_000, "Ten minutes."),
        (660_000, "Last minute."),
    ]
    assert codes(result) == []


def test_the_last_minute_takes_the_place_of_another_call():
    assert said_in_it(compiled(WORKOUT.replace("12m", "6m")), 20_000) == [(300_000, "Last minute.")]


def test_how_for_time_is_shown():
    result = compiled(WORKOUT)
    assert plan_rows(result)[-1][1:3] == ("12m", "For time: 21 thrusters, 9 pull-ups, until done")
    interval = plan_json(result)["intervals"][-1]
    assert (interval["kind"], interval["name"], interval["until"]) == ("work", "For time", "done")
    assert interval["items"][0] == {"name": "thrusters", "reps": 21}
    boards = Boards(result.session, result.timeline, result.studio.phrases, title="T")
    assert boards.at(20_000 + 65_000).number == "65"


@pytest.mark.parametrize(
    ("language", "announced"),
    [
        ("de", "Auf Zeit, höchstens zwölf Minuten."),
        ("fr", "Contre la montre, douze minutes au plus."),
        ("es", "Por tiempo, hasta doce minutos."),
    ],
)
def test_for_time_in_every_language(language, announced):
    assert any(text.startswith(announced) for _, text in spoken(in_language(WORKOUT, language)))
