"""Hypothesis strategies: texts that are almost routines, written by a careless author, and files that somebody has damaged."""

import random
import re
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from voicecoach.findings.terms import Takes
from voicecoach.language.kinds import STEP_KINDS


def examples(count: int) -> int:
    """Return how many examples a property is tried with: that many, or fewer where the profile asks for `few`."""
    few = settings.get_current_profile_name() == "few"
    return min(count, settings.default.max_examples) if few else count


DURATIONS = st.sampled_from(
    [
        "{left: 30s, right: 20s}",
        "30s",
        "1m30s",
        "90",
        "1:30",
        "2.5s",
        "500ms",
        "0",
        "30sec",
        "1.0005s",
        "$hold",
        "$rounds",
        "25h",
        "x",
        "",
        "-5s",
    ]
)
COUNTS = st.sampled_from(
    ["1", "3", "8-12", "12-8", "21", "0", "three", "$rounds", "$rung", "$nope", "9" * 30, "[2]", ""]
)
TEXTS = st.sampled_from(
    [
        "Breathe.",
        '"Halfway. Breathe."',
        "'Don''t stop.'",
        "'Don't stop.'",
        "Ready: go",
        "*go",
        "@home",
        "Knees #1",
        "$name, $next, $remaining",
        "$elapsed of $duration, $total_elapsed",
        "$round of $rounds",
        "$hold",
        "$nmae",
        "${x}",
        "5 $$",
        "...",
        "腰を伸ばす 💪",
        "[One, two.]",
        "[Halfway. Breathe., Halfway.]",
        "|\n            Two\n            lines",
        '"open',
        "",
        "> x",
        "{say: Stop., priority: safety}",
        "{sound: bell}",
        "!tag x",
        "&a x",
    ]
)
CUE_KEYS = st.sampled_from(
    [
        "5s",
        "-10s",
        "50%",
        "12.5%",
        "start",
        "end",
        "every 15s",
        "random 1s-3s",
        "random 40s-80s",
        "random 80s-40s",
        "rep 3",
        "last 3 reps",
        "round 2",
        "side left",
        "side front",
        "rep3",
        "halfway",
        "-90s",
        "100%",
        "$hold",
    ]
)
SWITCHES = st.sampled_from(["on", "off", "maybe", "", "3", "10", "[10s, 5s]", "{start: bell}", "{strat: x}"])
VALUES = {
    Takes.NAME: TEXTS,
    Takes.WORDINGS: TEXTS,
    Takes.COUNT: COUNTS,
    Takes.REPEATERS: st.sampled_from(["6 x 7s:3s", "6x7:3", "6 × 7s:3s", "6", "0 x 0:0"]),  # noqa: RUF001
    Takes.LOAD: st.sampled_from(
        ["+10kg", "-5 kg", "2x12kg", "80% BW", "BW", "red band", "10", "$load", "off"]
    ),
    Takes.EDGE: st.sampled_from(["20mm", "0.75in", "jug", "20", "$hold"]),
    Takes.GRIP: TEXTS,
    Takes.EFFORT: st.sampled_from(["8", "11", "RPE 8", "hard", "$rounds", "off"]),
    Takes.RUNGS: st.sampled_from(["[21, 15, 9]", "[10s, 20s]", "3-2-1", "[]", "[$rounds]"]),
    Takes.TEXT: st.sampled_from(["other.yaml", "../x.yaml", ""]),
}
OTHERS = st.sampled_from(["hodl", "cuse", "<<", "? x", "Title", "name"])
OPTION_VALUES = {
    "count": COUNTS,
    "sets": COUNTS,
    "announce": TEXTS,
    "say": TEXTS,
    "until": st.sampled_from(["done", "done", "failure", ""]),
    **{key: VALUES[Takes(key)] for key in ("load", "edge", "grip", "effort")},
}
INDENT = "  "


@st.composite
def cues(draw, indent):
    keys = draw(st.lists(CUE_KEYS, max_size=3))
    return "".join(f"{indent}{key}: {draw(TEXTS)}\n" for key in keys)


@st.composite
def options(draw, indent):
    lines = ""
    names = sorted(
        {key.name for kind in STEP_KINDS.values() for key in kind.beside}
        - {"cues", "steps", "odd", "even", "minutes"}
    )
    for name in draw(st.lists(st.one_of(st.sampled_from(names), OTHERS), max_size=4)):
        value = draw(
            OPTION_VALUES.get(
                name,
                st.one_of(
                    DURATIONS,
                    SWITCHES,
                    st.sampled_from(["3-1-1-0", "30X1"]),
                    st.sampled_from(["[left, right]", "[front, back]", "[a, b, a]", "top"]),
                ),
            )
        )
        lines += f"{indent}{name}: {value}\n"
    if draw(st.booleans()):
        lines += f"{indent}cues:\n{draw(cues(indent + INDENT))}"
    return lines


def lists_of(kind):
    """Return which keys with steps a step has: mostly those that belong together."""
    keys = kind.lists_of_steps
    groups = [group for group in kind.one_of if set(group) <= set(keys)]
    return st.sampled_from([*groups, *groups, keys])


@st.composite
def steps(draw, indent="  ", depth=0):
    written = ""
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from([*STEP_KINDS.values()]))
        value = draw(VALUES.get(kind.key.takes, DURATIONS))
        dash = draw(st.sampled_from(["- ", "- ", "- ", "-\t", "  - "]))
        written += f"{indent}{dash}{kind.name}: {value}\n{draw(options(indent + INDENT))}"
        for key in draw(lists_of(kind)) if depth < 3 else ():
            inner = indent + 2 * INDENT
            if key.takes is Takes.MINUTES:
                turns = "".join(
                    f"{inner}-\n{draw(steps(inner + INDENT, depth + 1))}"
                    for _ in range(draw(st.integers(0, 2)))
                )
                written += f"{indent}{INDENT}{key.name}:\n{turns}"
            else:
                written += f"{indent}{INDENT}{key.name}:\n{draw(steps(inner, depth + 1))}"
    return written


@st.composite
def almost_routines(draw):
    """Return a text with a routine's shape and an author's slips."""
    head = draw(
        st.sampled_from(
            ["title: T\n", "title: T\nlanguage: de\ncaution: Stop.\n", "", "%YAML 1.2\n---\ntitle: T\n"]
        )
    )
    parameters = draw(
        st.sampled_from(
            [
                "",
                "parameters:\n  hold: {default: 30s, min: 5s, max: 1m}\n  rounds: 3\n",
                "parameters:\n  hold: {default: 3s, min: 5s}\n  my-rounds: 3\n",
            ]
        )
    )
    defaults = draw(st.one_of(st.just(""), options("  ").map(lambda lines: f"defaults:\n{lines}")))
    text = f"{head}{parameters}{defaults}steps:\n{draw(steps())}"
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    return text.replace("\n", end)


# --- hostile files ------------------------------------------------------------------------------

ROOT = Path(__file__).parent.parent
TOKENS = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "-",
    "?",
    "#",
    "&",
    "*",
    "!",
    "|",
    ">",
    "'",
    '"',
    "%",
    "@",
    "`",
    "$",
    "\\",
    "\t",
    "\n",
    "\r",
    "\x00",
    "\x85",
    "\u2028",
    "\ufeff",
    "\x1b",
    "\u202e",
    "�",
    "💪",
    "---",
    "...",
    "<<",
    "~",
    "$$",
    "${\n!!python/object/apply:os.system",
    "&a",
    "*a",
    "<<:",
    "null",
    "no",
    "yes",
    "1:30",
    "2026-11-22",
    ".nan",
    ".inf",
    "-1",
    "0",
    "1e9",
    "999999999999999999",
    "٣",
    "½",
    "²",
    "0x10",
    "1_000\n-",
    "rounds:",
    "1000000000",
    "for:",
    "24h",
    "every:",
    "1ms",
    "count:",
    "99999",
    "sets:",
    "9999",
    "tempo:",
    "0-0-0-0",
    "ladder:",
    "[1,2,3]",
    "include:",
    "../../etc/passwd",
    "sound:",
    "/dev/zero\n$hold",
    "$round",
    "$rung",
    "$remaining",
    "$total_remaining",
    "$elapsed",
    "$total_elapsed",
    "cues:",
    "steps:",
    "parameters:",
    "defaults:",
    "{default:",
    "default:",
    "min:",
    "max:",
    "choices:",
    "caution:",
    "language:",
    "xx",
    "pronounce:",
    "load:",
    "+10kg",
    "2x12kg",
    "80% BW",
    "edge:",
    "20mm",
    "grip:",
    "effort:",
    "random 1ms-2ms:",
    "random 40s-80s:",
    "until:",
    "done",
    "for-time:",
]
HUGE = [
    "9" * 30,
    "9" * 5_000,
    "1e999",
    "NaN",
    "inf",
    "-5",
    "0",
    "00",
    "0.0000001s",
    "\N{ARABIC-INDIC DIGIT THREE}0s",
    "²",
    "1:99:99",
    "24h1ms",
    "1000000000",
]


@cache
def real_files():
    """Return (kind, content) of what people really write: every built-in, every example of a finding, every import sample."""
    paths = sorted((ROOT / "voicecoach" / "library").glob("*.yaml"))
    found = [("routine", path.read_bytes()) for path in paths]
    for path in sorted((ROOT / "docs" / "diagnostics").glob("*.yaml")):
        for entry in YAML(typ="safe", pure=True).load(path.read_text("utf-8"))["entries"]:
            found += [("routine", entry[key].encode()) for key in ("wrong", "right") if key in entry]
    found += [("import", path.read_bytes()) for path in sorted((ROOT / "tests/importing/samples").iterdir())]
    found.append(
        (
            "config",
            b'engine = "none"\nrate = 150\nwake = "2s"\nvoice-gain = -3.0\nquiet = true\n[pronounce]\nPallof = "pal off"\n',
        )
    )
    return found


def mutated(seed):
    """Return (kind, content): a real file after some damage, the same for the same seed."""
    pick = random.Random(seed)
    kind, content = pick.choice(real_files())
    for _ in range(pick.choice((1, 1, 1, 2, 3, 8))):
        content = pick.choice(DAMAGES)(pick, content)
    return kind, content[:200_000]


def _cut(pick, content):
    start = pick.randrange(len(content) + 1)
    return content[:start] + content[start + pick.choice((1, 2, 10, 100, len(content))) :]


def _insert(pick, content):
    at = pick.randrange(len(content) + 1)
    token = pick.choice(TOKENS).encode("utf-8", "surrogatepass")
    return content[:at] + token * pick.choice((1, 1, 1, 2, 60)) + content[at:]


def _flip(pick, content):
    if not content:
        return content
    at = pick.randrange(len(content))
    return content[:at] + bytes([pick.randrange(256)]) + content[at + 1 :]


def _lines(pick, content):
    lines = content.split(b"\n")
    first, second = pick.randrange(len(lines)), pick.randrange(len(lines))
    what = pick.randrange(5)
    if what == 0:
        lines[first], lines[second] = lines[second], lines[first]
    elif what == 1:
        lines.insert(first, lines[second])
    elif what == 2:
        lines[first] = b" " * pick.randrange(9) + lines[first].lstrip()
    elif what == 3:
        del lines[first]
    else:
        lines[first:first] = lines[min(first, second) : max(first, second)] * pick.choice((1, 2, 20))
    return b"\n".join(lines)


def _number(pick, content):
    numbers = list(re.finditer(rb"\d+", content))
    if not numbers:
        return content
    found = pick.choice(numbers)
    return content[: found.start()] + pick.choice(HUGE).encode() + content[found.end() :]


def _grow(pick, content):
    """Make a number larger: a small file multiplies itself."""
    numbers = list(re.finditer(rb"\d+", content))
    if not numbers:
        return content
    found = pick.choice(numbers)
    more = pick.choice((b"0", b"00", b"000", b"999", b"000000"))
    return content[: found.end()] + more + content[found.end() :]


def _nest(pick, content):
    """Put the steps of a routine into blocks that repeat, and the elements of an import into each other."""
    depth = pick.choice((1, 2, 4, 7))
    if b"\nsteps:\n" in content:
        head, _, steps = content.partition(b"\nsteps:\n")
        block = pick.choice((b"rounds: 9", b"emom: 9", b"ladder: [3, 2, 1]", b"rounds: 99", b"amrap: 5m"))
        opened = b"".join(
            b"    " * level + b"  - " + block + b"\n" + b"    " * level + b"    steps:\n"
            for level in range(depth)
        )
        inner = b"\n".join(b"    " * depth + line for line in steps.split(b"\n"))
        return head + b"\nsteps:\n" + opened + inner
    return content.replace(b"<workout>", b"<workout>" * (depth + 1)) + content[-200:] * depth * 3


def _splice(pick, content):
    other = pick.choice(real_files())[1]
    return content[: pick.randrange(len(content) + 1)] + other[pick.randrange(len(other)) :]


def _value(pick, content):
    values = list(re.finditer(rb": *([^\n]+)", content))
    if not values:
        return content
    found = pick.choice(values)
    return (
        content[: found.start(1)]
        + pick.choice(TOKENS).encode("utf-8", "surrogatepass")
        + content[found.end(1) :]
    )


def _recoded(pick, content):
    text = content.decode("utf-8", "replace")
    what = pick.randrange(6)
    if what < 3:
        return text.encode(("utf-16", "utf-16-be", "latin-1")[what], "replace")
    return text.replace("\n", ("\r\n", "\r", "\x85")[what - 3]).encode()


DAMAGES = (
    _cut,
    _insert,
    _insert,
    _flip,
    _lines,
    _lines,
    _number,
    _grow,
    _nest,
    _splice,
    _value,
    _value,
    _recoded,
)


def hostile_files():
    """Return (kind, content) of files that are almost right, damaged, or nothing of the sort."""
    return st.one_of(
        almost_routines().map(lambda text: ("routine", text.encode("utf-8", "surrogatepass"))),
        *[st.integers(0, 2**40).map(mutated)] * 5,
        st.tuples(st.sampled_from(["routine", "import", "config"]), st.binary(max_size=200)),
    )


NAMES = st.sampled_from(
    ["Plank", "Bar hang", "Good morning", "Half-kneeling landmine press with a long pause at the top", "Rest"]
)
SHORT_TIMES = st.sampled_from(["1s", "2s", "3s", "5s", "6s", "9s", "20s"])


RANDOM_CUE = "cues: {random 2s-4s: $elapsed gone.}"
DETAILS = ("", "", "{inner}load: +10kg\n", "{inner}grip: half crimp\n{inner}edge: 20mm\n{inner}effort: 8\n")


@st.composite
def told_exercise(draw, indent):
    kind, inner = draw(st.sampled_from(["hold", "work", "reps", "hangs"])), indent + INDENT
    details = draw(st.sampled_from(DETAILS)).format(inner=inner)
    if kind == "reps":
        every, count = draw(st.sampled_from(["1s", "3s", "5s"])), draw(st.sampled_from(["3", "2-3"]))
        return f"{indent}- reps: {draw(NAMES)}\n{inner}count: {count}\n{inner}every: {every}\n{details}"
    if kind == "hangs":
        return f"{indent}- hangs: 2 x 5s:2s\n{inner}name: {draw(NAMES)}\n{details}"
    sides = draw(st.sampled_from(["", "sides: [left, right]", "sides: [front, left, back]"]))
    length = draw(SHORT_TIMES)
    if sides.endswith("back]") and draw(st.booleans()):
        length = f"{{front: {length}, left: {draw(SHORT_TIMES)}, back: {draw(SHORT_TIMES)}}}"
    keys = [
        draw(st.sampled_from(["", "sets: 2", f"sets: 2\n{inner}rest: 3s"])),
        sides,
        draw(st.sampled_from(["", "", "until: done"])),
        draw(st.sampled_from(["", "", "tones: off", "announce: off"])),
        draw(
            st.sampled_from(
                [
                    "",
                    "cues: {start: Now breathe out., end: Well done.}",
                    "" if {"1s", "2s"} & set(length.strip("{}").replace(",", "").split()) else RANDOM_CUE,
                ]
            )
        ),
    ]
    written = f"{indent}- {kind}: {draw(NAMES)}\n{inner}for: {length}\n{details}"
    return written + "".join(f"{inner}{key}\n" for key in keys if key)


@st.composite
def told_between(draw, indent):
    """Return a rest, a lead-in or a spoken passage."""
    kind, inner = draw(st.sampled_from(["rest", "lead-in", "say"])), indent + INDENT
    if kind == "say":
        words = draw(st.sampled_from(["Lie down.", "Now the plank."]))
        return f"{indent}- say: {words}\n" + draw(st.sampled_from(["", f"{inner}for: 6s\n"]))
    words = ["", "say: Lie down, and breathe out slowly.", "say: [Rest. Lie face down., Lie down.]"]
    keys = [draw(st.sampled_from(words)), draw(st.sampled_from(["", "cues: {500ms: Drink something.}"]))]
    written = f"{indent}- {kind}: {draw(SHORT_TIMES)}\n"
    return written + "".join(f"{inner}{key}\n" for key in keys if key)


@st.composite
def told_minutes(draw, indent):
    """Return an emom whose work fits its minutes: reps at one's own pace, and other work of at most 6 s."""
    inner, deeper = indent + INDENT, indent + 2 * INDENT
    steps = ""
    for number in range(draw(st.integers(1, 4))):
        name = draw(NAMES)
        keys = draw(st.sampled_from(["", "", ", announce: off", ", sides: [left, right]", ", sets: 2"]))
        own_pace = f"{{reps: {name}, count: {number + 3}{keys}}}"
        others = [
            f"{{work: {name}, for: 6s}}",
            "rest: 5s",
            f"{{reps: {name}, count: 3, every: 2s}}",
            "say: Go.",
        ]
        steps += f"{deeper}- {draw(st.sampled_from([own_pace, own_pace, own_pace, *others]))}\n"
    call = draw(st.sampled_from(["", f"{inner}announce: off\n"]))
    turns = draw(st.sampled_from([("steps",), ("odd", "even")]))
    lists = "".join(f"{inner}{key}:\n{steps}" for key in turns)
    return f"{indent}- emom: 2\n{call}{lists}"


BLOCKS = (
    ("rounds: 1", "rounds: 2", "rounds: 2", "rounds: 3"),
    ("", "", "name: Set", "announce: off", "rest-after-last: yes"),
)
LADDERS = (("ladder: [2, 1]",), ("", "announce: off"))
CIRCUITS = (("amrap: 1m", "for-time: 2m"), ("", "announce: off"))


@st.composite
def told_block(draw, indent, steps, kinds):
    """Return the steps in a block of one of the kinds, each of which is its first lines and its keys."""
    inner = indent + INDENT
    firsts, keys = draw(st.sampled_from(kinds))
    first, key = draw(st.sampled_from(firsts)), draw(st.sampled_from(keys))
    return f"{indent}- {first}\n" + (f"{inner}{key}\n" if key else "") + f"{inner}steps:\n{steps}"


@st.composite
def told_circuit(draw, indent):
    """Return an amrap or a list for time, of reps at one's own pace, or a death by."""
    if draw(st.booleans()):
        return f"{indent}- death-by: {draw(NAMES)}\n{indent}{INDENT}for: 2m\n"
    names = draw(st.lists(NAMES, min_size=1, max_size=3))
    deeper = indent + 2 * INDENT
    steps = "".join(f"{deeper}- {{reps: {name}, count: {3 + at}}}\n" for at, name in enumerate(names))
    return draw(told_block(indent, steps, (CIRCUITS,)))


@st.composite
def told_routines(draw, indent="", depth=0):
    """Return steps that compile: exercises with and without time before them, in blocks, with words and cues in their way."""
    written = ""
    for _ in range(draw(st.integers(1, 2 if depth else 4))):
        kind = draw(st.sampled_from(["exercise", "between", "block", "emom", "circuit"]))
        if kind == "emom" and depth < 2:
            written += draw(told_minutes(indent))
        elif kind == "circuit" and depth < 2:
            written += draw(told_circuit(indent))
        elif kind == "block" and depth < 2:
            inner = draw(told_routines(indent + 2 * INDENT, depth + 1))
            written += draw(told_block(indent, inner, (BLOCKS, BLOCKS, LADDERS)))
        else:
            written += draw(told_between(indent) if kind == "between" else told_exercise(indent))
    return written
