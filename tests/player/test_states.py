"""The transition function alone: whatever happens, in whatever order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources import RATE

from voicecoach.player.engine import states
from voicecoach.player.engine.places import back_frame, next_frame, repeat_frame, resume_frame
from voicecoach.player.engine.states import (
    Asked,
    Gone,
    Lost,
    Opened,
    Paused,
    Playing,
    Refused,
    Requeue,
    Stalled,
    Tell,
    Waiting,
)
from voicecoach.player.engine.transition import Situation, first, transition
from voicecoach.player.playable import Landmarks
from voicecoach.player.playback import Command, Notice, PlayerState
from voicecoach.sound.spans import FrameRange

TOTAL = 60 * RATE
LANDMARKS = Landmarks(
    step_frames=tuple(range(0, TOTAL, 10 * RATE)),
    cues=tuple(FrameRange(start_frame=at, end_frame=at + RATE) for at in range(2 * RATE, TOTAL, 5 * RATE)),
    gate_frames=(20 * RATE,),
    open_frames=(40 * RATE,),
)


def place(now_s=0.0, frame=0, origin=0):
    return Situation(now_s=now_s, frame=frame, origin_frame=origin, total_frames=TOTAL, landmarks=LANDMARKS)


REFUSED = Refused(error=OSError("none"), may_pass=True)
HAPPENINGS = st.one_of(
    st.sampled_from([command for command in Command if command is not Command.STOP]).map(
        lambda command: Asked(command=command)
    ),
    st.sampled_from(
        [
            Opened(),
            REFUSED,
            Refused(error=OSError("hung"), may_pass=False, is_hung=True),
            Gone(why="gone"),
            Gone(why="hung", is_hung=True),
            Gone(why="dummy", unheard_frames=2 * RATE),
            states.Stuck(),
            states.Moved(),
            states.AtGate(gate_frame=20 * RATE),
            states.Tick(),
            states.Tick(can_open=False),
        ]
    ),
)


class Session:
    """What an engine keeps beside the state: where it is, and where it began last."""

    def __init__(self):
        self.state = first(0.0)
        self.now_s = 0.0
        self.frame = self.origin = 0
        self.has_output = False

    def happen(self, happening):
        if isinstance(happening, states.ReachedEnd | states.AtGate) and not self.has_output:
            return ()
        at = place(self.now_s, self.frame, self.origin)
        self.state, actions = transition(self.state, happening, at)
        for action in actions:
            if isinstance(action, states.Seek):
                self.frame = self.origin = action.frame
            if isinstance(action, states.Close):
                self.has_output = False
        self.has_output |= isinstance(happening, Opened)
        return actions

    def play(self, seconds):
        self.now_s += seconds
        if self.has_output and isinstance(self.state, Playing):
            self.frame = min(self.frame + round(seconds * RATE), TOTAL)


def run(story):
    session = Session()
    for happening, seconds in story:
        session.play(seconds)
        yield session, happening, session.frame, session.happen(happening)


STORIES = st.lists(st.tuples(HAPPENINGS, st.floats(0, 8)), max_size=60)


@given(STORIES)
def test_from_everywhere_stop_stops_and_closes(story):
    for session, *_ in run(story):
        stopped, actions = transition(session.state, Asked(command=Command.STOP), place())
        assert states.is_over(stopped)
        assert states.is_over(session.state) or actions == (states.Close(),)


@given(STORIES)
def test_what_is_over_stays_over(story):
    for over in (states.Finished(), states.Stopped(), states.Failed(error=OSError("x"))):
        for happening, _ in story:
            assert transition(over, happening, place()) == (over, ())


@given(STORIES)
def test_a_loss_never_goes_back_behind_where_the_sound_began_last(story):
    session = Session()
    for happening, seconds in story:
        session.play(seconds)
        frame, origin = session.frame, session.origin
        actions = session.happen(happening)
        if isinstance(happening, Gone) or (
            isinstance(happening, states.Tick) and actions[:1] == (states.Close(),)
        ):
            assert origin <= session.frame <= max(frame, origin)


@given(st.lists(st.floats(0, 2), min_size=2, max_size=20), st.integers(0, TOTAL))
def test_losses_in_a_row_never_rewind_twice(heard_s, start):
    session = Session()
    session.frame = start
    positions = []
    for seconds in heard_s:
        session.happen(states.Tick())
        session.happen(Opened())
        session.play(seconds)
        session.happen(Gone(why="gone"))
        positions.append(session.frame)
        session.now_s += 10
    assert positions[1:] == sorted(positions[1:])
    assert all(later >= positions[0] for later in positions)


@given(STORIES)
def test_what_the_listener_wants_outlives_every_trouble_with_the_device(story):
    for _, happening, _, _ in (events := list(run(story))):
        assert happening
    session = Session()
    for happening, seconds in story:
        session.play(seconds)
        before = states.wish_of(session.state)
        session.happen(happening)
        after = states.wish_of(session.state)
        if not isinstance(happening, Asked | states.AtGate) and after is not None:
            assert type(after) is type(before)
    assert len(events) == len(story)


@given(STORIES)
def test_a_device_is_opened_only_while_there_is_none_and_one_at_a_time(story):
    opening = False
    for session, happening, _, actions in run(story):
        if isinstance(happening, Opened | Refused) or states.is_over(session.state):
            opening = False
        if states.Open() in actions:
            assert not opening
            assert not session.has_output
            opening = True


@given(STORIES)
def test_every_state_can_be_shown(story):
    for session, *_ in run(story):
        assert states.shown(session.state) in PlayerState


def test_retries_come_later_and_later_up_to_two_seconds():
    state, waits = first(0.0), []
    for now_s in range(10):
        state, _ = transition(state, states.Tick(), place(now_s=now_s))
        state, _ = transition(state, REFUSED, place(now_s=now_s))
        waits.append(state.retry_s - now_s)
    assert waits == [0.25, 0.5, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0]


def test_a_device_that_lasted_is_tried_again_at_once():
    playing = Playing(link=states.Link(tries=4, opened_s=10.0))
    lost, _ = transition(playing, Gone(why="gone"), place(now_s=20, frame=5))
    assert lost.retry_s == 20.25


@pytest.mark.parametrize(("away_s", "announced"), [(4.9, False), (5.1, True)])
def test_the_announcement_comes_after_more_than_five_seconds(away_s, announced):
    lost = Lost(wish=Playing(), since_s=10.0, is_trying=True)
    playing, actions = transition(lost, Opened(), place(now_s=10 + away_s))
    assert isinstance(playing, Playing)
    assert (states.Announce() in actions) is announced


def test_a_loss_before_anything_was_heard_again_keeps_the_time_away():
    playing = Playing(link=states.Link(tries=3, opened_s=20.0, away_since_s=12.0))
    lost, _ = transition(playing, Gone(why="gone"), place(now_s=20.5, frame=100, origin=100))
    assert lost.since_s == 12.0


def test_whoever_paused_is_not_told_where_they_are():
    lost = Lost(wish=Paused(), since_s=0.0, is_trying=True)
    paused, actions = transition(lost, Opened(), place(now_s=60))
    assert (type(paused), actions) == (Paused, ())


def test_a_paused_session_that_loses_its_device_stays_where_it_is():
    lost, actions = transition(Paused(), Gone(why="gone"), place(frame=7 * RATE))
    assert actions == (states.Close(), states.Seek(frame=7 * RATE, is_jump=False))
    assert isinstance(lost.wish, Paused)


def test_a_first_device_that_is_not_there_is_a_failure_and_a_busy_one_is_not():
    error = OSError("none")
    opening = first(0.0)
    failed, _ = transition(opening, Refused(error=error, may_pass=False), place())
    assert failed == states.Failed(error=error)
    waiting, _ = transition(opening, Refused(error=error, may_pass=True), place())
    assert isinstance(waiting, states.FirstOpening)


def test_a_stall_ends_when_the_device_moves_and_is_a_loss_after_three_seconds():
    stalled, _ = transition(Playing(), states.Stuck(), place(now_s=5))
    assert isinstance(stalled, Stalled)
    assert transition(stalled, states.Moved(), place(now_s=6)) == (Playing(), ())
    lost, actions = transition(stalled, states.Tick(), place(now_s=8))
    assert isinstance(lost, Lost)
    assert actions[0] == states.Close()


def test_at_a_gate_go_passes_it_and_a_jump_leaves_it():
    waiting = Waiting(gate_frame=20 * RATE, remind_s=10)
    for command in (Command.PLAY, Command.TOGGLE_PAUSE, Command.NEXT):
        playing, actions = transition(waiting, Asked(command=command), place(frame=20 * RATE))
        assert (playing, actions) == (Playing(), (states.PassGate(gate_frame=20 * RATE),))
    paused, _ = transition(waiting, Asked(command=Command.PAUSE), place())
    assert paused == waiting
    gone, actions = transition(waiting, Asked(command=Command.BACK), place(frame=20 * RATE))
    assert (gone, actions) == (Playing(), (states.Seek(frame=10 * RATE, is_jump=True),))


def test_in_a_step_until_done_go_is_done_and_what_follows_comes_at_once():
    noted = states.NoteDone(start_frame=40 * RATE, reached_frame=47 * RATE)
    onward = states.Seek(frame=50 * RATE, is_jump=True)
    for command in (Command.PLAY, Command.TOGGLE_PAUSE, Command.NEXT):
        after, actions = transition(Playing(), Asked(command=command), place(frame=47 * RATE))
        assert (after, actions) == (Playing(), (noted, onward))
    paused, actions = transition(Paused(), Asked(command=Command.NEXT), place(frame=47 * RATE))
    assert (paused, actions) == (Paused(), (noted, onward))
    going, actions = transition(Paused(), Asked(command=Command.PLAY), place(frame=47 * RATE))
    assert (going, actions) == (Playing(), (Requeue(), Tell(notice=Notice.GOING_ON)))
    lost, actions = transition(
        Lost(wish=Playing(), since_s=0.0), Asked(command=Command.NEXT), place(frame=47 * RATE)
    )
    assert (lost.wish, actions) == (Playing(), (noted, onward))


def test_in_its_first_second_a_step_until_done_is_skipped_as_others_are():
    _, actions = transition(Playing(), Asked(command=Command.NEXT), place(frame=40 * RATE + RATE // 2))
    assert actions == (states.Seek(frame=50 * RATE, is_jump=True),)
    paused, _ = transition(Playing(), Asked(command=Command.TOGGLE_PAUSE), place(frame=40 * RATE + RATE // 2))
    assert isinstance(paused, Paused)


# --- where to go on ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at_s", "resumed_s"),
    [
        (0.0, 0.0),
        (0.5, 0.0),
        (1.9, 0.9),
        (2.5, 2.0),  # within the cue at 2
        (4.9, 2.0),  # 1.9 s after its end
        (5.1, 4.1),  # 2.1 s after its end
        (7.0, 6.0),  # the next cue begins here: nothing of it was heard
    ],
)
def test_a_lost_sound_goes_on_at_the_cue_or_a_second_before(at_s, resumed_s):
    assert resume_frame(LANDMARKS, round(at_s * RATE)) == round(resumed_s * RATE)


def test_next_back_and_repeat():
    def seconds(frame):
        return frame / RATE

    assert seconds(next_frame(LANDMARKS, 12 * RATE, total_frames=TOTAL)) == 20
    assert seconds(next_frame(LANDMARKS, 20 * RATE, total_frames=TOTAL)) == 30
    assert seconds(next_frame(LANDMARKS, 55 * RATE, total_frames=TOTAL)) == 60
    assert seconds(back_frame(LANDMARKS, 12 * RATE)) == 0
    assert seconds(back_frame(LANDMARKS, 13 * RATE)) == 10
    assert seconds(back_frame(LANDMARKS, 1 * RATE)) == 0
    assert seconds(repeat_frame(LANDMARKS, 30 * RATE)) == 27
    assert seconds(repeat_frame(LANDMARKS, 1 * RATE)) == 1
    bare = Landmarks(step_frames=(), cues=())
    assert back_frame(bare, 9) == 0
    assert next_frame(bare, 9, total_frames=20) == 20


def test_a_pause_is_told_unless_the_device_is_in_trouble():
    paused, actions = transition(Playing(), Asked(command=Command.PAUSE), place())
    assert actions == (Requeue(), Tell(notice=Notice.PAUSED))
    assert transition(paused, Asked(command=Command.PLAY), place())[1] == (
        Requeue(),
        Tell(notice=Notice.GOING_ON),
    )
    for trouble in (Lost(wish=Playing(), since_s=0.0), Stalled(wish=Playing(), since_s=0.0)):
        assert transition(trouble, Asked(command=Command.PAUSE), place())[1] == (Requeue(),)
