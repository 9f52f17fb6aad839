"""What is said of each line of a paste: in the new file as comments, on the terminal as notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from voicecoach.importing.model import Certainty
from voicecoach.importing.pasted.items import (
    CapKept,
    Doubt,
    Exercise,
    FirstTaken,
    Flattened,
    Guess,
    KeptInName,
    Left,
    NoCount,
    NoLength,
    NoPace,
    NoSetRest,
    Overlaps,
    RangeTaken,
    Stated,
    TooShort,
    TotalDiffers,
    Unused,
)
from voicecoach.importing.steps import (
    ImportedAmrap,
    ImportedCounted,
    ImportedDeathBy,
    ImportedEmom,
    ImportedForTime,
    ImportedHangs,
    ImportedLadder,
    ImportedLeadIn,
    ImportedRest,
    ImportedRounds,
    ImportedSay,
    ImportedTimed,
)
from voicecoach.importing.usual_names import usual_name
from voicecoach.importing.words import clean
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from voicecoach.importing.steps import ImportedStep
    from voicecoach.importing.writer import Writer

_LONGEST: Final = 160


class Remarks:
    """Takes what is understood, doubted and left, in the order of the lines; hands out the comments for the steps."""

    def __init__(self, writer: Writer, written: Mapping[int, str], language: str = "") -> None:
        self._writer = writer
        self._written = written
        self._language = language
        self._waiting: list[str] = []
        self._told: set[int] = set()
        self._said: dict[int, str] = {}  # what is left or doubted of each line
        self.made_up = False  # whether any pace or length is

    def words(self, text: str, line: int) -> str:
        return self._writer.words(text, line or 1, "a name") or self.usual("Exercise")

    def usual(self, name: str) -> str:
        """Return a name that the text does not give, in its language."""
        return usual_name(name, self._language)

    def tell(self, line: int, what: str, doubts: Sequence[Doubt]) -> tuple[str, ...]:
        """Say what a line is taken for; return the comments before its step."""
        return self._comments(line, what, doubts)

    def tell_of(self, one: Exercise, what: str, doubts: Sequence[Doubt]) -> tuple[str, ...]:
        """Say what the lines of an exercise are taken for; return the comments before its step."""
        said: list[str] = []
        for line in sorted({one.line, *one.also}):
            is_own = line == one.line
            said += self._comments(line, what if is_own else "how it is done", doubts if is_own else ())
        return tuple(said)

    def reserve(self) -> tuple[str, ...]:
        """Return the comments that wait, for a block whose own line is told later, by `fill`."""
        waiting, self._waiting = tuple(self._waiting), []
        return waiting

    def fill(
        self, place: tuple[str, ...], line: int, what: str, doubts: Sequence[Doubt], *, left: bool = False
    ) -> tuple[str, ...]:
        if left:
            self._waiting += place
            self.aside(Left(line=line, text="a block with nothing in it"))
            return ()
        return (*place, *self._comments(line, what, doubts))

    def understood(self, line: int, what: str) -> None:
        """Say that a line has its meaning though no step is made of it."""
        self._wait(self._comments(line, what, ()))

    def aside(self, item: Stated | Left) -> None:
        """Say what becomes of a line that makes no step."""
        match item:
            case Left():
                what = "kept as a comment" if item.is_label else "left, as it is not understood"
                self._note(item.line, what, Certainty.LEFT, part=item.text)
            case Stated():
                stated = "a time cap" if item.is_cap else "a total"
                length = format_duration_ms(item.length_ms)
                self._wait(self._comments(item.line, f"{stated}, {length}", item.doubts))
            case _:
                assert_never(item)

    def doubt(self, line: int, doubts: Sequence[Doubt]) -> None:
        for doubt in doubts:
            self._writer.note(line or 1, worded(doubt), Certainty.DOUBTED)
            self._keep(line, worded(doubt))
            self._waiting.append(f"line {line}, doubted: {worded(doubt)}")

    def leave_untold(self, lines: Iterable[int]) -> None:
        """Say of each of these lines that no step came of it, unless something was said of it."""
        for line in lines:
            if line not in self._told:
                self.aside(Left(line=line, text=""))

    def said_of(self, line: int) -> str:
        """Return what is left and doubted of a line."""
        return self._said.get(line, "")

    def rest(self) -> tuple[str, ...]:
        """Return the comments that no step has taken."""
        waiting, self._waiting = tuple(self._waiting), []
        return waiting

    def _keep(self, line: int, said: str) -> None:
        self._said[line] = f"{self._said.get(line, '')} {said}"

    def _wait(self, comments: tuple[str, ...]) -> None:
        """Keep comments for the next step. They hold those that were waiting before."""
        self._waiting += comments

    def _line(self, line: int) -> str:
        """Return a line as a comment can have it: what looks like an escape of YAML is none."""
        return clean(self._written.get(line, "")).text[:_LONGEST].replace("\\", "/")

    def _note(self, line: int, what: str, certainty: Certainty, *, part: str = "") -> None:
        """Say what a line is, or a part of it where that stands in the line as it is."""
        whole = self._line(line)
        written = part if part and part != whole and part in whole else whole
        self._waiting.append(f"line {line}, {what}: {written}")
        self._writer.note(line, f"{what}: `{written}`", certainty)
        self._keep(line, written)
        self._told.add(line)

    def _comments(self, line: int, what: str, doubts: Sequence[Doubt]) -> tuple[str, ...]:
        comments, self._waiting = [*self._waiting], []
        if line and line not in self._told:
            written = self._line(line)
            comments.append(f"line {line}: {written}")
        if line:
            self._told.add(line)
            if not doubts:
                self._writer.note(line, what, Certainty.UNDERSTOOD)
        for doubt in doubts:
            self.made_up |= isinstance(doubt, NoPace | NoLength | NoCount)
            self._writer.note(line or 1, f"{what}: {worded(doubt)}", Certainty.DOUBTED)
            self._keep(line, worded(doubt))
            comments.append(f"  doubted: {worded(doubt)}")
        return tuple(comments)


def worded(doubt: Doubt) -> str:  # noqa: C901, PLR0911, PLR0912 - one for each kind of doubt
    """Return what is doubted, in words."""
    match doubt:
        case RangeTaken():
            return f"of `{doubt.written}`, {doubt.taken} is taken"
        case FirstTaken():
            return f"of `{doubt.written}`, the first number is taken"
        case NoPace():
            return "no pace is given"
        case NoSetRest():
            return "no rest is given between the sets"
        case NoLength():
            return f"no time is given, so {format_duration_ms(doubt.taken_ms)} is taken"
        case NoCount():
            return f"the number of {doubt.what} is not certain, so {doubt.taken} is taken"
        case KeptInName():
            return f"`{doubt.written}` is only said, as a part of the name"
        case TooShort():
            return "an off time of less than a second leaves no room for a count"
        case TotalDiffers():
            stated, made_ = format_duration_ms(doubt.stated_ms), format_duration_ms(doubt.made_ms)
            return f"it says {stated}, and the steps take {made_}"
        case Overlaps():
            return f"the times do not join: {format_duration_ms(abs(doubt.gap_ms))} {'missing' if doubt.gap_ms > 0 else 'too many'}"
        case CapKept():
            return f"the time cap of {format_duration_ms(doubt.cap_ms)} is not kept"
        case Flattened():
            return "nested deeper than a routine should be"
        case Unused():
            return f"not all of `{doubt.written}` is in a step"
        case Guess():
            return f"taken as {doubt.what}"
        case _:
            assert_never(doubt)


def summary(step: ImportedStep) -> str:  # noqa: C901, PLR0911, PLR0912 - one for each kind of step
    """Return a step in a few words."""
    match step:
        case ImportedSay():
            return f"say {step.text}"
        case ImportedRest():
            return f"rest {format_duration_ms(step.length_ms)}"
        case ImportedLeadIn():
            return f"lead-in {format_duration_ms(step.length_ms)}"
        case ImportedTimed():
            return f"{_sets(step)}{format_duration_ms(step.length_ms)} {step.name}{_rest(step)}"
        case ImportedCounted():
            pace = f", {step.tempo or step.every} a rep" if step.tempo or step.every else ""
            return f"{_sets(step)}{step.count} {step.name}{pace}{_rest(step)}"
        case ImportedHangs():
            on, off = format_duration_ms(step.on_ms), format_duration_ms(step.off_ms)
            sets = f"{step.sets} sets of " if step.sets > 1 else ""
            return f"{sets}{step.count} x {on}:{off} {step.name}".strip() + _rest(step)
        case ImportedRounds():
            return f"{step.count} rounds"
        case ImportedEmom():
            turns = f", {len(step.minutes)} kinds of minute in turn" if len(step.minutes) > 1 else ""
            return f"{step.count} times, every {format_duration_ms(step.every_ms)}{turns}"
        case ImportedAmrap():
            return f"as many rounds as possible in {format_duration_ms(step.length_ms)}"
        case ImportedForTime():
            return f"for time, at most {format_duration_ms(step.length_ms)}"
        case ImportedLadder():
            return f"a ladder of {'-'.join(map(str, step.rungs))}"
        case ImportedDeathBy():
            return f"death by {step.name}, {format_duration_ms(step.length_ms)}"
        case _:
            assert_never(step)


def _sets(step: ImportedTimed | ImportedCounted) -> str:
    return f"{step.sets} x " if step.sets > 1 else ""


def _rest(step: ImportedTimed | ImportedCounted | ImportedHangs) -> str:
    sides = " on each side" if not isinstance(step, ImportedHangs) and step.both_sides else ""
    rest = f", rest {format_duration_ms(step.set_rest_ms)}" if step.set_rest_ms else ""
    return f"{sides}{rest}"
