"""The config file: defaults for options, in the platform's config folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from voicecoach.cli.naming import parameter_of
from voicecoach.errors import InputError, UsageError
from voicecoach.opening import open_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

APP = "voicecoach"
PRONOUNCE = "pronounce"  # a table of names and how they are said; the other keys are options
ROUTINE = "routine"  # tables of parameters, one a routine: `[routine.max-hangs]`
_MOST_BYTES = 100_000
_MOST_PARTS: Final = 100  # of a key: for `a.a.a…`, `tomllib` takes memory that grows with their square
_MANY_PARTS: Final = re.compile(
    rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_MOST_PARTS}}}"""
)
_TABLE: Final = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY: Final = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
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


class Config(Struct, frozen=True, kw_only=True):
    """What the config file says."""

    options: Mapping[str, Any] = {}
    pronounce: tuple[tuple[str, str], ...] = ()  # how names are said
    routines: Mapping[str, Mapping[str, str]] = {}  # parameters of single routines
    places: Mapping[str, str] = {}  # `config.toml:3`, by key: `hold`, `routine.max-hangs.hold`


def _check_parts(text: str) -> None:
    """Raise ValueError for a key that has more parts than any setting has, wherever it stands: in a table's braces, too."""
    if found := _MANY_PARTS.search(text):
        number = text.count("\n", 0, found.start()) + 1
        raise ValueError(f"a key in line {number} has more than {_MOST_PARTS} parts")


def read_config(known: Iterable[str]) -> Config:
    """Return the content of the config file, empty if there is none. Raises UsageError for an invalid one.

    `known` are the options that it may set.
    """
    path = config_file()
    try:
        with open_file(path) as file:
            content = file.read(_MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except OSError as refused:
        raise InputError(
            f"cannot read the config file `{path}`: {refused.strerror}",
            hint="make it readable, or move it away",
        ) from refused
    if len(content) > _MOST_BYTES:
        raise UsageError(
            f"the config file `{path}` is larger than {_MOST_BYTES // 1000} kB",
            hint="take out of it what it does not need",
        )
    import tomllib

    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        _check_parts(text)
        settings = tomllib.loads(text)
    except (
        ValueError,
        RecursionError,
    ) as wrong:  # bytes that are not text, a number of thousands of digits, lists in lists
        reason = str(wrong).partition("\n")[0]
        raise UsageError(
            f"the config file `{path}` is not TOML: {reason}",
            hint="write lines such as `rate = 150`, saved as UTF-8; docs/cli.md has an example",
        ) from wrong
    places = {key: f"{path.name}:{line}" for key, line in _lines(text).items()}
    keys = (*known, PRONOUNCE, ROUTINE)
    unknown = sorted(set(settings) - set(keys))
    if unknown:
        from voicecoach.language.suggest import closest

        near = closest(unknown[0], keys)
        raise UsageError(
            f"unknown key `{unknown[0]}` in the config file `{path}`{_line_of(unknown[0], places)}",
            hint=f"did you mean `{near}`?"
            if near
            else f"it may have {', '.join(f'`{key}`' for key in keys)}",
        )
    return Config(
        options={name: value for name, value in settings.items() if name not in (PRONOUNCE, ROUTINE)},
        pronounce=_pronunciations(settings.get(PRONOUNCE, {})),
        routines=_routines(settings.get(ROUTINE, {}), places),
        places=places,
    )


def _lines(text: str) -> dict[str, int]:
    """Return the line of each key of a TOML text, by its full name."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _TABLE.match(line):
            names = (name.strip().strip("\"'") for name in found.group(1).split("."))
            table = ".".join(names) + "."
            lines.setdefault(table.removesuffix("."), number)
        elif found := _KEY.match(line):
            lines.setdefault(table + found.group(1), number)
    return lines


def _line_of(key: str, places: Mapping[str, str]) -> str:
    return f", line {places[key].rpartition(':')[2]}" if key in places else ""


def default_map(config: Config) -> dict[str, Any]:
    """Return the settings as defaults of the commands that coach; `list` and `voices` always show everything."""
    by_parameter = {parameter_of(name): value for name, value in config.options.items()}
    return dict.fromkeys(COMMANDS_WITH_DEFAULTS, by_parameter)


def _pronunciations(table: Any) -> tuple[tuple[str, str], ...]:
    """Return the table of how names are said. Raises UsageError where it is none."""
    if not isinstance(table, dict) or not all(
        isinstance(say, str) and any(map(str.isalnum, say)) for say in table.values()
    ):
        raise UsageError(
            f"`{PRONOUNCE}` in the config file `{config_file()}` is no table of texts",
            hint='write a line `[pronounce]`, and below it lines such as `Pallof = "pal off"`',
        )
    return tuple(table.items())


def _routines(tables: Any, places: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the parameters that are set for single routines. Raises UsageError where they are none."""
    found: dict[str, dict[str, str]] = {}
    for name, table in tables.items() if isinstance(tables, dict) else [("", None)]:
        if not isinstance(table, dict) or not all(_is_value(value) for value in table.values()):
            key = f"{ROUTINE}.{name}" if name else ROUTINE
            raise UsageError(
                f"`{key}` in the config file `{config_file()}`{_line_of(key, places)} is no table of parameters",
                hint='write a line `[routine.max-hangs]`, and below it lines such as `hold = "8s"`',
            )
        found[name] = {parameter: str(value) for parameter, value in table.items()}
    return found


def _is_value(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)
