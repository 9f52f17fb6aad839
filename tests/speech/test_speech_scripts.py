"""What a voice cannot say is found before anything sounds, with the part named."""

import pytest

from voicecoach.speech.engines import HIBARI, PIPER, PYTTSX3
from voicecoach.speech.scripts import scripts_of, unsaid_of

ENGLISH = scripts_of("en")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Next: 腕立て伏せ", ("腕立て伏せ",)),
        ("Планка and Plank", ("Планка",)),
        ("∑ then Планка", ("∑", "Планка")),
        ("नमस्ते", ("नमस्ते",)),
        ("Étire l'épaule, Füße, niño, Łódź", ()),
        ("≥ 5, 20 °C, ½ → ②, 10 ㎏, Level Ⅳ", ()),
        ("Go 💪 now", ()),
        ("\N{MATHEMATICAL SANS-SERIF BOLD CAPITAL A} \N{FULLWIDTH DIGIT ONE}", ()),
    ],
)
def test_the_parts_in_another_script_are_named(text, parts):
    assert unsaid_of(text, "en", ENGLISH) == parts


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Планка, 腕"), ("ja", "腕立て伏せ Plank"), ("el", "Σανίδα"), ("he", "עשר שניות")],
)
def test_a_language_has_its_own_script_and_latin_letters(language, text):
    assert set(unsaid_of(text, language, scripts_of(language))) <= {"腕"}
    assert unsaid_of(text, "en", ENGLISH)


def test_what_pronounce_says_is_said():
    assert unsaid_of("Stretch 手首", "en", ENGLISH, (("手首", "teh koo bee"),)) == ()


def test_each_engine_says_which_scripts_it_has():
    assert HIBARI.scripts == ("LATIN",)  # its voice is English alone
    assert PYTTSX3.scripts == PIPER.scripts == ()  # those of the voice's language
