"""How `scripts/intelligibility` counts what a recogniser got wrong."""

import runpy
import tomllib
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent / "scripts"
SCORING = runpy.run_path(str(SCRIPTS / "word_errors.py"))


def errors(said, heard, language="en"):
    words_of = SCORING["words_of"]
    return SCORING["edits"](words_of(said, language), words_of(heard, language))


@pytest.mark.parametrize(
    ("said", "heard", "language"),
    [
        ("Hold for thirty seconds.", "Hold for 30 seconds", "en"),
        ("A warm-up, please.", "A warmup please", "en"),
        ("To the centre, don't stop.", "to the center dont stop", "en"),
        ("Dreißig Sekunden.", "30 Sekunden!", "de"),
        ("Streck die Füße.", "streck die Füsse", "de"),
        ("Descansa treinta segundos.", "descansa 30 segundos", "es"),
        ("Inhala. Vuelve.", "Inala, buelve", "es"),
        ("Túmbate boca arriba.", "Tumbate boca arriba", "es"),
        ("Écartez les bras.", "Écarter les bras", "fr"),
        ("Encore vingt secondes.", "encore 20 secondes", "fr"),
    ],
)
def test_another_spelling_is_no_error(said, heard, language):
    assert errors(said, heard, language) == 0


@pytest.mark.parametrize(
    ("said", "heard", "language", "wrong"),
    [
        ("Step on the brake.", "Step on the break.", "en", 1),
        ("Gardez le dos droit.", "Gardez le DOS droite.", "fr", 1),
        ("Mucho pecho.", "Muco peco.", "es", 2),
        ("Un año.", "Un ano.", "es", 1),
        ("Halte den Rücken gerade.", "Halte den Rücken.", "de", 1),
        ("Rest.", "", "en", 1),
    ],
)
def test_another_word_is_one(said, heard, language, wrong):
    assert errors(said, heard, language) == wrong


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_there_are_fifty_sentences_a_language(language):
    sentences = tomllib.loads((SCRIPTS / "intelligibility.toml").read_text("utf-8"))[language]
    assert len(set(sentences)) == len(sentences) == 50
    words = [SCORING["words_of"](sentence, language) for sentence in sentences]
    assert all(1 < len(one) < 15 for one in words)
