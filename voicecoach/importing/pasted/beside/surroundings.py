"""What the lines around one say of it: amounts above names alone, a heading above what is done, a numbered list in minutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.beside.circuits import with_circuits, with_minutes_repeated
from voicecoach.importing.pasted.beside.loads_above import with_loads
from voicecoach.importing.pasted.beside.manners import with_breaths, with_manners
from voicecoach.importing.pasted.beside.names_above import names_of, with_names_above
from voicecoach.importing.pasted.beside.names_below import with_names_below
from voicecoach.importing.pasted.beside.names_of_rounds import with_names_of_rounds
from voicecoach.importing.pasted.beside.pairs_above import with_pairs_above
from voicecoach.importing.pasted.beside.sides_above import with_sides
from voicecoach.importing.pasted.beside.supersets import with_rounds_as_reps, with_supersets
from voicecoach.importing.pasted.items import (
    Again,
    BlockOpening,
    EmomOf,
    Exercise,
    Guess,
    Heading,
    Left,
    MinuteOf,
    RestBetween,
    RoundsOf,
    TabataOf,
)
from voicecoach.importing.pasted.line.recoveries import with_rests_of_sets
from voicecoach.importing.pasted.line.titles import LENGTH_IN_BRACKETS
from voicecoach.importing.pasted.words.vocabulary import BOTH_ENDS, PROGRAMMES, RESULTS, THEMES, plain
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]

_MOST_BESIDE: Final = 2
_MOST_MINUTES: Final = 10
_LEAST_OF_TITLE_MS: Final = 5 * MS_PER_MIN
_NTH_SET: Final = re.compile(
    r"(?:set|satz|serie|série|round|runde|tour|ronda) ([0-9]{1,2}) ?[:.)-]", re.IGNORECASE
)
_DIGIT: Final = re.compile(r"[0-9]")


def in_context(found: Found) -> Found:
    """Return the items of all lines, read once more beside those around them."""
    found = with_sides(with_breaths(with_manners(_without_programme(_without_results(found)))))
    found = with_minutes_repeated(with_circuits(found))
    found = with_names_of_rounds(found)
    found = with_supersets(with_rounds_as_reps(_with_minutes(with_loads(found))))
    found = with_rests_of_sets(_with_both_ends(found))
    found = with_names_below(_with_rounds_behind(_with_pairs_repeated(found)))
    return _with_headings(with_names_above(with_pairs_above(found)))


def _without_results(found: Found) -> Found:
    """Leave what somebody did: the lines below `My results`, up to the next heading."""
    read: Found = []
    is_result = False
    for line, items in found:
        one = items[0] if len(items) == 1 else None
        text = one.text if isinstance(one, Heading) else one.name if isinstance(one, Exercise) else ""
        is_alone = isinstance(one, Heading) or (isinstance(one, Exercise) and not one.has_amount)
        if is_alone and plain(text) in RESULTS:
            is_result = True
        elif isinstance(one, Heading):
            is_result = False
        read.append((line, (Left(line=line.number, text=line.written),) if is_result else items))
    return read


def _without_programme(found: Found) -> Found:
    """Give the sets and reps beside the name of a programme to the exercises below it, which have none or their own: `StrongLifts 5x5`."""
    if not found:
        return found
    (line, items), *others = found
    one = items[0] if len(items) == 1 else None
    exercises = [item for _, below in others for item in below if isinstance(item, Exercise)]
    if not (isinstance(one, Exercise) and one.has_amount and plain(one.name) in PROGRAMMES and exercises):
        return found
    if any(below.has_amount for below in exercises):
        return [(line, (Heading(line=line.number, text=line.text),)), *others]
    return [(line, (replace(one, name=""),)), *others]


def _with_both_ends(found: Found) -> Found:
    """Do what a line of its own says is at both ends before all and behind it: `Start and end with 5 min walking`."""
    for at, (line, items) in enumerate(found):
        one = items[0] if len(items) == 1 else None
        said = next((said for said in BOTH_ENDS if plain(getattr(one, "name", "")).startswith(said)), "")
        if said and isinstance(one, Exercise) and one.has_amount and len(found) > 1:
            ends = replace(one, name=one.name[len(said) :].strip().removeprefix("of "))
            last = replace(line, after_blank=True, indent=0)
            return [(line, (ends,)), *found[:at], *found[at + 1 :], (last, (ends,))]
    return found


def _with_headings(found: Found) -> Found:
    """Read a name alone at the beginning of a paragraph, above what is done, as its heading."""
    read: Found = []
    for at, (line, items) in enumerate(found):
        if at == 0 and (_is_numbered_title(found) or _is_title_of_hardest(found)):
            read.append((line, (Heading(line=line.number, text=line.text),)))
            continue
        if at == 0 and _is_title_with_time(found) and isinstance(items[0], Exercise):
            read.append((line, (Heading(line=line.number, text=items[0].name, length_ms=items[0].time_ms),)))
            continue
        follows = found[at + 1] if at + 1 < len(found) else None
        begins = at == 0 or line.after_blank
        names = names_of(items)
        is_above = follows and (not follows[0].after_blank or follows[0].is_listed)
        if (
            begins
            and follows
            and is_above
            and _is_part(line, said := _without_labels(items))
            and any(_does([one]) for one in follows[1])
        ):
            one = said[0]
            length_ms = one.time_ms if isinstance(one, Exercise) else 0
            read.append((line, (Heading(line=line.number, text=_part_name(said), length_ms=length_ms),)))
            continue
        if not (begins and len(names) == 1 and follows and not line.is_listed and not follows[0].after_blank):
            read.append((line, items))
            continue
        is_above = _does(follows[1]) and (at > 0 or isinstance(follows[1][0], BlockOpening))
        read.append((line, (Heading(line=line.number, text=names[0].name),) if is_above else items))
    return read


def _without_labels(items: Sequence[PastedItem]) -> Sequence[PastedItem]:
    """Return the items without the label of a part: the `Step 1` of `Step 1: warm-up (5 minutes)`."""
    return [item for item in items if not (isinstance(item, Left) and item.is_label)]


def _is_part(line: PastedLine, items: Sequence[PastedItem]) -> bool:
    """Tell whether a line above others is the heading of its part, with its length in brackets: `WARM-UP (5 min)`."""
    one = items[0] if len(items) == 1 else None
    is_timed = isinstance(one, Exercise) and one.time_ms and one.sets == 1 and not (one.reps or one.off_ms)
    return bool(is_timed) and not line.is_listed and LENGTH_IN_BRACKETS.search(line.text) is not None


def _part_name(items: Sequence[PastedItem]) -> str:
    one = items[0]
    return one.name if isinstance(one, Exercise) else ""


def _is_numbered_title(found: Found) -> bool:
    """Tell whether the first line is a title such as `Filthy 50`: all lines below it begin with their numbers."""
    (line, items), *others = found
    first = items[0] if len(items) == 1 else None
    if (
        len(others) <= _MOST_BESIDE
        or not isinstance(first, Exercise)
        or not first.reps
        or first.sets > 1
        or first.time_ms
    ):
        return False
    return bool(re.fullmatch(r"[^\W\d][^\d:]* [0-9]{1,4}", line.text)) and all(
        below.text[:1].isdigit() and not below.after_blank for below, _ in others
    )


def _is_title_with_time(found: Found) -> bool:
    """Tell whether the first line is a title such as `Morning yoga 15 min`: what stands below it may take as long."""
    (line, items), *others = found
    one = items[0] if len(items) == 1 else None
    is_timed = (
        isinstance(one, Exercise) and one.time_ms >= _LEAST_OF_TITLE_MS and one.sets == 1 and not one.reps
    )
    if not (is_timed and isinstance(one, Exercise)) or line.is_listed or len(others) < _MOST_BESIDE:
        return False
    below = [item for _, own in others for item in own if not isinstance(item, Left)]
    done = [item for item in below if isinstance(item, Exercise) and item.has_amount]
    sum_ms = sum(item.time_ms * item.sets * (1 + item.both_sides) for item in done)
    return (
        bool(THEMES.intersection(plain(one.name).split()))
        and len(done) == len(below)
        and sum_ms <= one.time_ms
    )


def _is_title_of_hardest(found: Found) -> bool:
    """Tell whether the first line is a title such as `Fingerboard - max hangs`: it has no number, and all lines below it have."""
    (line, items), *others = found
    exercises = [item for item in items if isinstance(item, Exercise)]
    is_max = any(one.is_max for one in exercises) and not line.is_listed
    is_bare = not any(one.reps or one.time_ms or one.metres or one.sets > 1 for one in exercises)
    alone = all(isinstance(item, Exercise | Left) for item in items) and not _DIGIT.search(line.text)
    numbered = bool(others) and all(_DIGIT.search(below.text) for below, _ in others)
    return is_max and is_bare and alone and numbered and _does(others[0][1])


def _does(items: Sequence[PastedItem]) -> bool:
    first = next((item for item in items if not isinstance(item, Left)), None)
    return isinstance(first, BlockOpening) or (isinstance(first, Exercise) and first.has_amount)


def _with_pairs_repeated(found: Found) -> Found:
    """Do what is on and off as often as the line below it says: `:30 work / :30 rest`, `x 8 rounds`."""
    read: Found = []
    for at, (line, items) in enumerate(found):
        again = _again_below(found, at)
        before = read[-1][1] if read else ()
        head = before[0] if len(before) == 1 else None
        is_pair = isinstance(head, BlockOpening) and isinstance(head.kind, TabataOf) and not head.body
        if isinstance(again, Again) and is_pair and isinstance(head, BlockOpening) and not line.after_blank:
            kind = replace(head.kind, count=again.count)
            read[-1] = read[-1][0], (replace(head, kind=kind, doubts=(*head.doubts, *again.doubts)),)
        else:
            read.append((line, items))
    return read


def _again_below(found: Found, at: int) -> PastedItem | None:
    """Return the one item of a line; `10 rounds` with nothing below it as what is done again."""
    one = found[at][1][0] if len(found[at][1]) == 1 else None
    is_count = isinstance(one, BlockOpening) and not (one.body or one.name or any(_below(found, at)))
    if isinstance(one, BlockOpening) and isinstance(one.kind, RoundsOf) and is_count:
        return Again(line=one.line, count=one.kind.count, doubts=one.doubts)
    return one


def _with_rounds_behind(found: Found) -> Found:
    """Take `3 rounds` below a list, with nothing below it, for all of the list."""
    read = list(found)
    for at, (line, items) in enumerate(found):
        last = items[0] if len(items) == 1 else None
        ends = not any(_does(below) for below in _below(found, at))
        follows_list = at > 0 and not line.after_blank and not line.ends_in_colon
        if not (ends and follows_list and isinstance(last, BlockOpening) and isinstance(last.kind, RoundsOf)):
            continue
        if (
            all(isinstance(one, RestBetween) for one in last.body)
            and not last.name
            and not any(isinstance(one, BlockOpening) for one in found[at - 1][1])
        ):
            doubts = (*last.doubts, Guess(f"the list above it, {last.kind.count} times"))
            again = Again(line=last.line, count=last.kind.count, of_paragraph=True, doubts=doubts)
            read[at] = line, (again, *last.body)
    return read


def _below(found: Found, at: int) -> Iterator[Sequence[PastedItem]]:
    """Yield the items of the lines below one, up to a blank line."""
    for line, items in found[at + 1 :]:
        if line.after_blank:
            return
        yield items


def _ordinal(line: PastedLine) -> int:
    """Return which of several a line says that it is: `2. squats`, `Set 2 - 12 lunges`."""
    label = _NTH_SET.match(line.text)
    return line.ordinal or (int(label[1]) if label else 0)


def _with_minutes(found: Found) -> Found:
    """Take the numbered list below `EMOM 20` for its minutes, in turn."""
    read = list(found)
    for at, (_, items) in enumerate(found):
        last = items[-1] if items else None
        if not (isinstance(last, BlockOpening) and isinstance(last.kind, EmomOf) and not last.body):
            continue
        end = at + 1
        while end < len(found) and _ordinal(found[end][0]) == end - at and not found[end][0].after_blank:
            end += 1
        count = end - at - 1
        if (
            not 1 < count <= _MOST_MINUTES
            or last.kind.count % count
            or not all(found[index][1] for index in range(at + 1, end))
        ):
            continue
        for index in range(at + 1, end):
            line, body = found[index]
            if any(isinstance(item, BlockOpening) for item in body):
                break
            doubts = (Guess(f"minute {index - at} of {count}, in turn"),)
            minute = BlockOpening(
                line=line.number, kind=MinuteOf(index=index - at - 1), body=body, doubts=doubts
            )
            read[index] = line, (minute,)
    return read
