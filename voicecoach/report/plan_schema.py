"""The JSON Schema of `plan --json`, for whoever reads a plan with a program."""

from __future__ import annotations

from typing import Any, Final

PLAN_VERSION: Final = 2  # raised when a key is removed or changes its meaning; new keys may come at any time

_MS: Final = {"type": "integer", "minimum": 0}
_COUNT: Final = {"type": "integer", "minimum": 1}
_MAYBE_COUNT: Final = {"type": ["integer", "null"], "minimum": 1}
_LINE: Final = {"type": "integer", "minimum": 1, "description": "The line of the routine that it comes from."}


def plan_schema() -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A plan of voicecoach",
        "type": "object",
        "required": [
            "version",
            "title",
            "language",
            "caution",
            "total_ms",
            "sample_rate",
            "intervals",
            "events",
            "diagnostics",
        ],
        "properties": {
            "version": {"const": PLAN_VERSION},
            "title": {"type": "string"},
            "language": {"type": "string", "description": "Of the spoken text, such as `en` or `de-at`."},
            "caution": {
                "type": ["string", "null"],
                "description": "What is said before the first step, as a text.",
            },
            "total_ms": _MS,
            "sample_rate": {"type": "integer"},
            "intervals": {
                "type": "array",
                "items": _interval(),
                "description": "Without gaps from 0 to total_ms.",
            },
            "events": {
                "type": "array",
                "items": _event(),
                "description": "All that is heard, sorted by onset.",
            },
            "diagnostics": {
                "type": "array",
                "items": {"type": "object", "required": ["code", "severity", "message"]},
            },
        },
    }


def _interval() -> dict[str, Any]:
    kinds = ["lead-in", "hold", "work", "reps", "rest", "switch", "say"]
    details = {
        "grip": {"type": "string", "description": "How it is held."},
        "edge": {"type": "string", "description": "As it is written: `20mm`."},
        "load": {
            "type": "string",
            "description": "As it is written, without blanks: `+10kg`, `2x12kg`, `80% BW`.",
        },
        "effort": {
            "type": "integer",
            "minimum": 1,
            "maximum": 10,
            "description": "How hard it is meant to be.",
        },
        "tempo": {
            "type": "string",
            "description": "The four counts of a rep, as they are written: `3-0-X-1`.",
        },
    }
    item = {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string"},
            "kind": {"const": "rest", "description": "Only of a rest."},
            "reps": _MAYBE_COUNT,
            "reps_from": _COUNT,
            "duration_ms": {"type": ["integer", "null"]},
            "sets": {**_COUNT, "description": "How often it is done, if more than once."},
            "set_rest_ms": {**_MS, "description": "The rest between its sets."},
            "sides": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Those on each of which it is done.",
            },
            "rounds": {**_COUNT, "description": "How often the block is done that it is in."},
            **details,
        },
    }
    properties = {
        "kind": {"enum": kinds},
        "name": {"type": "string", "description": "Of an exercise; empty for the other kinds."},
        "start_ms": _MS,
        "duration_ms": _MS,
        "round": _MAYBE_COUNT,
        "rounds": _MAYBE_COUNT,
        "set": _MAYBE_COUNT,
        "sets": _MAYBE_COUNT,
        "side": {"type": ["string", "null"]},
        "line": _LINE,
    }
    only_some = {
        "block": {
            "type": "string",
            "description": "What a round is called, if its block has a name: `Climb`.",
        },
        "reps": {
            **_COUNT,
            "description": "Of an exercise with a number of reps; the larger number of a range.",
        },
        "reps_from": {**_COUNT, "description": "The smaller number of a range of reps."},
        "beats_ms": {
            "type": "array",
            "items": _MS,
            "description": "The counts of one rep, where reps are counted.",
        },
        "items": {
            "type": "array",
            "items": item,
            "description": "What is done in turn, for a time.",
        },
        **details,
        "until": {
            "const": "done",
            "description": "It counts up: a live session ends it when the listener says done. duration_ms is its limit.",
        },
        "ready": {"const": True, "description": "A live session waits here for the listener's go."},
    }
    return {"type": "object", "required": list(properties), "properties": properties | only_some}


def _event() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["kind", "onset_ms", "duration_ms", "line"],
        "properties": {
            "kind": {"enum": ["speech", "tone", "sound"]},
            "onset_ms": {**_MS, "description": "Where the sound really is in an export."},
            "duration_ms": _MS,
            "text": {"type": "string", "description": "What is said; of `speech`."},
            "tone": {"type": "string", "description": "The name of a `tone`."},
            "path": {"type": "string", "description": "The file of a `sound`."},
            "line": _LINE,
            "author": {
                "type": "boolean",
                "description": "The words are the routine's, not the program's own.",
            },
        },
    }
