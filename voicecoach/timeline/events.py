"""Cues as they are due, and events where they really are. Times are absolute, in ms."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from voicecoach.language.model import Priority
    from voicecoach.source import Span
    from voicecoach.timeline.audible import Audible


class Anchor(Enum):
    START = "start"
    END = "end"


class ScheduledTone(Struct, frozen=True, kw_only=True):
    onset_ms: int
    tone: str
    interval: int
    span: Span


MAX_EVENTS: Final = 30_000
NEVER_TOO_LATE_MS: Final = 2**62


class ScheduledCue(Struct, frozen=True, kw_only=True):
    """Speech or a recording that `place` fits between its neighbours, within `earliest_ms` and `latest_end_ms`."""

    wordings: tuple[Audible, ...]  # longest first
    anchor: Anchor
    at_ms: int  # its onset, or its end where the anchor is the end
    earliest_ms: int
    latest_end_ms: int
    latest_onset_ms: int = NEVER_TOO_LATE_MS  # a text that names a time left would be wrong later on
    may_move: bool = False  # by up to 2 s where it does not fit
    flows: bool = False  # begins when the cue before it is over, from `at_ms` on, anywhere in its interval
    is_countdown: bool = False  # gives way silently to a cue that finishes at the end
    priority: Priority
    automatic: bool  # the program's own words: their shedding is a note, not a warning
    fallback_tone: str = ""  # sounds in its place where the words are left out
    interval: int  # index of the interval that it belongs to
    announces: int | None = None  # index of the exercise whose announcement it is
    telling: int = 0  # of an announcement: so many wordings, from the first on, have the name and the length
    # Of an announcement: so many, from the first on, name the exercise; None: all of them.
    naming: int | None = None
    if_untold: bool = False  # said only where the exercise was not announced before; or, with a `naming` of 0, nothing of it
    span: Span


class Schedule(Struct, frozen=True, kw_only=True):
    """When everything is due. Cues are in the order of their intervals."""

    total_ms: int
    tones: tuple[ScheduledTone, ...]
    cues: tuple[ScheduledCue, ...]


class EventKind(StrEnum):
    SPEECH = "speech"
    TONE = "tone"
    SOUND = "sound"


class Event(Struct, frozen=True, kw_only=True):
    """Something that is heard, at its final place."""

    kind: EventKind
    onset_ms: int
    duration_ms: int
    audible: Audible | str  # an utterance, a recording, or the name of a tone
    interval: int  # index of the interval in which it begins
    announces: int | None = None  # index of the exercise that is announced with it
    is_authors: bool = False  # the words or the sound of the routine's author, not our own
    span: Span


class Timeline(Struct, frozen=True, kw_only=True):
    """All events of a session, sorted by onset. Nothing spoken overlaps anything spoken."""

    total_ms: int
    events: tuple[Event, ...]
