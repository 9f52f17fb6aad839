"""`count: 8-12`: said as a range; time, count and cues go by the larger number."""

import pytest

from tests.language.reading import found_in, read, steps_of
from tests.programs import codes, compiled, in_language, intervals, spoken
from voicecoach.language.durations import Fault, Problem
from voicecoach.language.kinds import kind_of
from voicecoach.language.parse import parse
from voicecoach.language.values import RepRange, rep_range
from voicecoach.report.plan import plan_json, plan_rows
from voicecoach.source import SourceText

CURLS = "- lead-in: 10s\n- reps: Curl\n  count: 8-12\n  every: 3s\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", RepRange(least=8, most=8)),
        ("8-12", RepRange(least=8, most=12)),
        ("8 - 12", RepRange(least=8, most=12)),
        ("8\N{EN DASH}12", RepRange(least=8, most=12)),
        ("8\N{EM DASH}12", RepRange(least=8, most=12)),
        ("8\N{NON-BREAKING HYPHEN}12", RepRange(least=8, most=12)),
        ("8\N{MINUS SIGN}12", RepRange(least=8, most=12)),
        ("08-012", RepRange(least=8, most=12)),
        ("12-8", Problem(Fault.UPSIDE_DOWN, "8-12")),
        ("8-8", Problem(Fault.UPSIDE_DOWN, "8")),
        ("8 to 12", Problem(Fault.SHAPE, "8-12")),
        ("8 bis 12", Problem(Fault.SHAPE, "8-12")),
        ("8 \N{LATIN SMALL LETTER A WITH GRAVE} 12", Problem(Fault.SHAPE, "8-12")),
        ("8 a 12", Problem(Fault.SHAPE, "8-12")),
        ("8~12", Problem(Fault.SHAPE, "8-12")),
        ("8-12 reps", Problem(Fault.SHAPE, "8-12")),
        ("ten", Problem(Fault.SHAPE, "10")),
        ("8-", Problem(Fault.SHAPE)),
        ("8-12-15", Problem(Fault.SHAPE)),
        ("1-" + "9" * 12, Problem(Fault.TOO_LONG)),
    ],
)
def test_ranges(text, expected):
    assert rep_range(text) == expected


def test_it_takes_the_time_of_the_larger_number_and_counts_to_it():
    result = compiled(CURLS)
    assert intervals(result) == [("lead-in", 0, 10), ("reps", 10, 36)]
    counted = [(at_ms - 10_000) // 3_000 for at_ms, _ in spoken(result) if at_ms >= 10_000]
    assert counted == list(range(12))
    assert codes(result) == []


def test_it_is_announced_as_a_range():
    assert "Curl. Eight to twelve reps." in [text for _, text in spoken(compiled(CURLS))]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["Curl. Acht bis zw\u00f6lf Wiederholungen.", "Curl. Ein bis zwei Wiederholungen."]),
        (
            "fr",
            [
                "Curl. Huit \u00e0 douze r\u00e9p\u00e9titions.",
                "Curl. Une \u00e0 deux r\u00e9p\u00e9titions.",
            ],
        ),
        ("es", ["Curl. Ocho a doce repeticiones.", "Curl. Una a dos repeticiones."]),
    ],
)
def test_it_is_announced_in_other_languages(language, expected):
    for count, text in zip(("8-12", "1-2"), expected, strict=True):
        steps = f"- lead-in: 10s\n- reps: Curl\n  count: {count}\n  every: 3s\n"
        assert text in [said for _, said in spoken(in_language(steps, language))]


def test_cues_go_by_the_larger_number_and_count_says_the_range():
    result = compiled(
        CURLS + "  cues: {rep 2: Do $count., rep 12: The last., last 3 reps: Three more.}\n",
        ms_per_letter=20,
    )
    heard = {
        text: at_ms // 1_000
        for at_ms, text in spoken(result)
        if text in {"Do eight to twelve.", "The last.", "Three more."}
    }
    assert heard == {"Do eight to twelve.": 13, "The last.": 43, "Three more.": 37}


def test_sets_and_sides_of_a_range():
    result = compiled(
        "- reps: Curl\n  count: 2-4\n  every: 3s\n  sides: [left, right]\n  switch: 5s\n  sets: 2\n  rest: 20s\n"
    )
    one = [12, 5, 12]
    assert [length for _, _, length in intervals(result)] == [*one, 20, *one]


def test_a_range_at_ones_own_pace():
    result = compiled("- lead-in: 10s\n- emom: 2\n  steps: [{reps: A, count: 8-12}, {reps: B, count: 5}]\n")
    assert "Eight to twelve A. Five B." in [text for _, text in spoken(result)]
    assert plan_json(result)["intervals"][1]["items"] == [
        {"name": "A", "reps": 12, "reps_from": 8},
        {"name": "B", "reps": 5},
    ]


def test_a_range_in_a_list():
    result = compiled("- lead-in: 15s\n- amrap: 5m\n  steps: [{reps: push-ups, count: 8-12}]\n")
    assert any("Eight to twelve push-ups." in text for _, text in spoken(result))


def test_the_plan_has_both_numbers():
    result = compiled(CURLS)
    plan = plan_json(result)["intervals"][1]
    assert (plan["reps"], plan["reps_from"]) == (12, 8)
    assert plan_rows(result)[2][2] == "Curl, 8\N{EN DASH}12 reps"
    (step,) = steps_of("  - reps: Curl\n    count: 8-12\n    every: 3s\n")
    assert kind_of(step).outline(step) == "8\N{EN DASH}12 reps Curl, every 3s"


def test_outlines_show_the_x_of_a_tempo():
    (step,) = steps_of("  - reps: Curl\n    count: 8\n    tempo: 30X1\n")
    assert kind_of(step).outline(step) == "8 reps Curl, tempo 3-0-X-1"


def test_parameters_hold_a_range():
    head = "parameters: {many: 8-12, least: 5, most: 6}\n"
    result = compiled(
        "- reps: A\n  count: $many\n  every: 2s\n- reps: B\n  count: $least-$most\n  every: 2s\n", head=head
    )
    assert [length for _, _, length in intervals(result)] == [24, 12]
    other = compiled("- reps: A\n  count: $many\n  every: 2s\n", head=head, settings={"many": "3-4"})
    assert [length for _, _, length in intervals(other)] == [8]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("{reps: A, count: 12-8, every: 2s}", "bad-count 3:22"),
        ("{reps: A, count: 8-8, every: 2s}", "bad-count 3:22"),
        ("{reps: A, count: 0-5, every: 2s}", "out-of-range 3:22"),
        ("{reps: A, count: 0, every: 2s}", "out-of-range 3:22"),
        ("{reps: A, count: 8 to 12, every: 2s}", "bad-count 3:22"),
        ("{reps: A, count: 8-12, every: 2s, cues: {rep 13: x}}", "cue-outside 3:46"),
        ("{hold: A, for: 9s, sets: 3-4}", "bad-count 3:30"),
        ("{rounds: 3-4, steps: [{rest: 5s}]}", "bad-count 3:14"),
        ("{emom: 8-10, steps: [{rest: 5s}]}", "bad-count 3:12"),
        ("{death-by: A, start: 1-2}", "bad-count 3:26"),
    ],
)
def test_what_is_wrong(step, expected):
    assert found_in(f"  - {step}\n") == [expected]


@pytest.mark.parametrize(
    ("step", "mended"),
    [
        ("{reps: A, count: 12\N{EN DASH}8, every: 2s}", "{reps: A, count: 8-12, every: 2s}"),
        ("{reps: A, count: 8 to 12, every: 2s}", "{reps: A, count: 8-12, every: 2s}"),
        ("{rounds: 3-4, steps: [{rest: 5s}]}", "{rounds: 4, steps: [{rest: 5s}]}"),
        ("{reps: A, count: 3x8-12, every: 2s}", "{reps: A, count: 8-12, sets: 3, every: 2s}"),
        ("{reps: Squats 3 x 8-12, every: 2s}", "{reps: Squats, count: 8-12, sets: 3, every: 2s}"),
    ],
)
def test_the_edit_writes_what_is_meant(step, mended):
    text = f"title: T\nsteps:\n  - {step}\n"
    (found,) = parse(SourceText(name="a.yaml", text=text))[1]
    for edit in sorted(found.edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == f"title: T\nsteps:\n  - {mended}\n"
    assert read(text)[1] == []


def test_a_range_of_sets_is_a_proposal_that_nobody_applies_unasked():
    (found,) = parse(
        SourceText(name="a.yaml", text="title: T\nsteps:\n  - {rounds: 3-4, steps: [{rest: 5s}]}\n")
    )[1]
    assert not found.edits_keep_meaning


def test_a_cue_of_one_of_several_has_its_own_count_and_name():
    result = compiled(
        "- emom: 1\n  steps:\n    - {reps: A, count: 5}\n    - {reps: B, count: 8-12, cues: {30s: $count of $name.}}\n"
    )
    assert "Eight to twelve of B." in [text for _, text in spoken(result)]
