"""What compiling needs besides the routine, and what it asks of a routine's files and of a voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from voicecoach.findings import Finding
    from voicecoach.language.kinds.include import Include
    from voicecoach.language.model import Routine
    from voicecoach.opening import Folder
    from voicecoach.sound.clip import Clip
    from voicecoach.sound.tones import TonePack
    from voicecoach.speech.model import Speech
    from voicecoach.timeline.audible import Recording, Utterance
    from voicecoach.timeline.events import Schedule
    from voicecoach.timeline.phrases import Phrases


class Files(Protocol):
    """The files that belong to a routine. Findings point at the step that names the file."""

    def recordings(self, schedule: Schedule) -> tuple[Mapping[Recording, Clip], tuple[Finding, ...]]: ...

    def includes(
        self, routine: Routine, settings: Mapping[str, str]
    ) -> tuple[Mapping[Include, Routine], tuple[Finding, ...]]: ...

    def beds(self, routine: Routine) -> tuple[tuple[Path, ...], tuple[Finding, ...]]: ...

    def folder_of(self, routine: Routine) -> Folder: ...


def has_all(utterance: Utterance) -> bool:
    """Stand for a voice that is no folder of recordings: nothing is missing there."""
    del utterance
    return True


def says_all(utterance: Utterance) -> tuple[str, ...]:
    """Return nothing: for voices that can say everything."""
    del utterance
    return ()


def written_length(utterance: Utterance) -> int:
    """Stand for a voice that says each character as it is written."""
    return len(utterance.text)


class StudioSetup(Struct, frozen=True, kw_only=True):
    """Everything that compiling needs besides the routine: the voice, the words, the tones, the files."""

    speech: Speech
    phrases: Phrases
    tones: TonePack
    files: Files
    with_caution: bool = True
    unsaid: Callable[[Utterance], tuple[str, ...]] = says_all  # the parts of a text that its voice cannot say
    spoken_length: Callable[[Utterance], int] = written_length  # characters, once numbers and units are words
    recordings: str = ""  # the folder that is the voice, empty for none
    is_recorded: Callable[[Utterance], bool] = has_all

    @property
    def tone_ms(self) -> dict[str, int]:
        return {name: self.tones.duration_ms(name) for name in self.tones.tones}
