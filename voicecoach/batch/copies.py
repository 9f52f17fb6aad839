"""Rows that are alike but for their names: made once, then copied."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.errors import VoicecoachError
from voicecoach.opening import open_file
from voicecoach.output.files import atomic_file

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from voicecoach.batch.orders import Order
    from voicecoach.batch.outcomes import Made, MadeFile

_MOST_REMEMBERED: Final = 500
_BLOCK_BYTES: Final = 1 << 20


class _ChangedError(Exception):
    """A file is no longer what was made."""


def without_name(order: Order) -> Order:
    """Return what is the same in the orders of rows whose files have the same bytes."""
    return replace(order, id="", line=0, name="")


class Copies:
    """The rows that were made last, to be copied for rows that are alike. As many as are of use in a chunk or two."""

    def __init__(self) -> None:
        self._made: OrderedDict[Order, tuple[Order, Made]] = OrderedDict()

    def remember(self, order: Order, made: Made) -> None:
        self._made[without_name(order)] = order, made
        if len(self._made) > _MOST_REMEMBERED:
            self._made.popitem(last=False)

    def alike(self, order: Order) -> Made | None:
        """Return a row that was made of the same, if there is one."""
        found = self._made.get(without_name(order))
        return found[1] if found is not None else None

    def copy(self, made: Made, order: Order, key: str, new: AbstractSet[str]) -> Made | None:
        """Copy the files of a row that is alike. None if one of them is gone or changed, or a name that is `new` is taken."""
        out = Path(order.out)
        files = tuple(replace(file, name=f"{order.name}.{file.format}") for file in made.files)
        try:
            for source, target in zip(made.files, files, strict=True):
                _copy(out / source.name, out / target.name, source, clobber=target.name not in new)
        except (_ChangedError, VoicecoachError, OSError):
            return None  # then it is made, and what is wrong with the disk is found there
        return replace(made, id=order.id, key=key, files=files)


def _copy(source: Path, target: Path, expected: MadeFile, *, clobber: bool) -> None:
    """Copy a file whole, or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with open_file(source) as file, atomic_file(target, clobber=clobber, sweeps=False) as written:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
            written.write(block)
        if digest.hexdigest() != expected.sha256:
            raise _ChangedError
