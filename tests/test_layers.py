"""The house: each room imports only rooms below it. The imports are read from the source, late ones included."""

import ast
import re
from pathlib import Path

import pytest

import voicecoach

PACKAGE = Path(voicecoach.__file__).parent

# From the top down; a room may import its own files and rooms further down.
HOUSE = [
    ["__main__"],
    ["cli"],
    ["report"],
    ["shelf", "fit", "importing"],
    ["session"],
    ["pipeline"],
    ["files", "beds", "log"],
    ["output", "player", "speech", "assets", "phrases", "library"],
    ["store", "packages", "decoding"],
    ["unfinished"],
    ["sound"],
    ["timeline"],
    ["language"],
    ["diagnostics", "opening"],
    ["source", "units", "errors", "escaping"],
    ["__init__"],
]
PURE = ("language", "timeline", "sound", "importing")
NOT_IN_PURE = {
    "os",
    "time",
    "subprocess",
    "threading",
    "typer",
    "rich",
    "sounddevice",
    "logging",
    "random",
    "datetime",
}
LEVEL = {room: level for level, rooms in enumerate(HOUSE) for room in rooms}


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def sources():
    return sorted(PACKAGE.rglob("*.py"))


def imports(path):
    """Yield every module that a file imports, but for those that only the type checker reads."""
    tree = ast.parse(path.read_text("utf-8"))
    only_types = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module


def test_every_room_is_in_the_house():
    assert {room_of(path) for path in sources()} <= set(LEVEL)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_below_it(path):
    own = room_of(path)
    for module in imports(path):
        parts = module.split(".")
        if parts[0] != "voicecoach" or len(parts) == 1:
            continue
        room = parts[1]
        assert room == own or LEVEL[room] > LEVEL[own], f"{own} imports {module}"


@pytest.mark.parametrize("path", [path for path in sources() if room_of(path) in PURE], ids=str)
def test_pure_stages_know_nothing_of_the_outside(path):
    assert not {module.split(".")[0] for module in imports(path)} & NOT_IN_PURE


def test_nobody_sleeps():
    for path in sources():
        assert "time.sleep" not in path.read_text("utf-8"), path


def test_only_the_terminal_prints_so_that_everything_is_escaped():
    for path in sources():
        if path != PACKAGE / "cli" / "terminal.py":
            text = path.read_text("utf-8")
            assert not re.search(r"\b(typer|click)\.(secho|echo)\(|(?<![\w.])print\(", text), path
