"""Kills, full disks, odd homes, damaged caches, several at once: nothing is lost, and the next run works."""

import itertools
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

FAULTS = Path(__file__).parent.parent / "scripts" / "faults"
ROUTINE = """\
title: Short
language: en
steps:
  - {work: Walk, for: 8s, announce: off, countdown: off, cues: {1s: Shoulders up., 4s: Breathe out.}}
"""
FAR_FUTURE_S = time.time() + 3 * 365 * 86_400


def run(*words, cwd, **variables):
    """Run a command; a variable that is None is taken away."""
    environment = {**os.environ, **variables}
    environment = {name: str(value) for name, value in environment.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-m", "voicecoach", *map(str, words)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",  # the tests choose other encodings
        check=False,
        timeout=300,
    )


def start(*words, cwd, cache):
    return subprocess.Popen(
        [sys.executable, "-m", "voicecoach", *map(str, words)],
        cwd=cwd,
        env={**os.environ, "VOICECOACH_CACHE_DIR": str(cache)},
        stderr=subprocess.PIPE,
        text=True,
    )


EXPORT = ("export", "r.yaml", "--engine", "espeak", "-o")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """A folder with the routine, a cache that has all of it, and the MP3 that it makes."""
    folder = tmp_path_factory.mktemp("spoken")
    (folder / "r.yaml").write_text(ROUTINE)
    done = run(*EXPORT, "a.mp3", cwd=folder, VOICECOACH_CACHE_DIR=folder / "cache")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def here(spoken, tmp_path):
    """A copy of that folder: what a test does to its cache is its own."""
    shutil.copytree(spoken, tmp_path / "here")
    (tmp_path / "here" / "a.mp3").unlink()
    return tmp_path / "here"


def unfinished(*folders):
    return [path for folder in folders for path in Path(folder).rglob(".voicecoach-*")]


# --- kill -9 ------------------------------------------------------------------------------------


def test_twelve_kills():
    done = subprocess.run(
        [sys.executable, FAULTS, "--kills", "12", "--lanes", "2"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1].startswith("12 kills"), done.stdout


# --- full disks ---------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 64 kB; None where none can be mounted."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]
    mounted = shutil.which("mount") and not subprocess.run(mount, capture_output=True, check=False).returncode
    yield folder if mounted else None
    if mounted:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.parametrize("name", ["a.mp3", "a.wav", "a.m4a", "a.ogg", "a.flac"])
def test_a_target_on_a_full_disk_stays_as_it_was(here, small_disk, name):
    if small_disk is None:  # a limit on the size of a file is the next best
        target = here / name
        limit = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limit[1]))
    else:
        target = small_disk / name
        (small_disk / "filling").write_bytes(bytes(60_000))
    target.write_bytes(b"before")
    try:
        done = run(*EXPORT, target, cwd=here, VOICECOACH_CACHE_DIR=here / "cache")
    finally:
        if small_disk is None:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert done.returncode == 3, done.stderr
    assert "no room for" in done.stderr or "larger than a file may be" in done.stderr
    assert "  help: " in done.stderr
    assert target.read_bytes() == b"before"
    assert not unfinished(target.parent)


def test_a_cache_on_a_full_disk_is_done_without(here, small_disk, spoken):
    if small_disk is None:
        small_disk = here / "a file"  # a cache that cannot be written either
        small_disk.touch()
    done = run(*EXPORT, "b.mp3", cwd=here, VOICECOACH_CACHE_DIR=small_disk / "cache")
    assert done.returncode == 0, done.stderr
    assert "going on without it" in done.stderr
    assert (here / "b.mp3").read_bytes() == (spoken / "a.mp3").read_bytes()


def test_a_full_folder_for_temporary_files_is_named(here, small_disk):
    if small_disk is None:
        small_disk = here / "no folder"
    bed = here / "bed.wav"
    run("export", "r.yaml", "--engine", "espeak", "-o", bed, cwd=here, VOICECOACH_CACHE_DIR=here / "cache")
    done = run(
        *EXPORT, "b.mp3", "--bed", bed, cwd=here, VOICECOACH_CACHE_DIR=here / "cache", TMPDIR=small_disk
    )
    if small_disk.exists():
        assert done.returncode == 3
        assert f"temporary files go to `{small_disk}`" in done.stderr
        assert not (here / "b.mp3").exists()
    else:
        assert done.returncode == 0  # another folder is taken


# --- odd homes and locales ----------------------------------------------------------------------

HOMES = {"none": None, "not there": "/nonexistent", "no folder": os.devnull}


@pytest.mark.parametrize("home", HOMES)
def test_without_a_home_it_works(here, spoken, home):
    cleared = dict.fromkeys(("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "VOICECOACH_DATA_DIR"))
    done = run(*EXPORT, "b.mp3", cwd=here, HOME=HOMES[home], VOICECOACH_CACHE_DIR=here / "cache", **cleared)
    assert done.returncode == 0, done.stderr
    assert (here / "b.mp3").read_bytes() == (spoken / "a.mp3").read_bytes()


@pytest.mark.parametrize("words", [("doctor",), ("cache",), ("cache", "--clear"), ("log",), ("list",)])
def test_without_a_home_the_other_commands_work(here, words):
    cleared = dict.fromkeys(
        ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "VOICECOACH_CACHE_DIR", "VOICECOACH_DATA_DIR")
    )
    done = run(*words, cwd=here, HOME=os.devnull, **cleared)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "variables",
    [
        {"LANG": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "xx_YY.UTF-8"},
        {"LANG": None, "LC_ALL": None, "LANGUAGE": None},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1", "LC_ALL": "C"},
        {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
    ],
    ids=str,
)
def test_in_any_locale_the_plan_is_the_same(here, variables):
    text = ROUTINE.replace("Shoulders up.", "“Épaules” 💪 up.")
    (here / "r.yaml").write_text(text, "utf-8")
    for words in (("--json",), ()):
        done = run("plan", "r.yaml", "--engine", "none", "-q", *words, cwd=here, **variables)
        assert done.returncode == 0, done.stderr
        if words:
            texts = [event.get("text") for event in json.loads(done.stdout)["events"]]
            assert "“Épaules” 💪 up." in texts


# --- clocks and damage in the cache --------------------------------------------------------------


def entries(here, suffix):
    return sorted((here / "cache").rglob(f"*{suffix}"))


def flip(path):
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)


def folder_instead(path):
    path.unlink()
    (path / "deep").mkdir(parents=True)


DAMAGES = {
    "a bit": flip,
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "empty": lambda path: os.truncate(path, 0),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"more"),
    "of a newer version": lambda path: path.write_bytes(b"VCCLIP99" + path.read_bytes()[8:]),
    "a folder": folder_instead,
    "a loop of links": lambda path: (path.unlink(), path.symlink_to(path)),
    "a header of another kind": lambda path: path.write_bytes(path.read_bytes()[:8] + b"\0\0\0\2[]"),
}


def test_what_is_damaged_in_the_caches_is_made_again(tmp_path):
    """Each clip, and so each of its islands, is damaged in another way."""
    words = ["One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "Eight."]
    cues = ", ".join(f"{2 * number + 1}s: {word}" for number, word in enumerate(words))
    (tmp_path / "r.yaml").write_text(
        ROUTINE.replace("for: 8s", "for: 20s").replace("1s: Shoulders up., 4s: Breathe out.", cues)
    )
    cache = tmp_path / "cache"
    assert run(*EXPORT, "a.mp3", cwd=tmp_path, VOICECOACH_CACHE_DIR=cache).returncode == 0
    clips, islands = entries(tmp_path, ".clip"), entries(tmp_path, ".island")
    assert len(DAMAGES) <= len(clips) <= len(islands)
    for paths in (clips, islands):
        for path, damage in zip(paths, itertools.cycle(DAMAGES.values()), strict=False):
            damage(path)
    done = run(*EXPORT, "b.mp3", cwd=tmp_path, VOICECOACH_CACHE_DIR=cache)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "b.mp3").read_bytes() == (tmp_path / "a.mp3").read_bytes()
    assert all(path.is_file() and not path.is_symlink() for path in (*clips, *islands))


def test_a_clock_that_jumps_back_changes_nothing(here, spoken):
    for path in (*entries(here, ".clip"), *entries(here, ".island"), here / "r.yaml"):
        os.utime(path, (FAR_FUTURE_S, FAR_FUTURE_S))
    done = run(*EXPORT, "b.mp3", cwd=here, VOICECOACH_CACHE_DIR=here / "cache")
    assert done.returncode == 0, done.stderr
    assert "0 new" in done.stderr
    assert (here / "b.mp3").read_bytes() == (spoken / "a.mp3").read_bytes()


# --- several at once ----------------------------------------------------------------------------


def ended(processes):
    """Wait for processes, and return what they said; all must end well."""
    said = [process.communicate(timeout=300)[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), said
    return said


def test_eight_exports_at_once_share_the_cache(here, spoken):
    shutil.rmtree(here / "cache")
    said = ended([start(*EXPORT, f"{number}.mp3", cwd=here, cache=here / "cache") for number in range(8)])
    assert not [line for line in said if "error" in line or "without it" in line]
    made = {(here / f"{number}.mp3").read_bytes() for number in range(8)}
    assert made == {(spoken / "a.mp3").read_bytes()}
    assert not unfinished(here)


def test_two_exports_to_one_target(here, spoken):
    ended([start(*EXPORT, "a.mp3", cwd=here, cache=here / "cache") for _ in range(2)])
    assert (here / "a.mp3").read_bytes() == (spoken / "a.mp3").read_bytes()
    assert not unfinished(here)


def test_the_cache_is_cleared_while_others_export(here, spoken):
    exports = [start(*EXPORT, f"{number}.mp3", cwd=here, cache=here / "cache") for number in range(2)]
    while any(process.poll() is None for process in exports):
        ended([start("cache", "--clear", cwd=here, cache=here / "cache") for _ in range(2)])
    said = ended(exports)
    assert not [text for text in said if "without it" in text]
    assert {(here / f"{number}.mp3").read_bytes() for number in range(2)} == {(spoken / "a.mp3").read_bytes()}
    assert not unfinished(here)
