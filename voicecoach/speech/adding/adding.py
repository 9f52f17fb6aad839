"""Voices of the user's, from a file to the data folder and out of it again. What is there is whole: a folder that was renamed to its place."""

from __future__ import annotations

import difflib
import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from voicecoach.errors import InputError, SpeechError, UsageError
from voicecoach.speech.added import CARD, added_named, added_voices, is_whole, voices_folder
from voicecoach.speech.adding.bundles import no_room, parts_of
from voicecoach.speech.adding.recognising import NewVoice, PassedOver, recognise
from voicecoach.speech.engines.kokoro_engine import KOKORO
from voicecoach.speech.engines.piper_engine import PIPER
from voicecoach.speech.tags import base_language
from voicecoach.unfinished import unfinished_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from voicecoach.speech.added import AddedVoice

ENGINES: Final = (KOKORO, PIPER)  # whose voices can be added
TRIAL: Final = "1, 2, 3."  # every language has words for it


class Bundle(Struct, frozen=True, kw_only=True):
    """What was found in the files that the user named. `new` are not there yet, or damaged there."""

    new: tuple[NewVoice, ...]
    known: tuple[str, ...]  # the names of those that are there already
    passed_over: tuple[PassedOver, ...]


@contextmanager
def opened(sources: Sequence[Path], *, language: str) -> Iterator[Bundle]:
    """Yield the voices in these files, checked and ready to be added within the block.

    With a language, only its voices. Raises InputError, OutputError, UsageError.
    """
    folder = voices_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = unfinished_folder(folder)
        stage = staging.__enter__()
    except OSError as failure:
        raise no_room(folder, failure) from failure
    with ExitStack() as stack:
        stack.push(staging)
        found: dict[str, NewVoice] = {}
        passed: list[PassedOver] = []
        for number, source in enumerate(sources):
            place = stage / f"{number}"
            place.mkdir()
            voices, others = recognise(parts_of(source, place), language=language)
            if not voices and not others:
                raise InputError(
                    f"there is no voice in {source}",
                    hint="a voice is a Piper FILE.onnx with its FILE.onnx.json, or a Kokoro style, FILE.bin",
                )
            found.update((voice.name, voice) for voice in voices)
            passed += others
        yield _sorted_out(found.values(), passed, language)


def _sorted_out(found: Iterable[NewVoice], passed: Sequence[PassedOver], language: str) -> Bundle:
    wanted = [
        voice
        for voice in found
        if not language or base_language(language) in map(base_language, voice.card.languages)
    ]
    if not wanted and language:
        others = sorted({base_language(voice.card.languages[0]) for voice in found})
        raise UsageError(
            f"there is no voice for `{language}` in it",
            hint=f"there are some for {', '.join(others)}; leave out --language to add these"
            if others
            else "`voicecoach voices` names the command for each language",
            option="language",
        )
    new: list[NewVoice] = []
    known: list[str] = []
    for voice in wanted:
        there = added_named(voice.engine, voice.name)
        if there is None or (there.sha256 == voice.card.sha256 and not is_whole(there)):
            new.append(voice)
        elif there.sha256 == voice.card.sha256:
            known.append(voice.name)
        else:
            raise UsageError(
                f"there is another voice of the name `{voice.name}` already",
                hint=f"`voicecoach voices remove {voice.name}` takes that out; or rename the file",
            )
    new.sort(key=lambda voice: (voice.engine, voice.card.rank, voice.name))
    return Bundle(new=tuple(new), known=tuple(known), passed_over=tuple(passed))


def add(voice: NewVoice) -> None:
    """Put a voice of an opened bundle into its place, whole or not at all. Raises InputError, OutputError."""
    folder = voices_folder() / voice.engine
    stage = voice.files[0][1].parent
    ready = stage / f"ready-{voice.name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ready.mkdir()
        for name, path in voice.files:
            path.rename(ready / name)
        (ready / CARD).write_bytes(msgspec.json.format(msgspec.json.encode(voice.card)))
    except OSError as failure:
        raise no_room(folder, failure) from failure
    if voice.engine == PIPER.name and not voice.is_known and PIPER.installed():
        _try(ready / voice.card.file)
    try:
        if added_named(voice.engine, voice.name) is not None:
            (folder / voice.name).rename(stage / f"damaged-{voice.name}")
        elif os.path.lexists(folder / voice.name):  # not ours, or without the card that says so
            (folder / voice.name).rename(folder / f"{voice.name}.not-ours-{os.urandom(4).hex()}")
        ready.rename(folder / voice.name)
    except OSError as failure:
        raise no_room(folder, failure) from failure


def _try(path: Path) -> None:
    """Let a voice say something, in a worker as always. Raises InputError if it cannot."""
    from voicecoach.speech.pool import WorkerPool
    from voicecoach.speech.worker_process import SpeechOrder

    pool = WorkerPool(PIPER, workers=1)
    try:
        pool.run([SpeechOrder(text=TRIAL, voice=str(path), rate_wpm=PIPER.rate_wpm)], lambda *_: None)
    except SpeechError as failure:
        raise InputError(
            f"`{path.name}` cannot speak: {failure.message}"[:400],
            hint="download both of its files again; nothing was added",
        ) from failure
    finally:
        pool.close()


def remove(name: str) -> AddedVoice:
    """Take a voice out. Raises UsageError where it is not there, OutputError where the system refuses."""
    there = next((found for spec in ENGINES if (found := added_named(spec.name, name)) is not None), None)
    if there is None:
        names = [voice.name for spec in ENGINES for voice in added_voices(spec.name)]
        close = difflib.get_close_matches(name, names, n=1)
        raise UsageError(
            f"there is no added voice `{name}`",
            hint=f"did you mean `{close[0]}`?" if close else "`voicecoach voices` lists them",
        )
    try:
        with unfinished_folder(voices_folder()) as bin_:
            there.path.parent.rename(bin_ / "voice")  # at once: nobody sees half of it
    except OSError as failure:
        raise no_room(voices_folder(), failure) from failure
    return there
