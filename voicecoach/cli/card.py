"""What a coach is shown, by what the booth is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from voicecoach.player.screen.sentence_card import WHOLE, SentenceCard
from voicecoach.report.takes import room_of, verdict_lines
from voicecoach.takes.booth import Doing

if TYPE_CHECKING:
    from voicecoach.takes.booth import Booth

PLAYING: Final = "playing it; any key goes on"
_SOFTEST_SHOWN_DBFS: Final = -60.0
_WAITING: Final = ("space record", "p play what there is", "s later", "b back", "q quit")
_COUNTING: Final = ("space wait", "q quit")
_TAKING: Final = ("space done", "r again", "q quit")
_JUDGED: Final = ("space next", "r again", "p play", "s later", "b back", "q quit")
_NOTHING_SAID: Final = ("space again", "s later", "b back", "q quit")


def card_of(booth: Booth, *, state: str, now_s: float) -> SentenceCard:
    """Return what is to be seen now; `state` says what goes on besides."""
    number, level = "", -1
    lines: tuple[str, ...] = ()
    keys: tuple[str, ...] = _WAITING
    match booth.doing:
        case Doing.WAITING | Doing.OVER:
            pass
        case Doing.COUNTING:
            number, keys = str(booth.left_to_count(now_s)), _COUNTING
            level, state = _level(booth), "get ready"
        case Doing.TAKING:
            level, keys, state = _level(booth), _TAKING, "speak now"
        case Doing.JUDGED:
            assert booth.verdict is not None, "a take that is judged has a verdict"
            lines = verdict_lines(booth.verdict)
            keys = _JUDGED if booth.take is not None else _NOTHING_SAID
        case _:
            assert_never(booth.doing)
    return SentenceCard(
        place=f"sentence {booth.at + 1} of {booth.count}",
        room=room_of(booth.sentence),
        text=booth.sentence.text,
        number=number,
        state=state,
        level=level,
        lines=lines,
        is_good=booth.verdict is not None and not booth.verdict.faults,
        alert=_alert(booth),
        keys=keys,
        done=booth.at * WHOLE // booth.count,
    )


def _alert(booth: Booth) -> str:
    if booth.is_dead:
        return "The microphone gives no sound at all: is it muted? `--microphone` chooses another."
    if booth.hears_nothing:
        return "Nothing is heard yet."
    return booth.remark


def _level(booth: Booth) -> int:
    return round(WHOLE * (1 - max(booth.level_db, _SOFTEST_SHOWN_DBFS) / _SOFTEST_SHOWN_DBFS))
