"""The key that shows what each key does is ours: the player hears nothing of it."""

import pytest

from voicecoach.player.controls.controls import Controls
from voicecoach.player.playback import Command


class Player:
    def __init__(self):
        self.sent = []

    def send(self, order):
        self.sent.append(order)


@pytest.mark.parametrize("key", ["?", "h"])
def test_it_shows_the_keys_and_no_longer(key, monkeypatch):
    pressed = []
    monkeypatch.setattr(
        "voicecoach.player.controls.controls.open_keyboard", lambda press, **_: pressed.append(press)
    )
    player, controls = Player(), Controls(stdin_is_taken=False)
    controls.attach(player)
    (press,) = pressed
    shown = []
    for one in (key, " ", key):
        press(one)
        shown.append(controls.shows_keys)
    assert shown == [True, True, False]
    assert player.sent == [Command.TOGGLE_PAUSE]
