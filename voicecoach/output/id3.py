"""ID3v2.3 tags, which every player and headset reads, with chapters and the spoken lines as lyrics."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from voicecoach.output.captions import lrc
from voicecoach.output.sound_file import MOST_CHAPTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.output.sound_file import Tags

# ID3 wants codes of ISO 639-2; these are the languages that routines are likely to be written in
# fmt: off
_LANGUAGES: Final = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "cze", "da": "dan", "de": "ger", "el": "gre", "en": "eng",
    "es": "spa", "et": "est", "eu": "baq", "fa": "per", "fi": "fin", "fr": "fre", "ga": "gle", "gl": "glg",
    "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "is": "ice", "it": "ita", "ja": "jpn",
    "ko": "kor", "lt": "lit", "lv": "lav", "nb": "nob", "nl": "dut", "nn": "nno", "no": "nor", "pl": "pol",
    "pt": "por", "ro": "rum", "ru": "rus", "sk": "slo", "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha",
    "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "chi",
}
# fmt: on
_UNKNOWN_LANGUAGE: Final = "und"
_NO_OFFSET: Final = 0xFFFF_FFFF  # chapters are found by time, not by byte
_CONTENTS: Final = b"toc"
_HEADER_BYTES: Final = 10  # of a tag, and of each frame in it
_FRAME_SIZE_AT: Final = 4
_FRAME_FLAGS_AT: Final = 8
_VERSION: Final = b"ID3\x03\x00\x00"
_MOST_FRAMES_BEFORE: Final = 20  # the artist's; it is the first or second one here


def id3_tag(tags: Tags) -> bytes:
    """Return what goes before the first MP3 frame; nothing when there are no tags."""
    from importlib import import_module

    id3: Any = import_module("mutagen.id3")  # only partly typed: its constructors are not
    frames = _saved(id3, _text_frames(id3, tags)) + _in_order(_saved(id3, _chapter_frames(id3, tags)))
    return _header(len(frames)) + frames if frames else b""


def _in_order(chapters: bytes) -> bytes:
    """Return saved chapters in the order of their numbers: mutagen sorts them by size, but players list them as they stand in the file."""
    found: dict[bytes, bytes] = {}
    at = 0
    while at < len(chapters):
        end = at + _HEADER_BYTES + int.from_bytes(chapters[at + _FRAME_SIZE_AT : at + _FRAME_FLAGS_AT], "big")
        element_id = chapters[at + _HEADER_BYTES : chapters.index(b"\0", at + _HEADER_BYTES)]
        found[element_id] = chapters[at:end]
        at = end
    return b"".join(found[one] for one in sorted(found, key=lambda one: (one != _CONTENTS, len(one), one)))


def names_artist(file: BinaryIO, artist: str) -> bool:
    """Return whether an MP3 file begins with a tag like ours that names this artist.

    A library that reads tags would unpack what somebody else has put there, and follow how deep it is nested.
    """
    if not file.read(_HEADER_BYTES).startswith(_VERSION):
        return False
    wanted = b"\0" + artist.encode("ascii")
    for _ in range(_MOST_FRAMES_BEFORE):
        header = file.read(_HEADER_BYTES)
        size_bytes = int.from_bytes(header[_FRAME_SIZE_AT:_FRAME_FLAGS_AT], "big")
        if header.startswith(b"TPE1"):
            is_plain = header[_FRAME_FLAGS_AT:] == bytes(2) and size_bytes <= len(wanted) + 1
            return is_plain and file.read(size_bytes).removesuffix(b"\0") == wanted
        file.seek(size_bytes, os.SEEK_CUR)
    return False


def three_letters(language: str) -> str:
    """Return the code of ISO 639-2 for a language such as `de` or `de-AT`; `und` for one that is not known."""
    return _LANGUAGES.get(language.partition("-")[0].lower(), _UNKNOWN_LANGUAGE)


def _text_frames(id3: Any, tags: Tags) -> Iterator[Any]:
    language = three_letters(tags.language)
    tracks = f"/{tags.tracks}" if tags.tracks else ""
    for frame, text in (
        (id3.TIT2, tags.title),
        (id3.TPE1, tags.artist),
        (id3.TALB, tags.album),
        (id3.TYER, tags.year),
        (id3.TRCK, f"{tags.track}{tracks}" if tags.track else ""),
    ):
        if text:
            yield frame(encoding=_encoding(id3, text), text=text)
    if tags.language:
        yield id3.TLAN(encoding=id3.Encoding.LATIN1, text=language)
    if tags.comment:
        yield id3.COMM(encoding=_encoding(id3, tags.comment), lang=language, desc="", text=tags.comment)
    if tags.cover is not None:
        yield id3.APIC(
            encoding=id3.Encoding.LATIN1,
            mime=tags.cover.mime,
            type=id3.PictureType.COVER_FRONT,
            desc="",
            data=tags.cover.content,
        )
    if tags.lines:
        words = lrc(tags.lines, title="")
        yield id3.USLT(encoding=_encoding(id3, words), lang=language, desc="", text=words)


def _chapter_frames(id3: Any, tags: Tags) -> Iterator[Any]:
    """Yield the table of contents, then the chapters in their order."""
    assert len(tags.chapters) <= MOST_CHAPTERS, "more chapters than a table of contents can list"
    ids = [f"chp{number}" for number in range(len(tags.chapters))]
    if ids:
        flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
        yield id3.CTOC(element_id=_CONTENTS.decode(), flags=flags, child_element_ids=ids, sub_frames=[])
    for element_id, chapter in zip(ids, tags.chapters, strict=True):
        yield id3.CHAP(
            element_id=element_id,
            start_time=chapter.start_ms,
            end_time=chapter.end_ms,
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[id3.TIT2(encoding=_encoding(id3, chapter.title), text=chapter.title)],
        )


def _encoding(id3: Any, text: str) -> int:
    """Return Latin-1, which old players read, if it is sufficient; UTF-16 otherwise."""
    return int(id3.Encoding.LATIN1 if text.isascii() else id3.Encoding.UTF16)


def _saved(id3: Any, frames: Iterator[Any]) -> bytes:
    """Return frames as bytes, without a tag's header."""
    tag = id3.ID3()
    for frame in frames:
        tag.add(frame)
    file = io.BytesIO()
    if tag:
        tag.save(file, v1=0, v2_version=3, padding=lambda _info: 0)
    return file.getvalue()[_HEADER_BYTES:]


def _header(size_bytes: int) -> bytes:
    """Return the header of a tag; its size has seven bits in each of four bytes."""
    return _VERSION + bytes(size_bytes >> shift & 0x7F for shift in (21, 14, 7, 0))
