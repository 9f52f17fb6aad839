"""What other programs show about a session: the desktop's media controls, a headset."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from voicecoach.player.playback import PlayerState

_STATUS: Final = {
    PlayerState.OPENING: "Playing",
    PlayerState.PLAYING: "Playing",
    PlayerState.STALLED: "Playing",
    PlayerState.PAUSED: "Paused",
    PlayerState.WAITING: "Paused",
    PlayerState.LOST: "Paused",
    PlayerState.HUNG: "Paused",
    PlayerState.FINISHED: "Stopped",
    PlayerState.STOPPED: "Stopped",
}


class NowPlaying(Struct, frozen=True, kw_only=True):
    """What a desktop shows: the current step. Texts are plain."""

    index: int = 0
    name: str = ""
    session: str = ""
    length_ms: int = 0
    position_ms: int = 0  # in the step
    state: PlayerState = PlayerState.OPENING
    volume_percent: int = 100

    @property
    def status(self) -> str:
        return _STATUS[self.state]
