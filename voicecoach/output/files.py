"""Files that are there whole or not at all: written beside the target, then renamed."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from voicecoach.errors import OutputError, UsageError
from voicecoach.unfinished import unfinished_file

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SIZE_STEP: Final = 1000


def check_target(path: Path, *, clobber: bool = True) -> Path:
    """Return the file that would be written, links followed.

    Raises OutputError where that cannot be, and UsageError where `clobber` is false and it exists: worth asking
    before any work is done.
    """
    target = Path(os.path.realpath(path))  # Path.resolve raises on a loop of links
    if target.is_dir():
        raise OutputError(f"`{path}` is a folder", hint=f"name a file in it: `{path / 'session.mp3'}`")
    if not target.parent.is_dir():
        raise OutputError(
            f"the folder `{target.parent}` does not exist", hint="create it, or choose another folder"
        )
    if target.exists():
        if not clobber:
            raise UsageError(
                f"`{path}` exists already", hint="name another file, or leave out --no-clobber to replace it"
            )
        if not os.access(target, os.W_OK):
            raise OutputError(f"`{path}` is write-protected", hint="name another file")
    if not (target.exists() and not target.is_file()) and not os.access(target.parent, os.W_OK):
        raise OutputError(
            f"cannot write `{path}`: the folder `{target.parent}` is write-protected",
            hint="choose another folder, or make this one writable",
        )
    return target


@contextmanager
def atomic_file(path: Path, *, clobber: bool = True, needed_bytes: int = 0) -> Iterator[BinaryIO]:
    """Open a new file for writing and reading that takes the place of `path` when the block ends well.

    When the block raises (Ctrl-C included), what was there before stays as it was and nothing else is left. A link
    stays a link: what it points to is replaced. A device or a pipe is written to at the end. `needed_bytes` is
    what a message about a full disk says; 0 says nothing. Raises OutputError and UsageError as `check_target` does.
    """
    target = check_target(path, clobber=clobber)
    if target.exists() and not target.is_file():
        with _spool(target) as stream:
            yield stream
        return
    with ExitStack() as stack:
        try:
            part, stream = stack.enter_context(unfinished_file(target.parent))
        except OSError as error:
            raise _refused(path, error) from error
        try:
            with stream:
                yield stream
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise  # not ours: the block reads files too
            part.unlink()
            raise _no_room(path, target.parent, error, needed_bytes) from error
        _publish(path, part, target, clobber=clobber)


@contextmanager
def _spool(target: Path) -> Iterator[BinaryIO]:
    """Collect in a temporary file and copy that to a device or a pipe."""
    import shutil
    import tempfile

    with tempfile.TemporaryFile() as spool:
        yield spool
        spool.seek(0)
        try:
            with target.open("wb") as device:
                shutil.copyfileobj(spool, device)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _refused(target, error) from error


def _publish(path: Path, part: Path, target: Path, *, clobber: bool) -> None:
    try:
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        if clobber:
            part.replace(target)
        elif not _link(part, target):
            check_target(path, clobber=False)  # somebody may have been faster
            part.rename(target)
    except FileExistsError:
        check_target(path, clobber=False)
        raise
    except OSError as error:
        raise _refused(path, error) from error


def _link(part: Path, target: Path) -> bool:
    """Give the file its name only if nobody has it; False where the file system knows no links."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _refused(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot write `{path}`: {error.strerror}", hint="choose another folder, or make this one writable"
    )


def _no_room(path: Path, folder: Path, error: OSError, needed_bytes: int) -> OutputError:
    import shutil

    needs = f"it needs {_size(needed_bytes)}, " if needed_bytes else ""
    if error.errno == errno.EFBIG:
        return OutputError(
            f"`{path}` becomes larger than a file may be here" + (f": {needs[:-2]}" if needs else ""),
            hint="choose another folder or a smaller format",
        )
    return OutputError(
        f"no room for `{path}`: {needs}{_size(shutil.disk_usage(folder).free)} are free in `{folder}`",
        hint="free some room, or choose another folder",
    )


def _size(size_bytes: int) -> str:
    size = float(size_bytes)
    for unit in ("bytes", "kB", "MB"):
        if size < _SIZE_STEP:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= _SIZE_STEP
    return f"{size:.1f} GB"
