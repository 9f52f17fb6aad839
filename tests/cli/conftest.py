import pytest
from typer.testing import CliRunner

from voicecoach.cli.app import app


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch, tmp_path, clips):
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(clips))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("VOICECOACH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("COLUMNS", raising=False)  # as in a pipe: pytest-xdist sets it
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run():
    """Run a command in this process: `run("plan", "bar-hang").stdout`, `.stderr`, `.exit_code`."""

    def invoke(*words, stdin=None):
        return CliRunner().invoke(app, [str(word) for word in words], input=stdin)

    return invoke


@pytest.fixture
def routine(tmp_path):
    """Write a routine file and return its name."""

    def write(text, name="mine.yaml"):
        (tmp_path / name).write_text(text, "utf-8")
        return name

    return write
