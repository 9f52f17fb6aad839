"""What is printed beside a live session: at once, or after it where a screen is up."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class TerminalGuard:
    """Keeps progress bars and messages off the terminal while a live session uses it. Several threads may use it."""

    def __init__(self) -> None:
        self._kept: list[Callable[[], None]] = []
        self._bars: list[Callable[[], None]] = []
        self._lock = threading.Lock()
        self._is_live = False  # no progress is shown then
        self._has_screen = False  # nothing else is printed then

    def end_when_live(self, end_bar: Callable[[], None]) -> None:
        """End a bar when the session goes live: it draws by itself, and would do so over the screen."""
        with self._lock:
            self._bars.append(end_bar)

    @contextmanager
    def live(self, *, has_screen: bool) -> Iterator[None]:
        """Show no progress from now on, and with a screen nothing else either while the block lasts."""
        with self._lock:
            self._is_live = True
            self._has_screen = has_screen
            for end_bar in self._bars:
                end_bar()
        try:
            yield
        finally:
            self._has_screen = False

    def show_progress(self, showing: Callable[[], None]) -> None:
        """Let progress be shown, unless the session is live."""
        with self._lock:
            if not self._is_live:
                showing()

    def tell(self, telling: Callable[[], None]) -> None:
        """Let something be told now, or when the screen is gone."""
        if self._has_screen:
            self._kept.append(telling)
        else:
            telling()

    def close(self) -> None:
        """Tell what was kept."""
        self._is_live = self._has_screen = False
        while self._kept:
            self._kept.pop(0)()
