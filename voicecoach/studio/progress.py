"""What is told while work goes on. Whoever starts the work says how it is shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from voicecoach.output.sound_file import Progress as Writing

Speaking: TypeAlias = Callable[
    [int, int], None
]  # how many new sentences of how many are spoken; any thread may call it


class Progress(Protocol):
    """Takes what is worth knowing of the work. `speaking` and `writing` are entered for as long as they go on."""

    def note(self, text: str) -> None:
        """Take a sentence for the user, such as which voice is taken. Any thread may call it."""
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


UNTOLD: Final[Progress] = Untold()
