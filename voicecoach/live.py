"""A compiled session as the player needs it: where its steps and cues are, and what is said besides."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from voicecoach.language.intervals import IntervalKind
from voicecoach.player.model import Landmarks
from voicecoach.sound.clip import PlacedClip
from voicecoach.sound.mix import Mix
from voicecoach.sound.spans import Stretch
from voicecoach.timeline.model import EventKind, Utterance
from voicecoach.timeline.moment import Narrator, can_be_spoken
from voicecoach.timeline.patterns import capitalise
from voicecoach.units import MS_PER_S, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from voicecoach.pipeline import Compiled
    from voicecoach.sound.clip import Clip
    from voicecoach.sound.source import FrameSource

COUNT: Final = 3
GAP_MS: Final = 250
SOFTER_DB: Final = -6.0  # the reminder, against other speech
_START: Final = "start"  # the tone


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SessionProgramme:
    """A Programme. Its clips are made before: `announcement` and `reminder` only load them."""

    source: FrameSource
    landmarks: Landmarks
    compiled: Compiled
    lead_ms: int
    lengths_ms: Mapping[Utterance, int]
    voice_gain_db: float
    tone_gain_db: float

    def announcement(self, frame: int) -> FrameSource:
        """Return the step's name, then three, two, one, each on its second, and the start tone on zero."""
        words = [self._spoken(utterance) for utterance in _names(self.compiled, self._interval(frame))]
        at_ms = 0
        clips: list[PlacedClip] = []
        for clip in words:
            clips.append(_placed(clip, at_ms))
            at_ms += clip.frames // ms_to_frames(1) + GAP_MS
        for number, utterance in enumerate(_counts(self.compiled)):
            clips.append(_placed(self._spoken(utterance), at_ms + number * MS_PER_S))
        end_ms = at_ms + COUNT * MS_PER_S
        tones = self.compiled.studio.tones
        if _START in tones.lengths_frames and not self._begins_with_tone(frame):
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

    def reminder(self, gate_frame: int) -> FrameSource:  # noqa: ARG002  (every gate has the same)
        """Return a soft "Ready when you are."."""
        clips = [self._spoken(utterance, gain_db=SOFTER_DB) for utterance in _reminder(self.compiled)]
        return self._mix(clips, sum(clip.frames for clip in clips))

    def _spoken(self, utterance: Utterance, gain_db: float = 0.0) -> PlacedClip:
        return PlacedClip(
            onset_frame=0,
            frames=ms_to_frames(self.lengths_ms[utterance]),
            key=utterance,
            gain_db=self.voice_gain_db + gain_db,
        )

    def _mix(self, clips: list[PlacedClip], total_frames: int) -> FrameSource:
        studio = self.compiled.studio

        def load(key: Hashable) -> Clip:
            return studio.speech.clip(key) if isinstance(key, Utterance) else studio.tones.tones[str(key)]

        pressed = max(self.voice_gain_db, self.tone_gain_db) > 0
        return Mix(clips, total_frames=total_frames, load=load, pressed=pressed)

    def _interval(self, frame: int) -> int:
        starts = self.landmarks.step_frames
        return max(bisect_right(starts, frame) - 1, 0)

    def _begins_with_tone(self, frame: int) -> bool:
        return any(
            event.kind is EventKind.TONE and ms_to_frames(self.lead_ms + event.onset_ms) == frame
            for event in self.compiled.timeline.events
        )


def programme_of(
    compiled: Compiled,
    source: FrameSource,
    *,
    lead_ms: int = 0,
    voice_gain_db: float = 0.0,
    tone_gain_db: float = 0.0,
) -> SessionProgramme:
    """Return the programme of a session whose sound begins after `lead_ms`. What it may have to say is made here."""
    session = compiled.session
    wanted = dict.fromkeys(
        utterance for index in range(len(session.intervals)) for utterance in _names(compiled, index)
    )
    wanted |= dict.fromkeys(_counts(compiled))
    if session.gates:
        wanted |= dict.fromkeys(_reminder(compiled))
    return SessionProgramme(
        source=source,
        landmarks=landmarks_of(compiled, lead_ms=lead_ms),
        compiled=compiled,
        lead_ms=lead_ms,
        lengths_ms=compiled.studio.speech.lengths(wanted),
        voice_gain_db=voice_gain_db,
        tone_gain_db=tone_gain_db,
    )


def landmarks_of(compiled: Compiled, *, lead_ms: int = 0) -> Landmarks:
    """Return where the steps, the gates and what is said are, in a sound that begins after `lead_ms`."""
    session = compiled.session
    return Landmarks(
        step_frames=tuple(ms_to_frames(lead_ms + interval.start_ms) for interval in session.intervals),
        gate_frames=tuple(ms_to_frames(lead_ms + interval.start_ms) for interval in session.gates),
        cues=tuple(
            Stretch(
                start_frame=ms_to_frames(lead_ms + event.onset_ms),
                end_frame=ms_to_frames(lead_ms + event.onset_ms + event.duration_ms),
            )
            for event in compiled.timeline.events
            if event.kind is not EventKind.TONE
        ),
    )


def _placed(clip: PlacedClip, onset_ms: int) -> PlacedClip:
    return PlacedClip(
        onset_frame=ms_to_frames(onset_ms), frames=clip.frames, key=clip.key, gain_db=clip.gain_db
    )


def _names(compiled: Compiled, index: int) -> tuple[Utterance, ...]:
    """Return what a step is called when the session comes back to it; nothing for spoken passages."""
    leaf, phrases = compiled.session.intervals[index].leaf, compiled.studio.phrases
    match leaf.kind:
        case IntervalKind.LEAD_IN:
            text = phrases.get_ready()[0]
        case IntervalKind.REST:
            text = phrases.rest()[0]
        case IntervalKind.SWITCH:
            text = phrases.switch(leaf.place.side)[0] if leaf.place.side else ""
        case IntervalKind.SAY:
            text = ""
        case IntervalKind.HOLD | IntervalKind.WORK | IntervalKind.REPS:
            name = Narrator(session=compiled.session, phrases=phrases).name(index)
            text = phrases.exercise(name, "", side=None, is_next=False)[-1] if name else ""
    return _speakable(text)


def _counts(compiled: Compiled) -> tuple[Utterance, ...]:
    phrases = compiled.studio.phrases
    return tuple(Utterance(text=f"{capitalise(phrases.number(number))}.") for number in range(COUNT, 0, -1))


def _reminder(compiled: Compiled) -> tuple[Utterance, ...]:
    return _speakable(compiled.studio.phrases.ready()[0])


def _speakable(text: str) -> tuple[Utterance, ...]:
    return (Utterance(text=text),) if can_be_spoken(text) else ()
