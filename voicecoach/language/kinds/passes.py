"""Blocks whose passes are called: "Round two of three."."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from voicecoach.language.keys import Key, Takes
from voicecoach.language.leaves import Calls

if TYPE_CHECKING:
    from voicecoach.language.model import TextTemplate

BLOCK_NAME: Final[Key[TextTemplate]] = Key(
    name="name",
    takes=Takes.NAME,
    about='What one pass is called, in place of round: `Set` is said as "Set two of four".',
)
BLOCK_ANNOUNCE: Final[Key[bool]] = Key(
    name="announce", takes=Takes.SWITCH, about="Whether each pass is called.", default=True
)


class Called(Protocol):
    @property
    def name(self) -> TextTemplate | None: ...
    @property
    def announce(self) -> bool: ...


def block_calls(step: Called) -> Calls | None:
    return Calls(name=step.name) if step.announce else None


def named(step: Called) -> str:
    """Return what an outline says of the name."""
    return "" if step.name is None else f", each a {step.name.written()}"
