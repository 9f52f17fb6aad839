"""`fmt` and `schema`: what helps to write a routine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.cli.terminal import show, show_json, standard_output
from voicecoach.cli.work import note, report
from voicecoach.errors import ExitCode, OutputError
from voicecoach.language.format import format_source
from voicecoach.sources import STDIN, decode, read_content, read_stdin

if TYPE_CHECKING:
    from voicecoach.findings import Finding


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
            standard_output().write(formatted)
        elif formatted != content:
            replace_file(Path(name), content, formatted)
            note(f"formatted {name}", quiet=quiet)
    return code


def _format(name: str, content: bytes) -> tuple[bytes | None, tuple[Finding, ...]]:
    formatted, found = format_source(decode(name, content))
    return None if formatted is None else formatted.encode(), found


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Put the new text in the place of the one that was read. Raises OutputError where that is not what is there now."""
    from voicecoach.output.files import atomic_file, check_same_file

    check_same_file(path)
    with atomic_file(path) as file:
        file.write(after)
        if read_content(path) != before:
            raise OutputError(f"`{path}` was changed meanwhile, and is left as it is", hint="run it again")


def print_schema(*, of_plan: bool) -> None:
    from voicecoach.language.schema import json_schema
    from voicecoach.report.plan_schema import plan_schema

    show_json(plan_schema() if of_plan else json_schema())
