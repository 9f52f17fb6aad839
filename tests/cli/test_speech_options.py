"""Options and tables that change how a session sounds, not what it says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

ROUTINE = """\
title: T
steps:
  - say: Pallof press.
  - say: ɮ
    for: 10s
"""
HANG = "title: T\nsteps:\n  - say: Walk your feet forward.\n"


def exported(run, name, *words):
    result = run("export", name, *words, "-o", "a.wav", "-o", "a.json", "--quiet")
    assert result.exit_code == 0, result.stderr
    samples, _ = soundfile.read("a.wav")
    return samples, json.loads(Path("a.json").read_text("utf-8"))


WARM = """
import subprocess, sys

def no_process(*words, **_):
    raise AssertionError(words)

subprocess.Popen = no_process
from voicecoach.cli import main
try:
    main()
finally:
    heavy = {"hibari", "onnxruntime", "pyttsx3", "espeakng_loader", "scipy", "pyloudnorm", "soxr"}
    print(sorted(heavy & set(sys.modules)))
"""


@pytest.mark.parametrize("engine", ["hibari", "espeak"])
def test_a_warm_export_starts_no_engine_and_imports_none(run, routine, tmp_path, engine):
    words = ["export", routine(HANG), "--engine", engine, "--quiet", "-o"]
    for name in ("cold.mp3", "cold.wav"):
        assert run(*words, name).exit_code == 0
    for name in ("warm.mp3", "warm.wav"):
        command = [sys.executable, "-c", WARM, *words, name]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        assert result.stdout == "[]\n"
        assert (tmp_path / name).read_bytes() == (tmp_path / name.replace("warm", "cold")).read_bytes()


def texts(plan):
    return [event["text"] for event in plan["events"] if event["kind"] == "speech"]


def test_noisy_changes_the_sound_and_nothing_else(run, routine):
    name = routine(HANG)
    plain, plan = exported(run, name, "--engine", "espeak")
    noisy, noisy_plan = exported(run, name, "--engine", "espeak", "--noisy")
    assert noisy_plan == plan
    assert not np.allclose(noisy, plain, atol=0.01)


def test_a_routines_pronunciation_is_heard_and_not_shown(run, routine, tmp_path):
    head = "title: T\npronounce: {feet: enormous fully extended feet}\n"
    _, plan = exported(run, routine(HANG), "--engine", "espeak")
    _, longer = exported(run, routine(HANG.replace("title: T\n", head), "b.yaml"), "--engine", "espeak")
    assert texts(longer) == texts(plan) == ["Walk your feet forward."]
    durations = [one["events"][-1]["duration_ms"] for one in (plan, longer)]
    assert durations[1] > durations[0] + 500
    (tmp_path / "config" / "voicecoach").mkdir(parents=True)
    config = tmp_path / "config" / "voicecoach" / "config.toml"
    config.write_text('[pronounce]\nfeet = "enormous fully extended feet"\n', "utf-8")
    _, configured = exported(run, routine(HANG), "--engine", "espeak")
    assert configured["events"] == [{**event, "line": 3} for event in longer["events"]]


def test_how_an_included_routine_says_names_comes_with_its_steps(run, routine):
    """What the including routine says of a name beats it."""
    head = "title: T\npronounce: {feet: enormous fully extended feet, forward: on}\n"
    routine(HANG.replace("title: T\n", head), "part.yaml")
    outer = "title: T\npronounce: {forward: ever so very much forward}\nsteps:\n  - include: part.yaml\n"
    _, plan = exported(run, routine(outer), "--engine", "espeak")
    said = HANG.replace("title: T\n", "title: T\npronounce: {feet: enormous fully extended feet}\n")
    said = said.replace("feet: e", "forward: ever so very much forward, feet: e")
    _, alone = exported(run, routine(said, "alone.yaml"), "--engine", "espeak")
    assert texts(plan) == ["Walk your feet forward."]
    assert plan["events"][-1]["duration_ms"] == alone["events"][-1]["duration_ms"]


def test_a_table_of_names_that_is_none_is_named(run, tmp_path):
    (tmp_path / "config" / "voicecoach").mkdir(parents=True)
    (tmp_path / "config" / "voicecoach" / "config.toml").write_text('pronounce = "Pallof"\n')
    result = run("plan", "bar-hang", "--engine", "none")
    assert result.exit_code == 2
    assert "is no table of texts" in result.stderr


@pytest.mark.parametrize("command", ["plan", "check"])
def test_a_cue_that_cannot_be_said_is_named_with_its_line_and_engine(run, routine, command):
    result = run(command, routine(ROUTINE), "--engine", "hibari")
    assert result.exit_code == 3
    assert "error: mine.yaml:4: hibari cannot say `ɮ`: no sound came back" in result.stderr


def test_the_line_is_named_where_the_speech_decides_the_length(run, routine):
    result = run("plan", routine("title: T\nsteps:\n  - rest: 5s\n  - say: ɮ\n"), "--engine", "hibari")
    assert result.exit_code == 3
    assert "error: mine.yaml:4: hibari cannot say" in result.stderr


def test_with_auto_another_engine_takes_over_and_it_is_said(run, routine):
    result = run("plan", routine(ROUTINE))
    assert result.exit_code == 0
    assert "hibari cannot say `ɮ`: no sound came back; pyttsx3 takes over" in result.stderr


def test_a_folder_of_recordings_is_a_voice(run, routine, tmp_path):
    (tmp_path / "mine").mkdir()
    sound = 0.1 * np.sin(np.arange(48_000 * 2) / 20)
    soundfile.write(tmp_path / "mine" / "walk-your-feet-forward.wav", sound, 48_000)
    _, plan = exported(run, routine(HANG), "--engine", "espeak", "--voice", f"mine{os.sep}")
    assert [event["duration_ms"] for event in plan["events"]][-1] == pytest.approx(2000, abs=15)
