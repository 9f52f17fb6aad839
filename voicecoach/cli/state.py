"""What the options before the command said, for this run only."""

from __future__ import annotations

from contextvars import ContextVar

from msgspec import Struct


class State(Struct, frozen=True, kw_only=True):
    traceback: bool = False
    pronounce: tuple[tuple[str, str], ...] = ()  # how names are said, from the config file


_STATE: ContextVar[State] = ContextVar("state", default=State())  # noqa: B039 - frozen


def state() -> State:
    return _STATE.get()


def set_state(value: State) -> None:
    _STATE.set(value)
