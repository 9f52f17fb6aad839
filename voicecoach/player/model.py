"""What the rest of the program knows of playing: what is played, on what, and what can be asked and seen meanwhile.

Frames count the *programme*: 0 is its first frame, whatever silence the player puts in front, and a position is what
is audible, not what was written.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct

from voicecoach.sound.source import FrameSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.sound.clip import Samples
    from voicecoach.sound.spans import Stretch

__all__ = [
    "Clock",
    "Command",
    "Device",
    "Devices",
    "FrameSource",
    "Landmarks",
    "Observer",
    "Order",
    "Output",
    "Player",
    "PlayerState",
    "Programme",
    "SetVolume",
    "Snapshot",
]


# --- what is played -------------------------------------------------------------------------------


class Landmarks(Struct, frozen=True, kw_only=True):
    """Where things are in a programme, in frames, sorted."""

    step_frames: tuple[int, ...]  # starts of the intervals: where `next` and `back` go
    cues: tuple[Stretch, ...]  # speech and sounds, no tones; one that was cut off is resumed at its beginning
    gate_frames: tuple[int, ...] = ()  # starts of the steps that are `ready: true`: the player waits there


class Programme(Protocol):
    """A session as the player needs it. The engine thread reads it: nothing here speaks, compiles or waits."""

    @property
    def source(self) -> FrameSource: ...

    @property
    def ready_frames(self) -> int:
        """How much of the source is ready, all of it at last: the rest is still being made, and is not read."""
        ...

    @property
    def landmarks(self) -> Landmarks: ...

    def announcement(self, frame: int) -> FrameSource:
        """Return what is heard before the sound goes on at this frame after a break: the step, then 3-2-1; may be empty."""
        ...

    def reminder(self, gate_frame: int) -> FrameSource:
        """Return the soft reminder that is heard now and then while the player waits at a gate; may be empty."""
        ...


# --- what can be asked and seen meanwhile -----------------------------------------------------------


class PlayerState(StrEnum):
    OPENING = "opening"  # no sound yet; also a device that is in use
    PLAYING = "playing"
    PAUSED = "paused"  # by the listener
    WAITING = "waiting"  # at a gate, for the listener's go
    STALLED = "stalled"  # the device takes nothing; it may go on by itself
    LOST = "lost"  # the device is gone; one that comes back is opened
    HUNG = "hung"  # the sound system does not answer
    FINISHED = "finished"
    STOPPED = "stopped"  # by the listener, or by a signal


class Command(StrEnum):
    """What the listener can ask for, from a key, a pedal or the headset."""

    TOGGLE_PAUSE = "toggle-pause"  # where the player waits at a gate: go
    PAUSE = "pause"
    PLAY = "play"  # goes on; at a gate: go
    NEXT = "next"  # the next step; at a gate: go
    BACK = "back"  # the step's beginning, or the step before within its first 3 s
    REPEAT = "repeat"  # the last cue again, then on from there
    LOUDER = "louder"
    SOFTER = "softer"
    STOP = "stop"


class SetVolume(Struct, frozen=True, kw_only=True):
    percent: int  # 0 to 100


Order: TypeAlias = Command | SetVolume


class Snapshot(Struct, frozen=True, kw_only=True):
    """What is true at one instant; a screen and a log need no more."""

    state: PlayerState
    position_frame: int  # audible now; while something is inserted (an announcement again), where it goes on
    inserted_left_frames: int = 0  # of what is inserted: how long until the programme goes on
    is_inserted: bool = False  # what sounds is no part of the programme: an announcement again, a reminder
    volume_percent: int = 100
    underflows: int = 0
    jumps: int = (
        0  # how often the position has been moved otherwise than by being heard: next, back, a rewind
    )
    remark: str = ""  # what the listener should know: "sound lost, waiting for a device"


class Player(Protocol):
    """A session that is being played. Both methods may be called from any thread at any time."""

    def send(self, order: Order) -> None:
        """Ask for something; it is done within some 10 ms. What makes no sense now does nothing."""
        ...

    def snapshot(self) -> Snapshot: ...


class Observer(Protocol):
    """What follows a session: a screen, a log. The main thread calls it, about 20 times a second."""

    def update(self, snapshot: Snapshot) -> None:
        """Take in what is true now. The last call has a state that is over."""
        ...


# --- on what it is played ---------------------------------------------------------------------------


class Device(Struct, frozen=True, kw_only=True):
    """A sound device as the system lists it."""

    index: int
    name: str
    host: str
    channels: int
    is_default: bool


class Output(Protocol):
    """An open, running device stream: 48 kHz float32."""

    latency_frames: int
    """Frames from being written to being heard when the queue is full: `latency_frames - room()` are queued."""

    drops_at_once: bool
    """Whether `drop` is so quick that nobody hears a gap."""

    @property
    def underflows(self) -> int:
        """How often the device has run out of data since it was opened."""
        ...

    def room(self) -> int:
        """Return how many frames `write` takes without waiting."""
        ...

    def write(self, samples: Samples) -> None:
        """Queue frames; the array is copied. Raises DeviceError when the device is gone."""
        ...

    def drop(self) -> None:
        """Throw away what is queued but not yet heard."""
        ...

    def close(self) -> None: ...


class Devices(Protocol):
    """The sound system. Every method raises DeviceError with what to install or to do."""

    def list(self) -> Sequence[Device]: ...

    def open(self, device: str, *, channels: int) -> Output:
        """Open the device of this name or number; empty is the default one.

        One output is open at a time: to open another, the system may be started anew. Raises DeviceBusyError for
        what may go by, DeviceHungError where nothing answers.
        """
        ...


class Clock(Protocol):
    def monotonic_s(self) -> float: ...

    def wait(self, seconds: float) -> bool:
        """Wait; return True when playing should stop (Ctrl-C, a signal)."""
        ...
