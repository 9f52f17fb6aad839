"""`voicecoach play` and its exit codes, on the real device stack."""

import os
import signal
import subprocess
import sys
import time
import wave

import numpy as np
import pytest
import sound_server

ROUTINE = """\
title: Short
steps:
  - lead-in: 7s
  - hold: Hang
    for: 6s
"""
SILENCE_BEFORE = 12_000
PROGRAM = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
if "--without-portaudio" in sys.argv:
    sys.argv.remove("--without-portaudio")
    import ctypes.util
    real = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None if "portaudio" in name else real(name)
from voicecoach.cli import main
main()
"""


@pytest.fixture
def start(tmp_path, clips):
    """Start the command in a folder with a routine."""
    (tmp_path / "short.yaml").write_text(ROUTINE)
    processes = []

    def run(*words, environment=os.environ):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *words],
            cwd=tmp_path,
            env={
                **environment,
                "VOICECOACH_CACHE_DIR": str(clips),
                "VOICECOACH_DATA_DIR": str(tmp_path / "data"),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield run
    for process in processes:
        process.kill()
        process.communicate()


def test_what_is_played_is_what_is_exported(start, tmp_path):
    sound_server.require()
    assert start("export", "short.yaml", "-o", "short.wav").wait(120) == 0
    played = start("play", "short.yaml", environment=sound_server.alsa_file_environment(tmp_path))
    _, shown = played.communicate(timeout=120)
    assert played.returncode == 0, shown
    with wave.open(str(tmp_path / "short.wav")) as file:
        exported = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    captured = np.rint(np.fromfile(tmp_path / "captured.raw", "<f4").reshape(-1, 2) * 32_768)
    sounding = captured[SILENCE_BEFORE : SILENCE_BEFORE + len(exported)]
    assert np.array_equal(sounding[:, 0].astype(np.int16), exported)
    assert np.array_equal(sounding[:, 1], sounding[:, 0])
    assert "“Hang. Six seconds.”" in shown


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_it_cleanly(start, number, code):
    process = start("play", "short.yaml", "--mute")
    while "lead-in" not in process.stderr.readline():
        assert process.poll() is None
    began_s = time.monotonic()
    process.send_signal(number)
    assert process.wait(10) == code
    assert time.monotonic() - began_s < 2
    assert "Traceback" not in process.stderr.read()


def test_without_portaudio_play_exits_3_with_the_remedy_and_export_works(start, tmp_path):
    played = start("play", "short.yaml", "--without-portaudio")
    out, err = played.communicate(timeout=120)
    assert (played.returncode, out) == (3, "")
    assert "PortAudio" in err
    assert "install" in err
    assert start("export", "short.yaml", "-o", "short.mp3", "--without-portaudio").wait(120) == 0
    assert (tmp_path / "short.mp3").stat().st_size > 50_000


def test_a_wrong_device_exits_before_anything_is_played(start, tmp_path):
    sound_server.require()
    played = start(
        "play", "short.yaml", "--device", "toaster", environment=sound_server.alsa_file_environment(tmp_path)
    )
    _, err = played.communicate(timeout=120)
    assert played.returncode == 3
    assert "toaster" in err
    assert not (tmp_path / "captured.raw").exists()
