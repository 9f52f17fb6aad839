"""Findings about what is written: values, texts, parameters and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from voicecoach.findings.base import FindingBase, Severity
from voicecoach.findings.codes import Code

if TYPE_CHECKING:
    from voicecoach.findings.terms import Allowed, Limits, OneOf, Surroundings, Takes
    from voicecoach.source import Span

# --- values -------------------------------------------------------------------------------------


class BadDuration(FindingBase, frozen=True, kw_only=True):
    """`sets` is how many sets there are in `3 x 30s`, the suggestion how long each of them is; `either` are two lengths that it may be."""

    code = Code.BAD_DURATION
    written: str
    suggestion: str = ""
    sets: str = ""
    either: tuple[str, ...] = ()


class DurationTooExact(FindingBase, frozen=True, kw_only=True):
    code = Code.DURATION_TOO_EXACT
    written: str
    suggestion: str = ""


class DurationTooLong(FindingBase, frozen=True, kw_only=True):
    code = Code.OUT_OF_RANGE
    written: str
    limit_ms: int


class BadCount(FindingBase, frozen=True, kw_only=True):
    """`sets` is how many sets there are in `3x10`, the suggestion how many reps each of them has."""

    code = Code.BAD_COUNT
    written: str
    suggestion: str = ""
    sets: str = ""


class BadRepRange(FindingBase, frozen=True, kw_only=True):
    """A range of reps that does not go up: `12-8`."""

    code = Code.BAD_COUNT
    written: str
    suggestion: str


class RangeNotHere(FindingBase, frozen=True, kw_only=True):
    """A range such as `3-4` where one number has to stand."""

    code = Code.BAD_COUNT
    edits_keep_meaning = False
    key: str
    written: str
    suggestion: str


class BadTempo(FindingBase, frozen=True, kw_only=True):
    code = Code.BAD_TEMPO
    written: str
    suggestion: str = ""


class TempoWithoutTime(FindingBase, frozen=True, kw_only=True):
    """A tempo whose four counts are 0."""

    code = Code.OUT_OF_RANGE
    key: str
    written: str


class BadRepeaters(FindingBase, frozen=True, kw_only=True):
    code = Code.BAD_REPEATERS
    written: str
    suggestion: str = ""


class BadLoad(FindingBase, frozen=True, kw_only=True):
    code = Code.BAD_LOAD
    written: str
    suggestion: str = ""


class BadEdge(FindingBase, frozen=True, kw_only=True):
    code = Code.BAD_EDGE
    written: str
    suggestion: str = ""


class BadChoice(FindingBase, frozen=True, kw_only=True):
    code = Code.BAD_CHOICE
    key: str
    written: str
    choices: tuple[str, ...]
    suggestion: str = ""


class LengthOfNoSide(FindingBase, frozen=True, kw_only=True):
    """A length for a side that the step does not have; `sides` are those that it has."""

    code = Code.BAD_CHOICE
    side: str
    sides: tuple[str, ...]
    suggestion: str = ""


class SideWithoutLength(FindingBase, frozen=True, kw_only=True):
    """Sides that are not among the lengths."""

    code = Code.MISSING_KEY
    sides: tuple[str, ...]


class SidesCount(FindingBase, frozen=True, kw_only=True):
    """One side, or more than a step can have."""

    code = Code.OUT_OF_RANGE
    number: int
    limit: int


class BadLanguage(FindingBase, frozen=True, kw_only=True):
    code = Code.BAD_LANGUAGE
    written: str
    suggestion: str = ""


class OutOfRange(FindingBase, frozen=True, kw_only=True):
    code = Code.OUT_OF_RANGE
    key: str
    written: str
    allowed: Limits


# --- texts --------------------------------------------------------------------------------------


class UnknownVariable(FindingBase, frozen=True, kw_only=True):
    """A name that stands for nothing."""

    code = Code.UNKNOWN_VARIABLE
    name: str
    suggestion: str = ""


class VariableElsewhere(FindingBase, frozen=True, kw_only=True):
    """A name that stands for nothing here, but does elsewhere."""

    code = Code.UNKNOWN_VARIABLE
    name: str
    needs: Surroundings


class VariableNotHere(FindingBase, frozen=True, kw_only=True):
    """A name that has a value here, but no own one."""

    code = Code.VARIABLE_NOT_HERE
    usual_severity = Severity.WARNING
    name: str
    needs: Surroundings


class NameInName(FindingBase, frozen=True, kw_only=True):
    code = Code.NAME_IN_NAME
    name: str


class LoneDollar(FindingBase, frozen=True, kw_only=True):
    code = Code.LONE_DOLLAR
    written: str
    suggestion: str = ""


class SilentText(FindingBase, frozen=True, kw_only=True):
    code = Code.SILENT_TEXT


class TextTooLong(FindingBase, frozen=True, kw_only=True):
    """`length` and `limit` are numbers of characters, of the text as it is said where it `is_spoken`; neither an `is_name` nor what `is_shown` only is a cue that could be divided."""

    code = Code.TEXT_TOO_LONG
    length: int
    limit: int
    is_spoken: bool = False
    is_name: bool = False
    is_shown: bool = False


class BadPause(FindingBase, frozen=True, kw_only=True):
    """Something written for a pause that is none; `remedy` is one. `foreign` is the markup of another program, `length_ms` 0 where there is none."""

    code = Code.BAD_PAUSE
    written: str
    remedy: str
    length_ms: int
    limit_ms: int
    foreign: bool = False

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.foreign else Severity.ERROR

    @property
    def edits_keep_meaning(self) -> bool:
        """Return whether the remedy is as long as what is written: one that is too long is shortened, and one without a length gets one."""
        return 0 < self.length_ms <= self.limit_ms


class NotSpoken(FindingBase, frozen=True, kw_only=True):
    """A `part` of a text that the voice cannot say: another script, or a sign without a name; or phonemes that are given for a word."""

    code = Code.NOT_SPOKEN
    usual_severity = Severity.WARNING
    part: str
    is_phonemes: bool = False

    @property
    def subject(self) -> str:
        return self.part


class WordingOrder(FindingBase, frozen=True, kw_only=True):
    """A wording that is longer than `before`, the one before it."""

    code = Code.WORDING_ORDER
    usual_severity = Severity.WARNING
    before: str


# --- parameters, and their values from the command line -----------------------------------------


class BadName(FindingBase, frozen=True, kw_only=True):
    code = Code.BAD_NAME
    name: str
    suggestion: str = ""


class RangeUpsideDown(FindingBase, frozen=True, kw_only=True):
    """`max` is smaller than `min`, which stands at `minimum_span`."""

    code = Code.BAD_RANGE
    minimum: str
    minimum_span: Span


class RangeOfText(FindingBase, frozen=True, kw_only=True):
    """`min` or `max` of a parameter that is a text."""

    code = Code.BAD_RANGE
    key: str


class RangeOfOtherType(FindingBase, frozen=True, kw_only=True):
    """`min` or `max` of another type than the default has."""

    code = Code.BAD_RANGE
    key: str
    written: str
    takes: Takes


class DefaultOutOfRange(FindingBase, frozen=True, kw_only=True):
    code = Code.DEFAULT_OUT_OF_RANGE
    name: str
    written: str
    allowed: Allowed


class SettingBase(FindingBase, frozen=True, kw_only=True):
    """What is wrong with a value that `--set` or an `include` gives a parameter."""

    name: str

    @property
    def subject(self) -> str:
        return self.name


class SettingUnknown(SettingBase, frozen=True, kw_only=True):
    """`known` are the parameters that the routine has."""

    code = Code.SETTING_UNKNOWN
    known: tuple[str, ...]
    suggestion: str = ""


class SettingType(SettingBase, frozen=True, kw_only=True):
    code = Code.SETTING_TYPE
    written: str
    takes: Takes
    suggestion: str = ""


class SettingOutOfRange(SettingBase, frozen=True, kw_only=True):
    code = Code.SETTING_OUT_OF_RANGE
    written: str
    allowed: Limits


class SettingChoice(SettingBase, frozen=True, kw_only=True):
    code = Code.SETTING_CHOICE
    written: str
    allowed: OneOf
    suggestion: str = ""


ContentFinding: TypeAlias = (
    BadDuration
    | DurationTooExact
    | DurationTooLong
    | BadCount
    | BadRepRange
    | RangeNotHere
    | BadTempo
    | TempoWithoutTime
    | BadRepeaters
    | BadLoad
    | BadEdge
    | BadChoice
    | LengthOfNoSide
    | SideWithoutLength
    | SidesCount
    | BadLanguage
    | OutOfRange
    | UnknownVariable
    | VariableElsewhere
    | VariableNotHere
    | NameInName
    | LoneDollar
    | SilentText
    | TextTooLong
    | BadPause
    | NotSpoken
    | WordingOrder
    | BadName
    | RangeUpsideDown
    | RangeOfText
    | RangeOfOtherType
    | DefaultOutOfRange
    | SettingUnknown
    | SettingType
    | SettingOutOfRange
    | SettingChoice
)
