"""Vorbis comments: the tags of FLAC, Ogg Vorbis and Opus, chapters and lyrics among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.output.captions import clock, lrc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.output.sound_file import Tags


def vorbis_comments(tags: Tags) -> tuple[tuple[str, str], ...]:
    """Return pairs of a name and a text, in a fixed order; chapters as https://wiki.xiph.org/Chapter_Extension has them."""
    return tuple((name, text) for name, text in _comments(tags) if text)


def _comments(tags: Tags) -> Iterator[tuple[str, str]]:
    yield "TITLE", tags.title
    yield "ARTIST", tags.artist
    yield "ALBUM", tags.album
    yield "DATE", tags.year
    yield "TRACKNUMBER", str(tags.track or "")
    yield "TRACKTOTAL", str(tags.tracks or "")
    yield "DESCRIPTION", tags.comment
    yield "LANGUAGE", tags.language
    yield "LYRICS", lrc(tags.lines, title="")
    for number, chapter in enumerate(tags.chapters):
        yield f"CHAPTER{number:03d}", clock(chapter.start_ms, ".")
        yield f"CHAPTER{number:03d}NAME", chapter.title
