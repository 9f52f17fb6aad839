"""A page's HTML around its sound. Texts are escaped here; nothing that an author wrote becomes markup or script."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.output.shown import HandoutRow, ShownSession

SOUND_TYPE: Final = "audio/mpeg"
_FOLDER: Final = Path(__file__).parent
_WORDS: Final = (
    "next", "finished", "rep", "ready", "go", "start", "pause", "paused", "resume", "minutes",
)  # fmt: skip
_DENSE_FROM_LINES: Final = 46  # of the handout's table: about as many as fit on a page at the usual size
_STRIP_WIDTH: Final = 1000
_STRIP_HEIGHT: Final = 28


def before_sound(page: ShownSession) -> str:
    """Return the page up to the sound's base64."""
    css, script = _asset("page.css"), _asset("page.js")
    words = page.phrases
    filled = {
        "language": escape(page.language),
        "policy": escape(_policy(css, script)),
        "title": escape(page.title),
        "css": css,
        "position": escape(words["position"]),
        "back": escape(words["back"]),
        "start": escape(words["start"]),
        "next": escape(words["skip"]),
        "steps": escape(words["steps"]),
        "close": escape(words["close"]),
        "handout": "\n".join(_handout(page)),
        "plan": _json(_plan(page)),
    }
    head = _fill(_asset("page.html"), filled)
    return f'{head}<audio id="audio" controls preload="metadata" src="data:{SOUND_TYPE};base64,'


def after_sound() -> str:
    """Return the rest of the page."""
    return f'"></audio>\n<script>{_asset("page.js")}</script>\n</body>\n</html>\n'


def _fill(template: str, values: dict[str, str]) -> str:
    """Fill the placeholders of a template in one pass, so that braces within a text are never filled."""
    parts = template.replace("{", "}").split("}")
    return "".join(values[part] if number % 2 else part for number, part in enumerate(parts))


@cache
def _asset(name: str) -> str:
    """Return a file of the package. A checkout may have other line ends, and the policy's hashes are over these."""
    return (_FOLDER / name).read_text("utf-8").replace("\r\n", "\n")


def _policy(css: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(css)}'",
            "media-src data: blob:",
            "connect-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _plan(page: ShownSession) -> dict[str, Any]:
    return {
        "title": page.title,
        "facts": page.facts,
        "caution": page.caution,
        "total": page.total_ms,
        "type": SOUND_TYPE,
        "words": {key: page.phrases[key] for key in _WORDS},
        "steps": [
            {
                "mode": str(step.mode),
                "name": step.name,
                "place": step.place,
                "following": step.following,
                "at": step.start_ms,
                "end": step.end_ms,
                **({"count": step.reps, "beats": step.beat_ms} if step.beat_ms else {}),
                **({"items": step.items} if step.items else {}),
                **({"label": step.label} if step.mode == "say" else {}),
                **({"gate": True} if step.is_gate else {}),
                **({"up": True} if step.counts_up else {}),
                **({"wait": step.wait_ms} if step.wait_ms else {}),
            }
            for step in page.steps
        ],
        "lines": [
            {"at": line.onset_ms, "end": line.end_ms, "text": line.text, "words": list(line.word_onsets_ms)}
            for line in page.lines
        ],
    }


def _json(data: dict[str, Any]) -> str:
    """Return JSON that can neither end a script element nor start a comment in one."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


# --- the handout ---------------------------------------------------------------------------------


def _handout(page: ShownSession) -> Iterator[str]:
    words = page.phrases
    dense = ' class="dense"' if _lines_of_table(page.rows) > _DENSE_FROM_LINES else ""
    yield f'<article id="handout"{dense}>'
    yield f"<h1>{escape(page.title)}</h1>"
    listener = f' · <span class="for">{escape(page.listener)}</span>' if page.listener else ""
    yield f'<p class="facts">{escape(page.facts)}{listener}</p>'
    if page.caution:
        yield f'<p class="caution">{escape(page.caution)}</p>'
    if page.about:
        yield f'<p class="about">{escape(page.about)}</p>'
    yield _strip(page)
    columns = "".join(
        f'<th scope="col">{escape(words[key])}</th>' for key in ("times", "exercise", "length", "how")
    )
    yield f"<table><thead><tr>{columns}</tr></thead><tbody>"
    for row, texts in _with_new_texts(page.rows):
        said = "".join(f"<li>{escape(text)}</li>" for text in texts)
        yield (
            f'<tr><td class="times">{row.times} ×</td><th scope="row">{escape(row.name)}</th>'  # noqa: RUF001
            f'<td class="length">{escape(row.length)}</td><td>{f"<ul>{said}</ul>" if said else ""}</td></tr>'
        )
    yield "</tbody></table>"
    yield f'<div class="notes">{escape(words["notes"])}<i></i><i></i><i></i></div>'
    if page.counts_by:
        yield f'<p class="counts">{escape(words["counts"])} <code>{escape(page.counts_by)}</code></p>'
    if page.link:
        yield f'<div class="link">{page.link_svg}<span>{escape(page.link)}</span></div>'
    yield "</article>"


def _lines_of_table(rows: tuple[HandoutRow, ...]) -> int:
    return sum(max(1, len(texts)) for _, texts in _with_new_texts(rows))


def _with_new_texts(rows: tuple[HandoutRow, ...]) -> Iterator[tuple[HandoutRow, tuple[str, ...]]]:
    """Yield each row with its texts; with none where the row above has the same, as in a ladder."""
    above = None
    for row in rows:
        is_same = above is not None and (above.name, above.words) == (row.name, row.words)
        yield row, () if is_same else row.words
        above = row


def _strip(page: ShownSession) -> str:
    """Return the plan as a picture: a bar a step, exercises tall."""
    bars = []
    for step in page.steps if page.total_ms else ():
        left = step.start_ms * _STRIP_WIDTH / page.total_ms
        width = max((step.end_ms - step.start_ms) * _STRIP_WIDTH / page.total_ms - 1, 0.5)
        top = 0 if step.mode == "work" else _STRIP_HEIGHT // 2
        look = "still" if step.mode == "rest" else str(step.mode)
        bars.append(
            f'<rect class="{look}" x="{left:.1f}" y="{top}" width="{width:.1f}" height="{_STRIP_HEIGHT - top}"/>'
        )
    view = f'viewBox="0 0 {_STRIP_WIDTH} {_STRIP_HEIGHT}" preserveAspectRatio="none"'
    return f'<svg class="strip" {view} aria-hidden="true">{"".join(bars)}</svg>'
