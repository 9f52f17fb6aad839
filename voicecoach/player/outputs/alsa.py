"""Asks ALSA what PortAudio does not tell: PortAudio lists no device that was in use when it started."""

from __future__ import annotations

import ctypes
import errno
import sys
from typing import Final

_PLAYBACK: Final = 0
_NONBLOCK: Final = 1


def is_alsa_busy() -> bool:
    """Tell whether another program holds the default device. It may hang, as any call into a sound system can."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        ctypes.CDLL("libasound.so.2", mode=ctypes.RTLD_GLOBAL)
        alsa = ctypes.CDLL(None)  # as the process sees it, whatever was loaded before the library
        handle = ctypes.c_void_p()
        code: int = alsa.snd_pcm_open(ctypes.byref(handle), b"default", _PLAYBACK, _NONBLOCK)
        if code == 0:
            alsa.snd_pcm_close(handle)
    except (OSError, AttributeError):  # no ALSA here
        return False
    return code == -errno.EBUSY
