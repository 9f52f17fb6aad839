"""The ways of writing that are put in those that the readers know, from `rewordings.toml`, in the order in which they are tried."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.words import rewriting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Rewording = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_BY: Final[dict[str, Callable[[re.Match[str]], str]]] = {
    made.__name__: made
    for made in (
        rewriting.by_ratio,
        rewriting.countdown,
        rewriting.counts_of_breath,
        rewriting.crossed_pair,
        rewriting.dashed,
        rewriting.digits,
        rewriting.distances,
        rewriting.each,
        rewriting.each_clock_time,
        rewriting.equal_rungs,
        rewriting.fingers,
        rewriting.held_in_turn,
        rewriting.in_sets_of,
        rewriting.hold_in_sets,
        rewriting.listed_minutes,
        rewriting.loads_first,
        rewriting.minutes_in_turn,
        rewriting.nested_pair,
        rewriting.on_off_of_a_minute,
        rewriting.repeated_amrap,
        rewriting.range_of_times,
        rewriting.reps_first,
        rewriting.reps_of_each,
        rewriting.rounds_of,
        rewriting.rungs,
        rewriting.shared,
        rewriting.so_many,
        rewriting.times,
        rewriting.times_behind,
        rewriting.times_in_turn,
    )
}
_PARTS: Final = {
    "%UNIT%": rewriting.UNIT,
    "%UNIT_WORD%": rewriting.UNIT_WORD,
    "%A_REST%": rewriting.A_REST,
    "%REST%": rewriting.REST,
    "%EVERY%": rewriting.EVERY,
    "%SECONDS%": rewriting.SECONDS,
    "%MINUTE%": rewriting.MINUTE,
    "%SHARED%": rewriting.SHARED,
}


def _read() -> Iterator[Rewording]:
    table = tomllib.loads(Path(__file__).with_name("rewordings.toml").read_text("utf-8"))
    for row in table["rewording"]:
        pattern = row["pattern"]
        for name, part in _PARTS.items():
            pattern = pattern.replace(name, part)
        yield re.compile(pattern, re.IGNORECASE), row["new"] if "new" in row else _BY[row["by"]]


REWORDED: Final = tuple(_read())
