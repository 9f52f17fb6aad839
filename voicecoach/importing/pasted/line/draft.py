"""What one segment of a line says, before it is known whether it stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from voicecoach.importing.pasted.items import Doubt


class Draft(Struct, kw_only=True):
    """What one segment says. `crosses` are numbers with a sign of times behind them, `times` those with one before them."""

    name: str = ""
    details: tuple[str, ...] = ()
    sets: int = 0
    reps: int = 0
    least_reps: int = 0
    bare: int = 0  # a number that counts nothing by itself
    time_ms: int = 0
    off_ms: int | None = None
    metres: int = 0
    rest_ms: int | None = None
    is_rest_first: bool = False
    is_between: bool = False
    of_rounds: bool = False
    is_detail: bool = False  # a load, a target or a tempo, and nothing else
    is_distance: bool = False  # a distance, maybe several times, and nothing else
    is_aside: bool = False  # how, with what or on what the one before is done
    in_brackets: bool = False  # all of its name is
    is_on: bool = False  # its time is said to be that of the work
    is_only_rest: bool = False  # the word, and no length
    both_sides: bool = False
    is_each: bool = False  # a time each, which may be each side or each set
    is_repeat: bool = False  # `repeat 8 times`
    is_for: bool = False  # it begins with `for`: how long in all
    tempo: str = ""
    is_hang: bool = False
    is_max: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def has_amount(self) -> bool:
        return bool(self.reps or self.time_ms or self.metres)

    @property
    def is_rest(self) -> bool:
        """Tell whether it is a rest, maybe with how often: `50 s rest x 5`."""
        counted = bool(self.name) and bool(self.reps)
        return (
            self.rest_ms is not None and self.is_rest_first and not (self.time_ms or self.metres or counted)
        )

    @property
    def has_name(self) -> bool:
        return bool(self.name)
