"""The question after a session: one line, a key each for effort and pain, on a pseudo-terminal and on a Windows console."""

import os
import pty
import select
import sys
import termios
import threading
import time
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from voicecoach.cli import asking
from voicecoach.cli.asking import ask_how_it_was
from voicecoach.language.leaves import IntervalKind
from voicecoach.log.by_hand import progress_until
from voicecoach.log.database import Log
from voicecoach.log.folder import log_folder
from voicecoach.log.model import Ending, Origin, Report, SessionPlan, StepPlan, utc_now

STEPS = (StepPlan(kind=IntervalKind.HOLD, name="Hang", start_ms=0, duration_ms=60_000),)


LIMIT_S = 10


class Terminal:
    """The other end of a pseudo-terminal: it reads all the time what is shown."""

    def __init__(self, master, slave):
        self.master, self.slave = master, slave
        self.seen = b""
        self._is_over = threading.Event()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        while not self._is_over.is_set():
            if not select.select([self.master], [], [], 0.02)[0]:
                continue
            try:
                self.seen += os.read(self.master, 1024)
            except OSError:
                return

    def wait_for(self, text):
        until_s = time.monotonic() + LIMIT_S
        while text.encode() not in self.seen:
            assert time.monotonic() < until_s, self.seen
            time.sleep(0.01)

    def type_when_asked(self, keys):
        """Type as soon as the question is there: what was typed before was not meant for it."""

        def work():
            self.wait_for("no answer): ")
            os.write(self.master, keys)

        thread = threading.Thread(target=work)
        thread.start()
        return thread

    def ask(self, log_writer, *, is_wanted=True, screen=None):
        """Ask on this terminal: it is standard input, and standard error unless there is another one."""
        with (
            os.fdopen(os.dup(self.slave), "r") as keys,
            os.fdopen(os.dup(self.slave), "w") as own,
            patch.object(sys, "stdin", keys),
            patch.object(sys, "stderr", screen or own),
        ):
            ask_how_it_was(log_writer, is_wanted=is_wanted)

    def close(self):
        self._is_over.set()
        self._reader.join()


@pytest.fixture
def terminal():
    master, slave = pty.openpty()
    made = Terminal(master, slave)
    yield made
    made.close()
    os.close(master)
    os.close(slave)


def played(heard_ms=60_000, number=0):
    """Return what has logged a session, of which so much was heard."""
    plan = SessionPlan(
        routine="bar-hang",
        origin=Origin.BUILT_IN,
        title="Hang",
        fingerprint="f",
        settings={},
        options={},
        total_ms=60_000,
        steps=STEPS,
    )
    progress = progress_until(STEPS, heard_ms)
    if not number:
        with Log.open(log_folder()) as log:
            number = log.add(plan, progress, Ending.STOPPED, Report(), utc_now())
    return SimpleNamespace(number=number, progress=lambda: progress)


def report():
    with Log.read(log_folder()) as log:
        return log.sessions()[0].report


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (b"62", Report(effort=6, pain=2)),
        (b"00", Report(effort=10, pain=0)),
        (b"6\n", Report(effort=6)),
        (b"\n", Report()),
        (b"q", Report()),
        (b"\xc3\xa9", Report()),
        (b"\xd9\xa3\xd9\xa3", Report()),  # digits of another script
    ],
)
def test_a_key_each_is_put_into_the_log(terminal, keys, said):
    before = termios.tcgetattr(terminal.slave)
    log_writer = played()
    thread = terminal.type_when_asked(keys)
    terminal.ask(log_writer)
    thread.join()
    assert report() == said
    assert termios.tcgetattr(terminal.slave) == before
    if said != Report():
        terminal.wait_for("`voicecoach log edit 1` changes it")


def test_without_an_answer_it_goes_on_after_a_while(terminal, monkeypatch):
    assert asking.PATIENCE_S == 20
    monkeypatch.setattr(asking, "PATIENCE_S", 0.2)
    terminal.ask(played())
    assert report() == Report()
    terminal.wait_for("effort 1 to 9")


def test_effort_alone_is_kept_where_pain_is_not_said_in_time(terminal, monkeypatch):
    monkeypatch.setattr(asking, "PATIENCE_S", 1.0)
    thread = terminal.type_when_asked(b"7")
    terminal.ask(played())
    thread.join()
    assert report() == Report(effort=7)


@pytest.mark.parametrize("why", ["not wanted", "too short", "not logged", "no terminal"])
def test_nobody_is_asked_where_there_is_nothing_to_ask(terminal, why, tmp_path):
    log_writer = played(20_000 if why == "too short" else 60_000)
    if why == "not logged":
        log_writer.number = 0
    if why == "no terminal":
        with (tmp_path / "pipe").open("w") as file:
            terminal.ask(log_writer, screen=file)
    else:
        terminal.ask(log_writer, is_wanted=why != "not wanted")
    os.write(terminal.slave, b"END")
    terminal.wait_for("END")
    assert terminal.seen == b"END"
    assert report() == Report()


@pytest.mark.parametrize(
    ("keys", "said"), [("62", Report(effort=6, pain=2)), ("\xe0H", Report()), ("", Report())]
)
def test_on_a_windows_console(terminal, monkeypatch, keys, said):
    """A fake console, as msvcrt's documentation describes it; the first look finds nothing typed yet."""
    typed, looks = [*keys], iter([False])
    msvcrt = SimpleNamespace(kbhit=lambda: next(looks, bool(typed)), getwch=lambda: typed.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(asking, "PATIENCE_S", 0.3)
    log_writer = played()
    monkeypatch.setattr(sys, "platform", "win32")
    terminal.ask(log_writer)
    monkeypatch.setattr(sys, "platform", "linux")
    assert report() == said


def test_control_c_on_a_windows_console_ends_it(terminal, monkeypatch):
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(kbhit=lambda: True, getwch=lambda: "\x03"))
    log_writer = played()
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(KeyboardInterrupt):
        terminal.ask(log_writer)
