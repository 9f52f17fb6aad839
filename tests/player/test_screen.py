"""Drawing: what a terminal really shows, and how little is written for it."""

import fcntl
import os
import pty
import struct
import termios
import threading

import pyte
import pytest
from boards import HANG, WIDE
from msgspec.structs import replace
from rich.style import Style

from voicecoach.player.screen.console import escape_sequences, open_terminal
from voicecoach.player.screen.layout import lay_out_board
from voicecoach.player.screen.rows import ASCII_SIGNS, FULL_SIGNS
from voicecoach.player.screen.screen import STYLES, Screen, TerminalCanvas


class Terminal:
    """A pseudo-terminal whose output an emulator shows."""

    def __init__(self, columns=80, rows=24):
        self._master, self._slave = pty.openpty()
        self.resize(columns, rows)
        self._read, self._lock = [], threading.Lock()
        self._thread = threading.Thread(target=self._drain, daemon=True)
        self._thread.start()
        self.stream = os.fdopen(os.dup(self._slave), "w", encoding="utf-8", newline="")

    def resize(self, columns, rows):
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.size = columns, rows

    def _drain(self):
        while True:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return
            with self._lock:
                self._read.append(data)

    def written(self):
        """Return all bytes since the last call; a mark shows that no more are under way."""
        self.stream.write("\x05")
        self.stream.flush()
        while True:
            with self._lock:
                data = b"".join(self._read)
                if data.endswith(b"\x05"):
                    self._read.clear()
                    return data[:-1]

    def close(self):
        self.stream.close()
        os.close(self._slave)
        self._thread.join()
        os.close(self._master)


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal = Terminal()
    yield terminal
    terminal.close()


def emulator(terminal):
    screen = pyte.Screen(*terminal.size)
    return screen, pyte.ByteStream(screen)


def text(screen):
    return [line.rstrip() for line in screen.display]


def expected(board, columns, rows, signs=FULL_SIGNS):
    return ["".join(text for text, _ in row).rstrip() for row in lay_out_board(board, columns, rows, signs)]


def test_what_is_laid_out_is_what_is_seen(terminal):
    shown, stream = emulator(terminal)
    screen = Screen(TerminalCanvas(terminal.stream))
    screen.enter()
    for number in ("27", "26", "3"):
        board = replace(HANG, number=number)
        screen.show(board)
        stream.feed(terminal.written())
        assert text(shown) == expected(board, 80, 24)
    assert shown.cursor.hidden


def test_only_rows_that_have_changed_are_written(terminal):
    screen = Screen(TerminalCanvas(terminal.stream))
    screen.enter()
    screen.show(HANG)
    assert len(terminal.written()) > 1000
    screen.show(HANG)
    assert terminal.written() == b""
    screen.show(replace(HANG, step_done=HANG.step_done + 20))
    written = terminal.written()
    assert b"\x1b[21;1H" in written
    assert written.count(b"H") == 1


def test_a_terminal_of_another_size_is_filled_at_once(terminal):
    screen = Screen(TerminalCanvas(terminal.stream))
    screen.enter()
    screen.show(HANG)
    for size in ((40, 12), (100, 30), (20, 3)):
        terminal.written()
        terminal.resize(*size)
        shown, stream = emulator(terminal)
        screen.show(HANG)
        stream.feed(terminal.written())
        assert text(shown)[: len(expected(HANG, *size))] == expected(HANG, *size)


def test_a_terminal_without_a_size_is_left_alone(terminal):
    screen = Screen(TerminalCanvas(terminal.stream))
    screen.enter()
    terminal.written()
    terminal.resize(0, 0)
    screen.show(HANG)
    assert b"Bar hang" not in terminal.written()


def test_the_terminal_is_given_back(terminal):
    screen = Screen(TerminalCanvas(terminal.stream))
    screen.enter()
    begun = terminal.written()
    screen.show(HANG)
    screen.leave()
    ended = terminal.written()
    assert b"\x1b[?1049h" in begun
    assert b"\x1b[?25l" in begun
    for code in (b"\x1b[?7h", b"\x1b[?25h", b"\x1b[?1049l"):
        assert code in ended
    screen.leave()
    screen.show(HANG)
    assert terminal.written() == b""


def test_after_the_shell_had_it_everything_is_drawn_again(terminal):
    screen = Screen(TerminalCanvas(terminal.stream))
    screen.enter()
    screen.show(HANG)
    screen.leave()
    screen.enter()
    terminal.written()
    screen.show(HANG)
    shown, stream = emulator(terminal)
    stream.feed(terminal.written())
    assert text(shown) == expected(HANG, 80, 24)


def test_wide_letters_stand_where_they_should(terminal):
    terminal.resize(40, 12)
    screen = Screen(TerminalCanvas(terminal.stream))
    screen.enter()
    screen.show(WIDE)
    shown, stream = emulator(terminal)
    stream.feed(terminal.written())
    assert [line.replace(" ", "") for line in text(shown)] == [
        line.replace(" ", "") for line in expected(WIDE, 40, 12)
    ]


def test_texts_are_no_commands_and_no_markup(terminal):
    screen = Screen(TerminalCanvas(terminal.stream))
    screen.enter()
    screen.show(replace(HANG, step="[red]x[/red] :smile:", cue="\x1b]0;owned\x07\x1b[2J"))
    shown, stream = emulator(terminal)
    written = terminal.written()
    stream.feed(written)
    assert "[red]x[/red] :smile:" in "".join(shown.display)
    assert b"\x1b]0" not in written
    assert "\\x1b]0;owned\\x07\\x1b[2J" in "".join(shown.display)


def test_without_colours_the_screen_says_the_same(terminal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    screen = Screen(TerminalCanvas(terminal.stream))
    screen.enter()
    screen.show(HANG)
    shown, stream = emulator(terminal)
    written = terminal.written()
    stream.feed(written)
    assert text(shown) == expected(HANG, 80, 24)
    assert b"[32m" not in written
    assert b";32m" not in written


def test_a_terminal_that_knows_ascii_only_gets_ascii(terminal):
    stream = os.fdopen(os.dup(terminal.stream.fileno()), "w", encoding="ascii", errors="replace", newline="")
    canvas = TerminalCanvas(stream)
    assert canvas.signs is ASCII_SIGNS
    stream.close()


def test_a_terminal_that_has_gone_is_no_error(terminal, monkeypatch):
    screen = Screen(TerminalCanvas(terminal.stream))
    screen.enter()

    def gone(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(terminal.stream, "write", gone, raising=False)
    screen.show(HANG)
    screen.leave()


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_can_move_no_cursor_is_not_drawn_on(term, terminal, monkeypatch):
    monkeypatch.setattr("sys.stderr", terminal.stream)
    monkeypatch.setenv("TERM", "xterm")
    with open_terminal() as opened:
        assert opened is not None
    monkeypatch.setenv("TERM", term)
    if not term:
        monkeypatch.delenv("TERM")
    with open_terminal() as opened:
        assert opened is None


def test_a_pipe_is_not_drawn_on(tmp_path, monkeypatch):
    with (tmp_path / "log").open("w") as file:
        monkeypatch.setattr("sys.stderr", file)
        with open_terminal() as opened:
            assert opened is None


class FakeConsole:
    """The part of kernel32 that Microsoft's documentation of SetConsoleMode describes."""

    def __init__(self, *, is_console=True, knows_escapes=True):
        self.modes = [0x3]
        self.is_console, self.knows_escapes = is_console, knows_escapes

    def GetConsoleMode(self, _handle, mode):  # noqa: N802
        mode._obj.value = self.modes[-1]
        return self.is_console

    def SetConsoleMode(self, _handle, mode):  # noqa: N802
        if mode & 0x4 and not self.knows_escapes:
            return False
        self.modes.append(mode)
        return True


def test_a_windows_console_obeys_escape_sequences_while_it_is_drawn_on():
    console = FakeConsole()
    with escape_sequences(console, 7) as are_obeyed:
        assert are_obeyed
        assert console.modes[-1] == 0x7
    assert console.modes[-1] == 0x3


@pytest.mark.parametrize("console", [FakeConsole(is_console=False), FakeConsole(knows_escapes=False)])
def test_an_old_windows_console_gets_lines(console):
    with escape_sequences(console, 7) as are_obeyed:
        assert not are_obeyed
    assert console.modes == [0x3]


def luminance(color):
    """Return the relative luminance of WCAG 2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in color)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ink", [ink for ink, style in STYLES.items() if "color" in style])
def test_a_colour_can_be_read_on_white_and_on_black(ink):
    own = luminance(Style.parse(STYLES[ink]).color.get_truecolor())
    assert min(1.05 / (own + 0.05), (own + 0.05) / 0.05) >= 4
