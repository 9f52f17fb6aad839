"""Nodes to values: each function returns a value, or None after it has reported why there is none."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from voicecoach.findings.base import Edit, instead
from voicecoach.findings.content import (
    BadChoice,
    WordingOrder,
)
from voicecoach.findings.reading import YamlColon, YamlComma
from voicecoach.findings.structure import EmptyList, MissingValue, WrongType
from voicecoach.findings.terms import Written
from voicecoach.language.keys import Takes
from voicecoach.language.model import TextTemplate, Variable
from voicecoach.language.nodes import Mapping, Node, Scalar, ScalarStyle, Sequence
from voicecoach.language.quoting import quote
from voicecoach.language.reading import reads
from voicecoach.language.scope import OFF, ON, Field, Scope
from voicecoach.language.suggest import closest
from voicecoach.language.texts import comment_swallows, read_shown, read_text, resolve
from voicecoach.language.words import SWITCH_WORDS, sides_of

if TYPE_CHECKING:
    from collections.abc import Mapping as Mapping_
    from collections.abc import Sequence as Values

    from voicecoach.source import Span


_SENTENCES = re.compile(r"(?<=[.!?]),\s+")
_SINGLE = frozenset(
    {
        *(
            Takes.DURATION,
            Takes.LENGTH,
            Takes.PAUSE,
            Takes.COUNT,
            Takes.REPS,
            Takes.TEMPO,
            Takes.REPEATERS,
            Takes.SWITCH,
            Takes.LANGUAGE,
        ),
        *(Takes.EDGE, Takes.LOAD, Takes.EFFORT),
    }
)
_AROUND_NAMES = "{}%<>[]()$@&\N{SECTION SIGN}\N{EURO SIGN}=.,;:\\\"' "  # as other programs write references
_REFERENCE_AND_UNIT = re.compile(
    r"(\$\w+)[ ]+(?:s|sec|secs|seconds?|m|min|mins|minutes?|sek|reps?|x|times|rounds?)"
)
_BEFORE_NAMES = re.compile(r"^(?:parameters?|params?|vars?|variables?|inputs?|settings|self|this)\.")
_WORDS = frozenset({Takes.TEXT, Takes.SPOKEN, Takes.NAME, Takes.GRIP, Takes.WORDINGS})


def read_scalar(scope: Scope, field: Field, takes: Takes) -> Scalar | None:
    """Return the field's scalar; a list, a mapping or nothing is reported."""
    node = field.node
    if isinstance(node, Scalar):
        if node.absent:
            if not node.repaired:
                report_missing(scope, field, takes)
            return None
        return node
    report_wrong_type(scope, field, takes)
    return None


def report_missing(scope: Scope, field: Field, takes: Takes) -> None:
    assert isinstance(field.node, Scalar), "only a scalar can be absent"
    if takes in _WORDS and comment_swallows(scope, field.node):
        return
    at = field.node.span if field.node.span.start > field.key.span.end else field.key.span
    scope.report(MissingValue(span=at, key=field.name, takes=takes))


def report_wrong_type(scope: Scope, field: Field, takes: Takes) -> None:
    node = field.node
    span = first_line(node.span)
    if isinstance(node, Scalar):
        if not node.repaired:
            scope.report(WrongType(span=span, key=field.name, takes=takes, written=Written.TEXT))
        return
    wants_text = takes in _WORDS
    text = node.span.text
    if wants_text and isinstance(node, Mapping) and node.flow and not text.startswith("{"):
        # `[Ready: go]` is a mapping in a list to YAML.
        scope.report(YamlColon(span=span, text=text, edits=instead(node.span, quote(text))))
        return
    edits: tuple[Edit, ...] = ()
    # A list of one name is that name.
    is_name = takes is Takes.NAME and isinstance(node, Sequence) and len(node.items) == 1
    if isinstance(node, Sequence) and is_name and node.flow:
        edits = instead(node.span, node.items[0].span.text)
    elif wants_text and node.flow and "\n" not in text:
        edits = instead(node.span, quote(text))
    elif takes in _SINGLE and isinstance(node, Sequence) and node.flow and len(node.items) == 1:
        edits = instead(node.span, node.items[0].span.text)
    elif takes is Takes.TEMPO and isinstance(node, Sequence) and node.flow:
        edits = instead(node.span, "-".join(item.span.text for item in node.items))
    elif takes is Takes.SIDES and isinstance(node, Mapping) and node.flow and (sides := sides_of(text)):
        edits = instead(node.span, f"[{', '.join(sides)}]")
    elif takes not in _WORDS and isinstance(node, Mapping) and node.flow:
        edits = instead(node.span, meant_parameter(scope, text))  # `{hold}`, as other programs write it
    scope.report(
        WrongType(
            span=span,
            key=field.name,
            takes=takes,
            written=Written.LIST if isinstance(node, Sequence) else Written.PAIRS,
            is_text_in_brackets=wants_text and node.flow and not is_name,
            edits=edits,
        )
    )


def first_line(span: Span) -> Span:
    """Return the part of a span that is on its first line."""
    text = span.text
    length = len(text.splitlines()[0].rstrip()) if text.strip() else 0
    return type(span)(source=span.source, start=span.start, end=span.start + length)


def read_words(scope: Scope, field: Field, takes: Takes) -> tuple[Scalar, str] | None:
    """Return a scalar that is no spoken text, with its parameters in place, and without blanks around it."""
    scalar = read_scalar(scope, field, takes)
    if scalar is None or scalar.repaired:
        return None
    words = resolve(scope, scalar)
    return None if words is None else (scalar, words.strip())


# --- numbers ------------------------------------------------------------------------------------


def value_place(scope: Scope, scalar: Scalar, words: str) -> Span:
    """Return where a value is written: with the parameter, where it is nothing but the name of one."""
    name = scalar.text.strip().removeprefix("$")
    if scalar.text.strip() != f"${name}" or name not in scope.written_at:
        return scalar.span
    place = scope.written_at[name]
    return place if _is_written(place, words) else scalar.span  # a setting can have another value


def _is_written(span: Span, words: str) -> bool:
    written = span.text.strip()
    return words in (written, written[1:-1].strip())


def edits_where_written(span: Span, words: str, meant: str) -> tuple[Edit, ...]:
    """Return the edit that writes what is meant; none where the place holds something else, such as a reference."""
    return instead(span, meant) if _is_written(span, words) else ()


def meant_parameter(scope: Scope, words: str) -> str:
    """Return the reference that a parameter's name without a dollar sign is meant to be, or an empty text."""
    name = _BEFORE_NAMES.sub("", words.strip(_AROUND_NAMES))
    return f"${name}" if name in scope.names else ""


def _reference(scope: Scope, scalar: Scalar, words: str) -> str:
    """Return the reference that a value is meant to be, as it is written (`$hold$`) or without its sign; or an empty text."""
    written = scalar.span.text.strip()
    meant = meant_parameter(scope, words) or meant_parameter(scope, written)
    if not meant and (match := _REFERENCE_AND_UNIT.fullmatch(written)):  # the parameter has its unit
        meant = meant_parameter(scope, match[1])
    return meant if meant != written.strip("\"'") else ""


def meant_instead(
    scope: Scope, scalar: Scalar, words: str, suggestion: str
) -> tuple[Span, str, tuple[Edit, ...]]:
    """Return where a value is written, what is meant by it, and the edits that write that."""
    if reference := _reference(scope, scalar, words):
        return scalar.span, reference, instead(scalar.span, reference)
    span = value_place(scope, scalar, words)
    return span, suggestion, edits_where_written(span, words, suggestion)


# --- words --------------------------------------------------------------------------------------


def read_choice(
    scope: Scope,
    field: Field,
    choices: Values[str],
    takes: Takes = Takes.VALUE,
    synonyms: Mapping_[str, str] | None = None,
) -> str | None:
    read = read_words(scope, field, takes)
    if read is None:
        return None
    scalar, words = read
    if words in choices:
        return words
    report_choice(scope, scalar, field.name, words, tuple(choices), closest(words, choices, synonyms))
    return None


@reads(Takes.SWITCH)
def read_switch(scope: Scope, field: Field) -> bool | None:
    """Return True for `on`, `true` or `yes`, False for their opposites."""
    read = read_words(scope, field, Takes.SWITCH)
    if read is None:
        return None
    scalar, words = read
    if words.casefold() in ON | OFF:
        return words.casefold() in ON
    choices = ("on", "off")
    report_choice(scope, scalar, field.name, words, choices, closest(words, choices, SWITCH_WORDS))
    return None


def report_choice(
    scope: Scope, scalar: Scalar, key: str, words: str, choices: tuple[str, ...], meant: str
) -> None:
    span = value_place(scope, scalar, words)
    meant = meant_parameter(scope, words) or meant
    edits = edits_where_written(span, words, meant)
    scope.report(BadChoice(span=span, key=key, written=words, choices=choices, suggestion=meant, edits=edits))


@reads(Takes.TEXT)
def read_plain(scope: Scope, field: Field, takes: Takes = Takes.TEXT) -> str | None:
    """Return a text that is shown, not spoken: a title, a path, a tag."""
    scalar = read_scalar(scope, field, takes)
    if scalar is None or comment_swallows(scope, scalar):
        return None
    words = read_shown(scope, scalar)
    if words == "":
        scope.report(MissingValue(span=scalar.span, key=field.name, takes=takes))
        return None
    return words


def read_items(scope: Scope, field: Field, takes: Takes) -> tuple[Field, ...] | None:
    """Return the items of a list, or a single value as the only one."""
    node = field.node
    if isinstance(node, Scalar):
        scalar = read_scalar(scope, field, takes)
        return None if scalar is None else (field,)
    if isinstance(node, Mapping):
        report_wrong_type(scope, field, takes)
        return None
    if not node.items:
        scope.report(EmptyList(span=node.span, key=field.name, takes=takes))
        return None
    return tuple(field.item(item) for item in node.items)


# --- spoken texts -------------------------------------------------------------------------------


@reads(Takes.SPOKEN)
def read_spoken(scope: Scope, field: Field, takes: Takes = Takes.TEXT) -> TextTemplate | None:
    scalar = read_scalar(scope, field, takes)
    return None if scalar is None else read_text(scope, scalar)


@reads(Takes.NAME)
def read_name(scope: Scope, field: Field) -> TextTemplate | None:
    """Return what an exercise is called: a text that cannot name itself."""
    return read_spoken(scope.without_variables(Variable.NAME, Variable.NEXT), field, Takes.NAME)


@reads(Takes.WORDINGS)
def read_wordings(scope: Scope, field: Field) -> tuple[TextTemplate, ...] | None:
    """Return the wordings of a cue, longest first."""
    fields = read_items(scope, field, Takes.WORDINGS)
    if fields is None:
        return None
    if isinstance(field.node, Sequence) and _is_one_text(field.node):
        rest = field.node.items[1].span
        text = field.node.span.text.strip("[] ")
        wordings = _SENTENCES.split(text)  # those that end as a sentence does are whole
        edits = instead(field.node.span, f"[{', '.join(map(quote, wordings))}]")
        scope.report(YamlComma(span=rest, text=text, in_list=True, edits=edits))
        return None
    texts = [read_spoken(scope, one, Takes.WORDINGS) for one in fields]
    whole = tuple(text for text in texts if text is not None)
    if len(whole) < len(texts):
        return None
    _check_order(scope, [one.node for one in fields])
    return whole


def _is_one_text(node: Sequence) -> bool:
    """Tell whether a list in brackets is a text with a comma: `[Halfway, breathe.]`."""
    plain = [item.text for item in node.items if isinstance(item, Scalar) and item.style is ScalarStyle.PLAIN]
    if not node.flow or len(plain) < len(node.items) or "\n" in node.span.text:
        return False
    return any(after[:1].islower() or len(after) > len(before) for before, after in pairwise(plain))


def _check_order(scope: Scope, nodes: Values[Node]) -> None:
    scalars = [node for node in nodes if isinstance(node, Scalar)]
    edits = _in_order(scalars)
    for before, after in pairwise(scalars):
        if len(after.text) > len(before.text) and "$" not in before.text + after.text:
            scope.report(WordingOrder(span=after.span, before=before.text, edits=edits))


def _in_order(scalars: Values[Scalar]) -> tuple[Edit, ...]:
    """Return the edits that put the longest wording first; none where one of them has several lines."""
    if any(re.search(r"[\r\n]", one.span.text) for one in scalars):
        return ()
    longest_first = sorted(scalars, key=lambda one: -len(one.text))
    return tuple(
        Edit(span=place.span, text=one.span.text)
        for place, one in zip(scalars, longest_first, strict=True)
        if place is not one
    )
