"""Rows to files: the bytes of `export`, made once, again when something has changed, whatever is killed."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256

import pytest
from typer.testing import CliRunner

from voicecoach.batch.claim import check_folder
from voicecoach.batch.journal import Journal
from voicecoach.cli.app import app
from voicecoach.errors import VoicecoachError

CANARY = "Zebulonia"
SLOW = [f"p{number},r.yaml,{number + 20}s,1," for number in range(16)]  # as Opus, a third of a second each
ROUTINE = """\
title: Hello $who
parameters:
  who: friend
  hold: 2s
  rounds: {default: 1, min: 1, max: 5}
steps:
  - say: Hello, $who.
  - rounds: $rounds
    steps:
      - hold: Plank
        for: $hold
"""


@pytest.fixture
def place(tmp_path, clips, monkeypatch):
    """Return a folder with a routine in which voicecoach runs, with the clips of all tests."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "clips").symlink_to(clips)
    (tmp_path / "r.yaml").write_text(ROUTINE)
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return Place(tmp_path)


class Place:
    def __init__(self, folder):
        self.folder = folder
        self.out = folder / "out"

    def table(self, *rows, columns="id,routine,hold,rounds,set.who"):
        (self.folder / "t.csv").write_text("\n".join((columns, *rows)) + "\n")

    def run(self, *words, code=0):
        done = CliRunner().invoke(app, [str(word) for word in words])
        assert done.exit_code == code, done.stderr
        return done

    def batch(self, *words, code=0):
        return self.run("batch", "t.csv", "-o", "out", "--engine", "espeak", "--jobs", 1, *words, code=code)

    def start(self, *words):
        """Start a batch as a process, to be killed."""
        words = ("batch", "t.csv", "-o", "out", "--engine", "espeak", *words)
        return subprocess.Popen(
            [sys.executable, "-m", "voicecoach", *words], stderr=subprocess.PIPE, text=True
        )

    def manifest(self):
        with (self.out / "manifest.csv").open(newline="") as file:
            return {row["file"]: row for row in csv.DictReader(file)}

    def failures(self):
        with (self.out / "failures.csv").open(newline="") as file:
            return {row["id"]: row for row in csv.DictReader(file)}

    def states(self):
        return {name: row["state"] for name, row in self.manifest().items()}

    def unfinished(self):
        return [path for path in self.out.rglob("*") if path.name.startswith(".voicecoach")]


def wait_for(condition, seconds=120):
    end_s = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end_s
        time.sleep(0.02)


def test_rows_have_the_bytes_of_export_and_bad_ones_stop_nobody(place):
    good = ("a,r.yaml,3s,2,", "d,r.yaml,,,")
    bad = ("b,r.yaml,9x,,", "c,nowhere,,,", "e,r.yaml,3s", "f,../r.yaml,,,", "g,r.yaml,3s,2,nobody")
    place.table(*good, *bad, columns="id,routine,hold,rounds,voice")
    done = place.batch("--formats", "mp3 vtt json wav", code=1)
    assert "2 made, 0 kept, 5 failed" in done.stderr
    for row, settings in (("a", ("--hold", "3s", "--rounds", "2")), ("d", ())):
        for suffix in ("mp3", "vtt", "json", "wav"):
            file = f"{row}.{suffix}"
            place.run("export", "r.yaml", *settings, "--engine", "espeak", "-q", "-o", file)
            made = (place.out / file).read_bytes()
            assert made == (place.folder / file).read_bytes(), file
            facts = place.manifest()[file]
            assert (facts["sha256"], facts["bytes"]) == (sha256(made).hexdigest(), str(len(made)))
            assert facts["state"] == "made"
    failed = {row: (facts["line"], facts["code"]) for row, facts in place.failures().items()}
    assert failed == {
        "b": ("4", "setting-type"),
        "c": ("5", "routine-missing"),
        "e": ("6", "row-length"),
        "f": ("7", "routine-missing"),
        "g": ("8", "voice"),
    }
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=place.out, check=True)
    assert not place.unfinished()


def test_a_row_is_made_again_exactly_when_something_has_changed(place):
    place.folder.joinpath("s.yaml").write_text(ROUTINE + "  - include: part.yaml\n")
    part = place.folder / "part.yaml"
    part.write_text("title: P\nsteps:\n  - rest: 2s\n")
    rows = ["a,r.yaml,2s,,", "b,r.yaml,3s,,", "c,s.yaml,2s,,"]
    place.table(*rows)
    place.batch()
    assert set(place.states().values()) == {"made"}
    before = (place.out / "a.mp3").stat().st_mtime_ns

    def made():
        return sorted(name for name, state in place.states().items() if state == "made")

    place.batch()
    assert made() == []
    assert (place.out / "a.mp3").stat().st_mtime_ns == before
    place.table("d,r.yaml,4s,,", *reversed(rows))  # another row, another order
    place.batch()
    assert made() == ["d.mp3"]
    place.table(rows[0].replace("2s", "4s"), *rows[1:])
    place.batch()
    assert made() == ["a.mp3"]
    part.write_text("title: P\nsteps:\n  - rest: 3s\n")
    place.batch()
    assert made() == ["c.mp3"]
    (place.out / "b.mp3").unlink()
    place.batch()
    assert made() == ["b.mp3"]
    changed = bytearray((place.out / "b.mp3").read_bytes())
    changed[-1] ^= 1
    (place.out / "b.mp3").write_bytes(changed)
    place.batch()
    assert made() == []
    place.batch("--verify")
    assert made() == ["b.mp3"]
    place.batch("--no-caution")
    assert made() == ["a.mp3", "b.mp3", "c.mp3"]
    preview = place.batch("--no-caution", "--dry-run", "--wake", "2s").stdout
    assert preview == "a: make\nb: make\nc: make\n"
    assert place.batch("--no-caution", "--dry-run").stdout == "a: keep\nb: keep\nc: keep\n"


def test_a_name_is_heard_and_nowhere_else(place):
    place.table(f"p1,r.yaml,,,{CANARY}", "p2,r.yaml,99h," + f",{CANARY}", f"p3,r.yaml,,9,{CANARY}")
    done = place.batch("--formats", "mp3 flac vtt json", "--cache", "shared", code=1)
    place.run("batch", "t.csv", "-o", "out", "--dry-run", code=1)
    assert CANARY not in done.stderr + done.stdout
    seen = [
        path for folder in ("out", "shared") for path in (place.folder / folder).rglob("*") if path.is_file()
    ]
    assert len(seen) >= 7
    for path in seen:
        assert CANARY.encode() not in path.read_bytes(), path
        assert CANARY not in path.name
    place.batch("--formats", "mp3 vtt json", "--with-words", code=1)
    for suffix in ("mp3", "vtt", "json"):
        file = f"p1.{suffix}"
        place.run("export", "r.yaml", "--set", f"who={CANARY}", "--engine", "espeak", "-q", "-o", file)
        assert (place.out / file).read_bytes() == (place.folder / file).read_bytes()
        assert CANARY.encode() in (place.out / file).read_bytes()


def test_a_killed_coordinator_loses_the_chunks_in_flight_only(place):
    place.table(*SLOW)
    journal = place.out / "journal.jsonl"
    running = place.start("--jobs", "2", "--formats", "opus")
    wait_for(lambda: journal.is_file() and journal.read_bytes().count(b"\n") >= 1)
    running.kill()
    running.communicate(timeout=200)
    recorded = journal.read_bytes().count(b"\n")
    with journal.open("ab") as file:
        file.write(b'{"id": "p15", "key": "torn')
    wait_for(lambda: _is_free(place))
    place.batch("--jobs", "2", "--formats", "opus")
    states = place.states()
    assert len(states) == 16
    assert list(states.values()).count("kept") == recorded
    assert not place.unfinished()
    place.run(
        "export", "r.yaml", "--hold", "20s", "--rounds", "1", "--engine", "espeak", "-q", "-o", "x.opus"
    )
    assert (place.out / "p0.opus").read_bytes() == (place.folder / "x.opus").read_bytes()


def _is_free(place):
    return place.run("batch", "t.csv", "-o", "out", "--engine", "espeak", "--dry-run").exit_code == 0


def children_of(pid):
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if "spawn_main" in line]


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_a_killed_worker_is_replaced(place):
    place.table(*SLOW)
    journal = place.out / "journal.jsonl"
    running = place.start("--jobs", "2", "--formats", "opus")
    wait_for(lambda: children_of(running.pid))
    os.kill(children_of(running.pid)[0], signal.SIGKILL)
    wait_for(lambda: journal.is_file() and journal.read_bytes().count(b"\n") >= 1)
    for worker in children_of(running.pid)[:1]:
        os.kill(worker, signal.SIGKILL)
    _, said = running.communicate(timeout=200)
    assert running.returncode == 0, said
    assert len(place.states()) == 16
    assert not place.unfinished()


def test_ctrl_c_ends_all_and_leaves_nothing_half(place):
    place.table(*SLOW)
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nif __name__ == '__main__':\n    from voicecoach.cli import main; main()"
    (place.folder / "start.py").write_text(code)  # a child of a background job ignores Ctrl-C
    words = ["batch", "t.csv", "-o", "out", "--engine", "espeak", "--jobs", "2", "--formats", "opus"]
    with subprocess.Popen(
        [sys.executable, "start.py", *words],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        wait_for(lambda: children_of(running.pid))
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.splitlines() == ["interrupted"]
    assert not place.unfinished()


def test_options_of_files_are_those_of_export(place):
    from PIL import Image

    Image.new("RGB", (8, 8), "green").save(place.folder / "logo.png")
    words = ("--bitrate", "32", "--word-times", "--cover", "logo.png")
    place.table("a,r.yaml,,,", f"b,r.yaml,,,{CANARY}")
    place.batch("--formats", "mp3 lrc", *words)
    for suffix in ("mp3", "lrc"):
        file = f"a.{suffix}"
        place.run("export", "r.yaml", "--engine", "espeak", "-q", "-o", file, *words)
        assert (place.out / file).read_bytes() == (place.folder / file).read_bytes()
    # A cover that was chosen shows nothing of a row; the plan's picture would.
    assert (place.folder / "logo.png").read_bytes() in (place.out / "b.mp3").read_bytes()
    before = (place.out / "a.mp3").read_bytes()
    Image.new("RGB", (8, 8), "red").save(place.folder / "logo.png")
    assert "2 made, 0 kept" in place.batch("--formats", "mp3 lrc", *words).stderr
    assert (place.out / "a.mp3").read_bytes() != before
    for wrong in (("--bitrate", "33"), ("--cover", "r.yaml")):
        assert "error" in place.batch(*wrong, code=2).stderr
    place.batch("--cover", "none.png", code=3)


def test_a_second_batch_in_the_folder_is_refused(place):
    place.table("a,r.yaml,,,")
    place.batch()
    with Journal(place.out):
        assert "another batch" in place.batch(code=3).stderr


def test_options_that_cannot_be_make_nothing(place):
    place.table("a,r.yaml,,,")
    for words in (
        ("--formats", "mp4"),
        ("--name", "x"),
        ("--cache", "nope://x"),
        ("--wake", "9h"),
        ("--engine", "nobody"),
        ("--rate", "50"),
    ):
        assert "error" in place.batch(*words, code=2).stderr
        assert not place.out.exists()


@pytest.mark.parametrize(
    "name", ["a.mp3", "manifest.csv", "failures.csv", "SHA256SUMS", "journal.jsonl", "begun.jsonl"]
)
@pytest.mark.parametrize("kind", ["file", "link", "pipe"])
def test_what_no_run_has_made_is_not_replaced(tmp_path, name, kind):
    theirs = tmp_path / "theirs"
    theirs.write_text("mine")
    path = tmp_path / "out" / name
    path.parent.mkdir()
    if kind == "file":
        path.write_text('{"id": "a", "routine": "x"}')
    elif kind == "link":
        path.symlink_to(theirs)
    else:
        os.mkfifo(path)
    with pytest.raises(VoicecoachError, match=name):
        check_folder(path.parent, ["a.mp3"])


@pytest.mark.parametrize("written", ["", '{"id":"a', '{"id":"a","key":"0"}\n'])
def test_a_journal_of_a_run_is_one_as_short_as_it_may_be(tmp_path, written):
    (tmp_path / "journal.jsonl").write_text(written)
    assert check_folder(tmp_path, ["a.mp3"])


def test_a_preview_changes_no_journal(tmp_path):
    (tmp_path / "journal.jsonl").write_text('{"id":"a')
    with Journal(tmp_path) as journal:
        assert not journal.read()
    assert (tmp_path / "journal.jsonl").read_text() == '{"id":"a'
