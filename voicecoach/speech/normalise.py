"""Coaching notation as a person says it: `3x10`, `8-12`, `30s`, `1:30`, `L/R`, `RDL`. English; data, in order.

The engines read plain numbers, decimals, percentages and money well; what is here is what they get wrong. A rule is
a pattern and what replaces it, tried from the first to the last, so a longer notation stands before its parts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Replacement: TypeAlias = "str | Callable[[re.Match[str]], str]"
Rule: TypeAlias = "tuple[re.Pattern[str], Replacement]"

NUMBER = r"\d+(?:[.,]\d+)?"

# abbreviation -> what is said; with a capital letter in it: only so written
WORDS = {
    "RDLs": "Romanian deadlifts",
    "RDL": "Romanian deadlift",
    "SLDL": "straight-leg deadlift",
    "OHP": "overhead press",
    "TGU": "Turkish get-up",
    "KBs": "kettlebells",
    "KB": "kettlebell",
    "DBs": "dumbbells",
    "DB": "dumbbell",
    "BB": "barbell",
    "BW": "body weight",
    "AMRAP": "as many rounds as possible",
    "EMOM": "every minute on the minute",
    "HIIT": "hit",
    "ROM": "range of motion",
    "T2B": "toes to bar",
    "e.g.": "for example",
    "i.e.": "that is",
    "approx.": "about",
    "alt.": "alternating",
    "incl.": "including",
    "vs.": "versus",
    "vs": "versus",
    "etc.": "et cetera",
    "ea.": "each",
    "w/o": "without",
    "w/": "with ",
}

# unit -> one, many
UNITS = {
    "km/h": ("kilometer an hour", "kilometers an hour"),
    "kg": ("kilo", "kilos"),
    "km": ("kilometer", "kilometers"),
    "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"),
    "lbs": ("pound", "pounds"),
    "lb": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "ft": ("foot", "feet"),
    "mph": ("mile an hour", "miles an hour"),
    "bpm": ("beat a minute", "beats a minute"),
    "kcal": ("calorie", "calories"),
    "cal": ("calorie", "calories"),
    "seconds": ("second", "seconds"),
    "secs": ("second", "seconds"),
    "sec": ("second", "seconds"),
    "s": ("second", "seconds"),
    "minutes": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "min": ("minute", "minutes"),
    "hrs": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "h": ("hour", "hours"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"),
}

FRACTIONS = {"½": "half", "¼": "quarter", "¾": "three quarters", "⅓": "third", "⅔": "two thirds"}
LONGEST_MINUTES = 20  # `10m` is ten minutes, `400m` is a distance


def _amount(number: str, one: str, many: str) -> str:
    return f"{number} {one if number == '1' else many}"


def _unit(match: re.Match[str]) -> str:
    return _amount(match["number"], *UNITS[match["unit"]]) + ("." if match["stop"] else "")


def _metres_or_minutes(match: re.Match[str]) -> str:
    number = match["number"]
    minutes = float(number.replace(",", ".")) <= LONGEST_MINUTES
    return _amount(number, "minute", "minutes") if minutes else _amount(number, "meter", "meters")


def _clock(match: re.Match[str]) -> str:
    hours, minutes, seconds = (int(match[part] or 0) for part in ("h", "m", "s"))
    parts = [_amount(str(hours), "hour", "hours")] if hours else []
    parts += [_amount(str(minutes), "minute", "minutes")] if minutes else []
    parts += [_amount(str(seconds), "second", "seconds")] if seconds or not parts else []
    return " ".join(parts)


def _long_duration(match: re.Match[str]) -> str:
    named = (("h", "hour", "hours"), ("m", "minute", "minutes"), ("s", "second", "seconds"))
    return " ".join(_amount(match[key], one, many) for key, one, many in named if match[key])


def _fraction(match: re.Match[str]) -> str:
    word = FRACTIONS[match["sign"]]
    article = "" if word in ("three quarters", "two thirds") else "a "
    said = f"{match['whole']} and {article}{word}" if match["whole"] else word
    return f"{said} " if match["dash"] else said


def _list(match: re.Match[str]) -> str:
    return re.sub(r"\s*[-–/]\s*", ", ", match[0])  # noqa: RUF001


@cache
def english() -> tuple[Rule, ...]:
    """Return the rules; they are compiled at the first use, as a warm run has no need of them."""
    units = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
    words = "|".join(re.escape(word) for word in sorted(WORDS, key=len, reverse=True))
    number = rf"(?P<number>{NUMBER})"
    table: list[tuple[str, Replacement]] = [
        (rf"(?<![\w.])(?:{words})(?!\w)|(?<!\w)w/(?=\s*\w)", lambda found: WORDS[found[0]]),
        (r"\b(\d+)\s?RM\b", r"\1 rep max"),
        (r"(?<!\w)1/2[\s-]+(?=[a-z])", "half "),
        (r"(?i)\b(set|round|rep|step|exercise|week|day|block)s? (\d+)\s*/\s*(\d+)\b", r"\1 \2 of \3"),
        (r"(?<!\w)L\s*/\s*R(?!\w)", "left and right"),
        (r"(?<!\w)R\s*/\s*L(?!\w)", "right and left"),
        (r"\(L\)|(?<!\w)L(?= (?:leg|arm|side|foot|hand|knee|hip|shoulder)\b)", "left"),
        (r"\(R\)|(?<!\w)R(?= (?:leg|arm|side|foot|hand|knee|hip|shoulder)\b)", "right"),
        (r"(?<!\w)(?:No\.|#)\s?(?=\d)", "number "),
        (r"\s*(?:→|⇒|➔|->|=>)\s*", " to "),
        (r"(?<![\d:])(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)(?![\d:])(?!\s*[ap]\.?m\b)", _clock),
        (r"\b(?:(?P<h>\d+)\s?h\s?)(?P<m>\d+)\s?m(?:in)?(?:\s?(?P<s>\d+)\s?s)?\b", _long_duration),
        (r"\b(?P<h>)(?P<m>\d+)\s?m(?:in)?\s?(?P<s>\d+)\s?s\b", _long_duration),
        (r"\b(\d+(?: (?:sets?|rounds?))?)\s*[x×]\s*(?=\d)", r"\1 times "),  # noqa: RUF001
        (r"\b(\d+)\s?[x×](?![\w-])", r"\1 times"),  # noqa: RUF001
        (r"(?<!\w)[x×]\s?(\d+)\b", r"\1 times"),  # noqa: RUF001
        (r"(?<![\w.-])\d+(?:\s?[-–]\s?\d+){2,}(?![\w-])", _list),  # noqa: RUF001
        (rf"(?<![\w.-])({NUMBER})\s?[-–]\s?(?={NUMBER})", r"\1 to "),  # noqa: RUF001
        (rf"(?P<whole>\b\d+)?\s?(?P<sign>[{''.join(FRACTIONS)}])(?P<dash>[\s-]+(?=[a-z]))?", _fraction),
        (rf"(?<![\w.]){number}\s?(?P<unit>{units})(?!\w)(?P<stop>\.(?=\s*$))?\.?", _unit),
        (rf"(?<![\w.]){number}m\b", _metres_or_minutes),
        (r"[~≈]\s?(?=\d)", "about "),
        (r"(?:>=|≥)\s?(?=\d)", "at least "),
        (r"(?:<=|≤)\s?(?=\d)", "at most "),
        (r">\s?(?=\d)", "more than "),
        (r"<\s?(?=\d)", "less than "),
        (r"\s*@\s*(?=\d)", " at "),
        (r"\s+&\s+", " and "),
        (r"(?<=\d)\s*\+(?=\s|$|[.,!])", " or more"),
        (r"(?<=\d)\s*\+\s*(?=\d)", " plus "),
    ]
    return tuple((re.compile(pattern), replacement) for pattern, replacement in table)


def normalise(text: str, language: str) -> str:
    """Return the text as it is to be spoken; languages without a table of their own stay as they are."""
    if language.split("-", maxsplit=1)[0].lower() != "en":
        return text
    for pattern, replacement in english():
        text = pattern.sub(replacement, text)
    return text
