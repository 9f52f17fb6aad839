"""Plays a test source on the system's device in a process of its own, and prints the outcome as JSON lines.

play_program.py SOURCE [options]: "playing" is printed when it is audible; `--log` prints each change of the state.
Words on standard input are orders: `next`, `toggle-pause`, `volume 50`, …
"""

import argparse
import ctypes.util
import json
import os
import resource
import signal
import sys
import threading
import time

import sources

from voicecoach.errors import VoicecoachError
from voicecoach.phrases import load_phrases
from voicecoach.player.clock import Stop, SystemClock
from voicecoach.player.engine.conduct import LivePlayer, conduct
from voicecoach.player.helper_thread import is_any_caught
from voicecoach.player.outputs.auto import AutoDevices, all_systems
from voicecoach.player.outputs.sounddevice_output import SoundDeviceSystem
from voicecoach.player.outputs.watch import DummyWatch
from voicecoach.player.playback import Command, SetVolume
from voicecoach.player.quiet import quiet_session

ENGLISH = load_phrases("en")

parser = argparse.ArgumentParser()
parser.add_argument("source")
parser.add_argument("--without-portaudio", action="store_true")
parser.add_argument("--limit", type=float, default=8.0)
parser.add_argument("--device", default="")
parser.add_argument("--only-portaudio", action="store_true")
parser.add_argument("--callback", action="store_true")
parser.add_argument("--hold-gil", type=float, default=0.0, help="seconds, again and again")
parser.add_argument("--clock", action="store_true", help="report when the first frame was audible")
parser.add_argument("--log", action="store_true")
options = parser.parse_args()

if options.without_portaudio:
    ctypes.util.find_library = lambda _name: None
signal.signal(
    signal.SIGINT, signal.default_int_handler
)  # ignored where a shell has started us in the background


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def cpu_s():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


class Observer:
    def __init__(self):
        self.positions = []
        self.clock = []  # when the first frame was audible, as each position says
        self.shown = None
        self.was_heard = False

    def update(self, snapshot):
        self.positions.append(snapshot.position_frame)
        if options.clock and snapshot.position_frame:
            self.clock.append(time.monotonic() - snapshot.position_frame / sources.RATE)
        shown = (snapshot.state, snapshot.is_inserted, snapshot.remark)
        if options.log and shown != self.shown:
            self.shown = shown
            say(
                json.dumps(
                    {
                        "at_s": round(time.monotonic() - began_s, 3),
                        "state": snapshot.state,
                        "position": snapshot.position_frame,
                        "inserted": snapshot.is_inserted,
                        "remark": remark_text(snapshot.remark),
                    }
                )
            )
        if snapshot.position_frame and not self.was_heard:
            self.was_heard = True
            say("playing")


def remark_text(remark):
    return ENGLISH.on_screen(f"remark_{remark.kind}", why=remark.why) if remark else ""


def obey(player):
    while words := os.read(0, 4096):
        for line in words.decode().splitlines():
            word, *rest = line.split()
            player.send(SetVolume(percent=int(rest[0])) if word == "volume" else Command(word))


def hold_gil():
    """Call into C without letting go of the interpreter, as a big sort does."""
    while options.hold_gil:
        ctypes.PyDLL(None).usleep(round(options.hold_gil * 1e6))
        time.sleep(0.3)


stop, observer = Stop(), Observer()
clock = SystemClock(stop)
began_s = time.monotonic()
code = 0
try:
    playable = sources.by_name(options.source)
    system = SoundDeviceSystem(limit_s=options.limit, calls_back=options.callback)
    devices = AutoDevices({"portaudio": system}) if options.only_portaudio else all_systems(system)
    opened = []

    def open_output():
        opened.append(devices.open(options.device, channels=playable.source.channels))
        return opened[-1]

    watch = DummyWatch()
    player = LivePlayer(playable, open_output, clock, silent_since_s=watch.silent_since_s)
    threading.Thread(target=obey, args=[player], daemon=True).start()
    threading.Thread(target=hold_gil, daemon=True).start()
    with stop.on_signals(), quiet_session(), watch:
        cpu_before_s, before_s = cpu_s(), time.monotonic()
        result = conduct(player, clock, [observer])
        spent_s = time.monotonic() - before_s
    report = {
        "end": result.end,
        "position_frame": result.position_frame,
        "heard_frames": result.heard_frames,
        "underflows": result.underflows,
        "losses": result.losses,
        "first_audible_s": observer.clock,
        "output": type(opened[0]).__name__ if opened else "",
        "latency_frames": opened[0].latency_frames if opened else 0,
        "cpu_percent": 100 * (cpu_s() - cpu_before_s) / spent_s,
        "spent_s": spent_s,
        "monotonic": observer.positions == sorted(observer.positions),
    }
    say(json.dumps(report))
    code = stop.exit_code if stop.is_requested else 0
except VoicecoachError as error:
    say(json.dumps({"error": error.message, "hint": error.hint, "kind": type(error).__name__}))
    code = int(error.exit_code)
if is_any_caught():
    os._exit(code)
sys.exit(code)
