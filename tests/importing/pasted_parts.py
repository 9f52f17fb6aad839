"""Lines of one exercise, made of their parts in many orders and with many signs between: each comes to the product of its parts."""

from __future__ import annotations

import random

_CROSS = ("x", " x ", "×", " × ")  # noqa: RUF001 - the signs of those who paste
_SEPARATORS = (", ", "; ", " - ", " / ", ". ")


def _seconds(pick, length_s):
    minutes, seconds = divmod(length_s, 60)
    if length_s % 60:
        return pick.choice((f"{length_s}s", f"{length_s} sec", f'{length_s}"', f"{length_s} seconds"))
    return (
        pick.choice((f"{minutes} min", f"{minutes}'", f"{minutes}:00", f"{length_s}s")) if not seconds else ""
    )


def _rest(pick, length_s):
    said = _seconds(pick, length_s)
    forms = (
        "rest {}",
        "{} rest",
        "rest: {}",
        "with {} rest",
        "{} rest between sets",
        "rest {} between sets",
        "(rest {})",
        "[{} rest]",
        "@ {} rest",
        "Rest = {}",
    )
    return pick.choice(forms).format(said)


def _hangs(pick):
    sets, reps, on_s, off_s, rest_s = (
        pick.randint(2, 5),
        pick.randint(4, 7),
        pick.choice((7, 10)),
        pick.choice((3, 5)),
        pick.choice((120, 180)),
    )
    cross = pick.choice(_CROSS)
    pair = pick.choice(
        (
            f"{on_s}s on/{off_s}s off",
            f"{on_s}s on, {off_s}s off",
            f"{on_s}/{off_s}",
            f"{on_s}:{off_s}",
            f"{on_s}s hang/{off_s}s rest",
        )
    )
    form = pick.choice(
        (
            f"{sets} sets of {reps} x {pair}",
            f"{sets}{cross}{reps}{cross}{pair}",
            f"{sets} sets x {reps} reps ({pair})",
            f"{reps} x ({pair}), {sets} sets",
            f"({pair}) x {reps}, {sets} sets",
            f"{sets} x ({reps} x {pair})",
            f"sets: {sets}, reps: {reps}, {pair}",
            f"{sets} sets of {reps} hangs, {pair}",
        )
    )
    name = pick.choice(
        ("Hangs: {}", "Half crimp, 20mm: {}", "{} on a 20mm edge", "{} half crimp", "Hangboard\n{}")
    )
    text = f"{name.format(form)}{pick.choice(_SEPARATORS)}{_rest(pick, rest_s)}"
    between_s = sets * (reps - 1) * off_s + (sets - 1) * rest_s
    return text, sets * reps * on_s, 0, between_s


def _holds(pick):
    sets, length_s, rest_s = pick.randint(2, 6), pick.choice((20, 45, 90, 120)), pick.choice((30, 60, 90))
    said, sides = _seconds(pick, length_s), pick.choice(("", "", " each side", " per side"))
    form = pick.choice(
        (
            f"{sets} x {said}{sides}",
            f"{sets} sets of {said}{sides}",
            f"{said}{sides} x {sets}",
            f"{said}{sides}, {sets} sets",
            f"sets: {sets}, {said}{sides}",
        )
    )
    text = f"{pick.choice(('Side plank: {}', 'Side plank {}', '{} side plank')).format(form)}{pick.choice(_SEPARATORS)}{_rest(pick, rest_s)}"
    return text, sets * length_s * (2 if sides else 1), 0, (sets - 1) * rest_s


def _reps(pick):
    sets, reps, rest_s = pick.randint(2, 5), pick.choice((5, 8, 12)), pick.choice((60, 90, 120))
    sides, load = (
        pick.choice(("", "", " each side", "/leg")),
        pick.choice(("", "", " @ 60kg", " at 75%", " @ RPE 8")),
    )
    form = pick.choice(
        (
            f"Lunges {sets} x {reps}{sides}{load}",
            f"{sets} sets of {reps} lunges{sides}{load}",
            f"Lunges: {sets} sets, {reps} reps{sides}{load}",
            f"Lunges, {reps} reps{sides}, {sets} sets{load}",
            f"Lunges - {reps} reps{sides} x {sets} sets{load}",
            f"Lunges sets: {sets}, reps: {reps}{sides}{load}",
        )
    )
    text = f"{form}{pick.choice(_SEPARATORS)}{_rest(pick, rest_s)}"
    return text, 0, sets * reps * (2 if sides else 1), (sets - 1) * rest_s


def lines(count, seed):
    """Return lines with the seconds of timed work, the reps and the seconds of rest that their parts come to."""
    pick = random.Random(seed)
    return list(dict.fromkeys(pick.choice((_hangs, _holds, _reps))(pick) for _ in range(count)))
