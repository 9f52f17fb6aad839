"""What a coach would ask about cues: those that say a time which is over, and those that nobody hears."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.findings.base import instead
from voicecoach.findings.coaching import CueNeverHeard, CueTooLate, NeverHeardInList
from voicecoach.language.keys import CUES
from voicecoach.language.kinds import kind_of, walk
from voicecoach.language.kinds.work import Work
from voicecoach.language.model import BeforeEnd, FromStart, InRound, Options, Share, Spoken
from voicecoach.language.places import entry_beside
from voicecoach.language.scope import Field, is_off
from voicecoach.language.words import number_of
from voicecoach.units import MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.findings import Finding
    from voicecoach.language.model import Cue, Step

_TOLERANCE_MS: Final = 2_000
_SECONDS_LEFT: Final = re.compile(
    r"(?:(?:only|just|the|nur)\s+)?(?P<before>last|final|noch|letzten?|encore|quedan)?\s*(?P<number>[\w-]+)\s+"
    r"(?:more\s+)?(?:seconds?|sekunden?|secondes?|segundos?)(?P<after>\s+(?:left|to go|remaining|more))?[.!]*",
    re.IGNORECASE,
)
_HALFWAY: Final = re.compile(
    r"(?:you(?:'re| are) )?(?:half\s?way|half time|halbzeit|zur hälfte|mitad|la moitié)(?: there| through)?[.!]*",
    re.IGNORECASE,
)
_PPM: Final = 1_000_000
_HALF: Final = 2
_SHOWN_ROUNDS: Final = 5
_HEARD_IN_TIME: Final = ("countdown", "halfway", "time-left", "tones")


def coach_cues(steps: tuple[Step, ...]) -> Iterator[Finding]:
    """Yield what is probably not meant in the cues of these steps, which are all of a routine's, those in blocks as well."""
    for step in steps:
        yield from _late_cues(step)
        yield from _in_another_turn(step)
        yield from _in_a_list(step)


def _cues_of(step: Step) -> tuple[Cue, ...]:
    options = getattr(step, "options", None)
    return options.cues if isinstance(options, Options) else ()


def _in_another_turn(step: Step) -> Iterator[Finding]:
    """Yield cues for rounds in which another list has its turn."""
    count, turns = kind_of(step).turns(step)
    for index, turn in enumerate(turns[:count]):
        rounds = range(index + 1, count + 1, len(turns))
        for cue in (cue for one in turn.steps for cue in _cues_of(one)):
            if isinstance(cue.when, InRound) and cue.when.round not in rounds:
                yield CueNeverHeard(span=cue.span, round=cue.when.round, rounds=tuple(rounds[:_SHOWN_ROUNDS]))


def _in_a_list(step: Step) -> Iterator[Finding]:
    """Yield cues of exercises in a list, and keys that ask for a sound in its time; those under `defaults` are heard in other steps."""
    kind = kind_of(step)
    if not kind.is_list:
        return
    for one in (one for block in kind.blocks(step) for one in walk(block.steps)):
        own = _cues_of(one) if entry_beside(one.span, CUES.name) is not None else ()
        yield from (NeverHeardInList(span=cue.span, key=CUES.name, kind=kind.name) for cue in own)
        for key in _HEARD_IN_TIME:
            written = entry_beside(one.span, key)
            if written is not None and not is_off(Field(key=written.key, name=key, node=written.value)):
                yield NeverHeardInList(span=written.key.span, key=key, kind=kind.name)


def _late_cues(step: Step) -> Iterator[Finding]:
    """Yield cues that say a time which is over by then."""
    if not isinstance(step, Work):
        return
    for duration_ms in dict.fromkeys(step.side_ms or (step.duration_ms,)):
        yield from _late_cues_in(step, duration_ms)


def _late_cues_in(step: Work, duration_ms: int) -> Iterator[Finding]:
    for cue in step.options.cues:
        left_ms = _left_ms(cue, duration_ms)
        if left_ms is None or not isinstance(cue.content, Spoken):
            continue
        text = cue.content.wordings[0].written()
        says_ms, suggestion = _said(text, duration_ms)
        if says_ms and left_ms < says_ms - _TOLERANCE_MS and says_ms < duration_ms:
            yield CueTooLate(
                span=cue.span,
                text=text,
                left_ms=left_ms,
                says_ms=says_ms,
                suggestion=suggestion,
                edits=instead(cue.span, suggestion),
            )


def _left_ms(cue: Cue, duration_ms: int) -> int | None:
    match cue.when:
        case FromStart(offset_ms=offset_ms):
            return duration_ms - offset_ms
        case BeforeEnd(offset_ms=offset_ms):
            return offset_ms
        case Share(parts_per_million=parts):
            return duration_ms - duration_ms * parts // _PPM
        case _:
            return None


def _said(text: str, duration_ms: int) -> tuple[int, str]:
    """Return the time before the end that a text says, and the cue's key for it; 0 where it says none."""
    if _HALFWAY.fullmatch(text.strip()):
        return duration_ms // _HALF, "50%"
    match = _SECONDS_LEFT.fullmatch(text.strip())
    if match is None or not (match["before"] or match["after"]):
        return 0, ""
    number = match["number"] if match["number"].isdecimal() else number_of(match["number"])
    left_ms = int(number or 0) * MS_PER_S
    return left_ms, f"-{format_duration_ms(left_ms)}"
