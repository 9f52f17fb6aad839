"""Files of trainers and apps, as routines: times to the second, powers in words, and each line carried over or named."""

import json

import pytest

from voicecoach.errors import InputError
from voicecoach.importing.reading import Format, format_of, import_routine
from voicecoach.source import SourceText

ERG = """[COURSE HEADER]
VERSION = 2
UNITS = ENGLISH
DESCRIPTION = Two hills
FTP = 250
MINUTES {}
[END COURSE HEADER]
[COURSE DATA]
{}
[END COURSE DATA]
"""


def named(result):
    """Return (name, seconds) of each interval; a rest has no name."""
    return [
        ("".join(map(str, name.parts)) if name else "", interval.duration_ms / 1000)
        for interval in result.session.intervals
        for name in [getattr(interval.leaf, "name", None)]
    ]


def refusal(text, name):
    with pytest.raises(InputError) as refused:
        import_routine(SourceText(name=name, text=text))
    return refused.value.message


def test_points_at_the_same_minute_are_a_step_and_others_a_ramp(imported):
    points = "0.00\t50\n5.00\t75\n5.00\t90\n8.33\t90\n8.33\t0\n10\t0\n10\t110\n10.5\t110\n11\t110"
    text, notes, result = imported(ERG.format("PERCENT", points), "hills.mrc")
    assert named(result) == [
        ("Ramp from 50 to 75 %", 300),
        ("Steady at 90 %", 200),
        ("", 100),
        ("Steady at 110 %", 60),
    ]
    assert "title: Hills\nabout: Two hills\n" in text
    assert notes == [(5, "the threshold power is not carried over: powers are said as they are")]


def test_watts_are_said_as_watts(imported):
    _, _, result = imported(ERG.format("WATTS", "0 142.5\n1 142.5"), "a.erg")
    assert named(result) == [("Steady at 143 watts", 60)]


def test_texts_and_names_of_laps_are_cues_at_their_second(imported):
    texts = "[COURSE TEXT]\n0\tHere we go\t10\n90\tHalf way\n[END COURSE TEXT]\n"
    points = "0 100\n1.00 LAP Push\n1.00 100\n1.00 200\n2.00 LAP\n2.00 200"
    text, notes, _ = imported(ERG.format("WATTS", points) + texts, "a.erg")
    assert "cues:\n      start: Here we go\n" in text
    assert "cues:\n      start: Push\n      30s: Half way\n" in text
    assert [message for _, message in notes[1:]] == [
        "the marks of laps are not carried over",
        "how long a text is shown is not carried over",
    ]


def test_lines_that_are_no_points_are_named(imported):
    points = "0 100\nwarm up\n1 100 easy\n2 100"
    _, notes, result = imported("COACH = me\n" + ERG.format("WATTS", points) + "bye", "a.erg")
    assert named(result) == [("Steady at 100 watts", 120)]
    assert notes[0] == (1, "`COACH = me` is not carried over")
    assert notes[2:] == [
        (11, "`warm up` is not carried over"),
        (12, "`easy` is not carried over"),
        (15, "`bye` is not carried over"),
    ]


@pytest.mark.parametrize(
    ("columns", "points", "says"),
    [
        ("WATTS", "0 100\n2 100\n1 100", "is before that of the line above"),
        ("WATTS", "0 100\n9999999 100", "is longer than 24 h"),
        ("WATTS", "", "has nothing in it"),
        ("GRADE", "0 1\n1 1", "only minutes and watts"),
    ],
)
def test_a_course_that_is_none_is_refused(columns, points, says):
    assert says in refusal(ERG.format(columns, points), "a.erg")


def test_the_format_is_seen_in_the_text():
    assert format_of(SourceText(name="-", text=ERG.format("WATTS", "0 1"))) is Format.ERG


# --- data ---------------------------------------------------------------------------------------


def as_json(data):
    return json.dumps(data, indent=1)


HANG = {"name": "Half crimp", "onTime": "7", "offTime": "3", "repetitions": 2, "pause": 60}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([{"mode": "run", "minutes": 1.5}, {"type": "REST", "seconds": 20}], [("Run", 90), ("", 20)]),
        ({"exercises": [HANG]}, [("Half crimp", 7), ("", 3), ("Half crimp", 7), ("", 60)]),
        (
            {"blocks": [{"type": "iteration", "hang": 10, "rest": 5}, {"type": "recovery", "duration": 60}]},
            [("Work", 10), ("", 5), ("", 60)],
        ),
        (
            {"name": "Tabata", "prepareMs": 5000, "work": 20, "rest": 10, "reps": 2},
            [("", 5), ("Tabata", 20), ("", 10), ("Tabata", 20)],
        ),
        (
            {"rounds": 2, "work_seconds": 30, "default_rest": 5, "restBetweenRounds": "1 min", "exercises": ["A1", "B1"]},
            [("A1", 30), ("", 5), ("B1", 30), ("", 60), ("A1", 30), ("", 5), ("B1", 30)],
        ),
        (
            {"sets": 2, "rest_between_sets": 9, "steps": [{"name": "Row", "time": 4}, {"name": "Rest", "time": 3}]},
            [("Row", 4), ("", 3), ("", 9), ("Row", 4), ("", 3)],
        ),
        (
            {"exercises": [{"Rest-to-Start": 90, "Exercise": "Pull", "Counter": 6, "Pause": 2, "Reps": 2}] * 2},
            [("", 90), ("Pull", 6), ("", 2), ("Pull", 6)] * 2,
        ),
        ({"warmup": "5 min brisk walk", "intervals": [{"type": "run", "duration": "90 sec"}]}, [("brisk walk", 300), ("Run", 90)]),
        (
            {"prepare": 9, "work": 5, "rest": 2, "cycles": 2, "sets": 2, "restBetweenSets": 8, "coolDown": 3},
            [("", 9), *([("Work", 5), ("", 2), ("Work", 5), ("", 8)] * 2)[:-1], ("Cool-down", 3)],
        ),
        (
            [{"name": "Lock-off", "time": "7s"}, {"name": "Off", "time": "3s"}, {"name": "Active rest", "time": "9s"}],
            [("Lock-off", 7), ("", 3), ("", 9)],
        ),
        (
            {"steps": [{"text": "Warm-up", "power": {"units": "w", "start": 160, "end": 205}, "duration": "12m"}]},
            [("Warm-up from 160 to 205 watts", 720)],
        ),
        ({"steps": [{"power": {"units": "power_zone", "value": 2}, "duration": "5m"}]}, [("Steady at zone 2", 300)]),
        ({"steps": [{"name": "Run", "distance": 400, "reps": 2, "rest": "90s"}]}, [("400 m Run", 120), ("", 90), ("400 m Run", 120)]),
        (
            [{"name": "Plank", "reps": "30 sec"}, {"name": "Breathe", "time": "9s", "isRest": True}],
            [("Plank", 30), ("", 9)],
        ),
        ([{"name": "Squats", "reps": "10, 8, 6"}], [("Squats, 10, 8, 6", 120)]),
        ([{"name": "Plank", "duration": {"minutes": 1, "seconds": 30}}], [("Plank", 90)]),
        ({"übungen": [{"name": "Liegestütz", "dauerSekunden": 40, "pause": 20}]}, [("Liegestütz", 40), ("", 20)]),
        ({"exercices": [{"nom": "Gainage", "durée": "30 s", "repos": "15 s", "séries": 2}]}, [("Gainage", 30), ("", 15), ("Gainage", 30)]),
        ({"ejercicios": [{"nombre": "Plancha", "duracion": "30 s"}, {"nombre": "Descanso", "segundos": 9}]}, [("Plancha", 30), ("", 9)]),
        ([{"name": "Squats", "reps": 10, "duration": 40}], [("10 Squats", 40)]),
        ({"cycles": 2, "work": {"duration": 9}, "break": {"duration": 3}}, [("Work", 9), ("", 3), ("Work", 9)]),
        ({"rounds": 2, "rest": "60s", "exercises": [{"name": "A1", "time": "9s"}, {"name": "B1", "time": "8s"}]}, [("A1", 9), ("B1", 8), ("", 60), ("A1", 9), ("B1", 8)]),
        ([{"text": "Close your eyes", "pause": 20}], [("", 20)]),
        ({"inhale": 4, "hold": 7, "exhale": 8, "cycles": 2}, [("Inhale", 4), ("Hold", 7), ("Exhale", 8)] * 2),
        (
            {"rounds": [{"exercises": [{"name": "A1", "work": 20, "rest": 5}], "repeat": 2, "break": 45}]},
            [("A1", 20), ("", 5), ("", 45), ("A1", 20), ("", 5)],
        ),
        ({"week1": [{"activity": "run", "seconds": 60}], "week2": [{"seconds": 90}]}, [("run", 60)]),
        (
            {"type": "AMRAP", "duration": 20, "durationUnit": "minutes", "exercises": [{"name": "Rows", "reps": 5}]},
            [("", 1200)],
        ),
        ({"type": "emom", "rounds": 2, "intervalSeconds": 90, "steps": [{"name": "Rows", "reps": 5}]}, [("Rows", 90)] * 2),
        ([{"Name": "All", "Start": 0, "End": 90}, {"Name": "Easy", "Start": 0, "End": 60}], [("Easy", 60)]),
        ({"steps": [[{"power": 95, "duration": "2:00"}], [{"power": "150W", "duration": "PT1M"}]]}, [("Steady at 95 %", 120), ("Steady at 150 watts", 60)]),
        (
            {"steps": [{"type": "ramp", "duration": "10m", "power": {"units": "%ftp", "start": 60, "end": 40}, "cadence": 90}]},
            [("Ramp from 60 to 40 %, 90 rpm", 600)],
        ),
        (
            [{"length": {"value": 2, "unit": "repetition"}, "steps": [{"name": "Hard", "length": {"value": 3, "unit": "minute"}, "targets": [{"minValue": 110}]}]}],
            [("Hard", 180), ("Hard", 180)],
        ),
        (
            {
                "workoutSteps": [
                    {
                        "type": "RepeatGroupDTO",
                        "numberOfIterations": 2,
                        "workoutSteps": [
                            {"stepType": {"stepTypeId": 1, "stepTypeKey": "warmup"}, "endCondition": {"conditionTypeKey": "time"}, "endConditionValue": 60},
                            {"stepType": {"stepTypeKey": "recovery"}, "endCondition": {"conditionTypeKey": "time"}, "endConditionValue": 30},
                        ],
                    }
                ]
            },
            [("Warm-up", 60), ("", 30)] * 2,
        ),
    ],
)  # fmt: skip
def test_the_words_of_keys_say_what_is_a_step(imported, data, expected):
    _, _, result = imported(as_json(data), "a.json")
    assert named(result) == expected


def test_strength_is_counted(imported):
    exercises = [
        {"name": "Bench", "sets": 4, "reps": "8-10", "restBetweenSets": "90s", "weight": 60, "unit": "kg"},
        {"name": "Lunges", "reps": "12 each leg", "rpe": 8, "tempo": "3010"},
        {
            "title": "Squat",
            "rest_seconds": 120,
            "sets": [{"weight_kg": 80, "reps": 5}, {"weight_kg": 90, "reps": 3}],
        },
    ]
    text, notes, _ = imported(as_json({"title": "Push", "exercises": exercises}), "a.json")
    assert notes == []
    assert "title: Push\n" in text
    assert "count: 8-10\n    every: $pace\n    sets: 4\n    rest: 1m30s\n    load: 60 kg\n" in text
    assert "count: 12\n    tempo: 3-0-1-0\n    sides: [left, right]\n" in text
    assert "- rest: 2m\n  - reps: Squat\n    count: 3\n    every: $pace\n    load: 90 kg\n" in text


def test_what_is_in_no_step_is_named_with_its_line(imported):
    data = {
        "name": "Two",
        "workouts": [
            {"name": "A", "steps": [{"name": "Plank", "time": 30, "calories": 5}, {"name": "Rows"}]},
            {"name": "B", "steps": [{"name": "Squat", "time": "30s"}]},
        ],
    }
    text, notes, result = imported(as_json(data), "a.json")
    assert named(result) == [("Plank", 30)]
    assert 'title: "Two: A"\n' in text
    assert notes == [
        (9, "a time without a unit is read as seconds"),
        (10, "`calories` is not carried over"),
        (12, "`Rows` has no length, so it is left out"),
        (17, "another workout, `B`, is left out: give it a file of its own"),
    ]


def test_yaml_of_others_is_told_from_a_routine():
    steps = "name: a\nsteps:\n  - &I [{ power: 95, duration: '2:00' }]\n  - *I\n"
    assert format_of(SourceText(name="a.yaml", text=steps)) is Format.STRUCTURED
    for own in ("steps:\n  - work: A\n    duration: 30s", "steps: []", "title: a\nstps:\n  - hold: b"):
        assert format_of(SourceText(name="a.yaml", text=own)) is Format.ROUTINE


@pytest.mark.parametrize(
    "own",
    [
        "title: a\nsteps:\n  - {reps: Squats, count: 5, every: 3s}\n",
        "title: a\nsteps:\n  - {reps: Squats, count: 5, evry: 3s}\n",  # a fault of one of ours
        "title: a\nsteps:\n  - count: 5\n    every: 3s\n    reps: Squats\n",
        '{"title": "a", "steps": [{"count": 5, "every": "3s", "reps": "Squats"}]}',
        '{"title": "a", "steps": [{"hold": "Plank", "for": "30s"}]}',
    ],
)
def test_a_routine_is_one_in_whatever_way_it_is_written(own):
    assert format_of(SourceText(name="a.yaml", text=own)) is Format.ROUTINE


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"name": "a", "steps": []}', "has nothing in it that a routine could do"),
        ('{"name": ', "this is no YAML"),
        ('{"rounds": 9999, "steps": [{"name": "a", "time": 5}]}', "9999 rounds are too many"),
    ],
)
def test_data_without_a_workout_is_refused(text, says):
    assert says in refusal(text, "a.json")


def test_what_a_routine_cannot_have_is_named(imported):
    exercise = {"name": "Hang", "seconds": 7, "weight": 60, "rpe": 9.5, "edge": "20", "reps": 0}
    text, notes, _ = imported(as_json([exercise]), "a.json")
    assert "  - work: Hang\n    for: 7s\n" in text
    assert [message for _, message in notes] == [
        f"`{key}` is not carried over" for key in ("weight", "rpe", "edge", "reps")
    ]


# --- XML ----------------------------------------------------------------------------------------

TCX = """<?xml version="1.0"?>
<TrainingCenterDatabase xmlns="http://x" xmlns:xsi="http://y">
<Workouts><Workout Sport="Running"><Name>Hills</Name>
<Step xsi:type="Step_t"><StepId>1</StepId><Name>Warm up</Name>
<Duration xsi:type="Time_t"><Seconds>600</Seconds></Duration></Step>
<Step xsi:type="Repeat_t"><Repetitions>2</Repetitions>
<Child><Name>Hard</Name><Duration><Seconds>180</Seconds></Duration></Child>
<Child><Name>Easy</Name><Duration><Meters>400</Meters></Duration></Child></Step>
<ScheduledOn>2015-01-01</ScheduledOn></Workout></Workouts></TrainingCenterDatabase>
"""


def test_xml_is_read_as_data(imported):
    text, notes, result = imported(TCX, "a.tcx")
    assert "title: Hills\n" in text
    assert named(result) == [("Warm up", 600), *[("Hard", 180), ("400 m Easy", 120)] * 2]
    assert text.count("until: done") == 1
    assert (9, "`ScheduledOn` is not carried over") in notes


def test_a_swimming_programme_is_read_as_data(imported):
    swim = """<program><poolLength>25</poolLength>
    <instruction><length><lengthAsDistance>400</lengthAsDistance></length></instruction>
    <instruction><repetition><repetitionCount>2</repetitionCount>
    <instruction><length><lengthAsDistance>50</lengthAsDistance></length>
    <stroke><standardStroke>freestyle</standardStroke></stroke><rest><afterStop>PT20S</afterStop></rest></instruction>
    </repetition></instruction>
    <instruction><repetition><repetitionCount>2</repetitionCount><instruction>
    <lengthAsDistance>100</lengthAsDistance></instruction></repetition></instruction></program>"""
    _, _, result = imported(swim, "a.xml")
    assert named(result) == [("400 m", 120), *[("50 m freestyle", 15), ("", 20)] * 2, *[("100 m", 30)] * 2]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<gpx><trk><trkseg><trkpt lat='1'/></trkseg></trk></gpx>", "the record of a session, not a workout"),
        ("<html><body>hello</body></html>", "has nothing in it"),
        ("<a><b></a>", "this is no XML"),
    ],
)
def test_xml_without_a_workout_is_refused(text, says):
    assert says in refusal(text, "a.xml")


# --- zwiftout -----------------------------------------------------------------------------------

WRITTEN = """Name: Hills
Author: Me
Tags: FTP, Hard
Description:
  Up and
  down.

Warmup: 10:00 25%..75%
  @ 0:10 Welcome
Interval: 2:30 115% 105rpm
  @ 0:00 Here we go
  @ 2:30 Too late
Rest: 3:00 50%
Rest: 1:00 82%
FreeRide: 1:00:00
bye
"""


def test_rides_in_words_have_their_texts_at_their_times(imported):
    text, notes, result = imported(WRITTEN, "a.txt")
    assert named(result) == [
        ("Warm-up from 25 to 75 %", 600),
        ("Effort at 115 %, 105 rpm", 150),
        ("", 180),
        ("Lighter effort at 82 %", 60),
        ("Free ride", 3600),
    ]
    assert "title: Hills\nabout: Up and down. By Me.\ntags:\n  topic: [FTP, Hard]\n" in text
    assert "cues:\n      10s: Welcome\n" in text
    assert "cues:\n      start: Here we go\n" in text
    assert notes == [
        (12, "a text after the end of its interval is left out"),
        (16, "`bye` is not carried over"),
    ]


# --- minutes and percent ------------------------------------------------------------------------


def test_lines_of_minutes_and_percent_are_a_ride(imported):
    text, notes, result = imported('5 40\n5\t40\t70\n\n0.167 150 "Sprint!"\n', "a.txt")
    assert named(result) == [("Steady at 40 %", 300), ("Ramp from 40 to 70 %", 300), ("Steady at 150 %", 10)]
    assert "start: Sprint!\n" in text
    assert notes == [(1, "taken for minutes and percent of the threshold power")]


# --- logs ---------------------------------------------------------------------------------------

LOG = """Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE
2024-11-28 17:36:08,"Push, heavy",35m,Bench Press,1,60.0,8.0,0,0.0,
2024-11-28 17:36:08,"Push, heavy",35m,Bench Press,2,60.0,6.0,0,0.0,8
2024-11-28 17:36:08,"Push, heavy",35m,Plank,1,0,0,0,45,
2024-11-30 10:00:00,Pull,40m,Rows,1,50,5,0,0,
"""


def test_the_first_workout_of_a_log_is_read(imported):
    text, notes, result = imported(LOG, "strong.csv")
    assert "title: Push, heavy\n" in text
    assert [name for name, _ in named(result)] == ["Bench Press", "Bench Press", "Plank"]
    assert named(result)[-1] == ("Plank", 45)
    assert notes == [
        (2, "a log has no rests: add them between the sets"),
        (2, "`Weight` is not carried over"),
        (5, "another workout is left out: give it a file of its own"),
    ]


def test_a_log_of_too_many_sets_is_refused():
    many = "Date,Exercise,Reps\n" + "1 May,Squat,5\n" * 6_000
    assert "line 5002: with this the session has more than 5,000 sets" in refusal(many, "a.csv")


def test_weights_with_a_unit_are_loads(imported):
    head = "title;start_time;exercise_title;set_index;weight_kg;reps"
    text, _, _ = imported(f"{head}\nLegs;15 Sep;Squat;0;82.5;5\n", "hevy.csv")
    assert "load: 82.5 kg\n" in text


def test_a_plan_with_sets_is_no_log():
    plan = "Date,Exercise,Sets,Reps\n1 May,Squat,5,5\n"
    assert format_of(SourceText(name="a.csv", text=plan)) is Format.PASTED
