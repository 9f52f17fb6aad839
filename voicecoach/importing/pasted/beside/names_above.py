"""Names above amounts on lines of their own: `A. Back squat` above `5x5`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import (
    BlockOpening,
    EmomOf,
    Exercise,
    Heading,
    LadderOf,
    Left,
    RestBetween,
    RestItem,
)
from voicecoach.importing.pasted.line.details import details_of
from voicecoach.importing.pasted.words.vocabulary import HOLDS, plain

if TYPE_CHECKING:
    from typing import TypeAlias

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]


_SENTENCE: Final = re.compile(r"([^\W\d][^.:;0-9]{5,80})\. (?=[^\W\d])")


def with_names_above(found: Found) -> Found:
    """Put a name on a line of its own to the sets and reps on the next: `A. Back squat`, `5x5 @ 75%`."""
    joined: Found = []
    taken = -1
    for at, (line, items) in enumerate(found):
        if at == taken:
            continue  # the rest of the sets above it
        own_at = next((own for own, item in enumerate(items) if not isinstance(item, Left)), 0)
        first = items[own_at] if items else None
        place = _place_above(joined)
        before = joined[place][1] if joined else ()
        name = _name_alone(before)
        if (
            name
            and isinstance(first, BlockOpening)
            and isinstance(first.kind, LadderOf)
            and not first.body
            and not line.after_blank
        ):
            follows = found[at + 1][0] if at + 1 < len(found) else None
            rest = _rest_alone(found[at + 1][1]) if at + 1 < len(found) else None
            if follows is None or follows.after_blank or rest is not None:
                del joined[place]  # `Back squat`, `5-5-5-5-5`
                taken = at + 1 if rest is not None else taken
                one = Exercise(line=line.number, name=name)
                if len(set(first.kind.rungs)) == 1:
                    reps = first.kind.rungs[0]
                    rest_ms = rest.length_ms if rest is not None else None
                    sets = replace(
                        one, sets=len(first.kind.rungs), reps=reps, least_reps=reps, rest_ms=rest_ms
                    )
                    joined.append((line, (sets,)))
                    continue
                body = (one,) if rest is None else (one, rest)
                joined.append((line, (replace(first, body=body),)))
                continue
        each_time = _nameless_each_time(first)
        if name and each_time is not None and not line.after_blank:
            del joined[place]
            joined.append((line, (*items[:own_at], _named_each_time(each_time, name), *items[own_at + 1 :])))
            continue
        told = _told(line, first) if name and not line.after_blank and _ends_paragraph(found, at) else ""
        if told and isinstance(first, Exercise):
            del joined[place]
            how = Left(line=line.number, text=told, is_label=True)
            one = replace(first, name=name, also=(*(item.line for item in before), *first.also))
            joined.append((line, (*items[:own_at], how, one, *items[own_at + 1 :])))
            continue
        nameless = (
            isinstance(first, Exercise)
            and _is_nameless(first)
            and bool(first.reps or first.off_ms or plain(first.name) in HOLDS or _is_time_in_sets(first))
        )
        if name and nameless and isinstance(first, Exercise) and not line.after_blank:
            del joined[place]
            own = "" if plain(first.name) in HOLDS else first.name
            also = (*(item.line for item in before), *first.also)
            named = replace(first, name=f"{name} {own}".strip(), also=also)
            joined.append((line, (*items[:own_at], named, *items[own_at + 1 :])))
        else:
            joined.append((line, items))
    return _with_names_carried(found, joined)


def _with_names_carried(found: Found, joined: Found) -> Found:
    """Give the name above the first of several loads to the others, too: `Deadlift`, `5 @ 60%`, `5 @ 70%`, `3 @ 80%`."""
    written = {line.number: items for line, items in found}
    read: Found = []
    name = ""
    for line, items in joined:
        one = items[0] if len(items) == 1 else None
        if not isinstance(one, Exercise):
            name = "" if line.after_blank else name
            read.append((line, items))
            continue
        is_load = one.reps > 0 and _has_load_alone(written[line.number])
        if line.after_blank or not is_load:
            name = ""
        if is_load and name and _is_nameless(one):
            one = replace(one, name=f"{name} {one.name}".strip())
        elif is_load:
            name = details_of(one.name).name
        read.append((line, (one,)))
    return read


def _has_load_alone(items: tuple[PastedItem, ...]) -> bool:
    """Tell whether a line has reps and a load, and no name: `Set 1: 5 @ 60%`."""
    one = items[0] if len(items) == 1 else None
    return isinstance(one, Exercise) and _is_nameless(one) and bool(one.name or one.details)


def _nameless_each_time(item: PastedItem | None) -> BlockOpening | None:
    """Return reps without a name that are done at the beginning of each time: `5 x 3 every 2 min`."""
    if not (isinstance(item, BlockOpening) and isinstance(item.kind, EmomOf) and len(item.body) == 1):
        return None
    one = item.body[0]
    return item if isinstance(one, Exercise) and one.reps and _is_nameless(one) else None


def _named_each_time(block: BlockOpening, name: str) -> BlockOpening:
    body = (
        replace(one, name=f"{name} {one.name}".strip()) for one in block.body if isinstance(one, Exercise)
    )
    return replace(block, body=tuple(body))


def _told(line: PastedLine, item: PastedItem | None) -> str:
    """Return the sentence that tells how a thing is done, where one begins the line: `Tighten your thigh. Hold 5 seconds. Repeat 10 times`."""
    sentence = _SENTENCE.match(line.text)
    is_one = isinstance(item, Exercise) and item.has_amount and not line.is_listed
    return sentence[1] if sentence and is_one and getattr(item, "name", "") == sentence[1] else ""


def _ends_paragraph(found: Found, at: int) -> bool:
    return at + 1 == len(found) or found[at + 1][0].after_blank


def _place_above(joined: Found) -> int:
    """Return the line above one, or the name above the sentences that tell how it is done."""
    at = len(joined) - 1
    while at > 0 and not joined[at][0].after_blank and all(isinstance(one, Left) for one in joined[at][1]):
        at -= 1
    return at if at >= 0 and _name_alone(joined[at][1]) else len(joined) - 1


def _is_nameless(one: Exercise) -> bool:
    return not details_of(one.name).name or plain(one.name) in HOLDS


def _rest_alone(items: tuple[PastedItem, ...]) -> RestItem | None:
    """Return the rest between sets, where a line says only that."""
    if len(items) != 1:
        return None
    rest = items[0]
    if isinstance(rest, RestBetween) and not rest.of_rounds:
        return RestItem(line=rest.line, length_ms=rest.length_ms, doubts=rest.doubts)
    return rest if isinstance(rest, RestItem) and not rest.words else None


def _is_time_in_sets(one: Exercise) -> bool:
    return bool(one.time_ms) and one.sets > 1 and not one.name


def _name_alone(items: tuple[PastedItem, ...]) -> str:
    items = tuple(item for item in items if not (isinstance(item, Left) and item.is_label))
    if len(items) != 1:
        return ""
    item = items[0]
    if isinstance(item, Heading) and not item.length_ms:
        return item.text
    return item.name if _is_name(item) and isinstance(item, Exercise) else ""


def _is_name(item: PastedItem) -> bool:
    if not isinstance(item, Exercise) or item.sets > 1 or not item.name:
        return False
    return not (item.reps or item.time_ms or item.metres)  # `Max hangs` is a name


def names_of(items: tuple[PastedItem, ...]) -> tuple[Exercise, ...]:
    """Return the exercises of a line that has names alone; else none."""
    return (
        tuple(item for item in items if isinstance(item, Exercise))
        if items and all(map(_is_name, items))
        else ()
    )
