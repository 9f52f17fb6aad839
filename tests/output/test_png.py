"""Pictures as PNG, and the cache of those that were drawn."""

import pytest

from voicecoach.output import png as pictures

pytest.importorskip("resvg_py")

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#0b6b40"/></svg>'


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))


def test_a_picture_is_drawn_once(monkeypatch):
    drawn = pictures.kept_png(SVG, zoom=0.5)
    assert drawn == pictures.png(SVG, zoom=0.5)
    assert drawn.startswith(b"\x89PNG")
    monkeypatch.setattr(pictures, "png", lambda *_, **__: pytest.fail("drawn again"))
    assert pictures.kept_png(SVG, zoom=0.5) == drawn


@pytest.mark.parametrize(("svg", "zoom", "version"), [(SVG, 1, ""), (SVG + " ", 0.5, ""), (SVG, 0.5, "9.9")])
def test_another_picture_size_or_renderer_is_drawn(monkeypatch, svg, zoom, version):
    pictures.kept_png(SVG, zoom=0.5)
    if version:
        monkeypatch.setattr(pictures, "package_version", lambda _: version)
    monkeypatch.setattr(pictures, "png", lambda *_, **__: b"new")
    assert pictures.kept_png(svg, zoom=zoom) == b"new"


def test_a_cache_that_cannot_be_written_costs_only_time(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "file"))
    assert pictures.kept_png(SVG, zoom=0.5) == pictures.png(SVG, zoom=0.5)
