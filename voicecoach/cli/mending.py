"""`check --fix`: what is found is put right in the file, after a look at what would change."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.cli.coaching import with_coach
from voicecoach.cli.editing import replace_file
from voicecoach.cli.parameters import settings_of
from voicecoach.cli.terminal import show_content, tell
from voicecoach.language.mending import mended
from voicecoach.language.programmes import is_programme
from voicecoach.pipeline import compile_routine
from voicecoach.source import Encoding
from voicecoach.sources import STDIN, decode, read_content, read_stdin
from voicecoach.studio.programmes import check_programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.cli.options import Settings
    from voicecoach.language.model import Routine
    from voicecoach.source import SourceText
    from voicecoach.studio_setup import StudioSetup

_MOST_TIMES: Final = 10  # what is wrong deeper in a file shows when what is around it is right


def mend_file(
    name: str,
    settings: Settings,
    studio_for: Callable[[Routine], StudioSetup],
    *,
    yes: bool,
) -> SourceText:
    """Put right what is found in a file, once the author agrees; return its text as it is then.

    The change is shown as a diff on standard error. What comes in on standard input is printed with `yes`, right or not.
    """
    content = read_stdin() if name == "-" else read_content(Path(name))
    source = decode(STDIN if name == "-" else name, content)
    fixed = _mended(source, settings, studio_for)
    if fixed != source:
        for line in _diff(source, fixed):
            tell(line)
    if name == "-":
        if yes:
            show_content(fixed.text)
            return fixed
        if fixed != source:
            tell("nothing is written: add --yes to print this, right or not, on standard output")
        return source
    if fixed == source or not (yes or _agrees(name)):
        return source
    replace_file(Path(name), content, fixed.text.encode())
    tell(f"mended {name}")
    return fixed


def _mended(
    source: SourceText, settings: Settings, studio_for: Callable[[Routine], StudioSetup]
) -> SourceText:
    for _ in range(_MOST_TIMES):
        if is_programme(source):
            found = with_coach(check_programme(source, studio_for))
        else:
            values = settings_of(settings, source)
            found = with_coach(compile_routine(source, values, studio_for, with_hints=False))
        text = mended(source, found)
        encoding = Encoding.UTF_8 if source.encoding.is_a_guess and found else source.encoding
        if text == source.text and encoding == source.encoding:
            break
        source = replace(source, text=text, encoding=encoding)
    return source


def _diff(before: SourceText, after: SourceText) -> list[str]:
    lines = difflib.unified_diff(
        before.text.splitlines(), after.text.splitlines(), before.name, f"{after.name} (mended)", lineterm=""
    )
    if before.encoding != after.encoding:
        return [f"{before.name}: saved anew as UTF-8", *lines]
    return list(lines)


def _agrees(name: str) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        tell(f"{name} is left as it is: add --yes to write this")
        return False
    import typer

    return typer.confirm(f"write this to {name}?", default=False, err=True)
