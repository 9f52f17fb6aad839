"""Hunches about how something is written: comments, keys, marks of other notations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.reading import (
    ControlCharacter,
    YamlGluedKey,
    YamlHeading,
    YamlIndentation,
    YamlLineEnd,
    YamlLookalike,
    YamlMark,
    YamlOtherComment,
    YamlUntitled,
)
from voicecoach.language.cue_times import meant_when, parse_when
from voicecoach.language.durations import Problem
from voicecoach.language.hunches.common import edit, meant_key, words_of
from voicecoach.language.keys import FOR, ROUTINE_KEYS
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.quoting import quote
from voicecoach.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.findings.reading import ReadingFinding
    from voicecoach.language.text_lines import TextLine


_MOST_PLACES: Final = 1_000
_LONGEST_TITLE: Final = 80
_COMMENT_LINE: Final = re.compile(r"(?P<sign>//+|/\*+|<!--+|;+|%+|--(?= [^:]*$))[ \t]*")
_COMMENT_END: Final = re.compile(r"[ \t]*(?:\*+/|-->)$")
_COMMENT_BEHIND: Final = re.compile(r"(?<=[ \t])//(?=[ \t])")
_GLUED: Final = re.compile(r"(?P<key>[^\W\d_][\w-]*)[ \t]*:(?=[^\s:/])")
_GLUED_CUE: Final = re.compile(
    r"(?P<key>(?:(?:rep|round|side|every|random) [\w-]+|last [0-9]+ reps?|-?[0-9.]+(?:m?s|m|%)|start|end)):(?=[^\s:/0-9])"
)
_WIDE_COLON: Final = re.compile(
    r"(?P<key>[\w %-]+?)(?<![ \t])[ \t]*+(?P<colon>[\N{FULLWIDTH COLON}\N{RATIO}])[ \t]*"
)
_INLINE_KEY: Final = re.compile(
    r"(?:(?<![ \t])[ \t]++(?:[,;][ \t]++)?|[,;][ \t]++)"  # begins where blanks begin: each is read once
    r"(?P<key>for|rest|cues|count|tempo|sides|sets|load|edge|effort|every|switch)[ \t]*+:[ \t]"
)
_OPENS: Final = re.compile("[\"'{\\[]")
_CUE_KEY: Final = re.compile(r"(?P<key>(?:@|#|at\b|rep\b|wdh\b)[^:]{1,30}?)[ \t]*:[ \t]", re.IGNORECASE)
_RULER: Final = re.compile(r"[-=_*~#]{3,}|\.\.\.")
_CURLY_KEY: Final = re.compile(
    r"[\u201c\u201d\u201e\u2018\u2019](?P<key>[\w -]+)[\u201c\u201d\u2018\u2019][ \t]*:(?=\s|$)"
)
_HEADING: Final = re.compile(r"#+[ \t]*(?P<title>\S.*?)(?<![ \t])[ \t]*+#*$")
_INVISIBLE: Final = re.compile("[\u200b\u2060\ufeff\u00ad]")
_NAMED: Final = frozenset(
    name for name, kind in STEP_KINDS.items() if FOR in kind.beside or "count" in kind.keys
)
_AMOUNTS: Final = frozenset(("for", "rest", "count", "tempo", "sets", "every", "switch", "effort"))
_METADATA: Final = frozenset(
    (
        *(
            "author",
            "autor",
            "auteur",
            "version",
            "date",
            "datum",
            "fecha",
            "created",
            "updated",
            "therapist",
            "patient",
            "client",
        ),
        *(
            "coach",
            "source",
            "url",
            "link",
            "license",
            "licence",
            "id",
            "notes",
            "note",
            "comment",
            "kommentar",
            "remarques",
            "nota",
        ),
    )
)
_TITLE: Final = "title"


def other_comments(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    edits = []
    sign = ""
    for line in lines:
        at = line.start + line.indent
        words = source.text[at : line.end]
        if match := _COMMENT_LINE.match(words):
            edits.append(edit(source, at, at + match.end(), "# "))
            if end := _COMMENT_END.search(words, match.end()):
                edits.append(edit(source, at + end.start(), line.end, ""))
            sign = sign or match["sign"]
        elif (match := _COMMENT_BEHIND.search(line.words)) and not line.is_comment:
            begin = line.start + line.column + match.start()
            edits.append(edit(source, begin, begin + len(match[0]), "#"))
            sign = sign or match[0]
    if edits:
        yield YamlOtherComment(span=edits[0].span, sign=sign, edits=tuple(edits))


def invisible_characters(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    del lines
    edits = tuple(edit(source, *match.span(), "") for match in _INVISIBLE.finditer(source.text))[
        :_MOST_PLACES
    ]
    if edits:
        first = edits[0].span
        yield ControlCharacter(
            span=first, character=f"U+{ord(first.text):04X}", count=len(edits), edits=edits
        )


def glued_keys(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    glued, wide = [], []
    key = ""
    for line in lines:
        at = line.start + line.column
        match = _GLUED.match(line.words) or _GLUED_CUE.match(line.words)
        if match and (meant_key(match["key"]) or match.re is _GLUED_CUE):
            glued.append(edit(source, at + match.end(), at + match.end(), " "))
            key = key or match["key"]
        elif match := _WIDE_COLON.match(line.words):
            blank = "" if at + match.end() == line.end else " "
            wide.append(edit(source, at + match.end("key"), at + match.end(), f":{blank}"))
    if glued:
        yield YamlGluedKey(span=glued[0].span, key=key, edits=tuple(glued))
    if wide:
        sign = wide[0].span.text.strip()
        yield YamlLookalike(span=wide[0].span, character=sign, meant=":", count=len(wide), edits=tuple(wide))


def line_ends(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    pairs = [line for line in lines if line.value]
    ends = [
        edit(source, line.end - 1, line.end, "")
        for line in pairs
        if line.value[-1] in ";," and line.value[0] not in "\"'"
    ]
    if ends and 2 * len(ends) >= len(pairs):
        yield YamlLineEnd(span=ends[0].span, sign=ends[0].span.text, edits=tuple(ends))


def quoted_keys(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take the quotes away that a word processor makes around keys."""
    edits = []
    for line in lines:
        if match := _CURLY_KEY.match(line.words):
            begin = line.start + line.column
            edits.append(edit(source, begin, begin + match.end(), f"{match['key']}:"))
    if edits:
        sign = edits[0].span.text[0]
        yield YamlLookalike(
            span=edits[0].span, character=sign, meant='"', count=len(edits), edits=tuple(edits)
        )


def marked_cue_keys(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Write `@5s:` and `rep #3:` as the times of cues are written."""
    for line in lines:
        match = _CUE_KEY.match(line.words)
        meant = (
            meant_when(match["key"].replace("@", "").strip()) or match["key"].lstrip("@ ") if match else ""
        )
        if match is None or isinstance(parse_when(meant), Problem):
            continue
        begin = line.start + line.column
        edits = (edit(source, begin, begin + len(match["key"]), meant),)
        yield YamlMark(span=edits[0].span, mark=match["key"], meant=meant, edits=edits)


def title_without_key(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Give a title its key, also one that is a heading of Markdown."""
    if not any(line.key in ROUTINE_KEYS or (line.is_item and line.key in STEP_KINDS) for line in lines):
        return
    if any(meant_key(line.key) == _TITLE and not line.indent for line in lines):
        return
    first = lines[0]
    heading = _HEADING.match(first.words)
    title = heading["title"] if heading else first.words
    if first.indent or first.is_item or first.key or len(title) > _LONGEST_TITLE:
        return
    if first.words.startswith(("{", "[")) or _GLUED.match(first.words) or _WIDE_COLON.match(first.words):
        return
    written = quote(title) if re.search(r"^\W|[:#]", title) else title
    yield YamlUntitled(
        span=words_of(source, first),
        written=written,
        edits=(edit(source, first.start, first.end, f"{_TITLE}: {written}"),),
    )


def metadata(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Make comments of what is said about the file: `author: Anna`."""
    for line in lines:
        if not line.indent and line.value and line.key.casefold() in _METADATA:
            added = edit(source, line.start, line.start, "# ")
            yield YamlHeading(span=added.span, edits=(added,))


def rulers(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take out lines that only draw a line: `---` between two steps."""
    edits = tuple(
        edit(source, line.start, line.next, "") for line in lines[1:] if _RULER.fullmatch(line.words)
    )
    if edits:
        yield YamlHeading(span=replace(edits[0].span, end=edits[0].span.start), edits=edits)


def keys_on_one_line(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Break `hold: Plank for: 30s` before its second key."""
    for line in lines:
        match = _INLINE_KEY.search(line.words)
        if line.words.startswith("{") and line.words.endswith("}"):
            glued = next(
                (one for one in _INLINE_KEY.finditer(line.words) if one[0].strip()[0] not in ",;"), None
            )
            if glued is not None:
                begin = line.start + line.column + glued.start()
                yield YamlIndentation(span=words_of(source, line), edits=(edit(source, begin, begin, ","),))
            continue
        if (
            match is None
            or meant_key(line.words.partition(":")[0].strip()) not in _NAMED | _AMOUNTS
            or set(line.words[: match.start()]) & set("\"'{[")
        ):
            continue
        begin = line.start + line.column
        following = [
            one for one in _INLINE_KEY.finditer(line.words) if not _OPENS.search(line.words[: one.start()])
        ]
        yield YamlIndentation(
            span=Span(source=source, start=begin + match.start("key"), end=line.end),
            edits=tuple(
                edit(source, begin + one.start(), begin + one.start("key"), f"\n{' ' * line.column}")
                for one in following
            ),
        )
