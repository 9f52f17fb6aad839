"""Pasted text to a routine: lines, items, a tree, steps. The one public function of this part."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.model import Certainty
from voicecoach.importing.pasted.building import build
from voicecoach.importing.pasted.chats import without_stamps
from voicecoach.importing.pasted.clocks import read_clocks
from voicecoach.importing.pasted.dashed_numbers import with_dots
from voicecoach.importing.pasted.exercise_steps import PACE, PACE_MS
from voicecoach.importing.pasted.handouts import read_handout
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
from voicecoach.importing.pasted.lengths import length_of
from voicecoach.importing.pasted.letters import lines_around
from voicecoach.importing.pasted.lines import LONGEST_LINE, read_lines
from voicecoach.importing.pasted.outline import Group, first_line, outline_of
from voicecoach.importing.pasted.records import read_records
from voicecoach.importing.pasted.remarks import Remarks
from voicecoach.importing.pasted.rewording import KEPT_TEXTS
from voicecoach.importing.pasted.sheets import read_sheet
from voicecoach.importing.pasted.stacked import with_stacked
from voicecoach.importing.pasted.statements import read_statement
from voicecoach.importing.pasted.surroundings import in_context
from voicecoach.importing.pasted.swimming import with_metres
from voicecoach.importing.pasted.targets import read_targets
from voicecoach.importing.pasted.unused import name_unused
from voicecoach.importing.pasted.vocabulary import TITLES
from voicecoach.importing.pasted.wrapped import with_wrapped
from voicecoach.importing.steps import ImportedCounted, ImportedLeadIn, every_step
from voicecoach.importing.writer import NewParameter, RoutineHead, Writer, lines_of
from voicecoach.language.layout import MAX_TOTAL_MS
from voicecoach.language.spoken_in import language_of
from voicecoach.source import SourceText
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.importing.model import Imported
    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.lines import PastedLine
    from voicecoach.importing.pasted.outline import OutlineNode
    from voicecoach.importing.steps import ImportedStep

_statement = lru_cache(maxsize=KEPT_TEXTS)(read_statement)  # a text is read once to tell what it is
LEAD_IN_MS: Final = 15 * MS_PER_S
MAX_LINES: Final = 1_000
_MOST_PARTS: Final = 100  # whose lengths are compared
MAX_CHARACTERS: Final = 60_000  # of a workout that somebody pastes
_NEXT_BLOCK: Final = re.compile(
    r"(?<=[^\W\d_]{2})\. (?=(?:then |finish with |buy[- ]?in|cash[- ]?out)?"
    r"(?:[0-9]{1,2} (?:rounds|rds|runden|rondas|tours)|amrap|emom|tabata|for time|every [0-9]|buy[- ]?in|cash[- ]?out)(?!\w))"
    r"|(?<=[^\W_]{2})[,;] (?=(?:then )?tabata(?!\w))"
    r"|(?<=[.;]) (?=(?:day|tag|jour|día|week|woche|semaine|semana) ?[0-9]{1,2} ?:)",
    re.IGNORECASE,
)
# `run 1 mile then 3 rounds of 10 pull-ups, 20 push-ups then run 1 mile`
_ROUNDS_AMID: Final = re.compile(
    r"[,;]? then (?:(?:do |repeat )?(?:[0-9]{1,2}|two|three|four|five|six|eight|ten) )(?:rounds|rds|rft|(?:repetitions|repeats|times) of the following)(?!\w)",
    re.IGNORECASE,
)
_THEN_BELOW: Final = re.compile(r"(?<=[^\W\d_]),? (?:and )?then ?: *$", re.IGNORECASE)  # `5 min walk, then:`
_THEN: Final = re.compile(r"[,;]? then ", re.IGNORECASE)
# `5 min walk, then run 60 s, walk 90 s, repeat 8 times`: what is done once, and at least two amounts behind it
_ONCE_THEN: Final = re.compile(
    r"(?P<once>[^,;:.()]*?(?P<length>[0-9]{1,2}) ?min[^,;:.()0-9]*)[,;.]? (?:and )?(?:then|dann|puis|luego) "
    r"(?P<again>[^;:.()]*[0-9][^;:.()]*[,;]? (?:repeat|repeated|wiederholen?|répéter|repetir) [0-9]{1,2} ?(?:x|times|mal|fois|veces))\.?",
    re.IGNORECASE,
)
_POINT: Final = re.compile(r"(?<=\S)\s+[•·∙]\s+(?=\S)")  # `squats 3x15 • lunges 3x12`
_AMOUNT_NAMED: Final = re.compile(r"[^\W\d]{2}.*[0-9]|[0-9].*[^\W\d]{2}")
_LENGTH: Final = re.compile(r"([0-9]{1,3}) ?(min|s)(?:ec\w*|ek\w*|eg\w*|ut\w*)?(?!\w)", re.IGNORECASE)
_NEXT_NUMBER: Final = re.compile(r"[,;]? (?=[2-9]\) )")
_CLOCK: Final = re.compile(r"([0-9]{1,3}):([0-9]{2})")
_NEXT_CLOCK: Final = re.compile(r" [/|] (?=(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-9]{2} )")


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
    if len(source.text) > MAX_CHARACTERS:
        source = SourceText(name=source.name, text=source.text[:MAX_CHARACTERS])
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
        piece for number, line in enumerate(without_stamps(raw), start=1) for piece in _apart(number, line)
    ]
    texts = with_stacked(with_wrapped(with_metres(with_dots([text for _, text in split]))))
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


def _apart(number: int, line: str) -> list[tuple[int, str]]:
    """Return the parts of a line that has several clock times, blocks or days: `00:00 warm up / 05:00 row`."""
    line = _THEN_BELOW.sub("", line)
    points = _POINT.split(line) if len(line) <= LONGEST_LINE else [line]
    if len(points) > 1 and all(_AMOUNT_NAMED.search(part) for part in points):
        return [(number, part) for part in points]
    is_clocked = len(line) <= LONGEST_LINE and line.lstrip()[:1].isdigit()  # no row of a table
    parts = _NEXT_CLOCK.split(line) if is_clocked else [line]
    if not _ascend(parts):
        parts = [line]  # `5:00 warm up, 3 x 1:00 hard / 1:00 easy`
    if line.startswith("1) ") and len(line) <= LONGEST_LINE:
        parts = _NEXT_NUMBER.split(line)
    if len(parts) == 1 and len(line) <= LONGEST_LINE:
        parts = _NEXT_BLOCK.split(line)
    if len(parts) == 1 and len(line) <= LONGEST_LINE and _ROUNDS_AMID.search(line):
        parts = _THEN.split(line)
    if len(parts) == 1 and len(line) <= LONGEST_LINE:
        parts = _once_and_again(line)
    return [(number, part) for part in parts]


def _ascend(parts: Sequence[str]) -> bool:
    """Tell whether the clock times that parts begin with go up."""
    clocks = [_CLOCK.match(part.strip()) for part in parts]
    seconds = [int(found[1]) * 60 + int(found[2]) for found in clocks if found]
    return len(seconds) == len(parts) and seconds == sorted(set(seconds))


def _once_and_again(line: str) -> list[str]:
    """Part what is done once before `then` from what is repeated, where it is longer than each part of that, as a warm-up is."""
    found = _ONCE_THEN.fullmatch(line.strip())
    if not found:
        return [line]
    lengths_s = [
        int(number) * (60 if unit.casefold() == "min" else 1)
        for number, unit in _LENGTH.findall(found["again"])
    ]
    once_s = int(found["length"]) * 60
    is_warm_up = len(lengths_s) > 1 and once_s > max(lengths_s)
    return [found["once"], found["again"]] if is_warm_up else [line]


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
