"""Sound through a player program that reads samples from a pipe, where PortAudio is not installed."""

from __future__ import annotations

import fcntl
import os
import subprocess
import termios
from array import array
from typing import TYPE_CHECKING, Final

from voicecoach.errors import DeviceError
from voicecoach.player.outputs.channels import fit_channels
from voicecoach.programs import find_program
from voicecoach.units import MS_PER_S, SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.player.sound_system import Device
    from voicecoach.sound.clip import Samples

CHANNELS: Final = 2
_FRAME_BYTES: Final = 4 * CHANNELS
_PIPE_BYTES: Final = 1 << 16
_PROGRAM_MS: Final = 330  # what the program is to keep itself; with the pipe, half a second
_KEPT_MS: Final = {"pacat": 290, "aplay": 420}  # what it does keep (measured)
_START_LIMIT_S: Final = 0.3  # a program that finds no server ends within this time
_KILL_LIMIT_S: Final = 0.3

PIPES: Final[Mapping[str, tuple[str, ...]]] = {
    "pw-cat": (
        *("--playback", "--raw", f"--rate={SAMPLE_RATE}", f"--channels={CHANNELS}", "--format=f32"),
        *(f"--latency={_PROGRAM_MS}ms", "-"),
    ),
    "pacat": (
        *("--playback", "--raw", f"--rate={SAMPLE_RATE}", f"--channels={CHANNELS}", "--format=float32le"),
        *(f"--latency-msec={_PROGRAM_MS}", "--client-name=voicecoach", "--stream-name=voicecoach"),
    ),
    "aplay": (
        *("--quiet", "--file-type=raw", f"--rate={SAMPLE_RATE}", f"--channels={CHANNELS}"),
        *("--format=FLOAT_LE", f"--buffer-time={_PROGRAM_MS * MS_PER_S}", "-"),
    ),
}
"""Programs by name, the one to prefer first, with their words."""


class PipeDevices:
    """The default device, through one of the programs. Linux only."""

    def __init__(self, program: str, words: Sequence[str] | None = None) -> None:
        self._program = program
        self._words = PIPES[program] if words is None else words

    def list(self) -> Sequence[Device]:
        return ()

    def open(self, device: str, *, channels: int) -> PipeOutput:  # noqa: ARG002  (mono goes to both sides)
        if device:
            raise DeviceError(
                f"`{self._program}` plays on the default device only.", hint="Leave out the device's name."
            )
        path = find_program(self._program)
        if path is None:
            raise DeviceError(f"`{self._program}` is not installed.")
        return PipeOutput([path, *self._words], kept_ms=_KEPT_MS.get(self._program, _PROGRAM_MS))


class PipeOutput:
    """A running program. What is in the pipe can be counted, what the program keeps is known."""

    drops_at_once = False

    def __init__(self, command: Sequence[str], *, kept_ms: int = _PROGRAM_MS) -> None:
        self._command = command
        self._left = b""  # was written and is not in the pipe yet
        self._process = self._start()
        try:
            self._process.wait(_START_LIMIT_S)
        except subprocess.TimeoutExpired:
            pass
        else:
            self.close()
            raise self._failed()
        self.underflows = 0  # the programs do not tell
        self._pipe_frames = _PIPE_BYTES // _FRAME_BYTES
        self.latency_frames = self._pipe_frames + SAMPLE_RATE * kept_ms // MS_PER_S

    def room(self) -> int:
        if self._process.poll() is not None:
            raise self._failed()
        self._push()
        return max(self._pipe_frames - self._in_pipe(), 0)

    def write(self, samples: Samples) -> None:
        self._left += fit_channels(samples, CHANNELS).tobytes()
        self._push()

    def drop(self) -> None:
        self.close()
        self._left = b""
        self._process = self._start()

    def close(self) -> None:
        process = self._process
        process.kill()
        try:
            process.wait(_KILL_LIMIT_S)
        except subprocess.TimeoutExpired:
            raise DeviceError(f"`{self._command[0]}` does not end.") from None
        finally:
            if process.stdin is not None:
                process.stdin.close()

    @property
    def _input_fd(self) -> int:
        assert self._process.stdin is not None, "a pipe was asked for"
        return self._process.stdin.fileno()

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            process = subprocess.Popen(  # noqa: S603  (a fixed command)
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,  # Ctrl-C is ours to answer
            )
        except OSError as error:
            raise DeviceError(f"`{self._command[0]}` cannot be started ({error.strerror}).") from error
        assert process.stdin is not None, "a pipe was asked for"
        fd = process.stdin.fileno()
        os.set_blocking(fd, False)
        fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        return process

    def _push(self) -> None:
        """Write what is left. A pipe is full before its last byte where a page of it was read in part."""
        try:
            while self._left:
                self._left = self._left[os.write(self._input_fd, self._left) :]
        except BlockingIOError:
            pass
        except OSError as error:
            raise self._failed() from error

    def _in_pipe(self) -> int:
        """Return the frames that the program has not read, the one that it has read in part included."""
        count = array("i", [0])
        fcntl.ioctl(self._input_fd, termios.FIONREAD, count)
        return -(-(count[0] + len(self._left)) // _FRAME_BYTES)

    def _failed(self) -> DeviceError:
        return DeviceError(
            f"`{self._command[0]}` ended.", hint="Look whether the sound server runs: `pactl info`."
        )
