"""Lines of hangboards, intervals and boards of gyms as they are found, with what they come to: as in `pasted_waves`."""

from __future__ import annotations

BOARDS = [
    # sets that begin anew by the clock
    ("Back squat\n3-3-3-3-3 (every 2 min)", 0, 15, None, ["back squat"]),
    ("Back squat\n5-5-5-5-5, every 2:30", 0, 25, None, ["back squat"]),
    ("Back squat\n5x5 on a 3:00 clock", 0, 25, None, ["back squat"]),
    ("Tempo squats 10-10-10 every 2 min", 0, 30, None, ["tempo squats"]),
    # reps and some more
    ("55 / Pause / 45", 0, 100, None, None),
    ("55 reps / rest / 45 reps", 0, 100, None, None),
    ("Push-ups: 55 / Pause / 45", 0, 100, None, ["push-ups"]),
    # a name above how it is done
    ("Quad set\nTighten your thigh. Hold 5 seconds. Repeat 10 times", 0, 10, None, ["quad set"]),
    (
        "Knees\n\nQuad set\nTighten your thigh. Hold 5 seconds. Repeat 10 times\n\nHeel slide\nBend your knee. Hold 5 seconds. Repeat 10 times",
        0,
        20,
        None,
        ["quad set", "heel slide"],
    ),
    # what is done within a longer time
    ("45 min Z2 with 5 x 10s sprints", 2700, 0, 0, None),
]
