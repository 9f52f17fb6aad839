"""Records of another program's data as steps: workouts, parts with their rounds and rests, and the steps in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.importing.pasted.exercise_steps import PACE_MS
from voicecoach.importing.pasted.lengths import length_of as whole_length_of
from voicecoach.importing.steps import ImportedLeadIn, ImportedRest, ImportedRounds, ImportedTimed
from voicecoach.importing.structured.amounts import count_of, length_of, named_length_of
from voicecoach.importing.structured.keys import Role, is_alternatives, is_part, role_of
from voicecoach.importing.structured.leaves import leaf_steps
from voicecoach.importing.structured.records import Part, Record, note_unread, record_of, span_of
from voicecoach.importing.structured.values import tell_doubts
from voicecoach.importing.words import clean
from voicecoach.importing.yaml_tree import Items, Leaf, YamlTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.steps import ImportedStep
    from voicecoach.importing.writer import Writer
    from voicecoach.importing.yaml_tree import Tree

_LONGEST_ABOUT: Final = 600
_FILES: Final = (".yaml", ".yml", ".json")
MOST_TIMES: Final = 5_000


class Around(Struct, frozen=True, kw_only=True):
    """What a list of steps has from the mapping around it."""

    name: str = ""
    length_ms: int = 0  # of steps without one
    rest_ms: int = 0  # between the steps
    is_top: bool = True
    depth: int = 0


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
            self.writer.count(tree.line, duration_ms=length.length_ms, times=max(1, length.intervals))
        return steps

    # --- lists ----------------------------------------------------------------------------------

    def _any(self, tree: Tree, around: Around, words: frozenset[str] = frozenset()) -> list[ImportedStep]:
        if isinstance(tree, YamlTable):
            return self._table(tree, around)
        if isinstance(tree, Leaf):
            return self._named(tree, around)
        is_one_each = is_alternatives(words) or (
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
        read = {Role.NAME, Role.KIND, Role.SAY}
        self._tell(record, around, read)
        inner = Around(
            name=self._name(record) or around.name,
            length_ms=self._ms(record, (Role.WORK, Role.LENGTH), read) if _has_names(record.parts) else 0,
            rest_ms=self._ms(record, (Role.BETWEEN, Role.REST), read) or around.rest_ms,
            is_top=False,
        )
        steps: list[ImportedStep] = []
        steps += self._end(record, Role.WARM_UP, "Warm-up", read)
        for part in self._taken(record.parts):
            name = inner.name if role_of(part.words) is Role.SETS or around.name else ""
            if isinstance(part.tree, YamlTable) and not is_part(part.words):
                name = self.writer.words(part.key, part.tree.line, "a name")
            is_wrapped = len(record.parts) == 1 and Role.NAME not in record.entries
            is_top = around.is_top and (is_wrapped or is_alternatives(part.words) or not is_part(part.words))
            steps += self._any(part.tree, replace(inner, name=name, is_top=is_top), part.words)
        steps = self._rounds(record, steps, read)
        if before_ms := self._ms(record, (Role.REST_BEFORE, Role.START), read):
            steps.insert(0, ImportedRest(length_ms=before_ms))
        if after_ms := self._ms(record, (Role.REST_AFTER,), read):
            steps.append(ImportedRest(length_ms=after_ms))
        steps += self._end(record, Role.COOL_DOWN, "Cool-down", read)
        note_unread(self.writer, record, read)
        return steps

    def _end(self, record: Record, role: Role, name: str, read: set[Role]) -> list[ImportedStep]:
        """Return a warm-up or cool-down: `300`, or `5 min brisk walk`."""
        if length_ms := self._ms(record, (role,), read):
            return [ImportedTimed(name=name, length_ms=length_ms)]
        entry = record.entries.get(role)
        own_name, length_ms = named_length_of(entry.text) if entry else ("", 0)
        if entry is None or not length_ms:
            return []
        read.add(role)
        own_name = self.writer.words(own_name, entry.line, "a name")
        return [ImportedTimed(name=own_name or name, length_ms=length_ms)]

    def _taken(self, parts: list[Part]) -> list[Part]:
        """Return the parts that follow each other: of several that nobody knows, the first."""
        known = [part for part in parts if is_part(part.words) or role_of(part.words) in _ENDS]
        if known or len(parts) == 1:
            for part in parts:
                if known and part not in known and not is_alternatives(part.words):
                    self.writer.note(part.tree.line, f"`{clean(part.key).text[:60]}` is not carried over")
            return known or parts
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

    def _rounds(self, record: Record, steps: list[ImportedStep], read: set[Role]) -> list[ImportedStep]:
        times = 1
        for role in (Role.SETS, Role.TIMES, Role.REPS):
            if entry := record.entries.get(role):
                count = count_of(entry.text)
                if count and count.most:
                    times *= count.most
                    read.add(role)
        rest_ms = self._ms(record, (Role.SET_REST,), read) if times > 1 else 0
        if times == 1 or not steps:
            read.add(Role.SET_REST)
            return steps
        if times > MOST_TIMES:
            raise self.writer.failure(record.line, f"{times} rounds are too many", hint="import a part of it")
        name = self._name(record)
        rest = (ImportedRest(length_ms=rest_ms),) if rest_ms else ()
        if _is_rest(steps[-1]) and rest:  # the last round ends with its own rest, without that between
            again = ImportedRounds(count=times - 1, name=name, steps=(*steps, *rest), keeps_last_rest=True)
            return [again, *steps]
        return [ImportedRounds(count=times, name=name, steps=(*steps, *rest), keeps_last_rest=not rest)]

    # --- values ---------------------------------------------------------------------------------

    def _name(self, record: Record) -> str:
        entry = record.entries.get(Role.NAME)
        return self.writer.words(entry.text, entry.line, "a name") if entry else ""

    def _tell(self, record: Record, around: Around, read: set[Role]) -> None:
        """Keep the name and description of the whole; those of a part in it are its name, or named."""
        if around.is_top:
            names = [name for name in (self.title, self._name(record)) if name]
            self.title = ": ".join(dict.fromkeys(names))
            if entry := record.entries.get(Role.SAY):
                about = self.writer.words(entry.text, entry.line, "the description", spoken=False)
                self.about = about if len(about) <= _LONGEST_ABOUT else ""
                if not self.about:
                    read.discard(Role.SAY)
        else:
            read.discard(Role.SAY)

    def _ms(self, record: Record, roles: tuple[Role, ...], read: set[Role]) -> int:
        for role in roles:
            entry = record.entries.get(role)
            length = length_of(entry.text, entry.unit_ms) if entry else None
            if entry and length:
                read.add(role)
                tell_doubts(self.writer, length, entry.line)
                return length.length_ms
        return 0


_ENDS: Final = frozenset({Role.WARM_UP, Role.COOL_DOWN})


def _has_names(parts: list[Part]) -> bool:
    """Tell whether there are steps that may have no length of their own: names, or mappings of no more than that."""
    items = [item for part in parts if isinstance(part.tree, Items) for item in part.tree.items]
    return any(
        isinstance(item, Leaf)
        or (
            isinstance(item, YamlTable)
            and not _MEASURES & record_of(item).entries.keys()
            and not _has_parts(item)
        )
        for item in items
    )


_MEASURES: Final = frozenset({Role.WORK, Role.LENGTH, Role.REPS, Role.TIMES, Role.DISTANCE, Role.CONDITION})


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
