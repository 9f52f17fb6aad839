"""Source text to `Routine`: the one public function of this stage."""

from __future__ import annotations

import re
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec.structs import replace

from voicecoach.findings import by_place, has_errors
from voicecoach.findings.base import instead
from voicecoach.findings.content import BadLanguage, SilentText
from voicecoach.findings.programmes import ProgrammeHere
from voicecoach.findings.reading import FileTooFull, FileTooLarge, NestingTooDeep, NotText
from voicecoach.findings.structure import NoPairs
from voicecoach.findings.terms import Part, Written
from voicecoach.language import steps as _steps  # noqa: F401 - registers the reader of steps
from voicecoach.language.grammar import LANGUAGE as LANGUAGE_CODE
from voicecoach.language.keys import (
    ABOUT,
    BED,
    CAUTION,
    DEFAULTS,
    LANGUAGE,
    PARAMETERS,
    PROGRAMME,
    PRONOUNCE,
    ROUTINE_KEYS,
    ROUTINE_STEPS,
    TAGS,
    TITLE,
    Takes,
)
from voicecoach.language.model import BedFile, Defaults, Routine, Tag
from voicecoach.language.nodes import Mapping, Node, Scalar, Sequence
from voicecoach.language.parameters import read_parameters
from voicecoach.language.read_nodes import read_nodes
from voicecoach.language.reading import read, reads
from voicecoach.language.scope import OFF, Field, Fields, Findings, Scope, read_fields, require
from voicecoach.language.slips.lists import tags_of_list, with_tags
from voicecoach.language.slips.root import with_parameters_below, with_rounds_inside
from voicecoach.language.synonyms import SYNONYMS
from voicecoach.language.typed import first_line, read_items, read_plain, report_wrong_type
from voicecoach.language.vocabulary import STEP_KEYS
from voicecoach.language.words import language_code
from voicecoach.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Values

    from voicecoach.findings import Finding

MAX_BYTES: Final = 1024 * 1024
MOST_LINES: Final = 100_000
_MOST_STEPS: Final = 1_000  # read of a file; to read more of them again for each hunch takes too long
_MOST_EVENTS: Final = 32_000  # of ruamel, with all hunches and the last two readings: about a second
MOST_NAMES: Final = 500  # of `pronounce`; every text is looked through for each

T = TypeVar("T")

_LANGUAGE = re.compile(LANGUAGE_CODE)
_LINE_END = re.compile(r"\r\n?|\n")


def parse(
    source: SourceText,
    settings: Values[str, str] = MappingProxyType({}),
    *,
    at: Span | None = None,
    hunches: bool = True,
) -> tuple[Routine | None, tuple[Finding, ...]]:
    """Return the routine with these values of its parameters, and every finding, sorted by place.

    The routine is None exactly if there is an error. With `hunches=False` a file with errors is taken as it is written.
    """
    routine, found = parse_partly(source, settings, at=at, hunches=hunches)
    return (None if has_errors(found) else routine), found


def parse_partly(
    source: SourceText,
    settings: Values[str, str] = MappingProxyType({}),
    *,
    at: Span | None = None,
    hunches: bool = True,
) -> tuple[Routine | None, tuple[Finding, ...]]:
    """Return what could be read of a routine, and every finding, sorted by place.

    Where there is an error, the routine lacks the steps that are wrong, or is None where nothing is left of it: enough to
    look for what else is wrong, nothing to be heard. The place of what is wrong with a setting
    is the setting itself, or `at` where another routine's `include` sets it.
    """
    return read_document(
        source, lambda findings, root: _routine(findings, source, root, settings, at), hunches=hunches
    )


def read_document(
    source: SourceText, read_root: Callable[[Findings, Node], T | None], *, hunches: bool = True
) -> tuple[T | None, tuple[Finding, ...]]:
    """Return what `read_root` makes of a file's YAML, and every finding, sorted by place.

    With `hunches`, it is asked again of a file with errors what is meant: lines at another level, or written in another way.
    """
    findings = Findings()
    value, found = _read_document(source, read_root, findings)
    if hunches and has_errors(found) and findings.steps_read <= _MOST_STEPS:
        from voicecoach.language.hunches import weighed

        found = by_place(
            weighed(
                source,
                found,
                lambda other: _read_document(other, read_root, Findings())[1],
                most=max(_MOST_EVENTS // max(findings.patient_events, 1) - 2, 1),
            )
        )
    return value, found


def _read_document(
    source: SourceText, read_root: Callable[[Findings, Node], T | None], findings: Findings
) -> tuple[T | None, tuple[Finding, ...]]:
    if _is_too_large(source.text):
        place = Span(source=source, start=0, end=0)
        return None, (FileTooLarge(span=place, limit_bytes=MAX_BYTES),)
    if (last := next(islice(_LINE_END.finditer(source.text), MOST_LINES - 1, None), None)) is not None:
        place = Span(source=source, start=last.end(), end=last.end())
        return None, (FileTooFull(span=place, limit=MOST_LINES, of="lines"),)
    not_text = _not_text(source)
    if not_text and (
        source.encoding.is_document or "\0" in source.text
    ):  # no text at all: whatever else is found would say nothing
        return None, not_text
    document = read_nodes(source)
    findings.patient_events = document.patient_events
    for found in not_text:
        findings.add(found)
    for found in document.diagnostics:
        if not isinstance(found, NestingTooDeep):
            findings.add(found)
    value = None if document.root is None else read_root(findings, document.root)
    if not findings.has(NestingTooDeep):  # else a block further out is the one too many
        for found in document.diagnostics:
            findings.add(found)
    diagnostics = by_place(findings.all())
    assert value is not None or has_errors(diagnostics), "a routine is missing, and nobody said why"
    return value, diagnostics


def _not_text(source: SourceText) -> tuple[Finding, ...]:
    """Return that a file is no text in UTF-8, where it is none."""
    if source.encoding.is_document:
        return (NotText(span=Span(source=source, start=0, end=0), encoding=source.encoding),)
    if source.encoding.is_a_guess:
        odd = next((at for at, one in enumerate(source.text) if not one.isascii()), 0)
        place = Span(source=source, start=odd, end=odd + 1)
        return (NotText(span=place, encoding=source.encoding, edits=instead(place, place.text)),)
    garbled = source.text.find("\N{REPLACEMENT CHARACTER}")
    place = Span(source=source, start=garbled, end=garbled + 1)
    return (NotText(span=place),) if garbled >= 0 else ()


def _is_too_large(text: str) -> bool:
    if len(text) > MAX_BYTES or text.isascii():
        return len(text) > MAX_BYTES
    return len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES


def _routine(
    findings: Findings, source: SourceText, root: Node, settings: Values[str, str], at: Span | None
) -> Routine | None:
    # Around the steps of an include there may be anything: it takes part in the blocks that it stands in.
    scope = (
        Scope(findings=findings, rounds=0)
        if at is None
        else Scope(findings=findings, rounds=None, variables=None)
    )
    if not isinstance(root, Mapping):
        if not (isinstance(root, Scalar) and root.repaired):
            scope.report(NoPairs(span=first_line(root.span), part=Part.ROUTINE, written=_written(root)))
        return None
    if (programme := programme_key(root)) is not None:
        scope.report(ProgrammeHere(span=programme.span))
        return None
    root = with_parameters_below(scope, with_rounds_inside(scope, with_tags(scope, root)))
    elsewhere = STEP_KEYS.difference(ROUTINE_KEYS)
    fields = read_fields(
        scope, root, ROUTINE_KEYS, where=Part.ROUTINE, elsewhere=elsewhere, synonyms=SYNONYMS
    )
    complete = replace(scope, complete=_may_lack_nothing(root, fields))
    scope, parameters = read_parameters(complete, fields.get(PARAMETERS.name), settings, at)
    first = root.entries[0].key.span if root.entries else root.span
    for key in ROUTINE_KEYS.values():
        if key.required:
            require(scope, root, fields, key.name, at=first, where=Part.ROUTINE)
    title = read(scope, fields, TITLE)
    about = read(scope, fields, ABOUT)
    language = read(scope, fields, LANGUAGE)
    tags = read(scope, fields, TAGS)
    scope = replace(scope, language=language or LANGUAGE.default or "")
    caution = read(scope, fields, CAUTION)
    bed = read(scope, fields, BED)
    pronounce = read(scope, fields, PRONOUNCE)
    defaults = read(scope, fields, DEFAULTS)
    steps = read(replace(scope, defaults=defaults or Defaults()), fields, ROUTINE_STEPS)
    if steps is None:
        return None
    return Routine(
        source=source,
        title=title or "",
        about=about or "",
        language=language or LANGUAGE.default or "",
        tags=tags or (),
        caution=caution,
        bed=bed or (),
        parameters=parameters,
        steps=steps,
        pronounce=pronounce or (),
    )


def _written(root: Sequence | Scalar) -> Written:
    if isinstance(root, Sequence):
        return Written.LIST
    return Written.XML if root.text.startswith("<") and root.text.endswith(">") else Written.TEXT


def programme_key(root: Node) -> Scalar | None:
    """Return the key that makes a file a programme, also where it is nearly right; None for a routine."""
    if not isinstance(root, Mapping):
        return None
    keys = {entry.key.text: entry.key for entry in root.entries}
    if ROUTINE_STEPS.name in keys:
        return keys.get(PROGRAMME.name)
    return keys.get(PROGRAMME.name) or keys.get("program")


def _may_lack_nothing(root: Mapping, fields: Fields) -> bool:
    """Tell whether every parameter was read, as far as the file's top level shows."""
    return "parameters" in fields or not root.incomplete


@reads(Takes.LANGUAGE)
def _language(scope: Scope, field: Field) -> str | None:
    words = read_plain(scope, field, Takes.LANGUAGE)
    if words is None:
        return None
    if not _LANGUAGE.fullmatch(words):
        meant = language_code(words)
        edits = instead(field.node.span, meant) if field.node.span.text.strip("\"' ") == words else ()
        scope.report(BadLanguage(span=field.node.span, written=words, suggestion=meant, edits=edits))
        return None
    return words.replace("_", "-").lower()


@reads(Takes.PRONOUNCE)
def _pronounce(scope: Scope, field: Field) -> tuple[tuple[str, str], ...]:
    if not isinstance(field.node, Mapping):
        report_wrong_type(scope, field, Takes.PRONOUNCE)
        return ()
    table = []
    for entry in field.node.entries[:MOST_NAMES]:
        name = entry.key.text.strip()
        say = read_plain(scope, Field(key=entry.key, name=entry.key.text, node=entry.value))
        if say is None:
            continue
        silent = [node.span for node, text in ((entry.key, name), (entry.value, say)) if not _is_spoken(text)]
        if silent:
            scope.report(SilentText(span=silent[0]))
        else:
            table.append((name, say))
    if len(field.node.entries) > MOST_NAMES:
        one_too_many = field.node.entries[MOST_NAMES].key.span
        scope.report(FileTooFull(span=one_too_many, limit=MOST_NAMES, of="names"))
    return tuple(table)


def _is_spoken(text: str) -> bool:
    return any(map(str.isalnum, text))


@reads(Takes.BED)
def _bed(scope: Scope, field: Field) -> tuple[BedFile, ...]:
    items = read_items(scope, field, Takes.BED) or ()
    read = [(read_plain(scope, item, Takes.BED), item.node.span) for item in items]
    return tuple(BedFile(path=path, span=span) for path, span in read if path and path.casefold() not in OFF)


@reads(Takes.TAGS)
def _tags(scope: Scope, field: Field) -> tuple[Tag, ...] | None:
    node = field.node if isinstance(field.node, Mapping) else tags_of_list(scope, field)
    if node is None:
        report_wrong_type(scope, field, Takes.TAGS)
        return None
    tags: list[Tag] = []
    for entry in node.entries:
        name = entry.key.text
        items = read_items(scope, Field(key=entry.key, name=name, node=entry.value), Takes.VALUES)
        values = [read_plain(scope, item, Takes.VALUE) for item in items or ()]
        whole = tuple(value for value in values if value is not None)
        if items is not None and len(whole) == len(values):
            tags.append(Tag(name=name, values=whole))
    return tuple(tags) if len(tags) == len(node.entries) else None
