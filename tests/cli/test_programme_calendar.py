"""`export PROGRAMME -o P.ics`: read by another library than the one that writes it."""

import sys
from datetime import date, timedelta

import pytest
import vobject
from programme_texts import HANG

from voicecoach.cli import exporting

MONDAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """Let it be another day: so many from the first Monday on."""

    def be(days):
        monkeypatch.setattr(exporting, "today", lambda: MONDAY + timedelta(days=days))

    be(0)
    return be


@pytest.fixture
def export(run, routine, tmp_path):
    def write(text=HANG):
        result = run("export", routine(text, "p.yaml"), "-o", "p.ics", "-q")
        assert result.exit_code == 0, result.stderr
        return (tmp_path / "p.ics").read_bytes()

    return write


def add(run, day, *words):
    result = run("log", "add", "p.yaml", "--at", f"{MONDAY + timedelta(days=day)}", *words)
    assert result.exit_code == 0, result.stderr
    return result.stdout.split(":")[0]


def events(content):
    return vobject.readOne(content.decode()).vevent_list


def days(content):
    return [(event.dtstart.value - MONDAY).days for event in events(content)]


def test_each_session_is_an_event_of_its_day_that_blocks_nothing(export):
    found = events(export())
    assert [(one.dtstart.value - MONDAY).days for one in found] == [0, 2, 4, 7, 9, 11]
    assert {one.dtend.value - one.dtstart.value for one in found} == {timedelta(days=1)}
    assert {one.transp.value for one in found} == {"TRANSPARENT"}
    assert not any(hasattr(one, "valarm") for one in found)
    assert found[3].summary.value == "Three weeks of hanging 4/6: Peak"


def test_an_event_has_the_dose_and_why(export):
    first, second, *_ = events(export())
    assert first.description.value == (
        "Hold 20 s: this is the first session of the programme.\nbar-hang rounds=1 hold=20s"
    )
    assert second.description.value == (
        "Hold 25 s, if the sessions before it go well.\nbar-hang rounds=1 hold=25s"
    )


def test_it_speaks_the_language_of_the_programme(export):
    _, second, *_ = events(export(f"language: de\n{HANG}"))
    assert second.description.value.startswith("Halten 25 s, wenn die Einheiten davor gut gehen.")


def test_the_same_programme_log_and_day_are_the_same_bytes(export, run):
    before = export()
    assert export() == before
    add(run, 0)
    after = export()
    assert after != before
    assert export() == after


def test_what_comes_later_takes_the_place_of_what_the_calendar_has(export, run, on):
    before = events(export())
    add(run, 0, "--effort", "9")
    on(3)  # Wednesday was missed
    content = export()
    after = events(content)
    assert [one.uid.value for one in after] == [one.uid.value for one in before]
    assert days(content) == [0, 4, 7, 9, 11, 14]
    assert after[0].summary.value == "✓ Three weeks of hanging 1/6: Base"
    assert after[0].description.value.splitlines()[0] == "Hold 20 s: done."
    assert after[1].description.value.startswith("Hold 20 s, as before: Monday's session was finished, but")
    for earlier, later in zip(before, after, strict=True):
        assert int(later.sequence.value) > int(earlier.sequence.value)
        assert later.last_modified.value >= earlier.last_modified.value


def test_each_change_of_the_log_is_newer_even_on_the_same_day(export, run):
    sequences = [int(events(export())[0].sequence.value)]
    number = add(run, 0)
    for words in (("edit", number, "--pain", "5"), ("remove", number)):
        sequences.append(int(events(export())[0].sequence.value))
        assert run("log", *words).exit_code == 0
    sequences.append(int(events(export())[0].sequence.value))
    assert sequences == sorted(set(sequences))


def test_what_was_done_stays_as_it_is(export, run, on):
    export()
    for day in (0, 2, 4):
        add(run, day, *(["--stopped-at", "0:40"] if day == 4 else []))
    on(4)
    done = events(export())[:3]
    on(30)
    add(run, 7)
    later = events(export())
    for one, same in zip(done, later, strict=False):
        for part in ("uid", "dtstart", "summary", "description"):
            assert getattr(same, part).value == getattr(one, part).value
    assert done[2].description.value.startswith("Hold 30 s: not finished.")
    # the session that is done again is an appointment of its own
    assert len({one.uid.value for one in later}) == len(later) == 7


def test_two_programmes_have_nothing_in_common(export, run, tmp_path):
    mine = {one.uid.value for one in events(export())}
    assert run("export", "dead-hang-8-weeks", "-o", "b.ics", "-q").exit_code == 0
    others = {one.uid.value for one in events((tmp_path / "b.ics").read_bytes())}
    assert len(others) == 25
    assert not mine & others


HOSTILE = "A;B,C\\\\n\\x0dEND:VEVENT\\r\\nBEGIN:VALARM\\u202e ünïcödé 🧗" + "ß" * 80


def test_a_hostile_title_is_text(export):
    content = export(HANG.replace("Three weeks of hanging", f'"{HOSTILE}"').replace("Peak", '"P;,\\n:END"'))
    found = events(content)
    assert len(found) == 6
    assert found[3].summary.value == f"A;B,C\\n END:VEVENT BEGIN:VALARM ünïcödé 🧗{'ß' * 80} 4/6: P;, :END"
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75  # octets; and no character is cut
    assert b"\n" not in b"".join(lines)
    assert [line.decode() for line in lines]
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == 6


def test_a_programme_that_is_over_keeps_what_was_done(export, run, on):
    export()
    for day in (0, 2, 4, 7, 9, 11):
        add(run, day)
    on(11)
    assert [one.summary.value[:1] for one in events(export())] == ["✓"] * 6


def test_on_standard_output_and_beside_other_files(run, routine, tmp_path):
    name = routine(HANG, "p.yaml")
    assert b"BEGIN:VCALENDAR" in run("export", name, "-o", "-", "--format", "ics").stdout_bytes
    result = run("export", name, "-o", "p.ics", "-o", "next.vtt", "--engine", "none")
    assert result.exit_code == 0, result.stderr
    assert {path.name for path in tmp_path.iterdir()} >= {"p.ics", "next.vtt"}
    assert "p.ics: 6 sessions" in result.stderr
    assert run("export", name, "-o", "p.ics", "--no-clobber").exit_code == 2


def test_a_routine_has_no_calendar(run, tmp_path):
    result = run("export", "bar-hang", "-o", "p.ics")
    assert result.exit_code == 2
    assert "is for programmes" in result.stderr
    assert not (tmp_path / "p.ics").exists()


def test_without_the_extra_it_is_said_how_to_get_it(run, routine, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    result = run("export", routine(HANG, "p.yaml"), "-o", "p.ics")
    assert result.exit_code == 3
    assert "pip install 'voicecoach[calendar]'" in result.stderr
    assert not (tmp_path / "p.ics").exists()
