"""Workouts in one line or a few, as one types them into a phone, with the seconds of work, the reps, the seconds of rest, and the names."""

CIRCUITS = [
    (
        "Circuit: squats, lunges, push-ups, plank, 40s work 20s rest, 3 rounds, 1 min between rounds",
        480, 0, 360, ["squats", "lunges", "push-ups", "plank"],
    ),
    (
        "Fight Gone Bad: 3 rounds, 1 min each: wall balls, SDHP, box jumps, push press, row, 1 min rest",
        900, 0, 120, ["wall balls", "sdhp", "box jumps", "push press", "row"],
    ),
    ("squats, lunges, push-ups: 40s on/20s off x 3", 360, 0, 160, ["squats", "lunges", "push-ups"]),
    ("3 rounds of squats, lunges, burpees, 45s each, 15s rest", 405, 0, 120, ["squats", "lunges", "burpees"]),
    ("45/15 x 4 rounds: squats, lunges, rows, planks", 720, 0, 225, ["squats", "lunges", "rows", "planks"]),
    ("3 x squats / lunges / push-ups, 30s each, 10s rest", 270, 0, 80, ["squats", "lunges", "push-ups"]),
    ("Kniebeugen, Liegestütze, Plank: je 40 s, 20 s Pause, 3 Runden", 360, 0, 160, ["kniebeugen", "liegestütze", "plank"]),
    (
        "30 s each exercise, 4 rounds, 1 min rest between rounds: squats, lunges, push-ups",
        360, 0, 180, ["squats", "lunges", "push-ups"],
    ),
    ("3 rounds: squats, lunges, 10 reps each, 60s rest between rounds", 0, 60, 120, ["squats", "lunges"]),
    ("3 rounds of 10 reps each: squats, lunges", 0, 60, 0, ["squats", "lunges"]),
    ("Finisher: burpees, jumping jacks - 30 s each, no rest, 2 rounds", 120, 0, 0, ["burpees", "jumping jacks"]),
    ("4 rounds: 30 s each of burpees, squats and sit-ups, 1 min rest", 360, 0, 180, ["burpees", "squats", "sit-ups"]),
    ("burpees + squats + plank, 20s on 10s off, 4 rounds", 240, 0, 110, ["burpees", "squats", "plank"]),
    ("3 tours : squats, fentes, pompes, 30 s d'effort, 15 s de repos", 270, 0, 120, ["squats", "fentes", "pompes"]),
    ("3 vueltas: zancadas, flexiones, 40 s cada uno, 20 s descanso", 240, 0, 100, ["zancadas", "flexiones"]),
    ("plank, side plank each side, hollow hold: 30s each x 3", 360, 0, 0, ["plank", "side plank", "hollow hold"]),
    ("Squat, bench, deadlift 5x5", 0, 75, 0, ["squat", "bench", "deadlift"]),
    ("Squat, bench: 3 sets of 8, 2 min rest", 0, 48, 600, ["squat", "bench"]),
]  # fmt: skip

# What stands behind a comma says how, and is no other exercise.
QUALIFIED = [
    ("Bench press, close grip 5x5", 0, 25, 0, ["bench press, close grip"]),
    ("Squat, heels elevated: 3 sets of 12", 0, 36, 0, ["squat, heels elevated"]),
    ("Row, single arm 3x10 each", 0, 60, 0, ["row, single arm"]),
    ("Deadlift, sumo stance, touch and go 5x5", 0, 25, 0, ["deadlift, sumo stance, touch and go"]),
    ("Hip bridge, slow, 3x10, 30 s rest", 0, 30, 60, ["hip bridge, slow"]),
    ("Side plank, knees bent, 30s each x 3", 180, 0, 0, ["side plank, knees bent"]),
    ("Kniebeugen, langsam 3x8", 0, 24, 0, ["kniebeugen, langsam"]),
    ("squats, lunges, high knees, walking lunges: 30 s each", 120, 0, 0, ["squats", "lunges", "high knees", "walking lunges"]),
]  # fmt: skip

LISTS = [
    ("Pyramid: 1-2-3-2-1 min hard, equal recovery", 540, 0, 480, ["hard"]),
    ("Fartlek 1-2-3-2-1 min (half time recovery)", 540, 0, 240, ["fartlek"]),
    ("Pyramide 1-2-1 min mit gleicher Pause", 240, 0, 180, None),
    ("3-6-9-12 ladder hangs, 3 sets, rest 1 min between hangs", 90, 0, 660, ["hangs"]),
    ("3-6-9 hang ladder x 3 sets", 54, 0, 0, ["hang"]),
    ("Plank 20-30-40 s, 20 s rest, 2 rounds", 180, 0, 100, ["plank"]),
    ("4-7-8 x 8 rounds", 152, 0, 0, ["inhale", "hold", "exhale"]),
    ("4-4-4-4 x 10", 160, 0, 0, ["inhale", "hold", "exhale"]),
]

RECOVERIES = [
    ("5 min easy, 10 x 30s hard with 30s easy, 5 min easy", 900, 0, 270, None),
    ("2x(6x30s/30s), 5 min set rest", 360, 0, 600, None),
    ("3 x 8 min @ 88-93% FTP, 4 min RBI", 1440, 0, 480, None),
    ("Bike 4x4min 110% FTP 3min easy", 1680, 0, 0, ["bike", "easy"]),
    ("10 min WU Z1-Z2, 4x8min Z4 with 3min Z1, 10min CD", 3120, 0, 540, None),
    ("5x1km @ 10k pace 2min walk", 2100, 0, 0, None),
]

SETS_OF_SETS = [
    ("2 sets of 5 x 300m, 1 min between reps, 4 min between sets", 900, 0, 720, ["300m"]),
    ("Row 3x(4x500m/1:00r) 5:00r", 1800, 0, 1140, ["row 500m"]),
    ("3 sets of 4 x 20 s hollow hold, 10 s rest, 1 min between sets", 240, 0, 210, ["hollow hold"]),
    ("Recruitment pulls 3 sets x 5 reps x 3s, 2 min rest", 45, 0, 240, ["recruitment pulls"]),
    ("5 reps x 3s x 3 sets", 45, 0, 0, None),
]

RESTS = [
    ("Long duration hangs: 4 x 45s @ 60%, rest 1:1", 180, 0, 135, ["long duration hangs"]),
    ("5 x 3 min hard, rest 1:1", 900, 0, 720, ["hard"]),
    ("8x30s, 1:2 rest", 240, 0, 420, None),
    ("6 x 1000 m (90 s)", 1800, 0, 450, ["1000 m"]),
    ("10 x 200m (45s)", 450, 0, 0, ["200m"]),  # that is how long it takes
    ("Klimmzüge 5x5 @ +10 kg, P: 3 min", 0, 25, 720, ["klimmzüge"]),
    ("5 x 1000 m in 4:00, TP 400 m", 1800, 0, 0, ["1000 m", "400 m trabpause"]),
    ("400-800-1200-800-400 w/ 200 jog", 1320, 0, 0, None),
    ("Breathing: in 4 out 6 for 3 minutes", 180, 0, 0, ["inhale", "exhale"]),
    ("breathe in 4 hold 4 out 4, 5 rounds", 60, 0, 0, ["breathe in", "hold", "out"]),
]

SWIMMING = [
    ("400 swim, 4x50 kick r:15, 8x25 sprint on :40", 260, 0, 60, ["400 meters swim", "50 meters kick", "25 meters sprint"]),
    (
        "Swim 300 warm up, 6x50 drill, 10x100 @ 1:40, 200 cool down",
        540, 0, 0, ["swim 300 meters warm up", "50 meters drill", "100 meters", "200 meters cool down"],
    ),
    ("8x50 @ 1:00, 4x25 @ :30", 160, 0, 0, ["50 meters", "25 meters"]),
]  # fmt: skip

HEADS = [
    ("Circuit: 30 s work, 15 s rest\nSquats\nPlank\n3 rounds", 180, 0, 75, ["squats", "plank"]),
    ("Circuit : 30 s de travail, 15 s de repos\nSquats\nPompes\n3 tours", 180, 0, 75, ["squats", "pompes"]),
    ("Zirkel: 30 s Belastung, 15 s Pause\nKniebeugen\nPlank\n3 Runden", 180, 0, 75, ["kniebeugen", "plank"]),
    ("Max hangs 20mm +10kg\n10s x 5\n3 min rest", 50, 0, 720, ["max hangs"]),
    ("Repeaters 7/3\n6 reps x 3 sets\n2 min rest", 126, 0, 285, ["repeaters"]),
    ("Repeaters 7s/3s\n3 sets of 6, 2 min rest", 126, 0, 285, ["repeaters"]),
    ("5 min: 10 swings every 30s", 0, 100, 0, ["swings"]),
    ("Swim 2000m\n400 warm up\n10x100 @ 1:50\n600 cool down", 600, 0, 0, None),
]

STRENGTH = [
    ("Bench 135x10, 155x8, 175x6", 0, 24, 0, ["bench @ 135", "bench @ 155", "bench @ 175"]),
    ("Clean & jerk: 70%x3, 75%x2, 80%x1x3, rest 2 min", 0, 8, 480, ["clean & jerk"]),
    ("Strength: Squat 3@70%, 3@80%, 3@90%", 0, 9, 0, ["squat"]),
    ("Deadlift 5 @ 100 kg, 3 @ 110 kg, 1 @ 120 kg, 3 min rest", 0, 9, 360, ["deadlift"]),
    ("Deadlift 5,5,3,3,1,1 rest 3 min", 0, 18, 900, ["deadlift"]),
    ("Rows 3x10 r60", 0, 30, 120, ["rows"]),
    ("Rows 3x10 rest 60", 0, 30, 120, ["rows"]),
    ("5x8s +20kg r3'", 40, 0, 720, None),
    ("Squat 5x5 @ 225", 0, 25, 0, ["squat @ 225"]),  # no tempo
    ("Squat 5x5 @311", 0, 25, 0, ["squat"]),
    ("Farmers walk 3 x 30s @ 2x24kg, 60s rest", 90, 0, 120, ["farmers walk"]),
    ("Farmer carry 4 x 40m, 60 s", None, 0, 180, ["farmer carry 40m"]),
    ("Hip thrust 4x12 (3s pause at top), 75s", 0, 48, 225, ["hip thrust"]),
    ("Push-ups: AMRAP x 3, 90s", None, 0, 180, ["push-ups max"]),
    ("Superset: A1 bench 4x6, A2 row 4x8, 90s", 0, 56, 270, ["bench", "row"]),
    ("A1. Goblet squat 3x12 A2. Push-up 3x10 A3. Plank 3x30s, rest 60s", 90, 66, 120, ["goblet squat", "push-up", "plank"]),
]  # fmt: skip

BOARDS_IN_ONE_LINE = [
    ("30-20-10: wall balls, burpees; 400m run after each round", None, 120, 0, ["wall balls", "burpees", "400m run"]),
    ("3x AMRAP 3: 5 burpees, 10 squats; 1 min rest between", 540, None, 120, ["burpees", "squats"]),
    ("EMOM 12: 1) 10 squats 2) 8 push-ups 3) 30s plank", None, 72, None, ["squats", "push-ups", "plank"]),
    ("EMOM 12, alternating: 10 KB swings / 8 burpees", None, 108, None, ["kb swings", "burpees"]),
    ("EMOM 20 alt: odd 12 KB swings, even 10 burpees", None, 220, None, ["kb swings", "burpees"]),
    (
        "Tabata x 4: squats, push-ups, sit-ups, rows; 1 min rest between exercises",
        640, 0, 460, ["squats", "push-ups", "sit-ups", "rows"],
    ),
    ("Push-ups 1 min + squats 1 min = 3 sets", 360, 0, 0, ["push-ups", "squats"]),
    ("100 burpees for time, cap 10 min", None, None, 0, ["burpees"]),
    ("Wall ball 150 @ 20/14 lb for time", None, None, 0, ["wall ball @ 20/14 lb"]),
    ("Core: 3 x (20 Russian twists, 15 leg raises, 30s plank), 45s rest", 90, 105, 90, ["russian twists", "leg raises", "plank"]),
    (
        "2 rounds, 30s each, 15s transition: plank, side plank L, side plank R, hollow",
        240, 0, 105, ["plank", "side plank l", "side plank r", "hollow"],
    ),
    ("10 Versuche, 3 min Pause", 0, 10, 1620, ["versuche"]),
    ("Boulder 4x4: 4 problems, 4 rounds", 0, 16, 0, ["problems"]),
    ("Campus 1-3-5 x 5", 0, 5, 0, ["campus 1-3-5"]),
    ("Campus ladders 1-2-3-4-5 x 6", 0, 6, 0, ["campus ladders 1-2-3-4-5"]),
    ("Fartlek 1-2-3-2-1", 540, 0, 0, ["fartlek"]),
    ("2 x (8 x 200 m) r = 45'' R = 3'", None, 0, 810, ["200 m"]),
    ("Box breathing 5 min 4s/4s/4s/4s", 300, 0, 0, ["box breathing"]),
]  # fmt: skip

LISTED = [
    ("Curl 12-10-8-6 60s", 0, 36, 180, ["curl"]),
    ("Pull-ups 5, 4, 3, 2, 1 with 1 min rest", 0, 15, 240, ["pull-ups"]),
    ("Deadlift 3x3 @ RPE 8, then 2x5 @ 75%", 0, 19, 0, ["deadlift"]),
    ("Chest fly | 3 | 12 | 60s", 0, 36, 120, ["chest fly"]),
    ("Squat : 5 x 5 - Soulevé de terre : 4 x 4 - Développé couché : 5 x 3", 0, 56, 0, ["squat", "soulevé de terre", "développé couché"]),
    ("Burpee ladder 1 to 10", 0, 55, 0, ["burpee"]),
    ("10 to 1: push-ups and squats", 0, 110, 0, ["push-ups", "squats"]),
    ("EMOM 15 1: 12 cal row 2: 10 burpees 3: rest", None, 110, None, ["cal row", "burpees"]),
    ("Alternating EMOM 10 min: 5 strict pull ups / 10 dips", None, 75, None, ["strict pull ups", "dips"]),
    ("Pyramid 100-200-300-200-100 with 60s rest", None, 0, 240, None),
    ("4x4: 4 boulders, 4 times, rest 4 min between sets", 0, 16, 720, ["boulders"]),
    ("4 x (4 x 400m), 1' / 4'", None, 0, 1440, ["400m"]),
    ("6x2 min schnell/1 min Trab", 1080, 0, 0, ["schnell", "trab"]),
    ("5 x 1 km @ 4:30 w/ 90s", 1350, 0, 360, ["1 km"]),
    ("1 on 1 off x 10 climbing, V3", 600, 0, 540, ["climbing @ v3"]),
]  # fmt: skip

APART = [
    (
        "Goblet squat 3x12, 60s rest; RDL 3x10, 90s rest; Plank 3x45s",
        135,
        66,
        None,
        ["goblet squat", "rdl", "plank"],
    ),
    ("Kettlebell: 100 swings in sets of 10, 30 s rest", 0, 100, 270, ["swings"]),
]

HANGS = [
    ("3-5 x Susp MinReg x 5\"-15\" (1-5) : 3'-5'", 75, 0, 1200, ["susp minreg"]),
    ('3 x 6 x 7" / 3" @ 20 mm, 3\' entre series', 126, 0, 405, None),
    ("Susp. máx. 20 mm 5 x 10\" desc. 3'", 50, 0, 720, ["suspensiones máximas"]),
    ("Plank 3 x 20s-30s, 60s-90s rest", 90, 0, 180, ["plank"]),
    ("Hang 5 x 5\"-10\", 3'-5' rest", 50, 0, 1200, ["hang"]),
    ("Elev. lat. 3x12, desc. 60 s", 0, 36, 120, ["elev lat"]),
]

OTHER_LANGUAGES = [
    ("Klimmzüge: 3 Sätze bis zum Muskelversagen, 2 min Pause", None, 0, 240, ["klimmzüge"]),
    ("4 Sätze à 12 Wdh. mit 60 Sek. Pause: Kniebeugen, Ausfallschritte", 0, 96, 420, ["kniebeugen", "ausfallschritte"]),
    ("Échauffement 5 min, puis 3 tours : 10 pompes, 30 s gainage, repos 1 min", 390, 30, None, ["échauffement", "pompes", "gainage"]),
    ("Calentamiento 10 min, 4 rondas: 12 sentadillas, 10 flexiones", 600, 88, 0, ["calentamiento", "sentadillas", "flexiones"]),
    ("30/30 pendant 10 min", 300, 0, 270, None),
    ("Développé couché 5 x 5 à 80 kg, repos 3 min", 0, 25, 720, ["développé couché"]),
    ("EMOM 12 min : min 1 10 burpees, min 2 15 squats, min 3 repos", None, 100, None, ["burpees", "squats"]),
    ("Étirements : 30 s par muscle, 2 fois", 60, 0, 0, ["étirements"]),
    ("Footing 45 min dont 6 x 20 s en accélération", 2700, 0, 0, ["footing"]),
]  # fmt: skip

# Boards of boxes and logs of gyms: a set of lines that were written before they were tried.
BOXES = [
    ("30 T2B, 20 C2B", 0, 50, 0, ["t2b", "c2b"]),
    ("For time (cap 12): 50 wall balls, 40 box jumps, 30 T2B", 0, 120, 0, ["wall balls", "box jumps", "t2b"]),
    ("Hang clean 1-1-1-1-1, 2 min rest", 0, 5, 480, ["hang clean"]),
    ("Clean and jerk 5-4-3-2-1, rest 2 min", 0, 15, 480, ["clean and jerk"]),
    ("Row 5x500m @ 2:00 r3'", 600, 0, 720, ["row 500m"]),
    ("Squat 3x15 3010", 0, 45, 0, ["squat"]),
    ("EMOM 15: 15 cal row / 12 burpees / rest", 0, 135, 300, ["cal row", "burpees"]),
    ("EMOM 16 (4 rounds): 12 cal row, 15 wall balls, 10 burpees, rest", 0, 148, 240, ["cal row", "wall balls", "burpees"]),
    ("20 min alternating EMOM: min 1 10 cal bike, min 2 12 push-ups", 0, 220, 0, ["cal bike", "push-ups"]),
    ("A 1 min + B 1 min = 3 sets", 360, 0, 0, ["exercise a", "exercise b"]),
    ("DL 5 @ 100, 3 @ 120, 1 @ 140", 0, 9, 0, ["dl @ 100", "dl @ 120", "dl @ 140"]),
    ("Accessory: 3 sets: 15 face pulls, 12 curls, 60s rest", 0, 81, 120, ["face pulls", "curls"]),
    ("Barbell complex x 5: 5 RDL, 5 rows, 5 cleans, 5 presses - rest 2 min", 0, 100, 480, ["rdl", "rows", "cleans", "presses"]),
    ("4 rounds, don't put the weights down!\n10 swings\n12 goblet squats", 0, 88, 0, ["swings", "goblet squats"]),
    ("Back squat 5x3 @ 85%, 3 min rest", 0, 15, 720, ["back squat"]),
    ("A1) Bench 4x8 A2) Row 4x8, rest 90s", 0, 64, 270, None),
    ("E2MOM x 6: 3 power cleans + 3 front squats", 0, 36, 0, ["power cleans", "front squats"]),
    ("OHP 3x8-10 @ RPE 8, 2:00 rest", 0, 30, 240, None),
    ("Buy-in: 1000m row, then 3 rounds: 10 burpees, 20 lunges", None, 90, 0, None),
    ("Bulgarian split squat 3x8/leg, 60s", 0, 48, 120, None),
    ("Plank 3x45s r30", 135, 0, 60, ["plank"]),
    ("Pull-ups 5 x AMRAP, 2 min rest", None, None, 480, ["pull-ups"]),
    ("21-15-9 for time: deadlifts 225/155, HSPU", 0, 90, 0, None),
    ("Sled push 6x20m, 90s rest", None, 0, 450, None),
    ("5 sets: 5 bench + 10 rows, 2 min rest between sets", 0, 75, 480, ["bench", "rows"]),
    ("Kettlebell swings 10x10 on the minute", 0, 100, 0, ["kettlebell swings"]),
    ("Turkish get-up 3/3, 3 sets, 60s rest", 0, 18, 120, None),
    ("Farmers walk 3 x 30m @ 2x32kg, rest 90s", None, 0, 180, None),
    ("Back squat: 5@60%, 5@70%, 3@80%, rest 2 min", 0, 13, 240, ["back squat"]),
    ("DB bench 4x10, superset w/ DB row 4x10, 90s rest", 0, 80, 270, ["db bench", "db row"]),
    ("Superset: bench 4x10 + row 4x8, 90s rest", 0, 72, 270, ["bench", "row"]),
    ("Every 2:30 for 5 sets: 3 squat cleans", 0, 15, 0, ["squat cleans"]),
]  # fmt: skip

ALL = [
    *BOXES,
    *HEADS,
    *CIRCUITS,
    *QUALIFIED,
    *LISTS,
    *RECOVERIES,
    *SETS_OF_SETS,
    *RESTS,
    *SWIMMING,
    *STRENGTH,
    *BOARDS_IN_ONE_LINE,
    *LISTED,
    *HANGS,
    *APART,
    *OTHER_LANGUAGES,
]
