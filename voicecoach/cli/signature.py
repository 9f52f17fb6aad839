"""Commands take frozen groups of options; Typer reads a signature with an option for each field of them."""

from __future__ import annotations

import functools
import inspect
from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable


def unpacked(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Return the command with a parameter for each field of its option groups, and a signature that says so."""
    hints = get_type_hints(command, include_extras=True)
    parameters: list[inspect.Parameter] = []
    groups: dict[str, type[Any]] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        hint = hints[name]
        if isinstance(hint, type) and is_dataclass(hint):
            groups[name] = hint
            parameters += _options_of(hint)
        else:
            own = parameter.replace(annotation=_repeatable(hint), kind=inspect.Parameter.KEYWORD_ONLY)
            parameters.append(own)

    @functools.wraps(command)
    def run(**values: Any) -> int | None:
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        arguments = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        return command(**arguments, **given)

    vars(run)["__signature__"] = inspect.Signature(parameters)
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


@functools.cache
def _options_of(group: type[Any]) -> tuple[inspect.Parameter, ...]:
    hints = get_type_hints(group, include_extras=True)
    return tuple(
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=_repeatable(hints[field.name]),
        )
        for field in fields(group)
    )


def _repeatable(hint: Any) -> Any:
    """Return the annotation with a list in place of a tuple: Typer's type for an option that may be repeated."""
    if get_args(hint)[:1] == (tuple[str, ...],):
        return Annotated[list[str], *hint.__metadata__]
    return hint
