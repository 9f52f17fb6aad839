"""The words of workouts that mean something, in English, German, French and Spanish. A new word is one more in a list."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache
from typing import Final


class Meaning(Enum):
    """What a word or a phrase of a workout stands for."""

    REST = auto()
    BETWEEN = auto()
    ROUNDS = auto()
    SETS = auto()
    REPS = auto()
    ON = auto()
    OFF = auto()
    EACH_SIDE = auto()
    EMOM = auto()
    EVERY = auto()
    MINUTE = auto()
    ODD = auto()
    EVEN = auto()
    AMRAP = auto()
    FOR_TIME = auto()
    ROUNDS_FOR_TIME = auto()
    CAP = auto()
    TABATA = auto()
    DEATH_BY = auto()
    LADDER = auto()
    REPEAT = auto()
    TOTAL = auto()
    MAX = auto()
    TEMPO = auto()
    EFFORT = auto()
    THEN = auto()
    AND = auto()
    FILLER = auto()
    TO = auto()
    END = auto()
    CIRCUIT = auto()


# Phrases are parted by ` | `; signs and hyphens are read as blanks, and case is free.
_PHRASES: Final = {
    Meaning.REST: (
        "rest | rests | resting | break | recover | recovery | recoveries | rec | "
        "pause | pausen | erholung | ruhe | satzpause | serienpause | trabpause | gehpause | "
        "repos | récup | recup | récupération | recuperation | récupérer | "
        "descanso | descansar | descansa | pausa | recuperación | recuperacion | recupero | riposo | rust | pauze | pausas | descansos"
    ),
    Meaning.BETWEEN: (
        "between | btw | b/w | b/t | betw | in between | after each | after every | after | "
        "zwischen | dazwischen | nach jedem | nach jeder | entre | entre chaque | après chaque | "
        "después de cada | entre cada"
    ),
    Meaning.ROUNDS: (
        "round | rounds | cycle | cycles | zyklus | zyklen | ciclo | ciclos | rd | rds | rnd | rnds | circuits | laps | "
        "runde | runden | durchgang | durchgänge | durchgaenge | "
        "tour | tours | ronda | rondas | vuelta | vueltas | giri | giro | rondes | ronde | voltas | volta"
    ),
    Meaning.SETS: (
        "set | sets | satz | sätze | saetze | serie | serien | série | séries | series | "
        "blöcke | blocs | bloques | working sets | serii"
    ),
    Meaning.REPS: (
        "rep | reps | repetition | repetitions | "
        "wdh | whd | wh | wdhl | wiederholung | wiederholungen | "
        "ripetizioni | ripetizione | herhalingen | herhaling | keer | repetições | repetição | vezes | "
        "rép | réps | répétition | répétitions | repeticion | repetición | repeticiones | fois"
    ),
    Meaning.ON: (
        "on | work | working | of work | effort | hang | arbeit | belastung | an | travail | d'effort | trabajo | "
        "hängen | haengen | suspension | suspensión"
    ),
    Meaning.OFF: "off | aus",
    Meaning.EACH_SIDE: (
        "each side | per side | /side | / side | a side | both sides | each leg | per leg | /leg | / leg | each arm | per arm | "
        "on each side | on each leg | on each arm | on each foot | on each hand | on both sides | on either side | each knee | per knee | "
        "per lato | ogni lato | per gamba | per braccio | per kant | elke kant | per been | por perna | cada perna | por braço | "
        "/arm | / arm | each hand | per hand | each foot | per foot | each way | each direction | left and right | "
        "right and left | left & right | left/right | l/r | r/l | l+r | l & r | each | ea | es | e/s | e.s. | per hip | each hip | "
        "je seite | pro seite | jede seite | auf jeder seite | beide seiten | beidseitig | je bein | pro bein | je arm | pro arm | "
        "je hand | pro hand | links und rechts | rechts und links | li/re | "
        "links/rechts | rechts/links | re/li | li./re. | re./li. | re u. li | pro körperseite | beide beine | beide arme | "
        "both legs | both arms | both hands | left/right | right/left | "
        "izquierda/derecha | derecha/izquierda | izq/der | der/izq | droite/gauche | droite et gauche | g/d | d/g | "
        "derecha e izquierda | cada brazo | cada mano | "
        "par côté | par cote | de chaque côté | chaque côté | chaque cote | des deux côtés | par jambe | chaque jambe | par bras | "
        "chaque bras | par main | gauche et droite | gauche/droite | "
        "por lado | cada lado | por pierna | cada pierna | por brazo | cada brazo | por mano | ambos lados | izquierda y derecha"
    ),
    Meaning.EMOM: (
        "emom | otm | e1mom | every minute on the minute | on the minute | every minute | every min | "
        "jede minute | zu jeder minute | toutes les minutes | chaque minute | cada minuto"
    ),
    Meaning.EVERY: "every | alle | toutes les | cada",
    Meaning.MINUTE: "min | minute | minuto",
    Meaning.ODD: "odd | odd minutes | odd mins | odds | ungerade | ungerade minuten | minutes impaires | impair | impar | minutos impares",
    Meaning.EVEN: "even | even minutes | even mins | evens | gerade | gerade minuten | minutes paires | pair | par | minutos pares",
    Meaning.AMRAP: (
        "amrap | amraps | amraf | as many rounds as possible | as many rounds and reps as possible | as many reps as possible | "
        "so viele runden wie möglich | möglichst viele runden | maximum de tours | autant de tours que possible | "
        "tantas rondas como sea posible | máximo de rondas"
    ),
    Meaning.FOR_TIME: (
        "for time | for time of | rft | ft | auf zeit | pour le temps | pour temps | à finir au plus vite | "
        "por tiempo | a tiempo | for quality | chipper"
    ),
    Meaning.ROUNDS_FOR_TIME: "rft",
    Meaning.CAP: (
        "cap | time cap | tc | t.c. | timecap | time limit | zeitlimit | zeitobergrenze | temps limite | tiempo límite | "
        "tiempo limite | tope"
    ),
    Meaning.TABATA: "tabata | tabatas",
    Meaning.DEATH_BY: "death by",
    Meaning.LADDER: "ladder | pyramid | leiter | pyramide | échelle | escalera | pirámide",
    Meaning.REPEAT: (
        "repeat | repeat all | repeat circuit | do this | wiederhole | wiederholen | alles wiederholen | répéter | "
        "repetir | repite | repita"
    ),
    Meaning.TOTAL: (
        "total | total time | total duration | duration | total workout time | workout time | time total | "
        "gesamt | gesamtzeit | gesamtdauer | insgesamt | dauer | "
        "temps total | durée totale | durée | tiempo total | duración | duración total"
    ),
    Meaning.MAX: (
        "max | max reps | max effort | max hold | amap | to failure | till failure | until failure | failure | "
        "maximal | bis zum versagen | so viele wie möglich | jusqu'à l'échec | à l'échec | máximo | máx | al fallo | hasta el fallo"
    ),
    Meaning.TEMPO: "tempo",
    Meaning.EFFORT: "rpe | rir",
    Meaning.THEN: "then | and then | into | followed by | dann | danach | puis | ensuite | luego | después",
    Meaning.AND: "and | und | et | y | &",
    Meaning.FILLER: (
        "of | for | in | a | the | w/ | w | at | with | w/ | lang | jeweils | von | mit | für | je | de | pendant | avec | à | por | con | durante | mal | times | veces | vez | da | di | van | per | volte"
    ),
    Meaning.TO: "to | bis | à | a | hasta",
    Meaning.END: "end | finish | finished | done | stop | the end | ende | fertig | schluss | fin | fini | final | terminado",
    Meaning.CIRCUIT: "circuit | superset | giant set | zirkel | supersatz | circuito | superserie",
}
# Beside those of the four languages that are spoken.
OTHER_UNITS: Final = {
    "minuti": "m", "minuto": "m", "minuut": "m", "minuten": "m", "secondi": "s", "secondo": "s", "seconden": "s", "segundos": "s", "ore": "h",
}  # fmt: skip
LONGEST_PHRASE: Final = 7  # words

LENGTHS_M: Final = {
    "m": 1, "mtr": 1, "meter": 1, "meters": 1, "metre": 1, "metres": 1, "metern": 1, "mètre": 1, "mètres": 1, "metro": 1,
    "metros": 1, "km": 1000, "kms": 1000, "kilometer": 1000, "kilometers": 1000, "kilometre": 1000, "kilomètres": 1000,
    "k": 1000, "mi": 1609, "mile": 1609, "miles": 1609, "yd": 1, "yds": 1, "yard": 1, "yards": 1, "ft": 0, "feet": 0,
}  # fmt: skip
# A number with one of these says how heavy, how hard or how large, not how long or how often.
MEASURES: Final = frozenset(
    [
        "kg",
        "kgs",
        "kilo",
        "kilos",
        "kilogramm",
        "kilogramos",
        "lb",
        "lbs",
        "pound",
        "pounds",
        "pfund",
        "livres",
        "libras",
        "pood",
        "#",
        "%",
        "w",
        "watt",
        "watts",
        "rpm",
        "bpm",
        "mm",
        "cm",
        "in",
        "inch",
        "inches",
        "zoll",
        "bw",
        "hz",
        "kcal",
        "ftp",
        "°",
    ]
)
CALORIES: Final = frozenset(["cal", "cals", "calorie", "calories", "kal", "kalorien", "calorías"])
# Beside these a short length such as `20m` is one of space, not of time.
MOVING: Final = frozenset(
    [
        "run",
        "runs",
        "running",
        "row",
        "rows",
        "rowing",
        "swim",
        "swimming",
        "ski",
        "bike",
        "carry",
        "carries",
        "walk",
        "walks",
        "walking",
        "sprint",
        "sprints",
        "shuttle",
        "sled",
        "crawl",
        "crawls",
        "lunge",
        "lunges",
        "drag",
        "push",
        "lauf",
        "laufen",
        "rudern",
        "schwimmen",
        "gehen",
        "sprint",
        "course",
        "rame",
        "nage",
        "courir",
        "remo",
        "correr",
        "carrera",
        "nado",
        "handstand",
        "farmer",
        "farmers",
    ]
)
# These are done over a distance: `sled push 20m`.
CARRYING: Final = frozenset(
    [
        "carry",
        "carries",
        "farmer",
        "farmers",
        "farmer's",
        "sled",
        "prowler",
        "shuttle",
        "shuttles",
        "sprint",
        "sprints",
        "handstand",
        "crawl",
        "crawls",
        "lunges",
        "yoke",
        "schlitten",
        "trineo",
    ]
)
SWIMMING: Final = frozenset(
    ["swim", "swims", "swimming", "freestyle", "breaststroke", "backstroke", "schwimmen", "nage", "nado"]
)
HELD_PHRASES: Final = ("wall sit", "l sit", "v sit")
# Beside these a double prime is inches.
BOXES: Final = frozenset(["box", "boxes", "jump", "jumps", "step", "steps", "target"])
HANGING: Final = frozenset(
    [
        "hang",
        "hangs",
        "hanging",
        "deadhang",
        "deadhangs",
        "maxhang",
        "maxhangs",
        "medhang",
        "medhangs",
        "repeater",
        "repeaters",
        "crimp",
        "crimps",
        "edge",
        "edges",
        "jug",
        "jugs",
        "sloper",
        "slopers",
        "pinch",
        "pocket",
        "pockets",
        "hangboard",
        "fingerboard",
        "leiste",
        "leisten",
        "griffbrett",
        "regleta",
        "regletas",
        "suspensiones",
        "arqué",
        "tendu",
        "réglette",
        "suspensions",
        "inthangs",
        "subhangs",
        "drag",
        "mono",
    ]
)
HELD: Final = frozenset(
    [
        "plank",
        "planks",
        "hold",
        "holds",
        "stretch",
        "hang",
        "hangs",
        "bridge",
        "pose",
        "hollow",
        "stand",
        "planche",
        "gainage",
        "plancha",
        "halten",
        "stütz",
        "unterarmstütz",
        "seitstütz",
        "wandsitz",
        "wandsitzen",
        "einbeinstand",
        "dehnung",
        "étirement",
        "chaise",
        "isometric",
        "iso",
        "deadhang",
        "support",
    ]
)
BREATHING: Final = frozenset(
    [
        "breathing",
        "breath",
        "breaths",
        "breathe",
        "atmung",
        "atmen",
        "respiration",
        "respiración",
        "box-breathing",
    ]
)

BREATHS: Final = frozenset(
    ["breaths", "breath", "atemzüge", "atemzügen", "respirations", "respiraciones", "respiros"]
)
BREATH_MS: Final = 5_000  # slow ones, as in yoga

# Before a number these name a part of a plan.
PARTS: Final = frozenset(
    [
        "week",
        "day",
        "phase",
        "level",
        "stage",
        "session",
        "workout",
        "month",
        "woche",
        "tag",
        "stufe",
        "einheit",
        "monat",
        "semaine",
        "jour",
        "séance",
        "niveau",
        "semana",
        "día",
        "dia",
        "sesión",
        "nivel",
        "fase",
    ]
)


def plain(word: str) -> str:
    return word.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("-", " ").replace("_", " ")


@cache
def phrases() -> dict[tuple[str, ...], Meaning]:
    """Return the meaning of each phrase, as its words and signs."""
    from voicecoach.importing.pasted.tokens import read_tokens

    found: dict[tuple[str, ...], Meaning] = {}
    for meaning, listed in _PHRASES.items():
        for phrase in listed.split(" | "):
            words = tuple(part for token in read_tokens(phrase) for part in plain(token.text).split())
            found.setdefault(words, meaning)
    return found
