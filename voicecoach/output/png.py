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


def has_renderer() -> bool:
    from importlib.util import find_spec

    return find_spec("resvg_py") is not None


def png(svg: str, *, zoom: float = 2) -> bytes:
    """Return a picture of `zoom` times the size of the SVG's; twice makes text sharp."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
