"""A routine as a physiotherapist types it who has seen one, mended as `check --fix` does: the plan is that of what was meant."""

import pytest

from tests.programs import studio
from voicecoach.language.mending import mended
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.source import SourceText

HEAD = "title: Knee\nparameters:\n  hold: 30s\nsteps:\n  - lead-in: 10s\n"


def compiled(text):
    return compile_routine(SourceText(name="mine.yaml", text=text), {}, lambda _: studio(), with_hints=False)


def mend(text):
    for _ in range(10):
        after = mended(SourceText(name="mine.yaml", text=text), compiled(text).diagnostics)
        if after == text:
            return text
        text = after
    raise AssertionError("mended for ever")


def plan(text):
    result = compiled(text)
    assert isinstance(result, Compiled), (text, result.diagnostics)
    happens = [
        (one.leaf.kind, one.start_ms, one.duration_ms, one.leaf.place) for one in result.session.intervals
    ]
    return happens, [(event.onset_ms, event.audible) for event in result.timeline.events]


def check(written, meant):
    text = mend(HEAD + written)
    assert plan(text) == plan(HEAD + meant), text


HOLD = "  - hold: Plank\n    for: 30s\n"
REPS = "  - reps: Squats\n    count: 10\n    every: 3s\n"
CUED = f"{HOLD}    cues:\n      5s: Knees.\n      15s: Hips.\n"

LENGTHS = """for = 30s | for - 30s | for 30s | for; 30s | dur: 30s | secs: 30 | hold-time: 30s | for: ~30s | for: ca. 30s | for: about 30s
for: for 30s | for: 30s hold | for: "30" | for: 30 second | for: $hold$ | for: $(hold) | for: @hold | for: "&hold" | for: $ hold | for: ${ hold } | for: $hold.
for: §hold | for: €hold | for: {$hold} | for: =hold | for: \\$hold | for: [hold] | FOR: 30s | for : 30s"""
KINDS = """- hold; Plank | - hold Plank | - hold = Plank | - hold - Plank | 1. hold: Plank | 1) hold: Plank | a) hold: Plank | - 1. hold: Plank | + hold: Plank | > hold: Plank
-- hold: Plank | - **hold**: Plank | - [hold]: Plank | - holding: Plank | - isometric: Plank | - static: Plank | - stretch: Plank | - hang: Plank | - name: Plank"""
WHOLE_HOLDS = """- hold: Plank; for: 30s | - hold: Plank @ 30s | - hold: 30s Plank | - Plank 30s | - Plank, 30s | - hold: 30s; name: Plank | - Plank: 30s | - hold: Plank (30 sec)"""
RESTS = """rest 20s | Rest 20s | rest 20 seconds | rest: 20 sec rest | rest: 20s pause | rest: for 20s | rest-for: 20s | wait: 20s | relax: 20s | rest: {for: 20s} | rest; 20s
rest: 20s between sets"""
COUNTS = """count: 10. | count: ~10 | count: ca. 10 | repetitions: 10 | wiederholungen: 10 | répétitions: 10 | number: 10 | times: 10 | cnt: 10 | count = 10 | count 10"""
NAMES = """- reps: 10 Squats | - reps: 10x Squats | - reps: Squats x10 | - reps: Squats x 10 | - reps: Squats (10x)"""
SIDES = """sides: alternating | sides: [left; right] | sides: {left, right} | sides: [left right] | sides: G/D | sides: bilateral | each side: yes | sides = left, right"""
SWITCHES = """none | nein | aus | of | disabled | never"""
WHEN = """5s - Knees. | 5s; Knees. | 5s Knees. | 5s = Knees. | t5: Knees."""
ENDS = """5s before end | 5s before the end | 5 sec before the end | last 5s | end-5s | end -5s | 5s left | 5s vor Ende | 5s avant la fin"""
HALVES = """mid | 50 percent | 1/2 | half way | Hälfte"""
REPS_OF_CUES = """3rd rep | rep3 | rep no. 3 | 3. Wiederholung"""
HANGS = """6 reps of 7:3 | 6 x (7s:3s) | 6*7:3 | 7s on, 3s off x 6"""


def listed(text):
    return [one.strip() for line in text.splitlines() for one in line.split(" | ")]


@pytest.mark.parametrize("line", listed(LENGTHS))
def test_a_length(line):
    check(f"  - hold: Plank\n    {line}\n", HOLD)


@pytest.mark.parametrize("line", listed(KINDS))
def test_a_step(line):
    check(
        f"  {line}\n    for: 30s\n  - rest: 10s\n  {line}\n    for: 30s\n{REPS}",
        f"{HOLD}  - rest: 10s\n{HOLD}{REPS}",
    )


@pytest.mark.parametrize("line", listed(WHOLE_HOLDS))
def test_a_step_in_one_line(line):
    check(f"  {line.replace('; name', chr(10) + '    name')}\n{REPS}", HOLD + REPS)


@pytest.mark.parametrize("line", listed(RESTS))
def test_a_rest(line):
    check(f"{HOLD}  - {line}\n{REPS}", f"{HOLD}  - rest: 20s\n{REPS}")


def test_a_rest_that_is_named():
    check(f"{HOLD}  - rest: Pause\n    for: 20s\n{REPS}", f"{HOLD}  - rest: 20s\n{REPS}")
    check(f"{HOLD}  - rest: Shake it out.\n    for: 20s\n", f"{HOLD}  - rest: 20s\n    say: Shake it out.\n")


@pytest.mark.parametrize("line", listed(COUNTS))
def test_a_count(line):
    check(f"  - reps: Squats\n    {line}\n    every: 3s\n", REPS)


@pytest.mark.parametrize("line", listed(NAMES))
def test_a_count_in_the_name(line):
    check(f"  {line}\n    every: 3s\n", REPS)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("reps: 3 x 10 Squats", "reps: Squats\n    count: 10\n    sets: 3"),
        ("reps: Squats\n    count: 10 per side", "reps: Squats\n    count: 10\n    sides: [left, right]"),
        ("reps: Squats\n    count: 10 reps per leg", "reps: Squats\n    count: 10\n    sides: [left, right]"),
        ("reps: Squats\n    count: 10/side", "reps: Squats\n    count: 10\n    sides: [left, right]"),
        ("exercise: Squats\n    reps: 10", "reps: Squats\n    count: 10"),
        ("name: Squats\n    reps: 10", "reps: Squats\n    count: 10"),
        ("reps: 10\n    name: Squats", "reps: Squats\n    count: 10"),
    ],
)
def test_reps(written, meant):
    check(f"  - {written}\n    every: 3s\n", f"  - {meant}\n    every: 3s\n")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (
            "hold: Plank\n    for: 3 x 30s\n    rest: 9s",
            "hold: Plank\n    for: 30s\n    sets: 3\n    rest: 9s",
        ),
        (
            "hold: Plank\n    for: 30s x 3\n    rest: 9s",
            "hold: Plank\n    for: 30s\n    sets: 3\n    rest: 9s",
        ),
        ("hold: Plank 3 x 30s\n    rest: 9s", "hold: Plank\n    for: 30s\n    sets: 3\n    rest: 9s"),
        ("hold: Plank\n    for: 30s each side", "hold: Plank\n    for: 30s\n    sides: [left, right]"),
        ("hold: 30s\n    exercise: Plank", "hold: Plank\n    for: 30s"),
        (
            "hold: Plank\n    for: 30s\n    text: Hips up.",
            "hold: Plank\n    for: 30s\n    cues: {start: Hips up.}",
        ),
        (
            "hold: Plank\n    for: 30s\n    cues: Hips up.",
            "hold: Plank\n    for: 30s\n    cues: {start: Hips up.}",
        ),
        (
            "hold: Plank\n    for: 30s\n    cues: {5s: sound: bell}",
            "hold: Plank\n    for: 30s\n    cues: {5s: {sound: bell}}",
        ),
        (
            "hold: Plank\n    for: 30s\n    cues: {5s: {tone: bell}}",
            "hold: Plank\n    for: 30s\n    cues: {5s: {sound: bell}}",
        ),
        ("hangs: 6 x 7:3 x 3\n    rest: 60s", "hangs: 6 x 7s:3s\n    sets: 3\n    rest: 60s"),
        (
            "reps: Squats\n    count: 5\n    tempo: [3, 1, 1, 0]",
            "reps: Squats\n    count: 5\n    tempo: 3-1-1-0",
        ),
        ("reps: Squats\n    count: 5\n    pace: 3s", "reps: Squats\n    count: 5\n    every: 3s"),
        ("tell: Well done.", "say: Well done."),
        ("Well done.", "say: Well done."),
    ],
)
def test_a_step_of_another_shape(written, meant):
    check(f"  - {written}\n", f"  - {meant}\n")


@pytest.mark.parametrize("line", listed(SIDES))
def test_sides(line):
    check(f"{HOLD}    {line}\n", f"{HOLD}    sides: [left, right]\n")


@pytest.mark.parametrize("word", listed(SWITCHES))
def test_a_switch(word):
    check(f"{HOLD}    countdown: {word}\n    half: {word}\n", f"{HOLD}    countdown: off\n    halfway: off\n")


@pytest.mark.parametrize("line", listed(WHEN))
def test_a_cue(line):
    check(CUED.replace("5s: Knees.", line, 1), CUED)


@pytest.mark.parametrize(
    ("keys", "meant", "step"),
    [(ENDS, "-5s", HOLD), (HALVES, "50%", HOLD), (REPS_OF_CUES, "rep 3", REPS), ("first rep", "rep 1", REPS)],
)
def test_the_time_of_a_cue(keys, meant, step):
    for key in listed(keys):
        check(f"{step}    cues:\n      {key}: Hips.\n", f"{step}    cues:\n      {meant}: Hips.\n")


@pytest.mark.parametrize("words", listed(HANGS))
def test_hangs(words):
    check(f"  - hangs: {words}\n", "  - hangs: 6 x 7s:3s\n")


BLOCK = "    steps:\n      - hold: Plank\n        for: 30s\n      - rest: 20s\n"


@pytest.mark.parametrize("line", ["circuit: 3", "series: 3", "wiederholen: 3", "sets: 3", "rounds = 3"])
def test_a_block(line):
    check(f"  - {line}\n{BLOCK}", f"  - rounds: 3\n{BLOCK}")


def test_a_block_without_its_steps():
    listed_below = (
        BLOCK.replace("    steps:\n", "").replace("      ", "    ").replace("        for", "      for")
    )
    check(f"  - rounds: 3\n{listed_below}", f"  - rounds: 3\n{BLOCK}")


@pytest.mark.parametrize("numbers", ["1-2-3", "1, 2, 3", "1..3", "1 to 3"])
def test_a_ladder(numbers):
    steps = "    steps:\n      - rest: 5s\n      - reps: Squats\n        count: $rung\n        every: 2s\n"
    check(f"  - ladder: {numbers}\n{steps}", f"  - ladder: [1, 2, 3]\n{steps}")


def test_steps_with_numbers_have_their_keys_where_they_were():
    check(
        "  1. hold: Plank  # long\n     for: 30s\n  2. rest: 10s\n  10. hold: Plank\n      for: 30s\n",
        f"{HOLD}  - rest: 10s\n{HOLD}",
    )


ROUTINE = "title: Knee\nsteps:\n  - lead-in: 10s\n" + HOLD


@pytest.mark.parametrize(
    "text",
    [
        ROUTINE.replace("title: ", "title "),
        ROUTINE.replace("title: ", "title = "),
        ROUTINE.replace("title: ", "name: "),
        ROUTINE.replace("steps:", "steps"),
        f"```yaml\n{ROUTINE}```\n",
        ROUTINE.replace("lead-in", "prep"),
        ROUTINE.replace("lead-in", "countdown"),
        ROUTINE.replace("title: Knee\n", "title: Knee\nsettings: {hold: 30s}\n"),
    ],
)
def test_a_routine(text):
    assert plan(mend(text)) == plan(ROUTINE)


def test_the_parts_of_a_parameter():
    written = (
        "title: T\nparameters:\n  hold: {standard: 30s, minimum: 10s, maximum: 1m}\nsteps:\n  - rest: $hold\n"
    )
    meant = "title: T\nparameters:\n  hold: {default: 30s, min: 10s, max: 1m}\nsteps:\n  - rest: $hold\n"
    assert mend(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "title: T\nabout: In sets of\n  work; rest for 30s\n  hold - and so on\nsteps:\n  - rest: 5s\n",
        "title: T\nsteps:\n  - rest: 9s\n    cues:\n      1s:\n        - Hold still, and rest.\n        - Hold still.\n",
        "title: T\nsteps:\n  - say: |\n      1. hold on\n      for 30s\n      ```\n",
        'title: T\nsteps:\n  - say: "Stand up.\n      hold; 30s"\n',
    ],
)
def test_a_text_that_looks_like_steps_is_a_text(text):
    assert mend(text) == text
    assert isinstance(compiled(text), Compiled)


@pytest.mark.parametrize("step", ["reps: 90 degree squats", "reps: 1 leg squats", "hold: 90/90 stretch"])
def test_a_number_of_the_name_is_no_count(step):
    text = f"{HEAD}  - {step}\n    every: 3s\n"
    assert mend(text) == text
