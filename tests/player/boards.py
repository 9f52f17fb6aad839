"""Boards to draw in tests."""

from voicecoach.language.leaves import IntervalKind
from voicecoach.phrases import load_phrases
from voicecoach.player.playback import PlayerState
from voicecoach.player.screen.board import Board

ENGLISH = load_phrases("en")
HANG = Board(
    phrases=ENGLISH,
    kind=IntervalKind.HOLD,
    number="27",
    step="Bar hang",
    place="left side, round 2 of 3",
    cue="Walk your feet forward, tuck the pelvis, and let your ribs come down while you breathe out.",
    following="Rest, 45s, then Bar hang, left side, 30s",
    title="Bar decompression",
    clock="3:20 / 12:37",
    step_done=100,
    session_done=264,
)
PAUSED = Board(
    phrases=ENGLISH,
    kind=IntervalKind.REST,
    number="1:40",
    step="Rest",
    following="Bar hang, 30s",
    title="Bar decompression",
    clock="3:20 / 12:37",
    step_done=500,
    session_done=264,
    state=PlayerState.PAUSED,
    volume_percent=80,
)
WAITING = Board(
    phrases=ENGLISH,
    kind=IntervalKind.WORK,
    number="40",
    step="Farmer's carry",
    following="Rest, 60s",
    title="Heavy carry",
    clock="1:00 / 5:00",
    state=PlayerState.WAITING,
    session_done=200,
)
LOST = Board(
    phrases=ENGLISH,
    kind=IntervalKind.HOLD,
    number="3",
    step="Plank",
    following="the end",
    title="Plank",
    clock="0:57 / 1:00",
    state=PlayerState.LOST,
    remark="sound lost (unplugged): waiting for a device",
    step_done=950,
    session_done=950,
    has_keys=False,
)
WIDE = Board(
    phrases=ENGLISH,
    kind=IntervalKind.REPS,
    number="8",
    step="太極拳の基本の動き",
    place="rep 8 of 12",
    cue="息をゆっくり吐きながら、肩の力を抜いて、ひざを曲げます。Café à côté.",
    following="休む, 30s",
    title="朝の体操",
    clock="0:30 / 5:00",
    step_done=600,
    session_done=100,
)
SPOKEN = Board(
    phrases=ENGLISH,
    kind=IntervalKind.SAY,
    number="6",
    step="Evening",
    cue="Lie down, put your lower legs on a chair, and give the weight of your back to the floor.",
    following="Legs up, 5m",
    title="Evening",
    clock="0:00 / 5:06",
)
