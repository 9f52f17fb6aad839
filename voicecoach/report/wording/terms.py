"""The words for what findings speak of: places, kinds of value, limits."""

from __future__ import annotations

from typing import Final, assert_never

from voicecoach.findings.terms import (
    Allowed,
    AtLeast,
    AtMost,
    Between,
    Inside,
    Limits,
    ListOf,
    MoreThan,
    OneOf,
    Part,
    SpokenText,
    StepOf,
    StepsOf,
    StepWith,
    Surroundings,
    Takes,
    Where,
    Written,
)
from voicecoach.report.wording.show import a, joined, listed, plain

_TAKES: Final = {
    Takes.DURATION: "a duration",
    Takes.LENGTH: "a duration, or one for each side",
    Takes.PAUSE: "a duration",
    Takes.COUNT: "a whole number",
    Takes.REPS: "a whole number or a range such as `8-12`",
    Takes.TEXT: "a text",
    Takes.SPOKEN: "a text",
    Takes.NAME: "a text",
    Takes.WORDINGS: "a text or a list of wordings",
    Takes.STEPS: "a list of steps",
    Takes.MINUTES: "a list of lists of steps",
    Takes.SWITCH: "`on` or `off`",
    Takes.CUES: "pairs of a time and a text",
    Takes.ANNOUNCE: "a text or `off`",
    Takes.COUNTDOWN: "`3`, `5`, `10` or `off`",
    Takes.DURATIONS: "a list of durations or `off`",
    Takes.TONES: "`{start: …, end: …}` or `off`",
    Takes.SIDES: "a list such as `[left, right]`",
    Takes.TEMPO: "a tempo such as `3-1-1-0`",
    Takes.REPEATERS: "repeaters such as `6 x 7s:3s`",
    Takes.RUNGS: "a list such as `[21, 15, 9]`",
    Takes.UNTIL: "`done`",
    Takes.GRIP: "a text such as `half crimp`",
    Takes.EDGE: "a depth such as `20mm`",
    Takes.LOAD: "a load such as `+10kg`",
    Takes.EFFORT: "a whole number from 1 to 10",
    Takes.SETTINGS: "pairs of a parameter and its value",
    Takes.TAGS: "pairs of a tag and its values",
    Takes.PRONOUNCE: "pairs of a name and how it is said",
    Takes.PARAMETERS: "pairs of a name and a default",
    Takes.DEFAULTS: "pairs of an option and its value",
    Takes.LANGUAGE: "a language code such as `en`",
    Takes.VALUE: "a value",
    Takes.VALUES: "a list of values",
    Takes.SOUND: "the name of a sound",
    Takes.TONE: "the name of a sound",
    Takes.BED: "the path of a sound file or a list of them",
    Takes.PRIORITY: "a priority",
    Takes.PROGRAMME: "pairs with the week and the phases",
    Takes.WEEKDAYS: "a list of days such as `[mon, wed, fri]`",
    Takes.PHASES: "a list of phases",
    Takes.ROUTINES: "a routine or one for each day",
    Takes.PROGRESS: "pairs of a parameter and how it grows",
    Takes.PACE: "`session` or `week`",
    Takes.PHASE_TEST: "pairs of a routine and the phases that it comes after",
}

PAIRS: Final = "`key: value` pairs"

_WRITTEN: Final = {
    Written.NOTHING: "nothing",
    Written.TEXT: "a text",
    Written.LIST: "a list",
    Written.PAIRS: PAIRS,
    Written.XML: "XML",
}

_PARTS: Final = {
    Part.ROUTINE: "a routine",
    Part.STEP: "a step",
    Part.CUE: "a cue",
    Part.PARAMETER: "a parameter",
    Part.DEFAULTS: "`defaults`",
    Part.TONES: "`tones`",
    Part.PROGRAMME_FILE: "a programme",
    Part.PROGRAMME: "`programme`",
    Part.PHASE: "a phase",
    Part.DAYS: "a week of routines",
    Part.PROGRESS: "`progress`",
    Part.PHASE_TEST: "`test`",
}

DURATIONS: Final = "a duration is written `30s`, `1m30s`, `1:30` or `500ms`"
DIGITS: Final = "write digits only, such as `3`"
_AFTER_THE_COLON: Final = "write the text after the colon, on the same line"
_HOW_TO_WRITE: Final = {
    Takes.DURATION: DURATIONS,
    Takes.LENGTH: DURATIONS,
    Takes.PAUSE: DURATIONS,
    Takes.COUNT: DIGITS,
    Takes.REPS: DIGITS,
    Takes.TEXT: _AFTER_THE_COLON,
    Takes.SPOKEN: _AFTER_THE_COLON,
    Takes.NAME: _AFTER_THE_COLON,
    Takes.STEPS: "begin each step with `-`, such as `- hold: Bar hang`",
    Takes.MINUTES: "write a list of steps for each minute, such as `[[{reps: Push-ups, count: 10}], [{hold: Plank, for: 40s}]]`",
    Takes.PHASES: "begin each phase with `-`, such as `- phase: Base`",
    Takes.PROGRESS: "write `hold: {from: 20s, by: 5s, to: 45s}`",
    Takes.CUES: "write the time, a colon and the text, such as `5s: Breathe out.`",
}


def takes(value: Takes) -> str:
    return _TAKES[value]


def how_to_write(value: Takes) -> str:
    """Return advice for a value of this type, or an empty text where the type says enough."""
    return _HOW_TO_WRITE.get(value, "")


def written(value: Written) -> str:
    return _WRITTEN[value]


def where(place: Where) -> str:
    match place:
        case Part():
            return _PARTS[place]
        case StepOf(kind=kind, is_block=is_block):
            return f"{a(kind)} {'block' if is_block else 'step'}"
        case ListOf(kind=kind):
            return f"the list of {a(kind)} block"
        case _:
            assert_never(place)


def owner(place: Where) -> str:
    """Return what has a key or lacks it; a step by its kind alone."""
    return f"`{place.kind}`" if isinstance(place, StepOf) else where(place)


def limits(allowed: Limits) -> str:
    match allowed:
        case AtLeast(least=least):
            return f"at least {least}"
        case AtMost(most=most):
            return f"at most {most}"
        case Between(least=least, most=most):
            return f"{least} to {most}"
        case MoreThan(limit=limit):
            return f"more than {limit}"
        case _:
            assert_never(allowed)


def allowed_values(allowed: Allowed) -> str:
    match allowed:
        case OneOf(choices=choices):
            return plain(f"one of {listed(choices)}")
        case Between():
            return f"from {limits(allowed)}"
        case _:
            return limits(allowed)


def surroundings(needs: Surroundings) -> str:
    match needs:
        case Inside(blocks=blocks):
            return f"inside {joined(blocks, 'or')}"
        case StepWith(key=key):
            return f"in a step with `{key}`"
        case StepsOf(kinds=kinds):
            return f"in {joined(kinds, 'and')}"
        case SpokenText():
            return "in a text that is spoken"
        case _:
            assert_never(needs)
