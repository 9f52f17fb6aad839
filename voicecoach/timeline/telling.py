"""Rules that make room for an announcement: what is said before it in the same chain becomes shorter, goes, or comes after it.

An announcement says which exercise comes, so it goes before "Rest.", the round call and the author's words of a rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.language.model import Priority
from voicecoach.timeline.events import NEVER_TOO_LATE_MS
from voicecoach.timeline.giving_way import changed, report_left_out
from voicecoach.timeline.spacing import GAP_MS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.timeline.audible import Audible
    from voicecoach.timeline.lineup import Lineup, Slot, Trial

_FASTEST_PERCENT: Final = 115


class _Chain(Struct, frozen=True, kw_only=True):
    """The cues that flow before an announcement, and the room that they leave."""

    trials: tuple[Trial, ...]
    begin_ms: int  # when the first of them can begin
    limit_ms: int

    def room_ms(self, lengths_ms: Sequence[int]) -> int:
        return self.limit_ms - self.begin_ms - sum(length_ms + GAP_MS for length_ms in lengths_ms)

    def without(self, left_out: Sequence[Trial]) -> list[Trial]:
        return [trial for trial in self.trials if trial not in left_out]


def _chain_before(slot: Slot, lineup: Lineup) -> _Chain | None:
    """Return what flows before an announcement whose wordings are measured; None before any other cue."""
    cue = slot.trial.cue
    if not cue.telling or None in [lineup.lengths.of(wording) for wording in cue.wordings]:
        return None  # measured first, tried again in the next pass
    count = 0
    while count < len(lineup.placed) and lineup.placed[-1 - count].cue.flows:
        count += 1
    if not count:
        return None
    free_ms = lineup.placed[-1 - count].end_ms + GAP_MS if count < len(lineup.placed) else lineup.begin_ms
    return _Chain(
        trials=tuple(lineup.placed[-count:]),
        begin_ms=max(slot.trial.cue.at_ms, free_ms),
        limit_ms=slot.limit_ms,
    )


def say_less_before(slot: Slot, lineup: Lineup) -> Trial | None:
    """Say "Rest." or the words in its place shorter, or not at all, so that the length is said, or at least the name."""
    chain = _chain_before(slot, lineup)
    if chain is None:
        return None
    fillers = [
        trial for trial in chain.trials if trial.cue.automatic and trial.cue.priority is Priority.PRAISE
    ]
    words = [trial for trial in chain.trials if trial.cue.priority >= Priority.FORM]
    for least_ms in _least_ms(slot.trial, lineup):
        if least_ms <= chain.room_ms([trial.length_ms for trial in chain.trials]):
            return None  # a shorter wording of the announcement does
        shortened = _shortened(words, chain, least_ms, slot, lineup)
        if shortened is not None:
            return shortened
        kept = chain.without(fillers)
        if fillers and least_ms <= chain.room_ms([trial.length_ms for trial in kept]):
            return _leave_out(fillers, chain, slot, lineup)
    return None


def tell_before_words(slot: Slot, lineup: Lineup) -> Trial | None:
    """Say an announcement before the author's words, which follow where there is room; words that name a time stay."""
    chain = _chain_before(slot, lineup)
    if chain is None:
        return None
    words = [trial for trial in chain.trials if not trial.cue.automatic]
    if not words or any(trial.cue.latest_onset_ms != NEVER_TOO_LATE_MS for trial in words):
        return None
    kept = chain.without(words)
    kept_ms = [trial.length_ms for trial in kept]
    words_ms = [_fastest_ms(trial.length_ms) for trial in words]
    if min(_least_ms(slot.trial, lineup)) > chain.room_ms(kept_ms):
        return None
    room_ms = chain.room_ms([*kept_ms, *words_ms])
    with_words = (one for one in slot.trial.cue.wordings if (lineup.lengths.of(one) or 0) <= room_ms)
    return _placed_again([*kept, slot.trial, *words], chain, slot, lineup, wording=next(with_words, None))


def leave_out_call(slot: Slot, lineup: Lineup) -> Trial | None:
    """Shorten or leave out "Round two of three." where the name has no room otherwise."""
    chain = _chain_before(slot, lineup)
    if chain is None:
        return None
    calls = [trial for trial in chain.trials if trial.cue.automatic and not trial.cue.telling]
    least_ms = min(_least_ms(slot.trial, lineup))
    shortened = _shortened(calls, chain, least_ms, slot, lineup)
    if shortened is not None:
        return shortened
    kept = chain.without(calls)
    if not calls or least_ms > chain.room_ms([trial.length_ms for trial in kept]):
        return None
    return _leave_out(calls, chain, slot, lineup)


def _least_ms(announcement: Trial, lineup: Lineup) -> Iterator[int]:
    """Yield the time that it takes with its list, then with its length, then without, then with more speed."""
    cue = announcement.cue
    with_list = cue.wordings[: cue.naming] if cue.naming else ()
    for wordings in filter(None, (with_list, cue.wordings[: cue.telling], cue.wordings)):
        yield min(lineup.lengths.of(wording) or 0 for wording in wordings)
    yield _fastest_ms(lineup.lengths.of(cue.wordings[-1]) or 0)


def _fastest_ms(length_ms: int) -> int:
    return -(-100 * length_ms // _FASTEST_PERCENT)


def _shortened(
    words: Sequence[Trial], chain: _Chain, least_ms: int, slot: Slot, lineup: Lineup
) -> Trial | None:
    for trial in words:
        others_ms = [other.length_ms for other in chain.trials if other is not trial]
        for wording in trial.shorter_wordings:
            length_ms = lineup.lengths.of(wording)
            if length_ms is None or least_ms > chain.room_ms([*others_ms, length_ms]):
                continue
            room_ms = trial.length_ms - (least_ms - chain.room_ms([*others_ms, trial.length_ms]))
            lineup.report(
                changed(
                    trial.cue,
                    trial.audible,
                    wording,
                    need_ms=trial.length_ms,
                    room_ms=room_ms,
                    by=slot.trial,
                )
            )
            trial.take(wording, length_ms)
            return _placed_again([*chain.trials, slot.trial], chain, slot, lineup)
    return None


def _leave_out(left_out: Sequence[Trial], chain: _Chain, slot: Slot, lineup: Lineup) -> Trial:
    for trial in left_out:
        report_left_out(lineup, trial, need_ms=trial.length_ms, room_ms=0, by=slot.trial)
    return _placed_again([*chain.without(left_out), slot.trial], chain, slot, lineup)


def _placed_again(
    order: Sequence[Trial], chain: _Chain, slot: Slot, lineup: Lineup, *, wording: Audible | None = None
) -> Trial:
    """Take back what was placed of the chain, let it wait in this order, and return the first.

    The announcement is tried in full again, or in this wording.
    """
    del lineup.placed[-len(chain.trials) :]
    lineup.free_ms = chain.begin_ms
    first_tried = slot.trial.cue.wordings[0] if wording is None else wording
    slot.trial.take(first_tried, lineup.lengths.of(first_tried) or 0)
    for trial in order:
        trial.onset_ms = max(trial.cue.at_ms, chain.begin_ms)
    first, *others = order
    lineup.waiting.extendleft(reversed(others))
    return first
