"""An exercise in one text with all of its amounts, in any order: `Clam shells 12 reps, 3 sets, each side, rest 30 s`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from voicecoach.findings.base import Edit
from voicecoach.findings.structure import MissingKey
from voicecoach.language.durations import Problem
from voicecoach.language.keys import FOR, SIDES
from voicecoach.language.nodes import Mapping, Scalar, ScalarStyle
from voicecoach.language.slips.amounts import EACH_SIDE, with_both_sides
from voicecoach.language.slips.names_with_amounts import COUNT, LENGTH, LONGEST_NAME, SETS, length_meant
from voicecoach.language.step_entries import find_entry, line_beside, with_values
from voicecoach.language.values import tempo_ms
from voicecoach.language.words import number_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Values

    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.scope import Scope

_N: Final = r"(?P<n>[0-9]{1,3}|[^\W\d_]+)"
_TIMES: Final = r"(?:[xX\N{MULTIPLICATION SIGN}]|times|mal|fois|veces)"
_SETS: Final = r"(?:sets?|rounds?|s\u00e4tze?|saetze|runden|s\u00e9ries|series|tours|rondas)"
_REPS: Final = r"(?:reps?|repetitions?|wdh|wiederholungen|r\u00e9p\u00e9titions|repeticiones)"
_REST: Final = r"(?:rest|pause|break|repos|descanso|pausa)"
_D: Final = rf"(?P<d>{LENGTH})"
_BETWEEN: Final = r"(?:\s+(?:in\s+)?between(?:\s+(?:the\s+)?(?:sets?|rounds?))?|\s+(?:zwischen|entre)\b.*)?"
_BEHIND: Final = r"(?=$|[\s,;.)/\0])"
_TIMES_SAID: Final = "times"


def _number(match: re.Match[str]) -> str:
    found = match.groupdict().get("m") or match["n"]
    return found if found.isdigit() else number_of(found)


def _length(match: re.Match[str]) -> str:
    return length_meant(match["d"].strip())


def _tempo(match: re.Match[str]) -> str:
    found = tempo_ms(match["t"])
    return found.suggestion if isinstance(found, Problem) else match["t"]


_SAID: Final[tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = tuple(
    (key, re.compile(pattern, re.IGNORECASE), read)
    for key, pattern, read in (
        ("rest", rf"{_REST}\s*:?\s*{_D}{_BETWEEN}{_BEHIND}", _length),
        ("rest", rf"{_D}\s+{_REST}{_BETWEEN}{_BEHIND}", _length),
        ("every", rf"(?:every|alle|toutes les|cada)\s+{_D}{_BEHIND}", _length),
        (
            "tempo",
            r"(?:tempo\s*:?\s*)(?P<t>[0-9X][-/ ]?[0-9X][-/ ]?[0-9X](?:[-/ ]?[0-9X])?)(?=$|[\s,;)])",
            _tempo,
        ),
        (SETS, rf"(?:repeat|wiederhole)\s+{_N}(?:\s*{_TIMES})?{_BEHIND}", _number),
        (SETS, rf"{_N}\s*{_SETS}(?:\s+(?:of|von|de|\u00e0))?{_BEHIND}", _number),
        (COUNT, rf"{_N}\s*{_REPS}\.?{_BEHIND}", _number),
        (SETS, r"(?P<n>[0-9]{1,2})\s*[xX*\N{MULTIPLICATION SIGN}]\s*(?=[0-9])", _number),
        (FOR.name, rf"(?:for\s+|f\u00fcr\s+)?{_D}(?:\s+(?:hold|long))?{_BEHIND}", _length),
        (
            _TIMES_SAID,
            rf"{_N}\s*{_TIMES}{_BEHIND}|[xX\N{{MULTIPLICATION SIGN}}]\s*(?P<m>[0-9]{{1,2}}){_BEHIND}",
            _number,
        ),
    )
)
_BARE_COUNT: Final = re.compile(r"(?:^|[\s,;])(?P<n>[0-9]{1,3})$|^(?:of\s+)?(?P<m>[0-9]{1,3})\s+(?=[^\W\d_])")
_IN_ORDER: Final = (FOR.name, COUNT, SETS, SIDES.name, "rest", "every", "tempo")
_SEVERAL: Final = 2
_MOST_KEPT: Final = 1_000
_GAP: Final = "\0"  # where an amount was
_FILLERS: Final = frozenset(
    ("of", "for", "with", "and", "per", "mit", "und", "f\u00fcr", "je", "de", "con", "y")
)
_ENDS: Final = " \t,;.:()/|+-\N{EN DASH}\N{EM DASH}@"


@lru_cache(maxsize=_MOST_KEPT)  # a block can read its steps thousands of times
def amounts_in(text: str) -> tuple[str, Values[str, str]]:
    """Return the name that is left of a text, and what its amounts say by key; no amounts where they cannot all be told.

    Two amounts of a kind, words on both sides of an amount, or a number that no amount has, make all of it uncertain.
    """
    if len(text) > LONGEST_NAME:
        return text, {}
    values: dict[str, str] = {}
    left = _without_sides(text.strip(), values)
    for key, pattern, read in _SAID:
        found = _first(left, pattern, read)
        if found is None:
            continue
        match, value = found
        if key in values:
            return text, {}
        values[key] = value
        left = f"{left[: match.start()].rstrip(_ENDS)}{_GAP}{left[match.end() :].lstrip(_ENDS)}"
        left = _without_sides(left, values)
    pieces = [piece.strip(_ENDS) for piece in left.split(_GAP)]
    names = [piece for piece in pieces if piece and piece.casefold() not in _FILLERS]
    if values and COUNT not in values and (counts := [one for one in names if one.isdecimal()]):
        values[COUNT] = counts[0]
        names.remove(counts[0])
    if len(names) > 1:
        return text, {}
    name = names[0] if names else ""
    if COUNT not in values and FOR.name not in values and values and _TIMES_SAID not in values:
        name = _with_bare_count(name, values)
    if (times := values.pop(_TIMES_SAID, "")) and values.setdefault(_of_times(values), times) != times:
        return text, {}
    in_order = {key: values[key] for key in _IN_ORDER if key in values}
    return (name, in_order) if not re.search(r"[0-9]", name) or len(values) > 1 else (text, {})


def _of_times(values: Values[str, str]) -> str:
    """Return what `3 times` counts: sets of what has a length or a count, else reps."""
    return SETS if FOR.name in values or COUNT in values else COUNT


def _with_bare_count(name: str, values: dict[str, str]) -> str:
    """Take a number without a unit at the end or the beginning of a name for its count."""
    bare = _BARE_COUNT.search(name)
    if bare is None:
        return name
    values[COUNT] = bare["n"] or bare["m"]
    left = f"{name[: bare.start()]}{name[bare.end() :]}".strip(_ENDS)
    return "" if left.casefold() in _FILLERS else left


def _first(
    text: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], str]
) -> tuple[re.Match[str], str] | None:
    """Return the first place where a pattern stands for itself and says something, with what it says."""
    at = 0
    while (match := pattern.search(text, at)) is not None:
        if _begins_a_word(text, match) and (value := read(match)):
            return match, value
        at = match.start() + 1
    return None


def _begins_a_word(text: str, match: re.Match[str]) -> bool:
    return match.start() == 0 or text[match.start() - 1] in " \t,;(/\0"


def _without_sides(text: str, values: dict[str, str]) -> str:
    """Return a text without `each side` at the end of it, which goes to the values."""
    left = EACH_SIDE.sub("", text.rstrip(_ENDS + _GAP))
    if left != text.rstrip(_ENDS + _GAP):
        values[SIDES.name] = "[left, right]"
    return left


def with_amounts_apart(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take several amounts out of a name, a count or a length: `hold: Plank (30 s, 3 sets, 10s rest)`, `count: 3 sets of 12 each side`."""
    for key in (COUNT, FOR.name, SETS, kind.name):
        one = find_entry(node, key)
        if one is None or not isinstance(one.value, Scalar) or one.value.style is not ScalarStyle.PLAIN:
            continue
        written = one.value
        name, values = amounts_in(written.text)
        if key == SETS and SETS not in values and COUNT in values:  # `3 with 30s rest`
            values = {SETS if one == COUNT else one: value for one, value in values.items()}
        is_name = key == kind.name
        if len(values) < _SEVERAL or bool(name) != is_name or written.span.text != written.text:
            continue
        others = {other: value for other, value in values.items() if other != key}
        if not others.keys() <= kind.keys.keys() or any(find_entry(node, other) for other in others):
            continue
        if is_name and not _lacks_one(scope, kind, values):
            continue  # the step is complete: its name may say what it likes
        if not is_name and (key not in values or others.keys() == {SETS}):
            continue  # the value itself is none of them, or sets are all that it has besides
        first = name if is_name else values[key]
        text = first + "".join(line_beside(node, f"{other}: {value}") for other, value in others.items())
        scope.report(
            MissingKey(
                span=written.span,
                key=next(iter(others)),
                where=kind.place,
                written=tuple(f"{other}: {value}" for other, value in others.items()),
                edits=(Edit(span=written.span, text=text),),
            )
        )
        left = {other: value for other, value in others.items() if other != SIDES.name}
        read = with_values(node, one.key, {key: first} | left)
        return with_both_sides(read, one.key) if SIDES.name in others else read
    return node


def _lacks_one(scope: Scope, kind: StepKind[Any], values: Values[str, str]) -> bool:
    """Tell whether a step cannot do without one of these values: its length or its count, where no default gives it."""
    return any(
        key in values and key in kind.keys and key not in scope.defaults.values for key in (FOR.name, COUNT)
    )
