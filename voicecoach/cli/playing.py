"""`play` and `say`: sound on the device."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.cli.terminal import tell
from voicecoach.cli.work import compiled_or_exit, note, open_voice, option_duration_ms, studio_opener
from voicecoach.errors import ExitCode, UsageError
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.cli.options import Choice, Gains, SoundOptions, Surroundings, VoiceOptions
    from voicecoach.player.conduct import PlayResult
    from voicecoach.player.hands import Hands
    from voicecoach.player.model import Clock, Devices, Observer, Programme

_FULL_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """On what it is heard and seen, and how."""

    device: str = ""
    volume_percent: int = _FULL_PERCENT
    mute: bool = False
    latency_ms: int = 0  # how late the headphones are: shifts what is shown
    has_screen: bool = True  # where there is a terminal


def play_session(
    choice: Choice,
    sound: SoundOptions,
    gains: Gains,
    around: Surroundings,
    where: Where,
    *,
    start_in: str,
) -> int:
    """Play a session, every clip made before it starts. Return the exit code."""
    from voicecoach.cli.mixing import mixed, wake_ms_of
    from voicecoach.cli.showing import session_view
    from voicecoach.live import programme_of
    from voicecoach.player.conduct import Late
    from voicecoach.player.hands import Hands

    if sound.engine == "none":
        raise UsageError(
            "`--engine none` has no sound", hint="choose another engine, or look at `voicecoach plan`"
        )
    wait_ms = option_duration_ms("--start-in", start_in) if start_in else 0
    wait_ms = max(wait_ms, wake_ms_of(around))  # nothing is lost when the headset wakes up before the session
    with studio_opener(sound) as open_for:
        compiled = compiled_or_exit(choice, sound, open_for)
        with mixed(compiled, gains, around, lead_ms=wait_ms, quiet=sound.quiet) as mix:
            programme = programme_of(
                compiled,
                mix,
                lead_ms=wait_ms,
                voice_gain_db=gains.voice_gain,
                tone_gain_db=gains.tone_gain,
            )
            with (
                Hands(stdin_is_taken=choice.routine == "-") as hands,
                session_view(
                    compiled, hands, lead_ms=wait_ms, screen_is_wanted=where.has_screen, quiet=sound.quiet
                ) as view,
            ):
                shown = Late(view, frames=ms_to_frames(where.latency_ms))
                return _play(programme, where, [shown], hands)


def say_text(text: str, voice: VoiceOptions, where: Where, *, output: str) -> int:
    """Say one cue, on the device or into a file. Return the exit code."""
    from voicecoach.output.formats import writer_for_path
    from voicecoach.output.writer import Tags, write_sound
    from voicecoach.player.plain import PlainProgramme
    from voicecoach.sound.clip import PlacedClip
    from voicecoach.sound.mix import Mix
    from voicecoach.timeline.model import Utterance

    writer = writer_for_path(Path(output)) if output else None
    if voice.engine == "none":
        raise UsageError("`--engine none` has no sound", hint="choose another engine")
    utterance = Utterance(text=text)
    with open_voice(voice, voice.language or "en") as speech:
        frames = ms_to_frames(speech.lengths([utterance])[utterance])
        clips = [PlacedClip(onset_frame=0, frames=frames, key=utterance)]
        mix = Mix(clips, total_frames=frames, load=lambda _: speech.clip(utterance))
        if writer is not None:
            write_sound(Path(output), writer, mix, Tags(title=text), lambda _: None)
            return ExitCode.DONE
        return _play(PlainProgramme(source=mix), where, [])


def _play(
    programme: Programme, where: Where, observers: Sequence[Observer], hands: Hands | None = None
) -> int:
    """Play to the end, or until the listener or a signal ends it. Return the exit code."""
    from voicecoach.player.conduct import LivePlayer, PlayEnd, conduct
    from voicecoach.player.quiet import quiet_session
    from voicecoach.player.stop import Stop, SystemClock

    stop = Stop()
    clock = SystemClock(stop)
    devices = _devices(clock, mute=where.mute)
    player = LivePlayer(
        programme,
        lambda: devices.open(where.device, channels=programme.source.channels),
        clock,
        volume_percent=where.volume_percent,
        gates_are_open=hands is None or not hands.can_say_go(),
    )
    if hands is not None:
        hands.attach(player)
    with stop.on_signals(), quiet_session():
        result = conduct(player, clock, observers)
    _report(result)
    if result.end is PlayEnd.INTERRUPTED:
        tell("interrupted")
        return stop.exit_code
    return ExitCode.DONE


def _report(result: PlayResult) -> None:
    if result.underflows:
        times = "once" if result.underflows == 1 else f"{result.underflows} times"
        note(f"warning: the computer was too busy {times}; what followed was a little late")


def _devices(clock: Clock, *, mute: bool) -> Devices:
    from voicecoach.player.auto import AutoDevices
    from voicecoach.player.null_output import NullDevices
    from voicecoach.player.sounddevice_output import SoundDeviceSystem

    return NullDevices(clock) if mute else AutoDevices({"portaudio": SoundDeviceSystem()})
