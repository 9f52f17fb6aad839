"""Collects what is imported, keeps it within the language's limits, and writes it as a routine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from voicecoach.errors import InputError
from voicecoach.importing.model import Imported, Note
from voicecoach.importing.words import clean, escaped, fits, scalar
from voicecoach.language.layout import MAX_TOTAL_MS
from voicecoach.language.parse import MAX_BYTES
from voicecoach.language.texts import MAX_TEXT
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.source import SourceText

MAX_INTERVALS: Final = 5_000

_MS_PER_LETTER: Final = 120  # slower than any voice: only to know that a session is not too long
_INDENT: Final = 2
_LINE_END = re.compile(r"\r\n?|\n")
_MOST_NOTES: Final = 200  # different ones; of the rest only the number

Value: TypeAlias = "str | list[str] | dict[str, Value] | list[dict[str, Value]]"
Step: TypeAlias = "dict[str, Value]"


def lines_of(source: SourceText) -> list[str]:
    return _LINE_END.split(source.text)


class Writer:
    """One import. Texts go through `words`, steps are counted by `count`, both before they are written."""

    def __init__(self, source: SourceText, *, kind: str) -> None:
        if len(source.text) > MAX_BYTES or len(source.text.encode("utf-8", "replace")) > MAX_BYTES:
            raise InputError(f"`{source.name}` is larger than 1 MiB", hint="import a smaller file")
        self._source = source
        self._kind = kind
        self._notes: dict[str, list[int]] = {}
        self._intervals = 0
        self._total_ms = 0

    # --- what goes wrong ------------------------------------------------------------------------

    def failure(self, line: int, message: str, *, hint: str) -> InputError:
        return InputError(f"`{self._source.name}`, line {line}: {message}", hint=hint)

    def note(self, line: int, message: str) -> None:
        if message not in self._notes and len(self._notes) >= _MOST_NOTES:
            message = "more that is not carried over"
        lines = self._notes.setdefault(message, [])
        if not lines or lines[-1] != line:
            lines.append(line)

    # --- what is carried over -------------------------------------------------------------------

    def words(self, text: str, line: int, what: str, *, spoken: bool = True) -> str:
        """Return a text as the language has it, or an empty one, which is noted where there was something."""
        found = clean(text)
        if found.lost:
            self.note(line, f"characters of {what} that no text can have are left out")
        if spoken and not found.can_be_spoken:
            if text.strip():
                self.note(line, f"{what} with nothing that can be spoken is left out")
            return ""
        if not fits(found.text):
            self.note(line, f"{what} of more than {MAX_TEXT:,} characters is left out")
            return ""
        return escaped(found.text)

    def count(self, line: int, *, duration_ms: int = 0, letters: int = 0, times: int = 1) -> None:
        """Count intervals that will happen. Raises InputError where there are too many, or for too long."""
        speech_ms = letters * _MS_PER_LETTER + 2 * MS_PER_S if letters else 0
        self._intervals += times
        self._total_ms += times * (duration_ms + speech_ms)
        if self._intervals > MAX_INTERVALS:
            raise self.failure(
                line,
                f"with this the session has more than {MAX_INTERVALS:,} intervals and cues",
                hint="import a part of it",
            )
        if self._total_ms > MAX_TOTAL_MS:
            raise self.failure(
                line,
                "with this the session is longer than 24 h",
                hint="import a part of it; times are in seconds",
            )

    # --- the routine ----------------------------------------------------------------------------

    def routine(self, steps: Sequence[Step], *, title: str = "", head: Step | None = None) -> Imported:
        """Return the routine. `title` and `head` are texts from `words`. Raises InputError where there are no steps."""
        if not steps:
            raise InputError(
                f"`{self._source.name}` has nothing in it that a routine could do",
                hint=f"is it {self._kind}? `voicecoach new --help` says what can be imported",
            )
        whole: Step = {"title": title or self._stem(), **(head or {}), "steps": list(steps)}
        name = clean(self._source.name.replace("\\", "/").rpartition("/")[2]).text
        text = f"# Imported from {name}: {self._kind}.\n" + "".join(
            f"{line}\n" for line in _mapping(whole, 0)
        )
        if len(text.encode("utf-8", "replace")) > MAX_BYTES:
            raise InputError(
                f"`{self._source.name}` makes a routine that is larger than 1 MiB", hint="import a part of it"
            )
        notes = [Note(message=message, lines=tuple(lines)) for message, lines in self._notes.items()]
        return Imported(text=text, notes=tuple(sorted(notes, key=lambda note: note.lines[0])))

    def _stem(self) -> str:
        """Return the file's name as a title."""
        name = self._source.name.replace("\\", "/").rpartition("/")[2]
        stem = clean((name.rpartition(".")[0] or name).replace("-", " ").replace("_", " ")).text
        if not any(map(str.isalnum, stem)) or not fits(stem):
            return "Imported routine"
        return escaped(stem[0].upper() + stem[1:])


def _mapping(values: Step, depth: int) -> list[str]:
    indent = " " * depth
    lines: list[str] = []
    for key, value in values.items():
        written = scalar(key)
        if isinstance(value, str):
            lines.append(f"{indent}{written}: {scalar(value)}")
        elif isinstance(value, dict):
            lines += [f"{indent}{written}:", *_mapping(value, depth + _INDENT)]
        elif all(isinstance(item, str) for item in value):
            lines.append(f"{indent}{written}: [{', '.join(_item(item) for item in value)}]")
        else:
            lines.append(f"{indent}{written}:")
            for item in value:
                assert isinstance(item, dict)
                first, *rest = _mapping(item, depth + 2 * _INDENT)
                lines += [f"{' ' * (depth + _INDENT)}- {first.lstrip(' ')}", *rest]
    return lines


def _item(item: object) -> str:
    """Return an item of a list in brackets, where a comma would end it."""
    text = scalar(str(item))
    return f'"{text}"' if "," in text and not text.startswith('"') else text
