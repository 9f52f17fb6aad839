"""What a value is read in: the names that it can use, and where findings go."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from voicecoach.findings.base import instead
from voicecoach.findings.structure import MisplacedKey, MissingKey, UnknownKey
from voicecoach.language.model import TIMES_OF_THE_MOMENT, Defaults, Variable
from voicecoach.language.nodes import Mapping as MappingNode
from voicecoach.language.nodes import Node, Scalar
from voicecoach.language.suggest import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from voicecoach.findings import Finding
    from voicecoach.findings.codes import Code
    from voicecoach.findings.terms import Where
    from voicecoach.language.keys import Key
    from voicecoach.language.kinds.kind import Shape
    from voicecoach.language.model import Bound
    from voicecoach.source import Span


# A name whose own definition is wrong has no value; what uses it is not reported again.
Names: TypeAlias = "Mapping[str, Bound | None]"

ANYWHERE = frozenset({Variable.NAME, Variable.NEXT, Variable.DURATION, *TIMES_OF_THE_MOMENT})


MAX_STEPS: Final = 10_000  # read in all; a block can read its steps more than once
_MOST_OF_A_CODE = 1_000
_MOST_SLIPS = 50  # unknown keys of one mapping that are compared with the known ones; more are no slips


class Findings:
    """The findings so far, one for each code, place and subject: a block can read its steps more than once.

    Of one code, the first thousand: nobody reads more, and a file can have a hundred thousand. `steps_read` and
    `patient_events` are what was read for them: see `Document`.
    """

    def __init__(self) -> None:
        self.steps_read = 0
        self.patient_events = 0
        self._found: dict[tuple[Code, str, int, int, str], Finding] = {}
        self._counts: Counter[Code] = Counter()

    def add(self, found: Finding) -> None:
        span = found.span
        place = (found.code, span.source.name, span.start, span.end, found.subject)
        if place not in self._found and self._counts[found.code] < _MOST_OF_A_CODE:
            self._found[place] = found
            self._counts[found.code] += 1

    def count(self, code: Code) -> int:
        return self._counts[code]

    def is_full(self, code: Code) -> bool:
        """Tell whether no more findings of a code are taken, so that making one is in vain."""
        return self._counts[code] >= _MOST_OF_A_CODE

    def has(self, kind: type[Finding]) -> bool:
        return any(isinstance(found, kind) for found in self._found.values())

    def all(self) -> Iterable[Finding]:
        return self._found.values()


class Scope(Struct, frozen=True, kw_only=True):
    """`complete` is False where some names could not be read, so that an unknown one may be right."""

    findings: Findings
    names: Names = field(default_factory=dict)
    written_at: Mapping[str, Span] = field(default_factory=dict)  # the values of names, in the file
    complete: bool = True
    variables: frozenset[Variable] | None = ANYWHERE  # that have a value here; None: any may have
    rounds: int | None = None  # of the innermost block; 0 where there is none, None where it is unknown
    blocks: int = 0  # how many blocks are around
    in_list_of: str = ""  # the kind of block whose steps are a list, where this is in one
    may_have_blocks: bool = False  # that list can have blocks, and this is not in one of them
    # That the steps around have together; 0 where there is none, None where it is unknown.
    period_ms: int | None = 0
    shape: Shape | None = None  # of the step, for its cues; None: they are not held against a step
    defaults: Defaults = Defaults()
    language: str = "en"  # of the routine's texts
    # Steps put right, by the `id` of their node, which is kept so that no other gets it: a block can read steps often.
    written_steps: dict[int, tuple[Node, Any]] = field(default_factory=dict)

    def report(self, found: Finding) -> None:
        self.findings.add(found)

    def with_variables(self, *variables: Variable) -> Scope:
        if self.variables is None:
            return self
        return replace(self, variables=self.variables.union(variables))

    def without_variables(self, *variables: Variable) -> Scope:
        return replace(self, variables=(self.variables or frozenset(Variable)).difference(variables))

    def with_names(self, names: Mapping[str, Bound | None]) -> Scope:
        return replace(self, names={**self.names, **names}) if names else self


class Field(Struct, frozen=True, kw_only=True):
    """A value with the key that it stands under. Items of a list keep the list's key."""

    key: Scalar
    name: str
    node: Node

    def item(self, node: Node) -> Field:
        return Field(key=self.key, name=self.name, node=node)


Fields: TypeAlias = dict[str, Field]


def read_fields(
    scope: Scope,
    mapping: MappingNode,
    keys: Mapping[str, Key[Any]],
    *,
    where: Where,
    elsewhere: Iterable[str] = (),
    synonyms: Mapping[str, str] | None = None,
) -> Fields:
    """Return the values by key. An unknown key that is close to a missing one is reported, and taken for it.

    `where` is what the mapping is; `elsewhere` are keys that are known, but not here.
    """
    fields: Fields = {}
    strange: list[tuple[Scalar, Node]] = []
    for entry in mapping.entries:
        name = entry.key.text
        if name in keys:
            fields[name] = Field(key=entry.key, name=name, node=entry.value)
        else:
            strange.append((entry.key, entry.value))
    for number, (key, value) in enumerate(strange):
        if key.repaired:
            continue
        free = [name for name in keys if name not in fields]
        is_meant = (synonyms or {}).get(key.text, "") in free
        if key.text in elsewhere and not is_meant:
            scope.report(MisplacedKey(span=key.span, key=key.text, where=where))
            continue
        is_slip = number < _MOST_SLIPS
        meant = closest(key.text, free, synonyms) if is_slip else ""
        others = closest(key.text, elsewhere) if is_slip and not meant else ""
        scope.report(
            UnknownKey(
                span=key.span,
                key=key.text,
                where=where,
                suggestion=meant or others,
                known=tuple(keys),
                edits=() if _loses_number(key.text, meant or others) else instead(key.span, meant or others),
            )
        )
        if meant:
            fields[meant] = Field(key=key, name=meant, node=value)
    return fields


def _loses_number(written: str, meant: str) -> bool:
    """Tell whether a number would be gone: `3 rounds` is more than a slip of `rounds`."""
    return any(map(str.isdigit, written)) and not any(map(str.isdigit, meant))


def require(
    scope: Scope, mapping: MappingNode, fields: Fields, key: str, *, at: Span, where: Where
) -> Field | None:
    """Return a field that must be there."""
    if key not in fields and not mapping.incomplete:
        scope.report(MissingKey(span=at, key=key, where=where))
    return fields.get(key)


def is_off(field: Field) -> bool:
    return isinstance(field.node, Scalar) and not field.node.repaired and field.node.text.casefold() in OFF


ON = frozenset({"on", "true", "yes"})
OFF = frozenset({"off", "false", "no"})
