"""The words for what comes along when a text is copied, and for other notations."""

from __future__ import annotations

from typing import Final

from voicecoach.findings.reading import Paste

PASTED: Final = {
    Paste.PROMPT: (
        "this is what a terminal shows, and no part of a routine",
        "a prompt",
        "leave the line out",
    ),
    Paste.NUMBERS: (
        "the lines are numbered",
        "a number before each line",
        "take the numbers away: a routine's lines have none",
    ),
    Paste.MAIL: (
        "each line begins with a `>`, as in an answered mail",
        "not a part of the routine",
        "take the signs away",
    ),
    Paste.BOLD: (
        "keys have no marks of Markdown around them",
        "`key:` is meant",
        "take the asterisks or backticks away",
    ),
    Paste.COMMAS: (
        "braces and brackets have commas between their parts, and colons in them",
        "written otherwise",
        "write `{hold: Plank, for: 30s}`, and no comma behind the last bracket",
    ),
    Paste.TOML: (
        "this is written as TOML, and a routine is YAML",
        "TOML",
        "write `key: value`, and each step below `steps:` with a dash",
    ),
    Paste.TABLE: (
        "this is a table, and the steps of a routine are a list",
        "a table",
        "write each row as a step, `- hold: Plank` with `for: 30s` below it",
    ),
    Paste.DEFAULT: (
        "the default of a parameter stands below `parameters:`, not where it is used",
        "a default",
        "write `$hold` here, and `hold: 30s` below `parameters:`",
    ),
}
