"""One line as an item: what opens a block, an exercise or several, a rest, a total, a heading, or nothing of the workout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.heads.openings import read_head
from voicecoach.importing.pasted.items import (
    Again,
    AmrapOf,
    BlockOpening,
    EmomOf,
    Exercise,
    LadderOf,
    Left,
    MinuteOf,
    PastedItem,
    RestBetween,
    RestItem,
    RoundsOf,
    Stated,
    TabataOf,
)
from voicecoach.importing.pasted.line.blocks_within import (
    block_first,
    block_first_of_line,
    block_within,
    minutes_within,
    with_brackets,
    with_repeats,
)
from voicecoach.importing.pasted.line.circuit_line import read_circuit
from voicecoach.importing.pasted.line.drafts import draft_of
from voicecoach.importing.pasted.line.folding import folded, with_count_behind
from voicecoach.importing.pasted.line.hangs import read_hang
from voicecoach.importing.pasted.line.line_parts import parts_of
from voicecoach.importing.pasted.line.listed_numbers import with_listed
from voicecoach.importing.pasted.line.merging import items_of
from voicecoach.importing.pasted.line.nested_sets import read_nested
from voicecoach.importing.pasted.line.one_exercise import read_one
from voicecoach.importing.pasted.line.qualifiers import with_qualifiers
from voicecoach.importing.pasted.line.statement_kinds import (
    advice,
    again,
    death_by,
    label_end,
    numbered,
    remark,
    total,
    without_cap,
)
from voicecoach.importing.pasted.line.titles import looked_at, whole_heading
from voicecoach.importing.pasted.line.turns import read_turns
from voicecoach.importing.pasted.line.two_ladders import ladders_beside
from voicecoach.importing.pasted.line.wholes import without_total
from voicecoach.importing.pasted.text.short_ways import with_doubted_minutes
from voicecoach.importing.pasted.words.fact_reader import read_facts
from voicecoach.importing.pasted.words.facts import (
    Break,
    Fact,
    Keyword,
    OnOff,
    PlainNumber,
    PlainWord,
    Time,
)
from voicecoach.importing.pasted.words.rewording import reworded
from voicecoach.importing.pasted.words.segments import segments_of, split_by_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.heads.head import Head
    from voicecoach.importing.pasted.line.draft import Draft
    from voicecoach.importing.pasted.text.lines import PastedLine

_MOST_HEADS: Final = 3
_MOST_FACTS: Final = 80  # in one line; more is no workout


def read_statement(line: PastedLine) -> tuple[PastedItem, ...]:
    """Return the items of a line; at least one."""
    if line.is_comment or line.too_long:
        return (Left(line=line.number, text=line.written),)
    found = reworded(line.text)
    items = with_doubted_minutes(_read(replace(line, text=found.text)), found.text)
    if not found.asides or any(isinstance(item, Left) for item in items):
        return items
    return (*(Left(line=line.number, text=aside, is_label=True) for aside in found.asides), *items)


def _read(line: PastedLine) -> tuple[PastedItem, ...]:  # noqa: PLR0911 - one for each kind of line
    """Return the items of a line in the readers' way."""
    hang = read_hang(line.text)
    if hang is not None:
        return tuple(replace(item, line=line.number) for item in hang)
    facts = with_qualifiers(
        with_repeats(with_brackets(with_listed(read_facts(line.text), line.text))), line.text
    )
    if not facts or len(facts) > _MOST_FACTS:
        return (Left(line=line.number, text=line.written),) if facts else ()
    if line.opens and all(isinstance(fact, PlainWord) for fact in facts):
        return (BlockOpening(line=line.number, kind=RoundsOf(count=1), name=line.text),)  # `BUYIN {`
    end = label_end(facts)
    if end:
        label, rest = (
            Left(line=line.number, text=line.text[: facts[end - 1].start], is_label=True),
            line.text[facts[end].start :],
        )
        return (label, *_read(replace(line, text=rest)))
    for read in (advice, remark, numbered, total, again, death_by):
        item = read(line, facts)
        if item is not None:
            return (item, *_rest_of_rounds(line, facts)) if isinstance(item, Again) else (item,)
    facts, cap_ms = without_cap(facts)
    if cap_ms and not any(isinstance(fact, PlainWord | PlainNumber | Keyword | Time) for fact in facts):
        return (Stated(line=line.number, length_ms=cap_ms, is_cap=True),)
    return _whole_line(line, facts) or _in_parts(line, facts, cap_ms)


def _whole_line(line: PastedLine, facts: Sequence[Fact]) -> tuple[PastedItem, ...]:
    """Return the one exercise of a line, or its sets of sets, or what it says is done in turn, or in a circuit; nothing where it is a head, or says something else."""
    if line.ends_in_colon or line.level:
        return ()
    text, number, parts = line.text, line.number, parts_of(facts, line.text)
    return (
        read_nested(text, parts, number)
        or read_one(text, facts, parts, number)
        or read_turns(text, parts, number)
        or read_circuit(text, facts, parts, number)
    )


def _in_parts(line: PastedLine, facts: Sequence[Fact], cap_ms: int) -> tuple[PastedItem, ...]:
    """Return a block with what stands around it, or the exercises of a line one after the other."""
    first, behind = block_first_of_line(facts)
    opening = _opening(line, first, cap_ms)
    if opening is not None:
        return (*without_total(opening), *(_body(line, behind, in_list=False) if behind else ()))
    within = block_within(facts)
    if within is not None:
        before, block, after = within
        inner = _opening(line, block)
        if inner is not None:
            ahead = _body(line, before, in_list=False)
            if line.text[facts[len(before)].start] == ":":
                ahead = (Left(line=line.number, text=line.text[: before[-1].end], is_label=True),)
            return (*ahead, inner, *(_body(line, after, in_list=False) if after else ()))
    items = _body(line, facts, in_list=False)
    if not items:
        return (Left(line=line.number, text=line.written),)
    whole = whole_heading(line, items)
    return folded(looked_at(line, items), line.text) if whole is None else (whole,)


def _opening(line: PastedLine, facts: Sequence[Fact], cap_ms: int = 0, depth: int = 0) -> BlockOpening | None:
    """Read the head of a block, and of a block in it: `For time: 21-15-9 …`."""
    head = read_head(line.text, facts, before_list=line.before_list)
    if head is None:
        return None
    minutes = minutes_within(head.rest) if isinstance(head.kind, EmomOf) else ()
    if minutes:
        in_turn = tuple(
            BlockOpening(
                line=line.number, kind=MinuteOf(index=index, of=of), body=_body(line, facts_, in_list=False)
            )
            for index, of, facts_ in minutes
        )
        return BlockOpening(
            line=line.number, kind=head.kind, name=head.name, body=in_turn, doubts=head.doubts
        )
    beside = ladders_beside(head.kind.rungs, head.rest) if isinstance(head.kind, LadderOf) else []
    if beside:
        return _in_turn(line, head, beside)
    first, behind = block_first(head.rest)
    inner = _opening(line, first, depth=depth + 1) if head.rest and depth < _MOST_HEADS else None
    if inner is not None and isinstance(inner.kind, AmrapOf):
        inner, rests = _without_rests(inner)
        behind_items = (*rests, *(_body(line, behind, in_list=False) if behind else ()))
    else:
        behind_items = _body(line, behind, in_list=False) if behind else ()
    body = (
        (inner, *behind_items)
        if inner
        else _body(line, head.rest, in_list=isinstance(head.kind, LadderOf | TabataOf), in_block=True)
    )
    if (
        isinstance(head.kind, RoundsOf)
        and len(body) == 1
        and isinstance(rest := body[0], RestItem)
        and not rest.words
    ):
        body = (RestBetween(line=line.number, length_ms=rest.length_ms, of_rounds=True, doubts=rest.doubts),)
    opening = BlockOpening(
        line=line.number, kind=head.kind, name=head.name, body=body, cap_ms=cap_ms, doubts=head.doubts
    )
    return with_count_behind(opening)


def _in_turn(
    line: PastedLine, head: Head, beside: Sequence[tuple[tuple[int, ...], list[Fact]]]
) -> BlockOpening:
    """Return ladders side by side, a rung of each in turn."""
    bodies = [(rungs, _body(line, facts, in_list=True)) for rungs, facts in beside]
    body = tuple(
        replace(item, reps=rungs[turn], least_reps=rungs[turn]) if isinstance(item, Exercise) else item
        for turn in range(len(beside[0][0]))
        for rungs, items in bodies
        for item in items
    )
    return BlockOpening(
        line=line.number, kind=RoundsOf(count=1), name=head.name, body=body, doubts=head.doubts
    )


def _rest_of_rounds(line: PastedLine, facts: Sequence[Fact]) -> tuple[PastedItem, ...]:
    """Return the rest of `repeat 5 times, rest 1 min between rounds`."""
    drafts = [draft_of(line.text, segment) for segment in segments_of(facts)]
    rests = [draft.rest_ms for draft in drafts if draft.rest_ms]
    return tuple(RestBetween(line=line.number, length_ms=rest_ms, of_rounds=True) for rest_ms in rests[:1])


def _without_rests(opening: BlockOpening) -> tuple[BlockOpening, tuple[PastedItem, ...]]:
    """Return a block without the rests at its end, and these: they come after it."""
    body = list(opening.body)
    rests: list[PastedItem] = []
    while body and isinstance(body[-1], RestItem | RestBetween):
        rests.insert(0, body.pop())
    return replace(opening, body=tuple(body)), tuple(rests)


def _body(
    line: PastedLine, facts: Sequence[Fact], *, in_list: bool, in_block: bool = False
) -> tuple[PastedItem, ...]:
    """Return the items of a part of a line. A time on and off without a name is for all names behind it."""
    segments = segments_of(facts, of_names=in_list)
    if in_block:
        segments = [part for segment in segments for part in split_by_numbers(segment)]
    for_all = segments and all(isinstance(fact, OnOff | Break) for fact in segments[0])
    pair = next((fact for fact in segments[0] if isinstance(fact, OnOff)), None) if for_all else None
    if pair is not None and len(segments) == 1 and "hang" in line.text[pair.start : pair.end].casefold():
        pair = None  # `10s hang, 2 min rest`: what is done is said
    if pair is not None and (len(segments) > 1 or line.ends_in_colon or not in_list):
        drafts = [draft_of(line.text, segment) for segment in segments[1:]]
        between = [draft for draft in drafts if draft.is_between and draft.of_rounds]
        drafts = [draft for draft in drafts if draft not in between]
        if all(draft.has_name and not draft.has_amount for draft in drafts):
            names = items_of(drafts, line=line.number, in_list=True)
            kind = TabataOf(count=1, on_ms=pair.on_ms, off_ms=pair.off_ms)
            opening = BlockOpening(line=line.number, kind=kind, body=names)
            return (opening, *items_of(between, line=line.number, in_list=False))
    drafts = [draft_of(line.text, segment) for segment in segments]
    listed = _names_of_each(drafts)
    if listed:
        others = [draft for draft in drafts[1:] if draft.is_between]
        made = items_of(listed, line=line.number, in_list=True)
        each = (replace(one, time_ms=drafts[0].time_ms) for one in made if isinstance(one, Exercise))
        return (*each, *items_of(others, line=line.number, in_list=False))
    drafts = [
        draft
        for draft in drafts
        if draft.has_name
        or draft.has_amount
        or draft.rest_ms is not None
        or draft.sets
        or draft.both_sides
        or draft.tempo
        or draft.is_max
    ]
    return items_of(drafts, line=line.number, in_list=in_list)


def _names_of_each(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the names that a time each stands before: `20 sec each: hollow hold, superman`; none where there is another amount."""
    if len(drafts) < 3 or not drafts[0].is_each or drafts[0].has_name or not drafts[0].time_ms:  # noqa: PLR2004
        return []
    names = [draft for draft in drafts[1:] if not draft.is_between]
    plain_names = all(
        draft.has_name and not (draft.has_amount or draft.sets or draft.rest_ms) for draft in names
    )
    return names if plain_names and len(names) > 1 else []
