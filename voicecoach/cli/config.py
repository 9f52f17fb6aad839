"""The config file: defaults for options, in the platform's config folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from voicecoach.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

APP = "voicecoach"
COMMANDS_WITH_DEFAULTS = ("play", "export", "plan", "check", "say")
CONFIGURABLE = (
    "engine",
    "voice",
    "rate",
    "language",
    "tones",
    "voice-gain",
    "tone-gain",
    "no-caution",
    "quiet",
    "hold",
    "rest",
    "rounds",
    "focus",
    "equipment",
    "level",
    "max-time",
    "device",
    "volume",
)


def config_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / "config.toml"


def read_config() -> dict[str, Any]:
    """Return the settings of the config file, or nothing where there is none. Raises UsageError for a wrong one."""
    path = config_file()
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except OSError as refused:
        raise UsageError(f"cannot read the config file `{path}`: {refused.strerror}") from refused
    import tomllib

    try:
        settings = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise UsageError(f"the config file `{path}` is not TOML: {wrong}") from wrong
    unknown = sorted(set(settings) - set(CONFIGURABLE))
    if unknown:
        known = ", ".join(f"`{name}`" for name in CONFIGURABLE)
        raise UsageError(
            f"unknown key `{unknown[0]}` in the config file `{path}`", hint=f"it may have {known}"
        )
    return settings


def default_map(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the settings as defaults of the commands that coach; `list` and `voices` always show everything."""
    by_parameter = {name.replace("-", "_"): value for name, value in settings.items()}
    return dict.fromkeys(COMMANDS_WITH_DEFAULTS, by_parameter)
