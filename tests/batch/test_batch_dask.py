"""Rows made by Dask: a scheduler and two workers as processes of their own, one of them killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

ROUTINE = "title: T\nparameters: {hold: 1s}\nsteps:\n  - hold: Plank\n    for: $hold\n"
ROWS = 60


def dask(folder, *words):
    line = [sys.executable, "-m", *words]
    environment = {
        **os.environ,
        "VOICECOACH_CACHE_DIR": str(folder / "cache"),
        "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "60s",
    }
    return subprocess.Popen(
        line, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture
def cluster(tmp_path, clips):
    """Start a scheduler and two workers; return its address and the workers' processes."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "clips").symlink_to(clips)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    processes = [
        dask(
            tmp_path,
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--no-dashboard",
        )
    ]
    processes += [
        dask(
            tmp_path,
            "distributed.cli.dask_worker",
            address,
            *("--nthreads", "1", "--no-dashboard", "--no-nanny", "--memory-limit", "0"),
            *("--local-directory", str(tmp_path / f"worker-{number}")),
        )
        for number in range(2)
    ]
    try:
        yield address, processes[1:]
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def test_a_killed_worker_of_two_loses_nothing(cluster, tmp_path):
    address, workers = cluster
    (tmp_path / "r.yaml").write_text(ROUTINE)
    rows = "".join(f"p{number},r.yaml,{number % 7 + 1}s\n" for number in range(ROWS))
    (tmp_path / "t.csv").write_text(f"id,routine,hold\n{rows}bad,r.yaml,soon\n")
    line = [sys.executable, "-m", "voicecoach", "batch", "t.csv", "--engine", "espeak", "-o"]
    environment = {**os.environ, "VOICECOACH_CACHE_DIR": str(tmp_path / "cache")}
    journal = tmp_path / "out" / "journal.jsonl"
    with subprocess.Popen(
        [*line, "out", "--scheduler", address],
        env=environment,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        end_s = time.monotonic() + 120
        while not (journal.is_file() and journal.read_bytes().count(b"\n") >= 8):
            assert running.poll() is None, running.communicate()[1]
            assert time.monotonic() < end_s
            time.sleep(0.02)
        os.kill(workers[0].pid, signal.SIGKILL)
        _, said = running.communicate(timeout=240)
    assert running.returncode == 1, said
    assert "1 failed" in said
    assert "Traceback" not in said
    made = {json.loads(row)["id"] for row in journal.read_text("utf-8").splitlines()}
    assert made == {f"p{number}" for number in range(ROWS)}
    # A pool on this machine would have made the same.
    here = subprocess.run(
        [*line, "here", "--jobs", "1"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert here.returncode == 1
    sums = [(tmp_path / folder / "SHA256SUMS").read_text() for folder in ("out", "here")]
    assert sums[0] == sums[1]
    assert sums[0].count("\n") == ROWS


def test_local_starts_workers_of_its_own_and_ends_them(tmp_path, clips):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "clips").symlink_to(clips)
    (tmp_path / "r.yaml").write_text(ROUTINE)
    (tmp_path / "t.csv").write_text("id,routine,hold\np1,r.yaml,2s\np2,r.yaml,3s\n")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "voicecoach",
            "batch",
            "t.csv",
            "-o",
            "out",
            "--scheduler",
            "local",
            "--jobs",
            "1",
        ],
        env={**os.environ, "VOICECOACH_CACHE_DIR": str(tmp_path / "cache"), "VOICECOACH_ENGINE": "espeak"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1].startswith("out: 2 made, 0 kept, 0 failed")
    assert len(done.stderr.splitlines()) == 1
    assert not done.stdout


def test_without_a_scheduler_it_is_said_what_to_start(tmp_path):
    (tmp_path / "t.csv").write_text("id,routine\np1,bar-hang\n")
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", "batch", "t.csv", "-o", "out", "--scheduler", "nonsense://x"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.returncode == 3, done.stderr
    assert "dask scheduler" in done.stderr
