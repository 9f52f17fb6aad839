"""A file in the place of a device: what would be heard, silence at both ends included."""

from __future__ import annotations

import os
import wave
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voicecoach.errors import DeviceError
from voicecoach.sound.mix import to_int16
from voicecoach.unfinished import unfinished_file
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.player.sound_system import Device
    from voicecoach.sound.clip import Samples

LATENCY_FRAMES: Final = SAMPLE_RATE // 2
SUFFIX: Final = ".wav"


class FileDevices:
    """Opens files by their names."""

    def list(self) -> Sequence[Device]:
        return ()

    def open(self, device: str, *, channels: int) -> FileOutput:
        return FileOutput(Path(device), channels=channels)


class FileOutput:
    """16-bit WAV, as fast as it is written. It gets its name when it is closed."""

    drops_at_once = True

    def __init__(self, path: Path, *, channels: int) -> None:
        self.latency_frames = LATENCY_FRAMES
        self.underflows = 0
        self._path = path
        self._making = ExitStack()
        try:
            if Path(os.path.realpath(path)).is_symlink():
                raise DeviceError(f"`{path}` is a link that leads back to itself.")
            if path.exists() and not path.is_file():
                raise DeviceError(f"`{path}` is no file, and would be replaced by one.")
            self._part, self._raw = self._making.enter_context(unfinished_file(path.resolve().parent))
        except OSError as error:
            raise DeviceError(f"`{path}` cannot be written ({error.strerror}).") from error
        self._file = wave.open(self._raw, "wb")  # noqa: SIM115  (`close` closes it)
        self._is_closed = False
        self._file.setnchannels(channels)
        self._file.setsampwidth(2)
        self._file.setframerate(SAMPLE_RATE)

    def room(self) -> int:
        return self.latency_frames

    def write(self, samples: Samples) -> None:
        try:
            self._file.writeframes(to_int16(samples).astype("<i2").tobytes())
        except OSError as error:
            raise DeviceError(f"`{self._path}` cannot be written ({error.strerror}).") from error

    def drop(self) -> None:
        """Nothing is queued."""

    def close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            with self._making:
                try:
                    self._file.close()
                    self._raw.close()
                    self._part.replace(self._path.resolve())
                except OSError as error:
                    raise DeviceError(f"`{self._path}` cannot be written ({error.strerror}).") from error
