"""Where a coach sits who records: the keys, the screen, the microphone, and hearing what was said."""

from __future__ import annotations

import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final

from voicecoach.cli.card import PLAYING, card_of
from voicecoach.errors import DeviceError, UsageError
from voicecoach.player.clock import Stop
from voicecoach.player.controls.keyboard import open_keyboard
from voicecoach.player.controls.keys import BINDINGS, ENTER, SPACE
from voicecoach.player.controls.terminal import Suspension
from voicecoach.player.inputs.sounddevice_input import SoundDeviceMicrophones
from voicecoach.player.playable import SingleSound
from voicecoach.player.playback import Command
from voicecoach.player.screen.console import open_terminal
from voicecoach.player.screen.screen import TerminalCanvas
from voicecoach.player.screen.sentence_card import CardScreen
from voicecoach.session.playing import SoundTarget, play
from voicecoach.sound.clip import PlacedClip
from voicecoach.sound.mix import Mix
from voicecoach.takes.booth import BoothOrder, Doing

if TYPE_CHECKING:
    from contextlib import ExitStack

    from voicecoach.player.microphone import Microphone
    from voicecoach.player.playback import Snapshot
    from voicecoach.sound.clip import Clip
    from voicecoach.takes.booth import Booth

_TURN_S: Final = 0.05
_KEYS: Final = {
    SPACE: BoothOrder.GO,
    ENTER: BoothOrder.GO,
    "r": BoothOrder.AGAIN,
    "p": BoothOrder.PLAY,
    "s": BoothOrder.SKIP,
    "q": BoothOrder.QUIT,
}
_COMMANDS: Final = {
    Command.NEXT: BoothOrder.GO,
    Command.BACK: BoothOrder.BACK,
}  # arrows, and the pedals of a foot
_ENDS_PLAYING: Final = frozenset({BoothOrder.PLAY})  # and asks for nothing else then


class RecordingDesk:
    """Runs one booth after the other. What it opens is closed with the stack."""

    def __init__(self, stack: ExitStack, *, microphone: str, device: str) -> None:
        """Take the terminal's keys, and look for the microphone. Raises UsageError without a terminal, DeviceError."""
        self.stop = Stop()
        self._microphone = microphone
        self._device = device
        self._typed: SimpleQueue[BoothOrder] = SimpleQueue()
        self._playing: Stop | None = None
        keyboard = open_keyboard(self._press, stdin_is_taken=False)
        stream = stack.enter_context(open_terminal())
        if keyboard is None or stream is None:
            raise UsageError(
                "recording needs a terminal: for its keys, and to show the sentences",
                hint="run it in one; or record with any program: `--list` prints each sentence and the name of its file",
            )
        self._microphones = SoundDeviceMicrophones()
        self._microphones.choose(microphone)
        self._keyboard = keyboard
        self._screen = CardScreen(TerminalCanvas(stream))
        self._booth: Booth | None = None
        self._suspension = Suspension(keyboard.fd, leave=self._leave, enter=self._enter)

    def open_microphone(self, longest_s: int) -> Microphone:
        return self._microphones.open(self._microphone, longest_s=longest_s)

    def run(self, booth: Booth) -> None:
        """Record until the booth is over, or a signal comes. The terminal is as before afterwards."""
        self._booth = booth
        with self.stop.on_signals(), self._keyboard, self._suspension.on_signals():
            self._screen.enter()
            try:
                while booth.doing is not Doing.OVER and not self.stop.is_requested:
                    self._turn(booth)
            finally:
                booth.close()
                self._screen.leave()

    def update(self, _snapshot: Snapshot) -> None:
        """Go on showing what is to be seen while a take is played."""
        self._suspension.check()
        self._draw(PLAYING)

    # --- what is done in a turn -----------------------------------------------------------------------

    def _turn(self, booth: Booth) -> None:
        self._suspension.check()
        while True:
            try:
                asked = self._typed.get_nowait()
            except Empty:
                break
            booth.press(asked, time.monotonic())
        booth.turn(time.monotonic())
        self._draw("")
        clip, booth.to_play = booth.to_play, None
        if clip is not None and self._typed.empty():
            self._play(booth, clip)
        else:
            self.stop.wait(_TURN_S)

    def _play(self, booth: Booth, clip: Clip) -> None:
        self._playing = playing = Stop()
        placed = PlacedClip(onset_frame=0, frames=clip.frames, key="take")
        mix = Mix([placed], total_frames=clip.frames, load=lambda _: clip)
        try:
            play(SingleSound(source=mix), SoundTarget(device=self._device), playing, observers=[self])
        except DeviceError as failure:
            booth.remark = f"It cannot be played: {failure.message}"
        finally:
            self._playing = None
        if playing.signal_number:
            self.stop.signal_number = playing.signal_number
            self.stop.request()

    def _draw(self, state: str) -> None:
        assert self._booth is not None, "nothing is drawn before there is a booth"
        if not self._suspension.is_ours:
            return
        card = card_of(self._booth, state=state, now_s=time.monotonic())
        self._suspension.is_drawing = True
        try:
            self._screen.show(card)
        finally:
            self._suspension.is_drawing = False
        self._suspension.check()

    def _press(self, key: str) -> None:
        """Take a key, in the keyboard's thread. Any key ends what is being played; `p` does nothing else then."""
        asked = _KEYS.get(key) or _COMMANDS.get(BINDINGS.get(key, Command.STOP))
        if asked is None:
            return
        playing = self._playing
        if playing is not None:
            playing.request()
            if asked in _ENDS_PLAYING:
                return
        self._typed.put(asked)

    def _leave(self) -> None:
        """Give the terminal to the shell; a take that is being recorded is broken off."""
        if self._booth is not None:
            self._booth.break_off()
        self._screen.leave()
        self._keyboard.leave()

    def _enter(self) -> None:
        self._keyboard.enter()
        self._screen.enter()
