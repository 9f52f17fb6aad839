"""Did you mean: the candidate that is close to what was written, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST = 40  # longer words are no typing slip


def closest(word: str, candidates: Iterable[str], synonyms: Mapping[str, str] | None = None) -> str:
    """Return the candidate that `word` is a likely slip of, or an empty text.

    `synonyms` says which candidate people mean by another word (`duration` for `for`).
    """
    plain = _plain(word)
    known = list(candidates)
    others = synonyms or {}
    meant = others.get(plain) or others.get(plain.removesuffix("s")) or others.get(f"{plain}s") or ""
    if meant in known:
        return meant
    if not plain or len(plain) > _LONGEST:
        return ""
    allowed = 1 if len(plain) <= 4 else 2 if len(plain) <= 8 else 3  # noqa: PLR2004 - letters
    best, best_cost = "", (allowed + 1, False, False)
    letters = set(plain)
    for candidate in known:
        other = _plain(candidate)
        # Each letter that only one of them has takes a change of its own: that many are quickly counted.
        if max(len(letters.difference(other)), len(set(other) - letters)) > allowed:
            continue
        # Of two that are as close, the one with the same letters: `rets` is `rest`, not `reps`; then the one that begins alike:
        # `fsh` is `fish`, not `zsh`.
        cost = (_distance(plain, other, allowed + 1), sorted(plain) != sorted(other), plain[0] != other[:1])
        if cost < best_cost and cost[0] < len(candidate):
            best, best_cost = candidate, cost
    return best


def _plain(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def _distance(a: str, b: str, too_far: int) -> int:
    """Return how many letters to insert, delete, change or swap with their neighbour; at most `too_far`."""
    if abs(len(a) - len(b)) >= too_far:
        return too_far
    previous: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        before, previous, row = previous, row, [i]
        for j, other in enumerate(b, start=1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) >= too_far:
            return too_far
    return row[-1]
