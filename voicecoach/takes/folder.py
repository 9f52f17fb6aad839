"""The folder of a coach's recordings: a sound file for each sentence, and the raw takes in a folder of their own.

    FOLDER/halfway.wav           what is heard: trimmed, levelled
    FOLDER/raw/halfway.1.wav     each take as the microphone gave it

Nothing else in the folder is touched, and nothing that was recorded is lost: what a new take replaces is kept among the raw ones.
"""

from __future__ import annotations

import io
import os
import shutil
from typing import TYPE_CHECKING, Final

from voicecoach.errors import OutputError
from voicecoach.output.files import atomic_file
from voicecoach.speech.recorded import RecordedTexts
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.sound.clip import FloatClip, Samples
    from voicecoach.takes.sentences import Sentence

RAW: Final = "raw"
_FORMAT: Final = "WAV"
_BITS: Final = "PCM_24"
_MOST_TAKES: Final = 10_000


class TakeFolder:
    """One folder, for one language."""

    def __init__(self, path: Path, language: str) -> None:
        self.path = path
        self._raw = path / RAW
        self._language = language

    def find(self, text: str) -> Path | None:
        """Return the file that is played for a text, or None. Raises UsageError for a folder that cannot be read."""
        if not self.path.exists():
            return None
        return RecordedTexts(self.path, self._language).find(text)

    def make(self) -> None:
        """Make the folders. Raises OutputError where that cannot be."""
        try:
            self.path.mkdir(exist_ok=True)
            self._raw.mkdir(exist_ok=True)
            if not os.access(self.path, os.W_OK) or not os.access(self._raw, os.W_OK):
                raise PermissionError(13, "write-protected")
        except OSError as refused:
            raise OutputError(
                f"cannot keep recordings in `{self.path}`: {refused.strerror}",
                hint="name another folder; the one above it has to exist",
            ) from refused

    def keep_raw(self, sentence: Sentence, samples: Samples, sample_rate: int) -> Path:
        """Write a take beside the earlier ones. Before the first, copy what was played so far there as well."""
        number = self._next_number(sentence.name)
        if number == 1:
            before = self.find(sentence.text)
            if before is not None:
                number = 2
                self._copy(before, self._raw / f"{sentence.name}.1{before.suffix}")
        path = self._raw / f"{sentence.name}.{number}.wav"
        _write(path, samples, sample_rate, clobber=False)
        return path

    def publish(self, sentence: Sentence, clip: FloatClip) -> Path:
        """Use a clip for a sentence from now on. What was played for it under another name moves to the raw takes."""
        path = self.path / f"{sentence.name}.wav"
        before = self.find(sentence.text)
        if before != path and path.exists():  # `halfway.wav` beside the `halfway.flac` that is played
            self._set_aside(path, sentence)
        _write(path, clip.samples, SAMPLE_RATE)
        if before is not None and before != path:
            self._set_aside(before, sentence)
        return path

    def _set_aside(self, path: Path, sentence: Sentence) -> None:
        path.replace(self._raw / f"{sentence.name}.{self._next_number(sentence.name)}{path.suffix}")

    def _next_number(self, name: str) -> int:
        taken = {path.stem for path in self._raw.iterdir()}
        return next(number for number in range(1, _MOST_TAKES) if f"{name}.{number}" not in taken)

    def _copy(self, source: Path, target: Path) -> None:
        with source.open("rb") as file, atomic_file(target, clobber=False) as copy:
            shutil.copyfileobj(file, copy)


def _write(path: Path, samples: Samples, sample_rate: int, *, clobber: bool = True) -> None:
    import soundfile

    content = io.BytesIO()  # to a file that cannot be written, the library writes less, and says nothing
    soundfile.write(content, samples, sample_rate, format=_FORMAT, subtype=_BITS)
    with atomic_file(path, clobber=clobber) as stream:
        stream.write(content.getbuffer())
