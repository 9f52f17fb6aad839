"""No small file makes endless work: counts, periods, repeats and patterns are tried with far more than anybody writes.

The limit here is far above what each takes (a tenth of a second), and far below what it took.
"""

import time

import pytest

from tests.programs import codes, least_cpu_s, result_of
from voicecoach.language import hunches, steps
from voicecoach.language.format import format_source
from voicecoach.language.parse import parse
from voicecoach.language.written_step import written_step
from voicecoach.report.plan import plan_rows
from voicecoach.source import SourceText

MOST_S = 5.0  # of processor time: the machine does other things besides
MANY = 100_000

MULTIPLIED = {
    "reps": "- {reps: Push, count: 999999999, every: 1ms}",
    "reps with a tempo": "- {reps: Push, count: 86399, tempo: 1-0-0-0}",
    "a cue every ms": "- {work: W, for: 90s, cues: {every 1ms: Go}}",
    "a cue every ms of a day": "- {work: W, for: 24h, cues: {every 1ms: Go}}",
    "many keys of that kind": "- work: W\n  for: 20m\n  cues: {every 60ms: a, every 61ms: b, every 62ms: c}",
    "keys for other rounds": "- rounds: 9999\n  steps:\n  - work: W\n    for: 5s\n    cues: {"
    + ", ".join(f"round {number}: a" for number in range(1, 9999))
    + "}",
    "times left that are none": "- rounds: 9999\n  steps:\n  - work: W\n    for: 5s\n    time-left: ["
    + ", ".join(f"{number}s" for number in range(10, 5000))
    + "]",
    "crowded cues": "- work: W\n  for: 20s\n  cues: {"
    + ", ".join(f"{n}ms: a" for n in range(1, 20_000))
    + "}",
    "hangs": "- {hangs: 999999999 x 1s:1s}",
    "counts that are all different": "- {reps: Push, count: 29000, every: 1s}",
    "passages that are all different": "".join(f"- say: Text {n}\n" for n in range(10_000)),
    "passages that say the time left": "- {rounds: 9000, steps: [{say: Go $total_remaining $round}]}",
    "cues that say the time left": "- {work: W, for: 23h, cues: {every 3s: Go $total_remaining}}",
    "wordings": "- {work: W, for: 2000s, cues: {every 200ms: ["
    + ", ".join("word " * (100 - n) for n in range(100))
    + "]}}",
    "sets": "- {hold: H, for: 1ms, sets: 999999999}",
    "rounds": "- {rounds: 9999, steps: [{rounds: 9999, steps: [{rest: 0s}]}]}",
    "emom": "- {emom: 999999999, every: 1ms, steps: [{reps: X, count: 1}]}",
}


@pytest.mark.parametrize("name", MULTIPLIED)
def test_what_is_multiplied_is_counted_before_it_is_unrolled(name):
    begin_s = time.process_time()
    found = codes(result_of(MULTIPLIED[name]))
    assert time.process_time() - begin_s < MOST_S
    assert found


def test_names_to_pronounce_are_few():
    names = "".join(f"  w{number}: x{number}\n" for number in range(20_000))
    texts = "".join(f"  - say: Text w{number}\n" for number in range(4_000))
    source = SourceText(name="test.yaml", text=f"title: T\npronounce:\n{names}steps:\n{texts}")
    begin_s = time.process_time()
    _, found = parse(source)
    assert time.process_time() - begin_s < MOST_S
    assert [one.code.value for one in found] == ["file-too-full"]


@pytest.mark.parametrize("line", ["#", "", "---", "\r"])
def test_a_file_of_lines_with_nothing_in_them_ends_after_a_hundred_thousand(line):
    source = SourceText(name="test.yaml", text="title: T\nsteps:\n- rest: 5s\n" + f"{line}\n" * 200_000)
    begin_s = time.process_time()
    _, (found,) = parse(source)
    assert time.process_time() - begin_s < MOST_S
    assert (found.code.value, found.span.line) == ("file-too-full", 100_001)


def test_findings_that_are_alike_are_a_thousand_at_most():
    keys = ", ".join(f"{number}ms: a" for number in range(5_001, 15_000))
    found = codes(result_of(f"- work: W\n  for: 5s\n  cues: {{{keys}}}"))
    assert found.count("cue-outside") == 1_000


def test_warnings_that_are_alike_are_a_thousand_at_most():
    many = "".join("- {hold: Hold, for: 5s}\n" for _ in range(1_100))
    assert codes(result_of(many)).count("announced-late") == 1_000


# Just inside the limits: what they promise is two seconds, and a busy machine may take longer for the same.
JUST_INSIDE = {
    "one step with a cue for every other key": "- work: W\n  for: 1700s\n  cues: {"
    + ", ".join(f"{n * 110}ms: tick" for n in range(1, 14_500))
    + "}",
    "holds": "".join("- {hold: H, for: 5s}\n" for _ in range(3_500)),
    "reps": "".join("- {reps: R, count: 5, every: 2s}\n" for _ in range(2_900)),
    "texts": "".join(f"- say: Go on {n}\n" for n in range(3_900)),
    "units": "".join(f"- say: 3.5 x {n} kg at 12-15 RPE 8/10 in 3:{n % 60:02d} min\n" for n in range(1_050)),
    "times left": "- rounds: 290\n  steps:\n  - {work: w, for: 100s, time-left: ["
    + ", ".join(f"{n}s" for n in range(5, 95))
    + "]}",
}


@pytest.mark.parametrize("name", JUST_INSIDE)
def test_what_is_just_inside_the_limits_is_quick(name):
    found = []
    assert least_cpu_s(lambda: found.append(codes(result_of(JUST_INSIDE[name]))), MOST_S / 2) < MOST_S / 2
    assert not {"too-many-events", "file-too-full"}.intersection(found[0])


@pytest.mark.parametrize(("ladders", "asked"), [(3, 1), (7, 0)])
def test_what_is_read_a_thousand_times_is_not_read_again_for_hunches(monkeypatch, ladders, asked):
    weighed = []
    monkeypatch.setattr(hunches, "weighed", lambda _source, found, _read, **_: weighed.append(found) or found)
    text = "title: T\nsteps:\n"
    for depth in range(ladders):
        text += f"{' ' * 4 * depth}  - ladder: [3, 2, 1]\n{' ' * 4 * depth}    steps:\n"
    text += f"{' ' * 4 * ladders}  - say: Go.\n  - hold: Plank\n  - for: 30s\n"
    _, found = parse(SourceText(name="test.yaml", text=text))
    assert {one.code.value for one in found} == {"missing-key", "missing-kind"}
    assert len(weighed) == asked


@pytest.mark.parametrize(("slips", "asked"), [(3, 10), (60, 1)])
def test_a_text_that_is_read_again_for_each_slip_is_read_for_fewer_hunches(monkeypatch, slips, asked):
    most = []
    monkeypatch.setattr(
        hunches, "weighed", lambda _source, found, _read, **kw: most.append(kw["most"]) or found
    )
    text = "title: T\nsteps:\n" + "".join(
        f'  - say: "Go" on, and hold {n}\n  - hold: Plank\n    for: 30s\n' for n in range(slips)
    )
    parse(SourceText(name="test.yaml", text=text))
    assert min(*most, 10) == asked


def test_steps_that_are_read_often_are_put_right_once(monkeypatch):
    put_right = []
    monkeypatch.setattr(
        steps, "written_step", lambda scope, node: put_right.append(node) or written_step(scope, node)
    )
    step = "  - hold: Plank 30s\n    side: left\n"
    found = [codes(result_of(f"- ladder: [{rungs}]\n  steps:\n{step * 5}")) for rungs in ("1", "1, 2, 3, 4")]
    assert found[0] == found[1] == ["missing-key", "unknown-key"] * 5
    assert len(put_right) == 2 * (1 + 5)


def test_the_plan_of_many_rounds_is_laid_out_quickly():
    compiled = result_of("- lead-in: 10s\n- rounds: 7000\n  steps:\n  - say: A.\n")
    rows = []
    assert least_cpu_s(lambda: rows.append(plan_rows(compiled)), 0.5) < 0.5
    assert len(rows[0]) == 1 + 1 + 7_000


def test_what_people_write_is_not_refused():
    crowd = ", ".join(f"{number * 100}ms: {{sound: tick}}" for number in range(1, 500))
    assert codes(result_of(f"- lead-in: 10s\n- work: W\n  for: 1m\n  cues: {{{crowd}}}")) == []


STEP = "title: T\nsteps:\n  - say: {}\n"
REPEATED = {
    "blanks": STEP.format("a" + " " * MANY + "b"),
    "quoted blanks": STEP.format('"a' + " " * MANY + 'b"'),
    "escaped tabs": STEP.format('"a' + "\\t" * MANY + 'b"'),
    "blanks in a name": "title: T\nsteps:\n  - hold: a" + " " * MANY + "b\n    for: 5s\n",
    "blanks in the title": "title: a" + " " * MANY + "b\nsteps: [{rest: 5s}]\n",
    "blanks before a comment": STEP.format("a" + " " * MANY + "#b"),
    "words before a colon": STEP.format("word " * MANY + ": x"),
    "words before a colon, first": "x " * MANY + ": y: z\n",
    "words and hashes before a colon": STEP.format("word #" * MANY + " : x: y"),
    "commas before a colon": "a," * MANY + ": y: z\n",
    "escapes": 'title: T\nabout: "' + "\\ud800" * MANY + '"\nsteps: [{rest: 1s}]\n',
    "pairs of escapes": "title: T\nsteps:\n" + '  - say: "\\ud800\\udc00"\n' * 5_000,
    "dollars": STEP.format("$" * MANY),
    "braces": STEP.format("${" * MANY),
    "brackets": STEP.format("[a|" * MANY),
    "quotes": "title: T\nsteps:\n" + "  - say: 'a\n" * 20_000,
    "colons": STEP.format(":" * MANY + " x"),
    "odd blanks": STEP.format("a" + "\u00a0" * MANY + "b"),
    "blank lines": "title: T\nsteps:" + "\n" * MANY + " \t" * 1000 + "\n  - rest: 5s\n",
    "line ends in a text": STEP.format('"a' + "\\n" * MANY + 'b"'),
    "dashes": "- " * MANY,
    "a sound": "title: T\nsteps:\n  - work: W\n    for: 5s\n    cues: {1s: {sound: "
    + "a/" * MANY
    + "b.wav}}\n",
    "a cue's key": "title: T\nsteps:\n  - work: W\n    for: 5s\n    cues: {" + "1" * MANY + " s: a}\n",
    "blanks in a cue's key": "title: T\nsteps:\n  - work: W\n    for: 5s\n    cues: {'1"
    + " " * MANY
    + "s': a}\n",
    "a duration": "title: T\nsteps:\n  - rest: " + "1m " * MANY + "\n",
    "a tempo": "title: T\nsteps:\n  - {reps: a, count: 3, tempo: " + "1-" * MANY + "}\n",
    "blanks between sides": "title: T\nsteps:\n  - {work: W, for: 9s, sides: 'a" + " " * MANY + "b'}\n",
    "names that there are not": "title: T\nsteps:\n  - rest: '" + "$a " * MANY + "'\n",
    "names that there are not, among many": "title: T\nparameters:\n"
    + "".join(f"  p{number}: 5s\n" for number in range(1_000))
    + "steps:\n  - rest: '"
    + " ".join(f"$q{number}" for number in range(20_000))
    + "'\n",
    "odd pauses on one line": "title: T\nsteps: [" + f"{{say: '{'[pause 99h] ' * 80}'}}, " * 1_000 + "]\n",
    "line ends between names": "title: T\nsteps:\n  - say: '" + ("$a" + "\n" * 1_000) * 300 + "'\n",
    "dashes without a blank": "title: T\nsteps:\n" + "  -work: W for: 30s\n" * 30_000,
    "a dash without a blank over many lines": "title: T\nsteps:\n  -work: W\n" + "     for: 3s\n" * 60_000,
    "keys without a blank": "title: T\nsteps:\n" + "  - work:W\n    for:30s\n" * 30_000,
    "lines that end as on old computers": "title: T\rsteps:\r" + "  -work: W\r" * 60_000,
    "blanks in a file that nobody can read": STEP.format("step" + " " * 15_000 + "b\n   bad: ["),
    "blanks after what is no step": "title: T\nsteps:\n  - step" + " " * 15_000 + "b\n   bad: ]\n",
    "a ruler below steps": "title: T\nsteps:\n" + "  - work: W\n  for: 9s\n" * 20 + "-" * 15_000,
    "blanks in many names": "title: T\nsteps:\n" + ("  - {hold: a" + " " * 900 + "b, for: 9s}\n") * 300,
    "keys that there are not": "title: T\nsteps:\n  - {"
    + ", ".join(f"k{n}: 1" for n in range(14_900))
    + "}\n",
    "hangs": "title: T\nsteps:\n  - hangs: '" + "7 x " * MANY + "'\n",
}


@pytest.mark.parametrize("name", REPEATED)
def test_no_pattern_goes_back_over_a_text(name):
    source = SourceText(name="test.yaml", text=REPEATED[name])
    begin_s = time.process_time()
    parse(source)
    format_source(source)
    assert time.process_time() - begin_s < 2 * MOST_S
