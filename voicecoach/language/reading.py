"""One reader for each type of value: a function from a field to its value, or to None after it has reported why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.language.keys import Key, Takes
    from voicecoach.language.scope import Field, Fields, Scope

T = TypeVar("T")
Reader: TypeAlias = "Callable[[Scope, Field], Any]"
R = TypeVar("R", bound=Reader)

READERS: Final[dict[Takes, Reader]] = {}


def reads(takes: Takes) -> Callable[[R], R]:
    """Make a function the reader of a type of value."""

    def register(reader: R) -> R:
        assert takes not in READERS, f"{takes} has two readers"
        READERS[takes] = reader
        return reader

    return register


def read(scope: Scope, fields: Fields, key: Key[T]) -> T | None:
    """Return the value of a key, its default where it is not written, None where it cannot be read."""
    if key.name not in fields:
        return key.default
    return cast("T | None", READERS[key.takes](scope, fields[key.name]))
