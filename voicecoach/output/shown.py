"""A session as pages and pictures show it: its steps, what is said, and the rows of the handout."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.output.marks import SpokenLine


class Mode(StrEnum):
    """How a step looks: an exercise fills the screen with colour, rests are quiet, a spoken passage has a colour of its own."""

    WORK = "work"
    REST = "rest"
    SAY = "say"


class ShownStep(Struct, frozen=True, kw_only=True):
    """A step. `place` is "left side, round 2 of 3"; `following` is what comes next, with its length.

    `label` is its name where it stands alone: a passage's first words, an exercise with what it is done with or made of.
    `round` is empty where there is only one.
    `beat_ms` is the length of a rep that is counted, 0 where none is; `is_gate` steps wait for the listener's go, and those that
    count up end when the listener goes on. `wait_ms` is where a page then waits for what is left of such a step's minute, 0 for nowhere.
    """

    mode: Mode
    name: str
    label: str
    place: str
    following: str
    start_ms: int
    end_ms: int
    reps: int = 0
    beat_ms: int = 0
    round: int | None = None
    items: str = ""
    is_gate: bool = False
    counts_up: bool = False
    wait_ms: int = 0


class HandoutRow(Struct, frozen=True, kw_only=True):
    """A distinct step, listed once: how often, how long, and the author's own words about it."""

    times: int
    name: str
    length: str
    words: tuple[str, ...]


class ShownSession(Struct, frozen=True, kw_only=True):
    """Everything that is shown. `phrases` are our own words in the routine's language, by their keys.

    `facts` is one line about the whole: "3:32 · 3 exercises". `listener` is for whom it is made, an empty text for nobody; `link` is
    where the page can be found, with `link_svg` its QR code. `counts_by` is the command by which a programme's session counts once it was done.
    """

    title: str
    language: str
    caution: str
    about: str
    facts: str
    total_ms: int
    steps: tuple[ShownStep, ...]
    lines: tuple[SpokenLine, ...]
    rows: tuple[HandoutRow, ...]
    phrases: Mapping[str, str]
    listener: str = ""
    link: str = ""
    link_svg: str = ""
    counts_by: str = ""
