import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import SpeechError
from voicecoach.speech.normalise import LANGUAGES, sign_rules
from voicecoach.speech.text import quoted, spoken_text
from voicecoach.timeline.audible import LONGEST_SPOKEN

NOTATION = {
    "3x10": "3 times 10",
    "3 x 10 kg": "3 times 10 kilos",
    "3x10s": "3 times 10 seconds",
    "8-12 reps": "8 to 12 reps",
    "8–12 reps": "8 to 12 reps",  # noqa: RUF001
    "Hold for 30s.": "Hold for 30 seconds.",
    "30 s": "30 seconds",
    "45 secs": "45 seconds",
    "1 min": "1 minute",
    "1:30": "1 minute 30 seconds",
    "0:45": "45 seconds",
    "1:02:03": "1 hour 2 minutes 3 seconds",
    "6:30 am": "6:30 am",
    "1m30s": "1 minute 30 seconds",
    "1h 5m": "1 hour 5 minutes",
    "10m": "10 minutes",
    "400m": "400 meters",
    "1 kg": "1 kilo",
    "10 kg": "10 kilos",
    "2.5 km": "2.5 kilometers",
    "135 lb": "135 pounds",
    "90°": "90 degrees",
    "½-squat": "half squat",
    "1½ miles": "1 and a half miles",
    "1/2 kneeling": "half kneeling",
    "Set 2/3": "Set 2 of 3",
    "L/R": "left and right",
    "R leg up": "right leg up",
    "RDL": "Romanian deadlift",
    "KB swings": "kettlebell swings",
    "EMOM": "every minute on the minute",
    "AMRAP": "as many rounds as possible",
    "1RM": "1 rep max",
    "x5": "5 times",
    "~30 s": "about 30 seconds",
    ">10 reps": "more than 10 reps",
    "No. 5": "number 5",
    "#3": "number 3",
    "e.g. a towel": "for example a towel",
    "w/ band": "with band",
    "w/o band": "without band",
    "hips → heels": "hips to heels",
    "tempo 3-1-1-0": "tempo 3, 1, 1, 0",
    "21-15-9": "21, 15, 9",
    "3X10": "3 times 10",
    "30-45s": "30 to 45 seconds",
    "45°-90°": "45 to 90 degrees",
    "5-10 kg": "5 to 10 kilos",
    "60-70%": "60 to 70%",
    "20/10": "20, 10",
    "Hips 90/90": "Hips 90, 90",
    "1/2": "half",
    "3/4 depth": "three quarters depth",
    "½ kg, ½ h": "half a kilo, half an hour",
    "a ½ turn": "a half turn",
    "2h30": "2 hours 30 minutes",
    "3x/week": "3 times a week",
    "10 reps/side": "10 reps a side",
    "30s/30s": "30 seconds, 30 seconds",
    "inhale/exhale, and/or hold": "inhale or exhale, and or hold",
    "5+5, then 5+ reps": "5 plus 5, then 5 or more reps",
    "1st round, 22nd rep": "first round, twenty-second rep",
    "E.g. a towel": "For example a towel",
    "up ↑, down ↓": "up , down",
    "1234567890123456": "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6",
}
KEPT = [
    "Don't stop.",
    "push-ups",
    "side-to-side",
    "Covid-19",
    "60 %",
    "Step down.",
    "T-spine, then Pallof press",
    "Row 2.5",
]


@pytest.mark.parametrize(("written", "spoken"), NOTATION.items())
def test_notation_is_spoken_as_a_person_would(written, spoken):
    assert spoken_text(written, "en") == spoken


@pytest.mark.parametrize("text", KEPT)
def test_plain_words_stay(text):
    assert spoken_text(text, "en") == text


NOTATION_ELSEWHERE = {
    "de": {
        "3x10 Wdh.": "3 mal 10 Wiederholungen",
        "8-12 Wiederholungen": "8 bis 12 Wiederholungen",
        "30s halten, 30 Sek. Pause": "30 Sekunden halten, 30 Sekunden Pause",
        "1:30": "eine Minute 30 Sekunden",
        "um 6:30 Uhr": "um 6:30 Uhr",
        "1½ Minuten": "eineinhalb Minuten",
        "2½ kg": "2 einhalb Kilo",
        "½-Kniebeuge": "halbe Kniebeuge",
        "Satz 2/3": "Satz 2 von 3",
        "li./re., L/R": "links und rechts, links und rechts",
        "2,5 km, 400m": "2,5 Kilometer, 400 Meter",
        "z.B. ein Handtuch": "zum Beispiel ein Handtuch",
        "Nr. 3": "Nummer 3",
        "90°": "90 Grad",
        "Füße & Hände": "Füße und Hände",
        "5x RDL": "5 mal rumänisches Kreuzheben",
        "Tempo 3-1-1-0": "Tempo 3, 1, 1, 0",
        "30-45 s, 45°-90°": "30 bis 45 Sekunden, 45 bis 90 Grad",
        "60 lb": "60 lb",
        "½ min, ½ kg, ½ km": "eine halbe Minute, ein halbes Kilo, ein halber Kilometer",
        "1. Satz, die 2. Runde": "erster Satz, die zweite Runde",
        "Im 3. Satz, 1. Set": "Im dritten Satz, erstes Set",
        "EMOM → AMRAP": "jede Minute zur vollen Minute zu so viele Runden wie möglich",
        "2x/Woche, 10/Seite": "2 mal pro Woche, 10 pro Seite",
        "links/rechts, und/oder": "links oder rechts, und oder",
        "Los 💪!": "Los !",
    },
    "es": {
        "3x10 reps": "3 por 10 repeticiones",
        "5x": "5 veces",
        "8-12 repeticiones": "8 a 12 repeticiones",
        "1:30": "un minuto 30 segundos",
        "6:30 h": "6:30 h",
        "1½ km": "1 y medio kilómetros",
        "Serie 2/3": "Serie 2 de 3",
        "izq./dcha.": "izquierda y derecha",
        "c/lado": "cada lado",
        "n.º 3": "número 3",
        "90°": "90 grados",
        "p. ej. una toalla": "por ejemplo una toalla",
        "¿Listo? ¡Ya!": "¿Listo? ¡Ya!",
        "30s, 10 kg, 20 lb": "30 segundos, 10 kilos, 20 libras",
        "30-45 s, 45°-90°": "30 a 45 segundos, 45 a 90 grados",
        "½ min, ½ h": "medio minuto, media hora",
        "1.ª serie, 2º paso": "primera serie, segundo paso",
        "3.er paso, 1.º tramo, 90º": "3.er paso, primer tramo, 90 grados",
        "RDL → EMOM": "peso muerto rumano a cada minuto en el minuto",
        "2x/semana, 10/lado": "2 veces por semana, 10 por lado",
        "izquierda/derecha, y/o": "izquierda o derecha, y o",
        "Vamos 💪": "Vamos",
    },
    "fr": {
        "3x10 reps": "3 fois 10 répétitions",
        "8-12 répétitions": "8 à 12 répétitions",
        "Étire-toi 30 s, l'épaule à 90°": "Étire-toi 30 secondes, l'épaule à 90 degrés",
        "1 min": "une minute",
        "1h 5m": "une heure 5 minutes",
        "Série 2/3": "Série 2 sur 3",
        "G/D": "gauche et droite",
        "n° 3": "numéro 3",
        "p. ex. une serviette": "par exemple une serviette",
        "c'est-à-dire": "c'est-à-dire",
        "1:30, 10 kg": "une minute 30 secondes, 10 kilos",
        "30-45 s, 45°-90°": "30 à 45 secondes, 45 à 90 degrés",
        "½ h, ½ kg": "une demi heure, un demi kilo",
        "1er tour, 1re série, 2e tour": "premier tour, première série, deuxième tour",
        "1h30": "une heure 30 minutes",
        "RDL → EMOM": "soulevé de terre roumain vers au début de chaque minute",
        "2x/semaine, 10/côté": "2 fois par semaine, 10 par côté",
        "gauche/droite, et/ou": "gauche ou droite, et ou",
        "Allez 💪": "Allez",
    },
}


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [(language, *pair) for language, table in NOTATION_ELSEWHERE.items() for pair in table.items()],
)
def test_notation_is_spoken_in_other_languages(language, written, spoken):
    assert spoken_text(written, language) == spoken


@pytest.mark.parametrize("language", ["it", "pt-BR", "eng"])
def test_languages_without_a_table_keep_their_notation(language):
    assert spoken_text("3x10, 30 s", language) == "3x10, 30 s"


TABLE = (
    ("Pallof", "pal off"),
    ("Pallof press", "pal off press"),
    ("Étoile", "ay twal"),
    ("RDL", "ar dee ell"),
)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Pallof hold", "pal off hold"),
        ("The PALLOF  press.", "The pal off press."),
        ("Pallofs, unpallof", "Pallofs, unpallof"),
        ("e\u0301toile, ÉTOILE", "ay twal, ay twal"),
        ("RDL, 3x10", "ar dee ell, 3 times 10"),
    ],
)
def test_names_are_said_as_the_table_says(written, spoken):
    assert spoken_text(written, "en", TABLE) == spoken


def test_of_two_entries_for_a_name_the_later_one_counts():
    assert spoken_text("Pallof", "en", (("pallof", "one"), ("Pallof", "two"))) == "two"


def test_a_name_that_is_no_pattern_is_taken_as_it_is():
    assert spoken_text("C++ and a.b and axb", "en", (("a.b", "dot"), ("C++", "see"))) == "see and dot and axb"


def test_typographic_apostrophes_become_plain_ones():
    assert spoken_text("Don’t lift your heels", "en") == "Don't lift your heels"  # noqa: RUF001


def test_accents_are_composed():
    assert spoken_text("E\u0301tire", "fr") == "Étire"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("<speak>Hang</speak>", "speak Hang /speak"),
        ("[[h@l'oU]] you", "h@l'oU you"),
        ("*hold* _it_", "hold it"),
        ("Go 💪 now 👩‍🏋️", "Go now"),
        ("a\x00b\u200bc\ud800d\r\ne", "a bcd e"),
        ("left\u00a0\u2003  side", "left side"),
    ],
)
def test_nothing_is_left_that_an_engine_could_take_for_markup_or_an_end(text, spoken):
    assert spoken_text(text, "en") == spoken


@pytest.mark.parametrize("text", ["", " ", "...", "💪", "\u200b\u200d", "?!", "\ud800", "[[]]", "—"])
def test_nothing_to_say_is_an_error_that_names_the_text(text):
    with pytest.raises(SpeechError, match="can be spoken") as caught:
        spoken_text(text, "en")
    assert quoted(text) in caught.value.message
    assert caught.value.hint


def test_a_text_that_is_too_long_is_refused():
    assert spoken_text("a" * LONGEST_SPOKEN, "en")
    with pytest.raises(SpeechError, match="10,000 characters"):
        spoken_text("word " * 2000, "en")


@given(st.text(st.characters(), max_size=300), st.sampled_from(["en", "en-GB", "de"]))
def test_any_text_is_made_speakable_or_refused(text, language):
    try:
        spoken = spoken_text(text, language)
    except SpeechError:
        return
    assert spoken.encode()
    assert spoken.isprintable() or any(c in spoken for c in "\u00ad")
    assert not set(spoken) & set("<>[]{}|\\*_^`~=#\x00")


LETTERS = st.sampled_from("abcxXhmsgLRrdEéÀöß .,;:!?'’()-\n")  # noqa: RUF001
WORDS = st.one_of(st.text(LETTERS, max_size=60), st.text(st.sampled_from("xhms kg.,-:"), max_size=12))


@given(WORDS, st.sampled_from(sorted(LANGUAGES)))
def test_rules_for_signs_find_nothing_in_words(text, language):
    for pattern, _ in sign_rules(language):
        assert not pattern.search(text)
