"""Typer's commands with three changes.

Their panels have a fixed order. Messages about wrong options are harmless on a terminal, and suggest an option only if it is near.
The shell completes an option's value by what stands before it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from voicecoach.cli.options import PANELS
from voicecoach.cli.terminal import show
from voicecoach.errors import UsageError
from voicecoach.escaping import one_line
from voicecoach.language.suggest import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Command(TyperCommand):
    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters with those of the shared panels last, in the panels' order."""
        return sorted(super().get_params(ctx), key=_panel_number)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if ctx.resilient_parsing and args and self._takes_value(ctx, args[-1]):
            args = args[
                :-1
            ]  # the shell completes its value; with it, Typer would read none of the other words
        with _harmless(_options(self, ctx)):
            return super().parse_args(ctx, args)

    def _takes_value(self, ctx: Any, word: str) -> bool:
        return any(
            word in parameter.opts and not getattr(parameter, "is_flag", True)
            for parameter in self.get_params(ctx)
        )


class Group(TyperGroup):
    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except Exception as wrong:
            if hasattr(wrong, "message"):
                vars(wrong)["message"] = _no_command(args[0], self.commands)
            raise

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with _harmless(_options(self, ctx)):
            return super().parse_args(ctx, args)


def _no_command(word: str, commands: Iterable[str]) -> str:
    from voicecoach.files import is_routine

    said = f"No such command: {one_line(word)}."
    if is_routine(word):
        return f"{said} To hear that routine: voicecoach play {one_line(word)}"
    near = closest(word, commands)
    return f"{said} Did you mean {near}?" if near else said


def _options(command: TyperCommand | TyperGroup, ctx: Any) -> list[str]:
    return [name for parameter in command.get_params(ctx) for name in parameter.opts if name.startswith("-")]


def _panel_number(parameter: Any) -> int:
    panel = getattr(parameter, "rich_help_panel", None)
    return PANELS.index(panel) if panel in PANELS else -1


def commands_of(context: Any) -> Mapping[str, Any]:
    """Return all commands, by name. `context` is that of the group."""
    assert isinstance(context.command, Group)
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
    show(command.get_help(context))  # an empty text where rich has printed it already


@contextmanager
def _harmless(options: Iterable[str]) -> Iterator[None]:
    """Escape what a message quotes: `voicecoach plan *.yaml` may take the name of a stranger's file for an option."""
    try:
        yield
    except Exception as wrong:
        if isinstance(message := getattr(wrong, "message", None), str):
            vars(wrong)["message"] = one_line(message)
        if (written := getattr(wrong, "option_name", None)) and hasattr(wrong, "possibilities"):
            near = closest(written, options)  # Typer's own suggestions are further off
            vars(wrong)["possibilities"] = [near] if near else []
        raise
