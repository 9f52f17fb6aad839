"""Plays a test source on the system's device in a process of its own, and prints what came of it as one JSON line.

play_program.py SOURCE [--without-portaudio] [--limit SECONDS] [--device NAME]
"""

import argparse
import ctypes.util
import json
import resource
import signal
import sys
import time
from contextlib import closing

import sources

from voicecoach.errors import VoicecoachError
from voicecoach.player.play import play
from voicecoach.player.sounddevice_output import SoundDeviceSystem
from voicecoach.player.stop import Stop, SystemClock

parser = argparse.ArgumentParser()
parser.add_argument("source")
parser.add_argument("--without-portaudio", action="store_true")
parser.add_argument("--limit", type=float, default=8.0)
parser.add_argument("--device", default="")
options = parser.parse_args()

if options.without_portaudio:
    ctypes.util.find_library = lambda _name: None
signal.signal(
    signal.SIGINT, signal.default_int_handler
)  # ignored where a shell has started us in the background

stop = Stop()
announced = []
positions = []


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def on_position(frame):
    positions.append(frame)
    if frame and not announced:
        announced.append(True)
        say("playing")


def cpu_s():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


try:
    source = sources.by_name(options.source)
    system = SoundDeviceSystem(limit_s=options.limit)
    with closing(system.open(options.device, channels=source.channels)) as output, stop.on_signals():
        cpu_before_s, before_s = cpu_s(), time.monotonic()
        result = play(source, output, SystemClock(stop), on_position=on_position)
        spent_s = time.monotonic() - before_s
        report = {
            "end": result.end,
            "frames_heard": result.frames_heard,
            "underflows": result.underflows,
            "latency_frames": output.latency_frames,
            "cpu_percent": 100 * (cpu_s() - cpu_before_s) / spent_s,
            "spent_s": spent_s,
            "monotonic": positions == sorted(positions),
        }
    report["closed_after_s"] = time.monotonic() - before_s - spent_s
    say(json.dumps(report))
    sys.exit(stop.exit_code if stop.is_requested else 0)
except VoicecoachError as error:
    say(json.dumps({"error": error.message, "hint": error.hint, "kind": type(error).__name__}))
    sys.exit(int(error.exit_code))
