"""A live session, a recording session, and what the log says of one."""

from typing import Annotated

from msgspec import Struct

from voicecoach.cli import completing
from voicecoach.cli.options.base import (
    OUTPUT,
    SESSION,
    Device,
    Volume,
    flag,
    list_option,
    option,
)
from voicecoach.player.playback import FULL_PERCENT


class LogEntry(Struct, frozen=True, kw_only=True):
    """What the listener says of a session, with `log add` and `log edit`."""

    done: Annotated[
        bool, flag("--done", panel=SESSION, help="It was done, all of it; `log add` takes that for granted.")
    ] = False
    stopped_at: Annotated[
        str,
        option("--stopped-at", panel=SESSION, metavar="TIME", help="It was broken off here, such as 3:20."),
    ] = ""
    effort: Annotated[
        int | None,
        option("--effort", panel=SESSION, min=1, max=10, metavar="1..10", help="How hard it was."),
    ] = None
    pain: Annotated[
        int | None, option("--pain", panel=SESSION, min=0, max=10, metavar="0..10", help="How much it hurt.")
    ] = None
    note: Annotated[
        str | None, option("--note", panel=SESSION, metavar="TEXT", help="Whatever else is worth keeping.")
    ] = None
    load: Annotated[
        tuple[str, ...],
        list_option(
            "--load",
            panel=SESSION,
            metavar="[EXERCISE=]LOAD",
            help="With what load, such as +10kg or 'Max hang=+10kg'. May be repeated.",
        ),
    ] = ()
    edge: Annotated[
        tuple[str, ...],
        list_option(
            "--edge",
            panel=SESSION,
            metavar="[EXERCISE=]EDGE",
            help="On what edge, such as 20mm. May be repeated.",
        ),
    ] = ()
    reached: Annotated[
        tuple[str, ...],
        list_option(
            "--reached",
            panel=SESSION,
            metavar="[EXERCISE=]TIME",
            help="Of a step `until: done`: how long it went, such as 48s. May be repeated; with `log add`.",
        ),
    ] = ()
    at: Annotated[
        str,
        option(
            "--at", panel=SESSION, metavar="DATE", help="When it was, such as 2026-11-30 or 2026-11-30T18:30."
        ),
    ] = ""


class Beginning(Struct, frozen=True, kw_only=True):
    """Where and when a live session begins, and whether it is logged."""

    start_in: Annotated[
        str,
        option(
            "--start-in",
            panel=SESSION,
            metavar="DURATION",
            help="Time to get to the bar; it is announced and counted down.",
        ),
    ] = ""
    from_: Annotated[
        str,
        option(
            "--from",
            panel=SESSION,
            metavar="STEP|TIME",
            autocompletion=completing.steps,
            help="Begin at a step, by its name, or at a time.",
        ),
    ] = ""
    resume: Annotated[
        bool, flag("--resume", panel=SESSION, help="Go on with the session that was broken off last.")
    ] = False
    no_log: Annotated[bool, flag("--no-log", panel=SESSION, help="Keep no log of this session.")] = False
    no_why: Annotated[
        bool, flag("--no-why", panel=SESSION, help="Do not say why a programme's dose is what it is.")
    ] = False
    no_ask: Annotated[
        bool, flag("--no-ask", panel=SESSION, help="Do not ask for effort and pain at the end.")
    ] = False


class Where(Struct, frozen=True, kw_only=True):
    """On what a live session is heard and seen, and how."""

    device: Device = ""
    volume: Volume = FULL_PERCENT
    mute: Annotated[bool, flag("--mute", panel=SESSION, help="No sound and no device; the screen only.")] = (
        False
    )
    latency: Annotated[
        int,
        option(
            "--latency",
            panel=SESSION,
            min=0,
            max=2000,
            metavar="MS",
            help="How late the headphones are; shifts the screen.",
        ),
    ] = 0
    no_screen: Annotated[
        bool, flag("--no-screen", panel=SESSION, help="Lines of text; also for screen readers.")
    ] = False


class RecordOptions(Struct, frozen=True, kw_only=True):
    """Where a coach's recordings go, and how they are made."""

    to: Annotated[
        str,
        option(
            "--to",
            panel=OUTPUT,
            metavar="FOLDER",
            help="The folder of the recordings, which then is a voice; it is made if need be.",
        ),
    ]
    again: Annotated[
        bool,
        flag("--again", panel=SESSION, help="Also what is recorded already; it stays among the raw takes."),
    ] = False
    list: Annotated[
        bool,
        flag(
            "--list",
            panel=OUTPUT,
            help="Record nothing: print each sentence, how long it may be, and the name of its file.",
        ),
    ] = False
    microphone: Annotated[
        str,
        option(
            "--microphone",
            panel=SESSION,
            metavar="NAME",
            autocompletion=completing.microphones,
            help="Name or number; see `voicecoach devices --microphones`.",
        ),
    ] = ""
    device: Device = ""
