"""Programmes on the command line: what is due, what was done, and what that changes."""

import csv
import io
import json

import pytest
from programme_texts import HANG

from voicecoach.errors import UsageError
from voicecoach.output.own_sessions import check_own


@pytest.fixture
def hang(routine):
    return routine(HANG, "hang.yaml")


@pytest.fixture
def today(run, hang):
    def ask(on="2026-11-04"):
        result = run("today", hang, "--json", "--on", on)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    return ask


@pytest.fixture
def add(run, hang):
    def enter(at, *words, name=hang):
        result = run("log", "add", name, "--at", at, *words)
        assert result.exit_code == 0, result.stderr
        return int(result.stdout.split(":")[0])

    return enter


def test_what_is_due_is_told_with_its_reason(today):
    assert today("2026-11-01") == {
        "programme": "hang.yaml",
        "session": 1,
        "week": 1,
        "phase": "Base",
        "routine": "bar-hang",
        "set": {"rounds": "1", "hold": "20s"},
        "due": "2026-11-02",
        "reason": "Hold 20 s: this is the first session of the programme.",
    }


def test_what_was_done_elsewhere_counts_once_it_is_added(today, add):
    add("2026-11-02", "--effort", "6")
    assert today()["reason"] == "Hold 25 s, 5 s more: Monday's session was finished, effort 6."
    assert (today()["session"], today()["set"]["hold"], today()["due"]) == (2, "25s", "2026-11-04")


def test_a_session_that_was_stopped_is_done_again(today, add):
    add("2026-11-02", "--stopped-at", "0:45")
    assert (today()["session"], today()["set"]["hold"]) == (2, "20s")
    assert "was not finished" in today()["reason"]


def test_what_the_listener_says_counts_before_what_was_heard(run, add):
    total_ms = json.loads(
        run("plan", "bar-hang", "--rounds", "1", "--hold", "20s", "--engine", "none", "--json").stdout
    )["total_ms"]
    add("2026-11-02", "--stopped-at", f"{total_ms - 500}ms")
    (session,) = json.loads(run("log", "--json").stdout)
    assert (session["ended"], session["by_hand"], session["phase"]) == ("stopped", True, "Base")
    assert not session["done"]
    assert not session["done"]  # the listener says that it was broken off


def test_what_is_edited_and_removed_counts_as_it_is_then(run, today, add):
    number = add("2026-11-02")
    assert run("log", "edit", number, "--pain", "7", "--note", "Elbow.").exit_code == 0
    assert "ask a doctor or a physiotherapist" in today()["reason"]
    assert run("log", "edit", number, "--pain", "0", "--stopped-at", "0:40").exit_code == 0
    assert "was not finished" in today()["reason"]
    assert run("log", "edit", number, "--done").exit_code == 0
    assert today()["set"]["hold"] == "25s"
    (session,) = json.loads(run("log", "--json").stdout)
    assert (session["note"], session["pain"], session["done"]) == ("Elbow.", 0, True)
    assert run("log", "remove", number).exit_code == 0
    assert today()["session"] == 1
    assert json.loads(run("log", "--json").stdout) == []


def test_the_day_is_that_of_the_zone_that_is_named(run, add):
    number = add("2026-11-02T23:30-05:00")
    (session,) = json.loads(run("log", "--json").stdout)
    assert (session["number"], session["date"]) == (number, "2026-11-02T23:30:00-05:00")


def test_the_session_of_tomorrow_is_played_today_with_a_word(run, routine):
    short = routine("title: T\nsteps: [{rest: 1s, announce: off, countdown: off}]\n", "short.yaml")
    text = f"title: P\nprogramme:\n  sessions: 2\n  phases: [{{phase: A, weeks: 1, routine: {short}}}]\n"
    name = routine(text, "p.yaml")
    words = ("play", name, "--mute", "--no-screen", "--engine", "espeak")
    assert "by the programme, it is due on" not in run(*words).stderr
    assert "by the programme, it is due on" in run(*words).stderr


def test_a_routine_by_itself_is_no_session_of_the_programme(run, today):
    assert run("log", "add", "bar-hang", "--at", "2026-11-02").exit_code == 0
    assert today()["session"] == 1


def test_when_it_is_over(run, hang, today, add):
    for day in ("02", "04", "06", "09", "11", "13"):
        add(f"2026-11-{day}")
    over = today("2026-11-15")
    assert (over["session"], over["due"], over["set"]) == (None, None, None)
    assert "sessions are done" in run("today", hang).stdout
    result = run("export", hang, "-o", "next.vtt", "--engine", "none")
    assert result.exit_code == 2
    assert "is over" in result.stderr


def test_without_a_name_it_is_the_programme_that_was_done_last(run, add):
    assert run("today").exit_code == 2
    add("2026-11-02")
    assert "Three weeks of hanging" in run("today").stdout


def test_the_plan_has_every_session_and_ticks_what_is_done(run, hang, add):
    add("2026-11-02")
    add("2026-11-04", "--stopped-at", "0:45")
    rows = json.loads(run("plan", hang, "--engine", "none", "--json").stdout)
    assert [(row["done"], row["finished"]) for row in rows[:3]] == [
        (True, True),
        (True, False),
        (False, None),
    ]
    assert [row["session"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row["set"]["hold"] for row in rows[:2]] == ["20s", "25s"]
    lines = run("plan", hang, "--engine", "none").stdout.splitlines()
    assert lines[1].split()[:3] == ["✓", "1", "1"]


def test_a_session_by_its_number_or_its_week(run, hang):
    one = json.loads(run("plan", hang, "--session", "4", "--engine", "none", "--json").stdout)
    assert [step["duration_ms"] for step in one["intervals"] if step["kind"] == "hold"] == [45_000] * 3
    assert run("plan", hang, "--week", "2", "--engine", "none").exit_code == 0
    for words in (("--session", "7"), ("--week", "3")):
        result = run("plan", hang, *words, "--engine", "none")
        assert result.exit_code == 2
        assert "there is no" in result.stderr
    assert run("plan", "bar-hang", "--session", "1").exit_code == 2


def test_the_next_session_is_exported_and_it_is_said_how_it_counts(run, hang, tmp_path):
    result = run("export", hang, "-o", "next.vtt", "--engine", "none")
    assert result.exit_code == 0
    assert (tmp_path / "next.vtt").exists()
    assert "Hold 20 s: this is the first session" in result.stderr
    assert f"voicecoach log add {hang} --done" in result.stderr


def test_the_page_of_a_session_says_how_it_counts(run, hang, tmp_path):
    def page(*words):
        result = run("export", *words, "-o", "next.html", "--engine", "espeak")
        assert result.exit_code == 0, result.stderr
        return (tmp_path / "next.html").read_text("utf-8"), result.stderr

    text, err = page(hang, "--session", "2")
    line = f"voicecoach log add {hang} --session 2 --done"
    assert f'<p class="counts">Done? So that it counts: <code>{line}</code></p>' in text
    assert line in err
    text, err = page("bar-hang")
    assert 'class="counts"' not in text
    assert "log add" not in err


def test_a_name_with_blanks_is_one_word_of_the_line(run, routine):
    name = routine(HANG, "my hang.yaml")
    result = run("export", name, "-o", "next.vtt", "--engine", "none")
    assert "voicecoach log add 'my hang.yaml' --done" in result.stderr


def test_programmes_are_listed_by_themselves_and_routines_as_ever(run):
    routines = json.loads(run("list", "--json").stdout)
    assert all(isinstance(one["total_ms"], int) for one in routines)
    programmes = json.loads(run("list", "--programmes", "--json").stdout)
    assert [one["name"] for one in programmes] == [
        "back-relief-4-weeks",
        "couch-to-running",
        "dead-hang-8-weeks",
        "repeaters-6-weeks",
    ]
    assert not {one["name"] for one in routines} & {one["name"] for one in programmes}
    assert [(one["weeks"], one["sessions"]) for one in programmes] == [(4, 12), (9, 27), (8, 25), (6, 12)]
    assert "source" not in programmes[0]
    fingers = json.loads(run("list", "--programmes", "--focus", "fingers", "--json").stdout)
    assert [one["name"] for one in fingers] == ["repeaters-6-weeks"]
    assert "bar-hang" not in run("list", "--programmes").stdout
    assert "no built-in programme" in run("list", "--programmes", "--focus", "ears").stdout


def test_all_sessions_are_exported_into_a_folder_that_is_made(run, hang, tmp_path):
    result = run("export", hang, "-o", f"{tmp_path}/all/", "--engine", "espeak", "-q")
    assert result.exit_code == 0, result.stderr
    assert len(list((tmp_path / "all").glob("*.mp3"))) == 6
    again = run("export", hang, "-o", f"{tmp_path}/all/", "--engine", "espeak", "-q")
    assert again.exit_code == 0, again.stderr
    (tmp_path / "file").write_text("mine")
    result = run("export", hang, "-o", f"{tmp_path}/file/", "--engine", "espeak", "-q")
    assert result.exit_code == 3
    assert "cannot make the folder" in result.stderr
    assert (tmp_path / "file").read_text() == "mine"


def test_a_file_of_somebody_else_with_the_name_of_a_session_is_not_replaced(run, hang, tmp_path):
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "3-bar-hang.mp3").write_bytes(b"mine")
    result = run("export", hang, "-o", f"{folder}/", "--engine", "espeak", "-q")
    assert result.exit_code == 2
    assert "3-bar-hang.mp3` was not exported by voicecoach" in result.stderr
    assert [path.read_bytes() for path in folder.iterdir()] == [b"mine"]


def test_a_file_that_somebody_puts_there_while_the_sessions_are_made_is_not_replaced(
    run, hang, tmp_path, monkeypatch
):
    def check_and_put(paths):
        new = check_own(paths)
        (tmp_path / "all" / "1-bar-hang.mp3").write_bytes(b"mine")
        return new

    monkeypatch.setattr("voicecoach.output.own_sessions.check_own", check_and_put)
    result = run("export", hang, "-o", f"{tmp_path}/all/", "--engine", "espeak", "-q")
    assert result.exit_code == 2
    assert "1-bar-hang.mp3` was not exported by voicecoach" in result.stderr
    assert (tmp_path / "all" / "1-bar-hang.mp3").read_bytes() == b"mine"


def test_only_a_tag_like_ours_says_that_a_file_is_ours(tmp_path):
    path = tmp_path / "a.mp3"

    def is_own(*frames, flags=b"\0\0"):
        content = b"".join(name + len(text).to_bytes(4, "big") + flags + text for name, text in frames)
        path.write_bytes(b"ID3\x03\0\0" + bytes((0, 0, len(content) >> 7, len(content) & 127)) + content)
        try:
            return not check_own([path])
        except UsageError:
            return False

    ours, chapter = (b"TPE1", b"\0voicecoach"), b"CHAP" + bytes(6)
    assert is_own((b"TIT2", b"\0Hang"), ours)
    assert not is_own((b"TIT2", b"\0Hang"))
    assert not is_own((b"TPE1", b"\0somebody"))
    assert not is_own((b"TPE1", b"\0voicecoach\0somebody"))
    assert not is_own(ours, flags=b"\0\x80")  # packed
    assert not is_own((b"CHAP", chapter * 1500))  # one within the other
    assert not is_own(*[(b"TIT2", b"")] * 30, ours)


def test_a_session_is_played_after_its_reason(run, routine):
    short = routine("title: T\nsteps: [{rest: 1s, announce: off, countdown: off}]\n", "short.yaml")
    text = f"title: P\nprogramme:\n  sessions: 2\n  phases: [{{phase: A, weeks: 1, routine: {short}}}]\n"
    name = routine(text, "p.yaml")
    for words in ([], ["--no-why"]):
        result = run("play", name, "--mute", "--no-screen", "--no-log", "--engine", "espeak", *words)
        assert result.exit_code == 0, result.stderr


def test_the_log_says_which_session_it_was(run, add):
    add("2026-11-02", "--effort", "6", "--pain", "1", "--note", "=SUM(A1)")
    (row,) = csv.DictReader(io.StringIO(run("log", "--csv").stdout))
    assert row["programme"].endswith("hang.yaml")
    assert (row["phase"], row["programme_session"], row["done"]) == ("Base", "1", "1")
    assert (row["effort"], row["pain"], row["note"]) == ("6", "1", "'=SUM(A1)")
    assert "#1" in run("log").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("log", "ad", "bar-hang"),
        ("log", "add"),
        ("log", "add", "bar-hang", "--done", "--stopped-at", "0:20"),
        ("log", "add", "bar-hang", "--stopped-at", "2h"),
        ("log", "add", "bar-hang", "--stopped-at", "x"),
        ("log", "add", "bar-hang", "--at", "yesterday"),
        ("log", "add", "bar-hang", "--effort", "11"),
        ("log", "edit", "1", "--pain", "3"),
        ("log", "edit", "one", "--pain", "3"),
        ("log", "edit", "1"),
        ("log", "remove", "1"),
        ("log", "--pain", "3"),
        ("today", "bar-hang"),
        ("today", "hang.yaml", "--on", "soon"),
    ],
)
@pytest.mark.usefixtures("hang")
def test_wrong_use_is_refused_with_a_hint(run, words):
    result = run(*words)
    assert result.exit_code == 2
    assert json.loads(run("log", "--json").stdout) == []


def test_a_programme_with_errors_is_told_so(run, routine):
    routine(HANG.replace("bar-hang", "bar-hnag"), "wrong.yaml")
    for words in (("today",), ("plan",), ("play",), ("export", "-o", "x.vtt")):
        result = run(words[0], "wrong.yaml", *words[1:])
        assert result.exit_code == 1
        assert "did you mean `bar-hang`" in result.stderr
