"""The log as a file: versions, damage, several processes, a disk that refuses."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from session_plans import HANGS, listen, plan

from voicecoach.errors import LogError
from voicecoach.log.database import FILE_NAME, Log
from voicecoach.log.hearing import Hearing
from voicecoach.log.model import Ending, Report
from voicecoach.log.schema import APPLICATION_ID, MIGRATIONS, VERSION

DRIVER = Path(__file__).with_name("drive_log.py")


def write_session(folder, to_s=55.0, *, ended=Ending.FINISHED, **options):
    hearing = Hearing(HANGS)
    listen(hearing, 0, to_s)
    with Log.open(folder) as log:
        made = plan(**options)
        progress = hearing.progress(is_whole=True)
        number, lock = log.begin(made, progress)
        with lock:
            log.note(number, made, progress, ended)
    return number


def sessions(folder):
    with Log.read(folder) as log:
        return log.sessions()


def drive(folder, *words, **options):
    return subprocess.Popen(
        [sys.executable, str(DRIVER), str(folder), *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def execute(folder, statement):
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.execute(statement)
        connection.commit()


def test_what_was_written_is_read(tmp_path):
    write_session(tmp_path, 32.0, ended=Ending.STOPPED, settings={"hold": "20s"}, title="Hängen")
    (session,) = sessions(tmp_path)
    assert (session.title, session.settings, session.ended) == ("Hängen", {"hold": "20s"}, Ending.STOPPED)
    assert (session.position_ms, session.played_ms, session.tension_ms) == (32_000, 32_000, 20_000)
    assert (session.completed_steps, session.steps) == (2, 4)
    assert [step.plan for step in session.begun] == list(HANGS[:3])
    assert [step.is_completed for step in session.begun] == [True, True, False]


def test_without_a_log_there_is_nothing_to_read_and_nothing_is_made(tmp_path):
    assert Log.read(tmp_path / "none") is None
    assert not (tmp_path / "none").exists()


def test_the_newest_comes_first_and_a_limit_leaves_out_the_oldest(tmp_path):
    for title in "abc":
        write_session(tmp_path, title=title)
    with Log.read(tmp_path) as log:
        assert [session.title for session in log.sessions(limit=2)] == ["c", "b"]
        assert log.count() == 3


def test_one_that_goes_on_is_the_newest_again(tmp_path):
    number = write_session(tmp_path, 20, ended=Ending.STOPPED, title="a")
    write_session(tmp_path, title="b")
    hearing = Hearing(HANGS, start_ms=20_000, before=sessions(tmp_path)[1].begun[0:0])
    with Log.open(tmp_path) as log, log.go_on(number, plan(title="a"), hearing.progress(is_whole=True)):
        assert log.go_on(number, plan(title="a"), hearing.progress()) is None  # somebody has it
        assert [(session.title, session.ended) for session in log.sessions()] == [
            ("a", Ending.PLAYING),
            ("b", Ending.FINISHED),
        ]


def test_a_log_of_the_first_version_is_brought_up_to_date(tmp_path):
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.executescript(MIGRATIONS[0])
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    write_session(tmp_path)
    assert len(sessions(tmp_path)) == 1
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


FIRST_VERSION = {
    "number": 7,
    "turn": 9,
    "started_utc": "2025-12-31T23:30:00",
    "utc_offset_min": 60,
    "routine": "bar-hang",
    "origin": "built-in",
    "title": "Hängen",
    "fingerprint": "f",
    "settings": '{"hold": "30s"}',
    "options": '{"rate": 150}',
    "total_ms": 55_000,
    "steps": 4,
    "position_ms": 32_000,
    "played_ms": 32_000,
    "tension_ms": 20_000,
    "completed_steps": 2,
    "ended": "stopped",
}
FIRST_VERSION_STEPS = [
    (7, 0, "lead-in", "", None, None, "", 0, 10_000, 10_000, 10_000),
    (7, 1, "hold", "Hang", 1, None, "left", 10_000, 20_000, 20_000, 30_000),
    (7, 2, "rest", "", 1, 2, "", 30_000, 5_000, 2_000, 32_000),
]


def write_first_version(folder):
    """Write a log as the first version wrote it, with a session that was broken off and one that was finished."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.executescript(MIGRATIONS[0])
        for row in (
            FIRST_VERSION,
            FIRST_VERSION | {"number": 8, "turn": 8, "ended": "finished", "title": "b"},
        ):
            marks = ", ".join(f":{name}" for name in row)
            connection.execute(f"INSERT INTO session ({', '.join(row)}) VALUES ({marks})", row)
        connection.executemany(
            f"INSERT INTO step VALUES ({', '.join('?' * len(FIRST_VERSION_STEPS[0]))})", FIRST_VERSION_STEPS
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()


def test_the_sessions_of_a_log_of_the_first_version_are_kept_as_they_were(tmp_path):
    write_first_version(tmp_path)
    first, other = sessions(tmp_path)
    assert (first.number, other.number) == (7, 8)
    assert (first.title, first.settings, first.options) == ("Hängen", {"hold": "30s"}, {"rate": 150})
    assert first.started.isoformat() == "2026-01-01T00:30:00+01:00"
    assert (first.ended, other.ended) == (Ending.STOPPED, Ending.FINISHED)
    assert (first.position_ms, first.played_ms, first.tension_ms) == (32_000, 32_000, 20_000)
    assert (first.steps, first.completed_steps) == (4, 2)
    steps = [(one.plan.kind, one.plan.name, one.plan.side, one.heard.heard_ms) for one in first.begun]
    assert steps == [("lead-in", "", "", 10_000), ("hold", "Hang", "left", 20_000), ("rest", "", "", 2_000)]
    # what the first version did not know is not made up
    assert (first.place, first.report, first.is_by_hand, first.work_steps) == (None, Report(), False, None)
    assert {one.plan.load + one.plan.edge + one.plan.grip for one in first.begun} == {""}
    assert {one.plan.effort for one in first.begun} == {0}
    assert (first.is_done, other.is_done) == (False, True)
    # and both versions of it can be told and continued
    with Log.open(tmp_path) as log:
        assert log.tell(7, Report(effort=6, pain=1, note="later"))
        assert log.session(7).report == Report(effort=6, pain=1, note="later")
    assert write_session(tmp_path) == 9  # numbers go on


def test_a_process_that_is_killed_while_it_brings_a_log_up_to_date_leaves_it_as_it_was(tmp_path):
    write_first_version(tmp_path)
    program = (
        "import os, signal, sys; from pathlib import Path; from voicecoach.log import schema\n"
        "*others, last = schema.MIGRATIONS\n"
        "schema.MIGRATIONS = (*others, last + '; SELECT kill()')\n"
        "connect = schema.sqlite3.connect\n"
        "def with_kill(*words, **options):\n"
        "    connection = connect(*words, **options)\n"
        "    connection.create_function('kill', 0, lambda: os.kill(os.getpid(), signal.SIGKILL))\n"
        "    return connection\n"
        "schema.sqlite3.connect = with_kill\n"
        "schema.ready(Path(sys.argv[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path / FILE_NAME], check=False)
    assert done.returncode == -9
    assert [one.title for one in sessions(tmp_path)] == ["Hängen", "b"]
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


@pytest.mark.parametrize("action", ["add", "edit", "remove"])
def test_whenever_a_process_is_killed_a_change_is_there_as_a_whole_or_not_at_all(tmp_path, action):
    """It is killed before each statement that it gives to SQLite, one after the other, until it comes to its end."""
    (tmp_path / "before").mkdir()
    write_session(tmp_path / "before", title="old")
    done = subprocess.run(
        [sys.executable, DRIVER.with_name("drive_entry.py"), tmp_path, action],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    old = ["old", "", "finished", [""], 4]
    changed = {
        "add": [["new", "", "finished", [""], 4], old],
        "edit": [["old", "changed", "stopped", ["+10kg"], 4]],
        "remove": [],
    }[action]
    assert len(runs) > 4
    assert [was_killed for was_killed, *_ in runs] == [True] * (len(runs) - 1) + [False]
    assert {whole for _, whole, _ in runs} == {"ok"}
    assert all(found == [old] for _, _, found in runs[:-1])
    assert runs[-1][2] == changed


def test_a_log_of_a_newer_version_is_left_as_it_is(tmp_path):
    write_session(tmp_path)
    execute(tmp_path, f"PRAGMA user_version = {VERSION + 1}")
    before = (tmp_path / FILE_NAME).read_bytes()
    for attempt in (Log.read, Log.open):
        with pytest.raises(LogError, match="newer voicecoach") as refused:
            attempt(tmp_path)
        assert "update voicecoach" in refused.value.hint
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_another_programs_database_is_left_as_it_is(tmp_path):
    execute(tmp_path, "CREATE TABLE mine (x)")
    for attempt in (Log.read, Log.open):
        with pytest.raises(LogError, match="another program"):
            attempt(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("SELECT count(*) FROM mine").fetchone() == (0,)


@pytest.mark.parametrize("damage", ["no database", "cut", "overwritten"])
def test_a_damaged_log_is_set_aside_and_kept(tmp_path, damage):
    for _ in range(3):
        write_session(tmp_path, title="long " * 500)
    path = tmp_path / FILE_NAME
    content = path.read_bytes()
    if damage == "no database":
        content = b"something else entirely " * 100
    elif damage == "cut":
        content = content[: len(content) // 2]
    else:
        content = content[:4096] + b"\xff" * 4096 + content[8192:]
    path.write_bytes(content)
    with Log.open(tmp_path) as log:
        assert log.set_aside.read_bytes() == content
        assert log.set_aside.name.startswith("log.damaged-")
        assert log.sessions() == ()
    write_session(tmp_path)
    assert len(sessions(tmp_path)) == 1


def test_a_damaged_log_that_is_only_read_stays_and_says_what_happens_next(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"nonsense " * 1000)
    with pytest.raises(LogError, match="damaged") as refused:
        Log.read(tmp_path)
    assert "sets it aside" in refused.value.hint
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_two_logs_that_are_damaged_on_the_same_day_are_both_kept(tmp_path):
    for content in (b"first " * 1000, b"second " * 1000):
        (tmp_path / FILE_NAME).write_bytes(content)
        Log.open(tmp_path).close()
    kept = {path.read_bytes()[:6] for path in tmp_path.glob("log.damaged-*")}
    assert kept == {b"first ", b"second"}


def test_a_value_that_no_version_writes_is_damage(tmp_path):
    write_session(tmp_path)
    execute(tmp_path, "UPDATE session SET ended = 'sometime'")
    with pytest.raises(LogError, match="holds what it cannot"):
        sessions(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LogError, match="cannot be used") as refused:
        Log.open(tmp_path / "file" / "folder")
    assert "--no-log" in refused.value.hint


def test_a_killed_process_leaves_a_whole_log_and_a_session_broken_off(tmp_path):
    for _ in range(5):
        process = drive(tmp_path, 40, "--kill")
        shown, _ = process.communicate(timeout=60)
        assert process.returncode == -9
        heard_s = int(shown.split()[-1])
        session = sessions(tmp_path)[0]
        assert session.ended is Ending.KILLED
        # A second of this session takes 0.02 s: what 0.4 s and the time of a transaction lose, with much to spare.
        assert heard_s - 40 <= session.position_ms / 1000 <= heard_s
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert not list(tmp_path.glob("playing-*"))  # what they left is tidied up


AMID_A_TRANSACTION = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = TRUNCATE")
connection.execute("PRAGMA cache_size = 1")  # so that it writes before it commits
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE session SET title = 'half'")
connection.execute("CREATE TABLE large AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9999) SELECT i FROM n")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_log_whose_writer_was_killed_amid_a_transaction_is_read(tmp_path):
    """Reading takes undoing what was begun, which a connection for reading only cannot."""
    write_session(tmp_path, title="whole")
    done = subprocess.run([sys.executable, "-c", AMID_A_TRANSACTION, tmp_path / FILE_NAME], check=False)
    assert done.returncode == -9
    assert (tmp_path / f"{FILE_NAME}-journal").stat().st_size
    assert [session.title for session in sessions(tmp_path)] == ["whole"]


def test_the_lock_of_a_session_that_was_finished_and_then_killed_is_tidied_up(tmp_path):
    write_session(tmp_path)
    number = sessions(tmp_path)[0].number
    lock = tmp_path / f"playing-{number}.lock"
    lock.touch()
    assert sessions(tmp_path)[0].ended is Ending.FINISHED
    assert not lock.exists()


def test_several_players_at_once(tmp_path):
    players = [drive(tmp_path, 60) for _ in range(4)]
    for player in players:
        _, err = player.communicate(timeout=60)
        assert player.returncode == 0, err
    found = sessions(tmp_path)
    assert [session.ended for session in found] == [Ending.FINISHED] * 4
    assert {session.played_ms for session in found} == {55_000}
    assert not list(tmp_path.glob("playing-*"))


def test_a_session_that_is_being_played_is_seen_as_such(tmp_path):
    player = drive(tmp_path, 40, "--hold")
    while player.stdout.readline() != "40\n":
        assert player.poll() is None
    for _ in range(200):
        found = sessions(tmp_path) if (tmp_path / FILE_NAME).exists() else ()
        if found and found[0].position_ms == 40_000:
            break
        time.sleep(0.01)
    assert found[0].ended is Ending.PLAYING
    player.communicate("", timeout=60)
    assert sessions(tmp_path)[0].ended is Ending.STOPPED


def test_a_disk_that_is_full_stops_nothing_and_leaves_the_log_whole(tmp_path):
    write_session(tmp_path)
    size = (tmp_path / FILE_NAME).stat().st_size

    def no_larger_files():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    # The journal and the larger log do not find room.
    player = drive(tmp_path, 55, preexec_fn=no_larger_files)
    shown, err = player.communicate(timeout=60)
    assert shown.split()[-1] == "55"  # it went on to its end
    assert player.returncode == 1
    assert "cannot be used" in err
    assert "whether the disk is full" in err
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert sessions(tmp_path)[-1].ended is Ending.FINISHED


ODD_VALUES = {
    "settings": ["null", "[]", "1", '{"a": 1}', "[" * 100_000, "{", None, b"x", "NaN"],
    "options": ["null", "[]", '{"a":' * 50_000, ""],
    "started_utc": ["", "yesterday", "0001-01-01T00:00:00", "9999-12-31T23:59:59", 5, b"x"],
    "utc_offset_min": [1440, -1440, 10**12, "x", 1.5],
    "total_ms": [-1, 10**18, "many", 1.5, float("inf")],
    "title": [5, b"\xff"],
    "ended": ["", "never", 1],
    "number": [-1],
}


@pytest.mark.parametrize(
    ("column", "value"),
    [(name, value) for name, values in ODD_VALUES.items() for value in values],
    ids=lambda value: repr(value)[:20],
)
def test_whatever_stands_in_the_log_it_is_read_or_refused_with_a_remedy(tmp_path, column, value):
    write_session(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        try:
            connection.execute(f"UPDATE session SET {column} = ?", (value,))
        except sqlite3.IntegrityError:
            pytest.skip("the schema refuses it")
        connection.commit()
    try:
        (session,) = sessions(tmp_path)
    except LogError as refused:
        assert refused.hint  # noqa: PT017 - it may also be read
    else:
        assert (column, session.title, session.day.year) == ("title", "5", session.started_utc.year)


@pytest.mark.parametrize(
    ("table", "column"),
    [("session", "title"), ("session", "options"), ("step", "reached_ms"), ("step", "side")],
)
def test_a_log_with_a_column_too_few_is_refused_with_a_remedy(tmp_path, table, column):
    write_session(tmp_path)
    execute(tmp_path, f"ALTER TABLE {table} DROP COLUMN {column}")
    with pytest.raises(LogError) as raised:
        sessions(tmp_path)
    assert raised.value.hint
    with pytest.raises(LogError):
        write_session(tmp_path)


@pytest.mark.parametrize(
    "name", [FILE_NAME, f"{FILE_NAME}-journal", f"{FILE_NAME}-wal", "playing-2.lock", "repair.lock"]
)
@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_nobody_waits_for_a_pipe_in_the_place_of_a_file(tmp_path, name, kind):
    """Run in a process of its own, so that waiting for ever is a failure."""
    if name != FILE_NAME:
        write_session(tmp_path)
    if name == "repair.lock":
        (tmp_path / FILE_NAME).write_bytes(b"damaged" * 100)
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).mkdir() if kind == "folder" else os.mkfifo(tmp_path / name)
    program = (
        "import sys; from pathlib import Path; from test_log_file import *\n"
        "for go in (lambda: sessions(Path(sys.argv[1])), lambda: write_session(Path(sys.argv[1]))):\n"
        "    try: go()\n"
        "    except LogError as refused: print(bool(refused.message))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path],
        capture_output=True, text=True, check=False, timeout=30,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(DRIVER.parent), *sys.path])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "True" in done.stdout
    assert (tmp_path / name).exists()


def test_a_lock_that_is_none_of_ours_is_not_removed(tmp_path):
    write_session(tmp_path)
    (tmp_path / "playing-1.lock").write_text("mine")
    assert len(sessions(tmp_path)) == 1
    assert (tmp_path / "playing-1.lock").read_text() == "mine"


@pytest.mark.parametrize("zone", ["<+24>-24", "<-24>+24", "nowhere/nothing", ":", "A" * 5000])
def test_a_time_zone_that_cannot_be_is_utc(tmp_path, zone):
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", "log"],
        capture_output=True, text=True, check=False, env={**os.environ, "TZ": zone, "VOICECOACH_DATA_DIR": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    program = "from voicecoach.log.model import utc_now, utc_offset_min; print(utc_offset_min(utc_now()))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": zone},
    )
    assert abs(int(done.stdout)) < 24 * 60
