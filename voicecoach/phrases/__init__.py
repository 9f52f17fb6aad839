"""The program's own words, one data file a language; docs/languages.md says how to add one."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach.timeline.patterns import Endings
from voicecoach.timeline.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_LANGUAGE = "en"
_FOLDER = Path(__file__).parent
_SUFFIX = ".toml"


def phrase_languages() -> tuple[str, ...]:
    """Return the languages that the program itself speaks, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(_SUFFIX) for entry in _FOLDER.iterdir() if entry.name.endswith(_SUFFIX)
        )
    )


def has_phrases(language: str) -> bool:
    """Tell whether the program has words of its own in a language such as `de` or `de-at`."""
    return _base(language) in phrase_languages()


def load_phrases(language: str) -> Phrases:
    """Return the words of a language such as `en` or `en-gb`, or the English ones where there are no others."""
    return _load(_base(language) if has_phrases(language) else DEFAULT_LANGUAGE)


@cache
def _load(name: str) -> Phrases:
    data = tomllib.loads((_FOLDER / (name + _SUFFIX)).read_text("utf-8"))
    language = data.pop("language")
    forms = {form: _endings(table) for form, table in data.pop("number_forms", {}).items()}
    return Phrases(language=language, table=data, forms=forms)


def _endings(table: Mapping[str, Any]) -> Endings:
    return Endings(
        last=tuple(table.get("last_word", {}).items()), every=tuple(table.get("every_word", {}).items())
    )


def _base(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]
