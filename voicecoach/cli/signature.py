"""Commands take frozen option objects; Typer sees one option a field. So a shared option is declared in one place."""

from __future__ import annotations

import functools
import inspect
from copy import copy
from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

if TYPE_CHECKING:
    from collections.abc import Callable

COMPLETION_VARIABLE: Final = (
    "_VOICECOACH_COMPLETE"  # Typer's; a shell sets it when it asks what a word may become
)


def unpacked(
    command: Callable[..., int | None], completion_of: Callable[[str], Any] | None = None
) -> Callable[..., int | None]:
    """Return the command with every parameter that is an options dataclass replaced by its fields.

    A field becomes an option by its `Annotated` type. A field without a default becomes a required one. A
    parameter of the command itself beats a field of the same name, and gives it its value. `completion_of` names what
    completes a parameter, where a shell asks.
    """
    hints = get_type_hints(command, include_extras=True)
    parameters: dict[str, inspect.Parameter] = {}
    groups: dict[str, type[Any]] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        hint = hints[name]
        if not (isinstance(hint, type) and is_dataclass(hint)):
            hint = _with_variable(name, hint)
            parameters[name] = parameter.replace(annotation=hint, kind=inspect.Parameter.KEYWORD_ONLY)
            continue
        groups[name] = hint
        parameters |= {option.name: option for option in _options_of(hint)}
    if completion_of is not None:
        parameters = {name: _completed(option, completion_of(name)) for name, option in parameters.items()}

    @functools.wraps(command)
    def run(**values: Any) -> int | None:
        arguments: dict[str, Any] = {}
        for name, group in groups.items():
            own = {field.name: values.pop(field.name) for field in fields(group)}
            arguments[name] = group(
                **{key: tuple(value) if isinstance(value, list) else value for key, value in own.items()}
            )
        return command(**arguments, **values)

    vars(run)["__signature__"] = inspect.Signature(
        list(parameters.values())
    )  # what inspect.signature, and so Typer, reads
    run.__annotations__ = {name: parameter.annotation for name, parameter in parameters.items()}
    return run


@functools.cache
def _options_of(group: type[Any]) -> tuple[inspect.Parameter, ...]:
    """Return the fields of an options dataclass as parameters; several commands have the same ones."""
    hints = get_type_hints(group, include_extras=True)
    return tuple(
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=_with_variable(field.name, hints[field.name]),
        )
        for field in fields(group)
    )


def _completed(parameter: inspect.Parameter, completion: Any) -> inspect.Parameter:
    """Return a parameter with what completes it."""
    hint = parameter.annotation
    metadata = [copy(info) for info in getattr(hint, "__metadata__", ())]
    for info in metadata:
        if isinstance(info, OptionInfo | ArgumentInfo):
            info.autocompletion = completion
    return parameter.replace(annotation=Annotated[hint.__origin__, *metadata]) if metadata else parameter


def _with_variable(name: str, hint: Any) -> Any:
    """Return the annotation of an option with its environment variable: `VOICECOACH_` and its longest name."""
    for number, info in enumerate(getattr(hint, "__metadata__", ())):
        if isinstance(info, OptionInfo) and info.envvar is None:
            # Within `Annotated`, Typer finds the first name of an option in the place of its default.
            names = [text for text in (info.default, *(info.param_decls or ())) if isinstance(text, str)]
            longest = max(names, key=len, default=name).lstrip("-")
            named = copy(info)
            named.envvar = "VOICECOACH_" + longest.replace("-", "_").upper()
            metadata = [*hint.__metadata__[:number], named, *hint.__metadata__[number + 1 :]]
            return Annotated[hint.__origin__, *metadata]
    return hint
