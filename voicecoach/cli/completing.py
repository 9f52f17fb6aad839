"""Shell completion: names of routines, parameters, steps, voices and devices, of this machine and this routine.

Nothing here is loaded until a shell asks. What cannot be determined is silently left out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import typer

from voicecoach.errors import VoicecoachError
from voicecoach.escaping import plain
from voicecoach.suffixes import ROUTINE_SUFFIXES

if TYPE_CHECKING:
    from voicecoach.language.model import Routine

Offer: TypeAlias = tuple[str, str]  # a value, and a description that some shells show
Words: TypeAlias = Mapping[str, Any]  # the parameters of the command line so far
Offers: TypeAlias = Callable[[Words, str], Iterable[Offer]]
Completion: TypeAlias = Callable[[typer.Context, str], list[Offer]]

COMPLETE_VARIABLE: Final = "_VOICECOACH_COMPLETE"  # set by a shell that asks for completions
SHELLS: Final = ("bash", "zsh", "fish", "powershell", "pwsh")
_VOICE_SUFFIXES: Final = (".onnx", ".bin", ".zip", ".tgz", ".tar.gz", ".tar")
_SPECIAL: Final = re.compile(r"[^\w./:=@%+,-]")


def completion(offers: Offers) -> Completion:
    """Return what Typer calls at Tab, with the context and the word that was begun."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        try:
            found = list(offers(ctx.params, incomplete))
        except (VoicecoachError, OSError):
            return []
        return [(_quoted(value), plain(help_)) for value, help_ in found if value.startswith(incomplete)]

    return complete


def _quoted(value: str) -> str:
    """Return a value as a shell takes it: bash gets it as it is, the others quote it themselves."""
    if os.environ.get(COMPLETE_VARIABLE, "").endswith("bash"):
        return _SPECIAL.sub(r"\\\g<0>", value)
    return value


@completion
def routines(_: Words, incomplete: str) -> Iterator[Offer]:
    from voicecoach.library.shelf import shelf

    yield from ((card.name, card.title) for card in (*shelf().routines, *shelf().programmes))
    yield from _paths(incomplete)


def _paths(incomplete: str, suffixes: tuple[str, ...] = ROUTINE_SUFFIXES) -> Iterator[Offer]:
    """Yield the files with such an ending and the folders that a path may go on with."""
    folder, _, begun = incomplete.rpartition("/")
    above = f"{folder}/" if folder or incomplete.startswith("/") else ""
    with os.scandir(above or ".") as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if not entry.name.startswith(begun) or (entry.name.startswith(".") and not begun):
                continue
            if entry.is_dir():
                yield f"{above}{entry.name}/", "folder"
            elif entry.name.endswith(suffixes):
                yield f"{above}{entry.name}", "file"


@completion
def parameters(words: Words, incomplete: str) -> Iterator[Offer]:
    """Yield `NAME=` for each parameter of the routine, and after the `=` the values that are known."""
    routine = _routine(words)
    name, equals, _ = incomplete.partition("=")
    for parameter in routine.parameters if routine is not None else ():
        if not equals:
            yield f"{parameter.name}=", parameter.about
        elif parameter.name == name:
            yield from ((f"{name}={choice}", parameter.about) for choice in parameter.choices)


def _routine(words: Words) -> Routine | None:
    """Return the routine that the command line names, as far as it can be read."""
    from voicecoach.language.parse import parse_partly
    from voicecoach.sources import read_routine

    files = words.get("files") or ()
    name = words.get("routine") or (files[0] if files else "")
    return None if name in ("", "-") else parse_partly(read_routine(name))[0]


@completion
def steps(words: Words, _: str) -> Iterator[Offer]:
    """Yield the names of the routine's steps, with the settings so far."""
    from voicecoach.cli.naming import named_settings
    from voicecoach.log.plan import steps_of
    from voicecoach.phrases import load_phrases
    from voicecoach.pipeline import LaidOut, lay_out_routine
    from voicecoach.sources import read_routine
    from voicecoach.studio.silent import silent_studio
    from voicecoach.units import format_clock_ms

    name = words.get("routine") or ""
    if name in ("", "-"):
        return
    short = {option: words.get(option) or "" for option in ("hold", "rest", "rounds")}
    settings = named_settings(words.get("settings") or (), short)
    laid_out = lay_out_routine(read_routine(name), settings, silent_studio)
    if not isinstance(laid_out, LaidOut):
        return
    offered: set[str] = set()
    for step in steps_of(laid_out.session, load_phrases(laid_out.routine.language)):
        name = plain(step.name) or str(step.kind)
        if name not in offered:
            offered.add(name)
            yield name, format_clock_ms(step.start_ms)


@completion
def engines(_: Words, __: str) -> Iterator[Offer]:
    from voicecoach.speech.engines import AUTO
    from voicecoach.speech.engines import engines as installed

    yield AUTO, "the best that is installed"
    yield from ((spec.name, spec.about) for spec in installed())


@completion
def voices(words: Words, _: str) -> Iterator[Offer]:
    """Yield the voices of the engine that the command line names, or that would be taken. It is started for that."""
    from voicecoach.speech.engines import AUTO, choose
    from voicecoach.speech.listing import voices_of

    language = words.get("language") or ""
    spec = choose(words.get("engine") or AUTO, language or "en").spec
    yield from ((voice.name, voice.about) for voice in voices_of(spec, language).voices)


@completion
def voice_words(words: Words, incomplete: str) -> Iterator[Offer]:
    """Yield `add` and `remove`, then the files and folders that can hold voices, or the voices that were added."""
    from voicecoach.speech.added import added_voices
    from voicecoach.speech.engines import OURS

    said = tuple(words.get("words") or ())
    match said:
        case ():
            yield "add", "voices from files, folders and archives"
            yield "remove", "voices that were added"
        case ("add", *_):
            yield from _paths(incomplete, _VOICE_SUFFIXES)
        case ("remove", *_):
            found = [one for spec in OURS if spec.voice_suffix for one in added_voices(spec.name)]
            yield from (
                (one.name, f"{one.engine}, {one.languages[0]}") for one in found if one.name not in said
            )


@completion
def devices(_: Words, __: str) -> Iterator[Offer]:
    from voicecoach.player.outputs.sounddevice_output import SoundDeviceSystem

    yield from ((plain(device.name), device.host) for device in SoundDeviceSystem().list())


@completion
def microphones(_: Words, __: str) -> Iterator[Offer]:
    from voicecoach.player.inputs.sounddevice_input import SoundDeviceMicrophones

    yield from ((plain(device.name), device.host) for device in SoundDeviceMicrophones().list())


@completion
def packs(_: Words, __: str) -> Iterable[Offer]:
    from voicecoach.assets import tone_packs

    return ((name, "") for name in tone_packs())


@completion
def languages(_: Words, __: str) -> Iterable[Offer]:
    from voicecoach.phrases import phrase_languages

    return ((name, "") for name in phrase_languages())


@completion
def formats(_: Words, __: str) -> Iterable[Offer]:
    from voicecoach.output.captions import CAPTION_FORMATS
    from voicecoach.output.formats import SOUND_FORMATS
    from voicecoach.studio.targets import PLAN

    yield from ((each.name, each.about) for each in SOUND_FORMATS.values())
    yield from ((name, "captions") for name in CAPTION_FORMATS)
    yield PLAN, "the plan"


@completion
def shells(_: Words, __: str) -> Iterable[Offer]:
    return ((name, "") for name in SHELLS)


@completion
def topics(_: Words, __: str) -> Iterable[Offer]:
    from voicecoach import documents

    return documents.topics()


def _tag_values(kind: str) -> Completion:
    """Return what offers the values of one kind of tag, or of every kind."""

    def offers(_: Words, __: str) -> Iterator[Offer]:
        from voicecoach.library.shelf import shelf

        values: set[str] = set()
        for card in shelf().routines:
            values.update(*(found for tag, found in card.tags.items() if kind in ("", tag)))
        yield from ((value, "") for value in sorted(values))

    return completion(offers)


focuses = _tag_values("focus")
equipments = _tag_values("equipment")
levels = _tag_values("level")
tags = _tag_values("")


@completion
def formats_of_findings(_: Words, _incomplete: str) -> Iterator[Offer]:
    from voicecoach.report.formats import FORMATS

    yield from ((form, "") for form in FORMATS)


@completion
def codes(_: Words, _incomplete: str) -> Iterator[Offer]:
    from voicecoach.findings.codes import Code

    yield from ((code.value, "") for code in Code)
