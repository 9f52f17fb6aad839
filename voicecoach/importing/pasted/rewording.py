"""What is written in ways of its own, in those that the readers know: `R=90s` is `rest 90s`, `10 to 1` is `10-9-8-7-6-5-4-3-2-1`.

And what a line says that is no part of the workout: how often a day, in teams of how many.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.language.words import number_of

if TYPE_CHECKING:
    from collections.abc import Callable

_MINUTE_S: Final = 60
_LONGEST_COUNTDOWN: Final = 30
_TIMES: Final = r"(?:[0-9]{1,2}(?:-[0-9]{1,2})?|once|twice|one|two|three|einmal|zweimal|dreimal|une?|deux|trois|una|dos|tres)"
_PER: Final = r"(?:(?:x|times|mal|fois|veces|vez) ?)?(?:/ ?|a |an |per |each |every |daily|am |pro |täglich|par |al |a la |por )"
_OFTEN: Final = re.compile(
    rf"[,;.(]?\s*(?:(?:do|repeat|perform|machen|faire|hacer)(?: this| these| it)? )?(?<![\w:.]){_TIMES} ?"
    rf"(?:{_PER}(?:day|week|tag|woche|jour|semaine|día|dia|semana|d|wk)|(?:x|times|mal|fois|veces)? ?(?:daily|weekly|täglich|wöchentlich))(?!\w)\)?",
    re.IGNORECASE,
)
_EVERY_HOURS: Final = re.compile(
    r"[,;.(]?\s*(?<!\w)(?:every|alle|toutes les|cada) (?:[0-9]{1,2}(?:-[0-9]{1,2})? )?(?:hours?|hrs?|h|stunden?|heures?|horas?)(?!\w)\)?",
    re.IGNORECASE,
)
_TOGETHER: Final = re.compile(
    r"(?:,?\s*(?<!\w)(?:in )?(?:teams? of (?:[0-9]|two|three|four)|pairs|with a partner|zu zweit|im team|en équipes? de [0-9]|"
    r"par équipes? de [0-9]|en parejas?|en equipos? de [0-9]))(?!\w)[,:]?",
    re.IGNORECASE,
)

_PARTS: Final = re.compile(
    r"(?<![\w.:-])[0-9]{1,2} (?:exercises|stations|movements|übungen|stationen|exercices|postes|ejercicios|estaciones)(?: each)?(?=[,;:]|$)[,;]?",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"^(?:(?:[0-9]{1,3}[- ]day [\w -]{0,30}? )?(?:day|tag|jour|día) ?[0-9]{1,3}|(?:[\w-]+ ){0,4}?(?:c25k|couch to 5k|week|wk|w|woche|semaine|semana) ?[0-9]{0,2}(?: ?,? ?(?:day|d|tag|jour|día|workout|session) ?[0-9]{1,2})?(?: ?w[0-9]{1,2}d[0-9]{1,2})?) ?[:-] (?=.*[0-9])",
    re.IGNORECASE,
)
_LABEL_OF_PAIR: Final = re.compile(
    r"^[^:;,]{1,40}: (?=[0-9:.,]+ ?[^\W\d_]+ on [0-9:.,]+ ?[^\W\d_]+ off$)", re.IGNORECASE
)
_PROTOCOL: Final = re.compile(
    r"^(?:norwegian )?[0-9]x[0-9] (?:norwegian|intervals?|protocol|method|hiit|workout)[^:,;0-9]{0,30}: (?=.*[0-9].*[0-9])|(?: ?/)? ?[0-9]{1,2} ?s? in reserve(?!\w)",
    re.IGNORECASE,
)
# What is done within a longer time: `45 min easy w/ 6 x 20 s strides`.
_WITHIN: Final = re.compile(
    r"(?<=[^\W\d]) (?:w/|with|incl?\.?|including|mit|inkl\.?|avec|con) [0-9]{1,2} ?x ?[0-9]{1,3} ?(?:s|secs?|seconds?|m|meters|metres)(?!\w)[^,;]*(?<![0-9])$",
    re.IGNORECASE,
)
_LONG: Final = re.compile(r"[1-9][0-9]+ ?(?:min|'|m(?!\w))|[0-9] ?(?:h|hour|std)")
_SHARED: Final = r"(?:dehnen|dehnung|dehnübungen|stretch|stretches|stretching|mobility|mobilität|étirements?|étirer|estiramientos?|estirar|hold|core|abs|planks)"

_UNIT: Final = (
    r"(?:s|secs?|seconds?|sek|sekunden|segundos?|seg|secondes?|m|mins?|minutes?|minuten|minutos?|'|\"|'')"
)
_UNIT_WORD: Final = (
    r"(?:s|secs?|seconds?|sek|sekunden|segundos?|seg|secondes?|mins?|minutes?|minuten|minutos?)"
)
_REST: Final = r"(?:rest|recovery|pause|repos|récup|recup|descanso|pausa)"
_MINUTE: Final = r"(?:min|minutes?|minuten?|minutos?)"


def _countdown(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    if not 1 <= last < first <= _LONGEST_COUNTDOWN or first - last < 2:  # noqa: PLR2004 - a ladder has three rungs
        return found[0]
    return "-".join(map(str, range(first, last - 1, -1)))


def _each(found: re.Match[str]) -> str:
    """Give each of several names the amount that stands before them all."""
    names = [name.strip(" .") for name in re.split(r"[,;/+]|(?<!\w)(?:and|und|et|y|&)(?!\w)", found["names"])]
    if len(names) < 2 or not all(names):  # noqa: PLR2004 - `30 s each: plank` is one
        return found[0]
    named = ", ".join(f"{found['amount']} {name}" for name in names)
    return f"{found['label'] or ''}{named}{found['after'] or ''}"


def _shared(found: re.Match[str]) -> str:
    """Give each of the names the amount and the sides that stand before them: `Stretch 30 s each side: calves, quads`."""
    names = [name.strip(" .") for name in re.split(r"[,;/+]|(?<!\w)(?:and|und|et|y|&)(?!\w)", found["names"])]
    if len(names) < 2 or not all(names):  # noqa: PLR2004 - what is said of one
        return found[0]
    said = found["both"] or found["sides"] or found["after"] or ""
    sides = "" if said.casefold() in {"", "je", "each"} else f" {said}"
    return ", ".join(f"{found['amount']} {name}{sides}" for name in names)


def _on_off_of_a_minute(found: re.Match[str]) -> str:
    """Read `7:53 x 5`, which is a minute in all, as on and off."""
    return f"{found[1]}/{found[2]} " if int(found[1]) + int(found[2]) == _MINUTE_S else found[0]


def _sets_listed(found: re.Match[str]) -> str:
    """Read `5, 5, 5` as three times five, and `5, 4, 3` as a ladder."""
    numbers = re.findall(r"[0-9]+", found[0])
    return f"{len(numbers)} x {numbers[0]}" if len(set(numbers)) == 1 else "-".join(numbers)


_FINGERS: Final = {"2": "two", "3": "three", "4": "four"}


def _fingers(found: re.Match[str]) -> str:
    return f"{_FINGERS.get(found[1], found[1])} finger"


def _with_units(found: re.Match[str]) -> str:
    """Read `90, 60, 30 seconds` as three times."""
    return ", ".join(f"{number} {found[2]}" for number in re.findall(r"[0-9]+", found[1]))


def _times_in_turn(found: re.Match[str]) -> str:
    """Read `1-2-3-2-1 min hard` as five times."""
    what = found["what"]
    times = ", ".join(f"{number} {found[2]}" for number in found[1].split("-"))
    return f"{what}: {times}" if what else times


_NO_PAIR: Final = re.compile(rf"(?<!\w)(?:on|off|work|hang|an|aus|{_REST})(?!\w)|[0-9] ?x", re.IGNORECASE)


def _crossed_pair(found: re.Match[str]) -> str:
    """Read `run 3:00 / walk 1:00 x 6` as six times both."""
    if any(_NO_PAIR.search(found[part]) for part in ("first", "second")):
        return found[0]
    if not re.search(r"[^\W\d]{3}", found["second"]):
        return found[0]  # `40 s / 20 s x 8`
    return f"{found['count']} x ({found['first'].strip()} / {found['second'].strip()})"


def _nested_pair(found: re.Match[str]) -> str:
    """Read the `(6 x 30 s fast / 30 s slow)` of `2 x (6 x …)` as six times both."""
    made = _crossed_pair(found)
    return f"({made})" if made != found[0] else made


def _repeated_amrap(found: re.Match[str]) -> str:
    """Read `AMRAP 4 min x 3, 1 min rest between: …` as three rounds of it."""
    head = f"{found[2]} rounds: AMRAP {found[1]}: {found['list'] or ''}"
    return f"{head}, {found['rest']} between rounds" if found["rest"] else head


def _rungs(found: re.Match[str]) -> str:
    return "-".join(number for number in found.groups() if number)


def _times(found: re.Match[str]) -> str:
    return f"{number_of(found[1])} x "


def _digits(found: re.Match[str]) -> str:
    return f"{number_of(found[1]) or found[1]} {found[2]}"


_REWORDED: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), new)
    for pattern, new in (
        (r"(?<![\w/&.@-])(?<![^\W\d_]{3} )r(?:i|\.)? ?[=:] ?(?=[0-9:])", "rest "),
        (r"(?<=[0-9'\"sn]) ?(?-i:r)(?=$|[,;)])", " rest"),
        (r"(?<=[,;(] )r ?(?=[0-9]{1,3} ?(?:s|'|\"|min|sec))", "rest "),
        (r"(?<=[0-9]) c/? (?=[0-9]{1,2} ?(?:s|sec|\"|''))", " with "),
        (
            rf"(?<=[,;] )([0-9:.]+ ?{_UNIT}\.?) (?!{_REST})[^\W\d][^,;:()]{{1,20}}? (?:in between|between|dazwischen)$",
            r"\1 rest between",
        ),
        (r",? ?(?<!\w)(?:not for time|nft)(?!\w)", ""),
        (
            r",? ?(?<!\w)(?:no|without|ohne|keine|sans|sin) (?:rest|pause|repos|descanso)(?: between(?: \w+)?)?(?!\w)",
            "",
        ),
        (
            rf"^amrap ([0-9:]+ ?{_UNIT}?) ?x ?([0-9]{{1,2}})(?:[,;]? (?:with |w/ )?(?P<rest>{_REST} [0-9:]+ ?{_UNIT}|[0-9:]+ ?{_UNIT} {_REST})(?: between(?: \w+)?)?)?(?:: (?P<list>.+))?$",
            _repeated_amrap,
        ),
        (r"(?<!\w)(rec|récup|recup)\. ?(?=[0-9])", r"\1 "),
        (r"(?<![\d.:/-])([0-9]{1,2}) (?:down )?(?:to|bis|à|a|hasta) ([0-9]{1,2})(?= [^\W\d])", _countdown),
        (r"(?<=[0-9]) ?x ?amrap(?!\w)", " x max"),
        (
            (
                rf"^(?P<label>[^\W\d][^:0-9]{{0,30}}: )?(?P<amount>[0-9:.,]+ ?{_UNIT}?|[0-9]+ ?(?:reps|wdh|wiederholungen|répétitions|repeticiones)) "
                r"(?:each of|of each|each|per exercise|pro übung|je übung|jeweils|de chaque|chacun|cada uno|de cada)(?: of)? ?[:-]? ?"
                r"(?P<names>[^\W\d][^0-9:.(]{2,200})(?P<after>$|\. .*)"
            ),
            _each,
        ),
        # at each of several stations
        (
            (
                rf"(?<![\w.,:])([0-9:.,]+ ?{_UNIT}) (?:(?:at|per|on|for|in) )?(?:each |every |per |pro |je |par |por |chaque |cada )?"
                r"(?:station|exercise|movement|übung|exercice|poste|atelier|ejercicio|estación)(?!\w)"
            ),
            r"\1 on 0s off",
        ),
        (
            rf"(?<![\w.,:])([0-9:.,]+ ?{_UNIT}) (?:each|jeweils|chacun|cada uno)[,;] ?([0-9:.,]+ ?{_UNIT}) {_REST}(?: between)?(?!\w)",
            r"\1 on \2 off",
        ),
        (r"(?<![\w.])([1-9]) (?:grips|griffe|prises|agarres)(?!\w)", r"\1 sets"),
        (r"(?<!\w)between grips(?!\w)", "between sets"),
        (r"(?<!\w)(front|back|middle|mid) (?:3|three)(?![\w.:/])", r"\1 three"),
        (r"(?<!\w)(front|back|middle|mid) (?:2|two)(?![\w.:/])", r"\1 two"),
        # one amount for several names
        (
            (
                rf"^{_SHARED}(?:[:,]? (?P<sides>je seite|pro seite|jede seite|each side|per side|par côté|por lado|each|je))?:? "
                rf"(?:(?:je|each|for|jeweils) )?(?P<amount>[0-9:.,]+ ?{_UNIT})(?: (?P<after>each side|per side|je seite|pro seite|par côté|por lado|each))?: "
                r"(?P<names>[^\W\d][^0-9:.(]{2,200}?)(?: ?\((?P<both>both sides|each side|per side|je seite|beide seiten|pro seite|par côté|por lado)\))?$"
            ),
            _shared,
        ),
        (r"^([1-9][05])/([1-9]?[05])$", r"\1s on \2s off"),
        (r",? ?(?<!\w)each for time(?!\w)", ""),
        (
            r"(?<![\w.])([0-9]{1,2}) (?:sets|rounds|sätze|séries|series) (?:of|à|de|mit) (?=max(?!\w))",
            r"\1 x ",
        ),
        (
            r"(?:and )?(?:do|did|repeat|perform) (?:that|this|it|these|the above|all|everything)(?: for)? ([0-9]{1,2}) ?(?:x|times|rounds)(?!\w)",
            r"repeat \1 times",
        ),
        (r"^I (?:(?:usually|just|then|like to) )?(?:do |did )?(?=[0-9]|[^\W\d]{3})", ""),
        (r"(?<!\w)([5-9]|10|12):([45][0-9]) ?(?=x ?[0-9])", _on_off_of_a_minute),
        (
            r"^(?:hiit|circuit|intervals|intervalltraining|intervalle|zirkel|cardio|bodyweight) ([1-9][05])/([1-9]?[05])[ ,:;x-]+([0-9]{1,2}) (rounds|runden|tours|rondas)$",
            r"\3 \4, \1s on \2s off",
        ),
        (r"(?<!\w)(hard|fast|schnell|zügig|fuerte|vite) (?=[0-9:]+ ?(?:min|s|sec|m|')\w* )", r"\1, "),
        (r"(?:^|(?<=[:.] ))(?:perform|complete|do|execute) (?=[0-9])", ""),
        (r"(?<!\w)holding (?=[0-9])", "hold "),
        (r"^e ?([0-9]{2,3}) ?s(?:ec)?(?= ?(?:x|for|:|,|[0-9]))", r"every \1 s"),
        (r"(?<![\d.,:])[0-9]{1,2}(?:, ?[0-9]{1,2}){2,}(?![\d.,:%]| ?[^\W\d])", _sets_listed),
        (
            rf"(?<=[\w'\"%)]) (?:with|w/|mit|avec|con) ([0-9:.]+ ?{_UNIT}) (?:of )?(walk|walking|jog|jogging|float|easy|gehen|traben|marche|trot|caminar|trote)(?: (?:recovery|rec|rest|recoveries|pause))?(?: (?:in )?between(?: each)?)?(?!\w)",
            r", \1 \2 recovery",
        ),
        (
            r"(?<![\d:/.])([0-9]{1,2})/([0-9]{1,2}) (repeaters?)[, ]+([0-9]) sets (?:of|x) ([0-9]{1,2})(?![\d:])",
            r"\3 \4 sets x \5 x \1s/\2s",
        ),
        (
            r"((?<!\w)z[1-7]|%(?: (?:ftp|hr|lthr|pace))?) (?=[0-9]{1,3} ?(?:s|m|min|sec)(?:[0-9]{1,2}s)? (?:[0-9]{2,3}(?:-[0-9]{2,3})?%|z[1-7]))",
            r"\1, ",
        ),
        # loads for men and women
        (r"(?<=[^\W\d]), ?((?:[4-9][0-9]|[1-3][0-9]{2})/(?:[3-9][0-9]|[1-3][0-9]{2}))$", r" (\1 lb)"),
        # a send-off
        (
            r"^([0-9]{1,2}) ?x ?([0-9]{2,4}) ?m((?: [^0-9:]{1,60})?) on (?:the )?([0-9]{0,2}:[0-9]{2})$",
            r"every \4 x \1: \2 meters\3",
        ),
        (r'^"([^"]{1,40})" (?=[0-9])', r"\1: "),
        (r"[, ]*= ?(?:1|one|a) (?:set|round)(?!\w)[.;,]?", ","),
        (r"(?<=[0-9)'\"ms] )r(?=[0-9]{1,3} ?(?:s|'|\"|min|sec))", "rest "),
        (r"(?<![\w.])([0-9]{1,2}) ?(?:x|times) through(?!\w)", r"\1 rounds"),
        (r"^w/?u(?=[:. -])", "warm-up"),
        (r"^c/?d(?=[:. -])", "cool-down"),
        (r"^m/?s(?=[:] )", "main set"),
        (
            rf"^(?:[^\W\d][^:0-9]{{0,30}}: )?([0-9]{{1,2}}(?:-[0-9]{{1,2}}){{2,}}) ?({_UNIT_WORD}|')(?: (?P<what>[^\W\d][^0-9,;:]{{1,30}}))?(?=$|[,;])",
            _times_in_turn,
        ),
        (
            r"(?<=x )\((?P<count>[0-9]{1,2}) ?x ?(?P<first>[^,;:()/+]*[0-9][^,;()/+]*) [/+] (?P<second>[^,;:()/+]*[0-9][^,;()/+]*?)\)",
            _nested_pair,
        ),
        (
            r"(?:^|(?<=[,;:] ))(?P<first>[^,;:()/+]*[0-9][^,;()/+]*) [/+] (?P<second>[^,;:()/+]*[0-9][^,;()/+]*?) ?x ?(?P<count>[0-9]{1,2})(?=$|[,;])",
            _crossed_pair,
        ),
        # how often, in brackets behind the name of a part
        (
            r"^([^\W\d][^0-9:(]{1,40}) \((?:repeat|do|perform|complete|wiederhole|répéter|repetir)(?: [^\W\d]+)? ([0-9]{1,2}) ?(?:x|times|mal|fois|veces|rounds)\)$",
            r"\1 \2 rounds",
        ),
        (r"(?<![\w.])(2|two|3|three|4|four)[- ]finger(?!\w)", _fingers),
        # one unit for all of a list
        (
            rf"(?<![\d.,:x-])([0-9]{{1,3}}(?:, ?[0-9]{{1,3}}){{2,}}(?:,? (?:and|und|et|y) [0-9]{{1,3}})?) ({_UNIT_WORD})(?!\w)",
            _with_units,
        ),
        (
            r"(?<![\d/.])([0-9]{1,2})/([0-9]{1,2})/([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{1,2}))?(?![\d/%]| ?kg)",
            _rungs,
        ),
        (
            r" \((?:hold |pause )?([0-9]{1,2}) ?(?:s|secs?|seconds?)(?: (?:pause|hold|squeeze))? at (?:the )?(?:top|bottom)\)",
            r", hold \1 s,",
        ),
        (r" \((?:hold |pause |squeeze )([0-9]{1,2}) ?(?:s|secs?|seconds?)\)", r", hold \1 s,"),
        (r" \(([0-9]{1,2}) ?(?:s|secs?|seconds?) (?:hold|pause|squeeze)\)", r", hold \1 s,"),
        (
            rf"(?<=[0-9]) ?({_UNIT}) (?:of )?(?:easy|slow|jog|walk|spin|locker|suave|facile)(?: [^\W\d]+)? (?:in )?between(?= |$)",
            r" \1 rest between",
        ),
        (
            r"(?:for )?as long as (?:possible|you can)|so lange wie möglich|(?:el mayor|todo el) tiempo posible|aussi longtemps que possible",
            "max",
        ),
        (r"^(?:set|satz|serie|série) [0-9]{1,2} ?[:.)-] ?(?=.*[0-9])", ""),
        (r"(?<=%) (?=[0-9]{1,3} ?(?:s|m|min|sec)(?:[0-9]{1,2}s)? [0-9]{2,3}(?:-[0-9]{2,3})?%)", ", "),
        # one and a half
        (
            rf"(?<!\w)(?:1|a|one|une?|uno|eine?) ({_MINUTE}) (?:y medio|y media|et demie?|and a half)(?!\w)",
            r"90 s",
        ),
        (
            rf"(?<![\w.,])([0-9]{{1,2}}) ({_MINUTE}) (?:y medio|y media|et demie?|and a half)(?!\w)",
            r"\1.5 \2",
        ),
        (rf"(?<!\w)(?:1|one) and a half ({_MINUTE})(?!\w)", r"1.5 \1"),
        (rf"(?<!\w)(?:eineinhalb|anderthalb) ({_MINUTE})(?!\w)", r"1.5 \1"),
        (rf"(?<![\w.,:])([0-9]{{1,2}}) ({_MINUTE}) ([0-5][0-9])(?=$| ?[,;)/])", r"\1:\3"),
        (rf"(?<!\w)([^\W\d]+|[0-9]+)-({_MINUTE}|seconds?|sec)(?!\w)", _digits),
        (
            r"(?<!\w)(two|three|four|five|six|seven|eight|nine|ten) (?=[0-9]+ (?:s|secs?|seconds?|min|minutes?)(?!\w))",
            _times,
        ),
        (r"(?<![\w.,:])([0-9]{1,3}) (?:mal|fois|veces|times)(?: je)? (?=[0-9])", r"\1 x "),
        # a range has blanks around its dash; so has what parts the rest from the sets
        (rf"(?<=[0-9]) - (?=[0-9:.]+ ?{_UNIT} (?:de )?{_REST}(?!\w))", ", "),
        # on : off : rest, how many, how many sets
        (
            r"(?<![\d:/.])([0-9]{1,2})([:/])([0-9]{1,2})\2([0-9]{2,3}) ?s? x ?([0-9]{1,2}) x ?([0-9]{1,2})(?![\d:])",
            r"\6 sets of \5 x \1s/\3s, rest \4s",
        ),
        (
            r"(?<![\d:/.])([0-9]{1,2})/([0-9]{1,2}) ?x ?([0-9]{1,2}) (sets|sätze|series|séries) (?:of|von|à|de) ([0-9]{1,2})(?![\d:])",
            r"\3 \4 x \5 x \1s/\2s",
        ),
        (r"(?<!\w)(sätze|serien|runden) (?:zu|mit) (?:je )?(?=[0-9])", r"\1 "),
    )
)


class Reworded(Struct, frozen=True, kw_only=True):
    """`asides` are parts of the line that are no part of the workout."""

    text: str
    asides: tuple[str, ...] = ()


def reworded(text: str) -> Reworded:
    """Return a line in the readers' way, with one sign for each meaning as before."""
    asides: list[str] = []
    within = (_WITHIN,) if _LONG.match(text) else ()
    for pattern in (*within, _OFTEN, _EVERY_HOURS, _TOGETHER, _LABEL, _PARTS, _PROTOCOL):
        found = pattern.search(text)
        if found and not any(map(str.isalnum, text[: found.start()] + text[found.end() :])):
            return Reworded(text="", asides=(text,))
        rest = (text[: found.start()] + " " + text[found.end() :]).strip(" ,;.") if found else ""
        if found and any(map(str.isalpha, rest)):
            asides.append(found[0].strip(" ,;.:()"))
            text = " ".join(rest.split()).lstrip(":- ")
    for written, new in _REWORDED:
        text = written.sub(new, text)
    label = _LABEL_OF_PAIR.match(text)
    if label:
        asides.append(label[0].strip(" :"))
        text = text[label.end() :]
    return Reworded(text=text, asides=tuple(asides))
