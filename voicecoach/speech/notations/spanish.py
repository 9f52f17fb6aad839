"""Coaching notation in Spanish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.notations import Notation, ordinal_of

if TYPE_CHECKING:
    import re


def _ordinal(match: re.Match[str]) -> str:
    """Return `1.ª serie` as "primera serie", `3.º paso` as "tercer paso"; a `º` after more than 12 is a degree."""
    said = ordinal_of(match, "es")
    if match["end"] == "ª":
        said = said.removesuffix("o") + "a"
    elif match["noun"] and said.endswith(("primero", "tercero")):
        said = said.removesuffix("o")
    return said + (match["noun"] or "")


NOTATION: Final = Notation(
    words={
        "RDL": "peso muerto rumano",
        "PMR": "peso muerto rumano",
        "KB": "pesa rusa",
        "AMRAP": "tantas rondas como sea posible",
        "EMOM": "cada minuto en el minuto",
        "ROM": "rango de movimiento",
        "y/o": "y o",
        "p.ej.": "por ejemplo",
        "p. ej.": "por ejemplo",
        "aprox.": "aproximadamente",
        "etc.": "etcétera",
        "máx.": "máximo",
        "mín.": "mínimo",
        "reps.": "repeticiones",
        "reps": "repeticiones",
        "izq.": "izquierda",
        "dcha.": "derecha",
        "der.": "derecha",
        "c/u": "cada uno",
        "c/": "cada ",
        "vs.": "contra",
    },
    units={
        "km/h": ("un kilómetro por hora", "kilómetros por hora"),
        "kg": ("un kilo", "kilos"),
        "km": ("un kilómetro", "kilómetros"),
        "cm": ("un centímetro", "centímetros"),
        "mm": ("un milímetro", "milímetros"),
        "lb": ("una libra", "libras"),
        "kcal": ("una caloría", "calorías"),
        "segundos": ("un segundo", "segundos"),
        "seg": ("un segundo", "segundos"),
        "s": ("un segundo", "segundos"),
        "minutos": ("un minuto", "minutos"),
        "min": ("un minuto", "minutos"),
        "h": ("una hora", "horas"),
        "°C": ("un grado", "grados"),
        "°": ("un grado", "grados"),
        "º": ("un grado", "grados"),
    },
    hour=("una hora", "horas"),
    minute=("un minuto", "minutos"),
    second=("un segundo", "segundos"),
    metre=("un metro", "metros"),
    fractions={"½": "medio", "¼": "un cuarto", "¾": "tres cuartos", "⅓": "un tercio", "⅔": "dos tercios"},
    fractions_after={
        "½": " y medio",
        "¼": " y un cuarto",
        "¾": " y tres cuartos",
        "⅓": " y un tercio",
        "⅔": " y dos tercios",
    },
    half_before="media",
    counted="serie|ronda|repetición|paso|ejercicio|semana|día|bloque",
    groups="series|rondas",
    number_signs=r"[Nn][.º°]+|núm\.",
    sides={
        r"(?<!\w)(?:I\s*/\s*D|L\s*/\s*R|izq\.?\s*/\s*(?:dcha|der))(?!\w)\.?": "izquierda y derecha",
        r"(?<!\w)(?:D\s*/\s*I|R\s*/\s*L|(?:dcha|der)\.?\s*/\s*izq)(?!\w)\.?": "derecha e izquierda",
    },
    time_of_day=r"\s*(?:h\b|[ap]\.?\s?m\b)",
    times="por",
    repeated="veces",
    to="a",
    of="de",
    number="número",
    rep_max="repeticiones máximas",
    arrow="a",
    about="unos",
    at_least="al menos",
    at_most="como máximo",
    more_than="más de",
    less_than="menos de",
    at="a",
    and_="y",
    or_more="o más",
    plus="más",
    or_="o",
    each="por",
    per=r"(?:lado|pierna|brazo|mano|pie|rodilla|cadera|hombro|serie|ronda)\b",
    halves={"una": "media", "un": "medio"},
    ordinal=r"(?<![\w.,-])(?P<n>(?:\d|1[0-2])(?=\.?[ºª])|\d{1,3}(?=\.º|\.?ª))\.?(?P<end>[ºª])(?P<noun>\s+(?=[^\W\d_]))?",
    say_ordinal=_ordinal,
)
