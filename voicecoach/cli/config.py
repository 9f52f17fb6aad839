"""The config file: defaults for options, in the platform's config folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from voicecoach.errors import UsageError
from voicecoach.opening import open_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

APP = "voicecoach"
PRONOUNCE = "pronounce"  # a table of names and how they are said; the other keys are options
_MOST_BYTES = 1 << 20
# Options whose parameter has another name than they have.
PARAMETERS = {"set": "settings", "tag": "tags", "format": "format_", "from": "from_"}
COMMANDS_WITH_DEFAULTS = ("play", "export", "plan", "check", "say")


def configurable(commands: Mapping[str, Any]) -> dict[str, Any]:
    """Return all options that the config file may set, by their names without the dashes, sorted, with their defaults.

    `commands` are the commands of Typer's group, by name.
    """
    defaults = {
        option.removeprefix("--"): parameter.default
        for name in COMMANDS_WITH_DEFAULTS
        for parameter in commands[name].params
        for option in parameter.opts
        if option.startswith("--")
    }
    return dict(sorted(defaults.items()))


def config_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / "config.toml"


def read_config(known: Iterable[str]) -> dict[str, Any]:
    """Return the settings of the config file, or nothing where there is none. Raises UsageError for a wrong one.

    `known` are the options that it may set.
    """
    path = config_file()
    try:
        with open_file(path) as file:
            content = file.read(_MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as refused:
        raise UsageError(
            f"cannot read the config file `{path}`: {refused.strerror}",
            hint="make it readable, or move it away",
        ) from refused
    import tomllib

    try:
        settings = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except (
        ValueError,
        RecursionError,
    ) as wrong:  # bytes that are no text, a number of thousands of digits, lists in lists
        reason = str(wrong).partition("\n")[0]
        raise UsageError(
            f"the config file `{path}` is not TOML: {reason}",
            hint="write lines such as `rate = 150`, saved as UTF-8; docs/cli.md has an example",
        ) from wrong
    keys = (*known, PRONOUNCE)
    unknown = sorted(set(settings) - set(keys))
    if unknown:
        raise UsageError(
            f"unknown key `{unknown[0]}` in the config file `{path}`",
            hint=f"it may have {', '.join(f'`{key}`' for key in keys)}",
        )
    return settings


def default_map(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the settings as defaults of the commands that coach; `list` and `voices` always show everything."""
    by_parameter = {
        PARAMETERS.get(name, name.replace("-", "_")): value
        for name, value in settings.items()
        if name != PRONOUNCE
    }
    return dict.fromkeys(COMMANDS_WITH_DEFAULTS, by_parameter)


def pronunciations(settings: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the table of how names are said. Raises UsageError where it is none."""
    table = settings.get(PRONOUNCE, {})
    if not isinstance(table, dict) or not all(
        isinstance(say, str) and any(map(str.isalnum, say)) for say in table.values()
    ):
        raise UsageError(
            f"`{PRONOUNCE}` in the config file `{config_file()}` is no table of texts",
            hint='write a line `[pronounce]`, and below it lines such as `Pallof = "pal off"`',
        )
    return tuple(table.items())
