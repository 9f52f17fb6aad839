"""What is promised of every export: exact lengths, exact onsets, whole words, the same bytes on every run."""

import io
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import wave

import numpy as np
import pytest

SAMPLE_RATE = 48_000
FRAMES_PER_MS = 48


# A child of a background job ignores Ctrl-C unless it is told otherwise.
INTERRUPTIBLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from voicecoach.cli import main
main()
"""


def voicecoach(*words, cache, home=None, check=True, **options):
    environment = {**os.environ, "VOICECOACH_CACHE_DIR": str(cache)}
    if home is not None:
        home.mkdir()
        environment.update(HOME=str(home), XDG_CACHE_HOME=str(home / "cache"))
    return subprocess.run(
        [sys.executable, "-m", "voicecoach", *map(str, words)],
        env=environment,
        capture_output=True,
        check=check,
        timeout=300,
        **options,
    )


def samples_of(wav):
    with wave.open(wav) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (SAMPLE_RATE, 1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2") / 32_768


@pytest.fixture(scope="module", params=["hibari", "pyttsx3"])
def session(request, tmp_path_factory):
    """Return the plan and the WAV and MP3 files of `bar-hang` with an engine."""
    folder = tmp_path_factory.mktemp(request.param)
    options = ("--engine", request.param, "-q")
    files = {"wav": folder / "a.wav", "mp3": folder / "a.mp3"}
    voicecoach("export", "bar-hang", "-o", files["wav"], "-o", files["mp3"], *options, cache=folder / "clips")
    plan = json.loads(voicecoach("plan", "bar-hang", "--json", *options, cache=folder / "clips").stdout)
    return request.param, plan, files


def test_the_length_is_the_plans_to_the_frame(session):
    _, plan, files = session
    assert len(samples_of(str(files["wav"]))) == plan["total_ms"] * FRAMES_PER_MS


def test_the_same_bytes_from_another_empty_cache(session, tmp_path):
    engine, _, files = session
    again = tmp_path / "again.wav"
    voicecoach("export", "bar-hang", "-o", again, "--engine", engine, cache=tmp_path / "clips")
    assert again.read_bytes() == files["wav"].read_bytes()


def onset_frame(samples, planned_frame, *, before_ms=100, after_ms=300, below_peak_db=40):
    """Return the first frame near the planned one that is within `below_peak_db` of the stretch's peak."""
    start = max(0, planned_frame - before_ms * FRAMES_PER_MS)
    stretch = np.abs(samples[start : planned_frame + after_ms * FRAMES_PER_MS])
    return start + int(np.argmax(stretch > stretch.max() * 10 ** (-below_peak_db / 20)))


def test_every_tone_begins_at_its_planned_frame(session):
    _, plan, files = session
    samples = samples_of(str(files["wav"]))
    tones = [event for event in plan["events"] if event["kind"] == "tone"]
    assert tones
    for tone in tones:
        planned = tone["onset_ms"] * FRAMES_PER_MS
        assert 0 <= onset_frame(samples, planned) - planned <= FRAMES_PER_MS // 2, tone


def test_countdown_words_begin_on_their_seconds_and_zero_is_a_tone(session):
    _, plan, files = session
    samples = samples_of(str(files["wav"]))
    holds = [interval for interval in plan["intervals"] if interval["kind"] == "hold"]
    words = {event["onset_ms"]: event.get("text") for event in plan["events"] if event["kind"] == "speech"}
    tones = {event["onset_ms"] for event in plan["events"] if event["kind"] == "tone"}
    assert holds
    for hold in holds:
        for number, word in enumerate(("One.", "Two.", "Three."), start=1):
            planned_ms = hold["start_ms"] - number * 1000
            assert words[planned_ms] == word
            heard = onset_frame(samples, planned_ms * FRAMES_PER_MS, below_peak_db=30)
            assert abs(heard - planned_ms * FRAMES_PER_MS) <= 20 * FRAMES_PER_MS, (word, planned_ms)
        assert hold["start_ms"] in tones


def test_no_two_cues_overlap_and_none_outlasts_its_step(session):
    _, plan, _ = session
    speech = [event for event in plan["events"] if event["kind"] == "speech"]
    for before, after in itertools.pairwise(speech):
        assert before["onset_ms"] + before["duration_ms"] + 250 <= after["onset_ms"]
    for event in speech:
        (step,) = [
            interval
            for interval in plan["intervals"]
            if interval["start_ms"] <= event["onset_ms"] < interval["start_ms"] + interval["duration_ms"]
        ]
        assert event["onset_ms"] + event["duration_ms"] <= step["start_ms"] + step["duration_ms"]


@pytest.mark.parametrize("decoder", ["ffmpeg", "mpg123"])
def test_the_mp3_is_as_long_and_as_exact(session, decoder):
    _, plan, files = session
    commands = {
        "ffmpeg": ["ffmpeg", "-v", "error", "-i", files["mp3"], "-f", "wav", "-c:a", "pcm_s16le", "-"],
        "mpg123": ["mpg123", "-q", "-w", "-", files["mp3"]],
    }
    assert shutil.which(decoder), f"{decoder} is missing; scripts/test installs it"
    decoded = subprocess.run(commands[decoder], capture_output=True, check=True).stdout
    # A WAV written to a pipe cannot say its length: the samples are what follows the header.
    samples = np.frombuffer(decoded[decoded.index(b"data") + 8 :][: -1 & ~1], dtype="<i2") / 32_768
    assert abs(len(samples) - plan["total_ms"] * FRAMES_PER_MS) <= 2 * 1152
    offsets = []
    for tone in (event for event in plan["events"] if event["kind"] == "tone"):
        planned = tone["onset_ms"] * FRAMES_PER_MS
        offsets.append(onset_frame(samples, planned, below_peak_db=20) - planned)
    assert max(offsets) - min(offsets) <= FRAMES_PER_MS
    assert abs(np.median(offsets)) <= 2 * 1152


def test_standard_output_carries_the_bytes(session):
    engine, _, files = session
    cache = files["wav"].parent / "clips"
    done = voicecoach("export", "bar-hang", "-o", "-", "--format", "wav", "--engine", engine, cache=cache)
    assert samples_of(io.BytesIO(done.stdout)).shape == samples_of(str(files["wav"])).shape
    assert done.stdout == files["wav"].read_bytes()


def test_without_a_cache_folder_it_works_and_says_so(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    done = voicecoach("say", "Breathe.", "-o", tmp_path / "a.wav", cache=tmp_path / "file" / "clips")
    assert (tmp_path / "a.wav").stat().st_size > 10_000
    assert b"cache" in done.stderr


def test_an_interrupted_export_leaves_the_old_file(tmp_path):
    (tmp_path / "a.mp3").write_bytes(b"old")
    (tmp_path / "long.yaml").write_text("title: Long\nsteps:\n  - {hold: Hang, for: 20h}\n")
    started = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "export", "long.yaml", "-o", "a.mp3"],
        cwd=tmp_path,
        env={**os.environ, "VOICECOACH_CACHE_DIR": str(tmp_path / "clips")},
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".voicecoach-*")):
        assert started.poll() is None, started.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.02)
    started.send_signal(signal.SIGINT)
    assert started.wait(10) == 130
    started.stderr.close()
    assert (tmp_path / "a.mp3").read_bytes() == b"old"
    assert not list(tmp_path.glob(".voicecoach-*"))


def test_the_natural_voice_reports_nothing(tmp_path):
    """onnxruntime keeps a device number and events in the user's cache unless its reporting is switched off."""
    voicecoach(
        "say",
        "Breathe.",
        "-o",
        tmp_path / "a.wav",
        "--engine",
        "hibari",
        cache=tmp_path / "clips",
        home=tmp_path / "home",
    )
    assert (tmp_path / "a.wav").exists()
    assert not [path for path in (tmp_path / "home").rglob("*") if "onnxruntime" in path.name]
