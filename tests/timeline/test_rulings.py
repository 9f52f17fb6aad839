"""Rulings where two rules meet."""

import wave

from tests.programs import codes, compiled, intervals, result_of, spoken, spoken_at, studio, tones
from voicecoach.findings.session import CueLeftOut
from voicecoach.pipeline import compile_routine
from voicecoach.source import SourceText
from voicecoach.speech.fake import FakeSpeech

REPS = "- reps: B\n  count: 2\n  every: 5s\n"


def test_a_rep_count_is_on_its_beat_whatever_was_said_before():
    result = compiled(f"- reps: A\n  count: 2\n  every: 5s\n  cues: {{end: Well done.}}\n{REPS}")
    assert 10_000 in spoken_at(result, "One.")
    assert codes(result) == ["announced-late", "cue-left-out", "announced-late"]
    assert result.diagnostics[1].text == "Well done."


def test_a_short_rest_is_quiet_before_the_first_count():
    result = compiled(f"- hold: A\n  for: 5s\n- rest: 2500ms\n{REPS}")
    assert 7_500 in spoken_at(result, "One.")


def test_a_queued_text_with_the_time_left_is_right_or_not_said():
    result = compiled(
        """
        - rounds: 2
          steps:
            - hold: A long exercise name indeed
              for: 40s
              cues: {start: "These words take a while to say.", round 1: "With $remaining to go."}
        """
    )
    for onset_ms, text in spoken(result):
        if text.startswith("With"):
            left_ms = 40_000 - onset_ms
            assert {39: "thirty nine", 40: "forty"}[round(left_ms / 1000)] in text
    assert any(
        isinstance(found, CueLeftOut) and found.text.startswith("With") for found in result.diagnostics
    )


def test_a_cue_yields_only_to_what_is_then_heard(tmp_path):
    with wave.open(str(tmp_path / "long.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(b"\x00\x20\x00\xe0" * 24_000 * 15)
    result = compiled(
        "- lead-in: 10s\n- hold: A\n  for: 30s\n  cues: {16s: {sound: long.wav}}",
        name=str(tmp_path / "a.yaml"),
    )
    assert spoken_at(result, "Ten seconds.") == [30_000]
    assert codes(result) == ["cue-left-out"]


def test_an_unknown_tone_is_shown_where_it_is_named():
    result = result_of("- hold: A\n  for: 20s\n  tones: {start: beep}")
    (found,) = result.diagnostics
    assert found.code == "unknown-tone"
    assert found.span.text == "beep"


def test_defaults_reach_the_rest_of_an_emom():
    result = compiled(
        "- emom: 2\n  steps:\n    - {hold: A, for: 10s}", head="defaults: {countdown: off, tones: off}\n"
    )
    assert tones(result) == []
    assert not {"Three.", "Two."} & {text for _, text in spoken(result)}


def test_a_start_cue_waits_for_a_long_start_tone():
    result = compiled("- hold: A\n  for: 20s\n  announce: off\n  tones: {start: bell}\n  cues: {start: Go.}")
    assert spoken_at(result, "Go.") == [result.studio.tone_ms["bell"] + 50]


def test_what_is_asked_for_is_said_in_short_steps_too():
    result = compiled(
        "- lead-in: 10s\n- hold: A\n  for: 15s\n  time-left: [10s]\n  halfway: on\n  countdown: off"
    )
    assert spoken_at(result, "Ten seconds.") == [15_000]
    assert spoken_at(result, "Halfway.") == [17_500]


def test_a_lead_in_of_three_seconds_ticks_three_times():
    result = compiled("- lead-in: 3s\n- hold: A\n  for: 5s")
    assert tones(result)[:4] == [(0, "tick"), (1_000, "tick"), (2_000, "tick"), (3_000, "start")]


def test_the_name_comes_before_the_form_cue_of_the_first_rep():
    result = compiled("- reps: Curl\n  count: 2\n  every: 9s\n  cues: {rep 1: Elbows in.}")
    assert [text for _, text in spoken(result)][:3] == ["One.", "Curl. Two reps.", "Elbows in."]


def test_a_text_that_its_variables_leave_empty_is_an_error_at_its_place():
    result = result_of('- hold: A\n  for: 10s\n- say: "$next"')
    assert codes(result) == ["silent-text"]
    assert result.diagnostics[0].span.line == 5


def test_all_findings_at_once(tmp_path):
    result = result_of(
        """
        - hodl: x
        - hold: A
          for: 20s
          cues: {25s: Late., 5s: {sound: gong}, 9s: {sound: nofile.wav}}
        - include: nowhere.yaml
        - emom: 2
          steps: [{hold: B, for: 70s}]
        - hold: C
          for: 20s
          tones: {start: nosuch}
        """,
        name=str(tmp_path / "a.yaml"),
    )
    assert sorted(codes(result)) == [
        "cue-outside",
        "emom-overrun",
        "include-missing",
        "unknown-key",
        "unknown-tone",
    ]


def test_nothing_is_spoken_for_a_routine_with_errors():
    speech = FakeSpeech()
    made = studio(speech)
    text = "title: T\nsteps:\n  - hodl: x\n  - say: Hello.\n"
    compile_routine(SourceText(name="a.yaml", text=text), {}, lambda _: made)
    assert speech.asked == []


def test_includes_that_double_are_stopped(tmp_path):
    for number in range(15):
        step = f"  - include: x{number + 1}.yaml\n"
        (tmp_path / f"x{number}.yaml").write_text(f"title: X\nsteps:\n{step}{step}")
    (tmp_path / "x15.yaml").write_text("title: X\nsteps:\n  - say: End.\n")
    result = result_of("- include: x0.yaml", name=str(tmp_path / "a.yaml"))
    assert set(codes(result)) == {"include-too-many"}


def test_an_include_stands_in_the_blocks_around_it(tmp_path):
    (tmp_path / "part.yaml").write_text(
        "title: Part\nsteps:\n  - {hold: A, for: 20s, announce: off, cues: {round 2: In round $round.}}\n"
    )
    result = compiled("- rounds: 2\n  steps:\n    - include: part.yaml", name=str(tmp_path / "a.yaml"))
    assert [text for _, text in spoken(result) if text.startswith("In")] == ["In round two."]
    assert result.diagnostics == ()


def test_an_error_in_an_included_file_is_reported_once(tmp_path):
    (tmp_path / "part.yaml").write_text("title: Part\nsteps:\n  - {hold: A, for: 20s, cues: {25s: Late.}}\n")
    result = result_of("- include: part.yaml\n- include: part.yaml", name=str(tmp_path / "a.yaml"))
    assert codes(result) == ["cue-outside"]


def test_a_cue_every_millisecond_of_a_day_is_refused_at_once():
    result = result_of("- hold: A\n  for: 24h\n  cues: {every 1ms: go}")
    assert codes(result) == ["too-many-events"]


def test_rounds_of_rounds_of_nothing_are_refused_at_once():
    result = result_of("- rounds: 90000\n  steps:\n    - rounds: 90000\n      steps:\n        - rest: 0s")
    assert codes(result) == ["too-many-events"]


def test_a_ladder_reads_a_rung_once():
    rungs = "[" + ", ".join(["9"] * 9_000) + "]"
    result = compiled(f"- ladder: {rungs}\n  steps:\n    - {{say: x, for: 100ms}}", lengths_ms={"x": 50})
    assert len(intervals(result)) == 9_000
