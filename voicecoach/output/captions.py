"""Captions: what is said, line by line, for a screen beside the sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.output.marks import Line

# WebVTT knows tags and entities; SubRip has no way to escape what players take for tags; LRC's times are in brackets
_VTT_SIGNS: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SRT_SIGNS: Final = str.maketrans("<>{}", "‹›()")  # noqa: RUF001
_LRC_SIGNS: Final = str.maketrans("[]<>", "()‹›")  # noqa: RUF001
_LRC_CLEARED_AFTER_MS: Final = 4000


class CaptionFormat(Protocol):
    """The text of a captions file; `lines` are sorted by onset and do not overlap."""

    def __call__(self, lines: Sequence[Line], *, title: str) -> str: ...


def vtt(lines: Sequence[Line], *, title: str) -> str:
    """Return WebVTT. The title is left out: players show none."""
    del title
    cues = (
        f"{clock(line.onset_ms, '.')} --> {clock(line.end_ms, '.')}\n{line.text.translate(_VTT_SIGNS)}\n"
        for line in lines
    )
    return "\n".join(("WEBVTT\n", *cues))


def srt(lines: Sequence[Line], *, title: str) -> str:
    """Return SubRip. What players would take for a tag gets other brackets. The title is left out."""
    del title
    return "\n".join(
        f"{number}\n{clock(line.onset_ms, ',')} --> {clock(line.end_ms, ',')}\n{line.text.translate(_SRT_SIGNS)}\n"
        for number, line in enumerate(lines, start=1)
    )


def lrc(lines: Sequence[Line], *, title: str) -> str:
    """Return LRC, in hundredths of a second, rounded down. A line is cleared where a longer silence follows."""
    rows = [f"[ti:{title.translate(_LRC_SIGNS)}]"] if title else []
    for position, line in enumerate(lines):
        rows.append(f"{_stamp(line.onset_ms)}{line.text.translate(_LRC_SIGNS)}")
        is_last = position + 1 == len(lines)
        if is_last or lines[position + 1].onset_ms - line.end_ms > _LRC_CLEARED_AFTER_MS:
            rows.append(_stamp(line.end_ms))
    return "".join(f"{row}\n" for row in rows)


CAPTION_FORMATS: Final[Mapping[str, CaptionFormat]] = {"vtt": vtt, "srt": srt, "lrc": lrc}


def clock(time_ms: int, point: str) -> str:
    """Return a time as `01:02:03.004`, with this decimal point."""
    hours, rest_ms = divmod(time_ms, MS_PER_H)
    minutes, rest_ms = divmod(rest_ms, MS_PER_MIN)
    seconds, ms = divmod(rest_ms, MS_PER_S)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{point}{ms:03d}"


def _stamp(time_ms: int) -> str:
    minutes, rest_ms = divmod(time_ms, MS_PER_MIN)
    seconds, ms = divmod(rest_ms, MS_PER_S)
    return f"[{minutes:02d}:{seconds:02d}.{ms // 10:02d}]"
