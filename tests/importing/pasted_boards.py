"""Lines of hangboards, intervals and boards of gyms as they are found, with what they come to: as in `pasted_waves`."""

# ruff: noqa: RUF001 - the signs of those who paste

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
    # hangboards, ergs, tracks and pools
    ("6×50 with 15 sec rest (drill*)", None, None, 75, None),
    ("3×100 pull with 10 sec rest (descend 1–3)", None, None, 20, None),
    ("10 x 100 @ 1:45: odds FR/BK fast, evens easy FR", None, None, None, None),
    ("300 Swim, 200 Kick, 300 Drill/Swim by 50's, 300 Pull", None, None, None, None),
    (
        "3 x [8 x 40 seconds on/20 seconds off (paddling). 40 sec on should be at 30+ spm]. 4’ rest.",
        960,
        0,
        900,
        None,
    ),
    ("2’@18+16", 120, 0, 0, None),
    (
        "10 Rounds of 30/20/10 Intervals\n\n  • :30 sec Light Pressure\n  • :20 sec Medium Pressure\n  • :10 sec ALL OUT SPRINT (Note your Split Here - this is your 'Target')",
        600,
        0,
        0,
        None,
    ),
    ("4 x 800m @ target 5K pace\nRecovery: 400m easy jog between each interval.", None, 0, None, None),
    ("4x 3:00 @ 10K effort, 2:00 jog between each", 720, 0, 360, None),
    ("2-3 x 2 miles at Tempo Pace with 4 minute jog recovery in between reps.", None, 0, 480, None),
    ("3 x 1M session, timed, with 5 mins rest after each", None, 0, 600, None),
    ("25-30-min run, inc 8 x 30 secs uphill", 1800, 0, 0, None),
    ("1hr 30 mins to 1hr 45 mins. Easy, steady pace.", 6300, 0, 0, None),
    ("WU: 15' easy.\n-->5x(20'' moderate + 40'' easy) to wake up the legs.", 1200, 0, 0, None),
    ("8 sets of 2 minutes at 100% of your FTP with 1-minute recovery", 960, 0, 420, None),
    (
        "1. Back 2 (7s+3s)x7, rest 2 minutes\n2. Front 2 (7s+3s)x7, rest 2 minutes\n3. Middle 2 (7s+3s)x7, rest 2 minutes\n4. Half Crimp (7s+3s)x7, rest 2 minutes\n5. Sloper (7s+3s)x7, rest 2 minutes",
        245,
        0,
        None,
        None,
    ),
    ("Hang for 7 seconds\nRest for 3 seconds\nRepeat 6 times", 42, 0, None, None),
    (
        "5 Second Hang (on a hold with all of your fingers open and straight) with 10 Seconds Rest between Hangs for a duration of 3 minutes.",
        60,
        0,
        110,
        None,
    ),
    ("hold for 10 seconds on 5 seconds off for six times (reps) per set", 60, 0, 25, None),
    ("7-10 seconds x 4 with 4 minutes rest between", 40, 0, 720, None),
    (
        "10 sets of 6 7:3s repeaters at 40 percent of max load, one minute rest between sets",
        420,
        0,
        690,
        None,
    ),
    ("Do a series of 5; 12 second hangs with exactly 3 minutes rest in between sets.", 60, 0, 720, None),
    (
        "Pulls of 7-10 seconds with up to a minute break. Repeated 6-8 times.",
        80,
        0,
        420,
        None,
    ),
    ("Hang for 7 seconds, rest for 3 seconds.\nComplete a total of 6 hangs.", 42, 0, None, None),
    (
        "Workout hard for 20 seconds.\n\nRest for 10 seconds.\n\nRepeat a total of 8 times.\n\nTotal = 4 minutes",
        160,
        0,
        None,
        None,
    ),
    (
        "EMOM (Every Minute on the Minute) 15\n\n  • 10 Strict Pull Ups (scale to 20 ring rows)\n  • 20 Air Squats\n  • 20 Push Ups",
        0,
        750,
        None,
        None,
    ),
    ("A. Deadlift – 5×2 @70% every minute on the minute (EMOTM)", 0, 10, None, None),
    (
        "On the 2:00 x 5 Sets:\nSet 1 – 14 Reverse Lunges (7/side)\nSet 2 – 12 Reverse Lunges (6/side)\nSet 3 – 10 Reverse Lunges (5/side)\nSet 4 – 8 Reverse Lunges (4/side)\nSet 5 – 6 Reverse Lunges (3/side)",
        0,
        50,
        None,
        None,
    ),
    ("5 Rounds\n12 Push Press (Mx 75/55, Rx 95/65, Rx+ 115/75, FB 135/95)\n12 Burpees", 0, 120, 0, None),
]
