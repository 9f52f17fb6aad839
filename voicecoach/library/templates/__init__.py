"""What `voicecoach new` writes: a routine that teaches the language, beside this file."""

from __future__ import annotations

from pathlib import Path

from voicecoach.source import SourceText


def read_template() -> SourceText:
    """Return the routine to start from."""
    return SourceText(name="new.yaml", text=(Path(__file__).parent / "new.yaml").read_text("utf-8"))
