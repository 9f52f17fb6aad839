"""Values: the standard library's `dataclass`, made in a quarter of its time.

The library writes and compiles up to seven functions for each class, which takes a millisecond. An export has 135 classes, so that
was a fifth of it where everything else is known. Here only `__init__` is compiled, for a class of which there is a value, once for
all that have as many fields; the others are closures over the names of the fields.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, fields
from functools import cache
from inspect import get_annotations
from operator import attrgetter
from types import FunctionType
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from dataclasses import Field
    from types import CodeType
    from typing import TypeAlias

    Key: TypeAlias = Callable[[Any], tuple[object, ...]]


def _dataclass(
    *, frozen: bool = False, slots: bool = False, kw_only: bool = False, eq: bool = True
) -> Callable[[type], type]:
    """Add to a class what `dataclasses.dataclass` adds with these arguments."""
    bare = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)

    def made(cls: type) -> type:
        # Without a docstring the library works out the signature for one, in half a millisecond.
        cls.__doc__ = cls.__doc__ or cls.__name__
        # In the texts of annotations it looks for `ClassVar` and its like, three times each: a quarter of the rest.
        annotations = get_annotations(cls)
        cls.__annotations__ = dict.fromkeys(annotations, object)
        value: type = bare(cls)
        value.__annotations__ = annotations
        for field in fields(value):
            field.type = annotations.get(field.name, field.type)
        for name, function in _functions(value, is_frozen=frozen, has_equality=eq):
            if value.__dict__.get(name) is None:  # Python writes `__hash__ = None` beside an own `__eq__`
                setattr(value, name, function)
        return value

    return made


if TYPE_CHECKING:
    from dataclasses import dataclass  # which the type checker knows
else:
    dataclass = _dataclass


def _functions(value: type, *, is_frozen: bool, has_equality: bool) -> Iterator[tuple[str, Any]]:
    all_fields = fields(value)
    yield "__init__", _InitOnDemand(value)
    yield "__repr__", _repr([field.name for field in all_fields if field.repr])
    if is_frozen:
        yield from _frozen()
        yield from _state([field.name for field in all_fields])
    if has_equality:
        key = _key([field.name for field in all_fields if field.compare])
        yield "__eq__", _eq(key)
        yield "__hash__", _hash(key) if is_frozen else None


class _InitOnDemand:
    """Stands for the `__init__` of a class until somebody looks at it."""

    def __init__(self, value: type) -> None:
        self._value = value

    def __get__(self, instance: object, owner: type) -> Any:
        init = _init(self._value, fields(self._value))
        setattr(self._value, "__init__", init)  # noqa: B010 - to a type checker an assignment is a mistake
        return init.__get__(instance, owner)


def _init(value: type, all_fields: Sequence[Field[Any]]) -> Callable[..., None]:
    """Make an `__init__` that fills the slots, past the `__setattr__` that refuses to."""
    slots = {name for base in value.__mro__ for name in getattr(base, "__slots__", ())}
    taken = sorted((field for field in all_fields if field.init), key=lambda field: bool(field.kw_only))
    known: dict[str, Any] = {"_MISSING": MISSING}
    defaults: dict[str, Any] = {}
    for index, field in enumerate(taken):
        known[f"_set_{index}"] = (
            getattr(value, field.name).__set__ if field.name in slots else _setter(field.name)
        )
        if field.default_factory is not MISSING:
            known[f"_make_{index}"] = field.default_factory
            defaults[field.name] = MISSING
        elif field.default is not MISSING:
            defaults[field.name] = field.default
    are_made = tuple(field.default_factory is not MISSING for field in taken)
    positional = [field.name for field in taken if not field.kw_only]
    code = _init_code(are_made, positional=len(positional), goes_on=hasattr(value, "__post_init__"))
    qualname = f"{value.__qualname__}.__init__"
    code = code.replace(co_varnames=("self", *(field.name for field in taken)), co_qualname=qualname)
    init = FunctionType(
        code, known, "__init__", tuple(defaults.pop(name) for name in positional if name in defaults)
    )
    init.__kwdefaults__ = defaults
    init.__qualname__, init.__module__ = qualname, value.__module__
    return init


@cache
def _init_code(are_made: tuple[bool, ...], *, positional: int, goes_on: bool) -> CodeType:
    """Compile an `__init__` of fields without names: of each, whether its default is made when it is missing.

    Classes with as many fields share it, as compiling takes most of the time.
    """
    parameters = ["self", *(f"_{index}" for index in range(len(are_made)))]
    if positional < len(are_made):
        parameters.insert(1 + positional, "*")
    lines = [
        f"_set_{index}(self, {f'_make_{index}() if _{index} is _MISSING else ' * is_made}_{index})"
        for index, is_made in enumerate(are_made)
    ]
    if goes_on:
        lines.append("self.__post_init__()")
    known: dict[str, Any] = {}
    source = "\n    ".join([f"def __init__({', '.join(parameters)}):", *lines, "return"])
    exec(source, known)  # noqa: S102 - as the library does
    code: CodeType = known["__init__"].__code__
    return code


def _setter(name: str) -> Callable[[object, object], None]:
    return lambda self, value: object.__setattr__(self, name, value)


def _repr(names: Sequence[str]) -> Callable[[Any], str]:
    def __repr__(self: Any) -> str:  # noqa: N807
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    return __repr__


def _frozen() -> Iterator[tuple[str, Callable[..., None]]]:
    def __setattr__(self: object, name: str, value: object) -> NoReturn:  # noqa: N807
        del self, value
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self: object, name: str) -> NoReturn:  # noqa: N807
        del self
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    yield "__setattr__", __setattr__
    yield "__delattr__", __delattr__


def _state(names: Sequence[str]) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield what `copy` and `pickle` need, as a frozen value cannot be filled by assignment."""

    def __getstate__(self: object) -> list[object]:  # noqa: N807
        return [getattr(self, name) for name in names]

    def __setstate__(self: object, state: Sequence[object]) -> None:  # noqa: N807
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    yield "__getstate__", __getstate__
    yield "__setstate__", __setstate__


def _key(names: Sequence[str]) -> Key:
    """Return what reads the fields that are compared, as a tuple."""
    if not names:
        return lambda _: ()
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


def _eq(key: Key) -> Callable[[object, object], bool]:
    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(key: Key) -> Callable[[object], int]:
    def __hash__(self: object) -> int:  # noqa: N807
        return hash(key(self))

    return __hash__
