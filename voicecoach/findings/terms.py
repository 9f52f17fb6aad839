"""The terms of findings as data: places in the file, types of values, limits. `report.wording` has the words."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from msgspec import Struct


class Takes(Enum):
    """What a key's value is. Each has one reader (`@reads`), one schema, and its words in `report.wording.terms`."""

    DURATION = "duration"
    LENGTH = "length"  # a duration, or one for each side
    PAUSE = "pause"  # a duration that can be 0
    COUNT = "count"
    REPS = "reps"  # a count, or a range of counts
    TEXT = "text"  # that is shown
    SPOKEN = "spoken"
    NAME = "name"  # that an exercise is called by
    WORDINGS = "wordings"
    STEPS = "steps"
    MINUTES = "minutes"  # lists of steps, in turn
    SWITCH = "switch"
    CUES = "cues"
    ANNOUNCE = "announce"
    COUNTDOWN = "countdown"
    DURATIONS = "durations"
    TONES = "tones"
    SIDES = "sides"
    TEMPO = "tempo"
    REPEATERS = "repeaters"
    RUNGS = "rungs"
    UNTIL = "until"
    GRIP = "grip"
    EDGE = "edge"
    LOAD = "load"
    EFFORT = "effort"
    SETTINGS = "settings"
    TAGS = "tags"
    PRONOUNCE = "pronounce"
    PARAMETERS = "parameters"
    DEFAULTS = "defaults"
    LANGUAGE = "language"
    VALUE = "value"
    VALUES = "values"
    SOUND = "sound"
    TONE = "tone"
    BED = "bed"
    PRIORITY = "priority"
    PROGRAMME = "programme"
    WEEKDAYS = "weekdays"
    PHASES = "phases"
    ROUTINES = "routines"  # of a phase: one, or one for each day
    PROGRESS = "progress"
    PACE = "pace"
    PHASE_TEST = "phase-test"


class Written(Enum):
    """What stands in the file where something else should."""

    NOTHING = "nothing"
    TEXT = "text"
    LIST = "list"
    PAIRS = "pairs"
    XML = "xml"


# --- where a key stands -------------------------------------------------------------------------


class Part(Enum):
    """A part of a routine that has keys, and is no step whose kind is known."""

    ROUTINE = "routine"
    STEP = "step"
    CUE = "cue"
    PARAMETER = "parameter"
    DEFAULTS = "defaults"
    TONES = "tones"
    PROGRAMME_FILE = "programme-file"
    PROGRAMME = "programme"
    PHASE = "phase"
    DAYS = "days"  # the routines of a week
    PROGRESS = "progress"
    PHASE_TEST = "phase-test"


class StepOf(Struct, frozen=True, kw_only=True):
    """A step of this kind."""

    kind: str
    is_block: bool = False


class ListOf(Struct, frozen=True, kw_only=True):
    """The steps within a block of this kind."""

    kind: str


Where: TypeAlias = Part | StepOf | ListOf


# --- which values are allowed -------------------------------------------------------------------


class AtLeast(Struct, frozen=True, kw_only=True):
    least: str


class AtMost(Struct, frozen=True, kw_only=True):
    most: str


class Between(Struct, frozen=True, kw_only=True):
    least: str
    most: str


class MoreThan(Struct, frozen=True, kw_only=True):
    limit: str


class OneOf(Struct, frozen=True, kw_only=True):
    choices: tuple[str, ...]


Limits: TypeAlias = AtLeast | AtMost | Between | MoreThan
Allowed: TypeAlias = Limits | OneOf


# --- where a variable has a value ---------------------------------------------------------------


class Inside(Struct, frozen=True, kw_only=True):
    """Within a block of one of these kinds."""

    blocks: tuple[str, ...]


class StepWith(Struct, frozen=True, kw_only=True):
    """In a step that has this key."""

    key: str


class StepsOf(Struct, frozen=True, kw_only=True):
    """In steps of these kinds."""

    kinds: tuple[str, ...]


class SpokenText(Struct, frozen=True, kw_only=True):
    """In a text that is spoken, not in one that is read."""


Surroundings: TypeAlias = Inside | StepWith | StepsOf | SpokenText


# --- what cues meet -----------------------------------------------------------------------------


class CountUnit(Enum):
    """What is counted in a step or around it."""

    REP = "rep"
    ROUND = "round"


class Obstacle(Enum):
    """What a cue runs into that is no cue of the author's."""

    STEP_END = "step-end"
    COUNTDOWN = "countdown"
    REP_COUNT = "rep-count"


class OtherCue(Struct, frozen=True, kw_only=True):
    """A cue that another one runs into, by its text."""

    text: str


class TimeToTell(Struct, frozen=True, kw_only=True):
    """The time in which an exercise would be announced before it starts, and the key that sets it.

    It is that of a rest or lead-in that is there and is too short; `is_new`: of one that is to be written before the exercise;
    `is_between_sets`: of the exercise's own rest between its sets.
    """

    key: str
    length_ms: int
    is_new: bool = False
    is_between_sets: bool = False


class LongerStep(Struct, frozen=True, kw_only=True):
    """A length of the step with which a cue is heard as it is written, and the key that sets it."""

    key: str
    length_ms: int
