"""Words in large letters."""

from hypothesis import given
from hypothesis import strategies as st

from voicecoach.player.screen.letters import ROWS, block_letters


def test_words_are_drawn_like_this():
    assert block_letters("Hi, 2/3", columns=80) == (
        "▄   ▄ ▄       ▄▄▄    ▄ ▄▄▄ ",
        "█▄▄▄█ █        ▄▄▀  ▄▀  ▄▄▀",
        "█   █ █ ▄▀    █▄▄▄ █   ▄▄▄▀",
    )


def test_accents_stay():
    assert (
        len({block_letters(text, columns=80) for text in ("Etire", "Étire", "Êtire", "Ètire", "Ëtire")}) == 5
    )
    assert block_letters("Süßes", columns=80) == block_letters("SÜSSES", columns=80)


def test_what_is_too_wide_or_has_no_letter_is_not_drawn():
    assert block_letters("Bar hang", columns=10) == ()
    assert block_letters("太極拳", columns=80) == ()
    assert block_letters("", columns=80) == ()


@given(st.text(max_size=30), st.integers(0, 200))
def test_any_text_fits_or_is_not_drawn(text, columns):
    drawn = block_letters(text, columns=columns)
    assert len(drawn) in {0, ROWS}
    assert all(len(row) == len(drawn[0]) <= columns for row in drawn)
