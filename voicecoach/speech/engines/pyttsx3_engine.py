"""pyttsx3: the voices of macOS and Windows, and espeak-ng on Linux from the wheel `espeakng-loader`.

Every cue gets a process of its own (`pyttsx3_once`), which ends after it. This contains what pyttsx3 2.99 and the
systems below it do: lose a text, say it at another rate, hang in the second run, end the process, print.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from voicecoach.errors import SpeechError
from voicecoach.memory import lacking
from voicecoach.speech.engine_spec import EngineSpec
from voicecoach.speech.engines.espeak_data import ESPEAK_RATE_OF_WPM, short_data_path
from voicecoach.speech.engines.voice_names import find_voice, language_tag, short_id
from voicecoach.speech.model import RawSpeech, Voice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TRIES: Final = 2
LIMIT_S: Final = 14.0  # twice this is less than the pool's limit for a cue
LIMIT_S_PER_CHARACTER: Final = 0.02
LISTING_LIMIT_S: Final = 30.0
ONCE: Final = Path(__file__).with_name("pyttsx3_once.py")

PYTTSX3: Final = EngineSpec(
    name="pyttsx3",
    about="the voices of the system; espeak-ng on Linux, in a hundred languages",
    module=__name__,
    imports=("pyttsx3", "espeakng_loader") if sys.platform == "linux" else ("pyttsx3",),
    packages=("pyttsx3", "espeakng-loader") if sys.platform == "linux" else ("pyttsx3",),
    of_the_system=True,
    speller="espeak",
    rate_wpm=191,
    remedy="pip install --force-reinstall voicecoach",
)


class Pyttsx3Engine:
    name = PYTTSX3.name

    def __init__(self, *, program: Sequence[str] = (), environment: Mapping[str, str] | None = None) -> None:
        """`program` and `environment` stand in for the real ones in tests."""
        self._program = list(program) or [sys.executable, "-P", str(ONCE)]
        self._environment = environment
        self._listed: tuple[list[dict[str, Any]], str] | None = None
        self._ids: dict[str, str] = {}

    def version(self) -> str:
        return PYTTSX3.version()

    def load(self) -> None:
        """List the voices, as the first cue needs the name of its own; meanwhile the worker loads what comes after an engine."""
        self._list()

    def voices(self) -> Sequence[Voice]:
        listed, _ = self._list()
        return tuple(
            Voice(
                engine=self.name,
                name=short_id(voice["id"]),
                languages=tuple(language_tag(tag) for tag in voice["languages"]),
                about=voice["name"],
            )
            for voice in listed
        )

    def synthesize(self, text: str, *, voice: str, rate_wpm: int) -> RawSpeech:
        rate = round(rate_wpm * ESPEAK_RATE_OF_WPM) if sys.platform == "linux" else rate_wpm
        order = {"text": text, "voice": self._voice_id(voice), "rate": rate}
        limit_s = LIMIT_S + LIMIT_S_PER_CHARACTER * len(text)
        problem = ""
        with tempfile.TemporaryDirectory(prefix="cue-") as folder:
            for attempt in range(TRIES):
                path = Path(folder) / f"{attempt}.wav"  # macOS writes AIFF into it; it is read by its content
                try:
                    self._run({**order, "path": str(path)}, limit_s)
                    return _read(path)
                except (OSError, ValueError, KeyError, RuntimeError, subprocess.TimeoutExpired) as failure:
                    if lacking(failure):
                        raise
                    problem = str(failure)
        raise SpeechError(f"the engine {self.name} failed {TRIES} times: {problem}")

    def _run(self, order: Mapping[str, Any], limit_s: float) -> dict[str, Any]:
        """Start the process, give it its order, return its answer; it is gone when this returns."""
        if self._environment is None:
            self._environment = (
                espeak_environment(os.environ) if sys.platform == "linux" else dict(os.environ)
            )
        with subprocess.Popen(  # noqa: S603  # our own program, no shell
            self._program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self._environment,
        ) as process:
            try:
                output, errors = _converse(process, json.dumps(order).encode() + b"\n", limit_s)
            finally:
                process.kill()
        lines = output.decode("utf-8", "replace").splitlines()
        if not lines:
            last = errors.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise RuntimeError(f"it ended with {process.returncode}: {' '.join(last)}".rstrip(": "))
        answer: dict[str, Any] = json.loads(lines[-1])
        if answer.get("error"):
            raise RuntimeError(answer["error"])
        return answer

    def _list(self) -> tuple[list[dict[str, Any]], str]:
        if self._listed is None:
            try:
                answer = self._run({"list": True}, LISTING_LIMIT_S)
                self._listed = (answer["voices"], answer["default"])
            except (OSError, ValueError, KeyError, RuntimeError, subprocess.TimeoutExpired) as failure:
                if lacking(failure):
                    raise
                raise SpeechError(
                    f"the engine {self.name} does not start: {failure}", hint=PYTTSX3.remedy
                ) from failure
        return self._listed

    def _voice_id(self, wanted: str) -> str:
        if wanted not in self._ids:
            listed, default = self._list()
            self._ids[wanted] = find_voice(wanted, listed, default, engine=self.name)
        return self._ids[wanted]


def _converse(process: subprocess.Popen[bytes], order: bytes, limit_s: float) -> tuple[bytes, bytes]:
    """Return the process's output and errors. Standard input stays open meanwhile: its end means that nobody waits."""
    stdin, process.stdin = process.stdin, None  # or `communicate` closes it
    assert stdin is not None, "a pipe was asked for"
    try:
        with contextlib.suppress(BrokenPipeError):
            stdin.write(order)
            stdin.flush()
        return process.communicate(timeout=limit_s)
    finally:
        with contextlib.suppress(BrokenPipeError):
            stdin.close()


def espeak_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which pyttsx3 finds espeak-ng's data of the wheel."""
    try:
        import espeakng_loader  # Linux only
    except ImportError:
        return dict(environment)  # the system's espeak-ng knows where its data is
    return {**environment, "ESPEAK_DATA_PATH": short_data_path(espeakng_loader.get_data_path())}


def _read(path: Path) -> RawSpeech:
    import numpy as np  # in the worker only
    import soundfile

    if not path.exists():
        raise ValueError("it wrote no file")
    samples, sample_rate = soundfile.read(path, dtype="float32", always_2d=True)
    if not samples.size:
        raise ValueError("it wrote an empty file")
    return RawSpeech(samples=np.ascontiguousarray(samples.mean(axis=1)), sample_rate=int(sample_rate))


def create() -> Pyttsx3Engine:
    return Pyttsx3Engine()
