"""A routine reads below its own folder only, runs nothing, opens no connection; its sound files are decoded within limits."""

import contextlib
import errno
import io
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec
import numpy as np
import pytest
import soundfile

from tests.programs import codes, studio
from voicecoach import decoding, files
from voicecoach.beds import open_bed
from voicecoach.decoding import decoded, ffmpeg_command
from voicecoach.errors import InputError
from voicecoach.files import routines_in
from voicecoach.findings.codes import Code
from voicecoach.language.programmes import parse_programme
from voicecoach.opening import Folder, OutsideError, open_file
from voicecoach.pipeline import compile_routine
from voicecoach.programs import find_program, keep_to_absolute_folders
from voicecoach.sources import read_source
from voicecoach.speech.recording import load_recording
from voicecoach.studio.mixing import MixChoice, mixer

SECOND = 48_000
PROGRAMME = """\
title: Mine
programme:
  week: [mon]
  phases:
    - {phase: Base, weeks: 1, routine: hang.yaml}
"""
HOSTILE_INCLUDES = [
    "../secret.yaml",
    "link.yaml",
    "linked/secret.yaml",
    "/etc/hostname",
    "pipe.yaml",
    "folder.yaml",
]
HOSTILE_INCLUDES += [
    "zero.yaml",
    "deep/../../secret.yaml",
    "file:///etc/hostname",
    "http://127.0.0.1/x.yaml",
    "~/x.yaml",
]


@pytest.fixture
def folder(tmp_path):
    """A downloaded folder in which everything is there that a routine must not reach, and a secret beside it."""
    (tmp_path / "secret.yaml").write_text("title: Secret\nsteps: [{say: A secret.}]\n")
    soundfile.write(tmp_path / "secret.wav", np.sin(np.arange(SECOND)) / 4, SECOND)
    folder = tmp_path / "routines"
    folder.mkdir()
    (folder / "deep").mkdir()
    (folder / "folder.yaml").mkdir()
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "link.wav").symlink_to(tmp_path / "secret.wav")
    (folder / "linked").symlink_to(tmp_path)
    (folder / "zero.yaml").symlink_to("/dev/zero")
    (folder / "zero.wav").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.yaml")
    os.mkfifo(folder / "pipe.wav")
    return folder


def compiled_in(folder, steps, head=""):
    path = folder / "mine.yaml"
    path.write_text(f"title: T\n{head}steps:\n{steps}")
    return compile_routine(read_source(path), {}, lambda _: studio())


@pytest.mark.parametrize("name", HOSTILE_INCLUDES)
def test_an_include_reads_files_of_the_folder_only(folder, name):
    (found,) = compiled_in(folder, f"  - include: '{name}'\n").diagnostics
    assert found.code in {Code.INCLUDE_OUTSIDE, Code.INCLUDE_MISSING}


@pytest.mark.parametrize(
    "name", ["../secret.wav", "link.wav", "linked/secret.wav", "pipe.wav", "zero.wav", "deep/x.wav"]
)
def test_a_sound_and_a_bed_are_files_of_the_folder_only(folder, name):
    (found,) = compiled_in(
        folder, f"  - hold: Hang\n    for: 9s\n    cues: {{3s: {{sound: {name}}}}}\n"
    ).diagnostics
    assert found.code in {Code.SOUND_OUTSIDE, Code.SOUND_MISSING}
    (found,) = compiled_in(folder, "  - rest: 5s\n", f"bed: {name}\n").diagnostics
    assert found.code in {Code.SOUND_OUTSIDE, Code.SOUND_MISSING}


def test_a_link_that_is_put_there_after_the_check_reads_nothing(folder, monkeypatch):
    monkeypatch.setattr(
        files, "_problem", lambda *_: None
    )  # as if it had been checked before the link was made
    result = compiled_in(
        folder,
        "  - include: linked/secret.yaml\n  - hold: H\n    for: 9s\n    cues: {3s: {sound: link.wav}}\n",
    )
    assert codes(result) == ["include-outside", "sound-outside"]
    with (
        pytest.raises(InputError, match="outside"),
        open_bed([folder / "link.wav"], needed_frames=9, below=Folder(folder)),
    ):
        pass
    for name in ("pipe.yaml", "pipe.wav"):  # it waits for nobody
        with pytest.raises(InputError, match="pipe"):
            open_file(folder / name, below=folder)
    with pytest.raises(InputError, match="device"):
        open_file(folder / "zero.yaml", below=folder)
    with pytest.raises(OutsideError):
        open_file(folder / "link.yaml", below=folder)


def flipping(*swaps):
    """Exchange names again and again, in a thread, until the block ends. Each swap is a name and what takes its place in turn."""
    stop = threading.Event()

    def flip():
        while not stop.is_set():
            for name, other in swaps:
                parked = name.with_name("parked")
                name.rename(parked)
                other.rename(name)
                parked.rename(other)

    @contextlib.contextmanager
    def running():
        thread = threading.Thread(target=flip)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    return running()


@pytest.mark.parametrize("kind", ["a file and a link", "a folder and a link", "a link and a link"])
def test_a_name_that_is_flipped_with_a_link_brings_in_nothing(folder, kind):
    inside, outside = folder / "inside", folder.parent / "outside"
    for place, text in ((inside, "inside"), (outside, "outside")):
        place.mkdir(exist_ok=True)
        (place / "x.yaml").write_text(text)
    name, other = folder / "flipped", folder / "other"
    if kind == "a file and a link":
        name.mkdir()
        (name / "x.yaml").write_text("inside")
        (name / "y.yaml").symlink_to(outside / "x.yaml")
        swaps = ((name / "x.yaml", name / "y.yaml"),)
    else:
        shutil.copytree(inside, name) if kind == "a folder and a link" else name.symlink_to(inside)
        other.symlink_to(outside)
        swaps = ((name, other),)
    read = set()
    with flipping(*swaps):
        for _ in range(1_000):
            try:
                with open_file(name / "x.yaml", below=folder) as file:
                    read.add(file.read())
            except (OutsideError, OSError):
                read.add(b"refused")
    assert b"outside" not in read
    assert read & {b"inside", b"refused"}


def test_a_bed_is_heard_from_the_folder_that_was_opened(folder):
    """Between the check and the sound another folder can take the routine's place."""
    soundfile.write(folder / "bed.wav", np.sin(np.arange(2 * SECOND) / 9) / 4, SECOND)
    result = compiled_in(folder, "  - rest: 2s\n", "bed: bed.wav\n")
    folder.rename(folder.parent / "moved")
    folder.mkdir()
    soundfile.write(folder / "bed.wav", np.zeros(2 * SECOND), SECOND)
    with mixer(result, MixChoice()) as mix:  # silence would be refused
        assert np.abs(mix(result).read(SECOND, SECOND)).max() > 0


def test_the_routines_of_a_programme_are_read_from_the_folder_that_was_opened(folder, monkeypatch):
    (folder / "hang.yaml").write_text("title: Inside\nsteps: [{rest: 5s}]\n")
    (folder / "mine.yaml").write_text(PROGRAMME)
    programme, _ = parse_programme(read_source(folder / "mine.yaml"))
    looked_at = files._problem

    def looks_and_is_late(*args):
        found = looked_at(*args)
        folder.rename(folder.parent / "moved")
        folder.mkdir()
        (folder / "hang.yaml").write_text("title: Outside\nsteps: [{rest: 5s}]\n")
        return found

    monkeypatch.setattr(files, "_problem", looks_and_is_late)
    (source,) = routines_in(programme)[0].values()
    assert "Inside" in source.text
    assert source.name == str(folder / "hang.yaml")


@pytest.mark.parametrize("is_link", [False, True])
def test_a_routine_below_a_programme_is_compiled_where_it_was_read(folder, is_link):
    outside = folder.parent / "outside"
    for place in (folder / "below", outside):
        place.mkdir(exist_ok=True)
        soundfile.write(place / "x.wav", np.sin(np.arange(9_600) / (5 if place == outside else 50)), 48_000)
        (place / "part.yaml").write_text(f"title: P\nsteps: [{{say: {place.name}}}]\n")
    (folder / "below" / "hang.yaml").write_text(
        "title: H\nsteps:\n  - include: part.yaml\n  - {hold: H, for: 9s, cues: {3s: {sound: x.wav}}}\n"
    )
    (folder / "mine.yaml").write_text(PROGRAMME.replace("hang.yaml", "below/hang.yaml"))
    programme, _ = parse_programme(read_source(folder / "mine.yaml"))
    (source,) = routines_in(programme)[0].values()
    wanted = load_recording(folder / "below" / "x.wav")
    (folder / "below").rename(folder / "moved")
    (folder / "below").symlink_to(outside) if is_link else outside.rename(folder / "below")
    own = compile_routine(source, {}, lambda _: studio())
    if is_link:
        assert {"include-outside", "sound-outside"} <= {one.code.value for one in own.diagnostics}
        return
    said = [event.audible.text for event in own.timeline.events if hasattr(event.audible, "text")]
    assert "below" in said
    assert "outside" not in said
    ((_, clip),) = own.recordings.items()
    assert np.array_equal(clip.samples, wanted.samples)


@pytest.mark.parametrize("what", ["a pipe", "a link", "a link of its folder", "a folder"])
def test_a_routine_that_is_swapped_before_it_is_opened_is_refused(folder, monkeypatch, what):
    routine = folder / "below" / "hang.yaml"
    outside = folder.parent / "outside"
    for place in (routine.parent, outside):
        place.mkdir()
        (place / "hang.yaml").write_text(f"title: {place.name}\nsteps: [{{rest: 5s}}]\n")
    (folder / "mine.yaml").write_text(PROGRAMME.replace("hang.yaml", "below/hang.yaml"))
    programme, _ = parse_programme(read_source(folder / "mine.yaml"))
    looked_at = files._problem

    def looks_and_is_late(*args):
        found = looked_at(*args)
        routine.rename(folder / "was.yaml")
        match what:
            case "a pipe":
                os.mkfifo(routine)
            case "a link":
                routine.symlink_to(outside / "hang.yaml")
            case "a folder":
                routine.mkdir()
            case _:
                routine.parent.rename(folder / "moved")
                routine.parent.symlink_to(outside)
        return found

    monkeypatch.setattr(files, "_problem", looks_and_is_late)
    sources, found = routines_in(programme)
    assert not sources
    assert {one.code.value for one in found} <= {"routine-missing", "include-outside"}
    assert found


def test_a_folder_s_name_that_leads_elsewhere_later_brings_in_nothing(folder):
    (folder / "x.yaml").write_text("inside")
    place = Folder(folder)
    other = folder.parent / "another"
    other.mkdir()
    (other / "x.yaml").write_text("outside")
    folder.rename(folder.parent / "moved")
    folder.symlink_to(other)
    with pytest.raises(OutsideError):
        open_file(place.path / "x.yaml", below=place)
    with os.fdopen(place.open(place.path / "x.yaml"), "rb") as file:  # in the folder that was opened
        assert file.read() == b"inside"


def test_the_sounds_of_an_included_file_lie_where_it_was_read(folder):
    outside = folder.parent / "outside"
    for place in (folder / "real", outside):
        place.mkdir(exist_ok=True)
        soundfile.write(place / "x.wav", np.sin(np.arange(9_600) / (5 if place == outside else 50)), 48_000)
    (folder / "real" / "part.yaml").write_text(
        "title: P\nsteps:\n  - {hold: H, for: 9s, cues: {3s: {sound: x.wav}}}\n"
    )
    (folder / "turned").symlink_to("real")
    (folder / "mine.yaml").write_text("title: T\nsteps:\n  - include: turned/part.yaml\n")
    source = read_source(folder / "mine.yaml")

    class TurnsAfterReading(files.RoutineFiles):
        def includes(self, routine, settings):
            result = super().includes(routine, settings)
            (folder / "turned").unlink()
            (folder / "turned").symlink_to(outside)
            return result

    made = studio()
    own = compile_routine(source, {}, lambda _: msgspec.structs.replace(made, files=TurnsAfterReading()))
    wanted = load_recording(folder / "real" / "x.wav")
    ((_, clip),) = own.recordings.items()
    assert np.array_equal(clip.samples, wanted.samples)


def test_a_pipe_or_a_device_among_routine_files_does_not_hold_up_the_others(folder, run_cli):
    done = run_cli(folder, "check", "--engine", "none", "pipe.yaml", "zero.yaml", "folder.yaml", "link.yaml")
    assert done.returncode == 3
    assert "`pipe.yaml` is a pipe, and no file" in done.stderr
    assert "`zero.yaml` is a device, and no file" in done.stderr
    assert "there is no routine in the folder `folder.yaml`" in done.stderr
    assert "link.yaml: every cue fits" in done.stdout


def test_what_a_shell_puts_in_place_of_a_command_is_read(folder):
    command = [sys.executable, "-m", "voicecoach", "check", "--engine", "none"]
    script = f"{' '.join(command)} <(printf 'title: T\\nsteps: [{{rest: 5s}}]\\n')"
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def run_cli():
    def run(folder, *words):
        command = [sys.executable, "-m", "voicecoach", *words]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)

    return run


# --- what happens meanwhile ---------------------------------------------------------------------

WATCHED = """
import json, os, sys
seen = {"opened": [], "run": [], "connected": []}
def watch(event, values):
    if event == "open" and isinstance(values[0], (str, bytes)):
        seen["opened"].append(os.fsdecode(values[0]))
    elif event in {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.spawn"}:
        seen["run"].append(event)
    elif event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}:
        seen["connected"].append(event)
sys.addaudithook(watch)
from voicecoach.cli.app import app
try:
    app(sys.argv[1:])
finally:
    print(json.dumps(seen), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words", [["check"], ["plan"], ["show"], ["fmt", "--check"], ["export", "-o", "out.vtt"]]
)
def test_nothing_outside_is_opened_nothing_is_run_and_nobody_is_called(folder, words):
    soundfile.write(folder / "gong.wav", np.sin(np.arange(SECOND)) / 4, SECOND)
    (folder / "part.yaml").write_text("title: P\nsteps: [{rest: 5s}]\n")
    steps = "".join(f"  - include: '{name}'\n" for name in [*HOSTILE_INCLUDES, "part.yaml"])
    sounds = ["gong.wav", "../secret.wav", "link.wav", "pipe.wav", "http://127.0.0.1:9/x.mp3"]
    cues = "".join(
        f"      {2 * number}s: {{sound: '{name}'}}\n" for number, name in enumerate(sounds, start=1)
    )
    text = f"title: T\nabout: $(touch ran)\ntags: {{x: '`touch ran`'}}\nbed: ../secret.wav\nsteps:\n{steps}  - hold: H\n    for: 30s\n    cues:\n{cues}"
    (folder / "mine.yaml").write_text(text)
    options = ["--engine", "none"] if words[0] in {"check", "plan", "export"} else []
    command = [sys.executable, "-c", WATCHED, *words, "mine.yaml", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    seen = json.loads(done.stderr.splitlines()[-1])
    assert done.returncode in {0, 1}, done.stderr
    assert seen["run"] == []
    assert seen["connected"] == []
    opened = [os.path.realpath(folder / path) for path in seen["opened"]]
    ours = [path for path in opened if path.startswith(str(folder.parent))]
    assert str(folder / "mine.yaml") in ours
    assert all(path == str(folder) or path.startswith(f"{folder}{os.sep}") for path in ours), ours
    assert not any("hostname" in path or path == "/dev/zero" for path in opened)
    assert not list(folder.parent.rglob("ran"))


def test_a_folder_of_the_path_that_may_not_be_read_is_passed_over(tmp_path, monkeypatch):
    def refuse(path, **_):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setenv("PATH", str(tmp_path / "closed"))
    monkeypatch.setattr("os.stat", refuse)
    assert find_program("ffmpeg") is None


def test_a_program_in_the_current_folder_is_never_run(tmp_path, monkeypatch):
    trap = tmp_path / "ffmpeg"
    trap.write_text("#!/bin/sh\ntouch ran\n")
    trap.chmod(0o755)
    (tmp_path / "cue.m4a").write_bytes(b"\0\0\0\x20ftypM4A " + bytes(5000))
    monkeypatch.chdir(tmp_path)
    link = tmp_path.parent / f"{tmp_path.name}-link"
    link.symlink_to(tmp_path)
    for path in ("", ".", f".{os.pathsep}", "bin", str(tmp_path), f"{tmp_path}/", str(link)):
        monkeypatch.setenv("PATH", path)
        assert find_program("ffmpeg") is None
        with pytest.raises(InputError, match="needs ffmpeg"):
            load_recording(tmp_path / "cue.m4a")
    assert not (tmp_path / "ran").exists()


PROGRAMS = [
    "pactl",
    "pw-cat",
    "pacat",
    "aplay",
    "ffmpeg",
    "ffprobe",
    "avconv",
    "gcc",
    "cc",
    "ld",
    "ldconfig",
    "objdump",
    "espeak",
    "espeak-ng",
    "say",
    "sh",
    "uname",
    "stty",
    "tput",
]


@pytest.mark.parametrize("path", ["", ":$", "../{name}:bin:$"])
@pytest.mark.parametrize(
    "words",
    [
        ("play", "mine.yaml", "--engine", "espeak", "--no-screen", "--no-log"),
        ("doctor",),
        ("export", "mine.yaml", "--engine", "espeak", "-o", "a.m4a"),
    ],
    ids=lambda words: words[0],
)
def test_no_command_runs_a_program_of_the_current_folder(tmp_path, path, words):
    (tmp_path / "bin").mkdir()
    for folder in (tmp_path, tmp_path / "bin"):
        for name in PROGRAMS:
            (folder / name).write_text(f"#!/bin/sh\n: > {tmp_path}/ran-{name}\n")
            (folder / name).chmod(0o755)
    (tmp_path / "mine.yaml").write_text(
        "title: T\nlanguage: en\nsteps: [{rest: 1s, announce: off, countdown: off}]\n"
    )
    path = path.format(name=tmp_path.name).replace("$", os.environ["PATH"])
    subprocess.run(
        [sys.executable, "-P", "-m", "voicecoach", *words],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "VOICECOACH_CACHE_DIR": str(tmp_path / "cache")},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert not [*tmp_path.glob("ran-*")]


@pytest.mark.parametrize(
    ("path", "kept"),
    [(":/usr/bin", "/usr/bin"), ("a:/usr/bin:./b:/bin:", "/usr/bin:/bin"), ("", None), (".", None)],
)
def test_children_inherit_absolute_folders_only(monkeypatch, path, kept):
    monkeypatch.setenv("NoDefaultCurrentDirectoryInExePath", "")
    monkeypatch.setenv("PATH", path)
    keep_to_absolute_folders()
    assert os.environ["PATH"] == (kept or os.defpath)


@pytest.mark.parametrize("start", ["voicecoach", "python -m voicecoach"])
def test_modules_in_the_current_folder_are_never_imported(tmp_path, start):
    is_script = start == "voicecoach"
    own = ("voicecoach",) if is_script else ()  # Python itself looks there for what `-m` names
    for name in ("numpy", "yaml", "soundfile", "rich", "typer", *own):
        (tmp_path / f"{name}.py").write_text("import pathlib; pathlib.Path('ran').touch()\n")
    (tmp_path / "mine.yaml").write_text("title: T\nsteps: [{say: Breathe.}]\n")
    program = Path(sys.executable).with_name("voicecoach")
    environment = {**os.environ, "VOICECOACH_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run(
        [
            *([program] if is_script else [sys.executable, "-m", "voicecoach"]),
            "check",
            "mine.yaml",
            "--engine",
            "pyttsx3",
        ],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists()


# --- sound files --------------------------------------------------------------------------------


@pytest.fixture
def listener():
    """A server that nobody may call; it yields its port and whoever called."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def listen():
            while not stop.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                connection.close()
                calls.append(address)

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], calls
        stop.set()
        thread.join()


def playlists(port, secret):
    address = f"http://127.0.0.1:{port}/x"
    return {
        "hls of an address": f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{address}.ts\n#EXT-X-ENDLIST\n",
        "hls of a file": f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{secret}\n#EXT-X-ENDLIST\n",
        "concat": f"ffconcat version 1.0\nfile '{secret}'\n",
        "concat of an address": f"ffconcat version 1.0\nfile '{address}.mp3'\n",
        "m3u": f"#EXTM3U\n{address}.mp3\n",
        "pls": f"[playlist]\nFile1={address}.mp3\nNumberOfEntries=1\n",
        "sdp": f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {port} RTP/AVP 0\n",
        "dash": f'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT9S"><Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1"><BaseURL>{address}</BaseURL></Representation></AdaptationSet></Period></MPD>',
        "redirect": f"<asx><entry><ref href='{address}'/></entry></asx>",
        "rtsp": f"RTSPtext rtsp://127.0.0.1:{port}/x\n",
    }


@pytest.mark.parametrize("suffix", ["mp3", "m4a", "m3u8", "wav"])
@pytest.mark.parametrize("kind", playlists(0, ""))
def test_a_playlist_is_no_sound_whatever_it_is_called(tmp_path, listener, kind, suffix):
    port, calls = listener
    secret = tmp_path / "secret.wav"
    soundfile.write(secret, np.sin(np.arange(SECOND)) / 4, SECOND)
    path = tmp_path / f"cue.{suffix}"
    path.write_text(playlists(port, secret)[kind])
    with pytest.raises(InputError):
        load_recording(path)
    with pytest.raises(InputError), open_bed([path], needed_frames=SECOND):
        pass
    assert calls == []


def wav_header(*, rate=48_000, channels=1, bits=16, data_bytes=0xFFFF_FFFF, kind=1):
    block = channels * bits // 8
    format_ = struct.pack("<HHIIHH", kind, channels, rate, min(rate * block, 2**32 - 1), block & 0xFFFF, bits)
    return (
        b"RIFF"
        + struct.pack("<I", 0xFFFF_FFFF)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + format_
        + b"data"
        + struct.pack("<I", data_bytes)
    )


def flac_bomb(path, seconds):
    """Write a few kilobytes that are hours of silence."""
    with soundfile.SoundFile(path, "w", 4_000, 1, subtype="PCM_16", format="FLAC") as file:
        for _ in range(seconds // 100):
            file.write(np.zeros(400_000))


HOSTILE_SOUNDS = {
    "nothing": b"",
    "one byte": b"R",
    "text": b"This is no sound.\n" * 100,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(3000),
    "a header of 4 GiB": wav_header() + bytes(300),
    "a header of no channels": wav_header(channels=0) + bytes(300),
    "a header of 1,000 channels": wav_header(channels=1000, bits=8) + bytes(30_000),
    "a header of 1 Hz": wav_header(rate=1) + b"\x01\x40" * 3000,
    "a header of 4 GHz": wav_header(rate=2**32 - 1) + b"\x01\x40" * 3000,
    "a header of no bits": wav_header(bits=0) + bytes(300),
    "a flac of nothing": b"fLaC" + bytes(42),
    "a flac that claims 2^36 frames": b"fLaC\x80\0\0\x22"
    b"\x10\0\x10\0" + bytes(6) + b"\x0b\xb8\x03\xff\xff\xff\xff\xff" + bytes(16),
    "an ogg of nothing": b"OggS" + bytes(500),
    "an id3 tag of 256 MB": b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + bytes(500),
    "an mp4 box of 2^63": b"\0\0\0\x01ftyp\x7f\xff\xff\xff\xff\xff\xff\xff" + bytes(500),
    "mp4 boxes within each other": b"".join(
        struct.pack(">I", 80_000 - 8 * i) + b"moov" for i in range(10_000)
    ),
    "a matroska of noise": b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 20,
    "an aiff": b"FORM\xff\xff\xff\xffAIFFCOMM\0\0\0\x12\0\x01\xff\xff\xff\xff\0\x10\x40\x0e\xbb\x80\0\0\0\0\0\0SSND\xff\xff\xff\xff"
    + bytes(100),
}


@pytest.mark.parametrize("name", HOSTILE_SOUNDS)
@pytest.mark.parametrize("suffix", ["wav", "mp3"])
def test_a_damaged_sound_is_refused_with_a_reason(tmp_path, name, suffix):
    path = tmp_path / f"cue.{suffix}"
    path.write_bytes(HOSTILE_SOUNDS[name])
    with pytest.raises(InputError) as caught:
        load_recording(path)
    assert caught.value.hint
    with pytest.raises(InputError) as caught, open_bed([path], needed_frames=SECOND):
        pass
    assert caught.value.hint


def test_a_header_that_leads_beyond_any_file_is_told_without_a_traceback(tmp_path):
    """An exception in what libsndfile calls would be printed: pytest would make it a warning, which is an error."""
    sizes = struct.pack("<IQQQI", 28, 1 << 60, 1 << 60, 1 << 60, 0)
    (tmp_path / "a.wav").write_bytes(
        b"RF64\xff\xff\xff\xffWAVEds64" + sizes + b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 48_000, 96_000, 2, 16)
        + b"data\xff\xff\xff\xff" + bytes(9_600)
    )  # fmt: skip
    with pytest.raises(InputError):
        load_recording(tmp_path / "a.wav")


def test_a_disk_that_fails_while_a_sound_is_read_is_no_end_of_the_sound(tmp_path):
    soundfile.write(tmp_path / "a.wav", np.zeros(200_000), 48_000)

    class Failing(io.FileIO):
        def readinto(self, buffer):
            if self.tell() > 100_000:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return super().readinto(buffer)

    with (
        Failing(tmp_path / "a.wav") as file,
        decoded(file, "`a.wav`", most_s=60) as sound,
        pytest.raises(InputError, match="cannot be read: Input/output error"),
    ):
        list(sound.blocks)


def test_hours_of_silence_in_a_small_file_are_not_decoded(tmp_path):
    path = tmp_path / "bomb.flac"
    flac_bomb(path, 3 * 3600)
    assert path.stat().st_size < 1_000_000
    started_s = time.process_time()
    with pytest.raises(InputError, match="too long: 180 minutes, 5 at most"):
        load_recording(path)
    assert (
        time.process_time() - started_s < 5
    )  # decoding all of it takes far longer, resampling it longer still
    with pytest.raises(InputError, match="silent"), open_bed([path], needed_frames=20 * SECOND):
        pass


def test_a_length_that_the_header_hides_is_found_while_decoding(tmp_path, monkeypatch):
    monkeypatch.setattr("voicecoach.speech.recording.LONGEST_S", 2)
    path = tmp_path / "long.mp3"
    soundfile.write(path, np.sin(np.arange(9 * SECOND) / 20) / 4, SECOND)
    hidden = tmp_path / "hidden.webm"
    subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "webm", "-live", "1", hidden], check=True)
    for one in (path, hidden):
        with pytest.raises(InputError, match="too long"):
            load_recording(one)


def test_a_file_too_large_is_not_read(tmp_path):
    path = tmp_path / "large.wav"
    path.touch()
    os.truncate(path, (1 << 30) + 1)
    with pytest.raises(InputError, match="too large"):
        load_recording(path)
    with pytest.raises(InputError, match="too large"), open_bed([path], needed_frames=SECOND):
        pass


def test_a_decoder_that_hangs_is_stopped(tmp_path, monkeypatch):
    slow = tmp_path / "ffmpeg"
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(decoding, "MOST_CONVERTING_S", 0.3)
    (tmp_path / "cue.m4a").write_bytes(b"\0\0\0\x20ftypM4A " + bytes(5000))
    with pytest.raises(InputError, match="takes too long"):
        load_recording(tmp_path / "cue.m4a")


def test_the_decoder_s_command_has_no_part_of_a_name_and_opens_files_only():
    command = ffmpeg_command("/usr/bin/ffmpeg", most_s=9)
    assert command[command.index("-protocol_whitelist") + 1] == "file"
    assert "-nostdin" in command
    assert [word for word in command if "sound" in word or ".wav" in word] == ["file:sound", "file:made.wav"]
    containers = command[command.index("-format_whitelist") + 1].split(",")
    assert not {"hls", "concat", "dash", "sdp", "rtsp", "lavfi", "image2", "tty", "webm_dash_manifest"} & set(
        containers
    )


def test_a_recording_with_a_strange_name_is_only_a_file(tmp_path):
    sound = tmp_path / "plain.wav"
    soundfile.write(sound, np.sin(np.arange(SECOND) / 20) / 4, SECOND)
    subprocess.run(["ffmpeg", "-v", "error", "-i", sound, tmp_path / "plain.m4a"], check=True)
    for name in (
        "; touch ran.m4a",
        "$(touch ran).m4a",
        "-y.m4a",
        "http:",
        "concat:a|b.m4a",
        "a\nb.m4a",
        "\x1b[31m.m4a",
        "x.raw",
    ):
        path = tmp_path / name
        path.write_bytes((tmp_path / "plain.m4a").read_bytes())
        assert 900 < load_recording(path).frames / 48 < 1100
    assert not list(tmp_path.rglob("ran*"))
