"""Kokoro's voices for tests: the styles of the npm package that `scripts/test` fetches, and the adding of one."""

import hashlib
import tarfile
from pathlib import Path

import msgspec

from voicecoach.speech.added import CARD, Card, voices_folder

PACKAGE = Path(__file__).parent.parent.parent / "build" / "kokoro-js-1.2.1.tgz"
LANGUAGES = {"e": ("es",), "f": ("fr",), "a": ("en-us", "en"), "b": ("en-gb", "en")}


def style(name: str) -> bytes:
    with tarfile.open(PACKAGE) as package:
        return package.extractfile(f"package/voices/{name}.bin").read()


def add(name: str, content: bytes, *, engine="kokoro", suffix=".bin", languages=(), **values) -> Path:
    """Put a voice where `voices add` puts one."""
    folder = voices_folder() / engine / name
    folder.mkdir(parents=True)
    (folder / f"{name}{suffix}").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    card = Card(file=f"{name}{suffix}", languages=languages or LANGUAGES[name[0]], sha256=digest, **values)
    (folder / CARD).write_bytes(msgspec.json.encode(card))
    return folder
