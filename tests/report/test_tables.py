import re

from voicecoach.escaping import columns
from voicecoach.report.tables import paragraph, table

ROWS = [
    ("name", "focus", "title"),
    ("bar-hang", "back, shoulders", "Bar hang, feet forward"),
    ("tabata", "endurance, full-body", "Tabata"),
]


def words_of(text):
    return sorted(text.split())


def test_columns_are_as_wide_as_they_need():
    assert table(ROWS) == (
        "name      focus                 title\n"
        "bar-hang  back, shoulders       Bar hang, feet forward\n"
        "tabata    endurance, full-body  Tabata"
    )


def test_a_narrow_table_goes_on_in_further_lines_and_divides_no_word():
    narrow = table(ROWS, width=34)
    assert max(map(len, narrow.splitlines())) <= 34
    assert words_of(narrow) == words_of(table(ROWS))


def test_where_not_all_columns_have_room_the_last_ones_stand_below():
    assert table(ROWS, width=24) == (
        "name      focus\n"
        "  title\n"
        "bar-hang  back,\n"
        "          shoulders\n"
        "  Bar hang, feet forward\n"
        "tabata    endurance,\n"
        "          full-body\n"
        "  Tabata"
    )


def test_a_number_stays_with_its_unit():
    assert table([("bar-hang", "for 4 min"), ("tabata", "for 13 min")], width=15) == (
        "bar-hang for\n         4 min\ntabata   for\n         13 min"
    )


def test_no_width_is_too_small_for_a_word():
    narrow = table(ROWS, width=5)
    assert words_of(narrow) == words_of(table(ROWS))


def test_wide_letters_take_two_columns():
    lines = table([("健康体操", "x"), ("ab", "y")]).splitlines()
    assert [columns(line) for line in lines] == [11, 11]


def test_what_a_terminal_would_obey_is_escaped_and_colours_are_put_around_it():
    painted = table([("a\x1b[2J\nb", "c")], paint=lambda cell, row, column: f"<{row}{column}{cell}>")
    assert painted == r"<00a\x1b[2J b>  <01c>"


def test_an_empty_column_leaves_no_blanks_behind():
    assert table([("a", "b", "then"), ("1", "2", "")]).splitlines()[1] == "1  2"


def test_a_paragraph_goes_on_where_it_is_told():
    text = "   0:10  one two three"
    assert paragraph(text, 0) == text
    assert paragraph(text, 16, indent=9) == "   0:10  one two\n         three"
    assert not re.search(r"\bthre$", paragraph(text, 20, indent=9))
