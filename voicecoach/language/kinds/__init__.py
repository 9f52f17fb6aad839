"""The kinds of steps, one module for each kind or family. A new kind is a new module and its line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from voicecoach.language.kinds import (
    amrap,
    death_by,
    emom,
    for_time,
    hangs,
    include,
    ladder,
    lead_in,
    reps,
    rest,
    rounds,
    say,
    work,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.model import Step

STEP_KINDS: Final[dict[str, StepKind[Any]]] = {
    kind.name: kind
    for kind in (
        lead_in.KIND,
        work.HOLD,
        work.WORK,
        reps.KIND,
        rest.KIND,
        say.KIND,
        rounds.KIND,
        hangs.KIND,
        emom.KIND,
        amrap.KIND,
        for_time.KIND,
        death_by.KIND,
        ladder.KIND,
        include.KIND,
    )
}
_KINDS: Final[dict[type[Step], StepKind[Any]]] = {kind.step: kind for kind in STEP_KINDS.values()}


def kind_of(step: Step) -> StepKind[Any]:
    return _KINDS[type(step)]


def walk(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Yield every step, each before those within it."""
    for step in steps:
        yield step
        for block in kind_of(step).blocks(step):
            yield from walk(block.steps)
