"""When a cue can be heard: each shape of its key once, for the parser and the schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from msgspec import Struct

from voicecoach.language.durations import Fault, Problem, duration_ms
from voicecoach.language.grammar import DURATION, REPS_LEFT, SHARE, SIDE, TIME_RANGE, WHOLE_NUMBER
from voicecoach.language.model import (
    AtEnd,
    AtRandom,
    AtRep,
    AtStart,
    BeforeEnd,
    Every,
    FromStart,
    InRound,
    LastReps,
    OnSide,
    Share,
    When,
)
from voicecoach.language.suggest import closest
from voicecoach.language.values import share_ppm, whole_number
from voicecoach.language.words import SIDE_WORDS, side_name
from voicecoach.units import MS_PER_S, format_duration_ms

Read: TypeAlias = Callable[[str], When | Problem]

_REPS_LEFT = re.compile(REPS_LEFT)
_DASH = re.compile("^[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]\\s*")
_DASHES = "[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}-]"
_TO = re.compile(
    rf"\s*(?:{_DASHES}|\.{{2,3}}|\N{{HORIZONTAL ELLIPSIS}}|\s(?:to|bis|\u00e0|a|and|und|et|y)\s)\s*"
)
_NO_HEADS: Final = frozenset(
    ("after", "at", "from", "nach", "bei", "ab", "apr\u00e8s", "\u00e0", "tras", "a", "in")
)
_HEADS: Final = {
    **dict.fromkeys(("alle", "jede", "each", "chaque", "toutes", "cada"), "every"),
    **dict.fromkeys(("randomly", "rand", "zuf\u00e4llig", "zufall", "al\u00e9atoire", "aleatorio"), "random"),
    **dict.fromkeys(("runde", "tour", "ronda"), "round"),
    **dict.fromkeys(("wdh", "wiederholung", "r\u00e9p\u00e9tition", "repetici\u00f3n"), "rep"),
    **dict.fromkeys(("seite", "c\u00f4t\u00e9", "lado"), "side"),
}
_SYNONYMS: Final = {
    **dict.fromkeys(("h\u00e4lfte", "halbzeit", "mitte", "moiti\u00e9", "milieu", "mitad"), "50%"),
    **dict.fromkeys(("anfang", "beginn", "d\u00e9but", "inicio", "principio"), "start"),
    **dict.fromkeys(("ende", "schluss", "fin", "final"), "end"),
    "halfway": "50%",
    "half": "50%",
    "1/2": "50%",
    "½": "50%",
    "half way": "50%",
    "half time": "50%",
    "middle": "50%",
    "mid": "50%",
    "begin": "start",
    "beginning": "start",
    "onset": "start",
    "finish": "end",
    "stop": "end",
}


class CueTime(Struct, frozen=True, kw_only=True):
    """One shape of a cue's key: `word` and what stands after it, or else a value alone.

    `value` is the pattern of what `read` takes; a word without a value stands alone.
    """

    example: str
    about: str
    word: str = ""
    value: str = ""
    read: Read

    @property
    def pattern(self) -> str:
        return rf"{self.word}\s+(?:{self.value})" if self.word and self.value else self.word or self.value


def _timed(make: Callable[[int], When], before: str = "") -> Read:
    def read(words: str) -> When | Problem:
        offset_ms = duration_ms(words.removeprefix("-") if before == "-" else words)
        if isinstance(offset_ms, Problem):
            meant = f"{before}{offset_ms.suggestion}" if offset_ms.suggestion else ""
            return Problem(offset_ms.fault, meant)
        return make(offset_ms)

    return read


def _random(words: str) -> When | Problem:
    """Return the moments of `40s-80s`; the smaller time comes first, and is more than 0."""
    parts = words.split("-")
    read = [duration_ms(part.strip()) for part in parts]
    first = next((one for one in read if isinstance(one, Problem) and one.fault is not Fault.SHAPE), None)
    if first is not None:
        return first if first.fault is Fault.TOO_LONG else Problem(Fault.SHAPE, _meant_random(words))
    match read:
        case [int(least_ms), int(most_ms)] if 0 < least_ms <= most_ms:
            return AtRandom(least_ms=least_ms, most_ms=most_ms)
        case _:
            return Problem(Fault.SHAPE, _meant_random(words))


def _meant_random(words: str) -> str:
    """Return the key that `80s-40s`, `40s to 80s` or `40-80sec` stands for, or an empty text."""
    found = [_exact(part) for part in _TO.split(words.strip())]
    if len(found) != 2 or None in found:  # noqa: PLR2004 - from and to
        return ""
    least_ms, most_ms = sorted(time_ms for time_ms in found if time_ms is not None)
    if not most_ms:
        return ""
    least_ms = least_ms or min(MS_PER_S, most_ms)
    return f"random {format_duration_ms(least_ms)}-{format_duration_ms(most_ms)}"


def _exact(words: str) -> int | None:
    """Return a duration as it is written, or as it is probably meant."""
    found = duration_ms(words)
    if isinstance(found, Problem):
        found = duration_ms(found.suggestion) if found.suggestion else found
    return found if isinstance(found, int) else None


def _number(make: Callable[[int], When], before: str) -> Read:
    def read(words: str) -> When | Problem:
        number = whole_number(words)
        if isinstance(number, Problem):
            return Problem(Fault.SHAPE, f"{before} {number.suggestion}" if number.suggestion else "")
        return make(number)

    return read


def _last(words: str) -> When | Problem:
    match = _REPS_LEFT.fullmatch(words)
    if match is None:
        number = whole_number(words)
        return Problem(Fault.SHAPE, f"last {number} reps" if isinstance(number, int) else "")
    number = whole_number(match[1] or "1")
    return number if isinstance(number, Problem) else LastReps(reps=number)


def _side(words: str) -> When | Problem:
    return OnSide(side=side_name(words)) if words else Problem(Fault.SHAPE)


def _share(words: str) -> When | Problem:
    parts = share_ppm(words)
    return parts if isinstance(parts, Problem) else Share(parts_per_million=parts)


_FROM_START: Final = CueTime(
    example="5s",
    value=DURATION,
    about="This long after the start.",
    read=_timed(lambda offset_ms: FromStart(offset_ms=offset_ms)),
)
_BEFORE_END: Final = CueTime(
    example="-10s",
    value=f"-{DURATION}",
    about="This long before the end.",
    read=_timed(lambda offset_ms: BeforeEnd(offset_ms=offset_ms), "-"),
)
_SHARE: Final = CueTime(example="50%", value=SHARE, about="At this share of the time.", read=_share)

CUE_TIMES: Final = (
    _FROM_START,
    _BEFORE_END,
    _SHARE,
    CueTime(example="start", word="start", about="Right after the start tone.", read=lambda _: AtStart()),
    CueTime(
        example="end",
        word="end",
        about="Finished exactly at the end, in place of the last numbers of the countdown.",
        read=lambda _: AtEnd(),
    ),
    CueTime(
        example="every 15s",
        word="every",
        value=DURATION,
        about="Again and again: this long before the end, twice as long before it, and so on.",
        read=_timed(lambda period_ms: Every(period_ms=period_ms), "every "),
    ),
    CueTime(
        example="random 40s-80s",
        word="random",
        value=TIME_RANGE,
        about="Again and again, at random moments so far apart; the same ones on every run.",
        read=_random,
    ),
    CueTime(
        example="rep 3",
        word="rep",
        value=WHOLE_NUMBER,
        about="Right after the count of this rep.",
        read=_number(lambda rep: AtRep(rep=rep), "rep"),
    ),
    CueTime(
        example="last 3 reps",
        word="last",
        value=REPS_LEFT,
        about="Once, when this many reps are left.",
        read=_last,
    ),
    CueTime(
        example="round 2",
        word="round",
        value=WHOLE_NUMBER,
        about="At the start, in this round only.",
        read=_number(lambda number: InRound(round=number), "round"),
    ),
    CueTime(
        example="side left",
        word="side",
        value=SIDE,
        about="At the start, on this side only.",
        read=_side,
    ),
)
_BY_WORD: Final = {time.word: time for time in CUE_TIMES if time.word}
_WITH_VALUE: Final = "|".join(word for word, time in _BY_WORD.items() if time.value)
_NEARLY = re.compile(rf"({_WITH_VALUE})\s*[- ]?\s*(.*?)", re.IGNORECASE | re.DOTALL)


_HUMPS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ORDINALS: Final = {
    word: number
    for words in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "erste zweite dritte vierte f\u00fcnfte sechste siebte achte neunte zehnte",
    )
    for number, word in enumerate(words.split(), start=1)
}
_AT_THE: Final = r"(?:at|in|on|am|zum|\u00e0|a|au|al)\s+(?:the\s+|la\s+|el\s+|le\s+)?"
# A time in other words, and the key that it stands for.
_OTHERWISE: Final = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (
            r"(?:last|letzten?|derni[e\u00e8]res|[u\u00fa]ltimas)\s+([0-9]+)\s*(?:reps?|wdh|wiederholungen|r\u00e9p\u00e9titions|repeticiones)\.?",
            "last {} reps",
        ),
        (r"([0-9.,]+)\s*(?:percent|per cent|prozent|pour cent|por ciento|pct)", "{}%"),
        (
            r"-?(.+?)\s*(?:before|vor|avant|antes|to|till|until|bis)(?:\s+(?:the|dem|zum|la|del|de|el))?\s+(?:end|ende|schluss|fin|final|finish)",
            "-{}",
        ),
        (r"(?:last|letzte[n]?|derni[eè]res|[uú]ltimos)\s+([0-9.,]+\s*[^\W\d_]+\.?)", "-{}"),
        (r"minus\s+([0-9].*)", "-{}"),
        (r"([0-9.,]+\s*[^\W\d_]+)\s+(?:in|into it|gone|after|after start|after the start)", "{}"),
        (
            r"(?:the\s+)?(?:last|final|letzte|derni[e\u00e8]re|[u\u00fa]ltima)\s+(?:rep|repetition|wdh|wiederholung|r\u00e9p\u00e9tition|repetici\u00f3n)",
            "last 1 reps",
        ),
        (r"(?:the\s+|on\s+the\s+)?(left|right)\s+(?:side|leg|arm|hand|foot)", "side {}"),
        (rf"{_AT_THE}(?:very\s+)?(?:end|ende|schluss|fin|final|finish)", "end"),
        (rf"{_AT_THE}(?:start|beginning|anfang|beginn|d\u00e9but|inicio|comienzo)", "start"),
        (r"(?:toutes|tous)\s+les\s+([0-9].*)", "every {}"),
        (
            r"(?:(?:at|in|bei|in der|bis|\u00e0|a|the|la|der|die)\s+)*(?:half.*|mid.*|h\u00e4lfte|mitte|moiti\u00e9|mitad)",
            "50%",
        ),
        (r"(?:end|ende|fin)\s*[-\u2013\u2212]\s*([0-9.,]+\s*[^\W\d_]*)", "-{}"),
        (r"(?:with\s+|-)?([0-9.,]+\s*[^\W\d_]+)\s+(?:left|to go|remaining|noch|übrig|restantes)", "-{}"),
        (r"(?:t|@)\s*[+=]?\s*([0-9.,]+\s*[^\W\d_]*)", "{}"),
        (r"(?:after|at|in|nach|bei|apr[e\u00e8]s|\u00e0|tras|despu[e\u00e9]s de|a los)\s+([0-9].*)", "{}"),
        (
            r"([0-9]+)(?:st|nd|rd|th|\.|ère|re|e|ª)?\s+(?:rep|repetition|wdh|wiederholung|répétition|repetición)",
            "rep {}",
        ),
        (r"(?:first|erste|première|primera)\s+(?:rep|wdh|wiederholung|répétition|repetición)", "rep 1"),
        (r"(?:rep|wdh)\.?\s*(?:#|no\.?|nr\.?)\s*([0-9]+)", "rep {}"),
        (r"([0-9]+)(?:st|nd|rd|th|\.|e)?\s+(?:round|runde|tour|ronda)", "round {}"),
    )
)


def _otherwise(plain: str) -> str:
    """Return the key that a time in other words stands for (`5s before the end`), or an empty text."""
    for pattern, meant in _OTHERWISE:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        one = meant.format(*match.groups())
        found = parse_when(one)
        return (found.suggestion or one) if isinstance(found, Problem) else one
    return ""


def parse_when(words: str) -> When | Problem:
    """Return when a cue with this key is heard."""
    if words.endswith("%"):
        return _SHARE.read(words)
    first, _, rest = words.partition(" ")
    time = _BY_WORD.get(first)
    if time is not None and (time.value or words == first):
        return time.read(rest.strip())
    return (_BEFORE_END if words.startswith("-") else _FROM_START).read(words)


def meant_when(words: str) -> str:
    """Return the key that `rep3`, `Rep 3`, `halfway` or `strat` stands for, or an empty text."""
    apart = _HUMPS.sub(" ", words).replace("_", " ")
    plain = _DASH.sub("-", " ".join(apart.casefold().split()))
    if side := SIDE_WORDS.get(plain) or (plain if plain in {"left", "right"} else ""):
        return f"side {side}"
    tries = [plain]
    if match := _NEARLY.fullmatch(plain):
        tries.append(f"{match[1]} {match[2]}")
    head, _, rest = plain.partition(" ")
    meant = closest(head, _BY_WORD, _HEADS if rest else _SYNONYMS)
    if meant or head in _NO_HEADS:
        tries.append(f"{meant} {rest}".strip())
    tries.append(_SYNONYMS.get(plain, ""))
    tries.append(_otherwise(plain))
    if (ordinal := _ORDINALS.get(head)) and rest:
        tries.append(_otherwise(f"{ordinal} {rest}"))
    return next((found for one in tries if one and (found := _right(one))), "")


def _right(words: str) -> str:
    """Return a key, or what it is meant to be where that is plain: `every 15 Sekunden`."""
    found = parse_when(words)
    return found.suggestion if isinstance(found, Problem) else words
