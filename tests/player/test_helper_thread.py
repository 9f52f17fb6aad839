import os
import threading

import pytest

from voicecoach.player.helper_thread import HelperThread, OverdueError
from voicecoach.player.quiet import quiet_stderr


def test_it_returns_what_the_call_returns_and_raises_what_it_raises():
    helper = HelperThread("test")
    assert helper.call(lambda: 7, limit_s=1) == 7
    assert helper.call(lambda: threading.current_thread().name, limit_s=1) == "test"
    with pytest.raises(ZeroDivisionError):
        helper.call(lambda: 1 / 0, limit_s=1)


def test_while_a_call_is_caught_no_second_one_goes_in():
    helper = HelperThread("test")
    release = threading.Event()
    calls = []
    with pytest.raises(OverdueError):
        helper.call(release.wait, limit_s=0.02)
    assert helper.is_caught
    with pytest.raises(OverdueError):
        helper.call(lambda: calls.append(1), limit_s=5)
    assert not calls
    release.set()
    helper._inside.wait(1)
    assert helper.call(lambda: "again", limit_s=1) == "again"


def test_the_noise_of_c_libraries_does_not_reach_standard_error(capfd):
    os.write(2, b"before ")
    with quiet_stderr():
        os.write(2, b"noise ")
    os.write(2, b"after")
    assert capfd.readouterr().err == "before after"


def test_standard_error_comes_back_after_an_error(capfd):
    with pytest.raises(OSError, match="descriptor"), quiet_stderr():
        os.write(-1, b"noise")
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"


def test_a_call_that_was_left_behind_can_be_waited_for():
    helper = HelperThread("test")
    release = threading.Event()
    assert helper.wait_until_free(0)
    with pytest.raises(OverdueError):
        helper.call(release.wait, limit_s=0.02)
    assert not helper.wait_until_free(0.02)
    release.set()
    assert helper.wait_until_free(5)
