"""Which routine, with which settings, and which session of a programme."""

from typing import Annotated

import typer
from msgspec import Struct

from voicecoach.cli import completing
from voicecoach.cli.options.base import ROUTINE, SESSION, list_option, option


class Settings(Struct, frozen=True, kw_only=True):
    """What a run changes in a routine."""

    settings: Annotated[
        tuple[str, ...],
        list_option(
            "--set",
            panel=ROUTINE,
            metavar="NAME=VALUE",
            autocompletion=completing.parameters,
            help="Set a parameter; may be repeated.",
        ),
    ] = ()
    hold: Annotated[
        str, option("--hold", panel=ROUTINE, metavar="DURATION", help="Short for --set hold=…")
    ] = ""
    rest: Annotated[
        str, option("--rest", panel=ROUTINE, metavar="DURATION", help="Short for --set rest=…")
    ] = ""
    rounds: Annotated[
        str, option("--rounds", panel=ROUTINE, metavar="N", help="Short for --set rounds=…")
    ] = ""


class Wishes(Struct, frozen=True, kw_only=True):
    """The filters that choose a routine."""

    focus: Annotated[
        str,
        option(
            "--focus",
            panel=ROUTINE,
            metavar="TEXT",
            autocompletion=completing.focuses,
            help="Choose by focus: back, hips, grip, …",
        ),
    ] = ""
    equipment: Annotated[
        str,
        option(
            "--equipment",
            panel=ROUTINE,
            metavar="TEXT",
            autocompletion=completing.equipments,
            help="Choose by equipment: bar, none, …",
        ),
    ] = ""
    level: Annotated[
        str,
        option(
            "--level",
            panel=ROUTINE,
            metavar="LEVEL",
            autocompletion=completing.levels,
            help="Choose by level: easy, medium, hard.",
        ),
    ] = ""
    tags: Annotated[
        tuple[str, ...],
        list_option(
            "--tag",
            panel=ROUTINE,
            metavar="TEXT",
            autocompletion=completing.tags,
            help="Choose by any tag; may be repeated.",
        ),
    ] = ()
    max_time: Annotated[
        str, option("--max-time", panel=ROUTINE, metavar="DURATION", help="Choose what takes no longer.")
    ] = ""


class Choice(Settings, frozen=True, kw_only=True):
    """Which routine, with which settings."""

    routine: Annotated[
        str,
        typer.Argument(
            metavar="ROUTINE",
            show_default=False,
            autocompletion=completing.routines,
            help="A built-in routine, a path, or - for standard input. Left out: the best match of the filters.",
        ),
    ] = ""
    fit: Annotated[
        str,
        option(
            "--fit",
            panel=ROUTINE,
            metavar="DURATION",
            help="Scale the rounds to come nearest to this session length.",
        ),
    ] = ""
    wishes: Wishes = Wishes()


class Which(Struct, frozen=True, kw_only=True):
    """Which session of a programme."""

    session: Annotated[
        int,
        option(
            "--session",
            panel=SESSION,
            min=0,
            metavar="N",
            show_default=False,
            help="Of a programme: this session, by its number. The next one unless given.",
        ),
    ] = 0
    week: Annotated[
        int,
        option(
            "--week",
            panel=SESSION,
            min=0,
            metavar="N",
            show_default=False,
            help="Of a programme: the first session of this week.",
        ),
    ] = 0
