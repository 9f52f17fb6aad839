"""The coordinator with a crew that does what a test says: what is lost, what is given up, what is refused."""

import os
import signal
from collections import deque
from multiprocessing.context import SpawnProcess

import pytest

from voicecoach.batch.crew import Chunk, ChunkResult, LostChunk, Setup
from voicecoach.batch.orders import RunOptions
from voicecoach.batch.outcomes import Made, RowFailed
from voicecoach.batch.pool import Pool
from voicecoach.batch.run import MOST_ATTEMPTS, BatchRequest, run
from voicecoach.batch.work import Bench
from voicecoach.errors import ExitCode, VoicecoachError
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
