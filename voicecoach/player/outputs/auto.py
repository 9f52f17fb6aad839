"""Chooses a sound system: PortAudio, or whatever else is installed."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from voicecoach.errors import DeviceBusyError, DeviceError, DeviceHungError
from voicecoach.player.outputs.file_output import SUFFIX, FileDevices
from voicecoach.programs import find_program

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.player.sound_system import Device, Devices, Output

PORTAUDIO: Final = "portaudio"
MINIAUDIO: Final = "miniaudio"


def other_ways() -> tuple[str, ...]:
    """Return what is installed besides PortAudio."""
    found = [MINIAUDIO] if find_spec(MINIAUDIO) else []
    if sys.platform.startswith("linux"):
        from voicecoach.player.outputs.pipe_output import PIPES

        found += filter(find_program, PIPES)
    return tuple(found)


def all_systems(portaudio: Devices) -> AutoDevices:
    """Return every way to the system's sound, the one to prefer first."""
    from voicecoach.player.outputs.miniaudio_output import MiniaudioDevices

    systems: dict[str, Devices] = {PORTAUDIO: portaudio, MINIAUDIO: MiniaudioDevices()}
    if sys.platform.startswith("linux"):
        from voicecoach.player.outputs.pipe_output import PIPES, PipeDevices

        systems |= {program: PipeDevices(program) for program in PIPES}
    return AutoDevices(systems)


class AutoDevices:
    """Sound systems by name, the one to prefer first: opens the first one that works, and then stays with it."""

    def __init__(self, systems: Mapping[str, Devices]) -> None:
        self._systems = dict(systems)
        self._preferred = next(iter(self._systems.values()))
        self._chosen: Devices | None = None

    def list(self) -> Sequence[Device]:
        return self._preferred.list()

    def open(self, device: str, *, channels: int) -> Output:
        """Open the device of this name or number, or the sound system of this name; empty tries each system in turn."""
        wanted = device.strip()
        if wanted.lower().endswith(SUFFIX):
            self._chosen = self._chosen or FileDevices()
        elif wanted in self._systems:
            self._chosen, wanted = self._systems[wanted], ""
        if self._chosen is None and wanted:
            self._chosen = self._preferred
        if self._chosen is not None:
            return self._chosen.open(wanted, channels=channels)
        refusals: list[DeviceError] = []
        for devices in self._systems.values():
            try:
                output = devices.open("", channels=channels)
            except (DeviceBusyError, DeviceHungError):
                raise  # there is a device; another way to it would meet the same
            except DeviceError as refusal:
                refusals.append(refusal)
            else:
                self._chosen = devices
                return output
        raise refusals[0]
