"""`play` and `say`: sound on the device."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.cli.terminal import tell
from voicecoach.cli.work import (
    drafted_or_exit,
    fitted,
    note,
    open_voice,
    option_duration_ms,
    or_exit,
    studio_opener,
)
from voicecoach.errors import ExitCode, UsageError
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from voicecoach.cli.options import (
        Beginning,
        Choice,
        Gains,
        SoundOptions,
        Surroundings,
        VoiceOptions,
        Where,
    )
    from voicecoach.player.clock import Clock
    from voicecoach.player.controls.controls import Controls
    from voicecoach.player.engine.conduct import PlayResult
    from voicecoach.player.playable import Playable
    from voicecoach.player.playback import Observer
    from voicecoach.player.sound_system import Devices
    from voicecoach.sound.source import FrameSource


def play_session(
    choice: Choice,
    sound: SoundOptions,
    gains: Gains,
    around: Surroundings,
    where: Where,
    beginning: Beginning,
    *,
    given: Container[str],
) -> int:
    """Play a session as soon as the speech of its first step is made. Return the exit code.

    `given` are the options that stand on the command line: where a session goes on, they beat how it was.
    """
    from voicecoach.cli.beginning import beginning_of, plan_for, request_of
    from voicecoach.cli.hush import Hush
    from voicecoach.cli.live_session import LiveSession, recorded
    from voicecoach.cli.mixing import mixer
    from voicecoach.pipeline import compile_growing
    from voicecoach.player.controls.controls import Controls
    from voicecoach.player.engine.conduct import Late
    from voicecoach.player.outputs.portaudio import PORTAUDIO
    from voicecoach.player.outputs.quiet import quiet_session

    request = request_of(choice, sound, gains, around, beginning, given)
    if request.sound.engine == "none":
        raise UsageError(
            "`--engine none` has no sound", hint="choose another engine, or look at `voicecoach plan`"
        )
    start_in_ms = option_duration_ms("--start-in", beginning.start_in) if beginning.start_in else 0
    hush = Hush()
    grower = None
    try:
        with quiet_session(), closing(hush), studio_opener(request.sound, hush=hush) as open_for:
            if not where.mute:
                PORTAUDIO.warm_up()  # while the routine is read and compiled
            settings = fitted(request.fit, request.source, request.settings, open_for, quiet=sound.quiet)
            drafted = drafted_or_exit(request.source, settings, open_for)
            plan = plan_for(request, drafted, settings)
            begins = beginning_of(request, plan, beginning)
            parts = compile_growing(drafted, from_ms=begins.start_ms)
            first = or_exit(next(parts))
            with mixer(first, request.gains, request.around, quiet=sound.quiet) as mix:
                live = LiveSession(first, mix, request, hush, start_ms=begins.start_ms)
                opening = live.opening(start_in_ms=start_in_ms)
                with (
                    recorded(plan, begins, request, is_logged=not beginning.no_log) as recorder,
                    live.grower(parts) as grower,
                    Controls(stdin_is_taken=choice.routine == "-") as controls,
                    live.shown(controls, screen_is_wanted=not where.no_screen) as view,
                ):
                    shown = Late(view, frames=ms_to_frames(where.latency))
                    return _play(
                        live.playable,
                        where,
                        [recorder, shown, grower],
                        start_frame=live.start_frame,
                        insert=opening,
                        controls=controls,
                        on_finish=recorder.finish,
                    )
    finally:
        if grower is not None:
            grower.join()


def say_text(text: str, voice: VoiceOptions, where: Where, *, output: str) -> int:
    """Say one cue, on the device or into a file. Return the exit code."""
    from voicecoach.output.formats import writer_for_path
    from voicecoach.output.writer import Tags, write_sound
    from voicecoach.player.playable import SingleSound
    from voicecoach.sound.clip import PlacedClip
    from voicecoach.sound.mix import Mix
    from voicecoach.timeline.audible import Utterance

    writer = writer_for_path(Path(output)) if output else None
    if voice.engine == "none":
        raise UsageError("`--engine none` has no sound", hint="choose another engine")
    utterance = Utterance(text=text)
    with open_voice(voice, voice.language or "en") as speech:
        frames = ms_to_frames(speech.lengths([utterance])[utterance])
        clips = [PlacedClip(onset_frame=0, frames=frames, key=utterance)]
        mix = Mix(clips, total_frames=frames, load=lambda _: speech.clip(utterance))
        if writer is not None:
            title = text.encode("utf-8", "replace").decode()  # a terminal may give bytes that are no UTF-8
            write_sound(Path(output), writer, mix, Tags(title=title), lambda _: None)
            return ExitCode.DONE
        return _play(SingleSound(source=mix), where, [])


def _play(
    playable: Playable,
    where: Where,
    observers: Sequence[Observer],
    *,
    start_frame: int = 0,
    insert: FrameSource | None = None,
    controls: Controls | None = None,
    on_finish: Callable[[], None] = lambda: None,
) -> int:
    """Play to the end, or until the listener or a signal ends it. Return the exit code."""
    from voicecoach.player.clock import Stop, SystemClock
    from voicecoach.player.engine.conduct import LivePlayer, PlayEnd, conduct
    from voicecoach.player.outputs.quiet import quiet_session
    from voicecoach.player.outputs.watch import DummyWatch

    stop = Stop()
    clock = SystemClock(stop)
    devices = _devices(clock, mute=where.mute)
    watch = DummyWatch()
    player = LivePlayer(
        playable,
        lambda: devices.open(where.device, channels=playable.source.channels),
        clock,
        volume_percent=where.volume,
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
        if not where.mute and not where.device:
            stack.enter_context(watch)
        result = conduct(player, clock, observers)
    _report(result)
    if result.end is PlayEnd.FINISHED:
        on_finish()
    if result.end is PlayEnd.INTERRUPTED:
        tell("interrupted")
        return stop.exit_code
    return ExitCode.DONE


def _report(result: PlayResult) -> None:
    if result.underflows:
        times = "once" if result.underflows == 1 else f"{result.underflows} times"
        note(f"warning: the computer was too busy {times}; what followed was a little late")


def _devices(clock: Clock, *, mute: bool) -> Devices:
    from voicecoach.player.outputs.auto import all_systems
    from voicecoach.player.outputs.null_output import NullDevices
    from voicecoach.player.outputs.sounddevice_output import SoundDeviceSystem

    return NullDevices(clock) if mute else all_systems(SoundDeviceSystem())
