"""Which lines are headings, and which are prose: by their words, their marks and what stands below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.items import Exercise, Heading, Left, Manner, PastedItem
from voicecoach.importing.pasted.line.details import details_of
from voicecoach.importing.pasted.words.fact_reader import read_facts
from voicecoach.importing.pasted.words.facts import Break, Measure
from voicecoach.importing.pasted.words.vocabulary import CALENDAR, TITLES, plain
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.text.lines import PastedLine

_MOST_WORDS: Final = 12  # of a name; a longer one is prose
_LEAST_OF_SENTENCE: Final = 4  # words; a shorter line with a stop may be a name
_MOST_OF_TITLE: Final = 5  # words beside a length
_LEAST_OF_WORKOUT_MS: Final = 2 * MS_PER_MIN  # `work out hard for 20 seconds` is done
_WITH_NUMBER: Final = re.compile(r"[^\W\d][^\d:]{0,40} #[0-9]{1,3}")  # `Workout #2`
# Where in a plan a workout is: `Week 1 Day 2`, `Couch to 5k W3D1`.
_PARTS_OF_PLAN: Final = "|".join(sorted(map(re.escape, CALENDAR | TITLES), key=len, reverse=True))
_IN_PLAN: Final = re.compile(
    rf"(?:[^:;,.]{{0,40}} )?(?:w[0-9]{{1,2}} ?d[0-9]|(?:{_PARTS_OF_PLAN}) ?[0-9]{{1,2}}(?:[ ,/-]+(?:{_PARTS_OF_PLAN}) ?[0-9]{{1,2}}){{1,2}})",
    re.IGNORECASE,
)
LENGTH_IN_BRACKETS: Final = re.compile(
    r"\((?:[^(),]{1,20}, ?)?(?:~|ca\.? ?|about |env\.? ?)?[0-9]{1,3}(?:-[0-9]{1,3}|:[0-9]{2})? ?(?:min|mins|minutes|minuten|minutos|')\.?\)$"
)
_EFFORT: Final = re.compile(r"(?<!\w)(?:rpe|rir)(?!\w)", re.IGNORECASE)
_TITLE_ENDS: Final = ("training", "programm", "workout", "übungen", "einheit")
_METADATA: Final = frozenset(
    ["team", "tracks", "score", "module", "session", "components"]
)  # of `.wod` files


def looked_at(line: PastedLine, items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    """Tell headings and prose from exercises."""
    first = items[0]
    if not isinstance(first, Exercise):
        return items
    words = first.name.casefold().replace("-", " ").split()
    is_title = bool(TITLES.intersection(words)) or any(word.endswith(_TITLE_ENDS) for word in words)
    is_title = is_title and not (first.time_ms and len(words) > _MOST_OF_TITLE)
    is_title = is_title and not 0 < first.time_ms < _LEAST_OF_WORKOUT_MS
    only_named = len(items) == 1 and not first.reps and first.off_ms is None and first.sets == 1
    if (
        only_named
        and (line.level or line.ends_in_colon or is_title or (line.before_list and _is_of_list(first, line)))
        and first.name
    ):
        return (Heading(line=line.number, text=first.name.replace('"', ""), length_ms=first.time_ms),)
    is_empty = only_named and not first.time_ms and not first.metres
    if _is_prose(line, items, words, is_empty=is_empty):
        return (Left(line=line.number, text=line.written),)
    if is_empty and (not first.name or _is_only_details(line) or not details_of(first.name).name):
        return (_manner(first, line),)
    if line.level and len(items) == 1 and first.name and first.reps:
        return Heading(line=line.number, text=first.name), first  # `## Burpees - 10 reps` ends the part above
    return items


def _says_when(items: Sequence[PastedItem]) -> bool:
    """Tell whether a line says only when in a plan it is: `Squat - week 3, cycle 5`."""
    done = [item for item in items if not isinstance(item, Exercise) or item.has_amount or item.sets > 1]
    return bool(done) and all(
        isinstance(item, Exercise) and item.reps and not item.time_ms and plain(item.name) in CALENDAR
        for item in done
    )


def _is_prose(line: PastedLine, items: Sequence[PastedItem], words: Sequence[str], *, is_empty: bool) -> bool:
    """Tell whether a line is a sentence, or says something of the file."""
    if any(isinstance(item, Exercise) and len(item.name.split()) > _MOST_WORDS for item in items):
        return True
    nothing_done = is_empty or all(
        isinstance(item, Exercise) and not item.has_amount and item.sets == 1 for item in items
    )
    is_long = len(line.text.split()) >= _LEAST_OF_SENTENCE * len(items)
    is_sentence = nothing_done and is_long and line.written.endswith(".")
    return is_sentence or bool(words and words[0] in _METADATA)


def whole_heading(line: PastedLine, items: Sequence[PastedItem]) -> Heading | None:
    """Read a marked heading of several parts, with one length at most: `# Fitness: daily plan (30 minutes)`."""
    if _says_when(items) or _WITH_NUMBER.fullmatch(line.text) or _IN_PLAN.fullmatch(line.text):
        return Heading(line=line.number, text=line.text)
    if not line.level or len(items) < 2:  # noqa: PLR2004
        return None
    times: list[int] = []
    for item in items:
        if (
            not isinstance(item, Exercise)
            or item.reps
            or item.off_ms is not None
            or item.sets > 1
            or item.metres
        ):
            return None
        times += [item.time_ms] if item.time_ms else []
    text = LENGTH_IN_BRACKETS.sub("", line.text).strip(" -:") if times else line.text
    return (
        Heading(line=line.number, text=text, length_ms=times[0] if times else 0) if len(times) <= 1 else None
    )


def _manner(one: Exercise, line: PastedLine) -> Manner | Left:
    """Return how the exercise beside it is done; what the language has no word for is left: `70/47.5 kg`."""
    says_effort = _EFFORT.search(line.text) is not None
    if not (one.tempo or says_effort) and details_of(one.name).name:
        return Left(line=line.number, text=line.written)
    is_in_words = len(one.tempo) > 0 and one.tempo not in line.text
    return Manner(
        line=line.number, text=line.written, name=one.name, tempo=one.tempo, is_in_words=is_in_words
    )


def _is_only_details(line: PastedLine) -> bool:
    """Tell whether a line has only loads and the like: `70/47.5 kg` below a list."""
    return all(isinstance(fact, Measure | Break) for fact in read_facts(line.text))


def _is_of_list(one: Exercise, line: PastedLine) -> bool:
    """Tell whether a line above a list is its heading: a name alone, or with a length in brackets."""
    return not one.has_amount or LENGTH_IN_BRACKETS.search(line.text) is not None
