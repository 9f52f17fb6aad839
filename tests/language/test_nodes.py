"""Every scalar is a text, and every span is where the author wrote it."""

import pytest

from voicecoach.language.nodes import Mapping, Scalar, ScalarStyle, Sequence
from voicecoach.language.read_nodes import read_nodes
from voicecoach.source import SourceText


def document(text):
    return read_nodes(SourceText(name="back.yaml", text=text))


def scalars(node):
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for entry in node.entries:
                yield entry.key
                yield from scalars(entry.value)


def test_no_scalar_is_anything_but_a_text():
    text = "a: no\nb: 1:30\nc: 2026-11-22\nd: ~\ne: 0x1F\nf: 1_000\ng: null\nh: .inf\n"
    assert [node.text for node in scalars(document(text).root)][1::2] == [
        "no",
        "1:30",
        "2026-11-22",
        "~",
        "0x1F",
        "1_000",
        "null",
        ".inf",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_spans_count_code_points_whatever_the_line_ends(start, end):
    lines = [
        "# 💪 up",
        "title: 腰 and 💪",
        "steps:",
        "  - say: 'Grüße 💪'",
        "    for: 30s",
        "  - {rest: 5s}",
        "",
    ]
    found = document(start + end.join(lines))
    assert [node.span.text for node in scalars(found.root)] == [
        "title",
        "腰 and 💪",
        "steps",
        "say",
        "'Grüße 💪'",
        "for",
        "30s",
        "rest",
        "5s",
    ]
    assert [node.span.line for node in scalars(found.root)] == [2, 2, 3, 4, 4, 5, 5, 6, 6]


def test_styles():
    text = "a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\n  y\n\ne: >-\n  x\n  y\nf:\n"
    entries = document(text).root.entries
    assert [(entry.value.style, entry.value.text, entry.value.span.text) for entry in entries] == [
        (ScalarStyle.PLAIN, "x", "x"),
        (ScalarStyle.QUOTED, "x", "'x'"),
        (ScalarStyle.QUOTED, "x", '"x"'),
        (ScalarStyle.BLOCK, "x\ny\n", "x\n  y"),
        (ScalarStyle.BLOCK, "x y", "x\n  y"),
        (ScalarStyle.ABSENT, "", ""),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("say: Ready: go\nb: c\n", ["say", "Ready: go", "b", "c"]),
        ("say: @home\nb: c\n", ["say", "@home", "b", "c"]),
        ("say: *go now\nb: c\n", ["say", "*go now", "b", "c"]),
        ("say: &go\nb: c\n", ["say", "", "b", "c"]),
        ("say: 'don't'\nb: c\n", ["say", "'don't'", "b", "c"]),
        ("say: {x: Slow, controlled.}\nb: c\n", ["say", "x", "Slow, controlled.", "b", "c"]),
        ("say: > x\nb: c\n", ["say", "> x", "b", "c"]),
        ("say: [x\nb: c\n", ["say", "", "b", "c"]),
        ("say: Ready: *go: @x\nb: c\n", ["say", "Ready: *go: @x", "b", "c"]),
    ],
)
def test_a_slip_is_one_finding_and_the_rest_is_read_as_it_was_meant(text, expected):
    found = document(text)
    assert [node.text for node in scalars(found.root)] == expected
    assert len(found.diagnostics) == 1


def test_a_stand_in_is_never_taken_for_a_character_of_the_author():
    private = "\U000f003a"
    found = document(f"a: {private}\nsay: Ready: go\n")
    assert [node.text for node in scalars(found.root)] == ["a", private, "say", "Ready: go"]


def test_deep_nesting_does_not_take_long_or_break_anything():
    found = document("[" * 100_000)
    assert [one.code.value for one in found.diagnostics] == ["nesting-too-deep"]


def test_the_text_is_read_again_only_so_many_times():
    found = document("say: a: b\n" * 5_000)
    assert 1 < len(found.diagnostics) <= 64
