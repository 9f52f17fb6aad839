"""Finding the device that the user means."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from voicecoach.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.player.sound_system import Device

_NO_DEVICES_HINT = (
    "Connect a headset or start the sound server; `voicecoach play --mute` and `voicecoach export` work without one. On Linux with PulseAudio "
    "or PipeWire, ALSA needs its plug-in (on Debian and Ubuntu: `sudo apt install libasound2-plugins`)."
)


def choose_device(devices: Sequence[Device], wanted: str) -> Device:
    """Return the device with this number, name or unambiguous part of a name; empty is the default one.

    Raises DeviceError that names the likely device and lists all of them.
    """
    if not devices:
        raise DeviceError("No sound device was found.", hint=_NO_DEVICES_HINT)
    wanted = wanted.strip()
    if not wanted:
        return next((device for device in devices if device.is_default), devices[0])
    if wanted.isdecimal():
        numbered = [device for device in devices if device.index == int(wanted)]
        if numbered:
            return numbered[0]
        raise DeviceError(
            f"There is no sound device number {wanted}.", hint=_there_is(devices), option="device"
        )
    key = wanted.casefold()
    named = [device for device in devices if device.name.casefold() == key]
    containing = [device for device in devices if key in device.name.casefold()]
    found = named or containing
    if not found:
        raise DeviceError(
            f"There is no sound device `{wanted}`.", hint=_did_you_mean(devices, key), option="device"
        )
    if len({device.name.casefold() for device in found}) > 1:
        names = ", ".join(f"`{device.name}`" for device in found)
        raise DeviceError(
            f"`{wanted}` is part of several sound devices: {names}.",
            hint="Give more of the name.",
            option="device",
        )
    # One card behind several host interfaces (Windows): that of the default device, else the first.
    default_host = next((device.host for device in devices if device.is_default), "")
    return next((device for device in found if device.host == default_host), found[0])


def _did_you_mean(devices: Sequence[Device], key: str) -> str:
    by_key = {device.name.casefold(): device.name for device in devices}
    words = {word: name for folded, name in by_key.items() for word in folded.split()}
    close = get_close_matches(key, [*by_key, *words], n=1, cutoff=0.6)
    meant = (by_key | words)[close[0]] if close else ""
    return f"Did you mean `{meant}`? {_there_is(devices)}" if meant else _there_is(devices)


def _there_is(devices: Sequence[Device]) -> str:
    return "There is: " + ", ".join(f"{device.index} `{device.name}`" for device in devices) + "."
