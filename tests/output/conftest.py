from pathlib import Path

import numpy as np
import pytest

from voicecoach.assets import load_tones
from voicecoach.sound.clip import PlacedClip
from voicecoach.sound.mix import Mix
from voicecoach.sound.source import sounds_throughout


@pytest.fixture(scope="session")
def onsets_frames():
    """Onsets on every phase of the MP3 frame grid, and some that are on no second."""
    return [0, *(48 * (1_000 * second + 137 * (second % 5)) for second in range(1, 19))]


@pytest.fixture(scope="session")
def mix(onsets_frames):
    """Twenty seconds of start tones, 7 ms more than a whole number of seconds."""
    pack = load_tones()
    frames = pack.tones["start"].frames
    placed = [PlacedClip(onset_frame=onset, frames=frames, key="start") for onset in onsets_frames]
    return Mix(placed, total_frames=48 * 20_007, load=pack.tones.__getitem__)


class Generated:
    """A source that makes its frames when they are read: `frames` of a faint tone in every channel."""

    def __init__(self, frames, channels=1):
        self.total_frames = frames
        self.channels = channels

    def read(self, start_frame, frames):
        times = np.arange(start_frame, start_frame + frames)
        sound = (0.1 * np.sin(times * 0.05)).astype(np.float32)
        return np.repeat(sound[:, np.newaxis], self.channels, axis=1)

    def sounds(self):
        return sounds_throughout(self)


@pytest.fixture
def generated():
    return Generated


class Failing(Generated):
    """A source that raises half-way."""

    def __init__(self, frames, error):
        super().__init__(frames)
        self.error = error

    def read(self, start_frame, frames):
        if start_frame > self.total_frames // 2:
            raise self.error
        return super().read(start_frame, frames)


@pytest.fixture
def failing():
    return Failing


@pytest.fixture
def old_file(tmp_path) -> Path:
    """A file that is there before, alone in its folder."""
    path = tmp_path / "folder" / "session.mp3"
    path.parent.mkdir()
    path.write_bytes(b"what was there before")
    return path


@pytest.fixture(autouse=True)
def own_cache_folder(tmp_path, monkeypatch):
    """No test touches the cache of the person who runs it."""
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "own"))
