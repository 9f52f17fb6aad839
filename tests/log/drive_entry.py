"""Enters, changes or removes a session, and is killed by SIGKILL before each statement in turn, each time from the same log.

drive_entry.py FOLDER add|edit|remove: FOLDER has the log to begin with. Prints a line for each time: whether the process was killed, and
the titles, notes and loads of the sessions that the log has then.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from msgspec.structs import replace
from session_plans import HANGS, plan

from voicecoach.log.by_hand import progress_until
from voicecoach.log.database import FILE_NAME, Log
from voicecoach.log.model import Ending, Report

folder, action = Path(sys.argv[1]), sys.argv[2]
connect = sqlite3.connect


def change(log):
    if action == "add":
        made = plan(title="new")
        progress = progress_until(made.steps, 55_000)
        log.add(made, progress, Ending.FINISHED, Report(effort=5), datetime(2026, 11, 2, 18, tzinfo=UTC))
    elif action == "edit":
        steps = {number: replace(step, load="+10kg") for number, step in enumerate(HANGS)}
        log.mark(1, Ending.STOPPED, 5_000, Report(note="changed"), steps)
    else:
        log.remove(1)


def killed_before(statement, work):
    """Run in a child that is killed before its n-th statement; return whether it came so far."""
    child = os.fork()
    if not child:
        seen = count(1)

        def tick(_text):
            if next(seen) == statement:
                os.kill(os.getpid(), signal.SIGKILL)

        def traced(*words, **options):
            connection = connect(*words, **options)
            connection.set_trace_callback(tick)
            return connection

        sqlite3.connect = traced
        with Log.open(work) as log:
            change(log)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def state(work):
    with Log.read(work) as log:
        found = log.sessions()
    with connect(work / FILE_NAME) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
    return whole, [
        (
            one.title,
            one.report.note,
            str(one.ended),
            sorted({step.plan.load for step in one.begun}),
            len(one.begun),
        )
        for one in found
    ]


for number in count(1):
    work = folder / f"{action}-{number}"
    shutil.copytree(folder / "before", work)
    was_killed = killed_before(number, work)
    sys.stdout.write(json.dumps([was_killed, *state(work)]) + "\n")
    if not was_killed:
        break
