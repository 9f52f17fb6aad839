"""A mapping of another program's data, sorted: what is known of the step itself, and the lists of steps in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.structured.amounts import number_of
from voicecoach.importing.structured.keys import (
    UNITS_MS,
    Role,
    is_alternatives,
    is_part,
    role_of,
    unit_ms,
    words_of,
)
from voicecoach.importing.words import clean
from voicecoach.importing.yaml_tree import Items, Leaf, Tree, YamlTable

if TYPE_CHECKING:
    from decimal import Decimal

    from voicecoach.importing.writer import Writer

_EMPTY: Final = frozenset({"", "null", "none", "~", "false", "undefined", "n/a"})
_NO_TARGET: Final = re.compile(r"no[. _]?target|\w*DTO", re.IGNORECASE)
_OF_A_STEP: Final = frozenset({Role.WORK, Role.LENGTH, Role.REPS})


class Entry(Struct, frozen=True, kw_only=True):
    key: str
    words: frozenset[str]
    text: str
    line: int

    @property
    def unit_ms(self) -> int:
        return unit_ms(self.words)


class Part(Struct, frozen=True, kw_only=True):
    """A list of steps, or a mapping that is one, and its key."""

    key: str
    words: frozenset[str]
    tree: Tree


class Record(Struct, kw_only=True):
    """`entries` are by role; of several with the same role, the first is taken and the others are in `others`."""

    line: int
    entries: dict[Role, Entry]
    parts: list[Part]
    others: list[Entry]

    def move(self, role: Role, to: Role) -> None:
        """Take what has a role for another one, where there is any."""
        if role in self.entries:
            self.entries[to] = self.entries.pop(role)

    def text(self, role: Role) -> str:
        entry = self.entries.get(role)
        return entry.text if entry else ""


def record_of(table: YamlTable) -> Record:
    record = Record(line=table.line, entries={}, parts=[], others=[])
    for key, tree in table.values.items():
        _sort(record, (key,), tree)
    if record.text(Role.UNIT).casefold().startswith("rep") and (
        entry := record.entries.pop(Role.LENGTH, None)
    ):
        record.entries[Role.TIMES] = entry  # `"length": {"value": 4, "unit": "repetition"}`
        del record.entries[Role.UNIT]
    if _OF_A_STEP & record.entries.keys():
        _without_remarks(record)
    return record


def _without_remarks(record: Record) -> None:
    """Keep of the lists of a record with a length those that may be steps: others say more of the step itself, as `targets` do."""
    for part in record.parts:
        if not is_part(part.words) and not is_alternatives(part.words):
            record.others.append(Entry(key=part.key, words=part.words, text="", line=part.tree.line))
    record.parts = [part for part in record.parts if is_part(part.words) or is_alternatives(part.words)]


def _sort(record: Record, keys: tuple[str, ...], tree: Tree) -> None:
    words = words_of(*keys)
    if isinstance(tree, Leaf):
        _add(record, Entry(key=keys[-1], words=words, text=tree.text.strip(), line=tree.line))
    elif isinstance(tree, Items):
        texts = [item.text.strip() for item in tree.items if isinstance(item, Leaf)]
        if texts and len(texts) == len(tree.items) and not _names_steps(words):
            _add(record, Entry(key=keys[-1], words=words, text=". ".join(texts), line=tree.line))
        elif tree.items:
            record.parts.append(Part(key=keys[-1], words=words, tree=tree))
    elif _is_part(words, tree):
        record.parts.append(Part(key=keys[-1], words=words, tree=tree))
    elif text := _in_units(tree):
        _add(record, Entry(key=keys[-1], words=words, text=text, line=tree.line))
    else:
        for key, inner in tree.values.items():
            _sort(record, (*keys, key), inner)


def _in_units(table: YamlTable) -> str:
    """Return `1 minutes 30 seconds` of `{"minutes": 1, "seconds": 30}`, and nothing where there is something else in it."""
    units = [
        (key.casefold(), tree.text.strip()) for key, tree in table.values.items() if isinstance(tree, Leaf)
    ]
    if len(units) != len(table.values) or not all(key in UNITS_MS for key, _ in units):
        return ""
    return " ".join(f"{text} {key}" for key, text in units)


def span_of(tree: Tree) -> tuple[Decimal, Decimal] | None:
    """Return the seconds from which and to which a step goes, where it says so."""
    if not isinstance(tree, YamlTable):
        return None
    record = record_of(tree)
    begin, end = (number_of(record.text(role)) for role in (Role.BEGIN, Role.END))
    return None if begin is None or end is None else (begin, end)


def _names_steps(words: frozenset[str]) -> bool:
    return is_part(words) and role_of(words) not in {Role.SAY, Role.REPS}


def _is_part(words: frozenset[str], table: YamlTable) -> bool:
    """Tell whether a mapping in a mapping is a step or several, not what is said of the one around."""
    has_lists = any(
        isinstance(one, Items) and any(not isinstance(item, Leaf) for item in one.items)
        for one in table.values.values()
    )
    if has_lists or _has_only_steps(table):
        return True
    role = role_of(words)
    if role in {Role.WARM_UP, Role.COOL_DOWN}:
        return True
    roles = {role_of(words_of(key)) for key in table.values}
    if is_part(words) and role not in _OF_A_STEP and roles & (_OF_A_STEP | {Role.DISTANCE}):
        return True
    return role not in _OF_A_STEP | {Role.NAME, Role.REST, Role.POWER} and bool(roles & _OF_A_STEP)


def _has_only_steps(table: YamlTable) -> bool:
    """Tell whether a mapping is one of steps or parts by their names, not of what is said of one."""
    return bool(table.values) and all(
        isinstance(one, YamlTable)
        and (
            any(isinstance(inner, Items) for inner in one.values.values())
            or bool(_OF_A_STEP & {role_of(words_of(key)) for key in one.values})
            or _has_only_steps(one)
        )
        for one in table.values.values()
    )


def _add(record: Record, entry: Entry) -> None:
    if entry.text.casefold() in _EMPTY or _NO_TARGET.fullmatch(entry.text):
        return
    role = role_of(entry.words)
    if role is Role.REST and role in record.entries:
        role = Role.REST_AFTER  # beside the rest between the reps
    if role is Role.NOTHING:
        return
    if role is Role.SETS and role in record.entries and Role.TIMES not in record.entries:
        # `"cycles": 8, "sets": 2`: the sets are around the others
        inner = record.entries[role] if "sets" in entry.words else entry
        record.entries[role] = entry if "sets" in entry.words else record.entries[role]
        record.entries[Role.TIMES] = inner
        return
    if role is Role.OTHER or role in record.entries:
        record.others.append(entry)
    else:
        record.entries[role] = entry


def note_unread(writer: Writer, record: Record, read: set[Role]) -> None:
    """Name what is in a record and in no step."""
    for role, entry in record.entries.items():
        if role not in read:
            _note(writer, entry)
    for entry in record.others:
        _note(writer, entry)


def _note(writer: Writer, entry: Entry) -> None:
    writer.note(entry.line, f"`{clean(entry.key).text[:60]}` is not carried over")
