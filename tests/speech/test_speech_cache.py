import hashlib
import json
import multiprocessing
import os
import random
import stat
import sys
import time
from pathlib import Path

import pytest
from msgspec import structs

from voicecoach import store
from voicecoach.speech.cache import ClipCache, ClipKey, default_folder
from voicecoach.unfinished import unfinished_file

KEY = ClipKey(engine="e", engine_version="1", voice="v", rate_wpm=180, text="Hang.", processing=1)
SAMPLES = bytes(range(96)) * 40  # 40 ms


def file_of(cache, key=KEY):
    return Path(cache.path(key.digest()))


def test_a_stored_clip_comes_back(cache):
    assert cache.frames(KEY) == 0
    assert cache.load(KEY) == b""
    cache.store(KEY, SAMPLES)
    assert cache.frames(KEY) == len(SAMPLES) // 2
    assert cache.load(KEY) == SAMPLES


@pytest.mark.parametrize("field", [field.name for field in structs.fields(ClipKey)])
def test_everything_that_decides_the_sound_is_in_the_key(field):
    value = getattr(KEY, field)
    other = structs.replace(KEY, **{field: value + 1 if isinstance(value, int) else value + "x"})
    assert other.digest() != KEY.digest()


def test_the_name_of_a_clip_does_not_change():
    assert KEY.digest() == "0574cca7750bfc9e5e76f4430e8705616c24245962af1f96c938ba13b1d93b88"


def test_no_damage_goes_unnoticed(cache):
    cache.store(KEY, SAMPLES)
    path = file_of(cache)
    whole = path.read_bytes()
    chance = random.Random(1)
    for place in [
        0,
        5,
        9,
        11,
        *range(12, 40),
        len(whole) - 1,
        *(chance.randrange(len(whole)) for _ in range(300)),
    ]:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        assert cache.load(KEY) == b""
        if place < len(whole) - len(SAMPLES):
            assert cache.frames(KEY) == 0
            assert cache.words(KEY) is None


@pytest.mark.parametrize(
    "content", [b"", b"V", b"VCCLIP03", b"VCCLIP03\xff\xff\xff\xff", b"VCCLIP03\0\0\0\2[]", b"\0" * 500]
)
def test_what_is_no_clip_is_not_there(cache, content):
    cache.store(KEY, SAMPLES)
    file_of(cache).write_bytes(content)
    assert cache.frames(KEY) == 0
    assert cache.load(KEY) == b""


def test_a_clip_that_was_cut_off_or_grew_is_not_there(cache):
    cache.store(KEY, SAMPLES)
    whole = file_of(cache).read_bytes()
    for content in (whole[:-1], whole + b"\0"):
        file_of(cache).write_bytes(content)
        assert cache.frames(KEY) == 0
        assert cache.load(KEY) == b""


def key_of(number):
    return structs.replace(KEY, text=str(number))


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    cache = ClipCache(tmp_path, limit_bytes=10 * (len(SAMPLES) + 300))
    for number in range(30):
        cache.store(key_of(number), SAMPLES)
        os.utime(file_of(cache, key_of(number)), (1000 + number, 1000 + number))
    assert cache.load(key_of(3))  # a use: it stays
    cache.close()
    kept = [number for number in range(30) if cache.frames(key_of(number))]
    assert 3 in kept
    assert kept == sorted({3, *range(30 - len(kept) + 1, 30)})
    assert cache.summary().size_bytes <= cache.limit_bytes


def test_files_that_are_not_ours_stay(cache):
    cache.store(KEY, SAMPLES)
    beside = cache.folder / "mine.txt"
    within = file_of(cache).parent / "mine.txt"
    other = within.with_name("mine.clip")
    named = within.with_name("0" * 64 + ".clip")  # as an entry, and none
    for path in (beside, within, other, named):
        path.write_text("mine")
    cache.clear()
    assert cache.frames(KEY) == 0
    ClipCache(cache.folder, limit_bytes=1).shrink()
    assert all(path.read_text() == "mine" for path in (beside, within, other, named))


def test_what_a_killed_process_left_goes_and_what_is_being_written_stays(cache):
    cache.store(KEY, SAMPLES)
    folder = file_of(cache).parent
    with unfinished_file(folder) as (left, _):
        pass
    left.write_bytes(b"half")
    with unfinished_file(folder) as (written, _):
        left.write_bytes(b"half")  # making a file has swept the first
        cache.shrink()
        cache.clear()
        assert [written] == list(folder.iterdir())


def folder_with_a_file(path):
    (path / "deep").mkdir(parents=True)
    (path / "deep" / "mine.txt").write_text("mine")


def link_to_a_file(path):
    path.with_name("target").write_text("mine")
    path.symlink_to(path.with_name("target"))


ODD = {
    "folder": folder_with_a_file,
    "pipe": os.mkfifo,
    "link": link_to_a_file,
    "loop": lambda path: path.symlink_to(path),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_lies_in_a_clips_place_is_not_waited_for_makes_way_and_is_kept(cache, kind):
    cache.store(KEY, SAMPLES)
    file_of(cache).unlink()
    ODD[kind](file_of(cache))
    assert cache.load(KEY) == b""
    assert cache.frames(KEY) == 0
    cache.clear()
    cache.shrink()
    cache.store(KEY, SAMPLES)
    assert cache.load(KEY) == SAMPLES
    (aside,) = file_of(cache).parent.glob("*.not-ours-*")
    assert aside.is_symlink() or aside.is_fifo() or (aside / "deep" / "mine.txt").read_text() == "mine"
    assert kind != "link" or file_of(cache).with_name("target").read_text() == "mine"


def forge(cache, header, content=SAMPLES):
    """Write an entry with a right checksum around whatever header."""
    cache.store(KEY, SAMPLES)
    start = b"VCCLIP03" + len(header).to_bytes(4, "big")
    file_of(cache).write_bytes(
        start + hashlib.sha256(KEY.digest().encode() + start + header).digest() + header + content
    )


def test_an_entry_in_the_place_of_another_is_made_again(cache):
    other = structs.replace(KEY, text="Something else.")
    cache.store(other, SAMPLES[::-1])
    cache.store(KEY, SAMPLES)
    file_of(cache, other).replace(file_of(cache))
    assert (cache.frames(KEY), cache.load(KEY), cache.words(KEY)) == (0, b"", None)
    assert cache.store(KEY, SAMPLES)[0] == SAMPLES
    assert cache.load(KEY) == SAMPLES


def header_of(**fields):
    whole = {"bytes": len(SAMPLES), "sha256": hashlib.sha256(SAMPLES).hexdigest(), "words": []}
    return json.dumps(whole | fields).encode()


@pytest.mark.parametrize(
    "header",
    [
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"null",
        b"[]",
        b"",
        b"\xff",
        b'{"bytes": Infinity, "sha256": ""}',
        *(header_of(bytes=odd) for odd in (None, "1", -1, 1.0, True, 10**30, 2**62, [], float("inf"))),
        *(header_of(sha256=odd) for odd in (None, 1, "", "0" * 64)),
    ],
    ids=lambda header: repr(header[:20]),
)
def test_a_forged_header_is_no_clip(cache, header):
    forge(cache, header)
    assert cache.load(KEY) == b""
    assert not cache.words(KEY)
    cache.store(KEY, SAMPLES)
    assert cache.load(KEY) == SAMPLES


@pytest.mark.parametrize("odd_bytes", [1, 2, 95, -1, -2, 97, 290])
def test_a_clip_that_is_no_whole_number_of_ms_is_made_again(cache, odd_bytes):
    """As another program might write it: all checksums are right."""
    samples = (SAMPLES + SAMPLES)[: len(SAMPLES) + odd_bytes]
    forge(cache, header_of(bytes=len(samples), sha256=hashlib.sha256(samples).hexdigest()), samples)
    assert (cache.frames(KEY), cache.load(KEY), cache.words(KEY)) == (0, b"", None)
    assert cache.store(KEY, SAMPLES)[0] == SAMPLES
    assert cache.load(KEY) == SAMPLES


@pytest.mark.parametrize(
    "words",
    [
        None,
        1,
        "abc",
        [1],
        [["a", 1]],
        [["a", 1, 1e400]],
        [["a", -1, 2]],
        [["a", 0, 10**9]],
        [["a", 0, "1"]],
        {"a": 1},
        [[None, 0, 1]],
    ],
    ids=repr,
)
def test_forged_words_are_none(cache, words):
    forge(cache, header_of(words=words))
    assert not cache.words(KEY)


def test_a_huge_file_is_not_read(cache):
    cache.store(KEY, SAMPLES)
    os.truncate(file_of(cache), 1 << 40)
    assert (cache.load(KEY), cache.frames(KEY)) == (b"", 0)


def test_who_comes_second_takes_what_is_there(cache):
    """As where machines share a folder, and one says a sentence otherwise."""
    assert cache.store(KEY, SAMPLES)[0] == SAMPLES
    assert cache.store(KEY, SAMPLES[:-96])[0] == SAMPLES
    assert cache.load(KEY) == SAMPLES


def test_a_use_brings_a_time_of_the_future_back(cache):
    """The clock was wrong when it was stored: it must not stay the newest for years."""
    cache.store(KEY, SAMPLES)
    future = time.time() + 10 * 365 * 86_400
    os.utime(file_of(cache), (future, future))
    assert cache.load(KEY) == SAMPLES
    assert file_of(cache).stat().st_mtime < future - 86_400


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_clips_are_private(cache):
    cache.store(KEY, SAMPLES)
    assert stat.S_IMODE(file_of(cache).stat().st_mode) == 0o600


def test_a_failed_write_leaves_nothing(cache, monkeypatch):
    def fail(*_):
        raise OSError("no")

    monkeypatch.setattr(store.os, "link", fail)
    monkeypatch.setattr(store.os, "replace", fail)
    with pytest.raises(OSError, match="no"):
        cache.store(KEY, SAMPLES)
    assert list(file_of(cache).parent.iterdir()) == []


def test_the_folder_is_the_platforms_or_ones_own(monkeypatch, tmp_path):
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path))
    assert default_folder() == tmp_path / "clips"
    cache = ClipCache(default_folder())
    cache.store(KEY, SAMPLES)
    assert cache.summary().entries == 1
    assert cache.clear().entries == 1
    assert cache.summary().size_bytes == 0
    monkeypatch.delenv("VOICECOACH_CACHE_DIR")
    assert default_folder().parts[-2:] == ("voicecoach", "clips")


def hammer(folder, seed):
    """Store, read and shrink in a cache that another process hammers, too; return how often a clip was wrong."""
    cache = ClipCache(folder, limit_bytes=20 * len(SAMPLES))
    chance = random.Random(seed)
    wrong = 0
    for _ in range(300):
        number = chance.randrange(40)
        samples = bytes([number]) * 960
        if chance.random() < 0.5:
            cache.store(key_of(number), samples)
        else:
            wrong += cache.load(key_of(number)) not in (b"", samples)
        if chance.random() < 0.02:
            cache.shrink()
    return wrong


def test_two_processes_may_use_it_at_once(tmp_path):
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.starmap(hammer, [(tmp_path, 1), (tmp_path, 2)]) == [0, 0]
    assert not list(tmp_path.glob("*/.voicecoach-*"))
