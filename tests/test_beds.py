"""A bed in the files that are exported: how loud, how long, and where it is not."""

import subprocess
import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from typer.testing import CliRunner

from tests.programs import compiled
from voicecoach.beds import open_bed
from voicecoach.cli.app import app
from voicecoach.errors import InputError
from voicecoach.mixdown import mix_down, with_bed
from voicecoach.output.formats import sound_writer
from voicecoach.output.sound_file import Tags, write_sound
from voicecoach.output.split import write_split
from voicecoach.studio.marks import tags_of

SECOND = 48_000
SPEECH_DB = -16.0
STEPS = """\
- say: Stand tall and breathe.
  for: 20s
- {hold: Bar hang, for: 30s, bed: off}
- rest: 30s
- {hold: Bar hang, for: 30s}
"""


def music(path, seconds=12, *, rate=44_100, channels=2, level=0.3):
    """Write a chord that swells and fades, in another phase in each channel."""
    times = np.arange(int(seconds * rate)) / rate
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * times / 5)
    sound = [
        swell * sum(np.sin(2 * np.pi * hz * times + channel) for hz in (220, 277, 330, 2_000)) * level / 4
        for channel in range(channels)
    ]
    soundfile.write(path, np.stack(sound, axis=1), rate)
    return path


@pytest.fixture(scope="module")
def song(tmp_path_factory):
    return music(tmp_path_factory.mktemp("bed") / "song.wav")


def rms_db(samples):
    return 10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-20)


def events(result):
    return [
        (event.onset_ms * 48, (event.onset_ms + event.duration_ms) * 48) for event in result.timeline.events
    ]


def bed_alone(result, path, duck_db=14.0):
    """Return the bed's samples and the mix's."""
    mix = mix_down(result)
    with open_bed([path], needed_frames=mix.total_frames) as loop:
        source = with_bed(result, mix, loop, duck_db=duck_db)
        assert source.total_frames == mix.total_frames
        whole = source.read(0, mix.total_frames)
    plain = mix.read(0, mix.total_frames)
    return whole - plain, plain


def test_speech_and_tones_are_at_least_20_db_above_the_bed(song):
    result = compiled(STEPS)
    bed, plain = bed_alone(result, song)
    assert np.abs(bed).max() > 0.005
    for start, end in events(result):
        assert rms_db(bed[start:end]) <= rms_db(plain[start:end]) - 20, (start, end)
        assert rms_db(bed[start:end]) <= SPEECH_DB - 20 + 3  # a mean square is within 3 dB of LUFS here


@pytest.fixture(scope="module", params=[1, 2], ids=["mono", "stereo"])
def bedded_mp3(request, tmp_path_factory):
    """Return an MP3 over a bed of that many channels, with what it was made from."""
    folder = tmp_path_factory.mktemp("mp3")
    result = compiled(STEPS)
    mix = mix_down(result, voice_gain_db=0.0)
    with open_bed(
        [music(folder / "song.wav", channels=request.param)], needed_frames=mix.total_frames
    ) as loop:
        source = with_bed(result, mix, loop, duck_db=14.0)
        write_sound(folder / "a.mp3", sound_writer("mp3"), source, Tags(title="Bed"), lambda _: None)
        write_split(folder / "parts.mp3", sound_writer("mp3"), source, tags_of(result), lambda _: None)
    return folder / "a.mp3", result, request.param


def test_every_decoder_plays_an_mp3_with_a_bed_to_its_exact_length(bedded_mp3):
    path, result, channels = bedded_mp3
    total_frames = result.session.total_ms * 48
    command = ["ffmpeg", "-v", "error", "-i", path, "-f", "f32le", "-"]
    by_ffmpeg = subprocess.run(command, capture_output=True, check=True).stdout
    by_mpg123 = subprocess.run(
        ["mpg123", "-q", "-s", "-e", "f32", path], capture_output=True, check=True
    ).stdout
    assert soundfile.info(path).channels == channels
    assert soundfile.info(path).frames == total_frames
    assert len(by_ffmpeg) == len(by_mpg123) == total_frames * channels * 4


def test_mp3val_finds_nothing_with_a_bed_and_in_parts(bedded_mp3):
    path, _, _ = bedded_mp3
    parts = sorted((path.parent / "parts").glob("*.mp3"))
    assert len(parts) == 4
    report = subprocess.run(["mp3val", path, *parts], capture_output=True, text=True, check=True).stdout
    assert report.count("INFO") >= 5
    assert "WARNING" not in report
    assert "ERROR" not in report


def test_what_is_decoded_has_the_voice_20_db_above_the_bed_and_peaks_below_1_dbtp(bedded_mp3):
    """Between two sentences that follow each other closely, the bed stays where it was under them."""
    path, result, _ = bedded_mp3
    samples = soundfile.read(path, always_2d=True)[0]
    said = [event for event in result.timeline.events if event.kind == "speech"]
    gaps = [
        (before, after)
        for before, after in pairwise(said)
        if 250 <= after.onset_ms - before.onset_ms - before.duration_ms < 300
    ]
    assert gaps
    for before, after in gaps:
        end = (before.onset_ms + before.duration_ms) * 48
        between = samples[end + 70 * 48 : after.onset_ms * 48 - 70 * 48]  # what the codec smears is left out
        for event in (before, after):
            voice = samples[event.onset_ms * 48 : (event.onset_ms + event.duration_ms) * 48]
            assert rms_db(voice) - rms_db(between) >= 20
        assert rms_db(between) > -70  # there is a bed
    true_peak = np.abs(soxr.resample(samples, 48_000, 192_000, "VHQ")).max()
    assert 20 * np.log10(true_peak) <= -1.0


def test_a_step_with_bed_off_has_the_samples_of_a_session_without_one(song):
    result = compiled(STEPS)
    bed, _ = bed_alone(result, song)
    for interval in result.session.intervals:
        stretch = bed[interval.start_ms * 48 : interval.end_ms * 48]
        assert stretch.any() == interval.leaf.options.bed


@pytest.mark.parametrize("level", [0.005, 0.9])
def test_loud_and_soft_music_come_out_alike(tmp_path, level):
    result = compiled("- rest: 60s\n  announce: off\n  countdown: off\n")
    bed, _ = bed_alone(result, music(tmp_path / "a.flac", level=level))
    assert -34 < rms_db(bed[5 * SECOND : 50 * SECOND]) < -26


def test_the_bed_lasts_as_long_as_the_session_and_no_longer_is_decoded(song, tmp_path):
    result = compiled("- rest: 3m\n  announce: off\n  countdown: off\n")
    bed, _ = bed_alone(result, song)
    seconds = bed[: 176 * SECOND].reshape(176, SECOND, 2)[2:]
    assert min(rms_db(second) for second in seconds) > -50
    long_song = music(tmp_path / "long.wav", 60, rate=48_000)
    with open_bed([long_song], needed_frames=5 * SECOND) as loop:
        (track,) = loop._tracks
        assert track.total_frames == 11 * SECOND


@pytest.mark.parametrize(
    ("suffix", "channels"), [("wav", 1), ("ogg", 2), ("mp3", 2), ("m4a", 2), ("opus", 1)]
)
def test_what_can_be_read(tmp_path, suffix, channels):
    path = music(tmp_path / "song.wav", channels=channels, rate=48_000)
    if suffix != "wav":
        subprocess.run(["ffmpeg", "-v", "error", "-i", path, tmp_path / f"b.{suffix}"], check=True)
        path = tmp_path / f"b.{suffix}"
    with open_bed([path], needed_frames=60 * SECOND) as loop:
        assert loop.channels == channels
        (track,) = loop._tracks
        assert abs(track.total_frames - 12 * SECOND) < SECOND // 10
        assert -40 < rms_db(loop.read(5 * SECOND, SECOND)) < -24


def test_six_channels_become_one(tmp_path):
    with open_bed([music(tmp_path / "six.wav", channels=6)], needed_frames=SECOND) as loop:
        assert loop.channels == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "no bed"), (b"this is no sound", "no sound"), ("silent", "silent"), ("short", "short")],
)
def test_what_cannot_be_a_bed(tmp_path, content, says):
    path = tmp_path / "a.wav"
    if content == "silent":
        soundfile.write(path, np.zeros(SECOND), 48_000)
    elif content == "short":
        soundfile.write(path, np.ones(100) / 2, 48_000)
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=says), open_bed([path], needed_frames=SECOND):
        pass


# --- from the command line -----------------------------------------------------------------------

ROUTINE = """\
title: With music
bed: [song.wav, other.wav]
steps:
  - {hold: Bar hang, for: 30s, announce: off}
  - {hold: Plank, for: 30s, bed: off}
"""


@pytest.fixture
def run(tmp_path, monkeypatch, song):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    Path("song.wav").write_bytes(song.read_bytes())
    Path("other.wav").write_bytes(song.read_bytes())
    Path("mine.yaml").write_text(ROUTINE)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def channels_of(path):
    with wave.open(str(path)) as file:
        assert file.getnframes() == 60 * SECOND
        return file.getnchannels()


def test_the_routines_own_bed_and_the_option(run, tmp_path):
    result = run("export", "mine.yaml", "-o", "a.wav", "-o", "a.mp3")
    assert result.exit_code == 0, result.stderr
    assert "bed: song.wav, other.wav" in result.stderr
    assert channels_of("a.wav") == 2
    assert soundfile.info("a.mp3").frames == 60 * SECOND
    assert run("export", "mine.yaml", "-o", "b.wav", "--bed", "off").exit_code == 0
    assert channels_of("b.wav") == 1
    music(tmp_path / "mono.flac", channels=1)
    assert run("export", "mine.yaml", "-o", "c.wav", "--bed", "mono.flac", "--duck", "30").exit_code == 0
    assert channels_of("c.wav") == 1
    again = run("export", "mine.yaml", "-o", "d.mp3")
    assert again.exit_code == 0
    assert Path("d.mp3").read_bytes() == Path("a.mp3").read_bytes()


def test_a_bed_that_is_not_there_is_found_by_check(run):
    Path("other.wav").unlink()
    result = run("check", "mine.yaml", "--engine", "none")
    assert result.exit_code == 1
    assert "mine.yaml:2:" in result.stdout
    assert "other.wav" in result.stdout


def test_a_bed_beside_the_routine_only(run):
    Path("mine.yaml").write_text(ROUTINE.replace("[song.wav, other.wav]", "../song.wav"))
    result = run("check", "mine.yaml", "--engine", "none")
    assert result.exit_code == 1
    assert "outside" in result.stdout


@pytest.mark.parametrize(
    ("words", "code"), [(["--bed", "none.mp3"], 3), (["--wake", "5m"], 2), (["--wake", "x"], 2)]
)
def test_what_is_refused(run, words, code):
    assert run("export", "mine.yaml", "-o", "a.wav", *words).exit_code == code
    assert not Path("a.wav").exists()


def test_wake_keeps_the_length_and_every_onset(run):
    quiet = (
        "title: Quiet\nsteps:\n  - rest: 60s\n    announce: off\n  - {hold: Hang, for: 30s, announce: off}\n"
    )
    Path("quiet.yaml").write_text(quiet)
    assert run("export", "quiet.yaml", "-o", "a.wav").exit_code == 0
    result = run("export", "quiet.yaml", "-o", "b.wav", "-o", "b.mp3", "-o", "b.json", "--wake", "2s")
    assert result.exit_code == 0, result.stderr
    (plain, _), (woken, _) = soundfile.read("a.wav"), soundfile.read("b.wav")
    decoded = soundfile.read("b.mp3")[0]
    assert len(plain) == len(woken) == len(decoded)
    difference = woken - plain
    first_cue = np.flatnonzero(plain)[0]
    assert first_cue > 40 * SECOND
    sounding = np.flatnonzero(np.abs(difference) > 1e-9)
    assert sounding[0] < SECOND // 10
    for samples in (woken, decoded):
        for start in (SECOND // 4, first_cue - 2 * SECOND + SECOND // 4):
            assert -68 < rms_db(samples[start : start + SECOND]) < -55
    assert not woken[4 * SECOND : first_cue - 3 * SECOND].any()
