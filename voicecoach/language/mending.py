"""Applies the edits of findings to a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.findings.reading import UncertainFinding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from voicecoach.findings import Finding
    from voicecoach.findings.base import Edit
    from voicecoach.source import SourceText


def mended(source: SourceText, found: Collection[Finding]) -> str:
    """Return the text with every edit applied that keeps the author's meaning.

    Where the YAML is in doubt, only that is put right: the rest may be a consequence. The edits of a finding are applied together or not at all. Of two findings that want the same place the first one in the
    file gets it: what is then still wrong is found when the text is read again.
    """
    chosen: list[Edit] = []
    in_doubt = [one for one in found if isinstance(one, UncertainFinding) and one.edits]
    for one in sorted(in_doubt or found, key=lambda one: one.span.start):
        edits = _edits_in(source, one)
        if not overlap(chosen, edits):
            chosen += edits
    return applied(source.text, chosen)


def can_be_mended(one: Finding) -> bool:
    """Tell whether a finding has edits that keep the meaning, all of them in the file that it is about."""
    return bool(_edits_in(one.span.source, one))


def _edits_in(source: SourceText, one: Finding) -> tuple[Edit, ...]:
    is_here = one.edits_keep_meaning and all(edit.span.source == source for edit in one.edits)
    return one.edits if is_here else ()


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits that do not overlap; their line ends become those of the text."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text.replace("\n", line_end) + text[edit.span.end :]
    return text


def overlap(chosen: Collection[Edit], edits: Iterable[Edit]) -> bool:
    """Tell whether some of these edits want the same place as some of those."""
    return any(
        (edit.span.start < other.span.end and other.span.start < edit.span.end)
        or edit.span.start == other.span.start
        for edit in edits
        for other in chosen
    )
