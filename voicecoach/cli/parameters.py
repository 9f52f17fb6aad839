"""Which parameters of a routine are set, by what: the command line, a variable, or the config file."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.cli.naming import named_settings
from voicecoach.cli.state import Rank, ValueOrigin, set_state, state
from voicecoach.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.cli.options import Choice, Settings
    from voicecoach.findings import Finding

_SHORT: Final = ("hold", "rest", "rounds")
_ROUNDS: Final = "rounds"
_MAY_BE_SKIPPED: Final = frozenset({Rank.CONFIG, Rank.VARIABLE})


def settings_of(settings: Settings, source: SourceText) -> Mapping[str, str]:
    """Return the parameters that are set for a routine, by name; where each comes from is kept for messages.

    What a variable or the config file sets in general is skipped where the routine does not have it. Raises UsageError.
    """
    values: dict[str, str] = {}
    origins: dict[str, ValueOrigin] = {}
    for rank in Rank:
        given = _given(settings, rank)
        if rank is Rank.ROUTINE_TABLE:
            given = _of_routine(source)
        if given and rank in _MAY_BE_SKIPPED:
            known = parameter_names(source)
            given = {name: value for name, value in given.items() if name in known}
        values |= given
        origins |= {name: _origin(settings, source, name, rank) for name in given}
    set_state(replace(state(), settings=origins))
    return values


def asked_settings(settings: Settings) -> Mapping[str, str]:
    """Return the parameters that the command line sets. Raises UsageError."""
    return _given(settings, Rank.COMMAND_LINE)


def with_fit(
    choice: Choice, settings: Mapping[str, str], source: SourceText
) -> tuple[str, Mapping[str, str]]:
    """Return `--fit` and the settings: of `--fit` and rounds, what the command line says beats the other."""
    if not choice.fit:
        return "", settings
    fit_rank = state().rank("fit")
    rounds = state().settings.get(_ROUNDS)
    if fit_rank in _MAY_BE_SKIPPED and _ROUNDS not in parameter_names(source):
        return "", settings
    if rounds is None or rounds.rank is fit_rank:
        return choice.fit, settings
    if rounds.rank > fit_rank:
        return "", settings
    return choice.fit, {name: value for name, value in settings.items() if name != _ROUNDS}


def parameter_names(source: SourceText) -> frozenset[str]:
    """Return the names of the parameters that a routine has, as far as it can be read."""
    from voicecoach.language.parse import parse_partly

    routine, _found = parse_partly(source)
    return (
        frozenset(parameter.name for parameter in routine.parameters) if routine is not None else frozenset()
    )


def _given(settings: Settings, rank: Rank) -> Mapping[str, str]:
    """Return what the options of one origin set. Raises UsageError."""
    pairs = settings.settings if state().rank("settings") is rank else ()
    short = {name: getattr(settings, name) for name in _SHORT if state().rank(name) is rank}
    return named_settings(pairs, short)


def _of_routine(source: SourceText) -> Mapping[str, str]:
    return state().routines.get(_name(source), {})


def _name(source: SourceText) -> str:
    """Return the name of a built-in routine, or of a file without its suffix."""
    return PurePath(source.name).stem


def _origin(settings: Settings, source: SourceText, name: str, rank: Rank) -> ValueOrigin:
    if rank is Rank.ROUTINE_TABLE:
        key = f"routine.{_name(source)}.{name}"
        return ValueOrigin(rank=rank, label=state().places.get(key, key))
    is_short = name in _SHORT and getattr(settings, name) and state().rank(name) is rank
    return ValueOrigin(rank=rank, label=state().label(f"--{name}" if is_short else "--set"))


# --- what is found in a setting -------------------------------------------------------------------


def at_its_origin(found: Finding) -> Finding:
    """Return a finding about a setting with the option, the variable or the line of the config file that it comes from."""
    source = found.span.source
    if not source.is_setting:
        return found
    name, _, value = source.text.partition("=")
    origin = state().settings.get(name)
    if origin is None:
        return found
    prefix, name_at = _before_value(origin, name)
    is_name = found.span.start == 0
    start, end = name_at if is_name else (len(prefix), len(prefix) + len(value))
    text = SourceText(name=origin.label, text=prefix + value, is_setting=True)
    return replace(found, span=Span(source=text, start=start, end=end))


def _before_value(origin: ValueOrigin, name: str) -> tuple[str, tuple[int, int]]:
    """Return what stands before the value, and from where to where the name stands in it."""
    label = origin.label
    match origin.rank:
        case Rank.COMMAND_LINE | Rank.VARIABLE if label in {"--set", "VOICECOACH_SET"}:
            sign = " " if origin.rank is Rank.COMMAND_LINE else "="
            start = len(label) + 1
            return f"{label}{sign}{name}=", (start, start + len(name))
        case Rank.COMMAND_LINE:
            return f"{label} ", (0, len(label))
        case Rank.VARIABLE:
            return f"{label}=", (0, len(label))
        case Rank.CONFIG | Rank.ROUTINE_TABLE:
            return f"{name} = ", (0, len(name))
