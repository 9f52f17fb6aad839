"""`voicecoach play` on a real terminal: the screen, the keys, and how the terminal is left."""

import os
import shlex
import signal
import subprocess
import sys

import pytest
from terminals import Terminal

ROUTINE = """\
title: Test session
defaults: {announce: off, countdown: off, halfway: off, time-left: off}
steps:
  - hold: First
    for: 40s
  - work: Second
    for: 40s
  - work: Third
    for: 40s
    ready: on
"""
PROGRAM = [sys.executable, "-c", "from voicecoach.cli import main; main()"]
PLAY = [*PROGRAM, "play", "session.yaml", "--mute", "--engine", "espeak"]


@pytest.fixture
def terminal(tmp_path, clips):
    (tmp_path / "session.yaml").write_text(ROUTINE)
    opened = []

    def start(command=PLAY, **options):
        environment = {
            "VOICECOACH_CACHE_DIR": str(clips),
            "VOICECOACH_DATA_DIR": str(tmp_path / "data"),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
            **options.pop("environment", {}),
        }
        opened.append(Terminal(command, cwd=tmp_path, environment=environment, **options))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def test_keys_go_through_the_session(terminal):
    play = terminal()
    play.wait_for("First")
    assert play.is_in_key_mode()
    play.type(b" ")
    play.wait_for("Paused")
    play.type(b" ")
    play.wait_for(r"space pause")
    play.type(b"\x1b[C")
    play.wait_for("Second")
    play.type(b"\x1b[5~")
    play.wait_for("First")
    play.type(b"\x1b")  # does nothing, and swallows nothing
    play.type(b"\x1b[B\x1b[B")
    play.wait_for("volume 90 %")
    play.type(b"nn")
    play.wait_for("Ready[?] Say go")
    play.type(b"\x1b[6~")
    play.wait_for(r"Third[^?]*Next: the end")
    play.type(b"q")
    assert play.process.wait(10) == 0
    assert play.is_restored()


def test_the_window_may_be_resized(terminal):
    play = terminal()
    play.wait_for("Next: Second, 40s")
    play.resize(30, 9)
    play.wait_for("Next: Second, 40s")
    assert all(len(line) <= 30 for line in play.seen().splitlines())
    play.resize(120, 40)
    play.wait_for("r repeat the cue")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGQUIT, -signal.SIGQUIT)]
)
def test_a_signal_leaves_the_terminal_as_it_was(terminal, number, code):
    play = terminal()
    play.wait_for("First")
    play.process.send_signal(number)
    assert play.process.wait(10) == code
    assert play.is_restored()


DRAWING = """
import os, signal, sys
from voicecoach.player.controls.terminal import Suspension
def leave():
    print("left", flush=True)
with (suspension := Suspension(0, leave=leave, enter=lambda: None)).on_signals():
    suspension.is_drawing = True
    os.kill(os.getpid(), signal.SIGQUIT)
    print("drawn", flush=True)
    if sys.argv[1] == "frozen":
        os.kill(os.getpid(), signal.SIGQUIT)
    suspension.is_drawing = False
    suspension.check()
print("still here", flush=True)
"""


@pytest.mark.parametrize(("how", "printed"), [("drawing", ["drawn", "left"]), ("frozen", ["drawn"])])
def test_sigquit_in_the_middle_of_drawing_waits_for_its_end_once(how, printed):
    done = subprocess.run(
        [sys.executable, "-c", DRAWING, how],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (-signal.SIGQUIT, printed), done.stderr


def test_control_c_is_a_key_as_everywhere(terminal):
    play = terminal()
    play.wait_for("First")
    play.type(b"\x03")
    assert play.process.wait(10) == 130
    assert play.is_restored()


def test_a_bug_leaves_the_terminal_as_it_was(terminal):
    broken = (
        "from voicecoach.cli import main; import voicecoach.player.screen.screen as screen\n"
        "show = screen.Screen.show\n"
        "def broken(self, board):\n"
        "    show(self, board)\n"
        "    raise KeyError('broken')\n"
        "screen.Screen.show = broken\n"
        "main()"
    )
    play = terminal([sys.executable, "-c", broken, *PLAY[3:]])
    assert play.process.wait(60) == 4
    assert play.is_restored()
    play.wait_for("voicecoach has a bug: KeyError", in_output=True)


def test_the_shell_gets_the_terminal_and_gives_it_back(terminal):
    shell = terminal(["sh", "-i"], environment={"PS1": "$ "})
    shell.type(f"{shlex.join(PLAY)}\n".encode())
    shell.wait_for("Next: Second")
    shell.type(b"\x1a")
    shell.wait_for("Stopped", in_output=True)
    shell.wait_for(r"\$ $", in_output=True)
    assert b"\x1b[?1049l" in shell.output
    assert b"\x1b[?25h" in shell.output
    shell.type(b"stty -a\n")
    shell.wait_for(r"[^-]icanon", in_output=True)
    shell.type(b"fg\n")
    shell.wait_for("space pause")
    shell.type(b"n")
    shell.wait_for("Next: Third")
    shell.type(b"q")
    shell.wait_for(r"1049l(?:(?!1049h)[\s\S])*\$ $", in_output=True)


def test_a_job_in_the_background_has_neither_keys_nor_screen(terminal):
    shell = terminal(["sh", "-i"], environment={"PS1": "$ "})
    shell.type(f"{shlex.join(PLAY)} &\n".encode())
    shell.wait_for("keys: there is no terminal to read them from", in_output=True)
    shell.wait_for("hold +First", in_output=True)
    assert b"\x1b[?1049h" not in shell.output
    shell.type(b"echo still $((40+2))\n")
    shell.wait_for("still 42", in_output=True)
    shell.type(b"kill %1\n")
    shell.wait_for("interrupted", in_output=True)


def test_without_keys_it_plays_and_a_line_says_so(terminal):
    play = terminal(stdin=subprocess.DEVNULL)
    play.wait_for("First")
    assert b"keys: there is no terminal" in play.output
    assert b"ready: nothing here can say go" in play.output
    play.wait_for("Ctrl-C ends it")
    assert not play.is_in_key_mode()


def test_a_routine_from_standard_input_leaves_the_keys_to_the_terminal(terminal):
    play = terminal([*PROGRAM, "play", "-", "--mute", "--engine", "espeak"], stdin=subprocess.PIPE)
    play.process.stdin.write(ROUTINE.encode())
    play.process.stdin.close()
    play.wait_for("Next: Second")
    play.type(b"n")
    play.wait_for("Next: Third")
    play.type(b"q")
    assert play.process.wait(10) == 0
    assert play.is_restored()


def test_lines_are_plain_and_keys_work(terminal):
    play = terminal([*PLAY, "--no-screen"])
    play.wait_for("keys: space pause", in_output=True)
    play.wait_for("hold +First", in_output=True)
    play.type(b" ")
    play.wait_for(r"\(paused\)", in_output=True)
    play.type(b" n")
    play.wait_for("work +Second", in_output=True)
    play.type(b"-")
    play.wait_for(r"\(volume 95 %\)", in_output=True)
    play.type(b"q")
    assert play.process.wait(10) == 0
    assert b"\x1b[" not in play.output.split(b"keys: ")[1]


def test_quiet_shows_nothing_and_keys_work(terminal):
    play = terminal([*PLAY, "--quiet"], environment={"PYTHONUNBUFFERED": "1"})
    while not play.is_in_key_mode():
        assert play.process.poll() is None
        os.sched_yield()
    play.type(b"q")
    assert play.process.wait(10) == 0
    assert play.output == b""


def test_noise_of_c_libraries_does_not_get_on_the_screen(terminal):
    noisy = (
        "import os, threading, time\n"
        "def noise():\n"
        "    while True:\n"
        "        os.write(2, b'ALSA lib noise' * 20)\n"
        "        time.sleep(0.05)\n"
        "import voicecoach.player.screen.screen as screen\n"
        "enter = screen.Screen.show\n"
        "begun = []\n"
        "def show(self, board):\n"
        "    begun or begun.append(threading.Thread(target=noise, daemon=True).start() or 1)\n"
        "    enter(self, board)\n"
        "screen.Screen.show = show\n"
        "from voicecoach.cli import main; main()"
    )
    play = terminal([sys.executable, "-c", noisy, *PLAY[3:]])
    play.wait_for("First")
    play.type(b"n")
    play.wait_for("Second")
    play.type(b"n")
    play.wait_for("Third")
    assert b"ALSA" not in play.output
