"""Routines of blocks in blocks, and which pass is called where: reckoned from what is drawn, by nothing of the program.

A step is drawn as a tuple: its kind, and what it needs. `written` makes the lines of it. `heard` says what is called before
each rest or exercise, in the order of time, and in it: `last`, or `number` for a call that says which pass it is.
"""

from hypothesis import strategies as st

REST = "- rest: 25s"
SILENT, NAMED = "announce: off", "name: Lap"
EXERCISES = (
    "work: Climb\n  for: 20s",
    "work: Hang on\n  for: 20s\n  until: done",
    "reps: Squat\n  count: 4\n  every: 4s",
)
CIRCUIT = "  steps:\n    - {reps: Squat, count: 5}\n    - {reps: Push-up, count: 3}"
CIRCUITS = (f"amrap: 2m\n{CIRCUIT}", f"for-time: 3m\n{CIRCUIT}", "death-by: Burpee\n  for: 3m")
SIDES = ("", "\n  sides: [left, right]\n  switch: 10s")

exercises = st.one_of(
    st.tuples(
        st.just("sets"), st.sampled_from(EXERCISES), st.sampled_from(SIDES), st.sampled_from((1, 1, 2, 3))
    ),
    st.tuples(st.just("hangs"), st.integers(1, 4), st.sampled_from((1, 1, 2))),
    st.tuples(st.just("circuit"), st.sampled_from(CIRCUITS)),
)
keys = st.sampled_from(("", "", SILENT, NAMED))


def blocks(inner):
    steps = st.lists(inner, min_size=1, max_size=2)
    return st.one_of(
        st.tuples(st.just("rounds"), st.integers(1, 3), keys, steps),
        st.tuples(st.just("ladder"), st.integers(1, 2), keys, steps),
        st.tuples(st.just("emom"), st.integers(1, 3), keys, st.lists(exercises, min_size=1, max_size=2)),
    )


called_routines = st.lists(
    st.one_of(exercises, blocks(exercises), blocks(st.one_of(exercises, blocks(exercises)))),
    min_size=1,
    max_size=3,
)


def written(steps):
    """Return the lines of steps, each with time before it for what is called."""
    return "".join(f"{REST}\n{_written(step)}\n" for step in steps)


def _written(step):
    match step:
        case "sets", exercise, sides, sets:
            return f"- {exercise}{sides}" + (f"\n  sets: {sets}\n  rest: 25s" if sets > 1 else "")
        case "hangs", number, sets:
            return f"- hangs: {number} x 7s:6s" + (f"\n  sets: {sets}\n  rest: 25s" if sets > 1 else "")
        case "circuit", circuit:
            return f"- {circuit}"
        case "emom", number, key, minutes:
            turns = minutes if len(minutes) > 1 else [*minutes, *minutes]
            lists = "".join(
                f"\n  {name}:\n{_indented(written([turn]))}"
                for name, turn in zip(("odd", "even"), turns, strict=True)
            )
            return f"- emom: {number}\n  every: 10m" + (f"\n  {key}" if key else "") + lists.rstrip()
        case kind, number, key, inner:
            first = f"rounds: {number}" if kind == "rounds" else f"ladder: {list(range(number, 0, -1))}"
            return (
                f"- {first}"
                + (f"\n  {key}" if key else "")
                + f"\n  steps:\n{_indented(written(inner)).rstrip()}"
            )


def _indented(text):
    return "".join(f"    {line}\n" for line in text.splitlines())


def heard(steps, *, is_last=True):
    """Return (call before, calls within) for each rest, set or exercise."""
    found = []
    for step in steps:
        found.append(("", []))  # the rest before it
        match step:
            case "sets", _, _, sets:
                found += [(_call(at, sets, is_last=is_last), []) for at in range(1, sets + 1)]
            case "hangs", number, sets:
                for at in range(1, sets + 1):
                    is_end = is_last and at == sets
                    hangs = [
                        "last" if is_end and hang == number else "number" for hang in range(2, number + 1)
                    ]
                    found.append((_call(at, sets, is_last=is_last), hangs))
            case "circuit", _:
                found.append(("", []))
            case kind, number, key, inner:
                for at in range(1, number + 1):
                    is_end = is_last and at == number
                    turn = [inner[(at - 1) % len(inner)]] if kind == "emom" else inner
                    passed = heard(turn, is_last=is_end)
                    is_called = number > 1 and key != SILENT and (kind != "ladder" or key == NAMED)
                    if is_called:  # the outer one is said
                        call = "last" if is_end and key != NAMED else "number"
                        passed[0] = (call, passed[0][1])
                    found += passed
    return found


def _call(at, total, *, is_last):
    if total == 1:
        return ""
    return "last" if is_last and at == total else "number"
