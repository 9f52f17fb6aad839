"""Sound devices without hardware: a private PulseAudio daemon, and ALSA's file plug-in."""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path

import numpy as np
import pytest

APT_LINE = "sudo apt-get install -y --no-install-recommends pulseaudio pulseaudio-utils libasound2-plugins libportaudio2"
WITHOUT_SOUND = "VOICECOACH_TESTS_WITHOUT_SOUND"
RATE = 48_000

# norewinds: a null sink that rewinds starts with gaps and blurs short sounds in its monitor.
_DAEMON_SCRIPT = """\
load-module module-native-protocol-unix
load-module module-null-sink sink_name=test rate=48000 channels=2 norewinds=1
set-default-sink test
"""


def require(*programs):
    """Fail with what to install; skip only where the environment says that there is no sound."""
    missing = [program for program in programs if not shutil.which(program)]
    if not find_library("portaudio"):
        missing.append("the PortAudio library")
    if not Path("/usr/share/alsa/alsa.conf").exists():
        missing.append("ALSA's configuration")
    if missing and os.environ.get(WITHOUT_SOUND) == "1":
        pytest.skip(f"{WITHOUT_SOUND}=1, and {', '.join(missing)} is missing")
    if missing:
        pytest.fail(f"{', '.join(missing)} is missing: {APT_LINE} (or set {WITHOUT_SOUND}=1 to skip)")


class PulseServer:
    def __init__(self, folder: Path):
        self.environment = os.environ | {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder / "pulse"),
            "PULSE_STATE_PATH": str(folder / "state"),
            "PULSE_COOKIE": str(folder / "cookie"),
        }
        self.environment.pop("PULSE_SERVER", None)
        self._folder = folder
        for name in ("pulse", "state"):
            (folder / name).mkdir()
        (folder / "test.pa").write_text(_DAEMON_SCRIPT)
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [
                    *("pulseaudio", "--daemonize=no", "-n", "--exit-idle-time=-1", "--realtime=no"),
                    *(
                        "--high-priority=no",
                        "--use-pid-file=no",
                        f"--file={folder / 'test.pa'}",
                        "--log-target=stderr",
                    ),
                ],
                env=self.environment,
                stderr=log,
            )
        self._wait_until_ready()

    def _wait_until_ready(self):
        for _ in range(100):
            if self.process.poll() is not None:
                break
            if (
                subprocess.run(
                    ["pactl", "info"], env=self.environment, capture_output=True, check=False
                ).returncode
                == 0
            ):
                return
            time.sleep(0.05)
        self.stop()
        pytest.fail(f"PulseAudio does not start:\n{(self._folder / 'log').read_text()}")

    def stop(self):
        self.process.kill()
        self.process.wait()

    def control(self, *arguments):
        subprocess.run(["pactl", *arguments], env=self.environment, check=True, capture_output=True)

    @contextmanager
    def recording(self):
        """Record what the sink plays; the yielded list gets one float array `(frames, 2)` at the end."""
        path = self._folder / f"recording-{time.monotonic_ns()}.raw"
        recorded = []
        with path.open("wb") as file:
            recorder = subprocess.Popen(
                [
                    *(
                        "parec",
                        "-d",
                        "test.monitor",
                        "--raw",
                        "--format=s16le",
                        f"--rate={RATE}",
                        "--channels=2",
                    ),
                    "--latency-msec=20",
                ],
                env=self.environment,
                stdout=file,
            )
            try:
                for _ in range(
                    200
                ):  # the monitor also gives silence, so the first bytes show that it records
                    if path.stat().st_size:
                        break
                    time.sleep(0.01)
                yield recorded
                time.sleep(0.1)
            finally:
                recorder.terminate()
                recorder.wait()
        samples = np.frombuffer(path.read_bytes(), np.int16)
        recorded.append(samples[: len(samples) // 2 * 2].reshape(-1, 2) / 32768)


def alsa_file_environment(folder: Path):
    """Return an environment whose only device writes raw frames to `folder/captured.raw`, faster than real time."""
    config = folder / "asound.conf"
    captured = folder / "captured.raw"
    config.write_text(
        "</usr/share/alsa/alsa.conf>\n"
        f'pcm.!default {{ type file; slave.pcm null; file "{captured}"; format raw }}\n'
    )
    return os.environ | {"ALSA_CONFIG_PATH": str(config), "PULSE_SERVER": "unix:/nonexistent"}


def no_device_environment(folder: Path):
    """Return an environment in which no device can be opened, whatever hardware this machine has."""
    config = folder / "asound.conf"
    broken = "".join(f"{name} {{ type nonexistent }}\n" for name in ("pcm.!default", "pcm.!hw", "ctl.!hw"))
    config.write_text(f"</usr/share/alsa/alsa.conf>\n{broken}")
    return os.environ | {"ALSA_CONFIG_PATH": str(config), "PULSE_SERVER": "unix:/nonexistent"}
