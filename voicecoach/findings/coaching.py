"""A coach's findings: the routine compiles, but is probably not what was meant."""

from __future__ import annotations

from typing import TypeAlias

from voicecoach.findings.base import FindingBase, Severity
from voicecoach.findings.codes import Code


class CoachFinding(FindingBase, frozen=True, kw_only=True):
    """A warning; its edits are proposals, since they change what is heard."""

    usual_severity = Severity.WARNING
    keeps_meaning = False


class OneSideOnly(CoachFinding, frozen=True, kw_only=True):
    """An exercise on one side, where no step has the other one."""

    code = Code.ONE_SIDE_ONLY
    side: str
    other: str


class NoTimeToSwitch(CoachFinding, frozen=True, kw_only=True):
    code = Code.NO_TIME_TO_SWITCH


class NoTimeToBegin(CoachFinding, frozen=True, kw_only=True):
    """The first exercise begins with the session, or `begins_ms` later, and it needs something that one has to reach first."""

    code = Code.NO_TIME_TO_BEGIN
    begins_ms: int = 0


class BareNumber(CoachFinding, frozen=True, kw_only=True):
    """A number without a unit is seconds, where everybody says minutes: `for-time: 12`."""

    code = Code.BARE_NUMBER
    keeps_meaning = True
    key: str
    written: str
    suggestion: str


class CurlyQuotes(CoachFinding, frozen=True, kw_only=True):
    """A text in a word processor's quotes, which are a part of it."""

    code = Code.YAML_LOOKALIKE
    keeps_meaning = True
    written: str


class SidesInName(CoachFinding, frozen=True, kw_only=True):
    """The name says that it is done on each side, and the step has no sides."""

    code = Code.ONE_SIDE_ONLY
    keeps_meaning = True
    name: str


class SoundAsText(CoachFinding, frozen=True, kw_only=True):
    """The name of a sound file that would be read aloud."""

    code = Code.SOUND_AS_TEXT
    keeps_meaning = True
    path: str


class CueTooLate(CoachFinding, frozen=True, kw_only=True):
    """A cue says a time (`says_ms` before the end) that is over when it is heard (`left_ms` before the end)."""

    code = Code.CUE_TOO_LATE
    text: str
    left_ms: int
    says_ms: int
    suggestion: str


class CautionMissing(CoachFinding, frozen=True, kw_only=True):
    """`tag` is what tells that hands are above the head, or that weight is moved."""

    code = Code.CAUTION_MISSING
    tag: str


class LanguageMissing(CoachFinding, frozen=True, kw_only=True):
    """The texts are in another language than English, and the file names none: an English voice says them."""

    code = Code.LANGUAGE_MISSING
    keeps_meaning = True
    language: str


class TagsInOneText(CoachFinding, frozen=True, kw_only=True):
    """Several tags in one text, `focus: fingers, grip`: no filter finds it by one of them."""

    code = Code.TAGS_IN_ONE_TEXT
    keeps_meaning = True
    key: str
    written: str
    suggestion: str  # with commas between the tags


class MinutesNeverReached(CoachFinding, frozen=True, kw_only=True):
    """A list of an interval workout whose turn does not come: it has fewer minutes than lists."""

    code = Code.MINUTES_NEVER_REACHED
    key: str  # that says the kind of the block
    minutes: int
    lists: int


class CueNeverHeard(CoachFinding, frozen=True, kw_only=True):
    """A cue for a round in which its step is not done, as another list has its turn then. `rounds` are the first of those in which it is."""

    code = Code.CUE_NEVER_HEARD
    round: int
    rounds: tuple[int, ...]


class NeverHeardInList(CoachFinding, frozen=True, kw_only=True):
    """A cue of an exercise in a list that is read aloud once, or a key that asks for a sound in its time: it has no time of its own."""

    code = Code.CUE_NEVER_HEARD
    key: str  # `cues`, where it is a cue
    kind: str  # of the block whose steps are the list


CoachingFinding: TypeAlias = (
    OneSideOnly
    | SidesInName
    | NoTimeToSwitch
    | NoTimeToBegin
    | BareNumber
    | CurlyQuotes
    | SoundAsText
    | CueTooLate
    | CautionMissing
    | LanguageMissing
    | TagsInOneText
    | MinutesNeverReached
    | CueNeverHeard
    | NeverHeardInList
)
