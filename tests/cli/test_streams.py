"""Standard streams that are closed, full or lose their reader, and what the surroundings refuse: the right exit code, and one sentence."""

import contextlib
import errno
import io
import os
import signal
import subprocess
import sys

import pytest

from voicecoach import cli, memory
from voicecoach.cli import exits

BAD = "title: T\nsteps: [{hodl: 5s}]\n"
GOOD = "title: T\nlanguage: en\nsteps: [{rest: 5s, announce: off, countdown: off}]\n"


def shell(script, folder, **variables):
    """Run a line of bash in which `voicecoach` is the command."""
    (folder / "bad.yaml").write_text(BAD)
    (folder / "good.yaml").write_text(GOOD)
    line = script.replace("voicecoach", f"{sys.executable} -P -m voicecoach")
    environment = {**os.environ, "VOICECOACH_CACHE_DIR": str(folder / "cache"), **variables}
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("script", "codes"),
    [
        ("voicecoach check bad.yaml --engine none | true", {1}),
        ("voicecoach check bad.yaml --engine none 2>&1 | true", {1}),
        ("voicecoach check bad.yaml --engine none --json | true", {1}),
        ("voicecoach check nowhere.yaml 2>&1 | true", {1, 2}),
        ("voicecoach list | true", {0}),
        ("voicecoach show sun-salutation | head -1", {0}),
        ("voicecoach fmt - < good.yaml | true", {0, 141}),
        ("voicecoach export good.yaml --engine espeak -q -o - --format wav | true", {141}),
    ],
)
def test_the_exit_code_survives_a_reader_that_goes(tmp_path, script, codes):
    done = shell(f"{script}; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert done.returncode in codes, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_failure(tmp_path, closed):
    assert shell(f"voicecoach list {closed}", tmp_path).returncode == 0
    assert shell(f"voicecoach check bad.yaml --engine none {closed}", tmp_path).returncode == 1
    done = shell(f"voicecoach export good.yaml --engine espeak -o a.flac -o a.wav {closed}", tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.flac").read_bytes().startswith(b"fLaC")
    assert (tmp_path / "a.wav").read_bytes().startswith(b"RIFF")


def test_sound_for_a_closed_stream_is_refused(tmp_path):
    done = shell("voicecoach export good.yaml --engine espeak -o - >&-", tmp_path)
    assert done.returncode == 2
    assert "standard output is closed" in done.stderr


def test_a_full_standard_output(tmp_path):
    done = shell("voicecoach list > /dev/full", tmp_path)
    assert done.returncode == 3
    assert done.stderr.count("error: ") == 1
    assert "Traceback" not in done.stderr
    assert shell("voicecoach check bad.yaml --engine none 2> /dev/full", tmp_path).returncode == 1


class Refusing(io.TextIOWrapper):
    """A stream that takes nothing."""

    def __init__(self, code):
        super().__init__(io.FileIO(os.devnull, "w"), encoding="utf-8")
        self.code = code

    def write(self, text):
        del text
        raise OSError(self.code, os.strerror(self.code))


@pytest.fixture
def main(monkeypatch):
    """Call the program with words and streams that refuse with these codes, and return its exit code."""
    made = contextlib.ExitStack()

    def run(words, **streams):
        monkeypatch.setattr(sys, "argv", ["voicecoach", *words])
        with monkeypatch.context() as patch:
            for name, code in streams.items():
                patch.setattr(sys, name, made.enter_context(Refusing(code)))
            with pytest.raises(SystemExit) as left:
                cli.main()
        return left.value.code

    monkeypatch.setattr(cli.atexit, "register", lambda function: function)
    monkeypatch.setenv("PATH", os.environ["PATH"])
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    before = signal.getsignal(signal.SIGINT)
    with made:
        yield run
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    "words",
    [
        "check a.yaml",
        "plan bar-hang",
        "export bar-hang -o a.mp3",
        "play",
        "say a",
        "batch t.csv -o o",
        "doctor",
    ],
)
def test_a_limit_on_memory_is_told_before_libraries_crash_for_it(run, monkeypatch, words):
    monkeypatch.setattr(memory, "limit_bytes", lambda: 100 << 20)
    told = run(*words.split())
    assert (told.exit_code, told.stdout) == (3, "")
    assert told.stderr == (
        "error: a process may use 100 MiB of address space here, and this needs 160 MiB\n"
        "  help: raise the limit: `ulimit -v unlimited`, or where that is refused `ulimit -Hv` shows the most that is allowed\n"
    )
    assert run("list").exit_code == run(words.split()[0], "--help").exit_code == 0


@pytest.mark.parametrize("words", [["--help"], ["plan", "--help"], ["help", "plan"], ["--version"], []])
def test_what_typer_prints_for_a_full_disk_or_nobody(main, words, capsys):
    assert main(words, stdout=errno.ENOSPC) == 3
    assert capsys.readouterr().err.count("error: ") == 1
    assert main(words, stdout=errno.EPIPE) == 0


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EPIPE])
@pytest.mark.parametrize("words", [["bogus"], ["plan", "--bogus"], ["export"]])
def test_wrong_words_that_nobody_is_told_of_are_wrong_all_the_same(main, words, code):
    assert main(words, stderr=code) == 2


def test_an_interrupt_ends_the_program_at_once_until_a_command_runs(main, monkeypatch):
    seen = []
    command = exits.reporting(lambda: seen.append(signal.getsignal(signal.SIGINT)))

    def app():
        seen.append(signal.getsignal(signal.SIGINT))
        command()
        seen.append(signal.getsignal(signal.SIGINT))
        raise SystemExit

    monkeypatch.setattr("voicecoach.cli.app.app", app)
    main([])
    assert seen == [signal.SIG_DFL, signal.default_int_handler, signal.SIG_DFL]


SAY = 'title: T\nlanguage: en\nsteps: [{say: "One."}, {say: "Two."}, {rest: 5s}]\n'


@pytest.mark.parametrize(
    "limit",
    ["ulimit -f 0", "ulimit -u 1", "ulimit -v 60000", "ulimit -n 8"],
)
@pytest.mark.parametrize("name", ["a.mp3", "a.flac", "a.ogg", "a.wav"])
def test_what_the_surroundings_refuse_is_no_bug_of_ours(tmp_path, limit, name):
    (tmp_path / "say.yaml").write_text(SAY)
    done = shell(f"{limit}; voicecoach export say.yaml --engine espeak -o {name}", tmp_path)
    assert done.returncode != 4, done.stderr
    assert "a bug" not in done.stderr
    assert "Exception in thread" not in done.stderr
    if "Traceback" in done.stderr:  # Python itself could not start
        assert "voicecoach/cli" not in done.stderr
    assert not (tmp_path / name).exists() or not done.returncode


@pytest.mark.parametrize("name", ["a.mp3", "a.flac"])
def test_a_full_disk_everywhere_is_one_sentence(tmp_path, name):
    """Cache, temporary folder and target at once."""
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        (small / "filling").write_bytes(bytes(62_000))
        (tmp_path / "say.yaml").write_text(SAY)
        done = shell(
            f"voicecoach export say.yaml --engine espeak -o small/{name}", tmp_path, VOICECOACH_CACHE_DIR=str(small / "cache"), TMPDIR=str(small)
        )  # fmt: skip
        assert done.returncode == 3, done.stderr
        assert done.stderr.count("error: ") == 1
        assert "Traceback" not in done.stderr
        assert [path.name for path in small.iterdir() if path.name != "cache"] == ["filling"]
    finally:
        subprocess.run(["umount", "--lazy", str(small)], check=True)


@pytest.mark.parametrize("words", ["list", "doctor", "export good.yaml --engine espeak -o a.m4a", "voices"])
def test_without_a_path(tmp_path, words):
    done = shell(f"unset PATH; voicecoach {words}", tmp_path)
    assert done.returncode in {0, 1, 3}, done.stderr
    assert "bug" not in done.stderr
