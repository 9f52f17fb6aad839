"""What is written in ways of its own, in those that the readers know: `R=90s` is `rest 90s`, `10 to 1` is `10-9-8-7-6-5-4-3-2-1`.

And what a line says that is no part of the workout: how often a day, in teams of how many.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from voicecoach.importing.pasted.words.breaths import with_phases_said
from voicecoach.importing.pasted.words.parted_times import without_parts
from voicecoach.importing.pasted.words.rewordings import REWORDED

_TIMES: Final = r"(?:[0-9]{1,2}(?:-[0-9]{1,2})?|once|twice|one|two|three|einmal|zweimal|dreimal|une?|deux|trois|una|dos|tres)"
_PER: Final = r"(?:(?:x|times?|mal|fois|veces|vez) ?)?(?:/ ?|a |an |per |each |every |daily|am |pro |täglich|par |al |a la |por )"
OFTEN: Final = re.compile(
    rf"[,;.(]?\s*(?:(?:do|repeat|perform|machen|faire|hacer)(?: this| these| it)? )?(?:(?<!\w)x ?|(?<![\w:.])){_TIMES} ?"
    rf"(?:{_PER}(?:day|week|tag|woche|jour|semaine|día|dia|semana|d|wk)|(?:x|times|mal|fois|veces)? ?(?:daily|weekly|täglich|wöchentlich))(?!\w)\)?",
    re.IGNORECASE,
)
# One of these is in whatever `OFTEN` finds; to look for it takes a fiftieth of the time.
_DAYS: Final = (
    "day", "daily", "week", "wöch", "woche", "tag", "täglich", "jour", "semain", "seman", "día", "dia", "wk", " d", "/d",
)  # fmt: skip
EVERY_HOURS: Final = re.compile(
    r"[,;.(]?\s*(?<!\w)(?:every|alle|toutes les|cada) (?:[0-9]{1,2}(?:-[0-9]{1,2})? )?(?:hours?|hrs?|h|stunden?|heures?|horas?)(?!\w)\)?",
    re.IGNORECASE,
)
_TOGETHER: Final = re.compile(
    r"(?:,?\s*(?<!\w)(?:in )?(?:teams? of (?:[0-9]|two|three|four)|pairs|with a partner|zu zweit|im team|en équipes? de [0-9]|"
    r"par équipes? de [0-9]|en parejas?|en equipos? de [0-9]|"
    r"you go[,/ -]{1,3}i go|i go[,/ -]{1,3}you go|igug|igyg|ygig))(?!\w)[,:]?",
    re.IGNORECASE,
)
_BELL: Final = re.compile(
    r"[,;(]?\s*(?:with (?:a )?|mit |avec |con )?(?<!\w)(?:bells?|gongs?|glocke|cloches?|campanas?) (?:every|each|alle|jede|toutes les|cada) "
    r"[0-9]{1,2} ?(?:min\w*|m|s\w*|')(?!\w)\)?",
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
    r"^[^:;,]{1,40}: (?=[0-9:.,]+ ?[^\W\d_]+ on [0-9:.,]+ ?[^\W\d_]+ off$)"
    r"|^(?:[^\W\d]+ )?(?:circuit|zirkel|circuito|hiit|intervals?|stations?) ?: (?=[0-9:.]+ ?[^\W\d_]+ [^,/0-9]{1,20}[,/] ?[0-9:.]+ ?[^\W\d_]+ [^,/0-9]{3,20}$)",
    re.IGNORECASE,
)
_PROTOCOL: Final = re.compile(
    r"^v\.?o2[ -]?max[^:,;0-9]{0,30}: (?=.*[0-9])|^(?:norwegian )?[0-9]x[0-9] (?:norwegian|intervals?|protocol|method|hiit|workout)[^:,;0-9]{0,30}: (?=.*[0-9].*[0-9])|(?: ?/)? ?[0-9]{1,2} ?s? in reserve(?!\w)",
    re.IGNORECASE,
)
# What is done within a longer time: `45 min easy w/ 6 x 20 s strides`.
_WITHIN: Final = re.compile(
    r"(?<=\w) (?:w/|with|incl?\.?|including|mit|inkl\.?|davon|avec|dont|con) [0-9]{1,2} ?x ?[0-9]{1,3} ?(?:s|secs?|seconds?|min|minutes|m|meters|metres)(?!\w)(?! rest)[^,;]*(?<![0-9])$",
    re.IGNORECASE,
)
# The same where it says so without a doubt, wherever the longer time stands: `Bike 45 min Z2 incl. 5 x 10 s sprints`.
_INCLUDED: Final = re.compile(
    r",? \(?(?:incl?\.?|including|inkl\.?|einschließlich|davon|y compris|dont|incluyendo|incluido) [0-9]{1,2} ?x ?[0-9:]{1,4} ?"
    r"(?:s|secs?|seconds?|sek|sekunden|min|m|'|\")(?!\w)[^,;]*$",
    re.IGNORECASE,
)
# Loads of one set after the other, which no step has: `3x5 +5, +8, +10 lbs`.
_LOADS_IN_TURN: Final = re.compile(
    r"[:,]? \(?\+[0-9.]+(?: ?(?:kg|lbs?))?(?:[,/] ?\+[0-9.]+(?: ?(?:kg|lbs?))?)*[,/] ?\+[0-9.]+ ?(?:kg|lbs?)\)?(?!\w)",
    re.IGNORECASE,
)
# A rest that is as long as it takes: `rest as needed`, `rest 1:1`.
_RATIO: Final = re.compile(
    r"[0-9] ?(?:s|secs?|min)(?!\w)[^,;(]{0,30}[,;(] ?rest 1:1\)?$", re.IGNORECASE
)  # of a time
_REST_AT_WILL: Final = re.compile(
    r"[,;.(/ -]*(?<!\w)(?:rest|pause|repos|récup|descanso)(?: (?:is|=))? "
    r"(?:1 ?: ?1|(?:only )?(?:as|if|when) (?:needed|required|necessary)|nach bedarf|au besoin|según necesidad)(?![\w:])\)?",
    re.IGNORECASE,
)
# A rest without a length between two amounts: `55 Stück / Pause / 45 Stück`.
_REST_ALONE: Final = re.compile(
    r" ?[,;/|] ?(?:short |kurze )?(?:rest|pause|repos|descanso|break)(?= ?[,;/|] ?[0-9])", re.IGNORECASE
)
# The same between bare numbers, which are reps: `55 / Pause / 45`.
_REPS_APART: Final = re.compile(
    r"(?<![\w.:/])([0-9]{1,3})( ?[,;/|] ?(?:short |kurze )?(?:rest|pause|repos|descanso|break) ?[,;/|] ?)([0-9]{1,3})$",
    re.IGNORECASE,
)
KEPT_TEXTS: Final = 2_000  # each is asked for more than once, and many lines are like others
_LONG: Final = re.compile(r"[1-9][0-9]+[ -]?(?:min|'|m(?!\w))|[0-9] ?(?:h|hour|std)")


# What a sentence in brackets tells, with no amount in it: `(for those of you who know their pace, this is a good one)`.
_TOLD: Final = re.compile(
    r" ?\((?![^()]*[0-9] ?(?:x|s|secs?|seconds?|sek\w*|secondes|segundos|min|mins|minutes|minuten|minutos|m|meters?|metres?|yards?|reps|sets|rounds|times|'|\"|kg|lbs?)(?!\w))(?:[^\s()]+\s+){5,}[^\s()]+\)"
)
# Sentences behind an amount that tell how it is done: `Sprint: 30 seconds. Your first one should be done with half of your power.`
_TOLD_BEHIND: Final = re.compile(
    r"(?<=[0-9a-z)%]\.) \(?[A-Z](?!.*(?:[0-9] ?(?:x|s|secs?|seconds|min|mins|minutes|reps|sets|times|rounds|hangs|m|kg|lbs?)(?!\w)|"
    r"(?<!\w)(?:[Rr]epeat|[Rr]est|[Ss]witch|[Tt]hen|sides?|legs?|arms?|each|sets|reps)(?!\w)))(?:[^\s]+\s+){4,}[^\s]+$"
)
# How a time is filled: `3 x 9 min alternating 1 min hard / 2 min easy`.
_FILLED: Final = re.compile(
    r"(?:(?<=[0-9] min)|(?<= minutes)) (?:of )?alternating (?:between )?(?:[0-9]*:[0-9]{2}|[0-9.]+ ?(?:s|secs?|seconds|m|min|minutes?|'|\")(?!\w)).*[0-9].*$",
    re.IGNORECASE,
)
# How fast, beside another pace: `3 x 1 mile: 1 min faster than marathon pace`; and `(Pace: 04:41-04:30)`.
_PACE: Final = re.compile(
    r"[:,;]? ?\(?[0-9:]+(?:-[0-9:]+)? ?(?:s|secs?|seconds|min|minutes)?(?: ?/ ?(?:km|mile|mi))? (?:faster|slower|quicker|schneller|langsamer|plus vite|más rápido) "
    r"(?:than|als|que) [^,;()]*\)?|\(pace:? [^()]*\)|(?<=\.) (?:your )?(?:cadence|heart rate|power|pace) (?:should|must|is)[^.]*\.?",
    re.IGNORECASE,
)
# Of which there are several, but not which: `stretches: 30 s per muscle`.
_OF_EACH: Final = re.compile(
    r" (?:per|par|pro|por) (?:muscle|muskel|músculo|muscle group|muskelgruppe)(?!\w)", re.IGNORECASE
)
_AT_ONCE: Final = re.compile(
    r"^(?:and )?then,? (?:immediately|straight|directly)(?: into| after)?[ .~:,]*$", re.IGNORECASE
)
# What can be done in its place: `6-8x400m or 4-6x800m`.
_INSTEAD: Final = re.compile(
    r"(?<=[0-9]m|km|.m) (?:or|oder|ou|o) [0-9]{1,2}(?:-[0-9]{1,2})? ?x ?[0-9.]+ ?(?:m|km|k|miles?|mi)(?!\w)",
    re.IGNORECASE,
)
# What is said behind the bracket of what is done so often: `5 x (20 s moderate + 40 s easy) as primers`.
_BEHIND: Final = re.compile(
    r"(?<=\)) (?:as|to|for the|with the|um|pour|para) [^0-9():;,]{3,60}\.?$", re.IGNORECASE
)


# What is not to be done, behind what is: `4 rounds, don't put the weights down!`.
_NOT_TO_DO: Final = re.compile(
    r"[,;.!]? (?:don't|do not|never|nicht|ne pas|sin) [^\W\d][^0-9,;:]{3,60}!$", re.IGNORECASE
)


# Square brackets mean what round ones do where there is a number in them: `8 x [30 s fast, 90 s walk]`.
_SQUARE: Final = re.compile(r"\[([^\[\]]*[0-9][^\[\]]*)\]")
_AMOUNT: Final = re.compile(r"^[^.]*[0-9] ?(?:s|secs?|seconds?|min|mins|minutes?|m|reps)(?!\w)[^.]*\.")


class Reworded(Struct, frozen=True, kw_only=True):
    """`asides` are parts of the line that are no part of the workout."""

    text: str
    asides: tuple[str, ...] = ()


def how_often(text: str) -> tuple[re.Pattern[str], ...]:
    """Return what finds how often a day something is done."""
    folded = text.casefold()
    return (OFTEN, EVERY_HOURS) if any(word in folded for word in _DAYS) else (EVERY_HOURS,)


def _within(text: str) -> tuple[re.Pattern[str], ...]:
    """Return what finds the part of a line that is done within the longer time before it."""
    included = _INCLUDED.search(text)
    if included and _LONG.search(text[: included.start()]):
        return (_INCLUDED,)
    return (_WITHIN,) if _LONG.match(text) else ()


@lru_cache(maxsize=KEPT_TEXTS)
def reworded(text: str) -> Reworded:
    """Return a line in the readers' way, with one sign for each meaning as before."""
    asides: list[str] = []
    text = _SQUARE.sub(r"(\1)", text)
    text = _REPS_APART.sub(r"\1 reps\2\3 reps", text)
    text, parts = without_parts(text)
    if parts:
        asides.append(parts.strip("()[]"))
    for pattern in (
        *_within(text),
        _TOLD,
        _FILLED,
        *((_TOLD_BEHIND,) if _AMOUNT.search(text) else ()),
        *((_BEHIND,) if "x (" in text or "x(" in text else ()),
        *how_often(text),
        _TOGETHER,
        _NOT_TO_DO,
        _BELL,
        _LOADS_IN_TURN,
        _PACE,
        _INSTEAD,
        _AT_ONCE,
        _OF_EACH,
        _REST_ALONE,
        *(() if _RATIO.search(text) else (_REST_AT_WILL,)),
        _LABEL,
        _PARTS,
        _PROTOCOL,
    ):
        found = pattern.search(text)
        if found and not any(map(str.isalnum, text[: found.start()] + text[found.end() :])):
            return Reworded(text="", asides=(text,))
        rest = (text[: found.start()] + " " + text[found.end() :]).strip(" ,;.") if found else ""
        if found and any(map(str.isalpha, rest)):
            asides.append(found[0].strip(" ,;.:()"))
            text = " ".join(rest.split()).lstrip(":- ")
    text = with_phases_said(text)
    for written, new in REWORDED:
        if written.search(text):  # to exchange nothing takes three times as long as to find nothing
            text = written.sub(new, text)
    label = _LABEL_OF_PAIR.match(text)
    if label:
        asides.append(label[0].strip(" :"))
        text = text[label.end() :]
    return Reworded(text=text, asides=tuple(asides))
