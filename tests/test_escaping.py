"""Untrusted texts are harmless where they are shown."""

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.escaping import columns, csv_cell, json_text, one_line, plain, terminal_text, visible

ANY = st.text(st.characters(exclude_categories=()))
CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
BIDI = list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = list("\u00ad\u200b\u2028\u2029\u2060\u2800\u3164\ufeff\U000e0041")


@pytest.mark.parametrize("sign", [*CONTROLS, *BIDI, *UNSEEN, "\ud800", "\ue000"])
def test_a_terminal_obeys_nothing(sign):
    shown = terminal_text(f"a{sign}b")
    if sign in {"\n", "\r"}:
        assert shown == "a\nb"
    elif sign == "\t":
        assert shown == "a    b"
    else:
        assert shown.isascii()
        assert shown.startswith(("a\\x", "a\\u", "a\\U"))
    assert "\n" not in one_line(f"a{sign}b")


@given(ANY)
def test_what_is_printed_has_no_control_and_no_format_sign_but_joiners(text):
    for sign in terminal_text(text):
        assert sign in "\n\u200c\u200d" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("text", ["Étire 👩‍🦰 腰を伸ばす", "می‌خواهم", "क्‍ष", "🏳️‍🌈"])
def test_scripts_and_emoji_stay_as_they_are(text):
    assert terminal_text(text) == text
    assert plain(text) == text
    assert csv_cell(text) == text
    assert json.loads(json_text(text)) == text
    assert text in json_text(text)


def test_a_joiner_between_latin_letters_only_misleads():
    assert terminal_text("pay\u200dpal \u200c") == "pay\\u200dpal \\u200c"


def test_a_long_text_is_cut_before_it_is_escaped():
    assert visible("ab\ncd", most=4) == "ab…"
    assert columns(visible("\x1b" * 100)) == 4 * 59 + 1


@given(ANY)
def test_json_means_the_same_and_holds_nothing_that_a_terminal_obeys(text):
    written = json_text({"title": text})
    assert json.loads(written) == {"title": text}
    written.encode()  # no lone surrogate
    assert terminal_text(written) == written or "\u200c" in text or "\u200d" in text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("  =1", "'=1"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("\u200b=1", "'=1"),
        ("\uff1d1", "'\uff1d1"),
        ("a;=1", "a;'=1"),
        ("a, -1", "a, '-1"),
        ("Bar hang - easy", "Bar hang - easy"),
        ("3-1-1-0", "3-1-1-0"),
        ("\x1b[31mred", "[31mred"),
        ("two\nlines", "two lines"),
        ("", ""),
    ],
)
def test_a_spreadsheet_calculates_nothing(text, cell):
    assert csv_cell(text) == cell


@given(st.lists(ANY, min_size=1, max_size=4), st.sampled_from(",;|"))
def test_no_cell_begins_a_formula_whatever_separates_them(texts, separator):
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerow([csv_cell(text) for text in texts])
    assert file.getvalue().count("\n") == 1
    for cells in csv.reader([file.getvalue()], delimiter=separator):
        assert not any(cell.strip(' "\n').startswith(tuple("=+-@")) for cell in cells)


@given(ANY)
def test_a_tag_is_one_plain_line(text):
    assert plain(text).split() == plain(text).split(" ") or not plain(text)
    assert plain(plain(text)) == plain(text)
    assert not any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in plain(text))
    assert not any(sign in plain(text) for sign in (*BIDI, "\u200b", "\ufeff"))
