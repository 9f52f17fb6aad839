"""Rows made by Dask: a scheduler and two workers as processes of their own, one of them killed."""

import contextlib
import datetime as dt
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
SLOW_ROWS = 16  # as Opus, a third of a second each


def dask(folder, *words, settings=None):
    line = [sys.executable, "-m", *words]
    environment = {
        **os.environ,
        "VOICECOACH_CACHE_DIR": str(folder / "cache"),
        "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "60s",
        **(settings or {}),
    }
    return subprocess.Popen(
        line, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@contextlib.contextmanager
def started(folder, clips, *, workers=2, protocol="tcp", settings=None):
    """Start a scheduler and workers; yield its address and all processes, the scheduler's first."""
    (folder / "cache").mkdir()
    (folder / "cache" / "clips").symlink_to(clips)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    address = f"{protocol}://127.0.0.1:{port}"
    processes = [
        dask(
            folder,
            "distributed.cli.dask_scheduler",
            *("--host", "127.0.0.1", "--port", str(port), "--protocol", protocol, "--no-dashboard"),
            settings=settings,
        )
    ]
    processes += [
        dask(
            folder,
            "distributed.cli.dask_worker",
            address,
            *("--nthreads", "1", "--no-dashboard", "--no-nanny", "--memory-limit", "0"),
            *("--local-directory", str(folder / f"worker-{number}")),
            settings=settings,
        )
        for number in range(workers)
    ]
    try:
        yield address, processes
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path, clips):
    """Start a scheduler and two workers; return its address and the workers' processes."""
    with started(tmp_path, clips) as (address, processes):
        yield address, processes[1:]


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
    *before, last = done.stderr.splitlines()
    assert last.startswith("out: 2 made, 0 kept, 0 failed")
    assert [
        line for line in before if " of 2 rows, 0 failed" not in line
    ] == []  # a slow machine says how far it is
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


def certificate(folder):
    """Make a certificate that vouches for itself; return Dask's settings for all who use it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "voicecoach")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    settings = {"CA_FILE": "cert.pem"}
    for who in ("SCHEDULER", "WORKER", "CLIENT"):
        settings |= {f"{who}__CERT": "cert.pem", f"{who}__KEY": "key.pem"}
    return {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(folder / file) for name, file in settings.items()}


def test_tls_needs_a_certificate_and_makes_the_same(tmp_path, clips):
    settings = certificate(tmp_path)
    (tmp_path / "r.yaml").write_text(ROUTINE)
    (tmp_path / "t.csv").write_text("id,routine,hold\np1,r.yaml,2s\np2,r.yaml,3s\n")
    line = [sys.executable, "-m", "voicecoach", "batch", "t.csv", "--engine", "espeak", "-o"]
    environment = {**os.environ, "VOICECOACH_CACHE_DIR": str(tmp_path / "cache")}
    with started(tmp_path, clips, workers=1, protocol="tls", settings=settings) as (address, _):
        made = subprocess.run(
            [*line, "out", "--scheduler", address],
            env=environment | settings,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=200,
        )
        assert made.returncode == 0, made.stderr
        refused = subprocess.run(
            [*line, "no", "--scheduler", address],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=200,
        )
    assert refused.returncode == 3, refused.stderr
    assert "distributed.comm.tls" in refused.stderr
    assert "Traceback" not in refused.stderr
    here = subprocess.run([*line, "here", "--jobs", "1"], env=environment, cwd=tmp_path, check=False)
    assert here.returncode == 0
    sums = [(tmp_path / folder / "SHA256SUMS").read_text() for folder in ("out", "here")]
    assert sums[0] == sums[1]


def test_after_the_scheduler_was_killed_the_same_command_goes_on(tmp_path, clips):
    (tmp_path / "r.yaml").write_text(ROUTINE)
    rows = "".join(f"p{number},r.yaml,{number + 20}s,opus\n" for number in range(SLOW_ROWS))
    (tmp_path / "t.csv").write_text(f"id,routine,hold,formats\n{rows}")
    line = [sys.executable, "-m", "voicecoach", "batch", "t.csv", "--engine", "espeak", "-o", "out"]
    environment = {
        **os.environ,
        "VOICECOACH_CACHE_DIR": str(tmp_path / "cache"),
    }
    journal = tmp_path / "out" / "journal.jsonl"
    with (
        started(tmp_path, clips, workers=1) as (address, (scheduler, _)),
        subprocess.Popen(
            [*line, "--scheduler", address],
            env=environment,
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
        ) as running,
    ):
        end_s = time.monotonic() + 120
        while not (journal.is_file() and journal.read_bytes().count(b"\n") >= 2):
            assert running.poll() is None, running.communicate()[1]
            assert time.monotonic() < end_s
            time.sleep(0.02)
        scheduler.kill()
        _, said = running.communicate(timeout=240)
    assert running.returncode == 3, said
    assert "the Dask scheduler is gone" in said
    assert "Traceback" not in said
    recorded = len(journal.read_text("utf-8").splitlines())
    again = subprocess.run(
        [*line, "--jobs", "1"], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0, again.stderr
    assert f"{SLOW_ROWS - recorded} made, {recorded} kept, 0 failed" in again.stderr
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".voicecoach")]
