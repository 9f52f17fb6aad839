"""Plays on the system's sound, to the end or until the listener or a signal stops it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.player.clock import SystemClock
from voicecoach.player.engine.conduct import LivePlayer, conduct
from voicecoach.player.outputs.auto import all_systems
from voicecoach.player.outputs.null_output import NullDevices
from voicecoach.player.outputs.sounddevice_output import SoundDeviceSystem
from voicecoach.player.outputs.watch import DummyWatch
from voicecoach.player.quiet import quiet_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.player.clock import Stop
    from voicecoach.player.controls.controls import Controls
    from voicecoach.player.engine.conduct import PlayResult
    from voicecoach.player.playable import Playable
    from voicecoach.player.playback import Observer
    from voicecoach.sound.source import FrameSource


class SoundTarget(Struct, frozen=True, kw_only=True):
    """Where it is heard."""

    device: str = ""  # a name, a number, a sound system or a file; empty is the default
    volume_percent: int = 100
    is_muted: bool = False


def play(
    playable: Playable,
    target: SoundTarget,
    stop: Stop,
    *,
    observers: Sequence[Observer] = (),
    start_frame: int = 0,
    insert: FrameSource | None = None,
    controls: Controls | None = None,
) -> PlayResult:
    """Play from `start_frame` on, with `insert` before it; signals ask `stop` meanwhile. Only the main thread may call this.

    If there is no way to say go, gates do not wait. Raises DeviceError, and whatever an observer raises.
    """
    clock = SystemClock(stop)
    devices = NullDevices(clock) if target.is_muted else all_systems(SoundDeviceSystem())
    watch = DummyWatch()
    player = LivePlayer(
        playable,
        lambda: devices.open(target.device, channels=playable.source.channels),
        clock,
        volume_percent=target.volume_percent,
        start_frame=start_frame,
        insert=insert,
        gates_are_open=not playable.landmarks.gate_frames or controls is None or not controls.can_say_go(),
        silent_since_s=watch.silent_since_s,
    )
    if controls is not None:
        controls.attach(player)
    with ExitStack() as stack:
        stack.enter_context(stop.on_signals())
        stack.enter_context(quiet_session())
        if not target.is_muted and not target.device:
            stack.enter_context(watch)
        return conduct(player, clock, observers)
