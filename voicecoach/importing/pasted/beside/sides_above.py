"""Sides that stand above what is done on them: `Each side:`, and a list below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.importing.pasted.items import Exercise, Heading, Left
from voicecoach.importing.pasted.words.fact_reader import read_facts
from voicecoach.importing.pasted.words.facts import Break, Keyword
from voicecoach.importing.pasted.words.vocabulary import SIDES_BEHIND, Meaning, plain

if TYPE_CHECKING:
    from typing import TypeAlias

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]


def with_sides(found: Found) -> Found:
    """Do what stands below `Each side:` on both sides, up to a blank line or the next heading."""
    read: Found = []
    is_on_sides = False
    for line, items in found:
        if _says_only_sides(line.text):
            is_on_sides = True
            read.append((line, (Left(line=line.number, text=line.written, is_label=True),)))
            continue
        if (line.after_blank and not line.is_listed) or any(isinstance(item, Heading) for item in items):
            is_on_sides = False
        read.append((line, tuple(map(_on_both_sides, items)) if is_on_sides else items))
    return read


def _says_only_sides(text: str) -> bool:
    facts = [fact for fact in read_facts(text) if not isinstance(fact, Break)]
    return bool(facts) and all(
        isinstance(fact, Keyword)
        and fact.meaning is Meaning.EACH_SIDE
        and plain(text[fact.start : fact.end]) not in SIDES_BEHIND
        for fact in facts
    )


def _on_both_sides(item: PastedItem) -> PastedItem:
    return replace(item, both_sides=True) if isinstance(item, Exercise) and item.has_amount else item
