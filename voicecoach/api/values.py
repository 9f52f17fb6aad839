"""The plain values of the API: a text, a finding, a built-in routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.api import arguments
from voicecoach.api.wording import for_callers
from voicecoach.errors import UsageError
from voicecoach.source import SourceText

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from typing import TypeAlias

    from voicecoach.findings import Finding as Found

    Routine: TypeAlias = "str | os.PathLike[str] | Text"


class Text(Struct, frozen=True):
    """The source of a routine, instead of the name of a routine or file. `name` is what findings call it."""

    text: str
    name: str = "<text>"

    def __post_init__(self) -> None:
        arguments.text("text", self.text)
        arguments.text("name", self.name)


class Finding(Struct, frozen=True, kw_only=True):
    """Something found in a routine. `str()` of it is what the command line shows, with the line and carets."""

    code: str  # such as `unknown-key`; docs/diagnostics.md explains each
    severity: str  # `error`, `warning` or `note`
    message: str
    hint: str  # what to do about it; may be empty
    file: str  # `settings` where one of them is wrong
    line: int  # counts from 1, as `column` does, in code points
    column: int
    rendered: str

    def __str__(self) -> str:
        return self.rendered


class BuiltIn(Struct, frozen=True, kw_only=True):
    """A built-in routine with its default parameters."""

    name: str
    title: str
    about: str
    total_ms: int  # approximate: speech is estimated
    parameters: Mapping[str, str]  # name and default, as they are written
    tags: Mapping[str, tuple[str, ...]]


def routines() -> tuple[BuiltIn, ...]:
    """Return the built-in routines, sorted by name."""
    from voicecoach.library.shelf import shelf

    return tuple(
        BuiltIn(
            name=card.name,
            title=card.title,
            about=card.about,
            total_ms=card.total_ms,
            parameters=dict(card.parameters),
            tags=dict(card.tags),
        )
        for card in shelf().routines
    )


def source_of(routine: Routine) -> SourceText:
    """Return the source of a text, a built-in routine or a file. Raises VoicecoachError as `read_routine` does, and TypeError for anything else."""
    from voicecoach.sources import read_routine

    if isinstance(routine, Text):
        return SourceText(name=routine.name, text=routine.text)
    name = arguments.path("routine", routine, takes="a name, a path or a `vc.Text`")
    if name == "-":
        raise UsageError("the API reads no stream", hint="give the text of the routine as `vc.Text(…)`")
    return read_routine(name)


def finding_of(found: Found) -> Finding:
    from voicecoach.report.snippets import as_json, render

    data = as_json(found)
    return Finding(
        code=str(data["code"]),
        severity=str(data["severity"]),
        message=for_callers(str(data["message"])),
        hint=for_callers(str(data.get("hint", ""))),
        file="settings" if found.span.source.is_setting else str(data["file"]),
        line=found.span.line,
        column=found.span.column,
        rendered=for_callers(render(found)),
    )
