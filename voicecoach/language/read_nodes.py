"""Reads source text into a tree of nodes with spans: by libyaml if the text is valid, by ruamel with repairs if not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.findings.reading import NestingTooDeep, YamlSyntax
from voicecoach.language.events import QuickFailureError, is_undisputed, patient_events, quick_events
from voicecoach.language.node_builder import HopelessError, NodeBuilder, TooManyEventsError
from voicecoach.language.nodes import MAX_BLOCKS, Node, Scalar
from voicecoach.language.repairs import Repairs
from voicecoach.language.repairs_before import separate_glued_keys
from voicecoach.language.yaml_failures import PatientFailureError
from voicecoach.source import SourceText, Span

if TYPE_CHECKING:
    from voicecoach.findings import Finding

_PATIENT_EVENTS = 12_000  # as many, and as long a text, as ruamel reads in about a second
_PATIENT_CHARACTERS = 200_000


class Document(Struct, frozen=True, kw_only=True):
    """`root` is None where there is nothing to go on with; the diagnostics then say why. `patient_events`: read by ruamel in all."""

    root: Node | None
    diagnostics: tuple[Finding, ...]
    patient_events: int = 0


def read_nodes(source: SourceText) -> Document:
    """Return the tree of a routine's text, and what is wrong with it as YAML.

    A text that is right for libyaml, and would be for every other reader, is read by it. Any other is read patiently: a known slip is reported and put
    right in the text, without moving anything, and the text is read again, so that what is wrong elsewhere is found in
    the same run. How much is read so is bounded; what is beyond that gets one finding, at the place that libyaml names.
    """
    repairs = Repairs(source)
    quick = _read_quickly(source, repairs)
    is_short = len(source.text) <= _PATIENT_CHARACTERS
    if isinstance(quick, Document):
        is_certain = (
            not quick.diagnostics and is_undisputed(source.text) and not isinstance(quick.root, Scalar)
        )
        is_hopeless = quick.root is None and any(
            isinstance(found, NestingTooDeep) for found in quick.diagnostics
        )
        if is_certain or is_hopeless or not is_short:
            return quick
    if is_short and (not isinstance(quick, Document) or isinstance(quick.root, Scalar)):
        separate_glued_keys(repairs)
    patient = _read_patiently(source, repairs) if is_short else None
    if patient is not None:
        return patient
    if isinstance(quick, Document) and not repairs.findings:
        return quick
    given_up = _given_up(source, repairs, quick)
    return Document(root=None, diagnostics=given_up, patient_events=_PATIENT_EVENTS if is_short else 0)


def _read_quickly(source: SourceText, repairs: Repairs) -> Document | int:
    """Return the tree, or where libyaml cannot read on."""
    builder = NodeBuilder(source, repairs)
    try:
        root = builder.build(quick_events(repairs.text))
    except QuickFailureError as failure:
        if not failure.too_deep:
            return failure.at
        place = Span(source=source, start=failure.at, end=failure.at + 1)
        found = NestingTooDeep(span=place, limit=MAX_BLOCKS)
        return Document(root=None, diagnostics=(*repairs.findings, found))
    except HopelessError:
        root = None
    return Document(root=root, diagnostics=(*repairs.findings, *builder.findings))


def _read_patiently(source: SourceText, repairs: Repairs) -> Document | None:
    """Return the tree of a text that is put right; None where that takes too long."""
    events_left = _PATIENT_EVENTS
    while True:
        builder = NodeBuilder(source, repairs, most_events=events_left)
        try:
            root = builder.build(patient_events(repairs.text))
        except PatientFailureError as failure:
            events_left -= builder.events
            if not repairs.repair(failure, builder.last_marks()):
                return Document(
                    root=None,
                    diagnostics=tuple(repairs.findings),
                    patient_events=_PATIENT_EVENTS - events_left,
                )
            continue
        except TooManyEventsError:
            return None
        except HopelessError:
            root = None
        return Document(
            root=root,
            diagnostics=(*repairs.findings, *builder.findings),
            patient_events=_PATIENT_EVENTS - events_left + builder.events,
        )


def _given_up(source: SourceText, repairs: Repairs, quick: Document | int) -> tuple[Finding, ...]:
    """Return what was found before patience ended, or else where libyaml stopped."""
    if repairs.findings:
        return tuple(repairs.findings)
    at = quick if isinstance(quick, int) else 0
    while at > 0 and not source.text[at : at + 1].strip():
        at -= 1
    return (YamlSyntax(span=Span(source=source, start=at, end=min(at + 1, len(source.text)))),)
