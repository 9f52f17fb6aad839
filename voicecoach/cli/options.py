"""The options that commands share, in frozen groups. Each is defined once."""

from typing import Annotated, Any, Final

import typer
from msgspec import Struct

from voicecoach.assets import DEFAULT_PACK
from voicecoach.cli import completing
from voicecoach.output.lame import DEFAULT_BITRATE_KBPS
from voicecoach.studio.defaults import DEFAULT_DUCK_DB, DEFAULT_ENGINE
from voicecoach.studio.targets import output_help

# The panels of `COMMAND --help`.
ROUTINE: Final = "Routine"
VOICE: Final = "Voice"
SOUND: Final = "Sound"
OUTPUT: Final = "Output"
SESSION: Final = "Session"
PANELS: Final = (ROUTINE, VOICE, SOUND, OUTPUT, SESSION)  # in their order

FULL_PERCENT: Final = 100


def env(name: str) -> str:
    """Return the environment variable of an option: `--max-time` is `VOICECOACH_MAX_TIME`."""
    return "VOICECOACH_" + name.removeprefix("--").replace("-", "_").upper()


def option(*names: str, panel: str | None = None, **settings: Any) -> Any:
    """Return an option with the environment variable of its long name. docs/cli.md and `doctor` list those, `--help` does not."""
    variable = env(max(names, key=len))
    return typer.Option(*names, envvar=variable, show_envvar=False, rich_help_panel=panel, **settings)


def list_option(*names: str, panel: str | None = None, **settings: Any) -> Any:
    """Return an option that may be repeated. `commands.Command` reads its variable, which Typer would divide at blanks."""
    return typer.Option(*names, rich_help_panel=panel, **settings)


def flag(*names: str, panel: str | None = None, **settings: Any) -> Any:
    """Return an option without a value."""
    return option(*names, panel=panel, metavar="", **settings)


Quiet = Annotated[bool, flag("--quiet", "-q", panel=OUTPUT, help="Only errors on standard error.")]
Json = Annotated[bool, flag("--json", panel=OUTPUT, help="Print data instead of text.")]
Device = Annotated[
    str,
    option(
        "--device",
        panel=SESSION,
        metavar="NAME",
        autocompletion=completing.devices,
        help="Name or number; see `voicecoach devices`.",
    ),
]
Volume = Annotated[
    int, option("--volume", panel=SESSION, min=0, max=100, metavar="PERCENT", help="How loud on the device.")
]


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


class VoiceOptions(Struct, frozen=True, kw_only=True):
    """With which voice."""

    engine: Annotated[
        str,
        option(
            "--engine",
            panel=VOICE,
            metavar="NAME",
            autocompletion=completing.engines,
            help="auto, or one that `voicecoach voices` lists; none estimates lengths, without sound.",
        ),
    ] = DEFAULT_ENGINE
    voice: Annotated[
        str,
        option(
            "--voice",
            panel=VOICE,
            metavar="NAME",
            autocompletion=completing.voices,
            help="A voice, see `voicecoach voices`; or a folder of recordings, or a voice file.",
        ),
    ] = ""
    rate: Annotated[
        int,
        option(
            "--rate",
            panel=VOICE,
            metavar="WPM",
            min=0,
            max=400,
            help="Words a minute; 0: the voice's own pace.",
        ),
    ] = 0
    language: Annotated[
        str,
        option(
            "--language",
            panel=VOICE,
            metavar="CODE",
            autocompletion=completing.languages,
            help="Language of the voice; the routine's own if left out.",
        ),
    ] = ""
    noisy: Annotated[
        bool, flag("--noisy", panel=VOICE, help="A voice that is understood in a noisy room.")
    ] = False
    quiet: Quiet = False


class SoundOptions(VoiceOptions, frozen=True, kw_only=True):
    """With which voice and which tones."""

    tones: Annotated[
        str,
        option(
            "--tones", panel=SOUND, metavar="PACK", autocompletion=completing.packs, help="The tone pack."
        ),
    ] = DEFAULT_PACK
    no_caution: Annotated[bool, flag("--no-caution", panel=SOUND, help="Leave out the spoken caution.")] = (
        False
    )


class Gains(Struct, frozen=True, kw_only=True):
    """How loud."""

    voice_gain: Annotated[
        float,
        option("--voice-gain", panel=SOUND, metavar="DB", min=-40, max=12, help="Louder or softer voice."),
    ] = 0.0
    tone_gain: Annotated[
        float,
        option("--tone-gain", panel=SOUND, metavar="DB", min=-40, max=12, help="Louder or softer tones."),
    ] = 0.0


class Surroundings(Struct, frozen=True, kw_only=True):
    """What sounds besides the cues."""

    bed: Annotated[
        tuple[str, ...],
        list_option(
            "--bed",
            panel=SOUND,
            metavar="FILE",
            help="Background music; repeat it for a playlist; `off` for none.",
        ),
    ] = ()
    duck: Annotated[
        float,
        option(
            "--duck",
            panel=SOUND,
            metavar="DB",
            min=0,
            max=60,
            help="How far the bed goes down under cues.",
        ),
    ] = DEFAULT_DUCK_DB
    wake: Annotated[
        str,
        option(
            "--wake",
            panel=SOUND,
            metavar="DURATION",
            help="A faint sound before cues, for headsets that fall asleep.",
        ),
    ] = ""


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


class Entry(Struct, frozen=True, kw_only=True):
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


class Recording(Struct, frozen=True, kw_only=True):
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


class Outputs(Struct, frozen=True, kw_only=True):
    """What is exported, and how it is written."""

    output: Annotated[
        tuple[str, ...],
        list_option(
            "--output",
            "-o",
            panel=OUTPUT,
            metavar="FILE",
            help=output_help(),
        ),
    ]
    format_: Annotated[
        str,
        option(
            "--format",
            panel=OUTPUT,
            metavar="FORMAT",
            autocompletion=completing.formats,
            help="With `-o -`: mp3, or another suffix.",
        ),
    ] = "mp3"
    split: Annotated[
        bool, flag("--split", panel=OUTPUT, help="One sound file a step, in a folder, and a playlist.")
    ] = False
    no_clobber: Annotated[bool, flag("--no-clobber", panel=OUTPUT, help="Never replace a file.")] = False
    bitrate: Annotated[
        int,
        option(
            "--bitrate",
            panel=OUTPUT,
            metavar="KBPS",
            help="Of MP3s: 32 to 128, a channel. Smaller files sound duller.",
        ),
    ] = DEFAULT_BITRATE_KBPS
    word_times: Annotated[
        bool, flag("--word-times", panel=OUTPUT, help="In .lrc, a time for each word; few players know it.")
    ] = False
    cover: Annotated[
        str,
        option(
            "--cover",
            panel=OUTPUT,
            metavar="FILE",
            help="A PNG or JPEG that players show, for .mp3 and .m4a.",
        ),
    ] = ""
    for_name: Annotated[
        str,
        option("--for", panel=OUTPUT, metavar="NAME", help="For whom a page is made; stands on its handout."),
    ] = ""
    link: Annotated[
        str,
        option(
            "--link",
            panel=OUTPUT,
            metavar="URL",
            help="Where a page will be found; its handout gets a QR code.",
        ),
    ] = ""


class BatchOptions(Struct, frozen=True, kw_only=True):
    """Where rows go, and who makes them."""

    output: Annotated[
        str,
        option(
            "--output",
            "-o",
            panel=OUTPUT,
            metavar="FOLDER",
            help="The folder of all files; it is made if need be.",
        ),
    ]
    formats: Annotated[
        str,
        option(
            "--formats",
            panel=OUTPUT,
            metavar="FORMATS",
            help="What is made of a row without `formats`: suffixes, such as 'mp3 vtt'.",
        ),
    ] = "mp3"
    name: Annotated[
        str,
        option(
            "--name",
            panel=OUTPUT,
            metavar="PATTERN",
            help="The name of a row's files, from {id} and {routine}; a column `name` beats it.",
        ),
    ] = "{id}"
    with_words: Annotated[
        bool,
        flag(
            "--with-words",
            panel=OUTPUT,
            help="Show a row's own texts, such as a name, in tags, captions and plans.",
        ),
    ] = False
    dry_run: Annotated[bool, flag("--dry-run", panel=OUTPUT, help="Only say which rows would be made.")] = (
        False
    )
    verify: Annotated[
        bool,
        flag(
            "--verify",
            panel=OUTPUT,
            help="Read every file that is there, instead of looking at its size only.",
        ),
    ] = False
    jobs: Annotated[
        int,
        option(
            "--jobs",
            panel=SESSION,
            min=0,
            max=1024,
            metavar="N",
            help="How many rows at once; 0: one for each core.",
        ),
    ] = 0
    scheduler: Annotated[
        str,
        option(
            "--scheduler",
            panel=SESSION,
            metavar="ADDRESS",
            help="A Dask scheduler, such as tls://host:8786; or `local`.",
        ),
    ] = ""
    cache: Annotated[
        str,
        option(
            "--cache",
            panel=SESSION,
            metavar="PLACE",
            help="Share clips with other machines: s3://bucket/prefix, or a folder.",
        ),
    ] = ""
