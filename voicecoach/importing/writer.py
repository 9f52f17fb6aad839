"""Collects what is imported, keeps it within the language's limits, and writes it as a routine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.errors import InputError
from voicecoach.importing.model import Certainty, Imported, Note
from voicecoach.importing.steps import step_lines
from voicecoach.importing.words import clean, escaped, fits, scalar
from voicecoach.language.format import layout_of
from voicecoach.language.layout import MAX_TOTAL_MS
from voicecoach.language.parse import MAX_BYTES
from voicecoach.language.texts import MAX_TEXT
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.importing.steps import ImportedStep
    from voicecoach.source import SourceText

MAX_INTERVALS: Final = 5_000

_MS_PER_LETTER: Final = 120  # slower than any voice, just to be sure that a session is not too long
_LINE_END = re.compile(r"\r\n?|\n")
_MOST_NOTES: Final = 200  # different ones; the rest are only counted


class NewParameter(Struct, frozen=True, kw_only=True):
    name: str
    default: str
    least: str
    about: str = ""


class RoutineHead(Struct, frozen=True, kw_only=True):
    """What stands before the steps. `is_silent`: rests are not announced and not counted down; `says_lines`: the steps have comments of their lines."""

    title: str = ""
    about: str = ""
    language: str = ""
    tags: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_silent: bool = False
    says_lines: bool = False
    parameters: tuple[NewParameter, ...] = ()


_NOTHING: Final = RoutineHead()
_MOST_PLACES: Final = 8
_NO_FILES: Final = frozenset({"<stdin>", "-", "pasted text"})


def lines_of(source: SourceText) -> list[str]:
    return _LINE_END.split(source.text)


class Writer:
    """One import. Texts go through `words`, steps are counted by `count`, both before they are written."""

    def __init__(self, source: SourceText, *, kind: str) -> None:
        if len(source.text) > MAX_BYTES or len(source.text.encode("utf-8", "replace")) > MAX_BYTES:
            raise InputError(f"`{source.name}` is larger than 1 MiB", hint="import a smaller file")
        self._source = source
        self._kind = kind
        self._notes: dict[tuple[Certainty, str], list[int]] = {}
        self._intervals = 0
        self._total_ms = 0

    # --- what goes wrong ------------------------------------------------------------------------

    def failure(self, line: int, message: str, *, hint: str) -> InputError:
        return InputError(f"`{self._source.name}`, line {line}: {message}", hint=hint)

    def too_long(self, line: int) -> InputError:
        return self.failure(
            line,
            "with this the session is longer than 24 h",
            hint="import a part of it; times are in seconds",
        )

    def note(self, line: int, message: str, certainty: Certainty = Certainty.LEFT) -> None:
        key = (certainty, message)
        if key not in self._notes and len(self._notes) >= _MOST_NOTES:
            key = (Certainty.LEFT, "more that is not carried over")
        lines = self._notes.setdefault(key, [])
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
            raise self.too_long(line)

    # --- the routine ----------------------------------------------------------------------------

    def routine(
        self, steps: Sequence[ImportedStep], head: RoutineHead = _NOTHING, foot: Sequence[str] = ()
    ) -> Imported:
        """Return the routine, in the layout of `fmt`; `foot` are comments at its end. Its texts are from `words`. Raises InputError where there are no steps."""
        if not steps:
            raise InputError(
                f"`{self._source.name}` has nothing in it that a routine could do",
                hint=f"is it {self._kind}? `voicecoach new --help` says what can be imported",
            )
        notes = [
            Note(message=message, lines=tuple(lines), certainty=certainty)
            for (certainty, message), lines in self._notes.items()
        ]
        notes.sort(key=lambda note: note.lines[0])
        draft = "\n".join(
            (
                *self._comments([] if head.says_lines else notes),
                *_head_lines(head, self._stem()),
                "steps:",
                *step_lines(steps, 1),
                *(f"# {comment}" for comment in foot),
            )
        )
        text = layout_of(f"{draft}\n")
        if len(text.encode("utf-8", "replace")) > MAX_BYTES:
            raise InputError(
                f"`{self._source.name}` makes a routine that is larger than 1 MiB", hint="import a part of it"
            )
        return Imported(text=text, notes=tuple(notes))

    def _comments(self, notes: Sequence[Note]) -> list[str]:
        """Return what the new file says of where it comes from, and what it lacks."""
        name = clean(self._source.name.replace("\\", "/").rpartition("/")[2]).text
        lines = [f"# Imported from {name}: {self._kind}."]
        for note in notes:
            if note.certainty is Certainty.LEFT:
                where = f"lines {', '.join(map(str, note.lines[:_MOST_PLACES]))}"
                more = f" and {len(note.lines) - _MOST_PLACES} more" if len(note.lines) > _MOST_PLACES else ""
                where = f"line {note.lines[0]}" if len(note.lines) == 1 else where + more
                lines.append(f"# Left, {where}: {clean(note.message).text}")
        return lines

    def _stem(self) -> str:
        """Return the file's name as a title."""
        name = self._source.name.replace("\\", "/").rpartition("/")[2]
        if name in _NO_FILES:
            return "Pasted workout"
        stem = clean((name.rpartition(".")[0] or name).replace("-", " ").replace("_", " ")).text
        if not any(map(str.isalnum, stem)) or not fits(stem):
            return "Imported routine"
        return escaped(stem[0].upper() + stem[1:])


def _head_lines(head: RoutineHead, stem: str) -> Iterator[str]:
    yield f"title: {scalar(head.title or stem)}"
    if head.about:
        yield f"about: {scalar(head.about)}"
    if head.language:
        yield f"language: {scalar(head.language)}"
    if head.tags:
        yield "tags:"
        yield from (f"  {scalar(name)}: [{', '.join(map(_item, values))}]" for name, values in head.tags)
    if head.is_silent:
        yield from ("defaults:", "  announce: off", "  countdown: off")
    if head.parameters:
        yield "parameters:"
        for parameter in head.parameters:
            about = f", about: {_item(parameter.about)}" if parameter.about else ""
            yield f"  {parameter.name}: {{default: {parameter.default}, min: {parameter.least}{about}}}"


def _item(text: str) -> str:
    """Return an item of a list in brackets, where a comma would end it."""
    written = scalar(text)
    return f'"{written}"' if "," in written and not written.startswith('"') else written
