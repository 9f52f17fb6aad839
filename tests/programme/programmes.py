"""Programmes and logs, as values."""

from datetime import date, timedelta

from voicecoach.language.programme import (
    Pace,
    Phase,
    PhaseTest,
    Programme,
    Progression,
    RoutineName,
    Setting,
    Weekday,
)
from voicecoach.programme.history import DoneSession
from voicecoach.source import SourceText, Span

SOURCE = SourceText(name="p.yaml", text="title: P\n")
SPAN = Span(source=SOURCE, start=0, end=5)
MONDAY = date(2026, 11, 2)
THREE_DAYS = (Weekday.MON, Weekday.WED, Weekday.FRI)


def seconds(parameter, first, step, last):
    return Progression(
        parameter=parameter,
        is_duration=True,
        first=first * 1000,
        step=step * 1000,
        last=last * 1000,
        name_span=SPAN,
        span=SPAN,
    )


def number(parameter, first, step, last):
    return Progression(
        parameter=parameter, is_duration=False, first=first, step=step, last=last, name_span=SPAN, span=SPAN
    )


def phase(name, weeks, *progress, each="session", settings=(), routines=("bar-hang",) * 3, left_alone=()):
    return Phase(
        name=name,
        weeks=weeks,
        routines=tuple(RoutineName(name=routine, span=SPAN) for routine in routines),
        settings=tuple(Setting(name=key, value=value, name_span=SPAN, span=SPAN) for key, value in settings),
        progress=progress,
        pace=Pace(each),
        left_alone=frozenset(left_alone),
        span=SPAN,
    )


def test_after(name, **settings):
    return PhaseTest(
        phase=name,
        routine=RoutineName(name="bar-hang", span=SPAN),
        settings=tuple(
            Setting(name=key, value=value, name_span=SPAN, span=SPAN) for key, value in settings.items()
        ),
        span=SPAN,
    )


test_after.__test__ = False


def programme(*stages, days=THREE_DAYS, sessions_a_week=3, language="en", title="P"):
    return Programme(
        source=SOURCE,
        title=title,
        about="",
        language=language,
        tags=(),
        days=days,
        sessions_a_week=sessions_a_week,
        stages=stages,
    )


HANG = programme(
    phase("Base", 3, seconds("hold", 20, 5, 45), settings=(("rounds", "3"),)),
    phase("Easy week", 1, settings=(("hold", "20s"), ("rounds", "2"))),
    phase("Peak", 4, seconds("hold", 45, 5, 60)),
    test_after("Peak", rounds="1", hold="60s"),
)


def done(day, *, stage=0, finished=True, effort=None, pain=None):
    """Return a session; `day` counts from the first Monday, or is a date."""
    when = day if isinstance(day, date) else MONDAY + timedelta(days=day)
    return DoneSession(day=when, stage=stage, is_finished=finished, effort=effort, pain=pain)
