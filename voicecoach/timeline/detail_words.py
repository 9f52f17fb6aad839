"""What an exercise is done with, in words: "half crimp, twenty millimeters, plus ten kilos"; and as it is written on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from voicecoach.language.details import (
    Bodyweight,
    EdgeUnit,
    LoadOf,
    LoadUnit,
    PartOf,
    Weight,
    edge_written,
    load_written,
)
from voicecoach.language.leaves import shown_count
from voicecoach.language.lists import blocks_of
from voicecoach.language.model import TextTemplate
from voicecoach.timeline.patterns import fill
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.details import Details, Edge, Load
    from voicecoach.language.lists import CircuitItem
    from voicecoach.timeline.moment import Narrator
    from voicecoach.timeline.phrases import Phrases

_LOAD_UNITS: Final = {LoadUnit.KILO: "kilo", LoadUnit.POUND: "pound"}
_EDGE_UNITS: Final = {
    EdgeUnit.MILLIMETER: "millimeter",
    EdgeUnit.CENTIMETER: "centimeter",
    EdgeUnit.INCH: "inch",
}
_SIGNS: Final = {"+": "load_plus", "-": "load_minus"}
_OF: Final = {LoadOf.BODYWEIGHT: "load_of_bodyweight", LoadOf.MAX: "load_of_max"}


def spoken_details(details: Details, narrator: Narrator, index: int) -> str:
    """Return what is said of them in the interval of this index; an empty text where there are none."""
    phrases = narrator.phrases
    parts = (
        grip_words(details, narrator, index),
        _edge(details.edge, phrases) if details.edge else "",
        _load(details.load, phrases) if details.load else "",
        phrases.with_number("effort", details.effort) if details.effort else "",
    )
    return ", ".join(part for part in parts if part)


def shown_details(details: Details, narrator: Narrator, index: int) -> tuple[str, ...]:
    """Return how they are read: "half crimp", "20mm", "+10kg", "effort 8", "tempo 3-0-X-1"."""
    parts = (
        grip_words(details, narrator, index),
        edge_written(details.edge) if details.edge else "",
        load_written(details.load) if details.load else "",
        narrator.phrases.on_screen("effort", n=details.effort) if details.effort else "",
        narrator.phrases.on_screen("tempo", counts=details.tempo) if details.tempo else "",
    )
    return tuple(part for part in parts if part)


def shown_items(items: tuple[CircuitItem, ...], narrator: Narrator, index: int) -> str:
    """Return how the list of a circuit is read: "3 rounds (21 Thruster (40kg), 12 Pull-up), 1m Run"."""
    shown: list[str] = []
    for block in blocks_of(items):
        one = ", ".join(_shown_item(item, narrator, index) for item in block)
        rounds = block[0].rounds
        shown.append(narrator.phrases.on_screen("list_rounds", n=rounds, items=one) if rounds else one)
    return ", ".join(shown)


def _shown_item(item: CircuitItem, narrator: Narrator, index: int) -> str:
    length = format_duration_ms(item.duration_ms) if item.duration_ms else ""
    phrases = narrator.phrases
    if item.is_rest and item.name is None:
        return phrases.item_rest(length)
    between = phrases.item_rest(format_duration_ms(item.set_rest_ms)) if item.set_rest_ms else ""
    sets = phrases.word("item_sets").format(n=item.sets) if item.sets > 1 else ""
    details = ", ".join(
        filter(
            None, (sets, between, phrases.sides(item.sides), *shown_details(item.details, narrator, index))
        )
    )
    words = (
        shown_count(item.count, item.count_from) if item.count else length,
        narrator.item_name(item, index),
        f"({details})" if details else "",
    )
    return " ".join(filter(None, words))


def grip_words(details: Details, narrator: Narrator, index: int) -> str:
    if details.grip is None:
        return ""
    start_ms = narrator.session.intervals[index].start_ms
    return narrator.render(details.grip, index, start_ms).rstrip(" .,")


def _edge(edge: Edge, phrases: Phrases) -> str:
    return (
        edge.written()
        if isinstance(edge, TextTemplate)
        else phrases.amount(_EDGE_UNITS[edge.unit], edge.amount)
    )


def _load(load: Load, phrases: Phrases) -> str:
    match load:
        case Weight():
            amount = phrases.amount(_LOAD_UNITS[load.unit], load.amount)
            if load.times > 1:
                amount = phrases.with_number("load_times", load.times, amount=amount)
            return _signed(load.sign, amount, phrases)
        case PartOf():
            share = _signed(load.sign, phrases.with_number("load_percent", load.percent), phrases)
            return fill(phrases.word(_OF[load.of]), {"amount": share}) if load.of else share
        case Bodyweight():
            if load.more is None:
                return phrases.word("bodyweight")
            return fill(phrases.word("bodyweight_and"), {"amount": _load(load.more, phrases)})
        case TextTemplate():
            return load.written()
        case _:
            assert_never(load)


def _signed(sign: str, amount: str, phrases: Phrases) -> str:
    return fill(phrases.word(_SIGNS[sign]), {"amount": amount}) if sign else amount
