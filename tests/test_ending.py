"""Child processes end with the program that started them, even if that is killed and can end nothing any more. Linux only."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child")

# Its child has standard input, which stays open, so that nothing but a signal can end it.
PROGRAM = """
import subprocess, sys, time
from voicecoach.ending import end_with_the_program
child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], preexec_fn=end_with_the_program())
print(child.pid, flush=True)
time.sleep(600)
"""
ESPEAK = """
import ctypes, sys
from voicecoach.speech.engines import espeak_library
def asked(_):
    number = ctypes.c_int()
    ctypes.CDLL(None).prctl(2, ctypes.byref(number))  # PR_GET_PDEATHSIG
    print(number.value)
espeak_library.read_message = asked
espeak_library.main()
"""


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_decoder_ends_with_the_program():
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    pid = int(program.stdout.readline())
    assert is_running(pid)
    program.kill()
    program.wait()
    until = time.monotonic() + 20
    while is_running(pid):
        assert time.monotonic() < until
        time.sleep(0.01)
    program.stdin.close()
    program.stdout.close()


def test_the_process_of_a_cue_ends_with_its_worker():
    done = subprocess.run([sys.executable, "-c", ESPEAK], capture_output=True, text=True, check=True)
    assert int(done.stdout) == 9


def test_the_process_of_a_cue_that_nobody_asks_anything_ends_quietly():
    program = "from voicecoach.speech.engines.espeak_library import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program], stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    assert (done.stdout, done.stderr) == (b"", b"")
