"""Each form of version 2: schema, formatter, plan, page and log say the same of it, in each of the four languages."""

import pytest
from references import validator

from tests.language.test_schema import as_texts
from tests.programs import codes, in_language
from voicecoach.language.format import format_source
from voicecoach.language.read_nodes import read_nodes
from voicecoach.log.plan import steps_of
from voicecoach.report.plan import plan_json
from voicecoach.source import SourceText
from voicecoach.studio.shown import shown_session

FORMS = {
    "as fast as possible": ("reps: Squat, count: 3, tempo: 30X1", 15),
    "tempo in parts": ("reps: Press, count: 2, tempo: 3-0-X-1, load: 40kg", 10),
    "range of reps": ("reps: Squat, count: 8-12, every: 3s", 36),
    "range in a minute": ("emom: 2, steps: [{reps: Squat, count: 5-8}]", 120),
    "a length a side": (
        "hold: Split, for: {left: 10s, right: 20s}, sides: [left, right], switch: 5s",
        35,
    ),
    "sides of other names": (
        "hold: Split, for: {front: 20s, back: 40s}, sides: [front, back], switch: 5s",
        65,
    ),
    "three sides": ("hold: Plank, for: 20s, sides: [left, middle, right], switch: 5s", 70),
    "until done": ("hold: Plank, for: 45s, until: done", 45),
    "until done in a minute": ("emom: 2, steps: [{work: Row, for: 40s, until: done, effort: 8}]", 120),
    "own pace": ("emom: 3, steps: [{reps: Swing, count: 10, load: 24kg}]", 180),
    "several at their pace": ("emom: 2, steps: [{reps: Swing, count: 10}, {reps: Row, count: 5}]", 120),
    "odd and even": ("emom: 4, odd: [{reps: Swing, count: 10}], even: [{hold: Plank, for: 30s}]", 240),
    "minutes": ("emom: 3, minutes: [[{reps: Swing, count: 9}], [{hold: Plank, for: 30s}], [{rest: 60s}]]", 180),
    "death by": ("death-by: Burpees, for: 5m", 300),
    "death by twos": ("death-by: Burpees, for: 3m, start: 2, add: 2, every: 90s", 180),
    "for time": ("for-time: 20m, steps: [{reps: Swing, count: 21, load: 24kg}, {work: Row, for: 1m}]", 1200),
    "for time in rounds": (
        "for-time: 15m, steps: [{rounds: 3, steps: [{reps: Swing, count: 21, load: 24kg}]}, {work: Row, for: 5m}]",
        900,
    ),
    "for time up a ladder": ("for-time: 15m, steps: [{ladder: [9, 5], steps: [{reps: Swing, count: $rung}]}]", 900),
    "sides in a list": ("for-time: 5m, steps: [{reps: Lunge, count: 8, sides: [left, right], load: 24kg}]", 300),
    "elapsed": ("hold: Plank, for: 60s, cues: {30s: '$elapsed, $total_elapsed.'}", 60),
    "done with": ("hold: Hang, for: 10s, load: +10kg, edge: 20mm, grip: half crimp, effort: 8", 10),
    "repeaters done with": ("hangs: 6 x 7s:3s, load: -5kg, edge: 18mm, grip: open hand", 57),
    "random": ("hold: Sit, for: 5m, cues: {random 40s-80s: {sound: bell}}", 300),
}  # fmt: skip
LANGUAGES = ("en", "de", "es", "fr")


def told(result):
    """Return what is told of each interval, without its line in the file and what is worded."""
    worded = ("line", "name", "grip")
    return [{key: one[key] for key in one if key not in worded} for one in plan_json(result)["intervals"]]


def load_of(one):
    """Return the load of an interval, or the one load that is in its list."""
    return next((part["load"] for part in (one, *one.get("items", ())) if "load" in part), "")


@pytest.mark.parametrize(("step", "length_s"), FORMS.values(), ids=FORMS)
def test_all_that_shows_it_says_the_same(step, length_s):
    text = f"- lead-in: 20s\n- {{{step}}}\n"
    whole = "title: Test\nsteps:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    assert not list(validator().iter_errors(as_texts(read_nodes(SourceText(name="a.yaml", text=whole)).root)))
    formatted, _ = format_source(SourceText(name="a.yaml", text=whole))
    assert format_source(SourceText(name="a.yaml", text=formatted))[0] == formatted
    in_each = [in_language(text, language) for language in LANGUAGES]
    first = told(in_each[0])
    assert first == told(in_language(formatted[formatted.index("  - ") :], "en"))
    for result in in_each:
        assert codes(result) == []
        assert result.session.total_ms == (20 + length_s) * 1000
        assert told(result) == first
        times = [(one["start_ms"], one["duration_ms"]) for one in first]
        shown = shown_session(result, with_words=False).steps
        assert [(one.start_ms, one.end_ms - one.start_ms) for one in shown] == times
        logged = steps_of(result.session, result.studio.phrases)
        assert [(one.start_ms, one.duration_ms) for one in logged] == times
        assert [one.tempo for one in logged] == [one.get("tempo", "") for one in first]
        assert [one.reps for one in logged] == [one.get("reps", 0) for one in first]
        for one, label in zip(first, (one.label for one in shown), strict=True):
            assert one.get("tempo", "") in label
        assert [one.load for one in logged] == list(map(load_of, first))
        assert [one.side or None for one in logged] == [one["side"] for one in first]
