"""Findings about the file as a text, and about its YAML."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

from voicecoach.findings.base import FindingBase
from voicecoach.findings.codes import Code
from voicecoach.source import Encoding

if TYPE_CHECKING:
    from voicecoach.source import Span


class UncertainFinding(FindingBase, frozen=True, kw_only=True):
    """The text itself, or its YAML, is in doubt, so nothing else in the file is certain."""


class NotText(UncertainFinding, frozen=True, kw_only=True):
    code = Code.NOT_TEXT
    encoding: Encoding = Encoding.UNKNOWN


class FileTooLarge(UncertainFinding, frozen=True, kw_only=True):
    code = Code.FILE_TOO_LARGE
    limit_bytes: int


class FileTooFull(UncertainFinding, frozen=True, kw_only=True):
    code = Code.FILE_TOO_FULL
    limit: int
    of: Literal["values", "names", "lines"] = "values"


class EmptyFile(UncertainFinding, frozen=True, kw_only=True):
    code = Code.EMPTY_FILE


class ControlCharacter(UncertainFinding, frozen=True, kw_only=True):
    """`character` is written as `U+0007`; `count` is how many such characters there are."""

    code = Code.CONTROL_CHARACTER
    character: str
    count: int


class YamlSyntax(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_SYNTAX


class YamlTab(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_TAB


class YamlIndentation(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_INDENTATION


class YamlNotIndented(UncertainFinding, frozen=True, kw_only=True):
    """What belongs to a key stands beside it."""

    code = Code.YAML_INDENTATION
    key: str


class YamlLookalike(UncertainFinding, frozen=True, kw_only=True):
    """A character that a word processor or a phone writes in place of the one that YAML knows; `count` is how many."""

    code = Code.YAML_LOOKALIKE
    character: str
    meant: str
    count: int


class YamlGluedKey(UncertainFinding, frozen=True, kw_only=True):
    """A key with no space between it and its value."""

    code = Code.YAML_KEY
    key: str


class YamlGluedDash(UncertainFinding, frozen=True, kw_only=True):
    """A dash with no space between it and what it begins."""

    code = Code.YAML_KEY
    key: str


class YamlKeyIsNoWord(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_KEY


class Paste(StrEnum):
    """What came along when a text was copied, or how another notation writes what is meant."""

    PROMPT = "prompt"
    NUMBERS = "numbers"
    MAIL = "mail"
    BOLD = "bold"
    COMMAS = "commas"
    TOML = "toml"
    TABLE = "table"
    DEFAULT = "default"


class YamlPasted(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_LOOKALIKE
    paste: Paste


class YamlNoKey(UncertainFinding, frozen=True, kw_only=True):
    """A line without a key; `key` is what is one if a colon follows it."""

    code = Code.YAML_KEY
    key: str = ""


class YamlMark(UncertainFinding, frozen=True, kw_only=True):
    """A step that begins with something else than a dash, such as `1.`, or whose key stands in marks, such as `**`.

    `meant` is the time of a cue that is written with such a mark: `@5s`.
    """

    code = Code.YAML_LOOKALIKE
    mark: str
    meant: str = ""


class YamlOtherComment(UncertainFinding, frozen=True, kw_only=True):
    """A comment as other languages write it."""

    code = Code.YAML_COMMENT
    sign: str


class YamlLineEnd(UncertainFinding, frozen=True, kw_only=True):
    """A `;` or a comma at the end of lines."""

    code = Code.YAML_LOOKALIKE
    sign: str


class YamlNoItem(UncertainFinding, frozen=True, kw_only=True):
    """A dash before a key that belongs to the step above it."""

    code = Code.YAML_LOOKALIKE
    key: str


class YamlBlockHead(UncertainFinding, frozen=True, kw_only=True):
    """A block that begins in other words; `written` is how it is written: `rounds: 3`."""

    code = Code.YAML_KEY
    written: str


class YamlHeading(UncertainFinding, frozen=True, kw_only=True):
    """Steps below a heading of their own."""

    code = Code.YAML_KEY


class YamlUntitled(UncertainFinding, frozen=True, kw_only=True):
    """A title without its key."""

    code = Code.YAML_KEY
    written: str


class YamlFence(UncertainFinding, frozen=True, kw_only=True):
    """A line of three backticks, between which Markdown shows code."""

    code = Code.YAML_LOOKALIKE


class YamlColon(UncertainFinding, frozen=True, kw_only=True):
    """`is_keys`: the text has keys in it that go on a line of their own: `hold: Plank, for: 30s`; `is_sound`: it is a pair."""

    code = Code.YAML_COLON
    text: str
    is_keys: bool = False
    is_sound: bool = False


class YamlComma(UncertainFinding, frozen=True, kw_only=True):
    """`in_list`: the text stands in brackets, where a comma begins another wording."""

    code = Code.YAML_COMMA
    text: str
    in_list: bool = False


class YamlComment(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_COMMENT
    text: str


class YamlCharacter(UncertainFinding, frozen=True, kw_only=True):
    """A text whose first character YAML reads as something else."""

    code = Code.YAML_CHARACTER
    character: str
    text: str


class YamlOpenQuote(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_QUOTE


class YamlAfterQuote(UncertainFinding, frozen=True, kw_only=True):
    """Something follows a text in quotes; `quote` is the quote that closes it."""

    code = Code.YAML_QUOTE
    quote: str


class YamlEscape(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_ESCAPE
    written: str


class YamlOpenBracket(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_BRACKET
    bracket: str


class YamlAfterBracket(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_BRACKET


class YamlTag(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_TAG
    written: str


class YamlAnchor(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_ANCHOR
    written: str


class YamlAlias(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_ALIAS
    written: str


class YamlMergeKey(UncertainFinding, frozen=True, kw_only=True):
    code = Code.YAML_MERGE_KEY


class SeveralDocuments(UncertainFinding, frozen=True, kw_only=True):
    code = Code.SEVERAL_DOCUMENTS


class NestingTooDeep(UncertainFinding, frozen=True, kw_only=True):
    code = Code.NESTING_TOO_DEEP
    limit: int


class DuplicateKey(UncertainFinding, frozen=True, kw_only=True):
    """`first` is where the key stands for the first time."""

    code = Code.DUPLICATE_KEY
    key: str
    first: Span


ReadingFinding: TypeAlias = (
    NotText
    | FileTooLarge
    | FileTooFull
    | EmptyFile
    | ControlCharacter
    | YamlSyntax
    | YamlTab
    | YamlIndentation
    | YamlNotIndented
    | YamlLookalike
    | YamlGluedKey
    | YamlGluedDash
    | YamlKeyIsNoWord
    | YamlNoKey
    | YamlMark
    | YamlOtherComment
    | YamlLineEnd
    | YamlNoItem
    | YamlBlockHead
    | YamlHeading
    | YamlUntitled
    | YamlFence
    | YamlPasted
    | YamlColon
    | YamlComma
    | YamlComment
    | YamlCharacter
    | YamlOpenQuote
    | YamlAfterQuote
    | YamlEscape
    | YamlOpenBracket
    | YamlAfterBracket
    | YamlTag
    | YamlAnchor
    | YamlAlias
    | YamlMergeKey
    | SeveralDocuments
    | NestingTooDeep
    | DuplicateKey
)
