"""Each system call of what writes files fails in turn, and what is left is looked at. See failing_calls.c."""

import contextlib
import errno
import json
import os
import random
import select
import shutil
import signal
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
LONGEST_S = 300.0  # of a run, on a busy machine
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
# Keeps a take for a sentence that has one: the raw take, and what is heard from now on.
RECORD = """
import sys
from pathlib import Path
import numpy
from voicecoach.errors import VoicecoachError
from voicecoach.sound.clip import FloatClip
from voicecoach.takes.folder import TakeFolder
from voicecoach.takes.sentences import Sentence
sentence = Sentence(name="go", text="Go.", times=1, longest_ms=None)
samples = numpy.linspace(-0.5, 0.5, 4800, dtype=numpy.float32)[:, None]
try:
    folder = TakeFolder(Path(sys.argv[1]), "en")
    folder.make()
    folder.keep_raw(sentence, samples, 48_000)
    folder.publish(sentence, FloatClip(samples=samples))
except (VoicecoachError, OSError) as refused:
    sys.exit(3)
"""
PROGRAMS = {"log": (LOG, "data"), "record": (RECORD, "out/voice")}  # what each runs, and on which folder
PROGRAMME = """\
title: Two weeks
programme:
  sessions: 2
  phases:
    - {phase: Base, weeks: 2, routine: r.yaml}
"""
TABLE = "id,routine\np1,r.yaml\np2,r.yaml\n"
STYLE_BYTES = 522_240  # of a voice of Kokoro
KINDS: dict[str, tuple[str, ...]] = {
    "mp3": (*EXPORT, "-o", "out/a.mp3"),
    "flac": (*EXPORT, "-o", "out/a.flac", "-o", "out/a.vtt"),
    "split": (*EXPORT, "-o", "out/s.wav", "--split"),
    "fmt": ("fmt", "--quiet", "ugly.yaml"),
    "new": ("new", "out/fresh.yaml", "--quiet"),
    "page": (*EXPORT, "-o", "out/a.html"),
    "pictures": (*EXPORT, "-o", "out/a.svg", "-o", "out/a.png"),
    "calendar": ("export", "p.yaml", "--engine", "none", "--quiet", "-o", "out/p.ics"),
    "voices": ("voices", "add", "ef_mine.bin", "--yes", "--quiet"),
    "batch": ("batch", "t.csv", "--engine", "espeak", "--quiet", "--formats", "vtt", "-o", "out/rows"),
    "log": (),
    "record": (),
}
IN_FULL_ONLY = {"batch"}  # it starts processes of its own, which takes seconds
_ONE_BY_ONE = {"flac", "pictures", "record", "batch"}  # each output is as before or whole by itself
_GROWS = {"log", "record"}  # with each run


# Loads the program once, and runs each order in a fork: loading it takes as long as all that an order does.
SERVER = """
import atexit, ctypes, json, os, sys, traceback
shim = ctypes.CDLL(os.environ.pop("FAULT_SHIM"))
shim.fault_arm.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int]
shim.fault_count.restype = ctypes.c_long
os.environ.pop("LD_PRELOAD")
import voicecoach.cli.app, voicecoach.cli.exporting, voicecoach.cli.editing, voicecoach.cli.creating, voicecoach.log.database
import voicecoach.output.page, voicecoach.output.picture, voicecoach.output.png, voicecoach.cli.voices, voicecoach.takes.folder
import voicecoach.output.mp3, voicecoach.output.libsndfile, voicecoach.output.split, voicecoach.sound.mix, soundfile, numpy
from voicecoach.cli import main
for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if not child:
        code = 0
        try:
            said = os.open(order["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(said, 1), os.dup2(said, 2)
            os.chdir(order["here"])
            os.environ.update(order["variables"])
            sys.argv = ["voicecoach", *order["words"]]
            shim.fault_arm(order["here"].encode(), order["at"], order["error"])
            if order["program"]:
                sys.argv = ["-c", *order["words"]]
                exec(order["program"], {"__name__": "__main__"})
            else:
                main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
        except BaseException:
            traceback.print_exc()
            code = 70
        finally:
            atexit._run_exitfuncs()
            sys.stdout.flush(), sys.stderr.flush()
            with open(order["said"] + ".count", "w") as count:
                count.write(str(shim.fault_count()))
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class BrokenPromiseError(Exception):
    """Something that must hold does not."""


class Injector:
    """Runs kinds in copies of a folder whose caches are warm. Raises BrokenPromiseError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._home = folder / "home"
        self._shim = folder / "failing_calls.so"
        self._said = folder / "said"
        self._server: subprocess.Popen[str] | None = None
        source = Path(__file__).with_suffix(".c")
        subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", self._shim, source, "-ldl"], check=True)
        for name in ("out", "tmp", "cache", "data", "config"):
            (self._home / name).mkdir(parents=True)
        (self._home / "ugly.yaml").write_text(UGLY)
        (self._home / "p.yaml").write_text(PROGRAMME)
        (self._home / "t.csv").write_text(TABLE)
        numbers = struct.pack("<f", 0.25) * (STYLE_BYTES // 4)
        (self._home / "ef_mine.bin").write_bytes(numbers)
        (self._home / "out" / "voice").mkdir()
        (self._home / "out" / "voice" / "go.wav").write_bytes(b"what was recorded before")
        (self._home / "r.yaml").write_text(LONGER)
        for kind in ("mp3", "flac", "split", "page", "pictures"):  # what is there before, and the clips
            self._check(self.run(kind, self._home), kind)
        (self._home / "r.yaml").write_text(ROUTINE)
        shutil.rmtree(self._home / "cache" / "mp3")
        self._whole: dict[str, dict[str, bytes]] = {}
        self._calls: dict[str, int] = {}

    def calls(self, kind: str) -> int:
        """Return how many system calls of an undisturbed run concern the folder."""
        if kind not in self._calls:
            here = self._copy()
            self._check(self.run(kind, here), kind)
            self._calls[kind] = int(Path(f"{self._said}.count").read_text())
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
        if kind == "record" and not set(before.values()) <= set(left.values()):
            raise BrokenPromiseError(f"{point}: what was recorded before is lost")
        if kind != "log" and left not in (before, whole) and not _is_file_by_file(kind, left, before, whole):
            names = sorted(name for name in left.keys() | whole.keys() if left.get(name) != whole.get(name))
            raise BrokenPromiseError(f"{point}: neither as before nor whole: {names}")
        if done.returncode == 0 and kind != "log" and left != whole:
            raise BrokenPromiseError(f"{point}: exit 0, and not whole")
        again = self.run(kind, here)
        if kind == "new" and (here / "out" / "fresh.yaml").exists():
            again.returncode = 0  # it is never replaced
        self._check(again, f"{point}, the next run")
        if kind not in _GROWS and _contents(here) != whole:
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
        """Run a kind; with `at`, let that call fail. Raises BrokenPromiseError where it does not end."""
        program, folder = PROGRAMS.get(kind, ("", ""))
        words = [str(here / folder)] if program else [*KINDS[kind]]
        return self._ordered(here, words, program, at=max(at, 0), number=number)

    def _command(self, here: Path, *words: str) -> subprocess.CompletedProcess[str]:
        return self._ordered(here, [*words], "", at=0, number=errno.EIO)

    def _ordered(
        self, here: Path, words: list[str], program: str, *, at: int, number: int
    ) -> subprocess.CompletedProcess[str]:
        order = {
            "here": str(here), "words": words, "program": program, "said": str(self._said), "at": at, "error": number,
            "variables": {
                "VOICECOACH_CACHE_DIR": str(here / "cache"), "VOICECOACH_DATA_DIR": str(here / "data"),
                "XDG_CONFIG_HOME": str(here / "config"), "TMPDIR": str(here / "tmp"),
            },
        }  # fmt: skip
        server = self._started()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(order) + "\n")
        server.stdin.flush()
        ready, _, _ = select.select([server.stdout], [], [], LONGEST_S)
        if not ready:
            self.close()
            raise BrokenPromiseError(
                f"{words} with call {at} failing ({errno.errorcode[number]}) does not end"
            )
        code = int(server.stdout.readline())
        said = self._said.read_text(errors="replace")
        return subprocess.CompletedProcess(words, code, stdout=said, stderr=said)

    def _started(self) -> subprocess.Popen[str]:
        if self._server is None or self._server.poll() is not None:
            self._server = subprocess.Popen(
                [sys.executable, "-P", "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                env={**os.environ, "LD_PRELOAD": str(self._shim), "FAULT_SHIM": str(self._shim)}, start_new_session=True,
            )  # fmt: skip
        return self._server

    def close(self) -> None:
        """End the server and what it runs."""
        if self._server is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()
            for pipe in (self._server.stdin, self._server.stdout):
                with contextlib.suppress(OSError):  # what was never flushed to a server that is dead
                    pipe.close()
            self._server = None

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
    """Return what a user sees: all files but caches, temporary ones, those that are not whole yet, and the records of a batch."""
    found = {}
    for path in [*here.glob("*.yaml"), *(here / "out").rglob("*"), *(here / "data" / "voices").rglob("*")]:
        is_record = path.parent.name == "rows" and path.suffix != ".vtt"
        if path.is_file() and ".voicecoach-" not in str(path) and not is_record:
            found[str(path.relative_to(here))] = path.read_bytes()
    return found


def _is_file_by_file(
    kind: str, left: dict[str, bytes], before: dict[str, bytes], whole: dict[str, bytes]
) -> bool:
    """Return whether each file is as before or whole: of several outputs each is by itself, the parts of a split are not."""
    names = left.keys() | before.keys() | whole.keys()
    return kind in _ONE_BY_ONE and all(
        left.get(name) in (before.get(name), whole.get(name)) for name in names
    )


def points(injector: Injector, chance: random.Random, *, most: int) -> Iterator[tuple[str, int, int]]:
    """Yield what is to fail: each call of each kind with each error, or so many of them by chance."""
    every = [
        (kind, at, number) for kind in KINDS for at in range(1, injector.calls(kind) + 1) for number in ERRORS
    ]
    chance.shuffle(every)
    yield from every[:most] if most else every
