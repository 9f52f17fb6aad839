"""What a coach sees while recording, on terminals of any size."""

import pytest

from voicecoach.escaping import columns
from voicecoach.player.screen.rows import ASCII_SIGNS, Ink, wrapped
from voicecoach.player.screen.sentence_card import SentenceCard, lay_out_card

KEYS = ("space next", "r again", "p play", "s later", "b back", "q quit")
LONG = "Set up so that your feet still reach the floor or a low box when you hang. They take as much of your weight as you like."
CARD = SentenceCard(
    place="sentence 3 of 41",
    room="at most 2.4 s, heard 3 times",
    text="Tuck your pelvis, and let your lower back lengthen.",
    lines=("Too long by 0.7 s: 3.1 s, and there is room for 2.4 s. Speak faster.",),
    is_good=False,
    keys=KEYS,
    done=50,
)
COUNTING = SentenceCard(
    place="sentence 1 of 2", room="as long as you like", text=LONG, number="3", state="get ready", level=400
)


def text_of(rows):
    return ["".join(text for text, _ in row) for row in rows]


@pytest.mark.parametrize("size", [(80, 24), (40, 20), (132, 50), (20, 8), (8, 3), (1, 1), (0, 0)])
@pytest.mark.parametrize("card", [CARD, COUNTING], ids=["judged", "counting"])
def test_nothing_is_wider_or_higher_than_the_terminal(card, size):
    width, height = size
    rows = lay_out_card(card, width, height)
    assert len(rows) <= height
    assert all(columns(row) <= width for row in text_of(rows))


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
def test_everything_is_there(size):
    shown = " ".join(" ".join(text_of(lay_out_card(CARD, *size))).split())
    for part in (CARD.place, CARD.room, CARD.text, *CARD.lines, *KEYS):
        assert part in shown
    rows = lay_out_card(COUNTING, *size)
    counted = " ".join(" ".join(text_of(rows)).split())
    assert LONG in counted
    assert sum(ink is Ink.BETWEEN for row in rows for _, ink in row) >= 5, "the number is drawn"


def test_where_there_is_little_room_the_sentence_and_what_is_wrong_come_first():
    shown = " ".join(text_of(lay_out_card(CARD, 40, 5)))
    assert "Tuck your pelvis" in shown
    assert "Too long by 0.7 s" in shown


def test_a_text_of_a_stranger_cannot_reach_the_terminal():
    card = SentenceCard(place="", room="", text="a\x1b[2Jb\u202ec")
    assert "\x1b" not in "".join(text_of(lay_out_card(card, 80, 24)))
    assert "\u202e" not in "".join(text_of(lay_out_card(card, 80, 24)))


def test_signs_are_those_that_the_terminal_has():
    assert "".join(text_of(lay_out_card(COUNTING, 40, 20, ASCII_SIGNS))).isascii()


def test_words_that_are_too_long_are_broken():
    assert wrapped("aaaaaaa bb", 3) == ["aaa", "aaa", "a", "bb"]
    assert wrapped("伸ばす手首", 4) == ["伸ば", "す手", "首"]
    assert wrapped("", 4) == []
