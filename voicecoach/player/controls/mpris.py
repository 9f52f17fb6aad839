"""The buttons of headsets and keyboards, which desktops hand to media players through D-Bus (MPRIS, Linux)."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from voicecoach.player.now_playing import NowPlaying

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from voicecoach.player.controls.mpris_service import PlayerInterface
    from voicecoach.player.playback import Order

_CLOSE_S: Final = 0.5
_LOOP_DESCRIPTORS: Final = 4  # a selector, and a pair to wake it; and one to spare
_BUS_LIMIT_S: Final = 2.0
_JUMP_MS: Final = 1_500  # more than the interval between two updates: somebody has moved the position


def can_have_buttons() -> bool:
    """Tell whether this system has such buttons and the extra is installed."""
    return sys.platform.startswith("linux") and find_spec("dbus_fast") is not None


def has_bus() -> bool:
    """Tell whether there is a session bus that accepts us."""
    buttons = HeadsetButtons(lambda _order: None)
    buttons.start()
    is_there = buttons.is_there(limit_s=_BUS_LIMIT_S)
    buttons.close()
    return is_there


class HeadsetButtons:
    """Listens on the session's bus in a thread of its own; without a bus it does nothing.

    `send` is called in that thread. The thread only waits, so it takes no time from the sound.
    """

    def __init__(self, send: Callable[[Order], None]) -> None:
        self._send = send
        self._now_playing = NowPlaying()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._interface: PlayerInterface | None = None
        self._is_connected: Future[bool] = Future()
        self._is_over: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="headset", daemon=True)

    def start(self) -> None:
        """Start listening; further calls do nothing."""
        if self._thread.ident is None:
            self._thread.start()

    def is_there(self, *, limit_s: float = 0.0) -> bool:
        """Tell whether a button can reach us, waiting for the bus for at most so long."""
        with suppress(TimeoutError):
            return self._is_connected.result(limit_s)
        return False

    def update(self, now: NowPlaying) -> None:
        """Take in what is played now; desktops are told when something they show changes."""
        before, self._now_playing = self._now_playing, now
        loop, interface = self._loop, self._interface
        if loop is None or interface is None or before == now:
            return
        with suppress(RuntimeError):  # the bus has gone, and the loop with it
            if _shown(before) != _shown(now):
                loop.call_soon_threadsafe(interface.tell_change)
            elif abs(now.position_ms - before.position_ms) > _JUMP_MS:
                loop.call_soon_threadsafe(interface.tell_jump)

    def close(self) -> None:
        loop, is_over = self._loop, self._is_over
        if loop is not None and is_over is not None:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(is_over.set)
        if self._thread.is_alive():
            self._thread.join(_CLOSE_S)

    def _run(self) -> None:
        try:
            import asyncio

            _look_for_descriptors()
            with asyncio.Runner() as runner:
                runner.get_loop()  # now: what cannot be had is refused before there is anything to run
                runner.run(self._serve())
        except (OSError, ImportError):  # no descriptor left for a loop, or for a library
            pass
        finally:
            self._loop = None
            if not self._is_connected.done():
                self._is_connected.set_result(False)

    async def _serve(self) -> None:
        import asyncio

        from dbus_fast import DBusFastError

        from voicecoach.player.controls.mpris_service import PlayerInterface, RootInterface, connected

        # Errors from sending after the bus has gone concern nobody, and must not be printed over the screen.
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
        interface = PlayerInterface(self._send, lambda: self._now_playing)
        try:
            bus = await connected(RootInterface(self._send), interface)
        except (OSError, EOFError, ValueError, DBusFastError):  # no bus, or none that lets us in
            return
        except KeyError:  # no address, and no HOME to look for one in
            return
        self._is_over = asyncio.Event()
        self._loop, self._interface = asyncio.get_running_loop(), interface
        self._is_connected.set_result(True)
        ends = [asyncio.ensure_future(end) for end in (self._is_over.wait(), bus.wait_for_disconnect())]  # type: ignore[no-untyped-call]
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        bus.disconnect()
        await asyncio.gather(*ends[1:], return_exceptions=True)
        ends[0].cancel()


def _look_for_descriptors() -> None:
    """Raise OSError where there are none left for a loop: one that is made halfway prints a traceback when it is deleted."""
    with ExitStack() as opened:
        for _ in range(_LOOP_DESCRIPTORS):
            opened.callback(os.close, os.open(os.devnull, os.O_RDONLY))


def _shown(now: NowPlaying) -> tuple[object, ...]:
    return now.index, now.name, now.session, now.length_ms, now.status, now.volume_percent
