"""A file that is no UTF-8: its unreadable characters reach the parser as U+FFFD."""

from voicecoach.language.parse import parse
from voicecoach.source import SourceText


def found_in(text):
    routine, found = parse(SourceText(name="back.yaml", text=text))
    assert routine is None
    return [(one.code.value, one.span.line, one.span.column) for one in found]


def test_the_first_garbled_character_is_shown_and_other_findings_too():
    text = "title: Pli�\nsteps:\n  - say: Pli�.\n  - hodl: Plank\n    for: 30s\n"
    assert found_in(text) == [("not-text", 1, 11), ("unknown-key", 4, 5)]


def test_about_a_file_that_is_no_text_at_all_nothing_else_is_said():
    assert found_in("RIFF�\0\0WAVEfmt \x10\0\0\0{[&*") == [("not-text", 1, 5)]
