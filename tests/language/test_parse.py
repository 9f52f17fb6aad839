"""What each part of the language becomes."""

import pytest

from tests.language.reading import read, routine_of, steps_of
from voicecoach.language.kinds.amrap import Amrap
from voicecoach.language.kinds.emom import Emom
from voicecoach.language.kinds.hangs import Hangs
from voicecoach.language.kinds.include import Include
from voicecoach.language.kinds.ladder import Ladder
from voicecoach.language.kinds.reps import Reps
from voicecoach.language.kinds.rounds import Rounds
from voicecoach.language.kinds.work import Work, WorkKind
from voicecoach.language.model import (
    AtEnd,
    AtRep,
    AtStart,
    BeforeEnd,
    Every,
    FromStart,
    InRound,
    LastReps,
    OnSide,
    Priority,
    Share,
    Sound,
    Spoken,
    SpokenDuration,
    Tag,
    Tones,
    Variable,
)
from voicecoach.language.parse import parse
from voicecoach.source import SourceText, Span
from voicecoach.suffixes import SOUND_SUFFIXES

CONTRACT = """\
title: Bar decompression
about: Hang, let the back lengthen, put a little flexion back in.
language: en                     # of the spoken text; default en
tags: {focus: [back], equipment: [bar], level: easy}
caution: Stop if you feel sharp pain, numbness or tingling.   # spoken before the first step

parameters:                      # each is a flag
  hold:   {default: 30s, min: 5s, max: 3m, about: length of each hang}
  rest:   45s                    # short form: only the default
  rounds: {default: 3, min: 1, max: 20}

steps:
  - lead-in: 10s
    say: Stand under the bar.
  - rounds: $rounds
    steps:
      - hold: Bar hang
        for: $hold
        cues:
          2s: Walk your feet forward, tuck the pelvis.
          50%: ["Halfway. Let your ribs drop and breathe out.", "Halfway. Breathe.", "Halfway."]
          -10s: Ten seconds.
          -5s: Step down.
      - rest: $rest              # not after the last round
  - reps: Good morning
    count: 8
    tempo: 3-1-1-0
    cues: {rep 1: "Soft knees, hinge at the hip.", rep 5: "Slow on the way down."}
  - hold: Seated backward walk
    for: 40s
    sides: [left, right]
    switch: 5s
  - say: Well done.
"""


def test_the_example_of_the_contract():
    routine = routine_of(CONTRACT, hold="20s", rounds="2")
    assert routine.title == "Bar decompression"
    assert routine.tags == (
        Tag(name="focus", values=("back",)),
        Tag(name="equipment", values=("bar",)),
        Tag(name="level", values=("easy",)),
    )
    assert routine.caution.parts == ("Stop if you feel sharp pain, numbness or tingling.",)
    assert [(one.name, one.default, one.value) for one in routine.parameters] == [
        ("hold", 30_000, 20_000),
        ("rest", 45_000, 45_000),
        ("rounds", 3, 2),
    ]
    lead_in, rounds, reps, walk, say = routine.steps
    assert lead_in.duration_ms == 10_000
    assert lead_in.say[0].parts == ("Stand under the bar.",)
    assert rounds.count == 2
    hang, rest = rounds.steps
    assert (hang.kind, hang.duration_ms, rest.duration_ms) == (WorkKind.HOLD, 20_000, 45_000)
    assert [cue.when for cue in hang.options.cues] == [
        FromStart(offset_ms=2_000),
        Share(parts_per_million=500_000),
        BeforeEnd(offset_ms=10_000),
        BeforeEnd(offset_ms=5_000),
    ]
    assert (reps.count, reps.beats_ms) == (8, (3_000, 1_000, 1_000))
    assert (walk.sides, walk.switch_ms) == (("left", "right"), 5_000)
    assert say.duration_ms is None
    assert hang.span.text == "hold"
    assert hang.name.span.text == "Bar hang"


def test_every_kind_of_block():
    hangs, emom, amrap, ladder, include = steps_of(
        "  - hangs: 6 x 7s:3s\n    name: Half crimp\n    sets: 3\n    rest: 150s\n"
        "  - emom: 10\n    every: 90s\n    steps:\n      - work: Swing\n        for: 30s\n"
        "  - amrap: 12m\n    steps:\n      - reps: Pull-up\n        count: 5\n"
        "  - ladder: [21, 15, 30s]\n    steps:\n      - say: $rung thrusters.\n      - rest: $rung\n"
        "  - include: warmup.yaml\n    set: {hold: 20s, rounds: 2}\n"
    )
    assert isinstance(hangs, Hangs)
    assert (hangs.count, hangs.on_ms, hangs.off_ms, hangs.sets, hangs.set_rest.duration_ms) == (
        6,
        7_000,
        3_000,
        3,
        150_000,
    )
    assert isinstance(emom, Emom)
    assert (emom.count, emom.every_ms) == (10, 90_000)
    assert isinstance(amrap, Amrap)
    assert amrap.duration_ms == 720_000
    assert amrap.steps[0].beats_ms == ()
    assert isinstance(ladder, Ladder)
    assert [rung[0].wordings[0].parts for rung in ladder.rungs] == [
        ("21 thrusters.",),
        ("15 thrusters.",),
        (SpokenDuration(duration_ms=30_000), " thrusters."),
    ]
    assert [rung[1].duration_ms for rung in ladder.rungs] == [21_000, 15_000, 30_000]
    assert isinstance(include, Include)
    assert (include.path, include.settings) == ("warmup.yaml", (("hold", "20s"), ("rounds", "2")))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("5s", FromStart(offset_ms=5_000)),
        ("0:05", FromStart(offset_ms=5_000)),
        ("-10", BeforeEnd(offset_ms=10_000)),
        ("12.5%", Share(parts_per_million=125_000)),
        ("start", AtStart()),
        ("end", AtEnd()),
        ("every 3s", Every(period_ms=3_000)),
        ("rep 3", AtRep(rep=3)),
        ("last 3 reps", LastReps(reps=3)),
        ("last rep", LastReps(reps=1)),
        ("round 2", InRound(round=2)),
        ("side left", OnSide(side="left")),
        ("$at", FromStart(offset_ms=4_000)),
    ],
)
def test_cue_keys(key, expected):
    (rounds,) = routine_of(
        "title: T\nparameters: {at: 4s}\nsteps:\n  - rounds: 2\n    steps:\n      - reps: Hinge\n        count: 8\n"
        f"        every: 2s\n        sides: [left, right]\n        cues:\n          {key}: Breathe.\n"
    ).steps
    (cue,) = rounds.steps[0].options.cues
    assert cue.when == expected
    assert cue.span.text == key


def test_what_a_cue_is():
    (hold,) = steps_of(
        "  - hold: Bar hang\n    for: 60s\n    cues:\n"
        "      5s: {sound: bell}\n      6s: {sound: gong.wav}\n      7s: {sound: sounds/gong}\n"
        "      8s: {say: [Stop now., Stop.], priority: safety, voice: anna}\n      9s: {say: Good., priority: praise}\n"
    )
    contents = [cue.content for cue in hold.options.cues]
    assert [(one.name, one.is_file) for one in contents if isinstance(one, Sound)] == [
        ("bell", False),
        ("gong.wav", True),
        ("sounds/gong", True),
    ]
    assert [(one.priority, one.voice, len(one.wordings)) for one in contents if isinstance(one, Spoken)] == [
        (Priority.SAFETY, "anna", 2),
        (Priority.PRAISE, "", 1),
    ]


def test_variables_parameters_and_dollars_in_a_text():
    (rounds,) = routine_of(
        "title: For $hold\nparameters: {hold: 90s, name: Anna, grip: half crimp, n: 3}\nsteps:\n"
        "  - rounds: $n\n    steps:\n      - say: $name, $grip, $hold, $n, $$5, round $round.\n"
    ).steps
    assert rounds.count == 3
    assert rounds.steps[0].wordings[0].parts == (
        Variable.NAME,
        ", half crimp, ",
        SpokenDuration(duration_ms=90_000),
        ", 3, $5, round ",
        Variable.ROUND,
        ".",
    )


def test_the_lines_of_a_long_text_are_one_text():
    (say,) = steps_of("  - say: |\n      Lie down.\n      Feet up.\n")
    assert say.wordings[0].parts == ("Lie down. Feet up.",)


def test_options():
    (hold,) = steps_of(
        "  - hold: Bar hang\n    for: 60s\n    announce: off\n    countdown: 10\n    halfway: off\n"
        "    time-left: [10s, 30s]\n    tones: {start: gong, end: off}\n    bed: off\n"
    )
    options = hold.options
    assert (options.announce, options.countdown, options.halfway, options.bed) == (False, 10, False, False)
    assert options.time_left_ms == (30_000, 10_000)
    assert (options.tones.start, options.tones.end) == ("gong", None)


def test_a_step_is_ready_only_where_it_says_so():
    steps = steps_of(
        "  - hold: a\n    for: 60s\n    ready: true\n  - rest: 5s\n  - lead-in: 5s\n    ready: on\n"
    )
    assert [step.options.ready for step in steps] == [True, False, True]


def test_defaults_make_exercises_wait_and_not_what_is_between_them():
    routine = routine_of(
        "title: T\ndefaults: {ready: on}\nsteps:\n  - lead-in: 5s\n  - hold: a\n    for: 60s\n    sets: 2\n    rest: 9s\n"
        "  - rest: 5s\n  - say: b\n  - reps: c\n    count: 3\n    every: 2s\n    ready: off\n"
    )
    lead_in, hold, rest, say, reps = routine.steps
    assert hold.options.ready
    assert not any(step.options.ready for step in (lead_in, hold.set_rest, rest, say, reps))


def test_options_that_are_off():
    (hold,) = steps_of("  - hold: a\n    for: 60s\n    countdown: off\n    time-left: off\n    tones: off\n")
    assert (hold.options.countdown, hold.options.time_left_ms) == (0, ())
    assert hold.options.tones == Tones(start=None, end=None)


def test_defaults_apply_to_every_step_that_does_not_say_otherwise():
    routine = routine_of(
        "title: T\ndefaults:\n  for: 40s\n  countdown: 5\n  sides: [left, right]\n  switch: 3s\n"
        "  tones: {start: gong}\n  cues: {-20s: Breathe., 10s: Good., rep 1: Slow.}\n"
        "steps:\n"
        "  - hold: a\n  - work: b\n    for: 15s\n    sides: off\n    tones: {end: bell}\n    cues: {10s: Mine.}\n"
        "  - rest: 5s\n    countdown: 3\n  - say: Well done.\n"
    )
    hold, work, rest, say = routine.steps
    assert (hold.duration_ms, hold.sides, hold.switch_ms) == (40_000, ("left", "right"), 3_000)
    assert [cue.content.wordings[0].parts for cue in hold.options.cues] == [("Breathe.",), ("Good.",)]
    assert (work.duration_ms, work.sides) == (15_000, ())
    assert (work.options.tones.start, work.options.tones.end) == ("gong", "bell")
    assert [cue.content.wordings[0].parts for cue in work.options.cues] == [("Mine.",)]
    assert (rest.options.countdown, rest.options.cues) == (3, ())
    assert (say.duration_ms, say.options.countdown, say.options.cues) == (None, 5, ())


def test_sets_and_sides():
    work, reps = steps_of(
        "  - work: Plank\n    for: 30s\n    sets: 3\n    rest: 1m\n    sides: [left, right]\n"
        "    cues: {start: 'Set $set of $sets, $side.'}\n"
        "  - reps: Hinge\n    count: 8\n    every: 3s\n    sets: 2\n    announce: $count reps of $name\n"
    )
    assert isinstance(work, Work)
    assert (work.sets, work.set_rest.duration_ms, work.switch_ms) == (3, 60_000, 5_000)
    assert isinstance(reps, Reps)
    assert (reps.sets, reps.set_rest) == (2, None)
    assert reps.options.announce.parts == (Variable.COUNT, " reps of ", Variable.NAME)


def test_rest_after_last():
    (rounds,) = steps_of("  - rounds: 2\n    rest-after-last: true\n    steps:\n      - rest: 5s\n")
    assert isinstance(rounds, Rounds)
    assert rounds.rest_after_last


def test_a_parameter_of_digits_is_a_count_that_can_be_seconds():
    routine = routine_of("title: T\nparameters: {n: 45}\nsteps:\n  - rest: $n\n", n="50")
    assert routine.parameters[0].value == 50
    assert routine.steps[0].duration_ms == 50_000


SETTABLE = (
    "title: T\nparameters:\n  hold: {default: 30s, min: 5s, max: 3m}\n  rounds: {default: 3, max: 20}\n  seconds: 45\n"
    "  grip: {default: open, choices: [open, half]}\nsteps:\n  - rest: $hold\n"
)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"hodl": "45s"}, ["setting-unknown 1:1"]),
        ({"hold": "long"}, ["setting-type 1:6"]),
        ({"hold": "4m"}, ["setting-out-of-range 1:6"]),
        ({"rounds": "21"}, ["setting-out-of-range 1:8"]),
        ({"seconds": "1m"}, ["setting-type 1:9"]),
        ({"grip": "hlaf"}, ["setting-choice 1:6"]),
        ({"hold": "4m", "grip": "x"}, ["setting-out-of-range 1:6", "setting-choice 1:6"]),
        ({"hodl": "45s", "gips": "x"}, ["setting-unknown 1:1", "setting-unknown 1:1"]),
    ],
)
def test_settings_that_cannot_be(settings, expected):
    routine, found = read(SETTABLE, **settings)
    assert routine is None
    assert sorted(found) == sorted(expected)


def test_a_setting_of_an_include_is_reported_at_the_include():
    source = SourceText(name="other.yaml", text="- include: back.yaml\n")
    place = Span(source=source, start=2, end=9)
    _, found = parse(SourceText(name="back.yaml", text=SETTABLE), {"hodl": "45s"}, at=place)
    assert [one.span for one in found] == [place]


def test_of_several_wrong_settings_of_an_include_each_is_reported():
    source = SourceText(name="other.yaml", text="- include: back.yaml\n")
    place = Span(source=source, start=2, end=9)
    settings = {"hodl": "45s", "grips": "half", "hold": "4m"}
    _, found = parse(SourceText(name="back.yaml", text=SETTABLE), settings, at=place)
    assert sorted(one.name for one in found) == ["grips", "hodl", "hold"]


def test_a_setting_of_a_text_is_taken_as_it_is():
    routine = routine_of("title: T\nparameters: {who: Anna}\nsteps:\n  - say: Hello $who.\n", who="$round")
    assert routine.steps[0].wordings[0].parts == ("Hello $round.",)


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("calm.mp3", ("calm.mp3",)),
        ("[calm.mp3, rain.ogg]", ("calm.mp3", "rain.ogg")),
        ("off", ()),
        ("Off", ()),
    ],
)
def test_a_routines_bed_is_a_file_or_several(written, paths):
    source = SourceText(name="a.yaml", text=f"title: T\nbed: {written}\nsteps:\n  - rest: 30s\n")
    routine, found = parse(source)
    assert found == ()
    assert tuple(bed.path for bed in routine.bed) == paths


@pytest.mark.parametrize("written", ["{a: b}", "[]", "[[a.mp3]]"])
def test_a_bed_of_another_type_is_an_error(written):
    routine, found = parse(
        SourceText(name="a.yaml", text=f"title: T\nbed: {written}\nsteps:\n  - rest: 30s\n")
    )
    assert routine is None
    assert [each.span.line for each in found] == [2]


@pytest.mark.parametrize("suffix", [*SOUND_SUFFIXES, ".WAV"])
def test_a_sound_is_a_file_by_its_suffix(suffix):
    (hold,) = steps_of(
        f"  - hold: a\n    for: 60s\n    cues:\n      5s: {{sound: gong{suffix}}}\n      6s: {{sound: bell}}\n"
    )
    assert [cue.content.is_file for cue in hold.options.cues] == [True, False]


@pytest.mark.parametrize("beside", ["cues: {}", "announce: null", "announce: n/a"])
def test_what_says_nothing_in_other_notations_is_right_where_it_was(beside):
    text = f"title: T\nsteps:\n  - hold: Plank\n    for: 30s\n    {beside}\n"
    routine, found = parse(SourceText(name="test.yaml", text=text))
    assert routine is not None
    assert not found
