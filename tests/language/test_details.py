"""`load`, `edge`, `grip` and `effort`: what they are read as, what is said of them, and where they are shown."""

import pytest

from tests.language.reading import found_in, read, steps_of
from tests.programs import codes, compiled, in_language, spoken
from voicecoach.language.details import details_written
from voicecoach.language.kinds import STEP_KINDS, kind_of
from voicecoach.language.leaves import Exercise
from voicecoach.log.plan import steps_of as logged_steps
from voicecoach.player.screen.board import Boards
from voicecoach.report.plan import cue_lines, plan_json, plan_rows
from voicecoach.studio.shown import shown_session

HANG = "- lead-in: 20s\n- hold: Max hang\n  for: 10s\n"


def announced(more, *, step=HANG, **options):
    """Return what is said of the exercise after "Get ready."."""
    return spoken(compiled(step + more, **options))[1][1]


@pytest.mark.parametrize(
    ("written", "read_as", "said"),
    [
        ("+10kg", "+10kg", "plus ten kilos"),
        ("-5kg", "-5kg", "minus five kilos"),
        ("\N{MINUS SIGN}5 kg", "-5kg", "minus five kilos"),
        ("5kg assisted", "-5kg", "minus five kilos"),
        ("1kg", "1kg", "one kilo"),
        ("60 kg", "60kg", "sixty kilos"),
        ("22.5kg", "22.5kg", "twenty two point five kilos"),
        ("22,5 Kilo", "22.5kg", "twenty two point five kilos"),
        ("2x12kg", "2x12kg", "two times twelve kilos"),
        ("2 \N{MULTIPLICATION SIGN} 12 kg", "2x12kg", "two times twelve kilos"),
        ("+20 lbs", "+20lb", "plus twenty pounds"),
        ("80%", "80%", "eighty percent"),
        ("80% BW", "80% BW", "eighty percent of bodyweight"),
        ("+20% of bodyweight", "+20% BW", "plus twenty percent of bodyweight"),
        ("85% 1RM", "85% max", "eighty five percent of your maximum"),
        ("BW", "BW", "bodyweight"),
        ("bodyweight + 10kg", "BW+10kg", "bodyweight plus ten kilos"),
        ("red band", "red band", "red band"),
        ("two 15 kg plates", "two 15 kg plates", "two 15 kg plates"),
    ],
)
def test_loads_as_people_write_them(written, read_as, said):
    (step,) = steps_of(f"  - hold: Hang\n    for: 10s\n    load: {written}\n")
    assert details_written(step.details) == (read_as,)
    assert announced(f"  load: {written}\n").lower() == f"max hang. {said}. ten seconds."


@pytest.mark.parametrize(
    ("written", "read_as", "said"),
    [
        ("20mm", "20mm", "twenty millimeters"),
        ("1.5 cm", "1.5cm", "one point five centimeters"),
        ('0.75"', "0.75in", "zero point seven five inches"),
        ("jug", "jug", "jug"),
    ],
)
def test_edges(written, read_as, said):
    (step,) = steps_of(f"  - hold: Hang\n    for: 10s\n    edge: '{written}'\n")
    assert details_written(step.details) == (read_as,)
    assert announced(f"  edge: '{written}'\n").lower() == f"max hang. {said}. ten seconds."


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("load: 10", ["bad-load 5:11"]),
        ("load: 10 stone", ["bad-load 5:11"]),
        ("load: 10kgg", ["bad-load 5:11"]),
        ("load: 99999kg", ["bad-load 5:11"]),
        ("load: '...'", ["bad-load 5:11"]),
        ("load: [10kg, 20kg]", ["wrong-type 5:11"]),
        ("load:", ["missing-value 5:5"]),
        ("load: +$x kg", ["unknown-variable 5:12"]),
        ("edge: 20", ["bad-edge 5:11"]),
        ("edge: 0mm", ["bad-edge 5:11"]),
        ("edge: 20 furlongs", ["bad-edge 5:11"]),
        ("grip: $name", ["name-in-name 5:11"]),
        ("grip: ''", ["silent-text 5:11"]),
        ("effort: 11", ["out-of-range 5:13"]),
        ("effort: 0", ["out-of-range 5:13"]),
        ("effort: RPE 8", ["bad-count 5:13"]),
        ("effort: hard", ["bad-count 5:13"]),
        ("weight: 10kg", ["unknown-key 5:5"]),
    ],
)
def test_what_is_wrong_with_them(key, expected):
    found = found_in(f"  - hold: Hang\n    for: 10s\n    {key}\n")
    assert [one.split()[0] for one in found] == [one.split()[0] for one in expected]
    assert found == expected


@pytest.mark.parametrize(
    ("key", "mended"),
    [
        ("load: 10", "load: 10kg"),
        ("load: +10", "load: +10kg"),
        ("load: 12kg x 2", "load: 2x12kg"),
        ("edge: 20", "edge: 20mm"),
        ("effort: RPE 8", "effort: 8"),
        ("effort: 8/10", "effort: 8"),
        ("weight: 10kg", "load: 10kg"),
        ("gewicht: 10kg", "load: 10kg"),
    ],
)
def test_the_hint_is_an_edit(key, mended):
    from voicecoach.language.mending import applied
    from voicecoach.language.parse import parse
    from voicecoach.source import SourceText

    text = f"title: T\nsteps:\n  - hold: Hang\n    for: 10s\n    {key}\n"
    (found,) = parse(SourceText(name="mine.yaml", text=text), {})[1]
    assert applied(text, found.edits) == text.replace(key, mended)


ALL = "  grip: half crimp\n  edge: 20mm\n  load: +10kg\n  effort: 8\n"
EXERCISES = {
    "hold": ("hold: Max hang", "  for: 10s\n", "Ten seconds."),
    "work": ("work: Max hang", "  for: 10s\n", "Ten seconds."),
    "reps": ("reps: Max hang", "  count: 3\n  every: 3s\n", "Three reps."),
    "hangs": ("hangs: 3 x 7s:3s", "  name: Max hang\n", "Three hangs, seven seconds."),
    "death-by": ("death-by: Max hang", "  for: 2m\n", "One rep."),
}


@pytest.mark.parametrize("kind", EXERCISES)
def test_it_is_said_after_the_name_and_before_the_length(kind):
    first, more, length = EXERCISES[kind]
    said = announced(more + ALL, step=f"- lead-in: 20s\n- {first}\n")
    assert said == f"Max hang. Half crimp, twenty millimeters, plus ten kilos, effort eight. {length}"


def test_every_exercise_takes_them():
    names = {
        name for name, kind in STEP_KINDS.items() if {"load", "edge", "grip", "effort"} <= kind.keys.keys()
    }
    assert names == set(EXERCISES)


def test_the_side_comes_after_it():
    said = announced("  load: 10kg\n  sides: [left, right]\n  switch: 5s\n")
    assert said == "Max hang. Ten kilos. Left side. Ten seconds."


def test_of_little_time_the_length_is_said_and_this_is_not():
    rested = (
        "- lead-in: 20s\n- hold: Plank\n  for: 10s\n- rest: 3s\n- hold: Max hang\n  for: 10s\n  load: +10kg\n"
    )
    said = [text for _, text in spoken(compiled(rested))]
    assert "Next: Max hang. Ten seconds." in said
    assert not any("kilos" in text for text in said)


def test_each_set_says_it_and_its_sides_share_it():
    result = compiled(f"{HANG}  load: +10kg\n  sets: 2\n  rest: 30s\n  sides: [left, right]\n  switch: 5s\n")
    assert sum("Plus ten kilos" in text for _, text in spoken(result)) == 2
    loads = [one.get("load") for one in plan_json(result)["intervals"] if one["kind"] == "hold"]
    assert loads == ["+10kg"] * 4


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Half crimp, twenty millimeters, plus twenty one kilos, effort eight."),
        ("de", "Half crimp, zwanzig Millimeter, plus einundzwanzig Kilo, Anstrengung acht."),
        ("fr", "Half crimp, vingt millimètres, plus vingt et un kilos, effort huit."),
        ("es", "Half crimp, veinte milímetros, más veintiún kilos, esfuerzo ocho."),
    ],
)
def test_in_every_language(language, said):
    result = in_language(HANG + ALL.replace("10kg", "21kg"), language)
    assert any(said in text for _, text in spoken(result))


HEAD = "parameters: {load: +10kg, plates: 12, mm: 20mm, rpe: 7, grip: half crimp}\n"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ("half crimp", "20mm", "+10kg", "effort 7")),
        ({"load": "-5kg", "mm": "jug", "rpe": "9", "grip": "sloper"}, ("sloper", "jug", "-5kg", "effort 9")),
    ],
)
def test_parameters_and_settings(settings, expected):
    keys = "  load: $load\n  edge: $mm\n  effort: $rpe\n  grip: $grip\n"
    result = compiled(HANG + keys, head=HEAD, settings=settings)
    assert details_written(result.session.intervals[1].leaf.details) == expected


def test_a_parameter_within_a_load():
    result = compiled(f"{HANG}  load: 2x$plates kg\n", head=HEAD)
    assert details_written(result.session.intervals[1].leaf.details) == ("2x12kg",)


def test_a_wrong_setting_is_reported_where_the_parameter_is_used():
    text = "title: T\nparameters: {load: +10kg}\nsteps:\n  - hold: Hang\n    for: 10s\n    load: $load\n"
    assert read(text, load="10")[1] == ["bad-load 6:11"]


def test_defaults_hold_for_every_exercise_until_one_says_off():
    head = "defaults: {grip: half crimp, edge: 20mm, load: +10kg, effort: 8}\n"
    off = "- hold: Plank\n  for: 10s\n  grip: off\n  edge: off\n  load: off\n  effort: off\n"
    result = compiled(f"{HANG}- rest: 10s\n{off}", head=head)
    details = [one.leaf.details for one in result.session.intervals if isinstance(one.leaf, Exercise)]
    assert [details_written(one) for one in details] == [("half crimp", "20mm", "+10kg", "effort 8"), ()]


def test_in_a_ladder_the_rung_can_be_the_load():
    steps = "- lead-in: 20s\n- ladder: [5, 10]\n  steps:\n    - hold: Hang\n      for: 10s\n      load: +$rung kg\n    - rest: 20s\n"
    result = compiled(steps)
    assert [one["load"] for one in plan_json(result)["intervals"] if "load" in one] == ["+5kg", "+10kg"]


def test_in_a_list_it_is_read_aloud_with_its_exercise():
    steps = "- lead-in: 20s\n- amrap: 5m\n  steps:\n    - {reps: thrusters, count: 5, load: 2x12kg}\n    - {hold: plank, for: 30s}\n"
    result = compiled(steps)
    assert any(
        "Five thrusters, two times twelve kilos. Thirty seconds plank." in text for _, text in spoken(result)
    )
    assert plan_json(result)["intervals"][1]["items"][0] == {"name": "thrusters", "reps": 5, "load": "2x12kg"}
    assert plan_rows(result)[-1][2] == "AMRAP: 5 thrusters (2x12kg), 30s plank"


def test_where_it_is_shown():
    result = compiled(HANG + ALL)
    assert plan_rows(result)[-1][2] == "Max hang, half crimp, 20mm, +10kg, effort 8"
    assert "hold     Max hang   half crimp, 20mm, +10kg, effort 8" in cue_lines(result)
    interval = plan_json(result)["intervals"][1]
    assert {key: interval[key] for key in ("grip", "edge", "load", "effort")} == {
        "grip": "half crimp",
        "edge": "20mm",
        "load": "+10kg",
        "effort": 8,
    }
    boards = Boards(result.session, result.timeline, result.studio.phrases, title="T")
    assert boards.at(21_000).place == "half crimp, 20mm, +10kg, effort 8"
    assert boards.at(1_000).following == "Max hang, half crimp, 20mm, +10kg, effort 8, 10s"
    shown = shown_session(result)
    assert [row.name for row in shown.rows] == ["Max hang, half crimp, 20mm, +10kg, effort 8"]
    assert shown.steps[1].place == "half crimp, 20mm, +10kg, effort 8"
    assert [(step.load, step.edge) for step in logged_steps(result.session, result.studio.phrases)] == [
        ("", ""),
        ("+10kg", "20mm"),
    ]
    (_, step) = steps_of("  - lead-in: 20s\n  - hold: Max hang\n    for: 10s\n    load: +10kg\n")
    assert kind_of(step).outline(step) == "hold Max hang, 10s, +10kg"


def test_other_loads_are_other_rows_of_the_handout():
    steps = f"{HANG}  load: 5kg\n- rest: 20s\n- hold: Max hang\n  for: 10s\n  load: 10kg\n"
    assert [row.name for row in shown_session(compiled(steps)).rows] == ["Max hang, 5kg", "Max hang, 10kg"]


def test_without_them_nothing_changes():
    result = compiled(HANG)
    assert not {"grip", "edge", "load", "effort"} & set(plan_json(result)["intervals"][1])
    assert codes(result) == []


def test_several_in_one_minute_have_each_their_own():
    steps = "- lead-in: 20s\n- emom: 2\n  steps:\n    - {reps: Press, count: 5, load: 2x12kg}\n    - {reps: Squats, count: 10}\n"
    result = compiled(steps)
    assert "Five Press, two times twelve kilos. Ten Squats." in [text for _, text in spoken(result)]
    assert "load" not in plan_json(result)["intervals"][1]
    assert plan_json(result)["intervals"][1]["items"][0]["load"] == "2x12kg"
    assert plan_rows(result)[2][2] == "5 Press (2x12kg), 10 Squats"
    assert logged_steps(result.session, result.studio.phrases)[1].load == "2x12kg"
