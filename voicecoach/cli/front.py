"""The front of the command line: what holds for every command, and how one is registered."""

import os
from collections.abc import Callable
from typing import Annotated, Final

import typer
from msgspec.structs import replace

from voicecoach import __version__
from voicecoach.cli.commands import CliCommand, CliGroup, commands_of, show_help
from voicecoach.cli.exits import exit_on_failure, reporting
from voicecoach.cli.options import (
    flag,
)
from voicecoach.cli.signature import unpacked
from voicecoach.cli.state import State, set_state, state
from voicecoach.cli.terminal import show
from voicecoach.documents import folder
from voicecoach.memory import TO_COMPUTE

# These work even if the config file is invalid.
_WITHOUT_CONFIG: Final = frozenset({"doctor", "guide", "help"})
# These load numpy, which crashes without enough memory.
_COMPUTING: Final = frozenset(
    {"play", "export", "say", "plan", "batch", "check", "record", "devices", "doctor", "cache"}
)
_PAGE: Final = """Turns a routine into spoken coaching with exact timing: live on the headphones, or as an MP3.

Hear one now           voicecoach play bar-hang
Take one with you      voicecoach export bar-hang -o bar-hang.mp3
Write your own         voicecoach new mine.yaml
Give one to somebody   voicecoach export mine.yaml -o mine.html
What is wrong here?    voicecoach doctor
"""
app = typer.Typer(
    name="voicecoach",
    cls=CliGroup,
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
        typer_command = app.command(name, cls=CliCommand, rich_help_panel=panel, epilog=epilog)
        needed_bytes = TO_COMPUTE if name in _COMPUTING else 0
        typer_command(reporting(unpacked(function), needed_bytes=needed_bytes))
        return function

    return register


def _version(value: bool) -> None:
    if value:
        show(f"voicecoach {__version__}")
        raise typer.Exit


def _no_color(value: bool) -> None:
    """Let the option be `NO_COLOR`, which every library reads."""
    if value:
        os.environ["NO_COLOR"] = "1"


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
    no_color: Annotated[
        bool,
        flag("--no-color", callback=_no_color, is_eager=True, help="Show everything without colours."),
    ] = False,
    traceback: Annotated[bool, flag("--traceback", help="Show where an error comes from.")] = False,
) -> None:
    from voicecoach.cli.config import configurable, default_map, read_config

    del version, no_color
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
