"""Which way the sound takes: PortAudio, or what else there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.errors import DeviceBusyError, DeviceError, DeviceHungError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.player.model import Device, Devices, Output


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
        if wanted in self._systems:
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
