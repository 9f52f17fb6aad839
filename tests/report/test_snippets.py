"""Carets stand below what they mean, whatever the line is made of."""

import re

from voicecoach.findings.content import BadLanguage, VariableNotHere
from voicecoach.findings.reading import DuplicateKey
from voicecoach.findings.session import CueLeftOut
from voicecoach.findings.structure import UnknownKey
from voicecoach.findings.terms import Inside, Obstacle, Part
from voicecoach.report.snippets import MOST_ALIKE, MOST_OF_A_CODE, render, render_all
from voicecoach.source import SourceText, Span


def finding(text, start, end):
    source = SourceText(name="back.yaml", text=text)
    return BadLanguage(span=Span(source=source, start=start, end=end), written="x")


def left_out(span, text):
    return CueLeftOut(span=span, text=text, need_ms=900, room_ms=0, by=Obstacle.STEP_END)


def lines(text, marked):
    start = text.index(marked)
    return render(finding(text, start, start + len(marked))).split("\n")


def test_a_snippet_is_as_in_the_contract():
    source = SourceText(name="back.yaml", text="\n" * 13 + "      - hodl: Bar hang\n")
    span = Span(source=source, start=21, end=25)
    found = UnknownKey(span=span, key="hodl", where=Part.STEP, suggestion="hold")
    assert render(found) == (
        "error[unknown-key]: unknown key `hodl` in a step\n"
        "  --> back.yaml:14:9\n"
        "   |\n"
        "14 |       - hodl: Bar hang\n"
        "   |         ^^^^ did you mean `hold`?"
    )


def test_of_many_alike_at_one_place_the_first_are_shown_and_the_others_counted():
    source = SourceText(name="a\x1b.yaml", text="ab")
    spans = [Span(source=source, start=at, end=at + 1) for at in (0, 1)]
    many = [left_out(spans[0], f"Round {number}") for number in range(MOST_ALIKE + 3)]
    shown = list(render_all([*many, left_out(spans[1], "Another")]))
    assert "Another" in shown[MOST_ALIKE]
    assert shown[MOST_ALIKE + 1 :] == ["and 3 more of cue-left-out at a\\x1b.yaml:1:1"]
    assert list(render_all(many[:MOST_ALIKE])) == [render(found) for found in many[:MOST_ALIKE]]


def test_of_many_alike_at_many_places_the_first_are_shown_and_the_others_counted():
    source = SourceText(name="a.yaml", text="ab" * MOST_OF_A_CODE)
    many = [
        left_out(Span(source=source, start=at, end=at + 1), f"Round {at}") for at in range(MOST_OF_A_CODE + 3)
    ]
    *shown, last = render_all(many)
    assert shown == [render(found) for found in many[:MOST_OF_A_CODE]]
    assert last == "and 3 more of cue-left-out: `voicecoach check --json` lists them"


def test_a_tab_is_four_columns():
    assert lines("\tgo: x", "go")[3:5] == ["1 |     go: x", "  |     ^^"]


def test_wide_characters_take_two_columns():
    assert lines("腰: 懸垂 x", "懸垂")[3:5] == ["1 | 腰: 懸垂 x", "  |     ^^^^"]


def test_combining_marks_take_none():
    assert lines("e\u0301: go", "go")[3:5] == ["1 | e\u0301: go", "  |    ^^"]


def test_an_emoji_takes_two():
    assert lines("💪 go", "go")[3:5] == ["1 | 💪 go", "  |    ^^"]


def test_an_empty_span_has_one_caret():
    assert render(finding("for:\n", 4, 4)).split("\n")[3:5] == ["1 | for:", "  |     ^"]


def test_the_end_of_a_file_can_be_shown():
    assert render(finding("for:\n", 5, 5)).split("\n")[1:5] == [" --> back.yaml:2:1", "  |", "2 |", "  | ^"]


def test_of_a_span_over_several_lines_the_first_is_shown():
    text = "say: one\n  two\n"
    assert render(finding(text, 5, len(text))).split("\n")[3:5] == ["1 | say: one", "  |      ^^^"]


def test_control_characters_are_escaped_and_counted_as_they_are_shown():
    assert lines("a\x1b[0m\u202eb go", "go")[3:5] == [
        "1 | a\\x1b[0m\\u202eb go",
        "  | " + " " * 16 + "^^",
    ]


def test_line_ends_of_any_system_end_a_line():
    text = "a\r\nb\rgo\r\n"
    start = text.index("go")
    assert render(finding(text, start, start + 2)).split("\n")[1:5] == [
        " --> back.yaml:3:1",
        "  |",
        "3 | go",
        "  | ^^",
    ]


def test_a_second_place_is_shown_below():
    source = SourceText(name="back.yaml", text="a: 1\n" * 9 + "a: 2\n")
    first = Span(source=source, start=0, end=1)
    found = DuplicateKey(span=Span(source=source, start=45, end=46), key="a", first=first)
    assert render(found).split("\n") == [
        "error[duplicate-key]: `a` is given twice",
        "  --> back.yaml:10:1",
        "   |",
        "10 | a: 2",
        "   | ^ given again",
        "  ::: back.yaml:1:1",
        "   |",
        " 1 | a: 1",
        "   | - first given here",
        "   = hint: delete one of the two",
    ]


def test_a_long_line_is_cut_around_the_carets():
    text = "a" * 500 + " go " + "b" * 500
    shown = lines(text, "go")
    assert shown[3] == "1 | …" + "a" * 59 + " go " + "b" * 77 + "…"
    assert shown[4] == "  | " + " " * 61 + "^^"


def test_color_changes_nothing_but_the_color():
    source = SourceText(name="back.yaml", text="say: x\n")
    needs = Inside(blocks=("rounds",))
    found = VariableNotHere(span=Span(source=source, start=5, end=6), name="round", needs=needs)
    colored = render(found, color=True)
    head = "warning[variable-not-here]"
    assert re.match(rf"\x1b\[[0-9;]+m{re.escape(head)}\x1b\[0m", colored)
    assert re.sub(r"\x1b\[[0-9;]+m", "", colored) == render(found)


def test_words_fit_the_width_and_none_is_divided():
    source = SourceText(name="back.yaml", text="say: x\n")
    needs = Inside(blocks=("rounds",))
    found = VariableNotHere(span=Span(source=source, start=5, end=6), name="round", needs=needs)
    narrow = render(found, width=40)
    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow.split() == render(found).split()
