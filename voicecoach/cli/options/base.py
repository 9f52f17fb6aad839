"""How an option is declared, and the few that are in no group."""

from typing import Annotated, Any, Final

import typer

from voicecoach.cli import completing

# The panels of `COMMAND --help`.
ROUTINE: Final = "Routine"
VOICE: Final = "Voice"
SOUND: Final = "Sound"
OUTPUT: Final = "Output"
SESSION: Final = "Session"
PANELS: Final = (ROUTINE, VOICE, SOUND, OUTPUT, SESSION)  # in their order


def env(name: str) -> str:
    """Return the environment variable of an option: `--max-time` is `VOICECOACH_MAX_TIME`."""
    return "VOICECOACH_" + name.removeprefix("--").replace("-", "_").upper()


def option(*names: str, panel: str | None = None, **settings: Any) -> Any:
    """Return an option with the environment variable of its long name. docs/cli.md and `doctor` list those, `--help` does not.

    What a number may be is said in its help.
    """
    variable = env(max(names, key=len))
    least, most = settings.get("min"), settings.get("max")
    if most is not None and ".." not in settings["metavar"]:
        settings["help"] += f" From {least} to {most}."
    return typer.Option(*names, envvar=variable, show_envvar=False, rich_help_panel=panel, **settings)


def list_option(*names: str, panel: str | None = None, **settings: Any) -> Any:
    """Return an option that may be repeated. `CliCommand` reads its variable, which Typer would divide at blanks."""
    return typer.Option(*names, rich_help_panel=panel, **settings)


def flag(*names: str, panel: str | None = None, **settings: Any) -> Any:
    """Return an option without a value."""
    return option(*names, panel=panel, metavar="", **settings)


Quiet = Annotated[bool, flag("--quiet", "-q", panel=OUTPUT, help="Say nothing but errors.")]
Json = Annotated[bool, flag("--json", panel=OUTPUT, help="Print data (JSON) instead of text.")]
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
