"""The part of the JSON Schema that says what the value of a key is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias, assert_never

from voicecoach.language.cue_times import CUE_TIMES
from voicecoach.language.details import MAX_EFFORT
from voicecoach.language.durations import MAX_DURATION_MS
from voicecoach.language.grammar import (
    DASH,
    DONE,
    DURATION,
    LANGUAGE,
    NAME,
    NOT_ONLY_A_NUMBER,
    RANGE,
    REFERENCE,
    REPEATERS,
    TEMPO,
)
from voicecoach.language.keys import (
    CUE_KEYS,
    DEFAULT_KEYS,
    PARAMETER_KEYS,
    PHASE_KEYS,
    PROGRAMME_KEYS,
    PROGRESS_KEYS,
    TEST_KEYS,
    TONES_KEYS,
    Key,
    Takes,
)
from voicecoach.language.model import LEFT, RIGHT, Priority
from voicecoach.language.options import MAX_COUNTDOWN, MAX_SIDES
from voicecoach.language.programme import Pace, Weekday
from voicecoach.language.scope import OFF, ON
from voicecoach.language.values import MAX_COUNT
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterable

Schema: TypeAlias = "dict[str, Any]"

_SCALAR: Final = ("string", "number", "boolean")
_DAYS: Final = tuple(day.name.lower() for day in Weekday)
_PARAMETER: Final = f"^{NAME}$"
_NOT_ZERO: Final = "(?=0*[1-9])"  # of the first number
_NOT_ALL_ZERO: Final = "(?=[^1-9]*[1-9])"


def reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def mapping(
    keys: Iterable[Key[Any]], *, optional: tuple[str, ...] = (), always: tuple[str, ...] = ()
) -> Schema:
    """Return a mapping of these keys and no others. Those in `optional` are never required, those in `always` are."""
    table = tuple(keys)
    properties = {key.name: {"description": key.about, **reference(_name(key.takes))} for key in table}
    required = [
        key.name for key in table if key.name in always or (key.required and key.name not in optional)
    ]
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def off() -> list[Schema]:
    return [{"enum": ["off", False]}, {"type": "string", "pattern": _words(OFF)}]


def value_schemas() -> dict[str, Schema]:
    """Return the schema of every kind of value by its name, and of a cue; `steps` is not among them."""
    schemas = {_name(takes): _of(takes) for takes in Takes if takes is not Takes.STEPS}
    sounds_or_says = {"oneOf": [{"required": ["say"]}, {"required": ["sound"]}]}
    alone = {"dependentSchemas": {"sound": {"maxProperties": 1}}}
    schemas["cue"] = {
        "anyOf": [reference(_name(Takes.WORDINGS)), {**mapping(CUE_KEYS.values()), **sounds_or_says, **alone}]
    }
    return schemas


def _name(takes: Takes) -> str:
    return takes.name.lower().replace("_", "-")


def _of(takes: Takes) -> Schema:  # noqa: C901, PLR0911, PLR0912 - one case a kind of value
    match takes:
        case Takes.DURATION:
            return {**_some_time(), "examples": ["30s", "1m30s", 90, "1:30", "2.5s", "500ms"]}
        case Takes.PAUSE:
            return {**_duration(), "examples": ["30s", "1m30s", 90, "1:30", "2.5s", "500ms"]}
        case Takes.LENGTH:
            each = {"type": "object", "minProperties": 1, "maxProperties": MAX_SIDES}
            return {
                "anyOf": [_some_time(), {**each, "additionalProperties": _some_time()}],
                "examples": ["30s", {"left": "10s", "right": "20s"}],
            }
        case Takes.COUNT:
            return _count()
        case Takes.REPS:
            return {
                "anyOf": [_count(), {"type": "string", "pattern": _whole(f"{_NOT_ZERO}{RANGE}")}],
                "examples": [8, "8-12"],
            }
        case Takes.TEXT | Takes.SPOKEN | Takes.NAME | Takes.VALUE | Takes.SOUND | Takes.TONE | Takes.ANNOUNCE:
            return _text()
        case Takes.WORDINGS:
            return {"anyOf": [_text(), _list(_text())], "examples": [["Halfway. Breathe out.", "Halfway."]]}
        case Takes.VALUES | Takes.BED:
            return {"anyOf": [_text(), _list(_text())]}
        case Takes.STEPS:
            return reference("steps")
        case Takes.MINUTES:
            return _list(reference("own-pace-steps"))
        case Takes.SWITCH:
            return {"anyOf": _switch()}
        case Takes.CUES:
            return _cues()
        case Takes.COUNTDOWN:
            return {"anyOf": [{"enum": [3, 5, 10, "off"]}, _countdown(), *_switch()]}
        case Takes.DURATIONS:
            return {
                "anyOf": [_list(_some_time()), _some_time(), *_switch()],
                "examples": [["30s", "10s"], "off"],
            }
        case Takes.TONES:
            return {"anyOf": [mapping(TONES_KEYS.values()), *_switch()], "examples": ["off"]}
        case Takes.SIDES:
            return _sides()
        case Takes.TEMPO:
            return {
                "type": "string",
                "pattern": _whole(f"(?=[0\\s.\\-]*[1-9xX])(?:{TEMPO})"),
                "examples": ["3-1-1-0", "30X1"],
            }
        case Takes.REPEATERS:
            return {"type": "string", "pattern": _whole(f"{_NOT_ZERO}{REPEATERS}"), "examples": ["6 x 7s:3s"]}
        case Takes.RUNGS:
            return {**_list(_some_time()), "examples": [[21, 15, 9]]}
        case Takes.UNTIL:
            return _one_of([DONE])
        case Takes.GRIP:
            return {**_text(), "examples": ["half crimp", "open hand"]}
        case Takes.EDGE:
            some_depth = {"pattern": rf"^(?!\s*(?:{DASH}|[0.,]+\s*[A-Za-z]+\s*$)).*{NOT_ONLY_A_NUMBER}"}
            return {**_words_or_off(), **some_depth, "examples": ["20mm", "0.75in", "jug"]}
        case Takes.LOAD:
            return {**_words_or_off(), "examples": ["+10kg", "-5kg", "2x12kg", "20lb", "80% BW", "red band"]}
        case Takes.EFFORT:
            effort = {**_count(), "pattern": _whole("0*(?:[1-9]|10)"), "maximum": MAX_EFFORT}
            return {"anyOf": [effort, *off()], "examples": [7]}
        case Takes.SETTINGS:
            return {"type": "object", "additionalProperties": _text()}
        case Takes.PRONOUNCE:
            return {
                "type": "object",
                "additionalProperties": _text(),
                "examples": [{"Pallof": "pal off", "Chaturanga": "chah too rahn gah"}],
            }
        case Takes.TAGS:
            return {
                "type": "object",
                "additionalProperties": {"anyOf": [_text(), _list(_text())]},
                "examples": [{"focus": ["back"], "equipment": ["bar"], "level": "easy"}],
            }
        case Takes.PARAMETERS:
            parameter = {"anyOf": [_text(), mapping(PARAMETER_KEYS.values())]}
            return {
                "type": ["object", "null"],
                "patternProperties": {_PARAMETER: parameter},
                "additionalProperties": False,
            }
        case Takes.DEFAULTS:
            return {
                **mapping(DEFAULT_KEYS.values(), optional=tuple(DEFAULT_KEYS)),
                "type": ["object", "null"],
            }
        case Takes.LANGUAGE:
            # `no` is Norwegian to us, and false to YAML 1.1.
            return {
                "type": ["string", "boolean"],
                "pattern": _whole(LANGUAGE),
                "examples": ["en", "de", "pt-BR"],
            }
        case Takes.PROGRAMME:
            days_or_number = {"oneOf": [{"required": ["week"]}, {"required": ["sessions"]}]}
            return {**mapping(PROGRAMME_KEYS.values()), **days_or_number}
        case Takes.WEEKDAYS:
            day = _one_of(_DAYS)
            return {"anyOf": [{**_list(day), "uniqueItems": True}, day], "examples": [["mon", "wed", "fri"]]}
        case Takes.PHASES:
            return _list(mapping(PHASE_KEYS.values()))
        case Takes.ROUTINES:
            days = {day: {**_text(), "description": f"The routine on {day}."} for day in _DAYS}
            return {
                "anyOf": [_text(), {"type": "object", "properties": days, "additionalProperties": False}],
                "examples": ["bar-hang", {"mon": "bar-hang", "thu": "wall-legs"}],
            }
        case Takes.PROGRESS:
            return {
                "type": "object",
                "additionalProperties": mapping(PROGRESS_KEYS.values()),
                "examples": [{"hold": {"from": "20s", "by": "5s", "to": "45s"}}],
            }
        case Takes.PACE:
            return _one_of(str(pace) for pace in Pace)
        case Takes.PHASE_TEST:
            return mapping(TEST_KEYS.values())
        case Takes.PRIORITY:
            return _one_of(priority.name.lower() for priority in Priority)
        case _:
            assert_never(takes)


def _whole(pattern: str) -> str:
    """Return the pattern of a text that is this as a whole, or has a parameter in it."""
    return rf"^\s*(?:{pattern})\s*$|{REFERENCE}"


def _words(words: Iterable[str]) -> str:
    """Return the pattern of these words in capitals or not."""
    either = ("".join(f"[{letter}{letter.upper()}]" for letter in word) for word in sorted(words))
    return _whole("|".join(either))


def _text() -> Schema:
    return {"type": [*_SCALAR], "pattern": r"\S"}


def _words_or_off() -> Schema:
    return {"type": ["string", "boolean"], "pattern": NOT_ONLY_A_NUMBER}


def _duration() -> Schema:
    return {
        "type": ["string", "number"],
        "pattern": _whole(DURATION),
        "minimum": 0,
        "maximum": MAX_DURATION_MS // MS_PER_S,
    }


def _some_time() -> Schema:
    return {**_duration(), "exclusiveMinimum": 0, "pattern": _whole(f"{_NOT_ALL_ZERO}{DURATION}")}


def _count() -> Schema:
    pattern = _whole("0*[1-9][0-9]*")
    return {"type": ["string", "integer"], "pattern": pattern, "minimum": 1, "maximum": MAX_COUNT}


def _countdown() -> Schema:
    numbers = "|".join(map(str, range(MAX_COUNTDOWN + 1)))
    pattern = _whole(f"0*(?:{numbers})")
    return {"type": ["string", "integer"], "pattern": pattern, "minimum": 0, "maximum": MAX_COUNTDOWN}


def _switch() -> list[Schema]:
    return [{"enum": ["on", "off"]}, {"type": "boolean"}, {"type": "string", "pattern": _words(ON | OFF)}]


def _one_of(words: Iterable[str]) -> Schema:
    return {"anyOf": [{"enum": [*words]}, {"type": "string", "pattern": REFERENCE}]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "minItems": 1, "items": items}


def _sides() -> Schema:
    one = {"type": "string", "pattern": _words((LEFT, RIGHT))}
    several = {**_list(_text()), "minItems": 2, "maxItems": MAX_SIDES, "uniqueItems": True}
    return {
        "anyOf": [several, {**_list(one), "maxItems": 1}, {"enum": [LEFT, RIGHT]}, one, *off()],
        "examples": [["left", "right"], ["front", "back"]],
    }


def _cues() -> Schema:
    times = {
        rf"^\s*{time.pattern}\s*$": {"description": time.about, **reference("cue")} for time in CUE_TIMES
    }
    fixed = {time.example: {"description": time.about, **reference("cue")} for time in CUE_TIMES}
    return {
        "type": "object",
        "properties": fixed,  # what an editor offers
        "patternProperties": {**times, REFERENCE: reference("cue")},
        "additionalProperties": False,
        "examples": [{"2s": "Walk your feet forward.", "50%": ["Halfway. Breathe.", "Halfway."]}],
    }
