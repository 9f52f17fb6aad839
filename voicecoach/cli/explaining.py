"""`explain`: what the documentation says about a code."""

from __future__ import annotations

import re
from typing import Final

from voicecoach.cli.terminal import show
from voicecoach.documents import read_topic
from voicecoach.errors import InputError, UsageError
from voicecoach.findings.codes import Code
from voicecoach.language.suggest import closest

_PAGE: Final = "diagnostics"
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def explain(code: str) -> None:
    """Print the section about a code, as it is printed between brackets: `explain yaml-colon` or `explain error[yaml-colon]`."""
    name = re.sub(r"^(?:error|warning|note)?\[(.*)\]$", r"\1", code.strip())
    codes = [one.value for one in Code]
    if name not in codes:
        meant = closest(name, codes)
        question = f"did you mean `{meant}`? " if meant else ""
        raise UsageError(
            f"no finding has the code `{code}`",
            hint=f"{question}`check` prints the code in brackets: `error[yaml-colon]`",
        )
    show(section(name))


def section(code: str) -> str:
    """Return the section of the page about a code, without its links."""
    found = re.search(rf"^### {re.escape(code)}\n.*?(?=^##|\Z)", read_topic(_PAGE), re.MULTILINE | re.DOTALL)
    if found is None:
        raise InputError(f"the documentation has nothing about `{code}`", hint="install voicecoach again")
    return _LINK.sub(r"\1", found[0]).strip().removeprefix("### ")
