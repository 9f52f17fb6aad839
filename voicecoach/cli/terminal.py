"""What is printed, and nothing else prints: texts go out with everything escaped that a terminal would obey.

A terminal or pipe whose encoding lacks a character shows its number; that is no reason to fail.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, cast

import typer

from voicecoach.errors import UsageError
from voicecoach.escaping import json_text, terminal_text
from voicecoach.programs import find_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import BinaryIO, TextIO

    from voicecoach.findings import Finding

_WIDEST_TEXT: Final = 100  # longer lines are hard to read
_HEADING: Final = 0
_BLUE: Final = 31  # of 256 colours; it can be read on a dark background and on a light one


def show(text: str) -> None:
    """Print a result on standard output, with a line end."""
    _echo(_encodable(terminal_text(text), sys.stdout))


def tell(text: str) -> None:
    """Print progress, a warning or an error on standard error, with a line end."""
    _echo(_encodable(terminal_text(text), sys.stderr), err=True)


def width() -> int:
    """Return how wide a line may be: as the terminal, or as `COLUMNS` says. 0 in a pipe, where lines stay whole."""
    if os.environ.get("COLUMNS", "").isdigit() or is_terminal():
        return shutil.get_terminal_size().columns
    return 0


def is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def has_colour(*, err: bool = False) -> bool:
    """Tell whether standard output, or standard error, takes colours: a terminal, unless `NO_COLOR` says otherwise."""
    stream = sys.stderr if err else sys.stdout
    is_one = stream is not None and stream.isatty()
    return is_one and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show_findings(findings: Iterable[Finding], *, err: bool) -> None:
    """Print findings, each with a blank line after it: with colours and in lines that fit on a terminal."""
    from voicecoach.report.snippets import render_all

    stream = sys.stderr if err else sys.stdout
    for text in render_all(findings, color=has_colour(err=err), width=_text_width(stream)):
        _echo(_encodable(f"{text}\n", stream), err=err)


def _text_width(stream: TextIO | None) -> int:
    """Return how wide lines of words may be: as the terminal; 0 elsewhere, where lines stay whole."""
    return shutil.get_terminal_size().columns if stream is not None and stream.isatty() else 0


def show_text(text: str, *, indent: int = 2) -> None:
    """Print words on standard output, in lines that fit on a terminal; further ones begin in the column `indent`."""
    show(_fitting(text, sys.stdout, indent))


def tell_text(text: str, *, indent: int = 2) -> None:
    """Print words on standard error, in lines that fit on a terminal; further ones begin in the column `indent`."""
    tell(_fitting(text, sys.stderr, indent))


def _fitting(text: str, stream: TextIO | None, indent: int) -> str:
    from voicecoach.report.tables import paragraph

    limit = _text_width(stream)
    return "\n".join(paragraph(line, limit, indent=indent) for line in text.split("\n"))


def show_table(rows: Sequence[Sequence[str]], *, has_heading: bool = True) -> None:
    """Print rows as a table that fits the width, with colours on a terminal. The first row may be its heading."""
    from voicecoach.report.tables import table

    _echo(_encodable(table(rows, width=width(), paint=_painter(has_heading=has_heading)), sys.stdout))


def _painter(*, has_heading: bool) -> Callable[[str, int, int], str]:
    """Return what colours a cell: the heading, and the first column."""
    is_coloured = has_colour()

    def paint(cell: str, row: int, column: int) -> str:
        if not is_coloured:
            return cell
        if has_heading and row == _HEADING:
            return typer.style(cell, bold=True)
        return typer.style(cell, fg=_BLUE) if column == 0 else cell

    return paint


def markdown_text(text: str) -> str:
    """Return a page of Markdown as a terminal can show it."""
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(width=min(width(), _WIDEST_TEXT), highlight=False)
    with console.capture() as printed:
        console.print(Markdown(text, hyperlinks=False))
    return printed.get()


def show_in_pages(text: str) -> None:
    """Print a long text by the pager that `PAGER` names, or `less`; as it is where there is none, or it fits the terminal.

    `pydoc.pager` goes through a shell and, on Windows, runs a program of the current folder.
    """
    command = _pager()
    if not command or text.count("\n") < shutil.get_terminal_size().lines:
        _echo(_encodable(text, sys.stdout), nl=False)
        return
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    try:
        with subprocess.Popen(  # noqa: S603  # whoever sets PAGER runs what they like
            command, stdin=subprocess.PIPE, env=environment
        ) as pager:
            assert pager.stdin is not None, "a pipe was asked for"
            with suppress(BrokenPipeError), pager.stdin:  # the reader may leave before the end
                pager.stdin.write(text.encode("utf-8", "replace"))
            while True:
                with suppress(KeyboardInterrupt):  # the pager's own: in `less`, it stops a search
                    pager.wait()
                    break
    except OSError:
        _echo(_encodable(text, sys.stdout), nl=False)


def _pager() -> list[str]:
    """Return the command of the pager; nothing where there is none, or nobody to turn the pages."""
    is_read = is_terminal() and sys.stdin is not None and sys.stdin.isatty()
    if not is_read or os.environ.get("TERM") == "dumb":
        return []
    written = os.environ.get("PAGER")
    try:
        words = shlex.split(written) if written is not None else ["less"]
    except ValueError:  # a quote that does not end
        return []
    found = find_program(words[0]) if words else None
    return [found, *words[1:]] if found and words != ["cat"] else []


def show_json(data: Any) -> None:
    """Print data as JSON on standard output, in ASCII where the encoding has no more."""
    text = json_text(data)
    if _encodable(text, sys.stdout) != text:
        import json

        text = json.dumps(data, indent=1)
    _echo(text)


def show_content(text: str) -> None:
    """Write a file's text on standard output: as it is into a pipe or a file, escaped on a terminal."""
    if sys.stdout is not None and sys.stdout.isatty():
        _echo(terminal_text(text), nl=not text.endswith("\n"))
    else:
        _echo(text.encode("utf-8", "surrogatepass"), nl=False)


def _echo(text: str | bytes, *, nl: bool = True, err: bool = False) -> None:
    """Print. Where the reader has gone (`voicecoach list | head`), the command goes on to its end, so that its exit code is the right one.

    Nobody is left to be told of an error on standard error, whatever refuses it.
    """
    try:
        typer.echo(text, nl=nl, err=err)
    except BrokenPipeError:
        forget_reader(sys.stderr if err else sys.stdout)
    except OSError:
        if not err:
            raise
        forget_reader(sys.stderr)


def flush() -> None:
    """Hand on what was printed. Raises OSError, but not where the reader has gone."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        forget_reader(sys.stdout)


def forget_reader(stream: TextIO | None) -> None:
    """Let a standard stream lead nowhere from now on, what is still in its buffer included."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, cast("TextIO", stream).fileno())
        os.close(nowhere)


def open_closed_streams() -> None:
    """Let standard streams that are closed lead nowhere (`voicecoach list >&-`): the next file that is opened would take their place."""
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(descriptor)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)
        if getattr(sys, name) is None and name != "stdin":
            setattr(sys, name, open(descriptor, "w", encoding="utf-8", closefd=False))  # noqa: SIM115  # as long as we live
            _CLOSED.add(name)


def standard_output() -> BinaryIO:
    """Return standard output, for a file's content. Raises UsageError where that would go nowhere."""
    if sys.stdout is None or "stdout" in _CLOSED:
        raise UsageError("standard output is closed", hint="name a file")
    return sys.stdout.buffer


_CLOSED: set[str] = set()  # of the process, as the streams are


def _encodable(text: str, stream: TextIO | None) -> str:
    if text.isascii() or stream is None:
        return text
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding, "replace")
