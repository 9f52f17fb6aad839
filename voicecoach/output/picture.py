"""The plan of a session as a picture: a bar a step, exercises tall and numbered, rounds above, cues below, a list of names.

Units are those of the view box: two of them are one pixel when the picture is 600 pixels wide.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from voicecoach.output.shown import Mode
from voicecoach.units import MS_PER_MIN, format_clock_ms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from voicecoach.output.shown import ShownSession, ShownStep

WIDTH: Final = 1200
_MARGIN: Final = 40
_TEXT: Final = 26  # 13 pixels where the picture is 600 wide
_TITLE: Final = 36
_ROUNDS_Y: Final = 132
_BARS_Y: Final = 150
_TALL: Final = 90
_SHORT: Final = 45
_CUES_Y: Final = _BARS_Y + _TALL + 14
_AXIS_Y: Final = _CUES_Y + 46
_LEGEND_Y: Final = _AXIS_Y + 50
_ROW: Final = 40
_FEW: Final = 3  # up to so many names have a line each; more of them stand in two columns
_NUMBER_NEEDS: Final = 30  # a bar that can hold its number is this wide
_ROUND_NEEDS: Final = 40
_TICKS_AT_MOST: Final = 8
_TICKS_MIN: Final = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480)
_LETTER: Final = 0.62  # approximate width of a letter, relative to the text size

_STYLE: Final = (
    "svg{--paper:#fff;--ink:#10151a;--soft:#46515c;--work:#0b6b40;--on-work:#fff;--rest:#8b959e;--say:#b07a14;--cue:#10151a}"
    "@media(prefers-color-scheme:dark){svg{--paper:#0c1116;--ink:#f2f5f7;--soft:#b3bec8;--work:#4cc38a;--on-work:#06160e;"
    "--rest:#6b7782;--say:#e0a84a;--cue:#f2f5f7}}"
)
_LIGHT: Final = {
    "paper": "#fff", "ink": "#10151a", "soft": "#46515c", "work": "#0b6b40", "on-work": "#fff", "rest": "#8b959e", "say": "#b07a14",
    "cue": "#10151a",
}  # fmt: skip


def picture(shown: ShownSession, *, follows_scheme: bool = True, square: bool = False) -> str:
    """Return the plan as SVG. It follows the reader's light or dark scheme, or has fixed light colours.

    `square` makes a cover, with the plan in its middle. Fixed colours are for renderers without style sheets, which most of them are.
    """
    names = _numbered(shown.steps)
    if square:
        rows = (WIDTH - _LEGEND_Y - _MARGIN) // _ROW
        names = dict(list(names.items())[: rows * _columns(names)])
    height = _LEGEND_Y + -(-len(names) // _columns(names)) * _ROW + _MARGIN // 2
    drawn = "\n".join(_drawn(shown, names))
    if square:
        drawn, height = f'<g transform="translate(0 {(WIDTH - height) // 2})">\n{drawn}\n</g>', WIDTH
    drawn = f'<rect width="{WIDTH}" height="{height}" fill="var(--paper)"/>\n{drawn}'
    style = f"<style>{_STYLE}</style>\n" if follows_scheme else ""
    if not follows_scheme:
        for name, colour in _LIGHT.items():
            drawn = drawn.replace(f"var(--{name})", colour)
    title = escape(f"{shown.title}, {shown.facts}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="{title}" font-family="system-ui, Helvetica, Arial, DejaVu Sans, sans-serif" font-size="{_TEXT}">\n'
        f"{style}{drawn}\n</svg>\n"
    )


def _numbered(steps: Sequence[ShownStep]) -> dict[str, int]:
    """Return the exercises by name, numbered in order of first appearance."""
    names = dict.fromkeys(step.name for step in steps if step.mode is Mode.WORK)
    return {name: number for number, name in enumerate(names, start=1)}


def _columns(names: Mapping[str, int]) -> int:
    return 1 if len(names) <= _FEW else 2


def _drawn(shown: ShownSession, names: Mapping[str, int]) -> Iterator[str]:
    title = _cut(shown.title, (WIDTH - 2 * _MARGIN) / (_TITLE * _LETTER))
    yield _text(_MARGIN, 56, title, size=_TITLE, bold=True)
    yield _text(_MARGIN, 94, _cut(shown.facts, 80), fill="soft")
    scale = (WIDTH - 2 * _MARGIN) / max(shown.total_ms, 1)
    yield from _rounds(shown.steps, scale)
    for step in shown.steps:
        yield from _bar(step, scale, names)
    yield from _cues(shown, scale)
    yield from _axis(shown.total_ms, scale)
    yield from _legend(shown.steps, names)


def _bar(step: ShownStep, scale: float, names: Mapping[str, int]) -> Iterator[str]:
    x, width = _MARGIN + step.start_ms * scale, (step.end_ms - step.start_ms) * scale
    is_work = step.mode is Mode.WORK
    height = _TALL if is_work else _SHORT
    gap = 2 if width > 6 else 0  # noqa: PLR2004 - narrower bars would vanish
    yield (
        f'<rect x="{x:.1f}" y="{_BARS_Y + _TALL - height}" width="{max(width - gap, 0.5):.1f}" height="{height}" '
        f'rx="{2 if gap else 0}" fill="var(--{step.mode})"/>'
    )
    if is_work and width >= _NUMBER_NEEDS and step.name in names:
        yield _text(
            x + (width - gap) / 2,
            _BARS_Y + _TALL / 2 + 9,
            str(names[step.name]),
            fill="on-work",
            middle=True,
            bold=True,
        )


def _rounds(steps: Sequence[ShownStep], scale: float) -> Iterator[str]:
    """Draw a bracket over each round that is wide enough for its number."""
    start = 0
    while start < len(steps):
        end = start
        while end + 1 < len(steps) and steps[end + 1].round == steps[start].round:
            end += 1
        x, width = (
            _MARGIN + steps[start].start_ms * scale,
            (steps[end].end_ms - steps[start].start_ms) * scale,
        )
        if steps[start].round and width >= _ROUND_NEEDS:
            yield f'<path d="M{x + 1:.1f} {_BARS_Y - 6}v-8h{width - 4:.1f}v8" fill="none" stroke="var(--soft)" stroke-width="2"/>'
            yield _text(x + width / 2, _ROUNDS_Y - 2, str(steps[start].round), fill="soft", middle=True)
        start = end + 1


def _cues(shown: ShownSession, scale: float) -> Iterator[str]:
    """Draw a tick for each sentence that the author wrote."""
    for line in shown.lines:
        if line.is_authors:
            x = _MARGIN + line.onset_ms * scale
            yield f'<rect x="{x:.1f}" y="{_CUES_Y - 8}" width="3" height="16" rx="1" fill="var(--cue)"/>'


def _axis(total_ms: int, scale: float) -> Iterator[str]:
    each_min = next(
        (step for step in _TICKS_MIN if total_ms <= step * MS_PER_MIN * _TICKS_AT_MOST), _TICKS_MIN[-1]
    )
    end = format_clock_ms(total_ms // 1000 * 1000)
    for time_ms in range(0, total_ms, each_min * MS_PER_MIN):
        x, time = _MARGIN + time_ms * scale, format_clock_ms(time_ms)
        if x + (len(time) + 1 + len(end)) * _TEXT * _LETTER < WIDTH - _MARGIN:
            yield _text(x, _AXIS_Y, time, fill="soft")
    yield _text(WIDTH - _MARGIN, _AXIS_Y, end, fill="soft", end=True)


def _legend(steps: Sequence[ShownStep], names: Mapping[str, int]) -> Iterator[str]:
    columns = _columns(names)
    rows = -(-len(names) // columns)
    wide = (WIDTH - 2 * _MARGIN) // columns
    for name, number in names.items():
        labels = [step.label for step in steps if step.mode is Mode.WORK and step.name == name]
        often = f"{len(labels)} × " if len(labels) > 1 else ""  # noqa: RUF001
        room = (wide - 60) / (_TEXT * _LETTER)
        is_label = len(set(labels)) == 1 and len(often + labels[0]) <= room
        x, y = _MARGIN + (number - 1) // max(rows, 1) * wide, _LEGEND_Y + (number - 1) % max(rows, 1) * _ROW
        yield f'<rect x="{x}" y="{y - 26}" width="34" height="34" rx="4" fill="var(--work)"/>'
        yield _text(x + 17, y, str(number), fill="on-work", middle=True, bold=True)
        yield _text(x + 48, y, _cut(often + (labels[0] if is_label else name), room))


def _text(
    x: float,
    y: float,
    text: str,
    *,
    fill: str = "ink",
    size: int = 0,
    bold: bool = False,
    middle: bool = False,
    end: bool = False,
) -> str:
    anchor = ' text-anchor="middle"' if middle else ' text-anchor="end"' if end else ""
    look = (f' font-size="{size}"' if size else "") + (' font-weight="700"' if bold else "")
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="var(--{fill})"{anchor}{look}>{escape(text)}</text>'


def _cut(text: str, letters: float) -> str:
    return text if len(text) <= letters else text[: int(letters) - 1].rstrip() + "…"
