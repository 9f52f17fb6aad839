"""Lines that say several things one after the other: clock times, blocks, days, what is done once before what is repeated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.text.lines import LONGEST_LINE
from voicecoach.importing.pasted.text.swimming import swum_apart
from voicecoach.importing.pasted.words.vocabulary import EFFORTS, LOAD_LABELS, phrases, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NEXT_BLOCK: Final = re.compile(
    r"(?<=[^\W\d_]{2})\. (?=(?:then |finish with |buy[- ]?in|cash[- ]?out)?"
    r"(?:[0-9]{1,2} (?:rounds|rds|runden|rondas|tours)|amrap|emom|tabata|for time|every [0-9]|buy[- ]?in|cash[- ]?out)(?!\w))"
    r"|(?<=[^\W_]{2})[,;] (?=(?:then )?tabata(?!\w))"
    r"|(?<=[0-9 ]min)[,;] (?:(?:then|puis|dann|luego) )?(?=[0-9]{1,2} (?:rounds|rds|runden|rondas|tours) ?:)"
    r"|(?<=[.;]) (?=(?:day|tag|jour|día|week|woche|semaine|semana) ?[0-9]{1,2} ?:)",
    re.IGNORECASE,
)
# `run 1 mile then 3 rounds of 10 pull-ups, 20 push-ups then run 1 mile`
_ROUNDS_AMID: Final = re.compile(
    r"[,;]? then (?:(?:do |repeat )?(?:[0-9]{1,2}|two|three|four|five|six|eight|ten) )(?:rounds|rds|rft|(?:repetitions|repeats|times) of the following)(?!\w)",
    re.IGNORECASE,
)
_THEN_BELOW: Final = re.compile(r"(?<=[^\W\d_]),? (?:and )?then ?: *$", re.IGNORECASE)  # `5 min walk, then:`
_THEN: Final = re.compile(r"[,;]? then ", re.IGNORECASE)
# `5 min walk, then run 60 s, walk 90 s, repeat 8 times`: what is done once, and at least two amounts behind it
_ONCE_THEN: Final = re.compile(
    r"(?P<once>[^,;:.()]*?(?P<length>[0-9]{1,2}) ?min[^,;:.()0-9]*)[,;.]? (?:and )?(?:then|dann|puis|luego) "
    r"(?P<again>[^;:.()]*[0-9][^;:.()]*[,;]? (?:repeat|repeated|wiederholen?|répéter|repetir) [0-9]{1,2} ?(?:x|times|mal|fois|veces))\.?",
    re.IGNORECASE,
)
# `5 min warm-up walk. Jog 60 s, walk 90 s. Repeat 8x.`
_WARM_UP_FIRST: Final = re.compile(
    r"(?P<once>(?:[^:.]{1,20}: )?[^.;:()]*(?:warm[- ]?up|aufwärmen|einlaufen|échauffement|calentamiento)[^.;:()]*)[.;] "
    r"(?P<again>[^:()]*[.;,] (?:repeat|repeated|wiederholen?|répéter|repetir) [0-9]{1,2} ?(?:x|times|mal|fois|veces).*)",
    re.IGNORECASE,
)
_POINT: Final = re.compile(r"(?<=\S)\s+[•·∙]\s+(?=\S)")  # `squats 3x15 • lunges 3x12`
_NAME_AND_COLON: Final = re.compile(r"(?:^|[.;,] +)(?P<name>[^\W\d][^:.;,0-9]{1,40}): ?(?=[0-9])")
_NAME_AND_SENTENCE: Final = re.compile(
    r"(?:^|[.!] +)(?P<name>[A-ZÄÖÜÉ][^:.;,!0-9]{2,40}): (?=[A-ZÄÖÜÉ][^:.]{0,200} )"
)
_LONGEST_TOLD: Final = 1_600
_NUMBER: Final = re.compile("[0-9]")
_DASH: Final = re.compile(r"\s+[\N{EN DASH}\N{EM DASH}-]\s+|;\s+")
# `Squat: 5 x 5 - Deadlift: 4 x 4`, `Squat 3x12, 60s rest; RDL 3x10, 90s rest`
_NAMED_DOSE: Final = re.compile(
    r"\s*[^\W\d][^:0-9]{1,40}:? ?[0-9]{1,2} ?[x\N{MULTIPLICATION SIGN}] ?[0-9][^:]{0,40}", re.IGNORECASE
)
_AMOUNT_NAMED: Final = re.compile(r"[^\W\d]{2}.*[0-9]|[0-9].*[^\W\d]{2}")
_LENGTH: Final = re.compile(r"([0-9]{1,3}) ?(min|s)(?:ec\w*|ek\w*|eg\w*|ut\w*)?(?!\w)", re.IGNORECASE)
_NEXT_NUMBER: Final = re.compile(r"[,;]? (?=[2-9]\) )")
_CLOCK: Final = re.compile(r"([0-9]{1,3}):([0-9]{2})")
_LABEL: Final = re.compile(r"(?<![\w.])(?P<label>[A-D][1-9])[.:)]? (?=[^\W\d])")
_SUPERSETS: Final = ("", "superset", "super set", "superset of", "giant set", "supersatz", "superserie")
_DOSE: Final = r"[^\W\d][^0-9:;,+/&]{1,40} [1-9][0-9]? ?[x\N{MULTIPLICATION SIGN}] ?[1-9][0-9]?"
_IN_SUPERSET: Final = (
    re.compile(
        rf"super ?set:? (?P<first>{_DOSE}) ?(?:[+/&,]|and|with) (?P<second>{_DOSE}(?:, .{{1,40}})?)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<first>{_DOSE}),? super ?set(?:ted)? (?:w/|with) ?(?P<second>{_DOSE}(?:, .{{1,40}})?)",
        re.IGNORECASE,
    ),
)
_NEXT_CLOCK: Final = re.compile(r" [/|] (?=(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-9]{2} )")


def apart(number: int, line: str) -> list[tuple[int, str]]:
    """Return the parts of a line that has several clock times, blocks, days or exercises: `00:00 warm up / 05:00 row`; the first reader that parts it decides."""
    line = _THEN_BELOW.sub("", line)
    readers = (_told_apart, *(_READERS if len(line) <= LONGEST_LINE else ()))
    parts = next((parts for read in readers if len(parts := read(line)) > 1), [line])
    return [(number, part) for part in parts]


def _at_points(line: str) -> list[str]:
    parts = _POINT.split(line)
    return parts if all(map(_AMOUNT_NAMED.search, parts)) else []


def _at_dashes(line: str) -> list[str]:
    parts = _DASH.split(line)
    return parts if all(map(_NAMED_DOSE.fullmatch, parts)) else []


def _at_clocks(line: str) -> list[str]:
    """Part a line at its clock times, which go up: not `5:00 warm up, 3 x 1:00 hard / 1:00 easy`, nor the row of a table."""
    parts = _NEXT_CLOCK.split(line) if line.lstrip()[:1].isdigit() else []
    return parts if _ascend(parts) else []


def _at_numbers(line: str) -> list[str]:
    return _NEXT_NUMBER.split(line) if line.startswith("1) ") else []


def _at_rounds_amid(line: str) -> list[str]:
    return _THEN.split(line) if _ROUNDS_AMID.search(line) else []


def _told_apart(line: str) -> list[str]:
    """Part exercises whose names have sentences behind them, each with an amount: `Bridge: Lie down. ... Cat-cow: Kneel. ...`; none where it is not so."""
    names = [*_NAME_AND_SENTENCE.finditer(line[:_LONGEST_TOLD])]
    parts = _parted(line, names)
    return parts if len(names) > 1 and all(map(_NUMBER.search, parts)) else []


def _named_apart(line: str) -> list[str]:
    """Part exercises with a colon behind each name: `Bridges: 3 sets of 10. Clams: 3 sets of 15`; none where there are no several."""
    names = [*_NAME_AND_COLON.finditer(line)]
    parts = _parted(line, names)
    has_blocks = any(part.count(": ") > 1 for part in parts)  # `Buy in: 1 km. 3 rounds: 15 thrusters`
    return parts if len(names) > 1 and not has_blocks else []


def _parted(line: str, names: Sequence[re.Match[str]]) -> list[str]:
    """Return the parts of a line that begin with these names; none where it begins with something else, or one of them is no name."""
    if not names or names[0].start("name") or any(_is_key(name["name"]) for name in names):
        return []
    begins = [name.start("name") for name in names]
    return [line[at:end].strip(" ,;") for at, end in zip(begins, [*begins[1:], len(line)], strict=True)]


def _is_key(name: str) -> bool:
    """Tell whether a name says how the one before it is done, or opens a part of a block: `rest: 60 s`, `odd: 10 swings`."""
    words = tuple(plain(name).split())
    is_phrase = any(words[:end] in phrases() for end in range(1, len(words) + 1))
    return is_phrase or not {*words}.isdisjoint(LOAD_LABELS | EFFORTS)


def _in_superset(line: str) -> list[str]:
    """Part two exercises that are said to be a superset, as with labels: `Bench 4x10, superset with rows 4x10, 90 s rest`."""
    found = next((found for form in _IN_SUPERSET if (found := form.fullmatch(line.strip()))), None)
    return [] if found is None else [f"A1 {found['first']}", f"A2 {found['second']}"]


def _labelled(line: str) -> list[str]:
    """Part what is done in turn by its labels: `Superset: A1 bench 4x6, A2 row 4x8, 90s rest`."""
    places = [*_LABEL.finditer(line)]
    labels = [place["label"] for place in places]
    if len(places) < 2 or line[: places[0].start()].strip(" :").casefold() not in _SUPERSETS:  # noqa: PLR2004
        return []
    if labels != [f"{labels[0][0]}{number}" for number in range(1, len(labels) + 1)]:
        return []
    ends = [*(place.start() for place in places[1:]), len(line)]
    return [line[place.start() : end].strip(" ,;+&/") for place, end in zip(places, ends, strict=True)]


def _ascend(parts: Sequence[str]) -> bool:
    """Tell whether the clock times that parts begin with go up."""
    clocks = [_CLOCK.match(part.strip()) for part in parts]
    seconds = [int(found[1]) * 60 + int(found[2]) for found in clocks if found]
    return len(seconds) == len(parts) and seconds == sorted(set(seconds))


def _once_and_again(line: str) -> list[str]:
    """Part what is done once before `then` from what is repeated, where it is longer than each part of that, as a warm-up is."""
    if warm := _WARM_UP_FIRST.fullmatch(line.strip()):
        return [warm["once"], warm["again"]]
    found = _ONCE_THEN.fullmatch(line.strip())
    if not found:
        return []
    lengths_s = [
        int(number) * (60 if unit.casefold() == "min" else 1)
        for number, unit in _LENGTH.findall(found["again"])
    ]
    once_s = int(found["length"]) * 60
    is_warm_up = len(lengths_s) > 1 and once_s > max(lengths_s)
    return [found["once"], found["again"]] if is_warm_up else []


_READERS: Final[tuple[Callable[[str], list[str]], ...]] = (
    _at_points,
    _at_dashes,
    _named_apart,
    _at_numbers,
    _at_clocks,
    _NEXT_BLOCK.split,
    _at_rounds_amid,
    _once_and_again,
    swum_apart,
    _labelled,
    _in_superset,
)
