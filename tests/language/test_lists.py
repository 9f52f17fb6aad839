"""Lists that are gone through at one's own pace: how they are read aloud and shown."""

import textwrap

import pytest

from tests.programs import compiled, in_language, spoken
from voicecoach.language.coach import coach
from voicecoach.language.parse import parse
from voicecoach.report.plan import plan_json, plan_rows
from voicecoach.source import SourceText


def coached(steps, before=""):
    steps = textwrap.indent(f"- lead-in: 30s\n{steps}", "  ")
    routine, _ = parse(SourceText(name="x.yaml", text=f"title: T\nlanguage: en\n{before}steps:\n{steps}"))
    return coach(routine)


@pytest.mark.parametrize(
    ("language", "said", "shown"),
    [
        ("en", "Three rounds: nine A, twenty B, forty kilos. Ten C.", "3 rounds (9 A, 20 B (40kg)), 10 C"),
        ("de", "Drei Runden: neun A,", "3 Runden (9 A,"),
        ("es", "Tres rondas: nueve A,", "3 rondas (9 A,"),
        ("fr", "Trois tours : neuf A,", "3 tours (9 A,"),
    ],
)
def test_rounds_for_time_are_one_sentence(language, said, shown):
    steps = (
        "- lead-in: 30s\n- for-time: 5m\n  steps:\n    - rounds: 3\n      steps:\n        - {reps: A, count: 9}\n"
        "        - {reps: B, count: 20, load: 40kg}\n    - {reps: C, count: 10}\n"
    )
    result = in_language(steps, language)
    assert said in " ".join(text for _, text in spoken(result))
    assert shown in plan_rows(result)[2][2]


@pytest.mark.parametrize(
    ("language", "sides", "words"),
    [
        ("en", "left, right", "Ten Lunges, each side, five kilos. Twelve Squats."),
        ("de", "left, right", "Zehn Lunges, je Seite, fünf Kilo. Zwölf Squats."),
        ("en", "front, back", "Ten Lunges, front, back, five kilos. Twelve Squats."),
    ],
)
def test_a_list_says_the_sides_of_an_exercise(language, sides, words):
    steps = (
        f"- lead-in: 30s\n- amrap: 5m\n  steps:\n    - {{reps: Lunges, count: 10, sides: [{sides}], load: 5kg}}\n"
        "    - {reps: Squats, count: 12}\n"
    )
    assert words in " ".join(text for _, text in spoken(in_language(steps, language)))


def test_a_list_says_how_many_sets_an_exercise_has():
    steps = (
        "- lead-in: 30s\n- for-time: 5m\n  steps:\n    - {reps: Pull-ups, count: 5, sets: 3, sides: [left, right]}\n"
        "    - {hold: Plank, for: 30s, sets: 2}\n"
    )
    result = compiled(steps)
    words = "Five Pull-ups, three sets, each side. Thirty seconds Plank, two sets."
    assert words in " ".join(text for _, text in spoken(result))
    assert "5 Pull-ups (3 sets, each side), 30s Plank (2 sets)" in plan_rows(result)[-1][2]
    assert [item["sets"] for item in plan_json(result)["intervals"][-1]["items"]] == [3, 2]


@pytest.mark.parametrize(
    ("language", "said", "shown"),
    [
        ("en", "Five A, two sets, twenty seconds rest. One minute rest. Thirty seconds Shake.", "1m rest"),
        ("de", "Fünf A, zwei Sätze, zwanzig Sekunden Pause. Eine Minute Pause.", "1m Pause"),
        ("es", "Cinco A, dos series, veinte segundos de descanso. Un minuto de descanso.", "1m de descanso"),
        ("fr", "Cinq A, deux séries, vingt secondes de repos. Une minute de repos.", "1m de repos"),
    ],
)
def test_a_list_is_read_with_its_rests(language, said, shown):
    steps = (
        "- lead-in: 30s\n- amrap: 5m\n  steps:\n    - {reps: A, count: 5, sets: 2, rest: 20s}\n    - rest: 1m\n"
        "    - {rest: 30s, say: Shake}\n    - rest: 0s\n"
    )
    result = in_language(steps, language)
    assert said in " ".join(text for _, text in spoken(result))
    assert f", {shown}, 30s Shake" in plan_rows(result)[-1][2]
    exercise, rest, own = plan_json(result)["intervals"][-1]["items"]
    assert (exercise["set_rest_ms"], rest["kind"], rest["duration_ms"]) == (20_000, "rest", 60_000)
    assert (own["kind"], own["name"]) == ("rest", "Shake")
    assert "kind" not in exercise


def test_in_a_list_the_authors_words_stand_for_a_name_and_off_leaves_it_out():
    steps = (
        "- lead-in: 30s\n- amrap: 5m\n  steps:\n    - {reps: A, count: 5, announce: Five of A. Slowly.}\n"
        "    - {reps: B, count: 6, announce: off}\n    - {reps: C, count: 7}\n"
    )
    said = " ".join(text for _, text in spoken(compiled(steps)))
    assert "possible. Five of A. Slowly. Seven C." in said
    assert "B" not in said


@pytest.mark.parametrize(
    ("steps", "places"),
    [
        (
            "- amrap: 5m\n  steps:\n    - {reps: A, count: 5, cues: {5s: Pull., rep 3: Breathe.}}\n",
            ["5s", "rep 3"],
        ),
        (
            "- for-time: 5m\n  steps:\n    - rounds: 2\n      steps:\n        - {work: A, for: 1m, cues: {5s: Pull.}}\n",
            ["5s"],
        ),
        (
            "- for-time: 5m\n  steps:\n    - ladder: [3, 2]\n      steps:\n        - {reps: A, count: $rung, cues: {5s: Pull.}}\n",
            ["5s"],
        ),
        ("- amrap: 5m\n  steps:\n    - {rest: 30s, cues: {5s: Shake.}}\n    - {reps: A, count: 5}\n", ["5s"]),
        (
            "- amrap: 5m\n  steps:\n    - {work: A, for: 1m, time-left: [10s], countdown: 10, halfway: on, tones: {start: bell}}\n",
            ["countdown", "halfway", "time-left", "tones"],
        ),
        ("- amrap: 5m\n  steps:\n    - {reps: A, count: 5, tones: off, countdown: off, bed: off}\n", []),
        ("- amrap: 5m\n  cues: {5s: Go on.}\n  steps:\n    - {reps: A, count: 5}\n", []),
    ],
)
def test_a_cue_in_a_list_is_found_for_nobody_hears_it(steps, places):
    assert [(one.code, one.span.text) for one in coached(steps)] == [
        ("cue-never-heard", place) for place in places
    ]


def test_a_default_cue_is_heard_in_other_steps():
    steps = "- amrap: 5m\n  steps:\n    - {work: A, for: 1m}\n"
    assert coached(steps, "defaults: {cues: {5s: Breathe.}}\n") == ()
