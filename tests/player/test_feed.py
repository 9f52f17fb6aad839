"""What is read next: the programme, silence at a gate, silence for what is still being made."""

import numpy as np
from sources import RATE, TestProgramme, ramp

from voicecoach.player.engine.feed import Feed
from voicecoach.player.engine.tape import Silence


def test_a_gate_beyond_what_is_ready_gives_silence_until_both_are_there():
    programme = TestProgramme(ramp(RATE * 4), gates=(RATE * 3,))
    programme.ready_frames = RATE
    feed = Feed(programme)
    feed.seek(RATE * 3, is_jump=True)
    for _ in range(2):
        piece, samples = feed.read(480)
        assert isinstance(piece, Silence)
        assert not samples.any()
        feed.pass_gate(RATE * 3)  # the go comes before the sound is made
    programme.ready_frames = RATE * 4
    _, samples = feed.read(480)
    assert np.array_equal(samples, programme.source.samples[RATE * 3 : RATE * 3 + 480])
