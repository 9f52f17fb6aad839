"""What a file that cannot be read is meant to be: lines at another level, or written in another way.

Each hunch is a finding with its edits. It counts only where the text with the edits has less that is wrong: see `weighed`. A routine that is right is never looked
at.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from voicecoach.findings.base import Edit, Severity
from voicecoach.findings.reading import (
    ControlCharacter,
    UncertainFinding,
    YamlBlockHead,
    YamlFence,
    YamlGluedDash,
    YamlGluedKey,
    YamlHeading,
    YamlIndentation,
    YamlLineEnd,
    YamlLookalike,
    YamlMark,
    YamlNoItem,
    YamlNoKey,
    YamlOtherComment,
    YamlTab,
    YamlUntitled,
)
from voicecoach.language.block_heads import block_head
from voicecoach.language.cue_times import meant_when, parse_when
from voicecoach.language.keys import FOR, ROUTINE_KEYS, SYNONYMS
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.mending import applied, overlap
from voicecoach.language.quoting import quote
from voicecoach.language.text_lines import TextLine, text_lines
from voicecoach.language.values import Problem
from voicecoach.language.vocabulary import ALL_KEYS, STEP_KEYS
from voicecoach.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from voicecoach.findings import Finding
    from voicecoach.findings.reading import ReadingFinding

_MOST_CHARACTERS: Final = 20_000  # a longer text takes too long to read again for each hunch
_MOST_HUNCHES: Final = 10  # at once: the others are found when these are put right
_MOST_PLACES: Final = 1_000
_LEVEL: Final = 2
_LONGEST_TITLE: Final = 80
_COMMENT_LINE: Final = re.compile(r"(?P<sign>//+|/\*+|<!--+|;+|%+|--(?= [^:]*$))[ \t]*")
_COMMENT_END: Final = re.compile(r"[ \t]*(?:\*+/|-->)$")
_COMMENT_BEHIND: Final = re.compile(r"(?<=[ \t])//(?=[ \t])")
_STEP_MARK: Final = re.compile(
    r"(?P<mark>(?:step|exercise|schritt|\u00fcbung|uebung|\u00e9tape|etape|exercice|paso|ejercicio|item)\s*(?:#|no\.?|nr\.?)?\s*[0-9]{0,3}\s*[:.)])"
    r"(?:[ \t]+(?=[\w-]+[ \t]*:)|$)",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(r"(?P<key>[^\W\d_][\w-]*):(?=[^\s:/])")
_WIDE_COLON: Final = re.compile(r"(?P<key>[\w %-]+?)[ \t]*(?P<colon>[\N{FULLWIDTH COLON}\N{RATIO}])[ \t]*")
_INLINE_KEY: Final = re.compile(
    r"[ \t]*[,;]?[ \t]+(?P<key>for|cues|count|tempo|sides|sets|load|edge|effort|every|switch)[ \t]*:[ \t]"
)
_CUE_KEY: Final = re.compile(r"(?P<key>(?:@|#|at\b|rep\b|wdh\b)[^:]{1,30}?)[ \t]*:[ \t]", re.IGNORECASE)
_LINE_END: Final = re.compile(r"[^\s\"'\]}]*[\w\"'\]}.!?](?P<sign>[;,])$")
_HEADING: Final = re.compile(r"#+[ \t]*(?P<title>\S.*?)[ \t]*#*$")
_INVISIBLE: Final = re.compile("[\u200b\u2060\ufeff\u00ad]")
_NAMED: Final = frozenset(
    name for name, kind in STEP_KINDS.items() if FOR in kind.beside or "count" in kind.keys
)
_CLEAR: Final = (
    YamlNoKey,
    YamlMark,
    YamlFence,
    YamlGluedKey,
    YamlGluedDash,
)  # what is said of one line by itself needs no weighing
_CUES: Final = "cues"
_STEPS: Final = "steps"
_TITLE: Final = "title"


# --- which hunches are right ---------------------------------------------------------------------


def weighed(
    source: SourceText, found: Sequence[Finding], read: Callable[[SourceText], Sequence[Finding]]
) -> tuple[Finding, ...]:
    """Return the findings of a file with its hunches in place of those that they explain.

    `read` returns the findings of another text. A hunch is right where that of the text with its edits are fewer; where
    none is by itself, all together may be.
    """
    if len(source.text) > _MOST_CHARACTERS or any(isinstance(one, YamlTab) for one in found):
        return tuple(found)  # before tabs are spaces nobody knows what stands below what
    lines = text_lines(source.text)
    before = _weight(found)
    clear = {one.span.line for one in found if isinstance(one, _CLEAR) and one.edits}
    apart: list[ReadingFinding] = []
    for one in islice(_hunches(source, lines), _MOST_HUNCHES):
        is_clear = not clear.isdisjoint(edit.span.line for edit in one.edits)
        if not is_clear and not any(overlap(one.edits, other.edits) for other in apart):
            apart.append(one)
    right = [one for one in apart if _weight(read(_with(source, [one]))) < before]
    if not right and len(apart) > 1 and _weight(read(_with(source, apart))) < before:
        right = apart
    if not right:
        return tuple(found)
    left = {_trace(one) for one in read(_with(source, right))}
    return (*(one for one in found if _trace(one) in left), *right)


def _trace(found: Finding) -> tuple[type, str]:
    """Return what is the same of a finding in a text whose lines have moved."""
    return type(found), found.span.source.line_text(found.span.line).strip()


def _weight(found: Iterable[Finding]) -> tuple[int, int]:
    """Return how much is wrong: what stands in the way of reading first."""
    errors = [one for one in found if one.severity is Severity.ERROR]
    return sum(isinstance(one, UncertainFinding) for one in errors), len(errors)


def _with(source: SourceText, hunches: Iterable[ReadingFinding]) -> SourceText:
    text = applied(source.text, [edit for one in hunches for edit in one.edits])
    return SourceText(name=source.name, text=text)


# --- hunches -------------------------------------------------------------------------------------


def _hunches(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    for look in _LOOKS:
        yield from look(source, lines)


def _edit(source: SourceText, start: int, end: int, text: str) -> Edit:
    return Edit(span=Span(source=source, start=start, end=end), text=text)


def _words(source: SourceText, line: TextLine) -> Span:
    return Span(source=source, start=line.start + line.column, end=line.end)


def _at_column(source: SourceText, line: TextLine, column: int) -> Edit:
    """Return the edit that lets a line begin at a column, its dash included."""
    return _edit(source, line.start, line.start + line.indent, " " * column)


def _meant(key: str) -> str:
    word = key.casefold()
    return word if word in ALL_KEYS else SYNONYMS.get(word, "")


def _below(lines: Sequence[TextLine], at: int) -> Sequence[TextLine]:
    """Return the lines below a line that are deeper than it."""
    found = []
    for line in lines[at + 1 :]:
        if line.indent <= lines[at].indent and not line.is_comment:
            break
        found.append(line)
    return found


def _comments(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    edits = []
    sign = ""
    for line in lines:
        at = line.start + line.indent
        words = source.text[at : line.end]
        if match := _COMMENT_LINE.match(words):
            edits.append(_edit(source, at, at + match.end(), "# "))
            if end := _COMMENT_END.search(words, match.end()):
                edits.append(_edit(source, at + end.start(), line.end, ""))
            sign = sign or match["sign"]
        elif (match := _COMMENT_BEHIND.search(line.words)) and not line.is_comment:
            begin = line.start + line.column + match.start()
            edits.append(_edit(source, begin, begin + len(match[0]), "#"))
            sign = sign or match[0]
    if edits:
        yield YamlOtherComment(span=edits[0].span, sign=sign, edits=tuple(edits))


def _invisible(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    del lines
    edits = tuple(_edit(source, *match.span(), "") for match in _INVISIBLE.finditer(source.text))[
        :_MOST_PLACES
    ]
    if edits:
        first = edits[0].span
        yield ControlCharacter(
            span=first, character=f"U+{ord(first.text):04X}", count=len(edits), edits=edits
        )


def _glued(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    glued, wide = [], []
    key = ""
    for line in lines:
        at = line.start + line.column
        if (match := _GLUED.match(line.words)) and _meant(match["key"]):
            glued.append(_edit(source, at + match.end(), at + match.end(), " "))
            key = key or match["key"]
        elif match := _WIDE_COLON.match(line.words):
            blank = "" if at + match.end() == line.end else " "
            wide.append(_edit(source, at + match.end("key"), at + match.end(), f":{blank}"))
    if glued:
        yield YamlGluedKey(span=glued[0].span, key=key, edits=tuple(glued))
    if wide:
        sign = wide[0].span.text.strip()
        yield YamlLookalike(span=wide[0].span, character=sign, meant=":", count=len(wide), edits=tuple(wide))


def _line_ends(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    pairs = [line for line in lines if line.value]
    ends = [
        _edit(source, line.end - 1, line.end, "")
        for line in pairs
        if line.value[-1] in ";," and line.value[0] not in "\"'"
    ]
    if ends and 2 * len(ends) >= len(pairs):
        yield YamlLineEnd(span=ends[0].span, sign=ends[0].span.text, edits=tuple(ends))


def _step_marks(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Put a dash in place of `step 1:`, with the step behind it or below it."""
    edits = []
    mark = ""
    for at, line in enumerate(lines):
        match = _STEP_MARK.match(line.words)
        below = _below(lines, at)
        alone = match is not None and match.end() == len(line.words)
        if match is None or (alone and (not below or below[0].is_item)):
            continue
        mark = mark or match["mark"]
        begin = line.start + line.indent
        if alone:
            edits.append(_edit(source, begin, line.end, "-"))
            continue
        edits.append(_edit(source, begin, line.start + line.column + match.end(), "- "))
        depth = min((one.indent for one in below), default=0)
        edits += [
            _at_column(source, one, line.indent + _LEVEL + one.indent - depth)
            for one in below
            if depth != line.indent + _LEVEL
        ]
    if edits:
        yield YamlMark(span=edits[0].span, mark=mark, edits=tuple(edits))


def _no_items(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take the dash from what belongs to the step above: `- for: 30s`."""
    edits = []
    key = ""
    for before, line in pairwise(line for line in lines if not line.is_comment):
        one = _meant(line.key)
        if (
            line.is_item
            and line.key
            and one in STEP_KEYS
            and one not in STEP_KINDS
            and before.indent >= line.indent
        ):
            dash = line.start + line.indent
            edits.append(_edit(source, dash, dash + 1, " "))
            key = key or line.key
    if edits:
        yield YamlNoItem(span=edits[0].span, key=key, edits=tuple(edits))


def _levels(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:  # noqa: C901 - one case a level
    """Put keys at their level: those of a step that stand beside it or in its cues, those of the file that are indented."""
    seen_steps = False
    item: TextLine | None = None
    cues: TextLine | None = None
    is_top = bool(lines) and any(line.indent == 0 and line.key for line in lines)
    for at, line in enumerate(lines):
        if line.is_comment or not line.key:
            continue
        if cues is not None and line.indent <= cues.indent and line.column <= cues.column:
            cues = None
        key = _meant(line.key)
        edits: tuple[Edit, ...] = ()
        if (
            not seen_steps
            and is_top
            and line.key in ROUTINE_KEYS
            and line.indent
            and not line.is_item
            and not _is_inside(lines, at)
        ):
            edits = (_at_column(source, line, 0),)
        elif (
            item is not None
            and line.indent <= item.indent
            and not line.is_item
            and line.key not in ROUTINE_KEYS
        ):
            if key in STEP_KEYS and key not in STEP_KINDS:
                edits = _moved(source, lines, at, item.column)
        elif (
            cues is not None
            and line.column > cues.column
            and not line.is_item
            and _is_no_time(line.key)
            and key in STEP_KEYS
        ):
            edits = _out_of_cues(source, lines, at, cues, item)
        if edits:
            yield YamlIndentation(span=_words(source, line), edits=edits)
        seen_steps = seen_steps or line.key == _STEPS
        if line.is_item and (key in STEP_KINDS) and cues is None:
            item = line
        if key == _CUES and line.opens:
            cues = line


def _is_inside(lines: Sequence[TextLine], at: int) -> bool:
    """Tell whether a line can belong to a key above it."""
    before = next((one for one in reversed(lines[:at]) if not one.is_comment), None)
    return before is not None and (before.indent == lines[at].indent or before.opens)


def _is_no_time(key: str) -> bool:
    return isinstance(parse_when(key), Problem) and not meant_when(key)


def _moved(source: SourceText, lines: Sequence[TextLine], at: int, column: int) -> tuple[Edit, ...]:
    more = column - lines[at].indent
    return tuple(_at_column(source, one, one.indent + more) for one in (lines[at], *_below(lines, at)))


def _out_of_cues(
    source: SourceText, lines: Sequence[TextLine], at: int, cues: TextLine, item: TextLine | None
) -> tuple[Edit, ...]:
    """Put a step's key where `cues` stands; steps that are listed there come after the step."""
    below = _below(lines, at)
    if lines[at].key != _STEPS:
        return _moved(source, lines, at, cues.column)
    if item is None or not below:
        return ()
    depth = below[0].indent
    moved = tuple(_at_column(source, one, item.indent + one.indent - depth) for one in below)
    return (_edit(source, lines[at].start, lines[at].next, ""), *moved)


def _block_heads(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    for at, line in enumerate(lines):
        head = block_head(line.key) if line.opens and _meant(line.key) not in STEP_KINDS else ""
        below = [one for one in _below(lines, at) if not one.is_comment]
        if not head or not below or not (below[0].is_item or below[0].key == _STEPS):
            continue
        column = line.indent + _LEVEL
        steps = "" if below[0].key == _STEPS else f"\n{' ' * column}{_STEPS}:"
        edits = [_edit(source, line.start + line.indent, line.end, f"- {head}{steps}")]
        if below[0].indent < column:
            edits += [_at_column(source, one, one.indent + column - below[0].indent) for one in below]
        yield YamlBlockHead(span=_words(source, line), written=head, edits=tuple(edits))


def _headings(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Make comments of headings such as `Warm-up:` with steps below them."""
    edits = []
    column = -1
    for at, line in enumerate(lines):
        below = [one for one in _below(lines, at) if not one.is_comment]
        is_known = bool(_meant(line.key)) or line.key.casefold() in {"programme", "program", "phases"}
        if line.opens and line.indent and not is_known and below and below[0].is_item and below[0].key:
            column = below[0].indent if column < 0 else column
            edits.append(_edit(source, line.start + line.indent, line.start + line.column, "# "))
            edits += [
                _at_column(source, one, one.indent + column - below[0].indent)
                for one in below
                if below[0].indent != column
            ]
    if edits:
        yield YamlHeading(span=edits[0].span, edits=tuple(edits))


def _continued(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Indent a text that goes on below its key, and give an item its dash."""
    items, texts = [], []
    for before, line in pairwise(lines):
        if line.is_item or line.key or line.is_comment or before.is_comment or not line.words[0].isalnum():
            continue
        if before.is_item and not before.key and before.indent == line.indent:
            items.append(_edit(source, line.start + line.indent, line.start + line.indent, "- "))
        elif before.value and line.indent <= before.column and before.value[0] not in "[{|>&*\"'":
            texts.append(_at_column(source, line, before.column + _LEVEL))
    for edits in (items, texts):
        if edits:
            place = Span(source=source, start=edits[0].span.end, end=edits[0].span.end)
            yield YamlIndentation(span=place, edits=tuple(edits))


def _title(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Give a title its key, also one that is a heading of Markdown."""
    if not any(line.key in ROUTINE_KEYS for line in lines):
        return
    if any(_meant(line.key) == _TITLE and not line.indent for line in lines):
        return
    first = lines[0]
    heading = _HEADING.match(first.words)
    title = heading["title"] if heading else first.words
    if first.indent or first.is_item or first.key or len(title) > _LONGEST_TITLE:
        return
    if first.words[0] in "{[" or _GLUED.match(first.words) or _WIDE_COLON.match(first.words):
        return
    written = quote(title) if re.search(r"^\W|[:#]", title) else title
    yield YamlUntitled(
        span=_words(source, first),
        written=written,
        edits=(_edit(source, first.start, first.end, f"{_TITLE}: {written}"),),
    )


def _wrapped(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take away a key that all of the file stands below, such as `routine:`."""
    own = [line for line in lines if not line.is_comment]
    if len(own) < 3 or not own[0].opens or own[0].key in ROUTINE_KEYS or own[0].indent:  # noqa: PLR2004 - a title and steps
        return
    depth = own[1].indent
    if all(line.indent >= depth for line in own[1:]) and any(
        line.key in ROUTINE_KEYS and line.indent == depth for line in own
    ):
        edits = [_edit(source, own[0].start, own[0].next, "")]
        edits += [
            _at_column(source, line, max(0, line.indent - depth))
            for line in lines
            if line.start > own[0].start
        ]
        yield YamlIndentation(span=_words(source, own[0]), edits=tuple(edits))


def _on_one_line(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Break `hold: Plank for: 30s` before its second key."""
    for line in lines:
        match = _INLINE_KEY.search(line.words)
        if (
            match is None
            or _meant(line.words.partition(":")[0].strip()) not in _NAMED
            or set(line.words[: match.start()]) & set("\"'{[")
        ):
            continue
        begin = line.start + line.column
        yield YamlIndentation(
            span=Span(source=source, start=begin + match.start("key"), end=line.end),
            edits=(
                _edit(source, begin + match.start(), begin + match.start("key"), f"\n{' ' * line.column}"),
            ),
        )


def _cue_keys(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Write `@5s:` and `rep #3:` as the times of cues are written."""
    for line in lines:
        match = _CUE_KEY.match(line.words)
        meant = (
            meant_when(match["key"].replace("@", "").strip()) or match["key"].lstrip("@ ") if match else ""
        )
        if match is None or isinstance(parse_when(meant), Problem):
            continue
        begin = line.start + line.column
        edits = (_edit(source, begin, begin + len(match["key"]), meant),)
        yield YamlMark(span=edits[0].span, mark=match["key"], meant=meant, edits=edits)


_LOOKS: Final[tuple[Callable[[SourceText, Sequence[TextLine]], Iterator[ReadingFinding]], ...]] = (
    _invisible,
    _comments,
    _wrapped,
    _title,
    _glued,
    _line_ends,
    _step_marks,
    _block_heads,
    _headings,
    _no_items,
    _levels,
    _on_one_line,
    _cue_keys,
    _continued,
)
