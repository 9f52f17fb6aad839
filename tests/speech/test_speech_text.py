import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import SpeechError
from voicecoach.speech.text import quoted, spoken_length, spoken_text
from voicecoach.timeline.audible import LONGEST_READ, LONGEST_SPOKEN

KEPT = [
    "Don't stop.",
    "push-ups",
    "side-to-side",
    "Step down.",
    "T-spine, then Pallof press",
]


@pytest.mark.parametrize("text", KEPT)
def test_plain_words_stay(text):
    assert spoken_text(text, "en") == text


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
        ("RDL, 3x10", "ar dee ell, three times ten"),
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
        ("<speak>Hang</speak>", "Hang"),
        ("<hang> on", "hang on"),
        ("[[h@l'oU]] you", "h at l'oU you"),
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


def test_a_text_whose_numbers_are_too_long_to_say_is_refused():
    number = "99,999,999,999,999 "
    spoken = spoken_text(number * 30, "en")
    assert len(spoken) <= LONGEST_READ
    assert spoken_length(number * 30, "en") == len(spoken)
    with pytest.raises(SpeechError, match="characters with its numbers as words, 5,000 at most") as caught:
        spoken_text(number * 60, "en")
    assert caught.value.hint == "cut it into several cues"
    assert spoken_length(number * 60, "en") > LONGEST_READ
    assert spoken_length("word " * 2000, "en") == 0


def test_what_a_person_counts_in_one_text_is_not_too_long():
    assert spoken_text(" ".join(map(str, range(1, 270))), "en")


@given(st.text(st.characters(), max_size=300), st.sampled_from(["en", "en-GB", "de"]))
def test_any_text_is_made_speakable_or_refused(text, language):
    try:
        spoken = spoken_text(text, language)
    except SpeechError:
        return
    assert spoken.encode()
    assert spoken.isprintable() or any(c in spoken for c in "\u00ad")
    assert not set(spoken) & set("<>[]{}|\\*_^`~=#\x00")
