"""Lists of `phrase;seconds`: each phrase is spoken, then there is silence for so long. `*;3` is silence only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.steps import ImportedRest, ImportedSay
from voicecoach.importing.words import clean, escaped, pieces
from voicecoach.importing.writer import RoutineHead, Writer, lines_of
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.spoken_in import language_of

if TYPE_CHECKING:
    from voicecoach.importing.model import Imported
    from voicecoach.importing.steps import ImportedStep
    from voicecoach.source import SourceText

SILENCE: Final = "*"
_COMMENT: Final = "#"


def pause_ms(line: str) -> tuple[str, int] | None:
    """Return a line's phrase and its pause, or None where no pause is at its end."""
    phrase, semicolon, words = line.rpartition(";")
    if not semicolon or words.lstrip().startswith(("[", "(")):
        return None  # `3 x 10 s; [rest 2 min]`
    found = duration_ms(words.strip())
    if isinstance(found, Problem):
        found = duration_ms(found.suggestion)
    return None if isinstance(found, Problem) else (phrase.strip(), found)


def import_phrases(source: SourceText) -> Imported:
    writer = Writer(source, kind="a list of phrases and pauses")
    steps: list[ImportedStep] = []
    for number, line in enumerate(lines_of(source), start=1):
        if not line.strip() or line.lstrip().startswith(_COMMENT):
            continue
        found = pause_ms(line)
        if found is None:
            writer.note(number, "no `;seconds` at the end: said without a pause after it")
            found = (line.strip().rstrip(";"), 0)
        phrase, silence_ms = found
        if phrase != SILENCE:
            steps += _said(writer, phrase, number)
        if silence_ms:
            writer.count(number, duration_ms=silence_ms)
            steps.append(ImportedRest(length_ms=silence_ms))
    # `announce: off` and `countdown: off` make a rest silent.
    return writer.routine(steps, RoutineHead(language=language_of(source.text), is_silent=True))


def _said(writer: Writer, phrase: str, line: int) -> list[ImportedStep]:
    words = clean(phrase)
    if words.lost:
        writer.note(line, "characters of a phrase that no text can have are left out")
    if not words.can_be_spoken:
        if phrase:
            writer.note(line, "a phrase with nothing that can be spoken is left out")
        return []
    parts = [part for part in pieces(words.text) if any(map(str.isalnum, part))]
    if len(parts) > 1:
        writer.note(line, f"a phrase of more than one cue is cut into {len(parts)}")
    for part in parts:
        writer.count(line, letters=len(part))
    return [ImportedSay(text=escaped(part)) for part in parts]
