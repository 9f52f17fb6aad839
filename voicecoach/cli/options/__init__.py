"""The options that commands share, in frozen groups by what they are about. Each is defined once."""

from voicecoach.cli.options.base import (
    OUTPUT,
    PANELS,
    Device,
    Json,
    Quiet,
    Volume,
    env,
    flag,
    option,
)
from voicecoach.cli.options.of_files import BatchOptions, Outputs
from voicecoach.cli.options.of_routines import Choice, Settings, Which, Wishes
from voicecoach.cli.options.of_sessions import Beginning, LogEntry, RecordOptions, Where
from voicecoach.cli.options.of_sound import Gains, SoundOptions, Surroundings, VoiceOptions

__all__ = [
    "OUTPUT",
    "PANELS",
    "BatchOptions",
    "Beginning",
    "Choice",
    "Device",
    "Gains",
    "Json",
    "LogEntry",
    "Outputs",
    "Quiet",
    "RecordOptions",
    "Settings",
    "SoundOptions",
    "Surroundings",
    "VoiceOptions",
    "Volume",
    "Where",
    "Which",
    "Wishes",
    "env",
    "flag",
    "option",
]
