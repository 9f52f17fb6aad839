"""Hunches about the sections of a file: pairs below them that are not indented, a section given twice, and defaults where a parameter is used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.findings.reading import DuplicateKey, Paste, YamlIndentation, YamlPasted
from voicecoach.language.grammar import NAME
from voicecoach.language.hunches.common import LEVEL, at_column, below_of, edit, meant_key, words_of
from voicecoach.language.keys import DEFAULTS, PARAMETER_KEYS, PARAMETERS, PRONOUNCE, ROUTINE_KEYS, TAGS
from voicecoach.language.synonyms import SYNONYMS_OF_PARAMETERS
from voicecoach.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.findings.reading import ReadingFinding
    from voicecoach.language.text_lines import TextLine
    from voicecoach.source import SourceText

_SECTIONS: Final = frozenset(key.name for key in (PARAMETERS, DEFAULTS, TAGS, PRONOUNCE))
_OF_PARAMETER: Final = frozenset((*PARAMETER_KEYS, *SYNONYMS_OF_PARAMETERS)) - {"about"}
_STEPS: Final = "steps"
_WITH_DEFAULT: Final = re.compile(
    rf"\$\{{(?P<name>{NAME}):?[-=](?P<value>[\w.:]+)\}}"
    rf"|\{{\{{ *(?P<other>{NAME}) *\| *default\( *['\"]?(?P<else>[\w.:]+)['\"]? *\) *\}}\}}"
)


def flat_sections(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Indent the pairs of a section that stand as far left as it does, and what is said of each parameter deeper still."""
    for at, line in enumerate(lines):
        if not _is_section(line) or at + 1 == len(lines):
            continue
        is_parameters = meant_key(line.key) == PARAMETERS.name
        edits = []
        column = LEVEL
        opened: TextLine | None = None
        for one in lines[at + 1 :]:
            is_of_parameter = is_parameters and opened is not None and one.key.casefold() in _OF_PARAMETER
            if not one.indent:
                is_next = one.key in ROUTINE_KEYS or meant_key(one.key) == _STEPS
                if one.is_item or not one.key or (is_next and not is_of_parameter):
                    break
                column = LEVEL + LEVEL * is_of_parameter
                opened = one if one.opens else opened if is_of_parameter else None
            edits.append(at_column(source, one, one.indent + column))
        if edits:
            yield YamlIndentation(span=words_of(source, lines[at + 1]), edits=tuple(edits))


def _is_section(line: TextLine) -> bool:
    return not line.indent and not line.is_item and line.opens and meant_key(line.key) in _SECTIONS


def repeated_sections(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Put together what stands below two keys of one section: `parameters:`, and `params:` further down."""
    seen: dict[str, int] = {}
    for at, line in enumerate(lines):
        if not _is_section(line):
            continue
        first = seen.setdefault(meant_key(line.key), at)
        above, below = below_of(lines, first), below_of(lines, at)
        if first == at or not above or not below:
            continue
        moved = [source.text[one.start + one.indent : one.next].rstrip("\r\n") for one in below]
        depth = above[0].indent - below[0].indent
        text = "".join(
            f"{' ' * max(0, one.indent + depth)}{words}\n" for one, words in zip(below, moved, strict=True)
        )
        yield DuplicateKey(
            span=_key(source, line),
            key=line.key,
            first=_key(source, lines[first]),
            edits=(
                edit(source, above[-1].next, above[-1].next, text),
                edit(source, line.start, below[-1].next, ""),
            ),
        )


def _key(source: SourceText, line: TextLine) -> Span:
    return Span(source=source, start=line.start, end=line.start + len(line.key))


def defaults_in_place(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Write `${hold:-30s}` of a shell, or `{{ hold | default("30s") }}` of a template, as `$hold`, with its default below `parameters:`."""
    found = [
        (line, match) for line in lines if not line.is_comment for match in _WITH_DEFAULT.finditer(line.words)
    ]
    defaults = {match["name"] or match["other"]: match["value"] or match["else"] for _, match in found}
    if not found or any(
        defaults[match["name"] or match["other"]] != (match["value"] or match["else"]) for _, match in found
    ):
        return  # of two defaults nobody knows which one is meant
    edits = []
    for line, match in found:
        begin = line.start + line.column + match.start()
        start, end = begin, begin + len(match[0])
        is_quoted = match["other"] and source.text[start - 1] == source.text[end : end + 1] == '"'
        edits.append(
            edit(
                source, start - bool(is_quoted), end + bool(is_quoted), f"${match['name'] or match['other']}"
            )
        )
    head = next(
        (line for line in lines if _is_section(line) and meant_key(line.key) == PARAMETERS.name), None
    )
    below = below_of(lines, lines.index(head)) if head is not None else ()
    named = {line.key for line in below}
    pairs = "".join(
        f"{' ' * (below[0].indent if below else LEVEL)}{name}: {value}\n"
        for name, value in defaults.items()
        if name not in named
    )
    steps = next((line for line in lines if meant_key(line.key) == _STEPS and not line.indent), None)
    if pairs and head is not None and head.next < len(source.text):
        edits.append(edit(source, head.next, head.next, pairs))
    elif pairs and head is None and steps is not None:
        edits.append(edit(source, steps.start, steps.start, f"{PARAMETERS.name}:\n{pairs}"))
    elif pairs:
        return
    first, match = found[0]
    begin = first.start + first.column
    yield YamlPasted(
        span=edit(source, begin + match.start(), begin + match.end(), "").span,
        paste=Paste.DEFAULT,
        edits=tuple(edits),
    )
