"""What a key of another program's data means: by the words that it is made of, in whatever order and spelling."""

from __future__ import annotations

import re
import tomllib
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLES: Final = tomllib.loads(Path(__file__).with_name("keys.toml").read_text("utf-8"))
_WORDS: Final = {name: frozenset(words) for name, words in _TABLES["words"].items()}
UNITS_MS: Final[dict[str, int]] = _TABLES["units_ms"]
REST_WORDS: Final = _WORDS["rests"]
_PIECE: Final = re.compile(r"[A-ZÀ-Þ]+(?![a-zß-ÿ])|[A-ZÀ-Þ]?[a-zß-ÿ]+")
_LONGEST_KEY: Final = 60


class Role(Enum):
    """What the value of a key is."""

    NOTHING = auto()  # of no use outside of the program
    NAME = auto()
    KIND = auto()
    SAY = auto()
    LENGTH = auto()
    WORK = auto()  # a length that is not that of the rest
    TOTAL = auto()
    REST = auto()
    REST_BEFORE = auto()
    REST_AFTER = auto()
    SET_REST = auto()
    BETWEEN = auto()
    START = auto()
    BEGIN = auto()  # the second at which a step begins
    END = auto()
    WARM_UP = auto()
    COOL_DOWN = auto()
    SETS = auto()
    TIMES = auto()
    REPS = auto()
    DISTANCE = auto()
    LOAD = auto()
    EFFORT = auto()
    TEMPO = auto()
    SIDE = auto()
    GRIP = auto()
    LEFT = auto()
    RIGHT = auto()
    EDGE = auto()
    POWER = auto()
    POWER_LOW = auto()
    POWER_UNIT = auto()
    POWER_HIGH = auto()
    CADENCE = auto()
    CAP = auto()
    EVERY = auto()
    INHALE = auto()
    EXHALE = auto()
    CONDITION = auto()  # what ends a step
    CONDITION_VALUE = auto()
    UNIT = auto()
    OTHER = auto()


def words_of(*keys: str) -> frozenset[str]:
    return frozenset(
        piece.casefold() for key in keys if len(key) <= _LONGEST_KEY for piece in _PIECE.findall(key)
    )


def is_alternatives(words: frozenset[str]) -> bool:
    """Tell whether each item of a list is a workout of its own."""
    return bool(words & _WORDS["alternatives"]) and "sub" not in words


def is_part(words: frozenset[str]) -> bool:
    return bool(words & _WORDS["parts"])


def unit_ms(words: Iterable[str]) -> int:
    """Return the unit that a key names, or 0: `work_seconds`."""
    return next((UNITS_MS[word] for word in words if len(word) > 1 and word in UNITS_MS), 0)


@cache
def role_of(words: frozenset[str]) -> Role:  # noqa: C901, PLR0911, PLR0912 - one line for each
    """Return what the value of a key with these words is. What is more particular comes first."""

    def has(name: str) -> bool:
        return bool(words & _WORDS[name])

    if has("nothing"):
        return Role.NOTHING
    if has("condition"):
        return Role.CONDITION_VALUE if has("value") and not has("kind") else Role.CONDITION
    if has("unit"):
        return Role.POWER_UNIT if has("power") else Role.UNIT
    if has("total"):
        return Role.TOTAL
    if words <= {"start", "end", "begin", "at", "time"} and words & {"start", "end", "begin"}:
        return Role.END if "end" in words else Role.BEGIN
    if has("power"):
        return Role.POWER_LOW if has("low") else Role.POWER_HIGH if has("high") else Role.POWER
    if has("say"):
        return Role.SAY
    if has("cap"):
        return Role.CAP
    if words & {"interval", "every"} and has("length"):
        return Role.EVERY
    if has("inhale") or has("exhale"):
        return Role.INHALE if has("inhale") else Role.EXHALE
    if has("kind"):
        return Role.KIND if words <= _WORDS["kind"] | _WORDS["name"] | _WORDS["beside"] else Role.OTHER
    if words <= _WORDS["hands"]:
        return Role.LEFT if "left" in words else Role.RIGHT
    if has("rest") or has("between"):
        return Role.OTHER if "since" in words else _rest(words)
    if has("warm_up"):
        return Role.WARM_UP
    if has("cool_down"):
        return Role.COOL_DOWN
    if has("start"):
        return _only(words, "start", Role.START)
    for name, role in _SIMPLE:
        if has(name):
            return _only(words, name, role) if role is Role.WORK else role
    if has("name") and words <= _WORDS["name"] | _WORDS["beside"]:
        return Role.NAME
    return _only(words, "length", Role.LENGTH) if has("length") else Role.OTHER


_SIMPLE: Final = (
    ("cadence", Role.CADENCE),
    ("reps", Role.REPS),
    ("times", Role.TIMES),
    ("sets", Role.SETS),
    ("distance", Role.DISTANCE),
    ("load", Role.LOAD),
    ("effort", Role.EFFORT),
    ("tempo", Role.TEMPO),
    ("grip", Role.GRIP),
    ("edge", Role.EDGE),
    ("side", Role.SIDE),
    ("work", Role.WORK),
)


def _only(words: frozenset[str], name: str, role: Role) -> Role:
    """Return the role of a key that has no word beside those of a step."""
    return role if words <= _WORDS[name] | _WORDS["length"] | _WORDS["of_a_step"] else Role.OTHER


def _rest(words: frozenset[str]) -> Role:
    if words & _WORDS["start"] or words & _WORDS["before"]:
        return Role.REST_BEFORE
    if words & _WORDS["rounds"]:
        return Role.SET_REST
    if words & _WORDS["exercises"]:
        return Role.BETWEEN
    if words & _WORDS["after"]:
        return Role.REST_AFTER
    return Role.REST
