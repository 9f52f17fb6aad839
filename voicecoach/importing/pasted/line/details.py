"""What a name says of load, edge, grip and effort, taken out of it: `back squat @ 80%` is a back squat with a load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.pasted.words.vocabulary import PREPOSITIONS, WHOLES
from voicecoach.language.details import MAX_EFFORT, Bodyweight, EdgeDepth, PartOf, Weight, edge_of, load_of

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER: Final = r"[0-9]{1,4}(?:[.,][0-9]{1,2})?"
_EDGE: Final = re.compile(
    rf"(?<![\w.,/-])[(@ ]{{0,3}}(?P<value>{_NUMBER} ?(?:mm|cm))(?![\w/])\)?(?: (?:edge|edges|leiste|regleta|réglette)(?!\w))?",
    re.IGNORECASE,
)
_JUG: Final = re.compile(r"@ ?(?P<value>jugs?)(?!\w)", re.IGNORECASE)
_LOAD: Final = re.compile(
    rf"(?<![\w.,/])(?<![0-9]-)[(@ ]{{0,3}}(?:W ?(?=[+-]))?(?P<value>(?:(?:BW|bodyweight) ?[+-] ?|[+-])?(?:[0-9]x ?)?"
    rf"(?P<least>{_NUMBER} ?(?:-|–|to|bis|à|a) ?)?{_NUMBER} ?(?:kgs?|kilos?|lbs?|pounds?|#))(?P<help> assist(?:ed|ance)?)?(?![\w/])\)?",  # noqa: RUF001
    re.IGNORECASE,
)
_OF_HEART: Final = r"(?:max\.? (?:HR|HF|FC)|(?:HR|HF|FC) max)"
_WHOLE: Final = "|".join(
    (_OF_HEART, "BW", "bodyweight", *map(re.escape, sorted(WHOLES, key=len, reverse=True)))
)
_SHARE: Final = re.compile(
    rf"(?<![\w.,/-])[(@ ]{{0,3}}(?P<value>{_NUMBER} ?%)(?:(?: (?:of|vom|von|de|del|du))? ?(?P<of>{_WHOLE}))?(?![\w/-])\)?",
    re.IGNORECASE,
)
_EFFORT: Final = re.compile(
    r"[(@ ]{0,3}(?<!\w)(?:RPE|effort|anstrengung|esfuerzo) ?:? ?(?P<value>[0-9]{1,2})(?:/10)?(?![\w.,/-])\)?",
    re.IGNORECASE,
)
_GRIP: Final = re.compile(r"[&§](?! \w)(?P<value>[^&§@]{1,60}?)(?= [&§@W+-]|$)")
_BY_BODY: Final = ("bw", "bodyweight")
_OF_MAX: Final = frozenset({"1rm", "rm", "max", *_BY_BODY})
_ENDS_PART: Final = re.compile(r" *(?:$|[,;)])")


class NamedDetails(Struct, frozen=True, kw_only=True):
    """As the language writes them; empty where the name says nothing. `name` is without them."""

    name: str
    load: str = ""
    edge: str = ""
    grip: str = ""
    effort: str = ""


def details_of(name: str) -> NamedDetails:
    """Return what a name says of these, and the name without them. What the language does not know stays in the name."""
    grips: list[str] = []
    name, edge = _take(name, _EDGE, _edge)
    if not edge:
        name, edge = _take(name, _JUG, lambda found: found["value"].casefold())
    name, load = _take(name, _LOAD, _load)
    if not load:
        name, load = _take(name, _SHARE, _share)
    name, effort = _take(name, _EFFORT, _effort)
    while (found := _GRIP.search(name)) is not None:
        grips.append(found["value"].strip(" ;,"))
        name = f"{name[: found.start()]}{name[found.end() :]}"
    grip = " ".join(f"{one} fingers" if one.isdigit() else one for one in grips if any(map(str.isalnum, one)))
    return NamedDetails(name=_tidy(name), load=load, edge=edge, grip=grip, effort=effort)


def _take(name: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], str]) -> tuple[str, str]:
    """Return the name without what the pattern finds in it, and its value; only where the language reads it."""
    found = pattern.search(name)
    value = read(found) if found else ""
    if found is None or not value:
        return name, ""
    before, after = name[: found.start()].rstrip(), name[found.end() :]
    words, _, last = before.rpartition(" ")
    if last.casefold() in PREPOSITIONS and _ENDS_PART.match(after):
        before = words  # `hang on 20 mm`
    return f"{before} {after}", value


def _edge(found: re.Match[str]) -> str:
    value = found["value"].replace(" ", "").replace(",", ".")
    return value if isinstance(edge_of(value), EdgeDepth) else ""


def _load(found: re.Match[str]) -> str:
    value = found["value"].replace(" ", "").replace(",", ".").replace("#", "lb")
    value = re.sub(r"(?:kgs|kilos?)$", "kg", value, flags=re.IGNORECASE)
    value = re.sub(r"(?:lbs|pounds?)$", "lb", value, flags=re.IGNORECASE)
    if found["least"]:
        written = re.sub(r"(?<=[0-9])(?=[^\W\d]+$)", " ", re.sub(" ?#$", "lb", found["value"]))
        return written if isinstance(load_of(written), Weight | Bodyweight | str) else ""
    if found["help"]:
        value = f"-{value.lstrip('+-')}"
    return value if isinstance(load_of(value), Weight | Bodyweight) else ""


def _share(found: re.Match[str]) -> str:
    of = (found["of"] or "").casefold()
    value = found["value"].replace(" ", "").replace(",", ".")
    if of in _OF_MAX:
        value += " BW" if of.endswith(_BY_BODY) else " max"
    elif of:
        value += f" {found['of']}"  # `90% HRmax`, in the author's own words
    return value if isinstance(load_of(value), PartOf | str) else ""


def _effort(found: re.Match[str]) -> str:
    return found["value"] if 1 <= int(found["value"]) <= MAX_EFFORT else ""


def _tidy(name: str) -> str:
    """Return a name without what is left of the brackets and signs around what was taken out."""
    name = re.sub(r"\( *[,;]* *\)", " ", name)
    name = re.sub(r"(?: *[,;]){2,}", ",", " ".join(name.split()))
    return re.sub(r" +([,;])", r"\1", name).strip(" ,;@-–")  # noqa: RUF001
