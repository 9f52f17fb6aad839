"""What comes in turn: `A1. Bench 3x10`, `A2. Row 3x12`; and rounds that are only how often: `Cat-cow 10 rounds`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import (
    BlockOpening,
    Exercise,
    Guess,
    PastedItem,
    RestBetween,
    RestItem,
    RoundsOf,
)

if TYPE_CHECKING:
    from typing import TypeAlias

    from voicecoach.importing.pasted.text.lines import PastedLine

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]

_LEAST_TIMES: Final = 5  # of fewer rounds, the lines below are what is done in them


def with_supersets(found: Found) -> Found:
    """Put exercises with labels such as `A1` and `A2`, and as many sets each, in rounds."""
    read: Found = []
    at = 0
    while at < len(found):
        end = at + 1
        letter = found[at][0].superset
        while letter and end < len(found) and found[end][0].superset == letter:
            end += 1
        rest = found[end][1] if end < len(found) and not found[end][0].after_blank else ()
        opening = _superset(found[at:end], rest) if end > at + 1 else None
        if opening is None:
            read += found[at:end]
        else:
            takes_rest = bool(rest) and opening.body[-1].line == rest[0].line
            read.append((found[at][0], (opening,)))
            read += [(line, ()) for line, _ in found[at + 1 : end + takes_rest]]
            end += takes_rest
        at = end
    return read


def _superset(part: Found, rest: tuple[PastedItem, ...]) -> BlockOpening | None:
    """Return the rounds of a superset. `rest`: the items of the line below it, which may be the rest after each round."""
    body: list[PastedItem] = []
    counts: set[int] = set()
    for _, items in part:
        exercise, *others = items or (None,)
        if not isinstance(exercise, Exercise) or exercise.off_ms is not None:
            return None
        if not all(isinstance(one, RestItem) and one.is_implied for one in others):
            return None
        counts.add(exercise.sets)
        body.append(replace(exercise, sets=1, rest_ms=None))
        if exercise.rest_ms:
            body.append(RestItem(line=exercise.line, length_ms=exercise.rest_ms))
    below = rest[0] if len(rest) == 1 else None
    if isinstance(below, RestBetween | RestItem) and isinstance(body[-1], Exercise) and below.length_ms:
        body.append(RestItem(line=below.line, length_ms=below.length_ms, doubts=below.doubts))
    count = next(iter(counts))
    if len(counts) > 1 or count < 2:  # noqa: PLR2004 - as often each, and more than once
        return None
    doubts = (Guess("a superset: one set of each in turn"),)
    return BlockOpening(line=part[0][0].number, kind=RoundsOf(count=count), body=tuple(body), doubts=doubts)


def with_rounds_as_reps(found: Found) -> Found:
    """Read `Cat-cow 10 rounds` amid a list as so many reps, not as the head of what is below it."""
    read = list(found)
    for at, (line, items) in enumerate(found):
        one = items[0] if len(items) == 1 else None
        if not isinstance(one, BlockOpening) or not isinstance(one.kind, RoundsOf) or one.body:
            continue
        named = bool(one.name) and not (line.ends_in_colon or line.before_list or line.level or line.opens)
        if not named or one.kind.count < _LEAST_TIMES or line.after_blank or at == 0:
            continue
        follows = found[at + 1] if at + 1 < len(found) else None
        deeper = follows is not None and follows[0].indent > line.indent
        if deeper or not any(isinstance(item, Exercise) and item.has_amount for item in found[at - 1][1]):
            continue
        reps = one.kind.count
        doubts = (*one.doubts, Guess(f"{reps} reps"))
        read[at] = line, (Exercise(line=one.line, name=one.name, reps=reps, least_reps=reps, doubts=doubts),)
    return read
