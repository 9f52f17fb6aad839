"""The words that depend on a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.findings.terms import CountUnit, ListOf, Part, StepOf, Written
from voicecoach.report.wording.show import plain, plural, ticked
from voicecoach.report.wording.terms import PAIRS, where, written
from voicecoach.report.wording.words import FindingWords
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.findings.session import CueOutsideCount, CueOutsideTime
    from voicecoach.findings.structure import MisplacedKey, NoPairs

COUNTED: Final = {CountUnit.REP: "reps", CountUnit.ROUND: "rounds around it"}

_EXAMPLES: Final = {
    "for": "add a line such as `for: 30s`",
    "count": "add a line such as `count: 8`",
    "tempo": "add a line such as `tempo: 3-1-1-0` or `every: 3s`",
    "title": "add a line such as `title: Bar hang`",
    "steps": "add `steps:` and below it a list of steps, each beginning with `-`",
    "odd": "add `odd:` and below it a list of steps; without two lists, write `steps:` in place of `even:`",
    "even": "add `even:` and below it a list of steps; without two lists, write `steps:` in place of `odd:`",
    "default": "add a default; it also says the type: `default: 30s`",
    "say": "write `{say: …}` or `{sound: …}`",
    "week": "add a line such as `week: [mon, wed, fri]` or `sessions: 3`",
    "phases": "add `phases:` and below it a list of phases, each beginning with `-`",
    "weeks": "add a line such as `weeks: 3`",
    "routine": "add a line such as `routine: bar-hang`, or the name of a file beside this one",
    "from": "write `{from: 20s, by: 5s, to: 45s}`",
    "by": "write `{from: 20s, by: 5s, to: 45s}`",
    "to": "write `{from: 20s, by: 5s, to: 45s}`",
    "after": "add a line such as `after: Base`, with the name of a phase",
}
NOTES: Final = frozenset(("note", "notes", "comment", "remark", "notiz", "kommentar", "remarque", "nota"))
_EITHER: Final = {"tempo": "`tempo` or `every`", "say": "`say` or `sound`", "week": "`week` or `sessions`"}
_NEEDS: Final = {
    "rest": "add `sets: 3`, or make the rest a step of its own: `- rest: 45s`",
    "for": "add `sides:` with the same names, such as `sides: [left, right]`",
    "switch": "add `sides: [left, right]`",
    "routine": "name one routine, or give the days: `week: [mon, wed, fri]`",
}


def needed(key: str) -> str:
    """Return a key that is missing, and the one that would do in its place."""
    return _EITHER.get(key) or ticked(key)


def example(key: str) -> str:
    return _EXAMPLES.get(key, "")


def what_it_needs(key: str) -> str:
    return _NEEDS.get(key, "")


def where_it_belongs(found: MisplacedKey) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a place
    if found.kind:
        return f"begin the step with `{found.kind}:`"
    match found.where:
        case Part.ROUTINE if found.edits:
            return "put it under `tags:`"
        case StepOf(is_block=True) if found.edits:
            return "put it at the end of the block's steps"
        case _ if found.edits:
            return "write it as a cue: `cues: {start: …}`"
        case ListOf(kind=kind):
            return f"write it beside `{kind}:`; then all of it waits for the go"
        case StepOf(is_block=True):
            return "put it into the steps of the block, or under `defaults:` for all steps"
        case Part.ROUTINE:
            return "put it into a step, or under `defaults:` if it is an option"
        case Part.PROGRAMME_FILE:
            return "put it into a routine, and name that under `routine:`"
        case Part.PROGRAMME:
            return "put it into a phase, below `phases:`"
        case Part.PHASE:
            return "put it directly below `programme:`, beside `phases:`"
        case Part.DEFAULTS:
            return "`defaults` has the options of steps only"
        case _ if found.key == "say":
            return "say it in a cue, such as `cues: {start: …}`, or in a step of its own"
        case _ if found.key in {"steps", "rounds"}:
            return "a block is a step of its own: `- rounds: 3` with `steps:` below"
        case _:
            return "another kind of step has it; look it up in the table of steps"


def no_pairs(found: NoPairs) -> FindingWords:
    if found.suggestion:
        advice = f"did you mean `- {plain(found.suggestion)}`?"
    elif found.part is Part.STEP:
        advice = "begin it with the key that says its kind, such as `- hold: Bar hang`"
    elif found.written is Written.XML:
        advice = "each element is a line: `title: Knee` for `<title>Knee</title>`, and below `steps:` each step with a dash"
    else:
        advice = "begin with `title:`, and put the steps under `steps:`; `voicecoach new` makes a routine of notes, too"
    return FindingWords(
        f"{where(found.part)} is {PAIRS}, not {written(found.written)}", written(found.written), advice
    )


def cue_outside_time(found: CueOutsideTime) -> FindingWords:
    message = f"the cue {ticked(found.key)} is outside of its step"
    last = "for the last moment write `end`"
    if found.length_ms is None:
        return FindingWords(message, "at or after the end", last)
    return FindingWords(
        f"{message}, which is {format_duration_ms(found.length_ms)} long",
        "never heard",
        last if found.at_end else "write a time within the step, or make the step longer",
    )


def cue_outside_count(found: CueOutsideCount) -> FindingWords:
    message = f"the cue {ticked(found.key)} is outside of its step"
    if found.most is None:
        return FindingWords(message, "never heard", f"the first is `{found.unit.value} 1`")
    has = plural(found.most, found.unit.value)
    return FindingWords(f"{message}, which has {has}", "never heard", "write one that it has")
