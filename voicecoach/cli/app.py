"""The command line: every command is a signature, one call and one report."""

from collections.abc import Callable
from typing import Annotated, Final

import typer
from msgspec.structs import replace

from voicecoach import __version__
from voicecoach.cli import completing
from voicecoach.cli.commands import Command, Group, commands_of, show_help
from voicecoach.cli.exits import exit_on_failure, reporting
from voicecoach.cli.options import (
    FULL_PERCENT,
    OUTPUT,
    BatchOptions,
    Beginning,
    Choice,
    Device,
    Entry,
    Gains,
    Json,
    Outputs,
    Quiet,
    Recording,
    Settings,
    SoundOptions,
    Surroundings,
    VoiceOptions,
    Volume,
    Where,
    Which,
    Wishes,
    flag,
    option,
)
from voicecoach.cli.signature import unpacked
from voicecoach.cli.state import State, set_state, state
from voicecoach.cli.terminal import show
from voicecoach.documents import folder
from voicecoach.errors import UsageError

# The panels of `--help`.
_COACH: Final = "Be coached"
_WRITE: Final = "Write routines"
_HERE: Final = "On this machine"

_WITHOUT_CONFIG: Final = frozenset(
    {"doctor", "guide", "help"}
)  # these work even if the config file is invalid

_PAGE: Final = """Compiles a routine into spoken coaching with exact timing: live on the headphones, or as an MP3.

Hear one now           voicecoach play bar-hang
Take one with you      voicecoach export bar-hang -o bar-hang.mp3
Write your own         voicecoach new mine.yaml
Give one to somebody   voicecoach export mine.yaml -o mine.html
What is wrong here?    voicecoach doctor
"""

app = typer.Typer(
    name="voicecoach",
    cls=Group,
    help=_PAGE,
    epilog=f"`voicecoach help COMMAND` shows the options of a command, and examples. `voicecoach guide` shows the docs; as files they are in {folder()}.",
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def command(
    name: str, panel: str, *examples: str
) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Register a command whose options are its own and the fields of its option groups. Its help ends with the examples."""
    lines = [f"voicecoach {name} {words}".rstrip() for words in examples]
    epilog = "\n".join(("Examples:", *lines)) if lines else None

    def register(function: Callable[..., int | None]) -> Callable[..., int | None]:
        typer_command = app.command(name, cls=Command, rich_help_panel=panel, epilog=epilog)
        typer_command(reporting(unpacked(function)))
        return function

    return register


def _version(value: bool) -> None:
    if value:
        show(f"voicecoach {__version__}")
        raise typer.Exit


@app.callback()
def _before(
    context: typer.Context,
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", metavar="", callback=_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
    traceback: Annotated[bool, flag("--traceback", help="Show where an error comes from.")] = False,
) -> None:
    from voicecoach.cli.config import configurable, default_map, read_config

    del version
    set_state(State(traceback=traceback))
    if context.invoked_subcommand is None:
        show_help(context)
        return
    if context.invoked_subcommand in _WITHOUT_CONFIG:
        return
    with exit_on_failure():
        config = read_config(configurable(commands_of(context)))
        context.default_map = default_map(config)
        set_state(
            replace(state(), pronounce=config.pronounce, routines=config.routines, places=config.places)
        )


@command(
    "play",
    _COACH,
    "bar-hang",
    "mine.yaml --hold 40s --start-in 10s",
    "--focus back --max-time 10m",
    "--resume",
)
def _play(
    choice: Choice,
    sound: SoundOptions,
    gains: Gains,
    around: Surroundings,
    which: Which,
    beginning: Beginning,
    where: Where,
    *,
    context: typer.Context,
) -> int | None:
    """Coach a session live."""
    from voicecoach.cli.playing import play_session

    given = {name for name in context.params if _is_given(context, name)}
    return play_session(choice, sound, gains, around, which, where, beginning, given=given)


def _is_given(context: typer.Context, parameter: str) -> bool:
    """Tell whether an option stands on the command line: not in a variable, not in the config file, no default."""
    source = context.get_parameter_source(parameter)
    return source is not None and source.name == "COMMANDLINE"


@command(
    "export",
    _COACH,
    "bar-hang -o bar-hang.mp3",
    "mine.yaml -o mine.mp3 -o mine.vtt --bed rain.ogg",
    "bar-hang --split -o plans/hang.mp3",
)
def _export(
    choice: Choice,
    sound: SoundOptions,
    gains: Gains,
    around: Surroundings,
    which: Which,
    outputs: Outputs,
) -> None:
    """Write a session as files: sound, captions, plan."""
    from voicecoach.cli.exporting import export_session

    export_session(choice, sound, gains, around, which, outputs)


@command("say", _COACH, "'Walk your feet forward.'", "'Breathe.' -o breathe.wav")
def _say(
    voice: VoiceOptions,
    *,
    text: Annotated[str, typer.Argument(help="The cue.")],
    output: Annotated[
        str, option("--output", "-o", panel=OUTPUT, metavar="FILE", help="Write it instead of playing it.")
    ] = "",
    as_spoken: Annotated[
        bool, option("--as-spoken", panel=OUTPUT, help="Print what the voice is given, and make no sound.")
    ] = False,
    device: Device = "",
    volume: Volume = FULL_PERCENT,
) -> int | None:
    """Say one cue as it would sound."""
    from voicecoach.cli.playing import say_text, show_as_spoken

    if as_spoken:
        show_as_spoken(text, voice)
        return None
    return say_text(text, voice, Where(device=device, volume=volume), output=output)


@command("plan", _COACH, "bar-hang", "bar-hang --cues", "mine.yaml --engine none --json")
def _plan(
    choice: Choice,
    sound: SoundOptions,
    which: Which,
    *,
    cues: Annotated[bool, flag("--cues", panel=OUTPUT, help="All that is heard, with its times.")] = False,
    json: Json = False,
) -> None:
    """Show a session's timeline: what is done when, and on demand all that is heard."""
    from voicecoach.cli.planning import show_plan

    show_plan(choice, sound, which, with_cues=cues, as_json=json)


@command("today", _COACH, "hang.yaml", "hang.yaml --on 2026-12-24")
def _today(
    *,
    programme: Annotated[
        str,
        typer.Argument(
            metavar="PROGRAMME",
            show_default=False,
            autocompletion=completing.routines,
            help="A programme; left out: the one that was done last.",
        ),
    ] = "",
    on: Annotated[
        str, option("--on", metavar="DATE", help="As on this day, such as 2026-11-30; today unless given.")
    ] = "",
    json: Json = False,
) -> None:
    """Say what a programme has due, and why."""
    from voicecoach.cli.programmes import show_today

    show_today(programme, on, as_json=json)


@command(
    "batch",
    _COACH,
    "plan.csv -o out/",
    "plan.csv -o out/ --formats 'mp3 vtt' --jobs 4",
    "plan.csv -o out/ --scheduler tls://host:8786 --cache s3://bucket/clips",
)
def _batch(
    options: BatchOptions,
    sound: SoundOptions,
    gains: Gains,
    around: Surroundings,
    *,
    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE",
            help="A .csv or .jsonl file: a row a recording, columns `id`, `routine`, `hold`, …",
        ),
    ],
) -> int | None:
    """Make the files of every row of a table, and again only what has changed."""
    from voicecoach.cli.batching import make_batch

    return make_batch(table, options, sound, gains, around)


@command("list", _COACH, "", "--equipment bar --max-time 10m", "--programmes --json")
def _list(
    wishes: Wishes,
    *,
    programmes: Annotated[
        bool, flag("--programmes", help="Only the programmes; --json has routines unless this is given.")
    ] = False,
    json: Json = False,
) -> None:
    """Show the built-in routines and programmes."""
    from voicecoach.cli.shelving import list_routines

    list_routines(wishes, only_programmes=programmes, as_json=json)


@command("show", _COACH, "bar-hang", "bar-hang --source")
def _show(
    *,
    routine: Annotated[
        str,
        typer.Argument(
            metavar="NAME", autocompletion=completing.routines, help="A built-in routine or a path."
        ),
    ],
    source: Annotated[bool, flag("--source", help="Only the source, to copy or to pipe.")] = False,
    json: Json = False,
) -> int | None:
    """Show a routine's about, parameters and source."""
    from voicecoach.cli.shelving import show_routine

    return show_routine(routine, only_source=source, as_json=json)


@command(
    "log",
    _COACH,
    "",
    "add bar-hang --effort 6 --pain 0",
    "edit 12 --note 'Grip slipped.'",
    "--csv",
    "12 --tcx > hang.tcx",
)
def _log(
    settings: Settings,
    which: Which,
    entry: Entry,
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NUMBER | add ROUTINE | edit NUMBER | remove NUMBER]",
            show_default=False,
            help="Show one session; enter one that was done elsewhere, change one, or take one out. Nothing shows the log.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        option(
            "--limit",
            min=0,
            metavar="N",
            help="Only the newest N; 0 for all. The table shows 20 by itself.",
        ),
    ] = None,
    json: Json = False,
    csv: Annotated[
        bool, flag("--csv", panel=OUTPUT, help="Print a line a session, for spreadsheets.")
    ] = False,
    tcx: Annotated[
        bool,
        flag("--tcx", panel=OUTPUT, help="Print activities with a lap a set, for Strava and Garmin Connect."),
    ] = False,
    since: Annotated[
        str, option("--since", metavar="DATE", help="Only sessions from this day on, such as 2026-11-30.")
    ] = "",
) -> None:
    """Show the sessions that were done: a table, a calendar, how each exercise comes on; or change what it says."""
    from voicecoach.cli.history import LogView, show_log
    from voicecoach.cli.parameters import asked_settings

    number = int(words[0]) if words and len(words) == 1 and words[0].isdecimal() else 0
    if words and not number:
        from voicecoach.cli.entering import change_log

        action, *what = words
        change_log(action, tuple(what), settings, which, entry)
        return
    if asked_settings(settings) or which != Which() or entry != Entry():
        raise UsageError(
            "these options are for `log add` and `log edit`", hint="write `voicecoach log add ROUTINE …`"
        )

    show_log(LogView(limit=limit, since=since, number=number, as_json=json, as_csv=csv, as_tcx=tcx))


@command(
    "new",
    _WRITE,
    "mine.yaml",
    "mine.yaml --from bar-hang",
    "crimps.yaml --from '6 x 7/3, 3 sets, 3 min rest'",
)
def _new(
    *,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The routine file to write; - is standard output.")
    ],
    from_: Annotated[
        str,
        option(
            "--from",
            metavar="NAME|FILE|TEXT",
            autocompletion=completing.routines,
            help="A built-in routine, a file (a routine, w2a, ZWO, phrases, a table, a workout in words), the text itself, or -.",
        ),
    ] = "",
    quiet: Quiet = False,
) -> int | None:
    """Write a routine to start from; what is there is never replaced."""
    from voicecoach.cli.creating import create_routine

    return create_routine(file, from_, quiet=quiet)


Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Routine files, or - for standard input.")
]


@command("check", _WRITE, "mine.yaml", "plans --strict")
def _check(
    settings: Settings,
    sound: SoundOptions,
    *,
    files: Files,
    strict: Annotated[bool, flag("--strict", help="Warnings are errors.")] = False,
    fix: Annotated[
        bool, flag("--fix", help="Put right what can be, after showing it and asking; comments stay.")
    ] = False,
    yes: Annotated[bool, flag("--yes", "-y", help="With --fix: do not ask.")] = False,
    format_: Annotated[
        str,
        option(
            "--format",
            metavar="text|json|github|sarif",
            autocompletion=completing.formats_of_findings,
            help="How findings are printed; --json is short for json.",
        ),
    ] = "text",
    json: Json = False,
) -> int | None:
    """Prove that routines compile and that every cue fits; mend what does not."""
    from voicecoach.cli.checking import Checking, check_files

    how = Checking(strict=strict, fix=fix, yes=yes, format="json" if json else format_)
    return check_files(tuple(files), settings, sound, how)


@command("explain", _WRITE, "yaml-colon", "cue-left-out")
def _explain(
    *,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="The code of a finding, as `check` prints it.",
            autocompletion=completing.codes,
        ),
    ],
) -> int | None:
    """Say what a finding means, with an example and the same put right."""
    from voicecoach.cli.explaining import explain

    explain(code)
    return None


@command("fmt", _WRITE, "mine.yaml", "--check plans/monday.yaml")
def _fmt(
    *,
    files: Files,
    check: Annotated[
        bool,
        flag("--check", help="Write nothing; name the files that would change, and exit with 1."),
    ] = False,
    quiet: Quiet = False,
) -> int | None:
    """Bring routine files into the canonical layout; comments stay. Standard input is written to standard output."""
    from voicecoach.cli.editing import format_files

    return format_files(tuple(files), check=check, quiet=quiet)


@command("schema", _WRITE, "> routine.schema.json", "--plan > plan.schema.json")
def _schema(
    *, plan: Annotated[bool, flag("--plan", help="That of the plan as data instead.")] = False
) -> None:
    """Print the JSON Schema of the routine language, for editors."""
    from voicecoach.cli.editing import print_schema

    print_schema(of_plan=plan)


@command(
    "record",
    _WRITE,
    "mine.yaml --to my-voice",
    "mine.yaml --to my-voice --microphone 'USB Audio'",
    "mine.yaml --to my-voice --list",
)
def _record(choice: Choice, sound: SoundOptions, which: Which, recording: Recording) -> int | None:
    """Speak a routine yourself, sentence by sentence."""
    from voicecoach.cli.recording import record_routine

    return record_routine(choice, sound, which, recording)


@command("voices", _HERE, "", "--language de", "add kokoro-js-1.2.1.tgz --language es", "remove em_santa")
def _voices(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[add FILE... | remove NAME...]",
            show_default=False,
            help="Add voices from files, folders and archives, or take added ones out. Nothing shows what there is.",
        ),
    ] = None,
    language: Annotated[
        str,
        option(
            "--language",
            metavar="CODE",
            autocompletion=completing.languages,
            help="Only voices of this language.",
        ),
    ] = "",
    yes: Annotated[bool, flag("--yes", "-y", help="With add: agree to the licences that are shown.")] = False,
    json: Json = False,
) -> int | None:
    """Show what is heard in each language and how to get better voices; add voices of your own."""
    from voicecoach.cli.voices import change_voices, show_voices

    if words:
        action, *what = words
        return change_voices(action, tuple(what), language=language, yes=yes)
    show_voices(language, as_json=json)
    return None


@command("devices", _HERE, "", "--microphones")
def _devices(
    *,
    microphones: Annotated[
        bool, flag("--microphones", help="Those to record with, instead of those to play on.")
    ] = False,
    json: Json = False,
) -> None:
    """Show the sound devices."""
    from voicecoach.cli.system import show_devices

    show_devices(microphones=microphones, as_json=json)


@command("doctor", _HERE)
def _doctor(*, context: typer.Context, json: Json = False) -> int | None:
    """Check what voicecoach needs here, each with the remedy for what is missing."""
    from voicecoach.cli.config import configurable
    from voicecoach.cli.doctor import examine

    return examine(configurable(commands_of(context.find_root())), as_json=json)


@command("cache", _HERE, "--clear")
def _cache(
    *, clear: Annotated[bool, flag("--clear", help="Delete all clips, pieces of MP3 and covers.")] = False
) -> None:
    """Show where the caches are and how large."""
    from voicecoach.cli.system import show_cache

    show_cache(clear=clear)


@command("guide", _WRITE, "", "guide", "cli")
def _guide(
    *,
    topic: Annotated[
        str,
        typer.Argument(
            metavar="TOPIC",
            show_default=False,
            autocompletion=completing.topics,
            help="A page; left out: which pages there are.",
        ),
    ] = "",
) -> None:
    """Show the docs: how to write a routine, every option, and more."""
    from voicecoach.cli.guiding import show_guide

    show_guide(topic)


@command(
    "completion", _HERE, "zsh > ~/.zfunc/_voicecoach", "fish > ~/.config/fish/completions/voicecoach.fish"
)
def _completion(
    *,
    shell: Annotated[
        str,
        typer.Argument(
            metavar="SHELL", autocompletion=completing.shells, help="bash, zsh, fish, powershell or pwsh."
        ),
    ],
) -> None:
    """Print what completes the words of this program in a shell."""
    from voicecoach.cli.guiding import print_completion

    print_completion(shell)


@command("help", _HERE, "", "play")
def _help(
    *,
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="COMMAND", show_default=False, help="A command.")] = "",
) -> None:
    """Show all commands, or the options of one."""
    show_help(context.find_root(), name)
