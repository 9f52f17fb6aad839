"""The API: what docs/api.md shows is true, and it does what the command line does."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import voicecoach as vc
from voicecoach.cli.app import app

ROOT = Path(__file__).parents[2]
EXAMPLES = re.findall(
    r"^```python\n(.*?)^```$", (ROOT / "docs/api.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)


@pytest.fixture(autouse=True)
def _place(tmp_path, monkeypatch, clips):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "clips").symlink_to(clips)
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))


@pytest.mark.parametrize("source", EXAMPLES)
def test_an_example_runs(source):
    exec(compile(source, "docs/api.md", "exec"), {})  # the builtin: examples are programs of their own


def test_there_are_examples():
    assert len(EXAMPLES) >= 4


def test_a_plan_is_that_of_the_command_line():
    printed = CliRunner().invoke(
        app, ["plan", "bar-hang", "--hold", "45s", "--engine", "none", "--json"], catch_exceptions=False
    )
    session = vc.compile("bar-hang", settings={"hold": "45s"}, engine="none")
    assert session.plan() == json.loads(printed.stdout)
    assert session.total_ms == session.plan()["total_ms"]


def test_files_have_the_bytes_of_export(tmp_path):
    files = [f"{{}}.{suffix}" for suffix in ("mp3", "vtt", "json")]
    words = ["export", "bar-hang", "--engine", "espeak", "--rounds", "1", "--wake", "2s", "--quiet"]
    for file in files:
        words += ["-o", file.format("cli")]
    assert CliRunner().invoke(app, words, catch_exceptions=False).exit_code == 0
    session = vc.compile("bar-hang", {"rounds": 1}, engine="espeak")
    written = session.export(*(file.format("api") for file in files), wake_ms=2000)
    assert [str(path) for path in written] == [file.format("api") for file in files]
    for file in files:
        assert (tmp_path / file.format("api")).read_bytes() == (tmp_path / file.format("cli")).read_bytes()


def test_rounds_are_fitted():
    session = vc.compile("bar-hang", fit="10m", engine="none")
    assert abs(session.total_ms - 600_000) < 120_000
    with pytest.raises(vc.VoicecoachError, match="rounds"):
        vc.compile("bar-hang", {"rounds": 2}, fit="10m", engine="none")


def test_errors_are_findings():
    source = vc.Text("title: T\nsteps:\n  - hodl: X\n    for: 3s\n", name="mine.yaml")
    with pytest.raises(vc.RoutineError) as caught:
        vc.compile(source, engine="none")
    (finding,) = caught.value.findings
    assert (finding.code, finding.severity, finding.file, finding.line) == (
        "unknown-key",
        "error",
        "mine.yaml",
        3,
    )
    assert "did you mean `hold`" in str(finding)
    assert str(finding) in str(caught.value)
    assert vc.check(source, engine="none") == (finding,)


def test_a_wrong_setting_is_a_finding():
    with pytest.raises(vc.RoutineError) as caught:
        vc.compile("bar-hang", {"hold": "9h"}, engine="none")
    assert [finding.code for finding in caught.value.findings] == ["setting-out-of-range"]


@pytest.mark.parametrize("file", ["-", "x.xyz", "missing/a.mp3", "x" * 300 + ".json"])
def test_what_cannot_be_written_is_said_with_the_next_step(file):
    session = vc.compile("bar-hang", {"rounds": 1}, engine="none")
    with pytest.raises(vc.VoicecoachError) as caught:
        session.export(file)
    assert caught.value.hint


def test_a_closed_studio_compiles_nothing_more_and_its_sessions_stay_usable():
    with vc.Studio(engine="none") as studio:
        session = studio.compile("bar-hang")
    for call in (studio.compile, studio.check):
        with pytest.raises(vc.VoicecoachError, match="the studio is closed"):
            call("bar-hang")
    assert session.plan()["total_ms"] == session.total_ms


def test_an_estimate_has_no_sound():
    with pytest.raises(vc.VoicecoachError, match="no sound"):
        vc.compile("bar-hang", engine="none").export("a.mp3")


def test_the_built_in_routines_are_those_of_list():
    listed = json.loads(CliRunner().invoke(app, ["list", "--json"]).stdout)
    assert [routine.name for routine in vc.routines()] == [each["name"] for each in listed]
    assert next(each for each in vc.routines() if each.name == "bar-hang").parameters["hold"] == "30s"


def test_importing_it_loads_nothing_of_ours_and_nothing_heavy():
    code = "import sys, typing; a = set(sys.modules); import voicecoach; print(sorted(set(sys.modules) - a))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert set(eval(loaded)) <= {"__future__", "voicecoach"}


def test_what_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        vc.nonsense  # noqa: B018
    assert {"compile", "check", "Studio"} <= set(dir(vc))
