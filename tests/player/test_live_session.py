"""`voicecoach play` from a step, after a countdown, resumed, logged, and begun before all of it is spoken."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import wave

import numpy as np
import pytest
import sound_server

ROUTINE = """\
title: Two hangs
parameters:
  hold: {default: 6s, max: 1m}
steps:
  - lead-in: 7s
  - hold: Hang
    for: $hold
  - rest: 6s
  - hold: Plank
    for: $hold
    cues: {2s: Breathe.}
"""
SILENCE_BEFORE = 12_000
RATE = 48_000


@pytest.fixture
def start(tmp_path, clips):
    """Start the command in a folder with a routine; its voice is the quickest."""
    (tmp_path / "two.yaml").write_text(ROUTINE)
    processes = []

    def run(*words, environment=os.environ, **variables):
        process = subprocess.Popen(
            [sys.executable, "-m", "voicecoach", *words],
            cwd=tmp_path,
            env={
                **environment,
                "XDG_CONFIG_HOME": str(tmp_path / "config"),
                "VOICECOACH_CACHE_DIR": str(clips),
                "VOICECOACH_DATA_DIR": str(tmp_path / "data"),
                "VOICECOACH_ENGINE": "espeak",
                **variables,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield run
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def finish(start):
    """Run a command to its end; return (exit code, standard output, standard error)."""

    def run(*words, **options):
        process = start(*words, **options)
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in err
        return process.returncode, out, err

    return run


@pytest.fixture
def heard(finish, tmp_path):
    """Play on a device that writes down what it plays, quicker than time; return (int16 frames, standard error)."""
    sound_server.require()

    def play(*words, **variables):
        (tmp_path / "captured.raw").unlink(missing_ok=True)
        environment = sound_server.alsa_file_environment(tmp_path)
        code, _, err = finish("play", *words, environment=environment, **variables)
        assert code == 0, err
        captured = np.fromfile(tmp_path / "captured.raw", "<f4").reshape(-1, 2)[:, 0]
        return np.rint(captured * 32_768).astype(np.int16)[SILENCE_BEFORE:], err

    return play


@pytest.fixture(scope="module")
def exports():
    return {}


@pytest.fixture
def exported(finish, tmp_path, exports):
    """Return what an export holds; each is made once."""

    def export(*words):
        if words not in exports:
            code, _, err = finish("export", *words, "-o", "out.wav", "-q")
            assert code == 0, err
            with wave.open(str(tmp_path / "out.wav")) as file:
                exports[words] = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return exports[words]

    return export


@pytest.fixture
def logged(finish):
    def sessions():
        return json.loads(finish("log", "--json")[1])

    return sessions


def after(captured, wanted):
    """Return how many frames were heard before `wanted`, which is all that follows.

    But for silence: the device is so quick that on a busy machine the player waits in silence for what comes next.
    """
    sounds, wanted_sounds = np.flatnonzero(captured), np.flatnonzero(wanted)
    assert len(sounds) >= len(wanted_sounds), "the export was not heard"
    last = sounds[len(sounds) - len(wanted_sounds) :]
    assert np.array_equal(captured[last], wanted[wanted_sounds]), "the export was not heard"
    return last[0] - wanted_sounds[0]


def kill_amid(process, line):
    """Kill a process a second and a half after it has printed a line; return when the line came and how long it lived on."""
    for shown in process.stderr:
        if line in shown:
            break
    else:
        raise AssertionError(f"{line} was not shown")
    seen_s = time.monotonic()
    while time.monotonic() < seen_s + 1.5:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    lived_s = time.monotonic() - seen_s
    process.wait()
    return lived_s


# --- before it begins -----------------------------------------------------------------------------


def test_a_session_that_begins_before_all_is_spoken_sounds_like_its_export(heard, exported, tmp_path):
    played, _ = heard("two.yaml", "-q", VOICECOACH_CACHE_DIR=str(tmp_path / "cold"))
    wanted = exported("two.yaml")
    assert after(played, wanted) == 0
    assert np.array_equal(played[played != 0], wanted[wanted != 0])  # silence is put in, and nothing else


def test_from_a_step(heard, exported):
    wanted = exported("two.yaml")
    for words in (("--from", "plank"), ("--from", "0:19")):
        played, err = heard("two.yaml", *words)
        begins = after(played, wanted[19 * RATE :])
        assert 3 < begins / RATE < 7  # "Plank. Three. Two. One."
        assert "Hang" not in err
        assert "Plank" in err


def test_from_amid_a_step_a_tone_says_when_it_goes_on(heard, exported):
    played, _ = heard("two.yaml", "--from", "21s")
    begins = after(played, exported("two.yaml")[21 * RATE :])
    assert played[begins - RATE // 10 : begins].any()


def test_beyond_the_end_or_without_such_a_step_nothing_is_played(finish):
    code, _, err = finish("play", "two.yaml", "--mute", "--from", "25s")
    assert code == 2
    assert "the session takes 0:25" in err
    code, _, err = finish("play", "two.yaml", "--mute", "--from", "plonk")
    assert code == 2
    assert "did you mean `Plank`?" in err


@pytest.mark.parametrize("words", [(), ("--from", "plank")])
def test_start_in_is_spoken_and_counted_down_to_the_start(heard, exported, words):
    played, _ = heard("two.yaml", "--start-in", "9s", *words)
    wanted = exported("two.yaml")[19 * RATE if words else 0 :]
    assert after(played, wanted) == 9 * RATE
    opening = np.abs(played[: 9 * RATE].astype(np.int32))
    assert opening[: 5 * RATE].max() > 3000  # what is about to come
    for second in (6, 7, 8):  # three, two, one, each on its second
        assert opening[second * RATE - 4800 : second * RATE].max() < 200
        assert opening[second * RATE : second * RATE + 24_000].max() > 3000


def test_the_headset_is_woken_before_the_session(heard, exported):
    played, _ = heard("two.yaml", "--wake", "2s")
    assert after(played, exported("two.yaml", "--wake", "2s")) == 2 * RATE
    assert 0 < np.abs(played[: 2 * RATE]).max() < 200


# --- the log --------------------------------------------------------------------------------------


def test_a_session_is_logged_and_summed_up(heard, logged):
    _, err = heard("two.yaml", "--hold", "8s", "--no-caution")
    assert "finished: 0:29 heard, 4 of 4 steps, 0:16 under tension" in err
    (session,) = logged()
    assert session["ended"] == "finished"
    assert session["settings"] == {"hold": "8s"}
    assert session["options"] == {"engine": "espeak", "no_caution": True}
    assert (session["completed_steps"], session["steps"]) == (4, 4)
    assert (session["played_ms"], session["time_under_tension_ms"]) == (29_000, 16_000)
    assert session["routine"].endswith("/two.yaml")


@pytest.mark.parametrize("way", ["option", "config"])
def test_without_a_log(heard, tmp_path, way):
    (tmp_path / "config" / "voicecoach").mkdir(parents=True)
    if way == "config":
        (tmp_path / "config" / "voicecoach" / "config.toml").write_text("no-log = true\n")
    _, err = heard("two.yaml", *(["--no-log"] if way == "option" else []))
    assert "finished: 0:25 heard" in err
    assert not (tmp_path / "data").exists()


def test_a_log_that_cannot_be_written_stops_nothing(heard, tmp_path):
    (tmp_path / "file").touch()
    _, err = heard("two.yaml", VOICECOACH_DATA_DIR=str(tmp_path / "file" / "data"))
    assert err.count("warning:") == 1
    assert "the log of sessions" in err
    assert "finished: 0:25 heard" in err


def test_a_damaged_log_is_set_aside_with_a_word(heard, logged, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "log.sqlite3").write_bytes(b"nonsense " * 1000)
    _, err = heard("two.yaml")
    assert "log.damaged-" in err
    assert len(logged()) == 1
    assert len(list((tmp_path / "data").glob("log.damaged-*"))) == 1


def test_what_does_not_begin_is_not_logged(finish, logged):
    assert finish("play", "two.yaml", "--device", "toaster")[0] == 3
    assert logged() == []


@pytest.mark.usefixtures("broken_off")
def test_a_signal_leaves_a_session_that_was_broken_off(logged):
    (session,) = logged()
    assert session["ended"] == "stopped"
    assert 0 < session["position_ms"] < 7000


# --- resuming -------------------------------------------------------------------------------------


def test_a_killed_session_goes_on_with_at_most_a_second_repeated(start, heard, exported, logged):
    exported("two.yaml", "--hold", "8s")  # nothing is to be made
    playing = start("play", "two.yaml", "--mute", "--hold", "8s", "--from", "hang")
    lived_s = kill_amid(playing, "hold     Hang")
    (session,) = logged()
    assert session["ended"] == "killed"
    # The line is shown within 0.1 s of the hang's beginning, at 7 s.
    assert 7000 + lived_s * 1000 - 1000 <= session["position_ms"] <= 7000 + lived_s * 1000 + 200

    played, err = heard("--resume")

    assert "resuming Two hangs at 0:0" in err
    wanted = exported("two.yaml", "--hold", "8s")[session["position_ms"] * 48 :]
    assert after(played, wanted) > 3 * RATE  # "Hang. Three. Two. One."
    (resumed,) = logged()
    assert resumed["ended"] == "finished"
    assert resumed["completed_steps"] == 3
    assert resumed["settings"] == {"hold": "8s"}
    assert abs(resumed["played_ms"] - 22_000) < 100


@pytest.fixture
def broken_off(start, exported):
    """Break off a session in its lead-in."""
    exported("two.yaml")
    process = start("play", "two.yaml", "--mute", "--no-caution")
    while "lead-in" not in process.stderr.readline():
        assert process.poll() is None
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=20)
    return err


def test_a_session_that_is_broken_off_says_how_to_go_on(broken_off):
    assert broken_off.splitlines()[-2:] == ["to go on: voicecoach play --resume", "interrupted"]


@pytest.mark.usefixtures("broken_off")
def test_options_that_are_given_now_beat_those_of_then(heard, logged):
    _, err = heard("two.yaml", "--resume", "--hold", "10s")
    assert "has changed since" in err  # a setting is part of what it was
    assert "resuming Two hangs at 0:0" in err
    (session,) = logged()
    assert session["settings"] == {"hold": "10s"}
    assert session["options"] == {"engine": "espeak", "no_caution": True}
    assert session["total_ms"] == 33_000


@pytest.mark.usefixtures("broken_off")
def test_a_routine_that_has_changed_goes_on_in_the_same_step(heard, tmp_path):
    path = tmp_path / "two.yaml"
    path.write_text(path.read_text().replace("- lead-in: 7s", "- rest: 6s\n  - lead-in: 7s"))
    _, err = heard("--resume")
    assert "`Two hangs` has changed since" in err
    assert re.search(r"resuming Two hangs at 0:0[67] of 0:31", err)


@pytest.mark.usefixtures("broken_off")
def test_a_step_that_is_gone_cannot_go_on(finish, tmp_path):
    path = tmp_path / "two.yaml"
    path.write_text(path.read_text().replace("lead-in: 7s", "rest: 7s"))
    code, _, err = finish("play", "--resume", "--mute")
    assert code == 2
    assert "no longer the step at which it was broken off" in err
    assert "--from" in err


@pytest.mark.usefixtures("broken_off")
def test_only_the_named_routine_goes_on(finish):
    code, _, err = finish("play", "bar-hang", "--resume", "--mute")
    assert code == 2
    assert "the log has no session of `bar-hang`" in err


def test_nothing_to_resume(heard, finish):
    code, _, err = finish("play", "--resume", "--mute")
    assert code == 2
    assert "nothing to resume: the log has no session" in err
    heard("two.yaml")
    code, _, err = finish("play", "two.yaml", "--resume", "--mute")
    assert code == 2
    assert "was broken off since it was last finished" in err
    assert "`voicecoach play two.yaml` begins a new one" in err


def test_from_and_resume_at_once_are_wrong_use(finish):
    code, _, err = finish("play", "--resume", "--from", "1:00", "--mute")
    assert code == 2
    assert "leave one of them out" in err


# --- the rest -------------------------------------------------------------------------------------


def test_speech_that_fails_later_on_ends_the_session_with_its_message(finish, tmp_path):
    later = (
        ROUTINE
        + "  - rest: 20s\n  - hold: Side plank\n    for: 20s\n    cues: {2s: {say: Up., voice: nobody}}\n"
    )
    (tmp_path / "two.yaml").write_text(later)
    began_s = time.monotonic()
    code, _, err = finish("play", "two.yaml", "--mute", "--engine", "espeak")
    assert code == 3, err
    assert "nobody" in err
    assert "two.yaml:" in err
    assert time.monotonic() - began_s < 25  # it does not wait until the cue is due


def test_an_error_of_the_routine_is_found_before_anything_is_played(finish, tmp_path):
    (tmp_path / "two.yaml").write_text(ROUTINE.replace("Breathe.", "{sound: none.wav}"))
    code, _, err = finish("play", "two.yaml", "--mute")
    assert code == 1
    assert "none.wav" in err
    assert "lead-in" not in err


def test_warnings_are_shown_once(heard, tmp_path):
    (tmp_path / "two.yaml").write_text(ROUTINE.replace("{2s: Breathe.}", "{5s: This does not fit at all.}"))
    _, err = heard("two.yaml")
    assert err.count("warning[") == 1
