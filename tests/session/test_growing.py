"""A session that begins before all of its speech is made sounds like one that was made beforehand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.programs import studio
from tests.strategies import almost_routines
from voicecoach.library import builtin_names, read_builtin
from voicecoach.mixdown import mix_down, settled_frames, with_bed
from voicecoach.pipeline import Compiled, Rejected, compile_growing, compile_routine, draft_routine
from voicecoach.sound.bed import Loop
from voicecoach.sound.clip import FloatClip
from voicecoach.sound.growing import Growing
from voicecoach.source import SourceText
from voicecoach.speech.fake import FakeSpeech
from voicecoach.timeline.place import place
from voicecoach.units import frames_to_ms, ms_to_frames

SLOW_SPEECH = {"ms_per_letter": 110}  # so that much has to be shortened, moved and left out


def grown(source, *, from_ms=0, **speech):
    """Return (the parts as they grow, what is compiled at once)."""
    drafted = draft_routine(source, {}, lambda _: studio(FakeSpeech(**speech)))
    if isinstance(drafted, Rejected):
        return [], drafted
    parts = list(compile_growing(drafted, from_ms=from_ms))
    return parts, compile_routine(source, {}, lambda _: studio(FakeSpeech(**speech)))


def check(parts, whole):
    assert parts[-1].timeline == whole.timeline
    assert {(found.code, found.span) for found in parts[-1].diagnostics} == {
        (found.code, found.span) for found in whole.diagnostics
    }
    ends_ms = [part.placed_until_ms for part in parts]
    assert ends_ms == sorted(set(ends_ms))
    for part in parts[:-1]:
        assert part.timeline.events == tuple(
            event for event in whole.timeline.events if event.onset_ms < part.placed_until_ms
        )


@pytest.mark.parametrize("name", builtin_names())
def test_each_part_of_a_routine_is_a_prefix_of_the_whole(name):
    for speech in ({}, SLOW_SPEECH):
        parts, whole = grown(read_builtin(name), **speech)
        check(parts, whole)
        assert len(parts) > 1


@given(almost_routines())
@settings(max_examples=50, deadline=None)
def test_each_part_of_any_routine_is_a_prefix_of_the_whole(text):
    parts, whole = grown(SourceText(name="test.yaml", text=text), **SLOW_SPEECH)
    if isinstance(whole, Compiled):
        check(parts, whole)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_placing_up_to_any_interval_is_a_prefix_of_placing_all(data):
    """With lengths of speech that fit badly: whatever is said later, what was placed before stays."""
    name = data.draw(st.sampled_from(builtin_names()))
    made = studio(FakeSpeech())
    drafted = draft_routine(read_builtin(name), {}, lambda _: made)
    lengths_ms = {}
    while True:
        placement, _ = place(drafted.schedule, lengths_ms, made.tone_ms)
        if not placement.wanted:
            break
        for audible in sorted(placement.wanted, key=lambda wanted: (wanted.text, wanted.speed_percent)):
            lengths_ms[audible] = data.draw(st.integers(200, 6000))
    starts_ms = [interval.start_ms for interval in drafted.session.intervals]
    until_ms = data.draw(st.sampled_from(starts_ms))
    prefix, _ = place(drafted.schedule, lengths_ms, made.tone_ms, until_ms=until_ms)
    assert not prefix.wanted
    assert prefix.timeline.events == tuple(
        event for event in placement.timeline.events if event.onset_ms < until_ms
    )


def tone_loop():
    wave = np.sin(np.arange(96_000) / 20).astype(np.float32).reshape(-1, 1) * 0.2

    class Track:
        total_frames, channels = len(wave), 1

        def read(self, start_frame, frames):
            return FloatClip(samples=wave).samples[start_frame : start_frame + frames]

    return Loop([Track()])


SHORT = """\
title: Short
steps:
  - lead-in: 6s
  - rounds: 2
    steps:
      - hold: Hang
        for: 8s
        cues: {3s: Breathe.}
      - rest: 21s
        countdown: off
        announce: off
"""


@pytest.mark.parametrize(("wake_ms", "has_bed"), [(0, False), (3000, False), (2000, True)])
def test_what_is_ready_sounds_as_it_does_at_last(wake_ms, has_bed):
    parts, whole = grown(SourceText(name="short.yaml", text=SHORT))
    assert len(parts) > 1

    def mixed(compiled):
        mix = mix_down(compiled, wake_ms=wake_ms, tone_gain_db=9.0)
        return with_bed(compiled, mix, tone_loop(), duck_db=14.0) if has_bed else mix

    final = mixed(whole)
    growing = None
    read_frames = 0
    for part in parts:
        ready_frames = settled_frames(part, wake_ms=wake_ms)
        if growing is None:
            growing = Growing(mixed(part), ready_frames)
        else:
            growing.grow(mixed(part), ready_frames)
        assert ready_frames > read_frames
        count = ready_frames - read_frames
        assert np.array_equal(growing.read(read_frames, count), final.read(read_frames, count))
        read_frames = ready_frames
    assert read_frames == final.total_frames == ms_to_frames(whole.session.total_ms)


def test_what_is_not_ready_cannot_be_read():
    parts, whole = grown(read_builtin("bar-hang"))
    growing = Growing(mix_down(parts[0]), settled_frames(parts[0]))
    with pytest.raises(AssertionError, match="before it is ready"):
        growing.read(growing.ready_frames, 1)
    growing.grow(mix_down(whole), settled_frames(whole))
    assert growing.ready_frames == growing.total_frames
    assert len(growing.read(growing.total_frames, 5)) == 5


def test_the_first_part_asks_only_for_the_speech_of_the_first_step():
    speech = FakeSpeech()
    drafted = draft_routine(read_builtin("back-relief"), {}, lambda _: studio(speech))
    before = len(speech.asked)
    parts = compile_growing(drafted)
    first = next(parts)
    asked = len(speech.asked) - before
    exercises = [i for i in first.session.intervals if str(i.leaf.kind) in {"hold", "work", "reps"}]
    assert first.placed_until_ms >= exercises[0].end_ms
    list(parts)
    assert asked < (len(speech.asked) - before) / 3


def test_from_a_moment_on_the_first_part_reaches_beyond_the_step_there():
    source = read_builtin("back-relief")
    _, whole = grown(source)
    middle = next(i for i in whole.session.intervals if i.start_ms > whole.session.total_ms // 2)
    parts, _ = grown(source, from_ms=middle.start_ms + 1)
    assert parts[0].placed_until_ms > middle.end_ms - 1
    assert frames_to_ms(settled_frames(parts[-1])) == whole.session.total_ms
