"""`doctor`: what voicecoach needs here, and which setting came from where."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach import __version__
from voicecoach.cli.config import ROUTINE, Config, config_file, read_config
from voicecoach.cli.options import env
from voicecoach.cli.terminal import show, show_json, show_table, show_text
from voicecoach.errors import DeviceError, ExitCode, LogError, UsageError
from voicecoach.programs import find_program
from voicecoach.speech.listing import Check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class OptionValue(Struct, frozen=True, kw_only=True):
    """An option as it would be, were it not on the command line."""

    name: str
    value: object
    origin: str  # a variable, a file, or `default`


def examine(defaults: Mapping[str, object], *, as_json: bool) -> int:
    """Print every check with its remedy, then each setting with its value and origin. `defaults` are those of the options.

    Return 3 when nothing can speak, 2 when the config file is wrong.
    """
    from voicecoach.speech.listing import checks

    config, config_check = _config(tuple(defaults))
    speech = checks("en")
    found = [*speech, *_sound(), *_buttons(), *_programs(), _log(), config_check]
    settings = [_setting(name, default, config) for name, default in defaults.items()]
    settings += [
        OptionValue(name=key, value=value, origin=config.places.get(key, str(config_file())))
        for routine, table in config.routines.items()
        for key, value in ((f"{ROUTINE}.{routine}.{name}", value) for name, value in table.items())
    ]
    if as_json:
        show_json(_json(found, settings))
    else:
        show(f"voicecoach {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
        show("")
        for check in found:
            show_text(f"{'ok     ' if check.good else 'missing'}  {check.name}: {check.found}", indent=9)
            if check.remedy and not check.good:
                show_text(f"         remedy: {check.remedy}", indent=11)
        show("")
        rows = [(setting.name, _shown(setting.value), setting.origin) for setting in settings]
        show_table([("setting", "value", "from"), *rows])
    if not any(check.good for check in speech if check.name.startswith("engine")):
        return ExitCode.ENVIRONMENT
    return ExitCode.DONE if config_check.good else ExitCode.WRONG_USE


def _json(checks: Sequence[Check], settings: Sequence[OptionValue]) -> dict[str, object]:
    return {
        "version": __version__,
        "python": sys.version.split()[0],
        "platform": sys.platform,
        "checks": [
            {"name": check.name, "good": check.good, "found": check.found, "remedy": check.remedy}
            for check in checks
        ],
        "settings": [
            {"name": setting.name, "value": setting.value, "from": setting.origin} for setting in settings
        ],
    }


def _config(known: Sequence[str]) -> tuple[Config, Check]:
    """Return what the config file says, nothing where it is wrong, and whether it is right."""
    path = config_file()
    try:
        config = read_config(known)
    except UsageError as wrong:
        return Config(), Check(name="config file", good=False, found=wrong.message, remedy=wrong.hint)
    return config, Check(
        name="config file", good=True, found=str(path) if path.is_file() else f"{path}, not there"
    )


def _setting(name: str, default: object, config: Config) -> OptionValue:
    variable = env(name)
    if variable in os.environ:
        return OptionValue(name=name, value=os.environ[variable], origin=variable)
    if name in config.options:
        origin = config.places.get(name, str(config_file()))
        return OptionValue(name=name, value=config.options[name], origin=origin)
    return OptionValue(name=name, value=default, origin="default")


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)


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
