"""A sound file costs only what is heard of it, whatever its channels, rate, names and length."""

import subprocess
import sys
import time

import numpy as np
import pytest
import soundfile

from tests.programs import studio
from voicecoach import files
from voicecoach.beds import open_bed
from voicecoach.errors import InputError
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.sources import read_source
from voicecoach.speech import recording
from voicecoach.speech.recording import load_recording

SECOND = 48_000
HIGHEST_FLAC_RATE = 655_350
MOST_BYTES = 350_000_000  # a Python with numpy, soxr and libsndfile takes a third of it; a minute at that rate twice as much
PEAK = """
import sys
from pathlib import Path
from voicecoach.speech.recording import load_recording
frames = load_recording(Path(sys.argv[1])).frames
# Not getrusage: its peak is that of the process before, too, which started this one.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) * 1024
print(frames, peak)
"""


def tone(seconds, rate):
    period = np.sin(np.arange(rate // 100) * 2 * np.pi * 100 / rate) / 4
    return np.tile(period, 100 * seconds)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts memory as Linux does")
def test_a_minute_at_the_highest_rate_takes_no_more_memory_than_one_at_48_khz(tmp_path):
    path = tmp_path / "high.flac"
    with soundfile.SoundFile(path, "w", HIGHEST_FLAC_RATE, 1, subtype="PCM_16", format="FLAC") as file:
        for _ in range(60):
            file.write(tone(1, HIGHEST_FLAC_RATE))
    done = subprocess.run(
        [sys.executable, "-P", "-c", PEAK, path], capture_output=True, text=True, check=True, timeout=300
    )
    frames, peak_bytes = map(int, done.stdout.split())
    assert abs(frames - 60 * SECOND) < SECOND
    assert peak_bytes < MOST_BYTES


@pytest.mark.parametrize("channels", [17, 64, 255])
def test_a_file_of_many_channels_is_refused_before_it_is_decoded(tmp_path, channels):
    path = tmp_path / "many.wav"
    soundfile.write(path, np.zeros((SECOND // 10, channels)), SECOND)
    with pytest.raises(InputError, match=f"has {channels} channels"):
        load_recording(path)
    with pytest.raises(InputError, match=f"has {channels} channels"), open_bed([path], needed_frames=SECOND):
        pass


def test_a_file_with_forty_names_is_decoded_once(tmp_path, monkeypatch):
    soundfile.write(tmp_path / "x.ogg", tone(2, SECOND), SECOND)
    names = ["./" * number + "x.ogg" for number in range(40)]
    cues = "".join(f"      {3 * number + 1}s: {{sound: {name}}}\n" for number, name in enumerate(names))
    path = tmp_path / "mine.yaml"
    path.write_text(f"title: T\nsteps:\n  - work: W\n    for: 3m\n    cues:\n{cues}")
    decoded = []

    def counting(*args, **more):
        decoded.append(args)
        return load_recording(*args, **more)

    monkeypatch.setattr(recording, "load_recording", counting)
    result = compile_routine(read_source(path), {}, lambda _: studio())
    assert isinstance(result, Compiled)
    assert len(result.recordings) == 40
    assert len(decoded) == 1


def test_many_long_files_are_one_too_many(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_RECORDED_S", 5)
    for number in range(4):
        soundfile.write(tmp_path / f"{number}.wav", tone(2, SECOND) * (1 - number / 9), SECOND)
    cues = "".join(f"      {3 * number + 1}s: {{sound: {number}.wav}}\n" for number in range(4))
    path = tmp_path / "mine.yaml"
    path.write_text(f"title: T\nsteps:\n  - work: W\n    for: 1m\n    cues:\n{cues}")
    found = compile_routine(read_source(path), {}, lambda _: studio()).diagnostics
    assert [one.path for one in found if one.code == "sound-unreadable"] == ["2.wav"]


def test_of_a_bed_that_lasts_an_hour_only_what_is_heard_is_decoded(tmp_path):
    path = tmp_path / "hour.flac"
    with soundfile.SoundFile(path, "w", 8_000, 1, subtype="PCM_16", format="FLAC") as file:
        for _ in range(60):
            file.write(tone(60, 8_000))
    begin_s = time.process_time()
    with open_bed([path], needed_frames=20 * SECOND) as bed:
        assert np.abs(bed.read(0, SECOND)).max() > 0
    assert time.process_time() - begin_s < 3
