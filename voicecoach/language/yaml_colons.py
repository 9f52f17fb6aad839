"""A colon within a text, which YAML takes for one behind a key: what was meant, and how it has to be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.findings.base import instead
from voicecoach.findings.reading import YamlColon
from voicecoach.language.quoting import is_curly, quote
from voicecoach.language.vocabulary import ALL_KEYS

if TYPE_CHECKING:
    from voicecoach.language.text_in_repair import TextInRepair
    from voicecoach.source import Span

_KEY_START = re.compile(r"(?:^|[\s{\[,])[^\s#]")
_KEY_END = re.compile(r":\s")
_KEY_AFTER_COMMA = re.compile(r"[,;]\s*([\w-]+):(?=\s)")
_HOLDS_PAIRS: Final = re.compile(r"\s*(?:- +)?(?:cues|parameters|tags|defaults|pronounce|tones)\s*:\s+")
_BEFORE_TIME = re.compile(r"(?<=[.!?,;\w])[ ]+(?=(?:-?[0-9.]+(?:ms|s|m|%)?|start|end|halfway):[ ])")
_TIME_OF_CUE: Final = re.compile(r"[ ]*(?:-?[0-9.]+(?:ms|s|m|%)|start|end):[ ]+")
_TEXT_KEY = re.compile(r"(?P<indent>\s*)(?:- +)?(?:say|caution|about|title|announce)[ ]*:[ ]*")
_A_SOUND = re.compile(r"(?:sound|say): +[^\s:,{}]+\}?$")


def explain_colon(read: TextInRepair, at: int) -> bool:
    """Report a colon that YAML takes for a key's, and put it right; return False where it is a key's, in a line at the wrong depth."""
    before = read.text[read.line_start(at) : at]
    word = before.strip().removeprefix("- ").strip(" '\"")
    continued = not has_key(before) and not before.lstrip().startswith("- ")
    if continued and (whole := _text_of_lines(read, at)) is not None:
        text = " ".join(whole.text.split())
        read.trap(YamlColon(span=read.span(at, at + 1), text=text, edits=instead(whole, quote(text))))
        read.blank(whole.start, whole.end)
    elif continued and (word in ALL_KEYS or re.fullmatch(r"[\w$%-]+", word)):
        return False
    else:
        read.trap(quotable_colon(read, at))
        read.stand_in(at)
    return True


def _text_of_lines(read: TextInRepair, at: int) -> Span | None:
    """Return the text of several lines that a colon stands in: all of them deeper than the key of a text; None where it is none."""
    text = read.source.text
    start = read.line_start(at)
    depth = read.indent(start)
    while start > 0:
        before, _ = read.line(start - 1)
        line = text[before:start]
        head = _TEXT_KEY.match(line)
        if head is not None:
            begin = before + head.end() if line[head.end() :].strip() else start + depth
            end = read.line_end(at)
            is_text = len(head["indent"]) < depth and text[begin : begin + 1] not in {'"', "'", "|", ">"}
            return read.span(begin, end) if is_text and _ends_there(read, end, len(head["indent"])) else None
        if not line.strip() or has_key(line) or line.lstrip().startswith(("-", "#")):
            return None
        start = before
    return None


def _ends_there(read: TextInRepair, end: int, indent: int) -> bool:
    """Tell whether what follows a line is no deeper than a key."""
    following, stop = read.line(min(end + 1, len(read.text)))
    return not read.text[following:stop].strip() or following <= end or read.indent(following) <= indent


def quotable_colon(read: TextInRepair, at: int) -> YamlColon:
    """Return the finding of a colon within a text, with the edit that fits: keys apart, braces around, or quotes."""
    span = read.value_around(at)
    line = read.source.text[read.line_start(span.start) : span.start]
    if apart := _on_lines_of_their_own(span.text, line):
        return YamlColon(span=read.span(at, at + 1), text=span.text, is_keys=True, edits=instead(span, apart))
    if _A_SOUND.match(span.text) and not set(line) & set("["):
        edits = instead(span, f"{{{span.text.rstrip('}')}}}")
        return YamlColon(span=read.span(at, at + 1), text=span.text, is_sound=True, edits=edits)
    if span.text[:1] in "\"'":
        return YamlColon(
            span=read.span(at, at + 1), text=span.text
        )  # it is in quotes already: they do not help
    if _HOLDS_PAIRS.fullmatch(line) and span.text[:1] not in "{[":
        edits = instead(span, _in_braces(span.text))
        return YamlColon(span=read.span(at, at + 1), text=span.text, is_sound=True, edits=edits)
    if at + 1 == span.end and ":" not in span.text[:-1]:
        return YamlColon(
            span=read.span(at, at + 1), text=span.text, edits=instead(span, span.text[:-1].rstrip())
        )
    return YamlColon(span=read.span(at, at + 1), text=span.text, edits=instead(span, quote(span.text)))


def _on_lines_of_their_own(text: str, before: str) -> str:
    """Return a value with the other keys, or the other cues, that stand on its line below it; an empty text where there are none."""
    keys = [key for key in _KEY_AFTER_COMMA.findall(text) if key in ALL_KEYS]
    indent = " " * (len(before) - len(re.sub(r"^\s*(?:- +)?", "", before)))
    if keys and not set(before) & set("[{") and not is_curly(text):
        return _KEY_AFTER_COMMA.sub(lambda one: f"\n{indent}{one[1]}:", text)
    cues = _BEFORE_TIME.split(text)
    if len(cues) > 1 and _TIME_OF_CUE.fullmatch(before):
        return f"\n{indent}".join(one.strip(" ,;") for one in cues)
    return ""


def _in_braces(text: str) -> str:
    """Return cues of one line as pairs, `5s: Knees. 10s: Hips.` too."""
    pairs = [one.partition(":") for one in _BEFORE_TIME.split(text)]
    if len(pairs) == 1:
        return f"{{{text}}}"
    said = [(key, words.strip(" ,;")) for key, _, words in pairs]
    written = [f"{key}: {quote(words) if ',' in words else words}" for key, words in said]
    return f"{{{', '.join(written)}}}"


def has_key(line: str) -> bool:
    """Tell whether a key and its colon stand in a line: something that begins a word, and then, with no `#` between, a colon before a blank.

    In two searches for each part between `#`: one pattern would go back over all of the line for each of its words.
    """
    for number, part in enumerate(line.split("#")):
        start = _KEY_START.search(part if number == 0 else f"#{part}")
        begun = None if start is None else start.end() - (number > 0)
        if begun is not None and _KEY_END.search(part, begun):
            return True
    return False
