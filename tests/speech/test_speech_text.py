import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import SpeechError
from voicecoach.speech.text import LONGEST_TEXT, quoted, spoken_text

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


def test_other_languages_keep_their_notation():
    assert spoken_text("Étire-toi 30 s, l'épaule à 90°", "fr") == "Étire-toi 30 s, l'épaule à 90°"


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
    assert spoken_text("a" * LONGEST_TEXT, "en")
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
