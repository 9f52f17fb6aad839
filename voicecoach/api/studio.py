"""Compiling for other programs: one routine, or many with the same voice."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from voicecoach.api import arguments
from voicecoach.api.errors import RoutineError
from voicecoach.api.session import Session
from voicecoach.api.values import finding_of, source_of
from voicecoach.api.wording import worded_for_callers
from voicecoach.assets import DEFAULT_PACK
from voicecoach.errors import UsageError
from voicecoach.language.durations import duration_ms
from voicecoach.pipeline import Rejected, compile_routine
from voicecoach.studio.defaults import DEFAULT_ENGINE
from voicecoach.studio.fit import with_fitted_rounds
from voicecoach.studio.studios import Studios, VoiceChoice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.api.values import Finding, Routine

_NONE: Mapping[str, str] = MappingProxyType({})


class Studio:
    """A voice for many routines: its engine is started once. Use it in a `with` block, by one thread at a time.

    `rate_wpm` 0 is the voice's own pace. An empty `language` is the routine's. `pronounce` is how names are said.
    """

    def __init__(
        self,
        *,
        engine: str = DEFAULT_ENGINE,
        voice: str = "",
        rate_wpm: int = 0,
        language: str = "",
        noisy: bool = False,
        tones: str = DEFAULT_PACK,
        caution: bool = True,
        pronounce: Mapping[str, str] = _NONE,
    ) -> None:
        self._engine = arguments.text("engine", engine)
        choice = VoiceChoice(
            engine=engine,
            voice=arguments.text("voice", voice),
            rate_wpm=arguments.whole("rate_wpm", rate_wpm),
            language=arguments.text("language", language),
            noisy=arguments.flag("noisy", noisy),
            pronounce=arguments.pronounced(pronounce),
        )
        self._studios = Studios(
            choice, tones=arguments.text("tones", tones), with_caution=arguments.flag("caution", caution)
        )
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the engine's process. Sessions that were compiled stay usable; no others can be."""
        self._is_closed = True
        self._studios.__exit__()

    def compile(
        self, routine: Routine, settings: Mapping[str, str | int] = _NONE, *, fit: str = ""
    ) -> Session:
        """Compile a routine: a built-in's name, a path or a `Text`. `fit` scales its rounds to a session length, such as `10m`.

        Raises RoutineError if it has errors, VoicecoachError if something is missing in the environment, TypeError for an argument of another type.
        """
        self._check_open()
        values: Mapping[str, str] = arguments.settings(settings)
        target_ms = _fit_ms(fit) if arguments.text("fit", fit) else 0
        with worded_for_callers():
            source = source_of(routine)
            if target_ms:
                fitted = with_fitted_rounds(source, values, target_ms, self._studios.open_for)
                if isinstance(fitted, Rejected):
                    raise _error(source.name, fitted)
                values = fitted.settings
            result = compile_routine(source, values, self._studios.open_for)
        if isinstance(result, Rejected):
            raise _error(source.name, result)
        return Session(result, engine=self._engine)

    def check(self, routine: Routine, settings: Mapping[str, str | int] = _NONE) -> tuple[Finding, ...]:
        """Return all findings about a routine, with measured speech, in the order of the file."""
        self._check_open()
        values = arguments.settings(settings)
        with worded_for_callers():
            result = compile_routine(source_of(routine), values, self._studios.open_for)
        return tuple(finding_of(found) for found in result.diagnostics)

    def _check_open(self) -> None:
        """Raise UsageError if the studio is closed: it would start an engine that nobody ends."""
        if self._is_closed:
            raise UsageError("the studio is closed", hint="compile within its `with` block, or make another")


def compile(  # noqa: A001 - it is called as `vc.compile`
    routine: Routine,
    settings: Mapping[str, str | int] = _NONE,
    *,
    fit: str = "",
    engine: str = DEFAULT_ENGINE,
    voice: str = "",
    rate_wpm: int = 0,
    language: str = "",
    noisy: bool = False,
    tones: str = DEFAULT_PACK,
    caution: bool = True,
    pronounce: Mapping[str, str] = _NONE,
) -> Session:
    """Compile one routine, as `Studio(…).compile` does."""
    with Studio(
        engine=engine,
        voice=voice,
        rate_wpm=rate_wpm,
        language=language,
        noisy=noisy,
        tones=tones,
        caution=caution,
        pronounce=pronounce,
    ) as studio:
        return studio.compile(routine, settings, fit=fit)


def check(
    routine: Routine,
    settings: Mapping[str, str | int] = _NONE,
    *,
    engine: str = DEFAULT_ENGINE,
    voice: str = "",
    rate_wpm: int = 0,
    language: str = "",
    noisy: bool = False,
    caution: bool = True,
) -> tuple[Finding, ...]:
    """Return all findings about a routine, as `Studio(…).check` does. `engine="none"` estimates speech and is quick."""
    with Studio(
        engine=engine,
        voice=voice,
        rate_wpm=rate_wpm,
        language=language,
        noisy=noisy,
        caution=caution,
    ) as studio:
        return studio.check(routine, settings)


def _fit_ms(fit: str) -> int:
    length = duration_ms(fit)
    if not isinstance(length, int):
        raise UsageError(f"`{fit}` is not a duration, for `fit`", hint="write it as `10m` or `12:30`")
    return length


def _error(name: str, rejected: Rejected) -> RoutineError:
    findings = tuple(finding_of(found) for found in rejected.diagnostics)
    errors = sum(finding.severity == "error" for finding in findings)
    return RoutineError(
        f"`{name}` has {errors} error{'' if errors == 1 else 's'}",
        hint="`findings` of the exception has them all",
        findings=findings,
    )
