"""`emom` with `odd` and `even`, or with `minutes`: lists of steps in turn, minute by minute."""

import textwrap

import pytest

from tests.language.reading import found_in, read, steps_of
from tests.programs import codes, compiled, intervals, result_of, spoken
from voicecoach.language.coach import coach
from voicecoach.language.format import format_source
from voicecoach.language.kinds import kind_of
from voicecoach.language.parse import parse
from voicecoach.source import SourceText

PARTNERS = """\
- lead-in: 10s
- emom: 5
  odd:
    - {reps: Push-ups, count: 10}
  even:
    - {hold: Plank, for: 40s}
"""


def emom(keys, number=4, every="1m"):
    return f"- emom: {number}\n  every: {every}\n" + "".join(f"  {key}\n" for key in keys)


def work(keys, number=4):
    """Return the (kind, start) of each interval but the rests."""
    return [(kind, start_s) for kind, start_s, _ in intervals(compiled(emom(keys, number))) if kind != "rest"]


def test_odd_and_even_minutes_take_turns():
    result = compiled(PARTNERS)
    assert intervals(result) == [
        ("lead-in", 0, 10),
        ("reps", 10, 60),
        ("hold", 70, 40),
        ("rest", 110, 20),
        ("reps", 130, 60),
        ("hold", 190, 40),
        ("rest", 230, 20),
        ("reps", 250, 60),
    ]
    assert codes(result) == []


def test_each_minute_is_called_and_told_before_it():
    said = [
        text for _, text in spoken(compiled(PARTNERS)) if "ound" in text or "reps" in text or "Plank" in text
    ]
    assert said == [
        "Round one of five.",
        "Push-ups. Ten reps.",
        "Round two of five.",
        "Next: Plank. Forty seconds.",
        "Round three of five.",
        "Next: Push-ups. Ten reps.",
        "Round four of five.",
        "Next: Plank. Forty seconds.",
        "Last round.",
        "Next: Push-ups. Ten reps.",
    ]


def test_a_minute_that_is_all_rest_is_not_called_in_one_breath_with_the_next():
    steps = "- lead-in: 15s\n- emom: 3\n  minutes: [[{work: Row, for: 40s}], [{rest: 1m}]]\n"
    said = [text for _, text in spoken(compiled(steps)) if "ound" in text]
    assert said == ["Round one of three.", "Last round."]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (3, [("hold", 0), ("work", 60), ("reps", 120)]),
        (5, [("hold", 0), ("work", 60), ("reps", 120), ("hold", 180), ("work", 240)]),
        (2, [("hold", 0), ("work", 60)]),
    ],
)
def test_minutes_go_round(number, expected):
    keys = ["minutes: [[{hold: A, for: 9s}], [{work: B, for: 9s}], [{reps: C, count: 2, every: 2s}]]"]
    assert work(keys, number) == expected


def test_minutes_of_several_steps_and_of_one_list():
    steps = "[{hold: A, for: 9s}, {rest: 5s}, {work: B, for: 9s}]"
    assert work([f"minutes: [{steps}]"], 2) == [("hold", 0), ("work", 14), ("hold", 60), ("work", 74)]


def test_minutes_have_another_length_with_every():
    result = compiled(emom(["odd: [{hold: A, for: 9s}]", "even: [{work: B, for: 9s}]"], 2, "30s"))
    assert intervals(result) == [("hold", 0, 9), ("rest", 9, 21), ("work", 30, 9), ("rest", 39, 21)]


def test_rounds_parameters_and_cues_of_a_round():
    result = compiled(
        "- lead-in: 9s\n- emom: $n\n  odd: [{reps: A, count: $reps, cues: {round 3: Round $round of $rounds now.}}]\n"
        "  even: [{hold: B, for: $hold}]\n",
        head="parameters: {n: 4, reps: 7, hold: 20s}\n",
        settings={"hold": "25s"},
    )
    assert [one for one in intervals(result) if one[0] == "hold"] == [("hold", 69, 25), ("hold", 189, 25)]
    assert [(at_ms // 1000, text) for at_ms, text in spoken(result) if "now" in text] == [
        (129, "Round three of four now.")
    ]


def test_a_minute_of_reps_before_one_of_another_length_is_filled():
    keys = ["odd: [{reps: A, count: 5}, {rest: 10s}]", "even: [{hold: B, for: 20s}, {reps: C, count: 3}]"]
    assert intervals(compiled(emom(keys, 2))) == [
        ("reps", 0, 50),
        ("rest", 50, 10),
        ("hold", 60, 20),
        ("reps", 80, 40),
    ]


def test_an_emom_with_turns_within_rounds_begins_anew():
    block = emom(["odd: [{hold: A, for: 9s}]", "even: [{work: B, for: 9s}]"], 3)
    result = compiled(f"- rounds: 2\n  steps:\n{textwrap.indent(block, '    ')}")
    assert [kind for kind, *_ in intervals(result) if kind != "rest"] == ["hold", "work", "hold"] * 2


def test_its_outline_and_its_blocks_by_name():
    (parity,) = steps_of("  - emom: 2\n    odd: [{rest: 5s}]\n    even: [{rest: 5s}]\n")
    (turns,) = steps_of("  - emom: 2\n    minutes: [[{rest: 5s}], [{rest: 5s}], [{rest: 5s}]]\n")
    (plain,) = steps_of("  - emom: 2\n    steps: [{rest: 5s}]\n")
    assert [block.title for block in kind_of(parity).blocks(parity)] == ["odd minutes", "even minutes"]
    assert [block.title for block in kind_of(turns).blocks(turns)] == [
        "minute 1 of 3",
        "minute 2 of 3",
        "minute 3 of 3",
    ]
    assert [block.title for block in kind_of(plain).blocks(plain)] == [""]


REST = "[{rest: 5s}]"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([], ["missing-key 3:5"]),
        ([f"odd: {REST}"], ["missing-key 3:5"]),
        ([f"even: {REST}"], ["missing-key 3:5"]),
        (
            [f"steps: {REST}", f"odd: {REST}", f"even: {REST}"],
            ["conflicting-keys 5:5", "conflicting-keys 6:5"],
        ),
        ([f"odd: {REST}", f"even: {REST}", f"minutes: [{REST}]"], ["conflicting-keys 6:5"]),
        ([f"minutes: [{REST}]", f"steps: {REST}"], ["conflicting-keys 4:5"]),
        (["odd: []", f"even: {REST}"], ["empty-list 4:10"]),
        (["odd:", f"even: {REST}"], ["missing-value 4:5"]),
        (["minutes: []"], ["empty-list 4:14"]),
        ([f"minutes: [{REST}, []]"], ["empty-list 4:29"]),
        (["minutes:"], ["missing-value 4:5"]),
        (["minutes: 10"], ["wrong-type 4:14"]),
        (["minutes: {rest: 5s}"], ["wrong-type 4:14"]),
        ([f"minutes: [{REST}, x]"], ["wrong-type 4:29"]),
        (["minutes: [{rest: 5s}]"], ["wrong-type 4:15"]),
        (["minutes: [[{rest: 5s}], [{hold: A}]]"], ["missing-key 4:31"]),
    ],
)
def test_what_is_wrong(keys, expected):
    lines = "".join(f"    {key}\n" for key in keys)
    assert found_in(f"  - emom: 4\n{lines}") == expected


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        (
            "    minutes: [{hold: A, for: 9s}, [{rest: 5s}]]\n",
            "    minutes: [[{hold: A, for: 9s}], [{rest: 5s}]]\n",
        ),
        (
            "    minutes:\n      - hold: A\n        for: 9s\n        cues:\n          3s: Up.\n      - - rest: 5s\n",
            "    minutes:\n      - - hold: A\n          for: 9s\n          cues:\n            3s: Up.\n      - - rest: 5s\n",
        ),
    ],
)
def test_a_step_in_place_of_a_list_is_put_into_one(written, mended):
    text = f"title: T\nsteps:\n  - emom: 2\n{written}"
    _, found = parse(SourceText(name="a.yaml", text=text))
    (one,) = found
    for edit in sorted(one.edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == f"title: T\nsteps:\n  - emom: 2\n{mended}"
    assert read(text)[1] == []


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (["odd: [{hold: A, for: 61s}]", "even: [{hold: B, for: 9s}]"], 5),
        (["odd: [{hold: A, for: 6s}]", "even: [{hold: B, for: 99s}]"], 6),
        (["minutes:", "  - [{hold: A, for: 9s}]", "  - [{hold: B, for: 61s}]"], 7),
    ],
)
def test_a_list_that_is_too_long_for_its_minute_is_named(keys, line):
    (found,) = result_of(emom(keys)).diagnostics
    assert (str(found.code), found.span.line) == ("emom-overrun", line)


def test_the_canonical_layout_keeps_them():
    text = "title: T\nsteps:\n  - emom: 2\n    minutes:\n    - - rest:   5s\n      - {say: Go}\n    - [{rest: 5s}]\n"
    formatted, _ = format_source(SourceText(name="a.yaml", text=text))
    assert formatted == (
        "title: T\nsteps:\n  - emom: 2\n    minutes:\n      - - rest: 5s\n        - {say: Go}\n      - [{rest: 5s}]\n"
    )


def coached(text):
    (routine, found) = parse(
        SourceText(name="x.yaml", text=f"title: T\nsteps:\n{textwrap.indent(text, '  ')}")
    )
    assert routine is not None, found
    return [(str(one.code), one.span.text) for one in coach(routine)]


@pytest.mark.parametrize(
    ("number", "codes_"),
    [(1, ["minutes-never-reached"]), (2, []), (5, [])],
)
def test_a_list_whose_turn_never_comes_is_found(number, codes_):
    text = PARTNERS.replace("emom: 5", f"emom: {number}")
    assert [code for code, _ in coached(text)] == codes_


def test_the_first_of_the_minutes_that_are_never_reached_is_named():
    lists = "".join(f"    - - {{hold: {name}, for: 30s}}\n" for name in "ABCD")
    (found,) = coached(f"- lead-in: 10s\n- emom: 2\n  minutes:\n{lists}")
    assert found == ("minutes-never-reached", "- {hold: C, for: 30s}")


@pytest.mark.parametrize(
    ("when", "codes_"),
    [("round 1", []), ("round 2", ["cue-never-heard"]), ("round 3", []), ("start", [])],
)
def test_a_cue_for_a_round_of_the_other_list_is_found(when, codes_):
    text = f'- lead-in: 10s\n- emom: 4\n  odd:\n    - {{hold: A, for: 30s, cues: {{{when}: "Breathe."}}}}\n  even:\n    - {{hold: B, for: 30s}}\n'
    assert [code for code, _ in coached(text)] == codes_


def test_a_cue_for_each_round_of_the_only_list_is_heard():
    text = '- lead-in: 10s\n- emom: 4\n  steps:\n    - {hold: A, for: 30s, cues: {round 2: "Breathe."}}\n'
    assert coached(text) == []
