"""What is done between hard parts: `6 x 3 min hard, 2 min easy`; and the rest or recovery on the line below sets."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import BlockOpening, Exercise, Guess, PastedItem, RestItem, RoundsOf
from voicecoach.importing.pasted.words.vocabulary import WARM_UPS, plain
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from typing import TypeAlias

    from voicecoach.importing.pasted.text.lines import PastedLine

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]

EASY: Final = re.compile(
    r"(?:[0-9]{2,4} ?(?:m|yards?|yds?|meters|metres|k|km) )?(?:(?:very|sehr|très|muy) )?(?:easy|slow|float|jog|jogging|walk|walking|locker|leicht|langsam|traben|gehen|suave|lento|trote|caminar|"
    r"caminando|trot|marche|lent|facile|z[12]|[2-7][0-9]%)(?: .{0,30})?",
    re.IGNORECASE,
)
_DISTANCE_AND_TIME: Final = re.compile(
    r"[0-9] ?(?:k?m)? ?\([0-9:.]+ ?(?:s|secs?|sek|min|'|\")?\)", re.IGNORECASE
)
_LEAST_MS_PER_METRE: Final = 180  # three minutes a kilometre
_RECOVERY: Final = re.compile(
    r".{0,30}(?:relax|release|entspannen|lösen|loslassen|relâcher|relâchement|soltar|relajar|recovery|recoveries|rest|pause|récup|récupération|descanso)",
    re.IGNORECASE,
)
_RECOVERY_ALONE: Final = re.compile(
    r"(?:[^\W\d]+ ){0,3}(?:recovery|recoveries|récup|erholung)", re.IGNORECASE
)


def without_records(items: tuple[PastedItem, ...], text: str) -> tuple[PastedItem, ...]:
    """Take a time in brackets, in which nobody runs the distance before it, as the rest: `6 x 1000 m (90 s)`."""
    if not _DISTANCE_AND_TIME.search(text):
        return items
    return tuple(_with_rest(one) if isinstance(one, Exercise) and _is_record(one) else one for one in items)


def _is_record(one: Exercise) -> bool:
    is_fast = 0 < one.time_ms < one.metres * _LEAST_MS_PER_METRE
    return is_fast and one.sets > 1 and not one.reps and one.rest_ms is None and one.off_ms is None


def _with_rest(one: Exercise) -> Exercise:
    doubts = (*one.doubts, Guess(f"a rest of {format_duration_ms(one.time_ms)}"))
    return replace(one, time_ms=0, rest_ms=one.time_ms, doubts=doubts)


def recovered(items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    """Put the easy part between the hard ones: `6 x 3 min hard, 2 min easy`."""
    for at, pair in enumerate(pairwise(items)):
        hard, last = _with_count_ahead(*pair)
        easy = _easy(last)
        if not isinstance(hard, Exercise) or hard.reps or not (hard.time_ms or hard.metres) or easy is None:
            continue
        if hard.sets == 1 or hard.rest_ms is not None or hard.off_ms is not None:
            continue
        more = any(isinstance(item, Exercise) and item.sets > 1 for item in items[at + 2 :])
        if more and isinstance(easy, Exercise) and easy.time_ms > hard.time_ms > 0:
            continue  # `5 x 3 min build, 5 min easy, 4 x 10 min hard`
        body = (replace(hard, sets=1), easy)
        rounds = BlockOpening(line=hard.line, kind=RoundsOf(count=hard.sets), body=body)
        return (*items[:at], rounds, *items[at + 2 :])
    return ()


def _with_count_ahead(hard: PastedItem, last: PastedItem) -> tuple[PastedItem, PastedItem]:
    """Return both with how often at the first: `2 min hard, 2 min easy x 7`."""
    is_pair = isinstance(hard, Exercise) and isinstance(last, Exercise) and hard.sets == 1 < last.sets
    if not (is_pair and isinstance(hard, Exercise) and isinstance(last, Exercise)) or EASY.fullmatch(
        hard.name
    ):
        return hard, last
    if plain(hard.name) in WARM_UPS or not (hard.time_ms and last.time_ms) or last.rest_ms is not None:
        return hard, last
    once = replace(last, sets=1)
    return (replace(hard, sets=last.sets), once) if EASY.fullmatch(last.name) else (hard, last)


def _easy(item: PastedItem) -> PastedItem | None:
    """Return what is done between hard parts; a recovery as a rest with words."""
    if isinstance(item, RestItem):
        return item if item.words else None
    if not isinstance(item, Exercise) or item.sets > 1 or item.reps or not (item.time_ms or item.metres):
        return None
    if _RECOVERY.fullmatch(item.name) and item.time_ms:
        return RestItem(line=item.line, length_ms=item.time_ms, words=item.name, doubts=item.doubts)
    is_easy = EASY.fullmatch(item.name) or (item.metres and _RECOVERY.fullmatch(item.name))
    return item if is_easy else None


def with_rests_of_sets(found: Found) -> Found:
    """Give sets without a rest the one that stands alone below them: `5x5 @ 75%`, `Rest 2:00`."""
    read: Found = []
    for line, items in found:
        before = read[-1][1] if read else ()
        last = before[-1] if before else None
        rest = _recovery(items[0]) if len(items) == 1 and not line.after_blank else None
        if (
            isinstance(rest, RestItem)
            and not rest.words
            and rest.length_ms
            and isinstance(last, Exercise)
            and last.sets > 1
            and last.rest_ms is None
            and not last.metres
        ):
            doubts = (*last.doubts, Guess("the rest below it between the sets, too"))
            read[-1] = (read[-1][0], (*before[:-1], replace(last, rest_ms=rest.length_ms, doubts=doubts)))
            read.append((line, (replace(rest, is_implied=True),)))
        else:
            read.append((line, items))
    return read


def _recovery(item: PastedItem) -> PastedItem:
    """Return a timed recovery as the rest that it is between sets: `3 min easy jog recovery`."""
    if (
        not isinstance(item, Exercise)
        or not item.time_ms
        or item.sets > 1
        or item.reps
        or item.off_ms is not None
    ):
        return item
    return RestItem(line=item.line, length_ms=item.time_ms) if _RECOVERY_ALONE.fullmatch(item.name) else item
