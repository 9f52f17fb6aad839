"""Each system call of an export, a split, a `fmt`, a log write fails in turn, and what is left is looked at. See failing_calls.c."""

import errno
import json
import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROUTINE = """\
title: Short
language: en
steps:
  - {work: Walk, for: 4s, announce: off, countdown: off, cues: {1s: Shoulders up.}}
  - {work: Run, for: 3s, announce: off, countdown: off}
"""
LONGER = ROUTINE + "  - {rest: 2s, announce: off, countdown: off}\n"
UGLY = "title:   'Hang'\nsteps:\n- hold: Bar hang # mine\n  for: 30s\n"
ERRORS = (errno.EIO, errno.ENOSPC, errno.EINTR, errno.EMFILE)
EXPORT = ("export", "r.yaml", "--engine", "espeak", "--quiet")
# What runs for each kind. `log` writes a session into the log, as `play` does.
LOG = """
import sys
from pathlib import Path
from voicecoach.errors import VoicecoachError
from voicecoach.language.leaves import IntervalKind
from voicecoach.log.database import Log
from voicecoach.log.model import Ending, HeardStep, Origin, Progress, SessionPlan, StepPlan
step = StepPlan(kind=IntervalKind.HOLD, name="Hang", start_ms=0, duration_ms=5000)
plan = SessionPlan(routine="r", origin=Origin.FILE, title="T", fingerprint="f", settings={}, options={}, total_ms=5000, steps=(step,))
def at(ms):
    heard = (HeardStep(number=0, heard_ms=ms, reached_ms=ms),)
    return Progress(position_ms=ms, played_ms=ms, tension_ms=ms, completed_steps=0, changed=heard)
try:
    with Log.open(Path(sys.argv[1])) as log:
        number, lock = log.begin(plan, at(1000))
        with lock:
            log.note(number, plan, at(5000), Ending.FINISHED)
except (VoicecoachError, OSError) as refused:
    sys.exit(3)
"""
KINDS: dict[str, tuple[str, ...]] = {
    "mp3": (*EXPORT, "-o", "out/a.mp3"),
    "flac": (*EXPORT, "-o", "out/a.flac", "-o", "out/a.vtt"),
    "split": (*EXPORT, "-o", "out/s.wav", "--split"),
    "fmt": ("fmt", "--quiet", "ugly.yaml"),
    "new": ("new", "out/fresh.yaml", "--quiet"),
    "log": (),
}


class BrokenPromiseError(Exception):
    """Something that must hold does not."""


class Injector:
    """Runs kinds in copies of a folder whose caches are warm. Raises BrokenPromiseError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._home = folder / "home"
        self._shim = folder / "failing_calls.so"
        self._counter = folder / "count"
        source = Path(__file__).with_suffix(".c")
        subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", self._shim, source, "-ldl"], check=True)
        self._counter.write_bytes(bytes(8))
        for name in ("out", "tmp", "cache", "data", "config"):
            (self._home / name).mkdir(parents=True)
        (self._home / "ugly.yaml").write_text(UGLY)
        (self._home / "r.yaml").write_text(LONGER)
        for kind in ("mp3", "flac", "split"):  # what is there before, and the clips
            self._check(self.run(kind, self._home), kind)
        (self._home / "r.yaml").write_text(ROUTINE)
        shutil.rmtree(self._home / "cache" / "mp3")
        self._whole: dict[str, dict[str, bytes]] = {}
        self._calls: dict[str, int] = {}

    def calls(self, kind: str) -> int:
        """Return how many system calls of an undisturbed run concern the folder."""
        if kind not in self._calls:
            here = self._copy()
            self._check(self.run(kind, here, at=-1), kind)
            self._calls[kind] = struct.unpack("l", self._counter.read_bytes())[0]
            self._whole[kind] = _contents(here)
        return self._calls[kind]

    def fail(self, kind: str, at: int, number: int) -> str:
        """Let one call fail; return how the run ended."""
        self.calls(kind)
        here = self._copy()
        before, whole = _contents(here), self._whole[kind]
        done = self.run(kind, here, at=at, number=number)
        point = f"{kind}, call {at}, {errno.errorcode[number]}"
        if done.returncode not in {0, 3} or "Traceback" in done.stderr or "bug" in done.stderr:
            raise BrokenPromiseError(f"{point}: exit {done.returncode}: {done.stderr[-600:]}")
        left = _contents(here)
        if kind != "log" and left not in (before, whole) and not _is_file_by_file(kind, left, before, whole):
            names = sorted(name for name in left.keys() | whole.keys() if left.get(name) != whole.get(name))
            raise BrokenPromiseError(f"{point}: neither as before nor whole: {names}")
        if done.returncode == 0 and kind != "log" and left != whole:
            raise BrokenPromiseError(f"{point}: exit 0, and not whole")
        again = self.run(kind, here)
        if kind == "new" and (here / "out" / "fresh.yaml").exists():
            again.returncode = 0  # it is never replaced
        self._check(again, f"{point}, the next run")
        if kind != "log" and _contents(here) != whole:
            raise BrokenPromiseError(f"{point}: the next run writes something else")
        if kind == "log":
            listed = self._command(here, "log", "--json")
            self._check(listed, f"{point}, `log`")
            if len(json.loads(listed.stdout)) < 1 + (done.returncode == 0):
                raise BrokenPromiseError(f"{point}: the log has lost a session")
        return f"exit {done.returncode}"

    def run(
        self, kind: str, here: Path, *, at: int = 0, number: int = errno.EIO
    ) -> subprocess.CompletedProcess[str]:
        faults = {}
        if at:
            faults = {
                "LD_PRELOAD": str(self._shim), "FAULT_ROOT": str(here), "FAULT_AT": str(max(at, 0)),
                "FAULT_ERRNO": str(number), "FAULT_COUNT": str(self._counter),
            }  # fmt: skip
        if kind == "log":
            return self._python(here, ["-c", LOG, str(here / "data")], faults)
        return self._command(here, *KINDS[kind], faults=faults)

    def _command(
        self, here: Path, *words: str, faults: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return self._python(here, ["-P", "-m", "voicecoach", *words], faults or {})

    def _python(
        self, here: Path, words: list[str], faults: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        own = {
            "VOICECOACH_CACHE_DIR": str(here / "cache"), "VOICECOACH_DATA_DIR": str(here / "data"),
            "XDG_CONFIG_HOME": str(here / "config"), "TMPDIR": str(here / "tmp"),
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, *words], cwd=here, env={**os.environ, **own, **faults},
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def _copy(self) -> Path:
        here = self._folder / "here"
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(self._home, here)
        return here

    @staticmethod
    def _check(done: subprocess.CompletedProcess[str], what: str) -> None:
        if done.returncode:
            raise BrokenPromiseError(f"{what} ends with {done.returncode}: {done.stderr[-600:]}")


def _contents(here: Path) -> dict[str, bytes]:
    """Return what a user sees: all files but caches, temporary ones, and those that are not whole yet."""
    found = {}
    for path in [*here.glob("*.yaml"), *(here / "out").rglob("*")]:
        if path.is_file() and ".voicecoach-" not in str(path):
            found[str(path.relative_to(here))] = path.read_bytes()
    return found


def _is_file_by_file(
    kind: str, left: dict[str, bytes], before: dict[str, bytes], whole: dict[str, bytes]
) -> bool:
    """Return whether each file is as before or whole: of several outputs each is by itself, the parts of a split are not."""
    names = left.keys() | before.keys() | whole.keys()
    return kind == "flac" and all(left.get(name) in (before.get(name), whole.get(name)) for name in names)


def points(injector: Injector, chance: random.Random, *, most: int) -> Iterator[tuple[str, int, int]]:
    """Yield what is to fail: each call of each kind with each error, or so many of them by chance."""
    every = [
        (kind, at, number) for kind in KINDS for at in range(1, injector.calls(kind) + 1) for number in ERRORS
    ]
    chance.shuffle(every)
    yield from every[:most] if most else every
