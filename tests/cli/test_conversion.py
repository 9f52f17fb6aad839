"""The short cut around Typer's conversion gives what Typer gives."""

import subprocess
import sys

import pytest
import typer

from voicecoach.cli import conversion
from voicecoach.cli.app import app


@pytest.fixture(params=["short cut", "Typer"])
def command(request, monkeypatch):
    """Return `export` as Typer builds it, with the short cut and without."""
    if request.param == "Typer":
        monkeypatch.setattr(conversion, "_convert_where_needed", lambda _: None)
    return typer.main.get_command(app).commands["export"]


def parsed(command, *words):
    return command.make_context("export", list(words)).params


def test_defaults_and_texts_are_the_same(command):
    values = parsed(command, "bar-hang", "-o", "a.mp3", "-o", "b.wav", "--set", "hold=40s", "--no-clobber")
    assert values["routine"] == "bar-hang"
    assert list(values["output"]) == ["a.mp3", "b.wav"]
    assert list(values["settings"]) == ["hold=40s"]
    assert list(values["tags"]) == []
    assert values["no_clobber"] is True
    assert values["quiet"] is False
    assert (values["rate"], values["voice_gain"]) == (0, 0.0)
    assert {type(values["rate"]), type(values["voice_gain"])} == {int, float}


def test_numbers_are_converted(command):
    values = parsed(command, "-o", "a.mp3", "--rate", "180", "--voice-gain", "-3")
    assert (values["rate"], values["voice_gain"]) == (180, -3.0)
    assert isinstance(values["voice_gain"], float)


def test_variables_of_the_environment_are_converted(command, monkeypatch):
    monkeypatch.setenv("VOICECOACH_QUIET", "1")
    monkeypatch.setenv("VOICECOACH_RATE", "170")
    values = parsed(command, "-o", "a.mp3")
    assert (values["quiet"], values["rate"]) == (True, 170)


@pytest.mark.parametrize("words", [["--rate", "fast"], ["--rate", "401"], ["--voice-gain", "13"]])
def test_what_is_out_of_range_is_refused(command, words):
    with pytest.raises(Exception, match=r"(?i)rate|gain|range|valid|less|greater"):
        parsed(command, "-o", "a.mp3", *words)


def test_a_default_of_the_config_file_is_checked_too(command):
    with pytest.raises(Exception, match=r"(?i)range|valid|less"):
        command.make_context("export", ["-o", "a.mp3"], default_map={"rate": 1000})


def test_a_plain_command_needs_no_pydantic():
    program = (
        "import sys\n"
        "from voicecoach.cli.app import app\n"
        "app(['list', '--focus', 'back'], standalone_mode=False)\n"
        "print('pydantic' in sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.split() == ["False"]
