"""The worker process of an engine: it reads texts from a pipe and returns clips.

Its first argument names the engine's module. Whatever an engine prints goes to standard error, as descriptor 1 is
turned there before the engine is imported. When the program that started it is gone, it ends.

Orders: `start` (load the engine), `voices`, `say`, each with the seconds that the program waits. Each has one answer: `ok`, or a `problem` with a `hint`.
"""

from __future__ import annotations

import faulthandler
import importlib
import os
import queue
import shutil
import signal
import sys
import threading
import traceback
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from voicecoach.ending import signal_when_the_parent_dies
from voicecoach.errors import SpeechError
from voicecoach.memory import LOOK_AT_LIMITS, lacking
from voicecoach.speech.messages import FOLDER_VARIABLE, BrokenMessageError, read_message, write_message
from voicecoach.speech.parts import spoken_parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from voicecoach.speech.model import Engine


LONGER_S: Final = 30.0  # than the program waits, which ends us then if it is still there


@runtime_checkable
class LoadingEngine(Protocol):
    """An engine whose slow start is a separate call, with a time limit of its own."""

    def load(self) -> None: ...


def main(module: str) -> None:
    if sys.platform != "win32":
        # Stopped, we would not see that the pipe is closed: we are woken, find it closed, and end.
        signal_when_the_parent_dies(signal.SIGCONT)
    orders, answers = _take_over_pipes()
    engine: Engine | None = None
    try:
        arriving = _orders(orders)
    except RuntimeError as failure:  # no room for a thread
        write_message(answers, _problem(failure))
        os._exit(1)
    for order in arriving:
        try:
            with _ended_if_stuck(order["limit_s"] + LONGER_S):
                if engine is None:
                    engine = importlib.import_module(module).create()
                header, payload = _carry_out(engine, order)
        except SpeechError as refusal:
            header, payload = (
                {"problem": refusal.message, "hint": refusal.hint, "option": refusal.option},
                b"",
            )
        except Exception as failure:  # noqa: BLE001  # the one place where an engine's bug becomes an answer
            traceback.print_exc()
            header, payload = _problem(failure), b""
        write_message(answers, header, payload)
    os._exit(0)  # an engine's own threads must not keep the process alive


def _problem(failure: Exception) -> dict[str, Any]:
    if thing := lacking(failure):
        return {"problem": f"there is no room for {thing}", "hint": LOOK_AT_LIMITS, "lacks": True}
    return {"problem": f"{type(failure).__name__}: {failure}"[:500], "hint": ""}


@contextmanager
def _ended_if_stuck(limit_s: float) -> Iterator[None]:
    """End this process if an order takes too long, by a thread that needs no lock of Python's.

    A library can go round for ever while it holds that lock, as some do for want of memory. Then nobody sees here that the
    program is gone, and a program that was killed cannot end us.
    """
    with suppress(RuntimeError):  # no room for another thread
        faulthandler.dump_traceback_later(limit_s, exit=True, file=2)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _warm_up() -> None:
    """Run the chain once. An error here is ignored: it occurs again with the first cue, whose answer reports it."""
    with suppress(Exception):
        from voicecoach.speech import process

        process.warm_up()


def _carry_out(engine: Engine, order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    match order["do"]:
        case "start":
            if isinstance(engine, LoadingEngine):
                engine.load()
            _warm_up()  # here, as the time limit of a start is long
            return {"ok": True, "engine": engine.name}, b""
        case "voices":
            voices = [{"name": v.name, "languages": v.languages, "about": v.about} for v in engine.voices()]
            return {"ok": True, "voices": voices}, b""
        case "say":
            return _say(engine, order)
    raise AssertionError(order)


def _say(engine: Engine, order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    from voicecoach.speech import process

    text, rate_wpm = order["text"], order["rate_wpm"]
    spoken = [
        part
        if isinstance(part, int)
        else (engine.synthesize(part, voice=order["voice"], rate_wpm=rate_wpm), part)
        for part in spoken_parts(text)
    ]
    try:
        clip = process.process(spoken, rate_wpm=rate_wpm, noisy=order["noisy"])
    except process.UnusableSpeechError as problem:
        raise SpeechError(str(problem)) from problem
    words = [(word.text, word.onset_ms, word.duration_ms) for word in clip.words]
    return {"ok": True, "words": words}, clip.samples


def _take_over_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the pipes of standard input and output, and turn both descriptors away from them."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return orders, answers


def _end_with_all_that_was_started() -> None:
    """End, and an engine's own processes with us: one that hangs or is stopped would stay for ever."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():  # as the pool starts us
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _remove_folder() -> None:
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


def _orders(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """Return the orders as they come. A thread reads ahead, so that the end of the program ends us even during a cue."""
    arrived: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()

    def read() -> None:
        try:
            while (message := read_message(stream)) is not None:
                arrived.put(message[0])
        except (BrokenMessageError, OSError):
            pass
        _remove_folder()  # the program would have done it if it had not been killed
        _end_with_all_that_was_started()

    threading.Thread(target=read, daemon=True).start()
    return iter(arrived.get, None)


if __name__ == "__main__":
    main(sys.argv[1])
