"""The commands about this machine and this program: each is a signature, one call and one report."""

from typing import Annotated, Final

import typer

from voicecoach.cli import completing
from voicecoach.cli.commands import commands_of, show_help
from voicecoach.cli.front import command
from voicecoach.cli.options import (
    Json,
    flag,
    option,
)

_HERE: Final = "On this machine"


@command("voices", _HERE, "", "--language de", "add kokoro-js-1.2.1.tgz --language es", "remove em_santa")
def _voices(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[add FILE... | remove NAME...]",
            show_default=False,
            autocompletion=completing.voice_words,
            help="Add voices from files, folders and archives, or take added ones out. Left out: what there is.",
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


@command("doctor", _HERE, "", "--json")
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
