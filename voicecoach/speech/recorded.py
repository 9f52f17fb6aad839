"""A coach's own recordings in place of an engine: a folder of sound files, each named by what it says.

`halfway.wav` is heard wherever "Halfway." would be spoken, `ten-seconds.mp3` for "Ten seconds.", `3.wav` for
"Three." or "3". What the folder lacks, the engine says.
"""

from __future__ import annotations

import hashlib
import os
import threading
import unicodedata
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from voicecoach.errors import InputError, UsageError
from voicecoach.speech.model import SlowSpeech
from voicecoach.speech.text import UnspeakableError, spoken_text
from voicecoach.speech.words import timed_words
from voicecoach.suffixes import SOUND_SUFFIXES
from voicecoach.units import frames_to_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager
    from types import TracebackType

    from voicecoach.sound.clip import Clip
    from voicecoach.speech.model import Speech, Word
    from voicecoach.timeline.audible import Utterance

LARGEST_NUMBER: Final = 100
LONGEST_NAME_BYTES: Final = 120  # of a file: a sentence may be longer than any file system allows
MEMORY_BYTES: Final = 120 << 20  # two files of the greatest length, or the sentences of a large folder
_DIGEST_DIGITS: Final = 8


def is_folder_of_recordings(voice: str) -> bool:
    """Tell whether a voice is meant as a folder: it is one, or is written as a path."""
    return bool(voice) and (voice.endswith(("/", "\\")) or os.path.isdir(folder_of(voice)))  # noqa: PTH112  # no name is too long for it


def folder_of(voice: str) -> Path:
    """Return the folder that a voice names; a `~` is only a name where it is no user's home."""
    return Path(os.path.expanduser(voice))  # noqa: PTH111  # pathlib's raises


def recording_name(text: str, language: str) -> str:
    """Return what the file of a text is called, without the suffix: its words as they are said, so `3` is `three`.

    Raises UnspeakableError for a text that nobody can say.
    """
    return _shortened(_slug(spoken_text(text, language)))


def sounds_in(folder: Path) -> list[Path]:
    """Return the sound files of a folder, not of those in it, sorted. Raises OSError, and ValueError for a name that cannot be."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in SOUND_SUFFIXES and not path.name.startswith(".") and path.is_file()
    )


class RecordedTexts:
    """Which texts there are recordings of in a folder, as it is now."""

    def __init__(self, folder: Path, language: str) -> None:
        """Read the names of the files. Raises UsageError where the folder cannot be read."""
        self._files = _sound_files(folder, language)
        self._language = language

    def __bool__(self) -> bool:
        return bool(self._files)

    def find(self, text: str) -> Path | None:
        """Return the file of a text, None where there is none."""
        try:
            slugs = [_slug(text), _slug(spoken_text(text, self._language))]
        except UnspeakableError:
            return None
        names = (*slugs, *map(_shortened, slugs))
        return next((self._files[name] for name in names if name in self._files), None)


class RecordedSpeech:
    """Recordings first, then another Speech. A context manager: leaving it leaves the other."""

    def __init__(
        self,
        folder: str,
        other: AbstractContextManager[Speech],
        *,
        language: str,
        note: Callable[[str], None],
    ) -> None:
        """Read what there is in the folder. Raises UsageError where there is no such folder, or nothing to hear in it."""
        self._folder = folder_of(folder)
        self._recorded = RecordedTexts(self._folder, language)
        if not self._recorded:
            raise UsageError(
                f"there is no sound file in the folder {folder}",
                hint=f"name each by what it says, such as `halfway.wav`, `3.wav`; {', '.join(SOUND_SUFFIXES[:4])}, … are read",
            )
        self._note = note
        self._context = other
        self._other = other.__enter__()
        self._clips: OrderedDict[Path, Clip] = OrderedDict()
        self._clip_bytes = 0
        self._frames: dict[Path, int] = {}
        self._lock = threading.Lock()
        self._noted: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        missing = sorted(self._noted)
        if missing and kind is None:
            names = ", ".join(f"`{_slug(text)}`" for text in missing[:3])
            more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""  # noqa: PLR2004
            self._note(f"not recorded in {self._folder}, so an engine says them: {names}{more}")
        self._context.__exit__(kind, error, trace)

    def lengths(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        """Return lengths in ms; a recording is as long at every speed. Raises InputError for a broken file."""
        asked = list(dict.fromkeys(utterances))
        spoken = [utterance for utterance in asked if self._file(utterance) is None]
        self._noted.update(utterance.text for utterance in spoken)
        lengths_ms = dict(self._other.lengths(spoken)) if spoken else {}
        for utterance in asked:
            if utterance not in lengths_ms:
                lengths_ms[utterance] = self._length_ms(utterance)
        return lengths_ms

    def making_ms(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        if not isinstance(self._other, SlowSpeech):
            return {}
        return self._other.making_ms(one for one in utterances if self._file(one) is None)

    def clip(self, utterance: Utterance) -> Clip:
        file = self._file(utterance)
        if file is None:
            return self._other.clip(utterance)
        with self._lock:
            if file in self._clips:
                self._clips.move_to_end(file)
            else:
                self._remember(file, self._load(file))
            return self._clips[file]

    def words(self, utterance: Utterance) -> tuple[Word, ...]:
        if self._file(utterance) is None:
            return self._other.words(utterance)
        return timed_words(utterance.text, self._length_ms(utterance))

    def _length_ms(self, utterance: Utterance) -> int:
        file = self._file(utterance)
        known = self._frames.get(file, 0) if file is not None else 0
        return frames_to_ms(known or self.clip(utterance).frames)

    def _load(self, file: Path) -> Clip:
        from voicecoach.speech.recording import load_recording  # late: it brings numpy

        clip = load_recording(file)
        if self._frames.setdefault(file, clip.frames) != clip.frames:
            raise InputError(f"the recording {file} was changed meanwhile", hint="run it again")
        return clip

    def _remember(self, file: Path, clip: Clip) -> None:
        """Keep a clip; those used least recently go where there are too many, and are read again when they are needed."""
        self._clips[file] = clip
        self._clip_bytes += clip.samples.nbytes
        while self._clip_bytes > MEMORY_BYTES and len(self._clips) > 1:
            self._clip_bytes -= self._clips.popitem(last=False)[1].samples.nbytes

    def _file(self, utterance: Utterance) -> Path | None:
        return None if utterance.voice else self._recorded.find(utterance.text)


def _slug(text: str) -> str:
    """Return a text's words in lower case with hyphens between: the name of its file."""
    plain = (
        unicodedata.normalize("NFC", text)
        .casefold()
        .replace("'", "")
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    )
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def _shortened(slug: str) -> str:
    """Return a name that every file system takes: the beginning of a long one, and a digest of all of it."""
    if len(slug.encode()) <= LONGEST_NAME_BYTES:
        return slug
    digest = hashlib.sha256(slug.encode()).hexdigest()[:_DIGEST_DIGITS]
    head = slug.encode()[: LONGEST_NAME_BYTES - len(digest) - 1].decode("utf-8", "ignore")
    return f"{head.rstrip('-')}-{digest}"


def _sound_files(folder: Path, language: str) -> dict[str, Path]:
    try:
        found = sounds_in(folder)
    except (OSError, ValueError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else failure
        raise UsageError(
            f"the folder of recordings {folder} cannot be read: {reason}",
            hint="`--voice FOLDER` takes a folder of sound files such as `halfway.wav`",
        ) from failure
    files: dict[str, Path] = {}
    for path in found:
        files.setdefault(_slug(path.stem), path)
    for slug, path in tuple(files.items()):
        if any(map(str.isdecimal, slug)):  # `30-seconds.wav` is heard for "Thirty seconds."
            files.setdefault(_slug(spoken_text(slug.replace("-", " "), language)), path)
    for number in range(LARGEST_NUMBER + 1):
        if str(number) in files:
            files.setdefault(_slug(_in_words(number, language)), files[str(number)])
    return files


def _in_words(number: int, language: str) -> str:
    from num2words import num2words

    try:
        return str(num2words(number, lang=language.replace("-", "_")))
    except NotImplementedError:
        return str(number)
