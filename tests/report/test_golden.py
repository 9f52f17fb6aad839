"""The exact text of findings: each file in `golden` is a routine, a line of dashes, and what the program says about it."""

from pathlib import Path

import pytest

from voicecoach.language.parse import parse
from voicecoach.report.snippets import render
from voicecoach.source import SourceText

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.txt"))


def split(path):
    source, _, expected = path.read_text("utf-8").partition("\n-----\n")
    return SourceText(name="back.yaml", text=f"{source}\n"), expected.rstrip("\n")


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_wrong_routine_is_told_exactly_this(path):
    source, expected = split(path)
    _, found = parse(source)
    assert "\n\n".join(render(one) for one in found) == expected


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_finding_is_the_one_that_the_file_is_named_after(path):
    source, _ = split(path)
    _, found = parse(source)
    assert found
    assert all(path.stem.startswith(one.code.value) for one in found)
