"""Typer's commands, changed in four ways.

Their panels have a fixed order. Messages about wrong options are escaped for terminals, and suggest an option only if it is close.
They name the variable or the line of the config file that a wrong value comes from. The shell completes an option's value by what
stands before it.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

import typer
from msgspec.structs import replace
from typer.core import TyperCommand, TyperGroup

from voicecoach.cli.naming import parameter_of
from voicecoach.cli.narrow import is_narrow, write_help
from voicecoach.cli.options import PANELS, env
from voicecoach.cli.state import Rank, ValueOrigin, set_state, state
from voicecoach.cli.terminal import forget_reader, show, tell
from voicecoach.errors import UsageError, VoicecoachError
from voicecoach.escaping import one_line
from voicecoach.language.suggest import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


# What pydantic says of a number; Typer shows it as it is.
_PLAIN_WORDS: Final = (
    (re.compile(r"Input should be less than or equal to (\S+)"), "it is {0} at most"),
    (re.compile(r"Input should be greater than or equal to (\S+)"), "it is {0} at least"),
    (re.compile(r"Input should be less than (\S+)"), "it is less than {0}"),
    (re.compile(r"Input should be greater than (\S+)"), "it is more than {0}"),
    (re.compile(r"Input should be a valid integer.*", re.DOTALL), "it is a whole number, such as 3"),
    (re.compile(r"Input should be a valid number.*", re.DOTALL), "it is a number, such as 1.5"),
    (re.compile(r"Input should be a finite number"), "it is a number, such as 1.5"),
)


# Typer's message about a word that no argument takes: `voicecoach list back`.
_TOO_MANY: Final = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)")

# Names of arguments that already have their own brackets: what may be left out, and what must be there.
_IN_BRACKETS: Final = re.compile(r"\[(\[.*\])\](?:\.\.\.)?")
_BRACES: Final = re.compile(r"\{([^{}]+?)(?:\.\.\.)?\}")


class CliCommand(TyperCommand):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        if is_narrow():
            write_help(self, ctx, formatter, {})
            return
        with _whoever_reads():
            super().format_help(ctx, formatter)

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters with those of the shared panels last, in the panels' order."""
        return sorted(_without_types(super().get_params(ctx)), key=_panel_number)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        pieces = [_BRACES.sub(r"\1", piece) for piece in super().collect_usage_pieces(ctx)]
        return [_IN_BRACKETS.sub(r"\1", piece) for piece in pieces]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if ctx.resilient_parsing and args and self._takes_value(ctx, args[-1]):
            # Its value is being completed; if it stayed, Typer would not read the other words.
            args = args[:-1]
        lists = _take_lists(self, ctx)
        with _harmless(self, ctx, tuple(args)):
            rest = super().parse_args(ctx, args)
        if not ctx.resilient_parsing:
            _warn_of_keyboard(self.params, ctx.params)
        origins = {name: _origin(ctx, name, lists) for name in ctx.params}
        known = {name: origin for name, origin in origins.items() if origin is not None}
        set_state(replace(state(), origins=known))
        return rest

    def _takes_value(self, ctx: Any, word: str) -> bool:
        return any(
            word in parameter.opts and not getattr(parameter, "is_flag", True)
            for parameter in self.get_params(ctx)
        )


class CliGroup(TyperGroup):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        if is_narrow():
            write_help(self, ctx, formatter, self.commands)
            return
        with _whoever_reads():
            super().format_help(ctx, formatter)

    def get_params(self, ctx: Any) -> list[Any]:
        return _without_types(super().get_params(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except Exception as wrong:
            if hasattr(wrong, "message"):
                vars(wrong)["message"] = _no_command(args[0], self.commands)
            raise

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with _harmless(self, ctx, tuple(args)):
            return super().parse_args(ctx, args)


@contextmanager
def _whoever_reads() -> Iterator[None]:
    """Go on where the reader has gone (`voicecoach --help | head -1`), as after all that is printed. rich would exit with 1."""
    try:
        yield
    except SystemExit:
        forget_reader(sys.stdout)


def _warn_of_keyboard(parameters: list[Any], values: Mapping[str, Any]) -> None:
    """Say that a keyboard is read, which looks as if nothing happened."""
    arguments = [values.get(one.name) for one in parameters if not one.opts[0].startswith("-")]
    is_asked = any(value == "-" or (isinstance(value, list | tuple) and "-" in value) for value in arguments)
    if is_asked and sys.stdin is not None and sys.stdin.isatty():
        tell("reading from the keyboard; Ctrl-D ends it (on Windows, Ctrl-Z and Enter)")


def _no_command(word: str, commands: Iterable[str]) -> str:
    from voicecoach.sources import is_routine

    said = f"No such command: {one_line(word)}."
    if is_routine(word):
        return f"{said} To hear that routine: voicecoach play {one_line(word)}"
    near = closest(word, commands)
    return f"{said} Did you mean {near}?" if near else said


def _options(command: TyperCommand | TyperGroup, ctx: Any) -> list[str]:
    return [name for parameter in command.get_params(ctx) for name in parameter.opts if name.startswith("-")]


def _without_types(parameters: list[Any]) -> list[Any]:
    """Let the help show no types of Python, `<bool>` at a flag, `<list[str]>` at an argument, and no `[0<=x<=400]`.

    `min` and `max` of a parameter are what Typer shows; what it checks is its own copy.
    """
    for parameter in parameters:
        parameter.min = parameter.max = None
        if not parameter.opts[0].startswith("-"):
            parameter.display_type_rich = _no_type
        elif parameter.metavar is None and getattr(parameter, "is_flag", False):
            parameter.metavar = ""
    return parameters


def _no_type(ctx: Any) -> None:
    del ctx


def _panel_number(parameter: Any) -> int:
    panel = getattr(parameter, "rich_help_panel", None)
    return PANELS.index(panel) if panel in PANELS else -1


def commands_of(context: Any) -> Mapping[str, Any]:
    """Return all commands, by name. `context` is that of the group."""
    assert isinstance(context.command, CliGroup), "the program's own context is that of its group"
    return context.command.commands


def show_help(context: Any, name: str = "") -> None:
    """Print the help of the program, or of one of its commands. Raises UsageError where there is no such command."""
    command = context.command
    if name:
        commands = commands_of(context)
        if name not in commands:
            close = closest(name, commands)
            hint = f"did you mean `{close}`?" if close else f"the commands are {', '.join(commands)}"
            raise UsageError(f"there is no command `{name}`", hint=hint)
        command = commands[name]
        context = typer.Context(command, parent=context, info_name=name)
    show(command.get_help(context))  # empty if rich has printed it already


@contextmanager
def _harmless(command: TyperCommand | TyperGroup, ctx: Any, args: tuple[str, ...]) -> Iterator[None]:
    """Escape what a message quotes: with `voicecoach plan *.yaml`, an untrusted file name may be taken for an option.

    Name the true source of a value that does not come from the command line.
    """
    try:
        yield
    except BrokenPipeError:  # of what Typer prints by itself
        forget_reader(sys.stdout)
        raise typer.Exit from None
    except Exception as wrong:
        if isinstance(message := getattr(wrong, "message", None), str):
            vars(wrong)["message"] = one_line(_plain(message))
        if (written := getattr(wrong, "option_name", None)) and hasattr(wrong, "possibilities"):
            near = closest(written, _options(command, ctx))  # Typer's own suggestions are less close
            vars(wrong)["possibilities"] = [near] if near else []
            if not near and "--set" in _options(command, ctx) and _is_parameter(written, args):
                vars(wrong)["message"] += f". It is a parameter of the routine: --set {written[2:]}=…"
        parameter = getattr(wrong, "param", None)
        if examples := (command.epilog or "").splitlines()[1:]:
            if type(wrong).__name__ == "MissingParameter":
                vars(wrong)["message"] = f"For example: {examples[0]}"
            elif found := _TOO_MANY.search(getattr(wrong, "message", "")):
                example = next((one for one in examples if " --" in one), examples[0])
                vars(wrong)["message"] = f"It does not take `{found[1]}`. For example: {example}"
        origin = _origin(ctx, parameter.name, ()) if parameter is not None else None
        if origin is not None and origin.rank < Rank.COMMAND_LINE:
            vars(wrong)["param_hint"] = origin.label
        raise


def _is_parameter(option: str, words: Iterable[str]) -> bool:
    """Tell whether one of the words is a routine that has a parameter of this name: `max-hangs --edge 18mm`."""
    from voicecoach.cli.parameters import parameter_names
    from voicecoach.sources import is_routine, read_routine

    name = option.removeprefix("--")
    with suppress(VoicecoachError):
        return any(name in parameter_names(read_routine(word)) for word in words if is_routine(word))
    return False


def _plain(message: str) -> str:
    """Return what Typer says of a wrong value as a person would say it."""
    for pattern, words in _PLAIN_WORDS:
        if found := pattern.search(message):
            return words.format(*found.groups())
    return message


def _take_lists(command: TyperCommand, ctx: Any) -> set[str]:
    """Use environment variables as the defaults of repeatable options. Return the names of those parameters."""
    taken: dict[str, Any] = dict(ctx.default_map or {})
    lists = [parameter for parameter in command.params if getattr(parameter, "multiple", False)]
    from_variables: set[str] = set()
    for parameter in lists:
        written = os.environ.get(_variable(parameter), "")
        if written:
            taken[parameter.name] = divided(written)
            from_variables.add(parameter.name)
        elif isinstance(taken.get(parameter.name), str):  # `bed = "calm.mp3"` in the config file
            taken[parameter.name] = [taken[parameter.name]]
    ctx.default_map = taken
    return from_variables


def divided(written: str) -> list[str]:
    """Return the list in a variable: one item per line, or separated like `PATH`. Blanks stay.

    A part that is not `NAME=VALUE` belongs to the one before, if that is: `hold=1:30`.
    """
    if "\n" in written:
        return [line.strip() for line in written.split("\n") if line.strip()]
    items: list[str] = []
    for item in written.split(os.pathsep):
        if items and "=" in items[-1] and "=" not in item:
            items[-1] += os.pathsep + item
        elif item:
            items.append(item)
    return items


def _variable(parameter: Any) -> str:
    return env(max(parameter.opts, key=len))


def _origin(ctx: Any, name: str, from_variables: Iterable[str]) -> ValueOrigin | None:
    """Return where a parameter's value comes from; None for its default."""
    source = ctx.get_parameter_source(name)
    parameter = next((one for one in ctx.command.params if one.name == name), None)
    if source is None or parameter is None or not parameter.opts[0].startswith("-"):
        return None
    option = max(parameter.opts, key=len)
    match source.name:
        case "COMMANDLINE":
            return ValueOrigin(rank=Rank.COMMAND_LINE, label=option)
        case "ENVIRONMENT":
            return ValueOrigin(rank=Rank.VARIABLE, label=_variable(parameter))
        case "DEFAULT_MAP" if name in from_variables:
            return ValueOrigin(rank=Rank.VARIABLE, label=_variable(parameter))
        case "DEFAULT_MAP":
            key = next((key for key in state().places if parameter_of(key) == name), "")
            return ValueOrigin(rank=Rank.CONFIG, label=state().places.get(key, option))
        case _:
            return None
