import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.escaping import plain
from voicecoach.output.captions import CAPTION_FORMATS, lrc, srt, vtt
from voicecoach.output.marks import SpokenLine

LINES = (
    SpokenLine(onset_ms=12_000, duration_ms=2_310, text="Walk <b>forward</b> & breathe --> out."),
    SpokenLine(onset_ms=14_600, duration_ms=400, text="{\\an8}[0:01] Three."),
    SpokenLine(onset_ms=3_723_009, duration_ms=991, text="Well done."),
)


def test_webvtt_has_times_and_no_tags():
    assert vtt(LINES, title="T") == (
        "WEBVTT\n\n"
        "00:00:12.000 --> 00:00:14.310\nWalk &lt;b&gt;forward&lt;/b&gt; &amp; breathe --&gt; out.\n\n"
        "00:00:14.600 --> 00:00:15.000\n{\\an8}[0:01] Three.\n\n"
        "01:02:03.009 --> 01:02:04.000\nWell done.\n"
    )


def test_subrip_is_numbered_and_has_nothing_that_players_take_for_a_tag():
    text = srt(LINES, title="T")
    assert text.startswith("1\n00:00:12,000 --> 00:00:14,310\nWalk ‹b›forward‹/b› & breathe")  # noqa: RUF001
    assert "\n2\n00:00:14,600 --> 00:00:15,000\n(\\an8)[0:01] Three.\n" in text
    assert text.endswith("\n3\n01:02:03,009 --> 01:02:04,000\nWell done.\n")


def test_lrc_counts_minutes_and_clears_a_line_before_a_silence():
    assert lrc(LINES, title="Bar [x]") == (
        "[ti:Bar (x)]\n"
        "[00:12.00]Walk ‹b›forward‹/b› & breathe --› out.\n"  # noqa: RUF001
        "[00:14.60]{\\an8}(0:01) Three.\n"
        "[00:15.00]\n"
        "[62:03.00]Well done.\n"
        "[62:04.00]\n"
    )


WORD_BY_WORD = (
    SpokenLine(
        onset_ms=12_000,
        duration_ms=1_500,
        text="Walk — <i>slowly</i> :-) out.",
        word_onsets_ms=(12_000, 12_345, 13_006),
    ),
)


def test_webvtt_has_a_time_before_each_later_word():
    assert vtt(WORD_BY_WORD, title="T") == (
        "WEBVTT\n\n00:00:12.000 --> 00:00:13.500\n"
        "Walk — <00:00:12.345>&lt;i&gt;slowly&lt;/i&gt; :-) <00:00:13.006>out.\n"
    )


def test_lrc_marks_each_word_and_the_end_of_the_last():
    assert lrc(WORD_BY_WORD, title="") == (
        "[00:12.00]<00:12.00>Walk — <00:12.34>‹i›slowly‹/i› :-) <00:13.00>out. <00:13.50>\n[00:13.50]\n"  # noqa: RUF001
    )


def test_subrip_has_no_times_of_words():
    assert "\nWalk — ‹i›slowly‹/i› :-) out.\n" in srt(WORD_BY_WORD, title="T")  # noqa: RUF001


def test_words_that_do_not_begin_later_have_no_time():
    line = SpokenLine(
        onset_ms=1_000, duration_ms=500, text="a b c d e", word_onsets_ms=(1_000, 1_000, 1_200, 1_200, 1_500)
    )
    assert "a b <00:00:01.200>c d e" in vtt([line], title="")


@given(
    text=st.text().map(plain).filter(bool),
    onsets_ms=st.lists(st.integers(min_value=-100, max_value=5_000)).map(sorted),
)
def test_times_of_words_rise_within_the_line_whatever_is_said(text, onsets_ms):
    line = SpokenLine(onset_ms=1_000, duration_ms=2_000, text=text, word_onsets_ms=tuple(onsets_ms))
    assert "".join(part for _, part in line.timed_parts()) == text
    payload = vtt([line], title="").split("\n", 3)[3]
    stamps = re.findall(r"<00:00:0(\d\.\d{3})>", payload)
    times = ["1.000", *stamps, "3.000"]
    assert all(one < other for one, other in pairwise(times))
    bare = re.sub(r"<[^<>]*>", "", payload)
    assert "<" not in bare
    assert ">" not in bare  # so no arrow either
    assert "\n\n" not in payload
    assert payload.count("\n") == 1


@pytest.mark.parametrize("name", CAPTION_FORMATS)
def test_a_session_without_speech_is_a_valid_file(name):
    assert CAPTION_FORMATS[name]([], title="") == ("WEBVTT\n" if name == "vtt" else "")


def test_a_plain_text_is_one_line_without_control_characters():
    assert plain(" Hang\n\x00\x1b[31mlow\u2028er\x7f  now ") == "Hang [31mlow er now"
    assert plain("Étire 👩‍🦰") == "Étire 👩‍🦰"
