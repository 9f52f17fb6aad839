"""An exercise of a paste as a step: timed, counted or repeated hangs. What the text leaves open is made up, and doubted."""

from __future__ import annotations

import re
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.importing.pasted.items import (
    Doubt,
    Exercise,
    Guess,
    NoLength,
    NoPace,
    NoSetRest,
    RangeTaken,
    TooShort,
)
from voicecoach.importing.pasted.line.details import details_of
from voicecoach.importing.pasted.words.vocabulary import HANGING, HELD, HELD_PHRASES, plain
from voicecoach.importing.steps import ImportedCounted, ImportedHangs, ImportedTimed
from voicecoach.language.values import tempo_ms
from voicecoach.units import MS_PER_S, format_duration_ms

PACE: Final = "pace"  # the parameter for reps without a pace
PACE_MS: Final = 3 * MS_PER_S
SWITCH_MS: Final = 5 * MS_PER_S
_WITHOUT_LENGTH_MS: Final = 30 * MS_PER_S
MS_PER_METRE: Final = 300  # an easy run: only so that there is a time
_LEAST_DISTANCE_MS: Final = 10 * MS_PER_S
LONGEST_REPEATER_MS: Final = 20 * MS_PER_S


_BREATH: Final = re.compile(
    r"[0-9]{1,2}(?:-[0-9]{1,2}){2,3}(?=[ -](?:breath|atem|atmung|respira))", re.IGNORECASE
)


_LEAST_RUN_M: Final = 100  # in a ladder, a way of so many metres is done once a rung


class Around(Struct, frozen=True, kw_only=True):
    """What the blocks around decide: whether anybody counts, what a rung or a name alone stands for, and what is called what."""

    is_block: bool = False
    is_list: bool = False
    is_ladder: bool = False
    minute_ms: int = 0  # of an interval workout
    section: str = ""


def step_of(
    one: Exercise, name: str, around: Around, doubts: list[Doubt]
) -> ImportedTimed | ImportedCounted | ImportedHangs:
    if one.off_ms is not None:
        return _on_off(one, name, doubts)
    shared = _shared(one, doubts, in_list=around.is_list or bool(around.minute_ms))
    kind = kind_of(one, name)
    if one.time_ms:
        length_ms = one.time_ms
        if one.reps:
            name = f"{one.reps} {name}"
        return timed(name, kind, length_ms, shared)
    if one.reps or (around.is_ladder and one.metres < _LEAST_RUN_M):
        count = "$rung" if not one.reps else str(one.reps)
        if 0 < one.least_reps < one.reps:
            count = f"{one.least_reps}-{one.reps}"
            doubts[:] = [doubt for doubt in doubts if not _is_range_of(doubt, one)]
        every, tempo = _beats(one, around, doubts)
        return ImportedCounted(
            name=name,
            count=count,
            every=every,
            tempo=tempo,
            sets=shared.sets,
            set_rest_ms=shared.set_rest_ms,
            both_sides=shared.both_sides,
            switch_ms=shared.switch_ms,
            ready=shared.ready,
        )
    if around.is_list:
        return ImportedCounted(name=name, count="1")
    if one.metres:
        length_ms = metres_ms(one.metres)
    elif around.minute_ms:
        length_ms = min(_WITHOUT_LENGTH_MS, max(MS_PER_S, around.minute_ms // 2 // MS_PER_S * MS_PER_S))
    else:
        length_ms = _WITHOUT_LENGTH_MS
    doubts.append(NoLength(length_ms))
    if one.metres or one.is_max:
        return replace(timed(name, kind, length_ms, shared), until_done=not around.minute_ms)
    return timed(name, kind, length_ms, shared)


def metres_ms(metres: int) -> int:
    """Return a limit for a distance, at an easy run."""
    return max(_LEAST_DISTANCE_MS, -(-metres * MS_PER_METRE // 5000) * 5000)


def _on_off(one: Exercise, name: str, doubts: list[Doubt]) -> ImportedTimed | ImportedHangs:
    assert one.off_ms is not None, "it is called for what is on and off"
    if one.off_ms < MS_PER_S and one.reps > 1:
        doubts.append(TooShort())
    hangs = not one.name or bool(HANGING & set(plain(one.name).replace("@", " ").split())) or "mm" in one.name
    if one.time_ms < LONGEST_REPEATER_MS and (hangs or one.sets > 1):
        if one.sets > 1 and one.rest_ms is None:
            doubts.append(NoSetRest())
        return ImportedHangs(
            name=name if details_of(one.name).name else "",
            count=max(1, one.reps),
            on_ms=one.time_ms,
            off_ms=one.off_ms,
            sets=one.sets,
            set_rest_ms=one.rest_ms or (0 if one.sets > 1 else None),
        )
    sets = max(1, one.reps) * (1 if one.rest_ms else one.sets)
    if one.sets > 1 and not one.rest_ms:
        doubts.append(Guess(f"{one.sets * one.reps} times in all, with the same rest between"))
    return ImportedTimed(
        name=name,
        kind=kind_of(one, name),
        length_ms=one.time_ms,
        sets=sets,
        set_rest_ms=one.off_ms if sets > 1 else None,
        both_sides=one.both_sides,
        switch_ms=SWITCH_MS if one.both_sides else 0,
    )


def _is_range_of(doubt: Doubt, one: Exercise) -> bool:
    """Tell whether a doubt is about the range of the reps, which the language has."""
    return isinstance(doubt, RangeTaken) and doubt.taken == str(one.reps)


def kind_of(one: Exercise, name: str) -> Literal["hold", "work"]:
    held = (
        one.is_hang
        or any(phrase in plain(name) for phrase in HELD_PHRASES)
        or bool((HELD | HANGING).intersection(plain(name).replace("@", " ").split()))
    )
    return "hold" if held else "work"


class _Shared(Struct, frozen=True, kw_only=True):
    """What timed and counted exercises share: sets and sides."""

    sets: int
    set_rest_ms: int | None = None
    both_sides: bool = False
    switch_ms: int = 0
    ready: bool = False  # a live session waits before each set, where no rest is given


def _shared(one: Exercise, doubts: list[Doubt], *, in_list: bool) -> _Shared:
    switch_ms = SWITCH_MS if one.both_sides else 0
    without_rest = one.sets > 1 and one.rest_ms is None and not in_list
    if without_rest:
        doubts.append(NoSetRest())
    return _Shared(
        sets=one.sets,
        set_rest_ms=one.rest_ms if one.sets > 1 and not in_list else None,
        both_sides=one.both_sides,
        switch_ms=switch_ms,
        ready=without_rest,
    )


def timed(name: str, kind: Literal["hold", "work"], length_ms: int, shared: _Shared) -> ImportedTimed:
    return ImportedTimed(
        name=name,
        kind=kind,
        length_ms=length_ms,
        sets=shared.sets,
        set_rest_ms=shared.set_rest_ms,
        both_sides=shared.both_sides,
        switch_ms=shared.switch_ms,
        ready=shared.ready,
    )


def _beats(one: Exercise, around: Around, doubts: list[Doubt]) -> tuple[str, str]:
    """Return how fast reps are, as `every` and `tempo`: both empty in a list and within a minute, where nobody counts."""
    if around.is_list or around.minute_ms:
        return "", ""
    tempo = tempo_of(one.tempo)
    if tempo:
        return "", tempo
    breath = _BREATH.match(one.name)
    if breath:
        doubts.append(Guess("seconds in, held and out"))
        return format_duration_ms(MS_PER_S * sum(map(int, breath[0].split("-")))), ""
    if one.hold_ms:
        every, held = (format_duration_ms(length_ms) for length_ms in (one.hold_ms + PACE_MS, one.hold_ms))
        doubts.append(Guess(f"{every} a rep: {held} as it says, and the rest for the movement"))
        return every, ""
    doubts.append(NoPace())
    return f"${PACE}", ""


def tempo_of(written: str) -> str:
    """Return a tempo as the language writes it: `3010` is `3-0-1-0`. X is as fast as possible."""
    counts = [sign.upper() for sign in written if sign.isdigit() or sign in "xX"]
    if len(counts) == 3:  # noqa: PLR2004 - without the pause at the top
        counts.append("0")
    text = "-".join(counts)
    return text if isinstance(tempo_ms(text), tuple) and any(sign != "0" for sign in counts) else ""
