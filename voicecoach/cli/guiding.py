"""`guide`: the documentation in the terminal; and what a shell needs to complete words."""

from __future__ import annotations

import re
from typing import Final

from voicecoach.cli.completing import COMPLETE_VARIABLE, SHELLS
from voicecoach.cli.terminal import is_terminal, markdown_text, show, show_content, show_in_pages, show_table
from voicecoach.documents import folder, read_topic, topics
from voicecoach.errors import UsageError
from voicecoach.language.suggest import closest

_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_OTHER_PAGE: Final = re.compile(r"\[([^\]]+)\]\((\w+)\.md(?:#[^)]*)?\)")
_SAME_PAGE: Final = re.compile(r"\[([^\]]+)\]\(#[^)]*\)")


def show_guide(topic: str) -> None:
    """Show a page of the docs, or without a topic, which pages there are."""
    if not topic:
        show("The docs. `voicecoach guide TOPIC` shows a page:")
        show("")
        show_table([(f"  {name}", title) for name, title in topics()], has_heading=False)
        show("")
        show(f"As files: {folder()}")
        return
    page = read_topic(topic)
    if is_terminal():
        show_in_pages(markdown_text(_for_terminal(page)))
    else:
        show_content(page)


def print_completion(shell: str) -> None:
    """Print the script with which a shell completes words. Raises UsageError for one that is not known."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # public, but not named

    if shell not in SHELLS:
        near = closest(shell, SHELLS)
        hint = f"did you mean `{near}`?" if near else f"choose from {', '.join(SHELLS)}"
        raise UsageError(f"there is no completion for the shell `{shell}`", hint=hint)
    show_content(
        get_completion_script(prog_name="voicecoach", complete_var=COMPLETE_VARIABLE, shell=shell) + "\n"
    )


def _for_terminal(page: str) -> str:
    """Return a page whose links are words: a terminal cannot follow `cli.md#check`."""
    page = _PICTURE.sub(r"(Picture: \1)", page)
    page = _OTHER_PAGE.sub(r"\1 (`guide \2`)", page)
    return _SAME_PAGE.sub(r"\1", page)
