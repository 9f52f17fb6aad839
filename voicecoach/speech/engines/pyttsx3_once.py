"""One cue with pyttsx3 in one process: what pyttsx3 2.99 does reliably, and nothing else.

Run by `pyttsx3_engine` as a process of its own for every cue, because a second `runAndWait` in a process
can lose the text, say it at the wrong rate, or hang. It imports no numpy: it is started hundreds of times.

Standard input holds one line of JSON with `text`, `voice`, `rate` and `path`, and stays open for as long as
somebody wants the answer: at its end the process ends, whatever the engine is doing. Without a text
it lists the voices. The answer is one line of JSON on the descriptor that was standard output.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from typing import Any

IDLE_LIMIT_S = 10.0
FINISH_LIMIT_S = 600.0  # the parent's own limit comes first
POLL_S = 0.002
SPARE_THREADS = 2  # espeak starts one, and waits for it for ever where there is no room for it
SETTLE_S = 0.02  # espeak's `IsPlaying` turns false a moment before its thread is idle


def wait_until(is_so: Any, limit_s: float) -> bool:
    """Poll until a condition holds, as neither pyttsx3 nor espeak notifies other threads. Return whether it did in time."""
    end = time.monotonic() + limit_s
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(POLL_S)
    return True


def load_espeak() -> None:
    """Make pyttsx3 find the espeak-ng of the wheel `espeakng-loader` (by its SONAME), else the system's."""
    import ctypes

    try:
        import espeakng_loader
    except ImportError:
        return
    ctypes.CDLL(espeakng_loader.get_library_path())


def voices_of(engine: Any) -> list[dict[str, Any]]:
    listed = []
    for voice in engine.getProperty("voices"):
        languages = [
            tag.decode("utf-8", "ignore") if isinstance(tag, bytes) else str(tag)
            for tag in voice.languages
            if tag
        ]
        listed.append({"id": str(voice.id), "name": str(voice.name or voice.id), "languages": languages})
    return listed


def speak(engine: Any, order: dict[str, Any], *, espeak: Any) -> str:
    """Say one text to a file. Returns what went wrong, or an empty text.

    The order of the steps is what makes it reliable: the properties are worked off before the text is queued, and
    the text is finished before the file is looked at.
    """
    errors: list[str] = []
    finished = threading.Event()
    engine.connect(
        "error", lambda exception=None, **_: errors.append(f"{type(exception).__name__}: {exception}")
    )
    engine.connect("finished-utterance", lambda **_: finished.set())
    engine.proxy.setBusy(False)  # so that the properties are set now, not in the run
    if order["voice"]:
        engine.setProperty("voice", order["voice"])
    engine.setProperty("rate", order["rate"])
    if errors:
        return errors[0]
    if espeak is not None:
        if not wait_until(lambda: not espeak.IsPlaying(), IDLE_LIMIT_S):
            return "espeak is not idle"
        time.sleep(SETTLE_S)
    engine.proxy.setBusy(True)
    engine.save_to_file(order["text"], order["path"])
    engine.runAndWait()
    # sapi5 writes the file within the call and may not tell; the others synthesise in their own thread
    if not errors and sys.platform != "win32":
        wait_until(lambda: finished.is_set() or bool(errors), FINISH_LIMIT_S)
    return errors[0] if errors else ""


def main() -> None:
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # pyttsx3 prints on standard output
    line = sys.stdin.readline()
    order = json.loads(line)
    threading.Thread(target=end_with_the_parent, daemon=True).start()
    try:
        result = carry_out(order)
    except BaseException as failure:  # noqa: BLE001  # whatever it is, somebody waits for the answer
        result = {"error": f"{type(failure).__name__}: {failure}"}
    answer.write(json.dumps(result) + "\n")
    answer.flush()
    os._exit(0)  # its threads and its clean-up at exit can hang


def carry_out(order: dict[str, Any]) -> dict[str, Any]:
    espeak: Any = None
    if sys.platform == "linux":
        check_room_for_threads()
        load_espeak()
    import pyttsx3  # after the library that it looks for

    engine = pyttsx3.init("espeak" if sys.platform == "linux" else None)
    if sys.platform == "linux":
        from pyttsx3.drivers import _espeak

        espeak = _espeak
    if "text" in order:
        return {"error": speak(engine, order, espeak=espeak)}
    return {"error": "", "voices": voices_of(engine), "default": str(engine.getProperty("voice") or "")}


def check_room_for_threads() -> None:
    """Raise RuntimeError where no more threads can be started."""
    over = threading.Event()
    threads = [threading.Thread(target=over.wait, daemon=True) for _ in range(SPARE_THREADS)]
    try:
        for thread in threads:
            thread.start()
    finally:
        over.set()
    for thread in threads:
        thread.join()


def end_with_the_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
