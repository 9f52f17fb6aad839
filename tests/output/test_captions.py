import pytest

from voicecoach.escaping import plain
from voicecoach.output.captions import CAPTION_FORMATS, lrc, srt, vtt
from voicecoach.output.marks import Line

LINES = (
    Line(onset_ms=12_000, duration_ms=2_310, text="Walk <b>forward</b> & breathe --> out."),
    Line(onset_ms=14_600, duration_ms=400, text="{\\an8}[0:01] Three."),
    Line(onset_ms=3_723_009, duration_ms=991, text="Well done."),
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


@pytest.mark.parametrize("name", CAPTION_FORMATS)
def test_a_session_without_speech_is_a_valid_file(name):
    assert CAPTION_FORMATS[name]([], title="") == ("WEBVTT\n" if name == "vtt" else "")


def test_a_plain_text_is_one_line_without_control_characters():
    assert plain(" Hang\n\x00\x1b[31mlow\u2028er\x7f  now ") == "Hang [31mlow er now"
    assert plain("Étire 👩‍🦰") == "Étire 👩‍🦰"
