"""The listener is told: every exercise's name is heard whole before it starts, or a finding names it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.programs import codes, compiled, spoken
from tests.strategies import told_routines
from voicecoach.findings.session import AnnouncedLate, NotAnnounced
from voicecoach.language.leaves import Circuit, CountedExercise, Exercise, RepeatedHold, SelfPacedExercise
from voicecoach.timeline.moment import Narrator

LONG = "Half-kneeling landmine press with rotation"
SECOND = f"- work: Squats\n  for: 20s\n- rest: {{rest}}\n- work: {LONG}\n  for: 30s\n"


def before(result, start_ms, since_ms=0):
    return [text for onset_ms, text in spoken(result) if since_ms <= onset_ms < start_ms]


def second(rest, **lengths_ms):
    """Compile a long name after a short rest, and return what is said in the rest, and in the exercise."""
    result = compiled(
        "- lead-in: 10s\n" + SECOND.format(rest=rest),
        lengths_ms={key.replace("_", " "): value for key, value in lengths_ms.items()},
    )
    start_ms = next(one.start_ms for one in result.session.intervals[3:])
    said = spoken(result)
    return (
        [text for at_ms, text in said if 30_000 <= at_ms < start_ms],
        [text for at_ms, text in said if at_ms >= start_ms][:1],
        [code for code in codes(result) if "announced" in code],
    )


def lengths(name_ms, rest_ms=500):
    return {
        f"Next: {LONG}. Thirty seconds.": name_ms + 1_500,
        f"{LONG}. Thirty seconds.": name_ms + 1_000,
        f"{LONG}.": name_ms,
        "Rest.": rest_ms,
    }


@pytest.mark.parametrize(
    ("name_ms", "in_rest", "at_start", "code"),
    [
        (1_000, ["Rest.", f"Next: {LONG}. Thirty seconds."], "Halfway.", None),
        (2_500, ["Rest.", f"{LONG}. Thirty seconds."], "Halfway.", None),
        (3_000, [f"Next: {LONG}. Thirty seconds."], "Halfway.", None),  # no "Rest."
        (3_500, [f"{LONG}. Thirty seconds."], "Halfway.", None),
        (3_700, ["Rest.", f"{LONG}."], "Halfway.", None),  # without the length
        (4_300, [f"{LONG}."], "Halfway.", None),
        (4_900, [f"{LONG}."], "Halfway.", None),  # faster
        (6_000, ["Rest."], f"{LONG}. Thirty seconds.", "announced-late"),
    ],
)
def test_a_name_with_little_room_has_its_remedies_in_order(name_ms, in_rest, at_start, code):
    said, later, found = second("5s", **lengths(name_ms))
    assert said == in_rest
    assert later == [at_start]
    assert found == ([code] if code else [])


def test_an_announcement_goes_before_the_authors_words_which_follow_where_there_is_room():
    words = "Lie down, and breathe out."
    steps = f"- hold: A\n  for: 20s\n- rest: 5s\n  say: {words}\n- hold: Plank\n  for: 20s\n"
    known = {"Next: Plank. Twenty seconds.": 2_500, "Plank. Twenty seconds.": 2_000, "Plank.": 1_500}
    roomy = compiled(steps, lengths_ms={**known, words: 2_000})
    assert before(roomy, 25_000, 20_000) == [words, "Plank. Twenty seconds."]
    tight = compiled(steps, lengths_ms={**known, words: 2_900, "Plank.": 1_900})
    assert before(tight, 25_000, 20_000)[0] == "Next: Plank. Twenty seconds."
    last = compiled(
        steps, lengths_ms={**known, words: 2_900, "Plank.": 1_700, "Plank. Twenty seconds.": 2_000}
    )
    assert before(last, 25_000, 20_000) == ["Plank.", words]


def test_words_that_say_the_time_left_stay_where_they_are_right():
    words = "$remaining to rest now."
    steps = f"- hold: A\n  for: 20s\n- rest: 5s\n  say: {words}\n- hold: Plank\n  for: 20s\n"
    result = compiled(
        steps,
        lengths_ms={"Five seconds to rest now.": 2_500, "Plank.": 2_000, "Plank. Twenty seconds.": 2_000},
    )
    onsets_ms = [onset_ms for onset_ms, text in spoken(result) if text == "Five seconds to rest now."]
    assert all(onset_ms < 21_000 for onset_ms in onsets_ms)


def test_a_round_call_gives_way_to_the_name():
    call = {"Round two of two.": 2_500, "Round two.": 1_500, "Last round.": 2_500}
    result = compiled(
        "- lead-in: 10s\n- rounds: 2\n  steps:\n    - hold: Plank\n      for: 20s\n    - rest: 3s\n",
        lengths_ms={
            **call,
            "Next: Plank. Twenty seconds.": 2_500,
            "Plank. Twenty seconds.": 2_400,
            "Plank.": 2_000,
        },
    )
    assert before(result, 33_000, 30_000) == ["Next: Plank. Twenty seconds."]


def test_a_name_is_said_after_a_spoken_passage_or_in_the_rest_before_it():
    result = compiled("- say: Lie down.\n  for: 5s\n- hold: Plank\n  for: 20s\n")
    assert before(result, 5_000) == ["Lie down.", "Next: Plank. Twenty seconds."]
    result = compiled("- rest: 10s\n- say: Lie down.\n- hold: Plank\n  for: 20s\n")
    assert before(result, 12_000)[:2] == ["Rest.", "Next: Plank. Twenty seconds."]


def test_a_passage_that_names_the_exercise_tells_it():
    result = compiled("- say: Now the plank.\n  for: 5s\n- hold: Plank\n  for: 20s\n")
    assert before(result, 5_000) == ["Now the plank."]
    assert codes(result) == []


def test_without_time_before_it_a_name_is_late_and_the_edit_mends_that():
    steps = "- lead-in: 10s\n- reps: A\n  count: 2\n  every: 3s\n- reps: Row\n  count: 2\n  every: 3s\n"
    result = compiled(steps)
    (found,) = result.diagnostics
    assert isinstance(found, AnnouncedLate)
    assert found.name == "Row"
    assert mended(found) == (
        "title: Test\nsteps:\n  - lead-in: 10s\n  - reps: A\n    count: 2\n    every: 3s\n"
        "  - rest: 5s\n  - reps: Row\n    count: 2\n    every: 3s\n"
    )


@pytest.mark.parametrize(
    ("steps", "edited"),
    [
        ("- hold: A\n  for: 20s\n", "  - lead-in: 10s\n  - hold: A\n    for: 20s\n"),
        (
            "- lead-in: 9s\n- hold: A\n  for: 20s\n  sets: 2\n",
            "  - lead-in: 9s\n  - hold: A\n    rest: 5s\n    for: 20s\n    sets: 2\n",
        ),
        (
            "- lead-in: 9s\n- for: 20s\n  hold: A\n- for: 20s\n  hold: B\n",
            "  - lead-in: 9s\n  - for: 20s\n    hold: A\n  - rest: 5s\n  - for: 20s\n    hold: B\n",
        ),
        (
            f"- lead-in: 2s  # short\n- hold: {LONG}\n  for: 20s\n",
            f"  - lead-in: 4s  # short\n  - hold: {LONG}\n    for: 20s\n",
        ),
    ],
)
def test_the_edit_writes_the_time_that_is_missing(steps, edited):
    (found,) = [one for one in compiled(steps).diagnostics if "announced" in one.code]
    text = mended(found)
    assert text == f"title: Test\nsteps:\n{edited}"
    again = compiled(text.partition("steps:\n")[2])
    assert not [code for code in codes(again) if "announced" in code]


def mended(found):
    text = found.span.source.text
    for edit in sorted(found.edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize("option", ["announce: off", "tones: off", "tones: {start: off}"])
def test_a_start_that_nothing_marks_is_not_late(option):
    assert codes(compiled(f"- hold: Plank\n  for: 20s\n  {option}\n")) == []


def test_a_count_marks_a_start_without_a_tone():
    result = compiled("- reps: Row\n  count: 3\n  every: 4s\n  tones: off\n")
    assert codes(result) == ["announced-late"]


@given(routine=told_routines(), ms_per_letter=st.sampled_from([40, 60, 90, 150]))
def test_every_name_is_heard_whole_before_its_exercise_or_a_finding_names_it(routine, ms_per_letter):
    result = compiled(routine, ms_per_letter=ms_per_letter)
    narrator = Narrator(session=result.session, phrases=result.studio.phrases)
    found = {
        (one.span, one.name) for one in result.diagnostics if isinstance(one, NotAnnounced | AnnouncedLate)
    }
    said = [
        (event.onset_ms + event.duration_ms, event.onset_ms, event.audible.text.casefold())
        for event in result.timeline.events
        if hasattr(event.audible, "text")
    ]
    since_ms = 0
    for index, interval in enumerate(result.session.intervals):
        leaf = interval.leaf
        if not isinstance(leaf, Exercise):
            continue
        name, names = narrator.name(index), narrator.names(index)
        if isinstance(leaf, SelfPacedExercise):  # of which each has its own `announce`
            names = [
                one for one, each in zip(names, leaf.all, strict=True) if each.options.announce is not False
            ]
        if isinstance(leaf, Circuit):  # `As many rounds as possible.`, or a name, and then its list
            names = [item.name.written() for item in leaf.items]
        is_new = not leaf.place.is_later_side and not (isinstance(leaf, RepeatedHold) and leaf.number > 1)
        is_marked = leaf.options.tones.start is not None or isinstance(leaf, CountedExercise)
        if is_new and is_marked and leaf.options.announce is True:
            heard = all(
                any(
                    end_ms <= interval.start_ms and onset_ms >= since_ms and one.casefold() in text
                    for end_ms, onset_ms, text in said
                )
                for one in names
            )
            assert heard or (leaf.span, name) in found
        since_ms = interval.start_ms


LIST = "Fifteen Swings. Thirty Jumps."
AMRAP = """\
- amrap: 12m
  steps:
  - {reps: Swings, count: 15}
  - {reps: Jumps, count: 30}
"""


@pytest.mark.parametrize(
    ("before_it", "in_time", "at_start", "found"),
    [
        ("- lead-in: 15s\n", f"Twelve minutes. As many rounds as possible. {LIST}", "Ten minutes left.", []),
        ("- lead-in: 6s\n", "Twelve minutes. As many rounds as possible.", LIST, ["announced-late"]),
        ("- lead-in: 1s\n", "Get ready.", "Twelve minutes. As many rounds as possible.", ["announced-late"]),
        ("- lead-in: 6s\n  say: Swings and jumps.\n", "Swings and jumps.", LIST, []),
    ],
)
def test_the_list_of_a_circuit_is_heard_before_it_or_at_its_start(before_it, in_time, at_start, found):
    result = compiled(before_it + AMRAP)
    start_ms = result.session.intervals[-1].start_ms
    said = spoken(result)
    assert in_time in [text for at_ms, text in said if at_ms < start_ms]
    later = [text for at_ms, text in said if at_ms >= start_ms]
    assert later[0] == at_start
    assert sum(LIST in text for _, text in said) == 1
    assert [code for code in codes(result) if "announced" in code] == found


@pytest.mark.parametrize("head", ["amrap: 2m", "for-time: 2m"])
def test_a_list_that_is_heard_at_the_start_is_late_whatever_the_block_is_called(head):
    steps = f"- lead-in: 3s\n- {head}\n  steps:\n  - {{reps: Swings, count: 15}}\n  - {{reps: Jumps, count: 30}}\n"
    assert "announced-late" in codes(compiled(steps))
    told = steps.replace("3s", "15s")
    assert codes(compiled(told)) == []


@pytest.mark.parametrize("head", ["amrap: 2m", "for-time: 2m"])
def test_a_list_of_rests_alone_has_nothing_to_read(head):
    assert codes(compiled(f"- lead-in: 15s\n- {head}\n  steps: [{{rest: 20s}}]\n")) == []


def test_the_edit_for_a_late_list_puts_it_before_the_start():
    late = next(
        one for one in compiled("- lead-in: 6s\n" + AMRAP).diagnostics if isinstance(one, AnnouncedLate)
    )
    assert late.has_list
    mended = compiled(f"- lead-in: {late.time.length_ms}ms\n" + AMRAP)
    assert "announced-late" not in codes(mended)
