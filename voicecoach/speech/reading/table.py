"""What a language's file says: its units, abbreviations, signs and lists of words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.speech.reading.tokens import Kind, Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MASCULINE: Final = "m"
FEMININE: Final = "f"
_DASHES: Final = "-\N{EN DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
_VOWELS: Final = frozenset("aeiouyäöüáéíóúàèùâêîôû")
_SHORTEST_STEM: Final = 2  # letters; `one` is no form of `on`
METRE_OR_MINUTE: Final = "m"  # written as a unit; what stands near decides


class UnitWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of unit: how it is written, and what one and several of it are called."""

    written: tuple[str, ...]
    one: str
    many: str
    gender: str = MASCULINE
    kind: str = ""  # `time`, `distance`, `load`, …: two numbers with a slash between are read by it


class Data(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of a language's file."""

    language: str
    group: str  # what parts thousands
    metre_or_minute: str  # what `2m` is where nothing near says it
    primes: str  # what `6'` and `24"` are where nothing near says it: `time` or `length`
    say: dict[str, str]
    signs: dict[str, str]
    units: dict[str, UnitWords]
    abbreviations: dict[str, str]
    capitals: dict[str, str]
    days: dict[str, str]
    months: dict[str, int]
    sides: dict[str, str]
    before_number: dict[str, str]
    plurals: dict[str, str]
    behind_number: dict[str, str]
    counted: dict[str, str] = {}
    strokes: dict[str, str] = {}  # of swimmers, as single letters
    between_words: dict[str, str] = {}
    before_dates: dict[str, str] = {}  # what an abbreviation's meaning is before a date
    people: dict[str, str] = {}  # behind a load
    pressures: dict[str, str]  # of the blood
    day_letters: dict[str, str]  # in the order of the week
    lists: dict[str, tuple[str, ...]]


class TableEntry(Struct, frozen=True, kw_only=True):
    """Something written that stands for something else, as tokens."""

    tokens: tuple[Token, ...]
    means: str
    exact: bool  # as written, in capitals or not

    def is_at(self, tokens: tuple[Token, ...], index: int) -> bool:
        return all(
            own.kind is there.kind
            and (
                own.text == there.text
                or (own.text == "-" and there.text in _DASHES)
                or own.kind is Kind.SPACE
                or (not self.exact and own.folded == there.folded)
            )
            for own, there in zip(self.tokens, tokens[index : index + len(self.tokens)], strict=True)
        )


class Index:
    """Entries by their first token, the longest first."""

    def __init__(self, entries: Iterable[TableEntry]) -> None:
        self._entries: dict[str, list[TableEntry]] = {}
        for entry in entries:
            self._entries.setdefault(entry.tokens[0].folded, []).append(entry)
        for same in self._entries.values():
            same.sort(key=lambda entry: (-len(entry.tokens), not entry.exact))

    def at(self, tokens: tuple[Token, ...], index: int) -> TableEntry | None:
        """Return the longest entry that is written at this place."""
        left = len(tokens) - index if index >= 0 else 0
        found: TableEntry | None = None
        first = tokens[index].folded if left > 0 else ""
        for entry in self._entries.get(first, ()):
            if len(entry.tokens) <= left and entry.is_at(tokens, index):
                is_as_written = entry.tokens == tokens[index : index + len(entry.tokens)]
                if is_as_written and (found is None or _differ_by_stop(found, entry)):
                    return entry  # capitals and all
                found = found or entry
        return found


def _differ_by_stop(longer: TableEntry, entry: TableEntry) -> bool:
    """Tell whether an entry is another one but for its full stop and its capitals: `HR.` ends a sentence, `hr.` is an hour."""
    return len(longer.tokens) == len(entry.tokens) or (
        len(longer.tokens) == len(entry.tokens) + 1 and longer.tokens[-1].text == "."
    )


class Table:
    """A language's data, made ready for looking up."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.language = data.language
        self.say = data.say
        self.units = data.units
        self._lists = {
            name: frozenset(word.casefold() for word in words) for name, words in data.lists.items()
        }

    def has(self, name: str, word: str) -> bool:
        """Tell whether a word, or what is left without a plural's ending, is in one of the lists."""
        words, folded = self._lists.get(name, frozenset()), word.casefold()
        return folded in words or any(
            folded.removesuffix(ending) in words
            for ending in ("s", "es", "n", "en", "e")
            if folded.endswith(ending) and len(folded) - len(ending) > _SHORTEST_STEM
        )

    def lists_exactly(self, name: str, word: str) -> bool:
        """Tell whether a word is in a list as it is written there, capitals and all."""
        return word in self.data.lists.get(name, ())

    def is_pressure(self, name: str) -> bool:
        return name in self.data.pressures or name in self.data.pressures.values()

    def unit(self, key: str) -> UnitWords:
        return self.units[key]

    def is_feminine(self, noun: str) -> bool:
        """Tell whether a noun is feminine by a list, or by its ending."""
        endings = tuple(self.data.lists.get("feminine_endings", ()))
        is_ending = noun.casefold().endswith(endings) and not self.has("masculine", noun)
        return bool(noun) and (is_ending or self.has("feminine", noun))

    @cached_property
    def spellings(self) -> Index:
        """A single letter is a unit only as it is written in the table: `W` is watts."""
        entries = [
            TableEntry(tokens=tokens_of(written), means=key, exact=len(written) == 1)
            for key, unit in self.units.items()
            for written in unit.written
        ]
        entries += [TableEntry(tokens=tokens_of(m), means=METRE_OR_MINUTE, exact=True) for m in ("m", "M")]
        return Index(entries)

    @cached_property
    def abbreviations(self) -> Index:
        dotted = {
            written[:-1]: said
            for written, said in self.data.abbreviations.items()
            if written[-1] == "." and self.needs_no_stop(written[:-1])
        }
        all_words = ((dotted | self.data.abbreviations, False), (self.data.capitals, True))
        return Index(
            TableEntry(tokens=tokens_of(written), means=said, exact=exact)
            for words, exact in all_words
            for written, said in words.items()
        )

    def plural(self, text: str) -> str:
        """Return several of what an abbreviation stands for: all of it has a plural in the table, or its last word."""
        *first, noun = text.split(" ")
        return self.data.plurals.get(text) or " ".join((*first, self.data.plurals.get(noun, noun)))

    def needs_no_stop(self, word: str) -> bool:
        """Tell whether an abbreviation is one without its full stop, too: `ggf`, for no word lacks vowels, and those in a list."""
        is_unpronounceable = len(word) > 2 and word.isalpha() and not set(word.casefold()) & _VOWELS  # noqa: PLR2004
        return is_unpronounceable or self.lists_exactly("undotted", word)

    def lengthened(self, word: str) -> str:
        """Return the word that is cut short here, `calent.`, empty for none; the list says how short it may be."""
        for length in range(len(word), 1, -1):
            for whole in self._shortened.get(word[:length].casefold(), ()):
                is_begun = whole.casefold().startswith(word.casefold()) and len(word) < len(whole)
                if is_begun and (self.language != "de" or whole[0] == word[0]):
                    return whole
        return ""

    @cached_property
    def _shortened(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for written in self.data.lists.get("shortened", ()):
            least, rest = written.split("|")
            found[least.casefold()] = (*found.get(least.casefold(), ()), least + rest)
        return found

    @cached_property
    def before_number(self) -> Index:
        """Letters that are all capitals are found only so: `IF 0.85`."""
        return Index(
            TableEntry(
                tokens=tokens_of(written),
                means=said,
                exact=written.rstrip(":").isalpha() and written.isupper(),
            )
            for written, said in self.data.before_number.items()
        )

    @cached_property
    def boundaries(self) -> frozenset[str]:
        """Words that begin what comes next: nothing behind one tells what a number before it is."""
        return self._lists.get("boundaries", frozenset())

    @cached_property
    def days(self) -> Mapping[str, str]:
        return {written.casefold(): said for written, said in self.data.days.items()}

    @cached_property
    def day_names(self) -> frozenset[str]:
        return frozenset(said.casefold() for said in self.data.days.values())

    @cached_property
    def months(self) -> Mapping[str, int]:
        return {written.casefold(): number for written, number in self.data.months.items()}

    @cached_property
    def signs(self) -> Index:
        return Index(
            TableEntry(tokens=tokens_of(sign), means=said, exact=True)
            for sign, said in self.data.signs.items()
        )
