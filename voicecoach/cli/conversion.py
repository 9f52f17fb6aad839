"""Options without a library for converting them, where there is nothing to convert.

From 0.27 on, Typer asks pydantic for the type of every option, and loading it takes a tenth of a second: a third of a whole
export. Most values are texts or an option's own default, so it is asked only for the others. Typer has no setting for that;
where it is built otherwise, this does nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from voicecoach.escaping import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def _harmless() -> Iterator[None]:
    """Escape what a message quotes of the words: `voicecoach plan *.yaml` takes names of files for options."""
    try:
        yield
    except Exception as wrong:
        if isinstance(message := getattr(wrong, "message", None), str):
            vars(wrong)["message"] = one_line(message)
        raise


class QuickCommand(TyperCommand):
    """A command whose options are converted only where they must be."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        parameters = self.get_params(ctx)
        if ctx.resilient_parsing and args and _wants_value(parameters, args[-1]):
            args = args[:-1]  # its value is being completed; with it, Typer would take in none of the others
        _convert_where_needed(parameters)
        with _harmless():
            return super().parse_args(ctx, args)


class QuickGroup(TyperGroup):
    """The same for what stands before a command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        _convert_where_needed(self.get_params(ctx))
        with _harmless():
            return super().parse_args(ctx, args)


def _wants_value(parameters: list[Any], word: str) -> bool:
    return any(word in parameter.opts and not getattr(parameter, "is_flag", True) for parameter in parameters)


def _convert_where_needed(parameters: list[Any]) -> None:
    for parameter in parameters:
        if hasattr(parameter, "_runtime_param") and hasattr(parameter, "type_descriptor"):
            vars(parameter)["_runtime_param"] = _WhereNeeded()


class _WhereNeeded:
    """Stands in for Typer's own conversion, which it calls when a value is not of its type yet."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        annotation = param.type_descriptor.annotation
        if value is None and not param.multiple and param.nargs == 1:
            return None
        if annotation is str and isinstance(value, str):
            return value
        if annotation == list[str] and isinstance(value, list | tuple):
            return list(value)
        if annotation in (int, float) and type(value) is annotation and value == param.default:
            return value  # another one may be out of range
        from typer import _coercion

        return _coercion.build_runtime_param(param.type_descriptor).coerce(value, param=param, ctx=ctx)
