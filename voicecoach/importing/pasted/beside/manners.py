"""Lines that say only how the exercise beside them is done: `Tempo 3010`, `@ 80 kg`, `RPE 8`; and breaths, each on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.importing.pasted.items import (
    BlockOpening,
    Exercise,
    Guess,
    Heading,
    Left,
    Manner,
    RestItem,
)
from voicecoach.importing.pasted.line.details import details_of
from voicecoach.importing.pasted.words.vocabulary import BREATHED, HELD_BETWEEN, plain
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]


def with_manners(found: Found) -> Found:
    """Put each such line to the exercise above it, or to the amounts below where a name alone is above. The others are left."""
    read = list(found)
    taken: set[int] = set()
    for at, (line, items) in enumerate(found):
        manner = items[0] if len(items) == 1 else None
        if not isinstance(manner, Manner):
            continue
        for place in _places(found, at):
            done = _done_so(read[place][1], manner)
            if done:
                read[place] = read[place][0], done
                taken.add(at)
                break
        else:
            read[at] = line, (_alone(manner, found),)
    return [one for at, one in enumerate(read) if at not in taken]


def _places(found: Found, at: int) -> tuple[int, ...]:
    """Return the lines that a manner may belong to, the likeliest first."""
    above = at
    while above > 0 and not found[above][0].after_blank:
        above -= 1
        if not _is_between(found[above][1]):
            break
    if above == at or _is_between(found[above][1]):
        return ()
    below = at + 1
    while below < len(found) and _is_between(found[below][1]):
        below += 1
    follows = below < len(found) and not any(line.after_blank for line, _ in found[at + 1 : below + 1])
    if follows and _is_name(found[above][1]) and _is_nameless(found[below][1]):
        return below, above
    return (above,)


def _is_between(items: Sequence[PastedItem]) -> bool:
    """Tell whether a line is one of those below an exercise that say more of it."""
    return len(items) == 1 and isinstance(items[0], Manner | RestItem)


def _is_name(items: Sequence[PastedItem]) -> bool:
    one = items[0] if len(items) == 1 else None
    return isinstance(one, Heading) or (isinstance(one, Exercise) and not one.has_amount)


def _is_nameless(items: Sequence[PastedItem]) -> bool:
    one = items[0] if items else None
    return isinstance(one, Exercise) and one.has_amount and not details_of(one.name).name


def _done_so(items: Sequence[PastedItem], manner: Manner) -> tuple[PastedItem, ...]:
    """Return the items with their one exercise done so; nothing where there is none, or several, or it says so itself."""
    places = [at for at, item in enumerate(items) if isinstance(item, Exercise | BlockOpening)]
    if len(places) != 1:
        return ()
    one = items[places[0]]
    made: PastedItem | None = None
    if isinstance(one, BlockOpening):
        body = _done_so(one.body, manner)
        made = replace(one, body=body) if body else None
    elif isinstance(one, Exercise) and not _says(one, manner):
        name = f"{one.name}, {manner.name}".strip(", ") if manner.name else one.name
        made = replace(one, name=name, tempo=one.tempo or manner.tempo, also=(*one.also, manner.line))
    return (*items[: places[0]], made, *items[places[0] + 1 :]) if made is not None else ()


def _says(one: Exercise, manner: Manner) -> bool:
    """Tell whether an exercise has such a detail already."""
    own, other = details_of(one.name), details_of(manner.name)
    same = (
        own.load and other.load,
        own.edge and other.edge,
        own.grip and other.grip,
        own.effort and other.effort,
    )
    return bool((one.tempo and manner.tempo) or any(same))


def _alone(manner: Manner, found: Found) -> PastedItem:
    """Return what a manner is that belongs to no exercise: where nothing else is done, a tempo in words is a rep."""
    others = (item for _, items in found for item in items)
    is_all = manner.is_in_words and all(isinstance(item, Manner | Heading | Left) for item in others)
    if not is_all:
        return Left(line=manner.line, text=manner.text)
    return Exercise(line=manner.line, reps=1, least_reps=1, tempo=manner.tempo, doubts=(Guess("one rep"),))


# --- breaths ------------------------------------------------------------------------------------


def with_breaths(found: Found) -> Found:
    """Take the numbers of breaths on lines of their own for seconds: `Inhale: 4`, `Hold: 7`, `Exhale: 8`."""
    read = list(found)
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and _breath(found[end][1]) and (end == at or not found[end][0].after_blank):
            end += 1
        words = [_breath(items) for _, items in found[at:end]]
        if len(words) > 1 and any(word in BREATHED for word in words):
            if at and not found[at][0].after_blank and _is_name(found[at - 1][1]):
                read[at - 1] = found[at - 1][0], tuple(map(_heading, found[at - 1][1]))
            for index in range(at, end):
                read[index] = found[index][0], tuple(map(_in_seconds, found[index][1]))
        at = max(end, at + 1)
    return read


def _breath(items: Sequence[PastedItem]) -> str:
    """Return the word of a line that says how long one breathes in or out or holds, without a unit; else nothing."""
    one = items[0] if len(items) == 1 else None
    if not isinstance(one, Exercise) or not one.reps or one.time_ms or one.sets > 1 or one.off_ms is not None:
        return ""
    word = plain(one.name).removesuffix(" for").split(" ")[0]
    return word if word in BREATHED | HELD_BETWEEN else ""


def _heading(item: PastedItem) -> PastedItem:
    return Heading(line=item.line, text=item.name) if isinstance(item, Exercise) else item


def _in_seconds(item: PastedItem) -> PastedItem:
    if not isinstance(item, Exercise):
        return item
    return replace(item, time_ms=item.reps * MS_PER_S, reps=0, least_reps=0)
