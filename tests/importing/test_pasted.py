"""What people paste comes to the work that they meant; what is doubted and what is left is named."""

import contextlib
import re
from itertools import permutations
from pathlib import Path

import pytest
from pasted_boards import BOARDS
from pasted_found import FOUND
from pasted_handouts import HANDOUTS
from pasted_in_one_line import ALL as IN_ONE_LINE
from pasted_lines import ALL
from pasted_parts import lines
from pasted_waves import ALL as WAVES

from tests.programs import least_cpu_s
from voicecoach.errors import InputError
from voicecoach.importing.model import Certainty
from voicecoach.importing.pasted.reading import import_pasted
from voicecoach.importing.pasted.words.fact_reader import read_facts
from voicecoach.importing.pasted.words.facts import PlainNumber
from voicecoach.language.leaves import (
    Circuit,
    CountedExercise,
    OffTime,
    RepeatedHold,
    RestTime,
    SelfPacedExercise,
    TimedExercise,
)
from voicecoach.source import SourceText


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


def test_a_line_comes_to_the_product_of_its_parts_in_any_order(imported):
    wrong = []
    for text, *expected in lines(90, seed=21):
        _, notes, result = imported(text)
        if work_of(result) != tuple(expected):
            wrong.append((text, expected, work_of(result), notes))
    assert not wrong


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


@pytest.mark.parametrize(
    ("text", "timed_s", "reps", "rest_s", "names"), [*WAVES, *FOUND, *BOARDS, *HANDOUTS, *IN_ONE_LINE]
)
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Squat 5x5x5", "taken as 25 sets of 5"),
        ("3 × 20m (90s between)", "taken as 20 minutes, not metres"),  # noqa: RUF001 - the sign
        ("3 min plank total", "taken as one hold, not how long all takes"),
        ("Bike 45 min Z2 incl. 5 x 10s sprints", "kept as a comment: `incl. 5 x 10s sprints`"),
        ("Bench press 3x5 +5, +8, +10 lbs", "kept as a comment: `+5, +8, +10 lbs`"),
        ("Liegestütze: 55 Stück / Pause / 45 Stück", "kept as a comment: `/ Pause`"),
        ("10 swings\nDumbbell: (50/35)", "left, as it is not understood: `Dumbbell: (50/35)`"),
    ],
)
def test_what_is_uncertain_or_done_by_nobody_is_named(imported, text, said):
    assert any(said in note for _, note in imported(text)[1])


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


@pytest.mark.parametrize("pasted", ["\N{PRIME}round3AMAP3AMRAP", "3 squats\n# #|\nAMRAP"])
def test_a_block_whose_name_nobody_can_say_has_the_usual_one(imported, pasted):
    text, _, _ = imported(pasted)
    assert "work: As many rounds as possible" in text


def test_nobody_waits_between_sets_in_a_list_for_as_many_rounds_as_possible(imported):
    text, _, _ = imported("AMRAP 10\n1 round:\n3x10 squats")
    assert "amrap: 10m" in text
    assert "ready" not in text


PARTS = [
    *("20s on, 40s off", "for 12 min", "11 reps", "6 sets", "9 rounds", "x 8", "rest 2 min"),
    *("17s", "14 squats", "@ 75%", "7/3", "15-18"),
]


def test_a_list_that_nobody_could_read_out_is_refused():
    names = "\n".join(f"{number} burpees over the bar with a very long name" for number in range(10, 60))
    with pytest.raises(InputError, match="too long to be read out"):
        import_pasted(SourceText(name="", text=f"AMRAP 20:\n{names}"))


def test_a_number_that_a_line_begins_with_is_no_tempo():
    assert [type(fact) for fact in read_facts("1002")] == [PlainNumber]


def test_many_blanks_in_a_line_are_as_one(imported):
    """A copy of a table leaves them there. No pattern tries each of them."""
    assert work_of(imported(f"Chin{' ' * 5_000}tucks 10 reps x 5 sec hold")[2]) == work_of(
        imported("Chin tucks 10 reps x 5 sec hold")[2]
    )


def test_a_number_of_which_nothing_is_made_is_named():
    """Of all parts that stand beside each other, none goes without being said."""
    for parts in permutations(PARTS, 2):
        text = f"Plank: {', '.join(parts)}"
        try:
            found = import_pasted(SourceText(name="", text=text))
        except InputError:
            continue  # it is said that there is nothing in it
        made = "\n".join(line for line in found.text.splitlines() if not line.strip().startswith("#"))
        said = "".join(note.message for note in found.notes if note.certainty is not Certainty.UNDERSTOOD)
        lost = set(re.findall("[0-9]+", text)) - set(re.findall("[0-9]+", made + said))
        assert lost <= {"12"}, text  # minutes, which say how often


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
def test_a_label_is_kept_as_a_comment_and_named_alone(imported, text, aside):
    made, notes, _ = imported(text)
    assert (1, f"kept as a comment: `{aside}`") in notes
    assert f"# line 1, kept as a comment: {aside}\n" in made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Squat 3x8\nTempo 3010", "name=Squat tempo=3-0-1-0"),
        ("Squat 3x8\n@ 80 kg\nRPE 8", "name=Squat load=80kg effort=8"),
        ("Squat\nWeight: 80 kg\n3x8\nRest: 2 min", "name=Squat load=80kg rest=2m"),
        ("Squat 3x8\nTempo 3010\nRest 90s", "name=Squat tempo=3-0-1-0 rest=1m30s"),
        ("A. Back squat\n5x5\n@ 75% 1RM\ntempo 20X1", "name=Back squat load=75% max tempo=2-0-X-1"),
        ("Push-ups\n2 sec up, 2 sec down\n10 reps", "name=Push-ups tempo=2-0-2-0"),
        ("2 sec up, 2 sec down", "name=Exercise tempo=2-0-2-0"),
        ("EMOM 10: 5 cleans\n@ 60 kg", "name=cleans load=60kg"),
        ("Squat 3x8, load: 80 kg", "name=Squat load=80kg"),
        ("Squat 3x8, effort 8/10", "name=Squat effort=8"),
        ("Squat 3x8, 75% of 1RM", "name=Squat load=75% max"),
        ("Squat 3x8 RIR 2", "name=Squat RIR 2 count=8"),
    ],
)
def test_how_it_is_done_belongs_to_the_exercise_beside_it(imported, text, expected):
    made, notes, result = imported(text)
    assert not [note for _, note in notes if note.startswith("left")]
    assert len(names_of(result)) == 1
    for part in re.split(r" (?=[a-z]+=)", expected):
        key, value = part.split("=", 1)
        assert re.search(rf"(?:reps|{key}): {re.escape(value)}\n", made), made
    assert all(f"# line {number}: {line}\n" in made for number, line in enumerate(text.splitlines(), start=1))


@pytest.mark.parametrize(
    "text",
    [
        "Tempo 3010\n\nSquat 3x8",
        "10 squats, 20 burpees\n@ 80 kg",
        "Squat 3x8 @ 70 kg\n@ 80 kg",
        "AMRAP 10\n10 squats\n70/47.5 kg",
    ],
)
def test_how_it_is_done_is_left_where_it_belongs_to_no_exercise(imported, text):
    _, notes, _ = imported(text)
    assert [note for _, note in notes if note.startswith("left")]


def test_a_second_time_that_is_only_said_is_doubted(imported):
    _, notes, _ = imported("Alternate jogging (60 seconds) and walking (90 seconds).")
    assert any("`90 seconds` is only said" in note for _, note in notes)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Inhale: 4\nHold: 7\nExhale: 8", [4, 7, 8]),
        ("4-7-8 breathing\nInhale: 4\nHold: 7\nExhale: 8", [4, 7, 8]),
        ("Einatmen: 4\nHalten: 4\nAusatmen: 6", [4, 4, 6]),
    ],
)
def test_the_numbers_of_breaths_on_lines_of_their_own_are_seconds(imported, text, seconds):
    result = imported(text)[2]
    assert [one.duration_ms / 1000 for one in result.session.intervals[1:]] == seconds


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
        ("10 sec hang on 20 mm", "hang"),
        ("7 s Hängen an 18 mm", "Hängen"),
        ("Pull-ups 3x8 with 10 kg", "Pull-ups"),
        ("Run 5 min at 85% HRmax", "Run"),
        ("4 x 4 min @ 90% HRmax, 3 min easy between", "Work"),
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


def said_of(made):
    """Return the steps as they are written, each on one line, without its pace and what is asked between sets."""
    lines = [line.strip() for line in made[made.index("steps:") :].splitlines()[1:]]
    kept = [line for line in lines if line and not line.startswith(("#", "every:", "ready:", "- lead-in:"))]
    return " ".join(kept).removeprefix("- ").split(" - ")


@pytest.mark.parametrize(
    ("text", "load"),
    [
        ("Pull-ups 3x8, -20 kg", "-20kg"),
        ("Pull-ups 3x8 (-10 kg)", "-10kg"),
        ("Pull-ups 3x8 at 80% MVC", "80% MVC"),
        ("Pull-ups 3x8 (90% max HR)", "90% max HR"),
        ("Pull-ups 3x8 à 95% VMA", "95% VMA"),
        ("Pull-ups (-10 kg) 3x8", "-10kg"),
        ("Pull-ups 3x8 -10kg", "-10kg"),
        ("Pull-ups 3x8, 20 lb assisted", "-20lb"),
        ("Pull-ups 3x8, 20 kg assistance", "-20kg"),
        ("Pull-ups 3x8 BW+10kg", "BW+10kg"),
        ("Pull-ups 3x8 BW -10kg", "BW-10kg"),
        ("Pull-ups 3x8, BW + 10 kg", "BW+10kg"),
        ("Pull-ups 3x8 @ BW-10kg", "BW-10kg"),
        ("Pull-ups 3x8 90-100 kg", "90-100 kg"),
        ("Pull-ups 3x8, 90-100kg", "90-100 kg"),
        ("Pull-ups 3x8 95-115#", "95-115 lb"),
        ("Pull-ups 3x8 4-7 #", "4-7 lb"),
        ("Pull-ups 3x8 @ 90 to 100 kg", "90 to 100 kg"),
    ],
)
def test_a_load_keeps_its_sign_its_range_and_its_own_weight(imported, text, load):
    assert said_of(imported(text)[0]) == [f"reps: Pull-ups count: 8 sets: 3 load: {load}"]


def test_a_load_behind_the_rest_keeps_its_sign(imported):
    made, _, _ = imported("Pull-ups 3x8, 3 min rest, -10kg")
    assert said_of(made) == ["reps: Pull-ups count: 8 sets: 3 rest: 3m load: -10kg"]


def test_a_load_with_a_sign_is_no_end_of_a_range(imported):
    assert said_of(imported("Pull-ups 5x5 -10kg")[0]) == ["reps: Pull-ups count: 5 sets: 5 load: -10kg"]
    assert said_of(imported("8 -12 reps squats")[0]) == ["reps: squats count: 8-12"]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("1 arm hang 5 x 10s", "hold: 1 arm hang for: 10s sets: 5"),
        ("5 x 10s 1-arm hang", "hold: 1-arm hang for: 10s sets: 5"),
        ("2 finger pocket 5x10s", "hold: two finger pocket for: 10s sets: 5"),
        ("hang 5x10s 3 fingers", "hold: hang 3 fingers for: 10s sets: 5"),
        ("3x8 1 leg squat", "reps: 1 leg squat count: 8 sets: 3"),
        ("1 leg squat 3x8", "reps: 1 leg squat count: 8 sets: 3"),
        ("10 leg raises", "reps: leg raises count: 10"),
    ],
)
def test_how_many_limbs_do_it_is_a_part_of_the_name(imported, text, step):
    assert said_of(imported(text)[0]) == [step]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (
            "Inhale 4, hold 7, exhale 8",
            ["work: Inhale for: 4s", "hold: hold for: 7s", "work: exhale for: 8s"],
        ),
        (
            "Inhale 4, hold 7, exhale 8 x 4",
            ["rounds: 4 steps:", "work: Inhale for: 4s", "hold: hold for: 7s", "work: exhale for: 8s"],
        ),
        (
            "Breathe in for 4 counts, hold for 7 counts, breathe out for 8 counts",
            ["work: Breathe in for: 4s", "hold: hold for: 7s", "work: breathe out for: 8s"],
        ),
        (
            "Einatmen 4, halten 7, ausatmen 8",
            ["work: Einatmen for: 4s", "hold: halten for: 7s", "work: ausatmen for: 8s"],
        ),
        ("Inspirer 4, expirer 6", ["work: Inspirer for: 4s", "work: expirer for: 6s"]),
        ("Inhala 4, exhala 6", ["work: Inhala for: 4s", "work: exhala for: 6s"]),
        ("10 inhales, 10 squats", ["reps: inhales count: 10", "reps: squats count: 10"]),
    ],
)
def test_the_numbers_of_breaths_are_seconds(imported, text, steps):
    assert said_of(imported(text)[0]) == steps


@pytest.mark.parametrize(
    ("text", "tempo"),
    [
        ("Squats 3x10, 2 sec up, 2 sec down", "2-0-2-0"),
        ("Squats 3x10 (3 sec down, 1 sec pause, 1 sec up)", "3-1-1-0"),
        ("Squats 3x10: 2 s up, hold 2 s, 4 s down", "4-0-2-2"),
        ("Squats 3x10, up for 2 seconds, down for 4 seconds", "4-0-2-0"),
        ("Squats 3x10, 3 Sek. runter, 1 Sek. hoch", "3-0-1-0"),
        ("Squats 3x10 (3 s descente / 1 s montée)", "3-0-1-0"),
        ("Squats 3x10, 3 s bajada, 1 s subida", "3-0-1-0"),
    ],
)
def test_seconds_up_and_down_are_a_tempo(imported, text, tempo):
    assert said_of(imported(text)[0]) == [f"reps: Squats count: 10 tempo: {tempo} sets: 3"]


def test_a_minute_up_and_a_minute_down_are_no_tempo(imported):
    assert said_of(imported("1 min up, 1 min down")[0]) == ["work: up for: 1m", "work: down for: 1m"]


@pytest.mark.parametrize(
    ("text", "line", "doubt"),
    [
        (
            "3 rounds (12 minutes total):\n1 min squats\n1 min plank\n1 min rest",
            1,
            "it says 12m, and the steps take 8m",
        ),
        ("3 rounds (9 minutes total):\n1 min squats\n1 min plank\n1 min rest", 0, ""),
        ("Main (10 min)\n10 x 30s on / 30s off", 0, ""),
        ("Main (12 min)\n10 x 30s on / 30s off", 1, "it says 12m, and the steps take 9m30s"),
        ("Total time 20:00\n5 rounds:\n3 min row\n1 min rest", 0, ""),
        ("Durée totale : 15 min\n5 min échauffement\n5 min course", 1, "it says 15m, and the steps take 10m"),
    ],
)
def test_a_total_that_contradicts_the_steps_is_named(imported, text, line, doubt):
    made, notes, _ = imported(text)
    assert [(at, note) for at, note in notes if "it says" in note] == ([(line, doubt)] if doubt else [])
    assert doubt in made


def test_a_length_of_the_whole_is_not_said_to_be_kept_in_a_name(imported):
    _, notes, _ = imported("Breathing: in 4, hold 4, out 4, hold 4 for 5 minutes")
    assert [message for _, message in notes if "5 minutes" in message] == []


@pytest.mark.parametrize(
    "piece", ["10 min", "135x10,", "10 x 10,", "30 s rest", "5 min run,", "1:2 rest", "a:", "1-"]
)
def test_long_lines_that_differ_take_no_long_time(piece):
    text = "\n".join(f"{number} {f'{piece} ' * 80}"[:395] for number in range(50))

    def read():
        with contextlib.suppress(InputError):  # there is nothing in most of them
            import_pasted(SourceText(name="paste.txt", text=text))

    assert least_cpu_s(read, enough_s=2.0) < 2.0


def test_ladders_within_ladders_take_no_long_time():
    rungs = "-".join(map(str, range(1, 41)))
    text = "\n".join(f"{'  ' * level}{rungs}" for level in range(5)) + "\n          squats"

    def read():
        with contextlib.suppress(InputError):
            import_pasted(SourceText(name="paste.txt", text=text))

    assert least_cpu_s(read, enough_s=2.0) < 2.0
