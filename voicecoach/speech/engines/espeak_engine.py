"""espeak-ng called directly: a hundred languages, word times, 7 ms a cue.

Each text is said by a freshly loaded library, or where that is not enough by a process of its own (`espeak_library`
says why). Which of the two is found out at the start, by saying the same text twice.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, Final

from voicecoach.errors import SpeechError
from voicecoach.speech.engine_spec import EngineSpec
from voicecoach.speech.engines import espeak_library as library
from voicecoach.speech.engines.espeak_data import ESPEAK_RATE_OF_WPM, short_data_path
from voicecoach.speech.engines.voice_names import find_voice, language_tag, short_id
from voicecoach.speech.messages import BrokenMessageError, read_message, write_message
from voicecoach.speech.model import Mark, RawSpeech, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

SELF_TEST: Final = "Breathe out, and hold for twenty seconds."
SELF_TEST_VOICE: Final = "gmw/en"
SELF_TEST_RATE: Final = 165
LIMIT_S: Final = 20.0  # the pool's limit for a cue is longer
FULL_SCALE: Final = 32768
_CHILD: Final = "import sys; sys.path[:] = sys.argv[1:]; from voicecoach.speech.engines.espeak_library import main; main()"

ESPEAK: Final = EngineSpec(
    name="espeak",
    about="espeak-ng without anything between: a hundred languages, fast, knows when each word is said",
    module=__name__,
    imports=("espeakng_loader",),
    packages=("espeakng-loader",),
    speller="espeak",
    rate_wpm=191,
    remedy="pip install espeakng-loader",
)


class EspeakEngine:
    name = ESPEAK.name

    def __init__(self, *, library_path: str = "", data_path: str = "") -> None:
        """Take the wheel's own paths where none are given."""
        self._library_path = library_path
        self._data_path = data_path
        self._listed: list[dict[str, Any]] = []
        self._ids: dict[str, str] = {}
        self.process_per_cue = False

    def version(self) -> str:
        return ESPEAK.version()

    def load(self) -> None:
        if not self._library_path:
            import espeakng_loader

            self._library_path = espeakng_loader.get_library_path()
            self._data_path = short_data_path(espeakng_loader.get_data_path())
        if not self._listed:
            try:
                self._listed = library.list_voices(self._library_path, self._data_path)
                first, second = (self._say_here(SELF_TEST, SELF_TEST_VOICE, SELF_TEST_RATE) for _ in range(2))
            except library.EspeakError as failure:
                raise SpeechError(
                    f"the engine {self.name} does not start: {failure}", hint=ESPEAK.remedy
                ) from failure
            self.process_per_cue = first.samples != second.samples

    def voices(self) -> Sequence[Voice]:
        self.load()
        return tuple(
            Voice(
                engine=self.name,
                name=short_id(voice["id"]),
                languages=tuple(language_tag(tag) for tag in voice["languages"]),
                about=voice["name"],
            )
            for voice in self._listed
        )

    def synthesize(self, text: str, *, voice: str, rate_wpm: int) -> RawSpeech:
        import numpy as np  # in the worker only

        self.load()
        if voice not in self._ids:
            self._ids[voice] = find_voice(voice, self._listed, self._usual_voice(voice), engine=self.name)
        rate = round(rate_wpm * ESPEAK_RATE_OF_WPM)
        try:
            say = self._say_apart if self.process_per_cue else self._say_here
            said = say(text, self._ids[voice], rate)
        except library.EspeakError as failure:
            raise SpeechError(str(failure), hint=ESPEAK.remedy) from failure
        samples = np.frombuffer(said.samples, dtype=np.int16).astype(np.float32) * np.float32(1 / FULL_SCALE)
        marks = tuple(Mark(position=position, frame=frame) for position, frame in said.marks)
        return RawSpeech(samples=samples, sample_rate=said.sample_rate, marks=marks)

    def _usual_voice(self, language: str) -> str:
        """Return the id of the voice that espeak-ng itself would take for a language, if there is one."""
        wanted = language_tag(language)
        found = [
            (priority, index)
            for index, voice in enumerate(self._listed)
            for priority, tag in zip(voice["priorities"], voice["languages"], strict=True)
            if language_tag(tag) == wanted
        ]
        return str(self._listed[min(found)[1]]["id"]) if found else ""

    def _say_here(self, text: str, voice: str, rate: int) -> library.EspeakSpeech:
        return library.speak(self._library_path, self._data_path, text=text, voice=voice, rate=rate)

    def _say_apart(self, text: str, voice: str, rate: int) -> library.EspeakSpeech:
        """Say it in a process of its own."""
        order = {
            "library": self._library_path, "data": self._data_path, "text": text, "voice": voice, "rate": rate,
        }  # fmt: skip
        with subprocess.Popen(  # noqa: S603  # our own program, no shell
            [sys.executable, "-P", "-c", _CHILD, *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            assert process.stdin is not None, "a pipe was asked for"
            assert process.stdout is not None, "a pipe was asked for"
            ending = threading.Timer(LIMIT_S, process.kill)  # reading waits as long as the process lives
            ending.start()
            try:
                write_message(process.stdin, order)
                answer = read_message(process.stdout)
                process.wait(LIMIT_S)
            except (OSError, BrokenMessageError, subprocess.TimeoutExpired) as failure:
                raise library.EspeakError(f"the process of a cue failed: {failure}") from failure
            finally:
                ending.cancel()
                process.kill()
        if answer is None:
            raise library.EspeakError(f"the process of a cue ended with {process.returncode}")
        header, samples = answer
        if "problem" in header:
            raise library.EspeakError(str(header["problem"]))
        return library.EspeakSpeech(
            samples=samples,
            sample_rate=int(header["sample_rate"]),
            marks=tuple((int(position), int(frame)) for position, frame in header["marks"]),
        )


def create() -> EspeakEngine:
    return EspeakEngine()
