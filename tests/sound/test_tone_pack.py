import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from voicecoach import assets
from voicecoach.assets import load_tones, tone_packs
from voicecoach.errors import InputError, UsageError
from voicecoach.sound.tones import TonePack

ROOT = Path(__file__).resolve().parent.parent.parent
PACK = ROOT / "audio" / "tones" / "default"
NAMES = ["start", "end", "halfway", "tick", "zero", "bell"]


@pytest.fixture(scope="module")
def pack():
    return load_tones()


@pytest.fixture
def packs_folder(tmp_path, monkeypatch):
    """A folder with a copy of the default pack, where the installed packs are looked for."""
    folder = tmp_path / "tones"
    shutil.copytree(PACK, folder / "default")
    monkeypatch.setattr(assets, "_tones_folder", lambda: folder)
    return folder


def samples_of(pack, name):
    return np.abs(pack.tones[name].samples[:, 0])


def peak_dbfs(pack, name):
    return 20 * np.log10(samples_of(pack, name).max())


def test_the_default_pack_has_every_tone_that_the_language_knows(pack):
    assert sorted(pack.tones) == sorted(NAMES)
    assert tone_packs() == ("default",)


def test_lengths(pack):
    lengths = {name: pack.duration_ms(name) for name in NAMES}
    assert lengths == {"start": 150, "end": 400, "halfway": 250, "tick": 50, "zero": 300, "bell": 1000}


@pytest.mark.parametrize("name", NAMES)
def test_a_tone_is_heard_from_its_first_frame_on(pack, name):
    samples = samples_of(pack, name)
    assert samples[0] > 0
    assert np.argmax(samples >= samples.max() / 100) < 48  # -40 dB of its peak within 1 ms


@pytest.mark.parametrize("name", NAMES)
def test_a_tone_does_not_click(pack, name):
    samples = samples_of(pack, name)
    assert samples[0] < 0.003
    assert samples[-48:].max() < 0.001
    steps = np.abs(np.diff(samples))
    assert steps[:24].max() <= steps.max() * 0.6  # the attack is softer than the tone itself


def test_levels_are_between_nothing_and_a_fright(pack):
    assert -20.5 < peak_dbfs(pack, "tick") < -19.5
    for name in set(NAMES) - {"tick"}:
        assert -14.5 < peak_dbfs(pack, name) < -9.5


def test_the_pitches_are_apart(pack):
    def pitch_hz(name):
        samples = pack.tones[name].samples[:2_400, 0]
        return np.fft.rfft(samples, 48_000).__abs__().argmax()

    pitches = sorted(pitch_hz(name) for name in NAMES)
    assert all(higher / lower > 1.04 for lower, higher in pairwise(pitches))
    assert pitch_hz("zero") > 1.2 * pitch_hz("tick")


def test_the_end_falls(pack):
    spectrum = [
        np.abs(np.fft.rfft(part, 48_000)).argmax() for part in np.split(pack.tones["end"].samples[:, 0], 2)
    ]
    assert spectrum[1] < 0.7 * spectrum[0]


def test_the_files_are_what_the_script_renders(tmp_path):
    subprocess.run([sys.executable, ROOT / "scripts" / "render_tones", tmp_path], check=True)
    rendered = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert rendered == {path.name: path.read_bytes() for path in PACK.glob("*.wav")}


def test_an_unknown_pack_names_those_that_exist():
    with pytest.raises(UsageError) as raised:
        load_tones("defualt")
    assert raised.value.message == "unknown tone pack `defualt`"
    assert raised.value.hint == "did you mean `default`? the packs are: `default`"


def test_a_path_is_not_a_pack():
    with pytest.raises(UsageError):
        load_tones("../tones/default")


def test_gain_and_onset_of_a_tone_apply(packs_folder, pack):
    described = (packs_folder / "default" / "pack.toml").read_text()
    head, tick = described.split("[tones.tick]")
    tick = tick.replace("gain_db = 0.0", "gain_db = -6.0", 1).replace("onset_ms = 0", "onset_ms = 10", 1)
    (packs_folder / "default" / "pack.toml").write_text(head + "[tones.tick]" + tick)
    changed = load_tones()
    assert changed.duration_ms("tick") == 40
    expected = pack.tones["tick"].samples[480:] * 10 ** (-6 / 20)
    assert np.allclose(changed.tones["tick"].samples, expected)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("pack.toml", "tones = ["),
        ("pack.toml", "about = 'no tones'"),
        ("tick.wav", "not a WAV"),
        ("tick.wav", ""),
    ],
    ids=["no TOML", "no tones", "no WAV", "empty"],
)
def test_a_damaged_pack_is_named(packs_folder, file, content):
    (packs_folder / "default" / file).write_text(content)
    with pytest.raises(InputError, match="is damaged"):
        load_tones()


def test_a_tone_of_broken_milliseconds_is_a_bug():
    with pytest.raises(AssertionError):
        TonePack(name="bad", tones={}, lengths_frames={"tick": 49})


def test_a_gain_in_the_pack_is_heard(packs_folder, pack):
    described = packs_folder / "default" / "pack.toml"
    described.write_text(described.read_text().replace("gain_db = 0.0", "gain_db = -1.0", 1))
    softer = load_tones().tones
    changed = [name for name in softer if not np.array_equal(softer[name].samples, pack.tones[name].samples)]
    assert changed == ["start"]
    assert np.allclose(softer["start"].samples, pack.tones["start"].samples * 10 ** (-1 / 20))


def test_tones_are_known_without_decoding_them():
    program = "import sys, voicecoach.assets as a; p = a.load_tones(); print(p.duration_ms('tick'), 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["50", "False"]
