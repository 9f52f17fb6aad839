"""Texts to whole numbers, ranges of reps, tempos, repeaters and shares. Exact, never a float."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from voicecoach.language.durations import LONGEST, Fault, Problem, duration_ms, scaled
from voicecoach.language.grammar import DASH, NEARLY_REPEATERS, NUMBER, RANGE, SHARE, TEMPO
from voicecoach.language.words import BEFORE_NUMBER, number_of, without_remark
from voicecoach.units import MS_PER_S

MAX_COUNT: Final = 999_999_999
FASTEST: Final = "X"  # a count of a tempo: as fast as possible
FASTEST_MS: Final = MS_PER_S  # what is planned for it
_PARTS_PER_PERCENT: Final = 10_000
_SHARE = re.compile(SHARE)
_TEMPO = re.compile(TEMPO)
_NEARLY_REPEATERS = re.compile(NEARLY_REPEATERS)
_RANGE = re.compile(RANGE)
_NEARLY_RANGE = re.compile(
    rf"([0-9]+)\s*(?:{DASH}|~|\N{{WAVE DASH}}|\.\.+|\N{{HORIZONTAL ELLIPSIS}}|to|or|bis|oder|\u00e0|ou|a|o)\s*([0-9]+)"
)
_COUNTED = re.compile(
    r"\s*(?:x|mal|times|st\u00fcck|stk|pcs|pieces|each|reps?|sets?|rounds?|runden?|wiederholungen|wdh|s\u00e4tze|durchg\u00e4nge|s\u00e9ries|tours|fois|"
    r"r\u00e9p\u00e9titions|veces|rondas|series|repeticiones)\.?$"
)


class Tempo(Struct, frozen=True, kw_only=True):
    """The counts that are not 0, and all of them as they are read: `3-0-X-1`."""

    beats_ms: tuple[int, ...]
    written: str = ""


class RepRange(Struct, frozen=True, kw_only=True):
    """`8-12`; `8` is from 8 to 8."""

    least: int
    most: int

    @property
    def reps_from(self) -> int:
        """Return the smaller number, 0 where there is only one."""
        return self.least if self.least < self.most else 0


class Repeaters(Struct, frozen=True, kw_only=True):
    """`6 x 7s:3s`."""

    count: int
    on_ms: int
    off_ms: int


def whole_number(text: str) -> int | Problem:
    """Return a number of digits only, at most `MAX_COUNT`."""
    if text.isascii() and text.isdigit():
        digits = text.lstrip("0") or "0"
        if len(digits) <= len(str(MAX_COUNT)):
            return int(digits)
        return Problem(Fault.TOO_LONG)
    plain = text
    if len(text) <= LONGEST:
        plain = _COUNTED.sub("", BEFORE_NUMBER.sub("", without_remark(text.strip()).casefold()))
    meant = (
        "".join((number_of(plain.rstrip(".x")) or plain).split())
        .removeprefix("x")
        .removesuffix(".")
        .removesuffix("x")
        .removesuffix("\N{MULTIPLICATION SIGN}")
        .removesuffix(".0")
        .replace(",", "")
        .replace("_", "")
    )
    return Problem(Fault.SHAPE, meant if meant.isascii() and meant.isdigit() and len(meant) < LONGEST else "")


def rep_range(text: str) -> RepRange | Problem:
    """Return how many reps: `8`, or `8-12`, with whatever dash a phone writes.

    A range that does not go up is a problem of its own shape: it has a suggestion with a dash, or with one number.
    """
    match = _RANGE.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        number = whole_number(text)
        if isinstance(number, Problem):
            return Problem(number.fault, number.suggestion or _meant_range(text))
        return RepRange(least=number, most=number)
    least, most = whole_number(match[1]), whole_number(match[2])
    if isinstance(least, Problem) or isinstance(most, Problem):
        return Problem(Fault.TOO_LONG)
    if least < most:
        return RepRange(least=least, most=most)
    return Problem(Fault.UPSIDE_DOWN, str(least) if least == most else f"{most}-{least}")


def _meant_range(text: str) -> str:
    """Return the range that `8 to 12`, `8~12` or `8-12 reps` stands for, or an empty text."""
    plain = _COUNTED.sub("", text.casefold().strip()) if len(text) <= LONGEST else ""
    match = _NEARLY_RANGE.fullmatch(plain)
    found = rep_range(f"{match[1]}-{match[2]}") if match else None
    return f"{found.least}-{found.most}" if isinstance(found, RepRange) else ""


def tempo_ms(text: str) -> tuple[int, ...] | Problem:
    """Return the four counts of `3-1-1-0`; each is a duration in seconds, decimals allowed.

    An X is as fast as possible. With one in it, the dashes are not needed: `30X1`.
    """
    if len(text) > 4 * LONGEST or not _TEMPO.fullmatch(text.strip()):
        return Problem(Fault.SHAPE, _meant_tempo(text))
    counts = [_count_ms(count) for count in counts_of_tempo(text)]
    wrong = next((count_ms for count_ms in counts if isinstance(count_ms, Problem)), None)
    if wrong is not None:
        return Problem(wrong.fault, _meant_tempo(text))
    return tuple(count_ms for count_ms in counts if isinstance(count_ms, int))


def counts_of_tempo(text: str) -> list[str]:
    """Return the counts of a tempo as they are written; X in capitals."""
    pieces = text.split("-") if "-" in text else text.strip()
    return [piece.strip().upper() for piece in pieces]


def _count_ms(text: str) -> int | Problem:
    return FASTEST_MS if text == FASTEST else duration_ms(text)


def _meant_tempo(text: str) -> str:
    between = "[^0-9X]*"
    counts = re.fullmatch(
        f"{between}([0-9X]){between}([0-9X]){between}([0-9X]){between}([0-9X]?){between}", text.upper()
    )
    meant = "-".join(count or "0" for count in counts.groups()) if counts else ""
    return meant if meant != text else ""


def repeaters(text: str) -> Repeaters | Problem:
    """Return `6 x 7s:3s`, also written `6x7s:3s` or `6 × 7:3`."""  # noqa: RUF002 - the author's sign
    match = _NEARLY_REPEATERS.fullmatch(text.strip()) if len(text) <= 3 * LONGEST else None
    if not match:
        return Problem(Fault.SHAPE, _meant_repeaters(text))
    count, on_ms, off_ms = whole_number(match[1]), duration_ms(match[2]), duration_ms(match[3])
    if isinstance(count, Problem):
        return Problem(count.fault)
    for part in (on_ms, off_ms):
        if isinstance(part, Problem) and part.fault is not Fault.SHAPE:
            return Problem(part.fault)
    if isinstance(on_ms, Problem) or isinstance(off_ms, Problem):
        on = match[2] if isinstance(on_ms, int) else on_ms.suggestion
        off = match[3] if isinstance(off_ms, int) else off_ms.suggestion
        return Problem(Fault.SHAPE, f"{match[1]} x {on}:{off}" if on and off else _meant_repeaters(text))
    return Repeaters(count=count, on_ms=on_ms, off_ms=off_ms)


def _meant_repeaters(text: str) -> str:
    """Return the repeaters that `7:3 x 6`, `6 x 7/3` or `6x7s on 3s off` stands for, or an empty text."""
    if len(text) > 3 * LONGEST:
        return ""
    plain = text.casefold().replace("\N{MULTIPLICATION SIGN}", "x").replace("*", "x")
    plain = plain.replace("\N{EN DASH}", "-").replace("(", " ").replace(")", " ")
    plain = re.sub(
        r"\b(?:reps?|times|hangs|hang(?=\s+(?:of|von))|mal|wdh|fois|veces)(?:\s+(?:of|von|de|à))?\b",
        "x",
        plain,
    )
    part = r"([0-9.,]+\s*[a-z]*?\.?)(?:\s*(?:on|an|work|hang))?"
    between = r"\s*[:/,-]\s*|\s+"
    pair = rf"{part}(?:{between}){part}(?:\s*(?:off|aus|rest))?"
    if match := re.fullmatch(rf"\s*{pair}\s*,?\s*x\s*([0-9]+)\s*", plain) or re.fullmatch(
        rf"\s*{pair}\s*[,;]\s*([0-9]+)\s*x\s*", plain
    ):
        on, off, count = match.groups()
    elif match := re.fullmatch(rf"\s*([0-9]+)\s*x?\s*(?<=[x\s]){pair}\s*", plain):
        count, on, off = match.groups()
    else:
        return ""
    meant = [_exact_or_meant(one.strip()) for one in (on, off)]
    return f"{count} x {meant[0]}:{meant[1]}" if all(meant) else ""


def share_ppm(text: str) -> int | Problem:
    """Return `50%` or `12.5%` in parts per million; more than 100 % is one, too."""
    match = _SHARE.fullmatch(text) if len(text) <= LONGEST else None
    if not match:
        return Problem(Fault.SHAPE)
    parts = scaled(match[1], _PARTS_PER_PERCENT)
    return Problem(Fault.TOO_EXACT) if parts is None else parts


def _exact_or_meant(text: str) -> str:
    """Return a duration as it is written, with its unit; or what it is meant to be."""
    found = duration_ms(text)
    if isinstance(found, Problem):
        return found.suggestion
    return f"{text}s" if re.fullmatch(NUMBER, text) else text
