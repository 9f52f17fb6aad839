"""The picture of a plan: every word can be read, and it says what the plan says."""

import re
from itertools import pairwise

import pytest
from programs import compiled, studio

from voicecoach.library import builtin_names, read_builtin
from voicecoach.output.picture import WIDTH, picture
from voicecoach.pipeline import compile_routine
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.studio.shown import shown_session

TEXT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)" fill="[^"]+"([^>]*)>([^<]*)</text>')
WIDE, NARROW = 0.70, 0.36  # of a digit and a colon in DejaVu Sans, which is a wide font, of its size
TEXT_SIZE = 26
TIMES = "\N{MULTIPLICATION SIGN}"


def drawn(steps):
    return picture(shown_session(compiled(steps)))


def legend(svg):
    return [
        text for x, _, look, text in TEXT.findall(svg) if "middle" not in look and text.strip("0123456789:")
    ][2:]


def spans(svg):
    """Return from where to where each time on the axis reaches."""
    for x, _, look, text in TEXT.findall(svg):
        if re.fullmatch(r"[\d:]+", text) and ":" in text:
            width = sum(NARROW if sign == ":" else WIDE for sign in text) * TEXT_SIZE
            yield (float(x) - width, float(x)) if "end" in look else (float(x), float(x) + width)


@pytest.mark.parametrize("name", builtin_names())
def test_times_on_the_axis_never_touch(name):
    session = compile_routine(read_builtin(name), {}, lambda _: studio(EstimatedSpeech(language="en")))
    times = sorted(spans(picture(shown_session(session))))
    assert len(times) > 1
    assert times[-1][1] <= WIDTH
    assert all(one[1] < other[0] for one, other in pairwise(times))


def test_exercises_are_counted_and_spoken_passages_are_not():
    steps = (
        "- say: Test\n- rounds: 2\n  steps: [{hold: Test, for: 20s}, {rest: 10s}]\n- hold: Plank\n  for: 30s"
    )
    assert legend(drawn(steps)) == [f"2 {TIMES} Test", "Plank"]  # "Test" is the title, too


def test_what_an_exercise_is_done_with_is_named_where_it_is_always_the_same():
    hang = "- hold: Hang\n  for: 20s\n  load: +10kg\n  edge: 20mm\n"
    assert legend(drawn(hang + "- rest: 10s\n" + hang)) == [f"2 {TIMES} Hang, 20mm, +10kg"]
    assert legend(drawn(hang + "- rest: 10s\n" + hang.replace("10kg", "12kg"))) == [f"2 {TIMES} Hang"]


def test_a_circuit_has_its_list():
    steps = "- amrap: 5m\n  steps: [{reps: pull-ups, count: 5}, {reps: push-ups, count: 10}]"
    assert legend(drawn(steps)) == ["AMRAP: 5 pull-ups, 10 push-ups"]


def test_a_single_round_has_no_bracket():
    steps = "- rounds: {n}\n  steps: [{{hold: Hang, for: 20s}}, {{rest: 40s}}]"
    assert "<path" not in drawn(steps.format(n=1))
    assert drawn(steps.format(n=2)).count("<path") == 2
