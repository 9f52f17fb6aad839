"""Hunches about what comes along with a text that is copied: a prompt, line numbers, bold keys, JSON and TOML."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from voicecoach.findings.reading import Paste, YamlPasted
from voicecoach.language.hunches.common import edit, meant_key, words_of
from voicecoach.language.lines import lines_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.findings.base import Edit
    from voicecoach.findings.reading import ReadingFinding
    from voicecoach.language.text_lines import TextLine
    from voicecoach.source import SourceText

_PROMPT: Final = re.compile(
    r"(?:[$%>]|[\w.-]+@[\w.-]+[^$#%]{0,80}[$#%]|PS [^>]{0,80}>|[A-Za-z]:\\[^>]{0,80}>)(?:[ \t]+\S.*)?"
)
_HERE_TEXT: Final = re.compile(r"cat\b.*<<-?\s*['\"]?(?P<end>\w+)['\"]?.*")
_NUMBER: Final = re.compile(
    r"(?P<indent>[ \t]*)(?P<number>[0-9]{1,4})(?P<mark>[ \t]?[|:.)\u2502])?(?=[ \t]|$)"
)
_BOLD: Final = re.compile(
    r"(?P<mark>\*\*|__|[*_`])(?P<key>[\w][\w -]*?)[ ]?(?::(?P=mark)|(?P=mark)[ ]?:)(?=[ \t]|$)"
)
_QUOTED: Final = re.compile(r"[>|] ?")
_FEWEST_LINES: Final = 3  # that are numbered one after the other
_IN_QUOTES: Final = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_JSON_ENDS: Final = re.compile(r"[}\]\"'0-9A-Za-z]$")
_JSON_BEGINS: Final = re.compile(r"[{\[\"']")
_BRACES: Final = re.compile(r"\{[^{}\"']*\}")
_OTHER_MARK: Final = re.compile(
    r"(?P<last>[ ]{0,8};[ ]{0,8}(?=\}))|[ ]{0,8};[ ]{0,8}|(?<=[\w-])(?P<is>[ ]{0,8}=[ ]{0,8})(?=\S)"
)


def prompts(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take out what a terminal shows around a file: `$ cat mine.yaml`, and the next prompt."""
    if not lines:
        return
    edits: list[Edit] = []
    first = lines[0]
    here = _HERE_TEXT.fullmatch(first.words.lstrip("$%> "))
    for line in (first, *lines[-2:]):
        is_prompt = not line.indent and not line.is_item and not line.key and _PROMPT.fullmatch(line.words)
        if is_prompt or (here and line.words in {first.words, here["end"]}):
            edits.append(edit(source, line.start, line.next, ""))
    if edits and len(edits) < len(lines):
        yield YamlPasted(
            span=words_of(source, first if here else _line_of(lines, edits[0])),
            paste=Paste.PROMPT,
            edits=tuple(dict.fromkeys(edits)),
        )


def _line_of(lines: Sequence[TextLine], one: Edit) -> TextLine:
    return next(line for line in lines if line.start == one.span.start)


def line_numbers(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take the numbers away that an editor or a book shows before each line."""
    del lines
    written = [(start, line.rstrip("\r\n")) for start, line in lines_from(source.text, 0) if line.strip()]
    found = [(start, line, match) for start, line in written if (match := _NUMBER.match(line))]
    numbers = [int(match["number"]) for *_, match in found]
    if len(found) < max(_FEWEST_LINES, len(written)) or any(
        after <= before for before, after in pairwise(numbers)
    ):
        return
    ends = [match.end() for *_, match in found]
    if not any(match["mark"] for *_, match in found):
        ends = [max(ends)] * len(ends)  # the columns of shorter numbers are filled
    rests = [line[end:] for end, (_, line, _) in zip(ends, found, strict=True)]
    depth = min((len(rest) - len(rest.lstrip(" \t")) for rest in rests if rest.strip()), default=0)
    edits = tuple(
        edit(source, start, start + min(end + depth, len(line)), "")
        for end, (start, line, _) in zip(ends, found, strict=True)
    )
    yield YamlPasted(span=edits[0].span, paste=Paste.NUMBERS, edits=edits)


def quoted_mail(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take the `>` away that a mail puts before each line of what it answers."""
    del lines
    marks = [(start, _QUOTED.match(line)) for start, line in lines_from(source.text, 0) if line.strip()]
    edits = tuple(edit(source, start, start + mark.end(), "") for start, mark in marks if mark)
    if edits and len(edits) == len(marks):
        yield YamlPasted(span=edits[0].span, paste=Paste.MAIL, edits=edits)


def bold_keys(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take the marks away that Markdown makes bold with: `**Hold:** Plank`."""
    edits = []
    for line in lines:
        match = _BOLD.match(line.words)
        if match and meant_key(match["key"]):
            begin = line.start + line.column
            edits.append(edit(source, begin, begin + match.end(), f"{match['key']}:"))
    if edits:
        yield YamlPasted(span=edits[0].span, paste=Paste.BOLD, edits=tuple(edits))


def json_commas(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Put the commas between lines of JSON that are missing, and its last brace."""
    if not lines or not lines[0].words.startswith(("{", "[")):
        return
    edits = tuple(
        edit(source, before.end, before.end, ",")
        for before, line in pairwise(one for one in lines if not one.is_comment)
        if _JSON_ENDS.search(before.words) and _JSON_BEGINS.match(line.words)
    )
    plain = _IN_QUOTES.sub("", source.text)
    if (
        lines[0].words == "{"
        and plain.count("{") == plain.count("}") + 1
        and lines[-1].words.endswith(("]", "}"))
    ):
        edits = (*edits, edit(source, lines[-1].end, lines[-1].end, "\n}"))
    if edits:
        yield YamlPasted(span=edits[0].span, paste=Paste.COMMAS, edits=edits)


def other_braces(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Write `{hold = Plank; for = 30s}` with colons and commas, and leave out a comma behind the last bracket."""
    edits: list[Edit] = []
    for at, line in enumerate(lines):
        inside = _BRACES.search(line.words)
        if inside is not None:
            begin = line.start + line.column + inside.start()
            for match in _OTHER_MARK.finditer(inside[0]):
                text = ": " if match["is"] else "" if match["last"] else ", "
                edits.append(edit(source, begin + match.start(), begin + match.end(), text))
        if at == len(lines) - 1 and line.words in {"],", "},"} and not lines[0].words.startswith(("{", "[")):
            edits.append(edit(source, line.end - 1, line.end, ""))
    if edits:
        yield YamlPasted(span=edits[0].span, paste=Paste.COMMAS, edits=tuple(edits))
