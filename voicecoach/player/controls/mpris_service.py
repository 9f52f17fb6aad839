"""The session as a media player on D-Bus: https://specifications.freedesktop.org/mpris-spec/latest/.

Imported late: dbus-fast is an extra. It reads the annotations, so they must not be texts here.
"""

import os
from typing import TYPE_CHECKING, Annotated, Final

from dbus_fast import Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusBool, DBusDouble, DBusInt64, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.constants import PropertyAccess, RequestNameReply
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from voicecoach.player.playback import Command, SetVolume

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.player.now_playing import NowPlaying
    from voicecoach.player.playback import Order

NAME: Final = "org.mpris.MediaPlayer2.voicecoach"
PATH: Final = "/org/mpris/MediaPlayer2"
_TRACK_PATH: Final = "/org/voicecoach/step"
_US_PER_MS: Final = 1000
_PERCENT: Final = 100

_Texts = Annotated[list[str], DBusSignature("as")]
_Metadata = Annotated[dict[str, Variant], DBusSignature("a{sv}")]


class RootInterface(ServiceInterface):
    """The name and abilities of this player."""

    def __init__(self, send: "Callable[[Order], None]") -> None:
        super().__init__("org.mpris.MediaPlayer2")
        self._send = send

    @dbus_method(name="Raise")
    def raise_(self) -> None:
        """Do nothing: a terminal cannot be brought to the front."""

    @dbus_method(name="Quit")
    def quit(self) -> None:
        self._send(Command.STOP)

    @dbus_property(PropertyAccess.READ, name="CanQuit")
    def can_quit(self) -> DBusBool:
        return True

    @dbus_property(PropertyAccess.READ, name="CanRaise")
    def can_raise(self) -> DBusBool:
        return False

    @dbus_property(PropertyAccess.READ, name="HasTrackList")
    def has_track_list(self) -> DBusBool:
        return False

    @dbus_property(PropertyAccess.READ, name="Identity")
    def identity(self) -> DBusStr:
        return "voicecoach"

    @dbus_property(PropertyAccess.READ, name="SupportedUriSchemes")
    def schemes(self) -> _Texts:
        return []

    @dbus_property(PropertyAccess.READ, name="SupportedMimeTypes")
    def mime_types(self) -> _Texts:
        return []


class PlayerInterface(ServiceInterface):
    """What can be asked for, and what is played now: each step is a track, so that `next` does what it says."""

    def __init__(self, send: "Callable[[Order], None]", now_playing: "Callable[[], NowPlaying]") -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._send = send
        self._now_playing = now_playing

    def tell_change(self) -> None:
        """Tell listeners on the bus about another track, state or volume."""
        changed = {
            "PlaybackStatus": self.status,
            "Metadata": self.metadata,
            "Volume": self.volume,
        }
        self.emit_properties_changed(changed)

    @dbus_method(name="Next")
    def next(self) -> None:
        self._send(Command.NEXT)

    @dbus_method(name="Previous")
    def previous(self) -> None:
        self._send(Command.BACK)

    @dbus_method(name="Pause")
    def pause(self) -> None:
        self._send(Command.PAUSE)

    @dbus_method(name="PlayPause")
    def play_pause(self) -> None:
        self._send(Command.TOGGLE_PAUSE)

    @dbus_method(name="Play")
    def play(self) -> None:
        self._send(Command.PLAY)

    @dbus_method(name="Stop")
    def stop(self) -> None:
        self._send(Command.STOP)

    @dbus_method(name="Seek")
    def seek(self, offset: DBusInt64) -> None:
        """Do nothing, as `CanSeek` says."""

    @dbus_method(name="SetPosition")
    def set_position(self, track: DBusObjectPath, position: DBusInt64) -> None:
        """Do nothing, as `CanSeek` says."""

    @dbus_method(name="OpenUri")
    def open_uri(self, uri: DBusStr) -> None:
        """Do nothing: no scheme is supported."""

    @dbus_signal(name="Seeked")
    def tell_jump(self) -> DBusInt64:
        return self._now_playing().position_ms * _US_PER_MS

    @dbus_property(PropertyAccess.READ, name="PlaybackStatus")
    def status(self) -> DBusStr:
        return self._now_playing().status

    @dbus_property(PropertyAccess.READ, name="Metadata")
    def metadata(self) -> _Metadata:
        now = self._now_playing()
        return {
            "mpris:trackid": Variant("o", f"{_TRACK_PATH}/{now.index}"),
            "mpris:length": Variant("x", now.length_ms * _US_PER_MS),
            "xesam:title": Variant("s", now.name),
            "xesam:album": Variant("s", now.session),
            "xesam:trackNumber": Variant("i", now.index + 1),
        }

    @dbus_property(name="Volume")
    def volume(self) -> DBusDouble:
        return self._now_playing().volume_percent / _PERCENT

    @volume.setter  # type: ignore[no-redef]  # dbus-fast has a property of its own
    def volume(self, volume: DBusDouble) -> None:
        self._send(SetVolume(percent=round(min(max(volume, 0.0), 1.0) * _PERCENT)))

    @dbus_property(PropertyAccess.READ, name="Position")
    def position(self) -> DBusInt64:
        return self._now_playing().position_ms * _US_PER_MS

    @dbus_property(PropertyAccess.READ, name="Rate")
    def rate(self) -> DBusDouble:
        return 1.0

    @dbus_property(PropertyAccess.READ, name="MinimumRate")
    def minimum_rate(self) -> DBusDouble:
        return 1.0

    @dbus_property(PropertyAccess.READ, name="MaximumRate")
    def maximum_rate(self) -> DBusDouble:
        return 1.0

    @dbus_property(PropertyAccess.READ, name="CanGoNext")
    def can_go_next(self) -> DBusBool:
        return True

    @dbus_property(PropertyAccess.READ, name="CanGoPrevious")
    def can_go_previous(self) -> DBusBool:
        return True

    @dbus_property(PropertyAccess.READ, name="CanPlay")
    def can_play(self) -> DBusBool:
        return True

    @dbus_property(PropertyAccess.READ, name="CanPause")
    def can_pause(self) -> DBusBool:
        return True

    @dbus_property(PropertyAccess.READ, name="CanSeek")
    def can_seek(self) -> DBusBool:
        return False

    @dbus_property(PropertyAccess.READ, name="CanControl")
    def can_control(self) -> DBusBool:
        return True


async def connected(root: RootInterface, player: PlayerInterface) -> MessageBus:
    """Return the session's bus, on which both are to be found. Raises what dbus-fast raises where there is none."""
    bus = await MessageBus().connect()
    bus.export(PATH, root)
    bus.export(PATH, player)
    reply = await bus.request_name(NAME)
    if reply is not RequestNameReply.PRIMARY_OWNER:  # another session is being played
        await bus.request_name(f"{NAME}.instance{os.getpid()}")
    return bus
