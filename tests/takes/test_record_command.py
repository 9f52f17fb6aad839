"""`voicecoach record`: on a terminal, from a microphone that plays a known sound; without one; without a terminal."""

import fcntl
import json
import os
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import numpy as np
import pytest
import sound_server
import soundfile
from references import loudness_lufs
from terminals import Terminal
from test_terminal_faults import OnTerminal
from voices import words

ROUTINE = """\
title: Short
steps:
  - lead-in: 7s
  - hold: Hang
    for: 12s
    cues: {50%: "Halfway."}
"""
COMMAND = [sys.executable, "-m", "voicecoach"]
RATE = 48_000


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "short.yaml").write_text(ROUTINE)
    return tmp_path


@pytest.fixture
def environment(folder, clips):
    return {
        "VOICECOACH_CACHE_DIR": str(clips),
        "VOICECOACH_DATA_DIR": str(folder / "data"),
        "VOICECOACH_ENGINE": "none",  # nothing has to be spoken, and lengths are known
    }


@pytest.fixture
def studio(pulse, folder, environment):
    """A microphone that gives what is played into it: the monitor of a sink of its own."""
    pulse.control(
        "load-module", "module-null-sink", "sink_name=mic", "rate=48000", "channels=2", "norewinds=1"
    )
    pulse.control("set-default-sink", "test")
    pulse.control("set-default-source", "mic.monitor")
    return Studio(pulse, folder, environment)


class Studio:
    def __init__(self, pulse, folder, environment):
        self.environment = {**pulse.environment, **environment}
        self.folder = folder

    def record(self, *options, columns=80, rows=24):
        command = [*COMMAND, "record", "short.yaml", "--to", "my-voice", *options]
        return Terminal(command, columns=columns, rows=rows, environment=self.environment, cwd=self.folder)

    def say(self, *, seconds=1.0, amplitude=0.3):
        """Say something into the microphone, now."""
        path = self.folder / "said.wav"
        soundfile.write(path, words(RATE, seconds=seconds, amplitude=amplitude), RATE)
        subprocess.run(["paplay", "--device=mic", str(path)], env=self.environment, check=True)

    def files(self):
        folder = self.folder / "my-voice"
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def check(studio, *words):
    return subprocess.run(
        [*COMMAND, *words],
        env={**os.environ, **studio.environment},
        cwd=studio.folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_sentence_is_recorded_heard_and_kept_and_then_is_a_voice(studio, pulse):
    terminal = studio.record()
    try:
        first = terminal.wait_for("sentence 1 of")
        assert "Get ready." in first
        assert "at most" in first
        terminal.type(b" ")
        terminal.wait_for("get ready\\s")
        terminal.wait_for("speak now")
        with pulse.recording() as played:
            studio.say(seconds=1.0)
            terminal.wait_for(r"Good: [01]\.\d s\.")
            terminal.wait_for("playing it")
            terminal.wait_for(r"Good: [01]\.\d s\.\s+space next")  # it was heard to its end
        assert studio.files() == ["raw/get-ready.1.wav"]
        terminal.type(b" ")
        terminal.wait_for("sentence 2 of")
        assert studio.files() == ["get-ready.wav", "raw/get-ready.1.wav"]
        terminal.wait_for("speak now")
        studio.say(seconds=3.0)
        terminal.wait_for(r"Too long by \d\.\d s")
        terminal.type(b"q")
        assert terminal.process.wait(20) == 0
        assert terminal.is_restored()
        terminal.wait_for("5 sentences are missing", in_output=True)
    finally:
        terminal.close()
    assert studio.files() == ["get-ready.wav", "raw/get-ready.1.wav", "raw/hang-twelve-seconds.1.wav"]
    clip, rate = soundfile.read(studio.folder / "my-voice" / "get-ready.wav")
    assert rate == RATE
    assert loudness_lufs(clip) == pytest.approx(-16, abs=0.5)
    raw, _ = soundfile.read(studio.folder / "my-voice" / "raw" / "get-ready.1.wav")
    assert raw.shape[1] == 2
    assert len(raw) - len(clip) == pytest.approx(0.6 * RATE, abs=0.01 * RATE)
    # what is heard is what was said: the same words, at another level
    from scipy.signal import correlate

    said = words(RATE)
    alike = np.abs(correlate(clip, said, method="fft")).max() / np.linalg.norm(clip) / np.linalg.norm(said)
    assert alike > 0.9
    assert np.abs(played[0]).max() > 0.1
    plan = json.loads(check(studio, "plan", "short.yaml", "--voice", "my-voice", "--json").stdout)
    length_ms = next(event["duration_ms"] for event in plan["events"] if event.get("text") == "Get ready.")
    assert length_ms == pytest.approx(len(clip) / 48, abs=40)


def test_it_goes_on_where_it_was_left_even_after_kill_9(studio):
    terminal = studio.record(columns=40, rows=20)
    try:
        terminal.wait_for("sentence 1 of 6")
        terminal.type(b" ")
        terminal.wait_for("speak now")
        studio.say()
        terminal.wait_for(r"Good")
        terminal.type(b" ")
        terminal.wait_for("sentence 2 of 6")
        terminal.wait_for("speak now")
        studio.say(seconds=0.5)
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.process.wait()
    finally:
        terminal.close()
    assert studio.files() == ["get-ready.wav", "raw/get-ready.1.wav"]
    terminal = studio.record()
    try:
        assert "Hang. Twelve seconds." in terminal.wait_for("sentence 1 of 5")
        terminal.type(b"\x03")
        assert terminal.process.wait(20) == 130
        assert terminal.is_restored()
    finally:
        terminal.close()


def test_a_microphone_that_is_muted_is_told_within_a_second(studio, pulse):
    pulse.control("set-source-mute", "mic.monitor", "1")
    terminal = studio.record()
    try:
        terminal.wait_for("sentence 1 of 6")
        terminal.type(b" ")
        shown = terminal.wait_for("no sound at all")
        assert "get ready" in shown  # the count is not over yet
        terminal.type(b" ")
        terminal.type(b"q")
        assert terminal.process.wait(20) == 0
    finally:
        terminal.close()
        pulse.control("set-source-mute", "mic.monitor", "0")


def test_a_microphone_can_be_chosen_and_a_wrong_one_names_those_that_there_are(studio):
    listed = check(studio, "devices", "--microphones")
    assert "pulse" in listed.stdout
    terminal = studio.record("--microphone", "toaster")
    try:
        assert terminal.process.wait(30) == 3
        shown = terminal.wait_for("toaster", in_output=True)
        assert "There is" in shown
    finally:
        terminal.close()


def test_without_any_microphone_it_exits_3_with_the_next_step(folder, environment):
    sound_server.require()
    alone = {**sound_server.no_device_environment(folder), **environment}
    command = [*COMMAND, "record", "short.yaml", "--to", "my-voice"]
    terminal = Terminal(command, environment=alone, cwd=folder)
    try:
        assert terminal.process.wait(60) == 3
        shown = terminal.wait_for("No microphone was found", in_output=True)
        assert "--list" in shown
        assert terminal.is_restored()
    finally:
        terminal.close()
    assert not (folder / "my-voice").exists()


def test_ctrl_z_gives_the_terminal_back_and_fg_goes_on(studio):
    """A take that is being recorded is broken off: the shell has the terminal meanwhile."""
    words_of_command = ("record", "short.yaml", "--to", "my-voice")
    recording = OnTerminal(
        studio.folder, {**os.environ, **studio.environment, "TERM": "xterm"}, *words_of_command
    )
    fcntl.ioctl(recording._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        recording.wait_for("sentence 1 of 6")
        recording.press(b" ")
        recording.wait_for("speak now")
        recording.press(b"\x1a")
        assert recording.told("stopped") in {signal.SIGTSTP, signal.SIGSTOP}
        shown = len(recording.shown)
        recording.go_on()
        while "space record" not in recording.shown[shown:]:
            assert recording.process.poll() is None
            time.sleep(0.02)
        recording.press(b"q")
        end = recording.told("code")
        assert (end["code"], end["restored"]) == (0, True)
    finally:
        recording.close()
    assert studio.files() == []


@pytest.mark.realtime
@pytest.mark.parametrize("rate", [16_000, 44_100])
def test_a_microphone_of_another_rate_is_recorded_at_its_own(rate):
    sound_server.require("jackd", "jack_lsp")
    program = Path(__file__).with_name("microphone_program.py")
    with sound_server.jack_server(rate) as environment:
        done = subprocess.run(
            [sys.executable, str(program)], env=environment, capture_output=True, text=True, check=True
        )
    told = json.loads(done.stdout)
    assert (told["rate"], told["channels"], told["overflows"]) == (rate, 2, 0)
    assert told["seconds"] > 0.8
    assert done.stderr == ""
