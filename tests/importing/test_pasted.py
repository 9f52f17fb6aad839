"""What people paste comes to the work that they meant; what is doubted and what is left is named."""

import re
from pathlib import Path

import pytest
from pasted_lines import ALL
from pasted_waves import ALL as WAVES

from voicecoach.language.leaves import (
    Circuit,
    CountedExercise,
    OffTime,
    RepeatedHold,
    RestTime,
    SelfPacedExercise,
    TimedExercise,
)


def work_of(result):
    """Return the seconds of timed work, the reps, and the seconds of rest."""
    timed_ms = reps = rest_ms = 0
    for interval in result.session.intervals:
        match interval.leaf:
            case Circuit() if interval.leaf.until_done:
                reps += sum(item.count for item in interval.leaf.items if item.count)
            case TimedExercise() | RepeatedHold() | Circuit():
                timed_ms += interval.duration_ms
            case SelfPacedExercise():
                reps += sum(one.reps for one in interval.leaf.all)
            case CountedExercise():
                reps += interval.leaf.reps
            case RestTime() | OffTime():
                rest_ms += interval.duration_ms
            case _:
                pass
    return timed_ms / 1000, reps, rest_ms / 1000


@pytest.mark.parametrize(("text", "timed_s", "reps", "rest_s"), ALL)
def test_a_paste_comes_to_the_work_that_it_says(imported, text, timed_s, reps, rest_s):
    found = work_of(imported(text)[2])
    expected = (timed_s, reps, rest_s)
    assert [a for a, b in zip(found, expected, strict=True) if b is not None] == [
        b for b in expected if b is not None
    ]


def names_of(result):
    """Return what is done, in small letters and in the order in which each comes first."""
    names = {}
    for interval in result.session.intervals:
        match interval.leaf:
            case Circuit():
                said = [item.name for item in interval.leaf.items]
            case SelfPacedExercise():
                said = [one.name for one in interval.leaf.all]
            case TimedExercise() | RepeatedHold() | CountedExercise():
                said = [interval.leaf.name]
            case _:
                said = []
        names |= {"".join(str(part) for part in name.parts).casefold(): None for name in said if name}
    return list(names)


@pytest.mark.parametrize(("text", "timed_s", "reps", "rest_s", "names"), WAVES)
def test_a_paste_comes_to_its_work_by_its_names(imported, text, timed_s, reps, rest_s, names):
    result = imported(text)[2]
    expected = (timed_s, reps, rest_s)
    found = [a if b is not None else None for a, b in zip(work_of(result), expected, strict=True)]
    assert found == list(expected)
    if names is not None:
        said = names_of(result)
        assert len(said) == len(names), said
        assert all(name in one for name, one in zip(names, said, strict=True)), said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Push press 3x5\nPost load to comments", 2),  # a remark
        ("EMOM 12\n10 squats of both kinds\nMin 1: 12 swings\nMin 2: 10 sit ups", 2),  # beside its minutes
        ("20 min AMRAP: 10 squats\n3 rounds: 10 sit ups", 0),
        ("6 x 3 min hard, 2 min easy\nThat was it for the day", 2),
    ],
)
def test_a_line_of_which_nothing_is_made_is_named(imported, text, line):
    _, notes, _ = imported(text)
    assert [at for at, note in notes if note.startswith("left")] == ([line] if line else [])


def test_a_pair_with_a_range_is_no_pair_without_a_word(imported):
    _, notes, _ = imported("Max hangs: 5 sets, 7s on, 2-3 min rest")
    assert any("of `2-3 min`, 3m is taken" in note for _, note in notes)


def test_hangs_without_a_time_on_are_none(imported):
    assert "0s:" not in imported("6x7:3x3/g:30")[0]


@pytest.mark.parametrize("sign", ["-", "§", "(", "!?"])
def test_signs_that_nobody_can_say_are_no_grip(imported, sign):
    text, _, _ = imported(f"hang 10s §{sign}")
    assert "grip" not in text


def test_reps_that_have_nothing_left_of_their_minute_get_a_pace(imported):
    text, _, _ = imported("E2MOM 10: 5 front squats\n0:30 plank\n0:30 side plank\n1:00 squats")
    assert "rounds: 5" in text
    assert "every: $pace" in text
    assert "emom" in imported("E2MOM 10: 5 front squats\n0:30 plank\n0:30 side plank")[0]


def test_the_pace_of_reps_in_rounds_within_a_minute_is_a_parameter(imported):
    text, _, _ = imported("Every 90s\nx6: 3")
    assert "parameters:\n  pace:" in text
    assert "every: $pace" in text


def test_a_block_whose_name_nobody_can_say_has_the_usual_one(imported):
    text, _, _ = imported("\N{PRIME}round3AMAP3AMRAP")
    assert "work: As many rounds as possible" in text


def test_nobody_waits_between_sets_in_a_list_for_as_many_rounds_as_possible(imported):
    text, _, _ = imported("AMRAP 10\n1 round:\n3x10 squats")
    assert "amrap: 10m" in text
    assert "ready" not in text


DOCS = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")
CHAPTER = DOCS[DOCS.index("## From what you have") : DOCS.index("## Zwift workouts")]


@pytest.mark.parametrize("line", re.findall(r"^\| `([^`]+)` \|", CHAPTER, re.MULTILINE))
def test_each_line_of_the_chapter_is_read(imported, line):
    text = f"30s plank\n{line}" if line.startswith("Repeat") else line
    _, notes, _ = imported(text)
    assert not [note for _, note in notes if note.startswith("left")]


def test_there_are_lines_in_the_chapter():
    assert len(re.findall(r"^\| `([^`]+)` \|", CHAPTER, re.MULTILINE)) > 18


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Straight leg raise 3x10, 2x/day", "2x/day"),
        ("McKenzie press-ups, 10 reps every 2 hours", "every 2 hours"),
        ("in teams of 2, AMRAP 16 min: 20 wall balls", "in teams of 2"),
        ("Warm up: 5 min easy bike", "Warm up"),
        ("Couch to 5k W1: 8 x (1 min run, 1.5 min walk)", "Couch to 5k W1"),
    ],
)
def test_a_part_of_a_line_that_is_left_is_named_alone(imported, text, aside):
    made, notes, _ = imported(text)
    assert (1, f"left, as it is not understood: `{aside}`") in notes
    assert f"# line 1, left, as it is not understood: {aside}\n" in made


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("3 Sätze Kniebeugen, 10 Wiederholungen, 1 Min. Pause", "de"),
        ("3 series de 12 sentadillas, 1 min de descanso", "es"),
        ("4 tours : 10 pompes, 20 squats, 1 min de repos", "fr"),
    ],
)
def test_what_is_written_in_another_language_is_said_in_it(imported, text, language):
    assert f"\nlanguage: {language}\n" in imported(text)[0]


@pytest.mark.parametrize(
    "text", ["3x10 squats, 1 min rest", "EMOM 10: 10 burpees", "10 x 30/30", "Pause 1 min"]
)
def test_what_could_be_english_has_no_language(imported, text):
    assert "language:" not in imported(text)[0]


def test_a_name_that_is_made_up_is_of_the_language_of_the_text(imported):
    made, _, _ = imported("3 series x 10 repeticiones, descanso 1 min")
    assert "- reps: Ejercicio\n" in made


def test_a_distance_on_a_send_off_begins_anew_each_time(imported):
    made, _, _ = imported("8 x 50m freestyle on 1:15")
    assert "- emom: 8\n    every: 1m15s\n" in made
    assert "50 meters freestyle\n" in made


def test_minutes_that_are_named_on_one_line_come_in_turn(imported):
    made, _, _ = imported("EMOM 12: odd 12 squats, even 30s plank")
    assert "odd:\n" in made
    assert "even:\n" in made
    made, _, _ = imported("EMOM 15: min 1: 10 squats, min 2: 10 push-ups, min 3: rest")
    assert "minutes:\n" in made


def test_how_death_by_begins_and_grows_is_kept(imported):
    made, _, _ = imported("Death by pull-ups, start 3, add 2")
    assert "start: 3\n" in made
    assert "add: 2\n" in made
    assert "- death-by: pull-ups\n" in made


def test_a_hold_within_a_rep_makes_it_longer_and_is_doubted(imported):
    made, notes, _ = imported("Glute bridge, 3 sets of 12, hold 3 seconds at top")
    assert "every: 6s\n" in made
    assert any("6s a rep: 3s as it says" in message for _, message in notes)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("8 x 30/30", "Work"),
        ("8 x 10/20", "Hang"),
        ("Finger board: 20mm, 3 x 6 x 7/3", "Finger board"),
        ("Heel drops 3 x 15 twice a day", "Heel drops"),
        ("Brücke: 10 x 5 Sek. halten", "Brücke"),
        ("Hold for 20-30 sec. Repeat 3x each side.", "Hold"),
    ],
)
def test_what_it_is_called(imported, text, name):
    assert re.search(rf"(?:hold|work|reps|name): {name}\n", imported(text)[0])


@pytest.mark.parametrize(
    "text",
    [
        "Sled push 6x20m",
        "Farmers walk 4 x 40m, 90s rest",
        "Swim 10 x 25m",
        "Sprint 8 x 30m",
    ],
)
def test_metres_of_what_is_done_over_a_distance_are_no_minutes(imported, text):
    made, _, _ = imported(text)
    assert "until: done\n" in made
    assert "for: 2m\n" not in made


def test_a_time_cap_below_the_list_is_its_limit(imported):
    made, notes, _ = imported("For Time:\n1000m Row\n50 Thrusters\nTC: 15")
    assert "- for-time: 15m\n" in made
    assert not [message for _, message in notes if "no time is given" in message]
