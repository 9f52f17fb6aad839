"""A compiled routine prepared for pages and pictures, in the routine's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from voicecoach.escaping import plain
from voicecoach.language.leaves import (
    Circuit,
    CountedExercise,
    Exercise,
    IntervalKind,
    OffTime,
    RepeatedHold,
    SelfPacedExercise,
    SpokenPassage,
    TimedExercise,
    is_until_done,
)
from voicecoach.output.shown import HandoutRow, Mode, ShownSession, ShownStep
from voicecoach.player.screen.board import Boards
from voicecoach.session.minutes import waits_of
from voicecoach.studio.marks import lines_of, lines_with_words, passage_title
from voicecoach.timeline.moment import Narrator
from voicecoach.units import MS_PER_S, format_clock_ms, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from voicecoach.language.intervals import Interval
    from voicecoach.output.marks import SpokenLine
    from voicecoach.pipeline import Compiled
    from voicecoach.player.screen.board import BoardStep
    from voicecoach.timeline.phrases import Phrases

_WORDS: Final = (
    *("skip", "back", "start", "pause", "resume", "go", "ready", "minutes", "position", "steps", "close"),
    *("times", "exercise", "length", "how", "notes", "counts"),
)


def shown_session(
    compiled: Compiled,
    *,
    listener: str = "",
    link: str = "",
    link_svg: str = "",
    counts_by: str = "",
    with_words: bool = True,
) -> ShownSession:
    """Return everything that is shown of a session.

    `listener` is the person it is made for, `link` the address of its page, `counts_by` the command that enters a programme's session
    into the log. With `with_words=False`, the lines have no word times.
    """
    phrases = compiled.studio.phrases
    routine = compiled.routine
    title = plain(routine.title)
    boards = Boards(compiled.session, compiled.timeline, phrases, title=title)
    lines = lines_with_words(compiled) if with_words else lines_of(compiled)
    narrator = Narrator(session=compiled.session, phrases=phrases)
    waits_ms = dict(waits_of(compiled.session, compiled.timeline.events))
    steps = tuple(
        _step(index, interval, boards, narrator, waits_ms.get(interval.start_ms, 0))
        for index, interval in enumerate(compiled.session.intervals)
    )
    names = {step.name for step in steps if step.mode is Mode.WORK}
    exercises = phrases.plural("screen_page_exercises", len(names)).format(n=len(names))
    total_ms = compiled.session.total_ms
    return ShownSession(
        title=title,
        language=routine.language,
        caution=caution_of(compiled),
        about=plain(routine.about),
        facts=f"{format_clock_ms(total_ms // MS_PER_S * MS_PER_S)} · {exercises}",
        total_ms=total_ms,
        steps=steps,
        lines=lines,
        rows=tuple(_rows(compiled, boards, lines)),
        phrases=_phrases(phrases),
        listener=plain(listener),
        link=link,
        link_svg=link_svg,
        counts_by=plain(counts_by),
    )


def _phrases(phrases: Phrases) -> Mapping[str, str]:
    words = {key: phrases.word(f"screen_page_{key}") for key in _WORDS}
    others = ("next", "rep", "finished", "paused")
    return words | {key: phrases.word(f"screen_{key}") for key in others}


def caution_of(compiled: Compiled) -> str:
    """Return the routine's caution with its variables filled in, or an empty text."""
    caution = compiled.routine.caution
    if caution is None or not compiled.session.intervals:
        return ""
    narrator = Narrator(session=compiled.session, phrases=compiled.studio.phrases)
    return plain(narrator.render(caution, 0, 0))


def _step(index: int, interval: Interval, boards: Boards, narrator: Narrator, wait_ms: int) -> ShownStep:
    leaf, board = interval.leaf, boards.step(index)
    counted = leaf if isinstance(leaf, CountedExercise) else None
    return ShownStep(
        mode=_mode(interval),
        name=plain(board.name),
        label=_label(index, interval, board, narrator),
        place=plain(", ".join(board.place)),
        following=plain(board.following),
        start_ms=interval.start_ms,
        end_ms=interval.end_ms,
        reps=counted.reps if counted else 0,
        beat_ms=counted.rep_ms if counted else 0,
        round=leaf.place.round if leaf.place.rounds != 1 else None,
        items=plain(board.items),
        is_gate=leaf.is_gate,
        counts_up=is_until_done(leaf),
        wait_ms=wait_ms,
    )


def _label(index: int, interval: Interval, board: BoardStep, narrator: Narrator) -> str:
    leaf = interval.leaf
    if isinstance(leaf, SpokenPassage):
        return passage_title(index, narrator, board.name)
    if isinstance(leaf, SelfPacedExercise) and leaf.also:
        return plain(board.items)
    if board.items:
        return plain(f"{board.name}: {board.items}")
    return plain(", ".join((board.name, *board.details)))


def _mode(interval: Interval) -> Mode:
    if isinstance(interval.leaf, Exercise):
        return Mode.WORK
    return Mode.SAY if interval.leaf.kind is IntervalKind.SAY else Mode.REST


# --- the handout ---------------------------------------------------------------------------------


def _rows(compiled: Compiled, boards: Boards, lines: tuple[SpokenLine, ...]) -> Iterator[HandoutRow]:
    """Yield each distinct exercise once, in order of first appearance, with what the author says in it."""
    times: dict[tuple[str, str], int] = {}
    words: dict[tuple[str, str], dict[str, None]] = {}
    said = _by_interval(compiled, lines)
    current = ("", "")
    for index, interval in enumerate(compiled.session.intervals):
        leaf = interval.leaf
        if not isinstance(leaf, Exercise):
            continue
        if not (isinstance(leaf, RepeatedHold) and leaf.number > 1):
            current = (_name(index, interval, boards), _length(index, compiled))
            times[current] = times.get(current, 0) + 1
        texts = list(filter(None, [boards.step(index).items]))
        texts += [line.text for line in said.get(index, ()) if line.is_authors]
        words.setdefault(current, {}).update(dict.fromkeys(texts))
    for key, count in times.items():
        yield HandoutRow(times=count, name=key[0], length=key[1], words=tuple(words[key]))


def _by_interval(compiled: Compiled, lines: tuple[SpokenLine, ...]) -> Mapping[int, list[SpokenLine]]:
    """Return the lines by the index of the interval in which they are said."""
    found: dict[int, list[SpokenLine]] = {}
    index = 0
    intervals = compiled.session.intervals
    for line in lines:
        while index + 1 < len(intervals) and intervals[index].end_ms <= line.onset_ms:
            index += 1
        found.setdefault(index, []).append(line)
    return found


def _name(index: int, interval: Interval, boards: Boards) -> str:
    side, details = boards.side(interval.leaf), boards.details(index)
    return plain(", ".join(part for part in (boards.step(index).name, side, *details) if part))


def _length(index: int, compiled: Compiled) -> str:
    intervals, phrases = compiled.session.intervals, compiled.studio.phrases
    leaf = intervals[index].leaf
    assert isinstance(leaf, Exercise), "only an exercise's row is asked for"
    match leaf:
        case SelfPacedExercise() if leaf.also:
            return format_duration_ms(intervals[index].duration_ms)
        case CountedExercise() | SelfPacedExercise():
            return phrases.reps_on_screen(leaf.reps, leaf.reps_from)
        case RepeatedHold():
            off = intervals[index + 1] if index + 1 < len(intervals) else None
            length = format_duration_ms(leaf.duration_ms)
            if off is not None and isinstance(off.leaf, OffTime):
                length += f" : {format_duration_ms(off.duration_ms)}"
            return phrases.on_screen("page_each", n=leaf.total, length=length)
        case TimedExercise() | Circuit():
            return phrases.length_on_screen(leaf.duration_ms, is_limit=leaf.until_done)
        case _:
            assert_never(leaf)
