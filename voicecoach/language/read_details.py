"""Readers of what an exercise is done with: `grip`, `edge`, `load` and `effort`. Each can be `off`, where `defaults` give it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from voicecoach.findings.content import BadCount, BadEdge, BadLoad
from voicecoach.findings.terms import Takes
from voicecoach.language.details import MAX_EFFORT, edge_of, load_of, meant_effort
from voicecoach.language.durations import Problem
from voicecoach.language.model import TextTemplate
from voicecoach.language.read_numbers import read_count
from voicecoach.language.reading import reads
from voicecoach.language.scope import Field, Scope, is_off
from voicecoach.language.typed import meant_instead, read_name, read_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.language.details import Edge, Load
    from voicecoach.source import Span

Amount = TypeVar("Amount")


def nothing(span: Span) -> TextTemplate:
    """Return what `off` is."""
    return TextTemplate(parts=(), span=span)


@reads(Takes.GRIP)
def read_grip(scope: Scope, field: Field) -> TextTemplate | None:
    return nothing(field.node.span) if is_off(field) else read_name(scope, field)


@reads(Takes.LOAD)
def read_load(scope: Scope, field: Field) -> Load | None:
    return _read_amount(scope, field, Takes.LOAD, load_of, BadLoad)


@reads(Takes.EDGE)
def read_edge(scope: Scope, field: Field) -> Edge | None:
    return _read_amount(scope, field, Takes.EDGE, edge_of, BadEdge)


def _read_amount(
    scope: Scope,
    field: Field,
    takes: Takes,
    understand: Callable[[str], Amount | str | Problem],
    finding: type[BadLoad | BadEdge],
) -> Amount | TextTemplate | None:
    """Return a load or an edge, or the words of one that has no unit, such as `small`."""
    if is_off(field):
        return nothing(field.node.span)
    read = read_words(scope, field, takes)
    if read is None:
        return None
    scalar, words = read
    found = understand(words)
    if isinstance(found, Problem):
        span, meant, edits = meant_instead(scope, scalar, words, found.suggestion)
        scope.report(finding(span=span, written=words, suggestion=meant, edits=edits))
        return None
    return TextTemplate(parts=(found,), span=scalar.span) if isinstance(found, str) else found


@reads(Takes.EFFORT)
def read_effort(scope: Scope, field: Field) -> int | None:
    """Return the effort, 0 for `off`."""
    if is_off(field):
        return 0
    read = read_words(scope, field, Takes.EFFORT)
    if read is None:
        return None
    scalar, words = read
    if suggestion := meant_effort(words):
        span, meant, edits = meant_instead(scope, scalar, words, suggestion)
        scope.report(BadCount(span=span, written=words, suggestion=meant, edits=edits))
        return None
    return read_count(scope, field, maximum=MAX_EFFORT)
