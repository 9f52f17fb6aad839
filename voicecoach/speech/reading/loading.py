"""Reads the tables: one TOML file a language. docs/languages.md says what is in them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from voicecoach.speech.reading.table import Data, Table

FOLDER: Final = Path(__file__).parent / "tables"
LANGUAGES: Final = ("de", "en", "es", "fr")  # those that also have a grammar


@cache
def load_table(language: str) -> Table:
    text = (FOLDER / f"{language}.toml").read_text("utf-8")
    return Table(msgspec.convert(tomllib.loads(text), Data))
