"""What happens to sound in a gym, on real sound systems. Each tick has its own frequency: a recording tells which was heard."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import sound_server
from sources import RATE
from watching import Watched, onsets, tick_numbers

MS = RATE // 1000
pytestmark = pytest.mark.realtime


@pytest.fixture
def server(tmp_path):
    sound_server.require("pulseaudio", "pactl", "parec", "cc")
    server = sound_server.PulseServer(tmp_path)
    yield server
    server.thaw()
    server.stop()


def heard(*recordings):
    """Return the numbers of the ticks, in the order in which they were heard."""
    return [number for samples in recordings for _, number in tick_numbers(samples)]


def goes_on_without_a_gap(before, after, *, repeated=2):
    """Tell whether no tick was skipped between two recordings and at most so many were heard twice."""
    assert before == list(range(len(before)))
    assert after == list(range(after[0], after[0] + len(after)))
    return before[-1] + 1 - repeated <= after[0] <= before[-1] + 1


def asking(server):
    """Return the processes that still ask this server for its default sink."""
    folder = server.environment["PULSE_RUNTIME_PATH"].encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if b"get-default-sink" in (process / "cmdline").read_bytes():
                found += [process.name] if folder in (process / "environ").read_bytes() else []
    return found


def decreases(positions):
    return sum(later < earlier for earlier, later in pairwise(positions))


# 2
def test_beside_busy_processes_every_onset_is_within_a_millisecond(server):
    others = sound_server.make_way(sound_server.busy_processes(2))
    try:
        recorder = server.record()
        with Watched(server.environment, "ticks:15") as playing:
            report = playing.report()
        found = np.array(onsets(recorder.stop()))
    finally:
        for other in others:
            other.kill()
            other.wait()
    assert (report["code"], report["end"], report["underflows"]) == (0, "finished", 0)
    assert len(found) == 15
    assert np.abs(found - found[0] - RATE * np.arange(15)).max() <= MS
    assert report["cpu_percent"] < 20  # ratios are for scripts/bench; this only catches a loop that spins


# 4
def test_a_pause_is_silent_at_once_and_the_next_tick_comes_after_what_was_left(server):
    recorder = server.record()
    with Watched(server.environment, "scale:5") as playing:
        playing.audible(2.2)
        playing.send("toggle-pause")
        asked_s = time.monotonic() - recorder.began_s
        playing.wait("paused")
        time.sleep(2.5)
        playing.send("toggle-pause")
        going_s = time.monotonic() - recorder.began_s
        report = playing.report()
    ticks = tick_numbers(recorder.stop())
    assert [number for _, number in ticks] == list(range(5))
    before = [second for second, _ in ticks if second < asked_s + 0.1]
    after = [second for second, _ in ticks if second > going_s - 0.1]
    assert len(before) + len(after) == 5
    left_s = 1 - (asked_s - before[-1])
    assert after[0] - going_s == pytest.approx(left_s, abs=0.12)
    assert report["end"] == "finished"


# 5
def test_a_sink_that_goes_is_waited_for_and_no_cue_is_skipped(server):
    first = server.record()
    with Watched(server.environment, "scale:8") as playing:
        playing.audible(2.2)
        server.remove_sink()
        lost = playing.wait("lost")
        assert "sound lost" in lost["remark"]
        time.sleep(2)
        before = heard(first.stop())
        server.add_sink("second")
        second = server.record("second")
        report = playing.report()
    after = heard(second.stop())
    assert goes_on_without_a_gap(before, after)
    assert after[-1] == 7
    assert (report["end"], report["losses"], report["noise"]) == ("finished", 1, "")
    assert decreases(playing.positions) <= 1


# 6
@pytest.mark.parametrize("way", ["removed", "default changed"])
def test_with_a_second_sink_the_sound_moves_and_no_cue_is_lost(server, way):
    server.add_sink("second")
    server.control("set-default-sink", "test")
    first, second = server.record("test"), server.record("second")
    with Watched(server.environment, "scale:7") as playing:
        playing.audible(2.2)
        if way == "removed":
            server.control("unload-module", module_of(server, "test"))
        else:
            server.control("set-default-sink", "second")
        report = playing.report()
    numbers = sorted({*heard(first.stop()), *heard(second.stop())})
    assert numbers == list(range(7))
    assert report["end"] == "finished"


def module_of(server, sink):
    """Return the number of the module that made a sink."""
    listed = subprocess.run(
        ["pactl", "list", "short", "modules"],
        env=server.environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return next(line.split()[0] for line in listed.splitlines() if f"sink_name={sink} " in line)


# 7
def test_a_server_that_is_killed_and_started_again_is_found(server):
    first = server.record()
    with Watched(server.environment, "scale:8") as playing:
        playing.audible(2.2)
        server.stop()
        before = heard(first.stop())
        playing.wait("lost")
        time.sleep(2)
        server.start()
        second = server.record()
        report = playing.report()
    after = heard(second.stop())
    assert goes_on_without_a_gap(before, after)
    assert after[-1] == 7
    assert (report["end"], report["noise"]) == ("finished", "")
    assert decreases(playing.positions) <= 1


# 8
def test_a_server_that_is_frozen_for_two_seconds_goes_on_where_it_stood(server):
    recorder = server.record()
    with Watched(server.environment, "scale:6") as playing:
        playing.audible(2.2)
        server.freeze()
        playing.wait("stalled")
        server.thaw()
        playing.wait("playing")
        report = playing.report()
    assert heard(recorder.stop()) == list(range(6))
    assert (report["end"], report["losses"]) == ("finished", 0)


def test_a_server_that_is_frozen_for_eight_seconds_is_opened_anew(server):
    first = server.record()
    with Watched(server.environment, "scale:9", "--limit", "2") as playing:
        playing.audible(2.2)
        server.freeze()
        hung = playing.wait("hung")
        assert "does not answer" in hung["remark"]
        time.sleep(max(0.0, 8 - hung["at_s"] + 2.5))
        server.thaw()
        report = playing.report()
    numbers = heard(first.stop())
    assert sorted(set(numbers)) == list(range(9))
    assert (report["code"], report["end"]) == (0, "finished")
    assert decreases(playing.positions) <= 1


def test_a_server_that_is_frozen_for_ever_can_be_left(server):
    with Watched(server.environment, "scale:60", "--limit", "2") as playing:
        playing.audible(1)
        server.freeze()
        playing.wait("hung")
        began_s = time.monotonic()
        playing.signal(signal.SIGTERM)
        report = playing.report(10)
        assert time.monotonic() - began_s < 1
    assert (report["code"], report["end"]) == (143, "interrupted")
    assert not asking(server)


# 9
def test_a_suspended_sink_stalls_and_nothing_is_repeated(server):
    recorder = server.record()
    with Watched(server.environment, "scale:6") as playing:
        playing.audible(2.2)
        server.control("suspend-sink", "test", "1")
        time.sleep(2)
        server.control("suspend-sink", "test", "0")
        report = playing.report()
    assert "stalled" in playing.states
    assert heard(recorder.stop()) == list(range(6))
    assert (report["end"], report["losses"]) == ("finished", 0)


# 10
@pytest.mark.parametrize("both", [False, True])
def test_a_computer_that_slept_goes_on_at_the_right_frame(server, both):
    recorder = server.record()
    with Watched(server.environment, "scale:6") as playing:
        playing.audible(2.2)
        if both:
            server.freeze()
        playing.signal(signal.SIGSTOP)
        time.sleep(5)
        if both:
            server.thaw()
        playing.signal(signal.SIGCONT)
        playing.wait(lambda event: "slept" in event.get("remark", ""))
        report = playing.report()
    assert heard(recorder.stop()) == list(range(6))
    assert (report["end"], report["losses"]) == ("finished", 0)


# 11
def test_a_card_that_is_pulled_out_and_put_back_is_found(server, tmp_path):
    preload, command = sound_server.fault_library(tmp_path)
    recorder = server.record()
    with Watched(server.environment | preload, "scale:7", "--only-portaudio") as playing:
        playing.audible(2.2)
        command.write_text("gone")
        lost = playing.wait("lost")
        cpu_s, began_s = cpu_of(playing.process.pid), time.monotonic()
        time.sleep(3)
        spent = (cpu_of(playing.process.pid) - cpu_s) / (time.monotonic() - began_s)
        command.write_text("")
        report = playing.report()
    numbers = heard(recorder.stop())
    assert spent < 0.1
    assert len(report["noise"]) == 0
    assert "failed" in lost["remark"]
    assert sorted(set(numbers)) == list(range(7))
    assert report["end"] == "finished"
    assert decreases(playing.positions) <= 1


def cpu_of(pid):
    """Return the processor time of a process so far, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# 12
def test_a_device_in_use_is_waited_for_and_the_session_begins_at_its_beginning(server, tmp_path):
    preload, command = sound_server.fault_library(tmp_path)
    command.write_text("busy")
    recorder = server.record()
    with Watched(server.environment | preload, "scale:3", "--only-portaudio") as playing:
        waiting = playing.wait(lambda event: event.get("remark"))
        assert (waiting["state"], waiting["remark"]) == ("opening", "The sound device is in use: waiting")
        time.sleep(2)
        assert "playing" not in playing.states
        command.write_text("")
        report = playing.report()
    assert heard(recorder.stop()) == [0, 1, 2]
    assert report["end"] == "finished"


# 13
def test_a_server_whose_last_device_goes_plays_into_a_dummy_and_that_is_a_loss(server):
    server.control("load-module", "module-always-sink")
    first = server.record()
    with Watched(server.environment, "scale:9") as playing:
        playing.audible(2.2)
        server.remove_sink()
        lost = playing.wait("lost")
        assert "dummy" in lost["remark"]
        before = heard(first.stop())
        server.add_sink("second")
        second = server.record("second")
        report = playing.report()
    after = heard(second.stop())
    assert goes_on_without_a_gap(before, after, repeated=4)  # it is asked for every two seconds
    assert (after[-1], report["end"]) == (8, "finished")


# 19
def test_a_library_that_keeps_the_interpreter_for_long_does_not_interrupt_the_sound(server):
    recorder = server.record()
    with Watched(server.environment, "scale:6", "--hold-gil", "0.4") as playing:
        report = playing.report()
    ticks = tick_numbers(recorder.stop())
    assert [number for _, number in ticks] == list(range(6))
    assert report["underflows"] == 0
    seconds = np.array([second for second, _ in ticks])
    assert np.abs(np.diff(seconds) - 1).max() <= 0.001


# 20
def test_losses_in_a_row_do_not_wind_the_session_back(server):
    with Watched(server.environment, "scale:30") as playing:
        playing.audible(4.2)
        places = []
        for number in range(5):
            server.remove_sink()
            events = len(playing.events)
            playing.wait(
                lambda event, known=events: event in playing.events[known:] and event["state"] == "lost"
            )
            places.append(playing.events[-1]["position"])
            server.add_sink(f"sink{number}")
            events = len(playing.events)
            playing.wait(
                lambda event, known=events: event in playing.events[known:] and event["state"] == "playing"
            )
        assert playing.stop() < 1
        report = playing.report()
    assert report["end"] == "stopped"
    assert places == sorted(places)
    assert places[-1] - places[0] < RATE
    assert report["losses"] == 5
