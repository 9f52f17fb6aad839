"""The private names of pyttsx3 that `pyttsx3_once` leans on. If one fails after an update, mend that file."""

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import voicecoach
from voicecoach.speech.engines import pyttsx3_once
from voicecoach.speech.engines.pyttsx3_engine import ONCE, espeak_environment

ROOT = Path(__file__).parents[2]
PROGRAM = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("once", sys.argv[1])
once = importlib.util.module_from_spec(spec)
spec.loader.exec_module(once)
once.load_espeak()
import pyttsx3
from pyttsx3.drivers import _espeak
engine = pyttsx3.init("espeak")
idle = once.wait_until(lambda: not _espeak.IsPlaying(), 10)  # it works off what `init` has set in a thread of its own
print(callable(engine.proxy.setBusy), idle)
"""


def test_the_version_that_they_were_read_in_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"pyttsx3=={version('pyttsx3')}" in project["dependencies"]


@pytest.mark.skipif(sys.platform != "linux", reason="espeak-ng is behind pyttsx3 on Linux only")
def test_the_proxy_can_be_set_busy_and_the_driver_says_whether_it_plays():
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, ONCE],
        capture_output=True,
        text=True,
        check=False,
        env=espeak_environment({}),
    )
    assert result.stdout.split()[-2:] == ["True", "True"], result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="espeak-ng is behind pyttsx3 on Linux only")
def test_no_room_for_a_thread_is_found_before_espeak_would_wait_for_one(monkeypatch):
    def refuse(_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", refuse)
    monkeypatch.setattr(pyttsx3_once, "load_espeak", lambda: pytest.fail("it went on"))
    with pytest.raises(RuntimeError, match="can't start new thread"):
        pyttsx3_once.carry_out({"list": True})


def test_no_other_file_knows_them():
    package = Path(voicecoach.__file__).parent  # the installed one, where that is what is tested
    found = [
        path
        for path in package.rglob("*.py")
        if "setBusy" in path.read_text() or "_espeak\n" in path.read_text()
    ]
    assert found == [ONCE]
