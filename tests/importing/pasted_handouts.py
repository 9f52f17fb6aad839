"""Handouts in the ways of writing of clinics and practices, with what they come to: as in `pasted_waves`."""

# ruff: noqa: RUF001 - the signs of those who paste

from __future__ import annotations

HANDOUTS = [
    (
        "Heel slide with a towel\n\nslide 1 of 5\nslide 1 of 5, Heel slide,\n- Lie on your back with your knees bent.\n- Hook your other foot around your ankle to pull your heel back.\n- Hold for about 6 seconds, then rest for up to 10 seconds.\n- Repeat 8 to 12 times.\nThigh squeeze\n\nslide 2 of 5\n- Sit with your leg straight on the floor.\n- Hold for about 6 seconds, then rest for up to 10 seconds.\n- Repeat 8 to 12 times.",
        144,
        0,
        230,
        ["heel slide with a towel", "thigh squeeze"],
    ),
    (
        "Pedals x2 per day for 5 mins\n1Inner range\n3 sets of 10 reps\n  • Sit with your legs straight.\n  • Hold for a count of 3.\n  • Repeat as your therapist says.\n2Leg raise\n3 sets of 8 reps\n  • Lift and lower the leg.\n5Knee extension\n3 sets\n15 seconds\n  • Put a rolled-up towel under your heel.",
        345,
        54,
        0,
        ["pedals", "inner range", "leg raise", "knee extension"],
    ),
    (
        "Knee (2 movements)\n- Thigh set (isometric)\nThis makes the front of your thigh stronger.\n- How to do it: Lie on your back. Push your knee into the floor.\n- Hold: Hold the squeeze for 5-10 seconds.\n- Repeat: Repeat 10 times.\n- Leg raise\n- How to do it: Lift the leg about 6 to 12 inches off the floor.\n- Hold: Hold the leg up for 20 seconds.\n- Repeat: Slowly lower your leg. Repeat 10 times on each leg.",
        500,
        0,
        0,
        ["thigh set", "leg raise"],
    ),
    (
        f"Calf stretch\nPut your hands against a wall at about eye level, {'with one leg back, ' * 30}and lean in until you feel a stretch. Hold this position for 30–60 seconds, feeling a stretch in your calf, repeat 3 times.\n\nHip lift\nLie on your stomach and raise your leg 5–8 inches off the floor. Hold it for 5 seconds. Repeat 10 times. Do 3 sets of 10.",
        180,
        30,
        0,
        ["calf stretch", "hip lift"],
    ),
    (
        "Shoulder blades\n\nSitting, drawn back and down without any pain\n\n5 sec hold × 5 reps\n\nWeek 1 then kept in all exercises\n\nTurning out\n\nSitting with the elbow on the table. Turn the arm out.\n\n10 reps × 2\n\nWeeks 1&2",
        0,
        25,
        0,
        ["shoulder blades", "turning out"],
    ),
    (
        "Back exercises\n\nLeg rock\n\nLie on your back and bend both knees. Rock to one side 5 times. Do the same on the opposite side.\n\nCross over\n\nCross one leg over the other. Hold for 3 secs, then let your leg go back. Repeat 5 times. Alternate legs.\nPelvic tilt\n\nFlatten your back. Hold for 5 seconds. Now tilt the other way. Hold for 1-2 seconds and let go. Repeat 10 times.",
        65,
        10,
        0,
        ["leg rock", "cross over", "pelvic tilt"],
    ),
    (
        "Knee to chest\n\nPull your knee in until you feel a stretch in the hip\nand lower back. Hold 15 seconds. Repeat with the opposite leg.\nRepeat 5-10 times each leg.\n\nCat and camel\n\nArch your back like a cat, and then let it\nsag slowly. Repeat 10-15 times.",
        300,
        15,
        0,
        ["knee to chest", "cat and camel"],
    ),
    (
        "Towel grab\n\nGrab the towel with your toes, and count to 5. Then release the towel and repeat. Do this 8 to 10 times.\n\nKnee swing\n\n  1. Sit with your foot flat on the floor.\n  2. Move your knee from side to side.\n  3. Continue this exercise for 2 to 3 minutes.\n  4. It's a good idea to repeat these steps with your other foot.",
        230,
        0,
        0,
        ["towel grab", "knee swing"],
    ),
    (
        "1. Mobility, time required: 20 minutes\nAnkle circles 2-3 sets of 10 reps each direction\nStarting position\n- Sit with your leg straight.\nMovement\n- Draw a circle with your big toe.\n\nCalf stretch 3 sets of 30-second holds\nStarting position\n- Sit with your leg straight.\nMovement\n- Pull the towel towards you.\n- Hold for 30 seconds, then relax.",
        90,
        60,
        0,
        ["ankle circles", "calf stretch"],
    ),
    (
        "Shrugs\nSit on a chair with your feet on the floor.\nHold for a count of\n5 . Release.Repeat\n10 times.\nNote\nFor your safety, ask somebody first.",
        50,
        0,
        0,
        ["shrugs"],
    ),
    (
        "1- Leg drop\n\nTwo feet on the floor, bend at the waist and keep your back straight. Repeat 8-12 times per leg. Rest and perform another 2 sets.\n\n2- Finger spread\n\nPlace a band around your fingers. Spread them 25 times, repeat 3 times.",
        0,
        147,
        0,
        ["leg drop", "finger spread"],
    ),
    (
        "Stretch of the thigh\nEquipment required: gym mat, towel\nRepetition: 4 times to the left then 4 times to the right\nHints and tips:\nKeep head in contact with floor\n1 Starting position:Lie on your back with your knees bent.\n2 Movement / action:Raise your knee towards the chest. Hold this position for 30 seconds.",
        240,
        0,
        0,
        ["stretch of the thigh"],
    ),
    # four languages
    (
        "Brücke\nLegen Sie sich auf den Rücken und stellen Sie die Füße auf. Heben Sie das Becken an. Halten Sie die Position 10 Sekunden. Wiederholen Sie die Übung 10 Mal.\n\nWadendehnung\nStellen Sie sich vor eine Wand. Dehnung 30 Sek. halten. 3 Wiederholungen pro Bein.",
        280,
        0,
        0,
        ["brücke", "wadendehnung"],
    ),
    (
        "Le pont\nAllongez-vous sur le dos, les genoux pliés. Décollez les fesses du sol. Maintenez la position pendant 5 secondes puis relâchez. Répétez 10 fois.\n\nÉtirement du mollet\nPlacez vos mains contre un mur. Tenez 30 secondes. Faites 3 répétitions de chaque côté.",
        230,
        0,
        0,
        ["le pont", "étirement du mollet"],
    ),
    (
        "Puente\nTúmbate boca arriba con las rodillas dobladas. Levanta la cadera. Mantén la posición 5 segundos y baja despacio. Repite 10 veces.\n\nEstiramiento de gemelos\nApoya las manos en la pared. Mantén 30 segundos. Repetir 3 veces con cada pierna.",
        230,
        0,
        0,
        ["puente", "estiramiento de gemelos"],
    ),
]
