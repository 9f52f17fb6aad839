"""Headset buttons: a real bus, and playerctl in the place of a desktop."""

import asyncio
import errno
import os
import shutil
import subprocess
import sys
import time

import pytest
from fake_player import FakePlayer

from voicecoach.player.controls.mpris import HeadsetButtons
from voicecoach.player.now_playing import NowPlaying
from voicecoach.player.playback import Command, PlayerState, SetVolume

LIMIT_S = 10
TRACK = NowPlaying(
    index=4,
    name="Bar hang",
    session="Bar decompression",
    length_ms=30_000,
    position_ms=12_000,
    state=PlayerState.PLAYING,
    volume_percent=80,
)


@pytest.fixture
def bus(monkeypatch):
    """A session bus of our own."""
    assert shutil.which("dbus-daemon"), "install dbus-daemon, as scripts/test does"
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
    yield daemon
    daemon.kill()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def player():
    return FakePlayer()


@pytest.fixture
def buttons(bus, player):
    assert bus.poll() is None
    buttons = HeadsetButtons(player.send)
    buttons.start()
    assert buttons.is_there(limit_s=LIMIT_S)
    buttons.update(TRACK)
    yield buttons
    buttons.close()


def playerctl(*words):
    assert shutil.which("playerctl"), "install playerctl, as scripts/test does"
    done = subprocess.run(["playerctl", *words], capture_output=True, text=True, timeout=LIMIT_S, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.usefixtures("buttons")
@pytest.mark.parametrize(
    ("words", "order"),
    [
        (["play-pause"], Command.TOGGLE_PAUSE),
        (["play"], Command.PLAY),
        (["pause"], Command.PAUSE),
        (["next"], Command.NEXT),
        (["previous"], Command.BACK),
        (["stop"], Command.STOP),
        (["volume", "0.35"], SetVolume(percent=35)),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_button_asks_the_player(player, words, order):
    playerctl(*words)
    assert player.orders == (order,)


@pytest.mark.usefixtures("buttons")
def test_a_desktop_can_show_the_step():
    shown = playerctl("metadata", "--format", "{{title}}|{{album}}|{{mpris:length}}|{{status}}|{{volume}}")
    assert shown.startswith("Bar hang|Bar decompression|30000000|Playing|0.8")
    assert float(playerctl("position")) == pytest.approx(12, abs=1)


@pytest.mark.usefixtures("buttons")
def test_a_second_session_has_buttons_too(player):
    second = HeadsetButtons(player.send)
    second.start()
    assert second.is_there(limit_s=LIMIT_S)
    names = playerctl("--list-all").splitlines()
    second.close()
    assert sorted(names) == ["voicecoach", f"voicecoach.instance{os.getpid()}"]


def test_without_a_bus_nothing_happens(monkeypatch, player):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    buttons = HeadsetButtons(player.send)
    buttons.start()
    assert not buttons.is_there(limit_s=LIMIT_S)
    buttons.update(TRACK)
    buttons.close()


def test_without_an_address_and_a_home_there_is_no_bus(monkeypatch, player):
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "HOME"):
        monkeypatch.delenv(name, raising=False)
    buttons = HeadsetButtons(player.send)
    buttons.start()
    assert not buttons.is_there(limit_s=LIMIT_S)
    buttons.close()


def test_a_bus_that_goes_is_left(bus, buttons):
    bus.kill()
    until_s = time.monotonic() + LIMIT_S
    while buttons._thread.is_alive() and time.monotonic() < until_s:
        buttons._thread.join(0.05)
    assert not buttons._thread.is_alive()
    buttons.update(NowPlaying(index=9))
    buttons.close()


PROGRAM = "from voicecoach.cli import main; main()"
ROUTINE = """\
title: Test session
defaults: {announce: off, countdown: off, halfway: off, time-left: off}
steps:
  - work: First
    for: 40s
    ready: on
  - work: Second
    for: 40s
"""


@pytest.mark.usefixtures("bus")
def test_a_session_without_keys_waits_for_the_headset_and_obeys_it(tmp_path):
    (tmp_path / "session.yaml").write_text(ROUTINE)
    session = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "play", "session.yaml", "--mute", "--engine", "espeak"],
        cwd=tmp_path,
        env=os.environ
        | {"VOICECOACH_CACHE_DIR": str(tmp_path / "clips"), "VOICECOACH_DATA_DIR": str(tmp_path / "data")},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        said = ""
        while "waiting" not in said:
            line = session.stderr.readline()
            assert line, said
            said += line
        assert "nothing here can say go" not in said
        shown = ["metadata", "--format", "{{title}} {{status}}"]
        wait_for(lambda: playerctl(*shown) == "First Paused")
        playerctl("play")
        wait_for(lambda: playerctl(*shown) == "First Playing")
        playerctl("next")
        wait_for(lambda: playerctl(*shown) == "Second Playing")
        playerctl("stop")
        assert session.wait(LIMIT_S) == 0
    finally:
        session.kill()
        session.communicate()


def wait_for(condition):
    until_s = time.monotonic() + LIMIT_S
    while not condition():
        assert time.monotonic() < until_s, "it did not come"
        time.sleep(0.05)


@pytest.mark.parametrize(("where", "name"), [(asyncio.Runner, "get_loop"), (os, "open")])
def test_without_a_descriptor_for_it_there_are_no_buttons(monkeypatch, where, name):
    def refuse(*_):
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(where, name, refuse)
    buttons = HeadsetButtons(lambda _order: None)
    buttons.start()
    assert not buttons.is_there(limit_s=5.0)
    buttons.close()
