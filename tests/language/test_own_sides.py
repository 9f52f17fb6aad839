"""`sides` with names of the author's own: two to four, said as they are written."""

import pytest

from tests.language.reading import found_in, read, steps_of
from tests.programs import codes, compiled, in_language, intervals, spoken, spoken_texts
from voicecoach.language.kinds import kind_of
from voicecoach.language.parse import parse
from voicecoach.report.plan import plan_json, plan_rows
from voicecoach.source import SourceText

CIRCLES = "- lead-in: 10s\n- work: Hip circles\n  for: 15s\n  sides: [forward, backward]\n  switch: 3s\n"


def sided(sides, more=""):
    return f"  - hold: A\n    for: 20s\n    sides: {sides}\n{more}"


def sides_of(result):
    return [row["side"] for row in plan_json(result)["intervals"]]


def test_they_are_said_as_they_are_written():
    result = compiled(CIRCLES)
    assert intervals(result) == [("lead-in", 0, 10), ("work", 10, 15), ("switch", 25, 3), ("work", 28, 15)]
    assert "Hip circles. Forward. Fifteen seconds." in spoken_texts(result)
    assert [at_ms for at_ms, text in spoken(result) if text == "Switch. Backward."] == [
        25_450
    ]  # after the end tone
    assert sides_of(result) == [None, "forward", "backward", "backward"]
    assert codes(result) == []


def test_left_and_right_keep_their_phrases_among_others():
    result = compiled(
        "- lead-in: 10s\n- hold: Split\n  for: 20s\n  sides: [left, middle, right]\n  switch: 6s\n"
    )
    assert [text for text in spoken_texts(result) if "Split" in text or "Switch" in text] == [
        "Split. Left side. Twenty seconds.",
        "Switch. Middle.",
        "Switch. Right side.",
    ]


def test_left_and_right_are_known_in_capitals():
    assert "Switch. Right side." in spoken_texts(compiled("- hold: A\n  for: 20s\n  sides: [Left, RIGHT]\n"))


@pytest.mark.parametrize(
    ("language", "sides", "expected"),
    [
        ("de", "[links, rechts]", ["A. Links. Zwanzig Sekunden.", "Wechsel. Rechts."]),
        ("de", "[left, hinten]", ["A. Linke Seite. Zwanzig Sekunden.", "Wechsel. Hinten."]),
        ("fr", "[gauche, droite]", ["A. Gauche. Vingt secondes.", "Changez. Droite."]),
        ("es", "[izquierda, derecha]", ["A. Izquierda. Veinte segundos.", "Cambio. Derecha."]),
    ],
)
def test_words_of_the_routines_language_are_names_like_others(language, sides, expected):
    result = in_language(f"- lead-in: 10s\n- hold: A\n  for: 20s\n  sides: {sides}\n", language)
    assert [text for text in spoken_texts(result) if text in expected] == expected


def test_switch_of_nothing_says_the_side_at_its_start():
    result = compiled(CIRCLES.replace("switch: 3s", "switch: 0"))
    assert [(kind, length) for kind, _, length in intervals(result)] == [
        ("lead-in", 10),
        ("work", 15),
        ("work", 15),
    ]
    assert "Switch. Backward." in spoken_texts(result)


def test_the_side_in_a_text_and_cues_of_a_side():
    result = compiled(
        "- lead-in: 10s\n- work: Lunge\n  for: 20s\n  sides: [front leg, Back leg]\n  switch: 5s\n"
        "  cues: {3s: 'Mind your $side.', side back leg: Heel down.}\n"
    )
    assert [text for text in spoken_texts(result) if "Mind" in text] == [
        "Mind your front leg.",
        "Mind your Back leg.",
    ]
    assert [at_ms // 1_000 for at_ms, text in spoken(result) if text == "Heel down."] == [35]


def test_sets_of_three_sides_and_the_rest_between():
    result = compiled(
        "- reps: A\n  count: 3\n  every: 4s\n  sides: [a, b, c]\n  switch: 2s\n  sets: 2\n  rest: 30s\n"
    )
    one = [12, 2, 12, 2, 12]
    assert [length for _, _, length in intervals(result)] == [*one, 30, *one]
    assert sides_of(result)[:5] == ["a", "b", "b", "c", "c"]


def test_defaults_and_parameters():
    result = compiled(
        "- hold: A\n- hold: B\n  sides: off\n- hold: C\n  sides: [up, $other]\n",
        head="parameters: {other: down}\ndefaults: {for: 9s, sides: [front, back], switch: 0, cues: {side back: Now.}}\n",
        settings={"other": "sideways"},
    )
    assert sides_of(result) == ["front", "back", None, "up", "sideways"]
    assert spoken_texts(result).count("Now.") == 1


def test_the_plan_and_the_outline():
    assert plan_rows(compiled(CIRCLES))[2][3] == "forward"
    (step,) = steps_of(sided("[left, middle, right]"))
    assert kind_of(step).outline(step) == "hold A, 20s, left, middle and right, 5s to switch"


def test_one_side_alone_is_left_or_right_as_before():
    (step,) = steps_of(sided("left"))
    assert step.sides == ("left",)


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ("[front]", ["out-of-range 5:12"]),
        ("front", ["out-of-range 5:12"]),
        ("[a, b, c, d, e]", ["out-of-range 5:12"]),
        ("[a, b, A]", ["duplicate-key 5:19"]),
        ("[left, left]", ["duplicate-key 5:19"]),
        ("[front, '...']", ["silent-text 5:20"]),
        ("[front, " + 101 * "x" + "]", ["text-too-long 5:20"]),
        ("[front, [back]]", ["wrong-type 5:20"]),
        ("[]", ["empty-list 5:12"]),
        ("[left, rigth]", ["bad-choice 5:19"]),
        ("[l, r]", ["bad-choice 5:13", "bad-choice 5:16"]),
        ("[i, d]", ["bad-choice 5:13", "bad-choice 5:16"]),
        ("[left, d]", ["bad-choice 5:19"]),
        ("[links, rechts]", ["bad-choice 5:13", "bad-choice 5:20"]),
        ("front, back", ["bad-choice 5:12"]),
        ("front and back", ["bad-choice 5:12"]),
    ],
)
def test_what_is_wrong(sides, expected):
    assert found_in(sided(sides)) == expected


@pytest.mark.parametrize(
    ("step", "mended"),
    [
        (sided("front, back"), sided("[front, back]")),
        (sided("front / back / side"), sided("[front, back, side]")),
        (sided("[left, rihgt]"), sided("[left, right]")),
        (
            sided("[front, back]", "    cues: {side frnt: A.}\n"),
            sided("[front, back]", "    cues: {side front: A.}\n"),
        ),
        (
            sided("[left, right]", "    cues: {side rechts: A.}\n"),
            sided("[left, right]", "    cues: {side right: A.}\n"),
        ),
        (
            sided("[front, back]", "    cues: {back: A.}\n"),
            sided("[front, back]", "    cues: {side back: A.}\n"),
        ),
    ],
)
def test_the_edit_writes_what_is_meant(step, mended):
    text = f"title: T\nsteps:\n{step}"
    (found,) = parse(SourceText(name="a.yaml", text=text))[1]
    for edit in sorted(found.edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == f"title: T\nsteps:\n{mended}"
    assert read(text)[1] == []


def test_names_that_only_look_like_a_slip_are_names():
    for sides in (
        "[light, heavy]",
        "[tight, loose]",
        "[left, middle, rigth]",
        "[left leg, right leg]",
        "[a, b, c, d]",
    ):
        assert found_in(sided(sides)) == []


def test_a_cue_of_a_side_that_is_not_there():
    assert found_in(sided("[front, back]", "    cues: {side top: A.}\n")) == ["cue-not-here 6:12"]
