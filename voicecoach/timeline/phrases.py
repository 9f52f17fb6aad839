"""What the program says by itself, put together from a language's data."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from voicecoach.language.leaves import shown_count
from voicecoach.language.model import LEFT, RIGHT
from voicecoach.timeline.patterns import (
    OTHER,
    Amount,
    Endings,
    Numeral,
    fill,
    number_words,
    plural_category,
    sentences,
)
from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.language.leaves import CallKind
    from voicecoach.language.model import Side

Wordings: TypeAlias = tuple[str, ...]

SPOKEN_AS_MINUTES_FROM_S = 10  # "one minute thirty", but "one minute five seconds"


class Phrases(Struct, frozen=True, kw_only=True, eq=False):
    """One language's words: `table` has its texts, `forms` how numbers change before a noun.

    Both are the content of its data file; docs/languages.md says what each key is. A language has one such object.
    """

    language: str  # as num2words and babel call it
    table: Mapping[str, str | Sequence[str]]
    forms: Mapping[str, Endings] = field(default_factory=dict)

    # --- pieces ---------------------------------------------------------------------------------

    def number(self, number: int, *, least: int = 0) -> str:
        """Return a number as in counting, or a range from `least` on: "eight to twelve"."""
        return _numeral(self, number, least).words

    def duration(self, duration_ms: int) -> str:
        """Return a duration as a person says it: "forty five seconds", "one minute thirty"."""
        return _duration(self, duration_ms)

    def up_to(self, limit_ms: int) -> str:
        """Return "up to two minutes"."""
        return fill(self.word("up_to"), {"duration": self.duration(limit_ms)})

    def reps(self, count: int, least: int = 0) -> str:
        """Return "eight reps", or "eight to twelve reps"."""
        return _counted(self, "reps", count, least=least)

    def side(self, side: Side) -> str:
        """Return the word that `$side` is in a text."""
        return self.word(side) if side in {LEFT, RIGHT} else side

    def item(self, name: str, *, count: int = 0, least: int = 0, duration_ms: int = 0) -> str:
        """Return an entry of a list that is read aloud: "ten push-ups", "thirty seconds plank"."""
        if count:
            return _counted(self, "item", count, name=name, least=least)
        if duration_ms:
            return fill(self.word("item_time"), {"duration": self.duration(duration_ms), "name": name})
        return name

    def item_rest(self, length: str) -> str:
        """Return a rest in such a list, or between an entry's sets: "one minute rest"."""
        return fill(self.word("item_rest"), {"duration": length})

    def amount(self, key: str, number: Amount) -> str:
        """Return a number of something: "ten kilos", "twenty millimeters"."""
        return _counted(self, key, number)

    def with_number(self, key: str, number: Amount, **values: str) -> str:
        """Return the text with this number in it: "eighty percent", "effort eight"."""
        return fill(self.word(key), {"n": _numeral(self, number), **values})

    # --- whole cues -----------------------------------------------------------------------------

    def get_ready(self) -> Wordings:
        return self._wordings("get_ready")

    def ready(self) -> Wordings:
        """Return the reminder that a live session waits for a go."""
        return self._wordings("ready")

    def paused(self) -> Wordings:
        return self._wordings("paused")

    def going_on(self) -> Wordings:
        return self._wordings("going_on")

    def start_in(self, name: str, left_ms: int) -> Wordings:
        """Return "Bar hang in ten seconds.": what is said when a session is about to begin."""
        return self._wordings("start_in", name=name, duration=self.duration(left_ms))

    def rest(self) -> Wordings:
        return self._wordings("rest")

    def halfway(self) -> Wordings:
        return self._wordings("halfway")

    def time_left(self, left_ms: int) -> Wordings:
        """Return "Ten seconds.", or "Two minutes left." from a minute on."""
        if left_ms == MS_PER_MIN:
            return self._wordings("last_minute")
        key = "time_left_long" if left_ms > MS_PER_MIN else "time_left"
        return self._wordings(key, duration=self.duration(left_ms))

    def time_up(self, elapsed_ms: int) -> Wordings:
        """Return "Twenty seconds.": how long it has gone on."""
        return self._wordings("time_up", duration=self.duration(elapsed_ms))

    def call(
        self, kind: CallKind, number: int, total: int, *, name: str = "", is_last: bool = False
    ) -> Wordings:
        """Return "Round two of three.", with the author's name in place of "round"; or "Last round."."""
        key = "named" if name else kind.value
        return self._wordings(
            f"last_{key}" if is_last and not name else key,
            name=name,
            n=_numeral(self, number),
            total=_numeral(self, total),
        )

    def switch(self, side: Side) -> Wordings:
        return self._wordings("switch", side=self._side_words(side))

    def exercise(self, name: str, length: str, *, side: Side | None, is_next: bool) -> Wordings:
        key = "next_exercise" if is_next else "exercise"
        if side is None:
            return self._wordings(key, name=name, length=length)
        return self._wordings(f"{key}_side", name=name, length=length, side=self._side_words(side))

    def several(self, items: Sequence[str], names: Sequence[str], *, is_next: bool) -> Wordings:
        """Return "Next: five pull-ups. Ten push-ups.": exercises that are done in one time; at last only their names."""
        key = "next_several" if is_next else "several"
        return self._wordings(key, items=sentences(items), names=sentences(names))

    def repeaters(self, name: str, holds: int, on_ms: int) -> Wordings:
        return self._wordings(
            "repeater", name=name, holds=_counted(self, "repeater_holds", holds), on=self.duration(on_ms)
        )

    def repeater_number(self, number: int, *, is_last: bool) -> Wordings:
        key = "repeater_last" if is_last else "repeater_number"
        return self._wordings(key, n=_numeral(self, number))

    def circuit(self, duration_ms: int, items: Sequence[str]) -> Wordings:
        return self._with_list("circuit", self.duration(duration_ms), items)

    def for_time(self, limit_ms: int, items: Sequence[str]) -> Wordings:
        return self._with_list("for_time", self.up_to(limit_ms), items)

    def _with_list(self, key: str, length: str, items: Sequence[str]) -> Wordings:
        wordings = self._wordings(key, length=length, items=sentences(items))
        return wordings if items else wordings[1:]

    # --- on the screen ----------------------------------------------------------------------------

    def on_screen(self, key: str, /, **values: object) -> str:
        """Return a text as it is written on a screen or a page: numbers are digits, and what is filled in stays as it is."""
        return self.word(f"screen_{key}").format_map(values)

    def length_on_screen(self, duration_ms: int, *, is_limit: bool) -> str:
        length = format_duration_ms(duration_ms)
        return self.on_screen("up_to", length=length) if is_limit else length

    def side_on_screen(self, side: Side) -> str:
        return self._side_words(side)

    def sides(self, sides: Sequence[Side]) -> str:
        """Return "each side", or the names of other sides, as they are said and read in a list; empty where there are none."""
        is_usual = {*sides} == {LEFT, RIGHT}
        return self.word("each_side") if is_usual else ", ".join(map(self._side_words, sides))

    def reps_on_screen(self, count: int, least: int = 0) -> str:
        return self.plural("screen_reps", count).format(n=shown_count(count, least))

    # --- names ----------------------------------------------------------------------------------

    def name_of_lead_in(self) -> str:
        return _as_name(self.get_ready()[0])

    def name_of_rest(self) -> str:
        return _as_name(self.rest()[0])

    def name_of_switch(self, side: Side) -> str:
        return _as_name(self.switch(side)[-1])

    def unnamed_hold(self) -> str:
        """Return the name of repeaters that the author did not name."""
        return self.word("unnamed_hold")

    def unnamed_circuit(self, *, for_time: bool = False) -> str:
        return self.word("unnamed_for_time" if for_time else "unnamed_circuit")

    # --- the table ------------------------------------------------------------------------------

    def word(self, key: str) -> str:
        word = self.table[key]
        assert isinstance(word, str), f"the phrases have one text for `{key}`"
        return word

    def wordings(self, key: str) -> Sequence[str]:
        patterns = self.table[key]
        assert not isinstance(patterns, str), f"the phrases have several texts for `{key}`"
        return patterns

    def plural(self, key: str, number: Amount) -> str:
        """Return the text for this number of something: that of its plural category, or of `other`."""
        own_key = f"{key}_{plural_category(number, self.language)}"
        return self.word(own_key if own_key in self.table else f"{key}_{OTHER}")

    def _side_words(self, side: Side) -> str:
        return self.word(f"{side}_side") if side in {LEFT, RIGHT} else side

    def _wordings(self, key: str, **values: str | Numeral) -> Wordings:
        return _filled(self, key, tuple(values.items()))


def _as_name(wording: str) -> str:
    return wording.rstrip(" .")


# The same words are wanted again and again: every step of a session says its name and its length.


@lru_cache(maxsize=4096)
def _filled(phrases: Phrases, key: str, values: tuple[tuple[str, str | Numeral], ...]) -> Wordings:
    named = dict(values)
    return tuple(dict.fromkeys(fill(pattern, named) for pattern in phrases.wordings(key)))


@lru_cache(maxsize=4096)
def _numeral(phrases: Phrases, number: Amount, least: int = 0) -> Numeral:
    """Return a number in words, or a range from `least` on."""
    if least:
        return _range(phrases, _numeral(phrases, least), _numeral(phrases, number))
    words = number_words(number, phrases.language).replace("-", phrases.word("number_hyphen"))
    if not isinstance(number, int):
        return Numeral(words)  # only a whole number agrees with the noun after it
    return Numeral(words, {name: endings.applied(words) for name, endings in phrases.forms.items()})


def _range(phrases: Phrases, least: Numeral, most: Numeral) -> Numeral:
    """Return a range in words, in each form with both numbers in that form."""

    def words(form: str) -> str:
        values = {
            name: Numeral(one.form(form), one.forms) for name, one in (("least", least), ("most", most))
        }
        return fill(phrases.word("range"), values)

    return Numeral(words(""), {form: words(form) for form in phrases.forms})


@lru_cache(maxsize=4096)
def _counted(phrases: Phrases, key: str, number: Amount, *, name: str = "", least: int = 0) -> str:
    return fill(phrases.plural(key, number), {"n": _numeral(phrases, number, least), "name": name})


@lru_cache(maxsize=4096)
def _duration(phrases: Phrases, duration_ms: int) -> str:
    hours, rest_ms = divmod(duration_ms, MS_PER_H)
    minutes, rest_ms = divmod(rest_ms, MS_PER_MIN)
    seconds = _seconds(rest_ms)
    if minutes and not hours and isinstance(seconds, int) and seconds >= SPOKEN_AS_MINUTES_FROM_S:
        return fill(
            phrases.word("minutes_seconds"),
            {"minutes": _counted(phrases, "minute", minutes), "seconds": _numeral(phrases, seconds)},
        )
    amounts = (("hour", hours), ("minute", minutes), ("second", seconds))
    parts = [_counted(phrases, key, amount) for key, amount in amounts if amount]
    match parts:
        case []:
            return _counted(phrases, "second", 0)
        case [only]:
            return only
        case [first, second]:
            return fill(phrases.word("two_parts"), {"first": first, "second": second})
        case _:
            first, second, third = parts
            return fill(phrases.word("three_parts"), {"first": first, "second": second, "third": third})


def _seconds(rest_ms: int) -> Amount:
    seconds, ms = divmod(rest_ms, MS_PER_S)
    if not ms:
        return seconds
    from decimal import Decimal

    return Decimal(f"{seconds}.{ms:03d}".rstrip("0"))
