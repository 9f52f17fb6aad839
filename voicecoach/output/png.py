"""Pictures as PNG, rendered by resvg: only with the extra `png`."""

from __future__ import annotations

from voicecoach.errors import OutputError


def find_renderer() -> None:
    """Raise OutputError with the remedy where resvg is not installed: worth asking before any work."""
    try:
        import resvg_py  # noqa: F401
    except ImportError as missing:
        raise OutputError(
            "a .png needs a package that is not installed",
            hint="pip install 'voicecoach[png]', or export an .svg",
        ) from missing


def png(svg: str) -> bytes:
    """Return a picture of twice the size of the SVG's, for sharp text."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=2))
