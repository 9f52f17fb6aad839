"""Runs a command on a terminal of its own as a shell does: in a process group of its own, in the foreground.

pty_play.py TELL HEED COMMAND…: on the descriptor TELL it tells "stopped" when Ctrl-Z stopped it and lets it go on at a byte from HEED; at the end the exit code and whether the
terminal is as before.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import termios

tell, heed, *command = sys.argv[1:]
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
before = termios.tcgetattr(0)


def to_the_front():
    os.tcsetpgrp(0, os.getpgrp())
    for number in (signal.SIGTTOU, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def say(**what):
    os.write(int(tell), (json.dumps(what) + "\n").encode())


process = subprocess.Popen(command, process_group=0, preexec_fn=to_the_front)  # noqa: PLW1509 - has one thread
say(pid=process.pid)
while True:
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        break
    say(stopped=os.WSTOPSIG(status))
    os.tcsetpgrp(0, os.getpgrp())
    os.read(int(heed), 1)
    os.tcsetpgrp(0, process.pid)
    os.killpg(process.pid, signal.SIGCONT)
os.tcsetpgrp(0, os.getpgrp())
say(code=os.waitstatus_to_exitcode(status), restored=termios.tcgetattr(0) == before)
