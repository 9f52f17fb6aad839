"""Words said otherwise than they are written: names that the author respells, and words that a voice gets wrong.

A word is respelled in letters, or in phonemes between slashes: `/bɜpiz/`. In the text that an engine is given, phonemes stand in braces:
`Do ten {bɜpiz}.` An author's braces never get there, so these are ours.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Pronunciations: TypeAlias = tuple[tuple[str, str], ...]  # a name, and how it is said
NO_PRONUNCIATIONS: Final[Pronunciations] = ()
ANY_ENDING: Final = "*"
_TABLE: Final = Path(__file__).with_name("respellings.toml")
_SOUNDS: Final = re.compile(r"\{([^{}]*)\}")
_NOT_WORDS: Final = re.compile(r"(\{[^{}]*\}|\[pause [^\]]*\])")


def spelled_and_sounds(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text in order, and whether each is written in phonemes."""
    for index, part in enumerate(_SOUNDS.split(text)):
        if part:
            yield part, bool(index % 2)


def is_phonemes(say: str) -> bool:
    return len(say) > 2 and say[0] == say[-1] == "/"  # noqa: PLR2004  # two slashes, and something between


def without_phonemes(pronounce: Pronunciations) -> Pronunciations:
    """Return what is said in letters: for an engine that takes nothing else."""
    return tuple(entry for entry in pronounce if not is_phonemes(entry[1]))


def phonemes_in(text: str, pronounce: Pronunciations) -> tuple[str, ...]:
    """Return the phonemes that are given for words of a text."""
    if not any(is_phonemes(say) for _, say in pronounce):
        return ()
    found: list[str] = []

    def note(say: str) -> str:
        found.append(say)
        return ""

    replaced(text, pronounce, note)
    return tuple(dict.fromkeys(found))


def replaced(text: str, pronounce: Pronunciations, sounds: Callable[[str], str]) -> str:
    """Return the text with every name said as the table says: whole words in any case, the longest name first.

    A name with `*` at its end stands for the word with any ending: the ending stays, unless the word is said in phonemes. What is said in
    phonemes (with its slashes) becomes what `sounds` makes of it.
    """
    if not pronounce:
        return text
    pattern, sayings = _compiled(pronounce)

    def say(found: re.Match[str]) -> str:
        word = _plain(found[0])
        said, ending = sayings.get(word, ""), ""
        if not said:
            stem = max((name for name in sayings if _is_stem(name, word)), key=len)
            said, ending = sayings[stem], word[len(stem) - len(ANY_ENDING) :]
        return sounds(said) if is_phonemes(said) else said + ending

    return pattern.sub(say, text)


def _is_stem(name: str, word: str) -> bool:
    return name.endswith(ANY_ENDING) and word.startswith(name.removesuffix(ANY_ENDING))


@cache
def _compiled(table: Pronunciations) -> tuple[re.Pattern[str], dict[str, str]]:
    sayings = {_plain(name): unicodedata.normalize("NFC", say.strip()) for name, say in table}
    names = [name for name in sayings if name.removesuffix(ANY_ENDING)]
    names.sort(key=lambda name: (len(name), not name.endswith(ANY_ENDING)), reverse=True)
    patterns = (
        r"\s+".join(map(re.escape, name.removesuffix(ANY_ENDING).split()))
        + (r"\w*" if name.endswith(ANY_ENDING) else "")
        for name in names
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)", re.IGNORECASE), sayings


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).lower().split())


# --- words that voices get wrong ------------------------------------------------------------------


def respelled(text: str, speller: str, language: str) -> str:
    """Return a text that is about to be spoken with the words that a family of voices gets wrong in letters that it gets right."""
    table = _respellings().get(speller, {}).get(language, NO_PRONUNCIATIONS)
    if not table:
        return text
    parts = _NOT_WORDS.split(text)
    parts[::2] = [replaced(part, table, str) for part in parts[::2]]
    return "".join(parts)


@cache
def table_version() -> str:
    """Return what changes with every word of the table."""
    return hashlib.sha256(_TABLE.read_bytes()).hexdigest()[:8]


@cache
def _respellings() -> dict[str, dict[str, Pronunciations]]:
    tables = msgspec.convert(tomllib.loads(_TABLE.read_text("utf-8")), dict[str, dict[str, dict[str, str]]])
    return {
        speller: {language: tuple(words.items()) for language, words in languages.items()}
        for speller, languages in tables.items()
    }
