"""Voices that the user has added: a folder for each in the data folder, with its files and `voice.json`.

`adding` brings them there. Here they are read: by the program, which asks what there is for a language, and by the workers.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from voicecoach.errors import InputError, SpeechError
from voicecoach.opening import open_file
from voicecoach.speech.tags import base_language
from voicecoach.store import data_folder

FOLDER: Final = "voices"
CARD: Final = "voice.json"
LARGEST_CARD: Final = 1 << 16


class Card(Struct, frozen=True, kw_only=True):
    """What is recorded about a voice when it is added."""

    file: str  # the name of its main file, which is beside the card
    languages: tuple[str, ...]  # tags in lower case, its own first: `pt-br`, `pt`
    sha256: str  # of the main file
    licence: str = ""
    about: str = ""
    rank: int = 0  # of several voices of a language and an engine, the lowest is taken


class AddedVoice(Struct, frozen=True, kw_only=True):
    engine: str
    name: str
    path: Path  # of the main file
    languages: tuple[str, ...]
    sha256: str
    licence: str
    about: str
    rank: int


def voices_folder() -> Path:
    return data_folder() / FOLDER


def added_voices(engine: str) -> tuple[AddedVoice, ...]:
    """Return an engine's added voices, the preferred ones first; damaged ones are left out."""
    folder = voices_folder() / engine
    try:
        names = [entry.name for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError:
        return ()
    found = [_read(engine, folder / name) for name in names]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.rank, one.name)))


def added_named(engine: str, name: str) -> AddedVoice | None:
    return next((one for one in added_voices(engine) if one.name == name), None)


def best_added(engine: str, language: str) -> AddedVoice | None:
    """Return the voice that is taken for a language: one that is exactly of it, else the first of the same base."""
    tag = language.replace("_", "-").lower()
    listed = added_voices(engine)
    exact = [one for one in listed if tag in one.languages]
    same_base = [one for one in listed if base_language(tag) in map(base_language, one.languages)]
    return next(iter(exact + same_base), None)


def is_whole(voice: AddedVoice) -> bool:
    """Tell whether the main file is still what was added."""
    try:
        with voice.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == voice.sha256
    except OSError:
        return False


def check_added(engine: str, path: Path) -> None:
    """Raise SpeechError where a file is that of an added voice, and has changed since."""
    one = next((one for one in added_voices(engine) if one.path == path), None)
    if one is not None and not is_whole(one):
        raise SpeechError(
            f"the voice `{one.name}` is damaged: its file has changed since it was added",
            hint="`voicecoach voices add FILE`, with the file that it came from, puts it right",
        )


def _read(engine: str, folder: Path) -> AddedVoice | None:
    try:
        with open_file(folder / CARD) as stream:
            card = msgspec.json.decode(stream.read(LARGEST_CARD), type=Card)
        path = folder / card.file
        if not card.languages or Path(card.file).name != card.file or not path.is_file():
            return None
    except (OSError, InputError, ValueError, RecursionError, msgspec.MsgspecError):
        return None
    return AddedVoice(
        engine=engine,
        name=folder.name,
        path=path,
        languages=card.languages,
        sha256=card.sha256,
        licence=card.licence,
        about=card.about,
        rank=card.rank,
    )
