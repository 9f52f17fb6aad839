"""Source text to `Routine`: the one public function of this stage."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.diagnostics import Code, Diagnostic, by_place, error, has_errors
from voicecoach.language.keys import ROUTINE_KEYS, STEP_KINDS, Takes
from voicecoach.language.model import BedFile, Routine, Tag
from voicecoach.language.nodes import Mapping, Node, Scalar, Sequence, read_nodes
from voicecoach.language.options import Defaults, read_defaults
from voicecoach.language.parameters import read_parameters
from voicecoach.language.scope import OFF, Field, Fields, Findings, Scope, read_fields, require
from voicecoach.language.steps import Budget, StepScope, read_steps
from voicecoach.language.typed import first_line, read_items, read_plain, read_spoken, report_wrong_type
from voicecoach.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Mapping as Values

MAX_BYTES: Final = 1024 * 1024
DEFAULT_LANGUAGE: Final = "en"

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_WHERE: Final = "a routine"


def parse(
    source: SourceText, settings: Values[str, str] = MappingProxyType({}), *, at: Span | None = None
) -> tuple[Routine | None, tuple[Diagnostic, ...]]:
    """Return the routine with these values of its parameters, and every finding, sorted by place.

    The routine is None exactly if there is an error.
    """
    routine, found = parse_partly(source, settings, at=at)
    return (None if has_errors(found) else routine), found


def parse_partly(
    source: SourceText, settings: Values[str, str] = MappingProxyType({}), *, at: Span | None = None
) -> tuple[Routine | None, tuple[Diagnostic, ...]]:
    """Return what could be read of a routine, and every finding, sorted by place.

    Where there is an error, the routine lacks the steps that are wrong, or is None where nothing is left of it: enough to
    look for what else is wrong, nothing to be heard. What is wrong with a setting has a code that begins with `setting-`;
    its place is the setting itself, or `at` where another routine's `include` sets it.
    """
    if _is_too_large(source.text):
        place = Span(source=source, start=0, end=0)
        return None, (error(Code.FILE_TOO_LARGE, place, limit=MAX_BYTES),)
    garbled = source.text.find("\N{REPLACEMENT CHARACTER}")
    not_text: tuple[Diagnostic, ...] = ()
    if garbled >= 0:
        not_text = (error(Code.NOT_TEXT, Span(source=source, start=garbled, end=garbled + 1)),)
        if "\0" in source.text:  # no text at all: whatever else is found would say nothing
            return None, not_text
    document = read_nodes(source)
    findings = Findings()
    for found in not_text:
        findings.add(found)
    for found in document.diagnostics:
        if found.code is not Code.NESTING_TOO_DEEP:
            findings.add(found)
    routine = None if document.root is None else _routine(findings, source, document.root, settings, at)
    if not findings.has(Code.NESTING_TOO_DEEP):  # else a block further out is the one too many
        for found in document.diagnostics:
            findings.add(found)
    diagnostics = by_place(findings.all())
    assert routine is not None or has_errors(diagnostics), "a routine is missing, and nobody said why"
    return routine, diagnostics


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
            found = "a list" if isinstance(root, Sequence) else "a text"
            scope.report(
                Code.WRONG_TYPE,
                first_line(root.span),
                key=_WHERE,
                takes="`key: value` pairs",
                found=found,
                quote=0,
            )
        return None
    fields = read_fields(scope, root, ROUTINE_KEYS, where=_WHERE, elsewhere=_step_keys())
    scope, parameters = read_parameters(
        replace(scope, complete=_may_lack_nothing(root, fields)),
        fields.get("parameters"),
        settings,
        at,
    )
    first = root.entries[0].key.span if root.entries else root.span
    title_field = require(scope, root, fields, "title", at=first, where=_WHERE)
    title = None if title_field is None else read_plain(scope, title_field)
    about = read_plain(scope, fields["about"]) if "about" in fields else ""
    language = _language(scope, fields.get("language"))
    tags = _tags(scope, fields.get("tags"))
    caution = read_spoken(scope, fields["caution"]) if "caution" in fields else None
    bed = _bed(scope, fields["bed"]) if "bed" in fields else ()
    pronounce = _pronounce(scope, fields.get("pronounce"))
    defaults = read_defaults(scope, fields.get("defaults"))
    steps_field = require(scope, root, fields, "steps", at=first, where=_WHERE)
    inner = StepScope(defaults=defaults or Defaults(), budget=Budget())
    steps = None if steps_field is None else read_steps(scope, inner, steps_field)
    if steps is None:
        return None
    return Routine(
        source=source,
        title=title or "",
        about=about or "",
        language=language or DEFAULT_LANGUAGE,
        tags=tags or (),
        caution=caution,
        bed=bed,
        parameters=parameters,
        steps=steps,
        pronounce=pronounce,
    )


def _may_lack_nothing(root: Mapping, fields: Fields) -> bool:
    """Tell whether every parameter was read, as far as the file's top level shows."""
    return "parameters" in fields or not root.incomplete


def _step_keys() -> set[str]:
    return {name for kind in STEP_KINDS.values() for name in kind.keys()} - set(ROUTINE_KEYS)  # noqa: SIM118 - a method


def _language(scope: Scope, field: Field | None) -> str | None:
    if field is None:
        return DEFAULT_LANGUAGE
    words = read_plain(scope, field, Takes.LANGUAGE)
    if words is None:
        return None
    if not _LANGUAGE.fullmatch(words):
        scope.report(Code.BAD_LANGUAGE, field.node.span, found=words)
        return None
    return words.replace("_", "-").lower()


def _pronounce(scope: Scope, field: Field | None) -> tuple[tuple[str, str], ...]:
    if field is None:
        return ()
    if not isinstance(field.node, Mapping):
        report_wrong_type(scope, field, Takes.PRONOUNCE)
        return ()
    table = []
    for entry in field.node.entries:
        name = entry.key.text.strip()
        say = read_plain(scope, Field(key=entry.key, name=entry.key.text, node=entry.value))
        if say is None:
            continue
        silent = [node.span for node, text in ((entry.key, name), (entry.value, say)) if not _is_spoken(text)]
        if silent:
            scope.report(Code.SILENT_TEXT, silent[0])
        else:
            table.append((name, say))
    return tuple(table)


def _is_spoken(text: str) -> bool:
    return any(map(str.isalnum, text))


def _bed(scope: Scope, field: Field) -> tuple[BedFile, ...]:
    items = read_items(scope, field, Takes.BED) or ()
    read = [(read_plain(scope, item, Takes.BED), item.node.span) for item in items]
    return tuple(BedFile(path=path, span=span) for path, span in read if path and path.casefold() not in OFF)


def _tags(scope: Scope, field: Field | None) -> tuple[Tag, ...] | None:
    if field is None:
        return ()
    if not isinstance(field.node, Mapping):
        report_wrong_type(scope, field, Takes.TAGS)
        return None
    tags: list[Tag] = []
    for entry in field.node.entries:
        name = entry.key.text
        items = read_items(scope, Field(key=entry.key, name=name, node=entry.value), Takes.VALUES)
        values = [read_plain(scope, item, Takes.VALUE) for item in items or ()]
        whole = tuple(value for value in values if value is not None)
        if items is not None and len(whole) == len(values):
            tags.append(Tag(name=name, values=whole))
    return tuple(tags) if len(tags) == len(field.node.entries) else None
