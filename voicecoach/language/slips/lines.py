"""Lines that are no YAML, but say what they are meant to be: a key without its colon, a step with a number for a dash, a fence of Markdown.

A line that can go on a text is left alone: it is indented deeper than the key before it. What is found here stands where only a key or an item can.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.findings.terms import Takes
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.lines import lines_outside_texts
from voicecoach.language.synonyms import SYNONYMS
from voicecoach.language.vocabulary import ALL_KEYS, keys_that_take

if TYPE_CHECKING:
    from collections.abc import Iterator

_START: Final = re.compile(r"( *)(- +)?")
_KEY: Final = re.compile(r"[^\s:'\"#\[\]{}][^:'\"#\[\]{}\r\n]*:(?=\s|$)")
_NUMBERED: Final = re.compile(
    r"(?P<indent> *)(?P<mark>(?:- +)?(?:[0-9]{1,2}[.)]|[0-9]{1,2}(?= +(?:hold|work|reps|rest|say|lead-in) *:)|\([0-9]{1,2}\)|[a-z]\))|--+|[+>o])(?P<blanks> +)(?P<key>[\w-]+) *:(?=\s)"
)
_MARKED: Final = re.compile(r" *- +(?P<mark>(?P<open>\*\*|__|\[|<)(?P<key>[\w-]+)(?:\*\*|__|\]|>)) *:(?=\s)")
_COMMENT: Final = re.compile(r"(?<=\s)#.*")
_FENCE: Final = re.compile(r"```\w*[ \t]*(?:[\r\n]+|$)")
_ODD: Final = re.compile(
    r"^ *(?:- +)?(?:[0-9(+>`*]|[a-z]\)|-[- ]|[\w-]+ *[;=]|[\w-]+ +[^\s:])|^[\w-]+[ \t]*$", re.MULTILINE
)
# An arrow has an end: a ruler of thousands of dashes would be gone over once for each of them.
_WITHOUT_COLON: Final = re.compile(
    r"(?P<key>[\w-]+)(?P<between>[ \t]+:(?=\S)|[ \t]*(?:[-=]{1,99}>|\u2192)[ \t]*| *[;=] *| +[-\u2013\u2014] +|:?[ \t]*[;=][ \t]*| +)(?P<value>\S.*)"
)
_CUE_WITHOUT_COLON: Final = re.compile(
    r"(?P<key>-?[0-9]+(?:\.[0-9]+)?(?:s|m|%)|start|end)(?P<between>[ \t]*(?:[-=]{1,99}>|\u2192)[ \t]*| *[;=] *| +[-\u2013\u2014] +| +)(?P<value>[^\W\d_]|[\"'\[{])"
)
_NUMBERS: Final = ("$", *"0123456789")
_MEASURED: Final = frozenset(keys_that_take(Takes.DURATION, Takes.PAUSE, Takes.COUNT))
_BLOCKS: Final = frozenset(name for name, kind in STEP_KINDS.items() if kind.lists_of_steps)
_LISTS: Final = frozenset(("steps", "parameters", "cues", "defaults"))
_HOLD_PAIRS: Final = frozenset(("steps", "cues", "parameters", "defaults"))  # no text can stand below them


class LineSlip(Struct, frozen=True, kw_only=True):
    """`text` is meant in place of what stands from `start` to `end`; `line` is where the line starts. A `mark` is no dash; a key has no colon."""

    start: int
    end: int
    text: str
    line: int
    key: str = ""
    mark: str = ""


def line_slips(text: str) -> Iterator[LineSlip]:
    """Yield what is put right line by line, in the order of the text."""
    if _ODD.search(text) is None:
        return
    around: list[tuple[int, str]] = []  # the keys whose values the line is in, with their columns
    key_column = 0
    is_first, opens, block = True, False, False
    for start, line in lines_outside_texts(text):
        if line.lstrip().startswith("#"):
            continue
        if _FENCE.fullmatch(line):
            yield LineSlip(start=start, end=start + len(line), text="", line=start)
            continue
        head = _START.match(line)
        indent, column = (len(head[1]), head.end()) if head is not None else (0, 0)
        is_item = column > indent
        while around and (around[-1][0] > indent or (around[-1][0] == indent and not is_item)):
            around.pop()
        inside = around[-1][1] if around else ""
        may_go_on = (
            not is_first and not is_item and indent > key_column and not (opens and inside in _HOLD_PAIRS)
        )
        slip = (
            None
            if may_go_on
            else _mark_slip(start, line, inside) or _key_slip(start, line, column, is_item, inside)
        )
        if slip is None and is_item and block and indent >= key_column:
            head_line = f"{' ' * key_column}steps:\n"
            slip = LineSlip(start=start, end=start, text=head_line, line=start, key="steps")
        if slip is not None:
            yield slip
        key = _KEY.match(line, column)
        name = slip.key if slip is not None and slip.key else key[0].rstrip(": \t") if key is not None else ""
        if name or slip is not None:
            key_column = column
            around.append((column, name.casefold()))
        opens = (_COMMENT.sub("", line) if "#" in line else line).rstrip().endswith(":")
        block = key is not None and not opens and SYNONYMS.get(name.casefold(), name.casefold()) in _BLOCKS
        is_first = False


def _mark_slip(start: int, line: str, inside: str) -> LineSlip | None:
    """Return a step whose dash is a number or another mark, or whose key stands in marks."""
    match = _NUMBERED.match(line) or _MARKED.match(line)
    if match is None or inside == "cues" or not _is_step(match["key"]):
        return None
    begin, end = match.span("mark")
    text = "-".ljust(end - begin) if match.re is _NUMBERED else match["key"]
    mark = match["mark"] if match.re is _NUMBERED else match["open"]
    return LineSlip(start=start + begin, end=start + end, text=text, line=start, mark=mark)


def _key_slip(start: int, line: str, column: int, is_item: bool, inside: str) -> LineSlip | None:  # noqa: FBT001
    """Return a key that has no colon behind it."""
    words = line[column:].rstrip()
    if _KEY.match(line, column):
        return None
    if not is_item and (bare := words.rstrip(" =;")).casefold() in _LISTS and bare != words:
        begin = start + column
        return LineSlip(
            start=begin, end=begin + len(words), text=f"{bare}:".ljust(len(words)), line=start, key=bare
        )
    if not is_item and words.casefold() in _LISTS:
        end = start + column + len(words)
        return LineSlip(start=end, end=end, text=":", line=start, key=words)
    if inside == "cues":
        found = None if is_item else _CUE_WITHOUT_COLON.match(words)
    else:
        found = _WITHOUT_COLON.match(words)
        if found is not None and not _is_meant(found, is_item=is_item, inside=inside):
            found = None
    if found is None:
        return None
    begin = start + column
    return LineSlip(
        start=begin, end=begin + found.end("between"), text=f"{found['key']}: ", line=start, key=found["key"]
    )


def _is_meant(found: re.Match[str], *, is_item: bool, inside: str) -> bool:
    """Tell whether the first word of a line is a key: a text can begin with the same word."""
    key = found["key"].casefold()
    if inside == "parameters" and found["between"].strip() == "=":
        return True
    if is_item and not (inside == "steps" and _is_step(key)):
        return False
    if key not in ALL_KEYS or (key in _MEASURED and not found["value"].startswith(_NUMBERS)):
        return False
    return bool(found["between"].strip()) or not is_item or found["key"].islower()


def _is_step(key: str) -> bool:
    word = key.casefold()
    return word in STEP_KINDS or SYNONYMS.get(word, "") in STEP_KINDS
