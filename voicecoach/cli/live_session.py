"""A session that is played while its end is still being made: its sound, what is printed of it, and its log."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from voicecoach.cli.mixing import wake_ms_of
from voicecoach.cli.showing import session_view
from voicecoach.cli.work import note, or_exit, report_warnings
from voicecoach.log.folder import log_folder
from voicecoach.log.recorder import Recorder
from voicecoach.pipeline import settled_frames
from voicecoach.report.sessions import summary_line
from voicecoach.session.growing import Grower, GrowingSession
from voicecoach.session.playable import playable_of
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voicecoach.cli.beginning import Request
    from voicecoach.cli.hush import Hush
    from voicecoach.cli.showing import SessionView
    from voicecoach.log.model import SessionPlan
    from voicecoach.log.resume import Continuation
    from voicecoach.pipeline import Compiled, Rejected
    from voicecoach.player.controls.controls import Controls
    from voicecoach.session.playable import PlayableSession
    from voicecoach.sound.source import FrameSource


class LiveSession:
    """What is played of a session, and printed; its first part is there from the start, the others come."""

    def __init__(
        self,
        first: Compiled,
        mix: Callable[[Compiled], FrameSource],
        request: Request,
        hush: Hush,
        *,
        start_ms: int,
    ) -> None:
        self._mix = mix
        self._request = request
        self._hush = hush
        self._wake_ms = wake_ms_of(request.around)
        self._start_ms = start_ms
        self.playable = GrowingSession(self._playable_of(first), settled_frames(first, wake_ms=self._wake_ms))
        self._first = first
        self._view: SessionView | None = None
        self._take_findings(first)

    @contextmanager
    def shown(self, controls: Controls, *, screen_is_wanted: bool) -> Iterator[SessionView]:
        """Yield what shows it, and grows with it."""
        quiet = self._request.sound.quiet
        with session_view(
            self._first, controls, start_ms=self._start_ms, screen_is_wanted=screen_is_wanted, quiet=quiet
        ) as view:
            self._view = view
            self._hush.go_live(has_screen=view.has_screen)
            yield view
        self._hush.has_screen = False

    @property
    def start_frame(self) -> int:
        return ms_to_frames(self._start_ms)

    def opening(self, *, start_in_ms: int) -> FrameSource:
        """Return what is heard before it begins."""
        return self.playable.now.opening(self.start_frame, start_in_ms=start_in_ms, wake_ms=self._wake_ms)

    def grower(self, parts: Iterator[Compiled | Rejected]) -> Grower:
        """Return what makes the other parts, once it is entered."""
        return Grower(parts, self.playable, self._playable_of, wake_ms=self._wake_ms, take=self._take)

    def _playable_of(self, part: Compiled) -> PlayableSession:
        gains = self._request.gains
        return playable_of(
            part, self._mix(part), voice_gain_db=gains.voice_gain, tone_gain_db=gains.tone_gain
        )

    def _take(self, part: Compiled | Rejected) -> None:
        compiled = or_exit(part)
        if self._view is not None:
            self._view.grow(compiled)
        self._take_findings(compiled)

    def _take_findings(self, compiled: Compiled) -> None:
        self._hush.tell(lambda: report_warnings(compiled, quiet=self._request.sound.quiet))


@contextmanager
def recorded(
    plan: SessionPlan, begins: Continuation, request: Request, *, is_logged: bool
) -> Iterator[Recorder]:
    """Yield what logs the session; afterwards say in a line how it went, and what the log lacks."""
    recorder = Recorder(
        log_folder() if is_logged else None,
        plan,
        start_ms=begins.start_ms,
        resumes=request.session.number if request.session else 0,
        before=begins.before,
    )
    try:
        with recorder:
            yield recorder
    finally:
        quiet = request.sound.quiet
        progress = recorder.progress()
        if progress.played_ms:
            note(summary_line(progress, steps=len(plan.steps), ending=recorder.ending), quiet=quiet)
        if recorder.remark:
            note(f"warning: {recorder.remark}")
        if recorder.problem is not None:
            note(f"warning: {recorder.problem.message}; this session is not in it, or not to its end")
            note(f"  help: {recorder.problem.hint}")
