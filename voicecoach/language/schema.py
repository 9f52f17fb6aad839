"""The JSON Schema (draft 2020-12) of the routine language, from the table of keys that the parser reads.

Our parser reads every scalar as a text; an editor types it first. So a value is accepted in each type that an editor may give to a
text that the parser accepts: `90` is a number, `off` may be a boolean, `1:30` is a number to YAML 1.1. What depends on
other values, such as a cue beyond its step's end, is left to `voicecoach check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from voicecoach.language.keys import FOR, PROGRAMME, PROGRAMME_FILE_KEYS, ROUTINE_KEYS, SIDES, SWITCH, Takes
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.value_schemas import mapping, off, reference, value_schemas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.value_schemas import Schema

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_LENGTH: Final = FOR.name
_UNCOUNTED: Final = "-uncounted"
_LISTED_STEPS: Final = "listed-steps"
_BLOCK_IN_LIST: Final = "-in-a-list"
_LISTED_STEPS_AND_BLOCKS: Final = "listed-steps-and-blocks"
_OWN_PACE: Final = "-own-pace"
_OWN_PACE_STEPS: Final = "own-pace-steps"
_WITH_A_LENGTH: Final = "steps-with-a-length"
_WITH_SIDES: Final = "steps-with-sides-where-needed"


def json_schema() -> Schema:
    """Return the schema, for `json.dumps`."""
    return {
        "$schema": _DIALECT,
        "title": "voicecoach routine or programme",
        # Of both kinds, so that an editor that looks no further completes the keys of a file that is still empty.
        "properties": _about_keys(),
        "if": {"type": "object", "required": [PROGRAMME.name]},
        "then": reference("programme-file"),
        "else": reference("routine"),
        "$defs": {
            "routine": _routine(),
            "programme-file": {
                "description": "Sessions over weeks, each of them a routine.",
                **mapping(PROGRAMME_FILE_KEYS.values()),
            },
            **value_schemas(),
            "steps": _list_of("step"),
            "step": _any_step(f"step-{name}" for name in STEP_KINDS),
            **{f"step-{name}": _step(kind) for name, kind in STEP_KINDS.items()},
            **_lists(),
            **_at_own_pace(),
            _WITH_A_LENGTH: _steps_with_a_length(),
            _WITH_SIDES: _steps_with_sides(),
        },
    }


def _about_keys() -> Schema:
    keys = {key.name: key for key in (*PROGRAMME_FILE_KEYS.values(), *ROUTINE_KEYS.values())}
    return {name: {"description": key.about} for name, key in keys.items()}


def _routine() -> Schema:
    return {
        "description": "What somebody does, for how long, and what the coach says meanwhile.",
        **mapping(ROUTINE_KEYS.values()),
        "allOf": [
            _unless_by_default(_LENGTH, _WITH_A_LENGTH),
            _unless_by_default(SIDES.name, _WITH_SIDES),
        ],
    }


def _unless_by_default(key: str, steps: str) -> Schema:
    """Return what steps must be where `defaults` do not give them a key."""
    return {
        "if": {
            "properties": {"defaults": {"type": "object", "required": [key]}},
            "required": ["defaults"],
        },
        "else": {"properties": {"steps": reference(steps)}},
    }


def _list_of(step: str) -> Schema:
    return {"type": "array", "minItems": 1, "items": reference(step)}


def _any_step(names: Iterable[str]) -> Schema:
    return {
        "description": "One key says the kind of the step.",
        "type": "object",
        "anyOf": [reference(name) for name in names],
    }


def _lists() -> Schema:
    """Return the steps of a block that is a list: only some kinds can stand in it, and nothing is counted there."""
    listed = {
        f"step-{name}{_UNCOUNTED if kind.is_counted else ''}": kind
        for name, kind in STEP_KINDS.items()
        if kind.item is not None
    }
    blocks = {
        f"step-{name}{_BLOCK_IN_LIST}": kind
        for name, kind in STEP_KINDS.items()
        if kind.block_items is not None
    }
    return {
        **{name: _step(kind, is_uncounted=True) for name, kind in listed.items() if kind.is_counted},
        _LISTED_STEPS: _list_of("listed-step"),
        "listed-step": _any_step(listed),
        **{name: _step(kind, steps=_LISTED_STEPS) for name, kind in blocks.items()},
        _LISTED_STEPS_AND_BLOCKS: _list_of("listed-step-or-block"),
        "listed-step-or-block": _any_step([*listed, *blocks]),
    }


def _at_own_pace() -> Schema:
    """Return the steps of a block that has a time for them: nothing has to be counted there, nor in the blocks within."""
    blocks = {
        f"step-{name}{_OWN_PACE}": kind
        for name, kind in STEP_KINDS.items()
        if kind.lists_of_steps and not kind.is_list and kind.period_ms is None
    }
    others = [
        f"step-{name}{_UNCOUNTED if kind.is_counted else ''}"
        for name, kind in STEP_KINDS.items()
        if kind not in blocks.values()
    ]
    return {
        **{name: _step(kind, steps=_OWN_PACE_STEPS) for name, kind in blocks.items()},
        _OWN_PACE_STEPS: _list_of("own-pace-step"),
        "own-pace-step": _any_step([*others, *blocks]),
    }


def _step(kind: StepKind[Any], *, is_uncounted: bool = False, steps: str = "") -> Schema:
    keys = kind.keys
    # `defaults` may give every step its length, and then none of them needs one.
    optional = tuple(key.name for key in kind.beside if key.may_default)
    schema = {"title": kind.name, **mapping(keys.values(), optional=optional, always=(kind.name,))}
    schema["description"] = kind.key.about
    if kind.is_list:
        steps = _LISTED_STEPS_AND_BLOCKS if kind.takes_blocks else _LISTED_STEPS
    elif kind.period_ms is not None:
        steps = _OWN_PACE_STEPS
    for key in kind.lists_of_steps if steps else ():
        if key.takes is Takes.STEPS:
            schema["properties"][key.name]["$ref"] = reference(steps)["$ref"]
    # What `defaults` may give need not be written.
    needs = {key.name: [key.needs] for key in kind.beside if key.needs and not keys[key.needs].may_default}
    if needs:
        schema["dependentRequired"] = needs
    ruled_out = {key.name: key.rules_out for key in keys.values() if key.rules_out}
    if ruled_out:
        schema["dependentSchemas"] = {
            name: {"properties": {other: {"anyOf": off()} for other in others}}
            for name, others in ruled_out.items()
        }
    if kind.one_of:
        groups = [[key.name for key in group] for group in kind.one_of]
        schema["anyOf"] = [{"required": names, **_without(groups, names)} for names in groups]
        if is_uncounted:
            schema["anyOf"].append(_without(groups, []))
    return schema


def _without(groups: list[list[str]], but: list[str]) -> Schema:
    """Return a schema that forbids the keys of all these groups but one."""
    return {"not": {"anyOf": [{"required": [name]} for names in groups if names != but for name in names]}}


def _steps_with_a_length() -> Schema:
    """Return what steps are where no `defaults` give them their length."""
    needing = [{"required": [name]} for name, kind in STEP_KINDS.items() if FOR in kind.beside]
    return _each_step({"anyOf": needing}, _LENGTH, _WITH_A_LENGTH)


def _steps_with_sides() -> Schema:
    """Return what steps are where no `defaults` give them sides: a length for each side and a time to switch need them."""
    each_side = {"properties": {_LENGTH: {"type": "object"}}, "required": [_LENGTH]}
    return _each_step({"anyOf": [each_side, {"required": [SWITCH.name]}]}, SIDES.name, _WITH_SIDES)


def _each_step(condition: Schema, needed: str, steps: str) -> Schema:
    """Return a list of steps that need a key where the condition holds, and of blocks whose steps are `steps`."""
    return {
        "items": {
            "if": condition,
            "then": {"required": [needed]},
            "properties": {
                key.name: {"items": reference(steps)} if key.takes is Takes.MINUTES else reference(steps)
                for kind in STEP_KINDS.values()
                for key in kind.lists_of_steps
            },
        }
    }
