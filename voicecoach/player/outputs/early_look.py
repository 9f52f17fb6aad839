"""Looks before anything is spoken whether there is a device to play on."""

from __future__ import annotations

from contextlib import suppress

from voicecoach.errors import DeviceBusyError, DeviceHungError
from voicecoach.player.choice import choose_device
from voicecoach.player.outputs.auto import MINIAUDIO, PORTAUDIO, other_ways
from voicecoach.player.outputs.file_output import SUFFIX
from voicecoach.player.outputs.sounddevice_output import SoundDeviceSystem


def look_for_device(device: str) -> None:
    """Raise DeviceError where `device` cannot be opened because it is not there, empty for any. Opens nothing.

    What only opening can tell is left to that: a device in use, a system that does not answer, another way than PortAudio.
    """
    wanted = device.strip()
    others = other_ways()
    if wanted.lower().endswith(SUFFIX) or wanted in {MINIAUDIO, *others} or (others and not wanted):
        return
    with suppress(DeviceBusyError, DeviceHungError):
        choose_device(SoundDeviceSystem().list(), "" if wanted == PORTAUDIO else wanted)
