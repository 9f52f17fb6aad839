"""Every finding at once, at its place, one for each cause."""

import pytest

from tests.language.reading import found_in, read


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # the traps, with findings after them
        ("  - say: Ready: go\n  - rest: x\n", ["yaml-colon 3:15", "bad-duration 4:11"]),
        ("  - say: @home\n  - rest: x\n", ["yaml-character 3:10", "bad-duration 4:11"]),
        ("  - say: '`go`'\n  - say: `go`\n", ["yaml-character 4:10"]),
        ("  - say: *go\n  - rest: x\n", ["yaml-alias 3:10", "bad-duration 4:11"]),
        ("  - say: Knees #1\n  - rest: x\n", ["yaml-comment 3:16", "bad-duration 4:11"]),
        ("  - say: #1\n", ["yaml-comment 3:10"]),
        ("  - say: 'don't'\n  - rest: x\n", ["yaml-quote 3:15", "bad-duration 4:11"]),
        ('  - say: "a\n  - rest: x\n  - say: "b"\n', ["yaml-quote 3:10", "bad-duration 4:11"]),
        ("  - say: {a\n  - rest: x\n", ["yaml-bracket 3:10", "bad-duration 4:11"]),
        ("  - hold: a\n    for:30s\n  - rest: x\n", ["yaml-key 4:5", "bad-duration 5:11"]),
        ("  - hold: a\n     for: 30s\n  - rest: x\n", ["yaml-indentation 4:6", "bad-duration 5:11"]),
        ("  - hold: a\n\tfor: 30s\n  - rest: x\n", ["yaml-tab 4:1", "bad-duration 5:11"]),
        ("  - say: a\n    b: c: d\n", ["unknown-key 4:5", "yaml-colon 4:9"]),
        # one cause, one finding
        ("  - hodl: a\n    for: 30s\n", ["unknown-key 3:5"]),
        ("  - hold: a\n    fro: 30s\n", ["unknown-key 4:5"]),
        ("  - hold: a\n    for: 30sec\n    cues: {-40s: b}\n", ["bad-duration 4:10"]),
        (
            "  - rounds: three\n    steps:\n      - say: $round\n        cues: {round 9: x}\n",
            ["bad-count 3:13"],
        ),
        ("  - hold: a\n    for: 30s\n    reps: b\n", ["several-kinds 5:5"]),
        ("  - ladder: [3, 2, 1]\n    steps:\n      - rest: x\n", ["bad-duration 5:15"]),
        ("  - for: x\n", ["missing-kind 3:5"]),
        ("  - rets: 5s\n", ["unknown-key 3:5"]),
        # cues
        ("  - hold: a\n    for: 30s\n    cues: {30s: b}\n", ["cue-outside 5:12"]),
        ("  - hold: a\n    for: 30s\n    cues: {0s: b, -30s: c, 99.9%: d, every 29s: e}\n", []),
        ("  - hold: a\n    for: 30s\n    cues: {every 30s: b}\n", ["cue-outside 5:12"]),
        ("  - hold: a\n    for: 30s\n    cues: {rep 1: b}\n", ["cue-not-here 5:12"]),
        ("  - hold: a\n    for: 30s\n    cues: {round 1: b}\n", ["cue-not-here 5:12"]),
        ("  - reps: a\n    count: 8\n    every: 1s\n    cues: {8s: b}\n", ["cue-outside 6:12"]),
        (
            "  - reps: a\n    count: 8\n    every: 1s\n    cues: {rep 0: b, last 9 reps: c}\n",
            ["cue-outside 6:12", "cue-outside 6:22"],
        ),
        ("  - hangs: 6 x 7s:3s\n    cues: {8s: b, rep 7: c}\n", ["cue-outside 4:12", "cue-outside 4:19"]),
        ("  - say: a\n    cues: {90s: b}\n", []),
        ("  - hold: a\n    for: 30s\n    sides: [left]\n    cues: {side right: b}\n", ["cue-not-here 6:12"]),
        # lists of wordings
        ("  - say: [Halfway, breathe.]\n", ["yaml-comma 3:20"]),
        ("  - say: [Go, Go there now]\n", ["yaml-comma 3:15"]),
        ("  - say: [Go there now, Go]\n", []),
        ("  - say: ['Go', 'Go there now']\n", ["wording-order 3:17"]),
        # keys that need others
        ("  - hold: a\n    for: 5s\n    rest: 5s\n", ["needs-key 5:5"]),
        ("  - hold: a\n    for: 5s\n    switch: 5s\n", ["needs-key 5:5"]),
        ("  - reps: a\n    count: 5\n", ["missing-key 3:5"]),
        ("  - amrap: 1m\n    steps:\n      - reps: a\n        count: 5\n", []),
        ("  - amrap: 1m\n    steps:\n      - lead-in: 5s\n", ["step-not-here 5:9"]),
        # ranges
        (
            "  - rest: 0\n  - lead-in: 0s\n  - hold: a\n    for: 1ms\n    sides: [left, right]\n    switch: 0\n",
            [],
        ),
        ("  - amrap: 0\n    steps:\n      - rest: 5s\n", ["out-of-range 3:12"]),
        ("  - rest: 25h\n", ["out-of-range 3:11"]),
        ("  - rest: 5s\n    countdown: 11\n", ["out-of-range 4:16"]),
    ],
)
def test_findings(steps, expected):
    assert found_in(steps) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["empty-file 1:1"]),
        ("# only a comment\n", ["empty-file 1:1"]),
        ("hello\n", ["wrong-type 1:1"]),
        ("- hold: a\n", ["wrong-type 1:1"]),
        ("{}\n", ["missing-key 1:1", "missing-key 1:1"]),
        ("title:\nsteps:\n", ["missing-value 1:1", "missing-value 2:1"]),
        ("title: T\nsteps: []\n", ["empty-list 2:8"]),
        ("title: T\nsteps:\n  - rest: 5s\n---\ntitle: U\n", ["several-documents 4:1"]),
        ("---\ntitle: T\nsteps:\n  - rest: 5s\n...\n", []),
        ("title: T\nhold: x\nsteps:\n  - rest: 5s\n", ["misplaced-key 2:1"]),
        ("title: T\nlanguage: e\nsteps:\n  - rest: 5s\n", ["bad-language 2:11"]),
        ("title: T\nparameters:\nsteps:\n  - rest: $x\n", ["unknown-variable 4:11"]),
        ("title: T\nsteps:\n  - rest: $x\nparameters: [\n", ["yaml-bracket 4:13"]),
    ],
)
def test_findings_of_the_whole_file(text, expected):
    routine, found = read(text)
    assert sorted(code for code in found) == sorted(expected)
    assert (routine is None) == bool(expected)


@pytest.mark.parametrize("escape", [r"\U99999999", r"\U00110000", r"\ud800", r"\x4"])
def test_an_escape_of_no_character_is_a_finding_on_its_line(escape):
    assert found_in(f'  - say: "a\n\n      {escape} b"\n  - rest: x\n') == [
        "yaml-escape 5:7",
        "bad-duration 6:11",
    ]


def test_a_file_of_more_than_a_mebibyte_is_not_read():
    assert read("#" * (1024 * 1024 + 1))[1] == ["file-too-large 1:1"]
    assert read("ä" * (1024 * 512 + 1))[1] == ["file-too-large 1:1"]


def test_sixteen_blocks_within_each_other_are_the_most():
    def blocks(depth):
        lines = [f"{'  ' * (2 * i + 1)}- rounds: 1\n{'  ' * (2 * i + 2)}steps:\n" for i in range(depth)]
        return found_in("".join(lines) + "  " * (2 * depth + 1) + "- rest: 5s\n")

    assert blocks(16) == []
    assert [one.split()[0] for one in blocks(17)] == ["nesting-too-deep"]
    assert [one.split()[0] for one in blocks(40)] == ["nesting-too-deep"]


def test_a_small_file_of_ladders_within_ladders_is_stopped():
    rungs = "[" + ", ".join(map(str, range(1, 401))) + "]"
    steps = (
        f"  - ladder: {rungs}\n    steps:\n      - ladder: {rungs}\n        steps:\n          - rest: 5s\n"
    )
    assert [one.split()[0] for one in found_in(steps)] == ["too-many-events"]
