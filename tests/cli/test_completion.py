"""What a shell offers at Tab, asked through the script that bash loads."""

import os
import shlex
import shutil
import subprocess
import sys
from types import SimpleNamespace as Context

import pytest

from voicecoach.cli import completing
from voicecoach.library import every_name
from voicecoach.player.outputs.sounddevice_output import SoundDeviceSystem
from voicecoach.player.sound_system import Device

ROUTINE = """\
title: Mine
parameters:
  hold: {default: 10s, about: length of the hang}
  grip: {default: wide, choices: [wide, narrow]}
steps:
  - hold: Bar hang
    for: $hold
  - rest: 20s
  - hold: "Plank; on your \\"elbows\\""
    for: 30s
"""
PROGRAM = "import sys; sys.argv[0] = 'voicecoach'; from voicecoach.cli import main; main()"


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    """Put the program into a folder of its own; return the folder, and the script that bash loads once when it starts."""
    program = tmp_path_factory.mktemp("bin") / "voicecoach"
    command = shlex.join([sys.executable, "-c", PROGRAM])
    program.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    program.chmod(0o755)
    environment = os.environ | {"_VOICECOACH_COMPLETE": "source_bash"}
    done = subprocess.run([program], env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return program.parent, done.stdout


@pytest.fixture
def offered(tmp_path, shell):
    """Return a function that gives what bash offers for the last word of a command line."""
    programs, loaded = shell
    (tmp_path / "mine.yaml").write_text(ROUTINE)
    (tmp_path / "plans").mkdir()
    (tmp_path / "kokoro.tgz").write_bytes(b"")
    voice = tmp_path / "data" / "voices" / "kokoro" / "ef_mine"
    voice.mkdir(parents=True)
    (voice / "ef_mine.bin").write_bytes(b"")
    (voice / "voice.json").write_text('{"file": "ef_mine.bin", "languages": ["es"], "sha256": ""}')
    environment = os.environ | {
        "VOICECOACH_DATA_DIR": str(tmp_path / "data"),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    }

    def ask(*words, begun=""):
        line = shlex.join(["voicecoach", *words])
        script = f"""
            eval {shlex.quote(loaded)}
            COMP_WORDS=({line} {shlex.quote(begun)}); COMP_CWORD={len(words) + 1}
            _voicecoach_completion voicecoach
            [ ${{#COMPREPLY[@]}} = 0 ] || printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        done = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        return done.stdout.split("\n")[:-1]

    return ask


@pytest.mark.parametrize(
    ("words", "begun", "expected"),
    [
        (("play",), "bar-", ["bar-hang"]),
        (("show",), "desk", ["desk-break"]),
        (("export",), "mi", ["minimum-edge-hangs", "mine.yaml"]),
        (("export",), "pl", ["plans/"]),
        (("new", "x.yaml", "--from"), "bar-", ["bar-hang"]),
        (("play", "bar-hang", "--set"), "", ["hold=", "rest=", "rounds="]),
        (("check", "mine.yaml", "--set"), "", ["hold=", "grip="]),
        (("plan", "mine.yaml", "--set"), "grip=", ["grip=wide", "grip=narrow"]),
        (("play", "mine.yaml", "--from"), "B", ["Bar\\ hang"]),
        (("play", "mine.yaml", "--from"), "Pl", ['Plank\\;\\ on\\ your\\ \\"elbows\\"']),
        (("play", "mine.yaml", "--hold", "5s", "--set", "hold=6s", "--from"), "B", []),  # set twice
        (("play", "bar-hang", "--engine"), "h", ["hibari"]),
        (("play", "bar-hang", "--engine", "hibari", "--voice"), "", ["heart"]),
        (("say", "Go.", "--tones"), "", []),
        (("play", "bar-hang", "--tones"), "", ["default"]),
        (("list", "--level"), "", ["easy", "hard", "medium"]),
        (("list", "--focus"), "h", ["hips"]),
        (("plan", "bar-hang", "--language"), "", ["de", "en", "es", "fr"]),
        (("export", "bar-hang", "-o", "-", "--format"), "o", ["ogg", "opus"]),
        (("voices",), "", ["add", "remove"]),
        (("voices", "add"), "k", ["kokoro.tgz"]),
        (("voices", "add", "kokoro.tgz"), "p", ["plans/"]),
        (("voices", "remove"), "", ["ef_mine"]),
        (("voices", "remove", "ef_mine"), "", []),
    ],
)
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is missing")
def test_what_bash_offers(offered, words, begun, expected):
    assert offered(*words, begun=begun) == expected


def test_devices_are_offered(monkeypatch):
    headset = Device(index=1, name="USB\nheadset", host="ALSA", channels=2, is_default=True)
    monkeypatch.setattr(SoundDeviceSystem, "list", lambda _: [headset])
    complete = completing.devices
    assert complete(Context(params={}), "USB") == [("USB headset", "ALSA")]
    assert complete(Context(params={}), "B") == []


@pytest.mark.parametrize("routine", ["missing.yaml", "no-such-routine", "broken.yaml", "-", ""])
def test_nothing_is_offered_and_nothing_said_where_there_is_nothing_to_read(offered, tmp_path, routine):
    (tmp_path / "broken.yaml").write_text("title: [\n")
    assert offered("play", routine, "--set") == []
    assert offered("play", routine, "--from") == []


def test_every_built_in_routine_is_offered(offered):
    names = [name for name in offered("play") if "/" not in name and not name.endswith(".yaml")]
    assert tuple(names) == every_name()


@pytest.mark.parametrize("name", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_the_script_of_each_shell_is_printed_whatever_shell_this_is(run, name):
    result = run("completion", name)
    assert result.exit_code == 0
    assert "_VOICECOACH_COMPLETE" in result.stdout


def test_of_a_shell_that_is_not_known_the_near_one_is_named(run):
    for written, shell in (("zhs", "zsh"), ("fsh", "fish")):
        result = run("completion", written)
        assert result.exit_code == 2
        assert f"did you mean `{shell}`?" in result.stderr
