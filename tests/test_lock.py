"""What is locked is what pyproject.toml asks for: `scripts/lock` was run after the last change of the dependencies."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINNED = re.compile(r"^([\w.-]+)==([\w.]+)(?: ; (.*?))? \\$", re.MULTILINE)
BLOCK = re.compile(r"^([\w.-]+)==.*(?:\n +--hash=sha256:[0-9a-f]{64}.*)+$", re.MULTILINE)


def locked(name):
    """Return each locked package's versions; a lock is for every Python, and so a package may have several."""
    versions = {}
    for package, version, _ in PINNED.findall((ROOT / "requirements" / name).read_text("utf-8")):
        versions.setdefault(canonicalize_name(package), set()).add(Version(version))
    return versions


def group(name):
    for entry in PROJECT["dependency-groups"][name]:
        yield from group(entry["include-group"]) if isinstance(entry, dict) else [entry]


PLAIN = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
ASKED = {
    "all.txt": [*PLAIN, *(one for extra in EXTRAS.values() for one in extra)],
    "test.txt": [*PLAIN, *EXTRAS["natural"], *EXTRAS["qr"], *EXTRAS["png"], *group("dev")],
}


@pytest.mark.parametrize("name", ASKED)
def test_every_dependency_is_locked_within_its_range(name):
    versions = locked(name)
    for line in ASKED[name]:
        asked = Requirement(line)
        found = versions.get(canonicalize_name(asked.name), set())
        assert found, f"{asked.name} is not in requirements/{name}: run scripts/lock"
        assert all(asked.specifier.contains(version) for version in found), f"run scripts/lock: {line}"


@pytest.mark.parametrize("name", ASKED)
def test_every_locked_package_has_its_hashes(name):
    text = (ROOT / "requirements" / name).read_text("utf-8")
    pinned = [line for line in text.splitlines() if line and line[0] not in "# "]
    assert len(pinned) == len(BLOCK.findall(text)) == len(PINNED.findall(text))


def test_the_tests_run_with_what_users_get():
    runtime, tests = locked("all.txt"), locked("test.txt")
    assert {name: tests[name] for name in runtime if name in tests} == {
        name: runtime[name] for name in runtime if name in tests
    }


@pytest.mark.parametrize("line", ASKED["all.txt"])
def test_a_dependency_has_a_lowest_and_a_highest_version(line):
    operators = {one.operator for one in Requirement(line).specifier}
    assert operators in ({">=", "<"}, {"=="})
