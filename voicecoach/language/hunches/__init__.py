"""What a file that cannot be read is meant to be: lines at another level, or written in another way.

Each hunch is a finding with its edits. It counts only where the text with the edits has less that is wrong: see `weighed`. A routine that is right is never looked
at.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.base import Severity
from voicecoach.findings.reading import (
    SeveralDocuments,
    UncertainFinding,
    YamlFence,
    YamlGluedDash,
    YamlGluedKey,
    YamlHeading,
    YamlIndentation,
    YamlLookalike,
    YamlMark,
    YamlNoKey,
    YamlNotIndented,
    YamlPasted,
    YamlTab,
)
from voicecoach.findings.structure import UnknownKey
from voicecoach.language.hunches.flat import (
    flat_steps,
    lone_amounts,
    repeated_cues,
    step_beside_key,
    steps_without_key,
    text_steps,
)
from voicecoach.language.hunches.kinds import kinds_without_colon, second_kinds
from voicecoach.language.hunches.levels import (
    continued_lines,
    items_at_the_top,
    letters,
    second_steps,
    sections_without_steps,
    steps_as_text,
    wrapped_file,
    wrong_levels,
)
from voicecoach.language.hunches.minutes import minute_keys
from voicecoach.language.hunches.order import fillers, flat_pairs, rounds_before_steps
from voicecoach.language.hunches.pasted import (
    bold_keys,
    json_commas,
    line_numbers,
    other_braces,
    prompts,
    quoted_mail,
)
from voicecoach.language.hunches.sections import defaults_in_place, flat_sections, repeated_sections
from voicecoach.language.hunches.steps import (
    block_heads,
    headings,
    keys_with_dashes,
    missing_dashes,
    named_steps,
    step_marks,
    text_lists,
)
from voicecoach.language.hunches.tables import tables
from voicecoach.language.hunches.toml import toml
from voicecoach.language.hunches.writing import (
    glued_keys,
    invisible_characters,
    keys_on_one_line,
    line_ends,
    marked_cue_keys,
    metadata,
    other_comments,
    quoted_keys,
    rulers,
    title_without_key,
)
from voicecoach.language.mending import applied, overlap
from voicecoach.language.text_lines import TextLine, text_lines
from voicecoach.source import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from voicecoach.findings import Finding
    from voicecoach.findings.reading import ReadingFinding

_MOST_CHARACTERS: Final = 20_000  # a longer text takes too long to read again for each hunch
_MOST_HUNCHES: Final = 10  # at once: the others are found when these are put right
# What is said of one line by itself needs no weighing.
_CLEAR: Final = (YamlNoKey, YamlMark, YamlFence, YamlGluedKey, YamlGluedDash, YamlLookalike)


def weighed(
    source: SourceText,
    found: Sequence[Finding],
    read: Callable[[SourceText], Sequence[Finding]],
    *,
    most: int = _MOST_HUNCHES,
) -> tuple[Finding, ...]:
    """Return the findings of a file with its hunches in place of those that they explain.

    `read` returns the findings of another text, and is asked for at most `most` hunches. A hunch is right where those of
    the text with its edits are fewer; where none is by itself, all together may be.
    """
    if len(source.text) > _MOST_CHARACTERS or any(isinstance(one, YamlTab) for one in found):
        return tuple(found)  # before tabs are spaces nobody knows what stands below what
    lines = text_lines(source.text)
    before = _weight(found)
    clear = {one.span.line for one in found if isinstance(one, _CLEAR) and one.edits}
    apart: list[ReadingFinding] = []
    for one in islice(_hunches(source, lines), min(most, _MOST_HUNCHES)):
        is_whole = isinstance(one, YamlPasted)  # it says how all lines are written
        is_clear = not is_whole and not clear.isdisjoint(edit.span.line for edit in one.edits)
        if not is_clear and not any(overlap(one.edits, other.edits) for other in apart):
            apart.append(one)
    right = [one for one in apart if _weight(read(_with(source, [one]))) < before]
    if not right and len(apart) > 1 and _weight(read(_with(source, apart))) < before:
        right = apart
    if not right:
        return tuple(found)
    left = {_trace(one) for one in read(_with(source, right))}
    return (*(_after(one) for one in found if _trace(one) in left), *(_named(one, found) for one in right))


def _named(hunch: ReadingFinding, found: Iterable[Finding]) -> Finding:
    """Return a hunch as the finding that says more exactly what is wrong with its line, if there is one."""
    lines = {edit.span.line for edit in hunch.edits}
    for one in found:
        if one.span.line not in lines:
            continue
        is_level = isinstance(one, YamlNotIndented) or (isinstance(one, YamlNoKey) and not one.edits)
        is_unknown = isinstance(one, UnknownKey | SeveralDocuments) and not one.edits
        if (is_level and isinstance(hunch, YamlIndentation)) or (
            is_unknown and isinstance(hunch, YamlHeading)
        ):
            return replace(one, edits=hunch.edits)
    return hunch


def _after(one: Finding) -> Finding:
    """Return a finding without its edits where its line may be meant otherwise once the hunches are put right."""
    return replace(one, edits=()) if isinstance(one, YamlIndentation) else one


def _trace(found: Finding) -> tuple[type, str]:
    """Return what is the same of a finding in a text whose lines have moved."""
    return type(found), found.span.source.line_text(found.span.line).strip()


def _weight(found: Iterable[Finding]) -> tuple[int, ...]:
    """Return how much is wrong: first what nobody knows how to mend, and of that what stands in the way of reading."""
    errors = [
        one for one in found if one.severity is Severity.ERROR and not (isinstance(one, _CLEAR) and one.edits)
    ]
    in_doubt = [one for one in errors if isinstance(one, UncertainFinding)]
    unknown = [sum(not one.edits for one in some) for some in (in_doubt, errors)]
    return *unknown, len(in_doubt), len(errors)


def _with(source: SourceText, hunches: Iterable[ReadingFinding]) -> SourceText:
    text = applied(source.text, [edit for one in hunches for edit in one.edits])
    return SourceText(name=source.name, text=text)


def _hunches(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    for look in _LOOKS:
        yield from look(source, lines)


_LOOKS: Final[tuple[Callable[[SourceText, Sequence[TextLine]], Iterator[ReadingFinding]], ...]] = (
    prompts,
    line_numbers,
    quoted_mail,
    toml,
    defaults_in_place,
    tables,
    json_commas,
    other_braces,
    bold_keys,
    invisible_characters,
    other_comments,
    rulers,
    metadata,
    repeated_sections,
    flat_sections,
    wrapped_file,
    items_at_the_top,
    steps_as_text,
    sections_without_steps,
    letters,
    second_steps,
    title_without_key,
    steps_without_key,
    step_beside_key,
    quoted_keys,
    glued_keys,
    line_ends,
    step_marks,
    block_heads,
    minute_keys,
    named_steps,
    text_lists,
    headings,
    flat_steps,
    flat_pairs,
    fillers,
    rounds_before_steps,
    second_kinds,
    repeated_cues,
    kinds_without_colon,
    lone_amounts,
    keys_with_dashes,
    missing_dashes,
    text_steps,
    wrong_levels,
    keys_on_one_line,
    marked_cue_keys,
    continued_lines,
)
