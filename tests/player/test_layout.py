"""Boards on terminals of all sizes: each file in `golden` is what should be seen."""

import runpy
from pathlib import Path

import pytest
from boards import HANG, LOST, PAUSED, SPOKEN, WAITING, WIDE
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from voicecoach.escaping import columns
from voicecoach.language.leaves import IntervalKind
from voicecoach.phrases import load_phrases
from voicecoach.player.playback import PlayerState
from voicecoach.player.screen.layout import in_cells, lay_out_board
from voicecoach.player.screen.rows import ASCII_SIGNS, FULL_SIGNS, Ink

GOLDEN = Path(__file__).parent / "golden"
CASES = {
    "hang-80x24": (HANG, 80, 24),
    "hang-200x60": (HANG, 200, 60),
    "hang-120x40": (HANG, 120, 40),
    "hang-40x20": (HANG, 40, 20),
    "paused-40x20": (PAUSED, 40, 20),
    "keys-80x24": (replace(HANG, shows_keys=True), 80, 24),
    "keys-40x12": (replace(HANG, shows_keys=True), 40, 12),
    "hang-40x12": (HANG, 40, 12),
    "hang-20x6": (HANG, 20, 6),
    "hang-60x3": (HANG, 60, 3),
    "hang-1x1": (HANG, 1, 1),
    "paused-80x24": (PAUSED, 80, 24),
    "paused-20x6": (PAUSED, 20, 6),
    "waiting-80x24": (WAITING, 80, 24),
    "lost-40x12": (LOST, 40, 12),
    "wide-40x12": (WIDE, 40, 12),
    "wide-15x8": (WIDE, 15, 8),
    "spoken-80x24": (SPOKEN, 80, 24),
}


def drawn(rows):
    return "\n".join("".join(text for text, _ in row).rstrip() for row in rows)


@pytest.mark.parametrize(("board", "width", "height"), CASES.values(), ids=CASES)
def test_a_board_looks_like_this(board, width, height, request):
    golden = GOLDEN / f"{request.node.callspec.id}.txt"
    assert f"{drawn(lay_out_board(board, width, height))}\n" == golden.read_text("utf-8")


def test_what_cannot_be_drawn_has_a_replacement():
    rows = drawn(lay_out_board(HANG, 40, 12, ASCII_SIGNS))
    assert rows.isascii()
    assert "##" in rows
    assert "..." in rows


TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\x1b\u202e\u200d漢字é\u0301🏋 \n")),
    max_size=60,
)
BOARDS = st.builds(
    replace,
    st.sampled_from([HANG, PAUSED, WAITING, LOST, WIDE]),
    number=st.sampled_from(["0", "3", "27", "1:40", "1:02:03", "100"]),
    step=TEXTS,
    place=TEXTS,
    cue=TEXTS,
    following=TEXTS,
    title=TEXTS,
    remark=TEXTS,
    step_done=st.integers(0, 1000),
    state=st.sampled_from(PlayerState),
    kind=st.sampled_from(IntervalKind),
)


@given(BOARDS, st.integers(0, 120), st.integers(0, 40), st.sampled_from([FULL_SIGNS, ASCII_SIGNS]))
def test_a_board_fits_any_terminal_and_holds_nothing_that_a_terminal_obeys(board, width, height, signs):
    rows = lay_out_board(board, width, height, signs)
    assert len(rows) <= height
    for row in rows:
        text = "".join(text for text, _ in row)
        assert columns(text) <= width
        assert not {"\x1b", "\n", "\r", "\x9b", "\u202e"} & set(text)


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(1, 200))
def test_bars_move_by_cells(step, session, width):
    board = replace(HANG, step_done=step, session_done=session)

    def done_cells(board):
        rows = lay_out_board(board, width, 24)
        return [len(row[0][0]) for row in rows if len(row) > 1 and row[1][1] is Ink.LEFT]

    exact, moved = done_cells(board), done_cells(in_cells(board, width))
    assert moved[:1] == exact[:1]  # the step's, as wide as the terminal
    assert all(0 <= one - other <= 1 for one, other in zip(exact[1:], moved[1:], strict=True))


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12), (20, 6), (20, 3), (20, 1)])
@pytest.mark.parametrize("number", ["3", "45"])
def test_the_number_is_always_to_be_seen(width, height, number):
    rows = lay_out_board(replace(HANG, number=number), width, height)
    assert any(ink is Ink.WORK and text.strip() for row in rows for text, ink in row)


@pytest.mark.parametrize(
    ("kind", "ink"),
    [(IntervalKind.HOLD, Ink.WORK), (IntervalKind.REST, Ink.BETWEEN), (IntervalKind.SAY, Ink.SPOKEN)],
)
def test_the_number_has_the_colour_of_its_kind_and_none_while_it_stands_still(kind, ink):
    for state, expected in ((PlayerState.PLAYING, ink), (PlayerState.PAUSED, Ink.IDLE)):
        rows = lay_out_board(replace(HANG, kind=kind, state=state), 80, 24)
        assert expected in {ink for row in rows for text, ink in row if "█" in text}


def test_the_number_keeps_its_place_when_a_cue_comes_and_goes():
    def rows_of_the_number(board):
        rows = lay_out_board(board, 80, 24)
        return [at for at, row in enumerate(rows) if any("█" in text for text, _ in row)]

    assert (
        rows_of_the_number(HANG)
        == rows_of_the_number(replace(HANG, cue=""))
        == rows_of_the_number(replace(HANG, cue="Halfway.", place=""))
    )


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("state", PlayerState)
@pytest.mark.parametrize(("width", "height"), [(120, 40), (80, 24), (40, 20)])
def test_the_keys_are_there_whatever_happens(language, state, width, height):
    board = replace(HANG, phrases=load_phrases(language), state=state, remark="sound lost (unplugged)")
    last_row = "".join(text for text, _ in lay_out_board(board, width, height)[-1])
    assert board.phrases.on_screen("key_quit") in last_row
    assert board.phrases.on_screen("key_help") in last_row


@pytest.mark.parametrize("height", [6, 12, 24])
def test_whoever_asks_sees_each_key_and_still_the_number(height):
    rows = drawn(lay_out_board(replace(HANG, shows_keys=True), 80, height))
    assert "█" in rows
    if height > 10:
        words = ("space pause", "← back", "→ next", "r repeat the cue", "↑↓ volume", "q quit", "? keys")
        assert [word for word in words if word not in rows] == []


def test_exercise_and_round_are_in_large_letters_where_there_is_room():
    small, large = (drawn(lay_out_board(HANG, *size)) for size in ((80, 24), (120, 40)))
    assert "Bar hang\n" in small
    assert "Bar hang\n" not in large
    assert "round 2 of 3" not in large
    name = replace(HANG, step="太極拳", place="ход 2")
    assert "太極拳" in drawn(lay_out_board(name, 120, 40))
    assert "ход 2" in drawn(lay_out_board(name, 120, 40))


def test_the_bar_has_the_colour_of_the_number():
    for kind, ink in ((IntervalKind.HOLD, Ink.WORK), (IntervalKind.REST, Ink.BETWEEN)):
        rows = lay_out_board(replace(HANG, kind=kind), 80, 24)
        assert {one for row in rows for text, one in row if "━" in text} == {ink}


def test_the_picture_in_the_docs_is_what_the_screen_shows():
    root = Path(__file__).parent.parent.parent
    script = runpy.run_path(str(root / "scripts" / "render_screen"))
    assert script["picture"]() == (root / "docs" / "screen.svg").read_text("utf-8"), (
        "run scripts/render_screen"
    )
