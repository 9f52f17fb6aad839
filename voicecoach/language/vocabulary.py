"""Every key of the language, at each place where it can stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from voicecoach.language.keys import (
    CUE_KEYS,
    DEFAULT_KEYS,
    PARAMETER_KEYS,
    PHASE_KEYS,
    PROGRAMME_FILE_KEYS,
    PROGRAMME_KEYS,
    PROGRESS_KEYS,
    ROUTINE_KEYS,
    TEST_KEYS,
    TONES_KEYS,
)
from voicecoach.language.kinds import STEP_KINDS

if TYPE_CHECKING:
    from voicecoach.language.keys import Key, Takes


def every_key() -> tuple[Key[Any], ...]:
    """Return every key at each place where it can stand."""
    tables = (ROUTINE_KEYS, DEFAULT_KEYS, PARAMETER_KEYS, TONES_KEYS, CUE_KEYS)
    of_programmes = (PROGRAMME_FILE_KEYS, PROGRAMME_KEYS, PHASE_KEYS, PROGRESS_KEYS, TEST_KEYS)
    places = (*tables, *of_programmes, *(kind.keys for kind in STEP_KINDS.values()))
    return tuple(key for keys in places for key in keys.values())


STEP_KEYS: Final = frozenset(name for kind in STEP_KINDS.values() for name in kind.keys)
ALL_KEYS: Final = frozenset(key.name for key in every_key())


def keys_that_take(*takes: Takes) -> frozenset[str]:
    """Return the names of all keys with such a value."""
    return frozenset(key.name for key in every_key() if key.takes in takes)
