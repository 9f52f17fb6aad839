"""The options that commands share, each defined once, as frozen objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer


def env(name: str) -> str:
    """Return the environment variable of an option."""
    return "VOICECOACH_" + name.upper()


Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", envvar=env("quiet"), help="Only errors on standard error.")
]
Json = Annotated[bool, typer.Option("--json", help="Print data instead of text.")]
Device = Annotated[str, typer.Option(envvar=env("device"), help="Name or number; see `voicecoach devices`.")]

DEFAULT_ENGINE = "auto"
DEFAULT_TONES = "default"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a run changes in a routine."""

    settings: Annotated[
        list[str], typer.Option("--set", metavar="NAME=VALUE", help="Set a parameter; may be repeated.")
    ] = ()  # type: ignore[assignment]  # Typer wants a list, a frozen object a tuple
    hold: Annotated[
        str, typer.Option(envvar=env("hold"), metavar="DURATION", help="Short for --set hold=…")
    ] = ""
    rest: Annotated[
        str, typer.Option(envvar=env("rest"), metavar="DURATION", help="Short for --set rest=…")
    ] = ""
    rounds: Annotated[
        str, typer.Option(envvar=env("rounds"), metavar="N", help="Short for --set rounds=…")
    ] = ""


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """The filters that choose a routine."""

    focus: Annotated[str, typer.Option(envvar=env("focus"), help="Choose by focus: back, hips, grip, …")] = ""
    equipment: Annotated[
        str, typer.Option(envvar=env("equipment"), help="Choose by equipment: bar, none, …")
    ] = ""
    level: Annotated[str, typer.Option(envvar=env("level"), help="Choose by level: easy, medium, hard.")] = ""
    tags: Annotated[
        list[str], typer.Option("--tag", metavar="TEXT", help="Choose by any tag; may be repeated.")
    ] = ()  # type: ignore[assignment]  # Typer wants a list, a frozen object a tuple
    max_time: Annotated[
        str, typer.Option(envvar=env("max_time"), metavar="DURATION", help="Choose what takes no longer.")
    ] = ""


@dataclass(frozen=True, kw_only=True)
class Choice(Settings, Wishes):
    """Which routine, with which settings."""

    routine: Annotated[
        str,
        typer.Argument(
            metavar="[ROUTINE]",
            show_default=False,
            help="A built-in routine, a path, or - for standard input. Left out: the best match of the filters.",
        ),
    ] = ""
    fit: Annotated[
        str, typer.Option(metavar="DURATION", help="Scale the rounds to come nearest to this session length.")
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceOptions:
    """With which voice."""

    engine: Annotated[
        str,
        typer.Option(
            envvar=env("engine"),
            help="auto, hibari, piper, pyttsx3, espeak, one of a plugin, or none (an estimate, no sound).",
        ),
    ] = DEFAULT_ENGINE
    voice: Annotated[
        str,
        typer.Option(
            envvar=env("voice"),
            help="A voice, see `voicecoach voices`; or a folder of recordings, or piper's FILE.onnx.",
        ),
    ] = ""
    rate: Annotated[
        int,
        typer.Option(
            envvar=env("rate"), metavar="WPM", min=0, max=400, help="Words a minute; 0: the voice's own pace."
        ),
    ] = 0
    language: Annotated[
        str,
        typer.Option(envvar=env("language"), help="Language of the voice; the routine's own if left out."),
    ] = ""
    noisy: Annotated[
        bool,
        typer.Option("--noisy", envvar=env("noisy"), help="A voice that is understood in a noisy room."),
    ] = False
    quiet: Quiet = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundOptions(VoiceOptions):
    """With which voice and which tones."""

    tones: Annotated[str, typer.Option(envvar=env("tones"), metavar="PACK", help="The tone pack.")] = (
        DEFAULT_TONES
    )
    no_caution: Annotated[
        bool, typer.Option("--no-caution", envvar=env("no_caution"), help="Leave out the spoken caution.")
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Where and when a live session begins, and whether it is logged."""

    start_in: Annotated[
        str,
        typer.Option(metavar="DURATION", help="Time to get to the bar; it is announced and counted down."),
    ] = ""
    from_: Annotated[
        str, typer.Option("--from", metavar="STEP|TIME", help="Begin at a step, by its name, or at a time.")
    ] = ""
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the session that was broken off last.")
    ] = False
    no_log: Annotated[bool, typer.Option("--no-log", help="Keep no log of this session.")] = False


DEFAULT_DUCK_DB = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What sounds besides the cues."""

    bed: Annotated[
        list[str],
        typer.Option(
            "--bed", metavar="FILE", help="Background music; repeat it for a playlist; `off` for none."
        ),
    ] = ()  # type: ignore[assignment]  # Typer wants a list, a frozen object a tuple
    duck: Annotated[
        float,
        typer.Option(
            envvar=env("duck"), metavar="DB", min=0, max=60, help="How far the bed goes down under cues."
        ),
    ] = DEFAULT_DUCK_DB
    wake: Annotated[
        str,
        typer.Option(
            envvar=env("wake"),
            metavar="DURATION",
            help="A faint sound before cues, for headsets that fall asleep.",
        ),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """How loud."""

    voice_gain: Annotated[
        float,
        typer.Option(envvar=env("voice_gain"), metavar="DB", min=-40, max=12, help="Louder or softer voice."),
    ] = 0.0
    tone_gain: Annotated[
        float,
        typer.Option(envvar=env("tone_gain"), metavar="DB", min=-40, max=12, help="Louder or softer tones."),
    ] = 0.0
