"""Every layout of a routine becomes one that does not change again, and means the same."""

from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzzing import meaning
from tests.layouts import layouts
from tests.programs import codes, studio
from tests.routines import SHOWN
from tests.strategies import almost_routines, examples
from voicecoach.language.comments import find_comments
from voicecoach.language.format import format_source
from voicecoach.language.read_nodes import read_nodes
from voicecoach.library import builtin_names, read_builtin
from voicecoach.pipeline import Rejected, compile_routine
from voicecoach.report.plan import plan_json
from voicecoach.source import SourceText
from voicecoach.speech.estimate import EstimatedSpeech

QUICK = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=examples(60))
UNSHRUNK = settings(QUICK, phases=[Phase.explicit, Phase.generate])  # a routine's layout shrinks for minutes
NAMES = builtin_names()


def formatted(text):
    result, found = format_source(SourceText(name="mine.yaml", text=text))
    assert not found
    again, _ = format_source(SourceText(name="mine.yaml", text=result))
    assert again == result
    return result


def timeline(text):
    voice = studio(EstimatedSpeech(language="en"))
    result = compile_routine(SourceText(name="mine.yaml", text=text), {}, lambda _: voice)
    if isinstance(result, Rejected):  # it needs a file that is not there
        return codes(result)
    plan = plan_json(result)
    rows = [{**row, "line": 0} for row in (*plan["intervals"], *plan["events"])]
    return plan["total_ms"], rows


def comments(text):
    text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n")
    root = read_nodes(SourceText(name="mine.yaml", text=text)).root
    return [comment.text for comment in find_comments(text, root, 0)]


@cache
def tree_of(name):
    return read_nodes(read_builtin(name)).root


@pytest.mark.parametrize("name", NAMES)
def test_a_built_in_is_in_canonical_layout(name):
    text = read_builtin(name).text
    assert formatted(text) == text


@pytest.mark.parametrize("body", SHOWN)
def test_the_timeline_stays(body):
    result = formatted(body)
    assert meaning(result) == meaning(body)
    assert timeline(result) == timeline(body)
    assert comments(result) == comments(body)


@UNSHRUNK
@given(st.data())
def test_any_layout_of_a_built_in(data):
    name = data.draw(st.sampled_from(NAMES))
    text, notes = data.draw(layouts(tree_of(name)))
    result = formatted(text)
    meant = meaning(text)
    assert meant is not None
    assert meaning(result) == meant
    assert comments(result) == notes
    assert all(line == line.rstrip() for line in result.split("\n"))
    assert "\t" not in result
    assert "\r" not in result


@QUICK
@given(almost_routines())
def test_a_careless_author(text):
    result, found = format_source(SourceText(name="mine.yaml", text=text))
    assert (result is None) == bool(found)
    if result is not None:
        assert formatted(result) == result
        assert meaning(result) == meaning(text)


@QUICK
@given(st.text(max_size=100).map(lambda text: f"title: {text}"))
def test_any_text(text):
    result, found = format_source(SourceText(name="mine.yaml", text=text))
    assert (result is None) == bool(found)
    assert result is None or formatted(result) == result
