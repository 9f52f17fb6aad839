"""What is printed, and nothing else prints: texts go out with everything escaped that a terminal would obey.

A terminal or pipe whose encoding lacks a character shows its number; that is no reason to fail.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import typer

from voicecoach.escaping import json_text, terminal_text

if TYPE_CHECKING:
    from typing import TextIO


def show(text: str) -> None:
    """Print a result on standard output, with a line end."""
    typer.echo(_encodable(terminal_text(text), sys.stdout))


def tell(text: str) -> None:
    """Print progress, a warning or an error on standard error, with a line end."""
    typer.echo(_encodable(terminal_text(text), sys.stderr), err=True)


def show_json(data: Any) -> None:
    """Print data as JSON on standard output, in ASCII where the encoding has no more."""
    text = json_text(data)
    if _encodable(text, sys.stdout) != text:
        import json

        text = json.dumps(data, indent=1)
    typer.echo(text)


def show_content(text: str) -> None:
    """Write a file's text on standard output: as it is into a pipe or a file, escaped on a terminal."""
    if sys.stdout is not None and sys.stdout.isatty():
        typer.echo(terminal_text(text), nl=not text.endswith("\n"))
    else:
        typer.echo(text.encode("utf-8", "surrogatepass"), nl=False)


def _encodable(text: str, stream: TextIO | None) -> str:
    if text.isascii() or stream is None:
        return text
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding, "replace")
