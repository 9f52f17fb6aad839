from hypothesis import given
from hypothesis import strategies as st
from sources import hum

from voicecoach.player.engine.tape import Inserted, Passage, Silence, Tape, session_frame

INSERT = hum(1)


def said(at, then):
    return Inserted(source=INSERT, start_frame=at, then_frame=then)


def test_before_anything_is_written_it_is_where_it_starts():
    assert Tape(Passage(start_frame=7)).at(0) == Passage(start_frame=7)


def test_an_audible_frame_leads_back_to_its_place():
    tape = Tape(Passage(start_frame=100))
    tape.add(Silence(then=Passage(start_frame=100)), 50)
    tape.add(Passage(start_frame=100), 20)
    tape.add(said(0, 120), INSERT.total_frames)
    tape.add(Passage(start_frame=120), 30)
    assert tape.at(0) == Silence(then=Passage(start_frame=100))
    assert tape.at(50) == Passage(start_frame=100)
    assert tape.at(69) == Passage(start_frame=119)
    assert tape.at(70) == said(0, 120)
    assert tape.at(80) == said(10, 120)
    assert tape.at(70 + INSERT.total_frames) == Passage(start_frame=120)
    assert tape.at(10**9) == Passage(start_frame=150)


@given(st.lists(st.integers(1, 100), min_size=1), st.data())
def test_however_it_is_cut_the_same_frame_is_the_same_place(cuts, data):
    tape = Tape(Passage(start_frame=5))
    frame = 5
    for count in cuts:
        tape.add(Passage(start_frame=frame), count)
        frame += count
    asked = data.draw(st.integers(0, tape.written_frames))
    tape.forget(data.draw(st.integers(0, asked)))
    assert tape.at(asked) == Passage(start_frame=5 + asked)
    assert session_frame(tape.at(asked)) == 5 + asked


def test_what_is_forgotten_leaves_what_is_to_come():
    tape = Tape(Passage(start_frame=0))
    for index in range(1000):
        tape.add(Silence(then=Passage(start_frame=index)), 10)
        tape.forget(index * 10)
    assert len(tape._pieces) <= 2
    assert tape.at(9_995) == Silence(then=Passage(start_frame=999))
