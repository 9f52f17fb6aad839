"""The tree of a paste as steps of a routine. What the text leaves open is made up here, and doubted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from msgspec.structs import replace

from voicecoach.importing.pasted.details import details_of
from voicecoach.importing.pasted.exercise_steps import (
    LONGEST_REPEATER_MS,
    MS_PER_METRE,
    PACE,
    PACE_MS,
    SWITCH_MS,
    Around,
    kind_of,
    step_of,
)
from voicecoach.importing.pasted.items import (
    AmrapOf,
    CapKept,
    DeathByItem,
    Doubt,
    EmomOf,
    Exercise,
    ForTimeOf,
    Guess,
    Heading,
    LadderOf,
    Left,
    MinuteOf,
    NoLength,
    RestItem,
    RoundsOf,
    Stated,
    TabataOf,
)
from voicecoach.importing.pasted.lengths import at_own_pace, length_of
from voicecoach.importing.pasted.outline import Group, first_line
from voicecoach.importing.pasted.remarks import Remarks, summary
from voicecoach.importing.steps import (
    ImportedAmrap,
    ImportedCounted,
    ImportedDeathBy,
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

    from voicecoach.importing.pasted.outline import OutlineNode
    from voicecoach.importing.steps import ImportedStep


_LEAST_LIMIT_MS: Final = 5 * MS_PER_MIN
_LIMIT_STEP_MS: Final = 5 * MS_PER_MIN
_MOST_LIMIT_MS: Final = 2 * MS_PER_H


def build(nodes: Sequence[OutlineNode], remarks: Remarks) -> list[ImportedStep]:
    """Return the steps of a tree. `remarks` takes what is said of each line."""
    return _StepBuilder(remarks).steps(nodes, Around())


_Done: TypeAlias = "Exercise | RestItem | Group | DeathByItem | Stated | Left"


class _StepBuilder:
    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks

    def steps(self, nodes: Sequence[OutlineNode], around: Around) -> list[ImportedStep]:
        found: list[ImportedStep] = []
        if not around.is_block:
            nodes = _as_whole_lines([_left(node) for node in nodes])
        nodes = _with_caps(nodes)
        for at, (node, follows) in enumerate(zip(nodes, _followers(nodes), strict=True)):
            if isinstance(node, Heading):
                around = replace(around, section=node.text)
                found += self._heading(node, _first_below(nodes[at + 1 :]), around)
            else:
                found += self._one(node, follows, around)
        return found

    def _one(self, node: _Done, follows: OutlineNode | None, around: Around) -> list[ImportedStep]:
        match node:
            case Exercise():
                return self._exercise(node, follows, around)
            case RestItem():
                return self._rest(node) if follows is not None or not node.is_implied else []
            case Group():
                steps = self._group(node, around)
                return steps if follows is not None or around.is_block else _without_last_rest(steps)
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

    def _named(self, one: Exercise, around: Around) -> str:
        usual = "Exercise" if one.off_ms is None else "Hang" if one.time_ms < LONGEST_REPEATER_MS else "Work"
        return one.name or around.section or self._remarks.usual(usual)

    def _spoken(self, name: str, around: Around) -> str:
        """Return a name; that of the part where nothing of it can be spoken."""
        usual = self._remarks.usual("Exercise")
        return next((one for one in (name, escaped(around.section)) if any(map(str.isalnum, one))), usual)

    # --- exercises ------------------------------------------------------------------------------

    def _exercise(self, one: Exercise, follows: OutlineNode | None, around: Around) -> list[ImportedStep]:
        doubts = [*one.doubts]
        name = self._remarks.words(self._named(one, around), one.line)
        found = details_of(name)
        step = step_of(one, self._spoken(found.name, around), around, doubts)
        step = replace(step, load=found.load, edge=found.edge, grip=found.grip, effort=found.effort)
        if one.off_ms is not None and one.sets > 1 and one.rest_ms and isinstance(step, ImportedTimed):
            return self._sets_of_on_off(one, step, follows, doubts)
        step = replace(step, comments=self._told(one.line, summary(step), doubts))
        after = isinstance(follows, Exercise | Group | DeathByItem) and (
            one.sets > 1 or one.off_ms is not None
        )
        if one.rest_ms and (after or (one.sets == 1 and one.off_ms is None)):
            return [step, ImportedRest(length_ms=one.rest_ms)]
        if after and one.off_ms and isinstance(step, ImportedTimed):
            return [step, ImportedRest(length_ms=one.off_ms)]
        return [step]

    def _sets_of_on_off(
        self, one: Exercise, step: ImportedTimed, follows: OutlineNode | None, doubts: Sequence[Doubt]
    ) -> list[ImportedStep]:
        """Return sets of what is on and off for long, with the rest between them: `2 sets of 5 x 20 s on, 10 s off, 4 min between`."""
        rest = ImportedRest(length_ms=one.rest_ms or 0)
        sets = ImportedRounds(count=one.sets, name=self._remarks.usual("Set"), steps=(step, rest))
        sets = replace(sets, comments=self._told(one.line, summary(sets), doubts))
        return [sets, rest] if isinstance(follows, Exercise | Group | DeathByItem) else [sets]

    def _rest(self, rest: RestItem) -> list[ImportedStep]:
        if not rest.length_ms:
            self._remarks.aside(Left(line=rest.line, text="a rest of no length"))
            return []
        say = self._remarks.words(rest.words, rest.line) if rest.words else ""
        step = ImportedRest(length_ms=rest.length_ms, say=say)
        return [replace(step, comments=self._told(rest.line, summary(step), rest.doubts))]

    def _death_by(self, one: DeathByItem) -> ImportedStep:
        name = self._remarks.words(one.name, one.line) or "Reps"
        step = ImportedDeathBy(
            name=name, length_ms=one.length_ms, every_ms=one.every_ms, start=one.start, add=one.add
        )
        return replace(step, comments=self._told(one.line, summary(step), one.doubts))

    # --- blocks ---------------------------------------------------------------------------------

    def _group(self, group: Group, around: Around) -> list[ImportedStep]:
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
                steps = self.steps(nodes, around)
                if steps and kind.count == 1:
                    return steps
                name = self._remarks.usual("Set") if kind.is_sets else ""
                return [ImportedRounds(count=kind.count, steps=tuple(steps), name=name)] if steps else []
            case LadderOf():
                if any(isinstance(node, Group) for node in nodes):
                    doubts.append(Guess("a block in a ladder is done once a rung"))
                steps = self.steps(nodes, replace(around, is_ladder=True))
                return [ImportedLadder(rungs=kind.rungs, steps=tuple(steps))] if steps else []
            case ForTimeOf():
                return self._for_time(group.opening.cap_ms, nodes, around, doubts)
            case TabataOf():
                return self._tabata(kind, nodes, around, doubts)
            case AmrapOf():
                return self._amrap(kind, nodes, around, doubts)
            case EmomOf():
                return self._emom(kind, nodes, around, doubts)
            case MinuteOf():
                return self.steps(nodes, around)
            case _:
                assert_never(kind)

    def _tabata(
        self, kind: TabataOf, nodes: Sequence[OutlineNode], around: Around, doubts: list[Doubt]
    ) -> list[ImportedStep]:
        exercises = [node for node in nodes if isinstance(node, Exercise)]
        if not exercises:
            usual = "Tabata" if kind.count > 1 else self._remarks.usual("Work")
            exercises = [Exercise(line=0, name=around.section or usual)]
        elif len(exercises) > 1 and kind.count > 1:
            doubts.append(Guess(f"{kind.count} times each, one exercise after the other"))
        found: list[ImportedStep] = []
        for one in exercises:
            name = self._remarks.words(self._named(one, around), one.line)
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
                step = replace(step, comments=self._told(one.line, summary(step), one.doubts))
            found.append(step)
            if kind.off_ms and (kind.count == 1 or one is not exercises[-1]):
                found.append(ImportedRest(length_ms=kind.off_ms))
        for node in nodes:
            if isinstance(node, RestItem):
                found += self._rest(node)
        return found

    def _for_time(
        self, cap_ms: int, nodes: Sequence[OutlineNode], around: Around, doubts: list[Doubt]
    ) -> list[ImportedStep]:
        """Return a list that is done once, for time; what has blocks or rests in it is done as it stands."""
        exercises = [node for node in nodes if isinstance(node, Exercise)]
        simple = exercises and not any(one.sets > 1 or one.off_ms is not None for one in exercises)
        if not simple or any(isinstance(node, Group | RestItem | DeathByItem) for node in nodes):
            return self.steps(nodes, around)
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
            name = self._remarks.words(self._named(exercises[0], around), exercises[0].line)
            self._told(exercises[0].line, name, exercises[0].doubts)
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
        for step in self.steps(nodes, around):
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
        inner = self.steps([node for node in nodes if not isinstance(node, RestItem)] or nodes, around)
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
            inner = self.steps(work, around)
            what = f"minute {index + 1} of {len(minutes)}"
            comments = self._remarks.fill(place, group.opening.line, what, group.opening.doubts)
            if not inner:
                inner = [ImportedRest(length_ms=kind.every_ms)]
            turns.append((replace(inner[0], comments=(*comments, *inner[0].comments)), *inner[1:]))
        return [_fitted(kind, turns, doubts)]


def _without_last_rest(steps: list[ImportedStep]) -> list[ImportedStep]:
    """Return the steps of a ladder without the rest after its last rung, which nothing follows."""
    last = steps[-1] if steps else None
    if not isinstance(last, ImportedLadder) or not isinstance(last.steps[-1], ImportedRest):
        return steps
    *work, _ = last.steps
    if not work or not all(isinstance(step, ImportedCounted) for step in work):
        return steps
    *rungs, lowest = last.rungs
    behind = [
        replace(step, count=str(lowest) if step.count == "$rung" else step.count, comments=())
        for step in work
        if isinstance(step, ImportedCounted)
    ]
    return [*steps[:-1], replace(last, rungs=tuple(rungs)), *behind]


def _left(node: OutlineNode) -> OutlineNode:
    """Return a name alone, outside of any block, as a line that is left."""
    if isinstance(node, Exercise) and not node.has_amount and node.sets == 1:
        return Left(line=node.line, text=node.name)
    return node


def _with_caps(nodes: Sequence[OutlineNode]) -> list[OutlineNode]:
    """Put a time cap on a line of its own to the list for time above it."""
    found = list(nodes)
    for at, (node, follows) in enumerate(pairwise(nodes)):
        if not isinstance(node, Group) or not isinstance(follows, Stated) or not follows.is_cap:
            continue
        if isinstance(node.opening.kind, ForTimeOf) and not node.opening.cap_ms:
            found[at] = replace(node, opening=replace(node.opening, cap_ms=follows.length_ms))
    return found


def _as_whole_lines(nodes: Sequence[OutlineNode]) -> list[OutlineNode]:
    """Return the nodes with a line of which nothing is understood once, as it is written."""
    understood = {first_line(node) for node in nodes if not isinstance(node, Left)}
    found: list[OutlineNode] = []
    for node in nodes:
        if not isinstance(node, Left) or node.line in understood:
            found.append(node)
        elif not (found and isinstance(found[-1], Left) and found[-1].line == node.line):
            found.append(replace(node, text=""))
    return found


def _first_below(nodes: Sequence[OutlineNode]) -> OutlineNode | None:
    """Return what is done first in the part that begins with these nodes; None where it has only rests."""
    for node in nodes:
        if isinstance(node, Heading):
            return None
        if isinstance(node, Exercise | Group | DeathByItem):
            return node
    return None


def _followers(nodes: Sequence[OutlineNode]) -> list[OutlineNode | None]:
    """Return for each node the next one that does something."""
    followers: list[OutlineNode | None] = []
    follows: OutlineNode | None = None
    for node in reversed(nodes):
        followers.append(follows)
        if not isinstance(node, Stated | Left):
            follows = node
    return followers[::-1]


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
