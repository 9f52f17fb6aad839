import time

from voicecoach.player.outputs.watch import DUMMY, DummyWatch


def watching(answers):
    """Return a watch that is told these answers, and then the last one for ever."""
    left = list(answers)
    asked = []

    def ask():
        asked.append(time.monotonic())
        return left.pop(0) if len(left) > 1 else left[0]

    return DummyWatch(ask, every_s=0.005), asked


def wait_for(condition):
    for _ in range(400):
        if condition():
            return True
        time.sleep(0.005)
    return False


def test_a_device_that_goes_is_noticed_and_one_that_comes_back():
    watch, asked = watching(["usb", "usb", DUMMY, DUMMY])
    with watch:
        assert wait_for(lambda: watch.silent_since_s() is not None)
        assert asked[0] <= watch.silent_since_s() <= asked[2]
    watch, _ = watching(["usb", DUMMY, "usb"])
    with watch:
        assert wait_for(lambda: watch.silent_since_s() is None and watch._silent_since_s is None)


def test_a_session_that_began_on_the_dummy_was_meant_to():
    watch, asked = watching([DUMMY])
    with watch:
        assert wait_for(lambda: len(asked) > 5)
        assert watch.silent_since_s() is None


def test_without_a_server_nobody_is_asked_again():
    watch, asked = watching([""])
    with watch:
        time.sleep(0.1)
    assert len(asked) == 1


def test_a_server_that_is_silent_for_a_while_changes_nothing():
    watch, asked = watching(["usb", "", "", "usb"])
    with watch:
        assert wait_for(lambda: len(asked) > 5)
        assert watch.silent_since_s() is None
