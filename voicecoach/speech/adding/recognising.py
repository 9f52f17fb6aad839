"""Tells whether a file is a Kokoro voice, a Piper voice or neither, and then why not."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Struct

from voicecoach.errors import InputError
from voicecoach.escaping import one_line
from voicecoach.speech.added import Card
from voicecoach.speech.engines.kokoro_data import (
    SPEAKER_OF_LETTER,
    STYLE_BYTES,
    STYLE_SUFFIX,
    languages_of,
    load_data,
)
from voicecoach.speech.engines.kokoro_engine import KOKORO
from voicecoach.speech.engines.piper_engine import PIPER
from voicecoach.speech.tags import base_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.speech.adding.bundles import BundleFile

UNKNOWN_LICENCE: Final = "unknown: is it yours, or are you sure that you may use it?"
MODEL_SUFFIX: Final = ".onnx"
SETTINGS_SUFFIX: Final = ".onnx.json"
LARGEST_VALUE: Final = 100.0  # the numbers of a style are small
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,79}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*")
_LICENCE: Final = re.compile(
    r"^[^\w\n]{0,40}licen[cs]e:?\s{0,40}\*{0,4}:?\s{0,40}(\S.{0,200})$", re.IGNORECASE | re.MULTILINE
)
_MODEL_BEGINS: Final = b"\x08"  # an ONNX model is a protobuf whose first field is its version
_AGAIN: Final = "download it again; if you have changed it yourself, give it another name"


class NewVoice(Struct, frozen=True, kw_only=True):
    """A voice that can be added: its files by the names that they get, and its card."""

    engine: str
    name: str
    files: tuple[tuple[str, Path], ...]
    card: Card
    size_bytes: int
    is_known: bool  # by its checksum


class PassedOver(Struct, frozen=True, kw_only=True):
    """A voice that is not for us, and why, as the rest of a sentence."""

    name: str
    why: str


class KnownVoice(Struct, frozen=True, kw_only=True):
    licence: str
    bytes: int
    md5: str


@cache
def known_piper_voices() -> dict[str, KnownVoice]:
    text = Path(__file__).with_name("piper_voices.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, KnownVoice])


def recognise(
    parts: Sequence[BundleFile], *, language: str
) -> tuple[tuple[NewVoice, ...], tuple[PassedOver, ...]]:
    """Return the voices in a bundle, and what looks like one and is not for us.

    `language` is that of voices whose names and settings tell none; empty where nobody says. Raises InputError for what is
    damaged: nothing of a bundle that is not whole should be taken.
    """
    found: list[NewVoice] = []
    passed: list[PassedOver] = []
    for part in parts:
        name = part.name.lower()
        if name.endswith(STYLE_SUFFIX):
            one = _style(part, language)
        elif name.endswith(MODEL_SUFFIX):
            one = _piper(part, parts, language)
        else:
            continue
        found.append(one) if isinstance(one, NewVoice) else passed.append(one)
    return tuple(found), tuple(passed)


def _style(part: BundleFile, language: str) -> NewVoice | PassedOver:
    if part.size_bytes != STYLE_BYTES:
        raise InputError(
            f"`{part.name}` is no voice: it has {part.size_bytes:,} bytes, and a voice of Kokoro {STYLE_BYTES:,}",
            hint=f"voices are had so: {KOKORO.voices_from}",
        )
    styles = load_data().styles
    name = next((known for known, style in styles.items() if style.sha256 == part.sha256), "")
    is_known = bool(name)
    name = name or _checked_name(part.name.removesuffix(STYLE_SUFFIX))
    if not is_known:
        if name in styles:
            raise InputError(f"`{part.name}` is not the voice that its publisher gives out", hint=_AGAIN)
        _check_numbers(part)
    tags = languages_of(name) or ((language.lower().replace("_", "-"),) if language else ())
    if not tags:
        raise InputError(
            f"the name of `{part.name}` does not tell its language", hint="say it: --language es"
        )
    if base_language(tags[0]) not in KOKORO.languages:
        return PassedOver(name=name, why=f"{KOKORO.name} does not speak `{tags[0]}` here")
    return NewVoice(
        engine=KOKORO.name,
        name=name,
        files=((f"{name}{STYLE_SUFFIX}", part.path),),
        card=Card(
            file=f"{name}{STYLE_SUFFIX}",
            languages=tags,
            sha256=part.sha256,
            licence=styles[name].licence if is_known else UNKNOWN_LICENCE,
            about=SPEAKER_OF_LETTER.get(name[1:2], "") if languages_of(name) else "",
            rank=list(styles).index(name) if is_known else len(styles),
        ),
        size_bytes=part.size_bytes,
        is_known=is_known,
    )


def _check_numbers(part: BundleFile) -> None:
    import numpy as np

    numbers = np.frombuffer(part.path.read_bytes(), dtype="<f4")
    if not np.isfinite(numbers).all() or float(np.abs(numbers).max()) > LARGEST_VALUE or not numbers.any():
        raise InputError(
            f"`{part.name}` is no voice: it has the size of one, but not its numbers",
            hint=f"voices are had so: {KOKORO.voices_from}",
        )


def _piper(part: BundleFile, parts: Sequence[BundleFile], language: str) -> NewVoice:
    name = _checked_name(part.name.removesuffix(MODEL_SUFFIX))
    beside = [one for one in parts if one.folder == part.folder]
    settings = next((one for one in beside if one.name == f"{part.name}.json"), None)
    if settings is None:
        raise InputError(
            f"`{part.name}` is no voice by itself: `{part.name}.json` is not beside it",
            hint="a Piper voice is these two files; download the second one as well",
        )
    known = known_piper_voices().get(name)
    is_known = known is not None and (known.bytes, known.md5) == (part.size_bytes, part.md5)
    if known is not None and not is_known:
        raise InputError(
            f"`{part.name}` is not the voice that its publisher gives out: {part.size_bytes:,} bytes of {known.bytes:,}, another checksum",
            hint=_AGAIN,
        )
    with part.path.open("rb") as stream:
        if stream.read(1) != _MODEL_BEGINS:
            raise InputError(f"`{part.name}` is no model", hint="download it again")
    tags = _language_of(settings, language)
    licence = known.licence if known is not None else _licence_in(beside)
    return NewVoice(
        engine=PIPER.name,
        name=name,
        files=((f"{name}{MODEL_SUFFIX}", part.path), (f"{name}{SETTINGS_SUFFIX}", settings.path)),
        card=Card(
            file=f"{name}{MODEL_SUFFIX}", languages=tags, sha256=part.sha256, licence=licence, about=""
        ),
        size_bytes=part.size_bytes + settings.size_bytes,
        is_known=is_known,
    )


def _language_of(settings: BundleFile, language: str) -> tuple[str, ...]:
    """Return the language tags of a Piper voice by its settings. Raises InputError where these are none."""
    try:
        content: Any = msgspec.json.decode(settings.path.read_bytes())
        rate = content["audio"]["sample_rate"]
        espeak = content.get("espeak") or {}
        named = (content.get("language") or {}).get("code") or espeak.get("voice") or language
    except (
        msgspec.MsgspecError, UnicodeDecodeError, RecursionError, KeyError, TypeError, AttributeError,
    ) as failure:  # fmt: skip
        raise InputError(
            f"`{settings.name}` is not the settings of a Piper voice", hint="download both of its files again"
        ) from failure
    if not isinstance(rate, int) or not isinstance(named, str) or not _LANGUAGE.fullmatch(named):
        raise InputError(
            f"`{settings.name}` tells no sample rate or no language", hint="download both of its files again"
        )
    tag = named.lower().replace("_", "-")
    return tuple(dict.fromkeys((tag, base_language(tag))))


def _licence_in(beside: Sequence[BundleFile]) -> str:
    """Return what the model card says about the licence, or that it is unknown."""
    from voicecoach.speech.adding.bundles import CARDS

    for one in beside:
        if one.name in CARDS:
            said = _LICENCE.search(one.path.read_bytes().decode("utf-8", "replace"))
            if said:
                return f"its card says: {one_line(said[1]).strip()}"
    return UNKNOWN_LICENCE


def _checked_name(name: str) -> str:
    """Return the name of a voice, which becomes that of a folder."""
    if not _NAME.fullmatch(name) or name.endswith(".") or name.split(".", maxsplit=1)[0].upper() in _RESERVED:
        raise InputError(
            f"`{one_line(name)[:80]}` cannot be the name of a voice",
            hint="rename the file: letters, digits, `_`, `-` and `.`",
        )
    return name


_RESERVED: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}
)  # on Windows
