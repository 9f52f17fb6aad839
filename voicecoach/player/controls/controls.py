"""The listener's controls: terminal keys, a pedal, the buttons of a headset. All of them are optional."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Self

from voicecoach.player.controls.keyboard import open_keyboard
from voicecoach.player.controls.keys import BINDINGS, HELP_KEYS
from voicecoach.player.controls.mpris import HeadsetButtons, can_have_buttons
from voicecoach.player.playback import PlayerState

if TYPE_CHECKING:
    from types import TracebackType

    from voicecoach.player.now_playing import NowPlaying
    from voicecoach.player.playback import Order, Player

_BUS_LIMIT_S = 1.0  # how long to wait for the buttons if they are the only way to say go


class Controls:
    """Passes key presses on to a player, within the `with` block. Presses before there is a player are kept for it."""

    def __init__(self, *, stdin_is_taken: bool) -> None:
        self._player: Player | None = None
        self._early: SimpleQueue[Order] = SimpleQueue()
        self._buttons = HeadsetButtons(self._send) if can_have_buttons() else None
        self.keyboard = open_keyboard(self._press, stdin_is_taken=stdin_is_taken)
        self._stack = ExitStack()
        self.shows_keys = False  # whether the listener wants to see what each key does

    def __enter__(self) -> Self:
        if self._buttons is not None:
            self._stack.callback(self._buttons.close)
        if self.keyboard is not None:
            self._stack.enter_context(self.keyboard)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.close()

    def attach(self, player: Player) -> None:
        """Send this player what was pressed before, and everything from now on."""
        self._player = player
        with suppress(Empty):
            while True:
                player.send(self._early.get_nowait())

    def can_say_go(self) -> bool:
        """Tell whether there is any way to answer a step that waits."""
        if self.keyboard is not None:
            return True
        if self._buttons is None:
            return False
        self._buttons.start()
        return self._buttons.is_there(limit_s=_BUS_LIMIT_S)

    @property
    def can_show(self) -> bool:
        """Whether anything may take what is shown."""
        return self._buttons is not None

    def show(self, now: NowPlaying) -> None:
        """Let a desktop show what is played, and its buttons reach us. This begins only with the sound, which the bus must not delay."""
        if self._buttons is None:
            return
        if now.state is PlayerState.PLAYING:
            self._buttons.start()
        self._buttons.update(now)

    def _press(self, key: str) -> None:
        if key in HELP_KEYS:
            self.shows_keys = not self.shows_keys
            return
        command = BINDINGS.get(key)
        if command is not None:
            self._send(command)

    def _send(self, order: Order) -> None:
        if self._player is None:
            self._early.put(order)
        else:
            self._player.send(order)
