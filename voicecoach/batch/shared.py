"""What machines share: clips and encoded islands in an object store or a folder, behind the caches of each. Nothing in it is ever fatal."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from msgspec import Struct

from voicecoach.errors import InputError, UsageError
from voicecoach.opening import open_file
from voicecoach.unfinished import unfinished_file

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_FAILURES: Final = 3  # in a row, then it is left alone for the rest of the run
_TIMEOUT: Final = timedelta(seconds=10)
_CONNECTS_WITHIN: Final = timedelta(seconds=3)
_RETRIES: Final = {"max_retries": 1, "retry_timeout": timedelta(seconds=5)}


class _Box(Protocol):
    """Where entries lie, by their names. Raises whatever the library or the system raises."""

    def get(self, name: str) -> bytes | None: ...

    def put(self, name: str, content: bytes) -> bool:
        """Create an entry; return False where there is one already. Nothing is ever replaced."""
        ...


class SharedStore:
    """One kind of entry of the shared cache, as a store's `remote`."""

    def __init__(self, box: _Box, kind: str, ended: Callable[[BaseException | None], bool]) -> None:
        self._box = box
        self._kind = kind
        self._ended = ended  # told each failure, or None; says whether to give the box up
        self.is_open = True  # shut while a row with texts of its own is made (`privacy`)
        self.gets = 0

    def get(self, name: str) -> bytes | None:
        if not self.is_open:
            return None
        self.gets += 1
        content: bytes | None = self._tried(lambda: self._box.get(f"{self._kind}/{name}"), None)
        return content

    def put(self, name: str, content: bytes) -> bool:
        if not self.is_open:
            return True
        return bool(self._tried(lambda: self._box.put(f"{self._kind}/{name}", content), default=True))

    def _tried(self, action: Callable[[], Any], default: Any) -> Any:
        try:
            done = action()
        except Exception as failure:  # noqa: BLE001 - of a library, a network, another machine: never fatal
            if self._ended(failure):
                self._box = _Nothing()
            return default
        self._ended(None)
        return done


class Shared(Struct, kw_only=True):
    """Both stores of a shared cache, and what went wrong with them."""

    clips: SharedStore
    islands: SharedStore
    failures: list[str]

    def notes(self) -> tuple[str, ...]:
        return tuple(self.failures)


class _Nothing:
    """A box that was given up."""

    def get(self, name: str) -> bytes | None:
        del name
        return None

    def put(self, name: str, content: bytes) -> bool:
        del name, content
        return True


def open_shared(where: str) -> Shared:
    """Open the shared cache at an address such as `s3://bucket/prefix`, or in a folder. Raises UsageError."""
    box = _objects(where) if "://" in where else _Folder(Path(where))
    failures: list[str] = []
    in_a_row = 0

    def ended(failure: BaseException | None) -> bool:
        nonlocal in_a_row
        in_a_row = 0 if failure is None else in_a_row + 1
        if failure is not None and not failures:
            failures.append(
                f"the shared cache does not answer ({type(failure).__name__}): going on without it"
            )
        return in_a_row >= _MOST_FAILURES

    return Shared(
        clips=SharedStore(box, "clips", ended),
        islands=SharedStore(box, "mp3", ended),
        failures=failures,
    )


def check_shared(where: str) -> None:
    """Raise UsageError where the address of a shared cache cannot be, or what it needs is not installed."""
    open_shared(where)


def _objects(where: str) -> _Box:
    try:
        from obstore.store import from_url
    except ModuleNotFoundError as missing:
        raise UsageError(
            "a cache in an object store needs the extra `s3`", hint="pip install 'voicecoach[s3]'"
        ) from missing
    try:
        options: dict[str, Any] = {
            "timeout": _TIMEOUT,
            "connect_timeout": _CONNECTS_WITHIN,
            "allow_http": os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://"),
        }
        store = from_url(where, client_options=options, retry_config=_RETRIES)  # type: ignore[call-overload]  # typed by the kind of store
    except Exception as wrong:
        raise UsageError(
            "--cache names no store", hint="write it as s3://bucket/prefix, gs://…, az://… or a folder"
        ) from wrong
    return _Objects(store)


class _Objects:
    def __init__(self, store: Any) -> None:
        self._store = store

    def get(self, name: str) -> bytes | None:
        try:
            return bytes(self._store.get(name).bytes())
        except FileNotFoundError:
            return None

    def put(self, name: str, content: bytes) -> bool:
        from obstore.exceptions import AlreadyExistsError

        try:
            self._store.put(name, content, mode="create", use_multipart=False)
        except AlreadyExistsError:
            return False
        return True


class _Folder:
    """A folder that machines share. An entry is put there whole, if nobody was faster."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        try:
            with open_file(self._folder / name) as file:
                return file.read()
        except (FileNotFoundError, InputError):  # or what is no file
            return None

    def put(self, name: str, content: bytes) -> bool:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            return False
        with unfinished_file(path.parent, mode=0o666, sweeps=False) as (unfinished, file):
            file.write(content)
            file.close()
            try:
                os.link(unfinished, path)
            except FileExistsError:
                return False
            except OSError:  # no hard links here
                with suppress(FileExistsError):
                    unfinished.rename(path)
        return True
