"""What is tried when a cue does not fit its slot: each rule is a function, and `RULES` is their order.

A rule changes the line-up and returns the cue that has to be placed next, mostly the same one; or it finds that it does not
help, changes nothing and returns None. After each change the slot is looked at anew, from the first rule on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec.structs import replace

from voicecoach.timeline.audible import Utterance
from voicecoach.timeline.events import Anchor
from voicecoach.timeline.giving_way import changed, moved, report_left_out
from voicecoach.timeline.lineup import Lineup, Slot, Trial
from voicecoach.timeline.spacing import GAP_MS
from voicecoach.timeline.telling import leave_out_call, say_less_before, tell_before_words

if TYPE_CHECKING:
    from voicecoach.timeline.audible import Audible
    from voicecoach.timeline.lineup import Lengths

MAX_MOVE_MS = 2000
MAX_SPEED_PERCENT = 115

Rule: TypeAlias = Callable[[Slot, Lineup], Trial | None]
_Choice: TypeAlias = "tuple[Audible, int]"  # a wording and its length


# --- say less, or faster ------------------------------------------------------------------------


def say_shorter(slot: Slot, lineup: Lineup) -> Trial | None:
    """Take a shorter wording."""
    return _say(_shorter_wording, slot, lineup)


def say_faster(slot: Slot, lineup: Lineup) -> Trial | None:
    """Say the shortest wording with a little more speed."""
    return _say(_faster, slot, lineup)


def _say(find: Callable[[Trial, int, Lengths], _Choice | None], slot: Slot, lineup: Lineup) -> Trial | None:
    """Use another wording for this cue, or for the `end` cue that it runs into."""
    trial, after = slot.trial, slot.after
    if trial.cue.anchor is Anchor.END:
        fits_ms = trial.cue.at_ms - slot.earliest_ms
    else:
        fits_ms = slot.limit_ms - max(trial.onset_ms, trial.cue.earliest_ms)
    if _take(find, trial, fits_ms, lineup, room_ms=slot.room_ms, by=slot.obstacle):
        return trial
    if after is not None and after.cue.anchor is Anchor.END:
        fits_ms = after.cue.at_ms - (trial.end_ms + GAP_MS)
        if _take(find, after, fits_ms, lineup, room_ms=fits_ms, by=trial):
            return trial
    return None


def _take(
    find: Callable[[Trial, int, Lengths], _Choice | None],
    trial: Trial,
    fits_ms: int,
    lineup: Lineup,
    *,
    room_ms: int,
    by: Trial | None,
) -> bool:
    choice = find(trial, fits_ms, lineup.lengths)
    if choice is None or choice[1] >= trial.length_ms:
        return False  # no gain: its length is not the problem
    audible, length_ms = choice
    lineup.report(changed(trial.cue, trial.audible, audible, need_ms=trial.length_ms, room_ms=room_ms, by=by))
    trial.take(audible, length_ms)
    return True


def _shorter_wording(trial: Trial, fits_ms: int, lengths: Lengths) -> _Choice | None:
    for wording in trial.shorter_wordings:
        length_ms = lengths.of(wording)
        if length_ms is not None and length_ms <= fits_ms and length_ms < trial.length_ms:
            return wording, length_ms
    return None


def _faster(trial: Trial, fits_ms: int, lengths: Lengths) -> _Choice | None:
    """Return the shortest wording at the least speed that fits: the engine is asked, then measured."""
    shortest = trial.cue.wordings[-1]
    if not isinstance(shortest, Utterance) or fits_ms <= 0:
        return None
    length_ms = lengths.of(shortest)
    if length_ms is None:
        return None
    percent = max(-(-100 * length_ms // fits_ms), 101)
    while percent <= MAX_SPEED_PERCENT:
        faster = replace(shortest, speed_percent=percent)
        faster_ms = lengths.of(faster)
        if faster_ms is None:
            return None  # measured first, tried again in the next pass
        if faster_ms <= fits_ms:
            return faster, faster_ms
        if faster_ms >= length_ms:
            return None  # a recording: it is as long at every speed
        percent += max(1, -(-100 * (faster_ms - fits_ms) // fits_ms))
    return None


# --- move ---------------------------------------------------------------------------------------


def move_following(slot: Slot, lineup: Lineup) -> Trial | None:
    """Move the following cue behind this one, as it is or, where that is too long there, in a shorter wording."""
    trial, after = slot.trial, slot.in_the_way
    if after is None or not after.cue.may_move:
        return None
    shift_ms = trial.end_ms + GAP_MS - after.onset_ms
    if not 0 < shift_ms <= MAX_MOVE_MS - after.moved_ms:
        return None
    room_ms = lineup.room_end_ms(after) - (after.onset_ms + shift_ms)
    full, full_ms = after.audible, after.length_ms
    for audible in (full, *after.shorter_wordings):
        length_ms = lineup.lengths.of(audible)
        if length_ms is None or length_ms > room_ms:
            continue
        if audible is not full:
            lineup.report(changed(after.cue, full, audible, need_ms=full_ms, room_ms=room_ms, by=trial))
        after.take(audible, length_ms)
        after.move(shift_ms)
        left_ms = max(0, full_ms - shift_ms)
        lineup.report(moved(after, after.moved_ms, need_ms=full_ms, room_ms=left_ms, by=trial))
        return trial
    return None


def let_following_go_first(slot: Slot, lineup: Lineup) -> Trial | None:
    """Move this cue behind the following one."""
    trial, after = slot.trial, slot.in_the_way
    if after is None or not _can_move(trial) or after.cue.anchor is not Anchor.START:
        return None
    shift_ms = after.end_ms + GAP_MS - trial.onset_ms
    if trial.moved_ms + shift_ms > MAX_MOVE_MS or trial.end_ms + shift_ms > lineup.room_end_ms(after):
        return None
    lineup.report(moved(trial, shift_ms, need_ms=slot.need_ms, room_ms=slot.room_ms, by=after))
    trial.move(shift_ms)
    lineup.waiting.remove(after)
    lineup.waiting.appendleft(trial)
    return after


def move_earlier(slot: Slot, lineup: Lineup) -> Trial | None:
    """Move this cue earlier, so that it is over in time."""
    trial, by = slot.trial, slot.in_the_way
    shift_ms = trial.end_ms - slot.limit_ms
    if not _can_move(trial) or not 0 < shift_ms <= MAX_MOVE_MS:
        return None
    if trial.onset_ms - shift_ms < slot.earliest_ms:
        return None
    trial.move(-shift_ms)
    lineup.report(moved(trial, trial.moved_ms, need_ms=slot.need_ms, room_ms=slot.room_ms, by=by))
    return trial


def _can_move(trial: Trial) -> bool:
    return trial.cue.may_move and trial.cue.anchor is Anchor.START


MOVES: Final[tuple[Rule, ...]] = (move_following, let_following_go_first, move_earlier)  # later first


def move_shorter(slot: Slot, lineup: Lineup) -> Trial | None:
    """Move with a shorter wording, where neither the one nor the other was enough."""
    trial = slot.trial
    full, full_ms = trial.audible, trial.length_ms
    for wording in trial.shorter_wordings:
        length_ms = lineup.lengths.of(wording)
        if length_ms is None or length_ms >= full_ms:
            continue
        trial.take(wording, length_ms)
        shorter = replace(slot, need_ms=length_ms)
        for move in MOVES:
            following = move(shorter, lineup)
            if following is not None:
                lineup.report(
                    changed(trial.cue, full, wording, need_ms=full_ms, room_ms=slot.room_ms, by=slot.obstacle)
                )
                return following
    trial.take(full, full_ms)
    return None


# --- leave out ----------------------------------------------------------------------------------


def leave_out_following(slot: Slot, lineup: Lineup) -> Trial | None:
    """Leave out the following cue where it yields, and this one fits once all that yields is out of its way."""
    trial, after = slot.trial, slot.after
    if after is None or not slot.meets_a_cue or not after.yields_to(trial):
        return None
    lengths_ms = [
        length_ms for length_ms in map(lineup.lengths.of, trial.cue.wordings) if length_ms is not None
    ]
    end_ms = max(trial.onset_ms, slot.free_ms) + min([*lengths_ms, trial.length_ms])
    if end_ms > trial.cue.latest_end_ms or lineup.first_that_stays(trial, before_ms=end_ms + GAP_MS):
        return None
    lineup.waiting.remove(after)
    lineup.dropped.append(after)
    room_ms = max(0, after.end_ms - trial.end_ms - GAP_MS)
    report_left_out(lineup, after, need_ms=after.length_ms, room_ms=room_ms, by=trial)
    return trial


def leave_out_words_before(slot: Slot, lineup: Lineup) -> Trial | None:
    """Leave out words before this one in its chain ("Rest.") where that makes room for something more important."""
    trial, before = slot.trial, slot.before
    if before is None or not trial.cue.flows:
        return None
    shortest_ms = min((lineup.lengths.of(wording) or 0) for wording in trial.cue.wordings)
    if not before.cue.flows or before.cue.priority <= trial.cue.priority:
        return None
    earlier = lineup.placed[-2] if len(lineup.placed) > 1 else None
    free_ms = trial.cue.at_ms if earlier is None else earlier.end_ms + GAP_MS
    onset_ms = max(trial.cue.at_ms, free_ms)
    if onset_ms + shortest_ms > slot.limit_ms:
        return None
    lineup.placed.pop()
    report_left_out(lineup, before, need_ms=before.length_ms, room_ms=0, by=trial)
    full = trial.cue.wordings[0]
    full_ms = lineup.lengths.of(full)
    assert full_ms is not None, "a cue is not tried before it is measured"
    trial.take(full, full_ms)
    lineup.free_ms, trial.onset_ms = free_ms, onset_ms
    return trial


RULES: Final[tuple[Rule, ...]] = (
    say_less_before,
    say_shorter,
    say_faster,
    *MOVES,
    move_shorter,
    leave_out_following,
    tell_before_words,
    leave_out_call,
    leave_out_words_before,
)
