"""The lengths and the power of a Zwift workout, from its attributes."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.words import clean
from voicecoach.language.durations import MAX_DURATION_MS
from voicecoach.language.suggest import closest
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from voicecoach.importing.writer import Writer
    from voicecoach.importing.xml_events import Element


_POWERS: Final = frozenset(
    {
        "power",
        "powerlow",
        "powerhigh",
        "onpower",
        "offpower",
        "poweronlow",
        "poweronhigh",
        "powerofflow",
        "poweroffhigh",
    }
)
_TAKEN: Final = frozenset({"duration", "onduration", "offduration", "repeat"})
_INTERVALS: Final = frozenset(
    {"onduration", "offduration", "repeat", "onpower", "offpower", "poweronlow", "poweronhigh"}
)
_ALONE: Final = frozenset({"duration", "power", "powerlow", "powerhigh"})
_SETTINGS: Final = frozenset(
    {
        "cadence",
        "cadencelow",
        "cadencehigh",
        "cadenceresting",
        "flatroad",
        "forced_performance_test",
        "forcedperformancetest",
        "ftptest",
        "never_fails",
        "neverfails",
        "overunder",
        "pace",
        "ramptest",
        "show_avg",
        "showavg",
        "slop",
        "spintype",
        "target",
        "units",
        "zone",
    }
)
_SHORTEST: Final = 3  # letters of a name that is cut short
_NO_CADENCE: Final = ("-1", "0", "")
_MOST_POWER: Final = 20  # times the threshold; anything above is a mistake, or in watts
MOST_DIGITS: Final = 40


def power_words(attributes: Mapping[str, str], *names: str) -> str:
    """Return the power in words, as a share of the threshold: ` at 75 %`, ` from 50 to 75 %`; empty where there is none."""
    for name in names:
        one = _percent(attributes.get(name, ""))
        low, high = _percent(attributes.get(f"{name}low", "")), _percent(attributes.get(f"{name}high", ""))
        if one:
            return f" at {one} %"
        if low and high and low != high:
            return f" from {low} to {high} %"
        if low or high:
            return f" at {low or high} %"
    return ""


def _percent(words: str) -> str:
    share = _decimal(words)
    if share is None or not 0 < share <= _MOST_POWER:
        return ""
    return str(int((share * 100).to_integral_value(ROUND_HALF_UP)))


def off_power(attributes: Mapping[str, str]) -> Decimal:
    for name in ("offpower", "poweroffhigh", "powerofflow"):
        power = _decimal(attributes.get(name, ""))
        if power is not None:
            return power
    return Decimal(0)


def _decimal(words: str) -> Decimal | None:
    if len(words) > MOST_DIGITS:
        return None
    try:
        number = Decimal(words.strip().replace(",", "."))  # `0,7`, of an editor that writes commas
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def length_ms_of(attributes: Mapping[str, str], name: str) -> int | None:
    """Return seconds as milliseconds, rounded, or None if they are not a length."""
    seconds = _decimal(attributes.get(name, ""))
    if seconds is None or not 0 <= seconds <= MAX_DURATION_MS // MS_PER_S:
        return None
    return int((seconds * MS_PER_S).to_integral_value(ROUND_HALF_UP))


def with_known_attributes(writer: Writer, element: Element, *, are_intervals: bool) -> Element:
    """Return an interval with its lengths and powers by their right names; a misspelt one is read as what it is near to, and noted."""
    known = _INTERVALS if are_intervals else _ALONE
    attributes: dict[str, str] = {}
    for attribute, value in element.attributes.items():
        is_known = attribute in _TAKEN | _POWERS | _SETTINGS
        near = "" if is_known else _near(attribute, known - element.attributes.keys() - attributes.keys())
        if near:
            writer.note(element.line, f"`{clean(attribute).text[:60]}` is read as `{near}`")
        attributes[near or attribute] = value
    return replace(element, attributes=attributes)


def _near(attribute: str, known: AbstractSet[str]) -> str:
    """Return the shortest name that an attribute is the beginning of, as `Pow` is, else one that it is near to."""
    begun = [name for name in known if name.startswith(attribute) and len(attribute) >= _SHORTEST]
    return min(begun, key=len) if begun else closest(attribute, known) or ""


def note_targets(writer: Writer, element: Element) -> None:
    for attribute, value in element.attributes.items():
        if attribute in _TAKEN:
            continue
        if attribute in _POWERS:
            _note_power(writer, element, value)  # said with the name; a rest has none
        elif "power" in attribute or attribute in {"zone", "target", "slop", "overunder"}:
            writer.note(element.line, "power targets without a number are not carried over")
        elif "cadence" in attribute:
            if value.strip() not in _NO_CADENCE:
                writer.note(element.line, "cadence targets are not carried over")
        elif attribute in {"pace", "units"}:
            writer.note(element.line, "pace targets are not carried over")
        elif attribute in _SETTINGS:
            writer.note(element.line, "settings of the trainer and its screen are not carried over")
        else:
            writer.note(element.line, f"`{clean(attribute).text[:60]}` of an interval is not carried over")


def _note_power(writer: Writer, element: Element, words: str) -> None:
    power = _decimal(words)
    if power is None or power < 0 or power > _MOST_POWER:
        writer.note(
            element.line, f"a power of `{clean(words).text[:20]}` is no share of the threshold: left out"
        )
