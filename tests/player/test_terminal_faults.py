"""`voicecoach play` on a terminal, without one, and with a bug inside."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import sound_server

ROUTINE = """\
title: Short
steps:
  - lead-in: 7s
  - hold: Hang
    for: 20s
"""
SHORT = "title: Short\nsteps:\n  - say: Go.\n    for: 1s\n"
pytestmark = pytest.mark.realtime
RUN = "from voicecoach.cli import main; main()"
BREAK = """
from voicecoach.sound.mix import Mix
real = Mix.read
def read(self, start_frame, frames):
    if start_frame > 24000:
        raise ZeroDivisionError("the mix is broken")
    return real(self, start_frame, frames)
Mix.read = read
"""


@pytest.fixture
def environment(tmp_path, clips):
    (tmp_path / "long.yaml").write_text(ROUTINE)
    (tmp_path / "short.yaml").write_text(SHORT)
    return os.environ | {
        "VOICECOACH_CACHE_DIR": str(clips),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "VOICECOACH_ENGINE": "espeak",  # speaks at once
        "TERM": "xterm",
    }


class OnTerminal:
    """A command on a pseudo-terminal, with a shell's part played by pty_play.py."""

    def __init__(self, folder, environment, *words):
        self.shown = ""
        terminal, inside = pty.openpty()
        told, tell = os.pipe()
        heed, order = os.pipe()
        self._terminal, self._told, self._order = terminal, os.fdopen(told), order
        shell = [sys.executable, str(Path(__file__).with_name("pty_play.py")), str(tell), str(heed)]
        self.process = subprocess.Popen(
            [*shell, sys.executable, "-c", RUN, *words],
            cwd=folder,
            env=environment,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            pass_fds=(tell, heed),
            start_new_session=True,
        )
        for descriptor in (inside, tell, heed):
            os.close(descriptor)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.pid = self.told("pid")

    def _read(self):
        while True:
            try:
                block = os.read(self._terminal, 4096)
            except OSError:
                return
            if not block:
                return
            self.shown += block.decode("utf-8", "replace")

    def told(self, key, limit_s=30):
        ready, _, _ = select.select([self._told], [], [], limit_s)
        assert ready, f"nothing of {key}: {self.shown}"
        line = json.loads(self._told.readline())
        assert key in line, (line, self.shown)
        return line if key == "code" else line[key]

    def wait_for(self, text, limit_s=60):
        end_s = time.monotonic() + limit_s
        while text not in self.shown:
            assert time.monotonic() < end_s, self.shown
            assert self.process.poll() is None, self.shown
            time.sleep(0.02)

    def press(self, key):
        os.write(self._terminal, key)

    def go_on(self):
        os.write(self._order, b"\n")

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self._terminal)
        os.close(self._order)
        self._told.close()
        self._reader.join(2)


@pytest.fixture
def on_terminal(tmp_path, environment):
    started = []

    def start(*words):
        started.append(OnTerminal(tmp_path, environment, *words))
        return started[-1]

    yield start
    for terminal in started:
        terminal.close()


@pytest.mark.parametrize(
    ("how", "code"),
    [(b"\x03", 130), (signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
)
def test_a_signal_leaves_the_terminal_as_it_was(on_terminal, how, code):
    playing = on_terminal("play", "long.yaml", "--mute", "--no-screen")
    playing.wait_for("Hang")
    began_s = time.monotonic()
    if isinstance(how, bytes):
        playing.press(how)
    else:
        os.kill(playing.pid, how)
    end = playing.told("code")
    assert time.monotonic() - began_s < 1
    assert (end["code"], end["restored"]) == (code, True)
    assert "Traceback" not in playing.shown


def test_ctrl_z_stops_it_and_fg_goes_on(on_terminal):
    playing = on_terminal("play", "long.yaml", "--mute", "--no-screen")
    playing.wait_for("Hang")
    playing.press(b"\x1a")
    assert playing.told("stopped") in {signal.SIGTSTP, signal.SIGSTOP}
    time.sleep(1.5)
    playing.go_on()
    playing.wait_for("slept")
    playing.press(b"\x03")
    end = playing.told("code")
    assert (end["code"], end["restored"]) == (130, True)


def test_a_second_ctrl_c_ends_it_whatever_it_does(on_terminal):
    playing = on_terminal("play", "long.yaml", "--mute", "--no-screen")
    playing.wait_for("Hang")
    playing.press(b"\x03\x03\x03")
    end = playing.told("code")
    assert end["code"] in {130, -signal.SIGINT}
    assert end["restored"]


@pytest.mark.parametrize("stdin", ["null", "pipe", "closed"])
def test_without_a_terminal_it_plays_all_the_same(tmp_path, environment, stdin):
    sound_server.require()
    run = [sys.executable, "-c", RUN, "play", "short.yaml"]
    closed = ["sh", "-c", 'exec "$@" <&-', "sh"] if stdin == "closed" else []
    played = subprocess.run(
        [*closed, *run],
        cwd=tmp_path,
        env=environment | sound_server.alsa_file_environment(tmp_path),
        **({"input": "nnn\n"} if stdin == "pipe" else {"stdin": subprocess.DEVNULL}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert played.returncode == 0, played.stderr
    assert (tmp_path / "captured.raw").stat().st_size > 48_000 * 8
    assert "Go." in played.stderr


def test_an_error_while_it_plays_is_a_bug_with_its_message_and_not_the_end(tmp_path, environment):
    sound_server.require()
    played = subprocess.run(
        [sys.executable, "-c", BREAK + RUN, "play", "long.yaml"],
        cwd=tmp_path,
        env=environment | sound_server.alsa_file_environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert played.returncode == 4
    assert "bug: ZeroDivisionError: the mix is broken" in played.stderr
    assert "finished" not in played.stderr


def test_without_any_device_one_sentence_says_what_to_do(tmp_path, environment):
    sound_server.require()
    began_s = time.monotonic()
    played = subprocess.run(
        [sys.executable, "-c", RUN, "play", "short.yaml"],
        cwd=tmp_path,
        env=environment | sound_server.no_device_environment(tmp_path) | {"XDG_RUNTIME_DIR": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert time.monotonic() - began_s < 60
    assert (played.returncode, played.stdout) == (3, "")
    assert "error: No sound device was found." in played.stderr
    assert "--mute" in played.stderr
    assert "ALSA lib" not in played.stderr
