"""How a piece of a line is written anew, and what the patterns of such pieces have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.language.words import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_MINUTE_S: Final = 60
_LONGEST_COUNTDOWN: Final = 30
_WIDEST_RANGE: Final = 3
_LONGEST_HOLD_S: Final = 14  # within a rep
SHARED: Final = r"(?:dehnen|dehnung|dehnübungen|stretch|stretches|stretching|mobility|mobilität|étirements?|étirer|estiramientos?|estirar|hold|core|abs|planks)"
UNIT: Final = (
    r"(?:s|secs?|seconds?|sek|sekunden|segundos?|seg|secondes?|m|mins?|minutes?|minuten|minutos?|'|\"|'')"
)
UNIT_WORD: Final = (
    r"(?:s|secs?|seconds?|sek|sekunden|segundos?|seg|secondes?|mins?|minutes?|minuten|minutos?)"
)
REST: Final = r"(?:rest|recovery|pause|repos|récup|recup|descanso|pausa)"
A_REST: Final = rf"(?:{REST} [0-9:]+ ?{UNIT}|[0-9:]+ ?{UNIT} {REST})"
SECONDS: Final = r"(?:s|secs?|seconds?|sek|sekunden|segundos?|seg|secondes?)"
EVERY: Final = r"(?:every|alle|toutes les|cada)"
MINUTE: Final = r"(?:min|minutes?|minuten?|minutos?)"


def countdown(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    if not 1 <= last < first <= _LONGEST_COUNTDOWN or first - last < 2:  # noqa: PLR2004 - a ladder has three rungs
        return found[0]
    return "-".join(map(str, range(first, last - 1, -1)))


def equal_rungs(found: re.Match[str]) -> str:
    """Read `3-3-3-3-3` as five sets of three."""
    return f"{found[0].count('-') + 1} x {found['rung']}"


def each(found: re.Match[str]) -> str:
    """Give each of several names the amount that stands before them all."""
    names = [name.strip(" .") for name in re.split(r"[,;/+]|(?<!\w)(?:and|und|et|y|&)(?!\w)", found["names"])]
    if len(names) < 2 or not all(names):  # noqa: PLR2004 - `30 s each: plank` is one
        return found[0]
    named = ", ".join(f"{found['amount']} {name}" for name in names)
    return f"{found['label'] or ''}{named}{found['after'] or ''}"


def shared(found: re.Match[str]) -> str:
    """Give each of the names the amount and the sides that stand before them: `Stretch 30 s each side: calves, quads`."""
    names = [name.strip(" .") for name in re.split(r"[,;/+]|(?<!\w)(?:and|und|et|y|&)(?!\w)", found["names"])]
    if len(names) < 2 or not all(names):  # noqa: PLR2004 - what is said of one
        return found[0]
    said = found["both"] or found["sides"] or found["after"] or ""
    sides = "" if said.casefold() in {"", "je", "each"} else f" {said}"
    return ", ".join(f"{found['amount']} {name}{sides}" for name in names)


def on_off_of_a_minute(found: re.Match[str]) -> str:
    """Read `7:53 x 5`, which is a minute in all, as on and off."""
    return f"{found[1]}/{found[2]} " if int(found[1]) + int(found[2]) == _MINUTE_S else found[0]


_FINGERS: Final = {"2": "two", "3": "three", "4": "four"}


def fingers(found: re.Match[str]) -> str:
    return f"{_FINGERS.get(found[1], found[1])} finger"


_HALF: Final = ("half", "halb", "moit", "mitad")
_SECONDS: Final = 10  # tenths


def times_in_turn(found: re.Match[str]) -> str:
    """Read `1-2-3-2-1 min hard` as five times, with a recovery of a share of each between them where it is said."""
    what, unit, numbers = found["what"], found[2], found[1].split("-")
    label = found[0][: found.start(1) - found.start()].rstrip(": ")
    if found["share"]:
        is_half = found["share"].casefold().startswith(_HALF)
        scale = _SECONDS if unit.casefold().startswith("s") else _SECONDS * 60
        turns = (
            f"{number} {unit} {what or label}, rest {int(number) * scale // (2 if is_half else 1) / _SECONDS:g} s"
            for number in numbers
        )
        return ", ".join(turns).rpartition(", rest")[0]
    times = ", ".join(f"{number} {unit}" for number in numbers)
    return f"{what or label}: {times}" if what or label else times


_NO_PAIR: Final = re.compile(rf"(?<!\w)(?:on|off|work|hang|an|aus|{REST})(?!\w)|[0-9] ?x", re.IGNORECASE)


def crossed_pair(found: re.Match[str]) -> str:
    """Read `run 3:00 / walk 1:00 x 6` as six times both."""
    if any(_NO_PAIR.search(found[part]) for part in ("first", "second")):
        return found[0]
    if not re.search(r"[^\W\d]{3}", found["second"]):
        return found[0]  # `40 s / 20 s x 8`
    return f"{found['count']} x ({found['first'].strip()} / {found['second'].strip()})"


def nested_pair(found: re.Match[str]) -> str:
    """Read the `(6 x 30 s fast / 30 s slow)` of `2 x (6 x …)` as six times both."""
    made = crossed_pair(found)
    return f"({made})" if made != found[0] else made


def repeated_amrap(found: re.Match[str]) -> str:
    """Read `AMRAP 4 min x 3, 1 min rest between: …` as three rounds of it."""
    head = f"{found['count']} rounds: AMRAP {found['length']}: {found['list'] or ''}"
    return f"{head}, {found['rest']} between rounds" if found["rest"] else head


def distances(found: re.Match[str]) -> str:
    """Read `3 x 400/800/800` and `400 - 800 - 1 mile` as ways of so many metres, one after the other."""
    ways = [way.strip() for way in re.split(r"[/-]", found["list"])]
    listed = [f"{way}m" if way.isdigit() else way for way in ways]
    if found.groupdict().get("jog"):
        return f", {found['jog']}m {found['how']}, ".join(listed)
    if found.groupdict().get("rest"):
        return f", {found['rest']}, ".join(listed)
    return f"{found['ahead']}({' / '.join(listed)})" if found["ahead"] else ", ".join(listed)


def rungs(found: re.Match[str]) -> str:
    return "-".join(number for number in found.groups() if number)


def by_ratio(found: re.Match[str]) -> str:
    """Read `8 x 30s, 1:2 rest` as a rest that is so many times as long as the work."""
    rest = f"{float(found['work']) * int(found['times']):g}"
    return f"{found['before']}{found['work']} {found['unit']}{found['name']}, {rest} {found['unit']} rest"


def each_clock_time(found: re.Match[str]) -> str:
    """Read `0:00, 5:00, 10:00` as every five minutes, three times."""
    clock = [one.split(":") for one in re.split(r" ?[,/&+] ?", found["times"])]
    seconds = [int(minutes) * _MINUTE_S + int(rest) for minutes, rest in clock]
    each = seconds[1] - seconds[0]
    is_even = each > 0 and seconds == [each * at for at in range(len(seconds))]
    return f"every {each} s x {len(seconds)}" if is_even else found[0]


def dashed(found: re.Match[str]) -> str:
    return re.sub("[,/]", "-", found[0])


def hold_in_sets(found: re.Match[str]) -> str:
    """Read `hold 5 seconds, repeat 10 times, 3 sets` as sets of reps that are held; what is held for longer as so many holds."""
    seconds, unit, reps, sets = found.groups()
    if int(seconds) <= _LONGEST_HOLD_S:
        return f"{sets} sets of {reps} reps, hold {seconds} {unit}"
    return f"{sets} x {reps} x {seconds} {unit} hold"


def held_in_turn(found: re.Match[str]) -> str:
    """Read `8-6-4, 10 second holds` as so many holds, then fewer."""
    return ", ".join(
        f"{found['name']}{found['behind']} {count} x {found['hold']} s" for count in found["list"].split("-")
    )


def in_sets_of(found: re.Match[str]) -> str:
    """Read `100 swings in sets of 10` as ten sets; `100 in sets of 30` as it stands."""
    sets, left = divmod(int(found["all"]), int(found["reps"]))
    return f"{sets} x {found['reps']} {found['name']}" if sets > 1 and not left else found[0]


def counts_of_breath(found: re.Match[str]) -> str:
    """Read `inhale for 4 counts` and `hold for a count of 5`: a second each."""
    return f"{found[1] or found[3]} {found[2] or found[4]} s"


_ARROWS: Final = r"[,;+/>]|-+>|\N{RIGHTWARDS ARROW}|(?<!\w)(?:and|und|et|y)(?!\w)"


def reps_of_each(found: re.Match[str]) -> str:
    """Read `4 rounds x 5 reps each: swing, clean` as rounds of so many of each."""
    names = [name.strip() for name in re.split(_ARROWS, found["names"]) if name.strip()]
    if len(names) < 2:  # noqa: PLR2004 - `3 sets of 10 each: lunges` are of each side
        return found[0]
    listed = ", ".join(f"{found['reps']} {name}" for name in names)
    return f"{found['rounds']} rounds: {listed}{found['behind'].replace('.', ',', 1)}"


def range_of_times(found: re.Match[str]) -> str:
    """Read `20s-30s` as a range; `20s-10s`, and `10s-50s`, can be a time on and one off."""
    low, high = int(found["low"]), int(found["high"])
    return f"{low}-{high}{found['unit']}" if low < high <= _WIDEST_RANGE * low else found[0]


def loads_first(found: re.Match[str]) -> str:
    """Read `Bench 135x10, 155x8` and `Snatch: 70%x3, 80%x1x3` as sets of one exercise: load, reps, sets."""
    listed = (_parted("[x\N{MULTIPLICATION SIGN}]", one) for one in _parted("[,;/]", found["list"]))
    return _one_after_the_other([(load, reps, *sets) for load, reps, *sets in listed], found)


def reps_first(found: re.Match[str]) -> str:
    """Read `Deadlift 5 @ 100 kg, 3 @ 110 kg` as sets of one exercise."""
    listed = (_parted("(?: reps?)? ?@", one) for one in _parted("[,;/]", found["list"]))
    return _one_after_the_other([(load, reps) for reps, load in listed], found)


def _parted(sign: str, text: str) -> list[str]:
    return [part.strip() for part in re.split(sign, text, flags=re.IGNORECASE)]


def _one_after_the_other(sets: Sequence[tuple[str, ...]], found: re.Match[str]) -> str:
    """Return what each set is: its load, its reps, and how often where it is done more than once, with the rest between them."""
    said = [
        f"{''.join(f'{one} x ' for one in times)}{reps} {found['name']} @ {load}"
        for load, reps, *times in sets
    ]
    if not found["rest"]:
        return ", ".join(said)
    is_repeated = len(sets[-1]) > 2  # noqa: PLR2004 - load, reps and how often
    return f", {found['rest']}, ".join(said) + (f", {found['rest']}" if is_repeated else "")


def listed_minutes(found: re.Match[str]) -> str:
    """Read `EMOM 15 1: 12 cal row 2: 10 burpees` as what is done in minutes that come in turn."""
    done = re.split(r"[, ]*[1-4][:.)] ", found["list"])[1:]
    return _minutes(found["head"], done)


def minutes_in_turn(found: re.Match[str]) -> str:
    """Read `EMOM 12, alternating: 10 swings / 8 burpees` as what is done in minutes that come in turn."""
    done = re.split(r" ?[/;&+,] ?| and | und | et | y ", found["list"], flags=re.IGNORECASE)
    return _minutes(found["head"], done)


def _minutes(head: str, done: Sequence[str]) -> str:
    return f"{head}: " + ", ".join(f"min {number}: {one}" for number, one in enumerate(done, start=1))


def times(found: re.Match[str]) -> str:
    return f"{number_of(found[1])} x "


def rounds_of(found: re.Match[str]) -> str:
    """Read `do two repetitions of the following` as rounds."""
    number = int(found[1]) if found[1].isdigit() else number_of(found[1].casefold())
    return f"{number} rounds" if number else found[0]


def so_many(found: re.Match[str]) -> str:
    """Read `five near-maximal 7-second hangs` as so many times as long."""
    number = int(found[1]) if found[1].isdigit() else number_of(found[1].casefold())
    return f"{number} x {found[3]} {found[4]} {found[2]}{found[5]}" if number else found[0]


def times_behind(found: re.Match[str]) -> str:
    """Read `for six times` as `x 6`."""
    number = int(found[1]) if found[1].isdigit() else number_of(found[1].casefold())
    return f" x {number}" if number else found[0]


def digits(found: re.Match[str]) -> str:
    return f"{number_of(found[1]) or found[1]} {found[2]}"
