"""Sentences that go on in the next line: `alternate 60 seconds of running and 90 seconds of`, `walking, for 20 minutes`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.text.lines import LONGEST_LINE
from voicecoach.importing.pasted.words.tokens import read_tokens, same_signs
from voicecoach.importing.pasted.words.vocabulary import Meaning, phrases, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST: Final = 30  # characters of a line that somebody wraps
_JOINING: Final = frozenset({Meaning.FILLER, Meaning.AND, Meaning.TO, Meaning.THEN})
_LIST_MARK: Final = re.compile(r"\s*(?:[-*+•▪–|#>]|[0-9]{1,2}[.)] )")  # noqa: RUF001 - the authors' signs
_BARE_NUMBER: Final = re.compile(r"(?:^|[\s(])[0-9]{1,3}$")
# A recovery that is a way: `4 x 800m`, and below it `Recovery: 400 m easy jog between each`.
_RECOVERY: Final = re.compile(
    r"\s*(?:[-*•]\s+)?(?:recovery|recoveries|rest|récup|récupération|erholung|trabpause|recuperación)\s*[:=-]?\s*"
    r"(?P<length>[0-9]{2,4} ?m)\s+(?:easy |slow )?(?P<how>jog|walk|float|trot|trab\w*|geh\w*|trote)(?![^.]*[0-9])",
    re.IGNORECASE,
)
_SETS: Final = re.compile(r"(?<!\w)[0-9]{1,2} ?[x×*] ?[0-9]{2,4} ?(?:m|k)(?!\w)", re.IGNORECASE)  # noqa: RUF001 - the sign
_BROKEN_WORD: Final = re.compile(r"[^\W\d_]{3}-\s*$")  # as a PDF has it
_LONE_MARK: Final = re.compile(r"\s*(?:[0-9]{1,2}[.)]|[-•])\s*")  # of a list, as pages are copied
_WORD: Final = re.compile(r"\s*[^\W\d_]{2}")
_TAKEN: Final = ""


def with_wrapped(lines: Sequence[str]) -> list[str]:
    """Return the lines with each sentence in one; those that are taken are empty."""
    found = list(lines)
    for at in range(len(found) - 1, 0, -1):
        recovery = _RECOVERY.match(found[at])
        if recovery and _SETS.search(found[at - 1]):
            found[at - 1] = f"{found[at - 1].rstrip(' .')}, {recovery['length']} {recovery['how']} recovery"
            found[at] = _TAKEN
            continue
        if _BROKEN_WORD.search(found[at - 1]) and found[at].lstrip()[:1].islower():
            found[at - 1], found[at] = f"{found[at - 1].rstrip()[:-1]}{found[at].lstrip()}", _TAKEN
            continue
        joined = f"{found[at - 1].rstrip()} {found[at].lstrip()}"
        if _LONE_MARK.fullmatch(found[at - 1]) and _WORD.match(found[at]):
            found[at - 1], found[at] = joined, _TAKEN
            continue
        if len(joined) <= LONGEST_LINE and _goes_on(found[at - 1], found[at]):
            found[at - 1], found[at] = joined, _TAKEN
    return found


def _goes_on(line: str, follows: str) -> bool:
    """Tell whether a long line breaks off, and the next one begins in the midst of a sentence."""
    line, begin = line.strip(), follows.lstrip()[:1]
    if len(line) < _LEAST or not begin.islower() or _LIST_MARK.match(follows) or "|" in line:
        return False
    return line.endswith(",") or bool(_BARE_NUMBER.search(line)) or _joins(line, -1) or _joins(follows, 0)


def _joins(line: str, at: int) -> bool:
    """Tell whether the first or last word is a small one that stands in no list of exercises: `of`, `then`."""
    tokens = read_tokens(same_signs(line))
    word = plain(tokens[at].text) if tokens else ""
    return len(word) > 1 and phrases().get((word,)) in _JOINING
