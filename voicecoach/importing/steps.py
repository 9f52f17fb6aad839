"""A routine that is being made: typed steps, and what they are in the language. Texts in it are as `Writer.words` returns them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from msgspec import Struct

from voicecoach.importing.words import scalar
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_INDENT = "  "


class StepBase(Struct, frozen=True, kw_only=True):
    """What every step has: comments before it, and cues by when they are said."""

    comments: tuple[str, ...] = ()
    cues: tuple[tuple[str, str], ...] = ()
    announce: str = ""  # a text, or `off`; empty: by itself
    ready: bool = False


class Exercised(StepBase, frozen=True, kw_only=True):
    """What is said of an exercise beside its name; as the language writes it, empty where there is none."""

    load: str = ""
    edge: str = ""
    grip: str = ""
    effort: str = ""


class ImportedSay(StepBase, frozen=True, kw_only=True):
    text: str


class ImportedRest(StepBase, frozen=True, kw_only=True):
    length_ms: int
    say: str = ""


class ImportedLeadIn(StepBase, frozen=True, kw_only=True):
    length_ms: int
    say: str = ""


class RepeatedExercise(Exercised, frozen=True, kw_only=True):
    """What exercises share. `set_rest_ms` is None where no rest is given between the sets."""

    name: str
    sets: int = 1
    set_rest_ms: int | None = None
    both_sides: bool = False
    switch_ms: int = 0


class ImportedTimed(RepeatedExercise, frozen=True, kw_only=True):
    kind: Literal["hold", "work"] = "work"
    length_ms: int
    until_done: bool = False  # the length is only a limit


class ImportedCounted(RepeatedExercise, frozen=True, kw_only=True):
    """Without `every` and `tempo`, nobody counts: inside a list."""

    count: str
    every: str = ""
    tempo: str = ""


class ImportedHangs(Exercised, frozen=True, kw_only=True):
    name: str
    count: int
    on_ms: int
    off_ms: int
    sets: int = 1
    set_rest_ms: int | None = None


class ImportedRounds(StepBase, frozen=True, kw_only=True):
    count: int
    steps: tuple[ImportedStep, ...]
    name: str = ""
    keeps_last_rest: bool = False


class ImportedEmom(StepBase, frozen=True, kw_only=True):
    """`minutes` are lists of steps that come in turn; a single one is that of every minute."""

    count: int
    every_ms: int
    minutes: tuple[tuple[ImportedStep, ...], ...]


class ImportedAmrap(StepBase, frozen=True, kw_only=True):
    length_ms: int
    steps: tuple[ImportedStep, ...]


class ImportedForTime(StepBase, frozen=True, kw_only=True):
    """The list once; `length_ms` is the limit."""

    length_ms: int
    steps: tuple[ImportedStep, ...]


class ImportedLadder(StepBase, frozen=True, kw_only=True):
    rungs: tuple[int, ...]
    steps: tuple[ImportedStep, ...]


class ImportedDeathBy(Exercised, frozen=True, kw_only=True):
    name: str
    length_ms: int
    every_ms: int
    start: int = 1
    add: int = 1


ImportedStep: TypeAlias = (
    ImportedSay
    | ImportedRest
    | ImportedLeadIn
    | ImportedTimed
    | ImportedCounted
    | ImportedHangs
    | ImportedRounds
    | ImportedEmom
    | ImportedAmrap
    | ImportedForTime
    | ImportedLadder
    | ImportedDeathBy
)


def every_step(steps: Iterable[ImportedStep]) -> Iterator[ImportedStep]:
    """Yield each step, and after it those within."""
    for step in steps:
        yield step
        if isinstance(step, ImportedEmom):
            yield from every_step(one for minute in step.minutes for one in minute)
        elif isinstance(step, ImportedRounds | ImportedAmrap | ImportedForTime | ImportedLadder):
            yield from every_step(step.steps)


def step_lines(steps: Sequence[ImportedStep], depth: int = 0) -> Iterator[str]:
    """Yield the lines of a list of steps, its comments before each."""
    blanks = _INDENT * depth
    for step in steps:
        yield from (f"{blanks}# {comment}" for comment in step.comments)
        entries = [*_entries(step), *_options(step)]
        start = f"{blanks}- "
        for key, value in entries:
            match value:
                case str():
                    yield f"{start}{key}: {value}"
                case _Turns():
                    yield f"{start}{key}:"
                    for one in value.lists:
                        yield f"{blanks}{_INDENT * 2}-"
                        yield from step_lines(one, depth + 3)
                case tuple():
                    yield f"{start}{key}:"
                    yield from step_lines(value, depth + 2)
                case _:
                    yield f"{start}{key}:"
                    yield from (f"{blanks}{_INDENT * 2}{when}: {text}" for when, text in value.items())
            start = f"{blanks}{_INDENT}"


class _Turns(Struct, frozen=True):
    """Lists of steps that come in turn."""

    lists: tuple[tuple[ImportedStep, ...], ...]


_Value: TypeAlias = str | tuple[ImportedStep, ...] | _Turns


def _minutes(minutes: tuple[tuple[ImportedStep, ...], ...]) -> list[tuple[str, _Value]]:
    match minutes:
        case (every,):
            return [("steps", every)]
        case (odd, even):
            return [("odd", odd), ("even", even)]
        case _:
            return [("minutes", _Turns(minutes))]


def _options(step: ImportedStep) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    if isinstance(step, Exercised):
        for key, value in (
            ("grip", step.grip),
            ("edge", step.edge),
            ("load", step.load),
            ("effort", step.effort),
        ):
            if value:
                yield key, scalar(value)
    if step.announce:
        yield "announce", scalar(step.announce)
    if step.ready:
        yield "ready", "on"
    if step.cues:
        yield "cues", {scalar(when): scalar(text) for when, text in step.cues}


def _entries(  # noqa: C901, PLR0911, PLR0912 - one for each kind of step
    step: ImportedStep,
) -> Iterable[tuple[str, _Value]]:
    match step:
        case ImportedSay():
            return [("say", scalar(step.text))]
        case ImportedRest():
            return [("rest", _time(step.length_ms)), *_if("say", scalar(step.say), when=bool(step.say))]
        case ImportedLeadIn():
            return [("lead-in", _time(step.length_ms)), *_if("say", scalar(step.say), when=bool(step.say))]
        case ImportedTimed():
            return [
                (step.kind, scalar(step.name)),
                ("for", _time(step.length_ms)),
                *_if("until", "done", when=step.until_done),
                *_repeats(step),
            ]
        case ImportedCounted():
            return [
                ("reps", scalar(step.name)),
                ("count", step.count),
                *_if("tempo", step.tempo, when=bool(step.tempo)),
                *_if("every", step.every, when=bool(step.every) and not step.tempo),
                *_repeats(step),
            ]
        case ImportedHangs():
            on_off = f"{_time(step.on_ms)}:{_time(step.off_ms)}"
            return [
                ("hangs", f"{step.count} x {on_off}"),
                *_if("name", scalar(step.name), when=bool(step.name)),
                *_sets(step.sets, step.set_rest_ms),
            ]
        case ImportedRounds():
            return [
                ("rounds", str(step.count)),
                *_if("name", scalar(step.name), when=bool(step.name)),
                *_if("rest-after-last", "yes", when=step.keeps_last_rest),
                ("steps", step.steps),
            ]
        case ImportedEmom():
            head = [
                ("emom", str(step.count)),
                *_if("every", _time(step.every_ms), when=step.every_ms != 60_000),  # noqa: PLR2004 - a minute
            ]
            return [*head, *_minutes(step.minutes)]
        case ImportedAmrap():
            return [("amrap", _time(step.length_ms)), ("steps", step.steps)]
        case ImportedForTime():
            return [("for-time", _time(step.length_ms)), ("steps", step.steps)]
        case ImportedLadder():
            return [("ladder", f"[{', '.join(map(str, step.rungs))}]"), ("steps", step.steps)]
        case ImportedDeathBy():
            return [
                ("death-by", scalar(step.name)),
                ("for", _time(step.length_ms)),
                *_if("start", str(step.start), when=step.start != 1),
                *_if("add", str(step.add), when=step.add != 1),
                *_if("every", _time(step.every_ms), when=step.every_ms != 60_000),  # noqa: PLR2004 - a minute
            ]
        case _:
            assert_never(step)


def _time(length_ms: int) -> str:
    return format_duration_ms(length_ms)


def _if(key: str, value: str, *, when: bool) -> list[tuple[str, str]]:
    return [(key, value)] if when else []


def _repeats(step: RepeatedExercise) -> list[tuple[str, str]]:
    sides = [("sides", "[left, right]"), ("switch", _time(step.switch_ms))] if step.both_sides else []
    return [*sides, *_sets(step.sets, step.set_rest_ms)]


def _sets(sets: int, rest_ms: int | None) -> list[tuple[str, str]]:
    if sets <= 1:
        return []
    return [("sets", str(sets)), *_if("rest", _time(rest_ms or 0), when=rest_ms is not None)]
