"""The words of workouts that mean something, from `words.toml`."""

from __future__ import annotations

import tomllib
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Final


class Meaning(Enum):
    """What a word or a phrase of a workout stands for."""

    REST = auto()
    BETWEEN = auto()
    ROUNDS = auto()
    SETS = auto()
    REPS = auto()
    ON = auto()
    OFF = auto()
    EACH_SIDE = auto()
    EMOM = auto()
    EVERY = auto()
    MINUTE = auto()
    ODD = auto()
    EVEN = auto()
    AMRAP = auto()
    FOR_TIME = auto()
    ROUNDS_FOR_TIME = auto()
    CAP = auto()
    TABATA = auto()
    DEATH_BY = auto()
    LADDER = auto()
    REPEAT = auto()
    TOTAL = auto()
    MAX = auto()
    TEMPO = auto()
    EFFORT = auto()
    THEN = auto()
    AND = auto()
    FILLER = auto()
    TO = auto()
    END = auto()
    CIRCUIT = auto()


_TABLES: Final = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
_WORDS: Final[dict[str, list[str]]] = _TABLES["words"]

OTHER_UNITS: Final[dict[str, str]] = _TABLES["other_units"]
PHASES: Final[dict[str, list[str]]] = _TABLES["phases"]
LENGTHS_M: Final[dict[str, int]] = _TABLES["lengths_m"]
LONGEST_PHRASE: Final = 7  # words

MEASURES: Final = frozenset(_WORDS["measures"])
LOADS: Final = frozenset(_WORDS["loads"])
LOAD_LABELS: Final = frozenset(_WORDS["load_labels"])
EFFORTS: Final = frozenset(_WORDS["efforts"])
PEOPLE: Final = frozenset(_WORDS["people"])
RESULTS: Final = frozenset(_WORDS["results"])
HOLDS: Final = frozenset(_WORDS["holds"])
TIMES: Final = frozenset(_WORDS["times"])
ARTICLES: Final = frozenset(_WORDS["articles"])
BARE_EACH: Final = frozenset(_WORDS["bare_each"])
QUALIFIERS: Final = frozenset(_WORDS["qualifiers"])
EACH_OF_ALL: Final = frozenset(_WORDS["each_of_all"])
USUAL_NAMES: Final = frozenset(_WORDS["usual_names"])
COUNTED: Final = frozenset(_WORDS["counted"])
CAMPUS: Final = frozenset(_WORDS["campus"])
CALENDAR: Final = frozenset(_WORDS["calendar"])
SIDES_BEHIND: Final = frozenset(_WORDS["sides_behind"])
THEMES: Final = frozenset(_WORDS["themes"])
TITLES: Final = frozenset(_WORDS["titles"])
WHOLES: Final = frozenset(_WORDS["wholes"])
OWN_WEIGHT: Final = frozenset(_WORDS["own_weight"])
LIMBS: Final = frozenset(_WORDS["limbs"])
FINGERS: Final = frozenset(_WORDS["fingers"])
MOVING: Final = frozenset(_WORDS["moving"])
CARRYING: Final = frozenset(_WORDS["carrying"])
SWIMMING: Final = frozenset(_WORDS["swimming"])
HELD_PHRASES: Final = tuple(_WORDS["held_phrases"])
BOXES: Final = frozenset(_WORDS["boxes"])
HANGING: Final = frozenset(_WORDS["hanging"])
HELD: Final = frozenset(_WORDS["held"])
BREATHING: Final = frozenset(_WORDS["breathing"])
BREATHS: Final = frozenset(_WORDS["breaths"])
BREATHED: Final = frozenset(_WORDS["breathed"])
HELD_BETWEEN: Final = frozenset(_WORDS["held_between"])
IN_AND_OUT: Final = frozenset(_WORDS["in_and_out"])
BEATS: Final = frozenset(_WORDS["beats"])
DOWN: Final = frozenset(_WORDS["down"])
UP: Final = frozenset(_WORDS["up"])
BREATH_MS: Final = 5_000  # slow ones, as in yoga
HEADERS: Final = frozenset(_WORDS["headers"])
REMARKS: Final = frozenset(_WORDS["remarks"])
WARM_UPS: Final = tuple(_WORDS["warm_ups"])
PREPOSITIONS: Final = frozenset(_WORDS["prepositions"])
PROGRAMMES: Final = frozenset(_WORDS["programmes"])
BOTH_ENDS: Final = tuple(_WORDS["both_ends"])
BOARDS: Final = tuple(_WORDS["boards"])
RUNS: Final = tuple(_WORDS["runs"])
CIRCUITS: Final = frozenset(_WORDS["circuits"])
COOL_DOWNS: Final = tuple(_WORDS["cool_downs"])
STRETCHES: Final = frozenset(_WORDS["stretches"])
NUMBERED: Final = frozenset(_WORDS["numbered"])
PARTS: Final = frozenset(_WORDS["parts"])
HANDOUTS: Final[dict[str, list[str]]] = _TABLES["handouts"]
SO_OFTEN: Final[dict[str, str]] = _TABLES["so_often"]


def plain(word: str) -> str:
    return word.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("-", " ").replace("_", " ")


@cache
def phrases() -> dict[tuple[str, ...], Meaning]:
    """Return the meaning of each phrase, as its words and signs."""
    from voicecoach.importing.pasted.words.tokens import read_tokens

    found: dict[tuple[str, ...], Meaning] = {}
    for name, listed in _TABLES["phrases"].items():
        meaning = Meaning[name.upper()]
        for phrase in listed:
            words = tuple(part for token in read_tokens(phrase) for part in plain(token.text).split())
            found.setdefault(words, meaning)
    return found
