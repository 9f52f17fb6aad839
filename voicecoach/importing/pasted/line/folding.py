"""What the end of a line says of all that stands before it: `plank 30 s, rest 10 s, 3 rounds`, `run 30 s, walk 90 s, repeat 8 times`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import (
    BlockOpening,
    EmomOf,
    Exercise,
    Guess,
    Left,
    NoCount,
    PastedItem,
    RangeTaken,
    RestBetween,
    RestItem,
    RoundsOf,
    Stated,
)
from voicecoach.importing.pasted.line.details import details_of
from voicecoach.importing.pasted.line.holding import with_holds
from voicecoach.importing.pasted.line.recoveries import recovered, without_records
from voicecoach.importing.pasted.line.series import spread
from voicecoach.importing.pasted.line.wholes import (
    MAX_ROUNDS,
    count_of,
    for_whole,
    in_turn,
    is_breath,
    of_whole,
    with_total,
)
from voicecoach.importing.pasted.words.fact_reader import read_facts
from voicecoach.importing.pasted.words.facts import Keyword
from voicecoach.importing.pasted.words.vocabulary import BOTH_ENDS, TIMES, USUAL_NAMES, Meaning, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_IN_TURN: Final = 3
_JOINED: Final = re.compile(r" [/+] ")
_ENDS_CROSSED: Final = re.compile(r"[,;]?[ (]x ?[0-9]{1,3}\)?$|[0-9] ?x\)?$", re.IGNORECASE)


def folded(items: tuple[PastedItem, ...], text: str) -> tuple[PastedItem, ...]:
    """Return the items of a line, in rounds or sets where its end says so."""
    items = without_records(items, text)
    items = with_total(of_whole(spread(for_whole(in_turn(with_holds(items)))), text))
    totals = tuple(item for item in items if isinstance(item, Stated))
    return (*_folded(tuple(item for item in items if not isinstance(item, Stated)), text), *totals)


def _folded(items: tuple[PastedItem, ...], text: str) -> tuple[PastedItem, ...]:
    labels, rest = _with_labels(items)
    named = _named_by_label(labels, rest)
    if named is not None:
        return (named,)
    labels = tuple(_as_label(label, text) for label in labels)
    same = _with_reps_of_same(rest, text)
    if same:
        return (*labels, *same)
    rest, behind = _up_to_repeat(rest, text)
    made = _again(_with_count_apart(rest)) or recovered(rest) or _crossed(rest, text, is_named=bool(labels))
    if len(made) == 1 and isinstance(made[0], Exercise) and len(labels) == 1 and _is_of_label(made[0]):
        label = labels[0].text if isinstance(labels[0], Left) else ""
        return (
            (replace(made[0], name=_joined(label, made[0])), *behind) if label else (*labels, *made, *behind)
        )
    return _with_both_ends((*labels, *(made or rest), *behind))


def _with_labels(items: tuple[PastedItem, ...]) -> tuple[tuple[PastedItem, ...], tuple[PastedItem, ...]]:
    """Return the names alone that a line begins with, and the other items: `Abrahangs: 10 s hang, …`."""
    at = 0
    while at < len(items) - 1 and _is_label(items[at], items[at + 1]):
        at += 1
    return items[:at], items[at:]


def _is_label(item: PastedItem, follows: PastedItem) -> bool:
    """Tell whether an item is only a name; `Max hangs` is one, too, where what is behind it says how long."""
    if not isinstance(item, Exercise) or item.reps or item.time_ms or item.metres or item.sets > 1:
        return False
    is_hang = item.is_hang or item.name.casefold() in USUAL_NAMES
    named = isinstance(follows, Exercise) and bool(follows.time_ms) and is_hang and not item.rest_ms
    return not item.is_max or named


def _as_label(item: PastedItem, text: str) -> PastedItem:
    """Return a name with a colon behind it, before what is done, as no exercise: `Cash-out: 50 double-unders`."""
    if isinstance(item, Exercise) and item.name and text.startswith(f"{item.name}:"):
        return Left(line=item.line, text=item.name, is_label=True)
    return item


def _named_by_label(labels: tuple[PastedItem, ...], rest: tuple[PastedItem, ...]) -> Exercise | None:
    """Return the one exercise with the name that stands before it, where it has only details: `Max hangs: 4 x 10 s (18 mm)`."""
    if len(labels) != 1 or len(rest) != 1:
        return None
    label, one = labels[0], rest[0]
    if not (isinstance(label, Exercise) and isinstance(one, Exercise)) or not _is_of_label(one):
        return None
    name = _joined(label.name, one)
    return replace(one, name=name, is_hang=one.is_hang or label.is_hang)


def _is_of_label(one: Exercise) -> bool:
    """Tell whether an exercise has no name of its own: `Max hangs: 6 hangs x 10 s`."""
    return not details_of(one.name).name or one.name.casefold() in USUAL_NAMES


def _joined(label: str, one: Exercise) -> str:
    return label if one.name.casefold() in USUAL_NAMES else f"{label} {one.name}".strip()


# --- again --------------------------------------------------------------------------------------


def _with_count_apart(items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    """Return `30 s plank, 15 s rest, 30 s squat, 15 s rest x 4` with how often behind it."""
    last = items[-1]
    if not isinstance(last, RestItem) or last.times == 1 or len(items) < _LEAST_IN_TURN:
        return items
    return (
        *items[:-1],
        replace(last, times=1),
        Exercise(line=last.line, reps=last.times, least_reps=last.times),
    )


def _with_reps_of_same(items: tuple[PastedItem, ...], text: str) -> tuple[PastedItem, ...]:
    """Take the reps at the end of a line for some more of the exercise before them, not for how often: `squats: 55 reps / 45 reps`; else nothing."""
    first, *others = items or (None,)
    more = [one for one in others if isinstance(one, Exercise) and one.reps and not one.name]
    if not (isinstance(first, Exercise) and first.reps) or not more or len(more) < len(others):
        return ()
    facts = read_facts(text)
    said = [
        fact
        for fact in facts
        if isinstance(fact, Keyword)
        and fact.meaning is Meaning.REPS
        and plain(text[fact.start : fact.end]) not in TIMES
    ]
    is_said = len(said) == len(items) and said[-1] is facts[-1]
    return (first, *(replace(one, name=first.name) for one in more)) if is_said else ()


def _up_to_repeat(
    items: tuple[PastedItem, ...], text: str
) -> tuple[tuple[PastedItem, ...], tuple[PastedItem, ...]]:
    """Return the items up to `repeat 8 times`, and those behind it."""
    if not any(isinstance(fact, Keyword) and fact.meaning is Meaning.REPEAT for fact in read_facts(text)):
        return items, ()
    items = tuple(_at_most(item) for item in items)
    end = next((at + 1 for at, item in enumerate(items) if at and count_of(item)), len(items))
    return items[:end], items[end:]


def _at_most(item: PastedItem) -> PastedItem:
    """Return how often, of a range the larger end: `repeat 6-8 times`."""
    if not isinstance(item, Exercise) or item.name or item.time_ms or item.least_reps in {0, item.reps}:
        return item
    doubt = RangeTaken(f"{item.least_reps}-{item.reps}", str(item.reps))
    return replace(item, least_reps=item.reps, doubts=(*item.doubts, doubt))


def _with_both_ends(items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    """Do before all and behind it what is said to be at both ends: `Start and end with 5 min walking`."""
    *before, last = items
    said = next((one for one in BOTH_ENDS if plain(getattr(last, "name", "")).startswith(one)), "")
    if not (said and before and isinstance(last, Exercise)):
        return items
    one = replace(last, name=last.name[len(said) :].strip())
    return (one, *before, one)


def _again(items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    """Do all that stands before a number of rounds, sets or times so often."""
    *before, last = (
        RestItem(line=item.line, length_ms=item.length_ms)
        if isinstance(item, RestBetween) and not item.of_rounds
        else item
        for item in items
    )
    rest = None
    if isinstance(last, RestItem) and len(before) > 1 and count_of(before[-1]):
        rest, last = last, before.pop()  # `5 sets, 2:30 between sets`
    count = count_of(last)
    if rest is None and isinstance(last, Exercise) and last.rest_ms and len(before) > 1:
        rest = RestItem(line=last.line, length_ms=last.rest_ms)  # `…, 3 sets, 1 min rest`
    exercises = [item for item in before if isinstance(item, Exercise)]
    is_simple = all(isinstance(item, Exercise | RestItem) for item in before) and all(
        one.sets == 1 for one in exercises
    )
    if not count or not is_simple or not any(one.has_amount for one in exercises):
        return ()
    both_sides = isinstance(last, Exercise) and last.both_sides
    ranges = tuple(doubt for doubt in getattr(last, "doubts", ()) if isinstance(doubt, RangeTaken))
    sides = {one: replace(one, both_sides=one.both_sides or both_sides) for one in exercises}
    body = tuple(sides[item] if isinstance(item, Exercise) else item for item in before)
    one, between = _one_of(body, rest)
    if one is None:
        body = body if rest is None else (*body, rest)
        return (BlockOpening(line=last.line, kind=RoundsOf(count=count), body=body, doubts=ranges),)
    one = replace(one, rest_ms=between, doubts=(*one.doubts, *ranges))
    if one.off_ms is not None and one.reps <= 1:
        return (replace(one, reps=count, least_reps=count),)
    return (replace(one, sets=count),)


def _one_of(body: Sequence[PastedItem], rest: RestItem | None) -> tuple[Exercise | None, int | None]:
    """Return the one exercise that is done, with the rest between its sets in ms; no exercise where there is more than that."""
    first, *others = body
    if not isinstance(first, Exercise):
        return None, None
    if not others:
        return first, first.rest_ms if rest is None else rest.length_ms
    follows = others[0]
    timed = first.reps == 0 or first.off_ms is not None
    if len(others) == 1 and rest is None and timed and isinstance(follows, RestItem) and not follows.words:
        return first, follows.length_ms
    return None, None


def _crossed(items: tuple[PastedItem, ...], text: str, *, is_named: bool) -> tuple[PastedItem, ...]:
    """Take the `x 3` at the end of a list for all of it: `10 push-ups, 15 squats, 20 sit-ups x 3`."""
    exercises = [item for item in items if isinstance(item, Exercise) and item.has_amount]
    joined = is_named or _JOINED.search(text) is not None or all(is_breath(one.name) for one in exercises)
    is_list = len(exercises) > 2 or (len(exercises) == 2 and joined)  # noqa: PLR2004
    if not is_list or len(exercises) != len(items) or not _ENDS_CROSSED.search(text):
        return ()
    *others, last = exercises
    if last.sets == 1 or last.rest_ms is not None or last.off_ms is not None:
        return ()
    if any(one.sets > 1 or one.off_ms is not None for one in others):
        return ()
    doubt = Guess(f"all of the line, {last.sets} times")
    body = (*others, replace(last, sets=1))
    return (BlockOpening(line=last.line, kind=RoundsOf(count=last.sets), body=body, doubts=(doubt,)),)


def with_count_behind(opening: BlockOpening) -> BlockOpening:
    """Take how many minutes there are from the end of the line: `Every 2 min: 5 pull-ups, 10 rounds`."""
    kind = opening.kind
    guessed = any(isinstance(doubt, NoCount) for doubt in opening.doubts)
    if not isinstance(kind, EmomOf) or not guessed or not opening.body:
        return opening
    *body, last = opening.body
    count = count_of(last)
    if isinstance(last, Exercise) and not last.name and last.time_ms and last.sets == 1 and not last.reps:
        count = last.time_ms // kind.every_ms  # `10 minutes long`
    elif not body and isinstance(last, Exercise) and last.sets > 1 and last.reps and last.rest_ms is None:
        count, body = last.sets, [replace(last, sets=1)]  # `5 pull-ups, 10 rounds`
    if not body or not 0 < count <= MAX_ROUNDS:
        return opening
    doubts = tuple(doubt for doubt in opening.doubts if not isinstance(doubt, NoCount))
    return replace(opening, kind=replace(kind, count=count), body=tuple(body), doubts=doubts)
