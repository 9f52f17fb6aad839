"""What a command writes on a terminal: a real one, with somebody at the keyboard."""

import os
import pty
import subprocess
import sys


def at_a_terminal(*words, typed=b"", **variables):
    """Return what a command writes on a terminal that it reads from, too."""
    reading, writing = pty.openpty()
    environment = {
        name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "PAGER", "LESS"}
    }
    environment |= {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "24", **variables}
    command = [sys.executable, "-m", "voicecoach", *words]
    with subprocess.Popen(command, stdin=writing, stdout=writing, stderr=writing, env=environment) as process:
        os.close(writing)
        os.write(reading, typed)
        written = bytearray()
        try:
            while block := os.read(reading, 65536):
                written += block
        except OSError:  # Linux's way to say that it has ended
            pass
        os.close(reading)
    return written.decode().replace("\r\n", "\n"), process.returncode
