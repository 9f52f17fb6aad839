"""The PortAudio library, behind one helper thread with a limit."""

from __future__ import annotations

import atexit
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from voicecoach.errors import DeviceBusyError, DeviceError, DeviceHungError
from voicecoach.player.helper_thread import HelperThread, OverdueError, forget
from voicecoach.player.quiet import quiet_stderr
from voicecoach.player.sound_system import Device
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.player.helper_thread import Job

Result = TypeVar("Result")

CALL_LIMIT_S: Final = 8.0  # for slow calls, such as opening a device
LEAVE_LIMIT_S: Final = 0.4
_EXIT_LIMIT_S: Final = 0.5
_INSTALL_BY_SYSTEM: Final = (
    ("debian", "sudo apt install libportaudio2"),
    ("ubuntu", "sudo apt install libportaudio2"),
    ("fedora", "sudo dnf install portaudio"),
    ("rhel", "sudo dnf install portaudio"),
    ("suse", "sudo zypper install libportaudio2"),
    ("arch", "sudo pacman -S portaudio"),
    ("alpine", "sudo apk add portaudio"),
    ("nixos", "nix-shell -p portaudio"),
)
CANNOT_WRITE: Final = -9976  # for a stream that works only with a callback
_INVALID_SAMPLE_RATE: Final = -9997
_DEVICE_UNAVAILABLE: Final = -9985


class PortAudio:
    """`sounddevice`, imported late. Importing starts PortAudio, which can hang as any of its calls can.

    There is one PortAudio per process, and so one of this (`PORTAUDIO`). Two threads must never be inside it.
    """

    def __init__(self) -> None:
        self._helper = HelperThread("portaudio")
        self._loaded: list[Any] = []
        self._warming: Job[Any] | None = None

    def warm_up(self) -> None:
        """Begin to start PortAudio; the first call waits for it. Within `quiet_session`: the library is noisy."""
        if not self._loaded and self._warming is None:
            self._warming = self._helper.begin(self._module)

    def call(
        self,
        function: Callable[[Any], Result],
        *,
        limit_s: float,
        discard: Callable[[Result], None] = forget,
    ) -> Result:
        """Return `function(sounddevice)`. Raises DeviceError for a missing library, a frozen server, a refusal.

        A result that comes after the limit is handed to `discard`, in the helper's thread.
        """

        def run() -> Result:
            return function(self._module())

        try:
            with quiet_stderr():
                if self._warming is not None and self._warming.done.wait(limit_s):
                    self._warming = None
                return self._helper.call(run, limit_s=limit_s, discard=discard)
        except OverdueError as error:
            raise DeviceHungError(
                f"The sound system did not answer within {limit_s:g} s.",
                hint="Restart the sound server (with PipeWire: `systemctl --user restart pipewire pipewire-pulse`).",
            ) from error
        except OSError as error:  # raised by the import when there is no library
            raise missing_library() from error
        except Exception as error:
            if not _is_refusal(error):
                raise
            raise refusal(error) from error

    def leave(self, stream: Any) -> None:
        """Close a stream. A sound system that does not answer is abandoned."""
        with suppress(DeviceError):
            self.call(lambda _sounddevice: stream.close(), limit_s=LEAVE_LIMIT_S)

    def settle(self, *, limit_s: float) -> None:
        """Wait for an abandoned call, such as the opening of an output that is no longer wanted."""
        self._helper.wait_until_free(limit_s)

    def guard(self, function: Callable[[], Result]) -> Result:
        """Call a function that does not hang, in this thread."""
        try:
            with quiet_stderr():
                return function()
        except Exception as error:
            if not _is_refusal(error):
                raise
            raise refusal(error) from error

    def _module(self) -> Any:
        if not self._loaded:
            import sounddevice

            # Its own handler would hang with a frozen server, and abort the process when the helper is caught inside.
            atexit.unregister(sounddevice._exit_handler)  # noqa: SLF001
            atexit.register(self._terminate)
            self._loaded.append(sounddevice)
        return self._loaded[0]

    def start_anew(self, *, limit_s: float) -> None:
        """Restart PortAudio, which looks for devices only when it starts. All streams end."""

        def restart(sounddevice: Any) -> None:
            while sounddevice._initialized:  # noqa: SLF001  (the only way, and the one that its author names)
                sounddevice._terminate()  # noqa: SLF001
            sounddevice._initialize()  # noqa: SLF001

        self.call(restart, limit_s=limit_s)

    def _terminate(self) -> None:
        with suppress(OverdueError), quiet_stderr():
            self._helper.call(self._loaded[0]._exit_handler, limit_s=_EXIT_LIMIT_S)  # noqa: SLF001


PORTAUDIO: Final = PortAudio()


def list_devices(sounddevice: Any, kind: Literal["input", "output"]) -> tuple[Device, ...]:
    """Return the devices that can record or play."""
    hosts = sounddevice.query_hostapis()
    try:
        default = sounddevice.query_devices(kind=kind)["index"]
    except sounddevice.PortAudioError:  # there is none
        default = -1
    return tuple(
        Device(
            index=device["index"],
            name=device["name"],
            host=hosts[device["hostapi"]]["name"],
            channels=channels,
            is_default=device["index"] == default,
        )
        for device in sounddevice.query_devices()
        if (channels := device[f"max_{kind}_channels"]) > 0
    )


def start_stream(sounddevice: Any, device: Device, start: Callable[[int], Result]) -> Result:
    """Return what `start` makes at 48 kHz, or at the device's own rate where it refuses that."""
    try:
        return start(SAMPLE_RATE)
    except sounddevice.PortAudioError as error:
        if error_code(error) != _INVALID_SAMPLE_RATE:
            raise
        return start(round(sounddevice.query_devices(device.index)["default_samplerate"]))


def _is_refusal(error: Exception) -> bool:
    # By its name, because the import itself can raise it, and then there is no class to compare with.
    return type(error).__name__ == "PortAudioError"


def missing_library() -> DeviceError:
    """Return what to do when the PortAudio library is not there."""
    if sys.platform in {"win32", "darwin"}:  # the wheel includes the library there
        install = f"{Path(sys.executable).name} -m pip install --force-reinstall sounddevice"
    else:
        install = _install_command(_os_release())
    return DeviceError(
        "The PortAudio library, which sound needs, is not installed.",
        hint=f"Install it with `{install}`; `voicecoach play --mute` and `voicecoach export` work without it.",
    )


def error_code(error: BaseException) -> int:
    """Return PortAudio's error number, 0 if there is none."""
    return error.args[1] if len(error.args) > 1 and isinstance(error.args[1], int) else 0


def refusal(error: Exception) -> DeviceError:
    """Return PortAudio's message, in our own words if we know what to do."""
    if error_code(error) == _DEVICE_UNAVAILABLE:
        return DeviceBusyError(
            "The sound device is in use or not ready.",
            hint="Close the program that plays on it, or choose another with `--device`.",
        )
    return DeviceError(
        f"The sound device failed ({error.args[0] if error.args else error}).",
        hint="`voicecoach devices` lists what is there now.",
    )


def _os_release() -> str:
    for path in (Path("/etc/os-release"), Path("/usr/lib/os-release")):
        with suppress(OSError):
            return path.read_text(encoding="utf-8", errors="replace")
    return ""


def _install_command(os_release: str) -> str:
    """Return the command for the distribution that `os-release(5)` names by ID or ID_LIKE."""
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    kin = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").lower()
    for system, command in _INSTALL_BY_SYSTEM:
        if system in kin:
            return command
    return "sudo apt install libportaudio2"
