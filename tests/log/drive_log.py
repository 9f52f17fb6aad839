"""Logs a session in a process of its own, and is killed or not.

drive_log.py FOLDER SECONDS [--kill] [--hold]: hears so many seconds of a session as fast as it can, a second each 0.02 s,
and prints how far it is after each. With --kill it ends itself by SIGKILL, with --hold it waits for its input to end.
"""

import os
import signal
import sys
import threading
from pathlib import Path

from session_plans import at_s, plan

from voicecoach.log.log_writer import LogWriter

folder, seconds, *options = sys.argv[1:]
tick = threading.Event()
with LogWriter(Path(folder), plan(settings={"hold": "20s"})) as log_writer:
    for second in range(int(seconds) + 1):
        log_writer.update(at_s(second))
        sys.stdout.write(f"{second}\n")
        sys.stdout.flush()
        tick.wait(0.02)
    if "--hold" in options:
        sys.stdin.read()
    if "--kill" in options:
        os.kill(os.getpid(), signal.SIGKILL)
    if int(seconds) >= 55:
        log_writer.finish()
if log_writer.problem:
    sys.exit(f"{log_writer.problem.message} / {log_writer.problem.hint}")
sys.stdout.write(f"{log_writer.remark}\n")
