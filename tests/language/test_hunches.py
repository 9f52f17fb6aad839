"""Slips that are seen only once nothing can be read: whole lines are put where they belong, and nothing else is touched."""

import re
from pathlib import Path

import pytest

from tests.routines import SHOWN
from voicecoach.language.coach import coach
from voicecoach.language.mending import mended
from voicecoach.language.parse import parse
from voicecoach.source import SourceText

CASES = Path(__file__).parent / "slips"
ITEM = re.compile(r"^steps:\n(?: *#.*\n|\n)*( *)- ", re.MULTILINE)


def cases():
    """Yield each slip of the files beside this one, with its text as it is after `check --fix`."""
    for path in sorted(CASES.glob("*.txt")):
        for case in path.read_text("utf-8").split("=== ")[1:]:
            name, _, both = case.partition("\n")
            written, _, meant = both.partition("--- becomes\n")
            yield pytest.param(written, meant, id=name)


def mend(text):
    for _ in range(10):
        source = SourceText(name="mine.yaml", text=text)
        routine, found = parse(source)
        text = mended(source, found if routine is None else (*found, *coach(routine, found)))
        if text == source.text:
            return text
    raise AssertionError("mended for ever")


@pytest.mark.parametrize(("written", "meant"), tuple(cases()))
def test_a_slip_is_mended_to_what_was_meant(written, meant):
    assert mend(written) == meant
    assert parse(SourceText(name="mine.yaml", text=meant))[0] is not None


@pytest.mark.parametrize("text", SHOWN)
def test_a_slip_in_one_step_changes_nothing_else(text):
    body = text.rstrip("\n")
    item = ITEM.search(text)
    is_last = item is not None and re.search(r"\n[^\s#-]", body[item.end() :]) is None
    if not is_last:
        pytest.skip("its steps are not the end of the file")
    indent = item[1]
    wrong = f"{body}\n{indent}- hold: Plank\n{indent}- for: 30s // long\n"
    right = mend(f"{body}\n").rstrip("\n")
    assert mend(wrong) == f"{right}\n{indent}- hold: Plank\n{indent}  for: 30s # long\n"


@pytest.mark.parametrize(
    "steps",
    [
        "[rest: 5s, say: Go.]",
        "\n  - {hold: Hang 3 sets rest 2 min, for: 10s}",
        "\n  - {reps: Squats 10 reps 3 sets, count: 5, every: 3s}",
        "\n  - {hangs: 6 x 7s:3s, name: Half crimp}",
        "\n  - {rounds: 2, name: Set, steps: [rest: 5s]}",
        "\n  - {hold: 2 x 30s each side, for: 10s}",
    ],
)
def test_what_is_right_is_left_alone_whatever_it_says(steps):
    assert parse(SourceText(name="mine.yaml", text=f"title: T\nsteps: {steps}\n"))[1] == ()


def test_of_a_long_text_lines_are_not_moved():
    text = "title: Long\nsteps:\n" + "  - rest: 5s\n" * 2_000 + "  - hold: Plank\n  - for: 30s\n"
    assert mend(text) == text


@pytest.mark.parametrize("line", ["- Warm up well:", "Hold on:", "3 rounds of pain", "// no comment"])
def test_in_a_block_text_nothing_is_a_slip(line):
    text = f"title: Talk\nabout: |\n  {line}\nsteps:\n  - hold: Plank\n  - for: 30s\n"
    assert mend(text) == text.replace("  - for", "    for")


@pytest.mark.parametrize("line", ["  - ", "- ", "-", "#"])
@pytest.mark.parametrize("before", ["", "steps:\n", "title = T\n", "- hold: Plank\n"])
def test_a_line_without_a_word_is_no_hindrance(line, before):
    assert parse(SourceText(name="mine.yaml", text=f"{before}{line}\nsteps:\ntitle: null"))[1]


def test_a_tag_beside_others_is_left_to_the_author():
    text = "title: T\ntags: {focus: hips}\nlevel: easy\nsteps:\n  - rest: 5s\n"
    (found,) = parse(SourceText(name="mine.yaml", text=text))[1]
    assert (found.code.value, found.span.text, found.edits) == ("misplaced-key", "level", ())
    assert mend(text) == text
