"""`record`: a coach speaks the sentences of a routine, one after the other."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.cli.choices import voice_choice
from voicecoach.cli.desk import RecordingDesk
from voicecoach.cli.parameters import with_fit
from voicecoach.cli.programmes import chosen
from voicecoach.cli.state import Rank, state
from voicecoach.cli.terminal import show_table, tell
from voicecoach.cli.work import TerminalProgress, drafted_or_exit, find_routine, fitted, note
from voicecoach.errors import ExitCode, UsageError
from voicecoach.pipeline import placed_timeline
from voicecoach.player.quiet import quiet_session
from voicecoach.report.takes import seconds
from voicecoach.speech.recorded import RecordedTexts, folder_of
from voicecoach.studio.studios import Studios
from voicecoach.takes.booth import Booth
from voicecoach.takes.folder import TakeFolder
from voicecoach.takes.sentences import sentences_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from voicecoach.cli.options import Choice, RecordOptions, SoundOptions, Which
    from voicecoach.cli.programmes import Chosen
    from voicecoach.takes.sentences import Sentence
    from voicecoach.timeline.audible import Audible


class _SpeechProgress(TerminalProgress):
    """Shows how the speech is made, of which lengths are needed; what an engine will say instead is no news here."""

    def note(self, text: str) -> None:
        del text


def record_routine(choice: Choice, sound: SoundOptions, which: Which, recording: RecordOptions) -> int:
    """Record what a routine says and the folder lacks. Return the exit code."""
    if sound.voice and state().rank("voice") is Rank.COMMAND_LINE:
        raise UsageError("the voice is yours here: `--to` is its folder", hint="leave out `--voice`")
    folder_path = folder_of(recording.to)
    one = chosen(find_routine(choice, quiet=sound.quiet), choice, which)
    if recording.list:
        folder, sentences = _sentences(one, choice, sound, folder_path)
        _show_sentences(sentences, folder)
        return ExitCode.DONE
    with ExitStack() as stack:
        stack.enter_context(quiet_session())
        desk = RecordingDesk(stack, microphone=recording.microphone, device=recording.device)
        return _record(one, choice, sound, recording, desk, folder_path)


def _record(
    one: Chosen,
    choice: Choice,
    sound: SoundOptions,
    recording: RecordOptions,
    desk: RecordingDesk,
    path: Path,
) -> int:
    kept: set[str] = set()
    folder, sentences = _sentences(one, choice, sound, path)
    todo = sentences if recording.again else _missing(sentences, folder)
    if todo:
        folder.make()
    is_first = True
    while todo:
        if not is_first:
            note(f"{len(todo)} more: yours takes another time, so other words are said", quiet=sound.quiet)
        is_first = False
        booth = Booth(todo, folder, desk.open_microphone)
        try:
            desk.run(booth)
        finally:
            booth.close()
            kept |= booth.kept
            _tell_kept(kept, folder, quiet=sound.quiet)
        if desk.stop.is_requested:
            tell("interrupted; what was recorded is kept")
            return desk.stop.exit_code
        if booth.was_quit or not booth.kept:
            break
        folder, sentences = _sentences(one, choice, sound, path)
        todo = _missing(sentences, folder)
    _tell_end(_missing(sentences, folder), choice, recording, quiet=sound.quiet)
    return ExitCode.DONE


def _tell_kept(kept: set[str], folder: TakeFolder, *, quiet: bool) -> None:
    count = f"{len(kept)} sentence{'' if len(kept) == 1 else 's'}"
    note(f"recorded {count} in {folder.path}", quiet=quiet or not kept)


def _tell_end(missing: Sequence[Sentence], choice: Choice, recording: RecordOptions, *, quiet: bool) -> None:
    routine = choice.routine or "ROUTINE"
    if missing:
        count = f"{len(missing)} sentence{' is' if len(missing) == 1 else 's are'}"
        note(
            f"{count} missing, and an engine says them; the same command goes on: voicecoach record {routine} --to {recording.to}",
            quiet=quiet,
        )
    else:
        note("every sentence is recorded", quiet=quiet)
    note(f"to hear it: voicecoach play {routine} --voice {recording.to}", quiet=quiet)


def _sentences(
    one: Chosen, choice: Choice, sound: SoundOptions, path: Path
) -> tuple[TakeFolder, tuple[Sentence, ...]]:
    """Return what the routine says with what is recorded so far, and the folder for its language."""
    voice = voice_choice(replace(sound, voice=""))
    if path.is_dir() and RecordedTexts(path, sound.language or "en"):
        voice = voice_choice(replace(sound, voice=str(path)))
    fit, settings = with_fit(choice, one.settings, one.source)
    with Studios(
        voice,
        tones=sound.tones,
        with_caution=not sound.no_caution,
        names_voice=False,
        progress=_SpeechProgress(quiet=sound.quiet),
    ) as studios:
        settings = fitted(fit, one.source, settings, studios.open_for, quiet=sound.quiet)
        drafted = drafted_or_exit(one.source, settings, studios.open_for)
        lengths_ms: dict[Audible, int] = {}
        timeline, _ = placed_timeline(drafted, lengths_ms, None)
    language = sound.language or drafted.routine.language
    return TakeFolder(path, language), sentences_of(drafted, timeline, lengths_ms, language=language)


def _missing(sentences: Sequence[Sentence], folder: TakeFolder) -> tuple[Sentence, ...]:
    return tuple(sentence for sentence in sentences if folder.find(sentence.text) is None)


def _show_sentences(sentences: Sequence[Sentence], folder: TakeFolder) -> None:
    rows = [("file", "at most", "heard", "recorded", "sentence")]
    for sentence in sentences:
        file = folder.find(sentence.text)
        longest = "" if sentence.longest_ms is None else seconds(sentence.longest_ms)
        name = f"{sentence.name}.wav" if file is None else file.name
        rows.append(
            (
                name,
                longest,
                str(sentence.times),
                "" if file is None else "yes",
                " ".join(sentence.text.split()),
            )
        )
    show_table(rows)
