"""Numbers in the words of a language."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def in_words(number: int, language: str, form: str = "cardinal") -> str:
    from num2words import num2words  # late: texts without a number need none

    return str(num2words(number, lang=language, to=form))
