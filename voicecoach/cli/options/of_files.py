"""Which files are made, of one session or of every row of a table."""

from typing import Annotated

from msgspec import Struct

from voicecoach.cli import completing
from voicecoach.cli.options.base import OUTPUT, SESSION, flag, list_option, option
from voicecoach.output.lame import DEFAULT_BITRATE_KBPS
from voicecoach.studio.targets import output_help

Bitrate = Annotated[
    int,
    option(
        "--bitrate",
        panel=OUTPUT,
        metavar="KBPS",
        help="Of MP3s: 32 to 128, a channel. Smaller files sound duller.",
    ),
]
WordTimes = Annotated[
    bool, flag("--word-times", panel=OUTPUT, help="In .lrc, a time for each word; few players know it.")
]
CoverFile = Annotated[
    str,
    option(
        "--cover", panel=OUTPUT, metavar="FILE", help="A PNG or JPEG that players show, for .mp3 and .m4a."
    ),
]


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
    bitrate: Bitrate = DEFAULT_BITRATE_KBPS
    word_times: WordTimes = False
    cover: CoverFile = ""
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
    bitrate: Bitrate = DEFAULT_BITRATE_KBPS
    word_times: WordTimes = False
    cover: CoverFile = ""
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
