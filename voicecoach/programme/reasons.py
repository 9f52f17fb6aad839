"""Puts a decision into words: one sentence with the dose and its reason, in the language of the programme."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, assert_never

from voicecoach.language.programme import Phase
from voicecoach.programme.dose import Why
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from voicecoach.language.programme import Progression, Stage
    from voicecoach.programme.dose import Decision
    from voicecoach.programme.history import Outcome
    from voicecoach.programme.outlook import Planned
    from voicecoach.timeline.phrases import Phrases

_STEPS_BACK: Final = frozenset({Why.PAIN, Why.SHORT_AGAIN})
_BY_WEEKDAY: Final = timedelta(days=6)  # so long a weekday says which day


def reason(decision: Decision, phrases: Phrases, day: date) -> str:
    """Return the sentence. A day of the last week is called by its weekday, seen from `day`."""
    why = _why(decision, phrases, day)
    if decision.gap_days and decision.why is not Why.GAP:
        why = _say(phrases, "both", reason=why, other=_say(phrases, "gap", days=decision.gap_days))
    if decision.why in _STEPS_BACK and not decision.level and not decision.before:
        why = _say(phrases, "easiest", reason=why)
    if decision.asks_for_help:
        why = _say(phrases, "ask", reason=why)
    return _say(phrases, "sentence", dose=_dose(decision, phrases), reason=why)


def dose_to_come(planned: Planned, phrases: Phrases) -> str:
    """Return the sentence for a session that others come before."""
    return _say(phrases, "if", dose=_planned_dose(planned, phrases))


def dose_done(planned: Planned, phrases: Phrases) -> str:
    """Return the sentence for a session that was done, finished or not."""
    is_finished = planned.outcome is not None and planned.outcome.is_finished
    return _say(phrases, "done" if is_finished else "undone", dose=_planned_dose(planned, phrases))


def _say(phrases: Phrases, key: str, /, **values: object) -> str:
    return phrases.word(f"dose_{key}").format_map(values)


# --- the dose -----------------------------------------------------------------------------------


def _dose(decision: Decision, phrases: Phrases) -> str:
    grown = _grown(decision.stage, decision.settings)
    return _joined([_change(one, decision, phrases) for one in grown], phrases)


def _planned_dose(planned: Planned, phrases: Phrases) -> str:
    amounts = [
        _say(
            phrases, "value", name=_name(one, phrases), value=_written(one.value(planned.level), one, phrases)
        )
        for one in _grown(planned.stage, planned.settings)
    ]
    return _joined(amounts, phrases)


def _grown(stage: Stage, settings: Sequence[tuple[str, str]]) -> list[Progression]:
    """Return what grows in a stage and is set in the session's routine."""
    set_here = dict(settings)
    return [one for one in (stage.progress if isinstance(stage, Phase) else ()) if one.parameter in set_here]


def _joined(amounts: list[str], phrases: Phrases) -> str:
    if phrases.language != "de":
        amounts[1:] = [one[:1].lower() + one[1:] for one in amounts[1:]]
    return "; ".join(amounts) or _say(phrases, "planned")


def _change(progress: Progression, decision: Decision, phrases: Phrases) -> str:
    now = progress.value(decision.level)
    values = {"name": _name(progress, phrases), "value": _written(now, progress, phrases)}
    if decision.before is None:
        return _say(phrases, "value", **values)
    difference = now - progress.value(decision.before)
    if not difference:
        return _say(phrases, "same", **values)
    values["difference"] = _written(abs(difference), progress, phrases)
    return _say(phrases, "more" if difference > 0 else "less", **values)


def _name(progress: Progression, phrases: Phrases) -> str:
    key = f"dose_name_{progress.parameter}"
    return phrases.word(key) if key in phrases.table else _as_words(progress.parameter)


def _as_words(parameter: str) -> str:
    words = parameter.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _written(value: int, progress: Progression, phrases: Phrases) -> str:
    if not progress.is_duration:
        return str(value)
    minutes, rest_ms = divmod(value, MS_PER_MIN)
    seconds = f"{rest_ms / MS_PER_S:.3f}".rstrip("0").rstrip(".")
    if phrases.language != "en":
        seconds = seconds.replace(".", ",")
    return " ".join(filter(None, (f"{minutes} min" if minutes else "", f"{seconds} s" if rest_ms else "")))


# --- the reason ---------------------------------------------------------------------------------


def _why(decision: Decision, phrases: Phrases, day: date) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a reason
    after = decision.after
    if after is None:
        return _say(phrases, "first")
    session = _session(after, phrases, day)
    details = _details(after, phrases)
    match decision.why:
        case Why.FIRST:
            return _say(phrases, "first")
        case Why.NEXT_STAGE:
            if isinstance(decision.stage, Phase):
                return _say(phrases, "phase", phase=decision.stage.name)
            return _say(phrases, "test", phase=decision.stage.phase)
        case Why.STEP_UP | Why.PLANNED:
            return _say(phrases, "finished", session=session, details=details)
        case Why.HARDEST:
            return _say(phrases, "hardest", session=session, details=details)
        case Why.WEEK_GOES_ON:
            return _say(phrases, "week_goes_on", session=session, details=details)
        case Why.WEEK_FELL_SHORT:
            return _say(phrases, "week_short")
        case Why.TOO_HARD:
            return _say(phrases, "too_hard", session=session, effort=after.effort)
        case Why.SHORT:
            return _say(phrases, "short", session=session, details=details)
        case Why.SHORT_AGAIN:
            return _say(phrases, "short_again", session=session, details=details)
        case Why.PAIN:
            return _say(phrases, "hurt", session=session, pain=after.pain)
        case Why.GAP:
            return _say(phrases, "gap", days=decision.gap_days)
        case _:
            assert_never(decision.why)


def _details(after: Outcome, phrases: Phrases) -> str:
    effort = "" if after.effort is None else _say(phrases, "with_effort", effort=after.effort)
    pain = "" if after.pain is None else _say(phrases, "with_pain", pain=after.pain)
    return effort + pain


def _session(after: Outcome, phrases: Phrases, day: date) -> str:
    from babel.dates import format_date

    if timedelta() <= day - after.day <= _BY_WEEKDAY:
        weekday = format_date(after.day, "EEEE", locale=phrases.language)
        return _say(phrases, "weekday_session", day=weekday)
    pattern = {"de": "d. MMMM", "es": "d 'de' MMMM"}.get(phrases.language, "d MMMM")
    return _say(phrases, "dated_session", day=format_date(after.day, pattern, locale=phrases.language))
