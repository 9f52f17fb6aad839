"""`play` and `say`: sound on the device."""

from __future__ import annotations

from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.cli.asking import ask_how_it_was
from voicecoach.cli.beginning import beginning_of, plan_for, request_of
from voicecoach.cli.choices import mix_choice, voice_choice
from voicecoach.cli.durations import option_duration_ms
from voicecoach.cli.showing import session_view
from voicecoach.cli.terminal import show, tell
from voicecoach.cli.terminal_guard import TerminalGuard
from voicecoach.cli.work import (
    TerminalProgress,
    drafted_or_exit,
    fitted,
    note,
    or_exit,
    report_warnings,
    studio_opener,
)
from voicecoach.errors import ExitCode, UsageError
from voicecoach.log.folder import log_folder
from voicecoach.log.log_writer import LogWriter
from voicecoach.log.model import Ending, Origin
from voicecoach.pipeline import compile_growing
from voicecoach.player.clock import Stop
from voicecoach.player.controls.controls import Controls
from voicecoach.player.engine.conduct import Late, PlayEnd
from voicecoach.player.outputs.early_look import look_for_device
from voicecoach.player.playable import SingleSound
from voicecoach.player.portaudio import PORTAUDIO
from voicecoach.player.quiet import quiet_session
from voicecoach.report.sessions import summary_line
from voicecoach.session.live import LiveSession, LiveSound
from voicecoach.session.playing import SoundTarget, play
from voicecoach.sound.clip import PlacedClip
from voicecoach.sound.mix import Mix
from voicecoach.speech.engines import choose
from voicecoach.speech.text import given_text
from voicecoach.studio.mixing import mixer
from voicecoach.studio.studios import open_voice
from voicecoach.studio.waiting import WaitingTime, waiting_of
from voicecoach.timeline.audible import Utterance
from voicecoach.units import format_duration_ms, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from voicecoach.cli.beginning import PlayRequest
    from voicecoach.cli.options import (
        Beginning,
        Choice,
        Gains,
        SoundOptions,
        Surroundings,
        VoiceOptions,
        Where,
        Which,
    )
    from voicecoach.log.model import SessionPlan
    from voicecoach.log.resume import Continuation
    from voicecoach.pipeline import Compiled, Rejected
    from voicecoach.player.engine.conduct import PlayResult


def play_session(
    choice: Choice,
    sound: SoundOptions,
    gains: Gains,
    around: Surroundings,
    which: Which,
    where: Where,
    beginning: Beginning,
    *,
    given: Container[str],
) -> int:
    """Play a session as soon as the speech of its first step is made. Return the exit code.

    `given` are the options that stand on the command line: where a session goes on, they beat how it was.
    """
    request = request_of(choice, sound, gains, around, which, beginning, given)
    if request.sound.engine == "none":
        raise UsageError(
            "`--engine none` has no sound", hint="choose another engine, or look at `voicecoach plan`"
        )
    start_in_ms = option_duration_ms("--start-in", beginning.start_in) if beginning.start_in else 0
    quiet = request.sound.quiet
    how = mix_choice(request.gains, request.around)
    guard, stop = TerminalGuard(), Stop()
    grower = None
    try:
        with quiet_session(), closing(guard), studio_opener(request.sound, guard=guard) as open_for:
            if not where.mute:
                PORTAUDIO.warm_up()  # while the routine is read and compiled
            settings = fitted(request.fit, request.source, request.settings, open_for, quiet=quiet)
            drafted = drafted_or_exit(request.source, settings, open_for)
            plan = plan_for(request, drafted, settings)
            begins = beginning_of(request, plan, beginning)
            if not where.mute:
                look_for_device(where.device)
            _tell_of_waiting(waiting_of(drafted, from_ms=begins.start_ms), quiet=quiet)
            parts = compile_growing(drafted, from_ms=begins.start_ms)
            first = or_exit(next(parts))
            with mixer(first, how, progress=TerminalProgress(quiet=quiet)) as mix:
                live = LiveSession(
                    first,
                    LiveSound(
                        mix=mix,
                        voice_gain_db=how.voice_gain_db,
                        tone_gain_db=how.tone_gain_db,
                        wake_ms=how.wake_ms,
                    ),
                    start_ms=begins.start_ms,
                )
                _tell_warnings(first, guard, quiet=quiet)
                opening = live.opening(
                    start_in_ms=start_in_ms, greeting="" if beginning.no_why else request.reason
                )
                with (
                    _logged(plan, begins, request, is_logged=not beginning.no_log) as log_writer,
                    Controls(stdin_is_taken=choice.routine == "-") as controls,
                    session_view(
                        first,
                        controls,
                        start_ms=begins.start_ms,
                        screen_is_wanted=not where.no_screen,
                        quiet=quiet,
                    ) as view,
                    guard.live(has_screen=view.has_screen),
                ):

                    def take(part: Compiled | Rejected) -> None:
                        compiled = or_exit(part)
                        view.grow(compiled)
                        _tell_warnings(compiled, guard, quiet=quiet)

                    with live.grower(parts, take) as grower:
                        shown = Late(view, frames=ms_to_frames(where.latency))
                        result = play(
                            live.playable,
                            _target(where),
                            stop,
                            observers=[log_writer, shown, grower],
                            start_frame=live.start_frame,
                            insert=opening,
                            controls=controls,
                        )
                    if result.end is PlayEnd.FINISHED:
                        log_writer.finish()
                if result.end is not PlayEnd.INTERRUPTED:
                    ask_how_it_was(log_writer, is_wanted=not beginning.no_ask and not beginning.no_log)
                return _ended(result, stop)
    finally:
        if grower is not None:
            grower.join()


def _tell_of_waiting(waiting: WaitingTime, *, quiet: bool) -> None:
    """Say before the session begins that it will wait for its voice, and how it would not."""
    if waiting.sentences:
        note(
            f"the voice makes {waiting.sentences} new sentences, and the session waits for it, about "
            f"{format_duration_ms(waiting.total_ms)} in all; `voicecoach plan` makes them beforehand",
            quiet=quiet,
        )


def _target(where: Where) -> SoundTarget:
    return SoundTarget(device=where.device, volume_percent=where.volume, is_muted=where.mute)


def _tell_warnings(compiled: Compiled, guard: TerminalGuard, *, quiet: bool) -> None:
    guard.tell(lambda: report_warnings(compiled, quiet=quiet))


@contextmanager
def _logged(
    plan: SessionPlan, begins: Continuation, request: PlayRequest, *, is_logged: bool
) -> Iterator[LogWriter]:
    """Yield what logs the session; afterwards say in a line how it went, and what the log lacks."""
    log_writer = LogWriter(
        log_folder() if is_logged else None,
        plan,
        start_ms=begins.start_ms,
        resumes=request.session.number if request.session else 0,
        before=begins.before,
    )
    try:
        with log_writer:
            yield log_writer
    finally:
        quiet = request.sound.quiet
        progress = log_writer.progress()
        if progress.played_ms:
            note(summary_line(progress, steps=len(plan.steps), ending=log_writer.ending), quiet=quiet)
            if (
                is_logged
                and log_writer.ending is not Ending.FINISHED
                and plan.origin is not Origin.STANDARD_INPUT
            ):
                note("to go on: voicecoach play --resume", quiet=quiet)
        if log_writer.remark:
            note(f"warning: {log_writer.remark}")
        if log_writer.problem is not None:
            note(f"warning: {log_writer.problem.message}; this session is not in it, or not to its end")
            note(f"  help: {log_writer.problem.hint}")


def show_as_spoken(text: str, voice: VoiceOptions) -> None:
    """Print the text that the voice is given, on one line."""
    choice, language = voice_choice(voice), voice.language or "en"
    spec = choose(choice.engine, language, voice=choice.voice).spec
    show(given_text(spec, text, language, choice.pronounce))


def say_text(text: str, voice: VoiceOptions, where: Where, *, output: str) -> int:
    """Say one cue, on the device or into a file. Return the exit code."""
    from voicecoach.output.formats import format_of_path
    from voicecoach.output.sound_file import Tags, write_sound

    writer = format_of_path(Path(output)).writer() if output else None
    if voice.engine == "none":
        raise UsageError("`--engine none` has no sound", hint="choose another engine")
    utterance = Utterance(text=text)
    with open_voice(
        voice_choice(voice), voice.language or "en", progress=TerminalProgress(quiet=voice.quiet)
    ) as speech:
        frames = ms_to_frames(speech.lengths([utterance])[utterance])
        clips = [PlacedClip(onset_frame=0, frames=frames, key=utterance)]
        mix = Mix(clips, total_frames=frames, load=lambda _: speech.clip(utterance))
        if writer is not None:
            title = text.encode("utf-8", "replace").decode()  # a terminal may give bytes that are no UTF-8
            write_sound(Path(output), writer, mix, Tags(title=title), lambda _: None)
            note(f"wrote {output}", quiet=voice.quiet)
            return ExitCode.DONE
        stop = Stop()
        return _ended(play(SingleSound(source=mix), _target(where), stop), stop)


def _ended(result: PlayResult, stop: Stop) -> int:
    """Say how it ended, where there is something to say. Return the exit code."""
    if result.underflows:
        times = "once" if result.underflows == 1 else f"{result.underflows} times"
        note(f"warning: the computer was too busy {times}; what followed was a little late")
    if result.end is PlayEnd.INTERRUPTED:
        tell("interrupted")
        return stop.exit_code
    return ExitCode.DONE
