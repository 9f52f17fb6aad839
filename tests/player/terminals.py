"""A pseudo-terminal with a program in it, as a person would use it: type, look, wait."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import threading
import time

import pyte

LIMIT_S = 30
LOCAL_FLAGS = 3


class Terminal:
    """Runs a command on a terminal of its own; an emulator shows what is to be seen on it."""

    def __init__(self, command, *, columns=80, rows=24, environment=None, cwd=None, **options):
        self._master, slave = pty.openpty()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._lock = threading.Lock()
        self.output = b""
        self.resize(columns, rows)
        self.before = termios.tcgetattr(slave)
        self._slave = slave
        self.process = subprocess.Popen(
            command,
            **{"stdin": slave, "stdout": slave, "stderr": slave, **options},
            cwd=cwd,
            env={**os.environ, "TERM": "xterm-256color", **(environment or {})},
            start_new_session=True,
            preexec_fn=lambda: self._take(slave),  # noqa: PLW1509 - no threads use it in between
        )
        self._thread = threading.Thread(target=self._drain, daemon=True)
        self._thread.start()

    @staticmethod
    def _take(slave):
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
        for number in (signal.SIGINT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
            signal.signal(number, signal.SIG_DFL)

    def _drain(self):
        while True:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return
            with self._lock:
                self.output += data
                self._stream.feed(data)

    def resize(self, columns, rows):
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        with self._lock:
            self._screen.resize(rows, columns)

    def type(self, data):
        os.write(self._master, data)

    def seen(self):
        with self._lock:
            return "\n".join(line.rstrip() for line in self._screen.display)

    def wait_for(self, pattern, *, in_output=False):
        """Wait until this is to be seen (or has been written), and return what is."""
        until_s = time.monotonic() + LIMIT_S
        while time.monotonic() < until_s:
            with self._lock:
                text = (
                    self.output.decode("utf-8", "replace") if in_output else "\n".join(self._screen.display)
                )
            if re.search(pattern, text):
                return text
            time.sleep(0.01)
        raise AssertionError(f"{pattern!r} did not come:\n{self.seen()}\n{self.output[-600:]!r}")

    def is_restored(self):
        """Tell whether the terminal is as it was before the program: modes, cursor, screen.

        What was written last may still have to be read.
        """
        until_s = time.monotonic() + 5
        while not (restored := self._is_restored()) and time.monotonic() < until_s:
            time.sleep(0.02)
        return restored

    def _is_restored(self):
        with self._lock:
            up = self.output.rfind(b"\x1b[?1049h") > self.output.rfind(b"\x1b[?1049l")
            hidden = self.output.rfind(b"\x1b[?25l") > self.output.rfind(b"\x1b[?25h")
        return (
            not up and not hidden and termios.tcgetattr(self._slave)[LOCAL_FLAGS] == self.before[LOCAL_FLAGS]
        )

    def is_in_key_mode(self):
        return not termios.tcgetattr(self._slave)[LOCAL_FLAGS] & termios.ICANON

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()
        os.close(self._slave)
        self._thread.join(5)
        os.close(self._master)
