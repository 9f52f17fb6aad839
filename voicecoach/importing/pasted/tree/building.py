"""The tree of a paste as steps of a routine. What the text leaves open is made up here, and doubted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

from msgspec.structs import replace

from voicecoach.importing.pasted.items import (
    DeathByItem,
    Doubt,
    Exercise,
    Heading,
    Left,
    RestItem,
    Stated,
)
from voicecoach.importing.pasted.line.details import details_of
from voicecoach.importing.pasted.tree.blocks import BlockBuilder
from voicecoach.importing.pasted.tree.exercise_steps import (
    LONGEST_REPEATER_MS,
    Around,
    step_of,
)
from voicecoach.importing.pasted.tree.node_order import (
    as_whole_lines,
    first_below,
    followers,
    left,
    with_caps,
    without_last_rest,
)
from voicecoach.importing.pasted.tree.outline import Group
from voicecoach.importing.pasted.tree.remarks import Remarks, summary
from voicecoach.importing.steps import (
    ImportedDeathBy,
    ImportedRest,
    ImportedRounds,
    ImportedTimed,
)
from voicecoach.importing.words import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.tree.outline import OutlineNode
    from voicecoach.importing.steps import ImportedStep


def build(nodes: Sequence[OutlineNode], remarks: Remarks) -> list[ImportedStep]:
    """Return the steps of a tree. `remarks` takes what is said of each line."""
    return _StepBuilder(remarks).steps(nodes, Around())


_Done: TypeAlias = "Exercise | RestItem | Group | DeathByItem | Stated | Left"


class _StepBuilder:
    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._blocks = BlockBuilder(remarks, self)

    def steps(self, nodes: Sequence[OutlineNode], around: Around) -> list[ImportedStep]:
        found: list[ImportedStep] = []
        if not around.is_block:
            nodes = as_whole_lines([left(node) for node in nodes])
        nodes = with_caps(nodes)
        for at, (node, follows) in enumerate(zip(nodes, followers(nodes), strict=True)):
            if isinstance(node, Heading):
                named = any(map(str.isalnum, node.text))  # `# #|` names nothing
                around = replace(around, section=node.text if named else "")
                found += self._heading(node, first_below(nodes[at + 1 :]), around)
            else:
                found += self._one(node, follows, around)
        return found

    def _one(self, node: _Done, follows: OutlineNode | None, around: Around) -> list[ImportedStep]:
        match node:
            case Exercise():
                return self._exercise(node, follows, around)
            case RestItem():
                return self.rest(node) if follows is not None or not node.is_implied else self._implied(node)
            case Group():
                steps = self._blocks.group(node, around)
                return steps if follows is not None or around.is_block else without_last_rest(steps)
            case DeathByItem():
                return [self._death_by(node)]
            case Stated() | Left():
                self._remarks.aside(node)
                return []
            case _:
                assert_never(node)

    def _heading(self, heading: Heading, follows: OutlineNode | None, around: Around) -> list[ImportedStep]:
        """Take a heading with a length and nothing below it as an exercise: `Warm-up: 5 min`."""
        if heading.length_ms and follows is None:
            one = Exercise(line=heading.line, name=heading.text, time_ms=heading.length_ms)
            return self._exercise(one, follows, around)
        self._remarks.understood(heading.line, "a heading")
        return []

    def _told(self, line: int, what: str, doubts: Sequence[Doubt]) -> tuple[str, ...]:
        return self._remarks.tell(line, what, doubts)

    def named(self, one: Exercise, around: Around) -> str:
        usual = "Exercise" if one.off_ms is None else "Hang" if one.time_ms < LONGEST_REPEATER_MS else "Work"
        return one.name or around.section or self._remarks.usual(usual)

    def _spoken(self, name: str, around: Around, usual: str) -> str:
        """Return a name; that of the part, or the usual one, where nothing of it can be spoken."""
        said = (one for one in (name, escaped(around.section)) if any(map(str.isalnum, one)))
        return next(said, self._remarks.usual(usual))

    # --- exercises ------------------------------------------------------------------------------

    def _exercise(self, one: Exercise, follows: OutlineNode | None, around: Around) -> list[ImportedStep]:
        doubts = [*one.doubts]
        name = self._remarks.words(self.named(one, around), one.line)
        found = details_of(name)
        is_shared = one.time_ms and found.load.rpartition("% ")[1]  # `90% HRmax`
        usual = "Work" if is_shared else "Exercise"
        step = step_of(one, self._spoken(found.name, around, usual), around, doubts)
        step = replace(step, load=found.load, edge=found.edge, grip=found.grip, effort=found.effort)
        if one.off_ms is not None and one.sets > 1 and one.rest_ms and isinstance(step, ImportedTimed):
            return self._sets_of_on_off(one, step, follows, doubts)
        step = replace(step, comments=self._remarks.tell_of(one, summary(step), doubts))
        after = isinstance(follows, Exercise | Group | DeathByItem) and (
            one.sets > 1 or one.off_ms is not None
        )
        after = after and not one.rests_only_between
        if one.rest_ms and (after or (one.sets == 1 and one.off_ms is None)):
            return [step, ImportedRest(length_ms=one.rest_ms)]
        is_single = one.sets == 1 and one.reps <= 1
        if after and one.off_ms and (isinstance(step, ImportedTimed) or is_single):
            return [step, ImportedRest(length_ms=one.off_ms)]
        return [step]

    def _sets_of_on_off(
        self, one: Exercise, step: ImportedTimed, follows: OutlineNode | None, doubts: Sequence[Doubt]
    ) -> list[ImportedStep]:
        """Return sets of what is on and off for long, with the rest between them: `2 sets of 5 x 20 s on, 10 s off, 4 min between`."""
        rest = ImportedRest(length_ms=one.rest_ms or 0)
        sets = ImportedRounds(count=one.sets, name=self._remarks.usual("Set"), steps=(step, rest))
        sets = replace(sets, comments=self._remarks.tell_of(one, summary(sets), doubts))
        return [sets, rest] if isinstance(follows, Exercise | Group | DeathByItem) else [sets]

    def rest(self, rest: RestItem) -> list[ImportedStep]:
        if not rest.length_ms:
            self._remarks.aside(Left(line=rest.line, text="a rest of no length"))
            return []
        say = self._remarks.words(rest.words, rest.line) if rest.words else ""
        step = ImportedRest(length_ms=rest.length_ms, say=say)
        return [replace(step, comments=self._told(rest.line, summary(step), rest.doubts))]

    def _implied(self, rest: RestItem) -> list[ImportedStep]:
        """Take a rest behind the last exercise for that between its sets."""
        self._remarks.understood(rest.line, "the rest between the sets")
        return []

    def _death_by(self, one: DeathByItem) -> ImportedStep:
        name = self._remarks.words(one.name, one.line) or "Reps"
        step = ImportedDeathBy(
            name=name, length_ms=one.length_ms, every_ms=one.every_ms, start=one.start, add=one.add
        )
        return replace(step, comments=self._told(one.line, summary(step), one.doubts))
