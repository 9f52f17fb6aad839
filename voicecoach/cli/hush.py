"""What is told beside a live session: at once, or after it where a screen is up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Hush:
    """Keeps from the terminal what would disturb a live session. Several threads may use it."""

    def __init__(self) -> None:
        self._kept: list[Callable[[], None]] = []
        self.is_live = False  # no progress is shown then
        self.has_screen = False  # nothing else is printed then

    def tell(self, telling: Callable[[], None]) -> None:
        """Let something be told now, or when the screen is gone."""
        if self.has_screen:
            self._kept.append(telling)
        else:
            telling()

    def close(self) -> None:
        """Tell what was kept."""
        self.is_live = self.has_screen = False
        while self._kept:
            self._kept.pop(0)()
