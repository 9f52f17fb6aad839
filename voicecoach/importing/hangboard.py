"""The short notation for hangboards: `Half crimp: 6x 7:3 x3 / 150` is 6 hangs of 7 s on, 3 s off; 3 sets, 150 s between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.words import clean
from voicecoach.importing.writer import Step, Writer, lines_of
from voicecoach.language.values import Problem, duration_ms
from voicecoach.units import MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from voicecoach.importing.model import Imported
    from voicecoach.source import SourceText

LEAD_IN: Final = "15s"
_LONGEST_LINE: Final = 300
_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,3})?"
_TIME = rf"(?:[0-9]{{1,3}}m[0-9]{{1,2}}s|[0-9]{{1,3}}:[0-5][0-9]|{_NUMBER} ?(?:seconds?|secs?|s|minutes?|mins?|m|''|\"|')?)(?![\w.])"
_SHORT = rf"{_NUMBER} ?(?:seconds?|secs?|s)?(?![\w.](?<![xX×]))"  # noqa: RUF001 - the author's sign
_TIMES = "[xX×]"  # noqa: RUF001 - the author's sign
# 6x 7:3 x3 / 150, or 6x 10 / 180: single hangs with a rest between
_PLAN = re.compile(
    rf"(?<!\S)(?P<count>[0-9]{{1,3}}) ?{_TIMES} ?(?P<on>{_SHORT})(?: ?: ?(?P<off>{_SHORT}))?"
    rf"(?: ?{_TIMES} ?(?P<sets>[0-9]{{1,3}})(?![\w.]))?(?: ?/ ?(?P<rest>{_TIME}))?(?= |$)"
)
# 3x 6x Hang @20mm 7:3:150: sets, hangs, name, on, off, rest
_LONG_PLAN = re.compile(
    rf"(?P<sets>[0-9]{{1,3}}){_TIMES} (?P<count>[0-9]{{1,3}}){_TIMES} ?(?P<name>\S.{{0,200}}) "
    rf"(?P<on>{_SHORT}):(?P<off>{_SHORT}):(?P<rest>{_TIME})"
)
# Half crimp: 5 x 7/3, 3 sets, 3 min rest; Open hand: 6x(7s on, 3s off) x3, rest 2:30; 2 sets x 6 reps (7s on/3s off)
_WORDED = re.compile(
    rf"(?<!\S)(?:(?P<sets_first>[0-9]{{1,3}}) sets? ?{_TIMES}? ?)?(?P<count>[0-9]{{1,3}}) ?(?:reps?|{_TIMES}) ?\(? ?"
    rf"(?P<on>{_SHORT})(?: on)? ?[/:,] ?(?P<off>{_SHORT})(?: off)? ?\)?"
    rf"(?: ?{_TIMES} ?(?P<sets>[0-9]{{1,3}})(?![\w.])|, ?(?P<sets_after>[0-9]{{1,3}}) sets?)?"
    rf"(?:, ?(?:rest (?P<rest>{_TIME})|(?P<rest_first>{_TIME}) rest))?$",
    re.IGNORECASE,
)
# Max hangs: 5 x 10s, 3min rest; Density: 3 x 30s hang / 30s rest
_SINGLE = re.compile(
    rf"(?<!\S)(?P<count>[0-9]{{1,3}}) ?{_TIMES} ?(?P<on>{_TIME})(?: hangs?)? ?[,/] ?"
    rf"(?:rest (?P<rest>{_TIME})|(?P<rest_first>{_TIME}) rest)$",
    re.IGNORECASE,
)
# 2x MAXHang @20mm W+8kg 8(3):180s: single hangs of 8 s, (3) in reserve, and 180 s between
_RESERVE = re.compile(
    rf"(?P<count>[0-9]{{1,3}}){_TIMES} (?P<name>\S.{{0,200}}) (?P<on>{_SHORT})\((?P<reserve>[0-9]{{1,2}})\):(?P<rest>{_TIME})"
)


class Plan(Struct, frozen=True, kw_only=True):
    """One line: `count` hangs a set. Without `off_ms` they are single hangs with `rest_ms` between."""

    name: str
    count: int
    on_ms: int
    off_ms: int | None
    sets: int
    rest_ms: int


def read_plan(line: str) -> Plan | None:
    """Return what a line of the notation says, or None where it is no such line."""
    text = " ".join(line.split())
    if len(text) > _LONGEST_LINE:
        return None
    if found := _LONG_PLAN.fullmatch(text):
        name = found["name"]
    elif found := _RESERVE.fullmatch(text):
        name = f"{found['name']}, {found['reserve']} in reserve"
    elif found := _WORDED.search(text) or _SINGLE.search(text) or _PLAN.search(text):
        before, after = text[: found.start()].strip(" :-–—"), text[found.end() :].strip(" :-–—")  # noqa: RUF001
        name = f"{before}, {after}" if before and after else before or after
        if not _any(found, "off") and not _any(found, "rest"):
            return None  # `3 x 10` could be anything
    else:
        return None
    off = _any(found, "off")
    on_ms, rest_ms = _ms(found["on"]), _ms(_any(found, "rest") or "0")
    off_ms = _ms(off) if off else None
    count, sets = int(found["count"]), int(_any(found, "sets") or 1)
    if not (on_ms and count and sets) or rest_ms is None or (off and off_ms is None):
        return None
    return Plan(name=name, count=count, on_ms=on_ms, off_ms=off_ms, sets=sets, rest_ms=rest_ms)


def _any(found: re.Match[str], group: str) -> str:
    """Return what the line says of this, before or after; an empty text where it says nothing."""
    groups = found.groupdict()
    return next(
        (groups[name] for name in (group, f"{group}_first", f"{group}_after") if groups.get(name)), ""
    )


def _ms(words: str) -> int | None:
    """Return a duration that the patterns above let through, None where it is longer than any can be; `'` are minutes, `''` seconds."""
    plain = words.replace("''", "s").replace('"', "s").replace("'", "m")
    found = duration_ms(plain)
    if isinstance(found, Problem):
        found = duration_ms(found.suggestion)
    return found if isinstance(found, int) else None


def import_hangboard(source: SourceText) -> Imported:
    writer = Writer(source, kind="hangboard notation")
    title = ""
    plans: list[tuple[int, Plan]] = []
    for number, line in enumerate(lines_of(source), start=1):
        words = line.strip().removeprefix("+ ").removeprefix("- ").lstrip("# ")
        plan = read_plan(words)
        if plan is not None and not line.lstrip().startswith("#"):
            plans.append((number, plan))
        elif words and not plans and not title:
            title = writer.words(words, number, "the title", spoken=False)
        elif words and not line.lstrip().startswith("#"):
            writer.note(number, f"no hangs such as `6x 7:3 x3 / 150`: `{clean(words).text[:60]}`")
    steps: list[Step] = [{"lead-in": LEAD_IN}] if plans else []
    for index, (number, plan) in enumerate(plans):
        steps.append(_step(writer, plan, number))
        if index + 1 < len(plans) and plan.rest_ms:
            writer.count(number, duration_ms=plan.rest_ms)
            steps.append({"rest": format_duration_ms(plan.rest_ms)})
    return writer.routine(steps, title=title)


def _step(writer: Writer, plan: Plan, line: int) -> Step:
    name = writer.words(plan.name, line, "a name")
    sets = plan.sets if plan.off_ms is not None else plan.count * plan.sets
    step: Step
    if plan.off_ms is None:
        writer.count(line, duration_ms=plan.on_ms + plan.rest_ms, times=2 * sets)
        step = {"hold": name or "Hang", "for": format_duration_ms(plan.on_ms)}
    else:
        # A set's last off time counts here though it is left out: only the limit asks.
        per_hang_ms = plan.on_ms + plan.off_ms + -(-plan.rest_ms // plan.count)
        writer.count(line, duration_ms=per_hang_ms, times=2 * plan.count * sets)
        hangs = f"{plan.count} x {format_duration_ms(plan.on_ms)}:{format_duration_ms(plan.off_ms)}"
        step = {"hangs": hangs, **({"name": name} if name else {})}
    if sets > 1:
        step |= {"sets": str(sets), "rest": format_duration_ms(plan.rest_ms)}
        if not plan.rest_ms:
            writer.note(line, "there is no rest between the sets")
    if plan.off_ms is not None and plan.off_ms < MS_PER_S:
        writer.note(line, "an off time of less than a second leaves no room for a count")
    return step
