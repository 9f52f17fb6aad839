"""`play` and `say`: sound on the device."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.cli.terminal import tell
from voicecoach.cli.work import compiled_or_exit, note, open_voice, option_duration_ms, studio_opener
from voicecoach.errors import ExitCode, UsageError
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voicecoach.cli.options import Choice, Gains, SoundOptions, Surroundings, VoiceOptions
    from voicecoach.player.model import Clock, Output
    from voicecoach.sound.source import FrameSource

_FULL_PERCENT = 100


def play_session(
    choice: Choice,
    sound: SoundOptions,
    gains: Gains,
    around: Surroundings,
    *,
    device: str,
    start_in: str,
    volume_percent: int,
    mute: bool,
) -> int:
    """Play a session, every clip made before it starts. Return the exit code."""
    from voicecoach.cli.lines import Follower
    from voicecoach.cli.mixing import mixed, wake_ms_of
    from voicecoach.sound.level import Level

    if sound.engine == "none":
        raise UsageError(
            "`--engine none` has no sound", hint="choose another engine, or look at `voicecoach plan`"
        )
    wait_ms = option_duration_ms("--start-in", start_in) if start_in else 0
    wait_ms = max(wait_ms, wake_ms_of(around))  # nothing is lost when the headset wakes up before the session
    with studio_opener(sound) as open_for:
        compiled = compiled_or_exit(choice, sound, open_for)
        follower = Follower(compiled, start_ms=wait_ms, show=lambda line: note(line, quiet=sound.quiet))
        with mixed(compiled, gains, around, lead_ms=wait_ms, quiet=sound.quiet) as mix:
            source = Level(mix, volume_percent / _FULL_PERCENT)
            return _play(source, device, follower.at_frame, mute=mute)


def say_text(text: str, voice: VoiceOptions, *, output: str, device: str, volume_percent: int) -> int:
    """Say one cue, on the device or into a file. Return the exit code."""
    from voicecoach.output.formats import writer_for_path
    from voicecoach.output.writer import Tags, write_sound
    from voicecoach.sound.clip import PlacedClip
    from voicecoach.sound.level import Level
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
        return _play(Level(mix, volume_percent / _FULL_PERCENT), device, lambda _: None, mute=False)


def _play(source: FrameSource, device: str, on_position: Callable[[int], None], *, mute: bool) -> int:
    from voicecoach.player.play import PlayEnd, play
    from voicecoach.player.stop import Stop, SystemClock

    stop = Stop()
    clock = SystemClock(stop)
    with stop.on_signals(), _output(device, source.channels, clock, mute=mute) as opened:
        result = play(source, opened, clock, on_position=on_position)
    if result.underflows:
        times = "once" if result.underflows == 1 else f"{result.underflows} times"
        note(f"warning: the computer was too busy {times}; what followed was a little late")
    if result.end is PlayEnd.INTERRUPTED:
        tell("interrupted")
        return stop.exit_code
    return ExitCode.DONE


@contextmanager
def _output(device: str, channels: int, clock: Clock, *, mute: bool) -> Iterator[Output]:
    from voicecoach.player.null_output import NullOutput
    from voicecoach.player.sounddevice_output import SoundDeviceSystem

    output: Output = NullOutput(clock) if mute else SoundDeviceSystem().open(device, channels=channels)
    try:
        yield output
    finally:
        output.close()
