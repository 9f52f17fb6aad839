"""Where a session begins: at its beginning, at a step or a time, or where another one was broken off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from voicecoach.cli.dates import date_text, today
from voicecoach.cli.options import Settings
from voicecoach.cli.parameters import asked_settings, with_fit
from voicecoach.cli.programmes import chosen
from voicecoach.cli.work import find_routine, note
from voicecoach.errors import UsageError
from voicecoach.library import every_name
from voicecoach.log.finding import find_start_ms
from voicecoach.log.model import Origin
from voicecoach.log.plan import STANDARD_INPUT, name_of, plan_of
from voicecoach.log.resume import Continuation, continuation, last_broken_off
from voicecoach.sources import STDIN, read_routine
from voicecoach.units import format_clock_ms

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from voicecoach.cli.options import Beginning, Choice, Gains, SoundOptions, Surroundings, Which
    from voicecoach.log.model import LoggedSession, PlaceInProgramme, SessionPlan
    from voicecoach.pipeline import Drafted
    from voicecoach.source import SourceText

Group = TypeVar("Group", bound=Struct)

_NEVER_LOGGED = frozenset({"quiet"})


class PlayRequest(Struct, frozen=True, kw_only=True):
    """What is to be played, and how; a resumed session is played as it was then."""

    source: SourceText
    settings: Mapping[str, str]
    fit: str
    sound: SoundOptions
    gains: Gains
    around: Surroundings
    session: LoggedSession | None = None  # that goes on
    place: PlaceInProgramme | None = None
    reason: str = ""  # the reason for a programme's dose

    @property
    def options(self) -> Mapping[str, object]:
        """The options of voice and sound that differ from the defaults."""
        found: dict[str, object] = {}
        for group in (self.sound, self.gains, self.around):
            for field in fields(group):
                value = getattr(group, field.name)
                if value != field.default and field.name not in _NEVER_LOGGED:
                    found[field.name] = list(value) if isinstance(value, tuple) else value
        return found


def request_of(
    choice: Choice,
    sound: SoundOptions,
    gains: Gains,
    around: Surroundings,
    which: Which,
    beginning: Beginning,
    given: Container[str],
) -> PlayRequest:
    """Return what the options ask for. `given` are those of the command line, which beat what the log says. Raises UsageError."""
    if not beginning.resume:
        one = chosen(find_routine(choice, quiet=sound.quiet), choice, which)
        fit, settings = with_fit(choice, one.settings, one.source)
        note(one.reason, quiet=sound.quiet or not one.reason)
        if one.due is not None and one.due > today() and not which.session:
            note(f"by the programme, it is due on {date_text(one.due)}", quiet=sound.quiet)
        return PlayRequest(
            source=one.source,
            settings=settings,
            place=one.place,
            reason=one.reason,
            fit=fit,
            sound=sound,
            gains=gains,
            around=around,
        )
    if beginning.from_:
        raise UsageError("`--from` and `--resume` both say where to begin", hint="leave one of them out")
    session = _session(choice.routine)
    asked = Settings(
        **{field.name: getattr(choice, field.name) for field in fields(Settings) if field.name in given}
    )
    source = _source(session, choice.routine)
    return PlayRequest(
        source=source,
        settings={**session.settings, **asked_settings(asked)},
        fit=choice.fit if "fit" in given else "",
        sound=_as_it_was(sound, session.options, given),
        gains=_as_it_was(gains, session.options, given),
        around=_as_it_was(around, session.options, given),
        session=session,
        place=session.place,
    )


def _as_it_was(group: Group, options: Mapping[str, object], given: Container[str]) -> Group:
    """Return the options as they were when the session began, except for those that are given now."""
    values: dict[str, Any] = {}
    for field in fields(group):
        if field.name not in given and field.name not in _NEVER_LOGGED:
            value = options.get(field.name, field.default)
            values[field.name] = tuple(value) if isinstance(value, list) else value
    return replace(group, **values)


def _session(routine: str) -> LoggedSession:
    """Return the session that goes on: the last one of this routine, or the last one at all, that was broken off."""
    from voicecoach.cli.history import logged_sessions

    sessions = logged_sessions()
    name = _name(routine)
    session = last_broken_off(sessions, routine=name)
    if session is not None:
        return session
    again = f"`voicecoach play {routine}`" if routine else "`voicecoach play ROUTINE`"
    of_it = [logged for logged in sessions if not name or logged.routine == name]
    what = f" of `{routine}`" if routine else ""
    if not of_it:
        raise UsageError(
            f"nothing to resume: the log has no session{what}",
            hint=f"{again} begins one; `voicecoach log` shows what was played",
        )
    raise UsageError(
        f"nothing to resume: no session{what} was broken off since it was last finished",
        hint=f"{again} begins a new one; `voicecoach log` shows what was played",
    )


def _name(routine: str) -> str:
    """Return what the log calls a routine; empty for none."""
    if routine in ("", STANDARD_INPUT):
        return routine
    return name_of(read_routine(routine).name, every_name(), stdin=STDIN)[0]


def _source(session: LoggedSession, routine: str) -> SourceText:
    if session.origin is Origin.STANDARD_INPUT and routine != STANDARD_INPUT:
        raise UsageError(
            f"the session that was broken off, `{session.title}`, came from standard input",
            hint="pipe it in again: `voicecoach play - --resume < FILE`",
        )
    return read_routine(session.routine)


def plan_for(request: PlayRequest, drafted: Drafted, settings: Mapping[str, str]) -> SessionPlan:
    """Return the session as the log will store it."""
    return plan_of(
        drafted.routine,
        drafted.session,
        drafted.studio.phrases,
        name=name_of(request.source.name, every_name(), stdin=STDIN),
        settings=settings,
        options=request.options,
        place=request.place,
    )


def beginning_of(request: PlayRequest, plan: SessionPlan, beginning: Beginning) -> Continuation:
    """Return where in the current session to begin, and what was heard of it before. Raises UsageError."""
    session = request.session
    if session is None:
        wanted = beginning.from_
        start_ms = find_start_ms(wanted, plan.steps, total_ms=plan.total_ms) if wanted else 0
        return Continuation(start_ms=start_ms, before=())
    found = continuation(session, plan.steps)
    if found is None:
        raise UsageError(
            f"`{plan.title}` has changed, and has no longer the step at which it was broken off ({format_clock_ms(session.position_ms)})",
            hint="begin anew, or with `--from STEP`; `voicecoach plan` shows its steps",
        )
    quiet = request.sound.quiet
    if plan.fingerprint != session.fingerprint:
        note(
            f"`{plan.title}` has changed since {session.started:%Y-%m-%d %H:%M}; it goes on in the same step",
            quiet=quiet,
        )
    start = format_clock_ms(found.start_ms // 1000 * 1000)
    note(f"resuming {plan.title} at {start} of {format_clock_ms(plan.total_ms)}", quiet=quiet)
    return found
