"""A test program that plays, watched from outside: its states as it reports them, and what a recording of it contains."""

import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
from sources import RATE, TICK_FRAMES, scale_hz

PROGRAM = Path(__file__).with_name("play_program.py")
LOUD = 0.02


class Watched:
    """The program, playing. Leaving the block kills it."""

    def __init__(self, environment, source, *words):
        self.events = []
        self._new = threading.Condition()
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), source, "--log", *words],
            env={**environment, "PYTHONPATH": str(PROGRAM.parent)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self._reader.join()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()

    def _read(self):
        for line in self.process.stdout:
            with self._new:
                self.events.append("playing" if line == "playing\n" else json.loads(line))
                self._new.notify_all()
        with self._new:
            self.events.append("end")
            self._new.notify_all()

    def wait(self, wanted, limit_s=20.0):
        """Wait until the program is in a state, or for any event that a function accepts; return the event."""
        accepts = wanted if callable(wanted) else lambda event: _state(event) == wanted
        seen = 0
        end_s = time.monotonic() + limit_s
        with self._new:
            while True:
                for event in self.events[seen:]:
                    seen += 1
                    if event == wanted or (isinstance(event, dict) and accepts(event)):
                        return event
                assert "end" not in self.events, f"no {wanted}: {self.events} {self.process.stderr.read()}"
                assert self._new.wait(end_s - time.monotonic()), f"no {wanted}: {self.events}"

    def audible(self, seconds=0.0):
        """Wait until it is heard, and so much longer."""
        self.wait("playing")
        time.sleep(seconds)
        return self

    def send(self, order):
        self.process.stdin.write(f"{order}\n")
        self.process.stdin.flush()

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self):
        """Stop it as a listener does; return how long that took."""
        began_s = time.monotonic()
        self.send("stop")
        self.process.wait(10)
        return time.monotonic() - began_s

    def report(self, limit_s=40.0):
        """Wait for the end; return the report, with the exit code and what reached standard error."""
        code = self.process.wait(limit_s)
        self._reader.join(5)
        return self.events[-2] | {"code": code, "noise": self.process.stderr.read()}

    @property
    def states(self):
        """The states in their order, without repetition."""
        found = [_state(event) for event in self.events if _state(event)]
        return [state for at, state in enumerate(found) if not at or state != found[at - 1]]

    @property
    def positions(self):
        return [event["position"] for event in self.events if _state(event)]


def _state(event):
    return event.get("state") if isinstance(event, dict) else None


def interrupt_as_a_shell_does():
    """For a child: a shell leaves it ignored in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def onsets(samples):
    """Return the first frames of the sounds in a recording that are half a second apart or more."""
    found, at = [], 0
    loud = np.abs(samples[:, 0]) > LOUD
    while loud[at:].any():
        found.append(at + int(np.argmax(loud[at:])))
        at = found[-1] + RATE // 2
    return found


def tick_numbers(samples):
    """Return (second, number) of each tick of a `scale` that a recording has; cut ones and others are left out."""
    found = []
    loud = np.abs(samples[:, 0]) > LOUD
    at = 0
    while loud[at:].any():
        onset = at + int(np.argmax(loud[at:]))
        window = samples[onset : onset + TICK_FRAMES, 0]
        at = onset + RATE // 5
        if len(window) < TICK_FRAMES or np.mean(np.abs(window[-TICK_FRAMES // 2 :]) > LOUD) < 0.5:
            continue
        spectrum = np.abs(np.fft.rfft(window * np.hanning(len(window)), 8 * RATE))
        number = (np.argmax(spectrum) / 8 - scale_hz(0)) / (scale_hz(1) - scale_hz(0))
        if abs(number - round(number)) < 0.2 and number > -0.5:
            found.append((onset / RATE, round(number)))
    return found
