"""A QR code of an address, as SVG within a page: only with the extra `qr`."""

from __future__ import annotations

import io

from voicecoach.errors import OutputError, UsageError


def find_qr() -> None:
    """Raise OutputError with the remedy if segno is missing: call this before any work."""
    try:
        import segno  # noqa: F401
    except ImportError as missing:
        raise OutputError(
            "`--link` needs a package that is not installed", hint="pip install 'voicecoach[qr]'"
        ) from missing


def qr_svg(address: str) -> str:
    """Return the code without a style or a script of its own. Raises UsageError for an address that is too long."""
    import segno

    try:
        code = segno.make_qr(address, error="m")
    except segno.DataOverflowError as long:
        raise UsageError(
            "the address of `--link` is too long for a QR code", hint="use a shorter one"
        ) from long
    stream = io.BytesIO()
    code.save(
        stream, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=True, nl=False, border=2
    )
    return stream.getvalue().decode()
