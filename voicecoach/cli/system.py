"""`devices` and `cache`: what there is on this machine."""

from __future__ import annotations

from voicecoach.cli.terminal import show, show_json, show_table


def show_devices(*, microphones: bool, as_json: bool) -> None:
    from voicecoach.player.inputs.sounddevice_input import SoundDeviceMicrophones
    from voicecoach.player.outputs.sounddevice_output import SoundDeviceSystem

    devices = SoundDeviceMicrophones().list() if microphones else SoundDeviceSystem().list()
    if as_json:
        data = [
            {
                "number": device.index,
                "name": device.name,
                "host": device.host,
                "channels": device.channels,
                "default": device.is_default,
            }
            for device in devices
        ]
        show_json(data)
        return
    if not devices:
        what = "microphone" if microphones else "sound device"
        show(f"no {what} was found; `voicecoach doctor` says what to do")
        return
    rows = [("number", "name", "system", "channels", "")]
    rows += [
        (
            str(device.index),
            device.name,
            device.host,
            str(device.channels),
            "default" if device.is_default else "",
        )
        for device in devices
    ]
    show_table(rows)


def show_cache(*, clear: bool) -> None:
    from voicecoach.output.islands import IslandCache
    from voicecoach.output.png import PictureCache
    from voicecoach.speech.cache import ClipCache, default_folder

    for one, many, cache in (
        ("clip", "clips", ClipCache(default_folder())),
        ("piece of MP3", "pieces of MP3", IslandCache()),
        ("cover", "covers", PictureCache()),
    ):
        found = cache.clear() if clear else cache.summary()
        held = f"{found.entries} {one if found.entries == 1 else many}, {found.size_bytes / 1e6:.1f} MB"
        if clear:
            show(f"deleted {held} from {found.folder}")
        else:
            show(f"{found.folder}: {held} of {found.limit_bytes / 1e6:.0f} MB")
