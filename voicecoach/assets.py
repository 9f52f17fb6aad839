"""Tone packs: where they are, and how they are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from voicecoach.errors import InputError, UsageError

if TYPE_CHECKING:
    from voicecoach.sound.clip import Clip
    from voicecoach.sound.tones import TonePack

DEFAULT_PACK: Final = "default"
PACK_FILE: Final = "pack.toml"


def tone_packs() -> tuple[str, ...]:
    """Return the names of the packs that are installed, sorted."""
    return tuple(sorted(file.parent.name for file in _tones_folder().glob(f"*/{PACK_FILE}")))


def load_tones(pack: str = DEFAULT_PACK) -> TonePack:
    """Return a pack with its clips decoded. Raises UsageError for an unknown pack, InputError for a damaged one."""
    import tomllib

    from voicecoach.sound.tones import TonePack

    if pack not in tone_packs():
        raise UsageError(f"unknown tone pack `{pack}`", hint=_suggestion(pack))
    folder = _tones_folder() / pack
    try:
        described: dict[str, Any] = tomllib.loads((folder / PACK_FILE).read_text("utf-8"))
        tones = {name: _read_tone(folder, tone) for name, tone in described["tones"].items()}
    except (OSError, EOFError, KeyError, ValueError) as error:
        raise InputError(
            f"tone pack `{pack}` in {folder} is damaged: {error}", hint="install voicecoach again"
        ) from error
    return TonePack(name=pack, tones=tones)


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


def _read_tone(folder: Path, tone: dict[str, Any]) -> Clip:
    """Read a tone's WAV; ValueError says what is wrong with it."""
    import wave

    import numpy as np

    from voicecoach.sound.clip import Clip
    from voicecoach.units import FRAMES_PER_MS, SAMPLE_RATE, ms_to_frames

    name = tone["file"]
    try:
        with wave.open(str(folder / name), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            data = file.readframes(file.getnframes())
    except wave.Error as error:
        raise ValueError(f"{name}: {error}") from error
    if form != (1, 2, SAMPLE_RATE):
        raise ValueError(f"{name} is not 16-bit mono at {SAMPLE_RATE} Hz")
    steps = np.frombuffer(data, dtype="<i2")[ms_to_frames(tone["onset_ms"]) :]
    if not len(steps) or len(steps) % FRAMES_PER_MS:
        raise ValueError(f"{name} is not a whole number of milliseconds long")
    samples = steps.astype(np.float32) / np.float32(32_768) * np.float32(10 ** (tone["gain_db"] / 20))
    return Clip(samples=samples[:, np.newaxis])
