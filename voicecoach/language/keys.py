"""Every key of the language, once: what it takes and what it is for. Did-you-mean, schema and docs read this table."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct


class Takes(StrEnum):
    """What a key's value is; the text is how messages call it."""

    DURATION = "a duration"
    COUNT = "a whole number"
    TEXT = "a text"
    WORDINGS = "a text or a list of wordings"
    STEPS = "a list of steps"
    SWITCH = "`on` or `off`"
    CUES = "pairs of a time and a text"
    ANNOUNCE = "a text or `off`"
    COUNTDOWN = "`3`, `5`, `10` or `off`"
    DURATIONS = "a list of durations or `off`"
    TONES = "`{start: …, end: …}` or `off`"
    SIDES = "a list such as `[left, right]`"
    TEMPO = "a tempo such as `3-1-1-0`"
    HANGS = "repeaters such as `6 x 7s:3s`"
    RUNGS = "a list such as `[21, 15, 9]`"
    SETTINGS = "pairs of a parameter and its value"
    TAGS = "pairs of a tag and its values"
    PRONOUNCE = "pairs of a name and how it is said"
    PARAMETERS = "pairs of a name and a default"
    DEFAULTS = "pairs of an option and its value"
    LANGUAGE = "a language code such as `en`"
    VALUE = "a value"
    VALUES = "a list of values"
    SOUND = "the name of a sound"
    BED = "the path of a sound file or a list of them"
    PRIORITY = "a priority"


class Key(Struct, frozen=True, kw_only=True):
    name: str
    takes: Takes
    about: str
    required: bool = False


class StepKind(Struct, frozen=True, kw_only=True):
    """A kind of step: the key that says it, and the keys that may stand beside that one."""

    key: Key
    beside: tuple[Key, ...]

    def keys(self) -> dict[str, Key]:
        return {key.name: key for key in (self.key, *self.beside)}


def _key(name: str, takes: Takes, about: str, *, required: bool = False) -> Key:
    return Key(name=name, takes=takes, about=about, required=required)


READY: Final = "ready"

OPTION_KEYS: Final = (
    _key("cues", Takes.CUES, "What is said or sounded during the step, by when."),
    _key("announce", Takes.ANNOUNCE, "Said before the step in place of its name and length."),
    _key("countdown", Takes.COUNTDOWN, "How many seconds are counted down to the end, 0 to 10."),
    _key("halfway", Takes.SWITCH, "Whether halfway is said in steps of 20 s and more."),
    _key("time-left", Takes.DURATIONS, "At which times before the end the time left is said."),
    _key("tones", Takes.TONES, "The tones at the step's start and end."),
    _key("bed", Takes.SWITCH, "Whether the background music goes on during the step."),
    _key(READY, Takes.SWITCH, "Whether a live session waits before the step until the listener says go."),
)

_FOR = _key("for", Takes.DURATION, "How long it takes.", required=True)
_MAYBE_FOR = _key("for", Takes.DURATION, "How long it takes; without it, as long as it takes to say.")
_SIDES = (
    _key("sides", Takes.SIDES, "Done once on each of these sides."),
    _key("switch", Takes.DURATION, "The time to change sides; 5 s unless given."),
)
_SETS = (
    _key("sets", Takes.COUNT, "How many times it is done."),
    _key("rest", Takes.DURATION, "The rest between sets."),
)
_INSTEAD = _key("say", Takes.WORDINGS, "Said in place of the usual words.")
_STEPS = _key("steps", Takes.STEPS, "The steps of the block.", required=True)
_EVERY_REP = _key("every", Takes.DURATION, "How long one rep takes, in place of a tempo.")

STEP_KINDS: Final = {
    kind.key.name: kind
    for kind in (
        StepKind(
            key=_key("lead-in", Takes.DURATION, "The time before a start, ended by a countdown."),
            beside=(_INSTEAD, *OPTION_KEYS),
        ),
        StepKind(
            key=_key("hold", Takes.TEXT, "An exercise that is held for a time; its name."),
            beside=(_FOR, *_SIDES, *_SETS, *OPTION_KEYS),
        ),
        StepKind(
            key=_key("work", Takes.TEXT, "An exercise that is done for a time; its name."),
            beside=(_FOR, *_SIDES, *_SETS, *OPTION_KEYS),
        ),
        StepKind(
            key=_key("reps", Takes.TEXT, "An exercise that is counted in reps; its name."),
            beside=(
                _key("count", Takes.COUNT, "How many reps.", required=True),
                _key("tempo", Takes.TEMPO, "Seconds for lowering, bottom pause, lifting, top pause."),
                _EVERY_REP,
                *_SIDES,
                *_SETS,
                *OPTION_KEYS,
            ),
        ),
        StepKind(
            key=_key("rest", Takes.DURATION, "Programmed recovery."),
            beside=(_INSTEAD, *OPTION_KEYS),
        ),
        StepKind(
            key=_key("say", Takes.WORDINGS, "A spoken passage."),
            beside=(_MAYBE_FOR, *OPTION_KEYS),
        ),
        StepKind(
            key=_key("rounds", Takes.COUNT, "A block that is done this many times."),
            beside=(
                _STEPS,
                _key(
                    "rest-after-last", Takes.SWITCH, "Keeps the rest at the block's end after the last round."
                ),
            ),
        ),
        StepKind(
            key=_key("hangs", Takes.HANGS, "Repeaters: hangs x on : off."),
            beside=(_key("name", Takes.TEXT, "What the hang is called."), *_SETS, *OPTION_KEYS),
        ),
        StepKind(
            key=_key("emom", Takes.COUNT, "Every minute on the minute, this many times."),
            beside=(_STEPS, _key("every", Takes.DURATION, "The length of one minute, where it is another.")),
        ),
        StepKind(
            key=_key("amrap", Takes.DURATION, "As many rounds as possible in this time."),
            beside=(_STEPS, *OPTION_KEYS),
        ),
        StepKind(
            key=_key("ladder", Takes.RUNGS, "The block once per rung, with `$rung` in its place."),
            beside=(_STEPS,),
        ),
        StepKind(
            key=_key("include", Takes.TEXT, "The steps of another routine, by its path beside this one."),
            beside=(_key("set", Takes.SETTINGS, "Values for that routine's parameters."),),
        ),
    )
}

ROUTINE_KEYS: Final = {
    key.name: key
    for key in (
        _key("title", Takes.TEXT, "What the routine is called.", required=True),
        _key("about", Takes.TEXT, "What it is for, and for whom it is not."),
        _key("language", Takes.LANGUAGE, "The language of the spoken text; `en` unless given."),
        _key("tags", Takes.TAGS, "What the routine is found by: focus, equipment, level."),
        _key("caution", Takes.TEXT, "Spoken once before the first step."),
        _key("bed", Takes.BED, "Background music: a sound file beside the routine, or several in turn."),
        _key("pronounce", Takes.PRONOUNCE, "How names are said that a voice gets wrong."),
        _key("parameters", Takes.PARAMETERS, "Values that can be changed from the command line."),
        _key("defaults", Takes.DEFAULTS, "Options for every step that does not set them itself."),
        _key("steps", Takes.STEPS, "What is done, in order.", required=True),
    )
}

DEFAULT_KEYS: Final = {key.name: key for key in (_MAYBE_FOR, *_SIDES, *OPTION_KEYS)}

PARAMETER_KEYS: Final = {
    key.name: key
    for key in (
        _key("default", Takes.VALUE, "The value that applies unless another is set.", required=True),
        _key("min", Takes.VALUE, "The smallest value."),
        _key("max", Takes.VALUE, "The largest value."),
        _key("choices", Takes.VALUES, "The values that it can have."),
        _key("about", Takes.TEXT, "What it changes."),
    )
}

TONES_KEYS: Final = {
    key.name: key
    for key in (
        _key("start", Takes.SOUND, "The tone at the step's start."),
        _key("end", Takes.SOUND, "The tone at the step's end."),
    )
}

CUE_KEYS: Final = {
    key.name: key
    for key in (
        _key("say", Takes.WORDINGS, "What is said."),
        _key("sound", Takes.SOUND, "A sound of the tone pack, or a file beside the routine."),
        _key(
            "priority",
            Takes.PRIORITY,
            "Which of two cues yields: safety, go, count, announcement, form, time, praise.",
        ),
        _key("voice", Takes.TEXT, "The voice that says it."),
    )
}


def every_key() -> tuple[Key, ...]:
    """Return every key at each place where it can stand."""
    tables = (ROUTINE_KEYS, DEFAULT_KEYS, PARAMETER_KEYS, TONES_KEYS, CUE_KEYS)
    places = (*tables, *(kind.keys() for kind in STEP_KINDS.values()))
    return tuple(key for table in places for key in table.values())


ALL_KEYS: Final = frozenset(key.name for key in every_key())


def keys_that_take(*takes: Takes) -> frozenset[str]:
    """Return the names of all keys with such a value."""
    return frozenset(key.name for key in every_key() if key.takes in takes)


# Where several keys could say the kind, the one that is not also an option of another kind does.
WEAK_KINDS: Final = ("rest", "say")

SYNONYMS: Final = {
    "pause": "rest",
    "break": "rest",
    "recovery": "rest",
    "recover": "rest",
    "duration": "for",
    "time": "for",
    "length": "for",
    "seconds": "for",
    "repeat": "rounds",
    "repetitions": "reps",
    "loop": "rounds",
    "description": "about",
    "desc": "about",
    "text": "say",
    "speak": "say",
    "warning": "caution",
    "prepare": "lead-in",
    "get-ready": "lead-in",
    "exercise": "work",
    "params": "parameters",
    "variables": "parameters",
    "exercises": "steps",
    "name": "title",
}
