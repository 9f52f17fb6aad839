"""Says once for each language which voice speaks it, that it sounds like a robot, and where to get a better one."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from voicecoach.speech.heard import better_than
from voicecoach.speech.tags import base_language
from voicecoach.store import data_folder

if TYPE_CHECKING:
    from voicecoach.speech.engine_spec import EngineSpec

FOLDER: Final = "told"  # a file in it for each thing that was said
_CODE: Final = re.compile(r"[a-z]{2,8}")


def hint_of_better_voice(spec: EngineSpec, language: str) -> str:
    """Return the hint, and an empty text where there is no better voice or it was given before. Never raises."""
    base = base_language(language)
    if not _CODE.fullmatch(base) or not better_than(spec, language):
        return ""
    return "" if _is_told(f"robot-voice-{base}") else "a robot voice; better: `voicecoach voices`"


def is_new_voice(why: str, language: str) -> bool:
    """Tell whether a language had another voice the last time, or for another reason, and note this one. Never raises."""
    base = base_language(language)
    if not _CODE.fullmatch(base):
        return True
    file = data_folder() / FOLDER / f"voice-{base}"
    try:
        if file.is_file() and file.read_text("utf-8") == why:
            return False
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(why, "utf-8")
    except (OSError, RuntimeError, UnicodeDecodeError):
        return True
    return True


def _is_told(what: str) -> bool:
    """Tell whether something was said before, and note that it is said now. If it cannot be noted, the answer is no."""
    folder = data_folder() / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.close(os.open(folder / what, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return True
    except (OSError, RuntimeError):
        return False
    return False
