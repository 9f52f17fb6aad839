"""`fmt` and `schema`: what helps to write a routine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.cli.terminal import show, show_json
from voicecoach.cli.work import note, report
from voicecoach.errors import ExitCode
from voicecoach.files import STDIN, decode, read_content, read_stdin
from voicecoach.language.format import format_source

if TYPE_CHECKING:
    from voicecoach.diagnostics import Diagnostic


def format_files(files: tuple[str, ...], *, check: bool, quiet: bool) -> int:
    """Rewrite every file whose layout is not canonical; with `check`, only name it. Return the exit code.

    A file with findings stays as it is, and the others are done all the same.
    """
    code = ExitCode.DONE
    for name in files:
        content = read_stdin() if name == "-" else read_content(Path(name))
        formatted, found = _format(STDIN if name == "-" else name, content)
        if formatted is None:
            report(found, err=True)
            code = ExitCode.ROUTINE_HAS_ERRORS
        elif check:
            if formatted != content:
                show(STDIN if name == "-" else name)
                code = ExitCode.ROUTINE_HAS_ERRORS
        elif name == "-":
            sys.stdout.buffer.write(formatted)
        elif formatted != content:
            _replace(Path(name), formatted)
            note(f"formatted {name}", quiet=quiet)
    return code


def _format(name: str, content: bytes) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    formatted, found = format_source(decode(name, content))
    return None if formatted is None else formatted.encode(), found


def _replace(path: Path, content: bytes) -> None:
    from voicecoach.output.files import atomic_file

    with atomic_file(path) as file:
        file.write(content)


def print_schema() -> None:
    from voicecoach.language.schema import json_schema

    show_json(json_schema())
