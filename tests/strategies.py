"""Hypothesis strategies: texts that are almost routines, written by a careless author."""

from hypothesis import strategies as st

DURATIONS = st.sampled_from(
    [
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
COUNTS = st.sampled_from(["1", "3", "21", "0", "three", "$rounds", "$rung", "$nope", "9" * 30, "[2]", ""])
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
        "rep 3",
        "last 3 reps",
        "round 2",
        "side left",
        "rep3",
        "halfway",
        "-90s",
        "100%",
        "$hold",
    ]
)
SWITCHES = st.sampled_from(["on", "off", "maybe", "", "3", "10", "[10s, 5s]", "{start: bell}", "{strat: x}"])
OTHERS = st.sampled_from(["hodl", "cuse", "<<", "? x", "Title", "name"])
INDENT = "  "


@st.composite
def cues(draw, indent):
    keys = draw(st.lists(CUE_KEYS, max_size=3))
    return "".join(f"{indent}{key}: {draw(TEXTS)}\n" for key in keys)


@st.composite
def options(draw, indent):
    lines = ""
    names = ["for", "count", "tempo", "every", "sets", "rest", "sides", "switch", "announce", "countdown"]
    names += ["halfway", "time-left", "tones", "bed", "ready", "say", "rest-after-last", "set"]
    for name in draw(st.lists(st.one_of(st.sampled_from(names), OTHERS), max_size=4)):
        value = draw(
            {"count": COUNTS, "sets": COUNTS, "announce": TEXTS, "say": TEXTS}.get(
                name, st.one_of(DURATIONS, SWITCHES, st.just("3-1-1-0"), st.just("[left, right]"))
            )
        )
        lines += f"{indent}{name}: {value}\n"
    if draw(st.booleans()):
        lines += f"{indent}cues:\n{draw(cues(indent + INDENT))}"
    return lines


@st.composite
def steps(draw, indent="  ", depth=0):
    written = ""
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(
            st.sampled_from(
                [
                    "lead-in",
                    "hold",
                    "work",
                    "reps",
                    "rest",
                    "say",
                    "rounds",
                    "hangs",
                    "emom",
                    "amrap",
                    "ladder",
                    "include",
                ]
            )
        )
        value = draw(
            {
                "hold": TEXTS,
                "work": TEXTS,
                "reps": TEXTS,
                "say": TEXTS,
                "rounds": COUNTS,
                "emom": COUNTS,
                "hangs": st.sampled_from(["6 x 7s:3s", "6x7:3", "6 × 7s:3s", "6", "0 x 0:0"]),  # noqa: RUF001
                "ladder": st.sampled_from(["[21, 15, 9]", "[10s, 20s]", "3-2-1", "[]", "[$rounds]"]),
                "include": st.sampled_from(["other.yaml", "../x.yaml", ""]),
            }.get(kind, DURATIONS)
        )
        dash = draw(st.sampled_from(["- ", "- ", "- ", "-\t", "  - "]))
        written += f"{indent}{dash}{kind}: {value}\n{draw(options(indent + INDENT))}"
        if kind in {"rounds", "emom", "amrap", "ladder"} and depth < 3:
            written += f"{indent}{INDENT}steps:\n{draw(steps(indent + 2 * INDENT, depth + 1))}"
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
