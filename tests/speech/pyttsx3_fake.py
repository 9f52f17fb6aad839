"""A stand-in for pyttsx3 that misbehaves as its drivers for macOS (nsss) and Windows (sapi5) do.

What it does is in the text that it is to say. Its program is the real one, `pyttsx3_once`, made to believe that it runs
on that system.
"""

import sys
from pathlib import Path

from voicecoach.speech.engines.pyttsx3_engine import ONCE, Pyttsx3Engine

PACKAGE = r"""
import os, struct, sys, threading, wave

RUNS = []
RATE_22050 = bytes.fromhex("400dac44000000000000")  # 80 bits of floating point


class Proxy:
    def setBusy(self, busy):
        pass


class FakeVoice:
    id, name, languages = "com.apple.voice.Sam", "Sam", ["en_US"]


class Engine:
    def __init__(self):
        self.proxy, self._called, self._queue, self._rate = Proxy(), {}, [], 200

    def connect(self, topic, call):
        self._called[topic] = call

    def getProperty(self, name):
        return [FakeVoice()] if name == "voices" else FakeVoice.id

    def setProperty(self, name, value):
        if name == "voice" and value != FakeVoice.id:
            self._called["error"](exception=ValueError("unknown voice"))
        if name == "rate":
            self._rate = value

    def save_to_file(self, text, path):
        self._queue = [(text, path)]

    def runAndWait(self):
        RUNS.append(1)
        if len(RUNS) > 1:
            threading.Event().wait()  # the second run never ends
        text, path = self._queue.pop()
        print("Audio saved to", path)
        os.write(1, b"NSSpeechSynthesizer says hello")
        if "never ends" in text:
            threading.Event().wait()
        if "swallowed" in text:
            self._called["error"](exception=OSError("disk full"))
            return
        if "no file" not in text:
            self._write(text, path)
        if sys.platform != "win32":
            self._called["finished-utterance"](name=None, completed=True)

    def _write(self, text, path):
        if "no bytes" in text:
            open(path, "wb").close()
            return
        frames = 0 if "no frames" in text else 22050 * 200 // self._rate
        if "once" in text and path.endswith("0.wav"):
            frames = 0
        if sys.platform == "win32":
            with wave.open(path, "wb") as file:
                file.setparams((1, 2, 22050, 0, "NONE", ""))
                file.writeframes(frames * b"\x11\x11")
            return
        samples = frames * b"\x11\x11"
        facts = struct.pack(">hIh", 1, frames, 16) + RATE_22050
        chunks = b"COMM" + struct.pack(">I", 18) + facts
        chunks += b"SSND" + struct.pack(">III", len(samples) + 8, 0, 0) + samples
        with open(path, "wb") as file:
            file.write(b"FORM" + struct.pack(">I", len(chunks) + 4) + b"AIFF" + chunks)


def init(driver=None):
    assert driver is None  # the system's own
    if os.environ.get("NO_VOICES"):
        raise OSError("no speech framework")
    return Engine()
"""

PROGRAM = "import runpy, sys; sys.platform, path = sys.argv[1:]; runpy.run_path(path, run_name='__main__')"


def engine(folder: Path, platform: str, **environment: str) -> Pyttsx3Engine:
    """Return the engine as on this platform, with the stand-in in place of pyttsx3."""
    (folder / "pyttsx3").mkdir(exist_ok=True)
    (folder / "pyttsx3" / "__init__.py").write_text(PACKAGE)
    program = [sys.executable, "-c", PROGRAM, platform, str(ONCE)]
    return Pyttsx3Engine(program=program, environment={"PYTHONPATH": str(folder), **environment})
