"""Messages name options of the command line; to other programs they name what the API calls the same."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from voicecoach.errors import VoicecoachError

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a message says, and what it says to programs. The longer spelling comes first.
_SAID: Final = {
    "leave out --no-clobber to replace it": "let it be replaced with `clobber=True`",
    "`-o session.mp3`": '`session.export("session.mp3")`',
    "`-o FILE.mp3`": '`session.export("FILE.mp3")`',
    "`-o NAME.html`": '`session.export("NAME.html")`',
    "`--bed off`": "`has_bed=False`",
    "another `--engine`": "another `engine`",
    "--split has": "`split` has",
    "so --fit has": "so `fit` has",
    "--fit chooses": "`fit` chooses",
    "set them with --set": "they go into `settings`",
    "`voicecoach list` shows": "`vc.routines()` lists",
    "`voicecoach show` lists its parameters": "`vc.routines()` has its parameters",
    "`--language`": "`language`",
    "`--voice`": "`voice`",
    "`--link`": "`link`",
    "--> --set": "--> settings",
}  # fmt: skip
_NAMED: Final = re.compile(r"(?<![\w-])--(?P<option>engine|voice) (?P<name>[\w./-]+)")  # whatever its name is
_FILE_TO_WRITE: Final = re.compile(r"`voicecoach new [^`]*` writes one to start from")


def for_callers(message: str) -> str:
    """Return a message with the API's names."""
    for option, name in _SAID.items():
        message = message.replace(option, name)
    message = _FILE_TO_WRITE.sub("`vc.routines()` lists the built-in routines", message)
    return _NAMED.sub(lambda found: f'{found["option"]}="{found["name"]}"', message)


@contextmanager
def worded_for_callers() -> Iterator[None]:
    """Let failures that pass name what the API calls it."""
    try:
        yield
    except VoicecoachError as failure:
        failure.message, failure.hint = for_callers(failure.message), for_callers(failure.hint)
        failure.args = (failure.message,)
        raise
