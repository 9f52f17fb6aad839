"""The coordinator with a crew that does what a test says: what is lost, what is given up, what is refused."""

import os
import resource
import signal
from collections import deque
from functools import cache
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from voicecoach.batch.crew import Chunk, ChunkResult, LostChunk, Setup
from voicecoach.batch.journal import Journal
from voicecoach.batch.orders import RunOptions
from voicecoach.batch.outcomes import Made, MadeFile, RowFailed
from voicecoach.batch.pool import Pool
from voicecoach.batch.run import MOST_ATTEMPTS, BatchRequest, preview, run
from voicecoach.batch.work import Bench
from voicecoach.errors import ExitCode, OutputError, VoicecoachError
from voicecoach.language.parse import parse
from voicecoach.studio.mixing import MixChoice
from voicecoach.studio.studios import VoiceChoice


class Watching:
    def __init__(self):
        self.notes = []

    def note(self, text):
        self.notes.append(text)

    def done(self, rows, total, failed):
        assert 0 < rows <= total
        assert failed <= rows


class FakeCrew:
    """Makes rows at once; `killers` are ids that end their worker, `refuses` is what a worker says that differs."""

    size = 2

    def __init__(self, killers=(), refuses=""):
        self.killers, self.refuses = killers, refuses
        self.chunks = deque()
        self.given = []
        self.most_at_once = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def give(self, chunk):
        self.chunks.append(chunk)
        self.given.append([order.id for order, _ in chunk.rows])
        self.most_at_once = max(self.most_at_once, len(self.chunks))

    def take(self):
        chunk = self.chunks.popleft()
        if self.refuses:
            return ChunkResult(number=chunk.number, refused=self.refuses)
        if any(order.id in self.killers for order, _ in chunk.rows):
            return LostChunk(number=chunk.number)
        made = tuple(Made(id=order.id, key=key, files=(), duration_ms=1) for order, key in chunk.rows)
        return ChunkResult(number=chunk.number, outcomes=made, notes=("once",))


@pytest.fixture
def request_of(tmp_path):
    def make(count):
        rows = "".join(f"p{number},bar-hang,{number % 40 + 20}s\n" for number in range(count))
        (tmp_path / "t.csv").write_text(f"id,routine,hold\n{rows}p999,kneeling,1s\n")
        options = RunOptions(voice=VoiceChoice(engine="espeak"), tones="default", mix=MixChoice())
        return BatchRequest(table=tmp_path / "t.csv", out=tmp_path / "out", options=options)

    return make


def test_a_row_that_always_kills_is_given_up_and_all_others_are_made(request_of):
    crew = FakeCrew(killers={"p7"})
    summary = run(request_of(30), lambda _: crew, Watching())
    assert summary.made == 29
    assert {(failed.id, failed.code) for failed in summary.failed} == {
        ("p7", "killed"),
        ("p999", "routine-missing"),
    }
    assert summary.exit_code == ExitCode.ROUTINE_HAS_ERRORS
    assert sum("p7" in ids for ids in crew.given) == MOST_ATTEMPTS


def test_the_first_row_of_each_routine_goes_ahead_and_few_are_given_at_once(request_of):
    crew = FakeCrew()
    watch = Watching()
    run(request_of(200), lambda _: crew, watch)
    assert crew.given[0][0] == "p0"
    assert all(len(ids) <= 50 for ids in crew.given)
    assert crew.most_at_once <= 2 * crew.size
    assert watch.notes == ["once"]


def test_a_worker_with_other_versions_ends_the_run(request_of):
    with pytest.raises(VoicecoachError, match="numpy 0 here"):
        run(request_of(3), lambda _: FakeCrew(refuses="numpy 0 here"), Watching())


def test_the_worst_failure_decides_the_exit_code(request_of):
    class Broken(FakeCrew):
        def take(self):
            chunk = self.chunks.popleft()
            codes = [ExitCode.BUG, ExitCode.ENVIRONMENT, ExitCode.ROUTINE_HAS_ERRORS]
            failed = tuple(
                RowFailed(
                    id=order.id, line=order.line, code="x", message="y", exit_code=codes[order.line % 3]
                )
                for order, _ in chunk.rows
            )
            return ChunkResult(number=chunk.number, outcomes=failed)

    assert run(request_of(30), lambda _: Broken(), Watching()).exit_code == ExitCode.BUG


def test_a_worker_of_another_version_makes_nothing():
    chunk = Chunk(number=7, setup=Setup(run="r", versions=("voicecoach 0.0",)), rows=())
    result = Bench().carry_out(chunk)
    assert result.number == 7
    assert "voicecoach 0.0 where it was started" in result.refused


def test_a_chunk_that_killed_three_workers_of_dask_is_not_tried_thrice_more(request_of):
    class Three(FakeCrew):
        def take(self):
            answer = super().take()
            return LostChunk(number=answer.number, workers=3) if isinstance(answer, LostChunk) else answer

    crew = Three(killers={"p7"})
    assert run(request_of(30), lambda _: crew, Watching()).made == 29
    assert sum("p7" in ids for ids in crew.given) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to processes as it likes")
def test_ctrl_c_while_a_process_starts_is_heard_by_the_coordinator_alone(monkeypatch):
    start, started = SpawnProcess.start, []

    def interrupted(process):
        os.kill(os.getpid(), signal.SIGINT)
        start(process)
        started.append(process)
        os.kill(process.pid, signal.SIGINT)

    monkeypatch.setattr(SpawnProcess, "start", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with Pool(1) as pool, pytest.raises(KeyboardInterrupt):
            pool.give(Chunk(number=0, setup=Setup(run="r", versions=()), rows=()))
    finally:
        signal.signal(signal.SIGINT, before)
    for process in started:  # its pipe is gone
        process.join(60)
    assert [process.exitcode for process in started] == [0]


class Writers(FakeCrew):
    """Writes files of three bytes, and ends the run after so many chunks. `fails` has ids that fail, `puts` a file that somebody else writes meanwhile."""

    size = 1

    def __init__(self, fails=(), chunks=999, puts=None):
        super().__init__()
        self.fails, self.left, self.puts = fails, chunks, puts

    def take(self):
        chunk = self.chunks.popleft()
        outcomes = []
        for order, key in chunk.rows:
            if order.id in self.fails:
                outcomes.append(RowFailed(id=order.id, line=order.line, code="speech", message="no"))
                continue
            for name in order.file_names:
                (Path(order.out) / name).write_bytes(b"new")
            files = tuple(
                MadeFile(name=name, format="mp3", sha256="", size_bytes=3) for name in order.file_names
            )
            outcomes.append(Made(id=order.id, key=key, files=files, duration_ms=1))
        if self.puts:
            self.puts.write_bytes(b"theirs")
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt
        return ChunkResult(number=chunk.number, outcomes=tuple(outcomes))


def written(request, **how):
    return run(request, lambda _: Writers(**how), Watching())


def test_a_file_of_somebody_else_with_the_name_of_a_new_row_is_not_replaced(request_of, tmp_path):
    written(request_of(2))
    (theirs := tmp_path / "out" / "p2.mp3").write_bytes(b"theirs")
    for attempt in (preview, written):
        with pytest.raises(OutputError, match=r"p2\.mp3` is there, and no run has made it"):
            attempt(request_of(4))
    assert theirs.read_bytes() == b"theirs"
    assert not (tmp_path / "out" / "p3.mp3").exists()
    assert written(request_of(2)).kept == 2  # its row is not in the table


def test_a_file_that_is_put_there_while_a_run_is_on_is_not_replaced(request_of, tmp_path):
    theirs = tmp_path / "out" / "p79.mp3"
    with pytest.raises(OutputError, match="no run has made it"):
        written(request_of(80), puts=theirs)
    assert theirs.read_bytes() == b"theirs"


def test_what_a_killed_run_has_written_is_its_own(request_of, tmp_path):
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            written(request_of(30), chunks=2)
    summary = written(request_of(30))
    assert summary.made
    assert len(list((tmp_path / "out").glob("*.mp3"))) == summary.made + summary.kept == 30
    assert not (tmp_path / "out" / "begun.jsonl").exists()


def test_the_name_of_a_row_that_failed_is_free(request_of, tmp_path):
    written(request_of(2), fails={"p1"})
    (theirs := tmp_path / "out" / "p1.mp3").write_bytes(b"made by hand")
    with pytest.raises(OutputError, match="no run has made it"):
        written(request_of(2))
    assert theirs.read_bytes() == b"made by hand"


@pytest.mark.parametrize("name", ["p1.mp3", "SHA256SUMS"])
def test_a_link_in_the_place_of_a_file_that_was_made_is_not_followed(request_of, tmp_path, name):
    written(request_of(2))
    (theirs := tmp_path / "theirs").write_bytes(b"long enough")
    (tmp_path / "out" / name).unlink()
    (tmp_path / "out" / name).symlink_to(theirs)
    with pytest.raises(OutputError, match="no longer the file"):
        written(request_of(2))
    assert theirs.read_bytes() == b"long enough"


def test_a_manifest_is_ours_where_a_run_has_written_it(request_of, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        written(request_of(30), chunks=2)
    (theirs := tmp_path / "out" / "manifest.csv").write_bytes(b"theirs")
    with pytest.raises(OutputError, match="no run has made it"):
        written(request_of(30))
    theirs.unlink()
    written(request_of(30))
    with pytest.raises(KeyboardInterrupt):  # after one that came to its end
        written(request_of(60), chunks=2)
    assert written(request_of(60)).made


@pytest.mark.parametrize("content", [b"mine", b'{"begun":["a"]}\nmine\n', b'["a"]\n', None])
def test_a_file_that_is_called_as_the_names_that_were_begun_is_not_touched(request_of, tmp_path, content):
    written(request_of(2))
    begun = tmp_path / "out" / "begun.jsonl"
    begun.mkdir() if content is None else begun.write_bytes(content)
    with pytest.raises(OutputError, match=r"begun\.jsonl` is not what voicecoach writes"):
        written(request_of(3))
    assert content is None or begun.read_bytes() == content


@pytest.mark.parametrize("full", ["begun.jsonl", "journal.jsonl"])
def test_a_full_disk_is_told_once(tmp_path, full):
    made = Made(id="a", key="0", files=(), duration_ms=1)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def begin_and_add():
        with Journal(tmp_path) as journal:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
            journal.begin(["a.mp3"] if full == "begun.jsonl" else [])
            journal.add([made])

    try:
        with pytest.raises(OutputError, match=rf"{full}`: File too large"):
            begin_and_add()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_name_that_somebody_else_took_while_its_row_was_made_is_not_ours_in_the_next_run(
    request_of, tmp_path
):
    class Refusing(FakeCrew):
        def take(self):
            chunk = self.chunks.popleft()
            assert "p0.mp3" in chunk.new
            (tmp_path / "out" / "p0.mp3").write_bytes(b"theirs")
            failed = RowFailed(id="p0", line=2, code="taken", message="", exit_code=3, taken=("p0.mp3",))
            return ChunkResult(number=chunk.number, outcomes=(failed,))

    assert run(request_of(1), lambda _: Refusing(), Watching()).exit_code is ExitCode.ENVIRONMENT
    for _ in range(2):
        with pytest.raises(OutputError, match=r"p0\.mp3` is there, and no run has made it"):
            written(request_of(1))
    assert (tmp_path / "out" / "p0.mp3").read_bytes() == b"theirs"
    with Journal(tmp_path / "out") as journal:
        journal.read()
        journal.begin(["p0.mp3", "p2.mp3"])
        journal.give_up(["p0.mp3"])
    with Journal(tmp_path / "out") as journal:  # the run was killed
        journal.read()
        assert journal.names == {"p2.mp3", "manifest.csv", "SHA256SUMS", "failures.csv"}


def test_a_row_for_which_there_is_no_thread_is_no_bug(request_of, monkeypatch):
    request = request_of(1)

    def render(*_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("voicecoach.batch.render.Renderer.render", render)

    class Benches(FakeCrew):
        def take(self):
            return Bench().carry_out(self.chunks.popleft())

    failed, _ = run(request, lambda _: Benches(), Watching()).failed
    assert (failed.code, failed.message, failed.exit_code) == (
        "no-room",
        "there is no room for another thread",
        ExitCode.ENVIRONMENT,
    )


def test_a_folder_as_a_row_s_voice_is_told_by_the_sounds_in_it(request_of, tmp_path, monkeypatch):
    (tmp_path / "mine" / "below").mkdir(parents=True)
    for name in ("halfway.wav", "notes.txt", "below/go.wav"):
        (tmp_path / "mine" / name).touch()
    read = []
    monkeypatch.setattr("voicecoach.batch.key.file_digest", cache(lambda path: read.append(path) or ""))
    request = request_of(0)
    voices = f"p1,bar-hang,{tmp_path}/mine/\np2,bar-hang,~nobody-of-that-name/\n"
    request.table.write_text(f"id,routine,voice\n{voices}")
    assert preview(request).rows == (("p1", "make"), ("p2", "make"))
    assert read == [str(tmp_path / "mine" / "halfway.wav")]


def test_a_dry_run_reads_a_routine_once_for_all_rows_that_set_the_same(request_of, monkeypatch):
    read = []

    def counted(source, settings):
        read.append(settings)
        return parse(source, settings)

    monkeypatch.setattr("voicecoach.batch.run.parse", counted)
    assert [what for _, what in preview(request_of(100)).rows[:100]] == ["make"] * 100
    assert len(read) == 40  # as many as there are holds


@pytest.mark.parametrize("torn", ["", '{"be', '{"begun":["p7.m', '{"begun":[],"taken":["a.'])
def test_names_are_written_down_once_and_what_is_torn_is_dropped(tmp_path, torn):
    (tmp_path / "journal.jsonl").touch()
    (begun := tmp_path / "begun.jsonl").write_text('{"begun":["a.mp3","b.mp3"]}\n' + torn)
    with Journal(tmp_path) as journal:
        journal.read()
        assert journal.names == {"a.mp3", "b.mp3"}
        journal.begin(["a.mp3"])
        assert begun.read_text().endswith("\n" + torn)
        journal.begin(["b.mp3", "c.mp3"])
        assert begun.read_text() == '{"begun":["a.mp3","b.mp3"]}\n{"begun":["c.mp3"]}\n'
        (tmp_path / "c.mp3").touch()  # of a row that failed half-way
        journal.end()
        assert begun.exists()
        (tmp_path / "c.mp3").unlink()
        journal.end()
    assert not begun.exists()
