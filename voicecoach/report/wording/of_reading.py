"""The words of findings about the file as a text, and about its YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from voicecoach.findings import reading
from voicecoach.language.quoting import is_curly
from voicecoach.report.wording.advice import QUOTES
from voicecoach.report.wording.pasted import PASTED
from voicecoach.report.wording.show import character, plain, plural, quoted, ticked
from voicecoach.report.wording.words import FindingWords, OtherPlace

if TYPE_CHECKING:
    from voicecoach.findings.reading import ReadingFinding

_AS_A_PARAMETER = "for a value that is used in several places write a parameter"


def reading_words(found: ReadingFinding) -> FindingWords:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one case a finding
    match found:
        # --- reading the file -------------------------------------------------------------------
        case reading.NotText() if found.encoding.is_document:
            return FindingWords(
                f"this is {found.encoding}, not plain text",
                "",
                "save it as plain text in UTF-8 under another name, and name that file",
            )
        case reading.NotText() if found.encoding.is_a_guess:
            return FindingWords(
                f"this file is not text in UTF-8; it is read as {found.encoding}",
                "",
                "save it as UTF-8 in your editor; `voicecoach check --fix` does it as well",
            )
        case reading.NotText():
            return FindingWords(
                "this file is not text in UTF-8",
                "the first character that is none",
                "save it as UTF-8 in your editor",
            )
        case reading.FileTooLarge():
            return FindingWords(
                f"the file is larger than {found.limit_bytes >> 20} MiB",
                "",
                "split it; `- include: other.yaml` brings in another routine's steps",
            )
        case reading.FileTooFull(of="names"):
            return FindingWords(
                f"`pronounce` has more than {found.limit:,} names",
                "one too many",
                "leave out those that the routine does not say",
            )
        case reading.FileTooFull(of="lines"):
            return FindingWords(
                f"the file has more than {found.limit:,} lines",
                "reading stops here",
                "delete comments and blank lines, or split the file; "
                "`- include: other.yaml` brings in another routine's steps",
            )
        case reading.FileTooFull():
            return FindingWords(
                f"the file has more than {found.limit:,} keys, values and lists",
                "reading stops here",
                "repeat steps with `rounds:`, or split the file; "
                "`- include: other.yaml` brings in another routine's steps",
            )
        case reading.EmptyFile():
            return FindingWords(
                "the file is empty", "", "a routine begins with `title:` and has its steps under `steps:`"
            )
        case reading.ControlCharacter():
            others = found.count - 1
            nor = f", nor in {plural(others, 'other place')}" if others else ""
            return FindingWords(
                f"the character {plain(found.character)} cannot stand here{nor}",
                "nothing that can be printed or spoken",
                "delete it, and save the file as plain text in UTF-8",
            )
        # --- reading YAML -----------------------------------------------------------------------
        case reading.YamlSyntax():
            return FindingWords(
                "this cannot be read",
                "not expected here",
                "look at the quotes, the brackets and the indentation of this line and of the one before it",
            )
        case reading.YamlTab():
            return FindingWords(
                "a tab where only spaces can stand", "a tab", "indent with spaces, two for each level"
            )
        case reading.YamlIndentation():
            return FindingWords(
                "this line is indented like none that it could belong to",
                "does not line up",
                "keys that belong together stand exactly below each other; "
                f"if the line goes on with a text, {QUOTES}",
            )
        case reading.YamlNotIndented():
            return FindingWords(
                f"what belongs to {ticked(found.key)} stands beside it",
                "not indented",
                f"indent the lines below {ticked(f'{found.key}:')} by two more spaces",
            )
        case reading.YamlLookalike():
            elsewhere = f", and in {plural(found.count - 1, 'other place')}" if found.count > 1 else ""
            return FindingWords(
                f"{character(found.character)} stands where {character(found.meant)} belongs{elsewhere}",
                f"{character(found.meant)} is meant",
                "word processors and phones write such characters by themselves: use a plain text editor",
            )
        case reading.YamlGluedKey():
            return FindingWords(
                "a key and its value need a space between them",
                f"{plain(found.key)}: …",
                "put a space after the colon",
            )
        case reading.YamlGluedDash():
            return FindingWords(
                "a dash and what it begins need a space between them",
                f"- {plain(found.key)}: …",
                "put a space after the dash",
            )
        case reading.YamlKeyIsNoWord():
            return FindingWords("a key must be a word", "not a word", QUOTES)
        case reading.YamlMark() if found.meant:
            return FindingWords(
                f"a cue's time is not written {ticked(found.mark)}",
                f"{plain(found.meant)}: …",
                f"write {ticked(f'{found.meant}: …')}",
            )
        case reading.YamlMark():
            return FindingWords(
                f"a step begins with a dash and its key, not with {ticked(found.mark)}",
                "`- key: value` is meant",
                "steps have no numbers and no marks of their own",
            )
        case reading.YamlOtherComment():
            return FindingWords(
                f"{ticked(found.sign)} does not begin a comment",
                "`#` is meant",
                "a comment begins with `#`, and with a space before that where it follows a value",
            )
        case reading.YamlLineEnd():
            return FindingWords(
                f"a line does not end with {ticked(found.sign)}",
                "one too many",
                "the end of the line is enough",
            )
        case reading.YamlNoItem():
            return FindingWords(
                f"{ticked(found.key)} belongs to the step above it",
                "no dash here",
                "only a step's first key has a dash; its other keys stand below that key",
            )
        case reading.YamlBlockHead():
            return FindingWords(
                f"a block begins with `{plain(found.written)}`",
                "in other words",
                f"write `- {plain(found.written)}`, and `steps:` with the block's steps below it",
            )
        case reading.YamlHeading():
            return FindingWords(
                "steps have no headings",
                "no key of a step",
                "put a `#` before it: a comment is for whoever reads the file",
            )
        case reading.YamlUntitled():
            return FindingWords("the title needs its key", "no key", f"write `title: {plain(found.written)}`")
        case reading.YamlFence():
            return FindingWords(
                "three backticks are no part of a routine", "Markdown shows code so", "leave the line out"
            )
        case reading.YamlPasted():
            return FindingWords(*PASTED[found.paste])
        case reading.YamlNoKey() if found.key:
            return FindingWords(
                f"a colon is missing after {ticked(found.key)}",
                f"{plain(found.key)}: …",
                "put a colon and a space between a key and its value",
            )
        case reading.YamlNoKey():
            return FindingWords(
                "this line has no `key: value`",
                "a colon is missing",
                "write `key: value`; a text that goes on over several lines is indented deeper than its key, "
                f"or {QUOTES}",
            )
        case reading.YamlColon(is_sound=True):
            return FindingWords(
                "a colon ends the text too early", "", f"put the pair in braces: `{{{plain(found.text)}}}`"
            )
        case reading.YamlColon(is_keys=True):
            return FindingWords(
                "a comma does not begin another key", "", "write each key on a line of its own"
            )
        case reading.YamlColon():
            return FindingWords("a colon ends the text too early", "", _in_quotes(found.text))
        case reading.YamlComma(in_list=True):
            return FindingWords(
                "a comma ends the text too early",
                "read as a wording of its own",
                f"{_in_quotes(found.text)}; several wordings go from the longest to the shortest",
            )
        case reading.YamlComma():
            return FindingWords(
                "a comma ends the text too early",
                "read as a key without a value",
                _in_quotes(found.text),
            )
        case reading.YamlComment():
            return FindingWords(
                "a `#` ends the text too early",
                "read as a comment",
                f"{QUOTES}: {quoted(found.text)}; if it is a comment, put a space after the `#`",
            )
        case reading.YamlCharacter():
            return FindingWords(
                f"a text cannot begin with {ticked(found.character)}",
                "",
                f"{QUOTES}: {quoted(found.text)}",
            )
        case reading.YamlOpenQuote():
            return FindingWords(
                "this quote is never closed",
                "opened here",
                "close it at the end of the text; a text with quotes in it goes in quotes of the other kind",
            )
        case reading.YamlAfterQuote(quote="'"):
            return FindingWords(
                "something follows the closing quote",
                "not in the quotes",
                "an apostrophe ends a text in single quotes: "
                "put the text in double quotes, or write `''` for it",
            )
        case reading.YamlAfterQuote():
            return FindingWords(
                "something follows the closing quote",
                "not in the quotes",
                'put the whole text in single quotes, or write `\\"` for a quote inside of it',
            )
        case reading.YamlEscape():
            return FindingWords(
                f"{ticked(found.written)} means nothing in double quotes",
                "no such character",
                "put the text in single quotes, or write `\\\\` for a backslash",
            )
        case reading.YamlOpenBracket():
            return FindingWords(
                f"this {ticked(found.bracket)} is never closed",
                f"`{'}' if found.bracket == '{' else ']'}` is missing",
                f"close it, or, if it belongs to a text, {QUOTES}",
            )
        case reading.YamlAfterBracket():
            return FindingWords(
                "something follows the closing bracket",
                "after the bracket",
                f"if all of it is one text, {QUOTES}",
            )
        case reading.YamlTag():
            return FindingWords(
                f"{ticked(found.written)} is read as a YAML tag, and routines have none",
                "a tag",
                f"if it belongs to a text, {QUOTES}",
            )
        case reading.YamlAnchor():
            return FindingWords(
                f"{ticked(found.written)} is read as a YAML anchor, and routines have none",
                "an anchor",
                f"if it belongs to a text, {QUOTES}; {_AS_A_PARAMETER}",
            )
        case reading.YamlAlias():
            return FindingWords(
                f"{ticked(found.written)} is read as a YAML alias, and routines have none",
                "an alias",
                f"{QUOTES}: {quoted(found.written)}; {_AS_A_PARAMETER}",
            )
        case reading.YamlMergeKey():
            return FindingWords(
                "`<<` is read as a YAML merge key, and routines have none",
                "a merge key",
                "options for every step stand under `defaults:`",
            )
        case reading.SeveralDocuments():
            return FindingWords(
                "a file holds one routine",
                "a second one begins here",
                "make it a file of its own, or delete the line `---`",
            )
        case reading.NestingTooDeep():
            return FindingWords(
                f"more than {found.limit} levels within each other",
                "one level too many",
                "use fewer blocks within blocks",
            )
        case reading.DuplicateKey():
            return FindingWords(
                f"{ticked(found.key)} is given twice",
                "given again",
                "put the two together" if found.edits else "delete one of the two",
                (OtherPlace(found.first, "first given here"),),
            )
        case _:
            assert_never(found)


def _in_quotes(text: str) -> str:
    """Return the advice to put a text in quotes; those that a word processor bends are letters to YAML."""
    if is_curly(text):
        return f"`{plain(text.strip()[0])}` is no quote here, as word processors write it; {QUOTES} that are straight: {quoted(text)}"
    return f"{QUOTES}: {quoted(text)}"
