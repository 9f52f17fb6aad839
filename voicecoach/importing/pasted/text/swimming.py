"""The sets of swimmers, whose numbers are lengths: `8 x 50 free on 1:00`, `200 easy`, `4 x 100 (:20 kick`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_LENGTH: Final = r"(?:25|50|75|[1-9][0-9]?(?:00|50|25|75))"
_CLOCK: Final = r"[0-9]{0,2}:[0-9]{2}"
_SETS: Final = re.compile(
    rf"(?P<mark>^[^\w]*|^[^\d:]{{1,24}}: ?)(?P<count>[0-9]{{1,2}}) ?[x×*] ?(?P<length>{_LENGTH})(?: ?(?:m|meters|metres|yds?|yards)(?!\w)|['’]?s(?!\w)|(?![\w.%:/'’-]))(?! ?(?:reps|kg|lbs?)(?!\w))",  # noqa: RUF001
    re.IGNORECASE,
)
_ONE: Final = re.compile(
    rf"(?P<mark>^\W*|^[^\d:]{{1,24}}: ?|^swim )(?P<length>{_LENGTH})(?: ?(?:m|meters|metres|yds?|yards)(?!\w))?(?= [^\W\d])",
    re.IGNORECASE,
)
_SWUM: Final = re.compile(
    r"(?<!\w)(?:swim|swims|swimming|free|freestyle|pull|kick|kicks|drill|fly|breast|breaststroke|backstroke|i\.?m\.?|stroke|choice|"
    r"schwimmen|einschwimmen|ausschwimmen|kraul|kraulen|brust|rücken|delfin|nage|crawl|brasse|dos|papillon|crol|espalda|braza|mariposa)(?!\w)",
    re.IGNORECASE,
)
_STROKES: Final = r"(?:swim|free|freestyle|pull|kick|drill|back|breast|fly|im|choice)(?![\w-])"
# A length that only swimmers have: `300 swim, 200 kick`, `8 x 50 kick`.
_SWUM_LENGTHS: Final = re.compile(rf"(?:^|(?<=[,;+] )|(?<=: ))[1-9][0-9]?[05]0 (?={_STROKES})", re.IGNORECASE)
_SWUM_SET: Final = re.compile(
    rf"(?<!\w)[0-9]{{1,2}} ?[x×*] ?(?:[1-9]?[05]0|75)(?: {_STROKES}| (?:with|w/) :?[0-9]{{1,2}} ?(?:s|secs?|seconds?)? ?rest\b)",  # noqa: RUF001
    re.IGNORECASE,
)
# `400s, 200k`: swum and kicked
_LETTERED: Final = re.compile(r"(?<![\w.:])([1-9]?[0-9]?(?:00|50|25|75)) ?([skpd])(?!\w)")
_LETTERS: Final = {"s": "swim", "k": "kick", "p": "pull", "d": "drill"}
_PARTS: Final = re.compile(r"[,;] ?(?=[0-9])")
_SHORT_REST: Final = re.compile(
    r"(?<![\w:])r(?:i|est)?:? ?:?(?P<rest>[0-9]{2})(?![\w:])", re.IGNORECASE
)  # `r:15`
_RUN: Final = re.compile(
    r"(?<!\w)(?:run|runs|running|jog|jogging|walk|track|5k|10k|lauf|laufen|traben|row|ride|bike)(?!\w)",
    re.IGNORECASE,
)
_ON: Final = re.compile(
    rf"\s*(?<!\w)(?:on|@|départ|salida|abgang)(?: the)? ?(?P<off>{_CLOCK})(?![\d/]|:[0-9])", re.IGNORECASE
)
_REST: Final = re.compile(r"\s*\((?P<rest>:[0-9]{2}|[0-9]:[0-9]{2})(?=[ )])\)?", re.IGNORECASE)
_HOW: Final = re.compile(
    r"(?<=[^\W\d]) \([^()]*\)|(?<=:[0-9]{2}) \([^()]*\)"
)  # `(descend 1-3)`, and `(400 swim, 200 kick)` of the 600
_TOTAL: Final = re.compile(
    r"^\W*(?:total|gesamt)(?: (?:distance|yards|meters|yds))?[ :=]*[0-9][0-9,.]{2,6}(?: ?(?:m|yds?|yards|meters))?$",
    re.IGNORECASE,
)
_LENGTH_OF_ALL: Final = re.compile(  # in a title: `Swim 2000m`
    r"^\W*(?:swim|swimming|schwimmen|natation|natación)[ :-]*[1-9][0-9]?[.,]?[0-9]{3} ?(?:m|yds?|yards|meters|metres)?$",
    re.IGNORECASE,
)
_LEAST: Final = 2


def swum_apart(line: str) -> list[str]:
    """Return the sets of a swimmer's line, each by itself: `400 swim, 4 x 50 kick r:15, 8 x 25 sprint on :40`."""
    parts = _PARTS.split(line)
    if len(parts) < _LEAST or _RUN.search(line) or any(part.count("(") != part.count(")") for part in parts):
        return [line]
    lengths = [part for part in parts if _SETS.search(part) or _ONE.search(part)]
    swum = _SWUM.search(line) or any(_ON.search(part) for part in lengths)
    return parts if swum and len(lengths) == len(parts) else [line]


def with_metres(lines: Sequence[str]) -> list[str]:
    """Return the lines of a swimmer's plan in the readers' way; other texts as they are."""
    written, lines = lines, [_with_words(line) for line in lines]
    if not (_has_lengths(lines) or _has_sets(lines)):
        return list(lines)
    title, *others = lines
    if _LENGTH_OF_ALL.match(title.strip()) and others:
        return [f"// {title.strip()}", *with_metres(written[1:])]
    return [
        ", ".join(_line(part) for part in _PARTS.split(_without_how(line))) if line == before else line
        for before, line in zip(written, lines, strict=True)
    ]


def _with_words(line: str) -> str:
    """Return a line with the words of what swimmers have letters for, where there are several."""
    letters = {letter for _, letter in _LETTERED.findall(line)}
    if len(letters) < _LEAST or not letters & {"k", "p", "d"}:
        return line
    return _LETTERED.sub(lambda found: f"{found[1]} meters {_LETTERS[found[2]]}", line)


def _has_lengths(lines: Sequence[str]) -> bool:
    return any(len(_SWUM_LENGTHS.findall(line)) >= _LEAST or _SWUM_SET.search(line) for line in lines)


def _has_sets(lines: Sequence[str]) -> bool:
    """Tell whether there are sets that nobody runs, or several and a word for swimming."""
    sets = [line for line in lines if _SETS.search(line)]
    timed = any(_ON.search(line) or _REST.search(line) for line in sets)
    if timed and not any(_RUN.search(line) for line in lines):
        return True
    return len(sets) >= _LEAST and any(_SWUM.search(line) for line in lines)


def _without_how(line: str) -> str:
    """Return a line without what its brackets tell, where that is no rest."""
    return line if _REST.search(line) or not (_SETS.search(line) or _ONE.search(line)) else _HOW.sub("", line)


def _line(line: str) -> str:
    if _TOTAL.match(line):
        return f"// {line.strip()}"  # of a length, not of a time
    sets, one = _SETS.search(line), _ONE.search(line)
    found = sets or one
    if found is None:
        return line
    count = sets["count"] if sets else "1"
    behind = _SHORT_REST.sub(r"(:\g<rest>)", line[found.end() :])
    off = _ON.search(behind)
    if off:
        words = f"{behind[: off.start()]} {behind[off.end() :]}".strip(" ,-()")
        return f"{found['mark']}every {off['off']} x {count}: {found['length']} meters {words}".rstrip()
    rest = _REST.search(behind)
    if rest:
        behind = (
            f" {behind[: rest.start()]} {behind[rest.end() :]}".replace("(", "").replace(")", "").rstrip(" .")
        )
        return f"{found['mark']}{count} x {found['length']} meters{' '.join(['', *behind.split()])}, rest {rest['rest']}"
    times = f"{count} x " if sets else ""
    return f"{found['mark']}{times}{found['length']} meters{behind}"
