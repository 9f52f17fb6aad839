"""Pastes in the ways of writing of public plans, boards, handouts and logs, with what they come to: as in `pasted_waves`."""

from __future__ import annotations

FOUND = [
    # how it is done, results, and loads of people, which nobody does
    ("21 Deadlifts\n15 Hang Power Cleans\n9 Front Squats\nMen 185, Ladies 115", 0, 45, 0, None),
    ("AMRAP in 20 minutes of:\n4 thrusters\n6 knee raises\n\n20-lb. dumbbells", 1200, 0, 0, None),
    ("10 minute AMRAP\n10 squats\n7 burpees\n\nMy Results\n\n6 Rounds + 10 squats", 600, 0, 0, None),
    ("D) Press: 3 x 8/8\n@ RPE 5.5 to 6\nRest 1.5 min", 0, 48, 180, None),
    ("Suitcase Carry: 3 x 20 m/20 m\nRest 1 min", None, 0, None, ["suitcase carry"]),
    ("- 10m 7:15-7:00/km Pace\n- 1km 4:30/km Pace", 900, 0, 0, None),
    # ladders side by side, and names that look like numbers
    ("1-3-6-9 Wall Walks, 10-30-60-90 Double-Unders", 0, 209, 0, ["wall walks", "double-unders"]),
    ("Bench 5/3/1, 3 x 5", 0, 15, 0, None),
    ("15×dumbbell rows", 0, 15, 0, ["dumbbell rows"]),  # noqa: RUF001 - the sign of those who paste
    # rides and runs
    ("Main set 6x\n- RPE9 - not quite all out 2m 315w\n- 2m Z2\n\n- 9m Z2", 1980, 0, 0, None),
    ("Warm up 15min. 4x8min @ 105% with 4min recovery. Cool down 10min", 3420, 0, 960, None),
    ("D2: 8min run, 5min walk, 8min run", 1260, 0, 0, ["run", "walk"]),
    (
        "**Warmup:** 5 minutes walk\n**Main:** Alternate 60s jogging / 90s walking, repeated 8 times (20 minutes total)\n**Total duration:** 25 minutes",
        1500,
        0,
        0,
        None,
    ),
    (
        "**Warmup:** 5 min walk\n\n**Main:** Repeat twice:\n\n- Jog 90s\n- Walk 90s\n- Jog 3 min\n- Walk 3 min\n\n**Total duration:** 23 minutes (5 min warmup + 18 min intervals)",
        1380,
        0,
        0,
        ["walk", "jog"],
    ),
    ("Run 1 min, walk 2 min x 10", 1800, 0, 0, ["run", "walk"]),
    # handouts
    (
        "Quad sets\n- Press the back of your knee down into the towel.\n- Hold for about 6 seconds, then rest for up to 10 seconds.\n- Repeat 8 to 12 times.",
        72,
        0,
        110,
        ["quad sets"],
    ),
    (
        "Straight Leg Raise\n1. Lie on your back with one knee bent.\n2. Return to the start slowly.\n3. Do 3 sets of 10 repetitions, 1 time a day.",
        0,
        30,
        0,
        ["straight leg raise"],
    ),
    (
        "Quad Stretch\nStand sideways to a wall, about an arm's length away from it.\nHold this position for 30 seconds. Repeat 3 times.",
        90,
        0,
        0,
        ["quad stretch"],
    ),
    # parts with marks
    (
        "# Mixed\n\n## Warm-up - 2:00\nLight cardio.\n\n## Push-ups - 15 reps\n\nRest - 0:30\n\n## Jumping Jacks - 1:00\nUp and down.\n\nRest - 0:15\n\n## Squats - 20 reps\n\n## Plank - 1:30\n\n## Burpees - 10 reps",
        270,
        45,
        45,
        ["warm-up", "push-ups", "jumping jacks", "squats", "plank", "burpees"],
    ),
    # on and off
    ("10 seconds on 5 seconds off for six times per set", 60, 0, 25, None),
    ("Do 30 seconds of each exercise with 10 seconds rest in between:\n- Jacks\n- Wall sit\n- Push-ups", 90, 0, 30, None),
    ("No-hangs: 10 min, 10 sec on 50 sec off", 100, 0, 450, None),
    ("30 minutes, EMOM, of:\n\n- 5 Pull-Ups\n\n- 10 Push-Ups", 0, 450, None, ["pull-ups", "push-ups"]),
    ("Campus pull-ups: 4 sets of 2 (leg-assisted)", 0, 8, 0, ["campus pull-ups"]),
    # logs of apps
    (
        "title,start_time,end_time,exercise_title,superset_id,exercise_notes,set_index,weight_kg,reps\nPush,1,2,Bench Press,,,0,80,8\nPush,1,2,Bench Press,,,1,80,8",
        0,
        16,
        0,
        ["bench press"],
    ),
    (
        "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes\n2020-01-01,Morning,Squat,1,100,5,0,0,\n2020-01-01,Morning,Squat,2,100,5,0,0,\n2020-01-01,Morning,Plank,1,0,0,0,60,",
        60,
        10,
        0,
        ["squat", "plank"],
    ),
    # parts of a plan
    ("Strength 1\nDeadlift\n80% 3 x 3", 0, 9, 0, ["deadlift"]),
    ("Squat - Week 3, Cycle 5\n5 reps @ 75%\n3 reps @ 85%", 0, 8, 0, None),
    ("5 rounds, each round for time, of:\n9 Deadlifts\n9 Bench Press\nRest 1:30 between rounds", 0, 90, 360, None),
    ("3 rounds\n30 Dumbbell Deadlifts (2x50/35 lb)", 0, 90, 0, None),
    # every minute, sets of holds, and what is done once before it
    ("Kettlebell swings: 10 sets of 10 every minute", 0, 100, None, ["kettlebell swings"]),
    ("Quad set: Hold 5 seconds. Repeat 10 times. Do 3 sets of 10.", 0, 30, 0, ["quad set"]),
    ("Quad set\nHold 5 seconds. Repeat 10 times. Do 3 sets of 10.", 0, 30, 0, ["quad set"]),
    ("Hamstring stretch\nHold for 30 seconds. Repeat 3 times. Do 2 sets.", 180, 0, 0, ["hamstring stretch"]),
    ("5 min walk, then run 60s walk 90s, repeat 8 times", 1500, 0, 0, ["walk", "run"]),
    ("Run 1 min, then walk 2 min, repeat 8 times", 1440, 0, 0, ["run", "walk"]),
    ("Hang 7s, rest 3s, 6 times. Rest 3 min. 4 sets.", 168, 0, 600, ["hang"]),
    # what a label says of what is below or behind it
    ("Interval timer: 60 sec work / 20 sec rest\n10 rounds per workout", 600, 0, 180, None),
    (
        "Interval timer: 60 sec work / 20 sec rest\n10 rounds per workout\nPush-ups\nSquats",
        1200,
        0,
        None,
        ["push-ups", "squats"],
    ),
    ("8 min abs: 40s on 20s off", 320, 0, 140, ["abs"]),
    ("8 min abs: 40s on 20s off\nCrunches\nPlank", 320, 0, None, ["crunches", "plank"]),
    ("Nordic 4x4: 4x4 min at 90%, 3 min easy", 1680, 0, 0, None),
    ("StrongLifts 5x5\nSquat\nBench press\nRow", 0, 75, 0, ["squat", "bench press", "row"]),
    ("StrongLifts 5x5\nSquat 5x5\nBench press 5x5\nDeadlift 1x5", 0, 55, 0, ["squat", "bench press", "deadlift"]),
    ("Beginne und ende mit 5 Minuten Gehen\n3 min laufen\n2 min gehen", 900, 0, 0, ["gehen", "laufen"]),
    ("3 rounds\n3 min run\n2 min walk\nBegin and end with 5 minutes of walking", 1500, 0, 0, ["walking", "run", "walk"]),
    # what is no work of its own
    ("Bike 45 min Z2 incl. 5 x 10s sprints", 2700, 0, 0, ["bike z2"]),
    ("3 min plank total", 180, 0, 0, ["plank"]),
    ("Liegestütze: 55 Stück / Pause / 45 Stück", 0, 100, 0, ["liegestütze"]),
    ("Bench press 3x5 +5, +8, +10 lbs", 0, 15, 0, ["bench press"]),
    ("10 swings\nDumbbell: (50/35)", 0, 10, 0, ["swings"]),
    # lists and tables with keys, units in their head, and sets one by one
    ("- [ ] Goblet squats | Weight: [16] kg | Reps: [12]\n- [ ] Rest | Duration: [45s]\n- [ ] Plank hold | Duration: [45s]\n- [ ] Rest | Duration: [30s]\n- [ ] Lunges | Reps: [10] /leg", 45, 32, 75, ["goblet squats", "plank hold", "lunges"]),
    ("| Workout | Sets | Reps |\n|---|---|---|\n| Treadmill run | 1 | 15-min |\n| Raises | 3 | 8, 6, 6 |\n| Row | 3 | 10-12 |", 900, 56, 0, ["treadmill run", "raises", "row"]),
    ("Exercise, Sets, Reps, Load (kg), Rest (min)\nBack squat, 4, 6, 80, 3\nPull-up, 3, 8, BW, 2", 0, 48, None, ["back squat", "pull-up"]),
    ("1. Warm-up\n   a. Arm circles 30 s\n   b. Leg swings 10 each leg\n2. Main (3 rounds)\n   a. 10 push-ups\n   b. 15 squats\n   c. 30 s plank", 120, 95, 0, ["arm circles", "leg swings", "push-ups", "squats", "plank"]),
    ("Squats \u2013 3 sets\n  Set 1: 10 reps\n  Set 2: 8 reps\n  Set 3: 6 reps\nPlank \u2013 2 sets\n  Set 1: 40 sec\n  Set 2: 30 sec", 70, 24, 0, ["squats", "plank"]),
    ("A1: Back squat (medium stance / heels flat), 4 x 6-8\nA2: Leg curl, 4 x 6-8\nB1: 90 degree back extension, 4 x 8-10", 0, 104, 0, None),
    ("Swings (45 s work / 15 s rest)\nStep-ups (45 s work / 15 s rest)\n2 Runden, 1 min Pause zwischen den Runden", 180, 0, None, ["swings", "step-ups"]),
    ("Squat 1x5, 1x3, 2x1\nBench press 3x8", 0, 34, 0, ["squat", "bench press"]),
    ("Program: Block 1\nWeeks: 4\n\nDay 1 - Push\nBench 4x8 @ RPE 7 rest 2min\nA1. Fly 3x15\nA2. Raise 3x15 rest 60s", 0, 122, None, ["bench", "fly", "raise"]),
    ("KB complex - 4 rounds x 5 reps each: swing, clean, front squat. Rest 90s between rounds.", 0, 60, 270, ["swing", "clean", "front squat"]),
    ("6-8x400m or 4-6x800m at race pace, rest 60-90sec", None, 0, 630, ["400m, race pace"]),
    ("30 clean & jerks for time (61/43 kg)", None, None, 0, ["clean & jerks 61/43 kg"]),
    ("Plank for 30 seconds\nRussian twists - 15 reps each side\nRest 1 minute and repeat 3 times", 90, 90, 120, ["plank", "russian twists"]),
    ("Inhale through the nose for 4 counts\nHold breath for 4 counts\nExhale for 6 counts\nRepeat for 10 cycles", 140, 0, 0, None),
    (
        "Child's pose: Kneel and sit back on your heels, arms forward. Hold for 30 seconds. Cat-cow: On hands and knees, round your back. Repeat 10 times. Butterfly: Sit with the soles together. Hold for 30 seconds.",
        60, 10, 0, ["child's pose", "cat-cow", "butterfly"],
    ),
    ("7 times through\n10 sec hang index\n10 sec rest\nThen immediately...\n\n7 times through\n10 sec hang ring\n10 sec rest", 140, 0, None, ["hang index", "hang ring"]),
    ("Weighted vest walk - 3 x 2 min at 20 lbs vest", 360, 0, 0, ["weighted vest walk with vest"]),
    ("20 segundos de trabajo intenso\n10 segundos de descanso\n8 rondas completas", 160, 0, 70, ["trabajo intenso"]),
    ("For time\n200 double-unders\n30 presses (155/105 lb)\n\nTime cap: 15 minutes", None, None, 0, ["double-unders", "presses 155/105 lb"]),
]  # fmt: skip
