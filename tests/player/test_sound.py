"""The real device stack: PortAudio over ALSA's file plug-in and over a private PulseAudio daemon."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import sound_server
from sources import RATE, TICK_FRAMES, ramp, ticks

PROGRAM = Path(__file__).with_name("play_program.py")
SILENCE_BEFORE = 12_000


def run(environment, *arguments):
    """Return the exit code, the report and what reached standard error."""
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *arguments],
        env={**environment, "PYTHONPATH": str(PROGRAM.parent)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert lines, done.stderr
    return done.returncode, json.loads(lines[-1]), done.stderr


@contextmanager
def playing(environment, source):
    """Start the program, and go on when the source is audible."""
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), source],
        env={**environment, "PYTHONPATH": str(PROGRAM.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout.readline() == "playing\n"
            yield process
        finally:
            process.kill()


def first_loud(samples):
    return int(np.argmax(np.abs(samples) > 0.02))


@pytest.mark.parametrize(("source", "channels"), [("ramp:2880000", 1), ("stereo:480000", 2)])
def test_the_device_gets_every_sample_bit_for_bit(tmp_path, source, channels):
    sound_server.require()
    code, report, noise = run(sound_server.alsa_file_environment(tmp_path), source)

    assert (code, noise) == (0, "")
    assert report["end"] == "finished"
    captured = np.fromfile(tmp_path / "captured.raw", "<f4").reshape(-1, 2) * 32_768
    expected = ramp(int(source.split(":")[1]), channels).samples * 32_768
    sounding = captured[SILENCE_BEFORE : SILENCE_BEFORE + len(expected)]
    assert np.array_equal(
        sounding.astype(np.int16), np.broadcast_to(expected, (len(expected), 2)).astype(np.int16)
    )
    assert np.array_equal(sounding, sounding.astype(np.int16))
    assert not captured[:SILENCE_BEFORE].any()
    behind = captured[SILENCE_BEFORE + len(expected) :]
    assert len(behind) > report["latency_frames"]
    assert not behind.any()
    assert report["spent_s"] < 5


def test_every_tick_is_on_its_second_and_the_last_is_heard_whole(pulse):
    with pulse.recording() as recordings:
        code, report, noise = run(pulse.environment, "ticks:10")

    assert (code, noise) == (0, "")
    assert report["end"] == "finished"
    assert report["underflows"] == 0
    assert report["monotonic"]
    assert report["latency_frames"] >= 0.3 * RATE
    heard = recordings[0]
    assert np.array_equal(heard[:, 0], heard[:, 1])
    onsets, at = [], 0
    while np.any(np.abs(heard[at:, 0]) > 0.02):
        onsets.append(at + first_loud(heard[at:, 0]))
        at = onsets[-1] + RATE // 2
    errors_frames = np.array(onsets) - onsets[0] - RATE * np.arange(len(onsets))
    assert len(onsets) == 10
    assert np.abs(errors_frames).max() <= RATE // 1000, errors_frames
    expected = ticks(1).samples[-TICK_FRAMES:, 0]
    assert np.abs(heard[onsets[-1] : onsets[-1] + TICK_FRAMES, 0] - expected).max() < 2e-4


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_playing_within_a_second(pulse, number, code):
    with pulse.recording() as recordings, playing(pulse.environment, "hum:60") as process:
        time.sleep(0.7)
        process.send_signal(number)
        sent_s = time.monotonic()
        out, noise = process.communicate(timeout=10)
        left_after_s = time.monotonic() - sent_s

    report = json.loads(out)
    assert left_after_s < 1
    assert (process.returncode, noise) == (code, "")
    assert report["end"] == "interrupted"
    # The queue is dropped, so what was heard is what the playhead says, and not half a second more.
    sounding = int(np.count_nonzero(np.abs(recordings[0][:, 0]) > 0.02))
    assert sounding == pytest.approx(report["position_frame"], abs=0.06 * RATE)


def test_a_frozen_sound_server_does_not_freeze_us(pulse):
    pulse.process.send_signal(signal.SIGSTOP)
    try:
        started_s = time.monotonic()
        code, report, noise = run(pulse.environment, "hum:1", "--limit", "1")
        assert time.monotonic() - started_s < 4
    finally:
        pulse.process.send_signal(signal.SIGCONT)
    assert (code, noise) == (3, "")
    assert report["error"] == "The sound system did not answer within 1 s."


def test_a_server_that_freezes_while_playing_can_be_left(pulse):
    with playing(pulse.environment, "hum:60") as process:
        pulse.process.send_signal(signal.SIGSTOP)
        try:
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            sent_s = time.monotonic()
            out, _ = process.communicate(timeout=10)
            assert time.monotonic() - sent_s < 1
        finally:
            pulse.process.send_signal(signal.SIGCONT)
    assert process.returncode == 130
    assert json.loads(out)["end"] == "interrupted"


def test_the_devices_are_listed_with_the_default_one(pulse):
    program = (
        "from voicecoach.player.outputs.sounddevice_output import SoundDeviceSystem\n"
        "system = SoundDeviceSystem()\n"
        "for device in system.list(): print(device.name, device.host, device.channels > 0, device.is_default)\n"
        "print(system.version())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=pulse.environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert "pulse ALSA True False" in lines
    assert "default ALSA True True" in lines
    assert lines[-1].startswith("PortAudio V19")
    assert done.stderr == ""


def test_a_wrong_device_name_lists_what_there_is(pulse):
    code, report, _ = run(pulse.environment, "hum:1", "--device", "plse")
    assert code == 3
    assert report["hint"].startswith("Did you mean `pulse`?")


def test_without_the_library_one_sentence_says_what_to_install():
    code, report, noise = run(os.environ, "hum:1", "--without-portaudio")
    assert (code, noise) == (3, "")
    assert report["kind"] == "DeviceError"
    assert report["error"] == "The PortAudio library, which sound needs, is not installed."
    assert "install" in report["hint"]
    assert "portaudio" in report["hint"]
    assert "\n" not in report["hint"]


def test_without_a_device_the_error_says_so(tmp_path):
    sound_server.require()
    code, report, noise = run(sound_server.no_device_environment(tmp_path), "hum:1")
    assert (code, noise) == (3, "")
    assert report["error"] == "No sound device was found."
    assert "voicecoach export" in report["hint"]
