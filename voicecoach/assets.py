"""Tone packs: where they are, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from voicecoach.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.sound.clip import Clip
    from voicecoach.sound.tones import TonePack

DEFAULT_PACK: Final = "default"
PACK_FILE: Final = "pack.toml"
_FRAME_BYTES: Final = 2


def tone_packs() -> tuple[str, ...]:
    """Return the names of the packs that are installed, sorted."""
    return tuple(sorted(file.parent.name for file in _tones_folder().glob(f"*/{PACK_FILE}")))


def load_tones(pack: str = DEFAULT_PACK) -> TonePack:
    """Return a pack; each tone is decoded on first use. Raises UsageError for an unknown pack, InputError for a damaged one."""
    import tomllib

    from voicecoach.sound.tones import TonePack

    if pack not in tone_packs():
        raise UsageError(f"unknown tone pack `{pack}`", hint=_suggestion(pack), option="tones")
    folder = _tones_folder() / pack
    try:
        described: dict[str, Any] = tomllib.loads((folder / PACK_FILE).read_text("utf-8"))
        read = {name: _read_tone(folder, tone) for name, tone in described["tones"].items()}
    except (OSError, EOFError, KeyError, ValueError) as error:
        raise InputError(
            f"tone pack `{pack}` in {folder} is damaged: {error}", hint="install voicecoach again"
        ) from error
    return TonePack(
        name=pack,
        tones=_Decoded(read),
        lengths_frames={name: tone.frames for name, tone in read.items()},
    )


def _tones_folder() -> Path:
    """Return the folder of the packs: inside an installed wheel, beside the package in a checkout."""
    package = Path(__file__).parent
    installed = package / "audio" / "tones"
    return installed if installed.is_dir() else package.parent / "audio" / "tones"


def _suggestion(pack: str) -> str:
    from difflib import get_close_matches

    packs = tone_packs()
    close = get_close_matches(pack, packs, n=1)
    question = f"did you mean `{close[0]}`? " if close else ""
    return question + "the packs are: " + ", ".join(f"`{name}`" for name in packs)


class _Tone(Struct, frozen=True, kw_only=True):
    """A tone as stored in its file: 16-bit samples, and the gain to apply."""

    data: bytes
    gain_db: float

    @property
    def frames(self) -> int:
        return len(self.data) // _FRAME_BYTES

    def clip(self) -> Clip:
        from voicecoach.sound.clip import FloatClip, PcmClip

        tone = PcmClip(pcm=self.data)
        if not self.gain_db:
            return tone
        import numpy as np

        return FloatClip(samples=tone.samples * np.float32(10 ** (self.gain_db / 20)))


class _Decoded(Mapping[str, "Clip"]):
    """The clips of tones, each decoded on first use."""

    def __init__(self, tones: Mapping[str, _Tone]) -> None:
        self._tones = tones
        self._clips: dict[str, Clip] = {}

    def __getitem__(self, name: str) -> Clip:
        if name not in self._clips:
            self._clips[name] = self._tones[name].clip()
        return self._clips[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tones)

    def __len__(self) -> int:
        return len(self._tones)


def _read_tone(folder: Path, tone: dict[str, Any]) -> _Tone:
    """Read a tone's WAV; ValueError says what is wrong with it."""
    import wave

    from voicecoach.units import FRAMES_PER_MS, SAMPLE_RATE, ms_to_frames

    name = tone["file"]
    try:
        with wave.open(str(folder / name), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            data = file.readframes(file.getnframes())
    except wave.Error as error:
        raise ValueError(f"{name}: {error}") from error
    if form != (1, _FRAME_BYTES, SAMPLE_RATE):
        raise ValueError(f"{name} is not 16-bit mono at {SAMPLE_RATE} Hz")
    read = _Tone(data=data[ms_to_frames(tone["onset_ms"]) * _FRAME_BYTES :], gain_db=float(tone["gain_db"]))
    if not read.frames or read.frames % FRAMES_PER_MS:
        raise ValueError(f"{name} is not a whole number of milliseconds long")
    return read
