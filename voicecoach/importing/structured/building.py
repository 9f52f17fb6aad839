"""Records of another program's data as steps: workouts, parts with their rounds and rests, and the steps in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.importing.model import Certainty
from voicecoach.importing.pasted.tree.exercise_steps import PACE_MS
from voicecoach.importing.pasted.tree.lengths import length_of as whole_length_of
from voicecoach.importing.steps import ImportedLeadIn, ImportedRest, ImportedTimed
from voicecoach.importing.structured.amounts import count_of, named_length_of
from voicecoach.importing.structured.blocks import block_of
from voicecoach.importing.structured.keys import Role, is_alternatives, is_part, role_of
from voicecoach.importing.structured.leaves import leaf_steps
from voicecoach.importing.structured.records import Part, Record, record_of, span_of
from voicecoach.importing.structured.values import Values
from voicecoach.importing.words import clean
from voicecoach.importing.yaml_tree import Items, Leaf, YamlTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.steps import ImportedStep
    from voicecoach.importing.writer import Writer
    from voicecoach.importing.yaml_tree import Tree

_LONGEST_ABOUT: Final = 600
_FILES: Final = (".yaml", ".yml", ".json")


class Around(Struct, frozen=True, kw_only=True):
    """What a list of steps has from the mapping around it."""

    name: str = ""
    length_ms: int = 0  # of steps without one
    rest_ms: int = 0  # between the steps
    is_top: bool = True


class Builder:
    """Collects what stands above the steps; `writer` takes what is lost."""

    def __init__(self, writer: Writer) -> None:
        self.title = ""
        self.about = ""
        self.writer = writer

    def steps(self, tree: Tree) -> list[ImportedStep]:
        steps = self._any(tree, Around())
        if steps and isinstance(
            steps[0], ImportedRest
        ):  # what comes before the first exercise is to get ready
            steps[0] = ImportedLeadIn(length_ms=steps[0].length_ms, say=steps[0].say, cues=steps[0].cues)
        for step in steps:
            length = whole_length_of([step], PACE_MS)
            self.writer.count(tree.line, times=max(0, length.intervals - 1))
            self.writer.count(tree.line, duration_ms=length.length_ms)
        return steps

    # --- lists ----------------------------------------------------------------------------------

    def _any(self, tree: Tree, around: Around, words: frozenset[str] = frozenset()) -> list[ImportedStep]:
        if isinstance(tree, YamlTable):
            return self._table(tree, around)
        if isinstance(tree, Leaf):
            return self._named(tree, around)
        is_one_each = (is_alternatives(words) and not all(map(_is_measured, tree.items))) or (
            around.is_top and not words and len(tree.items) > 1 and all(map(_has_parts, tree.items))
        )
        if is_one_each:
            return self._first(tree.items, around)
        found: list[ImportedStep] = []
        for number, item in enumerate(tree.items):
            if self._covers_next(tree.items[number : number + 2]):
                continue
            own = self._any(item, replace(around, is_top=around.is_top and len(tree.items) == 1))
            if around.rest_ms and found and own and not _is_rest(found[-1]) and not _is_rest(own[0]):
                found.append(ImportedRest(length_ms=around.rest_ms))
            found += own
        return found

    def _covers_next(self, items: Sequence[Tree]) -> bool:
        """Tell whether an item goes from where the next one begins to behind it: the whole, before its parts."""
        spans = [span_of(item) for item in items]
        own, after = spans if len(spans) == 2 else (None, None)  # noqa: PLR2004 - with the next
        is_whole = own is not None and after is not None and own[0] == after[0] and own[1] > after[1]
        if is_whole:
            self.writer.note(items[0].line, "what is the whole of the steps below is no step")
        return is_whole

    def _first(self, items: Sequence[Tree], around: Around) -> list[ImportedStep]:
        """Return the steps of the first workout that has any; the others are named."""
        found: list[ImportedStep] = []
        for item in items:
            if found:
                self.writer.note(
                    item.line, f"another workout{_titled(item)} is left out: give it a file of its own"
                )
            else:
                found = self._any(item, around)
        return found

    def _named(self, leaf: Leaf, around: Around) -> list[ImportedStep]:
        """Return a step of a name alone, where the list gives all the same length."""
        name = self.writer.words(leaf.text, leaf.line, "a name")
        own_name, own_ms = named_length_of(leaf.text)
        if own_ms and (own_name := self.writer.words(own_name, leaf.line, "a name")):
            return [ImportedTimed(name=own_name, length_ms=own_ms)]
        if name and around.length_ms:
            return [ImportedTimed(name=name, length_ms=around.length_ms)]
        if leaf.text.endswith(_FILES):
            self.writer.note(
                leaf.line, f"`{clean(leaf.text).text[:60]}` is another file, which is not opened"
            )
        elif leaf.text.strip():
            self.writer.note(leaf.line, f"`{clean(leaf.text).text[:60]}` has no length, so it is left out")
        return []

    # --- mappings -------------------------------------------------------------------------------

    def _table(self, table: YamlTable, around: Around) -> list[ImportedStep]:
        record = record_of(table)
        if not record.parts:
            return leaf_steps(record, self.writer, name=around.name, length_ms=around.length_ms)
        return self._parts(record, around)

    def _parts(self, record: Record, around: Around) -> list[ImportedStep]:
        values = Values(record, self.writer)
        name = values.words(Role.NAME, "a name")
        if around.is_top:
            self._tell(values, name)
        has_names = _has_names(record.parts)
        is_again = any((count := count_of(values.text(role))) and count.most > 1 for role in _AGAIN)
        if Role.SET_REST not in record.entries and (
            _have(record.parts, Role.REST) or (is_again and not has_names)
        ):
            if entry := record.entries.get(Role.REST):
                self.writer.note(
                    entry.line, "the rest is taken for that between the rounds", Certainty.DOUBTED
                )
            record.move(Role.REST, Role.SET_REST)  # the exercises have rests or lengths of their own
        inner = Around(
            name=name or around.name,
            length_ms=values.ms(Role.WORK, Role.LENGTH) if has_names else 0,
            rest_ms=values.ms(Role.BETWEEN, Role.REST) or around.rest_ms,
            is_top=False,
        )
        steps: list[ImportedStep] = []
        for part in self._taken(record.parts):
            own = inner.name if role_of(part.words) is Role.SETS or around.name else ""
            if isinstance(part.tree, YamlTable) and not is_part(part.words):
                own = self.writer.words(part.key, part.tree.line, "a name")
            is_wrapped = len(record.parts) == 1 and not name
            is_top = around.is_top and (is_wrapped or is_alternatives(part.words) or not is_part(part.words))
            steps += self._any(part.tree, replace(inner, name=own, is_top=is_top), part.words)
        steps = values.around(block_of(values, steps, name))
        values.note_unread()
        return steps

    def _tell(self, values: Values, name: str) -> None:
        """Keep the name and description of the whole; a part of it has its name, and what is said of it is named."""
        self.title = ": ".join(dict.fromkeys(one for one in (self.title, name) if one))
        if len(values.text(Role.SAY)) <= _LONGEST_ABOUT:
            self.about = values.words(Role.SAY, "the description") or self.about

    def _taken(self, parts: list[Part]) -> list[Part]:
        """Return the parts that follow each other: of several that nobody knows, the first."""
        known = [part for part in parts if is_part(part.words) or role_of(part.words) in _ENDS]
        if known:
            for part in parts:
                if part not in known:
                    self.writer.note(part.tree.line, f"`{clean(part.key).text[:60]}` is not carried over")
            return known
        for number, part in enumerate(parts):
            if _has_steps(part.tree):
                for other in parts[number + 1 :]:
                    self.writer.note(
                        other.tree.line,
                        f"another workout, `{clean(other.key).text[:60]}`, is left out: give it a file of its own",
                    )
                return [part]
            self.writer.note(part.tree.line, f"`{clean(part.key).text[:60]}` is not carried over")
        return []


_AGAIN: Final = (Role.SETS, Role.TIMES, Role.REPS)
_ENDS: Final = frozenset({Role.WARM_UP, Role.COOL_DOWN})


def _has_names(parts: list[Part]) -> bool:
    """Tell whether there are steps that may have no length of their own: names, or mappings of no more than that."""
    items = [item for part in parts if isinstance(part.tree, Items) for item in part.tree.items]
    return any(
        isinstance(item, Leaf)
        or (isinstance(item, YamlTable) and not _is_measured(item) and not _has_parts(item))
        for item in items
    )


_MEASURES: Final = frozenset({Role.WORK, Role.LENGTH, Role.REPS, Role.TIMES, Role.DISTANCE, Role.CONDITION})


def _is_measured(tree: Tree) -> bool:
    return isinstance(tree, YamlTable) and bool(_MEASURES & record_of(tree).entries.keys())


def _have(parts: list[Part], role: Role) -> bool:
    items = [item for part in parts if isinstance(part.tree, Items) for item in part.tree.items]
    return any(isinstance(item, YamlTable) and role in record_of(item).entries for item in items)


def _has_parts(tree: Tree) -> bool:
    return isinstance(tree, YamlTable) and any(isinstance(one, Items) for one in tree.values.values())


def _has_steps(tree: Tree) -> bool:
    return (isinstance(tree, Items) and any(isinstance(item, YamlTable) for item in tree.items)) or (
        isinstance(tree, YamlTable) and bool(tree.values)
    )


def _titled(tree: Tree) -> str:
    record = record_of(tree) if isinstance(tree, YamlTable) else None
    name = record.text(Role.NAME) if record else ""
    return f", `{clean(name).text[:60]}`," if name else ""


def _is_rest(step: ImportedStep) -> bool:
    return isinstance(step, ImportedRest)
