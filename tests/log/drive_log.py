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

from voicecoach.log.recorder import Recorder

folder, seconds, *options = sys.argv[1:]
tick = threading.Event()
with Recorder(Path(folder), plan(settings={"hold": "20s"})) as recorder:
    for second in range(int(seconds) + 1):
        recorder.update(at_s(second))
        sys.stdout.write(f"{second}\n")
        sys.stdout.flush()
        tick.wait(0.02)
    if "--hold" in options:
        sys.stdin.read()
    if "--kill" in options:
        os.kill(os.getpid(), signal.SIGKILL)
    if int(seconds) >= 55:
        recorder.finish()
if recorder.problem:
    sys.exit(f"{recorder.problem.message} / {recorder.problem.hint}")
sys.stdout.write(f"{recorder.remark}\n")
