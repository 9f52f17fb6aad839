"""The house: each room imports only rooms below it. The imports are read from the source, late ones included."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import voicecoach

PACKAGE = Path(voicecoach.__file__).parent

# From the top down; a room may import its own files and rooms further down.
HOUSE = [
    ["__main__", "__init__", "testing"],
    ["cli"],
    ["batch", "api"],
    ["report"],
    ["studio", "importing"],
    ["session", "takes"],
    ["mixdown"],
    ["pipeline"],
    ["studio_setup", "files", "beds", "log", "documents"],
    ["sources"],
    ["output", "player", "speech", "assets", "phrases", "library"],
    ["store", "packages", "decoding"],
    ["unfinished"],
    ["programme"],
    ["sound"],
    ["timeline"],
    ["language"],
    ["findings", "opening", "programs", "memory"],
    ["source", "units", "errors", "escaping", "suffixes", "ending", "cores"],
]
PURE = ("language", "timeline", "sound", "importing", "programme")
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
PARTS_OF_THE_PLAYER = ("outputs", "inputs", "engine", "screen", "controls")  # none of them knows another
# The reader of pastes, from the top down.
ROOMS_OF_PASTES = ["reading", "tree", "beside", "layouts", "line", "heads", "text", "words", "items"]
# What they wait for tells nobody when it is so: they have to look again and again.
MAY_SLEEP = {"speech/engines/pyttsx3_once.py", "output/files.py"}
LEVEL = {room: level for level, rooms in enumerate(HOUSE) for room in rooms}


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def sources():
    """Return the files of the package; the docs that are in the wheel have programs of their own."""
    return sorted(path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] != "docs")


def imports(path, *, of_types=False):
    """Yield every module that a file imports; those that only the type checker reads if `of_types` says so."""
    tree = ast.parse(path.read_text("utf-8"))
    only_types = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in only_types and not of_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in modules() else node.module for name in names)


@cache
def modules():
    """Return the package's files by their names as modules."""
    named = {}
    for path in sources():
        parts = ("voicecoach", *path.relative_to(PACKAGE).with_suffix("").parts)
        named[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return named


def circles(graph):
    """Return the sets of names that lead back to themselves (Tarjan's strongly connected components)."""
    order, lowest, stack, found = {}, {}, [], []

    def visit(name):
        order[name] = lowest[name] = len(order)
        stack.append(name)
        for other in graph[name]:
            if other not in order:
                visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in stack:
                lowest[name] = min(lowest[name], order[other])
        if lowest[name] == order[name]:
            at = stack.index(name)
            if len(stack) - at > 1:
                found.append(frozenset(stack[at:]))
            del stack[at:]

    for name in graph:
        if name not in order:
            visit(name)
    return found


def test_every_room_is_in_the_house():
    assert {room_of(path) for path in sources()} <= set(LEVEL)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_below_it(path):
    own = room_of(path)
    for module in imports(path, of_types=True):
        parts = module.split(".")
        if parts[0] != "voicecoach" or len(parts) == 1:
            continue
        room = parts[1]
        assert room == own or LEVEL[room] > LEVEL[own], f"{own} imports {module}"


def test_a_circle_is_found():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}
    assert circles(graph) == [frozenset({"a", "b", "c"})]


def test_no_modules_import_each_other():
    """Imports for types count: they, too, are what a reader has to know first."""
    graph = {
        name: {other for other in imports(path, of_types=True) if other in modules() and other != name}
        for name, path in modules().items()
    }
    assert not circles(graph)


@pytest.mark.parametrize("part", PARTS_OF_THE_PLAYER)
def test_the_parts_of_the_player_do_not_know_each_other(part):
    others = tuple(f"voicecoach.player.{other}" for other in PARTS_OF_THE_PLAYER if other != part)
    for path in (PACKAGE / "player" / part).glob("*.py"):
        assert not [module for module in imports(path, of_types=True) if module.startswith(others)], path


@pytest.mark.parametrize("room", ROOMS_OF_PASTES)
def test_the_reader_of_pastes_goes_from_the_text_up_to_the_tree(room):
    """`beside` and `layouts` are two ways of looking at several lines, and neither knows the other."""
    above = {*ROOMS_OF_PASTES[: ROOMS_OF_PASTES.index(room)], "layouts" if room == "beside" else ""}
    names = tuple(f"voicecoach.importing.pasted.{other}" for other in above - {""})
    paths = [one for one in sources() if f"importing/pasted/{room}" in one.with_suffix("").as_posix()]
    assert paths
    for path in paths:
        assert not [module for module in imports(path, of_types=True) if module.startswith(names)], path


@pytest.mark.parametrize("path", [path for path in sources() if room_of(path) in PURE], ids=str)
def test_pure_stages_know_nothing_of_the_outside(path):
    counts_in_days = {"datetime"} if room_of(path) == "programme" else set()
    assert not {module.split(".")[0] for module in imports(path)} & (NOT_IN_PURE - counts_in_days)
    assert not re.search(r"\.(today|now|utcnow)\(", path.read_text("utf-8"))


def test_nobody_sleeps():
    """An event of nobody's is a sleep, too."""
    asleep = re.compile(r"\bsleep\(|\bEvent\(\)\.wait\(")
    found = {str(path.relative_to(PACKAGE)) for path in sources() if asleep.search(path.read_text("utf-8"))}
    assert found == MAY_SLEEP


def test_only_the_terminal_prints_so_that_everything_is_escaped():
    for path in sources():
        if path != PACKAGE / "cli" / "terminal.py":
            text = path.read_text("utf-8")
            assert not re.search(r"\b(typer|click)\.(secho|echo)\(|(?<![\w.])print\(", text), path


def test_programs_are_looked_for_in_one_place():
    for path in sources():
        text = path.read_text("utf-8")
        looks = re.search(r"\bwhich\b\(|import which|find_executable|os\.system\(|shell=True", text)
        assert not looks, f"{path}: see voicecoach/programs.py"


# --- asserts ------------------------------------------------------------------------------------

# What a plug-in's author runs to try the engine: a failure is the answer.
FOR_AUTHORS = "testing.py"


def asserts_in(text):
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Assert)]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_assert_says_what_always_holds(path):
    """An `assert` is for what only a bug of ours can break: what a file, a cache, a disk, a setting or another program can reach is an error."""
    silent = [node.lineno for node in asserts_in(path.read_text("utf-8")) if node.msg is None]
    assert not silent or path.name == FOR_AUTHORS, "say what always holds, or raise an error with a sentence"


def test_an_assert_that_says_nothing_is_seen():
    assert [node.msg is None for node in asserts_in("assert a\nassert b, 'it is'")] == [True, False]
