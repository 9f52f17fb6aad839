"""The JSON Schema (draft 2020-12) of the routine language, from the table of keys that the parser reads.

Our parser reads every scalar as a text; an editor types it first. So a value is accepted in each type that an editor may give to a
text that the parser accepts: `90` is a number, `off` may be a boolean, `1:30` is a number to YAML 1.1. What depends on
other values, such as a cue beyond its step's end, is left to `voicecoach check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from voicecoach.language.keys import ROUTINE_KEYS, STEP_KINDS, StepKind
from voicecoach.language.steps import IN_AMRAP
from voicecoach.language.value_schemas import mapping, reference, value_schemas

if TYPE_CHECKING:
    from collections.abc import Iterable

Schema: TypeAlias = "dict[str, Any]"

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_LENGTH: Final = "for"


def json_schema() -> Schema:
    """Return the schema, for `json.dumps`."""
    return {
        "$schema": _DIALECT,
        "title": "voicecoach routine",
        "description": "What somebody does, for how long, and what the coach says meanwhile.",
        **mapping(ROUTINE_KEYS.values()),
        "if": {
            "properties": {"defaults": {"type": "object", "required": [_LENGTH]}},
            "required": ["defaults"],
        },
        "else": {"properties": {"steps": reference("steps-with-a-length")}},
        "$defs": {
            **value_schemas(),
            "steps": _list_of("step"),
            "step": _any_step(STEP_KINDS),
            "steps-in-amrap": _list_of("step-in-amrap"),
            "step-in-amrap": _any_step(
                f"{name}-uncounted" if name == "reps" else name for name in STEP_KINDS if name in IN_AMRAP
            ),
            **{f"step-{name}": _step(kind) for name, kind in STEP_KINDS.items()},
            "step-reps-uncounted": _step(STEP_KINDS["reps"], in_amrap=True),
            "steps-with-a-length": _steps_with_a_length(),
        },
    }


def _list_of(step: str) -> Schema:
    return {"type": "array", "minItems": 1, "items": reference(step)}


def _any_step(names: Iterable[str]) -> Schema:
    return {
        "description": "One key says the kind of the step.",
        "type": "object",
        "anyOf": [reference(f"step-{name}") for name in names],
    }


def _step(kind: StepKind, *, in_amrap: bool = False) -> Schema:
    keys = kind.keys()
    # `defaults` may give every step its length, and then none of them needs one.
    schema = {"title": kind.key.name, **mapping(keys.values(), optional=(_LENGTH,), always=(kind.key.name,))}
    schema["description"] = kind.key.about
    if kind.key.name == "amrap":
        schema["properties"]["steps"]["$ref"] = reference("steps-in-amrap")["$ref"]
    if {"sets", "rest"} <= keys.keys():
        schema["dependentRequired"] = {"rest": ["sets"]}
    if {"tempo", "every"} <= keys.keys():
        schema["not"] = {"required": ["tempo", "every"]}
        if not in_amrap:  # where nobody counts
            schema["anyOf"] = [{"required": ["tempo"]}, {"required": ["every"]}]
    return schema


def _steps_with_a_length() -> Schema:
    """Return what steps are where no `defaults` give them their length."""
    needing = [
        {"required": [name]}
        for name, kind in STEP_KINDS.items()
        if any(key.name == _LENGTH and key.required for key in kind.beside)
    ]
    return {
        "items": {
            "if": {"anyOf": needing},
            "then": {"required": [_LENGTH]},
            "properties": {"steps": reference("steps-with-a-length")},
        }
    }
