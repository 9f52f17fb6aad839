"""Failures of the environment: exceptions with an exit code and a next step."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    DONE = 0
    ROUTINE_HAS_ERRORS = 1
    WRONG_USE = 2
    ENVIRONMENT = 3
    BUG = 4
    INTERRUPTED = 130
    NO_READER = 141  # like a program that SIGPIPE ends


class VoicecoachError(Exception):
    """A failure that is not a bug: what happened, and what to do next."""

    exit_code = ExitCode.ENVIRONMENT

    def __init__(self, message: str, *, hint: str = "", option: str = "") -> None:
        """`option` names the option that is to blame, without the dashes, where one is."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.option = option

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.hint), self.__dict__)


def _rebuild(kind: type[VoicecoachError], message: str, hint: str) -> VoicecoachError:
    return kind(message, hint=hint)


class UsageError(VoicecoachError):
    """The command line asks for something impossible."""

    exit_code = ExitCode.WRONG_USE


class TakenError(UsageError):
    """A file is there that must not be replaced."""

    def __init__(self, message: str, *, hint: str = "", option: str = "", path: str = "") -> None:
        super().__init__(message, hint=hint, option=option)
        self.path = path


class SpeechError(VoicecoachError):
    """No engine, no voice, or a cue that an engine could not say.

    `text` is the cue's text as the author wrote it, where it is about one.
    """

    def __init__(self, message: str, *, hint: str = "", option: str = "", text: str = "") -> None:
        super().__init__(message, hint=hint, option=option)
        self.text = text


class DeviceError(VoicecoachError):
    """No sound device, or one that refuses us."""


class DeviceBusyError(DeviceError):
    """A sound device in use by another program: it may be free in a moment."""


class DeviceHungError(DeviceError):
    """A sound system that does not answer."""


class OutputError(VoicecoachError):
    """A file cannot be written, or an encoder is missing."""


class InputError(VoicecoachError):
    """A file that the user names cannot be read."""


class LogError(VoicecoachError):
    """The log of sessions cannot be read or written."""
