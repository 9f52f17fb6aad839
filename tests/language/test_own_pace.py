"""Reps at one's own pace: in an `emom` without a tempo they are announced with their count, and nobody counts them."""

import pytest

from tests.language.reading import found_in
from tests.programs import codes, compiled, in_language, intervals, result_of, spoken, tones
from voicecoach.report.plan import plan_json, plan_rows

ONE = "- lead-in: 10s\n- emom: 3\n  steps:\n    - {reps: Push-ups, count: 12}\n"
CHELSEA = """\
- lead-in: 10s
- emom: 3
  steps:
    - {reps: Pull-ups, count: 5}
    - {reps: Push-ups, count: 10}
    - {reps: Air squats, count: 15}
"""


def names(result):
    return [row["name"] for row in plan_json(result)["intervals"]]


def minute(*steps, every=""):
    lines = "".join(f"    - {step}\n" for step in steps)
    return intervals(compiled(f"- emom: 1\n{every}  steps:\n{lines}"))


def test_they_fill_their_minute_and_nobody_counts():
    result = compiled(ONE)
    assert intervals(result) == [("lead-in", 0, 10), *(("reps", start, 60) for start in (10, 70, 130))]
    said = [text for _, text in spoken(result)]
    assert [said.count(f"{number}.") for number in ("Four", "Five", "Twelve")] == [0, 0, 0]
    assert [said.count(f"{number}.") for number in ("Three", "Two", "One")] == [4, 4, 4]  # the countdowns
    assert codes(result) == []


def test_each_minute_is_told_with_its_count_before_it_starts():
    told = [(at_ms, text) for at_ms, text in spoken(compiled(ONE)) if "Twelve reps" in text or "ound" in text]
    assert [text for _, text in told] == [
        "Round one of three.",
        "Push-ups. Twelve reps.",
        "Round two of three.",
        "Next: Push-ups. Twelve reps.",
        "Last round.",
        "Next: Push-ups. Twelve reps.",
    ]
    assert all(at_ms < 10_000 for at_ms, _ in told[:2])
    assert told[2][0] == 60_000
    assert all(60_000 < at_ms < 70_000 for at_ms, _ in told[3:4])


def test_each_minute_has_a_start_tone_and_the_last_an_end_tone():
    assert [at_ms for at_ms, tone in tones(compiled(ONE)) if tone == "start"] == [10_000, 70_000, 130_000]


def test_several_share_a_minute_that_nobody_divides():
    result = compiled(CHELSEA)
    assert intervals(result)[1:] == [("reps", start, 60) for start in (10, 70, 130)]
    assert names(result)[1:] == ["Pull-ups, Push-ups, Air squats"] * 3
    told = [text for _, text in spoken(result) if "squats" in text]
    assert told == [
        "Five Pull-ups. Ten Push-ups. Fifteen Air squats.",
        *["Next: Five Pull-ups. Ten Push-ups. Fifteen Air squats."] * 2,
    ]
    assert codes(result) == []


def test_several_are_told_earlier_the_more_there_are():
    onsets_ms = [at_ms for at_ms, text in spoken(compiled(CHELSEA)) if text.startswith(("Round two", "Last"))]
    assert onsets_ms == [70_000 - 14_000, 130_000 - 14_000]


def test_the_plan_has_each_of_several():
    plan = plan_json(compiled(CHELSEA))["intervals"][1]
    assert "reps" not in plan
    assert plan["items"] == [
        {"name": "Pull-ups", "reps": 5},
        {"name": "Push-ups", "reps": 10},
        {"name": "Air squats", "reps": 15},
    ]
    assert plan_json(compiled(ONE))["intervals"][1]["reps"] == 12
    assert plan_rows(compiled(CHELSEA))[2][2] == "5 Pull-ups, 10 Push-ups, 15 Air squats"
    assert plan_rows(compiled(ONE))[2][2] == "Push-ups, 12 reps"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            ["{hold: Plank, for: 20s}", "{reps: A, count: 5}"],
            [("hold", 0, 20), ("reps", 20, 40)],
        ),
        (
            ["{reps: A, count: 5}", "{hold: Plank, for: 20s}"],
            [("reps", 0, 40), ("hold", 40, 20)],
        ),
        (
            ["{reps: A, count: 5}", "rest: 15s"],
            [("reps", 0, 45), ("rest", 45, 15)],
        ),
        (
            ["{reps: A, count: 4, every: 5s}", "{reps: B, count: 5}"],
            [("reps", 0, 20), ("reps", 20, 40)],
        ),
        (
            ["{reps: A, count: 5}", "{hold: Plank, for: 15s}", "{reps: B, count: 5}"],
            [("reps", 0, 22), ("hold", 22, 15), ("reps", 37, 23)],
        ),
        (
            ["{reps: A, count: 5, sides: [left, right], switch: 4s}"],
            [("reps", 0, 28), ("switch", 28, 4), ("reps", 32, 28)],
        ),
        (
            ["{reps: A, count: 5, sets: 2, rest: 10s}"],
            [("reps", 0, 25), ("rest", 25, 10), ("reps", 35, 25)],
        ),
        (
            ["{say: Go., for: 6s}", "{reps: A, count: 5}"],
            [("say", 0, 6), ("reps", 6, 54)],
        ),
        (
            ["{rounds: 2, steps: [{reps: A, count: 5}, {reps: B, count: 5}]}"],
            [("reps", 0, 30), ("reps", 30, 30)],
        ),
        (
            ["{reps: A, count: 5}", "{amrap: 30s, steps: [{reps: B, count: 5}]}"],
            [("reps", 0, 30), ("work", 30, 30)],
        ),
    ],
)
def test_they_take_what_the_other_steps_leave(steps, expected):
    assert minute(*steps) == expected


def test_a_minute_of_another_length():
    assert minute("{reps: A, count: 5}", every="  every: 90s\n") == [("reps", 0, 90)]


def test_an_emom_in_an_emom_fills_its_own_minutes():
    inner = "{emom: 2, every: 20s, steps: [{reps: B, count: 2}]}"
    assert minute("{reps: A, count: 5}", inner) == [("reps", 0, 20), ("reps", 20, 20), ("reps", 40, 20)]


def test_a_passage_whose_speech_decides_its_length_leaves_the_rest():
    result = compiled("- emom: 1\n  steps:\n    - say: Go.\n    - {reps: A, count: 5}\n")
    assert intervals(result) == [("say", 0, 1), ("reps", 1, 59)]


def test_what_follows_them_without_a_rest_is_told_while_they_go_on():
    result = compiled("- lead-in: 9s\n- emom: 1\n  steps: [{reps: A, count: 5}]\n- hold: Plank\n  for: 20s\n")
    (told,) = [at_ms for at_ms, text in spoken(result) if "Plank" in text]
    assert told == 59_000
    assert codes(result) == []


def test_cues_of_several_are_all_heard_and_default_ones_once():
    result = compiled(
        "- emom: 1\n  steps:\n    - {reps: A, count: 5, cues: {20s: Chest up.}}\n"
        "    - {reps: B, count: 5, cues: {40s: Knees out.}}\n",
        head="defaults: {cues: {50s: Breathe.}, halfway: off}\n",
    )
    said = [text for _, text in spoken(result)]
    assert [said.count(text) for text in ("Chest up.", "Knees out.", "Breathe.")] == [1, 1, 1]


def test_the_authors_words_stand_in_place_of_one_of_several():
    result = compiled(
        "- lead-in: 10s\n- emom: 2\n  steps:\n    - {reps: A, count: 5, announce: As many A as $count.}\n"
        "    - {reps: B, count: 10}\n    - {reps: C, count: 15, announce: off}\n"
    )
    assert [text for _, text in spoken(result) if "B" in text] == [
        "As many A as five. Ten B.",
        "Next: As many A as five. Ten B.",
    ]


def test_without_any_announcement_nothing_is_said_and_nothing_is_missing():
    result = compiled("- lead-in: 10s\n- emom: 2\n  steps: [{reps: A, count: 5, announce: off}]\n")
    assert not any("A" in text for _, text in spoken(result))
    assert codes(result) == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Als Nächstes: Fünf A. Zehn B."),
        ("fr", "Ensuite : Cinq A. Dix B."),
        ("es", "Siguiente: Cinco A. Diez B."),
    ],
)
def test_several_in_other_languages(language, expected):
    steps = "- emom: 2\n  steps: [{reps: A, count: 5}, {reps: B, count: 10}]\n"
    assert [text for _, text in spoken(in_language(steps, language)) if "B." in text][-1] == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("  - {reps: A, count: 5}\n", ["missing-key 3:6"]),
        ("  - emom: 2\n    steps: [{reps: A}]\n", ["missing-key 4:14"]),
        (
            "  - emom: 2\n    steps: [{reps: A, count: 5, cues: {rep 3: a, 60s: b}}]\n",
            ["cue-not-here 4:40", "cue-outside 4:50"],
        ),
        (
            "  - emom: 2\n    steps: [{reps: A, count: 5, tempo: 3-1-1-0, every: 2s}]\n",
            ["conflicting-keys 4:49"],
        ),
        ("  - rounds: 2\n    steps: [{reps: A, count: 5}]\n", ["missing-key 4:14"]),
    ],
)
def test_what_is_wrong(steps, expected):
    assert found_in(steps) == expected


def test_a_minute_that_other_work_fills_leaves_no_time_for_them():
    result = result_of("- emom: 2\n  steps:\n    - {hold: A, for: 60s}\n    - {reps: B, count: 5}\n")
    (found,) = result.diagnostics
    assert (found.code, found.span.line, found.span.column) == ("emom-overrun", 6, 10)


def test_a_minute_that_is_too_full_says_by_how_much():
    result = result_of("- emom: 2\n  steps:\n    - {hold: A, for: 70s}\n    - {reps: B, count: 5}\n")
    (found,) = result.diagnostics
    assert (found.need_ms, found.room_ms) == (70_000, 60_000)
