"""One cue by espeak-ng's library, called directly.

The library keeps the phase of its flutter from one text to the next, and no call resets it: the same text sounds
a little different each time. So it is loaded for one text and thrown away, which takes 5 ms. Where throwing it away
does nothing (musl), this module runs as a process of its own for each text.

The functions and structures are those of espeak-ng's `speak_lib.h`, version 1.51 and later.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from voicecoach.ending import signal_when_the_parent_dies
from voicecoach.speech.messages import read_message, write_message

if TYPE_CHECKING:
    from collections.abc import Sequence

AUDIO_OUTPUT_SYNCHRONOUS: Final = 2
INITIALIZE_DONT_EXIT: Final = 0x8000
CHARS_UTF8: Final = 1  # neither SSML nor [[phonemes]] are switched on
TIE: Final = "^"  # between the letters of one sound
PHONEMES_AS_IPA: Final = 0x02 | 0x80 | ord(TIE) << 8
POS_CHARACTER: Final = 1
PARAMETER_RATE: Final = 1
EVENT_END: Final = 0
EVENT_WORD: Final = 1
OK: Final = 0


class EspeakVoice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),  # a priority byte and a text, again and again, then a zero
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


class EspeakEvent(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),  # from 1, in code points
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),  # in ms
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(EspeakEvent)
)


class EspeakSpeech(Struct, frozen=True, kw_only=True):
    """16-bit mono samples in the machine's byte order, and (position, frame) of each word."""

    samples: bytes
    sample_rate: int
    marks: tuple[tuple[int, int], ...]


class EspeakError(Exception):
    """The library does not load, start, or take a text."""


@contextlib.contextmanager
def _opened(library_path: str, data_path: str) -> Any:
    """Yield the library, freshly loaded, and its sample rate; throw it away afterwards."""
    try:
        library = ctypes.CDLL(library_path)
    except OSError as failure:
        raise EspeakError(f"espeak-ng does not load: {failure}") from failure
    try:
        sample_rate = library.espeak_Initialize(
            AUDIO_OUTPUT_SYNCHRONOUS, 0, os.fsencode(data_path), INITIALIZE_DONT_EXIT
        )
        if sample_rate <= 0:
            raise EspeakError(f"espeak-ng does not start with its data in {data_path}")
        try:
            yield library, sample_rate
        finally:
            library.espeak_Terminate()
    finally:
        _close(library._handle)  # noqa: SLF001  # ctypes has no other way


def _close(handle: int) -> None:
    import _ctypes

    if sys.platform == "win32":
        _ctypes.FreeLibrary(handle)
    else:
        _ctypes.dlclose(handle)


def speak(library_path: str, data_path: str, *, text: str, voice: str, rate: int) -> EspeakSpeech:
    """Return a text as one voice (its identifier) says it, without the pause at the end. Raises EspeakError."""
    samples = bytearray()
    marks: list[tuple[int, int]] = []

    def take(wave: Any, count: int, events: Any) -> int:
        if wave and count:
            samples.extend(ctypes.string_at(wave, count * 2))
        index = 0
        while events[index].type != EVENT_END:
            event = events[index]
            if event.type == EVENT_WORD:
                marks.append((event.text_position - 1, event.audio_position * sample_rate // 1000))
            index += 1
        return 0

    with _opened(library_path, data_path) as (library, sample_rate):
        callback = Callback(take)
        library.espeak_SetSynthCallback(callback)
        if library.espeak_SetVoiceByName(voice.encode()) != OK:
            raise EspeakError(f"espeak-ng does not take the voice {voice}")
        library.espeak_SetParameter(PARAMETER_RATE, rate, 0)
        encoded = text.encode() + b"\0"
        synth = library.espeak_Synth
        synth.argtypes = (
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int,
            ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
        )  # fmt: skip
        if synth(encoded, len(encoded), 0, POS_CHARACTER, 0, CHARS_UTF8, None, None) != OK:
            raise EspeakError("espeak-ng does not take the text")
        library.espeak_Synchronize()
    return EspeakSpeech(samples=bytes(samples), sample_rate=sample_rate, marks=tuple(marks))


def phonemes(library_path: str, data_path: str, *, texts: Sequence[str], voice: str) -> list[str]:
    """Return each text in IPA, without punctuation; `TIE` joins the letters of one sound, and `(en)` marks where the language changes.

    `voice` is an identifier or a language. Raises EspeakError.
    """
    found = []
    with _opened(library_path, data_path) as (library, _):
        if library.espeak_SetVoiceByName(voice.encode()) != OK:
            raise EspeakError(f"espeak-ng does not take the voice {voice}")
        to_phonemes = library.espeak_TextToPhonemes
        to_phonemes.restype = ctypes.c_char_p
        to_phonemes.argtypes = (ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int)
        for text in texts:
            rest = ctypes.c_char_p(text.encode())
            clauses = []
            while rest.value:  # it is moved on by a clause, and at last to nothing
                clause = to_phonemes(ctypes.byref(rest), CHARS_UTF8, PHONEMES_AS_IPA)
                clauses.append((clause or b"").decode("utf-8", "replace"))
            found.append(" ".join(filter(None, clauses)))
    return found


def list_voices(library_path: str, data_path: str) -> list[dict[str, Any]]:
    """Return every voice as `id`, `name`, `languages` and for each its priority: the lowest is the usual voice of it.

    Raises EspeakError.
    """
    with _opened(library_path, data_path) as (library, _):
        library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(EspeakVoice))
        library.espeak_ListVoices.argtypes = (ctypes.c_void_p,)
        listed = library.espeak_ListVoices(None)
        voices = []
        index = 0
        while listed[index]:
            voice = listed[index].contents
            tags = _languages(voice.languages)
            voices.append(
                {
                    "id": voice.identifier.decode("utf-8", "replace"),
                    "name": voice.name.decode("utf-8", "replace"),
                    "languages": [language for _, language in tags],
                    "priorities": [priority for priority, _ in tags],
                }
            )
            index += 1
        return voices


def _languages(address: int) -> list[tuple[int, str]]:
    found = []
    while (priority := ctypes.string_at(address, 1)) != b"\0":
        language = ctypes.string_at(address + 1)
        found.append((priority[0], language.decode("utf-8", "replace")))
        address += 1 + len(language) + 1
    return found


def main() -> None:
    """Say the one text that the message on standard input holds; the answer is a message on standard output."""
    if sys.platform != "win32":
        signal_when_the_parent_dies(signal.SIGKILL)
    message = read_message(sys.stdin.buffer)
    if message is None:
        return  # whoever asked is gone
    order = message[0]
    try:
        said = speak(
            order["library"], order["data"], text=order["text"], voice=order["voice"], rate=order["rate"]
        )
    except EspeakError as failure:
        write_message(sys.stdout.buffer, {"problem": str(failure)})
    else:
        write_message(sys.stdout.buffer, {"sample_rate": said.sample_rate, "marks": said.marks}, said.samples)
