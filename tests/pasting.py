"""Damaged pastes: lines that people write, in which signs, numbers and lines are wrong, doubled or too long."""

import random
from functools import cache
from pathlib import Path

from voicecoach.errors import InputError
from voicecoach.findings.session import TooManyEvents
from voicecoach.importing.pasted.reading import import_pasted
from voicecoach.importing.reading import import_routine
from voicecoach.language.parse import parse
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.source import SourceText

LINES = Path(__file__).parent / "importing" / "pasted_lines.py"
TOKENS = [
    "x", " x ", "3x", "/", ":", "-", "@", "(", ")", "[", "{", "}", ",", ";", "|", "+", "&", "\u00a7", "%", '"', "'", "\u2032",
    "rest", "Pause", "3 rounds:", "EMOM 10", "AMRAP", "21-15-9", "Tabata", "each side", "repeat 3 times", "min 1:", "odd:",
    "total: 3 min", "for time", "cap 5", "every 2 min", "between", "1:30", ":30", "0:00", "30s", "1m30", "2.5 min", "\u00bd", "400m",
    "7/3", "7:3", "8-12", "3010", "tempo", "RPE 8", "kg", "80%", "20mm", "W+8kg", "8(3):180s", "10:20:60s", "# ", "- ", "| a | b |",
    "exercise,sets,reps", "|---|", "\t", "\r", "\n", "\n\n", "    ", "\x00", "\u202e", "\ufffd", "\ud800", "\u0663", "\U0001f9d7", "0", "00", "9" * 30,
]  # fmt: skip
_MANY = (1, 1, 1, 2, 3, 8, 40)
MOST_CHARACTERS = 70_000


@cache
def real_pastes():
    from tests.importing.pasted_lines import ALL

    return [text for text, *_ in ALL]


def pasted(seed):
    """Return a damaged paste, the same for the same seed."""
    pick = random.Random(seed)
    text = "\n".join(pick.choice(real_pastes()) for _ in range(pick.choice((1, 1, 2, 5))))
    for _ in range(pick.choice((1, 1, 2, 3, 8))):
        text = pick.choice(DAMAGES)(pick, text)
    return text[:MOST_CHARACTERS]


def _cut(pick, text):
    at = pick.randrange(len(text) + 1)
    return text[:at] + text[at + pick.choice((1, 2, 10, 50)) :]


def _insert(pick, text):
    at = pick.randrange(len(text) + 1)
    return text[:at] + pick.choice(TOKENS) * pick.choice(_MANY) + text[at:]


def _grow(pick, text):
    """Make a number larger: what is small multiplies."""
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    if not places:
        return text
    at = pick.choice(places)
    return text[:at] + pick.choice(("0", "9", "00", "999", "99999")) + text[at:]


def _nest(pick, text):
    """Put what repeats into what repeats."""
    depth = pick.choice((1, 2, 4, 9, 40))
    head = pick.choice(
        ("3 rounds:", "9 sets:", "EMOM 5:", "for time:", "AMRAP 3", "21-15-9", "99x:", "wod {", "3 x (")
    )
    if pick.random() < 0.5:
        return f"{head} " * depth + text
    lines = [f"{'  ' * level}{head}" for level in range(depth)]
    return "\n".join([*lines, *(f"{'  ' * depth}{line}" for line in text.split("\n"))])


def _lines(pick, text):
    lines = text.split("\n")
    first, second = pick.randrange(len(lines)), pick.randrange(len(lines))
    lines[first:first] = [lines[second]] * pick.choice(_MANY)
    if pick.random() < 0.3:
        pick.shuffle(lines)
    return "\n".join(lines)


def _join(pick, text):
    return text.replace("\n", pick.choice((" ", ", ", " / ", "; ", "\n\n", "\n- ")))


def _flip(pick, text):
    return "".join(sign.swapcase() if pick.random() < 0.1 else sign for sign in text)


def _lengthen(pick, text):
    """Make many long lines of one of its pieces, each with a number of its own."""
    words = text.split()
    at = pick.randrange(max(1, len(words)))
    piece = " ".join(words[at : at + pick.choice((1, 2, 4))])
    return "\n".join(f"{number} " + f"{piece} " * pick.choice((4, 8, 40)) for number in range(10))


DAMAGES = (_cut, _insert, _insert, _grow, _nest, _lines, _join, _flip, _lengthen)


def examine_paste(text, studio, *, wholly):
    """Raise what is wrong with what is made of a paste. `wholly`: its format is found out, too, and it is compiled, not only parsed."""
    source = SourceText(name="paste.txt", text=text)
    before = ""
    for importer in (import_pasted, import_routine) if wholly else (import_pasted,):
        try:
            imported = importer(source)
        except InputError as refused:
            assert refused.message  # noqa: PT017 - with what it says, it is as it should be
            assert refused.hint  # noqa: PT017
            continue
        lines = text.count("\n") + text.count("\r") + 1
        assert all(1 <= line <= lines for note in imported.notes for line in note.lines)
        if imported.text == before:
            continue  # in the format that it was taken for
        before = imported.text
        made = SourceText(name="new.yaml", text=imported.text)
        routine, found = parse(made)
        assert routine is not None, found[0]
        if wholly:
            result = compile_routine(made, {}, lambda _: studio)
            too_much = all(isinstance(one, TooManyEvents) for one in result.diagnostics)
            assert isinstance(result, Compiled) or too_much, result.diagnostics[0]
