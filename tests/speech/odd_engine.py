"""An engine for tests that misbehaves as its text says. It is found by an injected spec only."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np

from voicecoach.errors import SpeechError
from voicecoach.speech.model import RawSpeech, Voice

RATE = 24_000


def hang(samples, _):
    threading.Event().wait(600)
    return samples


def stuck(samples, _):
    ctypes.PyDLL(None).sleep(600)  # with the lock of Python's that all its threads need
    return samples


def crash(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def crash_once(samples, path):
    if not Path(path).exists():
        Path(path).touch()
        sys.stderr.write("the sky is falling\n")
        sys.stderr.flush()
        os._exit(7)
    return samples


def refuse(*_):
    raise SpeechError("no such sound", hint="sing it")


def mute(*_):
    raise SpeechError("the engine odd has no voice `tone`", hint="hum", option="voice")


def bug(*_):
    raise ZeroDivisionError("seven")


def crowded(*_):
    raise RuntimeError("can't start new thread")


def child(_, path):
    """Start a process that nothing ends by itself, and hang."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(path).with_suffix(".new").write_text(str(process.pid))
    Path(path).with_suffix(".new").rename(path)
    process.wait()


def slow(samples, _):
    threading.Event().wait(0.6)
    return samples


VERBS = {
    "hang": hang,
    "stuck": stuck,
    "crash": crash,
    "exit": lambda *_: os._exit(1),
    "once": crash_once,
    "refuse": refuse,
    "mute": mute,
    "bug": bug,
    "crowded": crowded,
    "nothing": lambda samples, _: samples[:0],
    "silence": lambda samples, _: samples * 0,
    "short": lambda samples, _: samples[: RATE // 50],
    "endless": lambda samples, _: np.tile(samples, 60),
    "nan": lambda samples, _: samples * np.nan,
    "slow": slow,
    "child": child,
}


class OddEngine:
    name = "odd"

    def version(self):
        return "1"

    def load(self):
        sys.stdout.write("loading\n")

    def voices(self):
        return (Voice(engine="odd", name="tone", languages=("en",), about="a tone"),)

    def synthesize(self, text, *, voice, rate_wpm):  # noqa: ARG002
        sys.stdout.write("garbage on standard output\n")
        sys.stdout.flush()
        os.write(1, b"\x00\x01garbage")
        samples = tone(text, rate_wpm)
        verb, _, rest = text.partition(" ")
        return RawSpeech(samples=VERBS[verb](samples, rest) if verb in VERBS else samples, sample_rate=RATE)


def tone(text, rate_wpm=180):
    frames = int(RATE * 0.065 * max(1, len(text)) * 180 / rate_wpm)
    time = np.arange(frames) / RATE
    swell = np.sin(np.pi * np.arange(frames) / frames) ** 0.25
    return (0.2 * swell * np.sin(2 * np.pi * (300 + sum(text.encode()) % 200) * time)).astype(np.float32)


def create():
    return OddEngine()
