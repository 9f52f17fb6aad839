"""What a coach would ask about the language: an English voice reads what is written in another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.coaching import LanguageMissing
from voicecoach.language.keys import LANGUAGE, TITLE
from voicecoach.language.model import TextTemplate
from voicecoach.language.nodes import Mapping, Scalar
from voicecoach.language.read_nodes import read_nodes
from voicecoach.language.spoken_in import surely_language_of
from voicecoach.language.step_entries import find_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.findings import Finding
    from voicecoach.language.model import Routine
    from voicecoach.language.nodes import Entry


def missing_language(routine: Routine, spoken_in: str = "") -> Iterator[Finding]:
    """Find that a file which says nothing of its language is surely not in English, unless it is spoken in its own anyway."""
    root = read_nodes(routine.source).root
    if not isinstance(root, Mapping) or find_entry(root, LANGUAGE.name) is not None:
        return
    title = find_entry(root, TITLE.name)
    spoken = _texts((routine.caution, routine.steps))
    texts = (text.written() for text in spoken if text.span.source is routine.source)  # not of an include
    language = surely_language_of(" ".join((routine.title, *texts)))
    if title is not None and language not in {"", spoken_in}:
        yield LanguageMissing(span=title.key.span, language=language, edits=_below(title, language))


def _texts(value: object) -> Iterator[TextTemplate]:
    """Yield what is spoken in a step, wherever in it that stands."""
    if isinstance(value, TextTemplate):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))


def _below(title: Entry, language: str) -> tuple[Edit, ...]:
    value = title.value
    in_braces = title.key.span.column > 1  # where no line of its own can be put
    if in_braces or not isinstance(value, Scalar) or value.absent or "\n" in value.span.text:
        return ()
    end = replace(value.span, start=value.span.end)
    return (Edit(span=end, text=f"\n{LANGUAGE.name}: {language}"),)
