"""Recording one sentence after the other: what is shown, what a key does, when a take begins and ends.

The booth has no thread and reads no clock: whoever drives it tells it the keys and the time.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from voicecoach.errors import DeviceError, InputError
from voicecoach.language.pauses import pause_marks
from voicecoach.takes.finishing import finished, raw_take
from voicecoach.takes.judging import Capture, Verdict, judge
from voicecoach.takes.listening import Listener
from voicecoach.takes.sentences import LONGEST_MS
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voicecoach.player.microphone import Microphone
    from voicecoach.sound.clip import Clip, FloatClip
    from voicecoach.takes.folder import TakeFolder
    from voicecoach.takes.sentences import Sentence

COUNT_S: Final = 3
_SILENCE_ENDS_AFTER_S: Final = 8.0  # a take in which nobody has spoken
_BUFFER_S: Final = LONGEST_MS // MS_PER_S + COUNT_S + 2


class Doing(Enum):
    WAITING = "waiting"  # the sentence is shown
    COUNTING = "counting"  # 3-2-1; the microphone is open, and hears the room
    TAKING = "taking"
    JUDGED = "judged"  # the take is in hand
    OVER = "over"


class BoothOrder(Enum):
    """What a key asks for."""

    GO = "go"  # record; end the take; keep it and go on
    AGAIN = "again"
    PLAY = "play"
    SKIP = "skip"
    BACK = "back"
    QUIT = "quit"


class Booth:
    """Records these sentences into a folder. `open_microphone` raises DeviceError."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        folder: TakeFolder,
        open_microphone: Callable[[int], Microphone],
    ) -> None:
        self._sentences = sentences
        self._folder = folder
        self._open_microphone = open_microphone
        self._microphone: Microphone | None = None
        self._listener = Listener(1)
        self._since_s = 0.0
        self._begin_frame = 0
        self.at = 0
        self.doing = Doing.WAITING if sentences else Doing.OVER
        self.verdict: Verdict | None = None
        self.take: FloatClip | None = None  # the words of the take in hand
        self.to_play: Clip | None = None  # whoever plays it takes it from here
        self.remark = ""  # what went wrong
        self.kept: set[str] = set()  # names of the sentences that were recorded
        self.was_quit = False

    @property
    def sentence(self) -> Sentence:
        return self._sentences[min(self.at, len(self._sentences) - 1)]

    @property
    def count(self) -> int:
        return len(self._sentences)

    @property
    def level_db(self) -> float:
        return self._listener.level_db

    def left_to_count(self, now_s: float) -> int:
        """Return the number to show: 3, 2, 1."""
        return max(1, COUNT_S - int(now_s - self._since_s))

    @property
    def is_dead(self) -> bool:
        """Whether the microphone gives nothing."""
        return self.doing in (Doing.COUNTING, Doing.TAKING) and self._listener.is_dead

    @property
    def hears_nothing(self) -> bool:
        """Whether the words should have begun."""
        return self.doing is Doing.TAKING and self._listener.hears_nothing

    def press(self, asked: BoothOrder, now_s: float) -> None:
        self.remark = ""
        if asked is BoothOrder.QUIT:
            self.was_quit = True
            self._leave_take()
            if self.take is not None and self.verdict is not None and not self.verdict.faults:
                self._keep()
            self.doing = Doing.OVER
            return
        match self.doing:
            case Doing.WAITING:
                self._press_waiting(asked, now_s)
            case Doing.COUNTING:
                self._leave_take()
                self.doing = Doing.WAITING
            case Doing.TAKING:
                if asked is BoothOrder.AGAIN:
                    self._begin(now_s)
                elif asked is BoothOrder.GO:
                    self._end_take()
                else:
                    self._leave_take()
                    self.doing = Doing.WAITING
            case Doing.JUDGED:
                self._press_judged(asked, now_s)
            case Doing.OVER:
                pass

    def turn(self, now_s: float) -> None:
        """Look at what has come in. Call it twenty times a second."""
        microphone = self._microphone
        if microphone is None:
            return
        try:
            heard = microphone.heard()
        except DeviceError as gone:
            self._fail(gone)
            return
        self._listener.listen(heard)
        passed_s = now_s - self._since_s
        if self.doing is Doing.COUNTING and passed_s >= COUNT_S:
            self.doing = Doing.TAKING
            self._since_s = now_s
            self._begin_frame = len(heard)
            self._listener.begin()
        elif self.doing is Doing.TAKING:
            pause_ms = max((mark.duration_ms for mark in pause_marks(self.sentence.text)), default=0)
            is_silent = self._listener.hears_nothing and passed_s >= _SILENCE_ENDS_AFTER_S
            is_full = passed_s * MS_PER_S >= LONGEST_MS
            if is_silent or is_full or self._listener.is_over(longest_pause_ms=pause_ms):
                self._end_take()

    def break_off(self) -> None:
        """Throw away what is being recorded, because the computer is needed for something else."""
        if self._microphone is not None:
            self._leave_take()
            self.doing = Doing.WAITING

    def close(self) -> None:
        self._leave_take()

    # --- what keys do -------------------------------------------------------------------------------

    def _press_waiting(self, asked: BoothOrder, now_s: float) -> None:
        match asked:
            case BoothOrder.GO | BoothOrder.AGAIN:
                self._begin(now_s)
            case BoothOrder.SKIP:
                self._go_to(self.at + 1)
            case BoothOrder.BACK:
                self._go_to(self.at - 1)
            case BoothOrder.PLAY:
                self._play_what_is_kept()
            case BoothOrder.QUIT:
                pass

    def _press_judged(self, asked: BoothOrder, now_s: float) -> None:
        match asked:
            case BoothOrder.GO:
                if self.take is None:  # nothing was said
                    self._begin(now_s)
                    return
                self._keep()
                self._go_to(self.at + 1)
                if self.doing is Doing.WAITING:
                    self._begin(now_s)
            case BoothOrder.AGAIN:
                self._begin(now_s)
            case BoothOrder.PLAY:
                self.to_play = self.take
            case BoothOrder.SKIP:
                self._go_to(self.at + 1)
            case BoothOrder.BACK:
                self._go_to(self.at - 1)
            case BoothOrder.QUIT:
                pass

    def _go_to(self, at: int) -> None:
        self.take = self.verdict = None
        self.at = max(at, 0)
        self.doing = Doing.WAITING if self.at < len(self._sentences) else Doing.OVER

    def _play_what_is_kept(self) -> None:
        file = self._folder.find(self.sentence.text)
        if file is None:
            self.remark = "nothing is recorded yet"
            return
        from voicecoach.speech.recording import load_recording

        try:
            self.to_play = load_recording(file)
        except InputError as broken:
            self.remark = f"{broken.message}: {broken.hint}"

    # --- takes --------------------------------------------------------------------------------------

    def _begin(self, now_s: float) -> None:
        self._leave_take()
        self.take = self.verdict = None
        try:
            self._microphone = self._open_microphone(_BUFFER_S)
        except DeviceError as refused:
            self._fail(refused)
            return
        self._listener = Listener(self._microphone.sample_rate)
        self._since_s = now_s
        self.doing = Doing.COUNTING

    def _end_take(self) -> None:
        microphone = self._microphone
        assert microphone is not None, "a take that is under way has a microphone"
        try:
            capture = Capture(
                samples=microphone.heard().copy(),
                sample_rate=microphone.sample_rate,
                begin_frame=self._begin_frame,
                overflows=microphone.overflows,
            )
        except DeviceError as gone:
            self._fail(gone)
            return
        self._leave_take()
        self.verdict = judge(capture, longest_ms=self.sentence.longest_ms)
        self.doing = Doing.JUDGED
        if self.verdict.has_words:
            self._folder.keep_raw(self.sentence, raw_take(capture, self.verdict), capture.sample_rate)
            self.take = self.to_play = finished(capture, self.verdict)

    def _keep(self) -> None:
        assert self.take is not None, "the keys that keep a take ask for one"
        self._folder.publish(self.sentence, self.take)
        self.kept.add(self.sentence.name)

    def _leave_take(self) -> None:
        if self._microphone is not None:
            self._microphone.close()
            self._microphone = None

    def _fail(self, failure: DeviceError) -> None:
        self._leave_take()
        self.take = self.verdict = None
        self.remark = f"{failure.message} {failure.hint}"
        self.doing = Doing.WAITING
