"""The defaults of what a caller may choose."""

from __future__ import annotations

from typing import Final

DEFAULT_ENGINE: Final = "auto"
DEFAULT_DUCK_DB: Final = 14.0
