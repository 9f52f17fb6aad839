"""What the options before the command said, for this run only."""

from __future__ import annotations

from contextvars import ContextVar
from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.cli.naming import parameter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Rank(IntEnum):
    """Where a value comes from; the higher one beats the lower one."""

    CONFIG = 0
    ROUTINE_TABLE = 1  # `[routine.max-hangs]` in the config file
    VARIABLE = 2
    COMMAND_LINE = 3


class ValueOrigin(Struct, frozen=True, kw_only=True):
    """Where a value comes from."""

    rank: Rank
    label: str  # `--hold`, `VOICECOACH_HOLD`, `config.toml:3`


class State(Struct, frozen=True, kw_only=True):
    traceback: bool = False
    pronounce: tuple[tuple[str, str], ...] = ()  # how names are said, from the config file
    routines: Mapping[str, Mapping[str, str]] = {}  # parameters of single routines, from the config file
    places: Mapping[str, str] = {}  # `config.toml:3`, by the keys of the config file
    settings: Mapping[str, ValueOrigin] = {}  # of the routine's parameters that are set
    origins: Mapping[str, ValueOrigin] = {}  # of the options that are not at their defaults, by parameter

    def label(self, option: str) -> str:
        """Return where an option's value comes from; `--hold` for one of the command line."""
        origin = self.origins.get(parameter_of(option))
        return origin.label if origin is not None else option

    def labels_elsewhere(self, parameters: Iterable[str]) -> tuple[str, ...]:
        """Return where the values of these come from, without those of the command line."""
        found = (self.origins.get(parameter) for parameter in parameters)
        return tuple(one.label for one in found if one is not None and one.rank < Rank.COMMAND_LINE)

    def rank(self, parameter: str) -> Rank:
        """Return where the value of an option's parameter comes from."""
        origin = self.origins.get(parameter)
        return origin.rank if origin is not None else Rank.COMMAND_LINE


_STATE: ContextVar[State] = ContextVar("state", default=State())  # noqa: B039 - frozen


def state() -> State:
    return _STATE.get()


def set_state(value: State) -> None:
    _STATE.set(value)
