"""`log add`, `log edit` and `log remove`: what the listener says of sessions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.cli.details import Detail, details_told, reached_told, times_reached, with_details
from voicecoach.cli.parameters import asked_settings
from voicecoach.cli.programmes import chosen
from voicecoach.cli.terminal import show
from voicecoach.cli.work import or_exit
from voicecoach.errors import UsageError
from voicecoach.language.durations import duration_ms
from voicecoach.language.leaves import is_until_done
from voicecoach.library import every_name
from voicecoach.log.by_hand import progress_until, with_reached
from voicecoach.log.database import Log
from voicecoach.log.folder import log_folder
from voicecoach.log.model import Ending, Report
from voicecoach.log.plan import name_of, plan_of
from voicecoach.phrases import load_phrases
from voicecoach.pipeline import lay_out_routine
from voicecoach.sources import STDIN, read_routine
from voicecoach.studio.silent import silent_studio
from voicecoach.units import format_clock_ms, format_whole_seconds_ms

if TYPE_CHECKING:
    from voicecoach.cli.options import LogEntry, Settings, Which
    from voicecoach.log.model import LoggedSession

_NOON: Final = 12
ACTIONS: Final = ("add", "edit", "remove")


class _Told(Struct, frozen=True, kw_only=True):
    """The options as values. None where an option is not given."""

    is_done: bool
    stopped_ms: int | None
    effort: int | None
    pain: int | None
    note: str | None
    details: tuple[Detail, ...] = ()
    reached: tuple[Detail, ...] = ()


def change_log(action: str, what: tuple[str, ...], asked: Settings, which: Which, entry: LogEntry) -> None:
    """Do what stands after `log`. Raises UsageError, LogError."""
    if action not in ACTIONS:
        raise UsageError(
            f"`log` has no `{action}`",
            hint="write `log`, `log add ROUTINE`, `log edit NUMBER` or `log remove NUMBER`",
        )
    if len(what) != 1:
        if action == "add":
            raise UsageError(
                "`log add` takes a routine or a programme",
                hint="for example: `voicecoach log add bar-hang --effort 6`",
            )
        raise UsageError(
            f"`log {action}` takes the number of a session", hint="`voicecoach log` shows the numbers"
        )
    told = _told(entry)
    if action == "add":
        _add(what[0], asked, which, entry.at, told)
        return
    if asked_settings(asked) or which.session or which.week or entry.at or entry.reached:
        raise UsageError(
            f"`log {action}` changes no settings, no date and no time that was reached",
            hint="remove it and add it anew",
        )
    number = _number(what[0])
    if action == "edit":
        _edit(number, told)
    else:
        _remove(number, told)


def _told(entry: LogEntry) -> _Told:
    if entry.done and entry.stopped_at:
        raise UsageError("`--done` and `--stopped-at` at once", hint="leave one of them out")
    stopped_ms = None
    if entry.stopped_at:
        read = duration_ms(entry.stopped_at)
        if not isinstance(read, int):
            raise UsageError(f"`{entry.stopped_at}` is no time, for --stopped-at", hint="write it as `3:20`")
        stopped_ms = read
    return _Told(
        is_done=entry.done,
        stopped_ms=stopped_ms,
        effort=entry.effort,
        pain=entry.pain,
        note=entry.note,
        details=details_told(entry.load, entry.edge),
        reached=reached_told(entry.reached),
    )


def _add(name: str, asked: Settings, which: Which, at: str, told: _Told) -> None:
    source = read_routine(name)
    if source.name == STDIN:
        raise UsageError("a routine from standard input has no name to be logged by", hint="name a file")
    started = _moment(at)
    one = chosen(source, asked, which, day=started.date())
    laid_out = or_exit(lay_out_routine(one.source, one.settings, silent_studio))
    plan = plan_of(
        laid_out.routine,
        laid_out.session,
        load_phrases(laid_out.routine.language),
        name=name_of(one.source.name, every_name(), stdin=STDIN),
        settings=one.settings,
        options={},
        place=one.place,
    )
    if told.stopped_ms is not None and told.stopped_ms >= plan.total_ms:
        raise UsageError(
            f"--stopped-at {format_clock_ms(told.stopped_ms)} is beyond the end: the session takes {format_whole_seconds_ms(plan.total_ms)}",
            hint="write `--done` if it was done",
        )
    plan = replace(plan, steps=with_details(plan.steps, told.details))
    ended = Ending.FINISHED if told.stopped_ms is None else Ending.STOPPED
    progress = progress_until(plan.steps, plan.total_ms if told.stopped_ms is None else told.stopped_ms)
    until_done = [n for n, one in enumerate(laid_out.session.intervals) if is_until_done(one.leaf)]
    progress = with_reached(plan.steps, progress, times_reached(plan.steps, until_done, told.reached))
    report = Report(effort=told.effort, pain=told.pain, note=told.note or "")
    with Log.open(log_folder()) as log:
        number = log.add(plan, progress, ended, report, started)
    what = f"session {one.place.session} of {name}, " if one.place else ""
    how = "done" if told.stopped_ms is None else f"stopped at {format_clock_ms(told.stopped_ms)}"
    show(f"{number}: {what}{plan.title}, {started:%a %Y-%m-%d %H:%M}, {how}")


def _edit(number: int, told: _Told) -> None:
    if told == _Told(is_done=False, stopped_ms=None, effort=None, pain=None, note=None):
        raise UsageError(
            "nothing to change is given",
            hint="--done, --stopped-at, --effort, --pain, --note, --load or --edge",
        )
    with Log.open(log_folder()) as log:
        before = _session(log, number)
        if told.stopped_ms is not None and told.stopped_ms >= before.total_ms:
            raise UsageError(
                f"--stopped-at is beyond the end: the session takes {format_whole_seconds_ms(before.total_ms)}",
                hint="write `--done` if it was done",
            )
        kept = before.report
        report = Report(
            effort=kept.effort if told.effort is None else told.effort,
            pain=kept.pain if told.pain is None else told.pain,
            note=kept.note if told.note is None else told.note,
        )
        begun = with_details([step.plan for step in before.begun], told.details) if told.details else ()
        steps = {step.heard.number: plan for step, plan in zip(before.begun, begun, strict=False)}
        if told.is_done:
            log.mark(number, Ending.FINISHED, before.position_ms, report, steps)
        elif told.stopped_ms is not None:
            log.mark(number, Ending.STOPPED, told.stopped_ms, report, steps)
        else:
            log.tell(number, report, steps)
    show(f"{number}: changed")


def _remove(number: int, told: _Told) -> None:
    if told != _Told(is_done=False, stopped_ms=None, effort=None, pain=None, note=None):
        raise UsageError("`log remove` takes no options", hint="`log edit` changes a session")
    with Log.open(log_folder()) as log:
        session = _session(log, number)
        log.remove(number)
    show(f"{number}: removed {session.title}, {session.started:%a %Y-%m-%d %H:%M}")


def _session(log: Log, number: int) -> LoggedSession:
    """Return a session that is over. Raises UsageError."""
    session = log.session(number)
    if session is None:
        raise UsageError(f"the log has no session {number}", hint="`voicecoach log` shows the numbers")
    if session.ended is Ending.PLAYING:
        raise UsageError(f"session {number} is being played now", hint="wait until it is over")
    return session


def _number(text: str) -> int:
    if not text.isdecimal() or not text.isascii():
        raise UsageError(f"`{text}` is no number of a session", hint="`voicecoach log` shows the numbers")
    return int(text)


def _now() -> datetime:
    try:
        return datetime.now().astimezone()
    except (ValueError, OverflowError, OSError):  # a zone that cannot be, such as one of 24 hours
        return datetime.now(UTC)


def _moment(text: str) -> datetime:
    """Return a moment: now, at noon of a day, or as it is written; on the wall clock here, unless it names another zone. Raises UsageError."""
    if not text:
        return _now()
    try:
        day = date.fromisoformat(text) if len(text) <= len("2026-11-30") else None
        moment = datetime.fromisoformat(text)
    except ValueError as odd:
        raise UsageError(
            f"`{text}` is no date, for --at", hint="write it as `2026-11-30` or `2026-11-30T18:30`"
        ) from odd
    if moment.tzinfo is not None:
        return moment
    moment = moment.replace(hour=_NOON) if day is not None else moment
    if _now().tzinfo is UTC:  # as the zone here cannot be, or is just that
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone()
    except (ValueError, OverflowError, OSError) as odd:
        raise UsageError(f"`{text}` is too far away, for --at") from odd
