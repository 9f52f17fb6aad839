"""A file that names no language is read by an English voice: a coach asks where its texts are surely in another one."""

import pytest

from voicecoach.language.coach_language import missing_language
from voicecoach.language.mending import mended
from voicecoach.language.parse import parse
from voicecoach.source import SourceText

GERMAN = """title: Kraft zu Hause
steps:
  - hold: Unterarmstütz
    for: 30s
    cues: {10s: Heben Sie die Hüfte nicht und atmen Sie ruhig.}
"""
FRENCH = """title: 'Séance courte'  # le matin
steps:
  - rounds: 3
    steps:
      - work: Pompes
        for: 30s
      - rest: 10s
        say: Respirez lentement, les épaules basses.
      - work: Chaise contre le mur
        for: 30s
"""
SPANISH = """title: Rutina de casa
caution: Si duele, para y descansa.
steps:
  - reps: Sentadillas
    count: 10
    tempo: 2-0-2-0
  - say: Respira y mantén la espalda recta con las rodillas juntas.
"""


def find(text):
    source = SourceText(name="mine.yaml", text=text)
    routine, problems = parse(source)
    assert routine is not None, problems
    found = tuple(missing_language(routine))
    return [one.language for one in found], mended(source, found)


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        (GERMAN, "de", "title: Kraft zu Hause"),
        (FRENCH, "fr", "title: 'Séance courte'"),
        (SPANISH, "es", "title: Rutina de casa"),
    ],
)
def test_a_text_that_is_surely_in_another_language_gets_it_below_its_title(text, language, title):
    found, text_then = find(text)
    assert found == [language]
    assert text_then == text.replace(title, f"{title}\nlanguage: {language}", 1)
    assert find(text_then) == ([], text_then)


@pytest.mark.parametrize(
    "text",
    [
        GERMAN.replace("steps:", "language: en\nsteps:", 1),
        GERMAN.replace("Kraft zu Hause", "Core, left and right"),  # partly English
        "title: Warm-up\nsteps:\n  - hold: Keep your hips up\n    for: 30s\n",
        "title: Klimmzüge\nsteps:\n  - reps: Klimmzüge\n    count: 8\n    tempo: 2-0-2-0\n",  # a word or two prove nothing
        "title: Gainage\nsteps:\n  - hold: Chaise\n    for: 30s\n",
        "title: T\nabout: und mit der die das den dem ein\nsteps:\n  - rest: 10s\n",  # shown, never spoken
    ],
)
def test_what_is_not_certain_is_not_asked(text):
    assert find(text) == ([], text)


def test_nothing_is_proposed_where_no_line_can_be_put():
    assert find(GERMAN.replace("title: Kraft zu Hause", "title: >\n  Kraft zu Hause"))[0] == ["de"]
