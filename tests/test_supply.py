"""The checks of our dependencies find what they are meant to find."""

import json
import runpy
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from packaging.requirements import Requirement

SCRIPTS = Path(__file__).parent.parent / "scripts"
LOCK = "typer==0.16.0 \\\n    --hash=sha256:00\nnumpy==2.0.0 ; python_full_version < '3.12' \\\n    --hash=sha256:00\nnumpy==2.1.0 \\\n    --hash=sha256:00\n"
FLAW = {
    "id": "TEST-2026-1",
    "summary": "a flaw",
    "details": "a flaw",
    "affected": [
        {
            "package": {"name": "numpy", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.1.0"}]}],
        }
    ],
}


class Advisories(BaseHTTPRequestHandler):
    """A service like osv.dev: one old numpy has a flaw."""

    def do_POST(self):
        query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = query["package"]["name"], query["version"]
        body = json.dumps({"vulns": [FLAW]} if asked == ("numpy", "2.0.0") else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def service():
    with HTTPServer(("127.0.0.1", 0), Advisories) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()
        thread.join()


@pytest.fixture
def audit(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # pip-audit keeps answers

    def run(lock, *words):
        path = tmp_path / "lock.txt"
        path.write_text(lock)
        command = [sys.executable, SCRIPTS / "audit", path, "--service", "osv", *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run


def test_a_vulnerability_fails_also_where_it_is_of_another_python(audit, service):
    done = audit(LOCK, "--osv-url", service)
    assert done.returncode == 1
    assert "VULNERABLE: numpy 2.0.0: TEST-2026-1, mended in 2.1.0" in done.stdout
    assert "3 packages, 3 audited, 1 vulnerabilities" in done.stdout


def test_without_one_it_passes(audit, service):
    done = audit(LOCK.replace("2.0.0", "2.0.1"), "--osv-url", service, "--strict")
    assert (done.returncode, done.stdout) == (0, "pip-audit: 3 packages, 3 audited, 0 vulnerabilities\n")


@pytest.mark.parametrize(("words", "code"), [((), 0), (("--strict",), 1)])
def test_where_nobody_answers_it_is_said_and_counted(audit, words, code):
    done = audit(LOCK, "--osv-url", "http://127.0.0.1:9/v1/query", *words)
    assert done.returncode == code
    assert "WARNING: NOT AUDITED: 3 of 3 packages" in done.stdout


LICENCES = runpy.run_path(str(SCRIPTS / "licences"))


@pytest.mark.parametrize(
    ("expression", "refused"),
    [
        ("MIT", []),
        ("Apache-2.0 OR BSD-2-Clause", []),
        ("BSD-3-Clause AND 0BSD AND Zlib", []),
        ("GPL-2.0-only", ["GPL-2.0-only"]),
        ("MIT AND AGPL-3.0-or-later", ["AGPL-3.0-or-later"]),
        ("AGPL-3.0-or-later OR MIT", []),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", ["GPL-3.0-or-later WITH GCC-exception-3.1"]),
        ("(MIT OR Zlib) AND SSPL-1.0", ["SSPL-1.0"]),
    ],
)
def test_a_licence_must_be_in_the_list(expression, refused):
    assert LICENCES["refused"](expression) == refused


def test_licences_are_read_from_the_metadata():
    found = {
        name: LICENCES["licence_of"](name) for name in ("mutagen", "soundfile", "rich", "espeakng-loader")
    }
    assert found == {
        "mutagen": "GPL-2.0-or-later",
        "soundfile": "BSD-3-Clause",
        "rich": "MIT",
        "espeakng-loader": "GPL-3.0-or-later",
    }


def test_what_is_locked_and_not_installed_is_a_problem(tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text("typer==0.0.1 \\\n    --hash=sha256:00\nno-such-package==1 \\\n    --hash=sha256:00\n")
    done = subprocess.run(
        [sys.executable, SCRIPTS / "licences", "--lock", lock], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "no-such-package is locked, but not installed here" in done.stdout
    assert "typer 0" in done.stdout
    assert "2 packages, 2 problems" in done.stdout


def test_the_pythons_of_the_machine_have_this_one_among_them():
    done = subprocess.run([sys.executable, SCRIPTS / "pythons"], capture_output=True, text=True, check=True)
    versions = [tuple(map(int, line.split()[0].split(".")[:2])) for line in done.stdout.splitlines()]
    assert sys.version_info[:2] in versions
    assert len(versions) == len(set(versions))
    assert min(versions) >= (3, 11)


def test_the_page_has_the_weight_of_what_we_ask_for():
    page = (SCRIPTS.parent / "docs" / "dependencies.md").read_text("utf-8").casefold()
    project = tomllib.loads((SCRIPTS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    for name in (Requirement(line).name for line in project["dependencies"]):
        assert name in page, f"{name}: run scripts/sizes, and write it in"
