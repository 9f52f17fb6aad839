"""Commands take frozen groups of options; Typer reads a signature with an option for each field of them."""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeGuard, get_args, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from voicecoach.cli.options import Quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_QUIET: Final = inspect.Parameter("quiet", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Quiet)


def unpacked(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Return the command with a parameter for each field of its option groups, and a signature that says so."""
    hints = get_type_hints(command, include_extras=True)
    parameters: list[inspect.Parameter] = []
    groups: dict[str, type[Struct]] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        hint = hints[name]
        if _is_group(hint):
            groups[name] = hint
            parameters += _options_of(hint)
        else:
            own = parameter.replace(annotation=_repeatable(hint), kind=inspect.Parameter.KEYWORD_ONLY)
            parameters.append(own)
    has_own = any(parameter.name == _QUIET.name for parameter in parameters)
    if not has_own:  # scripts may give it to every command; one that prints nothing but its result has nothing to leave out
        parameters.append(_QUIET)

    @functools.wraps(command)
    def run(**values: Any) -> int | None:
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        if not has_own:
            del given[_QUIET.name]
        arguments = {name: _made(group, given) for name, group in groups.items()}
        return command(**arguments, **given)

    vars(run)["__signature__"] = inspect.Signature(parameters)
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _is_group(hint: Any) -> TypeGuard[type[Struct]]:
    return isinstance(hint, type) and issubclass(hint, Struct)


def _made(group: type[Struct], given: dict[str, Any]) -> Struct:
    """Return a group, and take what it holds out of what is given."""
    return group(
        **{
            field.name: _made(field.type, given) if _is_group(field.type) else given.pop(field.name)
            for field in _fields(group)
        }
    )


@functools.cache
def _fields(group: type[Struct]) -> tuple[Any, ...]:
    return fields(group)


@functools.cache
def _options_of(group: type[Struct]) -> tuple[inspect.Parameter, ...]:
    return tuple(_parameters(group))


def _parameters(group: type[Struct]) -> Iterator[inspect.Parameter]:
    for field in _fields(group):
        if _is_group(field.type):
            yield from _options_of(field.type)
            continue
        yield inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is NODEFAULT else field.default,
            annotation=_repeatable(field.type),
        )


def _repeatable(hint: Any) -> Any:
    """Return the annotation with a list in place of a tuple: Typer's type for an option that may be repeated."""
    if get_args(hint)[:1] == (tuple[str, ...],):
        return Annotated[list[str], *hint.__metadata__]
    return hint
