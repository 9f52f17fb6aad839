"""What people type who write their first routine, mended as `check --fix` does, is what they meant."""

import pytest

from tests.fuzzing import meaning
from tests.routines import SHOWN
from voicecoach.language.lines import lines_outside_texts
from voicecoach.language.mending import mended
from voicecoach.language.parse import parse
from voicecoach.source import SourceText


def mend(text):
    """Return a text after all edits, and the codes of what is still found."""
    for _ in range(10):
        source = SourceText(name="mine.yaml", text=text)
        _, found = parse(source)
        text = mended(source, found)
        if text == source.text:
            return text, [one.code.value for one in found]
    raise AssertionError("mended for ever")


def steps(*lines):
    return "title: Knee\nsteps:\n" + "".join(f"{line}\n" for line in lines)


HOLD = ("  - lead-in: 10s", "  - hold: Plank", "    for: 30s")

LENGTHS = {
    "30 sec": "30s",
    "30 seconds": "30s",
    "1,5 min": "1.5m",
    "30 Sekunden": "30s",
    "30 Sek.": "30s",
    "halbe Minute": "30s",
    "eine Minute": "1m",
    "anderthalb Minuten": "1.5m",
    "une minute": "1m",
    "demi-minute": "30s",
    "medio minuto": "30s",
    "half a minute": "30s",
    "1 Minute und 30 Sekunden": "1m30s",
    "1:30 min": "1:30",
    "½ min": "30s",
    "2'": "2m",
    '45"': "45s",
    "“30s”": "30s",
    "30\u00a0s": "30s",
    "hold": "$hold",
    "${hold}": "$hold",
    "{hold}": "$hold",
    "%hold%": "$hold",
    "1h30": "1h30m",
    "1'30": "1m30s",
    "1 min 30": "1m30s",
    "30s;": "30s",
}

SLIPS = {
    "sides in one text": (["sides: left, right"], ["sides: [left, right]"]),
    "German sides in one text": (["sides: links und rechts"], ["sides: [left, right]"]),
    "sides with a slash": (["sides: left/right"], ["sides: [left, right]"]),
    "both sides": (["sides: beide"], ["sides: [left, right]"]),
    "German sides": (["sides: [links, rechts]"], ["sides: [left, right]"]),
    "French sides": (["sides: [gauche, droite]"], ["sides: [left, right]"]),
    "Spanish sides": (["sides: [izquierda, derecha]"], ["sides: [left, right]"]),
    "cues not indented": (
        ["cues:", "5s: Knees.", "50%: Half."],
        ["cues:", "  5s: Knees.", "  50%: Half."],
    ),
    "cues as a list": (
        ["cues:", " - 5s: Knees.", " - 50%: Half."],
        ["cues:", "   5s: Knees.", "   50%: Half."],
    ),
    "cues as a list in brackets": (["cues: [5s: Knees., 50%: Half.]"], ["cues: {5s: Knees., 50%: Half.}"]),
    "a sound as a text": (["cues: {5s: voice.wav}"], ["cues: {5s: {sound: voice.wav}}"]),
    "the end as a share": (["cues: {100%: Stop.}"], ["cues: {end: Stop.}"]),
    "a dash of a word processor in a cue": (["cues: {\u20135s: Stop.}"], ["cues: {-5s: Stop.}"]),
    "curly quotes": (
        ["cues: {5s: “Belly, back.”, 50%: „Half, and on.“}"],
        ['cues: {5s: "Belly, back.", 50%: "Half, and on."}'],
    ),
    "several commas": (["cues: {5s: One, two, three.}"], ['cues: {5s: "One, two, three."}']),
    "German times of cues": (
        ["cues: {H\u00e4lfte: A., Ende: B., Anfang: C., alle 10s: D., nach 5s: E.}"],
        ["cues: {50%: A., end: B., start: C., every 10s: D., 5s: E.}"],
    ),
    "waiting": (["ready: wait"], ["ready: on"]),
}

WHOLE = {
    "sets and reps in a count": (
        steps("  - reps: Squats", "    count: 3x10  # heavy", "    every: 3s"),
        steps("  - reps: Squats", "    count: 10", "    sets: 3  # heavy", "    every: 3s"),
    ),
    "sets and reps in a name": (
        steps("  - reps: Squats 3x10", "    every: 3s"),
        steps("  - reps: Squats", "    count: 10", "    sets: 3", "    every: 3s"),
    ),
    "sets of reps in words": (
        steps("  - reps: Squats", "    count: 3 sets of 10", "    every: 3s"),
        steps("  - reps: Squats", "    count: 10", "    sets: 3", "    every: 3s"),
    ),
    "rounds with their unit": (
        steps("  - rounds: 3 Runden", "    steps:", "      - rest: 10s"),
        steps("  - rounds: 3", "    steps:", "      - rest: 10s"),
    ),
    "two keys on a line": (steps("  - lead-in: 10s", "  - hold: Plank, for: 30s"), steps(*HOLD)),
    "no space after the dash": (steps("  -lead-in: 10s", "  -hold: Plank", "   for: 30s"), steps(*HOLD)),
    "a length in a name, with its preposition": (
        steps("  - hold: Plank for 30s"),
        steps("  - hold: Plank", "    for: 30s"),
    ),
    "a length in a name": (steps("  - hold: Plank 30s"), steps("  - hold: Plank", "    for: 30s")),
    "in brackets": (steps("  - {hold: Plank 30 sec}"), steps("  - {hold: Plank, for: 30s}")),
    "a number in words": (
        steps("  - rounds: drei", "    steps:", "      - rest: 10s"),
        steps("  - rounds: 3", "    steps:", "      - rest: 10s"),
    ),
    "repeaters the other way round": (steps("  - hangs: 7:3 x 6"), steps("  - hangs: 6 x 7s:3s")),
    "dashes of a word processor": (
        steps("  \u2013 lead-in: 10s", "  \u2013 hold: Plank", "    for: 30s"),
        steps(*HOLD),
    ),
    "bullets": (steps("  • lead-in: 10s", "  • hold: Plank", "    for: 30s"), steps(*HOLD)),
    "no-break spaces": (
        steps("\u00a0 - lead-in:\u00a010s", "\u00a0 - hold: Plank", "\u00a0 \u00a0 for: 30s"),
        steps(*HOLD),
    ),
    "no spaces after colons": (
        "title:Knee\nsteps:\n  - lead-in:10s\n  - hold:Plank\n    for:30s\n",
        steps(*HOLD),
    ),
    "no dashes": (
        "title: Knee\nsteps:\n  lead-in: 10s\n  hold: Plank\n  for: 30s\n  cues:\n    5s: Knees.\n",
        "title: Knee\nsteps:\n  - lead-in: 10s\n  - hold: Plank\n    for: 30s\n    cues:\n      5s: Knees.\n",
    ),
    "a key too far left": (steps("  - lead-in: 10s", "  - hold: Plank", "  for: 30s"), steps(*HOLD)),
    "a key too far right": (steps("  - lead-in: 10s", "  - hold: Plank", "      for: 30s"), steps(*HOLD)),
    "a step too far right": (steps("  - lead-in: 10s", "   - hold: Plank", "     for: 30s"), steps(*HOLD)),
    "a tab": (steps("  - lead-in: 10s", "  - hold: Plank", "\tfor: 30s"), steps(*HOLD)),
    "only tabs": ("title: Knee\nsteps:\n\t- lead-in: 10s\n\t- hold: Plank\n\t  for: 30s\n", steps(*HOLD)),
    "German keys": (
        "titel: Knee\nschritte:\n  - vorbereitung: 10s\n  - halten: Plank\n    für: 30s\n",
        steps(*HOLD),
    ),
    "capital keys": ("Title: Knee\nSteps:\n  - Lead-in: 10s\n  - Hold: Plank\n    For: 30s\n", steps(*HOLD)),
    "an apostrophe": (steps("  - say: 'Don't stop.'"), steps('  - say: "Don\'t stop."')),
    "a comment stays": (
        steps("  - say: Ready: go  # loud"),
        steps('  - say: "Ready: go"  # loud'),
    ),
    "a parameter's value": (
        "title: Knee\nparameters:\n  hold: 30 sec\nsteps:\n  - hold: Plank\n    for: $hold\n",
        "title: Knee\nparameters:\n  hold: 30s\nsteps:\n  - hold: Plank\n    for: $hold\n",
    ),
    "a language in words": (
        "title: Knie\nlanguage: deutsch\nsteps:\n  - rest: 10s\n",
        "title: Knie\nlanguage: de\nsteps:\n  - rest: 10s\n",
    ),
    "a path of Windows": (
        steps("  - rest: 10s", '    cues: {5s: {sound: "sounds\\Users\\x.wav"}}'),
        steps("  - rest: 10s", '    cues: {5s: {sound: "sounds\\\\Users\\\\x.wav"}}'),
    ),
    "line ends of Windows": (
        steps("  - reps: Squats", "    count: 3x10", "    every: 3s").replace("\n", "\r\n"),
        steps("  - reps: Squats", "    count: 10", "    sets: 3", "    every: 3s").replace("\n", "\r\n"),
    ),
}


@pytest.mark.parametrize("written", LENGTHS)
def test_a_length(written):
    text = "title: Knee\nparameters:\n  hold: 30s\nsteps:\n  - hold: Plank\n    for: {}\n  - rest: $hold\n"
    assert mend(text.format(written)) == (text.format(LENGTHS[written]), [])


@pytest.mark.parametrize("name", SLIPS)
def test_a_line_of_a_step(name):
    written, meant = SLIPS[name]
    assert mend(steps(*HOLD, *(f"    {line}" for line in written))) == (
        steps(*HOLD, *(f"    {line}" for line in meant)),
        [],
    )


@pytest.mark.parametrize("name", WHOLE)
def test_a_routine(name):
    written, meant = WHOLE[name]
    assert mend(written) == (meant, [])


@pytest.mark.parametrize("text", ["2:30 h", "a few", "soon", "12-8s"])
def test_of_what_could_mean_several_things_nothing_is_suggested(text):
    _, found = parse(SourceText(name="mine.yaml", text=steps(f"  - rest: {text}")))
    assert [one.edits for one in found] == [()]


def test_what_looks_like_a_slip_within_a_text_of_several_lines_is_none():
    text = steps("  - say: >", "      Do this:", "      \u2013 rest: 5s", "      for:30s", "    for: 30s")
    assert parse(SourceText(name="mine.yaml", text=text))[1] == ()


@pytest.mark.parametrize("text", SHOWN)
def test_a_comment_after_a_key_changes_nothing(text):
    lines = ((start, line.rstrip()) for start, line in lines_outside_texts(text))
    opening = {start + len(line) for start, line in lines if line.endswith(":")}
    commented = "".join(" # why" * (at in opening) + letter for at, letter in enumerate(text))
    assert commented.count(" # why") == len(opening)
    assert meaning(commented) == meaning(text)


def test_a_comment_after_a_list_s_key_is_no_slip():
    text = 'title: T\nsteps: # all\n  - ladder: # down\n      - "21"\n      - 15\n    steps:\n      - rest: 10s\n'
    assert meaning(text) == meaning(text.replace(" # down", "").replace(" # all", "")) is not None


def test_a_number_of_rounds_with_a_comment_still_lacks_its_steps():
    text = "title: T\nsteps:\n  - rounds: 3  # not more\n    - rest: 10s\n"
    assert mend(text) == (
        "title: T\nsteps:\n  - rounds: 3  # not more\n    steps:\n    - rest: 10s\n",
        [],
    )
