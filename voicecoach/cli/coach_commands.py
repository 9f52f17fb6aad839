"""The commands that coach: each is a signature, one call and one report."""

from typing import Annotated, Final

import typer

from voicecoach.cli import completing
from voicecoach.cli.front import command
from voicecoach.cli.options import (
    OUTPUT,
    BatchOptions,
    Beginning,
    Choice,
    Device,
    Gains,
    Json,
    LogEntry,
    Outputs,
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
from voicecoach.errors import UsageError
from voicecoach.player.playback import FULL_PERCENT

_COACH: Final = "Be coached"


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
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The cue.")],
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
            help="A .csv, .jsonl or .parquet file: a row a recording, columns `id`, `routine`, `hold`, …",
        ),
    ],
) -> int | None:
    """Make the files of every row of a table, and again only what has changed."""
    from voicecoach.cli.batching import make_batch

    return make_batch(table, options, sound, gains, around)


@command("list", _COACH, "", "--focus back --max-time 10m", "--programmes --json")
def _list(
    wishes: Wishes,
    *,
    programmes: Annotated[
        bool, flag("--programmes", help="Only the programmes; --json has routines unless this is given.")
    ] = False,
    json: Json = False,
) -> None:
    """Show the built-in routines and programmes."""
    from voicecoach.cli.listing import list_routines

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
    from voicecoach.cli.routine_page import show_routine

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
    entry: LogEntry,
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NUMBER | add ROUTINE | edit NUMBER | remove NUMBER]",
            show_default=False,
            help="Show one session; enter one that was done elsewhere, change one, or take one out. Left out: the whole log.",
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
    if asked_settings(settings) or which != Which() or entry != LogEntry():
        raise UsageError(
            "these options are for `log add` and `log edit`", hint="write `voicecoach log add ROUTINE …`"
        )

    show_log(LogView(limit=limit, since=since, number=number, as_json=json, as_csv=csv, as_tcx=tcx))
