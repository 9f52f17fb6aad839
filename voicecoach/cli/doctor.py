"""`doctor`: what voicecoach needs here, and which setting came from where."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from voicecoach import __version__
from voicecoach.cli.config import config_file, read_config
from voicecoach.cli.options import env
from voicecoach.cli.terminal import show
from voicecoach.errors import DeviceError, ExitCode, LogError
from voicecoach.programs import find_program
from voicecoach.report.shelf import table
from voicecoach.speech.listing import Check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def examine(settings: Sequence[str]) -> int:
    """Print every check with its remedy, then each of these settings with its origin. Return 3 when nothing can speak or write."""
    from voicecoach.speech.listing import checks

    speech = checks("en")
    found = [*speech, *_sound(), *_buttons(), *_programs(), _log()]
    show(f"voicecoach {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    show("")
    for check in found:
        show(f"{'ok     ' if check.good else 'missing'}  {check.name}: {check.found}")
        if check.remedy and not check.good:
            show(f"         remedy: {check.remedy}")
    show("")
    show(_origins(settings))
    can_speak = any(check.good for check in speech if check.name.startswith("engine"))
    return ExitCode.DONE if can_speak else ExitCode.ENVIRONMENT


def _sound() -> Iterator[Check]:
    from voicecoach.player.outputs.auto import other_ways
    from voicecoach.player.outputs.sounddevice_output import SoundDeviceSystem

    system = SoundDeviceSystem()
    try:
        devices = system.list()
        yield Check(name="PortAudio (play)", good=True, found=system.version())
    except DeviceError as missing:
        yield Check(name="PortAudio (play)", good=False, found=missing.message, remedy=missing.hint)
        others = other_ways()
        yield Check(
            name="sound without PortAudio (play)",
            good=bool(others),
            found=", ".join(others) or "none",
            remedy="pip install 'voicecoach[miniaudio]', or install PortAudio",
        )
        return
    default = next((device.name for device in devices if device.is_default), "")
    yield Check(
        name="sound device (play)",
        good=bool(devices),
        found=default or (f"{len(devices)} devices" if devices else "none"),
        remedy="connect a headset or start the sound server; `voicecoach export` works without",
    )


def _log() -> Check:
    from voicecoach.log.database import FILE_NAME, Log
    from voicecoach.log.folder import log_folder

    path = log_folder() / FILE_NAME
    try:
        log = Log.read(path.parent)
        if log is None:
            return Check(name="log of sessions", good=True, found=f"{path}, not begun yet")
        with log:
            return Check(name="log of sessions", good=True, found=f"{path}, {_counted(log.count())}")
    except LogError as problem:
        return Check(name="log of sessions", good=False, found=problem.message, remedy=problem.hint)


def _counted(sessions: int) -> str:
    return f"{sessions} session{'' if sessions == 1 else 's'}"


def _programs() -> Iterator[Check]:
    ffmpeg = find_program("ffmpeg")
    yield Check(
        name="ffmpeg (sound files in rare formats)",
        good=ffmpeg is not None,
        found=ffmpeg or "not found; WAV, FLAC, Ogg and MP3 work without",
        remedy="install ffmpeg with the system's package manager",
    )


def _buttons() -> Iterator[Check]:
    """Look for what brings the buttons of headsets to us: an extra, and the bus of a desktop session."""
    if not sys.platform.startswith("linux"):
        return
    from voicecoach.player.controls.mpris import can_have_buttons, has_bus

    if not can_have_buttons():
        found, remedy = "dbus-fast is not installed; play works without", "pip install 'voicecoach[mpris]'"
    elif not has_bus():
        found, remedy = "no session bus; play works without", "start voicecoach in a desktop session"
    else:
        found, remedy = "through the session bus", ""
    yield Check(name="headset buttons (play)", good=not remedy, found=found, remedy=remedy)


def _origins(names: Sequence[str]) -> str:
    """Return a table of every setting, its value and where that came from."""
    config = read_config(names)
    rows = [("setting", "value", "from")]
    for name in names:
        variable = env(name)
        if variable in os.environ:
            rows.append((name, os.environ[variable], variable))
        elif name in config:
            rows.append((name, str(config[name]), str(config_file())))
        else:
            rows.append((name, "", "default"))
    rows.append(("config file", str(config_file()), "found" if config_file().is_file() else "not there"))
    return table(rows)
