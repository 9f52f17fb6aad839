"""Bytes of many terminals, and the keys that they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.player.controls.keys import BINDINGS, KeyDecoder, windows_key
from voicecoach.player.playback import Command

CASES = {
    "letters": (b"nbrq", ["n", "b", "r", "q"]),
    "capitals": (b"NQ", ["n", "q"]),
    "space and signs": (b" +-=", [" ", "+", "-", "="]),
    "enter": (b"\r\n", ["enter", "enter"]),
    "arrows": (b"\x1b[A\x1b[B\x1b[C\x1b[D", ["up", "down", "right", "left"]),
    "arrows of an application keypad": (b"\x1bOA\x1bOB\x1bOC\x1bOD", ["up", "down", "right", "left"]),
    "with shift, alt, control": (b"\x1b[1;2C\x1b[1;3C\x1b[1;5D", ["right", "right", "left"]),
    "with control, older xterm": (b"\x1bO5C", ["right"]),
    "with shift and control, rxvt": (b"\x1b[c\x1bOd", ["right", "left"]),
    "alt as a second escape": (b"\x1b\x1b[C", ["right"]),
    "page keys": (b"\x1b[5~\x1b[6~", ["page-up", "page-down"]),
    "page keys with control": (b"\x1b[5;5~\x1b[6;5~", ["page-up", "page-down"]),
    "page keys, rxvt": (b"\x1b[5$\x1b[6^\x1b[6@", ["page-up", "page-down", "page-down"]),
    "enter of the keypad": (b"\x1bOM", ["enter"]),
    "alt and a letter": (b"\x1bn", ["n"]),
    "pasted without marks": (b"nnn", ["n", "n", "n"]),
    "pasted with marks": (b"\x1b[200~quit now\x1b[201~n", ["n"]),
    "letters that are no ASCII": ("éßn漢".encode(), ["é", "ss", "n", "漢"]),
    "no UTF-8": (b"\xffn\xc3", ["n"]),
    "control characters": (b"\x01\x00\x7fn", ["n"]),
    "other keys": (b"\x1b[H\x1b[F\x1b[2~\x1b[15~\x1bOP\x1b[[An", ["n"]),
    "a key of a number and an arrow's letter": (b"\x1b[7C", []),
    "focus, and the answers of a terminal": (b"\x1b[I\x1b[O\x1b[24;80R\x1b[?62;22c\x1b[?1;2$yn", ["n"]),
    "an answer with a text": (b"\x1b]11;rgb:0000/0000/0000\x07\x1b]11;q\x1b\\\x1bP1$rq\x1b\\n", ["n"]),
}


@pytest.mark.parametrize(("sent", "keys"), CASES.values(), ids=CASES)
def test_keys_are_what_the_terminal_sends(sent, keys):
    assert list(KeyDecoder().feed(sent)) == keys


@pytest.mark.parametrize(("sent", "keys"), CASES.values(), ids=CASES)
def test_a_sequence_may_come_byte_by_byte(sent, keys):
    decoder = KeyDecoder()
    found = [key for at in range(len(sent)) for key in decoder.feed(sent[at : at + 1])]
    assert found == keys


@pytest.mark.parametrize("sent", [b"\x1b", b"\x1b[", b"\x1b[1;", b"\x1bO", b"\x1b]11;rgb"])
def test_what_has_begun_and_does_not_go_on_is_forgotten_and_swallows_nothing(sent):
    decoder = KeyDecoder()
    assert decoder.feed(sent) == ()
    assert decoder.is_waiting
    decoder.give_up()
    assert not decoder.is_waiting
    assert decoder.feed(b"n") == ("n",)


def test_a_sequence_without_an_end_ends():
    decoder = KeyDecoder()
    for _ in range(100):
        decoder.feed(b"\x1b]" + b"x" * 100)
    assert not decoder.is_waiting or len(decoder._text) <= 4096


@given(st.binary(max_size=60))
def test_any_bytes_are_read_and_the_next_key_after_a_moment_counts(sent):
    decoder = KeyDecoder()
    decoder.feed(sent)
    decoder.give_up()
    decoder.feed(b"\x00")  # ends a letter of several bytes that was cut
    assert decoder.feed(b"n") == ("n",)


def test_what_every_key_asks_for():
    asked = {
        Command.TOGGLE_PAUSE: {" "},
        Command.PLAY: {"enter"},
        Command.NEXT: {"right", "n", "page-down"},
        Command.BACK: {"left", "b", "page-up"},
        Command.REPEAT: {"r"},
        Command.LOUDER: {"up", "+", "="},
        Command.SOFTER: {"down", "-"},
        Command.STOP: {"q"},
    }
    assert {key: command for command, keys in asked.items() for key in keys} == BINDINGS


@pytest.mark.parametrize(
    ("characters", "key"),
    [
        ("n", "n"),
        (" ", " "),
        ("\r", "enter"),
        ("\xe0H", "up"),
        ("\xe0P", "down"),
        ("\xe0M", "right"),
        ("\xe0K", "left"),
        ("\x00I", "page-up"),
        ("\xe0Q", "page-down"),
        ("\xe0;", ""),
        ("\x1b", ""),
        ("é", "é"),
    ],
)
def test_keys_of_a_windows_console(characters, key):
    assert windows_key(*characters) == key
