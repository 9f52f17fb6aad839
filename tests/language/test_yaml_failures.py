"""ruamel.yaml's messages mean what the table says: whoever pins another version of it sees here what it says now."""

import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from voicecoach.language.events import QuickFailureError, patient_events, quick_events
from voicecoach.language.yaml_failures import MESSAGES, PatientFailureError, Slip

PROJECT = Path(__file__).parent.parent.parent / "pyproject.toml"

# Of each row of the table an example, and what stands where the library stopped.
EXAMPLES = [
    ("say: Ready: go", Slip.COLON, ": go"),
    ("say: @home", Slip.FIRST_CHARACTER, "@home"),
    ("say: - Walk", Slip.INDICATOR, "- Walk"),
    ("%X\nsay: Walk", Slip.DIRECTIVE, ""),
    ("%YAML x\n---\nsay: Walk", Slip.DIRECTIVE, ""),
    ("say: *", Slip.PROPERTY, ""),
    ("say: &", Slip.PROPERTY, ""),
    ("say: !<x", Slip.PROPERTY, ""),
    ("say: !x!y", Slip.PROPERTY, ""),
    ("say: |x\n  Walk", Slip.BLOCK_TEXT, "x\n"),
    ("say: ]", Slip.NO_VALUE, "]"),
    ("say: 'Walk", Slip.OPEN_QUOTE, ""),
    ("say: 'Walk\n---\n'", Slip.OPEN_QUOTE, "---"),
    (r'say: "\q"', Slip.IN_QUOTES, 'q"'),
    ("say: Walk\nrest\nfor: 5s", Slip.NO_KEY, ""),
    ("say: 'Walk' on", Slip.AFTER_VALUE, "on"),
    ("say: [Walk, {a: b]", Slip.IN_BRACKETS, "]"),
]


def failure_of(text):
    with pytest.raises(PatientFailureError) as raised:
        list(patient_events(text))
    return raised.value


@pytest.mark.parametrize(("text", "slip", "rest"), EXAMPLES)
def test_what_a_message_means(text, slip, rest):
    failure = failure_of(text)
    assert (failure.slip, text[failure.at :][: len(rest)]) == (slip, rest), failure.__cause__


def test_every_row_of_the_table_has_an_example():
    causes = [failure_of(text).__cause__ for text, _, _ in EXAMPLES]
    rows = {
        next(row for row in MESSAGES if row[1].search(cause.context or "") and row[2].search(cause.problem))
        for cause in causes
    }
    assert rows == set(MESSAGES)
    assert {slip for slip, _, _ in MESSAGES} == set(Slip) - {Slip.OTHER}


def test_what_was_being_read_begins_where_it_is_opened():
    text = "title: T\nsay: 'Walk"
    assert failure_of(text).begun == text.index("'")


def test_libyaml_says_that_it_is_nested_too_deeply():
    with pytest.raises(QuickFailureError) as raised:
        list(quick_events("[" * 20_000))
    assert raised.value.too_deep, raised.value.__cause__


def test_the_library_is_pinned_to_the_version_that_this_was_tried_with():
    asked = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
    assert f"ruamel.yaml=={version('ruamel.yaml')}" in asked
