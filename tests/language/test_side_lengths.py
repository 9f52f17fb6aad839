"""`for: {left: 10s, right: 20s}`: another length on each side."""

import pytest

from tests.language.reading import found_in, read, steps_of
from tests.programs import codes, compiled, intervals, spoken
from voicecoach.language.format import format_source
from voicecoach.language.kinds import kind_of
from voicecoach.language.parse import parse
from voicecoach.source import SourceText

PLANK = "- lead-in: 10s\n- hold: Side plank\n  for: {left: 10s, right: 25s}\n  sides: [left, right]\n  switch: 5s\n"


def step(length, more="sides: [left, right]"):
    return f"  - hold: A\n    for: {length}\n    {more}\n"


def lengths(result, kind="hold"):
    return [length for one, _, length in intervals(result) if one == kind]


def test_each_side_has_its_length_and_its_cues():
    result = compiled(PLANK)
    assert intervals(result) == [("lead-in", 0, 10), ("hold", 10, 10), ("switch", 20, 5), ("hold", 25, 25)]
    said = [text for _, text in spoken(result)]
    assert "Side plank. Left side. Ten seconds." in said
    assert "Switch. Right side." in said
    assert [at_ms for at_ms, text in spoken(result) if text == "Halfway."] == [25_000 + 12_500]
    assert codes(result) == []


def test_the_order_is_that_of_the_sides():
    result = compiled("- hold: A\n  for: {right: 9s, left: 12s}\n  sides: [left, right]\n  switch: 0\n")
    assert lengths(result) == [12, 9]


def test_own_sides_and_sets():
    result = compiled(
        "- work: A\n  for: {front: 6s, back: 7s, Top: 8s}\n  sides: [front, back, top]\n  switch: 2s\n  sets: 2\n  rest: 20s\n"
    )
    one = [6, 2, 7, 2, 8]
    assert [length for _, _, length in intervals(result)] == [*one, 20, *one]


def test_variables_and_cues_go_by_the_side():
    result = compiled(
        "- lead-in: 9s\n- hold: A\n  for: {left: 10s, right: 20s}\n  sides: [left, right]\n  halfway: off\n"
        "  time-left: off\n  cues: {50%: '$duration on the $side.', -4s: Out.}\n",
        ms_per_letter=10,
    )
    said = [(at_ms / 1_000, text) for at_ms, text in spoken(result)]
    assert [one for one in said if "on the" in one[1]] == [
        (14, "Ten seconds on the left."),
        (34, "Twenty seconds on the right."),
    ]
    assert [at_s for at_s, text in said if text == "Out."] == [15, 40]


def test_parameters_defaults_and_settings():
    head = "parameters: {weak: 15s, strong: 10s}\ndefaults: {for: {left: $weak, right: $strong}, sides: [left, right], switch: 0}\n"
    steps = "- hold: A\n- hold: B\n  for: 9s\n- rounds: 2\n  steps: [{work: C, for: {right: 8s, left: 7s}}]\n"
    result = compiled(steps, head=head, settings={"weak": "20s"})
    assert lengths(result) == [20, 10, 9, 9]
    assert lengths(result, "work") == [7, 8, 7, 8]


def test_its_outline():
    (one,) = steps_of(step("{left: 10s, right: 1m}"))
    assert kind_of(one).outline(one) == "hold A, 10s left and 1m right, left and right, 5s to switch"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (step("{left: 10s, right: 20s}", "halfway: off"), ["needs-key 4:5"]),
        (step("{left: 10s}"), ["missing-key 4:5"]),
        (step("{left: 10s, top: 20s}"), ["bad-choice 4:22"]),
        (step("{left: 10s, right: 20s, top: 20s}"), ["bad-choice 4:34"]),
        (step("{left: 10s, rechts: 20s}"), ["bad-choice 4:22"]),
        (step("{left: 10s, Left: 20s}"), ["duplicate-key 4:22"]),
        (step("{left: 0, right: 20s}"), ["out-of-range 4:17"]),
        (step("{left: ten, right: 20s}"), ["bad-duration 4:17"]),
        (step("{left: [5s], right: 20s}"), ["wrong-type 4:17"]),
        (step("{left: 10s, right: 20s}\n    cues: {15s: A.}"), ["cue-outside 5:12"]),
        (step("[10s, 20s]"), ["wrong-type 4:10"]),
        ("  - say: A\n    for: {left: 10s, right: 20s}\n", ["wrong-type 4:10"]),
    ],
)
def test_what_is_wrong(text, expected):
    assert found_in(text) == expected


def test_lengths_under_defaults_need_the_sides_of_each_step():
    text = "title: T\ndefaults: {for: {left: 10s, right: 20s}}\nsteps:\n  - hold: A\n  - hold: B\n    sides: [up, down]\n"
    assert read(text)[1] == ["needs-key 4:5", "bad-choice 2:18", "bad-choice 2:29"] or sorted(
        read(text)[1]
    ) == sorted(["needs-key 4:5", "bad-choice 2:18", "bad-choice 2:29"])


def test_a_foreign_side_gets_the_edit():
    text = f"title: T\nsteps:\n{step('{left: 10s, rechts: 20s}')}"
    (found,) = parse(SourceText(name="a.yaml", text=text))[1]
    assert [(edit.span.text, edit.text) for edit in found.edits] == [("rechts", "right")]


def test_a_parameter_in_braces_is_still_a_slip():
    _, found = parse(
        SourceText(
            name="a.yaml", text="title: T\nparameters: {hold: 9s}\nsteps:\n  - {hold: A, for: {hold}}\n"
        )
    )
    assert [(edit.span.text, edit.text) for one in found for edit in one.edits] == [("{hold}", "$hold")]


def test_a_cue_that_needs_more_time_names_the_side_to_lengthen():
    text = "Now lift the upper leg as high as it goes and keep it there."
    result = compiled(
        f"- lead-in: 10s\n- hold: A\n  for: {{left: 5s, right: 20s}}\n  sides: [left, right]\n  cues: {{4s: {text}}}\n"
    )
    edits = [(edit.span.text, edit.text) for one in result.diagnostics for edit in one.edits]
    assert all(written in {"5s", "4s"} for written, _ in edits)


def test_the_canonical_layout_keeps_both_ways_to_write_it():
    text = "title: T\nsteps:\n  - hold: A\n    for: {left:   10s,  right: 20s}\n    sides: [left, right]\n"
    formatted, _ = format_source(SourceText(name="a.yaml", text=text))
    assert "    for: {left: 10s, right: 20s}\n" in formatted
    block = "title: T\nsteps:\n  - hold: A\n    for:\n      left: 10s\n      right: 20s\n    sides: [left, right]\n"
    assert format_source(SourceText(name="a.yaml", text=block))[0] == block
