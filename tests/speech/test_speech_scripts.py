"""What a voice cannot say is found before anything sounds, with the part named."""

import unicodedata

import pytest

from voicecoach.speech.engines import HIBARI, PIPER, PYTTSX3
from voicecoach.speech.fake import FakeSpeech
from voicecoach.speech.other_scripts import OtherScriptSpeech
from voicecoach.speech.scripts import (
    language_that_says,
    scripts_of,
    unsaid_of,
    unsaid_parts,
)
from voicecoach.timeline.audible import Utterance

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


@pytest.mark.parametrize("letter", list("ກកကකਕકಕകକཀᎠހአᚠᠠ"))
def test_a_letter_of_any_other_script_is_named(letter):
    assert unsaid_of(f"Go {letter}", "en", ENGLISH) == (letter,)


@pytest.mark.parametrize(
    ("language", "letter"),
    [("lo", "ກ"), ("km", "ក"), ("my", "က"), ("si", "ක"), ("pa", "ਕ"), ("gu", "ક"), ("kn", "ಕ"), ("ml", "ക"),
     ("or", "କ"), ("bo", "ཀ"), ("chr", "Ꮔ"), ("dv", "ހ"), ("am", "አ"), ("th", "ก")],
)  # fmt: skip
def test_a_language_has_the_letters_that_it_is_written_in(language, letter):
    assert unsaid_of(f"Go {letter}", language, scripts_of(language)) == ()


def test_every_letter_is_latin_or_of_a_script_that_an_english_voice_lacks():
    """No list of scripts has to know them all: what the next Unicode brings is found, too."""
    letters = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Lo", "Ll", "Lu"}]
    said = [letter for letter in letters if not unsaid_parts(letter, ENGLISH)]
    names = {unicodedata.name(letter).split(" ")[0] for letter in said}
    assert names == {"LATIN", "FEMININE", "MASCULINE", "MICRO", "TURNED", "ROMAN"}
    assert len(said) < 2000 < len(letters)


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


@pytest.mark.parametrize(
    ("parts", "language"),
    [
        (("Планка",), "ru"),
        (("Σανίδα",), "el"),
        (("腕立て",), ""),
        (("健康",), ""),
        (("Планка", "Σανίδα"), ""),
        ((), ""),
    ],
)
def test_letters_of_one_language_are_said_by_its_voice(parts, language):
    assert language_that_says(parts) == language


class Voice(FakeSpeech):
    def __init__(self, language):
        super().__init__()
        self.language, self.said, self.is_open = language, [], True

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.is_open = False

    def lengths(self, utterances):
        asked = list(utterances)
        self.said += [one.text for one in asked]
        return super().lengths(asked)


def test_a_text_in_another_script_goes_to_another_voice_and_that_is_said_once():
    own, others, notes = Voice("en"), [], []

    def open_for(language):
        others.append(Voice(language))
        return others[-1]

    texts = ("Breathe.", "Дыши.", "Планка. Forty seconds.", "Étire.")
    asked = [*(Utterance(text=text) for text in texts), Utterance(text="Ещё раз.", voice="pl")]
    with OtherScriptSpeech(
        own, unsaid=lambda text: unsaid_of(text, "en", ENGLISH), open_for=open_for, note=notes.append
    ) as speech:
        lengths_ms = speech.lengths(asked)
        assert list(lengths_ms) == asked
        assert speech.clip(asked[1]).frames == lengths_ms[asked[1]] * 48
    assert own.said == ["Breathe.", "Étire.", "Ещё раз."]  # the last has a voice of its author's choice
    assert [(one.language, one.said) for one in others] == [("ru", ["Дыши.", "Планка. Forty seconds."])]
    assert notes == [
        "the voice has no letters for “Дыши.”: another one says it, in the language `ru`",
    ]
    assert not own.is_open
    assert not others[0].is_open
