"""A hunch about TOML, and about the simpler files that look like it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.findings.reading import Paste, YamlPasted
from voicecoach.language.hunches.common import edit, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.findings.base import Edit
    from voicecoach.findings.reading import ReadingFinding
    from voicecoach.language.text_lines import TextLine
    from voicecoach.source import SourceText

_TABLE: Final = re.compile(r"(?P<open>\[\[?)[ ]*(?P<name>[\w.-]+)[ ]*\]\]?[ ]*(?:#.*)?")
_PAIR: Final = re.compile(r"(?P<key>[\w-]+|\"[^\"]+\"|'[^']+')[ ]*=[ ]*(?P<value>\S.*)")
_OPEN_ARRAY: Final = re.compile(r"[\w-]+[ ]*=[ ]*\[")
_IN_BRACES: Final = re.compile(r"(?<=[{,])([ ]*(?:[\w-]+|\"[^\"]+\"))[ ]*=[ ]*")
_WHOLE_FILE: Final = frozenset(("routine", "workout", "general", "info", "meta", "main", "default"))
_LEVEL: Final = 2


def toml(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Write TOML as YAML: `[[steps]]` with `hold = "Plank"` below it."""
    if not any(_TABLE.fullmatch(line.words) or _OPEN_ARRAY.fullmatch(line.words) for line in lines):
        return
    writer = _Writer()
    edits: list[Edit] = []
    for line in lines:
        if line.is_comment:
            continue
        text = writer.line(line.words)
        if text is None:
            return
        end = line.end if text else line.next
        edits.append(edit(source, line.start, end, text))
    yield YamlPasted(span=words_of(source, lines[0]), paste=Paste.TOML, edits=tuple(edits))


class _Writer:
    """What has been read so far: how deep the next pair is, and whether it begins a step."""

    def __init__(self) -> None:
        self._indent = 0
        self._is_new = False
        self._has_steps = False

    def line(self, words: str) -> str | None:
        """Return a line as YAML has it, empty where it goes; None for what cannot be written so, such as steps within steps."""
        if table := _TABLE.fullmatch(words):
            return self._table(table["name"].split("."), is_item=len(table["open"]) > 1)
        if pair := _PAIR.fullmatch(words):
            dash = f"{' ' * (self._indent - _LEVEL)}- " if self._is_new else " " * self._indent
            self._is_new = False
            return f"{dash}{pair['key']}: {_IN_BRACES.sub(_colon, pair['value'])}"
        return " " * self._indent + _IN_BRACES.sub(_colon, words) if words.startswith(("{", "]")) else None

    def _table(self, names: list[str], *, is_item: bool) -> str | None:
        if len(names) > (1 if is_item else 2):
            return None
        if names[0] in _WHOLE_FILE and len(names) == 1:
            self._indent, self._is_new = 0, False
            return ""
        depth = 2 * _LEVEL if len(names) > 1 else 0  # below a step, as `[steps.cues]`
        self._indent = depth + _LEVEL + _LEVEL * is_item
        self._is_new = is_item
        is_more = is_item and self._has_steps
        self._has_steps = self._has_steps or is_item
        return "" if is_more else f"{' ' * depth}{names[-1]}:"


def _colon(match: re.Match[str]) -> str:
    return f"{match[1]}: "
