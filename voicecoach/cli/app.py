"""The command line: every command is a signature, one call and one report."""

from __future__ import annotations

import os
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated

import typer
from typer.main import get_command

from voicecoach import __version__
from voicecoach.cli.conversion import QuickCommand, QuickGroup
from voicecoach.cli.exits import reporting
from voicecoach.cli.options import (
    Beginning,
    Choice,
    Device,
    Gains,
    Json,
    Quiet,
    Settings,
    SoundOptions,
    Surroundings,
    VoiceOptions,
    Wishes,
    env,
)
from voicecoach.cli.signature import COMPLETION_VARIABLE, unpacked
from voicecoach.cli.state import State, set_state, state
from voicecoach.cli.terminal import show

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_COMMANDS: dict[str, Callable[..., int | None]] = {}


def command(name: str) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Register a command whose options are the fields of its option objects."""

    def register(function: Callable[..., int | None]) -> Callable[..., int | None]:
        _COMMANDS[name] = function
        return function

    return register


def app_for(words: Sequence[str]) -> typer.Typer:
    """Return the app for these words of the command line: with the one command that they name, as building all takes long."""
    name = next((word for word in words if not word.startswith("-")), "")
    return _app((name,) if name in _COMMANDS else tuple(_COMMANDS))


@cache
def _app(commands: tuple[str, ...]) -> typer.Typer:
    built = typer.Typer(
        name="voicecoach",
        cls=QuickGroup,
        help="Compiles a routine into spoken coaching with exact timing: live on the headphones, or as an MP3.",
        rich_markup_mode=None,  # plain help starts three times as fast
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    built.callback()(_before)
    for name in commands:
        built.command(name, cls=QuickCommand)(reporting(unpacked(_COMMANDS[name], _completion_of(name))))
    return built


def _completion_of(command: str) -> Callable[[str], object] | None:
    """Return what names the completions of a command's parameters, if a shell asks for them."""
    if COMPLETION_VARIABLE not in os.environ:
        return None
    from voicecoach.cli.completing import completion_of

    return partial(completion_of, command)


def _version(value: bool) -> None:
    if value:
        show(f"voicecoach {__version__}")
        raise typer.Exit


def _before(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    traceback: Annotated[
        bool, typer.Option("--traceback", envvar=env("traceback"), help="Show where an error comes from.")
    ] = False,
) -> None:
    del version
    set_state(State(traceback=traceback))
    _take_config(context)


def _take_config(context: typer.Context) -> None:
    from msgspec.structs import replace

    from voicecoach.cli.config import configurable, default_map, pronunciations, read_config
    from voicecoach.cli.exits import exit_on_failure

    with exit_on_failure():
        settings = read_config(lambda: configurable(vars(get_command(app_for(())))["commands"]))
        context.default_map = default_map(settings)
        set_state(replace(state(), pronounce=pronunciations(settings)))


@command("play")
def _play(
    choice: Choice,
    sound: SoundOptions,
    gains: Gains,
    around: Surroundings,
    beginning: Beginning,
    *,
    context: typer.Context,
    device: Device = "",
    volume: Annotated[int, typer.Option(envvar=env("volume"), min=0, max=100, metavar="PERCENT")] = 100,
    mute: Annotated[bool, typer.Option("--mute", help="No sound and no device; the screen only.")] = False,
    latency: Annotated[
        int,
        typer.Option(
            envvar=env("latency"),
            min=0,
            max=2000,
            metavar="MS",
            help="How late the headphones are; shifts the screen.",
        ),
    ] = 0,
    no_screen: Annotated[
        bool,
        typer.Option("--no-screen", envvar=env("no_screen"), help="Lines of text; also for screen readers."),
    ] = False,
) -> int | None:
    """Coach a session live."""
    from voicecoach.cli.playing import Where, play_session

    where = Where(
        device=device, volume_percent=volume, mute=mute, latency_ms=latency, has_screen=not no_screen
    )
    given = {name for name in context.params if _is_given(context, name)}
    return play_session(choice, sound, gains, around, where, beginning, given=given)


def _is_given(context: typer.Context, parameter: str) -> bool:
    """Tell whether an option stands on the command line: not in a variable, not in the config file, no default."""
    source = context.get_parameter_source(parameter)
    return source is not None and source.name == "COMMANDLINE"


@command("export")
def _export(
    choice: Choice,
    sound: SoundOptions,
    gains: Gains,
    around: Surroundings,
    *,
    output: Annotated[
        list[str],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="FILE.mp3, .wav, .flac, .ogg, .opus or .m4a; .vtt, .srt or .lrc for captions; .json for the plan; - is standard output. May be repeated.",
        ),
    ],
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="With `-o -`: mp3, or another suffix.",
        ),
    ] = "mp3",
    split: Annotated[
        bool, typer.Option("--split", help="One sound file a step, in a folder, and a playlist.")
    ] = False,
    no_clobber: Annotated[bool, typer.Option("--no-clobber", help="Never replace a file.")] = False,
) -> None:
    """Write a session as files: sound, captions, plan."""
    from voicecoach.cli.exporting import ExportOptions, export_session

    options = ExportOptions(outputs=tuple(output), stream_format=format_, split=split, clobber=not no_clobber)
    export_session(choice, sound, gains, around, options)


@command("plan")
def _plan(choice: Choice, sound: SoundOptions, *, json: Json = False) -> None:
    """Show a session's timeline: every interval and all that is heard."""
    from voicecoach.cli.planning import show_plan

    show_plan(choice, sound, as_json=json)


@command("check")
def _check(
    settings: Settings,
    sound: SoundOptions,
    *,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Routine files, or - for standard input.")
    ],
    strict: Annotated[bool, typer.Option("--strict", help="Warnings are errors.")] = False,
    json: Json = False,
) -> int | None:
    """Prove that routines compile and that every cue fits."""
    from voicecoach.cli.planning import check_files

    return check_files(tuple(files), settings, sound, strict=strict, as_json=json)


@command("fmt")
def _fmt(
    *,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Routine files, or - for standard input to output.")
    ],
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; name the files that would change, and exit with 1."),
    ] = False,
    quiet: Quiet = False,
) -> int | None:
    """Bring routine files into the canonical layout; comments stay."""
    from voicecoach.cli.editing import format_files

    return format_files(tuple(files), check=check, quiet=quiet)


@command("list")
def _list(wishes: Wishes, *, json: Json = False) -> None:
    """Show the built-in routines."""
    from voicecoach.cli.shelving import list_routines

    list_routines(wishes, as_json=json)


@command("show")
def _show(
    *,
    routine: Annotated[str, typer.Argument(metavar="NAME", help="A built-in routine or a path.")],
    source: Annotated[bool, typer.Option("--source", help="Only the source, to copy or to pipe.")] = False,
    json: Json = False,
) -> int | None:
    """Show a routine's about, parameters and source."""
    from voicecoach.cli.shelving import show_routine

    return show_routine(routine, only_source=source, as_json=json)


@command("new")
def _new(
    *,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The routine file to write; - is standard output.")
    ],
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="NAME|FILE",
            help="A built-in routine or a file: a routine, `phrase;seconds`, w2a, ZWO, or `6x 7:3 x3 / 150`.",
        ),
    ] = "",
    quiet: Quiet = False,
) -> int | None:
    """Write a routine to start from; what is there is never replaced."""
    from voicecoach.cli.creating import create_routine

    return create_routine(file, from_, quiet=quiet)


@command("say")
def _say(
    voice: VoiceOptions,
    *,
    text: Annotated[str, typer.Argument(help="The cue.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Write it instead of playing it.")
    ] = "",
    device: Device = "",
    volume: Annotated[int, typer.Option(envvar=env("volume"), min=0, max=100, metavar="PERCENT")] = 100,
) -> int | None:
    """Say one cue as it would sound."""
    from voicecoach.cli.playing import Where, say_text

    return say_text(text, voice, Where(device=device, volume_percent=volume), output=output)


@command("voices")
def _voices(
    *, language: Annotated[str, typer.Option(help="Only voices of this language.")] = "", json: Json = False
) -> None:
    """Show the voices that can be heard here, and how to get more."""
    from voicecoach.cli.system import show_voices

    show_voices(language, as_json=json)


@command("devices")
def _devices(*, json: Json = False) -> None:
    """Show the sound devices."""
    from voicecoach.cli.system import show_devices

    show_devices(as_json=json)


@command("doctor")
def _doctor() -> int | None:
    """Check what voicecoach needs here, each with the remedy for what is missing."""
    from voicecoach.cli.doctor import examine

    return examine()


@command("cache")
def _cache(
    *, clear: Annotated[bool, typer.Option("--clear", help="Delete all clips and pieces of MP3.")] = False
) -> None:
    """Show where the caches are and how large."""
    from voicecoach.cli.system import show_cache

    show_cache(clear=clear)


@command("log")
def _log(
    *,
    limit: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Only the newest N; 0 for all. The table shows 20 by itself."),
    ] = None,
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print a line a session, for spreadsheets.")] = False,
) -> None:
    """Show the sessions that were played: a table, a calendar, the totals of each week."""
    from voicecoach.cli.history import show_log

    show_log(limit=limit, as_json=json, as_csv=csv)


@command("schema")
def _schema() -> None:
    """Print the JSON Schema of the routine language, for editors."""
    from voicecoach.cli.editing import print_schema

    print_schema()


def __getattr__(name: str) -> typer.Typer:
    """Return `app`, with all commands: for tests and whoever looks at them; `main` builds what it needs."""
    if name == "app":
        return app_for(())
    raise AttributeError(name)
