"""Coaching notation in French."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.notations import Notation, ordinal_of

if TYPE_CHECKING:
    import re


def _ordinal(match: re.Match[str]) -> str:
    if match["n"] == "1" and match["end"] in {"re", "ère"}:
        return "première"
    if match["n"] == "2" and match["end"] in {"nd", "nde"}:
        return "second" if match["end"] == "nd" else "seconde"
    return ordinal_of(match, "fr")


NOTATION: Final = Notation(
    words={
        "RDL": "soulevé de terre roumain",
        "KB": "kettlebell",
        "PDC": "poids du corps",
        "AMRAP": "autant de tours que possible",
        "EMOM": "au début de chaque minute",
        "ROM": "amplitude de mouvement",
        "et/ou": "et ou",
        "p.ex.": "par exemple",
        "p. ex.": "par exemple",
        "par ex.": "par exemple",
        "c.-à-d.": "c'est-à-dire",
        "càd": "c'est-à-dire",
        "env.": "environ",
        "etc.": "et cetera",
        "max.": "maximum",
        "reps": "répétitions",
        "rép.": "répétitions",
        "alt.": "en alternance",
        "vs.": "contre",
    },
    units={
        "km/h": ("un kilomètre à l'heure", "kilomètres à l'heure"),
        "kg": ("un kilo", "kilos"),
        "km": ("un kilomètre", "kilomètres"),
        "cm": ("un centimètre", "centimètres"),
        "mm": ("un millimètre", "millimètres"),
        "kcal": ("une calorie", "calories"),
        "secondes": ("une seconde", "secondes"),
        "sec": ("une seconde", "secondes"),
        "s": ("une seconde", "secondes"),
        "minutes": ("une minute", "minutes"),
        "min": ("une minute", "minutes"),
        "mn": ("une minute", "minutes"),
        "h": ("une heure", "heures"),
        "°C": ("un degré", "degrés"),
        "°": ("un degré", "degrés"),
    },
    hour=("une heure", "heures"),
    minute=("une minute", "minutes"),
    second=("une seconde", "secondes"),
    metre=("un mètre", "mètres"),
    fractions={"½": "un demi", "¼": "un quart", "¾": "trois quarts", "⅓": "un tiers", "⅔": "deux tiers"},
    fractions_after={
        "½": " et demi",
        "¼": " un quart",
        "¾": " trois quarts",
        "⅓": " un tiers",
        "⅔": " deux tiers",
    },
    half_before="demi",
    counted="série|tour|répétition|étape|exercice|semaine|jour|bloc",
    groups="séries|tours",
    number_signs=r"[Nn][°º]",
    sides={
        r"(?<!\w)(?:G\s*/\s*D|L\s*/\s*R)(?!\w)": "gauche et droite",
        r"(?<!\w)(?:D\s*/\s*G|R\s*/\s*L)(?!\w)": "droite et gauche",
    },
    time_of_day=r"\s*h\b",
    times="fois",
    repeated="fois",
    to="à",
    of="sur",
    number="numéro",
    rep_max="répétitions maximales",
    arrow="vers",
    about="environ",
    at_least="au moins",
    at_most="au plus",
    more_than="plus de",
    less_than="moins de",
    at="à",
    and_="et",
    or_more="ou plus",
    plus="plus",
    or_="ou",
    each="par",
    per=r"(?:côté|jambe|bras|main|pied|genou|hanche|épaule|série|tour)\b",
    halves={"une": "une demi", "un": "un demi"},
    ordinal=r"(?<![\w.,-])(?P<n>\d{1,3})(?P<end>er|re|ère|e|ème|nd|nde)\b",
    say_ordinal=_ordinal,
)
