"""What is on the timeline: intervals, events, and the speech that is still to be fitted. Times are absolute ms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from voicecoach.language.model import Priority
    from voicecoach.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A text as one voice says it. `voice` is empty for the session's own; `speed_percent` is 100 to 115."""

    text: str
    voice: str = ""
    speed_percent: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A sound file of the user's, by its path as the routine writes it."""

    path: str
    beside: str  # name of the source that names it; the path is relative to that file's folder


Audible: TypeAlias = Utterance | Recording


class Anchor(Enum):
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledTone:
    onset_ms: int
    tone: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledCue:
    """Speech or a recording that `place` fits between its neighbours, within `earliest_ms` and `latest_end_ms`."""

    wordings: tuple[Audible, ...]  # longest first
    anchor: Anchor
    at_ms: int  # its onset, or its end where the anchor is the end
    earliest_ms: int
    latest_end_ms: int
    later_ms: int = 0  # how far it may move; a cue that flows after another one has the whole interval
    earlier_ms: int = 0
    priority: Priority
    automatic: bool  # the program's own words: their shedding is a note, not a warning
    fallback_tone: str = ""  # sounds in its place where the words are left out
    interval: int  # index of the interval that it belongs to
    span: Span


class EventKind(StrEnum):
    SPEECH = "speech"
    TONE = "tone"
    SOUND = "sound"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that is heard, where it really is. `text` for speech, `tone` for a tone, `path` for a sound."""

    kind: EventKind
    onset_ms: int
    duration_ms: int
    audible: Audible | str  # the utterance, the recording, or the tone's name
    text: str = ""
    span: Span
