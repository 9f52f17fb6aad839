"""Progress reports. Whoever starts the work decides how they are shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from voicecoach.output.sound_file import Progress as Writing

Speaking: TypeAlias = Callable[
    [int, int], None
]  # called with how many of how many new sentences are spoken, from any thread


class ProgressListener(Protocol):
    """Receives progress. `speaking` and `writing` are contexts that last as long as that work does."""

    def note(self, text: str) -> None:
        """Take a sentence for the user, such as which voice was chosen. Any thread may call it."""
        ...

    def speaking(self) -> AbstractContextManager[Speaking]: ...

    def writing(self, name: str, total_frames: int) -> AbstractContextManager[Writing]: ...


class Untold:
    """Shows nothing."""

    def note(self, text: str) -> None:
        pass

    def speaking(self) -> AbstractContextManager[Speaking]:
        return nullcontext(lambda _done, _total: None)

    def writing(self, name: str, total_frames: int) -> AbstractContextManager[Writing]:
        del name, total_frames
        return nullcontext(lambda _done: None)


UNTOLD: Final[ProgressListener] = Untold()
