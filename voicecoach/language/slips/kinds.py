"""The kind of a step that its amounts do not fit: `hold` with a count, `reps` with a length or with steps. Reported, and read as meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.base import instead
from voicecoach.findings.structure import MisplacedKey
from voicecoach.language.durations import Problem
from voicecoach.language.keys import FOR
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.nodes import Mapping, Scalar
from voicecoach.language.slips.names_with_amounts import COUNT
from voicecoach.language.synonyms import SYNONYMS
from voicecoach.language.values import whole_number
from voicecoach.language.vocabulary import ALL_KEYS

if TYPE_CHECKING:
    from voicecoach.language.scope import Scope

_HOLD: Final = "hold"
_REPS: Final = "reps"
_ROUNDS: Final = "rounds"
_STEPS: Final = "steps"
_WORD: Final = re.compile(r"[^\W\d_][\w-]{1,20}")
_NAME: Final = re.compile(r"[^\W\d_](?:[^\d\n.!?]{0,60}[^\W\d_])?")
_SENTENCE: Final = re.compile(r"[^\W\d_].*\s.*[.!?]")
_LONG: Final = frozenset((_HOLD, "work"))
_OF_REPS: Final = frozenset(key for key in STEP_KINDS[_REPS].keys if key not in STEP_KINDS[_HOLD].keys)


def with_kind_meant(scope: Scope, node: Mapping) -> Mapping:
    """Give a step the kind that its other keys have: reps for a count, a hold for a length, rounds for steps."""
    first = node.entries[0] if node.entries else None
    if first is None or first.key.repaired:
        return node
    said = first.key.text if first.key.text in STEP_KINDS else SYNONYMS.get(first.key.text.casefold(), "")
    beside = {entry.key.text for entry in node.entries[1:]}
    meant, wrong = _kind_meant(scope, said, beside, first.value)
    if not meant or beside & STEP_KINDS.keys() - {"rest"}:
        return node
    key = next(entry.key for entry in node.entries if entry.key.text == wrong)
    scope.report(
        MisplacedKey(
            span=key.span,
            key=wrong,
            where=STEP_KINDS[said].place,
            kind=meant,
            edits=instead(first.key.span, meant),
        )
    )
    renamed = replace(first, key=replace(first.key, text=meant))
    return replace(node, entries=(renamed, *node.entries[1:]))


def kind_of_words(node: Mapping) -> str | None:
    """Return the kind of a step whose first key is a word of the author's own: `finish: Well done.`, `march: Marching` with a length.

    A sentence alone is said; a name beside a length or a count is an exercise.
    """
    if not node.entries:
        return None
    first, *others = node.entries
    value = first.value
    if not isinstance(value, Scalar) or not _WORD.fullmatch(first.key.text) or "\n" in value.span.text:
        return None
    if not others:
        return "say" if _SENTENCE.fullmatch(value.text) else None
    beside = {one.key.text for one in others}
    if first.key.text in ALL_KEYS or not _NAME.fullmatch(value.text):
        return None
    kind = _REPS if COUNT in beside else _HOLD if FOR.name in beside else None
    return kind if kind and beside <= STEP_KINDS[kind].keys.keys() else None


def _kind_meant(scope: Scope, said: str, beside: set[str], value: object) -> tuple[str, str]:
    """Return the kind that is meant and the key that says so, or nothing."""
    lasts = FOR.name in beside or FOR.name in scope.defaults.values
    if said in _LONG and COUNT in beside and not lasts:
        return _REPS, COUNT
    if said == _REPS and FOR.name in beside and not beside & _OF_REPS:
        return _HOLD, FOR.name
    is_number = isinstance(value, Scalar) and not isinstance(whole_number(value.text), Problem)
    if said == _REPS and _STEPS in beside and is_number:
        return _ROUNDS, _STEPS
    return "", ""
