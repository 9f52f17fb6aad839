"""The words for cues that are not heard as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.findings.terms import Obstacle, OtherCue
from voicecoach.report.wording.show import plain, plural, tenths_down, tenths_up, ticked
from voicecoach.report.wording.words import FindingWords
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.findings.session import CueFaster, CueLeftOut, CueMoved, CueShortened, GivingWay

_OBSTACLES: Final = {
    Obstacle.STEP_END: "the end of the step",
    Obstacle.COUNTDOWN: "the countdown",
    Obstacle.REP_COUNT: "the count of the next rep",
}
_SHORTER_WORDING: Final = "give a shorter wording"
_LEAST_ROOM_MS: Final = 300
_MOVE: Final = "move the cue"


def shortened(found: CueShortened) -> FindingWords:
    wording = ticked(found.wording)
    advice = _remedies(found, _MOVE)
    return FindingWords(
        f"{_need_and_room(found)}; fits as {wording}{_or_longer(found)}",
        _because(found),
        advice if found.is_automatic else f"if {wording} is enough, all is well; else {advice}",
    )


def faster(found: CueFaster) -> FindingWords:
    faster = f"{found.percent - 100} % faster"
    fits = f"as {ticked(found.wording)} spoken {faster}" if found.wording != found.text else faster
    return FindingWords(
        f"{_need_and_room(found)}; fits {fits}{_or_longer(found)}",
        _because(found),
        _remedies(found, _SHORTER_WORDING, _MOVE),
    )


def moved(found: CueMoved) -> FindingWords:
    much = f"{tenths_up(abs(found.moved_ms))} {'later' if found.moved_ms > 0 else 'earlier'}"
    other_time = f"write a time that is {much}"
    if found.is_automatic:
        advice = _remedies(found)
    elif found.moved_ms < 0:
        shorter = [_SHORTER_WORDING] if found.room_ms >= _LEAST_ROOM_MS else []  # no wording is that short
        advice = _remedies(found, *shorter, other_time)
    elif isinstance(found.by, OtherCue):
        advice = f"shorten {_obstacle(found)}, or {other_time}"
    else:
        advice = other_time
    return FindingWords(
        f"{ticked(found.text)} is said {much} {_because(found)}",
        f"{_need_and_room(found)} at its time",
        advice,
    )


def left_out(found: CueLeftOut) -> FindingWords:
    return FindingWords(
        f"{ticked(found.text)} is left out {_because(found)}",
        _need_and_room(found),
        _remedies(found, _SHORTER_WORDING, _MOVE),
    )


def _need_and_room(found: GivingWay) -> str:
    return f"{tenths_up(found.need_ms)} of speech, {tenths_down(found.room_ms)} of room"


def _because(found: GivingWay) -> str:
    return f"because of {_obstacle(found)}"


def _obstacle(found: GivingWay) -> str:
    return f"`{plain(found.by.text)}`" if isinstance(found.by, OtherCue) else _OBSTACLES[found.by]


def _longer(found: GivingWay) -> str:
    """Return the length of the step that is known to suffice, as the author would write it."""
    if found.longer is None:
        return ""
    return f"`{found.longer.key}: {format_duration_ms(found.longer.length_ms)}`"


def _or_longer(found: GivingWay) -> str:
    longer = _longer(found)
    return f" or with {longer}" if longer else ""


def _remedies(found: GivingWay, *others: str) -> str:
    """Return what the author can do, the surest first: a list that ends in "or"."""
    longer = _longer(found)
    if found.is_automatic:
        own = "these are the program's own words, so nothing is wrong"
        return f"{own}; to hear them in full, write {longer}" if longer else own
    *some, last = [one for one in (longer and f"write {longer}", _fewer_words(found), *others) if one]
    return f"{', '.join(some)}, or {last}" if some else last


def _fewer_words(found: GivingWay) -> str:
    """Return how long the text may be, in words, where that is shorter and still a text."""
    count = len(found.text.split())
    fitting = count * found.room_ms // found.need_ms if found.need_ms else 0
    return f"shorten it to about {plural(fitting, 'word')}" if 0 < fitting < count else ""
