"""The files that a routine or a programme may read beside it: in its own folder or below. Nothing else is ever opened for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field
from msgspec.structs import replace

from voicecoach.errors import InputError, VoicecoachError
from voicecoach.findings.base import FindingBase, instead
from voicecoach.findings.programmes import RoutineMissing, RoutineOutside
from voicecoach.findings.session import (
    IncludeCycle,
    IncludeMissing,
    IncludeOutside,
    IncludeTooMany,
    SoundMissing,
    SoundOutside,
    SoundUnreadable,
)
from voicecoach.language.kinds import walk
from voicecoach.language.kinds.include import Include
from voicecoach.language.parse import parse
from voicecoach.language.places import value_beside
from voicecoach.language.suggest import closest
from voicecoach.library import builtin_names, read_builtin
from voicecoach.opening import Folder, OutsideError
from voicecoach.source import SourceText
from voicecoach.sources import is_builtin, is_path, read_source
from voicecoach.suffixes import ROUTINE_SUFFIXES, SOUND_SUFFIXES
from voicecoach.timeline.audible import Recording
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from voicecoach.findings import Finding
    from voicecoach.language.model import Routine
    from voicecoach.language.programme import Programme, RoutineName
    from voicecoach.sound.clip import Clip
    from voicecoach.source import Span
    from voicecoach.timeline.events import Schedule

MAX_INCLUDES: Final = 32
MOST_RECORDED_S: Final = 900  # of all recordings of a routine; a minute takes 12 MB of memory


def routines_in(programme: Programme) -> tuple[Mapping[str, SourceText], tuple[Finding, ...]]:
    """Return the source of every routine that a programme names, by that name: a built-in, or a file in its folder or below."""
    folder = Folder(_folder(programme.source.name))
    sources: dict[str, SourceText] = {}
    found: dict[str, Finding] = {}
    for routine in (routine for stage in programme.stages for routine in stage.routines):
        if routine.name not in sources and routine.name not in found:
            read = _routine_beside(routine, folder)
            if isinstance(read, FindingBase):
                found[routine.name] = read
            else:
                sources[routine.name] = read
    return sources, tuple(found.values())


def _routine_beside(routine: RoutineName, folder: Folder) -> SourceText | Finding:
    if is_builtin(routine.name):
        return read_builtin(routine.name)
    outside = RoutineOutside(span=routine.span, path=routine.name)
    suggestion = "" if is_path(routine.name) else closest(routine.name, builtin_names())
    edits = instead(routine.span, suggestion) if routine.span.text == routine.name else ()
    missing = RoutineMissing(span=routine.span, path=routine.name, suggestion=suggestion, edits=edits)
    path = _place(folder.path, routine.name)
    if isinstance(path, str):
        return RoutineMissing(span=routine.span, path=routine.name, reason=path)
    problem = _problem(path, folder.path, outside, missing)
    if problem is not None:
        return problem
    try:
        own = folder.inner(path.parent)
        source = read_source(path, below=own)
    except OutsideError:
        return outside
    except (OSError, VoicecoachError) as refused:
        reason = refused.message if isinstance(refused, VoicecoachError) else refused.strerror or str(refused)
        return RoutineMissing(span=routine.span, path=routine.name, reason=reason)
    name = str(folder.written / routine.name)
    return SourceInFolder(name=name, text=source.text, encoding=source.encoding, folder=own)


class SourceInFolder(SourceText, frozen=True, kw_only=True):
    """A routine of a programme and the folder that it was read in: its includes and sounds lie there, wherever the name leads later."""

    folder: Folder


class RoutineFiles(Struct, frozen=True, eq=False):
    """The files beside a routine, read when a step names them.

    A routine's folder is opened once, and an included file's sounds lie where that file was read: a link that is turned
    afterwards brings in nothing.
    """

    _places: dict[str, _SourceFolder] = field(default_factory=dict)  # by the source's name

    def includes(
        self, routine: Routine, settings: Mapping[str, str]
    ) -> tuple[Mapping[Include, Routine], tuple[Finding, ...]]:
        """Return the routine that each `include` step names, those within them too."""
        del settings  # an include takes what its own `set` says
        walk = _IncludeWalk(root=self._place_of_source(routine.source).root, places=self._places)
        walk.follow(routine, (Path(routine.source.name).resolve(),))
        return walk.included, tuple(dict.fromkeys(walk.found))

    def names(self, routine: Routine) -> tuple[tuple[str, str], ...]:
        """Return how the routine and what it includes say names; of two for a name, the later one counts: the includer's."""
        included, _ = self.includes(routine, {})  # what is wrong with them is found when they are expanded
        inner_first = [*reversed(tuple(included.values())), routine]
        return tuple(name for one in inner_first for name in one.pronounce)

    def recordings(self, schedule: Schedule) -> tuple[Mapping[Recording, Clip], tuple[Finding, ...]]:
        """Return the clip of every sound file that a cue names, decoded. Those of an included file are known once `includes` has read it."""
        clips: dict[Recording, Clip] = {}
        found: dict[Recording, Finding] = {}
        decoded: dict[Path | str, Clip | Finding] = {}  # one file can have many names
        left_frames = MOST_RECORDED_S * SAMPLE_RATE
        for cue in schedule.cues:
            for recording in cue.wordings:
                if isinstance(recording, Recording) and recording not in clips and recording not in found:
                    place = self._place_of(recording.beside)
                    path = _place(place.folder, recording.path)
                    known = path in decoded
                    clip = decoded[path] if known else _load(recording, path, place, cue.span)
                    if not known and not isinstance(clip, FindingBase):
                        left_frames -= clip.frames
                        if left_frames < 0:
                            clip = _too_many(recording, cue.span)
                    decoded[path] = clip
                    if isinstance(clip, FindingBase):
                        found[recording] = clip
                        if left_frames < 0:
                            return clips, tuple(found.values())
                    else:
                        clips[recording] = clip
        return clips, tuple(found.values())

    def folder_of(self, routine: Routine) -> Folder:
        """Return the routine's folder, opened once."""
        return self._place_of_source(routine.source).root

    def _place_of_source(self, source: SourceText) -> _SourceFolder:
        if isinstance(source, SourceInFolder):
            place = _SourceFolder(root=source.folder, folder=source.folder.path)
            self._places.setdefault(source.name, place)
        return self._place_of(source.name)

    def _place_of(self, source_name: str) -> _SourceFolder:
        place = self._places.get(source_name)
        if place is None:
            root = Folder(_folder(source_name))
            place = self._places[source_name] = _SourceFolder(root=root, folder=root.path)
        return place

    def beds(self, routine: Routine) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
        """Return the files of the routine's bed. They are only looked for: what is not heard is not decoded."""
        folder = self.folder_of(routine).path
        paths: list[Path] = []
        found: list[Finding] = []
        for bed in routine.bed:
            path = _place(folder, bed.path)
            if isinstance(path, str):
                found.append(SoundUnreadable(span=bed.span, path=bed.path, reason=path))
                continue
            problem = _problem(
                path,
                folder,
                SoundOutside(span=bed.span, path=bed.path),
                _sound_missing(bed.span, bed.path, folder),
            )
            if problem is None:
                paths.append(path)
            else:
                found.append(problem)
        return tuple(paths), tuple(found)


class _SourceFolder(Struct, frozen=True, eq=False, kw_only=True):
    """Where a source was read: the folder of the routine, and the source's own in it, links resolved."""

    root: Folder
    folder: Path


class _IncludeWalk(Struct, kw_only=True):
    """Follows the includes of a routine, and theirs, at most 32 in all: two in each of many files would double for ever."""

    root: Folder
    places: dict[str, _SourceFolder]
    included: dict[Include, Routine] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    _followed: int = 0

    def follow(self, routine: Routine, chain: tuple[Path, ...]) -> None:
        for step in walk(routine.steps):
            if not isinstance(step, Include):
                continue
            self._followed += 1
            if self._followed > MAX_INCLUDES:
                self.found.append(IncludeTooMany(span=step.span, limit=MAX_INCLUDES))
                return
            folder = _folder(routine.source.name)
            path = _place(folder, step.path)
            if isinstance(path, str):
                self.found.append(IncludeMissing(span=step.span, path=step.path, reason=path))
                continue
            problem = _problem(
                path,
                self.root.path,
                IncludeOutside(span=step.span, path=step.path),
                _include_missing(step.span, step.path, folder),
            )
            if problem is None and path in chain:
                problem = IncludeCycle(span=step.span, path=step.path)
            if problem is not None:
                self.found.append(problem)
                continue
            name = str(folder / step.path)
            included = self._read(step, path, name)
            if included is not None:
                self.places[name] = _SourceFolder(root=self.root, folder=path.parent)
                self.included[step] = included
                self.follow(included, (*chain, path))
                if self._followed > MAX_INCLUDES:
                    return

    def _read(self, step: Include, path: Path, name: str) -> Routine | None:
        try:
            source = read_source(path, below=self.root)
        except OutsideError:
            self.found.append(IncludeOutside(span=step.span, path=step.path))
            return None
        except VoicecoachError as refused:
            self.found.append(IncludeMissing(span=step.span, path=step.path, reason=refused.message))
            return None
        included, more = parse(replace(source, name=name), dict(step.settings), at=step.span)
        self.found.extend(more)
        return included


def _too_many(recording: Recording, span: Span) -> Finding:
    return SoundUnreadable(
        span=span,
        path=recording.path,
        reason=f"is one too many: the recordings of a routine may last {MOST_RECORDED_S // 60} minutes in all",
        remedy="cut them to what is to be heard",
    )


def _load(recording: Recording, path: Path | str, place: _SourceFolder, span: Span) -> Clip | Finding:
    from voicecoach.speech.recording import load_recording

    if isinstance(path, str):
        return SoundUnreadable(span=span, path=recording.path, reason=path)
    problem = _problem(
        path,
        place.folder,
        SoundOutside(span=span, path=recording.path),
        _sound_missing(span, recording.path, place.folder),
    )
    if problem is not None:
        return problem
    try:
        return load_recording(path, below=place.root, name="")  # the finding names it
    except OutsideError:
        return SoundOutside(span=span, path=recording.path)
    except InputError as refused:
        reason = refused.message.strip()
        return SoundUnreadable(span=span, path=recording.path, reason=reason, remedy=refused.hint)


def _place(folder: Path, written: str) -> Path | str:
    """Return where a file is, links resolved, or why that cannot be known: no name can be so long, or has a zero byte in it; links go round."""
    try:
        path = (folder / written).resolve()
        path.is_file()
    except OSError as refused:
        return f"cannot be reached: {refused.strerror}"
    except (ValueError, RuntimeError):
        return "has a name that leads nowhere"
    return path


def _sound_missing(span: Span, path: str, folder: Path) -> SoundMissing:
    meant = _meant(path, folder, SOUND_SUFFIXES)
    edits = instead(span, meant) if span.text.strip("\"' ") == path else ()
    return SoundMissing(span=span, path=path, suggestion=meant, edits=edits)


def _include_missing(span: Span, path: str, folder: Path) -> IncludeMissing:
    meant = _meant(path, folder, ROUTINE_SUFFIXES)
    at = value_beside(span, "include") if meant else None
    edits = instead(at, meant) if at is not None else ()
    return IncludeMissing(span=span, path=path, suggestion=meant, edits=edits)


def _meant(path: str, folder: Path, suffixes: Collection[str]) -> str:
    """Return the file that was probably meant by a mistyped path, or an empty text."""
    inner = Path(path).parent
    try:
        names = [one.name for one in (folder / inner).iterdir() if one.suffix.lower() in suffixes]
    except OSError:
        return ""
    meant = closest(Path(path).name, sorted(names))
    return (inner / meant).as_posix() if meant and ".." not in inner.parts else ""


def _problem(path: Path, folder: Path, outside: Finding, missing: Finding) -> Finding | None:
    """Return which of the two is wrong with a path, links resolved, or None where it can be read."""
    if not path.is_relative_to(folder.resolve()):
        return outside
    return None if path.is_file() else missing


def _folder(source_name: str) -> Path:
    """Return the folder beside which a source's files lie; a built-in or standard input counts as the current one."""
    return Path(source_name).parent
