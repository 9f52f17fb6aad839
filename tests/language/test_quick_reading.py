"""What libyaml reads is what ruamel reads; and a large file costs no more than a moment, whatever is in it."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.language.reading import read
from tests.strategies import almost_routines, examples
from voicecoach.language import read_nodes as reading
from voicecoach.language.events import QuickFailureError, is_undisputed
from voicecoach.language.node_builder import MAX_FINDINGS
from voicecoach.language.read_nodes import Document, read_nodes
from voicecoach.language.repairs import Repairs
from voicecoach.library import builtin_names, read_builtin
from voicecoach.source import SourceText

QUICK = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=examples(80))


def alike(one, other):
    """Tell whether two documents have the same tree and findings, however much was read for them."""
    return (one.root, one.diagnostics) == (other.root, other.diagnostics)


def check_alike(text):
    source = SourceText(name="mine.yaml", text=text)
    quick = reading._read_quickly(source, Repairs(source))
    certain = isinstance(quick, Document) and not quick.diagnostics and is_undisputed(text)
    if certain:
        assert alike(reading._read_patiently(source, Repairs(source)), quick)
    return certain


@pytest.mark.parametrize("name", builtin_names())
def test_a_built_in_is_read_quickly_and_alike(name):
    assert check_alike(read_builtin(name).text)


@QUICK
@given(almost_routines())
def test_a_careless_author_is_read_alike(text):
    check_alike(text)


@QUICK
@given(st.text(alphabet="{}[]:,#&*!|>'\"%@`-? \n\r$\\ax0💪", max_size=60))
@example("|#\n")
@example(">\n#")
@example("- >\n  #\n")
@example("!:!")
def test_punctuation_is_read_alike(text):
    check_alike(text)
    check_alike(f"title: T\nsteps:\n  - say: {text}\n  - rest: 5s\n")


def test_without_libyaml_everything_is_read_all_the_same(monkeypatch):
    def no_events(_text):
        raise QuickFailureError(0)
        yield

    text = read_builtin("bar-hang").text
    quick = read_nodes(SourceText(name="x", text=text))
    monkeypatch.setattr(reading, "quick_events", no_events)
    assert alike(read_nodes(SourceText(name="x", text=text)), quick)


def test_a_slip_in_a_long_file_is_found_where_it_is():
    steps = "  - rest: 5s\n" * 7_000
    assert read(f"title: T\nsteps:\n{steps}  - say: 'open\n")[1] == ["yaml-syntax 7003:10"]
    assert read(f"title: T\nsteps:\n{steps[: 13 * 4_000]}  - say: 'open\n")[1] == ["yaml-syntax 4003:10"]


@pytest.mark.parametrize("item", ["&a x", "*a", "!a x", "[{? [a]}]"])
def test_findings_that_nobody_can_read_any_more_are_not_made(item):
    steps = f"  - {item}\n" * 20_000
    found = read(f"title: T\nsteps:\n{steps}")[1]
    assert 1 <= len(found) <= MAX_FINDINGS + 1


def test_a_file_with_too_much_in_it():
    assert read("a: [" + "x, " * 200_000 + "]\n")[1] == ["file-too-full 1:89990"]
