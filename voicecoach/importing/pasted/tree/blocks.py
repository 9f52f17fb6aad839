"""The blocks of a paste as steps: rounds, ladders, minutes, lists for time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, assert_never

from msgspec.structs import replace

from voicecoach.importing.pasted.items import (
    TABATA,
    AmrapOf,
    CapKept,
    DeathByItem,
    Doubt,
    EmomOf,
    Exercise,
    ForTimeOf,
    Guess,
    LadderOf,
    MinuteOf,
    NoLength,
    RestBetween,
    RestItem,
    RoundsOf,
    TabataOf,
)
from voicecoach.importing.pasted.tree.exercise_steps import (
    MS_PER_METRE,
    PACE,
    PACE_MS,
    SWITCH_MS,
    Around,
    kind_of,
)
from voicecoach.importing.pasted.tree.lengths import at_own_pace, length_of
from voicecoach.importing.pasted.tree.outline import Group
from voicecoach.importing.pasted.tree.remarks import Remarks, summary
from voicecoach.importing.steps import (
    ImportedAmrap,
    ImportedCounted,
    ImportedEmom,
    ImportedForTime,
    ImportedLadder,
    ImportedRest,
    ImportedRounds,
    ImportedTimed,
)
from voicecoach.importing.words import escaped
from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.tree.outline import OutlineNode
    from voicecoach.importing.steps import ImportedStep


_LEAST_LIMIT_MS: Final = 5 * MS_PER_MIN
_LIMIT_STEP_MS: Final = 5 * MS_PER_MIN
_MOST_LIMIT_MS: Final = 2 * MS_PER_H


class Items(Protocol):
    """Makes the steps of what is in a block."""

    def steps(self, nodes: Sequence[OutlineNode], around: Around) -> list[ImportedStep]: ...

    def rest(self, rest: RestItem) -> list[ImportedStep]: ...

    def named(self, one: Exercise, around: Around) -> str: ...


class BlockBuilder:
    """Makes the steps of blocks. `steps` and `named` are those of what is in them."""

    def __init__(self, remarks: Remarks, items: Items) -> None:
        self._remarks = remarks
        self._items = items

    def group(self, group: Group, around: Around) -> list[ImportedStep]:
        opening = group.opening
        doubts = [*opening.doubts]
        if opening.cap_ms:
            doubts.append(CapKept(opening.cap_ms))
        # Told first, so that its line comes before those of what is in it.
        place = self._remarks.reserve()
        section = opening.name if any(map(str.isalnum, opening.name)) else around.section
        found = self._block(group, replace(around, section=section, is_block=True), doubts)
        what = summary(found[0]) if len(found) == 1 else f"{len(found)} steps"
        comments = self._remarks.fill(
            place, opening.line, what if found else "nothing in it", doubts, left=not found
        )
        if found:
            found[0] = replace(found[0], comments=(*comments, *found[0].comments))
        return found

    def _block(  # noqa: C901, PLR0911 - one for each kind of block
        self, group: Group, around: Around, doubts: list[Doubt]
    ) -> list[ImportedStep]:
        kind, nodes = group.opening.kind, group.nodes
        if not isinstance(kind, MinuteOf):
            around = replace(around, is_list=False, minute_ms=0)
        match kind:
            case RoundsOf():
                steps = self._items.steps(nodes, around)
                if steps and kind.count == 1:
                    return steps
                name = self._remarks.usual("Set") if kind.is_sets else ""
                return [ImportedRounds(count=kind.count, steps=tuple(steps), name=name)] if steps else []
            case LadderOf():
                if any(isinstance(node, Group) for node in nodes):
                    doubts.append(Guess("a block in a ladder is done once a rung"))
                steps = self._items.steps(nodes, replace(around, is_ladder=True))
                return [ImportedLadder(rungs=kind.rungs, steps=tuple(steps))] if steps else []
            case ForTimeOf():
                return self._for_time(group.opening.cap_ms, nodes, around, doubts)
            case TabataOf():
                return self._tabata(kind, group, around, doubts)
            case AmrapOf():
                return self._amrap(kind, nodes, around, doubts)
            case EmomOf():
                return self._emom(kind, nodes, around, doubts)
            case MinuteOf():
                return self._items.steps(nodes, around)
            case _:
                assert_never(kind)

    def _tabata(
        self, kind: TabataOf, group: Group, around: Around, doubts: list[Doubt]
    ) -> list[ImportedStep]:
        nodes = group.nodes
        exercises = [node for node in nodes if isinstance(node, Exercise)]
        if not exercises:
            usual = "Tabata" if kind.count > 1 else self._remarks.usual("Work")
            exercises = [Exercise(line=0, name=around.section or usual)]
        elif kind.is_crossed and len(exercises) == kind.count:  # `Tabata x 3`, and three names
            kind = TabataOf(count=TABATA.count, on_ms=kind.on_ms, off_ms=kind.off_ms)
            doubts.append(Guess("a Tabata of each, one after the other"))
        elif len(exercises) > 1 and kind.count > 1:
            doubts.append(Guess(f"{kind.count} times each, one exercise after the other"))
        between = (item.length_ms for item in group.opening.body if isinstance(item, RestBetween))
        off_ms = next(between, kind.off_ms)
        found: list[ImportedStep] = []
        for one in exercises:
            name = self._remarks.words(self._items.named(one, around), one.line)
            step = ImportedTimed(
                name=name,
                kind=kind_of(one, name),
                length_ms=kind.on_ms,
                sets=kind.count,
                set_rest_ms=kind.off_ms if kind.count > 1 else None,
                both_sides=one.both_sides,
                switch_ms=SWITCH_MS if one.both_sides else 0,
            )
            if one.line:
                step = replace(step, comments=self._remarks.tell(one.line, summary(step), one.doubts))
            found.append(step)
            if off_ms and (kind.count == 1 or one is not exercises[-1]):
                found.append(ImportedRest(length_ms=off_ms))
        for node in nodes:
            if isinstance(node, RestItem):
                found += self._items.rest(node)
        return found

    def _for_time(
        self, cap_ms: int, nodes: Sequence[OutlineNode], around: Around, doubts: list[Doubt]
    ) -> list[ImportedStep]:
        """Return a list that is done once, for time; what has blocks or rests in it is done as it stands."""
        exercises = [node for node in nodes if isinstance(node, Exercise)]
        simple = exercises and not any(one.sets > 1 or one.off_ms is not None for one in exercises)
        if not simple or any(isinstance(node, Group | RestItem | DeathByItem) for node in nodes):
            return self._items.steps(nodes, around)
        inner = self._flat(nodes, replace(around, is_list=True), doubts)
        limit_ms = cap_ms
        doubts[:] = [doubt for doubt in doubts if not isinstance(doubt, CapKept)]
        if not limit_ms:
            reps = sum(one.reps * (2 if one.both_sides else 1) for one in exercises)
            planned_ms = reps * PACE_MS + sum(one.time_ms + one.metres * MS_PER_METRE for one in exercises)
            limit_ms = max(_LEAST_LIMIT_MS, -(-2 * planned_ms // _LIMIT_STEP_MS) * _LIMIT_STEP_MS)
            limit_ms = min(limit_ms, _MOST_LIMIT_MS)
            doubts.append(NoLength(limit_ms))
        return [ImportedForTime(length_ms=limit_ms, steps=tuple(inner))] if inner else []

    def _amrap(
        self, kind: AmrapOf, nodes: Sequence[OutlineNode], around: Around, doubts: list[Doubt]
    ) -> list[ImportedStep]:
        exercises = [node for node in nodes if isinstance(node, Exercise)]
        if (
            len(nodes) == 1
            and len(exercises) == 1
            and not (exercises[0].reps or exercises[0].time_ms or exercises[0].metres)
        ):
            name = self._remarks.words(self._items.named(exercises[0], around), exercises[0].line)
            self._remarks.tell(exercises[0].line, name, exercises[0].doubts)
            return [ImportedTimed(name=name, length_ms=kind.length_ms)]
        inner = self._flat(nodes, replace(around, is_list=True), doubts)
        if not inner:
            return [
                ImportedTimed(
                    name=escaped(around.section) or self._remarks.usual("As many rounds as possible"),
                    length_ms=kind.length_ms,
                )
            ]
        return [ImportedAmrap(length_ms=kind.length_ms, steps=tuple(inner))]

    def _flat(self, nodes: Sequence[OutlineNode], around: Around, doubts: list[Doubt]) -> list[ImportedStep]:
        """Return the steps of a list, in which there are no blocks."""
        found: list[ImportedStep] = []
        for step in self._items.steps(nodes, around):
            if isinstance(step, ImportedTimed | ImportedCounted):
                found.append(replace(step, ready=False))  # nobody waits within a list
            elif isinstance(step, ImportedRest):
                found.append(step)
            else:
                doubts.append(Guess("a block in this list is left out"))
        return found if any(not isinstance(step, ImportedRest) for step in found) else []

    def _emom(
        self, kind: EmomOf, nodes: Sequence[OutlineNode], around: Around, doubts: list[Doubt]
    ) -> list[ImportedStep]:
        around = replace(around, minute_ms=kind.every_ms)
        minutes = {
            node.opening.kind.index: node
            for node in nodes
            if isinstance(node, Group) and isinstance(node.opening.kind, MinuteOf)
        }
        if minutes:
            return self._in_turn(kind, minutes, around, doubts)
        inner = self._items.steps([node for node in nodes if not isinstance(node, RestItem)] or nodes, around)
        if not inner:
            return [
                ImportedRounds(
                    count=kind.count,
                    name=self._remarks.usual("Minute"),
                    steps=(
                        ImportedTimed(
                            name=escaped(around.section) or self._remarks.usual("Every minute"),
                            length_ms=kind.every_ms,
                        ),
                    ),
                )
            ]
        return [_fitted(kind, [inner], doubts)]

    def _in_turn(
        self, kind: EmomOf, minutes: dict[int, Group], around: Around, doubts: list[Doubt]
    ) -> list[ImportedStep]:
        """Return minutes that come in turn; one of rest alone is a minute in which nothing is done."""
        turns: list[tuple[ImportedStep, ...]] = []
        for index in sorted(minutes):
            group = minutes[index]
            work = [node for node in group.nodes if not isinstance(node, RestItem)]
            place = self._remarks.reserve()
            inner = self._items.steps(work, around)
            what = f"minute {index + 1} of {len(minutes)}"
            comments = self._remarks.fill(place, group.opening.line, what, group.opening.doubts)
            if not inner:
                inner = [ImportedRest(length_ms=kind.every_ms)]
            turns.append((replace(inner[0], comments=(*comments, *inner[0].comments)), *inner[1:]))
        return [_fitted(kind, turns, doubts)]


def _fitted(kind: EmomOf, minutes: Sequence[Sequence[ImportedStep]], doubts: list[Doubt]) -> ImportedStep:
    """Return minutes; as rounds where the work of one is longer than a minute."""
    needed_ms = max(length_of(steps, PACE_MS).length_ms + MS_PER_S * at_own_pace(steps) for steps in minutes)
    if needed_ms > kind.every_ms:
        doubts.append(Guess("rounds, since the work takes longer than its minute"))
        rounds = max(1, kind.count // len(minutes))
        return ImportedRounds(count=rounds, steps=_paced([step for steps in minutes for step in steps]))
    return ImportedEmom(count=kind.count, every_ms=kind.every_ms, minutes=tuple(map(tuple, minutes)))


def _paced(steps: Sequence[ImportedStep]) -> tuple[ImportedStep, ...]:
    """Give reps that nobody would count a pace."""
    return tuple(
        replace(step, every=f"${PACE}")
        if isinstance(step, ImportedCounted) and not (step.every or step.tempo)
        else step
        for step in steps
    )
