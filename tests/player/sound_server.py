"""Sound devices without hardware: private PulseAudio daemons, JACK's dummy, ALSA's file plug-in."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path

import numpy as np
import pytest

APT_LINE = (
    "sudo apt-get install -y --no-install-recommends pulseaudio pulseaudio-utils libasound2-plugins libportaudio2 "
    "jackd2 alsa-utils gcc libc6-dev"
)
WITHOUT_SOUND = "VOICECOACH_TESTS_WITHOUT_SOUND"
RATE = 48_000

# norewinds: a null sink that rewinds starts with gaps and blurs short sounds in its monitor.
_SINK = "module-null-sink sink_name={name} rate=48000 channels=2 norewinds=1"


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
    """A daemon of its own, in a folder of its own, with the sink `test`."""

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
        self.start()

    def start(self, *, with_sink=True):
        sink = f"load-module {_SINK.format(name='test')}\nset-default-sink test\n" if with_sink else ""
        script = self._folder / "test.pa"
        script.write_text(f"load-module module-native-protocol-unix\n{sink}")
        words = ["--daemonize=no", "-n", "--exit-idle-time=-1", "--realtime=no", "--high-priority=no"]
        words += ["--use-pid-file=no", f"--file={script}", "--log-target=stderr"]
        with (self._folder / "log").open("ab") as log:
            self.process = subprocess.Popen(["pulseaudio", *words], env=self.environment, stderr=log)
        for _ in range(200):
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

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def control(self, *arguments):
        subprocess.run(["pactl", *arguments], env=self.environment, check=True, capture_output=True)

    def add_sink(self, name):
        self.control("load-module", *_SINK.format(name=name).split())
        self.control("set-default-sink", name)

    def remove_sink(self):
        """Remove every null sink."""
        self.control("unload-module", "module-null-sink")

    def record(self, sink="test"):
        return Recorder(self._folder / f"recording-{time.monotonic_ns()}.raw", sink, self.environment)

    @contextmanager
    def recording(self):
        """Record what the sink plays; the yielded list gets one float array `(frames, 2)` at the end."""
        recorded = []
        recorder = self.record()
        try:
            yield recorded
            time.sleep(0.1)
        finally:
            recorded.append(recorder.stop())


class Recorder:
    def __init__(self, path, sink, environment):
        self._path = path
        words = ["-d", f"{sink}.monitor", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=2"]
        with path.open("wb") as file:
            self._process = subprocess.Popen(
                ["parec", *words, "--latency-msec=20"],
                env=environment,
                stdout=file,
                stderr=subprocess.DEVNULL,
            )
        for _ in range(300):  # the monitor also gives silence, so the first bytes show that it records
            if path.stat().st_size or self._process.poll() is not None:
                break
            time.sleep(0.01)
        self.began_s = time.monotonic()

    def stop(self):
        """Return what was recorded, float `(frames, 2)`."""
        self._process.terminate()
        self._process.wait()
        samples = np.frombuffer(self._path.read_bytes(), np.int16)
        return samples[: len(samples) // 2 * 2].reshape(-1, 2) / 32_768


@contextmanager
def jack_server(rate):
    """Run JACK's dummy device at a rate; yield an environment in which it is the only device."""
    with tempfile.TemporaryDirectory(prefix="jack-") as folder:
        alone = no_device_environment(Path(folder)) | {
            "JACK_NO_START_SERVER": "1",
            "JACK_NO_AUDIO_RESERVATION": "1",
        }
        # The machine has eight places for servers, and one that was killed keeps its place until its name comes again.
        for name in ("voicecoach-a", "voicecoach-b", "voicecoach-c"):
            environment = alone | {"JACK_DEFAULT_SERVER": name}
            words = ["--name", name, "-r", "-d", "dummy", "--rate", str(rate), "--period", "1024"]
            with (Path(folder) / "log").open("wb") as log:
                process = subprocess.Popen(["jackd", *words], env=environment, stdout=log, stderr=log)
            if _answers(process, environment):
                break
            process.kill()
            process.wait()
        else:
            pytest.fail((Path(folder) / "log").read_text())
        try:
            yield environment
        finally:
            process.terminate()  # and so it gives its place back
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(process, environment):
    """Wait until the server has its ports; False when it ended instead, as it does while another has its name."""
    for _ in range(200):
        done = subprocess.run(["jack_lsp"], env=environment, capture_output=True, check=False)
        if process.poll() is not None:
            return False
        if done.returncode == 0 and b"system:playback_1" in done.stdout:
            return True
        time.sleep(0.05)
    return False


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


def fault_library(folder: Path):
    """Compile the library that makes ALSA fail on command; return the environment for it and the file of commands."""
    library, command = folder / "alsa_fault.so", folder / "fault"
    source = Path(__file__).with_name("alsa_fault.c")
    subprocess.run(["cc", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    command.write_text("")
    return {"LD_PRELOAD": str(library), "ALSA_FAULT": str(command)}, command


def busy_processes(count):
    """Return processes that do nothing but compute."""
    return [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]


def make_way(processes):
    """Let other programs go first: where several tests run at once, there are fewer processors than busy processes."""
    for process in processes:
        os.setpriority(os.PRIO_PROCESS, process.pid, 10)
    return processes
