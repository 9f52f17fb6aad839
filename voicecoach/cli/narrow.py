"""Help for narrow terminals: without panels, whose columns would cut the names of options."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from voicecoach.cli.terminal import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NARROWEST_PANEL: Final = 60  # columns
_NARROWEST: Final = 20  # columns; Typer's formatter takes none below
_LONGEST_NAME: Final = 12  # columns of a name that has its description beside it
_COLUMNS: Final = re.compile(r" {2,}(?=\S)")


def is_narrow() -> bool:
    return 0 < width() < _NARROWEST_PANEL


def write_help(command: Any, context: Any, formatter: Any, commands: Mapping[str, Any]) -> None:
    """Write a command's help: no line is longer than the terminal is wide where its words are not, and nothing is cut."""
    formatter.width = max(_NARROWEST, width())
    command.format_usage(context, formatter)
    _write_lines(formatter, (command.help or "").splitlines())
    records = [one.get_help_record(context) for one in command.get_params(context)]
    shown = [(_short(name, formatter.width), about) for name, about in filter(None, records)]
    with formatter.section("Options"):
        formatter.write_dl(shown, col_max=_LONGEST_NAME)
    if commands:
        with formatter.section("Commands"):
            shown = [(name, _first_paragraph(one)) for name, one in commands.items() if not one.hidden]
            formatter.write_dl(shown, col_max=_LONGEST_NAME)
    _write_lines(formatter, (command.epilog or "").splitlines())


def _short(name: str, most: int) -> str:
    """Return the first way to write an argument where all of them have no room: the usage has the others."""
    return name if len(name) < most else name.strip("[]").partition(" | ")[0]


def _first_paragraph(command: Any) -> str:
    return " ".join((command.help or "").partition("\n\n")[0].split())


def _write_lines(formatter: Any, lines: Iterable[str]) -> None:
    """Write lines as they are divided; what stands in columns goes below each other."""
    formatter.write_paragraph()
    for line in lines:
        first, *others = _COLUMNS.split(line) if line.strip() else [""]
        for words, indent in ((first, ""), *((other, "  ") for other in others)):
            pieces = wrap(
                words,
                formatter.width,
                initial_indent=indent,
                subsequent_indent=f"{indent}  " if words.startswith("voicecoach ") else indent,
                break_on_hyphens=False,
                break_long_words=False,
            )
            formatter.write("".join(f"{piece}\n" for piece in pieces or [""]))
