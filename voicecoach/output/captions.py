"""Captions: what is said, line by line, and word by word where the format supports it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from voicecoach.output.marks import SpokenLine

# WebVTT knows tags and entities; SubRip has no way to escape what players take for tags; LRC's times are in brackets
_VTT_SIGNS: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SRT_SIGNS: Final = str.maketrans("<>{}", "‹›()")  # noqa: RUF001
_LRC_SIGNS: Final = str.maketrans("[]<>", "()‹›")  # noqa: RUF001
_LRC_CLEARED_AFTER_MS: Final = 4000


class CaptionFormat(Protocol):
    """The text of a captions file; `lines` are sorted by onset and do not overlap."""

    def __call__(self, lines: Sequence[SpokenLine], *, title: str) -> str: ...


def vtt(lines: Sequence[SpokenLine], *, title: str) -> str:
    """Return WebVTT, with a time before each word whose onset is known. The title is left out: players do not show it."""
    del title
    cues = (
        f"{clock(line.onset_ms, '.')} --> {clock(line.end_ms, '.')}\n"
        f"{_timed(line, _VTT_SIGNS, lambda time_ms: clock(time_ms, '.'))}\n"
        for line in lines
    )
    return "\n".join(("WEBVTT\n", *cues))


def srt(lines: Sequence[SpokenLine], *, title: str) -> str:
    """Return SubRip, which has no word times. Brackets that players would take for a tag are replaced. The title is left out."""
    del title
    return "\n".join(
        f"{number}\n{clock(line.onset_ms, ',')} --> {clock(line.end_ms, ',')}\n{line.text.translate(_SRT_SIGNS)}\n"
        for number, line in enumerate(lines, start=1)
    )


def lrc(lines: Sequence[SpokenLine], *, title: str) -> str:
    """Return LRC, in hundredths of a second, rounded down. A line is cleared when a longer silence follows.

    Words with known times are marked as in the enhanced format, including the end of the last one.
    """
    rows = [f"[ti:{title.translate(_LRC_SIGNS)}]"] if title else []
    for position, line in enumerate(lines):
        words = _timed(line, _LRC_SIGNS, _hundredths)
        if line.word_onsets_ms:
            words = f"<{_hundredths(line.onset_ms)}>{words} <{_hundredths(line.end_ms)}>"
        rows.append(f"[{_hundredths(line.onset_ms)}]{words}")
        is_last = position + 1 == len(lines)
        if is_last or lines[position + 1].onset_ms - line.end_ms > _LRC_CLEARED_AFTER_MS:
            rows.append(f"[{_hundredths(line.end_ms)}]")
    return "".join(f"{row}\n" for row in rows)


CAPTION_FORMATS: Final[Mapping[str, CaptionFormat]] = {"vtt": vtt, "srt": srt, "lrc": lrc}


def clock(time_ms: int, point: str) -> str:
    """Return a time as `01:02:03.004`, with this decimal separator."""
    hours, rest_ms = divmod(time_ms, MS_PER_H)
    minutes, rest_ms = divmod(rest_ms, MS_PER_MIN)
    seconds, ms = divmod(rest_ms, MS_PER_S)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{point}{ms:03d}"


def _timed(
    line: SpokenLine, signs: Mapping[int, str] | Mapping[int, int], stamp: Callable[[int], str]
) -> str:
    """Return a line's text with the format's special characters removed, and a time in `<>` before each word that has one."""
    return "".join(
        f"{'' if onset_ms is None else f'<{stamp(onset_ms)}>'}{part.translate(signs)}"
        for onset_ms, part in line.timed_parts()
    )


def _hundredths(time_ms: int) -> str:
    """Return a time as `62:03.04`."""
    minutes, rest_ms = divmod(time_ms, MS_PER_MIN)
    seconds, ms = divmod(rest_ms, MS_PER_S)
    return f"{minutes:02d}:{seconds:02d}.{ms // 10:02d}"
