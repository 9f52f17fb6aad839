"""Coaching notation in German."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.notations import Notation, ordinal_of

if TYPE_CHECKING:
    import re

_BODY: Final = r"(?= (?:Bein|Arm|Seite|Fuß|Hand|Knie|Hüfte|Schulter)\b)"

_HE: Final = "Satz|Schritt|Tag|Block|Durchgang|Teil"
_SHE: Final = "Runde|Wiederholung|Übung|Woche|Minute|Seite|Position|Stufe"
_IT: Final = "Set|Intervall|Mal"


def _ordinal(match: re.Match[str]) -> str:
    """Return `1. Satz` as "erster Satz", `die 2. Runde` as "die zweite Runde", `im 3. Satz` as "im dritten Satz"."""
    said, article = ordinal_of(match, "de"), match["article"]
    if article:
        return f"{article} {said}{'' if article.lower() in ('der', 'die', 'das') else 'n'} "
    return f"{said}{'r' if match['he'] else 's' if match['it'] else ''} "


NOTATION: Final = Notation(
    words={
        "RDL": "rumänisches Kreuzheben",
        "KB": "Kettlebell",
        "KH": "Kurzhantel",
        "LH": "Langhantel",
        "BW": "Körpergewicht",
        "AMRAP": "so viele Runden wie möglich",
        "EMOM": "jede Minute zur vollen Minute",
        "HIIT": "Hit",
        "ROM": "Bewegungsumfang",
        "Wdh.": "Wiederholungen",
        "Wdh": "Wiederholungen",
        "und/oder": "und oder",
        "z.B.": "zum Beispiel",
        "z. B.": "zum Beispiel",
        "d.h.": "das heißt",
        "d. h.": "das heißt",
        "bzw.": "beziehungsweise",
        "ca.": "circa",
        "usw.": "und so weiter",
        "inkl.": "inklusive",
        "max.": "maximal",
        "evtl.": "eventuell",
        "ggf.": "gegebenenfalls",
        "abw.": "abwechselnd",
        "vs.": "gegen",
        "li.": "links",
        "re.": "rechts",
    },
    units={
        "km/h": ("ein Kilometer pro Stunde", "Kilometer pro Stunde"),
        "kg": ("ein Kilo", "Kilo"),
        "km": ("ein Kilometer", "Kilometer"),
        "cm": ("ein Zentimeter", "Zentimeter"),
        "mm": ("ein Millimeter", "Millimeter"),
        "kcal": ("eine Kalorie", "Kalorien"),
        "Sekunden": ("eine Sekunde", "Sekunden"),
        "Sek": ("eine Sekunde", "Sekunden"),
        "sec": ("eine Sekunde", "Sekunden"),
        "s": ("eine Sekunde", "Sekunden"),
        "Minuten": ("eine Minute", "Minuten"),
        "Min": ("eine Minute", "Minuten"),
        "min": ("eine Minute", "Minuten"),
        "Std": ("eine Stunde", "Stunden"),
        "h": ("eine Stunde", "Stunden"),
        "°C": ("ein Grad", "Grad"),
        "°": ("ein Grad", "Grad"),
    },
    hour=("eine Stunde", "Stunden"),
    minute=("eine Minute", "Minuten"),
    second=("eine Sekunde", "Sekunden"),
    metre=("ein Meter", "Meter"),
    fractions={
        "½": "ein halb",
        "¼": "ein Viertel",
        "¾": "drei Viertel",
        "⅓": "ein Drittel",
        "⅔": "zwei Drittel",
    },
    fractions_after={
        "½": " einhalb",
        "¼": " ein Viertel",
        "¾": " drei Viertel",
        "⅓": " ein Drittel",
        "⅔": " zwei Drittel",
    },
    half_before="halbe",
    counted="Satz|Runde|Wiederholung|Schritt|Übung|Woche|Tag|Block",
    groups="Sätze|Runden",
    number_signs=r"Nr\.",
    sides={
        r"(?<!\w)(?:L\s*/\s*R|li\.?\s*/\s*re)(?!\w)\.?": "links und rechts",
        r"(?<!\w)(?:R\s*/\s*L|re\.?\s*/\s*li)(?!\w)\.?": "rechts und links",
        rf"\(L\)|(?<!\w)L{_BODY}": "links",
        rf"\(R\)|(?<!\w)R{_BODY}": "rechts",
    },
    time_of_day=r"\s*Uhr\b",
    times="mal",
    repeated="mal",
    to="bis",
    of="von",
    number="Nummer",
    rep_max="Wiederholungen maximal",
    arrow="zu",
    about="etwa",
    at_least="mindestens",
    at_most="höchstens",
    more_than="mehr als",
    less_than="weniger als",
    at="bei",
    and_="und",
    or_more="oder mehr",
    plus="plus",
    or_="oder",
    each="pro",
    per=r"(?:Bein|Arm|Seite|Fuß|Hand|Knie|Hüfte|Schulter|Satz|Runde)\b",
    halves={
        "ein Kilometer": "ein halber Kilometer",
        "ein Zentimeter": "ein halber Zentimeter",
        "ein Millimeter": "ein halber Millimeter",
        "ein Meter": "ein halber Meter",
        "ein Grad": "ein halber Grad",
        "eine": "eine halbe",
        "ein": "ein halbes",
    },
    ordinal=(
        r"(?i)(?:\b(?P<article>d(?:er|ie|as|em|en|es)|im|am|zum|zur|beim|vom)\s+)?(?<![\w.,-])(?P<n>\d{1,3})\.\s"
        rf"(?=(?:(?P<he>{_HE})|(?P<it>{_IT})|{_SHE})\b)"
    ),
    say_ordinal=_ordinal,
    one_and_a_half="eineinhalb",
)
