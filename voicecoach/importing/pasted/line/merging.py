"""The drafts of a line as items: a name and its amounts that stand apart come together, and a rest goes where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import Exercise, Guess, RestBetween, RestItem
from voicecoach.importing.pasted.line.details import details_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.line.draft import Draft


_MOST_SETS: Final = 20  # nobody does more of them


def items_of(drafts: Sequence[Draft], *, line: int, in_list: bool) -> tuple[PastedItem, ...]:
    """Return the items of one line. `in_list`: names alone are exercises, as below `21-15-9`."""
    merged: list[Draft] = []
    for draft in drafts:
        before = merged[-1] if merged else None
        named = [one for one in merged if one.has_name and one.has_amount]
        if draft.is_aside and len(named) == 1 and before is not named[0]:
            named[0].name += f", {draft.name}"
            named[0].details += draft.details
            continue
        if len(merged) == 1 and before is not None and _is_only_detail(before) and draft.has_name:
            merged[0] = _with_detail(draft, before)  # `RPE 9 - hard 2 min`
            continue
        if before is not None and _belongs(
            draft,
            before,
            alone=not any(one.has_amount for one in merged[:-1]),
            in_sets=before.sets > 1
            and not any(one.sets > 1 or one.off_ms is not None for one in merged[:-1]),
            in_list=in_list,
            is_last=draft is drafts[-1],
        ):
            _merge(draft, before)
        else:
            if named and named[-1] is before and before.reps and _is_count_alone(draft) and not in_list:
                draft.name = f"{details_of(before.name).name} {draft.name}".strip()  # `Squat 1x5, 1x3 @ 80%`
            merged.append(draft)
    return tuple(item_of(draft, line) for draft in merged)


def _is_only_detail(draft: Draft) -> bool:
    return draft.is_detail and not (draft.has_amount or draft.sets)


def _with_detail(draft: Draft, detail: Draft) -> Draft:
    draft.name += f", {detail.name}" if detail.has_name else ""
    draft.details += detail.details
    draft.tempo = draft.tempo or detail.tempo
    return draft


def _belongs(  # noqa: C901, PLR0911, PLR0912 - one for each way to belong
    draft: Draft, before: Draft, *, alone: bool, in_sets: bool, in_list: bool, is_last: bool
) -> bool:
    if draft.is_detail and (before.has_name or before.has_amount):
        return True
    if before.is_rest or draft.of_rounds or (before.is_repeat and draft.has_name and not before.has_name):
        return False
    if draft.sets and not (draft.has_name or draft.has_amount or alone) and before.sets <= 1:
        return False  # `4 s in, 4 s hold, 10 rounds`
    if any(said(draft, before) for said in (_is_on_time, _is_rest_of_sets, _is_sets_of_sets)):
        return True
    if draft.is_distance:
        return before.has_name and not before.has_amount and before.sets <= 1  # `Run, 1000 m`
    if draft.is_rest:
        if before.sets > 1 and not (before.has_name or before.has_amount or alone):
            return False  # `20 s, 30 s, 40 s, 3 sets, 1 min rest`
        repeated = (
            before.sets > 1
            or before.off_ms is not None
            or (1 < max(draft.sets, draft.reps) <= _MOST_SETS and before.has_amount)
        )
        return not draft.name and repeated and (alone or in_sets) and before.rest_ms is None
    if draft.has_name and draft.has_amount:
        return draft.in_brackets and before.has_name and not before.has_amount and before.sets <= 1
    if draft.has_name:
        if not before.has_name:
            return before.has_amount
        return before.has_amount and not in_list and not draft.sets
    if _is_rest_of_max(draft, before):
        return before.rest_ms is None
    if before.reps and not before.time_ms and before.sets <= 1 and draft.time_ms and not draft.reps:
        each = draft.both_sides or draft.is_each  # `3 reps, 30 s each leg`
        return each and not draft.sets and draft.off_ms is None
    if before.has_amount and draft.has_amount:
        if _are_reps_alone(before) and _are_reps_alone(draft):
            return False  # `55 reps, 45 reps`
        if _is_time_alone(before) and _is_time_alone(draft):
            return False  # `30, 45, 60 s plank`
        is_counted = bool(before.reps or (before.metres and is_last)) and not before.time_ms
        counted = is_counted and bool(draft.time_ms)  # `5 x 5 bench, 3 min`, `carry 4 x 40 m, 60 s`
        repeated = before.sets > 1 and (bool(before.time_ms) or counted) and not draft.reps
        in_pairs = before.off_ms is not None or draft.off_ms is not None
        if (
            draft.off_ms is not None
            and before.time_ms
            and (before.off_ms is None or draft.reps or draft.sets)
        ):
            return False  # `15 min warm-up, 8 x 30/30`
        return (in_pairs or repeated or not before.has_name) and alone and not (repeated and draft.has_name)
    return True


def _is_time_alone(draft: Draft) -> bool:
    return bool(draft.time_ms) and draft.off_ms is None and not (draft.name or draft.sets or draft.reps)


def _is_count_alone(draft: Draft) -> bool:
    is_nameless = not details_of(draft.name).name
    return bool(draft.reps) and is_nameless and not (draft.time_ms or draft.metres or draft.rest_ms)


def _are_reps_alone(draft: Draft) -> bool:
    return bool(draft.reps) and not (draft.time_ms or draft.sets or draft.metres)


def _is_rest_of_max(draft: Draft, before: Draft) -> bool:
    """Tell whether it is the rest of sets with as many reps as one can: `3 x max, 3 min`, not `max hangs: 5 sets, 7 s on`."""
    without = before.is_max and before.sets > 1 and not before.has_amount
    return without and bool(draft.time_ms) and draft.off_ms is None and not draft.is_on


def _is_sets_of_sets(draft: Draft, before: Draft) -> bool:
    """Tell whether it is how often sets with short rests are done: `6 hangs, 7 s each, 3 s between, 4 sets with 3 min rest`."""
    short_ms = before.rest_ms
    return (
        draft.is_rest
        and not draft.name
        and draft.sets > 1
        and before.sets > 1
        and bool(before.time_ms)
        and before.off_ms is None
        and short_ms is not None
        and short_ms < (draft.rest_ms or 0)
    )


def _is_on_time(draft: Draft, before: Draft) -> bool:
    """Tell whether it is how long each of the reps hangs: `6 reps, 7 s hang`."""
    return (
        draft.is_hang
        and not (draft.name or draft.sets or draft.reps)
        and bool(draft.time_ms and before.reps and not before.time_ms)
    )


def _is_rest_of_sets(draft: Draft, before: Draft) -> bool:
    """Tell whether it is the rest between the sets of hangs that have a rest already: `7 s hang, 3 s rest, 3 min between sets`."""
    shorter = before.rest_ms is not None and before.rest_ms < (draft.rest_ms or 0)
    return (
        draft.is_rest
        and shorter
        and before.sets > 1
        and before.reps > 1
        and bool(before.time_ms)
        and before.off_ms is None
    )


def _merge(draft: Draft, before: Draft) -> None:
    """Put a segment to the one before it."""
    if draft.is_only_rest and before.time_ms and not before.has_name:
        before.rest_ms, before.time_ms, before.is_rest_first = before.time_ms, 0, True  # `30 seconds: rest`
        return
    is_set_before = before.sets > 1
    if _is_on_time(draft, before):
        before.time_ms, before.off_ms = draft.time_ms, draft.off_ms
    elif _is_rest_of_max(draft, before):
        before.rest_ms = draft.time_ms  # `3 x max, 3 min`
        before.doubts += (Guess("a rest between the sets"),)
        return
    elif before.reps and before.sets <= 1 and not before.time_ms and draft.time_ms and not draft.reps:
        before.sets, before.reps, before.least_reps = before.reps, 0, 0
        before.time_ms = draft.time_ms
        before.rest_ms = draft.rest_ms if before.rest_ms is None else before.rest_ms
        is_set_before = draft.is_each  # `6 hangs, 7 s each`
    elif _is_sets_of_sets(draft, before):
        before.reps = before.least_reps = before.sets
        before.sets, before.off_ms, before.rest_ms = draft.sets, before.rest_ms, draft.rest_ms
    elif _is_rest_of_sets(draft, before):
        before.off_ms, before.rest_ms = before.rest_ms, draft.rest_ms
    elif draft.is_rest:
        before.rest_ms = draft.rest_ms
        before.is_between |= draft.is_between
        before.sets = before.sets or draft.sets or draft.reps
    elif not draft.has_name and draft.has_amount and (before.off_ms is not None or before.sets > 1):
        _add_numbers(draft, before)
    else:
        _join(draft, before)
    of_sets = draft.is_each and is_set_before and not draft.sets  # `3 sets, 30 s each`
    before.both_sides |= draft.both_sides and not of_sets
    before.is_max |= draft.is_max
    before.is_hang |= draft.is_hang
    before.tempo = before.tempo or draft.tempo
    before.details += draft.details
    before.doubts += draft.doubts


def _join(draft: Draft, before: Draft) -> None:
    """Put what a segment says beside what is known, where neither is a rest."""
    if draft.has_amount and not before.has_amount:
        before.reps, before.least_reps, before.time_ms = draft.reps, draft.least_reps, draft.time_ms
        before.off_ms, before.metres = draft.off_ms, draft.metres
    elif draft.off_ms is not None:
        before.time_ms, before.off_ms = draft.time_ms, draft.off_ms
        before.reps = before.reps or draft.reps
    if (
        draft.sets
        and before.sets > 1
        and before.time_ms
        and before.rest_ms is not None
        and not draft.has_amount
    ):
        # `6 hangs of 7 s with 3 s rest, 5 sets`
        before.reps = before.least_reps = before.sets
        before.sets, before.off_ms, before.rest_ms = draft.sets, before.rest_ms, None
    before.sets = before.sets or draft.sets
    if before.rest_ms is None:
        before.rest_ms = draft.rest_ms
    if draft.has_name:
        sign = "" if draft.is_distance else ","
        before.name = f"{before.name}{sign} {draft.name}" if before.has_name else draft.name


def _add_numbers(draft: Draft, before: Draft) -> None:
    """Give numbers behind hangs their meaning: `7s on, 3s off, 6 reps`, `6x 7:3 x3 / 150`."""
    if draft.is_for and before.off_ms is not None and not before.reps and not before.sets:
        once_ms = before.time_ms + before.off_ms
        before.reps = before.least_reps = max(1, draft.time_ms // once_ms)  # `20 s on, 40 s off, for 10 min`
        if draft.time_ms % once_ms:
            before.doubts += (Guess(f"{before.reps} times"),)
    elif not before.has_amount and draft.time_ms:
        before.time_ms, before.off_ms = draft.time_ms, draft.off_ms  # `3 sets, 30 seconds each leg`
        before.reps = before.least_reps = draft.reps
    elif not before.reps and draft.reps:
        before.reps = draft.reps
    elif before.rest_ms is None and (draft.time_ms or draft.reps):
        before.rest_ms = draft.time_ms or 1000 * draft.reps
        if before.off_ms is None and (before.reps or before.metres):
            before.doubts += (Guess("a rest between the sets"),)
    before.sets = before.sets or draft.sets


def item_of(draft: Draft, line: int) -> PastedItem:
    """Return what a draft is, where nothing comes to it any more."""
    if draft.is_between and draft.rest_ms is not None and not (draft.has_amount or draft.is_max):
        return RestBetween(line=line, length_ms=draft.rest_ms, of_rounds=draft.of_rounds, doubts=draft.doubts)
    if draft.is_rest:
        times = draft.sets or draft.reps or 1
        return RestItem(
            line=line, length_ms=draft.rest_ms or 0, times=times, words=draft.name, doubts=draft.doubts
        )
    if draft.is_only_rest:
        return RestItem(line=line, length_ms=0)
    exercise = Exercise(
        line=line,
        name=draft.name,
        details=draft.details,
        sets=max(1, draft.sets),
        reps=draft.reps,
        least_reps=draft.least_reps or draft.reps,
        time_ms=draft.time_ms,
        off_ms=draft.off_ms,
        metres=draft.metres,
        rest_ms=draft.rest_ms,
        rests_only_between=draft.is_between and draft.sets > 1,
        both_sides=draft.both_sides,
        tempo=draft.tempo,
        is_max=draft.is_max,
        is_hang=draft.is_hang,
        doubts=draft.doubts,
    )
    if exercise.off_ms is None or exercise.reps:
        return exercise
    if exercise.rest_ms is None:
        return replace(exercise, reps=exercise.sets, sets=1)  # `15 s on, 45 s off, 8 rounds`
    return replace(exercise, reps=1)
