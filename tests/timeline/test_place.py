"""What does not fit: the ladder, each rung with its finding."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tests.programs import codes, compiled, spoken, spoken_at, studio
from voicecoach.pipeline import compile_routine
from voicecoach.source import SourceText
from voicecoach.speech.fake import FakeSpeech
from voicecoach.timeline.spacing import GAP_MS

QUIET = "announce: off\n  countdown: off\n  halfway: off\n  time-left: off"


def test_what_fits_is_left_alone():
    result = compiled(
        f"- hold: Hang\n  for: 30s\n  {QUIET}\n  cues: {{5s: Hips forward., 10s: Breathe out.}}"
    )
    assert codes(result) == []


def test_a_shorter_wording_comes_first():
    result = compiled(
        f"- hold: Hang\n  for: 10s\n  {QUIET}\n  cues: {{-2s: [A long sentence that needs its time., Short.]}}",
    )
    assert spoken_at(result, "Short.") == [8_000]
    (found,) = result.diagnostics
    assert found.code == "cue-shortened"
    assert found.need_ms == 36 * 60
    assert found.room_ms == 2_000
    assert found.span.line == 9


def test_then_up_to_fifteen_percent_more_speed():
    result = compiled(
        f"- hold: Hang\n  for: 10s\n  {QUIET}\n  cues: {{-2s: Words.}}", lengths_ms={"Words.": 2_200}
    )
    assert spoken_at(result, "Words.") == [8_000]
    assert codes(result) == ["cue-faster"]
    assert result.diagnostics[0].percent == 110


def test_then_another_moment_later_first():
    result = compiled(
        f"- hold: Hang\n  for: 20s\n  {QUIET}\n  cues: {{5s: First words., 6s: Second.}}",
        lengths_ms={"First words.": 2_000},
    )
    assert spoken_at(result, "First words.") == [5_000]
    assert spoken_at(result, "Second.") == [7_000 + GAP_MS]
    assert codes(result) == ["cue-moved"]
    assert result.diagnostics[0].moved_ms == 1_250


def test_behind_a_count_in_a_shorter_wording_and_both_are_reported_of_the_cue():
    result = compiled(
        "- hold: Hang\n  for: 20s\n  announce: off\n  halfway: off\n  time-left: off\n  cues: {18s: [Breathe out slowly., Breathe.]}",
        lengths_ms={"Three.": 300, "Two.": 300, "One.": 300, "Breathe out slowly.": 900, "Breathe.": 200},
    )
    assert spoken_at(result, "Breathe.") == [18_300 + GAP_MS]
    assert codes(result) == ["cue-moved", "cue-shortened"]
    assert [found.severity for found in result.diagnostics] == ["warning", "warning"]
    assert {found.span.text for found in result.diagnostics} == {"Breathe out slowly."}


def test_earlier_where_there_is_no_room_later():
    result = compiled(
        f"- hold: Hang\n  for: 10s\n  {QUIET}\n  cues: {{-2s: Words.}}", lengths_ms={"Words.": 3_000}
    )
    assert spoken_at(result, "Words.") == [7_000]
    assert result.diagnostics[0].moved_ms == -1_000


def test_at_last_the_cue_of_lower_priority_is_left_out():
    result = compiled(
        f"""
- hold: Hang
  for: 20s
  {QUIET}
  cues:
    5s: {{say: Well done you., priority: praise}}
    8s: Elbows.
    11s: Hips.
""",
        lengths_ms={"Well done you.": 10_000},
    )
    assert spoken_at(result, "Well done you.") == []
    assert spoken_at(result, "Elbows.") == [8_000]
    assert codes(result) == ["cue-left-out"]


def test_a_cue_may_need_to_be_shorter_and_to_move():
    result = compiled(
        f"""
- hold: Hang
  for: 20s
  {QUIET}
  cues:
    start: First words.
    1s: [Very long., Short.]
    4250ms: $remaining.
""",
        lengths_ms={"First words.": 1_500, "Very long.": 4_000, "Short.": 2_000},
    )
    assert spoken_at(result, "Short.") == [1_950]
    assert sorted(codes(result)) == ["cue-moved", "cue-shortened"]


def test_a_start_cue_does_not_move():
    result = compiled(
        f"- hold: Hang\n  for: 20s\n  {QUIET}\n  cues: {{start: Long words here., 1s: Next.}}",
        lengths_ms={"Long words here.": 1_500},
    )
    assert spoken_at(result, "Long words here.") == [200]
    assert spoken_at(result, "Next.") == [1_950]


def test_a_cue_that_says_the_time_left_does_not_move():
    result = compiled(
        f"- hold: Hang\n  for: 20s\n  {QUIET}\n  cues: {{5s: First words., 6s: $remaining.}}",
        lengths_ms={"First words.": 2_000},
    )
    assert spoken_at(result, "Fourteen seconds.") in ([6_000], [])


def test_the_programs_own_words_yield_with_a_note():
    result = compiled("- rest: 7s\n- hold: A name that is rather long to say\n  for: 30s")
    assert {str(found.severity) for found in result.diagnostics} == {"note"}


def test_rest_gives_way_to_what_comes_next():
    name = "Bulgarian split squat"
    result = compiled(
        f"- hold: A\n  for: 5s\n- rest: 3s\n- hold: {name}\n  for: 5s",
        lengths_ms={f"{name}. Five seconds.": 2_500, f"{name}.": 2_450},
    )
    (said,) = [text for onset_ms, text in spoken(result) if 5_000 <= onset_ms < 8_000]
    assert name in said
    assert "cue-left-out" in codes(result)


def test_seven_three_repeaters_work():
    result = compiled("- lead-in: 15s\n- hangs: 6 x 7s:3s\n  sets: 3\n  rest: 150s")
    assert {str(found.severity) for found in result.diagnostics} <= {"note"}
    assert len(spoken_at(result, "Two.")) >= 3


cue_lengths = st.dictionaries(
    st.sampled_from(["1s", "2s", "4s", "7s", "10s", "50%", "-8s", "-5s", "-2s", "start", "end"]),
    st.integers(min_value=1, max_value=8_000),
    max_size=8,
)


@given(cue_lengths, st.integers(min_value=13, max_value=40))
def test_nothing_overlaps_and_nothing_leaves_its_step(cues, hold_s):
    keyed = {f"Cue {number}.": (key, length) for number, (key, length) in enumerate(cues.items())}
    lines = "\n".join(f"    {key}: {text}" for text, (key, _) in keyed.items())
    steps = f"- lead-in: 8s\n- hold: Hang\n  for: {hold_s}s\n  cues:\n{lines or '    {}'}\n- rest: 5s\n- hold: B\n  for: 7s"
    result = compiled(steps, lengths_ms={text: length for text, (_, length) in keyed.items()})
    speech = [event for event in result.timeline.events if event.kind == "speech"]
    for event in speech:
        interval = result.session.intervals[event.interval]
        assert interval.start_ms <= event.onset_ms
        assert event.onset_ms + event.duration_ms <= interval.end_ms
    for before, after in itertools.pairwise(speech):
        assert before.onset_ms + before.duration_ms + GAP_MS <= after.onset_ms


class AsRecorded(FakeSpeech):
    """A coach's own voice: as long at every speed."""

    def length_ms(self, utterance):
        return self.lengths_ms.get(utterance.text) or super().length_ms(utterance)


def test_a_recording_is_not_asked_for_at_ever_higher_speeds():
    text = f"title: Test\nsteps:\n- hold: Hang\n  for: 20s\n  {QUIET}\n  cues: {{8s: A recording., 11s: Second.}}\n"
    made = studio(AsRecorded(lengths_ms={"A recording.": 2755}))  # 5 ms too long
    result = compile_routine(SourceText(name="test.yaml", text=text), {}, lambda _: made)
    assert codes(result) == ["cue-moved"]
