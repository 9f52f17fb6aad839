"""What is printed in place of a screen, and when."""

from dataclasses import replace

from tests.programs import compiled
from voicecoach.cli.lines import Lines, Remarks
from voicecoach.player.model import PlayerState, Snapshot

STEPS = "- hold: A\n  for: 5s\n- hold: B\n  for: 5s\n- hold: C\n  for: 5s\n"
START = Snapshot(state=PlayerState.PLAYING, position_frame=0)


def at(ms, before=START, **changes):
    return replace(before, position_frame=ms * 48, **changes)


def holds(shown):
    return [line.split()[-1] for line in shown if " hold " in line]


def test_a_line_comes_when_it_is_heard():
    shown = []
    lines = Lines(compiled(STEPS), lead_ms=2_000, show=shown.append)
    lines.update(at(1_999))
    assert shown == []
    lines.update(at(2_000))
    assert holds(shown) == ["A"]
    lines.update(at(7_040))
    assert holds(shown) == ["A", "B"]


def test_after_a_jump_the_lines_go_on_from_there():
    shown = []
    lines = Lines(compiled(STEPS), lead_ms=0, show=shown.append)
    lines.update(at(0))
    lines.update(at(5_100))
    lines.update(at(40, jumps=1))
    lines.update(at(10_120, jumps=2))
    assert holds(shown) == ["A", "B", "A", "C"]


def test_changes_are_lines_too():
    shown = []
    lines = Lines(compiled("- rest: 60s\n  announce: off\n"), lead_ms=0, show=shown.append)
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
    remarks = Remarks(shown.append)
    for remark in ("", "lost", "lost", "", "lost"):
        remarks.update(replace(START, remark=remark))
    assert shown == ["lost", "lost"]
