"""Settings from the command line, variables and the config file: which one holds, and which one is blamed."""

import json
import os

import pytest
import typer
from msgspec.structs import replace
from typer.main import get_command

from voicecoach.cli.app import app
from voicecoach.cli.commands import divided
from voicecoach.cli.exits import exit_on_failure
from voicecoach.cli.state import Rank, ValueOrigin, set_state, state
from voicecoach.errors import DeviceError
from voicecoach.player.choice import choose_device
from voicecoach.player.sound_system import Device
from voicecoach.speech.engines.voice_names import find_voice

HOLD = """\
title: T
parameters:
  hold: {default: 20s, min: 10s, max: 30s}
  rounds: 2
steps:
  - rounds: $rounds
    steps:
      - hold: Hang
        for: $hold
"""
OTHER = "title: T\nsteps:\n  - rest: 5s\n"
NONE = ("--engine", "none", "--no-caution")


@pytest.fixture
def config(tmp_path):
    """Write the config file."""

    def write(text):
        (tmp_path / "config" / "voicecoach").mkdir(parents=True, exist_ok=True)
        (tmp_path / "config" / "voicecoach" / "config.toml").write_text(text, "utf-8")

    return write


@pytest.fixture
def total_s(run, routine):
    """Compile the routine above, and return how long it is."""

    def total(*words, text=HOLD, name="mine.yaml"):
        result = run("plan", routine(text, name), "--json", *NONE, *words)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)["total_ms"] / 1000

    return total


def test_the_command_line_beats_a_variable_a_variable_a_table_and_a_table_the_rest(
    total_s, config, monkeypatch
):
    assert total_s() == 40
    config('hold = "11s"\n')
    assert total_s() == 22
    config('hold = "11s"\n[routine.mine]\nhold = "12s"\nrounds = 3\n')
    assert total_s() == 36
    assert total_s(name="other.yaml") == 22
    monkeypatch.setenv("VOICECOACH_HOLD", "13s")
    assert total_s() == 39
    assert total_s("--hold", "14s") == 42
    assert total_s("--set", "hold=15s", "--rounds", "1") == 15


def test_a_table_is_for_a_built_in_routine_too(run, config):
    config('[routine.bar-hang]\nrounds = 1\nhold = "20s"\n')
    plan = json.loads(run("plan", "bar-hang", "--json", *NONE).stdout)
    assert [one["duration_ms"] for one in plan["intervals"] if one["kind"] == "hold"] == [20_000]


def test_what_a_routine_does_not_have_is_skipped_unless_it_is_asked_for(run, total_s, config, monkeypatch):
    config('hold = "40s"\nfit = "10m"\n')
    monkeypatch.setenv("VOICECOACH_REST", "5s")
    assert total_s(text=OTHER) == 5
    result = run("plan", "mine.yaml", *NONE, "--hold", "40s")
    assert result.exit_code == 2
    assert " --> --hold\n" in result.stderr
    assert "--set" not in result.stderr


def test_a_table_for_a_routine_must_be_right(run, routine, config):
    config('rate = 150\n[routine.mine]\nhodl = "12s"\n')
    result = run("plan", routine(HOLD), *NONE)
    assert result.exit_code == 2
    assert " --> config.toml:3\n" in result.stderr
    assert "did you mean `hold`?" in result.stderr


@pytest.mark.parametrize(
    ("text", "place"), [("routine = 5\n", "line 1"), ("rate = 9\n\n[routine.mine]\nhold = [1]\n", "line 3")]
)
def test_a_table_that_is_none_is_refused(run, config, text, place):
    config(text)
    result = run("plan", "bar-hang", *NONE)
    assert result.exit_code == 2
    assert place in result.stderr
    assert "[routine.max-hangs]" in result.stderr


def test_a_config_file_that_would_take_long_is_refused(run, config):
    config(f"a{'.a' * 60_000} = 1\n")
    result = run("plan", "bar-hang", *NONE)
    assert result.exit_code == 2
    assert "config.toml` is larger than 100 kB" in result.stderr


@pytest.mark.parametrize(
    "text", [f"a{'.a' * 49_000} = 1\n", f"\n[a{'.a' * 49_000}]\n", f"a = {{a{'.a' * 49_000} = 1}}\n"]
)
def test_a_key_of_thousands_of_parts_is_refused(run, config, text):
    config(text)
    result = run("plan", "bar-hang", *NONE)
    assert result.exit_code == 2
    assert "has more than 100 parts" in result.stderr


@pytest.mark.parametrize("line", ["# " + "." * 200, "# " + ". " * 200, "# " + "-" * 90_000])
def test_a_ruler_in_the_config_file_is_no_key(run, config, line):
    config(f"{line}\nrate = 150\n")
    assert run("plan", "bar-hang", *NONE).exit_code == 0


def test_fit_and_rounds_from_different_places_do_not_contradict_each_other(run, total_s, config):
    config("rounds = 4\n")
    assert total_s("--fit", "3m") == 180
    config('fit = "3m"\n')
    assert total_s() == 180
    assert total_s("--rounds", "1") == 20
    assert run("plan", "mine.yaml", *NONE, "--rounds", "1", "--fit", "3m").exit_code == 2


@pytest.mark.parametrize(
    ("words", "variables", "text", "origin"),
    [
        (["--hold", "50s"], {}, "", " --> --hold\n"),
        (["--set", "hold=50s"], {}, "", " --> --set\n"),
        ([], {"VOICECOACH_HOLD": "50s"}, "", " --> VOICECOACH_HOLD\n"),
        ([], {"VOICECOACH_SET": "hold=50s"}, "", " --> VOICECOACH_SET\n"),
        ([], {}, '# mine\n\nhold = "50s"\n', " --> config.toml:3\n"),
        ([], {}, '[routine.mine]\nhold = "50s"\n', " --> config.toml:2\n"),
        ([], {"VOICECOACH_FIT": "soon"}, "", "for VOICECOACH_FIT"),
        ([], {}, 'fit = "soon"\n', "for config.toml:1"),
        ([], {"VOICECOACH_RATE": "fast"}, "", "Invalid value for VOICECOACH_RATE"),
        ([], {}, "\nrate = 1000\n", "Invalid value for config.toml:2"),
        ([], {"VOICECOACH_TONES": "loud"}, "", "VOICECOACH_TONES: unknown tone pack"),
        ([], {}, 'tones = "loud"\n', "config.toml:1: unknown tone pack"),
        (["--tones", "loud"], {}, "", "error: unknown tone pack"),
    ],
)
def test_an_error_names_the_true_source_of_a_value(
    run, routine, config, monkeypatch, words, variables, text, origin
):
    config(text)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    result = run("plan", routine(HOLD), *NONE, *words)
    assert result.exit_code == 2
    assert origin in result.stderr


def test_a_variable_of_an_engine_is_blamed(run, monkeypatch):
    monkeypatch.setenv("VOICECOACH_ENGINE", "hibary")
    assert "VOICECOACH_ENGINE: there is no engine" in run("plan", "bar-hang").stderr


def test_filters_are_blamed_where_they_are_written(run, config, monkeypatch):
    config('# mine\nfocus = "finger"\n')
    monkeypatch.setenv("VOICECOACH_LEVEL", "eazy")
    stderr = run("plan", *NONE).stderr
    assert "error: config.toml:2, VOICECOACH_LEVEL: no built-in routine matches all filters" in stderr
    assert "did you mean `fingers`?" in stderr
    assert "VOICECOACH_FOCUS" not in run("plan", "--focus", "finger", *NONE).stderr


@pytest.mark.parametrize(
    ("written", "words"),
    [("9999", "it is 400 at most"), ("-1", "it is 0 at least"), ("slow", "it is a whole number, such as 3")],
)
def test_a_wrong_number_is_said_in_plain_words_with_its_source(run, monkeypatch, written, words):
    monkeypatch.setenv("VOICECOACH_RATE", written)
    stderr = " ".join(run("plan", "bar-hang").stderr.split())
    assert f"Invalid value for VOICECOACH_RATE: {words}" in stderr


@pytest.mark.parametrize(
    ("option", "named"), [("voice", "VOICECOACH_VOICE"), ("language", "VOICECOACH_LANGUAGE")]
)
def test_a_voice_that_is_missing_is_blamed_on_what_named_it(capsys, option, named):
    before = state()
    set_state(replace(before, origins={option: ValueOrigin(rank=Rank.VARIABLE, label=named)}))
    try:
        with pytest.raises(typer.Exit), exit_on_failure():
            find_voice("nobody", [], "", engine="espeak")
    finally:
        set_state(before)
    assert capsys.readouterr().err.startswith(f"error: {named}: the engine espeak has no voice `nobody`")


@pytest.mark.parametrize("wanted", ["nope", "7", "head"])
def test_a_device_that_is_missing_is_blamed_on_its_option(wanted):
    devices = [
        Device(index=index, name=name, host="ALSA", channels=2, is_default=False)
        for index, name in enumerate(("Headset", "Headphones"))
    ]
    with pytest.raises(DeviceError) as failure:
        choose_device(devices, wanted)
    assert failure.value.option == "device"


@pytest.mark.parametrize(
    "written", [os.pathsep.join(("my music.mp3", "calm.ogg")), "my music.mp3\n  calm.ogg\n"]
)
def test_a_list_in_a_variable_keeps_its_blanks(run, monkeypatch, written):
    monkeypatch.setenv("VOICECOACH_BED", written)
    result = run("export", "bar-hang", "-o", "a.wav", "--rounds", "1")
    assert "bed: my music.mp3, calm.ogg" in result.stderr
    assert "VOICECOACH_BED: there is no bed `my music.mp3`" in result.stderr


def test_a_single_text_in_the_config_file_is_a_list_of_one(run, config):
    config('bed = "my music.mp3"\n')
    result = run("export", "bar-hang", "-o", "a.wav", "--rounds", "1")
    assert "config.toml:1: there is no bed `my music.mp3`" in result.stderr


def test_settings_in_a_variable_may_have_colons(total_s, monkeypatch):
    monkeypatch.setenv("VOICECOACH_SET", os.pathsep.join(("hold=0:25", "rounds=3")))
    assert total_s() == 75


@pytest.mark.parametrize("written", ["", os.pathsep, "\n \n"])
def test_an_empty_list_is_no_list(written):
    assert divided(written) == []


def test_options_that_may_be_repeated_are_not_left_to_typer():
    lists = [
        parameter
        for command in get_command(app).commands.values()
        for parameter in command.params
        if getattr(parameter, "multiple", False)
    ]
    assert {parameter.name for parameter in lists} == {
        "settings",
        "tags",
        "bed",
        "output",
        "load",
        "edge",
        "reached",
    }
    assert not any(parameter.envvar for parameter in lists)


def test_doctor_shows_the_lines_and_the_tables(run, config):
    config('rate = 150\n[routine.max-hangs]\nhold = "8s"\n')
    shown = {one["name"]: one for one in json.loads(run("doctor", "--json").stdout)["settings"]}
    assert shown["rate"] == {"name": "rate", "value": 150, "from": "config.toml:1"}
    assert shown["routine.max-hangs.hold"] == {
        "name": "routine.max-hangs.hold",
        "value": "8s",
        "from": "config.toml:3",
    }
