"""A compiled session as the player needs it: where its steps and cues are, and what else is said."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, assert_never

from msgspec import Struct

from voicecoach.language.leaves import EXERCISE_KINDS, IntervalKind, SwitchTime, is_until_done
from voicecoach.mixdown import clip_loader
from voicecoach.player.playable import Landmarks
from voicecoach.player.playback import Notice
from voicecoach.session.minutes import waits_of
from voicecoach.sound.clip import PlacedClip
from voicecoach.sound.mix import Mix
from voicecoach.sound.spans import FrameRange
from voicecoach.sound.wake import Wake
from voicecoach.timeline.audible import Utterance
from voicecoach.timeline.events import EventKind
from voicecoach.timeline.moment import Narrator, can_be_spoken
from voicecoach.timeline.patterns import capitalise
from voicecoach.timeline.spacing import GAP_MS
from voicecoach.units import MS_PER_S, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.language.leaves import Leaf
    from voicecoach.pipeline import Compiled
    from voicecoach.sound.source import FrameSource

COUNT: Final = 3
SOFTER_DB: Final = -6.0  # of the reminder, relative to other speech
_START: Final = "start"  # the tone


class PlayableSession(Struct, frozen=True, kw_only=True, eq=False):
    """A Playable. Its clips are made beforehand: `announcement` and `reminder` only load them, and skip those that are not made yet."""

    source: FrameSource
    landmarks: Landmarks
    compiled: Compiled
    lengths_ms: Mapping[Utterance, int]
    voice_gain_db: float
    tone_gain_db: float

    @property
    def ready_frames(self) -> int:
        return self.source.total_frames

    def announcement(self, frame: int, *, wake_ms: int = 0) -> FrameSource:
        """Return the step's name, then three, two, one, each on its second, and the start tone on zero."""
        names = _names(self.compiled, self._interval(frame))
        words = [self._spoken(utterance) for utterance in names if utterance in self.lengths_ms]
        at_ms = wake_ms
        clips = _wake_clips(wake_ms)
        for clip in words:
            clips.append(_placed(clip, at_ms))
            at_ms += clip.frames // ms_to_frames(1) + GAP_MS
        return self._counted_down(clips, at_ms + COUNT * MS_PER_S, frame)

    def opening(
        self, frame: int, *, start_in_ms: int = 0, wake_ms: int = 0, greeting: str = ""
    ) -> FrameSource:
        """Return what is heard before a session begins at this frame, which may be nothing.

        With `start_in_ms`, what is about to come and in how long, then three, two, one, so that it begins after just this time;
        else, amid a session, the announcement. A `greeting` is said first at a session's beginning; with `start_in_ms`, only where there is room for it. A faint sound of `wake_ms` comes first. What is to be said is made here.
        """
        if not start_in_ms:
            if frame:
                return self.announcement(frame, wake_ms=wake_ms)
            if not greeting:
                return self._mix(_wake_clips(wake_ms), ms_to_frames(wake_ms))
            utterance = Utterance(text=greeting)
            length_ms = self.compiled.studio.speech.lengths([utterance])[utterance]
            spoken = _clip(utterance, length_ms, gain_db=self.voice_gain_db)
            end_frame = ms_to_frames(wake_ms) + spoken.frames + ms_to_frames(GAP_MS)
            return self._mix([*_wake_clips(wake_ms), _placed(spoken, wake_ms)], end_frame)
        total_ms = max(start_in_ms, wake_ms)
        counts = min(COUNT, total_ms // MS_PER_S)
        room_ms = total_ms - wake_ms - counts * MS_PER_S - GAP_MS
        studio = self.compiled.studio
        wordings = studio.phrases.start_in(self._what_begins(frame), start_in_ms)
        if greeting and not frame:
            wordings = (f"{greeting} {wordings[0]}", *wordings)
        lengths_ms = studio.speech.lengths([Utterance(text=text) for text in wordings])
        clips = _wake_clips(wake_ms)
        for utterance, length_ms in lengths_ms.items():
            if length_ms <= room_ms:
                spoken = _clip(utterance, length_ms, gain_db=self.voice_gain_db)
                clips.append(_placed(spoken, wake_ms))
                break
        return self._counted_down(clips, total_ms, frame, counts=counts)

    def _counted_down(
        self, clips: list[PlacedClip], zero_ms: int, frame: int, *, counts: int = COUNT
    ) -> FrameSource:
        """Add a countdown to `zero_ms`, and there the start tone, unless the session has one or no exercise goes on."""
        for number, utterance in enumerate(_counts(self.compiled)[COUNT - counts :]):
            clips.append(_placed(self._spoken(utterance), zero_ms - (counts - number) * MS_PER_S))
        tones = self.compiled.studio.tones
        end_ms = zero_ms
        is_exercise = self._leaf(frame).kind in EXERCISE_KINDS
        if _START in tones.lengths_frames and is_exercise and not self._begins_with_tone(frame):
            clips.append(
                PlacedClip(
                    onset_frame=ms_to_frames(end_ms),
                    frames=tones.lengths_frames[_START],
                    key=_START,
                    gain_db=self.tone_gain_db,
                )
            )
            end_ms += tones.duration_ms(_START)
        return self._mix(clips, ms_to_frames(end_ms))

    def _what_begins(self, frame: int) -> str:
        """Return the name of the exercise at a frame, or "Rest" there, else the session's title."""
        if self._leaf(frame).kind in EXERCISE_KINDS | {IntervalKind.REST}:
            narrator = Narrator(session=self.compiled.session, phrases=self.compiled.studio.phrases)
            words = narrator.name(self._interval(frame))
        else:
            words = ""
        return (words or self.compiled.routine.title).rstrip(".!?… ")

    def _leaf(self, frame: int) -> Leaf:
        return self.compiled.session.intervals[self._interval(frame)].leaf

    def reminder(self, gate_frame: int) -> FrameSource:  # noqa: ARG002  (every gate has the same)
        """Return a soft "Ready when you are."."""
        clips = [self._spoken(utterance, gain_db=SOFTER_DB) for utterance in _reminder(self.compiled)]
        return self._mix(clips, sum(clip.frames for clip in clips))

    def notice(self, notice: Notice) -> FrameSource:
        """Return "Paused." or "Going on."."""
        said = [utterance for utterance in _told(self.compiled, notice) if utterance in self.lengths_ms]
        clips = [self._spoken(utterance) for utterance in said[:1]]
        return self._mix(clips, sum(clip.frames for clip in clips))

    def _spoken(self, utterance: Utterance, gain_db: float = 0.0) -> PlacedClip:
        return _clip(utterance, self.lengths_ms[utterance], gain_db=self.voice_gain_db + gain_db)

    def _mix(self, clips: list[PlacedClip], total_frames: int) -> FrameSource:
        boosted = max(self.voice_gain_db, self.tone_gain_db) > 0
        return Mix(clips, total_frames=total_frames, load=clip_loader(self.compiled), boosted=boosted)

    def _interval(self, frame: int) -> int:
        starts = self.landmarks.step_frames
        return max(bisect_right(starts, frame) - 1, 0)

    def _begins_with_tone(self, frame: int) -> bool:
        return any(
            event.kind is EventKind.TONE and ms_to_frames(event.onset_ms) == frame
            for event in self.compiled.timeline.events
        )


def playable_of(
    compiled: Compiled,
    source: FrameSource,
    *,
    voice_gain_db: float = 0.0,
    tone_gain_db: float = 0.0,
) -> PlayableSession:
    """Return the session of a session. What it may have to say of the steps that are placed is made here."""
    session = compiled.session
    wanted = dict.fromkeys(
        utterance
        for index, interval in enumerate(session.intervals)
        if interval.start_ms < compiled.placed_until_ms
        for utterance in _names(compiled, index)
    )
    wanted |= dict.fromkeys(_counts(compiled))
    wanted |= dict.fromkeys(utterance for notice in Notice for utterance in _told(compiled, notice))
    if session.gates:
        wanted |= dict.fromkeys(_reminder(compiled))
    return PlayableSession(
        source=source,
        landmarks=landmarks_of(compiled),
        compiled=compiled,
        lengths_ms=compiled.studio.speech.lengths(wanted),
        voice_gain_db=voice_gain_db,
        tone_gain_db=tone_gain_db,
    )


def landmarks_of(compiled: Compiled) -> Landmarks:
    """Return where the steps, gates and spoken cues are."""
    session = compiled.session
    return Landmarks(
        step_frames=tuple(ms_to_frames(interval.start_ms) for interval in session.intervals),
        gate_frames=tuple(ms_to_frames(interval.start_ms) for interval in session.gates),
        open_frames=tuple(
            ms_to_frames(interval.start_ms) for interval in session.intervals if is_until_done(interval.leaf)
        ),
        waits=tuple(
            (ms_to_frames(start_ms), ms_to_frames(at_ms))
            for start_ms, at_ms in waits_of(session, compiled.timeline.events)
        ),
        cues=tuple(
            FrameRange(
                start_frame=ms_to_frames(event.onset_ms),
                end_frame=ms_to_frames(event.onset_ms + event.duration_ms),
            )
            for event in compiled.timeline.events
            if event.kind is not EventKind.TONE
        ),
    )


def _wake_clips(wake_ms: int) -> list[PlacedClip]:
    if not wake_ms:
        return []
    wake = Wake(frames=ms_to_frames(wake_ms))
    return [PlacedClip(onset_frame=0, frames=wake.frames, key=wake)]


def _clip(utterance: Utterance, length_ms: int, *, gain_db: float) -> PlacedClip:
    return PlacedClip(onset_frame=0, frames=ms_to_frames(length_ms), key=utterance, gain_db=gain_db)


def _placed(clip: PlacedClip, onset_ms: int) -> PlacedClip:
    return PlacedClip(
        onset_frame=ms_to_frames(onset_ms), frames=clip.frames, key=clip.key, gain_db=clip.gain_db
    )


def _names(compiled: Compiled, index: int) -> tuple[Utterance, ...]:
    """Return what a step is called when the session comes back to it; nothing for spoken passages."""
    leaf, phrases = compiled.session.intervals[index].leaf, compiled.studio.phrases
    if isinstance(leaf, SwitchTime):
        text = phrases.switch(leaf.to)[0]
    else:
        name = Narrator(session=compiled.session, phrases=phrases).name(index)
        text = phrases.exercise(name, "", side=None, is_next=False)[-1] if name else ""
    return _speakable(text)


def _counts(compiled: Compiled) -> tuple[Utterance, ...]:
    phrases = compiled.studio.phrases
    return tuple(Utterance(text=f"{capitalise(phrases.number(number))}.") for number in range(COUNT, 0, -1))


def _reminder(compiled: Compiled) -> tuple[Utterance, ...]:
    return _speakable(compiled.studio.phrases.ready()[0])


def _told(compiled: Compiled, notice: Notice) -> tuple[Utterance, ...]:
    phrases = compiled.studio.phrases
    match notice:
        case Notice.PAUSED:
            return _speakable(phrases.paused()[0])
        case Notice.GOING_ON:
            return _speakable(phrases.going_on()[0])
        case _:
            assert_never(notice)


def _speakable(text: str) -> tuple[Utterance, ...]:
    return (Utterance(text=text),) if can_be_spoken(text) else ()
