"""The words of a coach's findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from voicecoach.findings import coaching
from voicecoach.findings.terms import ListOf
from voicecoach.report.wording.show import plain, plural, ticked
from voicecoach.report.wording.terms import where
from voicecoach.report.wording.words import FindingWords
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.findings.coaching import CoachingFinding

_LANGUAGES: Final = {"de": "German", "es": "Spanish", "fr": "French"}


def coaching_words(found: CoachingFinding) -> FindingWords:  # noqa: C901, PLR0911, PLR0912 - one case a finding
    match found:
        # --- what a coach would do otherwise ----------------------------------------------------
        case coaching.OneSideOnly():
            return FindingWords(
                f"only the {found.side} side is trained in the whole session",
                f"never the {found.other} one",
                f"write `sides: [{found.side}, {found.other}]`, or add a step for the {found.other} side",
            )
        case coaching.NoTimeToSwitch():
            return FindingWords(
                "there is no time to change sides",
                "the second side begins at once",
                "write `switch: 5s`, or more where one has to stand up",
            )
        case coaching.NoTimeToBegin() if found.begins_ms:
            return FindingWords(
                f"the first exercise begins after {format_duration_ms(found.begins_ms)}, before anybody can be in place",
                "too early to be there",
                "give it time: `- lead-in: 10s`",
            )
        case coaching.NoTimeToBegin():
            return FindingWords(
                "the first exercise begins at once, before anybody can be in place",
                "begins at 0:00",
                "put `- lead-in: 10s` before it",
            )
        case coaching.SidesInName():
            return FindingWords(
                f"{ticked(found.name)} is done once: only its name says that it has sides",
                "spoken, and no more",
                "write `sides: [left, right]` below it, and take the words out of the name",
            )
        case coaching.CurlyQuotes():
            return FindingWords(
                f"the quotes around {ticked(found.written)} are a part of the text",
                "curly quotes",
                'write straight quotes (`"`), or none',
            )
        case coaching.BareNumber():
            return FindingWords(
                f"`{plain(found.key)}: {plain(found.written)}` is {plain(found.written)} seconds",
                f"did you mean `{plain(found.suggestion)}`?",
                f"a number without a unit is seconds; write `{plain(found.suggestion)}` for minutes, "
                f"or `{plain(found.written)}s`",
            )
        case coaching.SoundAsText():
            return FindingWords(
                "the name of a sound file would be spoken",
                "a text, not a sound",
                f"to hear the file, write `{{sound: {plain(found.path)}}}`",
            )
        case coaching.CueTooLate():
            left = format_duration_ms(found.left_ms)
            return FindingWords(
                f"{ticked(found.text)} is said when {left} is left",
                "too late for what it says",
                f"write `{plain(found.suggestion)}:`",
            )
        case coaching.CautionMissing():
            return FindingWords(
                f"a routine with {ticked(found.tag)} has no caution",
                "nothing is said of when to stop",
                "say it once before the first step: "
                "`caution: Stop if you feel sharp pain, numbness or tingling.`",
            )
        case coaching.LanguageMissing():
            return FindingWords(
                f"the texts are {_LANGUAGES[found.language]}, and an English voice says them",
                "no language is given",
                f"write `language: {found.language}` below the title",
            )
        case coaching.TagsInOneText():
            return FindingWords(
                f"{ticked(found.written)} is one tag, not several",
                "one tag",
                f"write a list: `{plain(found.key)}: [{plain(found.suggestion)}]`",
            )
        case coaching.MinutesNeverReached():
            return FindingWords(
                f"the turn of this list never comes: there are {found.lists} lists for {plural(found.minutes, 'minute')}",
                "never reached",
                f"write `{found.key}: {found.lists}`, or leave the list out",
            )
        case coaching.CueNeverHeard():
            these = ", ".join(map(str, found.rounds))
            return FindingWords(
                f"a cue for round {found.round} is never heard: another list has its turn then",
                "never heard",
                f"this list has its turn in {'round' if len(found.rounds) == 1 else 'rounds'} {these}",
            )
        case coaching.NeverHeardInList(key="cues"):
            return FindingWords(
                f"a cue in {where(ListOf(kind=found.kind))} is never heard: nobody can know when its exercise begins",
                "never heard",
                f"write it as a cue of the {ticked(found.kind)}, or have it said with the name: `announce: Ten rows. Elbows back.`",
            )
        case coaching.NeverHeardInList():
            return FindingWords(
                f"{ticked(found.key)} in {where(ListOf(kind=found.kind))} is never heard: nobody can know when its exercise begins",
                "never heard",
                f"write it beside the {ticked(found.kind)}, or leave it out",
            )
        case _:
            assert_never(found)
