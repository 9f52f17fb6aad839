"""`pronounce:` at the top of a routine: how names are said."""

import pytest

from voicecoach.language.parse import parse
from voicecoach.source import SourceText

STEPS = "steps: [{rest: 5s}]\n"


def read(head):
    return parse(SourceText(name="t.yaml", text=f"title: T\n{head}{STEPS}"))


def test_names_and_how_they_are_said():
    routine, found = read('pronounce: {Pallof: pal off, "90/90": ninety ninety}\n')
    assert found == ()
    assert routine.pronounce == (("Pallof", "pal off"), ("90/90", "ninety ninety"))


def test_a_parameter_may_be_in_what_is_said():
    routine, _ = read("parameters: {who: coach}\npronounce: {X: $who}\n")
    assert routine.pronounce == (("X", "coach"),)


def test_without_it_nothing_is_replaced():
    routine, _ = read("")
    assert routine.pronounce == ()


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ("pronounce: Pallof\n", ["wrong-type"]),
        ("pronounce: [Pallof]\n", ["wrong-type"]),
        ("pronounce: {Pallof: }\n", ["missing-value"]),
        ("pronounce: {Pallof: [a]}\n", ["wrong-type"]),
        ("pronounce: {'...': dots}\n", ["silent-text"]),
        ("pronounce: {Bar: '...'}\n", ["silent-text"]),
        ("pronounce: {A: x, A: y}\n", ["duplicate-key"]),
        ("pronunce: {A: x}\n", ["unknown-key"]),
    ],
)
def test_what_is_no_table_of_names_is_found(head, codes):
    routine, found = read(head)
    assert routine is None
    assert [str(one.code) for one in found] == codes
