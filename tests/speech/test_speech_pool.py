import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from msgspec import structs
from speech_support import QUICK, is_running

from voicecoach import memory
from voicecoach.errors import SpeechError, VoicecoachError
from voicecoach.speech.messages import write_message
from voicecoach.speech.pool import WorkerPool
from voicecoach.speech.worker_process import Limits, SpeechOrder


def job(text):
    return SpeechOrder(text=text, voice="tone", rate_wpm=180)


def run(pool, *texts):
    clips = {}
    pool.run([job(text) for text in texts], lambda done, clip: clips.__setitem__(done.text, clip))
    return [clips[text] for text in texts]


@pytest.fixture
def pool(odd_spec):
    pool = WorkerPool(odd_spec, limits=QUICK, workers=1)
    yield pool
    pids = pool.pids
    pool.close()
    assert not any(map(is_running, pids))


def test_of_an_option_that_is_wrong_no_text_is_blamed(pool):
    with pytest.raises(SpeechError) as failure:
        run(pool, "mute")
    assert (failure.value.message, failure.value.hint) == ("the engine odd has no voice `tone`", "hum")
    assert failure.value.option == "voice"


def test_a_worker_serves_many_cues_and_prints_nothing_on_our_output(pool, capfd):
    first, second = run(pool, "well said", "bar hang")
    pids = pool.pids
    assert run(pool, "well said") == [first]
    assert first != second
    assert pool.pids == pids
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("refuse it", "no such sound"),
        ("bug here", "ZeroDivisionError: seven"),
        ("nothing here", "no sound"),
        ("silence here", "silence"),
        ("short " * 5, "cannot be this text"),
        ("endless", "cannot be this text"),
        ("nan here", "not sound"),
    ],
)
def test_an_error_names_the_text_and_the_engine(shared_pool, text, problem):
    with pytest.raises(SpeechError) as caught:
        run(shared_pool, text)
    assert text.strip() in caught.value.message
    assert "odd" in caught.value.message
    assert problem in caught.value.message


def test_a_crashed_worker_is_started_anew(pool, tmp_path):
    clip, *_ = run(pool, f"once {tmp_path / 'seen'}")
    assert clip
    assert len(pool.pids) == 1


def test_repeated_crashes_are_an_error_with_the_workers_last_words(pool):
    with pytest.raises(SpeechError, match=r"odd cannot say `crash now`: ended by signal 9"):
        run(pool, "crash now")
    assert pool.pids == ()


@pytest.mark.parametrize("verb", ["hang", "stuck"])  # without Python's lock, and with it
def test_a_hanging_engine_is_given_up_within_its_time(pool, verb):
    with pytest.raises(SpeechError, match=rf"odd cannot say `{verb} now`: no answer within 1 s"):
        run(pool, f"{verb} now")
    assert pool.pids == ()


def test_a_worker_killed_amid_a_cue_is_replaced(odd_spec):
    pool = WorkerPool(odd_spec, limits=Limits(start_s=60, cue_s=20), workers=1)
    run(pool, "warm")
    (victim,) = pool.pids
    timer = threading.Timer(0.3, os.kill, (victim, signal.SIGKILL))
    timer.start()
    undisturbed = run(pool, "slow cue here")
    timer.join()
    (replacement,) = pool.pids
    assert replacement != victim
    assert not is_running(victim)
    assert run(pool, "slow cue here") == undisturbed
    pool.close()
    assert not is_running(replacement)


def test_the_error_is_that_of_the_first_text_and_the_workers_stay(odd_spec):
    pool = WorkerPool(odd_spec, limits=QUICK, workers=2)
    texts = [f"word {number}" for number in range(20)]
    texts[3], texts[4] = "slow refuse", "refuse four"
    texts[17] = "refuse seventeen"
    with pytest.raises(SpeechError, match="refuse four"):
        run(pool, *texts)
    pids = pool.pids
    assert len(run(pool, "still usable")) == 1
    assert pool.pids == pids
    pool.close()


def test_clips_do_not_depend_on_the_number_of_workers_or_the_order(odd_spec):
    texts = [f"word number {number}" for number in range(24)]
    one = WorkerPool(odd_spec, workers=1)
    two = WorkerPool(odd_spec, workers=2)
    straight = run(one, *texts)
    assert len(one.pids) == 1
    assert run(two, *reversed(texts)) == straight[::-1]
    assert len(two.pids) == 2
    one.close()
    two.close()


def test_few_cues_start_one_worker(odd_spec):
    with_more = WorkerPool(odd_spec, workers=4)
    run(with_more, "one", "two", "three")
    assert len(with_more.pids) == 1
    with_more.close()


def test_an_engine_that_is_not_there_is_an_error(odd_spec):

    pool = WorkerPool(structs.replace(odd_spec, module="no_such_engine"), limits=QUICK, workers=1)
    with pytest.raises(SpeechError, match="no_such_engine"):
        run(pool, "hello")
    assert pool.pids == ()


def test_an_interpreter_that_is_not_there_is_an_error(odd_spec, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    pool = WorkerPool(odd_spec, limits=QUICK, workers=1)
    with pytest.raises(SpeechError, match="does not start"):
        run(pool, "hello")
    pool.close()


PROGRAM = """
import sys
from voicecoach.speech.engines import EngineSpec
from voicecoach.speech.pool import WorkerPool
from voicecoach.speech.worker_process import SpeechOrder
spec = EngineSpec(name="odd", about="", module="odd_engine", rate_wpm=180, remedy="")
pool = WorkerPool(spec, workers=1)
pool.run([SpeechOrder(text="warm", voice="", rate_wpm=180)], lambda job, clip: None)
print(pool.pids[0], pool._folder, flush=True)
try:
    pool.run([SpeechOrder(text=sys.argv[1], voice="", rate_wpm=180)], lambda job, clip: None)
except KeyboardInterrupt:
    print("left", pool.pids, flush=True)
"""


def start_program(text="hang"):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, text], stdout=subprocess.PIPE, text=True, env=environment
    )
    pid, folder = program.stdout.readline().split()
    pid = int(pid)
    assert Path(folder).exists()
    time.sleep(0.3)  # it is in the middle of the hanging cue now
    assert is_running(pid)
    return program, pid, Path(folder)


def gone_within(pid, limit_s):
    end = time.monotonic() + limit_s
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_running(pid)


def test_an_interrupt_ends_the_workers_at_once():
    program, pid, folder = start_program()
    program.send_signal(signal.SIGINT)
    output, _ = program.communicate(timeout=20)  # the hanging cue has half a minute
    assert output == "left ()\n"
    assert program.returncode == 0
    assert not folder.exists()
    assert not is_running(pid)


def test_a_worker_ends_when_its_program_is_killed():
    program, pid, folder = start_program()
    program.kill()
    program.communicate()
    assert gone_within(pid, 20)
    assert not folder.exists()


@pytest.mark.parametrize("order", ["start", "say"])
def test_a_worker_that_is_stuck_ends_by_itself(tmp_path, order):
    """It holds Python's lock, as a library does that goes round for want of memory: no thread can see that the pipe is closed."""
    sleep = "ctypes.PyDLL(None).sleep(600)"
    (tmp_path / "stuck.py").write_text(
        f"import ctypes\nclass Engine:\n    def synthesize(*_, **__): {sleep}\n"
        f"def create(): {'return Engine()' if order == 'say' else sleep}\n"
    )
    code = "from voicecoach.speech import worker; worker.LONGER_S = 0; worker.main('stuck')"
    worker = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
    )
    said = {"text": "a", "voice": "", "rate_wpm": 180, "noisy": False}
    write_message(worker.stdin, {"do": order, "limit_s": 0.3, **said})
    try:
        assert worker.wait(timeout=20) == 1
    finally:
        worker.kill()
        worker.communicate()


def test_a_limit_on_memory_is_told_before_an_engine_crashes_for_it(odd_spec, monkeypatch):
    monkeypatch.setattr(memory, "limit_bytes", lambda: 600 << 20)
    pool = WorkerPool(odd_spec, limits=QUICK)
    message = "a process may use 600 MiB of address space here, and this needs 640 MiB"
    with pytest.raises(VoicecoachError, match=message) as refused:
        run(pool, "well said")
    assert not isinstance(refused.value, SpeechError)  # which another engine would take over
    with pytest.raises(SpeechError, match=message):  # listed with the engine
        pool.voices()
    assert pool.pids == ()


def test_no_room_for_a_process_or_a_thread_is_told_as_such(pool, monkeypatch):
    def refuse(*_, **__):
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with pytest.raises(VoicecoachError, match="no room for another thread") as refused:
        run(pool, "crowded here")
    assert not isinstance(refused.value, SpeechError)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    pool.close()
    with pytest.raises(VoicecoachError, match="no room for another process") as refused:
        run(pool, "well said")
    assert "ulimit -a" in refused.value.hint
    assert memory.lacking(RuntimeError("can't start new thread")) == "another thread"
    assert not memory.lacking(FileNotFoundError(errno.ENOENT, "No such file"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux wakes what is stopped")
def test_a_worker_that_is_stopped_ends_when_its_program_is_killed():
    program, pid, folder = start_program()
    os.kill(pid, signal.SIGSTOP)
    program.kill()
    program.communicate()
    assert gone_within(pid, 20)
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no groups of processes")
@pytest.mark.parametrize("state", [signal.SIGCONT, signal.SIGSTOP], ids=["it runs", "it is stopped"])
def test_what_an_engine_started_ends_when_the_program_is_killed(tmp_path, state):
    noted = tmp_path / "pid"
    program, pid, _ = start_program(f"child {noted}")
    while not noted.exists():
        time.sleep(0.02)
    child = int(noted.read_text())
    assert is_running(child)
    os.kill(child, state)
    program.kill()
    program.communicate()
    assert gone_within(child, 20)
    assert gone_within(pid, 20)
