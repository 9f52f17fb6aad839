"""One row after the other to files. What pays to be kept, voices, tones, encoded islands, lives as long as the process."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from voicecoach.batch.copies import Copies
from voicecoach.batch.key import ROUTINE, file_digest, text_digest
from voicecoach.batch.orders import read_row_routine
from voicecoach.batch.outcomes import Made, MadeFile, Reason, RowFailed, failed, rejected
from voicecoach.batch.privacy import OwnTexts, hidden_data, hidden_tags, own_texts, shown
from voicecoach.errors import (
    ExitCode,
    InputError,
    OutputError,
    SpeechError,
    TakenError,
    UsageError,
    VoicecoachError,
)
from voicecoach.escaping import json_text
from voicecoach.findings.base import Severity
from voicecoach.output.formats import sound_writer
from voicecoach.output.islands import IslandCache, KeptPieces
from voicecoach.output.mp3 import Mp3Writer
from voicecoach.pipeline import Rejected, compile_routine
from voicecoach.report.plan import plan_json
from voicecoach.speech.cache import ClipCache, default_folder
from voicecoach.studio.exporting import export
from voicecoach.studio.fit import with_fitted_rounds
from voicecoach.studio.marks import tags_of
from voicecoach.studio.studios import Studios
from voicecoach.studio.targets import CAPTIONS_AND_PLAN, targets_of
from voicecoach.studio.writing import cover_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from voicecoach.batch.orders import Order
    from voicecoach.batch.outcomes import Outcome
    from voicecoach.language.model import Routine
    from voicecoach.output.sound_file import SoundWriter
    from voicecoach.pipeline import Compiled
    from voicecoach.source import SourceText
    from voicecoach.store import Remote
    from voicecoach.studio.targets import Target
    from voicecoach.studio_setup import StudioSetup

MOST_STUDIOS: Final = 4  # each may hold an engine's process
ROWS_PER_STUDIO: Final = 20_000  # what a voice remembers of each sentence is let go then
KEPT_BYTES: Final = 16 << 20  # of encoded islands, for each voice


class UntidiedIslands(IslandCache):
    """The islands on the disk, tidied once at the end: every file would look through the whole folder."""

    def close(self) -> None:
        pass

    def tidy(self) -> None:
        with suppress(OSError):
            super().close()


class Renderer:
    """Makes rows, by one thread at a time. `clips` and `islands` are what machines share, if they share anything."""

    def __init__(self, clips: Remote | None = None, islands: Remote | None = None) -> None:
        self._remotes = tuple(remote for remote in (clips, islands) if remote is not None)
        self._clips = ClipCache(default_folder(), remote=clips)
        self._islands = UntidiedIslands(remote=islands)
        self._pieces: dict[tuple[Any, ...], KeptPieces] = {}
        self._studios: dict[tuple[Any, ...], Studios] = {}
        self._copies = Copies()
        self._rows = 0

    def close(self) -> None:
        """End the engines, and tidy the caches."""
        self._close_studios()
        self._islands.tidy()

    def render(self, order: Order, key: str, new: AbstractSet[str] = frozenset()) -> Outcome:
        """Make a row's files, and return what they are. Raises nothing but what is a bug of ours, or an interruption.

        Those whose name is `new` replace nothing.
        """
        try:
            return self._render(order, key, new)
        except (VoicecoachError, OSError) as failure:
            return _why(order, failure)

    def _render(self, order: Order, key: str, new: AbstractSet[str]) -> Outcome:
        source = read_row_routine(Path(order.root), order.routine)
        alike = self._copies.alike(order)
        if (
            alike is not None
            and dict(alike.read).get(f"{ROUTINE}{order.routine}") == text_digest(source.text)
            and (copied := self._copies.copy(alike, order, key, new)) is not None
        ):
            return copied
        studios = self._studios_of(order)
        settings = dict(order.settings)
        own = OwnTexts()

        def studio_for(routine: Routine) -> StudioSetup:
            nonlocal own
            own = own_texts(routine, settings)
            for remote in self._remotes:
                remote.is_open = not own  # what is said of a person stays on this machine
            return studios.open_for(routine)

        values = settings
        if order.fit_ms:
            fitted = with_fitted_rounds(source, settings, order.fit_ms, studio_for)
            if isinstance(fitted, Rejected):
                return rejected(order.id, order.line, fitted.diagnostics)
            values = dict(fitted.settings)
        compiled = compile_routine(source, values, studio_for, with_hints="json" in order.formats)
        if isinstance(compiled, Rejected):
            return rejected(order.id, order.line, compiled.diagnostics)
        own = OwnTexts() if order.with_words else own
        targets = targets_of(tuple(str(Path(order.out) / name) for name in order.file_names), "")
        if own and not all(target.is_sound or target.format in CAPTIONS_AND_PLAN for target in targets):
            return failed(
                order, Reason.WORDS, "pages and pictures show the row's texts: they need --with-words"
            )
        for target in targets:
            assert target.path is not None, "rows are files"
            target.path.parent.mkdir(parents=True, exist_ok=True)
        is_new = {target: f"{order.name}.{target.format}" in new for target in targets}
        self._write(compiled, order, [target for target in targets if is_new[target]], own, clobber=False)
        self._write(compiled, order, [target for target in targets if not is_new[target]], own, clobber=True)
        made = Made(
            id=order.id,
            key=key,
            files=tuple(_made_file(order, target) for target in targets),
            duration_ms=compiled.session.total_ms,
            warnings=_warnings(compiled),
            read=tuple(_read(order, source, compiled)),
        )
        self._copies.remember(order, made)
        return made

    def _write(
        self, compiled: Compiled, order: Order, targets: Sequence[Target], own: OwnTexts, *, clobber: bool
    ) -> None:
        if not targets:
            return

        def plan(shown_as: Compiled) -> str:
            data = plan_json(shown_as)
            return json_text(hidden_data(data, own) if own else data) + "\n"

        pieces = self._pieces_of(compiled, order)
        seen = shown(compiled, own) if own else compiled
        # Without the picture of the plan, as that shows the row's texts, too.
        tags = hidden_tags(tags_of(seen), own) if own else None
        if tags is not None and order.cover is not None:
            tags = replace(tags, cover=cover_of(seen, order.cover))
        written = export(
            compiled,
            targets,
            order.mix,
            plan=plan,
            clobber=clobber,
            writer_of=lambda name: self._writer(name, pieces, order.bitrate_kbps),
            shown=seen,
            tags=tags,
            cover=order.cover,
            has_word_times=order.has_word_times,
            sweeps=False,
        )
        for _ in written:
            pass

    def _writer(self, name: str, pieces: KeptPieces | None, bitrate_kbps: int) -> SoundWriter:
        if name != "mp3":
            return sound_writer(name, bitrate_kbps=bitrate_kbps)
        return Mp3Writer(cache=lambda: self._islands, threads=1, kept=pieces, bitrate_kbps=bitrate_kbps)

    def _pieces_of(self, compiled: Compiled, order: Order) -> KeptPieces | None:
        """Return the encoded islands of rows that sound alike: equal islands of theirs need no mixing any more.

        With a bed, or files of sound that may have changed meanwhile, there are none.
        """
        if compiled.recordings or order.mix.beds or (compiled.beds and order.mix.has_bed):
            return None
        # A voice lives until `_close_studios`, which forgets the islands, too.
        mix = order.mix
        alike = (
            id(compiled.studio.speech),
            order.tones,
            mix.voice_gain_db,
            mix.tone_gain_db,
            order.bitrate_kbps,
        )
        return self._pieces.setdefault(alike, KeptPieces(KEPT_BYTES))

    def _studios_of(self, order: Order) -> Studios:
        self._rows += 1
        if self._rows % ROWS_PER_STUDIO == 0:
            self._close_studios()
        wanted = (order.voice, order.tones, order.with_caution)
        if wanted not in self._studios:
            if len(self._studios) >= MOST_STUDIOS:
                self._close_studios()
            self._studios[wanted] = Studios(
                order.voice,
                tones=order.tones,
                with_caution=order.with_caution,
                clips=self._clips,
                workers=1,
            )
        return self._studios[wanted]

    def _close_studios(self) -> None:
        self._pieces.clear()
        while self._studios:
            _, studios = self._studios.popitem()
            studios.__exit__()


def _why(order: Order, failure: VoicecoachError | OSError) -> RowFailed:
    """Return why a row was not made."""
    match failure:
        case TakenError():
            message = "a file of its name is there, and no run has made it"
            why = failed(order, Reason.TAKEN, message, ExitCode.ENVIRONMENT)
            why = replace(why, taken=(Path(failure.path).relative_to(order.out).as_posix(),))
        case UsageError() if not order.fit_ms:
            why = failed(order, Reason.VALUE, "a value of the row cannot be")
        case UsageError():
            message = "`fit` needs a parameter `rounds` of the routine, and no column that sets it"
            why = failed(order, Reason.FIT, message)
        case SpeechError():
            why = _unspoken(order, failure)
        case InputError():
            why = failed(order, Reason.INPUT, "a file that the row needs cannot be read")
        case OutputError() | OSError():
            why = failed(order, Reason.DISK, "a file cannot be written", ExitCode.ENVIRONMENT)
        case _:  # too little memory for an engine
            why = failed(order, Reason.SPEECH, "the voice cannot be used here", ExitCode.ENVIRONMENT)
    return why


def _unspoken(order: Order, failure: SpeechError) -> RowFailed:
    if failure.option == "voice":
        return failed(order, Reason.VOICE, "the engine has no such voice here")
    if failure.text:
        return failed(order, Reason.SPEECH, "a sentence cannot be spoken with this voice")
    return failed(order, Reason.SPEECH, "the voice cannot be used here", ExitCode.ENVIRONMENT)


def _made_file(order: Order, target: Target) -> MadeFile:
    path = target.path
    assert path is not None, "rows are files"
    digest = hashlib.sha256()
    size_bytes = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            size_bytes += len(block)
    return MadeFile(
        name=f"{order.name}.{target.format}",
        format=target.format,
        sha256=digest.hexdigest(),
        size_bytes=size_bytes,
    )


def _warnings(compiled: Compiled) -> tuple[str, ...]:
    return tuple(
        sorted({found.code.value for found in compiled.diagnostics if found.severity is Severity.WARNING})
    )


def _read(order: Order, source: SourceText, compiled: Compiled) -> Iterator[tuple[str, str]]:
    """Yield every file that decided the row, by its name from the table's folder, with its digest."""
    yield f"{ROUTINE}{order.routine}", text_digest(source.text)
    root = Path(order.root).resolve()
    included, _ = compiled.studio.files.includes(compiled.routine, {})
    paths = {Path(each.source.name) for each in included.values()}
    paths |= {Path(key.beside).parent / key.path for key in compiled.recordings}
    if order.mix.has_bed and not order.mix.beds:
        paths |= set(compiled.beds)
    for path in sorted({path.resolve() for path in paths}):
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        yield name, file_digest(str(root / name))
