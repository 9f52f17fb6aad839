"""The pages of the documentation, which are part of the package."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voicecoach.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRST: Final = ("guide", "cli", "phone", "editors", "speech")  # the pages that most readers look for first
_TITLE: Final = re.compile(r"^# (.+)$", re.MULTILINE)


def topics() -> tuple[tuple[str, str], ...]:
    """Return the name and the title of each page."""
    names = sorted(path.stem for path in folder().glob("*.md"))
    names.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    return tuple((name, _title(read_topic(name, names))) for name in names)


def read_topic(name: str, names: Sequence[str] = ()) -> str:
    """Return a page as Markdown. `names` are the known ones. Raises UsageError for an unknown name, InputError."""
    known = names or tuple(path.stem for path in folder().glob("*.md"))
    wanted = name.casefold().removesuffix(".md")
    if not known:
        raise InputError(f"there are no docs in {folder()}", hint="install voicecoach again")
    if wanted not in known:
        from voicecoach.language.suggest import closest

        near = closest(wanted, known)
        hint = f"did you mean `{near}`?" if near else "`voicecoach guide` lists the pages"
        raise UsageError(f"there is no page `{name}` in the docs", hint=hint)
    return (folder() / f"{wanted}.md").read_text("utf-8")


def folder() -> Path:
    """Return the folder of the pages: inside an installed wheel, beside the package in a checkout."""
    package = Path(__file__).parent
    installed = package / "docs"
    return installed if installed.is_dir() else package.parent / "docs"


def _title(page: str) -> str:
    found = _TITLE.search(page)
    return found.group(1) if found else ""
