"""The keys of the language: what each takes and what it is for. Did-you-mean, parser, schema and docs read these tables.

The keys that say the kind of a step, and those of one kind alone, stand with their kind in `kinds/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from msgspec import Struct

from voicecoach.findings.terms import Takes as Takes  # noqa: PLC0414 - keys are declared with it
from voicecoach.language.model import Priority, Variable

if TYPE_CHECKING:
    from voicecoach.language.details import Edge, Load
    from voicecoach.language.model import BedFile, Cue, Defaults, Length, Side, Sound, Step, Tag, TextTemplate
    from voicecoach.language.programme import Pace, Weekday

T = TypeVar("T")

DEFAULT_SWITCH_MS: Final = 5_000


class Key(Struct, Generic[T], frozen=True, kw_only=True, eq=False):
    """A key and what it takes; `T` is the type of its value once it is read."""

    name: str
    takes: Takes
    about: str
    required: bool = False
    default: T | None = None  # the value where it is not written
    may_default: bool = False  # the routine's `defaults` can give it
    needs: str = ""  # the key without which it means nothing
    rules_out: tuple[str, ...] = ()  # the keys that mean nothing beside it
    gives: tuple[Variable, ...] = ()  # what the texts of its step can name where it is set


def table(*keys: Key[Any]) -> dict[str, Key[Any]]:
    return {key.name: key for key in keys}


# --- of steps -----------------------------------------------------------------------------------

READY: Final[Key[bool]] = Key(
    name="ready",
    takes=Takes.SWITCH,
    about="Whether a live session waits before the step until the listener says go.",
)

CUES: Final[Key[tuple[Cue, ...]]] = Key(
    name="cues", takes=Takes.CUES, about="What is said or sounded during the step, by when."
)

OPTION_KEYS: Final[tuple[Key[Any], ...]] = (
    CUES,
    Key(
        name="announce",
        takes=Takes.ANNOUNCE,
        about="Said before the step in place of its name and length.",
    ),
    Key(
        name="countdown",
        takes=Takes.COUNTDOWN,
        about="How many seconds are counted down to the end, 0 to 10.",
    ),
    Key(name="halfway", takes=Takes.SWITCH, about="Whether halfway is said in steps of 20 s and more."),
    Key(
        name="time-left",
        takes=Takes.DURATIONS,
        about="At which times before the end the time left is said.",
    ),
    Key(name="tones", takes=Takes.TONES, about="The tones at the step's start and end."),
    Key(name="bed", takes=Takes.SWITCH, about="Whether the background music goes on during the step."),
    READY,
)

FOR: Final[Key[Length]] = Key(
    name="for",
    takes=Takes.LENGTH,
    about="How long it takes; `{left: 10s, right: 20s}` where each side has a length of its own.",
    required=True,
    may_default=True,
)
MAYBE_FOR: Final[Key[int]] = Key(
    name="for",
    takes=Takes.DURATION,
    about="How long it takes; without it, as long as it takes to say.",
)
SIDES: Final[Key[tuple[Side, ...]]] = Key(
    name="sides",
    takes=Takes.SIDES,
    about="Done once on each of these sides.",
    default=(),
    may_default=True,
    gives=(Variable.SIDE,),
)
SWITCH: Final[Key[int]] = Key(
    name="switch",
    takes=Takes.PAUSE,
    about="The time to change sides; 5 s unless given.",
    default=DEFAULT_SWITCH_MS,
    may_default=True,
    needs="sides",
)
UNTIL: Final[Key[bool]] = Key(
    name="until",
    takes=Takes.UNTIL,
    about="`done`: it counts up, and a live session goes on when the listener says done; `for` is the limit.",
    default=False,
    rules_out=("countdown",),
)
GRIP: Final[Key[TextTemplate]] = Key(
    name="grip",
    takes=Takes.GRIP,
    about="How it is held, such as `half crimp`; said before it.",
    may_default=True,
)
EDGE: Final[Key[Edge]] = Key(
    name="edge",
    takes=Takes.EDGE,
    about="How deep the edge is, such as `20mm`; said before it.",
    may_default=True,
)
LOAD: Final[Key[Load]] = Key(
    name="load",
    takes=Takes.LOAD,
    about="With how much, such as `+10kg`, `-5kg`, `2x12kg` or `80% BW`; said before it.",
    may_default=True,
)
EFFORT: Final[Key[int]] = Key(
    name="effort",
    takes=Takes.EFFORT,
    about="How hard it is meant to be, 1 to 10; said before it.",
    may_default=True,
)
DETAIL_KEYS: Final[tuple[Key[Any], ...]] = (GRIP, EDGE, LOAD, EFFORT)
INSTEAD: Final[Key[tuple[TextTemplate, ...]]] = Key(
    name="say", takes=Takes.WORDINGS, about="Said in place of the usual words.", default=()
)
STEPS: Final[Key[tuple[Step, ...]]] = Key(
    name="steps", takes=Takes.STEPS, about="The steps of the block.", required=True
)

DEFAULT_KEYS: Final = table(FOR, SIDES, SWITCH, *DETAIL_KEYS, *OPTION_KEYS)

# --- of a routine -------------------------------------------------------------------------------

TITLE: Final[Key[str]] = Key(
    name="title", takes=Takes.TEXT, about="What the routine is called.", required=True
)
ABOUT: Final[Key[str]] = Key(
    name="about", takes=Takes.TEXT, about="What it is for, and for whom it is not.", default=""
)
LANGUAGE: Final[Key[str]] = Key(
    name="language",
    takes=Takes.LANGUAGE,
    about="The language of the spoken text; `en` unless given.",
    default="en",
)
TAGS: Final[Key[tuple[Tag, ...]]] = Key(
    name="tags",
    takes=Takes.TAGS,
    about="What the routine is found by: focus, equipment, level.",
    default=(),
)
CAUTION: Final[Key[TextTemplate]] = Key(
    name="caution", takes=Takes.SPOKEN, about="Spoken once before the first step."
)
BED: Final[Key[tuple[BedFile, ...]]] = Key(
    name="bed",
    takes=Takes.BED,
    about="Background music: a sound file beside the routine, or several in turn.",
    default=(),
)
PRONOUNCE: Final[Key[tuple[tuple[str, str], ...]]] = Key(
    name="pronounce",
    takes=Takes.PRONOUNCE,
    about="How names are said that a voice gets wrong.",
    default=(),
)
PARAMETERS: Final[Key[Any]] = Key(
    name="parameters",
    takes=Takes.PARAMETERS,
    about="Values that can be changed from the command line.",
)
DEFAULTS: Final[Key[Defaults]] = Key(
    name="defaults",
    takes=Takes.DEFAULTS,
    about="Options for every step that does not set them itself.",
)
ROUTINE_STEPS: Final[Key[tuple[Step, ...]]] = Key(
    name="steps", takes=Takes.STEPS, about="What is done, in order.", required=True
)

ROUTINE_KEYS: Final = table(
    TITLE, ABOUT, LANGUAGE, TAGS, CAUTION, BED, PRONOUNCE, PARAMETERS, DEFAULTS, ROUTINE_STEPS
)

PARAMETER_KEYS: Final = table(
    Key(
        name="default",
        takes=Takes.VALUE,
        about="The value that applies unless another is set.",
        required=True,
    ),
    Key(name="min", takes=Takes.VALUE, about="The smallest value."),
    Key(name="max", takes=Takes.VALUE, about="The largest value."),
    Key(name="choices", takes=Takes.VALUES, about="The values that it can have."),
    Key(name="about", takes=Takes.TEXT, about="What it changes."),
)

# --- of a value ---------------------------------------------------------------------------------

TONES_KEYS: Final = table(
    Key(name="start", takes=Takes.TONE, about="The tone at the step's start."),
    Key(name="end", takes=Takes.TONE, about="The tone at the step's end."),
)

CUE_SAY: Final[Key[tuple[TextTemplate, ...]]] = Key(name="say", takes=Takes.WORDINGS, about="What is said.")
CUE_SOUND: Final[Key[Sound]] = Key(
    name="sound",
    takes=Takes.SOUND,
    about="A sound of the tone pack, or a file beside the routine.",
)
CUE_PRIORITY: Final[Key[Priority]] = Key(
    name="priority",
    takes=Takes.PRIORITY,
    about="Which of two cues yields: safety, go, count, announcement, form, time, praise.",
    default=Priority.FORM,
)
CUE_VOICE: Final[Key[str]] = Key(name="voice", takes=Takes.TEXT, about="The voice that says it.", default="")
CUE_KEYS: Final = table(CUE_SAY, CUE_SOUND, CUE_PRIORITY, CUE_VOICE)

# --- of a programme -----------------------------------------------------------------------------

PROGRAMME: Final[Key[Any]] = Key(
    name="programme", takes=Takes.PROGRAMME, about="Sessions over weeks, in place of `steps`.", required=True
)
PROGRAMME_FILE_KEYS: Final = table(TITLE, ABOUT, LANGUAGE, TAGS, PROGRAMME)

WEEK: Final[Key[tuple[Weekday, ...]]] = Key(
    name="week", takes=Takes.WEEKDAYS, about="The days of training: mon, tue, wed, thu, fri, sat, sun."
)
SESSIONS: Final[Key[int]] = Key(
    name="sessions", takes=Takes.COUNT, about="How many sessions a week, in place of days; 14 at most."
)
PHASES: Final[Key[Any]] = Key(
    name="phases", takes=Takes.PHASES, about="The phases, one after the other.", required=True
)
TEST: Final[Key[Any]] = Key(
    name="test", takes=Takes.PHASE_TEST, about="A session at the end of phases that shows where you are."
)
PROGRAMME_KEYS: Final = table(WEEK, SESSIONS, PHASES, TEST)

PHASE: Final[Key[str]] = Key(name="phase", takes=Takes.TEXT, about="What the phase is called.", required=True)
WEEKS: Final[Key[int]] = Key(
    name="weeks", takes=Takes.COUNT, about="How many weeks it takes; 52 in all at most.", required=True
)
ROUTINE: Final[Key[Any]] = Key(
    name="routine",
    takes=Takes.ROUTINES,
    about="What is done: a built-in routine, a file beside this one, or one for each day.",
    required=True,
)
SET: Final[Key[tuple[tuple[str, str], ...]]] = Key(
    name="set", takes=Takes.SETTINGS, about="Values for the routine's parameters.", default=()
)
PROGRESS: Final[Key[Any]] = Key(
    name="progress", takes=Takes.PROGRESS, about="Parameters that grow from session to session.", default=()
)
EACH: Final[Key[Pace]] = Key(
    name="each", takes=Takes.PACE, about="After what a step is due: a session, or a week."
)
PHASE_KEYS: Final = table(PHASE, WEEKS, ROUTINE, SET, PROGRESS, EACH)

FROM: Final[Key[str]] = Key(name="from", takes=Takes.VALUE, about="The first value.", required=True)
BY: Final[Key[str]] = Key(name="by", takes=Takes.VALUE, about="How much a step is.", required=True)
TO: Final[Key[str]] = Key(name="to", takes=Takes.VALUE, about="The last value.", required=True)
PROGRESS_KEYS: Final = table(FROM, BY, TO, EACH)

AFTER: Final[Key[tuple[str, ...]]] = Key(
    name="after", takes=Takes.VALUES, about="The phases that it comes after.", required=True
)
TEST_ROUTINE: Final[Key[str]] = Key(
    name="routine", takes=Takes.TEXT, about="What is done in the test.", required=True
)
TEST_KEYS: Final = table(TEST_ROUTINE, SET, AFTER)
