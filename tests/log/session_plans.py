"""Small sessions for the tests of the log."""

from voicecoach.language.leaves import IntervalKind
from voicecoach.log.model import Origin, SessionPlan, StepPlan
from voicecoach.player.playback import PlayerState, Snapshot
from voicecoach.units import ms_to_frames


def steps(*lengths):
    """Return steps end to end, from (kind, name, seconds) or (kind, name, seconds, round)."""
    made, now_ms = [], 0
    for kind, name, length_s, *more in lengths:
        made.append(
            StepPlan(
                kind=IntervalKind(kind),
                name=name,
                round=more[0] if more else None,
                start_ms=now_ms,
                duration_ms=round(length_s * 1000),
            )
        )
        now_ms += round(length_s * 1000)
    return tuple(made)


HANGS = steps(("lead-in", "", 10), ("hold", "Hang", 20, 1), ("rest", "", 5), ("hold", "Hang", 20, 2))


def plan(planned=HANGS, *, routine="bar-hang", title="Bar hang", settings=None, fingerprint="f"):
    return SessionPlan(
        routine=routine,
        origin=Origin.BUILT_IN,
        title=title,
        fingerprint=fingerprint,
        settings=settings or {},
        options={},
        total_ms=planned[-1].end_ms,
        steps=planned,
    )


def at_s(position_s, *, jumps=0, state=PlayerState.PLAYING, inserted=False):
    frame = ms_to_frames(round(position_s * 1000))
    return Snapshot(state=state, position_frame=frame, jumps=jumps, is_inserted=inserted)


def listen(hearing, from_s, to_s, *, jumps=0, every_s=0.05):
    """Let something hear a stretch as the player shows it, 20 times a second."""
    for number in range(round((to_s - from_s) / every_s) + 1):
        hearing.update(at_s(from_s + number * every_s, jumps=jumps))
