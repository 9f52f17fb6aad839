"""The words for exercises that the listener is not told in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.report.wording.show import plain, tenths_up
from voicecoach.report.wording.words import FindingWords
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.findings.session import AnnouncedLate, NotAnnounced
    from voicecoach.findings.terms import TimeToTell


def not_announced(found: NotAnnounced) -> FindingWords:
    return FindingWords(
        f"the listener is not told that `{plain(found.name)}` comes",
        f"its name takes {tenths_up(found.need_ms)}, and there is no room for that" if found.need_ms else "",
        _remedies(found.time),
    )


def announced_late(found: AnnouncedLate) -> FindingWords:
    what = "list" if found.has_list else "name"
    return FindingWords(
        f"`{plain(found.name)}` is announced late: its {what} is over {tenths_up(found.late_ms)} after the start",
        "there is no room for it before",
        f"{_remedies(found.time)}; with `announce: off` nothing is said",
    )


def _remedies(time: TimeToTell | None) -> str:
    if time is None:
        return 'say less with `announce:`, such as `announce: "Press"`'
    written = f"{time.key}: {format_duration_ms(time.length_ms)}"
    if time.is_new:
        return f"write `- {written}` before it"
    if time.is_between_sets:
        return f"write `{written}` in it, for the time between its sets"
    return f'write `{written}`, or say less with `announce:`, such as `announce: "Press"`'
