"""The wording of what is not found by reading alone, and what holds for every code."""

from pathlib import Path
from typing import get_args

import pytest

from voicecoach.findings import Finding
from voicecoach.findings.coaching import (
    BareNumber,
    CautionMissing,
    CueNeverHeard,
    CueTooLate,
    CurlyQuotes,
    LanguageMissing,
    MinutesNeverReached,
    NeverHeardInList,
    NoTimeToBegin,
    NoTimeToSwitch,
    OneSideOnly,
    SidesInName,
    TagsInOneText,
)
from voicecoach.findings.codes import Code
from voicecoach.findings.content import (
    BadDuration,
    DurationTooLong,
    LengthOfNoSide,
    NotSpoken,
    RangeOfText,
    SettingChoice,
    SettingOutOfRange,
    SettingType,
    SettingUnknown,
    SidesCount,
    SideWithoutLength,
    TempoWithoutTime,
)
from voicecoach.findings.programmes import (
    ProgrammeHere,
    ProgrammeTooLong,
    RoutineMissing,
    RoutineOutside,
    SettingLeftAlone,
    UnknownPhase,
)
from voicecoach.findings.reading import (
    ControlCharacter,
    FileTooFull,
    FileTooLarge,
    NotText,
    Paste,
    YamlBlockHead,
    YamlFence,
    YamlHeading,
    YamlKeyIsNoWord,
    YamlLineEnd,
    YamlMark,
    YamlNoItem,
    YamlNoKey,
    YamlOtherComment,
    YamlPasted,
    YamlUntitled,
)
from voicecoach.findings.session import (
    AnnouncedLate,
    CueFaster,
    CueLeftOut,
    CueMoved,
    CueNotCounted,
    CueOfNoSide,
    CueOutsideCount,
    CueShortened,
    IncludeCycle,
    IncludeMissing,
    IncludeOutside,
    IncludeTooMany,
    NotAnnounced,
    NoTimeForReps,
    NotRecorded,
    PeriodOverrun,
    ReadyInFile,
    SoundMissing,
    SoundOutside,
    SoundUnreadable,
    TooLong,
    TooManyEvents,
    UnknownTone,
    UntilDoneInFile,
)
from voicecoach.findings.terms import (
    AtMost,
    CountUnit,
    LongerStep,
    Obstacle,
    OneOf,
    OtherCue,
    Takes,
    TimeToTell,
)
from voicecoach.language.parse import parse
from voicecoach.report.snippets import as_json
from voicecoach.report.wording import terms
from voicecoach.report.wording.findings import words
from voicecoach.source import Encoding, SourceText, Span

SOURCE = SourceText(name="back.yaml", text="title: T\nsteps:\n  - say: Walk.\n")
SPAN = Span(source=SOURCE, start=26, end=31)

DIRECT = {
    OneSideOnly(span=SPAN, side="left", other="right"): (
        "only the left side is trained in the whole session",
        "never the right one",
        "write `sides: [left, right]`, or add a step for the right side",
    ),
    NoTimeToSwitch(span=SPAN): (
        "there is no time to change sides",
        "the second side begins at once",
        "write `switch: 5s`, or more where one has to stand up",
    ),
    NoTimeToBegin(span=SPAN, begins_ms=1_500): (
        "the first exercise begins after 1.5s, before anybody can be in place",
        "too early to be there",
        "give it time: `- lead-in: 10s`",
    ),
    NoTimeToBegin(span=SPAN): (
        "the first exercise begins at once, before anybody can be in place",
        "begins at 0:00",
        "put `- lead-in: 10s` before it",
    ),
    CueTooLate(span=SPAN, text="Ten seconds left.", left_ms=5_000, says_ms=10_000, suggestion="-10s"): (
        "`Ten seconds left.` is said when 5s is left",
        "too late for what it says",
        "write `-10s:`",
    ),
    CautionMissing(span=SPAN, tag="hangboard"): (
        "a routine with `hangboard` has no caution",
        "nothing is said of when to stop",
        "say it once before the first step: `caution: Stop if you feel sharp pain, numbness or tingling.`",
    ),
    NotText(span=SPAN, encoding=Encoding.WINDOWS): (
        "this file is not text in UTF-8; it is read as Windows-1252",
        "",
        "save it as UTF-8 in your editor; `voicecoach check --fix` does it as well",
    ),
    NotText(span=SPAN, encoding=Encoding.WORD): (
        "this is a Word document, not plain text",
        "",
        "save it as plain text in UTF-8 under another name, and name that file",
    ),
    NotSpoken(span=SPAN, part="手首"): (
        "the voice cannot say `手首`",
        "not heard",
        "say under `pronounce:` how it sounds, or take a `--voice` that has these letters",
    ),
    NotRecorded(span=SPAN, folder="my-voice", texts=("Halfway.",)): (
        "a sentence is not recorded in `my-voice`: `Halfway.`",
        "an engine says it",
        "`voicecoach record ROUTINE --to my-voice` asks for what is missing",
    ),
    NotRecorded(span=SPAN, folder="my-voice/", texts=("Halfway.", "Step down.")): (
        "2 sentences are not recorded in `my-voice/`: `Halfway.`, `Step down.`",
        "an engine says it",
        "`voicecoach record ROUTINE --to my-voice/` asks for what is missing",
    ),
    NotSpoken(span=SPAN, part="/bɜpi/", is_phonemes=True): (
        "the voice does not take phonemes, such as `/bɜpi/`",
        "said as it is written",
        "write under `pronounce:` how it sounds in letters, or take `--engine hibari`, `kokoro` or `piper`",
    ),
    ProgrammeHere(span=SPAN): (
        "this is a programme of several sessions, and one routine is wanted here",
        "a programme",
        "name one of the programme's routines",
    ),
    ProgrammeTooLong(span=SPAN, unit="weeks", count=60, limit=52): (
        "the programme has 60 weeks, and 52 are the most",
        "at most 52",
        "make it two programmes, one after the other",
    ),
    UnknownPhase(span=SPAN, name="Bse", known=("Base", "Peak"), suggestion="Base"): (
        "no phase is called `Bse`",
        "did you mean `Base`?",
        "did you mean `Base`?",
    ),
    UnknownPhase(span=SPAN, name="X", known=("Base", "Peak")): (
        "no phase is called `X`",
        "",
        "the phases are `Base`, `Peak`",
    ),
    RoutineMissing(span=SPAN, path="x"): (
        "the routine `x` cannot be found",
        "no such routine",
        "name a built-in one (`voicecoach list`), or a file from this programme's folder on",
    ),
    RoutineOutside(span=SPAN, path="../x.yaml"): (
        "the routine `../x.yaml` is outside of this programme's folder",
        "",
        "put the file beside the programme, or below",
    ),
    SettingLeftAlone(span=SPAN, name="hold", routine="max-hangs"): (
        "`max-hangs` keeps its own `hold`",
        "it cannot take these values",
        "nothing to be done, unless you meant another value",
    ),
    NotText(span=SPAN): (
        "this file is not text in UTF-8",
        "the first character that is none",
        "save it as UTF-8 in your editor",
    ),
    FileTooLarge(span=SPAN, limit_bytes=2**20): (
        "the file is larger than 1 MiB",
        "",
        "split it; `- include: other.yaml` brings in another routine's steps",
    ),
    FileTooFull(span=SPAN, limit=60_000): (
        "the file has more than 60,000 keys, values and lists",
        "reading stops here",
        "repeat steps with `rounds:`, or split the file; `- include: other.yaml` brings in another routine's steps",
    ),
    ControlCharacter(span=SPAN, character="U+0007", count=3): (
        "the character U+0007 cannot stand here, nor in 2 other places",
        "nothing that can be printed or spoken",
        "delete it, and save the file as plain text in UTF-8",
    ),
    SettingUnknown(span=SPAN, name="hodl", suggestion="hold", known=("hold",)): (
        "the routine has no parameter `hodl`",
        "did you mean `hold`?",
        "did you mean `hold`?",
    ),
    SettingUnknown(span=SPAN, name="x", known=()): (
        "the routine has no parameter `x`",
        "",
        "it has no parameters",
    ),
    SettingType(span=SPAN, name="hold", takes=Takes.DURATION, written="long"): (
        "`hold` is a duration; `long` is none",
        "",
        "a duration is written `30s`, `1m30s`, `1:30` or `500ms`",
    ),
    SettingOutOfRange(span=SPAN, name="hold", written="9m", allowed=AtMost(most="3m")): (
        "`hold` cannot be `9m`",
        "at most 3m",
        "allowed: at most 3m",
    ),
    SettingChoice(
        span=SPAN, name="grip", written="hlaf", allowed=OneOf(choices=("half",)), suggestion="half"
    ): (
        "`grip` cannot be `hlaf`",
        "did you mean `half`?",
        "allowed: one of `half`",
    ),
    YamlMark(span=SPAN, mark="1."): (
        "a step begins with a dash and its key, not with `1.`",
        "`- key: value` is meant",
        "steps have no numbers and no marks of their own",
    ),
    YamlMark(span=SPAN, mark="@5s", meant="5s"): (
        "a cue's time is not written `@5s`",
        "5s: …",
        "write `5s: …`",
    ),
    YamlOtherComment(span=SPAN, sign="//"): (
        "`//` does not begin a comment",
        "`#` is meant",
        "a comment begins with `#`, and with a space before that where it follows a value",
    ),
    YamlLineEnd(span=SPAN, sign=";"): (
        "a line does not end with `;`",
        "one too many",
        "the end of the line is enough",
    ),
    YamlNoItem(span=SPAN, key="for"): (
        "`for` belongs to the step above it",
        "no dash here",
        "only a step's first key has a dash; its other keys stand below that key",
    ),
    YamlBlockHead(span=SPAN, written="rounds: 3"): (
        "a block begins with `rounds: 3`",
        "in other words",
        "write `- rounds: 3`, and `steps:` with the block's steps below it",
    ),
    YamlHeading(span=SPAN): (
        "steps have no headings",
        "no key of a step",
        "put a `#` before it: a comment is for whoever reads the file",
    ),
    YamlUntitled(span=SPAN, written="Morning"): (
        "the title needs its key",
        "no key",
        "write `title: Morning`",
    ),
    SidesInName(span=SPAN, name="Lunge each side"): (
        "`Lunge each side` is done once: only its name says that it has sides",
        "spoken, and no more",
        "write `sides: [left, right]` below it, and take the words out of the name",
    ),
    BareNumber(span=SPAN, key="amrap", written="12", suggestion="12m"): (
        "`amrap: 12` is 12 seconds",
        "did you mean `12m`?",
        "a number without a unit is seconds; write `12m` for minutes, or `12s`",
    ),
    CurlyQuotes(span=SPAN, written="\u201cKnees.\u201d"): (
        "the quotes around `\u201cKnees.\u201d` are a part of the text",
        "curly quotes",
        'write straight quotes (`"`), or none',
    ),
    BadDuration(span=SPAN, written="max"): (
        "`max` is not a duration",
        "as long as one can?",
        "write `until: done`, and the limit as its length: `for: 1m`",
    ),
    YamlFence(span=SPAN): (
        "three backticks are no part of a routine",
        "Markdown shows code so",
        "leave the line out",
    ),
    YamlPasted(span=SPAN, paste=Paste.NUMBERS): (
        "the lines are numbered",
        "a number before each line",
        "take the numbers away: a routine's lines have none",
    ),
    YamlNoKey(span=SPAN, key="for"): (
        "a colon is missing after `for`",
        "for: …",
        "put a colon and a space between a key and its value",
    ),
    YamlKeyIsNoWord(span=SPAN): ("a key must be a word", "not a word", "put the text in quotes"),
    LengthOfNoSide(span=SPAN, side="rechts", sides=("left", "right"), suggestion="right"): (
        "the step has no side `rechts`",
        "did you mean `right`?",
        "did you mean `right`?",
    ),
    LengthOfNoSide(span=SPAN, side="top", sides=("front", "back")): (
        "the step has no side `top`",
        "",
        "its sides are `front` and `back`",
    ),
    SideWithoutLength(span=SPAN, sides=("back",)): (
        "`back` has no length",
        "a length for some sides only",
        "write one for each side, such as `back: 20s`",
    ),
    SideWithoutLength(span=SPAN, sides=("left", "back")): (
        "`left` and `back` have no length",
        "a length for some sides only",
        "write one for each side, such as `left: 20s`",
    ),
    SidesCount(span=SPAN, number=1, limit=4): (
        "a step has 2 to 4 sides, not 1",
        "only one",
        "add the other side, or leave out `sides`",
    ),
    SidesCount(span=SPAN, number=5, limit=4): (
        "a step has 2 to 4 sides, not 5",
        "too many",
        "make two steps of it, each with some of the sides",
    ),
    CueOfNoSide(span=SPAN, key="side top", side="top"): (
        "the cue `side top` is never heard",
        "the step has no side `top`",
        "write another time, or delete the cue",
    ),
    CueOfNoSide(span=SPAN, key="side rechts", side="rechts", suggestion="right"): (
        "the cue `side rechts` is never heard",
        "the step has no side `rechts`",
        "did you mean `side right`?",
    ),
    DurationTooLong(span=SPAN, written="100h", limit_ms=86_400_000): (
        "a duration cannot be `100h`",
        "at most 24h",
        "allowed: at most 24h",
    ),
    TempoWithoutTime(span=SPAN, key="tempo", written="0-0-0-0"): (
        "`tempo` cannot be `0-0-0-0`",
        "more than 0s in all",
        "allowed: more than 0s in all",
    ),
    RangeOfText(span=SPAN, key="min"): (
        "`min` has no meaning for a text",
        "not for a text",
        "list the texts in `choices: [a, b]`",
    ),
    CueNotCounted(span=SPAN, key="rep 1", unit=CountUnit.REP): (
        "the cue `rep 1` is never heard",
        "the step has no reps",
        "write another time, or delete the cue",
    ),
    CueNotCounted(span=SPAN, key="round 1", unit=CountUnit.ROUND): (
        "the cue `round 1` is never heard",
        "the step has no rounds around it",
        "write another time, or delete the cue",
    ),
    CueOutsideCount(span=SPAN, key="rep 0", unit=CountUnit.REP, most=None): (
        "the cue `rep 0` is outside of its step",
        "never heard",
        "the first is `rep 1`",
    ),
    PeriodOverrun(span=SPAN, need_ms=70_000, room_ms=60_000): (
        "the work takes 1m10s, and there is 1m for it",
        "1m10s of work",
        "shorten the steps, or give each round more time: `every: 1m30s`",
    ),
    NoTimeForReps(span=SPAN, used_ms=60_000, room_ms=60_000): (
        "the other steps take 1m of 1m, and leave no time for these reps",
        "no time is left for them",
        "shorten the other steps, or give each round more time with `every:`",
    ),
    TooLong(span=SPAN, total_ms=90_000_000, limit_ms=86_400_000): (
        "the session is longer than 24h: 25h",
        "goes past the limit here",
        "use fewer rounds or shorter steps",
    ),
    TooManyEvents(span=SPAN, limit=100_000): (
        "the session has more than 100,000 events",
        "goes past the limit here",
        "use fewer rounds or shorter steps",
    ),
    TooManyEvents(span=SPAN, limit=200, of="step"): (
        "the step has more than 200 events",
        "goes past the limit here",
        "use fewer cues",
    ),
    TooManyEvents(span=SPAN, limit=5_000, of="texts"): (
        "the session says more than 5,000 different texts",
        "goes past the limit here",
        "say fewer, or the same more often",
    ),
    TooManyEvents(span=SPAN, limit=100_000, of="characters"): (
        "the different texts of the session have more than 100,000 characters",
        "goes past the limit here",
        "say fewer or shorter ones",
    ),
    TooManyEvents(span=SPAN, limit=100_000, of="spoken"): (
        "the different texts of the session have more than 100,000 characters as they are said, with numbers as words",
        "goes past the limit here",
        "say fewer or shorter ones",
    ),
    FileTooFull(span=SPAN, limit=100_000, of="lines"): (
        "the file has more than 100,000 lines",
        "reading stops here",
        "delete comments and blank lines, or split the file; `- include: other.yaml` brings in another routine's steps",
    ),
    FileTooFull(span=SPAN, limit=500, of="names"): (
        "`pronounce` has more than 500 names",
        "one too many",
        "leave out those that the routine does not say",
    ),
    UnknownTone(span=SPAN, tone="bel", known=("bell", "start")): (
        "the tone pack has no sound `bel`",
        "",
        "it has bell, start; a sound of your own is a file, such as `gong.wav`",
    ),
    ReadyInFile(span=SPAN, others=0): (
        "an exported file cannot wait for you here",
        "waits in a live session only",
        "`voicecoach play` waits; for a file, make the rest or the lead-in before it longer",
    ),
    ReadyInFile(span=SPAN, others=2): (
        "an exported file cannot wait for you here, nor at 2 other steps",
        "waits in a live session only",
        "`voicecoach play` waits; for a file, make the rest or the lead-in before it longer",
    ),
    UntilDoneInFile(span=SPAN, limit_ms=180_000, others=0): (
        "an exported file cannot tell when you are done, so this goes on to its limit of 3m",
        "ends early in a live session only",
        "`voicecoach play` ends it when you are done, and so does a page (`-o NAME.html`)",
    ),
    UntilDoneInFile(span=SPAN, limit_ms=45_000, others=1): (
        "an exported file cannot tell when you are done, so this goes on to its limit of 45s, and so does 1 other step",
        "ends early in a live session only",
        "`voicecoach play` ends it when you are done, and so does a page (`-o NAME.html`)",
    ),
    MinutesNeverReached(span=SPAN, key="emom", minutes=1, lists=2): (
        "the turn of this list never comes: there are 2 lists for 1 minute",
        "never reached",
        "write `emom: 2`, or leave the list out",
    ),
    LanguageMissing(span=SPAN, language="de"): (
        "the texts are German, and an English voice says them",
        "no language is given",
        "write `language: de` below the title",
    ),
    TagsInOneText(span=SPAN, key="focus", written="fingers; grip", suggestion="fingers, grip"): (
        "`fingers; grip` is one tag, not several",
        "one tag",
        "write a list: `focus: [fingers, grip]`",
    ),
    CueNeverHeard(span=SPAN, round=2, rounds=(1, 3, 5)): (
        "a cue for round 2 is never heard: another list has its turn then",
        "never heard",
        "this list has its turn in rounds 1, 3, 5",
    ),
    NeverHeardInList(span=SPAN, key="time-left", kind="for-time"): (
        "`time-left` in the list of a `for-time` block is never heard: nobody can know when its exercise begins",
        "never heard",
        "write it beside the `for-time`, or leave it out",
    ),
    NeverHeardInList(span=SPAN, key="cues", kind="amrap"): (
        "a cue in the list of an `amrap` block is never heard: nobody can know when its exercise begins",
        "never heard",
        "write it as a cue of the `amrap`, or have it said with the name: `announce: Ten rows. Elbows back.`",
    ),
    SoundMissing(span=SPAN, path="gong.wav"): (
        "the sound `gong.wav` cannot be found",
        "no such file",
        "put the file beside the routine",
    ),
    SoundOutside(span=SPAN, path="../gong.wav"): (
        "the sound `../gong.wav` is outside of the routine's folder",
        "",
        "put the file beside the routine",
    ),
    SoundUnreadable(span=SPAN, path="gong.wav", reason="it is empty"): (
        "the sound `gong.wav` cannot be used",
        "it is empty",
        "try it as a WAV or an MP3 file",
    ),
    IncludeMissing(span=SPAN, path="a.yaml"): (
        "the routine `a.yaml` cannot be found",
        "no such file",
        "write its path from this routine's folder on",
    ),
    IncludeOutside(span=SPAN, path="/a.yaml"): (
        "the routine `/a.yaml` is outside of this routine's folder",
        "",
        "put the file beside the routine, or below",
    ),
    IncludeCycle(span=SPAN, path="a.yaml"): (
        "the routine `a.yaml` includes itself",
        "round and round",
        "delete one of the includes",
    ),
    IncludeTooMany(span=SPAN, limit=32): (
        "more than 32 includes",
        "one too many",
        "put several steps into one file",
    ),
    CueShortened(
        span=SPAN,
        text="Halfway. Breathe.",
        need_ms=4_060,
        room_ms=3_099,
        wording="Halfway.",
        by=Obstacle.COUNTDOWN,
        longer=LongerStep(key="for", length_ms=12_000),
    ): (
        "4.1 s of speech, 3.0 s of room; fits as `Halfway.` or with `for: 12s`",
        "because of the countdown",
        "if `Halfway.` is enough, all is well; else write `for: 12s`, shorten it to about 1 word, or move the cue",
    ),
    CueShortened(
        span=SPAN,
        is_automatic=True,
        text="Next: Bar hang. Thirty seconds.",
        need_ms=3_000,
        room_ms=2_000,
        wording="Bar hang.",
        by=Obstacle.COUNTDOWN,
    ): (
        "3.0 s of speech, 2.0 s of room; fits as `Bar hang.`",
        "because of the countdown",
        "these are the program's own words, so nothing is wrong",
    ),
    CueFaster(
        span=SPAN,
        text="Walk.",
        need_ms=4_000,
        room_ms=3_800,
        wording="Walk.",
        percent=106,
        by=Obstacle.STEP_END,
    ): (
        "4.0 s of speech, 3.8 s of room; fits 6 % faster",
        "because of the end of the step",
        "give a shorter wording, or move the cue",
    ),
    CueMoved(
        span=SPAN,
        text="Walk on slowly now.",
        need_ms=2_000,
        room_ms=1_500,
        moved_ms=-1_240,
        by=Obstacle.COUNTDOWN,
        longer=LongerStep(key="rest", length_ms=70_000),
    ): (
        "`Walk on slowly now.` is said 1.3 s earlier because of the countdown",
        "2.0 s of speech, 1.5 s of room at its time",
        "write `rest: 1m10s`, shorten it to about 3 words, give a shorter wording, or write a time that is 1.3 s earlier",
    ),
    CueMoved(
        span=SPAN, text="Walk.", need_ms=900, room_ms=200, moved_ms=700, by=OtherCue(text="Breathe out.")
    ): (
        "`Walk.` is said 0.7 s later because of `Breathe out.`",
        "0.9 s of speech, 0.2 s of room at its time",
        "shorten `Breathe out.`, or write a time that is 0.7 s later",
    ),
    CueMoved(
        span=SPAN,
        text="Walk.",
        need_ms=900,
        room_ms=200,
        moved_ms=700,
        by=Obstacle.REP_COUNT,
    ): (
        "`Walk.` is said 0.7 s later because of the count of the next rep",
        "0.9 s of speech, 0.2 s of room at its time",
        "write a time that is 0.7 s later",
    ),
    CueLeftOut(span=SPAN, text="Well done.", need_ms=900, room_ms=0, by=OtherCue(text="Breathe.")): (
        "`Well done.` is left out because of `Breathe.`",
        "0.9 s of speech, 0.0 s of room",
        "give a shorter wording, or move the cue",
    ),
    CueLeftOut(
        span=SPAN,
        is_automatic=True,
        text="Halfway.",
        need_ms=900,
        room_ms=0,
        by=OtherCue(text="Breathe."),
        longer=LongerStep(key="for", length_ms=30_000),
    ): (
        "`Halfway.` is left out because of `Breathe.`",
        "0.9 s of speech, 0.0 s of room",
        "these are the program's own words, so nothing is wrong; to hear them in full, write `for: 30s`",
    ),
    NotAnnounced(
        span=SPAN, name="Press", need_ms=900, time=TimeToTell(key="rest", length_ms=5_000, is_new=True)
    ): (
        "the listener is not told that `Press` comes",
        "its name takes 0.9 s, and there is no room for that",
        "write `- rest: 5s` before it",
    ),
    NotAnnounced(span=SPAN, name="Press", need_ms=0, time=TimeToTell(key="rest", length_ms=9_000)): (
        "the listener is not told that `Press` comes",
        "",
        'write `rest: 9s`, or say less with `announce:`, such as `announce: "Press"`',
    ),
    AnnouncedLate(span=SPAN, name="Press", late_ms=1_210): (
        "`Press` is announced late: its name is over 1.3 s after the start",
        "there is no room for it before",
        'say less with `announce:`, such as `announce: "Press"`; with `announce: off` nothing is said',
    ),
    AnnouncedLate(span=SPAN, name="AMRAP", late_ms=5_800, has_list=True): (
        "`AMRAP` is announced late: its list is over 5.8 s after the start",
        "there is no room for it before",
        'say less with `announce:`, such as `announce: "Press"`; with `announce: off` nothing is said',
    ),
    AnnouncedLate(
        span=SPAN,
        name="Press",
        late_ms=1_200,
        time=TimeToTell(key="rest", length_ms=5_000, is_between_sets=True),
    ): (
        "`Press` is announced late: its name is over 1.2 s after the start",
        "there is no room for it before",
        "write `rest: 5s` in it, for the time between its sets; with `announce: off` nothing is said",
    ),
}


CLASSES = get_args(Finding)
GOLDEN = {
    type(found)
    for path in (Path(__file__).parent / "golden").glob("*.txt")
    for found in parse(SourceText(name="", text=path.read_text("utf-8").partition("\n-----\n")[0] + "\n"))[1]
}


@pytest.mark.parametrize("found", DIRECT, ids=lambda found: type(found).__name__)
def test_the_words_of_a_finding(found):
    assert words(found)[:3] == DIRECT[found]


def test_every_class_of_findings_has_an_example_whose_exact_text_is_tested():
    assert {found.__name__ for found in CLASSES} == {
        found.__name__ for found in GOLDEN | {type(found) for found in DIRECT}
    }


def test_every_code_is_that_of_a_class_and_every_class_has_one():
    assert {found.code for found in CLASSES} == set(Code)


@pytest.mark.parametrize("takes", Takes)
def test_every_type_of_value_has_words(takes):
    assert terms.takes(takes)


def test_a_value_of_the_author_cannot_leave_its_line_or_color_the_terminal():
    found = BadDuration(span=SPAN, written="a\n\x1b[31mb" + "c" * 100)
    assert words(found).message == "`a \\x1b[31mb" + "c" * 51 + "…` is not a duration"


def test_a_finding_as_data():
    _, found = parse(
        SourceText(name="back.yaml", text="title: T\nsteps:\n  - hodl: Bar hang\n    for: 30s\n")
    )
    assert [as_json(one) for one in found] == [
        {
            "code": "unknown-key",
            "severity": "error",
            "message": "unknown key `hodl` in a step",
            "file": "back.yaml",
            "line": 3,
            "column": 5,
            "end_line": 3,
            "end_column": 9,
            "hint": "did you mean `hold`?",
            "fix": [{"line": 3, "column": 5, "end_line": 3, "end_column": 9, "text": "hold"}],
        }
    ]
