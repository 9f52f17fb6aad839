"""`voices`: the languages, the engines, adding and removing. tests/speech/test_speech_adding.py has what is refused."""

import json

import numpy as np
import pytest

from voicecoach.speech.added import added_voices, voices_folder
from voicecoach.speech.engines import OURS, EngineSpec
from voicecoach.speech.engines.kokoro_data import STYLE_BYTES
from voicecoach.speech.estimate import SILENT
from voicecoach.speech.heard import heard
from voicecoach.studio.robot import is_new_voice


@pytest.fixture
def without(monkeypatch):
    """Let engines be missing, or there, as the test says."""
    missing, there = set(), set()
    real = EngineSpec.installed
    monkeypatch.setattr(
        EngineSpec,
        "installed",
        lambda spec: spec.name in there or (spec.name not in missing and real(spec)),
    )
    return missing, there


@pytest.fixture
def style(tmp_path):
    def write(name, seed=1):
        values = np.random.default_rng(seed).normal(0, 0.3, STYLE_BYTES // 4).astype("<f4")
        (tmp_path / name).write_bytes(values.tobytes())
        return name

    return write


def test_each_language_has_what_is_heard_and_what_would_be_better(without, style, run):
    missing, there = without
    missing |= {"kokoro", "piper"}
    found = {one.language: one for one in heard()}
    assert found["en"].better == ()
    assert (found["es"].engine, found["es"].missed_percent) == ("pyttsx3", 52)
    assert found["es"].better == (
        "pip install 'voicecoach[kokoro]'",
        "npm pack kokoro-js@1.2.1, then voicecoach voices add kokoro-js-1.2.1.tgz",
    )
    assert found["de"].better == (
        "pip install 'voicecoach[piper]'",
        "voicecoach voices add de_DE-thorsten-low.onnx",
    )
    missing.add("hibari")
    assert heard("en-GB")[0].better == ("pip install 'voicecoach[natural]'",)
    run("voices", "add", style("ef_mine.bin"), "--yes")
    assert heard("es")[0].better == ("pip install 'voicecoach[kokoro]'",)
    missing.remove("kokoro")
    there.add("kokoro")
    (spanish,) = heard("es")
    assert (spanish.engine, spanish.voice, spanish.missed_percent, spanish.better) == (
        "kokoro", "ef_mine", None, (),
    )  # fmt: skip


def test_voices_shows_languages_and_engines(run):
    shown = run("voices")
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert lines[0].split() == ["language", "heard", "now", "missed", "better"]
    assert lines[1].split() == ["en", "hibari,", "heart", "0.4", "%"]
    assert any(line.startswith("hibari: a natural English voice") for line in lines)
    german = run("voices", "--language", "de").stdout
    assert "de        pyttsx3, de  67.5 %" in german
    assert "German" in german


def test_voices_as_data_are_the_engines(run):
    engines = json.loads(run("voices", "--json").stdout)
    assert [engine["engine"] for engine in engines] == [spec.name for spec in OURS if spec is not SILENT]
    assert set(engines[0]) == {"engine", "about", "problem", "remedy", "voices", "heard"}
    (english,) = engines[0]["heard"]
    assert (english["language"], english["voice"], english["better"]) == ("en", "heart", [])
    assert 0 < english["missed_percent"] < 5
    heard = {one["language"]: (engine["engine"], one) for engine in engines for one in engine["heard"]}
    assert heard["de"][0] == "pyttsx3"
    assert heard["de"][1]["better"][-1].startswith("voicecoach voices add de_DE-")


def test_where_nothing_can_be_used_nothing_is_added(run, style):
    result = run("voices", "add", style("hf_mine.bin"), "--yes")
    assert result.exit_code == 3
    assert "left out, as kokoro does not speak `hi` here: hf_mine" in result.stderr
    assert "nothing is added" in result.stderr
    assert "help: `voicecoach voices` names the command" in result.stderr


def test_a_voice_is_added_once_its_licence_was_shown_and_agreed_to(run, style):
    name = style("ef_mine.bin")
    refused = run("voices", "add", name)
    assert refused.exit_code == 2
    assert "licence: unknown: is it yours" in refused.stderr
    assert "add --yes" in refused.stderr
    assert added_voices("kokoro") == ()
    done = run("voices", "add", name, "--yes")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == "added ef_mine"
    assert [one.name for one in added_voices("kokoro")] == ["ef_mine"]
    assert "there already: ef_mine" in run("voices", "add", name, "--yes").stderr


def test_a_voice_is_removed(run, style):
    run("voices", "add", style("ef_mine.bin"), style("ff_mine.bin", 2), "-y")
    removed = run("voices", "remove", "ef_mine", "ff_mine")
    assert removed.stdout == "removed ef_mine (kokoro, es)\nremoved ff_mine (kokoro, fr)\n"
    assert not list((voices_folder() / "kokoro").iterdir())
    assert run("voices", "remove", "ef_mine").exit_code == 2


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["ad"], "`voices` has no `ad`"),
        (["add"], "`voices add` takes the files of voices"),
        (["remove"], "`voices remove` takes the names"),
        (["add", "none.bin"], "none.bin cannot be read"),
    ],
)
def test_wrong_use_is_told(run, words, problem):
    result = run("voices", *words)
    assert result.exit_code in (2, 3)
    assert problem in result.stderr
    assert "help: " in result.stderr


@pytest.mark.parametrize("engine", [(), ("--engine", "kokoro")])
def test_a_voice_of_another_language_is_a_sentence(run, style, without, engine):
    without[1].add("kokoro")
    run("voices", "add", style("ef_mine.bin"), style("ff_mine.bin", 2), "--yes")
    result = run("say", "Bonjour.", "--language", "fr", "--voice", "ef_mine", "-o", "a.wav", *engine)
    assert result.exit_code == 2
    assert "the voice ef_mine speaks `es`, and the text is in `fr`" in result.stderr
    assert "help: --voice ff_mine" in result.stderr


def test_a_voice_without_its_engine_is_a_sentence(run, style, without):
    without[0].add("kokoro")
    run("voices", "add", style("ef_mine.bin"), "--yes")
    result = run("say", "Hola.", "--language", "es", "--voice", "ef_mine", "-o", "a.wav")
    assert result.exit_code == 3
    assert "the engine kokoro is not installed" in result.stderr
    assert "pip install 'voicecoach[kokoro]'" in result.stderr


def test_a_robot_voice_says_once_a_language_that_there_is_a_better_one(run):
    hint = "a robot voice; better: `voicecoach voices`"
    for language, times in (("es", 1), ("es", 0), ("fr", 1), ("en", 0), ("sw", 0)):
        result = run("say", "Hop.", "--language", language, "-o", "a.wav")
        assert result.stderr.count(hint) == times, language


def test_which_voice_speaks_is_said_when_it_is_another_than_the_last_time(tmp_path, monkeypatch):
    monkeypatch.setenv("VOICECOACH_DATA_DIR", str(tmp_path))
    said = [
        ("hibari", "en"),
        ("hibari", "en"),
        ("pyttsx3", "en"),
        ("hibari", "en-GB"),
        ("pyttsx3", "de"),
        ("x", "../x"),
    ]
    assert [is_new_voice(why, language) for why, language in said] == [True, False, True, True, True, True]
    assert sorted(file.name for file in tmp_path.rglob("voice-*")) == ["voice-de", "voice-en"]


def test_where_it_cannot_be_noted_it_is_said_again(run, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VOICECOACH_DATA_DIR", str(tmp_path / "file"))
    for _ in range(2):
        assert "a robot voice" in run("say", "Hop.", "--language", "es", "-o", "a.wav").stderr
