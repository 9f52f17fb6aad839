"""Reading keys in a thread: a pseudo-terminal, and a Windows console as msvcrt's documentation describes it."""

import os
import pty
import sys
import time
from types import SimpleNamespace

import pytest

from voicecoach.player.controls.keyboard import PosixKeyboard, WindowsKeyboard

LIMIT_S = 10


def wait_for(condition):
    until_s = time.monotonic() + LIMIT_S
    while not condition():
        assert time.monotonic() < until_s, "it did not come"
        time.sleep(0.005)


@pytest.fixture
def terminal():
    """A terminal that is not our controlling one: nobody's job, so it may be read."""
    master, slave = pty.openpty()
    yield master, slave
    for fd in (master, slave):
        try:
            os.close(fd)
        except OSError:
            continue


def test_each_key_is_told_at_once_and_esc_swallows_nothing(terminal):
    master, slave = terminal
    pressed = []
    with PosixKeyboard(os.dup(slave), pressed.append):
        os.write(master, b"n")
        wait_for(lambda: pressed == ["n"])
        os.write(master, b"\x1b")
        time.sleep(0.2)
        os.write(master, "é".encode() + b"\x1b[6~nnn")
        wait_for(lambda: pressed == ["n", "é", "page-down", "n", "n", "n"])


def test_a_terminal_that_goes_ends_the_reading(terminal):
    master, slave = terminal
    keyboard = PosixKeyboard(os.dup(slave), lambda _key: None)
    with keyboard:
        os.close(slave)
        os.close(master)
        wait_for(lambda: not keyboard._thread.is_alive())


def test_a_job_in_the_background_leaves_what_is_typed_to_the_shell(terminal, monkeypatch):
    master, slave = terminal
    pressed = []
    monkeypatch.setattr("voicecoach.player.controls.keyboard.is_foreground", lambda _fd: False)
    with PosixKeyboard(os.dup(slave), pressed.append):
        os.write(master, b"ls\n")
        time.sleep(0.4)
        assert pressed == []
        assert os.read(slave, 10) == b"ls\n"


def test_keys_of_a_windows_console(monkeypatch):
    typed = [*" n", "\xe0", "M", "\x00", "I", "\x1b", "q"]
    msvcrt = SimpleNamespace(kbhit=lambda: bool(typed), getwch=lambda: typed.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    pressed = []
    with WindowsKeyboard(pressed.append):
        wait_for(lambda: not typed)
    assert pressed == [" ", "n", "right", "page-up", "q"]


def test_control_c_of_a_windows_console_interrupts(monkeypatch):
    typed = ["\x03"]
    msvcrt = SimpleNamespace(kbhit=lambda: bool(typed), getwch=lambda: typed.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    with pytest.raises(KeyboardInterrupt), WindowsKeyboard(lambda _key: None):
        wait_for(lambda: False)
