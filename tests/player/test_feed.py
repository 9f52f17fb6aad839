"""What is read next: the session, silence at a gate, silence for what is still being made."""

import numpy as np
from sources import RATE, TestPlayable, ramp

from voicecoach.player.engine.feed import Feed
from voicecoach.player.engine.tape import Silence


def test_a_gate_beyond_what_is_ready_gives_silence_until_both_are_there():
    playable = TestPlayable(ramp(RATE * 4), gates=(RATE * 3,))
    playable.ready_frames = RATE
    feed = Feed(playable)
    feed.seek(RATE * 3, is_jump=True)
    for _ in range(2):
        piece, samples = feed.read(480)
        assert isinstance(piece, Silence)
        assert not samples.any()
        feed.pass_gate(RATE * 3)  # the go comes before the sound is made
    playable.ready_frames = RATE * 4
    _, samples = feed.read(480)
    assert np.array_equal(samples, playable.source.samples[RATE * 3 : RATE * 3 + 480])
