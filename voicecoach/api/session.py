"""A compiled routine, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from voicecoach.api import arguments
from voicecoach.api.wording import worded_for_callers
from voicecoach.errors import UsageError
from voicecoach.studio.defaults import DEFAULT_DUCK_DB
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from voicecoach.api.values import Finding
    from voicecoach.pipeline import Compiled


class Session:
    """A routine whose every cue has its time. It can be exported as often as you like."""

    def __init__(self, compiled: Compiled, *, engine: str) -> None:
        self._compiled = compiled
        self._engine = engine

    def __repr__(self) -> str:
        return f"<voicecoach.Session {self.title!r}, {self.total_ms} ms>"

    @property
    def title(self) -> str:
        return self._compiled.routine.title

    @property
    def total_ms(self) -> int:
        return self._compiled.session.total_ms

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Warnings and notes, such as a cue that was moved."""
        from voicecoach.api.values import finding_of

        return tuple(finding_of(found) for found in self._compiled.diagnostics)

    def plan(self) -> dict[str, Any]:
        """Return intervals and events as data, equal to what `plan --json` prints."""
        from voicecoach.report.plan import plan_json

        return plan_json(self._compiled)

    def export(
        self,
        *files: str | os.PathLike[str],
        voice_gain_db: float = 0.0,
        tone_gain_db: float = 0.0,
        wake_ms: int = 0,
        bed: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
        has_bed: bool = True,
        duck_db: float = DEFAULT_DUCK_DB,
        split: bool = False,
        clobber: bool = True,
        listener: str = "",
        link: str = "",
    ) -> tuple[Path, ...]:
        """Write files in the formats of their suffixes, each whole or not at all, and return all files that were written.

        `bed` replaces the routine's own; `has_bed=False` leaves that out. `listener` and `link` are for a page. Raises
        VoicecoachError, and TypeError for an argument of another type.
        """
        from voicecoach.report.plan import plan_text
        from voicecoach.studio.exporting import check_sound, export
        from voicecoach.studio.mixing import MixChoice
        from voicecoach.studio.targets import STREAM, check_targets, targets_of

        names = tuple(arguments.path("files", file) for file in files)
        if STREAM in names:
            raise UsageError("the API writes files, no stream", hint="name a file: `session.mp3`")
        how = MixChoice(
            voice_gain_db=arguments.number("voice_gain_db", voice_gain_db, least=-40, most=12),
            tone_gain_db=arguments.number("tone_gain_db", tone_gain_db, least=-40, most=12),
            wake_ms=arguments.whole("wake_ms", wake_ms, least=0, most=MS_PER_MIN),
            beds=tuple(Path(name) for name in arguments.paths("bed", bed)),
            has_bed=arguments.flag("has_bed", has_bed),
            duck_db=arguments.number("duck_db", duck_db, least=0, most=60),
        )
        arguments.flag("split", split)
        arguments.flag("clobber", clobber)
        arguments.text("listener", listener)
        arguments.text("link", link)
        with worded_for_callers():
            targets = targets_of(names, "")
            check_targets(targets, split=split, clobber=clobber)
            check_sound(self._engine, targets)
            written = export(
                self._compiled,
                targets,
                how,
                plan=plan_text,
                split=split,
                clobber=clobber,
                listener=listener,
                link=link,
            )
            return tuple(path for made in written for path in made.files)
