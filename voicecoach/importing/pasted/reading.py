"""Pasted text to a routine: lines, items, a tree, steps. The one public function of this part."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.model import Certainty
from voicecoach.importing.pasted.beside.surroundings import in_context
from voicecoach.importing.pasted.items import (
    Again,
    BlockOpening,
    DeathByItem,
    Exercise,
    Heading,
    Left,
    RestItem,
    Stated,
    TotalDiffers,
)
from voicecoach.importing.pasted.layouts.clocks import read_clocks
from voicecoach.importing.pasted.layouts.handouts import read_handout
from voicecoach.importing.pasted.layouts.records import read_records
from voicecoach.importing.pasted.layouts.sheets import read_sheet
from voicecoach.importing.pasted.layouts.targets import read_targets, with_metres_of_steps
from voicecoach.importing.pasted.line.statements import read_statement
from voicecoach.importing.pasted.text.apart import apart
from voicecoach.importing.pasted.text.chats import without_stamps
from voicecoach.importing.pasted.text.dashed_numbers import with_dots
from voicecoach.importing.pasted.text.letters import lines_around
from voicecoach.importing.pasted.text.lines import read_lines, with_few_blanks
from voicecoach.importing.pasted.text.short_ways import with_short_ways
from voicecoach.importing.pasted.text.stacked import with_stacked
from voicecoach.importing.pasted.text.swimming import with_metres
from voicecoach.importing.pasted.text.wrapped import with_wrapped
from voicecoach.importing.pasted.tree.building import build
from voicecoach.importing.pasted.tree.exercise_steps import PACE, PACE_MS
from voicecoach.importing.pasted.tree.lengths import length_of
from voicecoach.importing.pasted.tree.outline import Group, first_line, outline_of
from voicecoach.importing.pasted.tree.remarks import Remarks
from voicecoach.importing.pasted.tree.unused import name_unused
from voicecoach.importing.pasted.words.rewording import KEPT_TEXTS
from voicecoach.importing.pasted.words.vocabulary import TITLES
from voicecoach.importing.steps import (
    ImportedAmrap,
    ImportedCounted,
    ImportedForTime,
    ImportedLeadIn,
    every_step,
)
from voicecoach.importing.writer import NewParameter, RoutineHead, Writer, lines_of
from voicecoach.language.layout import MAX_TOTAL_MS
from voicecoach.language.spoken_in import language_of
from voicecoach.source import SourceText
from voicecoach.timeline.audible import LONGEST_SPOKEN
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.importing.model import Imported
    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine
    from voicecoach.importing.pasted.tree.outline import OutlineNode
    from voicecoach.importing.steps import ImportedStep

_statement = lru_cache(maxsize=KEPT_TEXTS)(read_statement)  # a text is read once to tell what it is
LEAD_IN_MS: Final = 15 * MS_PER_S
MAX_LINES: Final = 1_000
_MOST_PARTS: Final = 100  # whose lengths are compared
MAX_CHARACTERS: Final = 60_000  # of a workout that somebody pastes
_BESIDE_NAME: Final = 4  # characters: its number, blanks and a comma
_MOST_LOOKED_AT: Final = 10_000  # of a longer text


def import_pasted(source: SourceText) -> Imported:
    """Return pasted text as a routine. Raises InputError where there is nothing in it that one could do."""
    writer = Writer(source, kind="a pasted workout")
    raw = lines_of(source)
    if len(source.text) > MAX_CHARACTERS:
        raise writer.failure(
            1, f"there are more than {MAX_CHARACTERS:,} characters", hint="import a part of it"
        )
    if len(raw) > MAX_LINES:
        raise writer.failure(
            MAX_LINES + 1, f"there are more than {MAX_LINES:,} lines", hint="import a part of it"
        )
    found, written = _items(raw)
    title, nodes = _title(outline_of(found), written)
    language = language_of(source.text)
    remarks = Remarks(writer, written, language)
    steps = build(nodes, remarks)
    if title is not None:
        writer.note(title.line, "the title", Certainty.UNDERSTOOD)
    told = () if title is None else (title.line,)
    remarks.leave_untold(
        line.number for line, items in found if line.number not in told and any(map(_is_to_be_told, items))
    )
    _compare_totals(nodes, title, steps, remarks)
    _compare_parts(nodes if title is None else (title, *nodes), source, remarks)
    _count(steps, writer)
    name_unused([(line, items) for line, items in found if line.number not in told], steps, remarks)
    if steps:
        steps = [ImportedLeadIn(length_ms=LEAD_IN_MS), *steps]
    name = writer.words(title.text, title.line, "the title", spoken=False) if title is not None else ""
    parameters = (
        (
            NewParameter(
                name=PACE, default="3s", least="500ms", about="seconds a rep, where the text gives no pace"
            ),
        )
        if _uses_pace(steps)
        else ()
    )
    head = RoutineHead(title=name, language=language, parameters=parameters, says_lines=True)
    return writer.routine(steps, head, foot=remarks.rest())


def has_workout(source: SourceText) -> bool:
    """Tell whether a text looks like one that can be read here."""
    if len(source.text) > MAX_CHARACTERS:  # it is refused, for whatever it is
        source = SourceText(name=source.name, text=source.text[:_MOST_LOOKED_AT])
    found, _ = _items(lines_of(source)[:MAX_LINES])
    return any(_does_something(item) for _, items in found for item in items)


def _is_to_be_told(item: PastedItem) -> bool:
    """Tell whether an item is a step or more, or left: what is said of the rests is told where they are."""
    return isinstance(item, Exercise | BlockOpening | DeathByItem | Again | Left)


def _does_something(item: PastedItem) -> bool:
    if isinstance(item, Exercise):
        return item.has_amount
    return not isinstance(item, Left | Heading | Stated)


def _items(raw: Sequence[str]) -> tuple[list[tuple[PastedLine, tuple[PastedItem, ...]]], dict[int, str]]:
    """Return the items of each line that says something, and how the lines are written."""
    split = [
        piece
        for number, line in enumerate(without_stamps(with_few_blanks(raw)), start=1)
        for piece in apart(number, line)
    ]
    written_out = with_short_ways(with_dots([text for _, text in split]))
    texts = with_stacked(with_wrapped(with_metres(with_metres_of_steps(written_out))))
    lines = read_lines(texts)
    number_of = {index: number for index, (number, _) in enumerate(split, start=1)}
    rows = read_sheet(texts)
    around = lines_around(lines)
    clocks = read_clocks(lines)
    handout = {} if clocks else read_handout(lines, rows)
    clocks = {**(handout or clocks or read_records(lines)), **read_targets(lines)}
    found: list[tuple[PastedLine, tuple[PastedItem, ...]]] = []
    written: dict[int, str] = {}
    for line in lines:
        own = rows.get(line.number, clocks.get(line.number))
        if own is None and line.number in around:
            own = (Left(line=line.number, text=line.written),)
        items = _statement(replace(line, number=0)) if own is None else own
        number = number_of[line.number]
        written.setdefault(number, raw[number - 1].strip())
        found.append(
            (
                replace(line, number=number, is_row=own is not None),
                tuple(_at(item, number, number_of) for item in items),
            )
        )
    return in_context(found), written


def _at(item: PastedItem, number: int, number_of: Mapping[int, int]) -> PastedItem:
    if isinstance(item, BlockOpening):
        return replace(item, line=number, body=tuple(_at(one, number, number_of) for one in item.body))
    if isinstance(item, Exercise):
        return replace(item, line=number, also=tuple(number_of[one] for one in item.also))
    return replace(item, line=number)


def _title(
    nodes: tuple[OutlineNode, ...], written: Mapping[int, str]
) -> tuple[Heading | None, tuple[OutlineNode, ...]]:
    """Return the title, and the nodes without it: a heading, or names alone in the first line."""
    if len(nodes) < 2:  # noqa: PLR2004 - nothing that it could be the title of
        return None, nodes
    first = nodes[0]
    if isinstance(first, Heading):
        is_alone = first.length_ms and not any(
            isinstance(node, Exercise | Group | RestItem) for node in nodes[1:]
        )
        return (None, nodes) if is_alone else (first, nodes[1:])
    same_line = [node for node in nodes if isinstance(node, Exercise) and node.line == first_line(first)]
    names = [node.name for node in same_line if not node.has_amount and node.sets == 1]
    if names and len(names) == len(same_line) and nodes[: len(names)] == tuple(same_line):
        return Heading(line=same_line[0].line, text=written[same_line[0].line].strip("#*_-:> ")), nodes[
            len(names) :
        ]
    return None, nodes


def _is_of_all(title: Heading) -> bool:
    """Tell whether the length in a title is that of the whole: `30 min HIIT workout`, not `Warm-up (5 min)`."""
    return bool(TITLES.intersection(title.text.casefold().split()))


def _compare_parts(nodes: Sequence[OutlineNode], source: SourceText, remarks: Remarks) -> None:
    """Name a heading's length that is not what the steps below it take."""
    for index, node in enumerate(nodes[:_MOST_PARTS]):
        if not isinstance(node, Heading) or not node.length_ms or _is_of_all(node):
            continue
        ends = (at for at in range(index + 1, len(nodes)) if isinstance(nodes[at], Heading | Group))
        part = nodes[index + 1 : next(ends, len(nodes))]
        apart = Remarks(Writer(source, kind=""), {})
        length = length_of(build(part, apart), PACE_MS)
        if not apart.made_up and not length.may_be(node.length_ms) and length.length_ms:
            remarks.doubt(node.line, (TotalDiffers(node.length_ms, length.length_ms),))


def _uses_pace(steps: Sequence[ImportedStep]) -> bool:
    return any(isinstance(step, ImportedCounted) and step.every == f"${PACE}" for step in every_step(steps))


def _count(steps: Sequence[ImportedStep], writer: Writer) -> None:
    """Hold the steps against the limits, before any is unrolled: also those of lists, whose length is not that of what is in them."""
    for step in steps:
        length = length_of([step], PACE_MS)
        writer.count(1, times=max(0, length.intervals - 1))
        writer.count(1, duration_ms=length.length_ms)
    if any(length_of([step], PACE_MS).length_ms > MAX_TOTAL_MS for step in every_step(steps)):
        raise writer.too_long(1)
    for step in every_step(steps):
        if isinstance(step, ImportedAmrap | ImportedForTime) and _said(step.steps) > LONGEST_SPOKEN:
            raise writer.failure(1, "a list is too long to be read out", hint="import a part of it")


def _said(steps: Sequence[ImportedStep]) -> int:
    """Return how many characters a list has at least where it is announced, which is in one text."""
    return sum(len(getattr(step, "name", "")) + _BESIDE_NAME for step in every_step(steps))


def _compare_totals(
    nodes: Sequence[OutlineNode], title: Heading | None, steps: Sequence[ImportedStep], remarks: Remarks
) -> None:
    """Name a total that is not what the steps take. Where a pace or a time is made up, there is nothing to compare."""
    if remarks.made_up or not steps:
        return
    whole = length_of(steps, PACE_MS)
    stated = [(node.line, node.length_ms) for node in nodes if isinstance(node, Stated) and not node.is_cap]
    if title is not None and title.length_ms and _is_of_all(title):
        stated.append((title.line, title.length_ms))
    for line, stated_ms in stated:
        if not whole.may_be(stated_ms):
            remarks.doubt(line, (TotalDiffers(stated_ms, whole.length_ms),))
