"""The order of the stages, and the only place where they meet the outside.

    YAML text --parse--> Routine --expand--> leaves --lay_out--> SessionIntervals   what happens, for how long
    SessionIntervals --schedule--> Schedule --place--> Timeline                      what is heard, and when exactly
    Timeline --mix--> frames, read block by block (`mixdown`) --> a file or the device

The stages are pure; speech is the one thing that they must ask the outside for, because a sentence's length is only
known once it has been spoken. They ask twice: for the texts that decide how long a step is, and for the clips that are to be placed.
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.errors import SpeechError
from voicecoach.findings import Finding, by_place, has_errors
from voicecoach.findings.content import NotSpoken
from voicecoach.findings.session import NotRecorded
from voicecoach.language.expand import expand
from voicecoach.language.layout import lay_out, passages_to_measure
from voicecoach.language.leaves import Exercise
from voicecoach.language.parse import parse, parse_partly
from voicecoach.source import Span
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.speech.respelling import is_phonemes
from voicecoach.timeline.audible import Audible, Recording, Utterance
from voicecoach.timeline.moment import Narrator, can_be_spoken
from voicecoach.timeline.place import place
from voicecoach.timeline.remedy import with_remedies
from voicecoach.timeline.schedule import schedule
from voicecoach.timeline.untold import untold
from voicecoach.timeline.work import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from voicecoach.findings.session import GaveWay
    from voicecoach.language.intervals import SessionIntervals
    from voicecoach.language.leaves import Leaf
    from voicecoach.language.model import Routine
    from voicecoach.sound.clip import Clip
    from voicecoach.source import SourceText
    from voicecoach.studio_setup import StudioSetup
    from voicecoach.timeline.events import Schedule, ScheduledCue, Timeline

_MAX_PASSES = 12  # of `place`; each measures what the one before it asked for
_SETTLING_PASSES = 4  # of `lay_out`, where a text says the time left and its length changes that


class Compiled(Struct, frozen=True, kw_only=True):
    """A compiled routine, and all findings about it."""

    routine: Routine
    session: SessionIntervals
    timeline: Timeline
    studio: StudioSetup
    recordings: Mapping[Recording, Clip]
    beds: tuple[Path, ...] = ()  # the files of the routine's own bed
    diagnostics: tuple[Finding, ...]
    placed_until_ms: int  # the start of the first interval that is not placed yet; `total_ms` when all are

    @property
    def is_whole(self) -> bool:
        return self.placed_until_ms >= self.session.total_ms


class LaidOut(Struct, frozen=True, kw_only=True):
    """A routine whose intervals have their times."""

    routine: Routine
    session: SessionIntervals


class Rejected(Struct, frozen=True, kw_only=True):
    """A routine with errors; `routine` lacks the steps that are wrong, and is None where nothing is left of it."""

    diagnostics: tuple[Finding, ...]
    routine: Routine | None = None


class Drafted(Struct, frozen=True, kw_only=True):
    """A routine whose cues are scheduled, but not placed yet, as the lengths of their speech are unknown."""

    routine: Routine
    session: SessionIntervals
    schedule: Schedule
    studio: StudioSetup
    recordings: Mapping[Recording, Clip]
    beds: tuple[Path, ...]
    diagnostics: tuple[Finding, ...]


def compile_routine(
    source: SourceText,
    settings: Mapping[str, str],
    studio_for: Callable[[Routine], StudioSetup],
    *,
    with_hints: bool = True,
) -> Compiled | Rejected:
    """Run all stages up to the timeline. Raises SpeechError where a text cannot be spoken.

    `studio_for` is asked once the routine is read, since its language decides the voice. With `with_hints=False`, warnings
    omit the suggested length: finding it takes as long as placing all cues.
    """
    drafted = draft_routine(source, settings, studio_for)
    if isinstance(drafted, Rejected):
        return drafted
    return _completed(drafted, {}, with_hints=with_hints)


def draft_routine(
    source: SourceText, settings: Mapping[str, str], studio_for: Callable[[Routine], StudioSetup]
) -> Drafted | Rejected:
    """Run the stages up to the schedule. Only the texts that decide how long a step is are spoken."""
    routine, found = parse_partly(source, settings)
    if routine is None:
        return Rejected(diagnostics=found)
    # With errors, the stages go on as far as they can still find others: an author hears of all at once.
    studio = studio_for(routine)
    if has_errors(found):
        studio = replace(studio, speech=EstimatedSpeech(language=routine.language))  # it will not be heard
    session, more = _session(routine, settings, studio)
    found += more
    is_whole = not has_errors(found)  # else what is missing would have to fit, too
    scheduled, more = schedule(session, studio.phrases, studio.tone_ms)
    found += more
    too_much = Reading(studio.spoken_length).too_much(_said(scheduled))
    if too_much is not None:
        return Rejected(diagnostics=by_place((*found, too_much)))
    found += _not_spoken(scheduled, studio)
    recordings, more = studio.files.recordings(scheduled)
    found += more
    beds, more = studio.files.beds(routine)
    found += more
    if not is_whole:
        return Rejected(diagnostics=by_place(found), routine=routine)
    cues = tuple(cue for cue in scheduled.cues if _is_there(cue, recordings))
    return Drafted(
        routine=routine,
        session=session,
        schedule=replace(scheduled, cues=cues),
        studio=studio,
        recordings=recordings,
        beds=beds,
        diagnostics=found,
    )


def compile_growing(drafted: Drafted, *, from_ms: int = 0) -> Iterator[Compiled | Rejected]:
    """Yield the compiled routine up to the end of its first step after `from_ms`, then longer and longer parts, and finally all of it.

    What was yielded before never changes: each is a prefix of the next, up to its `placed_until_ms`. Between two of them speech is
    made, so that a session can begin before all of it is. Raises SpeechError where a text cannot be spoken.
    """
    lengths_ms: dict[Audible, int] = {}
    has_problem = has_errors(drafted.diagnostics)  # then all that can be found has been found
    for until_ms in () if has_problem else _boundaries_ms(drafted.session, from_ms):
        timeline, _ = placed_timeline(drafted, lengths_ms, until_ms)
        yield _compiled(drafted, timeline, until_ms, ())
    yield _completed(drafted, lengths_ms, with_hints=True)


def _boundaries_ms(session: SessionIntervals, from_ms: int) -> Iterator[int]:
    """Yield the interval starts up to which the parts are compiled: after the first exercise, then twice as far each time."""
    starts_ms = [interval.start_ms for interval in session.intervals]
    first = max(0, bisect_right(starts_ms, from_ms) - 1)
    exercises = (
        index for index in range(first, len(starts_ms)) if isinstance(session.intervals[index].leaf, Exercise)
    )
    count = next(exercises, len(starts_ms)) + 1 - first
    while first + count < len(starts_ms):
        yield starts_ms[first + count]
        count *= 2


def _completed(drafted: Drafted, lengths_ms: dict[Audible, int], *, with_hints: bool) -> Compiled | Rejected:
    timeline, more = placed_timeline(drafted, lengths_ms, None)
    studio = drafted.studio
    late = (
        ()
        if has_errors(drafted.diagnostics)
        else untold(drafted.session, studio.phrases, timeline, lengths_ms)
    )
    if with_hints or has_errors(drafted.diagnostics + more):
        more = with_remedies(
            more, drafted.session, drafted.schedule, lengths_ms, studio.phrases, studio.tone_ms
        )
    found = by_place(drafted.diagnostics + more + late + _not_recorded(timeline, studio))
    if has_errors(found):
        return Rejected(diagnostics=found)
    return _compiled(drafted, timeline, drafted.session.total_ms, found)


def _compiled(
    drafted: Drafted, timeline: Timeline, placed_until_ms: int, found: tuple[Finding, ...]
) -> Compiled:
    return Compiled(
        routine=drafted.routine,
        session=drafted.session,
        timeline=timeline,
        studio=drafted.studio,
        recordings=drafted.recordings,
        beds=drafted.beds,
        diagnostics=found,
        placed_until_ms=placed_until_ms,
    )


def lay_out_routine(
    source: SourceText, settings: Mapping[str, str], studio_for: Callable[[Routine], StudioSetup]
) -> LaidOut | Rejected:
    """Run the stages up to the session: what happens and for how long, without speech."""
    routine, found = parse(source, settings)
    if routine is None:
        return Rejected(diagnostics=found)
    session, more = _session(routine, settings, studio_for(routine))
    found = by_place(found + more)
    return Rejected(diagnostics=found) if has_errors(found) else LaidOut(routine=routine, session=session)


def _session(
    routine: Routine, settings: Mapping[str, str], studio: StudioSetup
) -> tuple[SessionIntervals, tuple[Finding, ...]]:
    included, found = studio.files.includes(routine, settings)
    leaves, more = expand(routine, included, with_caution=studio.with_caution)
    found += more
    session, more = _lay_out(leaves, studio)
    return session, found + more


def _lay_out(leaves: Sequence[Leaf], studio: StudioSetup) -> tuple[SessionIntervals, tuple[Finding, ...]]:
    """Give every interval its time. Where speech decides it, measure until nothing changes any more."""
    passages = passages_to_measure(leaves)
    speech_ms = dict.fromkeys(passages, 0)
    session, found = lay_out(leaves, speech_ms)
    reading = Reading(studio.spoken_length)
    for _ in range(_SETTLING_PASSES if passages else 0):
        narrator = Narrator(session=session, phrases=studio.phrases)
        position = {id(interval.leaf): at for at, interval in enumerate(session.intervals)}
        wanted = {}
        for index, passage in passages.items():
            at = position[id(passage)]
            text = narrator.render(passage.words[0], at, session.intervals[at].start_ms)
            if can_be_spoken(text):  # else `schedule` reports it
                wanted[index] = Utterance(text=text)
        too_much = reading.too_much(
            (utterance, passages[index].words[0].span) for index, utterance in wanted.items()
        )
        if too_much is not None:
            return session, (*found, too_much)
        with _at_its_line((utterance, passages[index].words[0].span) for index, utterance in wanted.items()):
            lengths_ms = studio.speech.lengths(dict.fromkeys(wanted.values()))
        measured_ms = {index: lengths_ms[wanted[index]] if index in wanted else 0 for index in passages}
        if measured_ms == speech_ms:
            break
        speech_ms = measured_ms
        session, found = lay_out(leaves, speech_ms)
    return session, found


def placed_timeline(
    drafted: Drafted, lengths_ms: dict[Audible, int], until_ms: int | None
) -> tuple[Timeline, tuple[GaveWay, ...]]:
    """Place, measure what is asked for, and place again until nothing is. What is measured is added to `lengths_ms`.

    With `until_ms`, the start of an interval, only what is heard before it.
    """
    from voicecoach.units import frames_to_ms

    scheduled, studio, tone_ms = drafted.schedule, drafted.studio, drafted.studio.tone_ms
    lengths_ms.update((path, frames_to_ms(clip.frames)) for path, clip in drafted.recordings.items())
    cues = [cue for cue in scheduled.cues if until_ms is None or cue.earliest_ms < until_ms]
    wanted = _utterances(
        cue.wordings[0] for cue in cues if not cue.if_untold and cue.wordings[0] not in lengths_ms
    )
    for _ in range(_MAX_PASSES):
        with _at_its_line((audible, cue.span) for cue in cues for audible in cue.wordings):
            measured_ms = studio.speech.lengths(wanted)
        lengths_ms.update((utterance, measured_ms[utterance]) for utterance in wanted)
        placement, found = place(scheduled, lengths_ms, tone_ms, until_ms=until_ms)
        if not placement.wanted:
            return placement.timeline, found
        wanted = _utterances(placement.wanted)
    raise AssertionError("placing asks for ever more speech")


def _not_recorded(timeline: Timeline, studio: StudioSetup) -> tuple[Finding, ...]:
    """Return what the folder of recordings lacks of what is heard, at the first place."""
    missing: dict[str, Span] = {}
    for event in timeline.events:
        if isinstance(event.audible, Utterance) and not studio.is_recorded(event.audible):
            missing.setdefault(event.audible.text, event.span)
    if not missing:
        return ()
    first = next(iter(missing.values()))
    return (NotRecorded(span=first, folder=studio.recordings, texts=tuple(missing)),)


def _not_spoken(scheduled: Schedule, studio: StudioSetup) -> tuple[Finding, ...]:
    """Return what the voice cannot say, once for each place that it is written at."""
    found: dict[tuple[Span, str], Finding] = {}
    for cue in scheduled.cues:
        for audible in cue.wordings:
            for part in studio.unsaid(audible) if isinstance(audible, Utterance) else ():
                if (cue.span, part) not in found:
                    found[cue.span, part] = NotSpoken(
                        span=_place_of(part, cue.span), part=part, is_phonemes=is_phonemes(part)
                    )
    return tuple({(one.span, one.subject): one for one in found.values()}.values())


def _place_of(part: str, span: Span) -> Span:
    """Return where a part of a text is written: in its span, or in the line that the span begins."""
    text = span.source.text
    line_end = text.find("\n", span.end)
    at = text.find(part, span.start, line_end if line_end >= 0 else len(text))
    return Span(source=span.source, start=at, end=at + len(part)) if at >= 0 else span


def _said(scheduled: Schedule) -> Iterator[tuple[Utterance, Span]]:
    for cue in scheduled.cues:
        for audible in cue.wordings:
            if isinstance(audible, Utterance):
                yield audible, cue.span


def _is_there(cue: ScheduledCue, recordings: Mapping[Recording, Clip]) -> bool:
    """Return False for a sound file that could not be read, which is reported already."""
    return all(not isinstance(wording, Recording) or wording in recordings for wording in cue.wordings)


@contextmanager
def _at_its_line(said: Iterable[tuple[Audible, Span]]) -> Iterator[None]:
    """Name the line of the first cue with the text, in a failure to speak it."""
    try:
        yield
    except SpeechError as failure:
        for audible, span in said:
            if not failure.text or not isinstance(audible, Utterance) or audible.text != failure.text:
                continue
            if failure.option and not audible.voice:
                raise  # the option is to blame, and no text
            message = f"{span.source.name}:{span.line}: {failure.message}"
            raise SpeechError(message, hint=failure.hint, text=failure.text) from failure
        raise


def _utterances(audibles: Iterable[Audible]) -> list[Utterance]:
    """Return the distinct utterances in a fixed order, so that engines see the same work on every run."""
    distinct = {audible for audible in audibles if isinstance(audible, Utterance)}
    return sorted(distinct, key=lambda utterance: (utterance.text, utterance.voice, utterance.speed_percent))
