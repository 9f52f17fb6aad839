"""The program's own words, one data file a language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from voicecoach.timeline.phrases import Phrases

DEFAULT_LANGUAGE = "en"
_SUFFIX = ".toml"


def phrase_languages() -> tuple[str, ...]:
    """Return the languages that the program itself speaks, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(_SUFFIX)
            for entry in files(__name__).iterdir()
            if entry.name.endswith(_SUFFIX)
        )
    )


@cache
def load_phrases(language: str) -> Phrases:
    """Return the words of a language such as `en` or `en-gb`, or the English ones where there are no others."""
    base = language.lower().replace("_", "-").split("-")[0]
    name = base if base in phrase_languages() else DEFAULT_LANGUAGE
    return Phrases(table=tomllib.loads(files(__name__).joinpath(name + _SUFFIX).read_text("utf-8")))
