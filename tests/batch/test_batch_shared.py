"""The cache that machines share: an object store (moto's server) or a folder, behind the folder of each, and never fatal."""

import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from voicecoach.batch.shared import check_shared, open_shared
from voicecoach.errors import UsageError
from voicecoach.output.islands import IslandCache, Mp3Piece
from voicecoach.sound.crc16 import crc16
from voicecoach.sound.mp3_frames import Mp3FrameHeader, silent_frame
from voicecoach.speech.cache import ClipCache, ClipKey

KEY = ClipKey(engine="e", engine_version="1", voice="v", rate_wpm=100, text="Hang.", processing=1)
SAMPLES = bytes(96 * 10)
DIGEST = "ab" * 32
HEADER = Mp3FrameHeader(bitrate_kbps=64)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="module")
def bucket():
    """Return the address of an object store with a bucket in it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    line = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            end_s = time.monotonic() + 60
            while True:
                try:
                    urllib.request.urlopen(
                        urllib.request.Request(f"{address}/clips-of-all", method="PUT"), timeout=5
                    ).close()
                    break
                except OSError:
                    assert time.monotonic() < end_s
                    time.sleep(0.1)
            yield address
        finally:
            server.kill()


@pytest.fixture(params=["objects", "folder"])
def where(request, tmp_path, monkeypatch):
    if request.param == "folder":
        return str(tmp_path / "shared")
    monkeypatch.setenv("AWS_ENDPOINT_URL", request.getfixturevalue("bucket"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    return f"s3://clips-of-all/{tmp_path.name}"


def machine(where, folder):
    """Return the clip cache, the island cache and the shared cache of a machine."""
    shared = open_shared(where)
    clips = ClipCache(folder / "clips", remote=shared.clips)
    return clips, IslandCache(folder / "mp3", remote=shared.islands), shared


def test_what_one_machine_makes_another_finds(where, tmp_path):
    clips, islands, _ = machine(where, tmp_path / "one")
    clips.store(KEY, SAMPLES)
    content = silent_frame(HEADER) * 2
    islands.keep(DIGEST, Mp3Piece(mp3_frames=2, content=content, crc=crc16(content)))
    clips, islands, shared = machine(where, tmp_path / "two")
    assert clips.frames(KEY) == len(SAMPLES) // 2
    assert clips.load(KEY) == SAMPLES
    piece = islands.piece(DIGEST, 2, header=HEADER)
    assert piece is not None
    assert piece.content == content
    assert shared.clips.gets == shared.islands.gets == 1
    clips, islands, shared = machine(where, tmp_path / "two")
    assert clips.load(KEY) == SAMPLES
    assert islands.piece(DIGEST, 2, header=HEADER) is not None
    assert shared.clips.gets == shared.islands.gets == 0, "a filled local folder asks nobody"
    assert shared.notes() == ()


def test_the_first_one_counts_for_all(where, tmp_path):
    one, _, _ = machine(where, tmp_path / "one")
    two, _, _ = machine(where, tmp_path / "two")
    one.store(KEY, SAMPLES)
    stored, _ = two.store(KEY, SAMPLES + bytes(96))
    assert stored == SAMPLES
    assert two.load(KEY) == SAMPLES


def test_a_damaged_entry_is_made_again(where, tmp_path):
    shared = open_shared(where)
    assert shared.clips.put(f"{KEY.digest()}.clip", b"VCCLIP03 nonsense")
    clips, _, _ = machine(where, tmp_path / "one")
    assert clips.load(KEY) == b""
    stored, _ = clips.store(KEY, SAMPLES)
    assert stored == SAMPLES
    assert clips.load(KEY) == SAMPLES


def test_while_it_is_shut_nothing_goes_out(where, tmp_path):
    clips, _, shared = machine(where, tmp_path / "one")
    shared.clips.is_open = False
    clips.store(KEY, SAMPLES)
    assert clips.load(KEY) == SAMPLES
    other, _, _ = machine(where, tmp_path / "two")
    assert other.frames(KEY) == 0


def test_a_store_that_does_not_answer_is_said_once_and_left_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    clips, _, shared = machine("s3://bucket/x", tmp_path / "one")
    begin_s = time.monotonic()
    for number in range(20):
        key = ClipKey(engine="e", engine_version="1", voice="v", rate_wpm=100, text=f"{number}", processing=1)
        assert clips.frames(key) == 0
        clips.store(key, SAMPLES)
        assert clips.load(key) == SAMPLES
    assert time.monotonic() - begin_s < 60
    (note,) = shared.notes()
    assert note.startswith("the shared cache does not answer")


def test_a_folder_that_cannot_be_made_is_not_fatal(tmp_path):
    (tmp_path / "file").write_text("x")
    clips, _, shared = machine(str(tmp_path / "file"), tmp_path / "one")
    clips.store(KEY, SAMPLES)
    assert clips.load(KEY) == SAMPLES
    assert len(shared.notes()) == 1


def test_an_address_that_is_none_is_wrong_use():
    with pytest.raises(UsageError):
        check_shared("nope://bucket")
