"""A name and its amounts in one text, as people write them: `Plank 30s`, `Squats 3x10`, `20 air squats`."""

from __future__ import annotations

import re
from typing import Final

from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.grammar import DASH
from voicecoach.language.keys import FOR

LONGEST_NAME: Final = 200  # characters; a longer one is no name with a length behind it
COUNT: Final = "count"
SETS: Final = "sets"
BY: Final = r"\s*(?:[xX*\N{MULTIPLICATION SIGN}]|sets? of|mal)\s*"
SETS_OF: Final = re.compile(rf"([0-9]+){BY}([0-9]+(?:\s*{DASH}\s*[0-9]+)?)(?:\s*reps)?")
LENGTH: Final = r"[0-9][0-9.,:]*\s*(?:[^\W\d_]+\.?|['\"\u2032\u2033\u2019\u201d]+)"
LENGTH_ALONE: Final = re.compile(LENGTH)
REST_WORDS: Final = frozenset(
    ("rest", "pause", "break", "recovery", "recover", "erholung", "repos", "descanso", "pausa")
)
_NO_REPS: Final = r"(?!(?:deg\w*|grad|kg|lbs?|[cm]m|m|inch\w*|hand\w*|arm\w*|leg\w*|finger\w*|point|way|count|step|position)\b)"
_LARGEST_COUNT: Final = 100
_FOR: Final = re.compile(r"\s+(?:for|f\u00fcr|pendant|durante|\u00e0|je)$", re.IGNORECASE)
_NAME_AND_SETS: Final = re.compile(
    r"(.*?\S)(?<![\s,:(\N{EN DASH}-])[\s,:(\N{EN DASH}-]++" + SETS_OF.pattern + r"\)?"
)
_NAME_AND_REPS: Final = re.compile(
    r"(.*?[^\W\d_])\s*+[,:(\N{EN DASH}-]?\s*+(?:[xX\N{MULTIPLICATION SIGN}]\s*([0-9]+)|\(?([0-9]+)\s*[xX\N{MULTIPLICATION SIGN}])\)?"
)
_NAME_AND_NUMBER: Final = re.compile(r"(.*?[^\W\d_])\s*+[,:]\s*+([0-9]{1,3})")  # `Warrior 2` is a name
_SETS_AND_NAME: Final = re.compile(rf"{SETS_OF.pattern}\s+(.*[^\W\d_].*)")
_REPS_AND_NAME: Final = re.compile(
    rf"([0-9]+)\s*(?:[xX\N{{MULTIPLICATION SIGN}}]\s*|\s){_NO_REPS}([^\W\d_].*)"
)
_NAME_AND_LENGTH: Final = re.compile(
    r"(.*?[^\W\d_])[\s,;:@(=>|\N{RIGHTWARDS ARROW}\N{EN DASH}\N{EM DASH}-]+([0-9][0-9.,:]*\s*[^\W\d_]+\.?)\)?"
)
_NAME_AND_LENGTHS: Final = re.compile(
    rf"(.*?[^\W\d_])[\s,;:@(=>|\N{{RIGHTWARDS ARROW}}\N{{EN DASH}}\N{{EM DASH}}-]+([0-9]+){BY}({LENGTH})\)?"
)
_NAME_AND_PARAMETER: Final = re.compile(
    r"(.*?[^\W\d_]),?\s+(?:for|f\u00fcr|pendant|durante|@)\s+(\$[A-Za-z_]\w*)", re.IGNORECASE
)
_NAME_AND_SECONDS: Final = re.compile(
    r"(.*?[^\W\d_])[\s,;:@(=>|\N{RIGHTWARDS ARROW}\N{EN DASH}\N{EM DASH}-]+([1-9][0-9]{1,2})\)?"
)
_TIMES_AND_NAME: Final = re.compile(r"([1-9])\s*[xX\N{MULTIPLICATION SIGN}]\s*([^\W\d_].*)")
_LENGTH_AND_NAME: Final = re.compile(rf"({LENGTH})\s+(?:of\s+)?([^\W\d_].*)")


def name_and_length(text: str, *, has_sets: bool) -> tuple[str, dict[str, str]]:  # noqa: PLR0911 - one case a way to say it
    """Return a name without the length in it, and what the length says; an empty name where there is none."""
    if match := _NAME_AND_LENGTHS.fullmatch(text):
        values = {FOR.name: length_meant(match[3]), SETS: match[2]}
        return (match[1], values) if has_sets else ("", {})
    if (match := _TIMES_AND_NAME.fullmatch(text)) and has_sets:
        name, values = name_and_length(match[2], has_sets=False)
        return (name, values | {SETS: match[1]}) if name else ("", {})
    if match := _NAME_AND_PARAMETER.fullmatch(text):
        return match[1], {FOR.name: match[2]}
    if match := _NAME_AND_LENGTH.fullmatch(text):
        return _FOR.sub("", match[1]), {FOR.name: length_meant(match[2])}
    if (match := _LENGTH_AND_NAME.fullmatch(text)) and (length := length_meant(match[1])):
        return match[2], {FOR.name: length}
    if match := _NAME_AND_SECONDS.fullmatch(text):
        return match[1], {FOR.name: f"{match[2]}s"}
    return "", {}


def name_and_count(text: str) -> tuple[str, dict[str, str]]:
    """Return a name without the reps in it, and what they are; an empty name where there is none."""
    if match := _NAME_AND_SETS.fullmatch(text):
        return _FOR.sub("", match[1]), {COUNT: match[3], SETS: match[2]}
    if match := _SETS_AND_NAME.fullmatch(text):
        return match[3], {COUNT: match[2], SETS: match[1]}
    if match := _NAME_AND_REPS.fullmatch(text):
        return match[1], {COUNT: match[2] or match[3]}
    if match := _NAME_AND_NUMBER.fullmatch(text):
        return match[1], {COUNT: match[2]}
    if (match := _REPS_AND_NAME.fullmatch(text)) and 1 < int(match[1][:9]) <= _LARGEST_COUNT:
        return match[2], {COUNT: match[1]}
    return "", {}


def length_meant(text: str) -> str:
    found = duration_ms(text)
    return found.suggestion if isinstance(found, Problem) else text
