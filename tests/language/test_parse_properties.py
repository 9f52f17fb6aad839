"""Any text gives a routine or diagnostics, and never an exception."""

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.strategies import almost_routines, examples
from voicecoach.findings import by_place, has_errors
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.parse import parse
from voicecoach.language.suggest import closest
from voicecoach.report.snippets import as_json, render
from voicecoach.source import SourceText
from voicecoach.units import format_duration_ms

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=examples(60))


def check(text, **given_settings):
    source = SourceText(name="back.yaml", text=text)
    routine, found = parse(source, given_settings)
    assert (routine is None) == has_errors(found)
    assert found == by_place(found)
    assert len({(one.code, one.span, one.subject) for one in found}) == len(found)
    for one in found:
        assert 0 <= one.span.start <= one.span.end <= len(one.span.source.text)
        assert all(character >= " " for character in render(one).replace("\n", ""))
        assert as_json(one)["message"]


@SLOW
@given(almost_routines())
def test_a_text_that_is_almost_a_routine(text):
    check(text)


@SLOW
@given(st.text(max_size=200))
def test_any_text(text):
    check(text)


@SLOW
@given(st.text(alphabet="{}[]:,#&*!|>'\"%@`-? \t\n\r$\\ax0\x85\ufeff💪", max_size=80))
def test_any_text_of_what_yaml_trips_over(text):
    check(f"title: T\nsteps:\n  - say: {text}\n  - rest: 5s\n")


@SLOW
@given(almost_routines(), st.data())
def test_a_routine_that_is_cut_off_or_has_something_in_it(text, data):
    at = data.draw(st.integers(0, len(text)))
    more = data.draw(st.sampled_from(["", "\t", "{", "\x00", '"', "\n", ": ", "\ud800", "- "]))
    check(text[:at] + more + text[at : at + data.draw(st.integers(0, 200))])


@SLOW
@given(almost_routines(), st.data(), st.sampled_from(["{}", "[]", "[{}]", "[[]]", "{a: {}}", "''", "~"]))
@example("steps: [x]", None, "{}")
@example("steps: [x]", None, "[{}]")
def test_a_routine_with_nothing_where_something_was(text, data, nothing):
    """`- {}` in place of a step, `for: []` in place of a length."""
    values = [one.span() for one in re.finditer(r"(?<=[:\-\[] )\w[^\n,\]}]*|(?<=\[)\w[^\n,\]}]*", text)]
    if values:
        start, end = data.draw(st.sampled_from(values)) if data else values[-1]
        check(text[:start] + nothing + text[end:])


@SLOW
@given(st.text(max_size=20), st.text(max_size=20))
def test_any_setting(name, value):
    check(
        "title: T\nparameters: {hold: 30s, n: 3, grip: open}\nsteps:\n  - rest: $hold\n",
        **{name: value, "hold": value},
    )


@given(st.integers(0, 24 * 3_600_000))
def test_a_duration_is_read_as_it_is_written(length_ms):
    assert duration_ms(format_duration_ms(length_ms)) == length_ms


@given(st.text(max_size=30))
def test_a_suggested_duration_is_one(text):
    found = duration_ms(text)
    if isinstance(found, Problem) and found.suggestion:
        assert isinstance(duration_ms(found.suggestion), int)


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=5))
def test_a_suggestion_is_one_of_the_candidates_or_nothing(word, candidates):
    assert closest(word, candidates) in {*candidates, ""}
