"""How the process ends: at once, and with everything done that was to be done."""

import subprocess
import sys

import pytest

PROGRAM = """
import atexit, sys
import voicecoach.cli.app as app

app_for = app.app_for

def prepared(arguments):
    atexit.register(print, "the last words")
    return app_for(arguments)

app.app_for = prepared
from voicecoach.cli import main
main()
"""


@pytest.mark.parametrize(
    ("arguments", "code", "first"), [(["list"], 0, "name"), (["check", "nowhere"], 2, "the last words")]
)
def test_what_is_to_be_done_at_the_end_is_done_and_is_heard(arguments, code, first):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, check=False, text=True
    )
    assert done.returncode == code
    assert done.stdout.startswith(first)
    assert done.stdout.endswith("the last words\n")
    assert ("nowhere" in done.stderr) == bool(code)


def test_a_mistake_of_the_program_keeps_its_traceback():
    program = PROGRAM.replace("return app_for(arguments)", "return 1 / 0")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True)
    assert done.returncode == 1
    assert done.stdout == "the last words\n"
    assert "ZeroDivisionError" in done.stderr
