"""Short ways to read a routine in a test."""

from voicecoach.language.parse import parse
from voicecoach.source import SourceText


def read(text, **settings):
    """Return the routine and its findings as `code line:column`."""
    routine, found = parse(SourceText(name="back.yaml", text=text), settings)
    return routine, [f"{one.code.value} {one.span.line}:{one.span.column}" for one in found]


def routine_of(text, **settings):
    routine, found = read(text, **settings)
    assert found == []
    return routine


def steps_of(steps, **settings):
    """Return the steps of a routine with these step lines."""
    return routine_of(f"title: T\nsteps:\n{steps}", **settings).steps


def found_in(steps):
    """Return the findings in a routine with these step lines; the first of them is line 3."""
    return read(f"title: T\nsteps:\n{steps}")[1]
