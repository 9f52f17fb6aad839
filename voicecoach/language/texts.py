"""Texts: the names in them, and what can be spoken."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from voicecoach.findings.base import Edit, instead
from voicecoach.findings.codes import Code
from voicecoach.findings.content import (
    BadPause,
    LoneDollar,
    NameInName,
    SilentText,
    TextTooLong,
    UnknownVariable,
    VariableElsewhere,
    VariableNotHere,
)
from voicecoach.findings.reading import ControlCharacter, YamlComment
from voicecoach.findings.terms import Inside, SpokenText, StepsOf, StepWith
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.model import TextPart, TextTemplate, Variable
from voicecoach.language.nodes import Scalar, ScalarStyle
from voicecoach.language.pauses import LONGEST_PAUSE_MS, PauseProblem, pause_marks, without_pauses
from voicecoach.language.quoting import quote
from voicecoach.language.suggest import closest
from voicecoach.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.findings.terms import Surroundings
    from voicecoach.language.scope import Scope

MAX_TEXT: Final = 1_000
LONGEST_SHOWN: Final = 20_000  # of a text that is not spoken: tags, pages and calendars have it whole
_MOST_TRIES: Final = 50_000  # of unknown names times known ones, to find out what was meant

_IN_BRACES = re.compile(r"\$\{+\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}+")
_DOLLAR = re.compile(r"\$(?:(?P<dollar>\$)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<braces>\{[^}\s]*\}?)|)")
_VARIABLES = {variable.value: variable for variable in Variable}
_HASH = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")
_LINE_END = re.compile(
    r"(?<![ \t])[ \t]*[\r\n\x85\u2028\u2029]+[ \t]*"
)  # begins where blanks begin: each is read once
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def read_shown(scope: Scope, scalar: Scalar) -> str | None:
    """Return a text that is shown, not spoken, without blanks around it; None where the findings say why."""
    words = resolve(scope, scalar)
    if words is None:
        return None
    words = words.strip()
    if len(words) > LONGEST_SHOWN:
        scope.report(TextTooLong(span=scalar.span, length=len(words), limit=LONGEST_SHOWN, is_shown=True))
        return None
    return words


def read_text(scope: Scope, scalar: Scalar) -> TextTemplate | None:
    """Return a text cut at its names, or None where it cannot be spoken; the findings then say why."""
    if comment_swallows(scope, scalar):
        return None
    if control := _CONTROL.search(scalar.text):
        code_point = f"U+{ord(control[0]):04X}"
        scope.report(ControlCharacter(span=scalar.span, character=code_point, count=1))
        return None
    written = _LINE_END.sub(" ", scalar.text.strip())
    if len(written) > MAX_TEXT:
        scope.report(TextTooLong(span=scalar.span, length=len(written), limit=MAX_TEXT))
        return None
    parts: list[TextPart] | None = [written]
    if "$" in written:
        parts = _parts(scope, scalar, written)
    if parts is None or not _pauses_are_right(scope, scalar, written):
        return None
    if not _can_be_spoken(parts):
        if not scalar.repaired:
            scope.report(SilentText(span=scalar.span))
        return None
    return TextTemplate(parts=tuple(_merged(parts)), span=scalar.span)


def _can_be_spoken(parts: list[TextPart]) -> bool:
    """Tell whether there is something to say besides pauses. A pause never has a name in it."""
    return any(not isinstance(part, str) or any(map(str.isalnum, without_pauses(part))) for part in parts)


def _parts(scope: Scope, scalar: Scalar, written: str) -> list[TextPart] | None:
    parts: list[TextPart] = []
    whole = True
    at = 0
    for number, match in enumerate(_DOLLAR.finditer(written)):
        parts.append(written[at : match.start()])
        at = match.end()
        part = _part(scope, scalar, match, number)
        if part is None:
            whole = False
        else:
            parts.append(part)
    parts.append(written[at:])
    return parts if whole else None


def _part(scope: Scope, scalar: Scalar, match: re.Match[str], number: int) -> TextPart | None:
    name = match["name"]
    if match["dollar"]:
        return "$"
    if name is None:
        _report_lone_dollar(scope, scalar, match, number)
        return None
    variable = _VARIABLES.get(name)
    if variable is not None:
        if scope.variables is not None and variable not in scope.variables:
            span = _place(scalar, match, number)
            if variable in {Variable.NAME, Variable.NEXT}:
                scope.report(NameInName(span=span, name=name))
                return None
            scope.report(VariableNotHere(span=span, name=name, needs=_where_known(variable)))
        return variable
    if name in scope.names:
        value = scope.names[name]
        return None if value is None else value.spoken
    _report_unknown(scope, scalar, match, number, _VARIABLES)
    return None


@cache
def _where_known(variable: Variable) -> Surroundings:
    """Return where a variable has a value."""
    kinds = STEP_KINDS.values()
    if inside := tuple(kind.name for kind in kinds if variable in kind.gives_inside):
        return Inside(blocks=inside)
    if own := tuple(kind.name for kind in kinds if variable in kind.gives):
        return StepsOf(kinds=own)
    return next(StepWith(key=key.name) for kind in kinds for key in kind.beside if variable in key.gives)


def resolve(scope: Scope, scalar: Scalar) -> str | None:
    """Return a value's text with its parameters in place; None where a name has no value.

    Outside of texts only parameters exist.
    """
    if "$" not in scalar.text:
        return scalar.text
    whole = True
    resolved = ""
    at = 0
    for number, match in enumerate(_DOLLAR.finditer(scalar.text)):
        resolved += scalar.text[at : match.start()]
        at = match.end()
        name = match["name"]
        if match["dollar"]:
            resolved += "$"
        elif name is None:
            _report_lone_dollar(scope, scalar, match, number, is_text=False)
            whole = False
        elif name not in scope.names:
            _report_unknown(scope, scalar, match, number)
            whole = False
        elif (value := scope.names[name]) is None:
            whole = False
        else:
            resolved += value.written
    return resolved + scalar.text[at:] if whole else None


def comment_swallows(scope: Scope, scalar: Scalar) -> bool:
    """Report a text that YAML ends at a `#`: `say: Knees #1`. A comment has a blank after its `#`."""
    if scalar.repaired or scalar.style not in {ScalarStyle.PLAIN, ScalarStyle.ABSENT}:
        return False
    source = scalar.span.source
    start = scalar.span.end
    if scalar.absent:
        start += source.text.startswith(":", start)
    match = _HASH.match(source.text, start)
    if match is None:
        return False
    span = Span(
        source=source, start=match.start(1), end=match.end(1) - len(match[1]) + len(match[1].rstrip())
    )
    whole = span if scalar.absent else Span(source=source, start=scalar.span.start, end=span.end)
    scope.report(YamlComment(span=span, text=whole.text, edits=instead(whole, quote(whole.text))))
    return True


def _merged(parts: list[TextPart]) -> Iterator[TextPart]:
    """Join neighbouring strings, drop empty ones."""
    words = ""
    for part in parts:
        if isinstance(part, Variable) or not isinstance(part, str):
            if words:
                yield words
            words = ""
            yield part
        else:
            words += part
    if words:
        yield words


# --- findings -----------------------------------------------------------------------------------


def _report_lone_dollar(
    scope: Scope, scalar: Scalar, match: re.Match[str], number: int, *, is_text: bool = True
) -> None:
    braces = match["braces"] or ""
    name = braces.strip("${}")
    meant = f"${name}" if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) else ""
    span = _place(scalar, match, number)
    if not is_text and (whole := _IN_BRACES.fullmatch(scalar.span.text)):
        span, meant = scalar.span, f"${whole[1]}"
        scope.report(LoneDollar(span=span, written=span.text, suggestion=meant, edits=instead(span, meant)))
        return
    otherwise = "" if braces and not is_text else f"${match[0]}"  # `$${{ hold }}` is no value, either
    edits = instead(span, meant or otherwise) if span.text == match[0] else ()
    scope.report(LoneDollar(span=span, written=match[0], suggestion=meant, edits=edits))


def _pauses_are_right(scope: Scope, scalar: Scalar, written: str) -> bool:
    """Report pauses that are none. The markup of other programs is left out, and the rest of the text still said."""
    right = True
    span = scalar.span
    in_brackets = None
    for mark in pause_marks(written):
        if not mark.remedy:
            continue
        mark_text = written[mark.start : mark.end]
        at = span.source.text.find(mark_text, span.start, span.end)
        place = Span(source=span.source, start=at, end=at + len(mark_text)) if at >= 0 else span
        if in_brackets is None:
            in_brackets = _is_in_brackets(span)
        is_safe = at > span.start and not (scalar.style is ScalarStyle.PLAIN and in_brackets)
        scope.report(
            BadPause(
                span=place,
                edits=(Edit(span=place, text=mark.remedy),) if is_safe else (),
                written=mark_text,
                remedy=mark.remedy,
                length_ms=mark.duration_ms,
                limit_ms=LONGEST_PAUSE_MS,
                foreign=mark.problem is PauseProblem.FOREIGN,
            )
        )
        right = right and mark.problem is PauseProblem.FOREIGN
    return right


def _is_in_brackets(span: Span) -> bool:
    """Tell whether a bracket stands before this on its line."""
    text = span.source.text
    line_start = text.rfind("\n", 0, span.start) + 1
    return any(text.find(bracket, line_start, span.start) >= 0 for bracket in "[{")


def _report_unknown(
    scope: Scope, scalar: Scalar, match: re.Match[str], number: int, variables: Iterable[str] = ()
) -> None:
    """Report an unknown name; besides the parameters, these `variables` would have been possible."""
    so_far = scope.findings.count(Code.UNKNOWN_VARIABLE)
    if not scope.complete or scope.findings.is_full(Code.UNKNOWN_VARIABLE):
        return
    name = match["name"]
    span = _place(scalar, match, number)
    if inside := tuple(kind.name for kind in STEP_KINDS.values() if name in kind.names_inside):
        scope.report(VariableElsewhere(span=span, name=name, needs=Inside(blocks=inside)))
    elif name in _VARIABLES:
        scope.report(VariableElsewhere(span=span, name=name, needs=SpokenText()))
    else:
        # A name is held against all that there are: where these are hundreds, only the first unknown ones are.
        known = [*variables, *scope.names] if so_far * len(scope.names) < _MOST_TRIES else []
        meant = closest(name, known)
        suggestion = f"${meant}" if meant else ""
        edits = instead(span, suggestion) if span.text == match[0] else ()
        scope.report(UnknownVariable(span=span, name=name, suggestion=suggestion, edits=edits))


def _place(scalar: Scalar, match: re.Match[str], number: int) -> Span:
    """Return where the author wrote the n-th `$…` of a scalar; the whole scalar where that is not certain."""
    span = scalar.span
    written = _written_dollars(span.source.text, span.start, span.end)
    if number < len(written) and written[number][0] == match[0]:
        return Span(source=span.source, start=written[number].start(), end=written[number].end())
    return span


@lru_cache(maxsize=1)  # a value can have thousands, one asked for after the other
def _written_dollars(text: str, start: int, end: int) -> tuple[re.Match[str], ...]:
    return tuple(_DOLLAR.finditer(text, start, end))
