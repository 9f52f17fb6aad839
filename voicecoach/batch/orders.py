"""Makes an order from a row and the options of the run: everything that determines the row's files, as values."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.batch.outcomes import Reason, RowFailed, failed
from voicecoach.errors import SpeechError, UsageError, VoicecoachError
from voicecoach.language.durations import duration_ms
from voicecoach.language.parse import parse_partly
from voicecoach.library import builtin_names, read_builtin
from voicecoach.opening import OutsideError
from voicecoach.output.lame import DEFAULT_BITRATE_KBPS
from voicecoach.sources import read_source
from voicecoach.speech.engines import choose, engine_named
from voicecoach.speech.estimate import SILENT
from voicecoach.speech.session import FASTEST_WPM, SLOWEST_WPM
from voicecoach.studio.targets import CAPTIONS_AND_PLAN, PICTURES, check_formats

if TYPE_CHECKING:
    from voicecoach.batch.table import Row
    from voicecoach.source import SourceText
    from voicecoach.studio.mixing import MixChoice
    from voicecoach.studio.studios import VoiceChoice

_YES: Final = frozenset({"yes", "y", "true", "1", "x", "on", "ja", "wahr"})
_NO: Final = frozenset({"no", "n", "false", "0", "off", "nein", "falsch"})
_LONGEST_WAKE_MS: Final = 60_000
WITHOUT_SOUND: Final = frozenset({*CAPTIONS_AND_PLAN, *PICTURES})


class RunOptions(Struct, frozen=True, kw_only=True):
    """What the options of the run say, for every row that does not say otherwise."""

    voice: VoiceChoice
    tones: str
    with_caution: bool = True
    mix: MixChoice
    formats: tuple[str, ...] = ("mp3",)
    with_words: bool = False
    bitrate_kbps: int = DEFAULT_BITRATE_KBPS
    has_word_times: bool = False
    cover: Path | None = None


class Order(Struct, frozen=True, kw_only=True):
    """Everything that a worker needs to make a row."""

    id: str
    line: int
    root: str  # the table's folder: routines are there or below
    out: str
    routine: str
    settings: tuple[tuple[str, str], ...]
    fit_ms: int
    voice: VoiceChoice  # its engine is the one that `auto` has become
    tones: str
    with_caution: bool
    mix: MixChoice
    name: str
    formats: tuple[str, ...]
    with_words: bool
    bitrate_kbps: int
    has_word_times: bool
    cover: Path | None

    @property
    def file_names(self) -> tuple[str, ...]:
        return tuple(f"{self.name}.{form}" for form in self.formats)


class _RefusedError(Exception):
    """A row that cannot be ordered."""

    def __init__(self, code: Reason, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


class Desk:
    """Takes orders for the rows of one table."""

    def __init__(self, options: RunOptions, *, root: Path, out: Path) -> None:
        self._options = options
        self._root = root
        self._out = out
        self._languages: dict[str, str] = {}
        self._engines: dict[tuple[str, str, str], str] = {}
        self._formats: dict[tuple[tuple[str, ...], bool], str] = {}  # what is wrong with them

    def order(self, row: Row) -> Order | RowFailed:
        try:
            return self._order(row)
        except _RefusedError as refused:
            return failed(row, refused.code, refused.message)

    def _order(self, row: Row) -> Order:
        if not row.is_whole:
            raise _RefusedError(Reason.ROW_LENGTH, "the row has more or fewer cells than the header")
        options, language = self._options, self._language(row.routine)
        voice = options.voice
        if row.language:
            voice = replace(voice, language=row.language)
        if row.voice or row.engine:
            voice = replace(voice, voice=row.voice)
        if row.noisy:
            voice = replace(voice, noisy=_is_yes("noisy", row.noisy))
        if row.rate:
            voice = replace(voice, rate_wpm=_rate_wpm(row.rate))
        spoken = voice.language or language
        engine = self._engine(row.engine or voice.engine, spoken, voice.voice)
        voice = replace(voice, engine=engine, voice=voice.voice or _added_voice(engine, spoken))
        no_caution = _is_yes("no-caution", row.no_caution) if row.no_caution else not options.with_caution
        mix = options.mix
        if row.wake:
            mix = replace(mix, wake_ms=_duration_ms("wake", row.wake, most=_LONGEST_WAKE_MS))
        formats = formats_of(row.formats) if row.formats else options.formats
        self._check_formats(formats, engine)
        return Order(
            id=row.id,
            line=row.line,
            root=str(self._root),
            out=str(self._out),
            routine=row.routine,
            settings=row.settings,
            fit_ms=_duration_ms("fit", row.fit) if row.fit else 0,
            voice=voice,
            tones=options.tones,
            with_caution=not no_caution,
            mix=mix,
            name=row.name,
            formats=formats,
            with_words=options.with_words,
            bitrate_kbps=options.bitrate_kbps,
            has_word_times=options.has_word_times,
            cover=options.cover,
        )

    def _language(self, routine: str) -> str:
        if routine not in self._languages:
            try:
                source = read_row_routine(self._root, routine)
            except VoicecoachError:
                self._languages[routine] = ""
            else:
                parsed, _ = parse_partly(source)
                self._languages[routine] = parsed.language if parsed is not None else "en"
        if not self._languages[routine]:
            raise _RefusedError(
                Reason.ROUTINE,
                "there is no such routine, neither built in nor in the table's folder or below",
            )
        return self._languages[routine]

    def _check_formats(self, formats: tuple[str, ...], engine: str) -> None:
        wanted = formats, engine == SILENT.name
        if wanted not in self._formats:
            self._formats[wanted] = _wrong_with_formats(formats, engine)
        if self._formats[wanted]:
            raise _RefusedError(Reason.FORMAT, self._formats[wanted])

    def _engine(self, engine: str, language: str, voice: str) -> str:
        """Return the engine to use: one for the whole run, so that all rows have the same voice."""
        wanted = engine, language, voice
        if wanted not in self._engines:
            try:
                self._engines[wanted] = choose(engine, language, voice=voice).spec.name
            except (UsageError, SpeechError):
                self._engines[wanted] = ""
        if not self._engines[wanted]:
            raise _RefusedError(
                Reason.VOICE, "the engine is none, is not installed here, or does not speak the language"
            )
        return self._engines[wanted]


def _added_voice(engine: str, language: str) -> str:
    """Return the added voice that an engine takes for a language, so that a row is made again when it is another."""
    spec = engine_named(engine)
    return spec.added_voice(language) if spec is not None else ""


def formats_of(written: str) -> tuple[str, ...]:
    """Return formats as they are written: `mp3 vtt`."""
    words = written.replace(",", " ").lower().split()
    return tuple(dict.fromkeys(word.removeprefix(".") for word in words))


def read_row_routine(root: Path, routine: str) -> SourceText:
    """Return the source of a built-in routine, or of one in this folder or below. Raises VoicecoachError."""
    if routine in _builtin():
        return read_builtin(routine)
    try:
        return read_source(Path(os.path.normpath(root / routine)), below=root)
    except OutsideError as outside:
        raise UsageError("the routine is outside of the table's folder") from outside
    except ValueError as impossible:
        raise UsageError("no file has such a name") from impossible


@cache
def _builtin() -> frozenset[str]:
    return frozenset(builtin_names())


def _is_yes(column: str, written: str) -> bool:
    word = written.casefold()
    if word not in _YES | _NO:
        raise _RefusedError(Reason.VALUE, f"column `{column}`: write yes or no")
    return word in _YES


def _rate_wpm(written: str) -> int:
    if not written.isascii() or not written.isdigit() or len(written) > len(str(FASTEST_WPM)):
        raise _RefusedError(Reason.VALUE, "column `rate`: write words a minute as a whole number")
    rate_wpm = int(written)
    if rate_wpm and not SLOWEST_WPM <= rate_wpm <= FASTEST_WPM:
        raise _RefusedError(Reason.VALUE, f"column `rate`: from {SLOWEST_WPM} to {FASTEST_WPM}")
    return rate_wpm


def _duration_ms(column: str, written: str, *, most: int | None = None) -> int:
    length = duration_ms(written)
    if not isinstance(length, int):
        raise _RefusedError(Reason.VALUE, f"column `{column}`: write a length as `45s`, `1m30s` or `10m`")
    if most is not None and length > most:
        raise _RefusedError(Reason.VALUE, f"column `{column}`: at most a minute")
    return length


def _wrong_with_formats(formats: tuple[str, ...], engine: str) -> str:
    """Return what is wrong with formats, or nothing. A package that is missing on this machine is not the fault of a cell."""
    try:
        check_formats(formats)
    except UsageError:
        return "column `formats`: one of them is no format"
    except VoicecoachError as refused:
        return refused.message
    has_sound = engine != SILENT.name
    return "" if has_sound or set(formats) <= WITHOUT_SOUND else "the engine `none` has no sound"
