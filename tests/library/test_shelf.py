"""The cards of the built-in routines and programmes say what their files say."""

import runpy
from pathlib import Path

from voicecoach.library.shelf import SHELF_FILE

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "render_shelf"))


def test_the_cards_are_what_the_script_writes():
    assert SHELF_FILE.read_text("utf-8") == SCRIPT["text"](), "run scripts/render_shelf"
