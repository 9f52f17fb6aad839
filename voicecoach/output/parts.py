"""Puts the parts of a split session in place: all of them or none, and never over a file that is not ours.

The playlist is written first, as it proves which files are ours: after a crash, the next run can replace them.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from voicecoach.errors import OutputError, UsageError
from voicecoach.output.files import atomic_file, check_target
from voicecoach.output.playlist import claim_of, file_sha256, playlist

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from voicecoach.output.marks import Chapter
    from voicecoach.output.playlist import Claim, PlaylistFile

_AWAY: Final = "move it away, or name another file"


def checked_claim(folder: Path, list_path: Path, *, clobber: bool) -> Claim | None:
    """Return which files of an existing split are ours; None if there is none.

    Raises OutputError where a folder or a playlist is not ours or cannot be written, UsageError where one is there and `clobber` is false.
    """
    check_target(list_path, clobber=clobber)
    _check_kind(folder, stat.S_ISDIR, "a folder for the parts")
    _check_kind(list_path, stat.S_ISREG, "a file for the playlist")
    if folder.is_dir() and not clobber:
        raise UsageError(
            f"`{folder}` exists already", hint="name another file, or leave out --no-clobber to replace it"
        )
    try:
        claim = claim_of(list_path, folder.name) if list_path.exists() else None
        has_something = folder.is_dir() and next(folder.iterdir(), None) is not None
    except OSError as refused:
        raise cannot_write(folder, refused) from refused
    if claim is None and list_path.exists():
        raise OutputError(
            f"the playlist `{list_path}` is not one that voicecoach wrote, or was changed since", hint=_AWAY
        )
    if claim is None and has_something:
        raise OutputError(
            f"the folder `{folder}` holds files, and no playlist `{list_path.name}` says that they are voicecoach's",
            hint=_AWAY,
        )
    return claim


def put_in_place(
    made: Path,
    folder: Path,
    list_path: Path,
    parts: Sequence[PlaylistFile],
    chapters: Sequence[Chapter],
    *,
    clobber: bool,
) -> None:
    """Move the parts from where they were made into the folder, and write the playlist.

    Parts of the split that was there before go when they are not replaced; all else in the folder stays. When this raises, all is as it was.
    Raises OutputError, and UsageError as `checked_claim` does.
    """
    claim = checked_claim(folder, list_path, clobber=clobber)
    undo: list[Callable[[], object]] = []
    try:
        ours = _own_files(folder, claim, parts)
        _write_playlist(
            list_path, playlist(folder.name, parts, chapters, claim.parts if claim else ()), claim, undo
        )
        if not folder.exists():
            undo.append(folder.rmdir)
            folder.mkdir()
        _move(made, folder, parts, ours, undo)
        if claim is not None:
            with atomic_file(list_path) as file:
                file.write(playlist(folder.name, parts, chapters))
    except BaseException as failure:
        for step in reversed(undo):
            with suppress(OSError, OutputError):
                step()
        if isinstance(failure, OSError):
            raise cannot_write(folder, failure) from failure
        raise


def _check_kind(path: Path, is_kind: Callable[[int], bool], wanted: str) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as refused:
        raise cannot_write(path, refused) from refused
    if not is_kind(mode):
        what = (
            "a link"
            if stat.S_ISLNK(mode)
            else "a file"
            if stat.S_ISREG(mode)
            else "a folder"
            if stat.S_ISDIR(mode)
            else "a pipe or device"
        )
        raise OutputError(f"`{path}` is {what}, and would be {wanted}", hint=_AWAY)


def _own_files(folder: Path, claim: Claim | None, parts: Sequence[PlaylistFile]) -> dict[str, Path]:
    """Return the files of the split that was there, by their names casefolded. Raises OutputError where a new part would replace another."""
    wanted = {part.name.casefold() for part in parts}
    listed = wanted | {part.name.casefold() for part in (claim.parts if claim is not None else ())}
    ours: dict[str, Path] = {}
    for path in folder.iterdir() if folder.is_dir() else ():
        name = path.name.casefold()
        if name not in listed:
            continue
        if claim is not None and claim.owns(path):
            ours[name] = path
        elif name in wanted:
            raise OutputError(
                f"`{path}` is not what voicecoach wrote there, or was changed since", hint=_AWAY
            )
    return ours


def _write_playlist(
    list_path: Path, content: bytes, claim: Claim | None, undo: list[Callable[[], object]]
) -> None:
    def restore() -> None:
        if claim is None:
            if list_path.read_bytes() == content:
                list_path.unlink()
            return
        with atomic_file(list_path) as file:
            file.write(claim.content)

    undo.append(restore)
    with atomic_file(list_path, clobber=claim is not None) as file:
        file.write(content)


def _move(
    made: Path,
    folder: Path,
    parts: Sequence[PlaylistFile],
    ours: dict[str, Path],
    undo: list[Callable[[], object]],
) -> None:
    kept = made / "before"
    kept.mkdir()
    for number, path in enumerate(ours.values()):
        backup = kept / str(number)
        undo.append(lambda backup=backup, path=path: backup.replace(path))  # type: ignore[misc]
        _keep(path, backup)
    for part in parts:
        path = folder / part.name
        if part.name.casefold() in ours:
            (made / part.name).replace(path)
        else:
            undo.append(lambda path=path, part=part: file_sha256(path) == part.sha256 and path.unlink())  # type: ignore[misc]
            _put_new(made / part.name, path)
    wanted = {part.name for part in parts}
    for path in ours.values():
        if path.name not in wanted and not _is_one_of(path, folder, wanted):
            path.unlink(missing_ok=True)


def _keep(path: Path, backup: Path) -> None:
    """Give a file a second name, or rename it if the file system has no hard links."""
    try:
        os.link(path, backup)
    except OSError:
        path.rename(backup)


def _put_new(made: Path, path: Path) -> None:
    """Give a file its name. Raises FileExistsError if the name is taken."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise
        made.rename(path)


def _is_one_of(path: Path, folder: Path, names: set[str]) -> bool:
    """Return whether a name differs from one of these only in case, on a file system that ignores case."""
    same = [name for name in names if name.casefold() == path.name.casefold()]
    return any((folder / name).exists() and path.exists() and path.samefile(folder / name) for name in same)


def cannot_write(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot write `{folder}`: {error.strerror}", hint="choose another folder, or make this one writable"
    )
