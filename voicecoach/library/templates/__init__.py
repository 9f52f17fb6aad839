"""What `voicecoach new` writes: a routine that teaches the language, beside this file."""

from __future__ import annotations

from importlib.resources import files

from voicecoach.source import SourceText


def read_template() -> SourceText:
    """Return the routine to start from."""
    return SourceText(name="new.yaml", text=files(__name__).joinpath("new.yaml").read_text("utf-8"))
