"""What is printed in place of a screen, and when."""

from msgspec.structs import replace

from tests.programs import compiled
from voicecoach.cli.lines import Lines, RemarkLines
from voicecoach.player.playback import PlayerState, Remark, RemarkKind, Snapshot

STEPS = "- hold: A\n  for: 5s\n- hold: B\n  for: 5s\n- hold: C\n  for: 5s\n"
START = Snapshot(state=PlayerState.PLAYING, position_frame=0)


def at(ms, before=START, **changes):
    return replace(before, position_frame=ms * 48, **changes)


def holds(shown):
    return [line.split()[-1] for line in shown if " hold " in line]


def test_a_line_comes_when_it_is_heard():
    shown = []
    lines = Lines(compiled(STEPS), start_ms=0, show=shown.append)
    lines.update(at(0))
    assert holds(shown) == ["A"]
    lines.update(at(4_999))
    assert holds(shown) == ["A"]
    lines.update(at(5_040))
    assert holds(shown) == ["A", "B"]


def test_amid_a_session_it_begins_with_the_step_there_after_the_announcement():
    shown = []
    whole = compiled("- hold: A\n  for: 30s\n  cues: {2s: Early., 12s: Later.}\n")
    lines = Lines(whole, start_ms=8_000, show=shown.append)
    for left_ms in (3_960, 3_910, 10):
        lines.update(at(8_000, is_inserted=True, inserted_left_frames=left_ms * 48))
    assert shown == ["(it goes on in 4 s)"]
    lines.update(at(12_050))
    assert holds(shown) == ["A"]
    assert "“Later.”" in shown[-1]
    assert not any("Early." in line for line in shown)


def test_before_it_begins_the_time_until_then_is_told_once():
    shown = []
    lines = Lines(compiled(STEPS), start_ms=0, show=shown.append)
    lines.update(at(0, state=PlayerState.OPENING, inserted_left_frames=480_000))
    lines.update(at(0, inserted_left_frames=480_000))
    lines.update(at(0, inserted_left_frames=240_000))
    assert shown == ["(it begins in 10 s)"]


def test_what_comes_later_is_added_and_nothing_is_shown_twice():
    shown = []
    whole = compiled(STEPS)
    events = tuple(event for event in whole.timeline.events if event.onset_ms < 6_000)
    part = replace(whole, timeline=replace(whole.timeline, events=events))
    lines = Lines(part, start_ms=0, show=shown.append)
    lines.update(at(5_100))
    lines.grow(whole)
    lines.update(at(10_100))
    assert holds(shown) == ["A", "B", "C"]
    assert len([line for line in shown if "“" in line]) == len(
        [e for e in whole.timeline.events if e.kind != "tone" and e.onset_ms <= 10_100]
    )


def test_after_a_jump_the_lines_go_on_from_there():
    shown = []
    lines = Lines(compiled(STEPS), start_ms=0, show=shown.append)
    lines.update(at(0))
    lines.update(at(5_100))
    lines.update(at(40, jumps=1))
    lines.update(at(10_120, jumps=2))
    assert holds(shown) == ["A", "B", "A", "C"]


def test_changes_are_lines_too():
    shown = []
    lines = Lines(compiled("- rest: 60s\n  announce: off\n"), start_ms=0, show=shown.append)
    for state in (PlayerState.PLAYING, PlayerState.PAUSED, PlayerState.PLAYING, PlayerState.WAITING):
        lines.update(at(30_000, state=state))
    lines.update(at(30_000, state=PlayerState.WAITING, volume_percent=95))
    assert shown[-4:] == [
        "(paused)",
        "(going on)",
        "(waiting: Enter, the space bar or a pedal says go)",
        "(volume 95 %)",
    ]


def test_a_remark_is_shown_once_each_time():
    shown = []
    remarks = RemarkLines(shown.append)
    lost = Remark(kind=RemarkKind.LOST, why="unplugged")
    for remark in (None, lost, lost, None, lost):
        remarks.update(replace(START, remark=remark))
    assert shown == ["sound lost (unplugged): waiting for a device"] * 2
