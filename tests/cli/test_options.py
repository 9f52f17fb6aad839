"""Options: how `--help` shows them, and what Typer makes of their values."""

import re

import pytest
from typer.main import get_command

from voicecoach.cli.app import app
from voicecoach.cli.options import PANELS, SoundOptions, Surroundings
from voicecoach.cli.signature import unpacked

COMMANDS = get_command(app).commands


def panels(text):
    return re.findall(r"^╭─ (.+?) ─+╮$", text, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_its_options_in_panels_of_a_fixed_order(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    shown = [panel for panel in panels(result.stdout) if panel in PANELS]
    assert shown == [panel for panel in PANELS if panel in shown]
    assert "VOICECOACH_" not in result.stdout


def test_play_has_a_panel_for_each_kind_of_option(run):
    assert panels(run("play", "--help").stdout)[-len(PANELS) :] == list(PANELS)


def test_every_command_is_in_a_panel_of_the_help(run):
    text = run("--help").stdout
    assert "Commands" not in panels(text)
    assert all(re.search(rf"^│ {name} ", text, re.MULTILINE) for name in COMMANDS)


def test_a_command_gets_frozen_groups_of_what_was_given():
    taken = []

    def command(sound: SoundOptions, around: Surroundings, *, strict: bool = False):
        taken.extend((sound, around, strict))

    values = {"bed": ["a.mp3", "b.mp3"], "duck": 12.0, "wake": "2s", "strict": True}
    voice = {"engine": "none", "voice": "", "rate": 150, "language": "de", "noisy": True, "quiet": False}
    unpacked(command)(**values, **voice, tones="default", no_caution=True)
    sound, around, strict = taken
    assert around == Surroundings(bed=("a.mp3", "b.mp3"), duck=12.0, wake="2s")
    assert sound == SoundOptions(**voice, tones="default", no_caution=True)
    assert strict is True


@pytest.mark.parametrize("words", [["--rate", "fast"], ["--rate", "401"], ["--voice-gain", "13"]])
def test_a_value_of_another_type_or_out_of_range_is_refused(run, words):
    result = run("export", "bar-hang", "-o", "a.vtt", *words)
    assert result.exit_code == 2
    assert words[0] in result.stderr


def test_a_variable_is_converted_as_a_value_on_the_command_line_is(run, monkeypatch):
    monkeypatch.setenv("VOICECOACH_QUIET", "1")
    assert run("plan", "bar-hang", "--engine", "none").stderr == ""
    monkeypatch.setenv("VOICECOACH_RATE", "401")
    assert run("plan", "bar-hang", "--engine", "none").exit_code == 2


def test_a_default_of_the_config_file_is_converted_too(run, tmp_path):
    (tmp_path / "config" / "voicecoach").mkdir(parents=True)
    (tmp_path / "config" / "voicecoach" / "config.toml").write_text("rate = 1000\n")
    assert run("plan", "bar-hang", "--engine", "none").exit_code == 2
