"""Pictures as PNG, rendered by resvg: only with the extra `png`."""

from __future__ import annotations

import contextlib
import hashlib
from typing import Final

from voicecoach.errors import OutputError
from voicecoach.packages import package_version
from voicecoach.store import Store, cache_folder

MAGIC: Final = b"VCPNGI01"
SUFFIX: Final = ".picture"
LIMIT_BYTES: Final = 10_000_000  # a thousand covers


def find_renderer() -> None:
    """Raise OutputError with the remedy if resvg is missing: call this before any work."""
    try:
        import resvg_py  # noqa: F401
    except ImportError as missing:
        raise OutputError(
            "a .png needs a package that is not installed",
            hint="pip install 'voicecoach[png]', or export an .svg",
        ) from missing


def has_renderer() -> bool:
    from importlib.util import find_spec

    return find_spec("resvg_py") is not None


def png(svg: str, *, zoom: float = 2) -> bytes:
    """Return the picture at `zoom` times the SVG's size; twice makes text sharp."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))


class PictureCache(Store):
    """The pictures of earlier runs: drawing one takes a tenth of a repeated export."""

    def __init__(self) -> None:
        super().__init__(cache_folder("pictures"), magic=MAGIC, suffix=SUFFIX, limit_bytes=LIMIT_BYTES)


def kept_png(svg: str, *, zoom: float) -> bytes:
    """Return what `png` returns, from the cache if it was drawn before."""
    cache = PictureCache()
    what = f"{package_version('resvg-py')} {zoom} {svg}"
    digest = hashlib.sha256(what.encode()).hexdigest()
    if kept := cache.read(digest):
        return kept.content
    drawn = png(svg, zoom=zoom)
    with contextlib.suppress(OSError):  # then it is drawn again next time
        cache.write(digest, drawn, {})
        cache.close()
    return drawn
