"""A linked MP3 sounds like the mix, is valid, and costs only what was never encoded before."""

import io
import os
import subprocess
import tempfile
import threading
import tracemalloc
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from msgspec.structs import replace

from tests.output.browser import listen
from voicecoach.output import islands as islands_module
from voicecoach.output.islands import IslandCache
from voicecoach.output.lame import LameSettings, encode
from voicecoach.output.mp3 import Mp3Writer
from voicecoach.output.sound_file import Tags
from voicecoach.sound import islands as sound_islands
from voicecoach.sound.clip import FloatClip, PcmClip, PlacedClip
from voicecoach.sound.islands import LEAD_MP3_FRAMES, TAIL_MP3_FRAMES, find_islands
from voicecoach.sound.mix import Mix, to_int16
from voicecoach.sound.mp3_frames import MP3_FRAME_FRAMES, split_frames
from voicecoach.sound.source import sounds_throughout

SECOND = 48_000
NO_TAGS = Tags()
WORDS = 6


def word(seed):
    """Return a second or so of noise with a voice's spectrum and a sharp beginning."""
    chance = np.random.default_rng(seed)
    frames = 48 * (600 + 97 * seed)
    noise = np.convolve(chance.normal(size=frames + 63), np.hanning(64), "valid")
    syllables = 0.6 + 0.4 * np.cos(np.arange(frames) / 4_800)
    samples = noise * syllables / np.abs(noise).max() * 0.5
    return FloatClip(samples=samples.astype(np.float32).reshape(-1, 1))


CLIPS = {f"word {seed}": word(seed) for seed in range(WORDS)}
CLIPS |= {"changed": word(WORDS + 1)}


def program(rounds=4, *, changed=(), total_s=60, clips=CLIPS):
    """Return a mix that says the same words in every round of 12 s; a changed place has another word."""
    placed = []
    for round_ in range(rounds):
        for number in range(WORDS):
            key = "changed" if (round_, number) in changed else f"word {number}"
            onset = 48 * (12_000 * round_ + 2_000 * number + 137)
            placed.append(PlacedClip(onset_frame=onset, frames=clips[key].frames, key=key))
    return Mix(placed, total_frames=total_s * SECOND + 48 * 7, load=clips.__getitem__)


class WholeMix:
    """A mix that does not say where it is silent, so it is encoded in one go."""

    def __init__(self, mix):
        self.total_frames, self.channels, self.read = mix.total_frames, mix.channels, mix.read

    def sounds(self):
        return sounds_throughout(self)


class CountingEncoder:
    def __init__(self):
        self.mp3_frames = []
        self.threads = set()

    def __call__(self, settings, blocks, mp3_frames):
        self.mp3_frames.append(mp3_frames)
        self.threads.add(threading.get_ident())
        return encode(settings, blocks, mp3_frames)


def islands_of(mix):
    return find_islands(mix.clips, total_frames=mix.total_frames)


def mp3_of(source, **options):
    file = io.BytesIO()
    options = {"cache": lambda: None, **options}
    Mp3Writer(**options).write(file, source, NO_TAGS, lambda _: None)
    return file.getvalue()


def ffmpeg(path):
    command = ["ffmpeg", "-v", "error", "-i", path, "-f", "f32le", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, dtype="<f4")


def mpg123(path):
    command = ["mpg123", "-q", "-s", "-e", "f32", path]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, dtype="<f4")


def libsndfile(path):
    return soundfile.read(path, dtype="float32")[0]


@cache
def heard_by_browser(path):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        return listen(path, profile)


def browser(path):
    return heard_by_browser(path).samples


DECODERS = (ffmpeg, mpg123, libsndfile, browser)


def snr_db(samples, planned):
    error = samples - planned
    return 10 * np.log10((planned**2).mean() / (error**2).mean())


@pytest.fixture(scope="module")
def mix():
    return program()


@pytest.fixture(scope="module")
def linked(mix, tmp_path_factory):
    path = tmp_path_factory.mktemp("linked") / "a.mp3"
    path.write_bytes(mp3_of(mix))
    return path


@pytest.fixture(scope="module")
def tagged(mix, tmp_path_factory):
    path = tmp_path_factory.mktemp("tagged") / "a.mp3"
    with path.open("wb") as file:
        Mp3Writer(cache=lambda: None).write(file, mix, Tags(title="Linked"), lambda _: None)
    return path


@pytest.fixture(scope="module")
def plain_snr_db(mix, tmp_path_factory):
    path = tmp_path_factory.mktemp("plain") / "a.mp3"
    path.write_bytes(mp3_of(WholeMix(mix)))
    return snr_db(libsndfile(path), mix.read(0, mix.total_frames)[:, 0])


@pytest.mark.parametrize("decode", DECODERS)
def test_every_decoder_hears_the_mix(mix, linked, plain_snr_db, decode):
    samples = decode(linked)
    planned = mix.read(0, mix.total_frames)[:, 0]
    assert len(samples) == mix.total_frames
    for clip in mix.clips:
        around = np.pad(samples, 480)[clip.onset_frame : clip.onset_frame + clip.frames + 960]
        heard = np.correlate(around, planned[clip.onset_frame : clip.onset_frame + clip.frames], "valid")
        assert heard.argmax() - 480 == 0, clip
    assert snr_db(samples, planned) > plain_snr_db - 1


def test_a_browser_shows_the_length(mix, linked):
    assert heard_by_browser(linked).element_s == pytest.approx(mix.total_frames / SECOND, abs=1e-5)


@pytest.mark.parametrize("decode", DECODERS)
def test_silence_is_silent_and_islands_end_cleanly(mix, linked, decode):
    samples = decode(linked)
    sounding = np.zeros(mix.total_frames, dtype=bool)
    for clip in mix.clips:  # what a codec smears is a few MP3 frames
        sounding[max(0, clip.onset_frame - 2 * 1_152) : clip.onset_frame + clip.frames + 3 * 1_152] = True
    assert np.abs(samples[~sounding]).max() < 10 ** (-90 / 20)


def sudden_ends():
    """Return a mix of what is at full level to its last sample: noise, a square wave and a click, ending all over an MP3 frame."""
    chance = np.random.default_rng(5)
    sounds, placed = {}, []
    for short_frames in (0, 1, 47, 528, 575, 576, 577, 1_104, 1_151):
        frames = 6 * MP3_FRAME_FRAMES - short_frames
        noise = chance.uniform(-0.8, 0.8, frames)
        square = 0.8 * np.sign(np.sin(np.arange(frames) * chance.uniform(0.01, 1)))
        for sound in (noise, square, np.append(np.zeros(frames - 1), 0.8)):
            clip = FloatClip(samples=sound.astype(np.float32).reshape(-1, 1))
            onset = (2 + 20 * len(placed)) * MP3_FRAME_FRAMES
            placed.append(PlacedClip(onset_frame=onset, frames=frames, key=len(sounds)))
            sounds[len(sounds)] = clip
    return Mix(placed, total_frames=20 * len(placed) * MP3_FRAME_FRAMES, load=sounds.__getitem__)


def test_silence_that_is_linked_is_heard_as_silence_that_is_encoded(tmp_path, monkeypatch):
    """However suddenly a sound ends, an island that goes on for longer has nothing more to say."""
    paths = [tmp_path / "linked.mp3", tmp_path / "encoded.mp3"]
    paths[0].write_bytes(mp3_of(sudden_ends()))
    monkeypatch.setattr(sound_islands, "TAIL_MP3_FRAMES", TAIL_MP3_FRAMES + 4)
    paths[1].write_bytes(mp3_of(sudden_ends()))
    assert paths[0].read_bytes() != paths[1].read_bytes()
    for decode in (ffmpeg, mpg123, libsndfile):
        one, other = map(decode, paths)
        assert np.abs(one).max() > 0.5
        assert np.array_equal(one, other)


def as_near_as_can_be():
    """Return a mix whose islands follow each other with one MP3 frame of silence between them or none."""
    sounds, placed, onset = {}, [], 3_000
    for number in range(12):
        sounds[number] = word(number % WORDS)
        frames = sounds[number].frames
        placed.append(PlacedClip(onset_frame=onset, frames=frames, key=number))
        end_mp3_frame = -(-(onset + frames) // MP3_FRAME_FRAMES) + TAIL_MP3_FRAMES + LEAD_MP3_FRAMES
        onset = (end_mp3_frame + number % 2) * MP3_FRAME_FRAMES + 97 * number
    return Mix(placed, total_frames=onset, load=sounds.__getitem__)


@pytest.mark.parametrize("decode", DECODERS)
def test_islands_with_no_silence_between_them_are_heard_as_planned(tmp_path, decode):
    mix = as_near_as_can_be()
    islands = tuple(islands_of(mix))
    gaps = {after.first_mp3_frame - before.end_mp3_frame for before, after in pairwise(islands)}
    assert (len(islands), gaps) == (12, {0, 1})
    for name, source in (("linked", mix), ("whole", WholeMix(mix))):
        (tmp_path / f"{name}.mp3").write_bytes(mp3_of(source))
    linked, whole = (decode(tmp_path / f"{name}.mp3") for name in ("linked", "whole"))
    planned = mix.read(0, mix.total_frames)[:, 0]
    assert len(linked) == mix.total_frames
    assert snr_db(linked, planned) > snr_db(whole, planned) - 1


def test_mp3val_finds_nothing(tagged):
    report = subprocess.run(["mp3val", tagged], capture_output=True, text=True, check=True).stdout
    assert "WARNING" not in report
    assert "ERROR" not in report
    assert "INFO" in report


def test_the_size_is_known_before(mix):
    assert len(mp3_of(mix)) == Mp3Writer().size_bytes(mix)
    assert len(mp3_of(WholeMix(mix))) == Mp3Writer().size_bytes(WholeMix(mix))


def test_what_repeats_is_the_same_bytes_and_encoded_once(mix):
    count = CountingEncoder()
    frames = split_frames(mp3_of(mix, encode=count))[1:]
    islands = tuple(islands_of(mix))
    assert len(islands) == 4 * WORDS
    assert len(count.mp3_frames) == WORDS  # rounds of 12 s come back to their phase
    of_first_round = islands[:WORDS]
    for placed, first in zip(islands, of_first_round * 4, strict=True):
        assert (
            frames[placed.first_mp3_frame : placed.end_mp3_frame]
            == frames[first.first_mp3_frame : first.end_mp3_frame]
        )


def test_an_island_points_at_nothing_before_it(mix):
    """The first nine bits of the side information say how far back an MP3 frame's data begins."""
    frames = split_frames(mp3_of(mix))[1:]
    for placed in islands_of(mix):
        back_bytes = 0
        for index in range(placed.first_mp3_frame, placed.end_mp3_frame):
            begins = frames[index][4] << 1 | frames[index][5] >> 7
            assert begins <= back_bytes
            back_bytes += len(frames[index]) - 4 - 17
    assert {len(frame) for frame in frames} == {192}
    silent = [frame for frame in frames if not any(frame[4:])]
    assert silent


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_bytes_are_the_same_with_any_number_of_threads(mix, linked, threads):
    count = CountingEncoder()
    assert mp3_of(mix, threads=threads, encode=count) == linked.read_bytes()
    assert 1 <= len(count.threads) <= threads


def test_a_second_run_encodes_nothing(tmp_path, linked):
    first, second = CountingEncoder(), CountingEncoder()
    cache = {"cache": lambda: IslandCache(tmp_path)}
    assert mp3_of(program(), encode=first, **cache) == linked.read_bytes()
    assert mp3_of(program(), encode=second, **cache) == linked.read_bytes()
    assert (len(first.mp3_frames), second.mp3_frames) == (WORDS, [])


def test_a_changed_word_is_all_that_is_encoded(tmp_path):
    mp3_of(program(), cache=lambda: IslandCache(tmp_path))
    count = CountingEncoder()
    changed = program(changed={(2, 3)})
    content = mp3_of(changed, encode=count, cache=lambda: IslandCache(tmp_path))
    assert len(count.mp3_frames) == 1
    assert content == mp3_of(changed)


def test_other_samples_under_the_same_key_are_another_island(tmp_path):
    mp3_of(program(), cache=lambda: IslandCache(tmp_path))
    clips = {**CLIPS, "word 3": FloatClip(samples=-CLIPS["word 3"].samples)}
    count = CountingEncoder()
    content = mp3_of(program(clips=clips), encode=count, cache=lambda: IslandCache(tmp_path))
    assert len(count.mp3_frames) == 1
    assert content == mp3_of(program(clips=clips))


def in_16_bits(clip):
    return PcmClip(pcm=to_int16(clip.samples).astype("<i2").tobytes())


@pytest.mark.parametrize("floats", [(), ("word 2",), tuple(CLIPS)])
def test_clips_in_16_bits_and_as_floats_give_the_same_file(floats):
    pcm = {key: in_16_bits(clip) for key, clip in CLIPS.items()}
    as_floats = {key: FloatClip(samples=clip.samples) for key, clip in pcm.items()}
    some = {key: (as_floats if key in floats else pcm)[key] for key in pcm}
    whole = mp3_of(program(clips=as_floats))
    for threads in (1, 2):
        count = CountingEncoder()
        assert mp3_of(program(clips=some), encode=count, threads=threads) == whole
        assert len(count.mp3_frames) == WORDS


def test_another_quality_is_another_island(tmp_path):
    mp3_of(program(), cache=lambda: IslandCache(tmp_path))
    count = CountingEncoder()
    mp3_of(program(), encode=count, cache=lambda: IslandCache(tmp_path), quality=7)
    assert len(count.mp3_frames) == WORDS
    assert LameSettings(channels=1).name() != LameSettings(channels=2).name()


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "not ours"])
def test_a_damaged_entry_is_made_again(tmp_path, linked, damage):
    mp3_of(program(), cache=lambda: IslandCache(tmp_path))
    path = max(tmp_path.glob("*/*.island"), key=os.path.getsize)
    whole = path.read_bytes()
    flipped = whole[:-100] + bytes([whole[-100] ^ 1]) + whole[-99:]
    path.write_bytes({"flipped": flipped, "cut": whole[:-1], "empty": b"", "not ours": b"MP3" * 99}[damage])
    count = CountingEncoder()
    assert mp3_of(program(), encode=count, cache=lambda: IslandCache(tmp_path)) == linked.read_bytes()
    assert len(count.mp3_frames) == 1
    assert path.read_bytes() == whole


@pytest.mark.parametrize("odd", ["longer", "of another bit rate", "no MP3", "a crc that is none"])
def test_an_entry_that_another_machine_made_otherwise_is_not_taken(tmp_path, linked, odd):
    cache = IslandCache(tmp_path)
    mp3_of(program(), cache=lambda: cache)
    path = max(tmp_path.glob("*/*.island"), key=os.path.getsize)
    entry = cache.read(path.stem)
    content, crc = entry.content, entry.header["crc"]
    content = {
        "longer": content + content[:1],
        "of another bit rate": content[:2] + b"\x84" + content[3:],
        "no MP3": bytes(len(content)),
    }.get(odd, content)
    crc = -1 if odd == "a crc that is none" else crc
    path.unlink()
    cache.write(path.stem, content, {"mp3_frames": entry.header["mp3_frames"], "crc": crc})
    count = CountingEncoder()
    assert mp3_of(program(), encode=count, cache=lambda: IslandCache(tmp_path)) == linked.read_bytes()
    assert len(count.mp3_frames) == 1


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, linked):
    (tmp_path / "file").touch()
    assert mp3_of(program(), cache=lambda: IslandCache(tmp_path / "file" / "mp3")) == linked.read_bytes()


def test_the_cache_keeps_to_its_limit(tmp_path):
    cache = IslandCache(tmp_path, limit_bytes=60_000)
    mp3_of(program(), cache=lambda: cache)
    assert 0 < cache.summary().size_bytes <= 60_000


@pytest.mark.parametrize(("name", "value"), [("KEPT_BYTES", 1), ("AHEAD_MP3_FRAMES", 1)])
def test_little_memory_gives_the_same_bytes(monkeypatch, mix, linked, name, value):
    monkeypatch.setattr(islands_module, name, value)
    assert mp3_of(mix) == linked.read_bytes()


@pytest.mark.parametrize("decode", DECODERS)
def test_a_long_island_is_encoded_block_by_block_between_the_others(monkeypatch, tmp_path, mix, decode):
    """Whatever is longer than the others here counts as long."""
    monkeypatch.setattr(islands_module, "LONGEST_MP3_FRAMES", 40)
    count = CountingEncoder()
    (tmp_path / "a.mp3").write_bytes(mp3_of(mix, encode=count))
    assert 0 < len(count.mp3_frames) - WORDS <= 4 * WORDS
    samples = decode(tmp_path / "a.mp3")
    planned = mix.read(0, mix.total_frames)[:, 0]
    assert len(samples) == mix.total_frames
    assert snr_db(samples, planned) > 10


def test_memory_does_not_grow_with_the_length():
    def peak_bytes(rounds):
        source = program(rounds, total_s=12 * rounds + 5)
        with Path(os.devnull).open("r+b") as nowhere:
            tracemalloc.start()
            try:
                Mp3Writer(cache=lambda: None, threads=2).write(nowhere, source, NO_TAGS, lambda _: None)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    peak_bytes(1)  # imports and tables
    few, many = peak_bytes(50), peak_bytes(400)
    assert many - few < 350 * WORDS * 600  # where each island is, and not what it is


def test_an_interrupted_encoding_passes_on_and_ends_its_threads(mix):
    def broken(*_):
        raise MemoryError

    before = threading.active_count()
    with pytest.raises(MemoryError):
        mp3_of(mix, encode=broken)
    assert threading.active_count() == before


def test_a_clip_at_the_very_end_is_whole(tmp_path):
    clip = CLIPS["word 0"]
    placed = PlacedClip(onset_frame=10 * SECOND, frames=clip.frames, key="word 0")
    source = Mix([placed], total_frames=placed.onset_frame + clip.frames, load=CLIPS.__getitem__)
    (tmp_path / "a.mp3").write_bytes(mp3_of(source))
    for decode in (ffmpeg, mpg123, libsndfile):
        samples = decode(tmp_path / "a.mp3")
        assert len(samples) == source.total_frames
        assert snr_db(samples[placed.onset_frame :], clip.samples[:, 0]) > 10


def test_progress_reaches_the_end(mix):
    seen, file = [], io.BytesIO()
    Mp3Writer(cache=lambda: None).write(file, mix, NO_TAGS, seen.append)
    frames = [done.frames for done in seen]
    assert frames == sorted(frames)
    assert frames[-1] == mix.total_frames
    assert seen[-1].size_bytes == len(file.getvalue())


def test_a_mix_that_is_limited_lower_is_another_island_where_it_is_loud(tmp_path):
    clips = {key: FloatClip(samples=clip.samples * np.float32(1.9)) for key, clip in CLIPS.items()}
    mix = program(1, clips=clips)
    mp3_of(mix, cache=lambda: IslandCache(tmp_path))
    count = CountingEncoder()
    lower = Mix(mix.clips, total_frames=mix.total_frames, load=clips.__getitem__, boosted=True)
    content = mp3_of(lower, encode=count, cache=lambda: IslandCache(tmp_path))
    assert len(count.mp3_frames) == WORDS
    assert content == mp3_of(lower)


def test_a_gain_is_part_of_what_an_island_is(tmp_path):
    mix = program(1)
    mp3_of(mix, cache=lambda: IslandCache(tmp_path))
    softer = Mix(
        [replace(clip, gain_db=-6.0) for clip in mix.clips],
        total_frames=mix.total_frames,
        load=CLIPS.__getitem__,
    )
    count = CountingEncoder()
    mp3_of(softer, encode=count, cache=lambda: IslandCache(tmp_path))
    assert len(count.mp3_frames) == WORDS
