"""The options of a step, and the routine's defaults for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict, replace

from voicecoach.findings.base import instead
from voicecoach.findings.content import SidesCount, SilentText, TextTooLong
from voicecoach.findings.reading import DuplicateKey
from voicecoach.findings.structure import WrongType
from voicecoach.findings.terms import Part, Written
from voicecoach.language.cues import outside
from voicecoach.language.grammar import DONE
from voicecoach.language.keys import DEFAULT_KEYS, OPTION_KEYS, TONES_KEYS, Takes
from voicecoach.language.model import (
    DEFAULT_COUNTDOWN,
    DEFAULT_TIME_LEFT_MS,
    LEFT,
    RIGHT,
    AtEnd,
    AtStart,
    Cue,
    Defaults,
    Options,
    Side,
    TextTemplate,
    Tones,
)
from voicecoach.language.nodes import Mapping, Scalar, Sequence
from voicecoach.language.read_numbers import read_count, read_duration_ms
from voicecoach.language.reading import read, reads
from voicecoach.language.scope import OFF, ON, Field, Fields, Scope, is_off, read_fields
from voicecoach.language.slips.lists import defaults_of_list
from voicecoach.language.suggest import closest
from voicecoach.language.typed import (
    first_line,
    read_choice,
    read_items,
    read_plain,
    read_scalar,
    read_spoken,
    read_switch,
    read_words,
    report_choice,
    report_wrong_type,
)
from voicecoach.language.vocabulary import STEP_KEYS
from voicecoach.language.words import (
    SWITCH_WORDS,
    UNTIL_WORDS,
    side_in_other_words,
    side_name,
    sides_of,
)

if TYPE_CHECKING:
    from voicecoach.language.kinds.kind import Shape

MAX_COUNTDOWN = 10
MAX_SIDES = 4
_LONGEST_LIST = 100  # characters of times in one text
_LONGEST_SIDE = 100  # characters
_ATTRIBUTES = {key.name: key.name for key in OPTION_KEYS} | {"time-left": "time_left_ms"}


@reads(Takes.DEFAULTS)
def read_defaults(scope: Scope, field: Field) -> Defaults | None:
    if isinstance(field.node, Scalar) and field.node.absent and not field.node.repaired:
        return Defaults()
    node = field.node if isinstance(field.node, Mapping) else defaults_of_list(scope, field)
    if node is None:
        report_wrong_type(scope, field, Takes.DEFAULTS)
        return None
    anywhere = replace(scope, variables=None)  # each step will show what has a value in it
    elsewhere = STEP_KEYS.difference(DEFAULT_KEYS)
    fields = read_fields(anywhere, node, DEFAULT_KEYS, where=Part.DEFAULTS, elsewhere=elsewhere)
    options = read_options(anywhere, fields, waits_by_itself=True)
    values = {
        name: read(anywhere, fields, key)
        for name, key in DEFAULT_KEYS.items()
        if name in fields and key not in OPTION_KEYS
    }
    if options is None or None in values.values():
        return None
    return Defaults(options=options, values=values)


def read_options(scope: Scope, fields: Fields, *, waits_by_itself: bool) -> Options | None:
    """Return a step's options, the defaults merged in. Default cues that do not fit the step are left out."""
    defaults = scope.defaults.options
    own: dict[str, Any] = {
        _ATTRIBUTES[key.name]: read(scope, fields, key) for key in OPTION_KEYS if key.name in fields
    }
    if None in own.values():
        return None
    if "tones" in own:
        own["tones"] = replace(defaults.tones, **own["tones"])
    cues: tuple[Cue, ...] = own.get("cues", ())
    own["cues"] = (*_others(defaults.cues, cues, scope.shape), *cues)
    if not waits_by_itself:
        own.setdefault("ready", False)
    return replace(defaults, **own)


def _others(defaults: tuple[Cue, ...], own: tuple[Cue, ...], shape: Shape | None) -> tuple[Cue, ...]:
    """Return the default cues that a step hears beside its own."""
    taken = {cue.when for cue in own}
    return tuple(cue for cue in defaults if cue.when not in taken and shape is not None and _fits(cue, shape))


def _fits(cue: Cue, shape: Shape) -> bool:
    if shape.is_open and not isinstance(cue.when, AtStart | AtEnd):
        return False
    return outside(cue.when, shape, span=cue.span, key=cue.span.text) is None


@reads(Takes.ANNOUNCE)
def _announce(scope: Scope, field: Field) -> TextTemplate | bool | None:
    if isinstance(field.node, Scalar) and field.node.text.casefold() in ON | OFF:
        return not is_off(field)
    return read_spoken(scope, field)


@reads(Takes.UNTIL)
def _until(scope: Scope, field: Field) -> bool | None:
    word = read_choice(scope, field, (DONE,), Takes.UNTIL, UNTIL_WORDS)
    return None if word is None else True


@reads(Takes.COUNTDOWN)
def _countdown(scope: Scope, field: Field) -> int | None:
    read = read_words(scope, field, Takes.COUNTDOWN)
    if read is None:
        return None
    words = read[1].casefold()
    if words in ON | OFF:
        return DEFAULT_COUNTDOWN if words in ON else 0
    if words in SWITCH_WORDS:
        report_choice(scope, read[0], field.name, read[1], ("on", "off"), SWITCH_WORDS[words])
        return None
    return read_count(scope, field, minimum=0, maximum=MAX_COUNTDOWN)


@reads(Takes.DURATIONS)
def _time_left_ms(scope: Scope, field: Field) -> tuple[int, ...] | None:
    if isinstance(field.node, Scalar):
        scalar = read_scalar(scope, field, Takes.DURATIONS)
        if scalar is None:
            return None
        if scalar.text.casefold() in ON | OFF:
            return () if is_off(field) else DEFAULT_TIME_LEFT_MS
        if not scalar.repaired and "," in scalar.text and len(scalar.text) <= _LONGEST_LIST:
            edits = instead(scalar.span, f"[{scalar.text.strip()}]")
            scope.report(
                WrongType(
                    span=scalar.span, key=field.name, takes=Takes.DURATIONS, written=Written.TEXT, edits=edits
                )
            )
            return None
    items = read_items(scope, field, Takes.DURATIONS)
    if items is None:
        return None
    read = [read_duration_ms(scope, item) for item in items]
    whole = [time_ms for time_ms in read if time_ms is not None]
    return tuple(sorted(set(whole), reverse=True)) if len(whole) == len(read) else None


@reads(Takes.TONES)
def _tones(scope: Scope, field: Field) -> dict[str, Any] | None:
    """Return what changes in the tones that the step has otherwise."""
    node = field.node
    if isinstance(node, Scalar):
        switched = read_switch(scope, field)
        if switched is None:
            return None
        tones = Tones() if switched else Tones(start=None, end=None)
        return asdict(tones)
    if not isinstance(node, Mapping):
        report_wrong_type(scope, field, Takes.TONES)
        return None
    fields = read_fields(scope, node, TONES_KEYS, where=Part.TONES)
    changes: dict[str, Any] = {}
    for name, key in TONES_KEYS.items():
        if name not in fields:
            continue
        tone = read(scope, fields, key)
        if tone is None:
            return None
        changes[name] = tone or None
        changes[f"{name}_span"] = fields[name].node.span
    return changes


@reads(Takes.TONE)
def _tone(scope: Scope, field: Field) -> str | None:
    """Return a tone's name, an empty text for silence."""
    name = read_plain(scope, field, Takes.SOUND)
    return "" if name is not None and is_off(field) else name


def _list_of_one(scope: Scope, node: Sequence) -> bool:
    """Report sides in brackets that are one text to YAML, such as `[left; right]`."""
    (first, *others) = node.items
    sides = sides_of(first.text) if isinstance(first, Scalar) else ()
    if others or len(sides) < 2 or not isinstance(first, Scalar):  # noqa: PLR2004 - as above
        return False
    report_choice(scope, first, "sides", first.text.strip(), (LEFT, RIGHT), ", ".join(sides))
    return True


def _several_sides(scope: Scope, scalar: Scalar) -> bool:
    """Report sides that stand in one text, such as `left, right`."""
    sides = sides_of(scalar.text)
    if not 2 <= len(sides) <= MAX_SIDES:  # noqa: PLR2004 - one is a value like any other
        return False
    report_choice(scope, scalar, "sides", scalar.text.strip(), (LEFT, RIGHT), f"[{', '.join(sides)}]")
    return True


@reads(Takes.SIDES)
def read_sides(scope: Scope, field: Field) -> tuple[Side, ...] | None:
    """Return the sides. One alone is `left` or `right`: the other one is in another step."""
    if is_off(field):
        return ()
    items = read_items(scope, field, Takes.SIDES)
    if items is None or (isinstance(field.node, Scalar) and _several_sides(scope, field.node)):
        return None
    if isinstance(field.node, Sequence) and _list_of_one(scope, field.node):
        return None
    written = {item.node.text for item in items if isinstance(item.node, Scalar)}
    others = frozenset(side_name(text) for text in written)
    sides: list[Side] = []
    seen: dict[Side, Field] = {}
    for item in items:
        side = _side(scope, item, others)
        if side is None:
            continue
        if side.casefold() in seen:
            first = seen[side.casefold()].node.span
            scope.report(DuplicateKey(span=item.node.span, key=side, first=first))
            continue
        seen[side.casefold()] = item
        sides.append(side)
    if len(sides) < len(items):
        return None
    if len(sides) > MAX_SIDES or (len(sides) == 1 and sides[0] not in {LEFT, RIGHT}):
        scope.report(SidesCount(span=first_line(field.node.span), number=len(sides), limit=MAX_SIDES))
        return None
    return tuple(sides)


def _side(scope: Scope, item: Field, others: frozenset[Side]) -> Side | None:
    """Return what a side is called, or None where it cannot be said, or is a slip of `left` or `right`."""
    read = read_words(scope, item, Takes.SIDES)
    if read is None:
        return None
    scalar, words = read
    side = side_name(words)
    if len(side) > _LONGEST_SIDE:
        scope.report(TextTooLong(span=scalar.span, length=len(side), limit=_LONGEST_SIDE, is_name=True))
        return None
    if not any(map(str.isalnum, side)):
        scope.report(SilentText(span=scalar.span))
        return None
    meant = side_in_other_words(side, others, scope.language) or _slip_of_a_side(side, others)
    if meant:
        report_choice(scope, scalar, item.name, words, (LEFT, RIGHT), meant)
        return None
    return side


def _slip_of_a_side(side: Side, others: frozenset[Side]) -> Side:
    """Return `right` for `rigth` beside `left`; any other name is one of its own."""
    if side in {LEFT, RIGHT} or len(others) != 2:  # noqa: PLR2004 - a pair
        return ""
    missing = {LEFT, RIGHT} - others
    return closest(side, missing) if len(missing) == 1 else ""
