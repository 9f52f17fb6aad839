"""Findings about keys, and about what stands under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from voicecoach.findings.base import FindingBase
from voicecoach.findings.codes import Code

if TYPE_CHECKING:
    from voicecoach.findings.terms import Part, Takes, Where, Written
    from voicecoach.source import Span


class UnknownKey(FindingBase, frozen=True, kw_only=True):
    code = Code.UNKNOWN_KEY
    key: str
    where: Where
    suggestion: str = ""
    known: tuple[str, ...] = ()


class MisplacedKey(FindingBase, frozen=True, kw_only=True):
    """`kind` is what the step is meant to be, where the key is right and the kind is not."""

    code = Code.MISPLACED_KEY
    key: str
    where: Where
    kind: str = ""


class MissingKey(FindingBase, frozen=True, kw_only=True):
    """`written` are the lines that the step's name says: `for: 30s` in `hold: Plank 30s`."""

    code = Code.MISSING_KEY
    key: str
    where: Where
    written: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        return self.key


class MissingValue(FindingBase, frozen=True, kw_only=True):
    code = Code.MISSING_VALUE
    key: str
    takes: Takes


class MissingKind(FindingBase, frozen=True, kw_only=True):
    """`lead_in` is the time in `ready: 10s`, which is how people call a lead-in; else it is empty."""

    code = Code.MISSING_KIND
    kinds: tuple[str, ...]
    lead_in: str = ""


class SeveralKinds(FindingBase, frozen=True, kw_only=True):
    """`kind` is the kind that counts; it stands at `kind_span`."""

    code = Code.SEVERAL_KINDS
    key: str
    kind: str
    kind_span: Span


class ConflictingKeys(FindingBase, frozen=True, kw_only=True):
    code = Code.CONFLICTING_KEYS
    key: str
    where: Where
    other: str
    other_span: Span


class NeedsKey(FindingBase, frozen=True, kw_only=True):
    code = Code.NEEDS_KEY
    key: str
    needs: str


class WrongType(FindingBase, frozen=True, kw_only=True):
    """`is_text_in_brackets`: a text would do, and what was found could be one in quotes."""

    code = Code.WRONG_TYPE
    key: str
    takes: Takes
    written: Written
    is_text_in_brackets: bool = False


class NoPairs(FindingBase, frozen=True, kw_only=True):
    """A routine or a step that does not consist of keys and values; `suggestion` is what a step is meant to be."""

    code = Code.WRONG_TYPE
    part: Part
    written: Written
    suggestion: str = ""


class EmptyList(FindingBase, frozen=True, kw_only=True):
    code = Code.EMPTY_LIST
    key: str
    takes: Takes


class StepNotHere(FindingBase, frozen=True, kw_only=True):
    """A step of a kind that this block cannot have; `kinds` are those that it can."""

    code = Code.STEP_NOT_HERE
    kind: str
    block: str
    kinds: tuple[str, ...]


StructureFinding: TypeAlias = (
    UnknownKey
    | MisplacedKey
    | MissingKey
    | MissingValue
    | MissingKind
    | SeveralKinds
    | ConflictingKeys
    | NeedsKey
    | WrongType
    | NoPairs
    | EmptyList
    | StepNotHere
)
