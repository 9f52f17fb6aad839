"""When each word of a clip is said: from the engine's marks where it gives them, estimated elsewhere."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from voicecoach.speech.model import Word
from voicecoach.speech.pace import MS_PER_COMMA, MS_PER_DIGIT, MS_PER_LETTER, MS_PER_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

MS_PER_WORD: Final = 40  # a word of one letter takes longer than its share

_TOKEN = re.compile(r"\S+")


def timed_words(text: str, duration_ms: int, marks: Sequence[tuple[int, int]] = ()) -> tuple[Word, ...]:
    """Return the words of a text as it was spoken, over a clip's length.

    `marks` are pairs of a position in the text and an onset in ms. A word without a mark lies between its neighbours
    by its share of letters; the first begins with the clip.
    """
    tokens = [found for found in _TOKEN.finditer(text) if any(map(str.isalnum, found[0]))]
    if not tokens:
        return ()
    onsets: dict[int, int] = {0: 0, len(tokens): duration_ms}
    latest_ms = 0
    for position, onset_ms in sorted(marks):
        index = next((at for at, token in enumerate(tokens) if token.end() > position), len(tokens))
        if index not in onsets and latest_ms <= onset_ms < duration_ms:
            onsets[index] = latest_ms = onset_ms
    spans: list[tuple[int, int]] = []
    anchors = sorted(onsets)
    for first, after in pairwise(anchors):
        is_last = after == len(tokens)
        spans += _shared([token[0] for token in tokens[first:after]], onsets[first], onsets[after], is_last)
    return tuple(
        Word(text=token[0], onset_ms=start, duration_ms=end - start)
        for token, (start, end) in zip(tokens, spans, strict=True)
    )


def as_written(text: str, spoken: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words as the author wrote them: `3x10` has the time of "three times ten" together."""
    written = [token[0] for token in _TOKEN.finditer(text) if any(map(str.isalnum, token[0]))]
    pairs = SequenceMatcher(
        None, list(map(_bare, written)), [_bare(word.text) for word in spoken], autojunk=False
    )
    words: list[Word] = []
    for _, first, after, first_spoken, after_spoken in pairs.get_opcodes():
        said = spoken[first_spoken:after_spoken]
        if after - first == len(said):
            words += (
                Word(text=own, onset_ms=word.onset_ms, duration_ms=word.duration_ms)
                for own, word in zip(written[first:after], said, strict=True)
            )
            continue
        here_ms = words[-1].onset_ms + words[-1].duration_ms if words else 0
        start_ms, end_ms = (
            (said[0].onset_ms, said[-1].onset_ms + said[-1].duration_ms) if said else (here_ms, here_ms)
        )
        words += (
            Word(text=own, onset_ms=start, duration_ms=end - start)
            for own, (start, end) in zip(
                written[first:after],
                _shared(written[first:after], start_ms, end_ms, is_last=True),
                strict=True,
            )
        )
    return tuple(words)


def _shared(tokens: Sequence[str], start_ms: int, end_ms: int, is_last: bool) -> list[tuple[int, int]]:  # noqa: FBT001
    """Divide a time among words and the pauses after them; the last word has no pause."""
    lengths = [_length_ms(token) for token in tokens]
    pauses = [_pause_ms(token) for token in tokens]
    if is_last and pauses:
        pauses[-1] = 0
    total = sum(lengths) + sum(pauses)
    spans, passed = [], 0
    for length, pause in zip(lengths, pauses, strict=True):
        begin = start_ms + (end_ms - start_ms) * passed // total
        passed += length
        spans.append((begin, start_ms + (end_ms - start_ms) * passed // total))
        passed += pause
    return spans


def _length_ms(token: str) -> int:
    digits = sum(map(str.isnumeric, token))
    letters = sum(map(str.isalpha, token))
    return MS_PER_WORD + MS_PER_LETTER * letters + MS_PER_DIGIT * digits


def _pause_ms(token: str) -> int:
    last = token.rstrip("\"')")[-1:]
    return MS_PER_SENTENCE if last in {".", "!", "?"} else MS_PER_COMMA if last in {",", ";", ":"} else 0


def _bare(token: str) -> str:
    return "".join(filter(str.isalnum, token)).casefold()
