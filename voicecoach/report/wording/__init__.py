"""The wording of every finding: one `match`, a case for each class."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from voicecoach.findings import coaching, content, programmes, reading, session, structure
from voicecoach.findings.terms import Takes, Written
from voicecoach.language.model import LEFT, RIGHT
from voicecoach.language.quoting import is_curly
from voicecoach.report.wording import giving_way, keys, telling
from voicecoach.report.wording.of_programmes import programme_words
from voicecoach.report.wording.show import (
    a,
    character,
    did_you_mean,
    joined,
    listed,
    plain,
    plural,
    quoted,
    ticked,
)
from voicecoach.report.wording.terms import (
    DIGITS,
    DURATIONS,
    allowed_values,
    how_to_write,
    limits,
    owner,
    surroundings,
    takes,
    where,
    written,
)
from voicecoach.report.wording.words import OtherPlace, Words
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.findings import Finding

_QUOTES = "put the text in quotes"
_AS_A_PARAMETER = "for a value that is used in several places write a parameter"
_BESIDE = "put the file beside the routine"
_NO_SUCH_FILE = "no such file"


def words(found: Finding) -> Words:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one case a finding
    match found:
        # --- reading the file -------------------------------------------------------------------
        case reading.NotText() if found.encoding.is_document:
            return Words(
                f"this is {found.encoding}, not plain text",
                "",
                "save it as plain text in UTF-8 under another name, and name that file",
            )
        case reading.NotText() if found.encoding.is_a_guess:
            return Words(
                f"this file is not text in UTF-8; it is read as {found.encoding}",
                "",
                "save it as UTF-8 in your editor; `voicecoach check --fix` does it as well",
            )
        case reading.NotText():
            return Words(
                "this file is not text in UTF-8",
                "the first character that is none",
                "save it as UTF-8 in your editor",
            )
        case reading.FileTooLarge():
            return Words(
                f"the file is larger than {found.limit_bytes >> 20} MiB",
                "",
                "split it; `- include: other.yaml` brings in another routine's steps",
            )
        case reading.FileTooFull(of="names"):
            return Words(
                f"`pronounce` has more than {found.limit:,} names",
                "one too many",
                "leave out those that the routine does not say",
            )
        case reading.FileTooFull():
            return Words(
                f"the file has more than {found.limit:,} keys, values and lists",
                "reading stops here",
                "repeat steps with `rounds:`, or split the file; "
                "`- include: other.yaml` brings in another routine's steps",
            )
        case reading.EmptyFile():
            return Words(
                "the file is empty", "", "a routine begins with `title:` and has its steps under `steps:`"
            )
        case reading.ControlCharacter():
            others = found.count - 1
            nor = f", nor in {plural(others, 'other place')}" if others else ""
            return Words(
                f"the character {plain(found.character)} cannot stand here{nor}",
                "nothing that can be printed or spoken",
                "delete it, and save the file as plain text in UTF-8",
            )
        # --- reading YAML -----------------------------------------------------------------------
        case reading.YamlSyntax():
            return Words(
                "this cannot be read",
                "not expected here",
                "look at the quotes, the brackets and the indentation of this line and of the one before it",
            )
        case reading.YamlTab():
            return Words(
                "a tab where only spaces can stand", "a tab", "indent with spaces, two for each level"
            )
        case reading.YamlIndentation():
            return Words(
                "this line is indented like none that it could belong to",
                "does not line up",
                "keys that belong together stand exactly below each other; "
                f"if the line goes on with a text, {_QUOTES}",
            )
        case reading.YamlNotIndented():
            return Words(
                f"what belongs to {ticked(found.key)} stands beside it",
                "not indented",
                f"indent the lines below {ticked(f'{found.key}:')} by two more spaces",
            )
        case reading.YamlLookalike():
            elsewhere = f", and in {plural(found.count - 1, 'other place')}" if found.count > 1 else ""
            return Words(
                f"{character(found.character)} stands where {character(found.meant)} belongs{elsewhere}",
                f"{character(found.meant)} is meant",
                "word processors and phones write such characters by themselves: use a plain text editor",
            )
        case reading.YamlGluedKey():
            return Words(
                "a key and its value need a space between them",
                f"{plain(found.key)}: …",
                "put a space after the colon",
            )
        case reading.YamlGluedDash():
            return Words(
                "a dash and what it begins need a space between them",
                f"- {plain(found.key)}: …",
                "put a space after the dash",
            )
        case reading.YamlKeyIsNoWord():
            return Words("a key must be a word", "not a word", _QUOTES)
        case reading.YamlMark():
            return Words(
                f"a step begins with a dash and its key, not with {ticked(found.mark)}",
                "`- key: value` is meant",
                "steps have no numbers and no marks of their own",
            )
        case reading.YamlFence():
            return Words(
                "three backticks are no part of a routine", "Markdown shows code so", "leave the line out"
            )
        case reading.YamlNoKey() if found.key:
            return Words(
                f"a colon is missing after {ticked(found.key)}",
                f"{plain(found.key)}: …",
                "put a colon and a space between a key and its value",
            )
        case reading.YamlNoKey():
            return Words(
                "this line has no `key: value`",
                "a colon is missing",
                "write `key: value`; a text that goes on over several lines is indented deeper than its key, "
                f"or {_QUOTES}",
            )
        case reading.YamlColon(is_sound=True):
            return Words(
                "a colon ends the text too early", "", f"put the pair in braces: `{{{plain(found.text)}}}`"
            )
        case reading.YamlColon(is_keys=True):
            return Words("a comma does not begin another key", "", "write each key on a line of its own")
        case reading.YamlColon():
            return Words("a colon ends the text too early", "", _in_quotes(found.text))
        case reading.YamlComma(in_list=True):
            return Words(
                "a comma ends the text too early",
                "read as a wording of its own",
                f"{_in_quotes(found.text)}; several wordings go from the longest to the shortest",
            )
        case reading.YamlComma():
            return Words(
                "a comma ends the text too early",
                "read as a key without a value",
                _in_quotes(found.text),
            )
        case reading.YamlComment():
            return Words(
                "a `#` ends the text too early",
                "read as a comment",
                f"{_QUOTES}: {quoted(found.text)}; if it is a comment, put a space after the `#`",
            )
        case reading.YamlCharacter():
            return Words(
                f"a text cannot begin with {ticked(found.character)}",
                "",
                f"{_QUOTES}: {quoted(found.text)}",
            )
        case reading.YamlOpenQuote():
            return Words(
                "this quote is never closed",
                "opened here",
                "close it at the end of the text; a text with quotes in it goes in quotes of the other kind",
            )
        case reading.YamlAfterQuote(quote="'"):
            return Words(
                "something follows the closing quote",
                "not in the quotes",
                "an apostrophe ends a text in single quotes: "
                "put the text in double quotes, or write `''` for it",
            )
        case reading.YamlAfterQuote():
            return Words(
                "something follows the closing quote",
                "not in the quotes",
                'put the whole text in single quotes, or write `\\"` for a quote inside of it',
            )
        case reading.YamlEscape():
            return Words(
                f"{ticked(found.written)} means nothing in double quotes",
                "no such character",
                "put the text in single quotes, or write `\\\\` for a backslash",
            )
        case reading.YamlOpenBracket():
            return Words(
                f"this {ticked(found.bracket)} is never closed",
                f"`{'}' if found.bracket == '{' else ']'}` is missing",
                f"close it, or, if it belongs to a text, {_QUOTES}",
            )
        case reading.YamlAfterBracket():
            return Words(
                "something follows the closing bracket",
                "after the bracket",
                f"if all of it is one text, {_QUOTES}",
            )
        case reading.YamlTag():
            return Words(
                f"{ticked(found.written)} is read as a YAML tag, and routines have none",
                "a tag",
                f"if it belongs to a text, {_QUOTES}",
            )
        case reading.YamlAnchor():
            return Words(
                f"{ticked(found.written)} is read as a YAML anchor, and routines have none",
                "an anchor",
                f"if it belongs to a text, {_QUOTES}; {_AS_A_PARAMETER}",
            )
        case reading.YamlAlias():
            return Words(
                f"{ticked(found.written)} is read as a YAML alias, and routines have none",
                "an alias",
                f"{_QUOTES}: {quoted(found.written)}; {_AS_A_PARAMETER}",
            )
        case reading.YamlMergeKey():
            return Words(
                "`<<` is read as a YAML merge key, and routines have none",
                "a merge key",
                "options for every step stand under `defaults:`",
            )
        case reading.SeveralDocuments():
            return Words(
                "a file holds one routine",
                "a second one begins here",
                "make it a file of its own, or delete the line `---`",
            )
        case reading.NestingTooDeep():
            return Words(
                f"more than {found.limit} levels within each other",
                "one level too many",
                "use fewer blocks within blocks",
            )
        case reading.DuplicateKey():
            return Words(
                f"{ticked(found.key)} is given twice",
                "given again",
                "delete one of the two",
                (OtherPlace(found.first, "first given here"),),
            )
        # --- keys and shapes --------------------------------------------------------------------
        case structure.UnknownKey():
            return _suggested(
                f"unknown key {ticked(found.key)} in {where(found.where)}",
                found.suggestion,
                f"known here: {listed(found.known)}",
            )
        case structure.MisplacedKey():
            return Words(
                f"{ticked(found.key)} does not belong in {where(found.where)}",
                "not here",
                keys.where_it_belongs(found),
            )
        case structure.MissingKey() if found.written:
            return Words(
                f"{owner(found.where)} needs {keys.needed(found.key)}",
                "in the name, it is only said",
                f"write {joined(found.written, 'and')} below, each on a line of its own",
            )
        case structure.MissingKey():
            needed = keys.needed(found.key)
            return Words(
                f"{owner(found.where)} needs {needed}", f"{needed} is missing", keys.example(found.key)
            )
        case structure.MissingValue():
            return Words(
                f"{ticked(found.key)} has no value",
                f"{takes(found.takes)} is missing",
                "write it after the colon, or delete the key",
            )
        case structure.MissingKind(lead_in=""):
            return Words("this step does not say its kind", "", f"one key says it: {listed(found.kinds)}")
        case structure.MissingKind():
            return Words(
                "this step does not say its kind",
                "",
                "`ready` is `on` or `off`; the time before a start is a lead-in: "
                f"`lead-in: {plain(found.lead_in)}`",
            )
        case structure.SeveralKinds():
            return Words(
                f"a step is of one kind, not both {ticked(found.kind)} and {ticked(found.key)}",
                "a second kind",
                "begin a new step with `-`; to repeat steps, put them under `rounds:`",
                (OtherPlace(found.kind_span, "this says the kind already"),),
            )
        case structure.ConflictingKeys():
            return Words(
                f"{ticked(found.key)} and {ticked(found.other)} cannot stand together in {owner(found.where)}",
                "one too many",
                "delete one of the two",
                (OtherPlace(found.other_span, "the other one"),),
            )
        case structure.NeedsKey():
            return Words(
                f"{ticked(found.key)} has no meaning without {ticked(found.needs)}",
                f"{ticked(found.needs)} is missing",
                keys.what_it_needs(found.key),
            )
        case structure.WrongType(takes=Takes.CUES, written=Written.LIST) if found.edits:
            return Words(
                f"{ticked(found.key)} is {takes(found.takes)}, not {written(found.written)}",
                written(found.written),
                "leave out the dashes and the square brackets: `5s: Breathe out.`",
            )
        case structure.WrongType():
            return Words(
                f"{ticked(found.key)} is {takes(found.takes)}, not {written(found.written)}",
                written(found.written),
                _QUOTES if found.is_text_in_brackets else how_to_write(found.takes),
            )
        case structure.NoPairs():
            return keys.no_pairs(found)
        case structure.EmptyList():
            return Words(
                f"{ticked(found.key)} is empty",
                f"{takes(found.takes)} is missing",
                "put at least one into it",
            )
        case structure.StepNotHere():
            return Words(
                f"{ticked(found.kind)} cannot stand inside {ticked(found.block)}",
                "not here",
                f"{a(found.block)} has {joined(found.kinds, 'and')}",
            )
        # --- values -----------------------------------------------------------------------------
        case content.BadDuration() if found.sets:
            mean = f"did you mean `for: {plain(found.suggestion)}` and `sets: {plain(found.sets)}`?"
            return Words(f"{ticked(found.written)} is not a duration", mean, mean)
        case content.BadDuration():
            return _suggested(
                f"{ticked(found.written)} is not a duration",
                found.suggestion,
                DURATIONS,
            )
        case content.DurationTooExact():
            return Words(
                f"{ticked(found.written)} is more exact than a millisecond",
                did_you_mean(found.suggestion) or "too many decimals",
                "three decimals of a second are the most",
            )
        case content.DurationTooLong():
            limit = f"at most {format_duration_ms(found.limit_ms)}"
            return Words(f"a duration cannot be {ticked(found.written)}", limit, f"allowed: {limit}")
        case content.BadCount() if found.sets:
            mean = f"did you mean `count: {plain(found.suggestion)}` and `sets: {plain(found.sets)}`?"
            return Words(f"{ticked(found.written)} is not a whole number", mean, mean)
        case content.BadCount():
            return _suggested(
                f"{ticked(found.written)} is not a whole number",
                found.suggestion,
                DIGITS,
            )
        case content.BadRepRange():
            return Words(
                f"{ticked(found.written)} is not a range of reps",
                f"did you mean {ticked(found.suggestion)}?",
                "the smaller number stands first",
            )
        case content.RangeNotHere():
            return Words(
                f"{ticked(found.key)} cannot be the range {ticked(found.written)}",
                "one number",
                f"only reps can have a range: `count: 8-12`; write one number here, such as {ticked(found.suggestion)}",
            )
        case content.BadTempo():
            return _suggested(
                f"{ticked(found.written)} is not a tempo",
                found.suggestion,
                "four counts in seconds: lowering, bottom pause, lifting, top pause, such as `3-1-1-0`",
            )
        case content.TempoWithoutTime():
            limit = "more than 0s in all"
            return Words(f"{ticked(found.key)} cannot be {ticked(found.written)}", limit, f"allowed: {limit}")
        case content.BadRepeaters():
            return _suggested(
                f"{ticked(found.written)} are no repeaters",
                found.suggestion,
                "write hangs x on : off, such as `6 x 7s:3s`",
            )
        case content.BadLoad():
            return _suggested(
                f"{ticked(found.written)} is not a load",
                found.suggestion,
                "write a weight such as `+10kg`, `2x12kg` or `20lb`, a share such as `80% BW`, or words such as `red band`",
            )
        case content.BadEdge():
            return _suggested(
                f"{ticked(found.written)} is not an edge",
                found.suggestion,
                "write its depth, such as `20mm` or `0.75in`, or words such as `jug`",
            )
        case content.BadChoice():
            return _suggested(
                f"{ticked(found.key)} cannot be {ticked(found.written)}",
                found.suggestion,
                f"choose from {listed(found.choices)}",
            )
        case content.LengthOfNoSide():
            return _suggested(
                f"the step has no side {ticked(found.side)}",
                found.suggestion,
                f"its sides are {joined(found.sides, 'and')}",
            )
        case content.SideWithoutLength():
            return Words(
                f"{joined(found.sides, 'and')} {'has' if len(found.sides) == 1 else 'have'} no length",
                "a length for some sides only",
                f"write one for each side, such as {ticked(f'{found.sides[0]}: 20s')}",
            )
        case content.SidesCount():
            return Words(
                f"a step has 2 to {found.limit} sides, not {found.number}",
                "only one" if found.number == 1 else "too many",
                "add the other side, or leave out `sides`"
                if found.number == 1
                else "make two steps of it, each with some of the sides",
            )
        case content.BadLanguage():
            return Words(
                f"{ticked(found.written)} is not the code of a language",
                did_you_mean(found.suggestion),
                did_you_mean(found.suggestion) or "write a code such as `en`, `de` or `en-gb`",
            )
        case content.OutOfRange():
            allowed = limits(found.allowed)
            return Words(
                f"{ticked(found.key)} cannot be {ticked(found.written)}", allowed, f"allowed: {allowed}"
            )
        # --- texts ------------------------------------------------------------------------------
        case content.UnknownVariable(suggestion=""):
            return Words(
                f"nothing is called `${plain(found.name)}`",
                "no such parameter",
                "add it under `parameters:`; a dollar sign is written `$$`",
            )
        case content.UnknownVariable():
            return _suggested(f"nothing is called `${plain(found.name)}`", found.suggestion, "")
        case content.VariableElsewhere():
            return Words(
                f"`${plain(found.name)}` has no value here",
                "not here",
                f"it has one only {surroundings(found.needs)}",
            )
        case content.VariableNotHere():
            return Words(
                f"`${plain(found.name)}` has no value of its own here",
                "always the same",
                f"it has one only {surroundings(found.needs)}",
            )
        case content.NameInName():
            return Words(
                f"a name cannot have `${plain(found.name)}` in it",
                "a name within a name",
                "write the name out",
            )
        case content.LoneDollar():
            return _suggested(
                f"{ticked(found.written)} is not the name of anything",
                found.suggestion,
                "a dollar sign is written `$$`",
            )
        case content.SilentText():
            return Words(
                "nothing in this text can be spoken", "no letter and no digit", "write words, or delete it"
            )
        case content.TextTooLong():
            return Words(
                f"the text has {found.length:,} characters; {found.limit:,} are the most",
                "",
                "say it in several cues or steps",
            )
        case content.BadPause():
            limit_s = found.limit_ms // 1000
            if found.foreign:
                problem, label = f"{ticked(found.written)} is no pause here", "left out, without a pause"
            elif found.length_ms > found.limit_ms:
                problem, label = f"a pause lasts at most {limit_s} s", "too long"
            else:
                problem, label = f"{ticked(found.written)} has no length", "no number with `s` or `ms`"
            return Words(problem, label, f"write `{found.remedy}`; {limit_s} s at most")
        case content.NotSpoken(is_phonemes=True):
            return Words(
                f"the voice does not take phonemes, such as {ticked(found.part)}",
                "said as it is written",
                "write under `pronounce:` how it sounds in letters, or take `--engine hibari`, `kokoro` or `piper`",
            )
        case content.NotSpoken():
            return Words(
                f"the voice cannot say {ticked(found.part)}",
                "not heard",
                "say under `pronounce:` how it sounds, or take a `--voice` that has these letters",
            )
        case content.WordingOrder():
            return Words(
                "this wording is longer than the one before it",
                f"{ticked(found.before)} is shorter",
                "list the longest wording first",
            )
        # --- parameters, and their values from the command line ---------------------------------
        case content.BadName():
            return _suggested(
                f"{ticked(found.name)} cannot be the name of a parameter",
                found.suggestion,
                "a name has letters, digits and `_`, and begins with no digit",
            )
        case content.RangeUpsideDown():
            return Words(
                "`max` is smaller than `min`",
                f"less than {found.minimum}",
                "swap them",
                (OtherPlace(found.minimum_span, "the smallest value"),),
            )
        case content.RangeOfText():
            return Words(
                f"{ticked(found.key)} has no meaning for a text",
                "not for a text",
                "list the texts in `choices: [a, b]`",
            )
        case content.RangeOfOtherType():
            kind = takes(found.takes)
            return Words(
                f"{ticked(found.written)} is not {kind}, as the default is",
                f"{found.key} of a parameter whose default is {kind}",
                "write the default and its limits in the same way",
            )
        case content.DefaultOutOfRange():
            return Words(
                f"the default of {ticked(found.name)} is {ticked(found.written)}",
                f"allowed: {allowed_values(found.allowed)}",
                "change the default or its limits",
            )
        case content.SettingUnknown():
            return _suggested(
                f"the routine has no parameter {ticked(found.name)}",
                found.suggestion,
                f"it has {listed(found.known)}" if found.known else "it has no parameters",
            )
        case content.SettingType():
            return _suggested(
                f"{ticked(found.name)} is {takes(found.takes)}; {ticked(found.written)} is none",
                found.suggestion,
                how_to_write(found.takes),
            )
        case content.SettingOutOfRange() | content.SettingChoice():
            allowed = allowed_values(found.allowed)
            suggestion = found.suggestion if isinstance(found, content.SettingChoice) else ""
            return Words(
                f"{ticked(found.name)} cannot be {ticked(found.written)}",
                did_you_mean(suggestion) or allowed,
                f"allowed: {allowed}",
            )
        # --- when cues are heard ----------------------------------------------------------------
        case session.BadCueKey():
            return _suggested(
                f"{ticked(found.key)} does not say when the cue is heard",
                found.suggestion,
                "write `5s`, `-10s`, `50%`, `start`, `end`, `every 15s`, `random 40s-80s`, "
                "`rep 3`, `last 3 reps`, `round 2` or `side left`",
            )
        case session.CueOutsideTime():
            return keys.cue_outside_time(found)
        case session.CueOutsideCount():
            return keys.cue_outside_count(found)
        case session.CueNotCounted():
            lacking = keys.COUNTED[found.unit]
            return Words(
                f"the cue {ticked(found.key)} is never heard",
                f"the step has no {lacking}",
                "write another time, or delete the cue",
            )
        case session.CueOfNoSide():
            side = f"{found.side} side" if found.side in {LEFT, RIGHT} else f"side {ticked(found.side)}"
            return Words(
                f"the cue {ticked(found.key)} is never heard",
                f"the step has no {side}",
                f"did you mean {ticked(f'side {found.suggestion}')}?"
                if found.suggestion
                else "write another time, or delete the cue",
            )
        # --- the whole session ------------------------------------------------------------------
        case session.PeriodOverrun():
            need = format_duration_ms(found.need_ms)
            return Words(
                f"the work takes {need}, and there is {format_duration_ms(found.room_ms)} for it",
                f"{need} of work",
                f"shorten the steps, or give each round more time: `every: {need}`",
            )
        case session.NoTimeForReps():
            room = format_duration_ms(found.room_ms)
            return Words(
                f"the other steps take {format_duration_ms(found.used_ms)} of {room}, and leave no time for these reps",
                "no time is left for them",
                "shorten the other steps, or give each round more time with `every:`",
            )
        case session.TooLong():
            limit, total = format_duration_ms(found.limit_ms), format_duration_ms(found.total_ms)
            return Words(
                f"the session is longer than {limit}: {total}",
                "goes past the limit here",
                "use fewer rounds or shorter steps",
            )
        case session.TooManyEvents():
            return _too_many(found)
        case session.UnknownTone():
            return _suggested(
                f"the tone pack has no sound {ticked(found.tone)}",
                found.suggestion,
                f"it has {plain(', '.join(found.known))}; a sound of your own is a file, such as `gong.wav`",
            )
        case session.ReadyInFile():
            nor = f", nor at {plural(found.others, 'other step')}" if found.others else ""
            return Words(
                f"nobody can say go to a file, so it does not wait here{nor}",
                "waits in a live session only",
                "`voicecoach play` waits; for a file, make the rest or the lead-in before it longer",
            )
        case session.NotRecorded():
            sentences, are = (
                ("a sentence", "is") if len(found.texts) == 1 else (f"{len(found.texts)} sentences", "are")
            )
            return Words(
                f"{sentences} {are} not recorded in {ticked(found.folder)}: {listed(found.texts)}",
                "an engine says it",
                f"`voicecoach record ROUTINE --to {plain(found.folder)}` asks for what is missing",
            )
        # --- files beside the routine -----------------------------------------------------------
        case session.SoundMissing():
            mean = did_you_mean(found.suggestion)
            return Words(
                f"the sound {ticked(found.path)} cannot be found", mean or _NO_SUCH_FILE, mean or _BESIDE
            )
        case session.SoundOutside():
            return Words(f"the sound {ticked(found.path)} is outside of the routine's folder", "", _BESIDE)
        case session.SoundUnreadable():
            return Words(
                f"the sound {ticked(found.path)} cannot be used",
                plain(found.reason),
                plain(found.remedy) or "try it as a WAV or an MP3 file",
            )
        case session.IncludeMissing():
            return Words(
                f"the routine {ticked(found.path)} cannot be found",
                did_you_mean(found.suggestion) or plain(found.reason) or _NO_SUCH_FILE,
                did_you_mean(found.suggestion) or "write its path from this routine's folder on",
            )
        case session.IncludeOutside():
            return Words(
                f"the routine {ticked(found.path)} is outside of this routine's folder",
                "",
                f"{_BESIDE}, or below",
            )
        case session.IncludeCycle():
            return Words(
                f"the routine {ticked(found.path)} includes itself",
                "round and round",
                "delete one of the includes",
            )
        case session.IncludeTooMany():
            return Words(
                f"more than {found.limit} includes", "one too many", "put several steps into one file"
            )
        case (
            programmes.ProgrammeHere()
            | programmes.ProgrammeTooLong()
            | programmes.UnknownPhase()
            | programmes.RoutineMissing()
            | programmes.RoutineOutside()
            | programmes.SettingLeftAlone()
        ):
            return programme_words(found)
        # --- what a coach would do otherwise ----------------------------------------------------
        case coaching.OneSideOnly():
            return Words(
                f"only the {found.side} side is trained in the whole session",
                f"never the {found.other} one",
                f"write `sides: [{found.side}, {found.other}]`, or add a step for the {found.other} side",
            )
        case coaching.NoTimeToSwitch():
            return Words(
                "there is no time to change sides",
                "the second side begins at once",
                "write `switch: 5s`, or more where one has to stand up",
            )
        case coaching.NoTimeToBegin():
            return Words(
                "the first exercise begins at once, before anybody can be in place",
                "begins at 0:00",
                "put `- lead-in: 10s` before it",
            )
        case coaching.SoundAsText():
            return Words(
                "the name of a sound file would be spoken",
                "a text, not a sound",
                f"to hear the file, write `{{sound: {plain(found.path)}}}`",
            )
        case coaching.CueTooLate():
            left = format_duration_ms(found.left_ms)
            return Words(
                f"{ticked(found.text)} is said when {left} is left",
                "too late for what it says",
                f"write `{plain(found.suggestion)}:`",
            )
        case coaching.CautionMissing():
            return Words(
                f"a routine with {ticked(found.tag)} has no caution",
                "nothing is said of when to stop",
                "say it once before the first step: "
                "`caution: Stop if you feel sharp pain, numbness or tingling.`",
            )
        # --- cues that give way -----------------------------------------------------------------
        case session.CueShortened():
            return giving_way.shortened(found)
        case session.CueFaster():
            return giving_way.faster(found)
        case session.CueMoved():
            return giving_way.moved(found)
        case session.CueLeftOut():
            return giving_way.left_out(found)
        case session.NotAnnounced():
            return telling.not_announced(found)
        case session.AnnouncedLate():
            return telling.announced_late(found)
        case _:
            assert_never(found)


def _in_quotes(text: str) -> str:
    """Return the advice to put a text in quotes; those that a word processor bends are letters to YAML."""
    if is_curly(text):
        return f"`{plain(text.strip()[0])}` is no quote here, as word processors write it; {_QUOTES} that are straight: {quoted(text)}"
    return f"{_QUOTES}: {quoted(text)}"


def _suggested(message: str, suggestion: str, otherwise: str) -> Words:
    """Return words whose label is the suggestion; without one, the hint says what is right."""
    mean = did_you_mean(suggestion)
    return Words(message, mean, mean or otherwise)


def _too_many(found: session.TooManyEvents) -> Words:
    match found.of:
        case "session":
            return Words(
                f"the session has more than {found.limit:,} events",
                "goes past the limit here",
                "use fewer rounds or shorter steps",
            )
        case "step":
            return Words(
                f"the step has more than {found.limit:,} events", "goes past the limit here", "use fewer cues"
            )
        case "texts":
            return Words(
                f"the session says more than {found.limit:,} different texts",
                "goes past the limit here",
                "say fewer, or the same more often",
            )
        case "characters":
            return Words(
                f"the different texts of the session have more than {found.limit:,} characters",
                "goes past the limit here",
                "say fewer or shorter ones",
            )
        case _:
            assert_never(found.of)
