"""The words of findings about what is written: values, texts, parameters and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from voicecoach.findings import content
from voicecoach.language.words import UNTIL_WORDS
from voicecoach.report.wording.advice import suggested
from voicecoach.report.wording.show import did_you_mean, joined, listed, plain, ticked
from voicecoach.report.wording.terms import (
    DIGITS,
    DURATIONS,
    allowed_values,
    how_to_write,
    limits,
    surroundings,
    takes,
)
from voicecoach.report.wording.words import FindingWords, OtherPlace
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.findings.content import ContentFinding


def content_words(found: ContentFinding) -> FindingWords:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one case a finding
    match found:
        # --- values -----------------------------------------------------------------------------
        case content.BadDuration() if found.sets:
            mean = f"did you mean `for: {plain(found.suggestion)}` and `sets: {plain(found.sets)}`?"
            return FindingWords(f"{ticked(found.written)} is not a duration", mean, mean)
        case content.BadDuration() if found.written.casefold() in UNTIL_WORDS:
            return FindingWords(
                f"{ticked(found.written)} is not a duration",
                "as long as one can?",
                "write `until: done`, and the limit as its length: `for: 1m`",
            )
        case content.BadDuration() if found.either:
            return FindingWords(
                f"{ticked(found.written)} can be two durations",
                "with a point or with a colon?",
                f"write {joined(found.either, 'or')}",
            )
        case content.BadDuration():
            return suggested(
                f"{ticked(found.written)} is not a duration",
                found.suggestion,
                DURATIONS,
            )
        case content.DurationTooExact():
            return FindingWords(
                f"{ticked(found.written)} is more exact than a millisecond",
                did_you_mean(found.suggestion) or "too many decimals",
                "three decimals of a second are the most",
            )
        case content.DurationTooLong():
            limit = f"at most {format_duration_ms(found.limit_ms)}"
            return FindingWords(f"a duration cannot be {ticked(found.written)}", limit, f"allowed: {limit}")
        case content.BadCount() if found.sets:
            mean = f"did you mean `count: {plain(found.suggestion)}` and `sets: {plain(found.sets)}`?"
            return FindingWords(f"{ticked(found.written)} is not a whole number", mean, mean)
        case content.BadCount():
            return suggested(
                f"{ticked(found.written)} is not a whole number",
                found.suggestion,
                DIGITS,
            )
        case content.BadRepRange():
            return FindingWords(
                f"{ticked(found.written)} is not a range of reps",
                f"did you mean {ticked(found.suggestion)}?",
                "the smaller number stands first",
            )
        case content.RangeNotHere():
            return FindingWords(
                f"{ticked(found.key)} cannot be the range {ticked(found.written)}",
                "one number",
                f"only reps can have a range: `count: 8-12`; write one number here, such as {ticked(found.suggestion)}",
            )
        case content.BadTempo():
            return suggested(
                f"{ticked(found.written)} is not a tempo",
                found.suggestion,
                "four counts in seconds: lowering, bottom pause, lifting, top pause, such as `3-1-1-0`",
            )
        case content.TempoWithoutTime():
            limit = "more than 0s in all"
            return FindingWords(
                f"{ticked(found.key)} cannot be {ticked(found.written)}", limit, f"allowed: {limit}"
            )
        case content.BadRepeaters():
            return suggested(
                f"{ticked(found.written)} are no repeaters",
                found.suggestion,
                "write hangs x on : off, such as `6 x 7s:3s`",
            )
        case content.BadLoad():
            return suggested(
                f"{ticked(found.written)} is not a load",
                found.suggestion,
                "write a weight such as `+10kg`, `2x12kg` or `20lb`, a share such as `80% BW`, or words such as `red band`",
            )
        case content.BadEdge():
            return suggested(
                f"{ticked(found.written)} is not an edge",
                found.suggestion,
                "write its depth, such as `20mm` or `0.75in`, or words such as `jug`",
            )
        case content.BadChoice():
            return suggested(
                f"{ticked(found.key)} cannot be {ticked(found.written)}",
                found.suggestion,
                f"choose from {listed(found.choices)}",
            )
        case content.LengthOfNoSide():
            return suggested(
                f"the step has no side {ticked(found.side)}",
                found.suggestion,
                f"its sides are {joined(found.sides, 'and')}",
            )
        case content.SideWithoutLength():
            return FindingWords(
                f"{joined(found.sides, 'and')} {'has' if len(found.sides) == 1 else 'have'} no length",
                "a length for some sides only",
                f"write one for each side, such as {ticked(f'{found.sides[0]}: 20s')}",
            )
        case content.SidesCount():
            return FindingWords(
                f"a step has 2 to {found.limit} sides, not {found.number}",
                "only one" if found.number == 1 else "too many",
                "add the other side, or leave out `sides`"
                if found.number == 1
                else "make two steps of it, each with some of the sides",
            )
        case content.BadLanguage():
            return FindingWords(
                f"{ticked(found.written)} is not the code of a language",
                did_you_mean(found.suggestion),
                did_you_mean(found.suggestion) or "write a code such as `en`, `de` or `en-gb`",
            )
        case content.OutOfRange():
            allowed = limits(found.allowed)
            return FindingWords(
                f"{ticked(found.key)} cannot be {ticked(found.written)}", allowed, f"allowed: {allowed}"
            )
        # --- texts ------------------------------------------------------------------------------
        case content.UnknownVariable(suggestion=""):
            return FindingWords(
                f"nothing is called `${plain(found.name)}`",
                "no such parameter",
                "add it under `parameters:`; a dollar sign is written `$$`",
            )
        case content.UnknownVariable():
            return suggested(f"nothing is called `${plain(found.name)}`", found.suggestion, "")
        case content.VariableElsewhere():
            return FindingWords(
                f"`${plain(found.name)}` has no value here",
                "not here",
                f"it has one only {surroundings(found.needs)}",
            )
        case content.VariableNotHere():
            return FindingWords(
                f"`${plain(found.name)}` has no value of its own here",
                "always the same",
                f"it has one only {surroundings(found.needs)}",
            )
        case content.NameInName():
            return FindingWords(
                f"a name cannot have `${plain(found.name)}` in it",
                "a name within a name",
                "write the name out",
            )
        case content.LoneDollar():
            return suggested(
                f"{ticked(found.written)} is not the name of anything",
                found.suggestion,
                "a dollar sign is written `$$`",
            )
        case content.SilentText():
            return FindingWords(
                "nothing in this text can be spoken", "no letter and no digit", "write words, or delete it"
            )
        case content.TextTooLong(is_spoken=True):
            return FindingWords(
                f"the text has {found.length:,} characters as it is said, with its numbers as words; {found.limit:,} are the most",
                "",
                "say it in several cues or steps",
            )
        case content.TextTooLong():
            return FindingWords(
                f"the {'name' if found.is_name else 'text'} has {found.length:,} characters; {found.limit:,} are the most",
                "",
                "write a shorter one"
                if found.is_name or found.is_shown
                else "say it in several cues or steps",
            )
        case content.BadPause():
            limit_s = found.limit_ms // 1000
            if found.foreign:
                problem, label = f"{ticked(found.written)} is no pause here", "left out, without a pause"
            elif found.length_ms > found.limit_ms:
                problem, label = f"a pause lasts at most {limit_s} s", "too long"
            else:
                problem, label = f"{ticked(found.written)} has no length", "no number with `s` or `ms`"
            return FindingWords(problem, label, f"write `{found.remedy}`; {limit_s} s at most")
        case content.NotSpoken(is_phonemes=True):
            return FindingWords(
                f"the voice does not take phonemes, such as {ticked(found.part)}",
                "said as it is written",
                "write under `pronounce:` how it sounds in letters, or take `--engine hibari`, `kokoro` or `piper`",
            )
        case content.NotSpoken():
            return FindingWords(
                f"the voice cannot say {ticked(found.part)}",
                "not heard",
                "say under `pronounce:` how it sounds, or take a `--voice` that has these letters",
            )
        case content.WordingOrder():
            return FindingWords(
                "this wording is longer than the one before it",
                f"{ticked(found.before)} is shorter",
                "list the longest wording first",
            )
        # --- parameters, and their values from the command line ---------------------------------
        case content.BadName():
            return suggested(
                f"{ticked(found.name)} cannot be the name of a parameter",
                found.suggestion,
                "a name has letters, digits and `_`, and begins with no digit",
            )
        case content.RangeUpsideDown():
            return FindingWords(
                "`max` is smaller than `min`",
                f"less than {found.minimum}",
                "swap them",
                (OtherPlace(found.minimum_span, "the smallest value"),),
            )
        case content.RangeOfText():
            return FindingWords(
                f"{ticked(found.key)} has no meaning for a text",
                "not for a text",
                "list the texts in `choices: [a, b]`",
            )
        case content.RangeOfOtherType():
            kind = takes(found.takes)
            return FindingWords(
                f"{ticked(found.written)} is not {kind}, as the default is",
                f"{found.key} of a parameter whose default is {kind}",
                "write the default and its limits in the same way",
            )
        case content.DefaultOutOfRange():
            return FindingWords(
                f"the default of {ticked(found.name)} is {ticked(found.written)}",
                f"allowed: {allowed_values(found.allowed)}",
                "change the default or its limits",
            )
        case content.SettingUnknown():
            return suggested(
                f"the routine has no parameter {ticked(found.name)}",
                found.suggestion,
                f"it has {listed(found.known)}" if found.known else "it has no parameters",
            )
        case content.SettingType():
            return suggested(
                f"{ticked(found.name)} is {takes(found.takes)}; {ticked(found.written)} is none",
                found.suggestion,
                how_to_write(found.takes),
            )
        case content.SettingOutOfRange() | content.SettingChoice():
            allowed = allowed_values(found.allowed)
            suggestion = found.suggestion if isinstance(found, content.SettingChoice) else ""
            return FindingWords(
                f"{ticked(found.name)} cannot be {ticked(found.written)}",
                did_you_mean(suggestion) or allowed,
                f"allowed: {allowed}",
            )
        case _:
            assert_never(found)
