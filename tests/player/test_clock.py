import os
import signal
import threading
import time

import pytest

from voicecoach.player.clock import Stop, SystemClock


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_the_waiting_at_once_and_names_the_exit_code(name, code):
    number = getattr(signal, name)
    stop = Stop()
    before = signal.getsignal(number)
    timer = threading.Timer(0.05, os.kill, (os.getpid(), number))
    with stop.on_signals():
        timer.start()
        started_s = time.monotonic()
        assert stop.wait(5)
        assert time.monotonic() - started_s < 1
    timer.join()
    assert stop.exit_code == code
    assert signal.getsignal(number) is before


def test_the_second_ctrl_c_acts_as_it_did_before():
    stop = Stop()
    with stop.on_signals():
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_an_ignored_signal_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        stop = Stop()
        with stop.on_signals():
            signal.raise_signal(signal.SIGHUP)
        assert not stop.is_requested
    finally:
        signal.signal(signal.SIGHUP, before)


def test_the_clock_waits_and_hears_a_stop_from_another_thread():
    stop = Stop()
    clock = SystemClock(stop)
    started_s = clock.monotonic_s()
    assert not clock.wait(0.02)
    assert clock.monotonic_s() - started_s >= 0.02
    assert not clock.wait(0.0)
    timer = threading.Timer(0.02, stop.request)
    timer.start()
    assert clock.wait(5)
    assert clock.wait(5)
    timer.join()
    assert stop.exit_code == 130
