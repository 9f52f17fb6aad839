"""Progress beside a live session: it makes way."""

import io
import time
from contextlib import redirect_stderr

from voicecoach.cli.progress import speech_progress
from voicecoach.cli.terminal_guard import TerminalGuard


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_bar_makes_way_for_a_session_that_goes_live():
    guard = TerminalGuard()
    with redirect_stderr(Terminal()) as terminal, speech_progress(quiet=False, guard=guard) as told:
        told(0, 3)
        assert "speaking" in terminal.getvalue()
        with guard.live(has_screen=True):
            shown = terminal.getvalue()
            told(1, 3)
            time.sleep(0.25)  # a bar that is up draws ten times a second
            assert terminal.getvalue() == shown


def test_a_bar_that_begins_after_that_is_not_shown():
    guard = TerminalGuard()
    with (
        guard.live(has_screen=False),
        redirect_stderr(Terminal()) as terminal,
        speech_progress(quiet=False, guard=guard) as told,
    ):
        told(0, 3)
    assert not terminal.getvalue()
