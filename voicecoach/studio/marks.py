"""A compiled routine's tags, chapters and spoken lines, for the files."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.escaping import plain
from voicecoach.language.leaves import Exercise, OffTime, RepeatedHold, SelfPacedExercise, SpokenPassage
from voicecoach.output.marks import Chapter, SpokenLine, is_word
from voicecoach.timeline.audible import Utterance
from voicecoach.timeline.moment import Narrator
from voicecoach.timeline.patterns import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.language.intervals import Interval
    from voicecoach.language.leaves import Leaf
    from voicecoach.output.sound_file import Tags
    from voicecoach.pipeline import Compiled
    from voicecoach.speech.model import Word
    from voicecoach.timeline.phrases import Phrases

_YEAR: Final = re.compile(r"\d{4}")
_LONGEST_TITLE: Final = 60
_LONGEST_PASSAGE: Final = 40
_SHORTEST_NAME: Final = 20  # of a name with a long count
_SENTENCE_END: Final = re.compile(r"(?<=[.!?:])\s")
_CAPITALS: Final = frozenset({"de"})  # languages that capitalise nouns


def tags_of(compiled: Compiled) -> Tags:
    """Return the tags of a sound file. The year is the routine's tag `year`, if it has one."""
    from voicecoach.output.sound_file import ARTIST, MOST_CHAPTERS, Tags

    routine = compiled.routine
    year = next(iter(routine.tag_values("year")), "")
    return Tags(
        title=plain(routine.title),
        artist=ARTIST,
        album=plain(routine.title),
        year=year if _YEAR.fullmatch(year) else "",
        comment=plain(routine.about),
        language=routine.language,
        chapters=chapters_of(compiled, most=MOST_CHAPTERS),
        lines=lines_of(compiled),
    )


def lines_of(compiled: Compiled) -> tuple[SpokenLine, ...]:
    """Return what is said, sorted by onset."""
    return tuple(line for line, _ in _said(compiled))


def lines_with_words(compiled: Compiled) -> tuple[SpokenLine, ...]:
    """Return what is said, sorted by onset, with where its words begin."""
    words_of = cache(compiled.studio.speech.words)
    return tuple(
        replace(line, word_onsets_ms=_word_onsets_ms(line, words_of(said))) for line, said in _said(compiled)
    )


def _said(compiled: Compiled) -> Iterator[tuple[SpokenLine, Utterance]]:
    for event in compiled.timeline.events:
        if isinstance(event.audible, Utterance) and (text := plain(event.audible.text)):
            line = SpokenLine(
                onset_ms=event.onset_ms, duration_ms=event.duration_ms, text=text, is_authors=event.is_authors
            )
            yield line, event.audible


def _word_onsets_ms(line: SpokenLine, words: Sequence[Word]) -> tuple[int, ...]:
    """Return where the words of a line begin; nothing if a control character was removed from within a word."""
    if len(words) != sum(map(is_word, line.text.split())):
        return ()
    return tuple(line.onset_ms + word.onset_ms for word in words)


def chapters_of(compiled: Compiled, *, most: int | None = None) -> tuple[Chapter, ...]:
    """Return one chapter per step, without gaps from start to end; a set of repeaters is one chapter.

    If there are more than `most`, each exercise's chapter extends to the next exercise, and if these are
    still too many, neighbours are joined.
    """
    intervals = compiled.session.intervals
    narrator = Narrator(session=compiled.session, phrases=compiled.studio.phrases)
    starts = [index for index in range(len(intervals)) if _begins_step(intervals[index])]
    if most is not None and len(starts) > most:
        starts = [index for index in starts if isinstance(intervals[index].leaf, Exercise)] or starts
    while most is not None and len(starts) > most:
        starts = starts[::2]
    if not starts:
        return ()
    starts_ms = [0, *(intervals[index].start_ms for index in starts[1:])]
    ends_ms = [*starts_ms[1:], compiled.session.total_ms]
    titles = _titles(starts, narrator, plain(compiled.routine.title))
    return tuple(
        Chapter(
            start_ms=start_ms,
            duration_ms=end_ms - start_ms,
            title=title,
        )
        for title, start_ms, end_ms in zip(titles, starts_ms, ends_ms, strict=True)
    )


def _begins_step(interval: Interval) -> bool:
    leaf = interval.leaf
    goes_on = isinstance(leaf, OffTime) or (isinstance(leaf, RepeatedHold) and leaf.number > 1)
    return interval.duration_ms > 0 and not goes_on


def _titles(starts: Sequence[int], narrator: Narrator, routine_title: str) -> Iterator[str]:
    """Yield a short title for each chapter; an exercise whose title was used before gets a number."""
    times: dict[str, int] = {}
    for index in starts:
        title = _title(index, narrator, routine_title)
        times[title] = times.get(title, 0) + 1
        is_again = times[title] > 1 and isinstance(narrator.session.intervals[index].leaf, Exercise)
        yield f"{title} ({times[title]})" if is_again else title


def _title(index: int, narrator: Narrator, routine_title: str) -> str:
    leaf, phrases = narrator.session.intervals[index].leaf, narrator.phrases
    details = ", ".join(part for part in _details(leaf, phrases) if part)
    place = leaf.place
    block = narrator.block(index)
    counts = [
        phrases.on_screen("named", name=plain(block), n=number, total=total)
        if block and key == "round"
        else _counted(phrases, key, number, total)
        for key, number, total in (("set", place.set, place.sets), ("round", place.round, place.rounds))
        if number and total and total > 1
    ]
    after = f", {details}" if details else ""
    if len(counts) == 1:  # then it is clear what the number counts
        number, total = (
            (place.set, place.sets) if place.set and place.sets != 1 else (place.round, place.rounds)
        )
        after += f" {phrases.on_screen('of', n=number, total=total)}"
    elif counts:
        after += f", {', '.join(counts)}"
    room = max(_LONGEST_TITLE - len(after), _SHORTEST_NAME)
    return plain(_cut(_name(index, narrator, routine_title), room) + after)


def _name(index: int, narrator: Narrator, routine_title: str) -> str:
    if isinstance(narrator.session.intervals[index].leaf, SpokenPassage):
        return passage_title(index, narrator, routine_title)
    return plain(narrator.name(index)).rstrip(" .") or routine_title


def passage_title(index: int, narrator: Narrator, routine_title: str) -> str:
    """Return "Caution", or the first words of a spoken passage; the routine's title where it has none."""
    interval = narrator.session.intervals[index]
    leaf = interval.leaf
    assert isinstance(leaf, SpokenPassage), "only passages are asked for"
    if leaf.is_caution:
        return narrator.phrases.on_screen("caution")
    said = plain(narrator.render(leaf.words[0], index, interval.start_ms))
    first = _SENTENCE_END.split(said, maxsplit=1)[0]
    return (
        _cut((said if len(said) <= _LONGEST_PASSAGE else first).rstrip(" ."), _LONGEST_PASSAGE)
        or routine_title
    )


def _details(leaf: Leaf, phrases: Phrases) -> Iterator[str]:
    if isinstance(leaf, SelfPacedExercise) and not leaf.also:
        yield phrases.reps(leaf.reps, leaf.reps_from)
    if leaf.place.side:
        yield phrases.side(leaf.place.side)


def _cut(text: str, room: int) -> str:
    """Return the text, shortened between words."""
    if len(text) <= room:
        return text
    whole = text[: room - 1].rpartition(" ")[0] if " " in text[: room - 1] else text[: room - 1]
    return f"{whole.rstrip(' ,;:')}…"


def _counted(phrases: Phrases, key: str, number: int, total: int) -> str:
    """Return "round 1 of 3" in the program's words."""
    pattern = phrases.wordings(key)[0].rstrip(" .")
    words = fill(pattern, {"n": str(number), "total": str(total)})
    return words if phrases.language in _CAPITALS else words[:1].lower() + words[1:]
