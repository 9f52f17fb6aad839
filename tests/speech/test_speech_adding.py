"""`voices add`: untrusted files, folders and archives become voices, whole or not at all."""

import gzip
import hashlib
import io
import json
import os
import random
import stat
import tarfile
import zipfile

import msgspec
import numpy as np
import piper_fake
import pytest

from tests.programs import least_cpu_s
from voicecoach.errors import InputError, OutputError, SpeechError, UsageError, VoicecoachError
from voicecoach.speech.added import Card, added_voices, best_added, check_added, voices_folder
from voicecoach.speech.adding import adding, bundles, recognising
from voicecoach.speech.adding.adding import add, opened, remove
from voicecoach.speech.engines import choose
from voicecoach.speech.engines.kokoro_data import STYLE_BYTES, VoiceStyle, load_data
from voicecoach.speech.engines.piper_engine import PIPER

MODEL = b"\x08\x08 a model"
SETTINGS = json.dumps({"audio": {"sample_rate": 22050}, "language": {"code": "de_DE"}}).encode()


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("VOICECOACH_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def style(seed=1):
    return np.random.default_rng(seed).normal(0, 0.3, STYLE_BYTES // 4).astype("<f4").tobytes()


@pytest.fixture
def known(monkeypatch):
    """Let a style that the tests can make be the publisher's `ef_dora`."""
    real = load_data()
    styles = {
        "ef_dora": VoiceStyle(sha256=hashlib.sha256(style(7)).hexdigest(), rate_wpm=185, licence="Apache-2.0")
    }
    monkeypatch.setattr(recognising, "load_data", lambda: msgspec.structs.replace(real, styles=styles))


def added(*sources, language=""):
    with opened(sources, language=language) as bundle:
        for voice in bundle.new:
            add(voice)
    return bundle


def names():
    return {engine: [one.name for one in added_voices(engine)] for engine in ("kokoro", "piper")}


def nothing_is_there():
    return not voices_folder().exists() or not [path for path in voices_folder().rglob("*") if path.is_file()]


def tar(path, entries, mode="w:gz"):
    with tarfile.open(path, mode) as archive:
        for name, content in entries.items():
            entry = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


def zipped(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


# --- what can be added ---------------------------------------------------------------------------


def test_a_voice_that_is_damaged_is_told_and_put_right_by_its_file(tmp_path):
    path = tmp_path / "ef_mine.bin"
    path.write_bytes(style(3))
    added(path)
    there = best_added("kokoro", "es")
    there.path.write_bytes(style(4))
    with pytest.raises(SpeechError, match="the voice `ef_mine` is damaged") as caught:
        check_added("kokoro", there.path)
    assert "voices add" in caught.value.hint
    assert [voice.name for voice in added(path).new] == ["ef_mine"]
    check_added("kokoro", there.path)
    assert there.path.read_bytes() == style(3)
    assert added(path).known == ("ef_mine",)
    assert not list(voices_folder().glob(".*"))


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_somebody_else_put_in_a_voice_s_place_is_moved_aside(tmp_path, kind):
    path = tmp_path / "ef_mine.bin"
    path.write_bytes(style(3))
    place = voices_folder() / "kokoro" / "ef_mine"
    place.parent.mkdir(parents=True)
    if kind == "folder":
        place.mkdir()
        (place / "notes.txt").write_text("mine")
    elif kind == "file":
        place.write_text("mine")
    else:
        place.symlink_to("nowhere")
    added(path)
    assert best_added("kokoro", "es").path.read_bytes() == style(3)
    (aside,) = place.parent.glob("ef_mine.not-ours-*")
    assert aside.is_symlink() or (aside if kind == "file" else aside / "notes.txt").read_text() == "mine"


def test_a_file_that_is_no_added_voice_is_not_held_against_any(tmp_path):
    path = tmp_path / "ef_mine.bin"
    path.write_bytes(style(3))
    check_added("kokoro", path)


@pytest.mark.usefixtures("known")
def test_a_style_becomes_a_voice_of_its_language(tmp_path):
    path = tmp_path / "download (3).bin"  # a checksum knows it, whatever it is called
    path.write_bytes(style(7))
    (voice,) = added(path).new
    assert (voice.engine, voice.name, voice.card.languages, voice.card.licence) == (
        "kokoro", "ef_dora", ("es",), "Apache-2.0",
    )  # fmt: skip
    there = best_added("kokoro", "es-MX")
    assert there.path.read_bytes() == style(7)
    assert there.about == "woman"
    assert path.read_bytes() == style(7)


def test_a_voice_of_ones_own_takes_the_language_that_is_named(tmp_path):
    path = tmp_path / "mine.bin"
    path.write_bytes(style())
    with pytest.raises(InputError, match=r"`mine\.bin` does not tell its language") as caught:
        added(path)
    assert caught.value.hint == "say it: --language es"
    (voice,) = added(path, language="es").new
    assert voice.card.licence == recognising.UNKNOWN_LICENCE
    assert names()["kokoro"] == ["mine"]


def test_a_piper_voice_is_two_files(tmp_path):
    model = tmp_path / "de_DE-mine-low.onnx"
    model.write_bytes(MODEL)
    with pytest.raises(InputError, match=r"`de_DE-mine-low\.onnx\.json` is not beside it"):
        added(model)
    (tmp_path / "de_DE-mine-low.onnx.json").write_bytes(SETTINGS)
    (tmp_path / "MODEL_CARD").write_text("# Card\n\n* Language: de_DE\n* License: CC0\n")
    (voice,) = added(model).new
    assert voice.card.languages == ("de-de", "de")
    assert voice.card.licence == "its card says: CC0"
    assert PIPER.default_voice("de") == "de_DE-mine-low"
    folder = best_added("piper", "de").path.parent
    assert sorted(path.name for path in folder.iterdir()) == [
        "de_DE-mine-low.onnx", "de_DE-mine-low.onnx.json", "voice.json",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["folder", "zip", "tgz", "tar", "tar.gz"])
def test_voices_come_out_of_folders_and_archives(tmp_path, kind):
    entries = {
        "package/voices/ef_one.bin": style(1),
        "package/voices/jf_two.bin": style(2),
        "package/dist/big.bin": b"something else",
        "package/de/x.onnx": MODEL,
        "package/de/x.onnx.json": SETTINGS,
        "package/README.md": b"read me",
    }
    source = tmp_path / f"bundle.{kind}"
    if kind == "folder":
        for name, content in entries.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(content)
    elif kind == "zip":
        zipped(source, entries)
    else:
        tar(source, entries, "w" if kind == "tar" else "w:gz")
    bundle = added(source)
    assert names() == {"kokoro": ["ef_one"], "piper": ["x"]}
    assert [one.name for one in bundle.passed_over] == ["jf_two"]
    assert not list(voices_folder().glob(".*"))


def test_of_a_bundle_only_the_voices_of_a_language_are_taken(tmp_path):
    source = tar(
        tmp_path / "a.tgz", {"ef_one.bin": style(1), "ff_two.bin": style(2), "bm_three.bin": style(3)}
    )
    added(source, language="fr")
    assert names()["kokoro"] == ["ff_two"]
    with pytest.raises(UsageError, match="no voice for `de` in it") as caught:
        added(source, language="de")
    assert caught.value.hint == "there are some for en, es, fr; leave out --language to add these"


def test_what_is_there_already_is_told_and_another_of_the_name_refused(tmp_path):
    path = tmp_path / "ef_mine.bin"
    path.write_bytes(style(1))
    added(path)
    assert (added(path).new, added(path).known) == ((), ("ef_mine",))
    path.write_bytes(style(2))
    with pytest.raises(UsageError, match="another voice of the name `ef_mine`") as caught:
        added(path)
    assert "voices remove ef_mine" in caught.value.hint
    assert best_added("kokoro", "es").path.read_bytes() == style(1)


def test_a_voice_is_removed(tmp_path):
    path = tmp_path / "ef_mine.bin"
    path.write_bytes(style(1))
    added(path)
    with pytest.raises(UsageError, match="no added voice `ef_min`") as caught:
        remove("ef_min")
    assert caught.value.hint == "did you mean `ef_mine`?"
    assert remove("ef_mine").engine == "kokoro"
    assert nothing_is_there()
    assert choose("auto", "es").spec.name == "pyttsx3"


# --- what is refused, with nothing half copied ------------------------------------------------------


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("ef_x.bin", b"short", "it has 5 bytes, and a voice of Kokoro 522,240"),
        ("ef_x.bin", b"\xff" * STYLE_BYTES, "not its numbers"),
        ("ef_x.bin", b"\0" * STYLE_BYTES, "not its numbers"),
        ("ef_dora.bin", style(1), "is not the voice that its publisher gives out"),
        ("..bin", style(1), "cannot be the name of a voice"),
        ("nul.bin", style(1), "cannot be the name of a voice"),
        ("x.onnx", b"MZ a program", "is no model"),
        ("de_DE-thorsten-low.onnx", MODEL, "10 bytes of 63,104,526, another checksum"),
        ("x.txt", b"hello", "there is no voice in"),
        ("x.zip", b"PK no zip", "damaged or no archive"),
        ("x.tgz", b"no tar", "damaged or no archive"),
        ("x.tgz", gzip.compress(b"\1" * 2000, mtime=0)[:-9], "damaged or no archive"),
        ("x.tar", b"\1" * 600, "damaged or no archive"),
    ],
)
def test_what_is_no_voice_is_refused_with_the_next_step(tmp_path, name, content, problem):
    path = tmp_path / name
    path.write_bytes(content)
    if path.suffix == ".onnx":
        (tmp_path / f"{name}.json").write_bytes(SETTINGS)
    with pytest.raises(VoicecoachError, match=problem) as caught:
        added(path)
    assert caught.value.hint
    assert nothing_is_there()


@pytest.mark.usefixtures("known")
def test_an_archive_with_a_password_is_refused_with_the_next_step(tmp_path):
    path = zipped(tmp_path / "x.zip", {"ef_dora.bin": style(1)})
    content = bytearray(path.read_bytes())
    for header, flags_at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(header) + flags_at] |= 1
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        added(path)
    assert caught.value.message == f"{path} is protected by a password"
    assert caught.value.hint == "unpack it, and name the voice files themselves"
    assert nothing_is_there()


@pytest.mark.parametrize(
    "settings",
    [b"", b"[]", b"{", b"\xff", b'{"audio": 3}', b'{"audio": {"sample_rate": "x"}, "language": {"code": "de"}}',
     b'{"audio": {"sample_rate": 22050}, "language": {"code": "../de"}}', b'{"audio": {"sample_rate": 22050}}'],
)  # fmt: skip
def test_settings_of_a_piper_voice_that_are_none(tmp_path, settings):
    (tmp_path / "x.onnx").write_bytes(MODEL)
    (tmp_path / "x.onnx.json").write_bytes(settings)
    with pytest.raises(InputError, match=r"x\.onnx\.json"):
        added(tmp_path / "x.onnx")
    assert nothing_is_there()


def test_a_missing_file_and_a_pipe_are_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read: No such file"):
        added(tmp_path / "none.bin")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.bin")
        with pytest.raises(InputError, match="a pipe"):
            added(tmp_path / "pipe.bin")


def test_names_in_archives_lead_nowhere(tmp_path):
    for source in (
        tar(tmp_path / "a.tgz", {"../../ef_up.bin": style(1), "/etc/ef_root.bin": style(2)}),
        zipped(tmp_path / "b.zip", {"..\\..\\ef_back.bin": style(3)}),
    ):
        added(source)
    assert names()["kokoro"] == ["ef_back", "ef_root", "ef_up"]
    assert all(path.is_relative_to(tmp_path / "data") for path in tmp_path.rglob("ef_*"))


def test_links_and_devices_are_passed_over(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(style(1))
    link, hard, device = (tarfile.TarInfo(f"ef_{name}.bin") for name in ("link", "hard", "device"))
    link.type, link.linkname = tarfile.SYMTYPE, str(secret)
    hard.type, hard.linkname = tarfile.LNKTYPE, str(secret)
    device.type = tarfile.CHRTYPE
    for entry in (link, hard, device):
        with pytest.raises(InputError, match="no voice in"):
            added(tar(tmp_path / "a.tgz", {entry: b""}))
    entry = zipfile.ZipInfo("ef_link.bin")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(InputError, match="no voice in"):
        added(zipped(tmp_path / "b.zip", {entry: b"x" * STYLE_BYTES}))
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "ef_link.bin").symlink_to(secret)
    with pytest.raises(InputError, match="no voice in"):
        added(folder)


def test_bombs_are_given_up(tmp_path, monkeypatch):
    """A claim of few bytes and many that come; many entries; much that is no voice at all."""
    monkeypatch.setattr(bundles, "LARGEST_WHOLE", 3_000_000)
    monkeypatch.setattr(bundles, "LARGEST_FILE", 1_000_000)
    monkeypatch.setattr(bundles, "MOST_ENTRIES", 50)
    zeros = b"\x08" + b"\0" * 2_000_000
    for source, problem in (
        (zipped(tmp_path / "one.zip", {"x.onnx": zeros}), "more than 1 MB, which no voice has"),
        (tar(tmp_path / "one.tgz", {"x.onnx": zeros}), "more than 1 MB, which no voice has"),
        (tar(tmp_path / "rest.tgz", {"a": zeros, "b": zeros, "ef_x.bin": style()}), "holds more than 3 MB"),
        (zipped(tmp_path / "many.zip", {f"{n}": b"" for n in range(60)}), "more than 50 entries"),
        (tar(tmp_path / "many.tgz", {f"{n}": b"" for n in range(60)}), "more than 50 entries"),
        (zipped(tmp_path / "text.zip", {"x.onnx.json": b" " * 1_100_000}), "more than 1 MB"),
    ):
        with pytest.raises(InputError, match=problem):
            added(source)
        assert nothing_is_there()


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_a_header_of_an_archive_is_short(form, tmp_path, monkeypatch):
    """The library keeps it in memory, however long it is."""
    monkeypatch.setattr(tarfile.TarFile, "format", form)
    for length in (5_000, 1_500_000):
        source = tar(tmp_path / "a.tgz", {"ef_one.bin": style(), f"{'n' * length}.bin": b""})
        with pytest.raises(InputError, match="has entries with longer headers than any voice needs"):
            added(source)
        assert nothing_is_there()


def test_the_map_of_a_sparse_file_is_short(tmp_path):
    entry = tarfile.TarInfo("ef_one.bin")
    entry.type = tarfile.GNUTYPE_SPARSE
    header = bytearray(entry.tobuf(tarfile.GNU_FORMAT))
    header[482] = 1  # it goes on
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    more = bytearray(512)
    more[504] = 1  # and on
    (tmp_path / "a.tar").write_bytes(header + more * 3_000)
    with pytest.raises(InputError, match="has an entry whose header has more than 1 MB"):
        added(tmp_path / "a.tar")
    assert nothing_is_there()


def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    source = tar(tmp_path / "a.tgz", {"ef_one.bin": style(1)})
    monkeypatch.setattr(bundles, "_write", full)
    with pytest.raises(OutputError, match="No space left on device") as caught:
        added(source)
    assert "nothing was added" in caught.value.hint
    assert nothing_is_there()


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VOICECOACH_DATA_DIR", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="cannot be written to"):
        added(tmp_path)


def test_a_voice_that_cannot_speak_is_not_added(tmp_path, monkeypatch):
    """Where piper is installed it has to say something first, in its worker."""
    piper_fake.install(tmp_path / "site")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    for name, content in (("good", MODEL), ("bad", b"\x08 broken")):
        (tmp_path / f"{name}.onnx").write_bytes(content)
        (tmp_path / f"{name}.onnx.json").write_bytes(SETTINGS)
    with pytest.raises(InputError, match=r"`bad\.onnx` cannot speak: .*no voice that piper can use"):
        added(tmp_path / "bad.onnx")
    assert nothing_is_there()
    added(tmp_path / "good.onnx")
    assert names()["piper"] == ["good"]
    choice = choose("auto", "de")
    assert (choice.spec.name, choice.spec.default_voice("de")) == ("piper", "good")


@pytest.mark.parametrize("kind", ["tar", "tgz", "zip"])
def test_an_archive_that_is_damaged_anywhere_ends_in_a_sentence(tmp_path, kind):
    entries = {"a/ef_x.bin": style(), "b/x.onnx": MODEL, "b/x.onnx.json": SETTINGS}
    source = tmp_path / f"a.{kind}"
    if kind == "zip":
        zipped(source, entries)
    else:
        tar(source, entries, "w" if kind == "tar" else "w:gz")
    whole = source.read_bytes()
    chance = random.Random(kind)
    for _ in range(40):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 5, 30))):
            at = chance.choice(
                (
                    chance.randrange(600),
                    chance.randrange(len(damaged)),
                    len(damaged) - 1 - chance.randrange(600),
                )
            )
            damaged[at : at + chance.choice((0, 1, 1, 9))] = chance.randbytes(1)
        source.write_bytes(damaged)
        refusal = ""
        try:
            with opened([source], language=""):
                pass
        except VoicecoachError as problem:
            refusal = problem.hint
            assert refusal
        assert nothing_is_there()


# --- what is read ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "card", [b"", b"{}", b'{"file": "../../x.bin", "languages": ["es"], "sha256": ""}', b'{"file": "x", "languages": [], "sha256": ""}']
)  # fmt: skip
def test_a_card_that_is_damaged_counts_as_no_voice(data, card):
    folder = data / "voices" / "kokoro" / "ef_x"
    folder.mkdir(parents=True)
    (folder / "x").write_bytes(b"")
    (data / "x.bin").write_bytes(b"")
    (folder / "voice.json").write_bytes(card)
    assert added_voices("kokoro") == ()
    (folder / "voice.json").write_bytes(msgspec.json.encode(Card(file="x", languages=("es",), sha256="")))
    assert [one.name for one in added_voices("kokoro")] == ["ef_x"]


def test_only_engines_of_ours_have_voices_added():
    assert [spec.name for spec in adding.ENGINES] == ["kokoro", "piper"]


# --- much of little ------------------------------------------------------------------------------

LONG = 900_000
ODD_SETTINGS = {
    "lists in lists": b"[" * LONG,
    "objects in objects": b'{"a":' * (LONG // 5),
    "a long number": b'{"audio": {"sample_rate": ' + b"9" * LONG + b"}}",
    "zeros": bytes(LONG),
    "a long language": b'{"audio": {"sample_rate": 22050}, "language": {"code": "'
    + b"a-" * (LONG // 2)
    + b'"}}',
}


@pytest.mark.parametrize("name", ODD_SETTINGS)
def test_settings_that_are_none_are_refused_in_no_time(tmp_path, name):
    (tmp_path / "mine.onnx").write_bytes(MODEL)
    (tmp_path / "mine.onnx.json").write_bytes(ODD_SETTINGS[name])

    def refuse():
        with pytest.raises(InputError, match=r"settings of a Piper voice|no sample rate or no language"):
            added(tmp_path / "mine.onnx")

    assert least_cpu_s(refuse, 1) < 1
    assert nothing_is_there()


@pytest.mark.parametrize("sign", ["\n", " ", "- ", "*", "licence ", "licence:\n", "license:**"])
def test_a_long_card_is_read_in_no_time(tmp_path, sign):
    (tmp_path / "mine.onnx").write_bytes(MODEL)
    (tmp_path / "mine.onnx.json").write_bytes(SETTINGS)
    (tmp_path / "MODEL_CARD").write_text(sign * (LONG // len(sign)))
    found = []
    assert least_cpu_s(lambda: found.append(recognised(tmp_path)), 1) < 1
    assert len(found[0]) == 1


def recognised(source):
    with opened((source,), language="") as bundle:
        return bundle.new


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_an_archive_that_unpacks_to_far_more_than_it_weighs_is_no_voice(tmp_path, suffix):
    pack = zipped if suffix == ".zip" else tar
    path = pack(tmp_path / f"bomb{suffix}", {"mine.onnx": MODEL + bytes(30_000_000)})
    with pytest.raises(InputError, match=r"holds more than 16 MB"):
        added(path)
    assert nothing_is_there()


def test_headers_that_make_the_library_fail_are_damage(tmp_path):
    entry = tarfile.TarInfo("mine.onnx")
    entry.pax_headers = {"GNU.sparse.map": "0,1,", "GNU.sparse.size": "9", "GNU.sparse.name": "mine.onnx"}
    with pytest.raises(InputError, match="damaged or no archive"):
        added(tar(tmp_path / "odd.tar", {entry: b""}, "w"))


@pytest.mark.parametrize("value", ["9" * 3_000, "9" * LONG, "2 " * 1_500, "2 " * (LONG // 2)])
def test_long_headers_take_no_time(tmp_path, value):
    """The library looks for numbers in them, and begins again at each digit."""
    entries = {}
    for number in range(20):
        entry = tarfile.TarInfo(f"{number}.txt")
        entry.pax_headers = {"comment": value}
        entries[entry] = b""
    path = tar(tmp_path / "long.tar", entries, "w")
    said = []
    assert least_cpu_s(lambda: said.append(refusal_of(path)), 2) < 2
    assert said[0]


def refusal_of(path):
    with pytest.raises(InputError) as caught:
        added(path)
    return caught.value.message
