"""The commands for people who write routines: each is a signature, one call and one report."""

from typing import Annotated, Final

import typer

from voicecoach.cli import completing
from voicecoach.cli.front import command
from voicecoach.cli.options import (
    Choice,
    Json,
    Quiet,
    RecordOptions,
    Settings,
    SoundOptions,
    Which,
    flag,
    option,
)

_WRITE: Final = "Write routines"


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


@command("check", _WRITE, "mine.yaml", "mine.yaml --fix", "plans --strict")
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
    """Say what is wrong with routines and which cues do not fit, and mend it."""
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
def _record(choice: Choice, sound: SoundOptions, which: Which, recording: RecordOptions) -> int | None:
    """Speak a routine yourself, sentence by sentence."""
    from voicecoach.cli.recording import record_routine

    return record_routine(choice, sound, which, recording)


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
