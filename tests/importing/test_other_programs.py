"""Files of trainers, as routines: times to the second, powers in words, and each line carried over or named."""

import pytest

from voicecoach.errors import InputError
from voicecoach.importing.reading import Format, format_of, import_routine
from voicecoach.source import SourceText

ERG = """[COURSE HEADER]
VERSION = 2
UNITS = ENGLISH
DESCRIPTION = Two hills
FTP = 250
MINUTES {}
[END COURSE HEADER]
[COURSE DATA]
{}
[END COURSE DATA]
"""


def named(result):
    """Return (name, seconds) of each interval; a rest has no name."""
    return [
        ("".join(map(str, name.parts)) if name else "", interval.duration_ms / 1000)
        for interval in result.session.intervals
        for name in [getattr(interval.leaf, "name", None)]
    ]


def refusal(text, name):
    with pytest.raises(InputError) as refused:
        import_routine(SourceText(name=name, text=text))
    return refused.value.message


def test_points_at_the_same_minute_are_a_step_and_others_a_ramp(imported):
    points = "0.00\t50\n5.00\t75\n5.00\t90\n8.33\t90\n8.33\t0\n10\t0\n10\t110\n10.5\t110\n11\t110"
    text, notes, result = imported(ERG.format("PERCENT", points), "hills.mrc")
    assert named(result) == [
        ("Ramp from 50 to 75 %", 300),
        ("Steady at 90 %", 200),
        ("", 100),
        ("Steady at 110 %", 60),
    ]
    assert "title: Hills\nabout: Two hills\n" in text
    assert notes == [(5, "the threshold power is not carried over: powers are said as they are")]


def test_watts_are_said_as_watts(imported):
    _, _, result = imported(ERG.format("WATTS", "0 142.5\n1 142.5"), "a.erg")
    assert named(result) == [("Steady at 143 watts", 60)]


def test_texts_and_names_of_laps_are_cues_at_their_second(imported):
    texts = "[COURSE TEXT]\n0\tHere we go\t10\n90\tHalf way\n[END COURSE TEXT]\n"
    points = "0 100\n1.00 LAP Push\n1.00 100\n1.00 200\n2.00 LAP\n2.00 200"
    text, notes, _ = imported(ERG.format("WATTS", points) + texts, "a.erg")
    assert "cues:\n      start: Here we go\n" in text
    assert "cues:\n      start: Push\n      30s: Half way\n" in text
    assert [message for _, message in notes[1:]] == [
        "the marks of laps are not carried over",
        "how long a text is shown is not carried over",
    ]


def test_lines_that_are_no_points_are_named(imported):
    points = "0 100\nwarm up\n1 100 easy\n2 100"
    _, notes, result = imported("COACH = me\n" + ERG.format("WATTS", points) + "bye", "a.erg")
    assert named(result) == [("Steady at 100 watts", 120)]
    assert notes[0] == (1, "`COACH = me` is not carried over")
    assert notes[2:] == [
        (11, "`warm up` is not carried over"),
        (12, "`easy` is not carried over"),
        (15, "`bye` is not carried over"),
    ]


@pytest.mark.parametrize(
    ("columns", "points", "says"),
    [
        ("WATTS", "0 100\n2 100\n1 100", "is before that of the line above"),
        ("WATTS", "0 100\n9999999 100", "is longer than 24 h"),
        ("WATTS", "", "has nothing in it"),
        ("GRADE", "0 1\n1 1", "only minutes and watts"),
    ],
)
def test_a_course_that_is_none_is_refused(columns, points, says):
    assert says in refusal(ERG.format(columns, points), "a.erg")


def test_the_format_is_seen_in_the_text():
    assert format_of(SourceText(name="-", text=ERG.format("WATTS", "0 1"))) is Format.ERG
