"""Absurd words on the command line end in a sentence and an exit code of the contract; a terminal obeys none of them."""

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from voicecoach.cli.app import app

RED = "\x1b[31m"
NONE = ["--engine", "none"]
WRONG = [
    ["plan", "", *NONE],
    ["plan", "d", *NONE],
    ["plan", "a\nb.yaml", *NONE],
    ["plan", f"{RED}.yaml", *NONE],
    ["plan", "\udcff.yaml", *NONE],
    ["plan", "m.yaml", f"{RED}.yaml", *NONE],
    ["plan", "m.yaml", f"--{RED}", *NONE],
    ["plan", "m.yaml", f"-{RED}", *NONE],
    ["plan", "m.yaml", "--engine", RED],
    ["plan", "m.yaml", "--rate", "-1", *NONE],
    ["plan", "m.yaml", "--rate", RED, *NONE],
    ["plan", "m.yaml", "--rate", "9" * 5_000, *NONE],
    ["plan", "m.yaml", "--fit", "0s", *NONE],
    ["plan", "bar-hang", "--fit", "-5m", *NONE],
    ["plan", "bar-hang", "--fit", "99999h", *NONE],
    ["plan", "bar-hang", "--hold", RED, *NONE],
    ["plan", "m.yaml", "--set", f"{RED}=1", *NONE],
    ["plan", "m.yaml", "--tones", "../../etc", *NONE],
    ["plan", "--focus", RED],
    ["export", "m.yaml", "-o", "x.vtt", "--wake", "99h", *NONE],
    ["export", "m.yaml", "-o", "x.vtt", "--duck", "nan", *NONE],
    ["export", "m.yaml", "-o", "x.vtt", "--voice-gain", "1e400", *NONE],
    ["export", "m.yaml", "-o", "", *NONE],
    ["export", "m.yaml", "-o", "a\0b.vtt", *NONE],
    ["export", "m.yaml", "-o", f"x.{RED}", *NONE],
    ["play", "m.yaml", "--mute", "--start-in", "1000000000h"],
    ["play", "m.yaml", "--mute", "--start-in", "-1s"],
    ["list", "--max-time", "9" * 5_000 + "h"],
    ["new", "a\0b"],
    ["new", "x", "--from", f"{RED}.txt"],
    ["show", RED],
    ["check", "*", *NONE],
    ["check", "", *NONE],
]
UNREADABLE = [["plan", "d.yaml", *NONE], ["plan", "x" * 5_000 + ".yaml", *NONE], ["fmt", "d.yaml"]]


@pytest.fixture
def invoke(tmp_path):
    (tmp_path / "m.yaml").write_text("title: T\nsteps: [{rest: 5s}]\n")
    (tmp_path / "d").mkdir()
    (tmp_path / "d.yaml").mkdir()
    return lambda words: CliRunner().invoke(app, words, color=True)  # as on a terminal: nothing is stripped


@pytest.mark.parametrize(
    ("words", "code"), [*((words, 2) for words in WRONG), *((words, 3) for words in UNREADABLE)]
)
def test_absurd_words_are_wrong_use(invoke, words, code):
    result = invoke(words)
    assert result.exit_code == code, result.stderr
    assert "rror" in result.stderr
    assert result.stdout == ""
    assert not any(sign in result.stderr for sign in "\x1b\0\x9b")


@pytest.mark.parametrize("words", [["plan", "m.yaml", *NONE], ["show", "m.yaml"], ["check", "m.yaml", *NONE]])
def test_a_title_is_not_obeyed(invoke, tmp_path, words):
    text = 'title: "\\e]0;owned\\a\\u202Etxt"\nabout: "[red]x[/] \\x9b31m"\nsteps:\n  - hold: "\\e[2J"\n    for: 9s\n'
    (tmp_path / "m.yaml").write_text(text)
    said = invoke(words)
    assert said.exit_code in {0, 1}
    assert not any(sign in f"{said.stdout}{said.stderr}" for sign in "\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("settings", [{"COLUMNS": "1"}, {"TERM": "dumb"}, {"COLUMNS": "0", "NO_COLOR": "1"}])
def test_a_strange_terminal(invoke, monkeypatch, settings):
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert invoke(["plan", "m.yaml", *NONE]).exit_code == 0
    assert invoke(["list"]).exit_code == 0


def test_a_reader_that_goes_away_is_no_failure():
    script = f"{sys.executable} -m voicecoach show sun-salutation | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1


def test_without_standard_input_and_output():
    script = f"exec 0<&- 1>&-; {sys.executable} -m voicecoach check - --engine none"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert done.returncode in {2, 3}
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr
