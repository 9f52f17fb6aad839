"""The engine: pushes frames to an output and does what the transitions between states ask for.

It has no thread and reads no clock. Its driver (`LivePlayer`, or a test) calls `turn` again after the time that
it returns.
"""

from __future__ import annotations

from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from voicecoach.errors import DeviceBusyError, DeviceError, DeviceHungError
from voicecoach.player.engine import states
from voicecoach.player.engine.fader import STEP_PERCENT, Fader
from voicecoach.player.engine.feed import Feed
from voicecoach.player.engine.position import Position
from voicecoach.player.engine.states import FirstOpening, Hung, Lost, Paused, Playing, Stalled, State
from voicecoach.player.engine.tape import Inserted, Passage, Silence, session_frame
from voicecoach.player.engine.transition import ANNOUNCE_AFTER_S, Situation, first, transition
from voicecoach.player.playback import (
    FULL_PERCENT,
    Command,
    DoneStep,
    Remark,
    RemarkKind,
    SetVolume,
    Snapshot,
)
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.player.engine.states import Action, Happening
    from voicecoach.player.engine.tape import TapePart
    from voicecoach.player.helper_thread import Job
    from voicecoach.player.playable import Playable
    from voicecoach.player.playback import Order
    from voicecoach.player.sound_system import Output
    from voicecoach.sound.source import FrameSource

    Begin: TypeAlias = Callable[[Callable[[], Output]], Job[Output]]

POLL_S: Final = 0.03
"""A turn is 0.4 ms of work. What the listener asks for does not wait for it (`LivePlayer.send`)."""

WRITE_FRAMES: Final = SAMPLE_RATE // 10
"""The most that is written at once. One write of PortAudio's whole buffer makes PulseAudio take a second buffer on top,
and the position is 0.6 s off (measured)."""

STALL_S: Final = 0.7  # longer than its queue lasts
SLEPT_S: Final = 1.0
HURRY_EVERY_S: Final = 0.3  # holding down a key must not interrupt the sound again and again
UNCERTAIN_FRAMES: Final = SAMPLE_RATE // 30
QUIET: Final = 0.002  # -54 dBFS
_LONGEST_TURN_S: Final = 0.1  # a longer turn says nothing about whether the device has moved


def never_silent() -> float | None:
    """Report no silence: the default device is not watched."""
    return None


class PlayerEngine:
    """Plays a session on whatever output can be opened, recovering from failures, until it is over.

    `silent_since_s` returns since when the system's sound has gone nowhere (a dummy device), None while it is heard.
    """

    def __init__(
        self,
        playable: Playable,
        open_output: Callable[[], Output],
        *,
        begin: Begin,
        now_s: float,
        volume_percent: int = FULL_PERCENT,
        start_frame: int = 0,
        insert: FrameSource | None = None,
        gates_are_open: bool = False,
        silent_since_s: Callable[[], float | None] = never_silent,
    ) -> None:
        self._playable = playable
        self._total_frames = playable.source.total_frames
        self._open_output = open_output
        self._begin = begin
        self._silent_since_s = silent_since_s
        self._orders: SimpleQueue[Order] = SimpleQueue()
        self._fader = Fader(volume_percent)
        self._feed = Feed(playable, start_frame=start_frame, gates_are_open=gates_are_open)
        if insert is not None:
            self._feed.insert(insert)
        self._now_s = now_s
        self._job: Job[Output] | None = None
        self._output: Output | None = None
        self._position = Position(self._feed.here)
        self._underflows_before = 0  # of outputs that are closed
        self._motionless_s = 0.0
        self._old_volume_until = 0  # a frame of the tape
        self._notice: tuple[FrameSource, int] | None = None  # what is told, and from which frame on
        self._notice_until = 0  # a frame of the tape
        self._hurried_s = -HURRY_EVERY_S
        self._slept_s = -ANNOUNCE_AFTER_S
        self._jumps = 0
        # How far steps went that end when the listener is done, by their starts.
        self._done: dict[int, int] = {}
        self.losses = 0
        self.state: State = first(now_s)
        self._shown = self._snapshot()

    # --- for others ---------------------------------------------------------------------------------

    def send(self, order: Order) -> None:
        """Take a command, from any thread; the next turn carries it out."""
        self._orders.put(order)

    def snapshot(self) -> Snapshot:
        """Return the state at the end of the last turn; any thread may call it."""
        return self._shown

    @property
    def is_over(self) -> bool:
        return states.is_over(self.state)

    @property
    def heard_frames(self) -> int:
        """How much of the session has been heard; what was heard twice counts twice."""
        return self._position.heard_frames

    @property
    def underflows(self) -> int:
        return self._underflows_before + (self._output.underflows if self._output is not None else 0)

    # --- a turn -------------------------------------------------------------------------------------

    def turn(self, now_s: float) -> float:
        """Do what is due now; return after how many seconds to call again."""
        passed_s, self._now_s = now_s - self._now_s, now_s
        if passed_s > SLEPT_S and self._output is not None:
            self._slept_s = now_s
        has_more = False
        try:
            self._take_orders()
            self._happen(states.Tick(can_open=self._silent_since_s() is None))
            self._look_for_output()
            has_more = self._pump(min(passed_s, _LONGEST_TURN_S))
        except Exception as error:  # noqa: BLE001  (raised again where the session is conducted)
            self._happen(states.Broke(error=error))
        self._shown = self._snapshot()
        return 0.0 if has_more else POLL_S

    def _take_orders(self) -> None:
        if not self._orders.empty():
            self._catch_up()
        while not self._orders.empty():  # nobody else takes them
            order = self._orders.get_nowait()
            match order:
                case SetVolume(percent=percent):
                    self._set_volume(percent)
                case Command.LOUDER:
                    self._set_volume(self._fader.percent + STEP_PERCENT)
                case Command.SOFTER:
                    self._set_volume(self._fader.percent - STEP_PERCENT)
                case _:
                    self._happen(states.Asked(command=order))

    def _catch_up(self) -> None:
        """Update the audible position to this instant, because that is where a listener wants to pause."""
        if self._output is None:
            return
        try:
            self._position.move(now_s=self._now_s, room_frames=self._output.room())
        except DeviceError as error:
            self._happen(_gone(error))

    def _set_volume(self, percent: int) -> None:
        """Apply a new volume to what is written from now on; what is queued keeps the old one until the next quiet moment."""
        self._fader.set(percent)
        self._old_volume_until = self._position.written_frames

    def _hurries_volume(self, output: Output, heard: int) -> bool:
        """Drop the queue in a quiet moment, so that a new volume is heard sooner: without a click, and without losing sound.

        Return whether the queue was dropped.
        """
        if heard >= self._old_volume_until or not output.drops_at_once:
            return False
        if self._notice is not None or heard < self._notice_until:  # it would be cut off
            return False
        if self._now_s - self._hurried_s < HURRY_EVERY_S or not self._is_quiet(self._position.spot):
            return False
        self._hurried_s = self._now_s
        self._do((states.Requeue(),))
        return True

    def _is_quiet(self, spot: TapePart) -> bool:
        """Tell whether nothing is heard around a place, as far around as its frame is uncertain."""
        match spot:
            case Silence():
                return True
            case Inserted():
                source, frame, end = spot.source, spot.start_frame, spot.source.total_frames
            case Passage():
                source, frame, end = self._playable.source, spot.start_frame, self._playable.ready_frames
            case _:
                assert_never(spot)
        first = max(frame - UNCERTAIN_FRAMES, 0)
        last = min(frame + UNCERTAIN_FRAMES, end)
        return first >= last or bool(abs(source.read(first, last - first)).max() <= QUIET)

    def _look_for_output(self) -> None:
        job = self._job
        if job is None or not job.done.is_set():
            return
        self._job = None
        try:
            output = job.result()
        except Exception as error:  # noqa: BLE001  (what is no matter of devices ends the session)
            if not isinstance(error, DeviceError):
                self._happen(states.Broke(error=error))
                return
            is_hung = isinstance(error, DeviceHungError)
            self._happen(
                states.Refused(error=error, may_pass=isinstance(error, DeviceBusyError), is_hung=is_hung)
            )
            return
        self._output = output
        self._feed.lead(latency_frames=output.latency_frames)
        self._begin_tape()
        self._happen(states.Opened())

    def _pump(self, passed_s: float) -> bool:
        """Move frames from the feed to the output; return whether more can be moved at once."""
        output = self._output
        if output is None:
            return False
        try:
            room_frames = output.room()
            has_moved, heard = self._listen(room_frames)
            if self._output is output and self._hurries_volume(output, heard):
                return True
            if self._output is not output or self._feed.is_done:
                self._watch_progress(passed_s, has_moved=has_moved)
                return False
            count = min(room_frames, WRITE_FRAMES)
            written = self._write(output, count) if count > 0 else 0
        except DeviceError as error:
            self._happen(_gone(error))
            return False
        self._watch_progress(passed_s, has_moved=has_moved or written > 0)
        silent_since_s = self._silent_since_s()
        if silent_since_s is not None:
            unheard_frames = max(round((self._now_s - silent_since_s) * SAMPLE_RATE), 0)
            self._happen(states.Gone(why="only a dummy device is left", unheard_frames=unheard_frames))
        return 0 < written < room_frames and isinstance(states.wish_of(self.state), Playing)

    def _listen(self, room_frames: int) -> tuple[bool, int]:
        """Update what is audible; return whether the device has advanced since the last turn, and which frame of the tape is heard."""
        heard = self._position.move(now_s=self._now_s, room_frames=room_frames)
        has_ended = self._feed.is_done and self._position.gone_frame >= self._total_frames
        has_moved = self._position.forget_gone()
        gate_frame = self._feed.gate_frame
        if gate_frame is not None and self._position.spot == Silence(then=self._feed.here):
            self._happen(states.AtGate(gate_frame=gate_frame))
        if has_ended:
            self._happen(states.ReachedEnd())
        return has_moved, heard

    def _write(self, output: Output, frames: int) -> int:
        if self._notice is not None:
            return self._write_notice(output, self._notice, frames)
        if isinstance(states.wish_of(self.state), Paused):
            samples = self._feed.silence(frames)
            output.write(samples)
            self._position.write(Silence(then=self._feed.here), frames)
            return frames
        piece, samples = self._feed.read(frames)
        output.write(self._fader.apply(samples))
        self._position.write(piece, len(samples))
        return len(samples)

    def _write_notice(self, output: Output, notice: tuple[FrameSource, int], frames: int) -> int:
        """Write a spoken notice; for the session it counts as silence, paused or not."""
        source, start = notice
        count = min(frames, source.total_frames - start)
        output.write(self._fader.apply(self._feed.widened(source.read(start, count))))
        self._position.write(Silence(then=self._feed.here), count)
        self._notice_until = self._position.written_frames
        end = start + count
        self._notice = (source, end) if end < source.total_frames else None
        return count

    def _watch_progress(self, passed_s: float, *, has_moved: bool) -> None:
        output = self._output
        if has_moved or output is None:
            self._motionless_s = 0.0
            if isinstance(self.state, Stalled):
                self._happen(states.Moved())
            return
        self._motionless_s += passed_s
        if self._motionless_s >= STALL_S + output.latency_frames / SAMPLE_RATE:
            self._happen(states.Stuck())

    # --- what the states want -------------------------------------------------------------------------

    def _happen(self, happening: Happening) -> None:
        place = Situation(
            now_s=self._now_s,
            frame=self._position.frame,
            origin_frame=self._position.origin_frame,
            total_frames=self._total_frames,
            landmarks=self._playable.landmarks,
        )
        before = self.state
        self.state, actions = transition(before, happening, place)
        was_away, is_away = (isinstance(state, states.Away) for state in (before, self.state))
        self.losses += is_away and not was_away
        self._do(actions)

    def _do(self, actions: tuple[Action, ...]) -> None:  # noqa: C901 - one case an action
        for action in actions:
            match action:
                case states.Open():
                    self._job = self._begin(self._open_output)
                case states.Close():
                    self._close()
                case states.Requeue():
                    self._feed.go_to(self._position.spot)
                    self._drop()
                case states.Seek(frame=frame, is_jump=is_jump):
                    self._jumps += 1
                    self._feed.seek(frame, is_jump=is_jump)
                    self._position.jump(self._feed.here)
                    self._drop()
                case states.PassGate(gate_frame=gate_frame):
                    self._feed.seek(gate_frame, is_jump=False)
                    self._feed.pass_gate(gate_frame)
                    self._drop()
                case states.NoteDone(start_frame=start_frame, reached_frame=reached_frame):
                    self._done[start_frame] = reached_frame
                case states.Owe(start_frame=start_frame, at_frame=at_frame, frames=frames):
                    self._feed.owe(start_frame, at_frame, frames)
                case states.Announce():
                    self._feed.insert(self._playable.announcement(session_frame(self._feed.here)))
                case states.Remind(gate_frame=gate_frame):
                    self._feed.insert(self._playable.reminder(gate_frame))
                case states.Tell(notice=notice):
                    told = self._playable.notice(notice)
                    self._notice = (told, 0) if told.total_frames else None
                case _:
                    assert_never(action)

    def _drop(self) -> None:
        """Discard what is queued; a new tape begins."""
        if self._output is None:
            self._position.spot = self._feed.here
            return
        try:
            self._output.drop()
        except DeviceError as error:
            self._position.spot = self._feed.here
            self._happen(_gone(error))
            return
        self._begin_tape()

    def _begin_tape(self) -> None:
        assert self._output is not None, "a tape begins once the output is open"
        self._position.begin(self._feed.here, latency_frames=self._output.latency_frames)
        self._old_volume_until = 0
        self._notice, self._notice_until = None, 0
        self._motionless_s = 0.0

    def _close(self) -> None:
        if self._job is not None:
            self._job.abandon(_close)
            self._job = None
        output = self._output
        if output is not None:
            self._underflows_before += output.underflows
            self._output = None
            _close(output)

    def _snapshot(self) -> Snapshot:
        return Snapshot(
            state=states.shown(self.state),
            position_frame=self._position.frame,
            is_inserted=self._output is not None and isinstance(self._position.spot, Inserted),
            inserted_left_frames=self._inserted_left_frames(),
            volume_percent=self._fader.percent,
            underflows=self.underflows,
            jumps=self._jumps,
            remark=self._remark(),
            done=tuple(
                DoneStep(start_frame=start, reached_frame=reached) for start, reached in self._done.items()
            ),
        )

    def _inserted_left_frames(self) -> int:
        spot = self._position.spot
        spot = spot.then if isinstance(spot, Silence) else spot
        return spot.source.total_frames - spot.start_frame if isinstance(spot, Inserted) else 0

    def _remark(self) -> Remark | None:
        match self.state:
            case FirstOpening(why=why) if why:
                return Remark(kind=RemarkKind.OPENING, why=why)
            case Lost(why=why):
                return Remark(kind=RemarkKind.LOST, why=why)
            case Hung():
                return Remark(kind=RemarkKind.HUNG)
            case Stalled():
                return Remark(kind=RemarkKind.STALLED)
            case Playing() if self._feed.is_early and self._position.spot == Silence(then=self._feed.here):
                return Remark(kind=RemarkKind.UNSPOKEN)
            case _:
                has_slept = self._now_s - self._slept_s < ANNOUNCE_AFTER_S
                return Remark(kind=RemarkKind.SLEPT) if has_slept else None


def _gone(error: DeviceError) -> states.Gone:
    return states.Gone(why=error.message.rstrip("."), is_hung=isinstance(error, DeviceHungError))


def _close(output: Output) -> None:
    with suppress(DeviceError):
        output.close()
