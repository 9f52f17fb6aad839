"""What people write who know training but not yet the language: its words in English, German, French and Spanish."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.language.model import LEFT, RIGHT, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    """Return what each word means, from the words of each meaning with blanks between."""
    return {word: meaning for meaning, listed in words.items() for word in listed.split()}


# --- numbers ------------------------------------------------------------------------------------

_COUNTED: Final = (
    (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty"
    ),
    (
        "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
        "siebzehn achtzehn neunzehn zwanzig"
    ),
    (
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
        "dix-sept dix-huit dix-neuf vingt"
    ),
    (
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve veinte"
    ),
)
_OTHER_NUMBERS: Final = {
    "1": "a an ein eine einen einer une una einmal",
    "2": "twice zweimal zwo",
    "3": "thrice dreimal",
    "5": "fuenf",
    "12": "zwoelf",
    "15": "fuenfzehn",
    "30": "thirty dreißig dreissig trente treinta",
    "40": "forty vierzig quarante cuarenta",
    "45": "forty-five fünfundvierzig quarante-cinq",
    "50": "fifty fünfzig cinquante cincuenta",
    "60": "sixty sechzig soixante sesenta",
    "90": "ninety neunzig",
}


def _counted(names: Iterable[str]) -> dict[str, str]:
    return {word: str(number) for words in names for number, word in enumerate(words.split(), start=1)}


_NUMBERS: Final = _counted(_COUNTED) | _by_word(_OTHER_NUMBERS)


def number_of(word: str) -> str:
    """Return in digits a number that is written as a word, or an empty text."""
    return _NUMBERS.get(word.casefold(), "")


# --- durations ----------------------------------------------------------------------------------

UNIT_WORDS: Final = _by_word(
    {
        "h": "h hr hrs hour hours std stunde stunden heure heures hora horas",
        "m": "m min mins minute minutes minuten minuto minutos mn mns \N{PRIME} ' \N{RIGHT SINGLE QUOTATION MARK}",
        "s": "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos seg segs "
        "\N{DOUBLE PRIME} \" '' \N{RIGHT DOUBLE QUOTATION MARK}",
        "ms": "ms msec msecs millis millisecond milliseconds millisekunde millisekunden",
    }
)
_SHARES: Final = _by_word({"0.5": "half halbe halber halbes demi demie media medio ½ 1/2"}) | {
    "anderthalb": "1.5",
    "eineinhalb": "1.5",
    "eineinviertel": "1.25",
    "zweieinhalb": "2.5",
    "dreieinhalb": "3.5",
    **dict.fromkeys(("quarter", "viertel", "quart", "cuarto", "¼", "1/4"), "0.25"),
    **dict.fromkeys(("dreiviertel", "three-quarters"), "0.75"),
    "¾": "0.75",
    "3/4": "0.75",
}
# What people write around a number that says no more than the number does.
BEFORE_NUMBER: Final = re.compile(
    r"^(?:~|\N{ALMOST EQUAL TO}|\N{GREATER-THAN OR EQUAL TO}|\N{LESS-THAN OR EQUAL TO}|[<>]=?|=|(?:max|maximum|maximal|up to|at most|at least|h\u00f6chstens|mindestens|bis zu|jusqu'\u00e0|hasta|ca|circa|from|von|about|approx|approximately|around|for|für|fuer|etwa|ungefähr|env|environ|pendant|"
    r"durante|aprox|unos)\b\.?)\s*",
    re.IGNORECASE,
)
AFTER_LENGTH: Final = re.compile(
    r"(?:\s+(?:rest|pause|break|hold|hang|work|stretch|long|halten|dehnen|pausa|repos|descanso|"
    r"(?:in\s+)?between(?:\s+(?:the\s+)?(?:sets|rounds|sides))?|(?:zwischen\s+den\s+)?sätzen?|max|maximum|cap|limit|(?:in |im )?total|overall|altogether|insgesamt|au total|en total|each|or so|ish)|"
    r"[\s,;]+(?:then|and|dann|danach|und|puis|luego))$",
    re.IGNORECASE,
)
_REMARK: Final = re.compile(
    r"(?P<amount>[0-9][0-9.,:]*\s*[^\W\d_]+\.?)\s+(?P<remark>(?:to|for|of|so|while|um|zum|zur|f\u00fcr|pour|para)\s+\D+)"
)
_COUNT_AND_REMARK: Final = re.compile(
    r"(?P<amount>[0-9]{1,3})\s+(?P<remark>(?:[^\W\d_-]+\s+){1,2}"
    r"(?:reps?|repetitions|wdh|wiederholungen|r\u00e9p\u00e9titions|repeticiones))\.?"
)
_NO_REMARK: Final = frozenset(
    (
        *("per", "each", "every", "more", "less", "or", "to", "and", "of", "x", "sets", "half"),
        *("go", "left", "remaining", "start", "end", "ende", "schluss", "finish", "fin", "final"),  # in a cue
    )
)
_THEN: Final = frozenset(("then", "dann", "puis", "luego"))
_AND: Final = frozenset(("and", "und", "et", "y"))
_BETWEEN: Final = frozenset(("a", "an", "of", "un", "une", "ein", "eine", "de"))
_PIECE: Final = re.compile(r"1/2|1/4|3/4|[0-9.,:]+|[½¼¾]|[^\W\d_]+(?:-[^\W\d_]+)*|''|[^\w\s]")


def without_remark(text: str) -> str:
    """Return the amount before what is said of it (`5 seconds to change`, `12 slow reps`), or the text where that may change it."""
    match = _REMARK.fullmatch(text) or _COUNT_AND_REMARK.fullmatch(text)
    if match is None:
        return text
    first, *words = match["remark"].casefold().split()
    if match.re is _COUNT_AND_REMARK:
        words = [first, *words[:-1]]
    other = _NO_REMARK | UNIT_WORDS.keys() | _NUMBERS.keys() | _SHARES.keys()
    return text if other & set(words) else match["amount"]


def duration_words(text: str) -> str:
    """Return a duration in words with digits and the units of the language, or an empty text: `eine halbe Minute`."""
    found = number = ""
    has_and = False  # `one and a half`, but not `a half`
    pieces = [piece for whole in _PIECE.findall(text.casefold()) for piece in _apart(whole)]
    for piece in pieces:
        unit = UNIT_WORDS.get(piece, "")
        if piece in _SHARES:
            is_added = number.isdigit() and (has_and or not piece.isalpha())
            number = f"{number}{_SHARES[piece][1:]}" if is_added else _SHARES[piece]
        elif piece[0].isdigit():
            if number:
                return ""  # `5 30s` may be anything
            number = piece.replace(",", ".").rstrip(".")
        elif unit and number:
            found, number = f"{found}{number}{unit}", ""
        elif piece in _NUMBERS and not (number and piece in _BETWEEN):
            number = _NUMBERS[piece]
        elif piece not in _AND | _BETWEEN | {"."}:
            return ""
        has_and = bool(number) and (piece in _AND or (has_and and piece in _BETWEEN))
    return found if not number else ""


def _apart(piece: str) -> list[str]:
    """Return `demi-minute` and `half-hour` as two words."""
    head, _, tail = piece.partition("-")
    return [head, tail] if head in _SHARES and tail in UNIT_WORDS else [piece]


# --- sides, switches, languages -----------------------------------------------------------------

# By the language in which each is a word; "" is none: nobody wants to hear "L."
_SIDE_WORDS: Final = {
    "": {LEFT: "l li g izq i", RIGHT: "r re d der"},
    "de": {LEFT: "links linke linker linkes", RIGHT: "rechts rechte rechter rechtes"},
    "fr": {LEFT: "gauche", RIGHT: "droite droit"},
    "es": {LEFT: "izquierda izquierdo", RIGHT: "derecha derecho"},
}
_OF_THE_SIDE: Final = {LEFT: "left-side left-leg left-arm", RIGHT: "right-side right-leg right-arm"}
SIDE_WORDS: Final = {
    word: side for words in (*_SIDE_WORDS.values(), _OF_THE_SIDE) for word, side in _by_word(words).items()
}


def side_name(text: str) -> Side:
    """Return what a side is called: `left` and `right` in small letters, others as they are written."""
    name = " ".join(text.split())
    return name.casefold() if name.casefold() in {LEFT, RIGHT} else name


def side_in_other_words(name: Side, among: Iterable[Side], language: str) -> Side | None:
    """Return which side an abbreviation means, or a word of another language than the routine's, if any.

    None where it is `among` other names: `[a, b, c, d]`.
    """
    own = language.casefold().replace("_", "-").partition("-")[0]
    foreign = {
        word: side
        for spoken_in, words in _SIDE_WORDS.items()
        if spoken_in != own
        for word, side in _by_word(words).items()
    }
    known = {LEFT, RIGHT, *foreign}
    return foreign.get(name.casefold()) if all(one.casefold() in known for one in among) else None


_BOTH: Final = _by_word(
    {
        "both": "both both-sides both-legs both-arms bilateral alternating alternate alternately abwechselnd wechselnd "
        "alterné alterno alternando beide beidseitig beide-seiten je-seite pro-seite jede-seite jeweils chaque-côté par-côté cada-lado por-lado each each-side per-side yes on true 2 two zwei "
        "les-deux deux ambos ambas 2-sides two-sides 2x both-ways each-leg each-arm per-leg per-arm each-way l-r lr"
    }
)


def sides_of(text: str) -> tuple[Side, ...]:
    """Return the sides that a text lists in one of several ways (`left, right`, `links und rechts`), or none."""
    plain = text.casefold().strip().strip("[](){} ")
    if "-".join(plain.split()) in _BOTH:
        return LEFT, RIGHT
    words = [word for word in re.split(r"[\s,;/&+|>-]+", plain) if word and word not in _AND | _THEN]
    names = [word if word in {LEFT, RIGHT} else SIDE_WORDS.get(word, "") for word in words]
    if not all(names) or len(set(names)) < len(names):
        return _own_sides_of(text)
    return tuple(names)


def _own_sides_of(text: str) -> tuple[Side, ...]:
    plain = " ".join(text.strip().strip("[]()").split())  # a pattern would go back over many blanks
    names = [side_name(one) for one in re.split(rf" ?[,;/&+|] ?| (?:{'|'.join(_AND | _THEN)}) ", plain)]
    return tuple(names) if all(names) and len({one.casefold() for one in names}) == len(names) else ()


SWITCH_WORDS: Final = _by_word(
    {
        "on": "ja oui si sí wait warten an ein y 1 enabled ✓ ✔ ✔️ ☑ ☑️ ✅",
        "off": "nein non none aus kein keine never n 0 disabled of deaktiviert ✗ ✘ ✖ ✖️ ☐ ❌",
    }
)

UNTIL_WORDS: Final = _by_word(
    {
        "done": "end ende finished finish failure exhaustion max fertig erschöpfung ermüdung fini épuisement échec fin "
        "hecho terminado agotamiento fallo on yes"
    }
)

_LANGUAGES: Final = _by_word(
    {
        "en": "english englisch anglais inglés ingles",
        "de": "german deutsch allemand alemán aleman",
        "fr": "french französisch franzoesisch français francais francés frances",
        "es": "spanish spanisch espagnol español espanol castellano",
        "it": "italian italienisch italien italiano",
        "pt": "portuguese portugiesisch portugais português portugues",
        "nl": "dutch niederländisch nederlands",
        "pl": "polish polnisch polski",
        "sv": "swedish schwedisch svenska",
        "da": "danish dänisch dansk",
        "ja": "japanese japanisch",
    }
)


def language_code(text: str) -> str:
    """Return the code of a language that is named in words, or an empty text."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return next((_LANGUAGES[word] for word in words if word in _LANGUAGES), "")


# --- keys ---------------------------------------------------------------------------------------

KEY_WORDS: Final = _by_word(
    {
        "title": "titel titre título titulo",
        "steps": "schritte übungen uebungen programm ablauf étapes etapes exercices pasos ejercicios",
        "language": "sprache langue idioma lang",
        "hold": "halten halte tenir tenue mantener aguantar",
        "work": "übung uebung arbeit belastung exercice travail ejercicio trabajo",
        "reps": "wiederholungen wdh wiederholung répétitions repeticiones",
        "rest": "pause erholung ruhe ruhepause pausenzeit pause-zwischen-den-sätzen pause-zwischen-sätzen pause-zwischen-den-runden repos récupération descanso pausa",
        "rounds": "runden durchgänge tours rondas vueltas",
        "sets": "sätze saetze serien serie séries series",
        "for": "für fuer dauer zeit sekunden secondes segundos tiempo temps durée duree pendant duración duracion durante",
        "count": "anzahl nombre número numero cantidad",
        "every": "alle jede cada chaque",
        "odd": "ungerade impair impaires impar impares",
        "even": "gerade pair paires par pares",
        "minutes": "minuten minutos",
        "sides": "seiten seite côtés cotes lados",
        "switch": "wechsel seitenwechsel changement cambio",
        "say": "sagen sag sage sprich sprechen ansage dire dis decir",
        "lead-in": "vorbereitung vorlauf préparation preparación leadin",
        "cues": "hinweise hinweis ansagen anweisungen tipps conseils consignes indications repères consignas indicaciones instrucciones señales",
        "caution": "warnung vorsicht achtung attention avertissement précaution precaución advertencia aviso",
        "defaults": "vorgaben standard",
        "about": "beschreibung descripción",
        "parameters": "parameter paramètres parámetros",
        "load": "gewicht last zusatzgewicht charge poids carga peso",
        "edge": "leiste kante réglette arête regleta",
        "grip": "griff griffart prise agarre",
        "effort": "anstrengung intensität esfuerzo",
    }
)
