"""What the program says by itself, put together from a language's data."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from voicecoach.language.model import Side
from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Wordings: TypeAlias = tuple[str, ...]

SPOKEN_AS_MINUTES_FROM_S = 10  # "one minute thirty", but "one minute five seconds"


def capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=4096)
def _number_words(number: int | str, language: str) -> str:
    from num2words import num2words

    value = number if isinstance(number, int) else Decimal(number)
    return str(num2words(value, lang=language)).replace("-", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """One language's words. `table` is the content of its data file; see `voicecoach/phrases/en.toml`."""

    table: Mapping[str, str | Sequence[str]] = field(repr=False)

    @property
    def language(self) -> str:
        return self._word("language")

    # --- pieces ---------------------------------------------------------------------------------

    def number(self, number: int) -> str:
        return _number_words(number, self.language)

    def duration(self, duration_ms: int) -> str:
        """Return a duration as a person says it: "forty five seconds", "one minute thirty"."""
        hours, rest_ms = divmod(duration_ms, MS_PER_H)
        minutes, rest_ms = divmod(rest_ms, MS_PER_MIN)
        seconds, ms = divmod(rest_ms, MS_PER_S)
        if ms:
            text = f"{seconds}.{ms:03d}".rstrip("0")
            second_words = self._word("second_other").format(n=_number_words(text, self.language))
        else:
            second_words = self._counted("second", seconds) if seconds else ""
        if minutes and not hours and not ms and seconds >= SPOKEN_AS_MINUTES_FROM_S:
            pattern = self._word("minutes_seconds")
            return pattern.format(minutes=self._counted("minute", minutes), seconds=self.number(seconds))
        words = (
            self._counted("hour", hours) if hours else "",
            self._counted("minute", minutes) if minutes else "",
            second_words,
        )
        return " ".join(word for word in words if word) or self._counted("second", 0)

    def reps(self, count: int) -> str:
        return self._counted("reps", count)

    def side(self, side: Side) -> str:
        return self._word("left" if side is Side.LEFT else "right")

    # --- whole cues -----------------------------------------------------------------------------

    def get_ready(self) -> Wordings:
        return self._wordings("get_ready")

    def rest(self) -> Wordings:
        return self._wordings("rest")

    def halfway(self) -> Wordings:
        return self._wordings("halfway")

    def time_left(self, left_ms: int) -> Wordings:
        """Return "Ten seconds.", or "Two minutes left." from a minute on."""
        if left_ms == MS_PER_MIN:
            return self._wordings("last_minute")
        key = "time_left_long" if left_ms > MS_PER_MIN else "time_left"
        return self._wordings(key, duration=capitalise(self.duration(left_ms)))

    def round_call(self, number: int, total: int) -> Wordings:
        return self._call("round", number, total)

    def set_call(self, number: int, total: int) -> Wordings:
        return self._call("set", number, total)

    def switch(self, side: Side) -> Wordings:
        return self._wordings("switch", side=self._side_words(side))

    def exercise(self, name: str, length: str, *, side: Side | None, is_next: bool) -> Wordings:
        key = "next_exercise" if is_next else "exercise"
        if side is None:
            return self._wordings(key, name=capitalise(name), length=capitalise(length))
        return self._wordings(
            f"{key}_side", name=capitalise(name), length=capitalise(length), side=self._side_words(side)
        )

    def repeaters(self, name: str, hangs: int, on_ms: int) -> Wordings:
        return self._wordings(
            "repeater",
            name=capitalise(name),
            hangs=capitalise(self._counted("hangs", hangs)),
            on=self.duration(on_ms),
        )

    def repeater_number(self, number: int, total: int) -> Wordings:
        key = "repeater_last" if number == total else "repeater_number"
        return self._wordings(key, n=capitalise(self.number(number)))

    def amrap(self, duration_ms: int, items: Sequence[str]) -> Wordings:
        wordings = self._wordings(
            "amrap",
            length=capitalise(self.duration(duration_ms)),
            items=". ".join(capitalise(item) for item in items),
        )
        return wordings if items else wordings[1:]

    def unnamed_hang(self) -> str:
        return self._word("unnamed_hang")

    # --- the table ------------------------------------------------------------------------------

    def _side_words(self, side: Side) -> str:
        return capitalise(self._word("left_side" if side is Side.LEFT else "right_side"))

    def _call(self, key: str, number: int, total: int) -> Wordings:
        if number == total:
            return self._wordings(f"last_{key}")
        return self._wordings(key, n=self.number(number), total=self.number(total))

    def _counted(self, key: str, count: int) -> str:
        if count == 1:
            return self._word(f"{key}_one")
        return self._word(f"{key}_other").format(n=self.number(count))

    def _wordings(self, key: str, **values: str) -> Wordings:
        patterns = self.table[key]
        assert not isinstance(patterns, str), key
        if not values:
            return tuple(patterns)
        return tuple(dict.fromkeys(pattern.format(**values) for pattern in patterns))

    def _word(self, key: str) -> str:
        word = self.table[key]
        assert isinstance(word, str), key
        return word
