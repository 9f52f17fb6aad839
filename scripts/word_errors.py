"""How many words of a sentence a recogniser got wrong, however they may be spelled. For `scripts/intelligibility`."""

import re
import unicodedata
from difflib import SequenceMatcher
from itertools import pairwise

SPELLED = {
    "en": {
        "centre": "center",
        "colour": "color",
        "grey": "gray",
        "mm": "millimeters",
        "kg": "kilos",
        "okay": "ok",
    },
}
PERCENT = {"en": "percent", "de": "Prozent", "es": "por ciento", "fr": "pour cent"}
# What sounds the same: French "écartez", "écarter", "écarté"; in Spanish b and v, and words with and without an h, but for that
# of ch. A recogniser leaves out Spanish accents, which say where the stress is, in words that there are only with them.
_WITHOUT_ACCENT = [(re.compile(accented), plain) for accented, plain in zip("áéíóú", "aeiou", strict=True)]
SOUNDS = {
    "fr": ((re.compile(r"(?:er|ez|ées?|és?)$"), "é"),),
    "es": ((re.compile(r"(?<!c)h"), ""), (re.compile(r"v"), "b"), *_WITHOUT_ACCENT),
}


def words_of(text: str, language: str) -> list[str]:
    """Return the words to compare: lower case, numbers written out, hyphens open, no apostrophes, one spelling of each."""
    from num2words import num2words

    plain = unicodedata.normalize("NFC", text.lower())
    plain = re.sub("['\u2019]", "", plain).replace("%", f" {PERCENT[language].lower()} ")
    plain = re.sub(r"\d+", lambda number: f" {num2words(int(number[0]), lang=language)} ", plain).replace(
        "\u00df", "ss"
    )
    if language == "en":
        plain = plain.replace("metre", "meter")
    found = re.findall(r"[^\W\d_]+", plain.replace("-", " "))
    return [_sound(SPELLED.get(language, {}).get(word, word), language) for word in found]


def _sound(word: str, language: str) -> str:
    for pattern, sound in SOUNDS.get(language, ()):
        word = pattern.sub(sound, word)
    return word


def edits(wanted: list[str], heard: list[str]) -> int:
    """Return the number of words to insert, delete or replace (Levenshtein); "warm up" and "warmup" are the same."""
    joined = [("", *(a + b for a, b in pairwise(words))) for words in (wanted, heard)]
    rows = [[0] * (len(heard) + 1) for _ in range(len(wanted) + 1)]
    for at, row in enumerate(rows):
        for index in range(len(heard) + 1):
            ways = [at + index] if not at or not index else []
            if at and index:
                same = wanted[at - 1] == heard[index - 1]
                ways += [rows[at - 1][index - 1] + (not same), rows[at - 1][index] + 1, row[index - 1] + 1]
                if index > 1 and wanted[at - 1] == joined[1][index - 1]:
                    ways.append(rows[at - 1][index - 2])
                if at > 1 and joined[0][at - 1] == heard[index - 1]:
                    ways.append(rows[at - 2][index - 1])
            row[index] = min(ways)
    return rows[-1][-1]


def differences(wanted: list[str], heard: list[str]) -> list[tuple[str, str]]:
    """Return what was said and what was heard instead, each with two words on both sides."""
    found = []
    matcher = SequenceMatcher(None, wanted, heard, autojunk=False)
    for kind, first, after, first_heard, after_heard in matcher.get_opcodes():
        if kind != "equal":
            said = " ".join(wanted[max(0, first - 2) : after + 2])
            got = " ".join(heard[max(0, first_heard - 2) : after_heard + 2])
            found.append((said, got))
    return found
