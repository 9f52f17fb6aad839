"""Which format a text is in, and what it is as a routine."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final

from voicecoach.errors import InputError
from voicecoach.importing.erg import import_erg, is_erg
from voicecoach.importing.minutes import import_minutes, is_minutes
from voicecoach.importing.pasted.layouts.sheets import read_sheet
from voicecoach.importing.pasted.reading import has_workout, import_pasted
from voicecoach.importing.pasted.words.rewriting import REST
from voicecoach.importing.phrases import import_phrases, pause_ms
from voicecoach.importing.structured.csv_logs import import_log, is_log
from voicecoach.importing.structured.reading import import_structured, is_foreign_yaml, is_json
from voicecoach.importing.writer import lines_of
from voicecoach.importing.zwiftout import import_zwiftout, is_zwiftout
from voicecoach.language.parse import parse
from voicecoach.suffixes import ROUTINE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from voicecoach.importing.model import Imported
    from voicecoach.source import SourceText


class Format(Enum):
    """What can be read. A `ROUTINE` is one already."""

    ROUTINE = "routine"
    W2A = "w2a"
    ZWO = "zwo"
    XML = "xml"
    ERG = "erg"
    STRUCTURED = "structured"
    LOG = "log"
    MINUTES = "minutes"
    ZWIFTOUT = "zwiftout"
    PHRASES = "phrases"
    PASTED = "pasted"


_XML_SUFFIXES = (".zwo", ".xml", ".tcx")
_ROUTINE = re.compile(r"^steps[ \t]*:", re.MULTILINE)
_XML = re.compile(r"\s*<(?:\?xml|!|workout_file)")
_OTHER_XML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?!workout_file|[!?])[A-Za-z]", re.DOTALL
)
_ZWIFT = ".zwo"
_MOST_LINES = 6_000  # that tell the format; no list of phrases that can be imported is longer
# `slopers 4 x 12s; pinches 4 x 12s; 1:30 rest`, `plank 3 x 30s; 1 min rest`
_IN_PARTS = re.compile(
    rf"[0-9][^;]*;.*[0-9][^;]*;|[0-9][^;]*;[^;]*(?<!\w)(?:{REST}|between)(?!\w)", re.IGNORECASE
)
_W2A = re.compile(r"^exercises[ \t]*:", re.MULTILINE)
_OF_NO_W2A = re.compile(r"^[ \t]+(?:-[ \t]+)?(?:reps|sets)[ \t]*:", re.MULTILINE)


def format_of(source: SourceText) -> Format | None:  # noqa: PLR0911 - one for each format
    """Return the format, by the name's suffix and by what the text looks like; None where it is none of them."""
    name = source.name.casefold()
    if name.endswith(_XML_SUFFIXES) or _XML.match(source.text):
        is_zwift = name.endswith(_ZWIFT) or not _OTHER_XML.match(source.text)
        return Format.ZWO if is_zwift else Format.XML
    if is_erg(source.text):
        return Format.ERG
    if is_json(source):
        return Format.ROUTINE if _is_routine(source) else Format.STRUCTURED
    has_steps = _ROUTINE.search(source.text) is not None
    if _W2A.search(source.text) and not has_steps and not _OF_NO_W2A.search(source.text):
        return Format.W2A
    if has_steps or name.endswith(ROUTINE_SUFFIXES):
        is_other = is_foreign_yaml(source.text) and not _is_routine(source)
        return Format.STRUCTURED if is_other else Format.ROUTINE
    if is_log(source):
        return Format.LOG
    if is_minutes(source):
        return Format.MINUTES
    if is_zwiftout(source):
        return Format.ZWIFTOUT
    lines = [line for line in lines_of(source) if line.strip()][:_MOST_LINES]
    with_pause = sum(pause_ms(line) is not None and not _IN_PARTS.search(line) for line in lines)
    if with_pause and 2 * with_pause > len(lines) and not read_sheet(lines):
        return Format.PHRASES
    return Format.PASTED if has_workout(source) else None


def _is_routine(source: SourceText) -> bool:
    """Tell whether a text that looks like another program's is one of ours: its keys can stand in any order, and JSON is YAML."""
    return parse(source, hunches=False)[0] is not None


def import_routine(source: SourceText, form: Format | None = None) -> Imported:
    """Return a text in another format as a routine; `form` is its format where that is known. Raises InputError, with the place, where it cannot be one."""
    if reader := _READERS.get(form or format_of(source) or Format.ROUTINE):
        return reader(source)
    if source.encoding.is_document:
        raise InputError(
            f"`{source.name}` is {source.encoding.value}, not plain text",
            hint="copy its text into a plain text file, and name that; or name `-`, and paste the text",
        )
    raise InputError(
        f"`{source.name}` is in no format that can be imported",
        hint="these can: `phrase;seconds` lists, w2a's YAML, Zwift's ZWO, ERG and MRC, JSON with steps, and hangs such as `6x 7:3 x3 / 150`",
    )


def _zwo(source: SourceText) -> Imported:
    from voicecoach.importing.zwo import import_zwo

    return import_zwo(source)


def _xml(source: SourceText) -> Imported:
    from voicecoach.importing.structured.xml_trees import import_xml

    return import_xml(source)


def _w2a(source: SourceText) -> Imported:
    from voicecoach.importing.w2a import import_w2a

    return import_w2a(source)


_READERS: Final[Mapping[Format, Callable[[SourceText], Imported]]] = {
    Format.W2A: _w2a,
    Format.ZWO: _zwo,
    Format.XML: _xml,
    Format.ERG: import_erg,
    Format.STRUCTURED: import_structured,
    Format.LOG: import_log,
    Format.MINUTES: import_minutes,
    Format.ZWIFTOUT: import_zwiftout,
    Format.PHRASES: import_phrases,
    Format.PASTED: import_pasted,
}
